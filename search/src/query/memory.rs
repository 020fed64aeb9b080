//! What the words of the last question meant.
//!
//! Who types asks nearly the same again with each letter: all words but the last stay as they were, and to find out
//! what a word may mean is many walks through the dictionary. A question leaves what it used, and nothing older.

use super::{Gains, Word};
use crate::token::Kind;
use std::rc::Rc;

/// The terms that stand for a word in a text.
pub(crate) type Terms = Rc<Vec<String>>;

/// See the module. It holds for one dictionary, one [`super::Ranking`], and until a part of the index comes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    words: Vec<Known>,
    terms: Vec<((u32, String), Terms)>,
    gains: Vec<(Word, Rc<Gains>)>,
}

/// A word as it was understood by itself, before its neighbours made synonyms of it.
#[derive(Clone, Debug)]
struct Known {
    kind: Kind,
    unfinished: bool,
    word: Word,
}

impl Memory {
    /// The word as it was understood in the question `before`, else as `find` does.
    pub(crate) fn word(
        &mut self,
        before: &Memory,
        (text, kind, unfinished): (&str, Kind, bool),
        find: &dyn Fn() -> Word,
    ) -> Word {
        let same = |known: &&Known| {
            known.kind == kind && known.unfinished == unfinished && known.word.text == text
        };
        let word = before.words.iter().find(same).map_or_else(find, |known| known.word.clone());
        self.words.push(Known { kind, unfinished, word: word.clone() });
        word
    }

    /// The same for the terms of a group, of which one is known.
    pub(crate) fn terms(
        &mut self,
        before: &Memory,
        (group, term): (u32, &str),
        find: &dyn Fn() -> Vec<String>,
    ) -> Terms {
        let known = before.terms.iter().find(|(key, _)| key.0 == group && key.1 == term);
        let terms = known.map_or_else(|| Rc::new(find()), |(_, terms)| Rc::clone(terms));
        self.terms.push(((group, term.to_owned()), Rc::clone(&terms)));
        terms
    }

    /// The same for what a word finds, with the synonyms that its neighbours made of it.
    pub(crate) fn gains(
        &mut self,
        before: &Memory,
        word: &Word,
        find: &mut dyn FnMut() -> Gains,
    ) -> Rc<Gains> {
        let same =
            |(known, _): &&(Word, _)| known.meanings == word.meanings && known.loose == word.loose;
        let known = before.gains.iter().find(same);
        let gains = known.map_or_else(|| Rc::new(find()), |(_, gains)| Rc::clone(gains));
        if gains.keep() {
            self.gains.push((word.clone(), Rc::clone(&gains)));
        }
        gains
    }
}
