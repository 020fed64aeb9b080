//! Phrases: what stands in quotes.

use crate::token::{self, Kind, Lang};

/// Signs that open and close a quotation in one language or another.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』')
}

/// Phrases that are looked for; each is looked for in whole texts.
const MOST_PHRASES: usize = 4;

/// The quoted phrases of a query, as folded words; one that is not closed is not meant yet.
pub(super) fn quoted(lang: Lang, text: &str) -> Vec<Vec<String>> {
    let pieces: Vec<&str> = text.split(is_quote).collect();
    // Every second piece stands between two quotes; the last one is open.
    let closed = pieces.len().saturating_sub(1);
    let mut phrases: Vec<Vec<String>> = Vec::new();
    for phrase in pieces.iter().take(closed).skip(1).step_by(2) {
        let words = words(lang, phrase);
        if !words.is_empty() && !phrases.contains(&words) {
            phrases.push(words);
        }
        if phrases.len() == MOST_PHRASES {
            break;
        }
    }
    phrases
}

/// The words of a text in order, without joined forms.
fn words(lang: Lang, text: &str) -> Vec<String> {
    let mut words = Vec::new();
    token::scan(lang, text, &mut |word, _, kind| {
        if kind != Kind::Joined {
            words.push(word.to_owned());
        }
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_make_phrases() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> =
                quoted(Lang::En, text).iter().map(|words| words.join(" ")).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("no quotes", &[]);
        check("\"Exit status 1\" error", &["exit status 1"]);
        check("“no port” or «other port»", &["no port", "other port"]);
        check("\"not closed yet", &[]);
        check("\"\" empty", &[]);
        check("a \"b\" c \"d", &["b"]);
        check(&"\"the\" ".repeat(1_000), &["the"]);
        check(
            &(0..50).map(|n| format!("\"w{n}\" ")).collect::<String>(),
            &["w0", "w1", "w2", "w3"],
        );
    }
}
