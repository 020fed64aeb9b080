//! What a question says about things that are not in the index and change by the minute, such as
//! open incidents: whether they are meant, and which of their words to mark.

use std::ops::Range;

use crate::{Answer, Index, Snippet, each_word};

/// Words shorter than this ("is", "the", "to") match too much to say that something is meant.
const WORD_MIN: usize = 4;
/// Words that are looked at; the rest of a pasted page is not.
const WORDS_MAX: usize = 32;

/// A question to the news.
///
/// With an index, news is found like an article: it must have the same share of what is asked. But
/// the news may have words that no article has, and those say even more: such a word, or without an
/// index any word, must only stand in the text.
pub struct News<'a> {
    asked: &'a str,
    index: Option<&'a Index>,
    /// The words that can say what is meant, folded.
    words: Vec<String>,
    /// Those that no article has.
    strange: Vec<String>,
}

impl<'a> News<'a> {
    /// Looks at the words of a question.
    pub fn new(asked: &'a str, index: Option<&'a Index>) -> News<'a> {
        let mut words: Vec<String> = vec![];
        each_word(asked, &mut |word, _| {
            let long = word.chars().count() >= WORD_MIN || word.chars().any(|c| c > '\u{2e80}');
            if long && words.len() < WORDS_MAX {
                words.push(word.to_owned());
            }
        });
        let known = |word: &String| index.is_some_and(|index| index.covers(word, word) > 0.0);
        let strange = words.iter().filter(|word| !known(word)).cloned().collect();
        News { asked, index, words, strange }
    }

    /// Whether the question means news of this text.
    pub fn means(&self, text: &str) -> bool {
        let covers = self.index.map_or(0.0, |index| index.covers(self.asked, text));
        covers >= Answer::SURE || self.has_strange(text)
    }

    /// A title with the words marked that are asked for.
    pub fn mark(&self, title: &str) -> Snippet {
        let mut marks: Vec<Range<usize>> = vec![];
        each_word(title, &mut |word, range| {
            let asked = self.words.iter().any(|asked| word.starts_with(asked.as_str()));
            // Pairs of signs overlap.
            let apart = marks.last().is_none_or(|last| last.end <= range.start);
            if asked && apart {
                marks.push(range);
            }
        });
        Snippet { text: title.to_owned(), marks }
    }

    /// Whether a word of the text begins with one that no article has.
    fn has_strange(&self, text: &str) -> bool {
        let mut found = false;
        each_word(text, &mut |word, _| {
            // "payments" are meant by "payment", and the other way round.
            found |= self.strange.iter().any(|asked| word.starts_with(stem(asked)));
        });
        found
    }
}

fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() >= WORD_MIN).unwrap_or(word)
}
