//! The dictionary: which terms there are, and the group of each.

use super::{Counts, Index};
use crate::bytes::Bytes;
use crate::format::{BLOCK, LONGEST_TERM, NEW, Section, mark};
use std::cmp::Ordering;

/// Where a block of the dictionary starts, in each section that it has a part of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    letters: u32,
    /// Groups that began before.
    fresh: u32,
    groups: u32,
}

/// Passes over the dictionary once; `None` when it has not just so many terms and groups.
pub(super) fn blocks(letters: &[u8], groups: &[u8], counts: &Counts) -> Option<Vec<Block>> {
    let mut each = Bytes::new(groups, 0);
    let mut blocks = Vec::with_capacity((counts.terms as usize).div_ceil(BLOCK));
    let (mut terms, mut fresh) = (0, 0);
    for (at, _) in letters.iter().enumerate().filter(|(_, byte)| mark::is(**byte)) {
        if terms % BLOCK == 0 {
            blocks.push(Block { letters: at as u32, fresh, groups: each.at() as u32 });
        }
        terms += 1;
        fresh += u32::from(each.number()? == NEW);
    }
    let ends =
        terms == counts.terms as usize && fresh == counts.groups && each.at() == groups.len();
    (ends && letters.first().is_none_or(|byte| mark::is(*byte))).then_some(blocks)
}

impl Index {
    /// A walk over the dictionary in ascending order of bytes. It stands before the first term.
    pub(crate) fn walk(&self) -> Cursor<'_> {
        Cursor::new(self)
    }

    /// Whether the first term of a block, which is stored whole, is above `word`. Past the last block all is above.
    fn begins_above(&self, block: usize, word: &[u8]) -> bool {
        let Some(block) = self.blocks.get(block) else {
            return true;
        };
        let first = self.section(Section::Letters).get(block.letters as usize + 1..);
        compare(first.unwrap_or(&[]), word).1 == Ordering::Greater
    }

    /// The group of the term that is exactly `word`.
    pub(crate) fn group(&self, word: &str) -> Option<u32> {
        let mut cursor = self.walk();
        let here = cursor.seek(word.as_bytes()) && cursor.term() == word.as_bytes();
        here.then(|| cursor.group())
    }

    /// Calls `each` with every term that begins with `start` and its group, as long as it says true.
    pub(crate) fn each_with_start(&self, start: &str, each: &mut dyn FnMut(u32, &str) -> bool) {
        let mut cursor = self.walk();
        let mut going = cursor.seek(start.as_bytes());
        while going && cursor.term().starts_with(start.as_bytes()) {
            let group = cursor.group();
            if let Ok(text) = core::str::from_utf8(cursor.term())
                && !each(group, text)
            {
                return;
            }
            going = cursor.step();
        }
    }
}

/// A place in the dictionary. Holds the term's bytes, which are stored in pieces.
pub(crate) struct Cursor<'a> {
    index: &'a Index,
    letters: &'a [u8],
    /// Where the next term starts in `letters`, and the next block.
    at: usize,
    end: usize,
    block: usize,
    groups: Bytes<'a>,
    /// Groups that have begun.
    fresh: u32,
    group: u32,
    /// The terms up to here have had their groups read.
    read: usize,
    term: Vec<u8>,
    shared: usize,
}

impl<'a> Cursor<'a> {
    fn new(index: &'a Index) -> Self {
        let mut cursor = Cursor {
            index,
            letters: index.section(Section::Letters),
            at: 0,
            end: 0,
            block: 0,
            groups: Bytes::new(&[], 0),
            fresh: 0,
            group: 0,
            read: 0,
            term: Vec::with_capacity(LONGEST_TERM),
            shared: 0,
        };
        cursor.enter(0);
        cursor
    }

    /// Goes to the start of a block.
    fn enter(&mut self, block: usize) {
        let blocks = &self.index.blocks;
        let start = blocks.get(block).copied().unwrap_or_default();
        self.block = block;
        self.at = start.letters as usize;
        self.end = blocks.get(block + 1).map_or(self.letters.len(), |next| next.letters as usize);
        self.groups = Bytes::new(self.index.section(Section::Groups), start.groups as usize);
        self.fresh = start.fresh;
        self.read = self.at;
    }

    /// Goes on to the next block if this one ends here; whether it did.
    fn leave(&mut self) -> bool {
        let ends = self.at >= self.end && self.block + 1 < self.index.blocks.len();
        if ends {
            self.enter(self.block + 1);
        }
        ends
    }

    /// The next term: how many bytes it shares with the one before it, and its own.
    fn peek(&self) -> Option<(usize, &'a [u8])> {
        let shared = mark::unpack(*self.letters.get(self.at)?)?;
        let rest = self.letters.get(self.at + 1..)?;
        let length = rest.iter().position(|byte| mark::is(*byte)).unwrap_or(rest.len());
        Some((shared, rest.get(..length)?))
    }

    /// Goes to the next term; false at the end.
    pub(crate) fn step(&mut self) -> bool {
        let first = self.leave();
        let Some((shared, own)) = self.peek() else {
            return false;
        };
        // A block's first term is stored whole, whatever it shares with the term before it.
        self.shared = if first { alike(&self.term, own) } else { shared };
        self.term.truncate(shared);
        self.term.extend_from_slice(own);
        self.at += 1 + own.len();
        true
    }

    /// Goes forward to the first term that is not below `target`, which must be above the current one; false when there
    /// is none. The terms between are passed by what they share with each other, without being put together.
    pub(crate) fn seek(&mut self, target: &[u8]) -> bool {
        // How many bytes of `target` the term before the next one has.
        let mut had = alike(&self.term, target);
        let kept = had;
        if !self.index.begins_above(self.block + 1, target) {
            // The last block whose first term is not above `target`.
            let (mut low, mut high) = (self.block + 1, self.index.blocks.len());
            while low + 1 < high {
                let middle = low + (high - low) / 2;
                if self.index.begins_above(middle, target) { high = middle } else { low = middle }
            }
            self.enter(low);
            had = 0;
        }
        loop {
            // What shares more is on the same side of `target` as the term before it. This loop is where the time goes:
            // below 32, a mark for no more than `had` is all that is no more than `had`.
            let rest = self.letters.get(self.at..).unwrap_or(&[]);
            let found = match had {
                0..32 => rest.iter().position(|byte| *byte <= had as u8),
                _ => rest.iter().position(|byte| mark::is(*byte)),
            };
            self.at += found.unwrap_or(rest.len());
            if self.leave() {
                had = 0;
            }
            let Some(shared) = self.letters.get(self.at).and_then(|byte| mark::unpack(*byte))
            else {
                return false;
            };
            // What shares less is above.
            let mut above = shared < had;
            if above {
                had = shared;
            } else if shared == had {
                let own = self.letters.get(self.at + 1..).unwrap_or(&[]);
                let (more, order) = compare(own, target.get(had..).unwrap_or(&[]));
                had += more;
                above = order != Ordering::Less;
            }
            if above {
                let own = self.peek().map_or(&[][..], |(_, own)| own);
                self.term.truncate(kept.min(shared));
                if let Some(between @ [_, ..]) = target.get(kept..shared) {
                    self.term.extend_from_slice(between);
                }
                self.term.extend_from_slice(own);
                self.shared = kept.min(had);
                self.at += 1 + own.len();
                return true;
            }
            self.at += 1;
        }
    }

    /// The term's bytes.
    pub(crate) fn term(&self) -> &[u8] {
        &self.term
    }

    /// How many of its first bytes are those of the term where the cursor stood before.
    pub(crate) fn shared(&self) -> usize {
        self.shared
    }

    /// The term's group. Reads the groups of the terms since it was last asked: who does not ask does not pay.
    pub(crate) fn group(&mut self) -> u32 {
        let passed = self.letters.get(self.read..self.at).unwrap_or(&[]);
        self.read = self.at;
        for _ in passed.iter().filter(|byte| mark::is(**byte)) {
            match self.groups.number() {
                Some(NEW) => {
                    self.group = self.fresh;
                    self.fresh = self.fresh.saturating_add(1);
                }
                // Bytes that lie give a group that is not there.
                back => self.group = self.fresh.wrapping_add(NEW).wrapping_sub(back.unwrap_or(0)),
            }
        }
        self.group
    }
}

/// How many bytes two terms begin with alike.
fn alike(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// Compares a term, which ends where a mark follows, with a word: what they begin with alike, and which is above.
fn compare(term: &[u8], word: &[u8]) -> (usize, Ordering) {
    let alike = alike(term, word);
    (alike, term.get(alike).filter(|byte| !mark::is(**byte)).cmp(&word.get(alike)))
}
