//! Snippets: the window of text that shows why an article was found.

use crate::query::Word;
use crate::reader::Index;
use crate::token::{self, Kind, Lang};
use std::ops::Range;

/// Widest window in columns: about two lines of a result. A letter is one column, a sign of Han, Kana or Hangul two.
const WIDEST: usize = 180;

/// Columns in which matches are gathered; the rest of a window is for the beginning of the sentence and what follows.
const GATHERED: usize = 130;

/// Columns before the first match that a window may begin earlier, to begin with its sentence.
const LEAD: usize = 60;

/// Bytes of a passage that are looked at for matches: a page pasted whole must not slow a keystroke down.
const LOOKED_AT: usize = 16 * 1024;

/// A piece of original text with the ranges that answer the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Text as the article's author wrote it; an ellipsis stands where it was cut.
    pub text: String,
    /// Byte ranges of `text` to mark: ascending, not overlapping, on character boundaries.
    pub marks: Vec<Range<usize>>,
}

/// The words to mark: everything that the query was taken to mean.
pub(crate) struct Marks<'a> {
    lang: Lang,
    words: Vec<Marked<'a>>,
    /// First bytes of all that is to be marked: most words of a text need no closer look.
    firsts: [bool; 256],
}

struct Marked<'a> {
    terms: Vec<String>,
    /// Every word that begins so is meant.
    start: Option<&'a str>,
    idf: f32,
}

/// A match in a text: where, which word of the query, and the column of its start and end.
struct Match {
    range: Range<usize>,
    word: usize,
    columns: Range<usize>,
}

impl<'a> Marks<'a> {
    /// `idfs` are those of `words`, in their order.
    pub(crate) fn new(index: &Index, words: &'a [Word], idfs: &[f32]) -> Self {
        let marked = words.iter().zip(idfs).map(|(word, &idf)| {
            let spelled = word.meanings.iter().filter(|meaning| !meaning.completion);
            Marked {
                terms: spelled.filter_map(|meaning| index.spell(meaning.term)).collect(),
                start: word
                    .meanings
                    .iter()
                    .any(|meaning| meaning.completion)
                    .then_some(word.text.as_str()),
                idf,
            }
        });
        let words: Vec<Marked<'a>> = marked.collect();
        let mut firsts = [false; 256];
        let starts =
            words.iter().flat_map(|word| word.terms.iter().map(String::as_str).chain(word.start));
        for first in starts.filter_map(|start| start.as_bytes().first()) {
            firsts[usize::from(*first)] = true;
        }
        Marks { lang: index.lang(), words, firsts }
    }

    fn word(&self, term: &str) -> Option<usize> {
        if !term.as_bytes().first().is_some_and(|&first| self.firsts[usize::from(first)]) {
            return None;
        }
        self.words.iter().position(|word| {
            word.terms.iter().any(|other| other == term)
                || word.start.is_some_and(|start| term.starts_with(start))
        })
    }

    fn matches(&self, text: &str) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let (mut at, mut column) = (0, 0);
        let near =
            (0..=LOOKED_AT.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("");
        token::scan(self.lang, near, &mut |term, range, kind| {
            // A joined form comes after its parts and would go back over them, unless only it matches.
            let overlaps = found.last().is_some_and(|last| last.range.end > range.start);
            if overlaps && kind != Kind::Pair {
                return;
            }
            let Some(word) = self.word(term) else { return };
            let mut to = |offset: usize| {
                // Forward only: a joined form that starts before the last place is given that place's column.
                column += text.get(at..offset).map_or(0, |passed| passed.chars().map(width).sum());
                at = at.max(offset);
                column
            };
            let columns = to(range.start)..to(range.end);
            found.push(Match { range, word, columns });
        });
        found
    }

    /// The whole of a text, marked: for titles.
    pub(crate) fn whole(&self, text: &str) -> Snippet {
        cut(text, 0..text.len(), &self.matches(text))
    }

    /// The window that has most of what the query asks.
    pub(crate) fn window(&self, text: &str) -> Snippet {
        let matches = self.matches(text);
        let mut best = (0.0, 0);
        for (first, from) in matches.iter().enumerate() {
            let reach = matches
                .iter()
                .skip(first)
                .take_while(|other| other.columns.end <= from.columns.start + GATHERED);
            let mut seen: Vec<usize> = Vec::new();
            let mut worth = 0.0;
            for other in reach {
                // A word counts once; more of it only decides between windows that are otherwise alike.
                let new = !seen.contains(&other.word);
                worth += self.words.get(other.word).map_or(0.0, |word| word.idf)
                    * if new { 1.0 } else { 0.01 };
                if new {
                    seen.push(other.word);
                }
            }
            if worth > best.0 {
                best = (worth, first);
            }
        }
        let begin = matches.get(best.1).map_or(0, |from| lead(text, from.range.start));
        cut(text, begin..end(text, begin), &matches)
    }
}

fn width(c: char) -> usize {
    if c >= '\u{1100}' { 2 } else { 1 }
}

/// Whether a line may end after `c` or a sentence begin after it and what follows.
fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\n' | '。' | '！' | '？')
}

/// Where a window begins whose first match is at `at`: at its sentence, else at a word, at most [`LEAD`] columns before.
fn lead(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let (mut columns, mut word, mut after) = (0, at, ' ');
    for (offset, c) in before.char_indices().rev() {
        columns += width(c);
        if columns > LEAD {
            return word;
        }
        let next = offset + c.len_utf8();
        if ends_sentence(c) && (after.is_whitespace() || width(c) == 2 || c == '\n') {
            return next
                + text.get(next..at).map_or(0, |rest| rest.len() - rest.trim_start().len());
        }
        // A third of the lead is enough where no sentence begins.
        if columns * 3 <= LEAD && (c.is_whitespace() || width(c) == 2) {
            word = next;
        }
        after = c;
    }
    0
}

/// Where a window that begins at `begin` ends: at a word, at most [`WIDEST`] columns on.
fn end(text: &str, begin: usize) -> usize {
    let (mut columns, mut word) = (0, begin);
    for (offset, c) in text.get(begin..).unwrap_or("").char_indices() {
        columns += width(c);
        if columns > WIDEST {
            // One word longer than the window is cut where the window ends.
            return if word == begin { begin + offset } else { word };
        }
        if c.is_whitespace() {
            word = begin + offset;
        } else if width(c) == 2 {
            word = begin + offset + c.len_utf8();
        }
    }
    text.len()
}

/// The range of a text as a snippet, with an ellipsis at each cut side.
fn cut(text: &str, range: Range<usize>, matches: &[Match]) -> Snippet {
    let whole = text.get(range.clone()).unwrap_or("");
    let shown = whole.trim_end();
    let mut snippet = Snippet::default();
    let mid_sentence = text.get(..range.start).is_some_and(|before| {
        !before.trim_end().is_empty() && !before.trim_end().ends_with(ends_sentence)
    });
    if mid_sentence {
        snippet.text.push('…');
    }
    let shift = snippet.text.len();
    snippet.text.push_str(shown);
    if range.end < text.trim_end().len() {
        snippet.text.push('…');
    }
    let end = range.start + shown.len();
    for found in
        matches.iter().filter(|found| found.range.start >= range.start && found.range.end <= end)
    {
        let mark = found.range.start - range.start + shift..found.range.end - range.start + shift;
        // Overlapping pairs, and words with nothing but a hyphen between, are one mark.
        match snippet.marks.last_mut() {
            Some(last) if last.end >= mark.start => last.end = last.end.max(mark.end),
            _ => snippet.marks.push(mark),
        }
    }
    snippet
}
