//! What the words of a query may mean: which terms of the dictionary, and how surely.

use super::Ranking;
use crate::reader::Index;
use crate::token::{self, Kind, Lang};
use crate::{fuzzy, stem, stop};

/// Words of a query that are looked at; the rest of a pasted page is not.
const MOST_WORDS: usize = 32;

/// Completions of a word that are looked at, in dictionary order. One letter may begin a thousand words: then any
/// choice is as good as another.
const MOST_COMPLETIONS: usize = 200;

/// Corrections of a word that are used, nearest and most frequent first.
const MOST_CORRECTIONS: usize = 12;

/// A word of the query.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// As folded.
    pub(crate) text: String,
    /// The terms that it may mean.
    pub(crate) meanings: Vec<Meaning>,
    /// Made by us out of parts: not missed when no article has it.
    pub(crate) optional: bool,
}

/// A term that a word may mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meaning {
    pub(crate) term: u32,
    /// 1 for the word itself, less the less sure.
    pub(crate) weight: f32,
    /// Whether the word is taken for the beginning of this term.
    pub(crate) completion: bool,
}

/// Cuts the query into words and finds their meanings.
pub(crate) fn plan(index: &Index, text: &str, ranking: &Ranking) -> Vec<Word> {
    let lang = index.lang();
    let mut typed: Vec<(String, Kind, bool)> = Vec::new();
    token::scan(lang, text, &mut |word, range, kind| {
        if typed.len() < MOST_WORDS {
            typed.push((word.to_owned(), kind, range.end == text.len()));
        }
    });
    // A question of stop words alone still asks something; but several of them are the start of a sentence ("how do
    // i"), of which the last is no start of a word.
    if typed.iter().any(|(word, ..)| !stop::is_stop(lang, word)) {
        typed.retain(|(word, ..)| !stop::is_stop(lang, word));
    } else if typed.len() > 1 {
        typed.iter_mut().for_each(|(_, _, unfinished)| *unfinished = false);
    }
    let mut words: Vec<Word> = Vec::new();
    for (text, kind, unfinished) in typed {
        if words.iter().any(|word| word.text == text) {
            continue;
        }
        let meanings = meanings(index, lang, &text, kind, unfinished, ranking);
        words.push(Word { text, meanings, optional: kind == Kind::Joined });
    }
    words
}

fn meanings(
    index: &Index,
    lang: Lang,
    word: &str,
    kind: Kind,
    unfinished: bool,
    ranking: &Ranking,
) -> Vec<Meaning> {
    let mut found: Vec<Meaning> = Vec::new();
    found.extend(index.term(word).map(|term| Meaning { term, weight: 1.0, completion: false }));
    if kind == Kind::Pair {
        // A lone sign is the beginning of a pair; pairs have no forms and are too short to correct.
        if word.chars().nth(1).is_none() {
            complete(index, word, ranking.completion, &mut found);
        }
        return found;
    }
    forms(index, lang, word, &mut |term| {
        add(&mut found, Meaning { term, weight: ranking.form, completion: false })
    });
    if unfinished {
        let weight =
            if found.is_empty() { ranking.completion } else { ranking.completion_of_known };
        complete(index, word, weight, &mut found);
    }
    if found.is_empty() && kind == Kind::Word {
        corrections(index, word, ranking, &mut found);
    }
    found
}

/// Adds a meaning unless the term is there already, which then has a better weight.
fn add(found: &mut Vec<Meaning>, meaning: Meaning) {
    if !found.iter().any(|other| other.term == meaning.term) {
        found.push(meaning);
    }
}

fn complete(index: &Index, word: &str, weight: f32, found: &mut Vec<Meaning>) {
    let mut left = MOST_COMPLETIONS;
    each_with_start(index, word, &mut |term, _| {
        add(found, Meaning { term, weight, completion: true });
        left -= 1;
        left > 0
    });
}

/// Other forms of a word: see [`stem`].
fn forms(index: &Index, lang: Lang, word: &str, found: &mut dyn FnMut(u32)) {
    let (mut wanted, mut other) = (String::new(), String::new());
    stem::stem(lang, word, &mut wanted);
    let root = stem::root(lang, &wanted);
    if root.is_empty() {
        return;
    }
    each_with_start(index, root, &mut |term, text| {
        stem::stem(lang, text, &mut other);
        if other == wanted {
            found(term);
        }
        true
    });
}

/// Calls `each` with every term that begins with `start`, as long as it says true.
fn each_with_start(index: &Index, start: &str, each: &mut dyn FnMut(u32, &str) -> bool) {
    let mut cursor = index.walk(start);
    while cursor.step() {
        let term = cursor.term();
        if term.starts_with(start.as_bytes()) {
            let Ok(text) = core::str::from_utf8(term) else {
                continue;
            };
            if !each(cursor.number(), text) {
                return;
            }
        } else if term > start.as_bytes() {
            return;
        }
    }
}

/// Terms a typing mistake away.
fn corrections(index: &Index, word: &str, ranking: &Ranking, found: &mut Vec<Meaning>) {
    let mut near: Vec<(usize, u32, u32)> = Vec::new();
    fuzzy::near(index, word, &mut |term, distance| {
        // Kept in order: nearest first, among equals the one that more passages have.
        let count = index.count(term);
        let at = near
            .iter()
            .position(|other| (other.0, u32::MAX - other.1) > (distance, u32::MAX - count))
            .unwrap_or(near.len());
        near.insert(at, (distance, count, term));
        near.truncate(MOST_CORRECTIONS);
    });
    for (distance, _, term) in near {
        let weight = if distance <= 1 { ranking.one_edit } else { ranking.two_edits };
        found.push(Meaning { term, weight, completion: false });
    }
}
