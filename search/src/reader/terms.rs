//! The dictionary and the postings of an opened index.

use super::{Block, Index};
use crate::format::{BLOCK, Bytes, LONGEST_TERM, Section};

impl Index {
    /// A walk over the dictionary in ascending order of bytes, from the block in which `from` would stand.
    pub(crate) fn walk(&self, from: &str) -> Cursor<'_> {
        // The last block whose first term is not above `from`.
        let (mut low, mut high) = (0, self.blocks.len());
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if self.first_of(middle).is_none_or(|first| first > from.as_bytes()) {
                high = middle
            } else {
                low = middle
            }
        }
        Cursor::new(self, low)
    }

    /// The first term of a block, which shares nothing.
    fn first_of(&self, block: usize) -> Option<&[u8]> {
        let shape = Bytes::new(self.section(Section::Shapes), block * BLOCK * 2).slice(2)?;
        Bytes::new(self.section(Section::Letters), self.blocks.get(block)?.letters as usize)
            .slice(usize::from(*shape.get(1)?))
    }

    /// Number of the term that is exactly `word`.
    pub(crate) fn term(&self, word: &str) -> Option<u32> {
        let mut cursor = self.walk(word);
        while cursor.step() {
            match cursor.term().cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Some(cursor.number()),
                std::cmp::Ordering::Greater => return None,
            }
        }
        None
    }

    /// A term's letters, by its number.
    pub(crate) fn spell(&self, term: u32) -> Option<String> {
        let mut cursor = Cursor::new(self, term as usize / BLOCK);
        while cursor.step() {
            if cursor.number() == term {
                return String::from_utf8(cursor.term).ok();
            }
        }
        None
    }

    /// How many passages have the term.
    pub(crate) fn count(&self, term: u32) -> u32 {
        self.postings(term, &mut |_, _| {}, true).unwrap_or(0)
    }

    /// Calls `each` with the number and the code of every passage that has the term.
    pub(crate) fn each_posting(&self, term: u32, each: &mut dyn FnMut(u32, u8)) {
        self.postings(term, each, false);
    }

    fn postings(&self, term: u32, each: &mut dyn FnMut(u32, u8), count_only: bool) -> Option<u32> {
        let block: &Block = self.blocks.get(term as usize / BLOCK)?;
        let mut counts = Bytes::new(self.section(Section::Counts), block.counts as usize);
        let mut skip = 0u32;
        for _ in 0..term as usize % BLOCK {
            skip = skip.checked_add(counts.number()?)?;
        }
        let count = counts.number()?;
        if count_only {
            return Some(count);
        }
        let mut gaps = Bytes::new(self.section(Section::Gaps), block.gaps as usize);
        for _ in 0..skip {
            gaps.number()?;
        }
        let mut codes =
            Bytes::new(self.section(Section::Codes), block.postings.checked_add(skip)? as usize);
        let mut next = 0u32;
        for _ in 0..count {
            next = next.checked_add(gaps.number()?)?;
            each(next.checked_sub(1)?, codes.byte()?);
        }
        Some(count)
    }
}

/// A place in the dictionary. Holds the term's bytes, which are stored in pieces.
pub(crate) struct Cursor<'a> {
    shapes: Bytes<'a>,
    letters: Bytes<'a>,
    next: u32,
    terms: u32,
    term: Vec<u8>,
    shared: usize,
}

impl<'a> Cursor<'a> {
    fn new(index: &'a Index, block: usize) -> Self {
        let letters = index.blocks.get(block).map_or(0, |block| block.letters as usize);
        Cursor {
            shapes: Bytes::new(index.section(Section::Shapes), block * BLOCK * 2),
            letters: Bytes::new(index.section(Section::Letters), letters),
            next: (block * BLOCK) as u32,
            terms: index.terms,
            term: Vec::with_capacity(LONGEST_TERM),
            shared: 0,
        }
    }

    /// Goes to the next term; false at the end.
    pub(crate) fn step(&mut self) -> bool {
        self.next < self.terms && self.read().is_some()
    }

    fn read(&mut self) -> Option<()> {
        let shared = usize::from(self.shapes.byte()?);
        let own = usize::from(self.shapes.byte()?);
        let own = self.letters.slice(own)?;
        // A block's first term is stored whole, whatever it shares with the term before it.
        self.shared = if (self.next as usize).is_multiple_of(BLOCK) {
            self.term.iter().zip(own).take_while(|(a, b)| a == b).count()
        } else {
            shared
        };
        self.term.truncate(shared);
        self.term.extend_from_slice(own);
        self.next += 1;
        Some(())
    }

    /// The term's bytes.
    pub(crate) fn term(&self) -> &[u8] {
        &self.term
    }

    /// How many of its first bytes are those of the term before it.
    pub(crate) fn shared(&self) -> usize {
        self.shared
    }

    /// Number of the term.
    pub(crate) fn number(&self) -> u32 {
        self.next.wrapping_sub(1)
    }
}
