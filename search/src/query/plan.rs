//! What the words of a query may mean: which groups of the dictionary, and how surely.

use super::written::written;
use super::{Memory, Ranking};
use crate::fuzzy;
use crate::reader::Index;
use crate::token::{self, Kind};
use std::ops::Range;

mod meanings;
mod phrase;

/// Words of a query that are looked at; the rest of a pasted page is not.
const MOST_WORDS: usize = 32;

/// A query, understood.
pub(crate) struct Plan {
    pub(crate) words: Vec<Word>,
    /// What stood in quotes, as folded words.
    pub(crate) phrases: Vec<Vec<String>>,
}

/// A word of the query.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// As folded.
    pub(crate) text: String,
    /// Where it stands in what was typed.
    pub(crate) range: Range<usize>,
    /// Carries the sentence rather than its subject.
    pub(crate) stop: bool,
    /// Made by us out of parts: not missed when no article has it.
    pub(crate) optional: bool,
    /// What it may mean, the surest first.
    pub(crate) meanings: Vec<Meaning>,
    /// Groups that are somewhat like it.
    pub(crate) loose: Vec<u32>,
    /// It is taken for the beginning of words.
    pub(crate) start: bool,
    /// It is taken for this word, mistyped: as the site writes it.
    corrected: Option<String>,
}

/// A group that a word may mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meaning {
    pub(crate) group: u32,
    /// 1 for the word itself, less the less sure.
    pub(crate) weight: f32,
    /// A term of the group, to find the others by; empty for completions.
    pub(crate) term: String,
}

impl Plan {
    /// The query with its mistyped words replaced; `None` when there are none.
    pub(crate) fn corrected(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut at = 0;
        for word in &self.words {
            if let Some(meant) = &word.corrected {
                out.push_str(text.get(at..word.range.start)?);
                out.push_str(meant);
                at = word.range.end;
            }
        }
        out.push_str(text.get(at..)?);
        (at > 0).then_some(out)
    }
}

/// A token of the query.
struct Typed {
    text: String,
    range: Range<usize>,
    kind: Kind,
    stop: bool,
}

/// Cuts the query into words and finds their meanings. `before` is what the last question left, `memory` what this one
/// leaves.
pub(crate) fn plan(
    index: &Index,
    text: &str,
    ranking: &Ranking,
    before: &Memory,
    memory: &mut Memory,
) -> Plan {
    let lang = index.lang();
    let mut typed: Vec<Typed> = Vec::new();
    token::scan(lang, text, &mut |word, range, kind| {
        if typed.len() < MOST_WORDS {
            typed.push(Typed { text: word.to_owned(), range, kind, stop: index.is_stop(word) });
        }
    });
    let many = typed.len() > 1;
    let joined = joined_neighbours(index, &typed);
    let mut words: Vec<Word> = Vec::new();
    let telling = typed.iter().filter(|word| !word.stop).count();
    for Typed { text: word, range, kind, stop } in typed.into_iter().chain(joined) {
        // A run of signs that are grammar is cut into many pairs, which together would outweigh a word.
        let grammar = stop && kind == Kind::Pair && telling > 0;
        if grammar || words.iter().any(|other| other.text == word) {
            continue;
        }
        // Of a sentence, a last stop word is a word; alone it may be the beginning of another.
        let mut unfinished = range.end == text.len() && !(stop && many) && kind != Kind::Joined;
        // The first letter of one more word says nothing yet: what the others found stays on screen.
        let letter = unfinished && kind == Kind::Word && word.len() == 1 && telling > 1;
        unfinished = unfinished && !letter;
        let mut made = memory.word(before, (&word, kind, unfinished), &|| {
            let mut made = Word {
                text: word.clone(),
                range: range.clone(),
                stop,
                optional: kind == Kind::Joined,
                meanings: Vec::new(),
                loose: Vec::new(),
                start: false,
                corrected: None,
            };
            meanings::find(index, &mut made, kind, unfinished, ranking);
            made
        });
        made.range = range;
        // Neither is a joined form a word that no article has.
        if !((letter || made.optional) && made.meanings.is_empty()) {
            words.push(made);
        }
    }
    meanings::synonyms(index, &mut words, ranking);
    Plan { words, phrases: phrase::quoted(lang, text) }
}

/// Neighbours that the site may write as one word (`pass word`).
fn joined_neighbours(index: &Index, typed: &[Typed]) -> Vec<Typed> {
    let words: Vec<&Typed> = typed.iter().filter(|word| word.kind == Kind::Word).collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    let join = |(first, second): (&&Typed, &&Typed)| {
        let text = [first.text.as_str(), second.text.as_str()].concat();
        text.chars().all(char::is_alphabetic).then(|| Typed {
            stop: index.is_stop(&text),
            text,
            range: first.range.start..second.range.end,
            kind: Kind::Joined,
        })
    };
    pairs.filter_map(join).collect()
}

/// The text with its last word completed, most frequent first.
pub(crate) fn completions(index: &Index, text: &str, k: usize) -> Vec<String> {
    let mut last: Option<(String, Range<usize>)> = None;
    token::scan(index.lang(), text, &mut |word, range, kind| {
        if kind == Kind::Word {
            last = Some((word.to_owned(), range));
        }
    });
    // A stop word is whole: what begins like it would be another word.
    let unfinished =
        |(word, range): &(String, Range<usize>)| range.end == text.len() && !index.is_stop(word);
    let Some((word, range)) = last.filter(unfinished) else {
        return Vec::new();
    };
    // Per group its most typical term is the shortest. Only the best are kept and put into words: one letter begins hundreds.
    let mut found: Vec<(u32, u32, String)> = Vec::new();
    let mut left = meanings::MOST_COMPLETIONS;
    index.each_with_start(&word, &mut |group, term| {
        left -= 1;
        if let Some(other) = found.iter_mut().find(|other| other.0 == group) {
            if other.2.len() > term.len() {
                other.2 = term.to_owned();
            }
            return left > 0;
        }
        let count = index.count(group);
        let at = found.iter().position(|other| other.1 < count).unwrap_or(found.len());
        if at < k && term != word && !index.is_stop(term) {
            found.insert(at, (group, count, term.to_owned()));
            found.truncate(k);
        }
        left > 0
    });
    let before = text.get(..range.start).unwrap_or("");
    let whole =
        |(group, _, term): (u32, u32, String)| [before, &written(index, group, &term)].concat();
    found.into_iter().map(whole).collect()
}

/// Terms a typing mistake away: group, edits and term; among equals first the one that more articles have. Two mistakes
/// only where nothing is one away: most people make one, and looking for two reads most of the dictionary.
fn corrections(index: &Index, word: &str) -> Vec<(u32, usize, String)> {
    let mut near: Vec<(u32, u32, usize, String)> = Vec::new();
    for most in 1..=2 {
        fuzzy::near(index, word, most, &mut |group, term, distance| {
            if index.is_stop(term) {
                return;
            }
            let count = index.count(group);
            let at = near.iter().position(|other| other.0 < count).unwrap_or(near.len());
            near.insert(at, (count, group, distance, term.to_owned()));
            near.truncate(meanings::MOST_CORRECTIONS);
        });
        if !near.is_empty() {
            break;
        }
    }
    near.into_iter().map(|(_, group, distance, term)| (group, distance, term)).collect()
}
