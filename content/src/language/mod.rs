//! What the search index has to know about a language: stems, stop words, compounds.
//!
//! In scope: the chain from a locale's name to a language, and Snowball's stemmers behind one function. Out of scope:
//! cutting and folding words (`search`'s tokenizer, which visitors download). Nothing here is downloaded: stems and stop
//! words end up in the index, so a site pays for its own languages only.

use frostem::{Algorithm, Stemmer};

#[cfg(test)]
mod forms;
mod stop;
#[cfg(test)]
mod tests;
mod words;

/// A language as the index builder uses it.
pub struct Language {
    stemmer: Option<Stemmer>,
    /// For words in Latin letters within a text in another script: product names, commands, terms of the trade.
    latin: Option<Stemmer>,
    /// How often the stemmer is applied. Where an ending follows another (`ayar-lar-ım`), one pass leaves forms of a word
    /// apart: of 39 sets of forms in these five languages 20 meet after one pass, 31 after two, 34 after three.
    passes: u32,
    /// Function words and question words, in lower case, without apostrophes, sorted, each once.
    pub stop: Vec<String>,
    /// Whether nouns are written together (`Passwortänderung`), so that a word may be split into words of the site.
    pub compounds: bool,
}

/// The language of a locale such as `en`, `de-CH` or `zh-Hant`. One that nobody knows has no stems and no stop words.
pub fn of(locale: &str) -> Language {
    let code = code(locale);
    // Asked by two or three letters only: Snowball also knows its algorithms by names such as `porter`.
    let known = (2..=3).contains(&code.len()).then(|| Stemmer::try_from_name(&code).ok());
    let latin = matches!(
        code.as_str(),
        "ar" | "be"
            | "bg"
            | "el"
            | "fa"
            | "he"
            | "hi"
            | "hy"
            | "ja"
            | "ko"
            | "ne"
            | "ru"
            | "ta"
            | "th"
            | "uk"
            | "yi"
            | "zh"
    );
    Language {
        stemmer: known.flatten(),
        latin: latin.then(|| Stemmer::new(Algorithm::English)),
        passes: if matches!(code.as_str(), "ar" | "fi" | "hu" | "no" | "tr") { 3 } else { 1 },
        stop: stop::words(&code),
        compounds: matches!(code.as_str(), "de" | "nl" | "sv" | "da" | "no" | "fi"),
    }
}

impl Language {
    /// The stem of a word as written, in lower case: equal for forms of one word. A stem is no word of the language.
    pub fn stem(&self, word: &str) -> String {
        // A part number, a version, an error code: its last letter is no ending.
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return word.to_owned();
        }
        // Stemmers know the straight apostrophe. Turkish İ in lower case is an i and a dot above it.
        let word = word.replace(['’', 'ʼ'], "'").replace('\u{307}', "");
        let (stemmer, passes) = match self.latin {
            Some(english) if word.is_ascii() => (Some(english), 1),
            _ => (self.stemmer, self.passes),
        };
        let Some(stemmer) = stemmer else { return word };
        let mut stem = word;
        for _ in 0..passes {
            let shorter = stemmer.stem(&stem).into_owned();
            // A lone letter is no stem: too many words begin with it.
            if shorter == stem || shorter.chars().nth(1).is_none() {
                break;
            }
            stem = shorter;
        }
        stem
    }
}

/// The language of a locale: its first part in lower case; the two written forms of Norwegian are one.
fn code(locale: &str) -> String {
    let first = locale.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match first.as_str() {
        "nb" | "nn" => "no".to_owned(),
        // Names that older software writes.
        "iw" => "he".to_owned(),
        "in" => "id".to_owned(),
        _ => first,
    }
}
