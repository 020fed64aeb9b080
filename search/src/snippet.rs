//! Snippets: the window of text that shows why an article was found.

use std::ops::Range;

mod begins;
mod marks;
mod phrase;

pub(crate) use begins::Begins;
pub(crate) use marks::Marks;
pub(crate) use phrase::has_phrase;

/// Widest window in columns: about two lines of a result. A letter is one column, a sign of Han, Kana or Hangul two.
const WIDEST: usize = 180;

/// Columns in which matches are gathered; the rest of a window is for the beginning of the sentence and what follows.
const GATHERED: usize = 130;

/// Columns before the first match that a window may begin earlier, to begin with its sentence.
const LEAD: usize = 60;

/// A piece of original text with the ranges that answer the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Text as the article's author wrote it; an ellipsis stands where it was cut.
    pub text: String,
    /// Byte ranges of `text` to mark: ascending, not overlapping, on character boundaries.
    pub marks: Vec<Range<usize>>,
}

/// A match in a text: where, which word of the query, and the column of its start and end.
struct Match {
    range: Range<usize>,
    word: usize,
    columns: Range<usize>,
}

/// The window of a text that has most of what the query asks, by the weight of each word.
fn window(text: &str, matches: &[Match], weights: &[f32]) -> Snippet {
    let mut best = (0.0, 0);
    for (first, from) in matches.iter().enumerate() {
        let reach = matches
            .iter()
            .skip(first)
            .take_while(|other| other.columns.end <= from.columns.start + GATHERED);
        let worth = worth(reach, weights);
        if worth > best.0 {
            best = (worth, first);
        }
    }
    let begin = matches.get(best.1).map_or(0, |from| lead(text, from.range.start));
    cut(text, begin..end(text, begin), matches)
}

/// What matches are worth together: a word counts once; more of it only decides between what is otherwise alike.
fn worth<'a>(matches: impl Iterator<Item = &'a Match>, weights: &[f32]) -> f32 {
    // A query has at most 32 words and as many joined ones.
    let mut seen = 0u64;
    let mut worth = 0.0;
    for found in matches {
        let bit = 1u64.checked_shl(found.word as u32).unwrap_or(0);
        let weight = weights.get(found.word).copied().unwrap_or(0.0);
        worth += weight * if seen & bit == 0 { 1.0 } else { 0.01 };
        seen |= bit;
    }
    worth
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
