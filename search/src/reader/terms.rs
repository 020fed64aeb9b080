//! The dictionary: which terms there are, and the group of each.

use super::Index;
use crate::bytes::Bytes;
use crate::format::{BLOCK, LONGEST_TERM, Section, mark};

/// Where a block of the dictionary starts, in each section that it has a part of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    letters: u32,
    /// Groups that began before.
    fresh: u32,
    groups: u32,
}

/// Adds up the blocks' sizes; the sums must come out at the sections' ends.
pub(super) fn block_table(section: &[u8], terms: u32, ends: [usize; 3]) -> Option<Vec<Block>> {
    let count = (terms as usize).div_ceil(BLOCK);
    let mut sizes = Bytes::new(section, 0);
    let mut blocks = Vec::with_capacity(count);
    let mut at = Block::default();
    for _ in 0..count {
        blocks.push(at);
        for field in [&mut at.letters, &mut at.fresh, &mut at.groups] {
            *field = field.checked_add(sizes.number()?)?;
        }
    }
    let sums = [at.letters, at.fresh, at.groups].map(|sum| sum as usize);
    (sums == ends && sizes.at() == section.len()).then_some(blocks)
}

impl Index {
    /// A walk over the dictionary in ascending order of bytes, from the block in which `from` would stand.
    pub(crate) fn walk(&self, from: &str) -> Cursor<'_> {
        // The last block whose first term is not above `from`.
        let (mut low, mut high) = (0, self.blocks.len());
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if self.begins_above(middle, from.as_bytes()) { high = middle } else { low = middle }
        }
        Cursor::new(self, low)
    }

    /// Whether the first term of a block, which is stored whole, is above `word`.
    fn begins_above(&self, block: usize, word: &[u8]) -> bool {
        let start = self.blocks.get(block).map_or(0, |block| block.letters as usize + 1);
        let mut typed = word.iter();
        for byte in self.section(Section::Letters).get(start..).unwrap_or(&[]) {
            if mark::is(*byte) {
                return false;
            }
            match typed.next() {
                None => return true,
                Some(other) if byte != other => return byte > other,
                Some(_) => {}
            }
        }
        false
    }

    /// The group of the term that is exactly `word`.
    pub(crate) fn group(&self, word: &str) -> Option<u32> {
        let mut cursor = self.walk(word);
        while cursor.step() {
            match cursor.term().cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Some(cursor.group()),
                std::cmp::Ordering::Greater => return None,
            }
        }
        None
    }

    /// Calls `each` with every term that begins with `start` and its group, as long as it says true.
    pub(crate) fn each_with_start(&self, start: &str, each: &mut dyn FnMut(u32, &str) -> bool) {
        let mut cursor = self.walk(start);
        while cursor.step() {
            if cursor.term().starts_with(start.as_bytes()) {
                let group = cursor.group();
                let Ok(text) = core::str::from_utf8(cursor.term()) else {
                    continue;
                };
                if !each(group, text) {
                    return;
                }
            } else if cursor.term() > start.as_bytes() {
                return;
            }
        }
    }
}

/// A place in the dictionary. Holds the term's bytes, which are stored in pieces.
pub(crate) struct Cursor<'a> {
    letters: &'a [u8],
    at: usize,
    groups: Bytes<'a>,
    /// Groups that have begun.
    fresh: u32,
    group: u32,
    /// Terms passed whose groups have not been read.
    unread: usize,
    next: usize,
    terms: usize,
    term: Vec<u8>,
    shared: usize,
}

impl<'a> Cursor<'a> {
    fn new(index: &'a Index, block: usize) -> Self {
        let start = index.blocks.get(block).copied().unwrap_or_default();
        Cursor {
            letters: index.section(Section::Letters),
            at: start.letters as usize,
            groups: Bytes::new(index.section(Section::Groups), start.groups as usize),
            fresh: start.fresh,
            group: 0,
            unread: 0,
            next: block * BLOCK,
            terms: index.counts.terms as usize,
            term: Vec::with_capacity(LONGEST_TERM),
            shared: 0,
        }
    }

    /// Goes to the next term; false at the end.
    pub(crate) fn step(&mut self) -> bool {
        self.next < self.terms && self.read().is_some()
    }

    fn read(&mut self) -> Option<()> {
        let shared = mark::unpack(*self.letters.get(self.at)?)?;
        let rest = self.letters.get(self.at + 1..)?;
        let own = rest.get(
            ..rest.iter().position(|byte| mark::unpack(*byte).is_some()).unwrap_or(rest.len()),
        )?;
        self.at += 1 + own.len();
        // A block's first term is stored whole, whatever it shares with the term before it.
        self.shared = if self.next.is_multiple_of(BLOCK) {
            self.term.iter().zip(own).take_while(|(a, b)| a == b).count()
        } else {
            shared
        };
        self.term.truncate(shared);
        self.term.extend_from_slice(own);
        self.next += 1;
        self.unread += 1;
        Some(())
    }

    /// Where the own bytes of the term at `at` end.
    fn end(&self) -> usize {
        let own = self.letters.get(self.at + 1..).unwrap_or(&[]);
        let length = own.iter().position(|byte| mark::is(*byte)).unwrap_or(own.len());
        self.at + 1 + length
    }

    /// Passes over the terms that share the first `bytes` bytes with this one, without looking at them. What it passes
    /// at the end of a block is found out by looking.
    pub(crate) fn skip_alike(&mut self, bytes: usize) {
        while self.next < self.terms && !self.next.is_multiple_of(BLOCK) {
            let shared = self.letters.get(self.at).and_then(|byte| mark::unpack(*byte));
            if shared.is_none_or(|shared| shared < bytes) {
                return;
            }
            self.at = self.end();
            self.next += 1;
            self.unread += 1;
        }
    }

    /// The term's bytes.
    pub(crate) fn term(&self) -> &[u8] {
        &self.term
    }

    /// How many of its first bytes are those of the term before it.
    pub(crate) fn shared(&self) -> usize {
        self.shared
    }

    /// The term's group. Reads the groups of the terms since it was last asked: who does not ask does not pay.
    pub(crate) fn group(&mut self) -> u32 {
        for _ in 0..std::mem::take(&mut self.unread) {
            match self.groups.number() {
                Some(0) => {
                    self.group = self.fresh;
                    self.fresh = self.fresh.saturating_add(1);
                }
                // Bytes that lie give a group that is not there.
                back => self.group = self.fresh.wrapping_sub(back.unwrap_or(0)),
            }
        }
        self.group
    }
}
