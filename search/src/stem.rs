//! Word forms: which words of the dictionary are forms of one typed word.
//!
//! The index keeps words as they are written, so that completions, corrections and marks are real words and an exact
//! form can count for more than a related one. Forms are brought together at query time: [`root`] names a
//! stretch of the dictionary in which all forms of a word stand, and two words are forms of one another when their
//! [`stem`]s are equal. A language without a stemmer compares words as they are.

use crate::token::Lang;

mod de;
mod en;

/// Writes the stem of a folded word to `out`. Stems are compared, never shown.
pub fn stem(lang: Lang, word: &str, out: &mut String) {
    out.clear();
    out.push_str(word);
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    match lang {
        Lang::En => en::stem(out),
        Lang::De => de::stem(out),
        _ => {}
    }
}

/// The longest prefix that all forms with this stem have; empty where there are no other forms to look for.
pub fn root(lang: Lang, stem: &str) -> &str {
    if stem.len() < 3 {
        return "";
    }
    match lang {
        Lang::En => en::root(stem),
        Lang::De => de::root(stem),
        _ => "",
    }
}
