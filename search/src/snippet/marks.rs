//! Which words of a text answer the query, and the passage and sentence that have most of them.

use super::begins::Begins;
use super::{Match, Snippet, cut, ends_sentence, width, window, worth};
use crate::format::LONGEST_TERM;
use crate::query::{Memory, Terms, Word};
use crate::reader::Index;
use crate::token::{self, Kind, Lang};
use std::ops::Range;

/// Bytes of an article that are looked at for matches: a page pasted whole must not slow a keystroke down.
const LOOKED_AT: usize = 16 * 1024;

/// Share of what the article answers that a sentence must have to stand for it.
const TELLING: f32 = 0.75;

/// Longest sentence that is shown as an answer, in columns.
const LONGEST_SENTENCE: usize = 280;

/// A word in the title says as much for the text before the first heading as a heading for its own.
const ABOVE: f32 = 0.5;

/// The words to mark: everything that the query was taken to mean.
pub(crate) struct Marks<'a> {
    lang: Lang,
    words: Vec<Marked<'a>>,
    weights: &'a [f32],
    begins: Begins,
}

struct Marked<'a> {
    /// Carries the sentence: not marked, or half of every text would be.
    idle: bool,
    terms: Vec<Terms>,
    /// Every word that begins so is meant.
    start: Option<&'a str>,
}

/// What is shown of a hit.
pub(crate) struct Shown<'i> {
    /// Number of the best passage.
    pub(crate) passage: u32,
    pub(crate) snippet: Snippet,
    /// Its text, and what matches in it.
    text: &'i str,
    matches: Vec<Match>,
}

impl<'a> Marks<'a> {
    /// `weights` are those of `words`, in their order.
    pub(crate) fn new(
        index: &Index,
        words: &'a [Word],
        weights: &'a [f32],
        before: &Memory,
        memory: &mut Memory,
    ) -> Self {
        let telling = words.iter().any(|word| !word.stop && !word.meanings.is_empty());
        let marked = words.iter().map(|word| {
            let idle = word.stop && telling;
            let mut terms = Vec::new();
            for meaning in word.meanings.iter().filter(|meaning| !idle && !meaning.term.is_empty())
            {
                let key = (meaning.group, meaning.term.as_str());
                terms.push(memory.terms(before, key, &|| group_terms(index, key.0, key.1)));
            }
            Marked { idle, terms, start: word.start.then_some(word.text.as_str()) }
        });
        let words: Vec<Marked<'a>> = marked.collect();
        let mut begins = Begins::new();
        for word in &words {
            word.terms
                .iter()
                .flat_map(|terms| terms.iter())
                .for_each(|term| begins.add(term, false));
            word.start.iter().for_each(|start| begins.add(start, true));
        }
        Marks { lang: index.lang(), words, weights, begins }
    }

    fn word(&self, fits: &dyn Fn(&str, bool) -> bool) -> Option<usize> {
        self.words.iter().position(|word| {
            word.terms.iter().any(|terms| terms.iter().any(|term| fits(term, false)))
                || word.start.is_some_and(|start| fits(start, true))
        })
    }

    fn matches(&self, text: &str) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let mut ruler = Ruler { text, at: 0, column: 0 };
        let mut mark = |range: Range<usize>, kind: Kind, fits: &dyn Fn(&str, bool) -> bool| {
            // A joined form comes after its parts and would go back over them, unless only it matches.
            let overlaps = found.last().is_some_and(|last| last.range.end > range.start);
            if overlaps && kind != Kind::Pair {
                return;
            }
            let Some(word) = self.word(fits) else { return };
            let columns = ruler.to(range.start)..ruler.to(range.end);
            found.push(Match { range, word, columns });
        };
        // What Danish and Norwegian write with two letters may be one.
        let plain = self.lang != Lang::Da;
        self.begins.each_piece(text, &mut |start, piece, bare| {
            if bare && plain && piece.len() <= LONGEST_TERM {
                let letters = piece.as_bytes();
                mark(start..start + piece.len(), Kind::Word, &|term, open| {
                    let most = if open { term.len() } else { letters.len() };
                    letters.get(..most).is_some_and(|it| it.eq_ignore_ascii_case(term.as_bytes()))
                });
                return;
            }
            token::scan(self.lang, piece, &mut |word, range, kind| {
                mark(start + range.start..start + range.end, kind, &|term, open| {
                    if open { word.starts_with(term) } else { word == term }
                });
            });
        });
        found
    }

    /// The whole of a text, marked: for titles.
    pub(crate) fn whole(&self, text: &str) -> Snippet {
        cut(text, 0..text.len(), &self.matches(text))
    }

    /// The best passage of an article and its best window.
    pub(crate) fn show<'i>(&self, index: &'i Index, article: u32, title: &str) -> Shown<'i> {
        let mut left = LOOKED_AT;
        let mut best: Option<(f32, u32, &str, Vec<Match>)> = None;
        index.each_passage(article, &mut |number, passage| {
            let text = beginning(passage.text, left);
            left -= text.len();
            let matches = self.matches(text);
            let above = self.matches(if number == 0 { title } else { passage.heading });
            let score = worth(matches.iter().chain(&above), self.weights)
                + ABOVE * worth(above.iter(), self.weights);
            if best.as_ref().is_none_or(|best| score > best.0) {
                best = Some((score, number, passage.text, matches));
            }
        });
        let (_, passage, text, matches) = best.unwrap_or_default();
        let snippet = if text.is_empty() {
            // Under a title or heading there may be nothing before the next one: show what comes first after it.
            let mut next = "";
            index.each_passage(article, &mut |number, other| {
                if next.is_empty() && (number > passage || passage + 1 == index.passages(article)) {
                    next = other.text;
                }
            });
            window(next, &self.matches(beginning(next, LOOKED_AT)), self.weights)
        } else {
            window(text, &matches, self.weights)
        };
        Shown { passage, snippet, text, matches }
    }

    /// The sentence of the shown passage that says most of what is asked, if one does.
    pub(crate) fn sentence(&self, shown: &Shown<'_>) -> Option<Snippet> {
        let (text, matches) = (shown.text, &shown.matches);
        let all = worth(matches.iter(), self.weights);
        let mut best: Option<(f32, Range<usize>)> = None;
        for range in sentences(text) {
            let inside =
                matches.iter().filter(|m| m.range.start >= range.start && m.range.end <= range.end);
            let worth = worth(inside, self.weights);
            if best.as_ref().is_none_or(|best| worth > best.0) {
                best = Some((worth, range));
            }
        }
        let (worth, range) = best.filter(|best| best.0 > 0.0 && best.0 >= TELLING * all)?;
        let fits = text.get(range.clone())?.chars().map(width).sum::<usize>() <= LONGEST_SENTENCE;
        (fits && worth > 0.0).then(|| {
            let mut snippet = cut(text, range, matches);
            // A sentence is whole: it needs no sign that there is more.
            if snippet.text.ends_with('…') {
                snippet.text.pop();
            }
            snippet
        })
    }

    /// How much of what is asked a text has, 0 to 1.
    pub(crate) fn share(&self, text: &str) -> f32 {
        let mut has = vec![false; self.words.len()];
        for found in self.matches(text) {
            if let Some(has) = has.get_mut(found.word) {
                *has = true;
            }
        }
        let (mut got, mut all) = (0.0, 0.0);
        for ((word, has), weight) in self.words.iter().zip(has).zip(self.weights) {
            all += if word.idle { 0.0 } else { *weight };
            got += if has { *weight } else { 0.0 };
        }
        if all > 0.0 { got / all } else { 0.0 }
    }
}

/// Counts columns of a text, forward only: a joined form that starts before the last place is given that place's.
struct Ruler<'a> {
    text: &'a str,
    at: usize,
    column: usize,
}

impl Ruler<'_> {
    fn to(&mut self, offset: usize) -> usize {
        let passed = self.text.get(self.at..offset).unwrap_or("");
        self.column +=
            if passed.is_ascii() { passed.len() } else { passed.chars().map(width).sum::<usize>() };
        self.at = self.at.max(offset);
        self.column
    }
}

/// The terms of a group: they begin alike, as stems cut at the end.
fn group_terms(index: &Index, group: u32, term: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let end = term.char_indices().nth(2).map_or(term.len(), |(at, _)| at);
    index.each_with_start(term.get(..end).unwrap_or(""), &mut |other, text| {
        if other == group {
            terms.push(text.to_owned());
        }
        true
    });
    terms
}

/// The first `most` bytes of a text, or a little less.
fn beginning(text: &str, most: usize) -> &str {
    (0..=most.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

/// The ranges of a text's sentences, without the space around them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let after = signs.peek().map(|(_, next)| *next);
        let last = after.is_none();
        let ends = ends_sentence(c)
            && (c == '\n' || width(c) == 2 || after.is_none_or(char::is_whitespace));
        if ends || last {
            let end = at + c.len_utf8();
            let piece = text.get(start..end).unwrap_or("");
            let from = start + piece.len() - piece.trim_start().len();
            found.push(from..from + piece.trim().len());
            start = end;
        }
    }
    found
}
