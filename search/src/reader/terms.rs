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
    /// A walk over the dictionary in ascending order of bytes. It stands before the first term.
    pub(crate) fn walk(&self) -> Cursor<'_> {
        Cursor::new(self)
    }

    /// Whether the first term of a block, which is stored whole, is above `word`. Past the last block there is nothing
    /// but what is above.
    fn begins_above(&self, block: usize, word: &[u8]) -> bool {
        let Some(block) = self.blocks.get(block) else {
            return true;
        };
        let first = self.section(Section::Letters).get(block.letters as usize + 1..);
        let mut typed = word.iter();
        for byte in first.unwrap_or(&[]) {
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
    at: usize,
    groups: Bytes<'a>,
    /// Groups that have begun.
    fresh: u32,
    group: u32,
    /// Terms passed whose groups have not been read.
    unread: usize,
    /// Terms passed, this one included.
    next: usize,
    term: Vec<u8>,
    shared: usize,
}

impl<'a> Cursor<'a> {
    fn new(index: &'a Index) -> Self {
        let mut cursor = Cursor {
            index,
            letters: index.section(Section::Letters),
            at: 0,
            groups: Bytes::new(index.section(Section::Groups), 0),
            fresh: 0,
            group: 0,
            unread: 0,
            next: 0,
            term: Vec::with_capacity(LONGEST_TERM),
            shared: 0,
        };
        cursor.enter(0);
        cursor
    }

    /// Goes to the start of a block.
    fn enter(&mut self, block: usize) {
        let start = self.index.blocks.get(block).copied().unwrap_or_default();
        self.at = start.letters as usize;
        self.groups = Bytes::new(self.index.section(Section::Groups), start.groups as usize);
        self.fresh = start.fresh;
        self.unread = 0;
        self.next = block * BLOCK;
    }

    /// The next term: how many bytes it shares with the one before it, and its own.
    fn peek(&self) -> Option<(usize, &'a [u8])> {
        if self.next >= self.index.counts.terms as usize {
            return None;
        }
        let shared = mark::unpack(*self.letters.get(self.at)?)?;
        let rest = self.letters.get(self.at + 1..)?;
        let length = rest.iter().position(|byte| mark::is(*byte)).unwrap_or(rest.len());
        Some((shared, rest.get(..length)?))
    }

    /// Goes past a term that has so many own bytes.
    fn pass(&mut self, own: usize) {
        self.at += 1 + own;
        self.next += 1;
        self.unread += 1;
    }

    /// Goes to the next term; false at the end.
    pub(crate) fn step(&mut self) -> bool {
        let Some((shared, own)) = self.peek() else {
            return false;
        };
        // A block's first term is stored whole, whatever it shares with the term before it.
        self.shared = match self.next % BLOCK {
            0 => alike(&self.term, own),
            _ => shared,
        };
        self.term.truncate(shared);
        self.term.extend_from_slice(own);
        self.pass(own.len());
        true
    }

    /// Goes forward to the first term that is not below `target`, which must be above the current one; false when there
    /// is none. The terms between are passed by what they share with each other, without being put together.
    pub(crate) fn seek(&mut self, target: &[u8]) -> bool {
        // How many bytes of `target` the term before the next one has.
        let mut had = alike(&self.term, target);
        let kept = had;
        let mut low = self.next.div_ceil(BLOCK);
        if !self.index.begins_above(low, target) {
            // The last block whose first term is not above `target`.
            let mut high = self.index.blocks.len();
            while low + 1 < high {
                let middle = low + (high - low) / 2;
                if self.index.begins_above(middle, target) { high = middle } else { low = middle }
            }
            self.enter(low);
        }
        while let Some((shared, own)) = self.peek() {
            if self.next.is_multiple_of(BLOCK) {
                had = 0;
            }
            // What shares more is on the same side of `target` as the term before it; what shares less is above.
            let mut above = shared < had;
            if above {
                had = shared;
            } else if shared == had {
                let rest = target.get(had..).unwrap_or(&[]);
                let more = alike(own, rest);
                had += more;
                above = own.get(more) >= rest.get(more);
            }
            if above {
                self.term.clear();
                self.term.extend_from_slice(target.get(..shared).unwrap_or(&[]));
                self.term.extend_from_slice(own);
                self.shared = kept.min(had);
                self.pass(own.len());
                return true;
            }
            self.pass(own.len());
        }
        false
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

/// How many bytes two terms begin with alike.
fn alike(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}
