//! The ways from a typed word to groups.

use super::{Meaning, Word, corrections};
use crate::format::SHORTEST_SPLIT;
use crate::query::Ranking;
use crate::query::written::written;
use crate::reader::Index;
use crate::token::Kind;

/// Completions of a word that are looked at, in dictionary order.
pub(super) const MOST_COMPLETIONS: usize = 200;

/// The same for one letter, which may begin a thousand words: any choice is as good as another.
const MOST_OF_A_LETTER: usize = 50;

/// Corrections of a word that are used.
pub(super) const MOST_CORRECTIONS: usize = 12;

/// Shorter words have nothing that is loosely like them.
const SHORTEST_LOOSE: usize = 5;

/// A word that is loosely like another is at most so many letters longer.
const LOOSE_LONGER: usize = 5;

/// Fewest bytes before an ending.
const SHORTEST_ROOT: usize = 3;

/// Fills in what a word may mean.
pub(super) fn find(
    index: &Index,
    word: &mut Word,
    kind: Kind,
    unfinished: bool,
    ranking: &Ranking,
) {
    let text = word.text.clone();
    if let Some(group) = index.group(&text) {
        word.add(group, 1.0, &text);
    }
    if kind == Kind::Pair {
        // A lone sign is the beginning of a pair; pairs have no forms and are too short to correct.
        if text.chars().nth(1).is_none() {
            complete(index, word, ranking.completion, MOST_COMPLETIONS);
        }
        return;
    }
    if word.meanings.is_empty() && kind == Kind::Word {
        index.each_form(&text, SHORTEST_ROOT, &mut |form| {
            if let Some(group) = index.group(form) {
                word.add(group, ranking.form, form);
            }
        });
    }
    if unfinished {
        let known = !word.meanings.is_empty();
        let weight = if known { ranking.completion_of_known } else { ranking.completion };
        let letter = text.chars().nth(1).is_none();
        complete(index, word, weight, if letter { MOST_OF_A_LETTER } else { MOST_COMPLETIONS });
    }
    if word.meanings.is_empty() && kind == Kind::Word && !word.stop {
        if index.has_compounds() {
            split(index, word, ranking.split);
        }
        correct(index, word, ranking);
        if word.meanings.is_empty() {
            split(index, word, ranking.split);
        }
    }
    if let Some(group) = word.meanings.first().map(|meaning| meaning.group) {
        index.each_compound(group, &mut |whole| word.add(whole, ranking.compound, ""));
    }
    if kind == Kind::Word && !word.stop {
        loose(index, word);
    }
}

impl Word {
    /// Adds a meaning unless the group is there already, which then has a better weight.
    fn add(&mut self, group: u32, weight: f32, term: &str) {
        if !self.means(group) {
            self.meanings.push(Meaning { group, weight, term: term.to_owned() });
        }
    }

    fn means(&self, group: u32) -> bool {
        self.meanings.iter().any(|meaning| meaning.group == group)
    }
}

fn complete(index: &Index, word: &mut Word, weight: f32, most: usize) {
    let start = word.text.clone();
    let mut left = most;
    index.each_with_start(&start, &mut |group, term| {
        if !word.means(group) && !index.is_stop(term) {
            word.add(group, weight, "");
            word.start = true;
        }
        left -= 1;
        left > 0
    });
}

fn correct(index: &Index, word: &mut Word, ranking: &Ranking) {
    for (group, distance, term) in corrections(index, &word.text) {
        let weight = if distance <= 1 { ranking.one_edit } else { ranking.two_edits };
        word.add(group, weight, &term);
        word.corrected.get_or_insert_with(|| written(index, group, &term));
    }
}

/// Takes an unknown word for two known ones without a space between, as even as can be.
fn split(index: &Index, word: &mut Word, weight: f32) {
    let text = word.text.clone();
    let letters = text.chars().count();
    if letters < 2 * SHORTEST_SPLIT || !text.chars().all(char::is_alphabetic) {
        return;
    }
    let known = |part: &str| index.group(part).filter(|_| !index.is_stop(part));
    let mut best: Option<(usize, [(u32, &str); 2])> = None;
    let places = text.char_indices().map(|(at, _)| at).enumerate();
    for (before, at) in places.skip(SHORTEST_SPLIT).take(letters - 2 * SHORTEST_SPLIT + 1) {
        let (first, second) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        let evenness = before.min(letters - before);
        if best.as_ref().is_some_and(|(even, _)| *even >= evenness) {
            continue;
        }
        // A German or Nordic compound may have an s between.
        let bare = first.strip_suffix('s').filter(|_| index.has_compounds());
        let front = known(first).map(|group| (group, first));
        let front = front.or_else(|| bare.and_then(|bare| Some((known(bare)?, bare))));
        if let (Some(front), Some(group)) = (front, known(second)) {
            best = Some((evenness, [front, (group, second)]));
        }
    }
    for (group, part) in best.into_iter().flat_map(|(_, parts)| parts) {
        word.add(group, weight, part);
    }
}

/// Words that begin with the same two thirds: `removal` beside `removing`.
fn loose(index: &Index, word: &mut Word) {
    let letters = word.text.chars().count();
    if letters < SHORTEST_LOOSE || word.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let shared = (letters * 2 / 3).max(SHORTEST_LOOSE - 1);
    let end = word.text.char_indices().nth(shared).map_or(word.text.len(), |(at, _)| at);
    let start = word.text.get(..end).unwrap_or("").to_owned();
    index.each_with_start(&start, &mut |group, term| {
        let near = term.chars().count() <= letters + LOOSE_LONGER;
        if near && !word.means(group) && !word.loose.contains(&group) {
            word.loose.push(group);
        }
        true
    });
}

/// Adds the site's synonyms to the words they stand for; those of a phrase to its first word.
pub(super) fn synonyms(index: &Index, words: &mut [Word], ranking: &Ranking) {
    let mut found: Vec<(usize, u32, f32, String)> = Vec::new();
    index.each_synonym(&mut |typed, meant| {
        let Some(first) = typed.split(' ').next() else {
            return;
        };
        for at in 0..words.len() {
            let begins = words.get(at).is_some_and(|word| is(index, word, first));
            let all = begins
                && typed
                    .split(' ')
                    .enumerate()
                    .all(|(n, part)| words.get(at + n).is_some_and(|word| is(index, word, part)));
            if !all {
                continue;
            }
            let parts = meant.split(' ').filter(|part| !index.is_stop(part));
            let count = parts.clone().count().max(1) as f32;
            for part in parts {
                if let Some(group) = index.group(part) {
                    found.push((at, group, ranking.synonym / count.sqrt(), part.to_owned()));
                }
            }
        }
    });
    for (at, group, weight, term) in found {
        if let Some(word) = words.get_mut(at) {
            word.add(group, weight, &term);
        }
    }
}

/// Whether a typed word is `other`, in this form or another of its group.
fn is(index: &Index, word: &Word, other: &str) -> bool {
    // Two words with different first letters are in one group only by a stemmer's whim: it saves most lookups.
    if word.text == other || word.text.as_bytes().first() != other.as_bytes().first() {
        return word.text == other;
    }
    match index.group(other) {
        Some(group) if !word.start => {
            word.meanings.first().is_some_and(|meaning| meaning.group == group)
        }
        Some(_) => false,
        // Often the site lacks the word: that is why it has a synonym.
        None => {
            let mut same = false;
            index.each_form(&word.text, SHORTEST_ROOT, &mut |form| same |= form == other);
            same
        }
    }
}
