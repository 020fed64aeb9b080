//! Whether an article has words in a row: asked of texts, since postings know no places.

use crate::reader::Index;
use crate::token::{self, Kind, Lang};

/// Whether an article has a phrase (folded words) in its title, a heading or a text. What is elsewhere gets the benefit
/// of the doubt.
pub(crate) fn has_phrase(index: &Index, article: u32, phrase: &[String]) -> bool {
    let lang = index.lang();
    let Some(about) = index.article(article) else {
        return true;
    };
    let mut found = says(lang, about.title, phrase);
    let mut texts = 0;
    index.each_passage(article, &mut |_, passage| {
        texts += passage.text.len();
        found |= says(lang, passage.heading, phrase) || says(lang, passage.text, phrase);
    });
    found || texts == 0 && index.elsewhere(crate::format::PartKind::Texts, article).is_some()
}

/// Whether a text has the words in a row.
fn says(lang: Lang, text: &str, phrase: &[String]) -> bool {
    // How many words of the phrase each possible beginning has matched so far, the oldest first.
    let mut open: Vec<usize> = Vec::new();
    let mut found = false;
    token::scan(lang, text, &mut |word, _, kind| {
        if found || kind == Kind::Joined {
            return;
        }
        open.push(0);
        open.retain_mut(|matched| {
            let fits = phrase.get(*matched).is_some_and(|wanted| wanted == word);
            *matched += 1;
            fits
        });
        found = open.first() == Some(&phrase.len());
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row() {
        let check = |text: &str, phrase: &str, expected: bool| {
            let phrase: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            assert_eq!(says(Lang::En, text, &phrase), expected, "{text}: {phrase:?}");
        };
        check("It says: Exit status 1.", "exit status 1", true);
        check("The exit of status 1", "exit status 1", false);
        check("exit exit status 1", "exit status 1", true);
        check("one", "one two", false);
        check("two-step verification", "two step verification", true);
    }
}
