//! From index bytes to articles, passages, terms and postings. The bytes are read in place.
//!
//! [`Index::open`] checks the header, the checksum and all bounds once, and notes where each block, record and text
//! starts: a few bytes per article and per [`crate::format::BLOCK`] terms, nothing per term. Everything after that
//! still goes through checked reads: bytes made up to fit the checksum give wrong answers at worst.

use crate::bytes::{self, Bytes};
use crate::format::{CHECKED_FROM, HEADER, MAGIC, PartKind, SECTIONS, Section, VERSION, order};
use crate::query::Memory;
use crate::token::Lang;
use language::Words;
use parts::Part;
use std::cell::RefCell;
use std::ops::Range;
use terms::Block;

mod articles;
mod language;
mod parts;
mod postings;
mod terms;

pub use articles::{ArticleRef, PassageRef};

/// Why bytes are not an index that this build can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The bytes end before the index does: a download that was cut.
    Truncated,
    /// Something else than an index, an error page for instance.
    NotAnIndex,
    /// Written by a newer builder than this reader.
    Newer {
        /// The version found.
        version: u32,
    },
    /// The checksum or a structure does not hold.
    Damaged,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            OpenError::Truncated => "the search index is incomplete",
            OpenError::NotAnIndex => "this is not a search index",
            OpenError::Newer { .. } => "the search index is newer than this program",
            OpenError::Damaged => "the search index is damaged",
        })
    }
}

impl std::error::Error for OpenError {}

/// An opened index: the bytes, and where things start in them.
#[derive(Clone, Debug)]
pub struct Index {
    head: Vec<u8>,
    sections: [Range<usize>; SECTIONS],
    blocks: Vec<Block>,
    /// Postings, records, texts, each in order.
    parts: [Vec<Part>; 3],
    passages: Vec<u32>,
    /// The articles as postings name them: [`crate::format::order`].
    order: Vec<u32>,
    words: Words,
    counts: Counts,
    lang: Lang,
    /// What the last question left for the next.
    pub(crate) memory: RefCell<Memory>,
}

/// The numbers in the header.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) articles: u32,
    passages: u32,
    terms: u32,
    pub(crate) groups: u32,
    /// Words of an article's texts, on average; at least 1.
    pub(crate) words: f32,
    /// How often a word stands in the texts of an article that has it, on average.
    pub(crate) each: f32,
}

impl Index {
    /// Checks the bytes of a head's file once and keeps them.
    pub fn open(bytes: Vec<u8>) -> Result<Index, OpenError> {
        if bytes.len() < MAGIC.len() && MAGIC.starts_with(&bytes) {
            return Err(OpenError::Truncated);
        }
        if !bytes.starts_with(&MAGIC) {
            return Err(OpenError::NotAnIndex);
        }
        let mut header = Bytes::new(&bytes, MAGIC.len());
        let version = header.word().ok_or(OpenError::Truncated)?;
        match version {
            0 => return Err(OpenError::NotAnIndex),
            _ if version > VERSION => return Err(OpenError::Newer { version }),
            _ if version < VERSION => return Err(OpenError::Damaged),
            _ => {}
        }
        let length = header.word().ok_or(OpenError::Truncated)? as usize;
        if bytes.len() < length.max(HEADER) {
            return Err(OpenError::Truncated);
        }
        let sum = header.slice(8).and_then(|sum| sum.try_into().ok()).map(u64::from_le_bytes);
        if bytes.len() != length || sum != bytes.get(CHECKED_FROM..).map(bytes::checksum) {
            return Err(OpenError::Damaged);
        }
        Index::lay_out(bytes).ok_or(OpenError::Damaged)
    }

    /// Finds the sections and fills the tables; `None` when something does not fit.
    fn lay_out(head: Vec<u8>) -> Option<Index> {
        let lang = Lang::of(locale(&head)?);
        let mut header = Bytes::new(&head, CHECKED_FROM + 12);
        let mut number = || header.word();
        let counts = Counts {
            articles: number()?,
            passages: number()?,
            terms: number()?,
            groups: number()?,
            words: number()?.max(1) as f32,
            each: number()? as f32 / 256.0,
        };
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        let mut end = HEADER.checked_add(header.word()? as usize)?;
        let texts = HEADER..end;
        for section in &mut sections {
            let start = end;
            end = start.checked_add(header.word()? as usize)?;
            *section = start..end;
        }
        let of = |section: Section| head.get(sections[section as usize].clone());
        // Each of them takes a byte at least: a made-up count cannot ask for more memory than the file is long.
        let (terms, articles) = (counts.terms as usize, counts.articles as usize);
        let (letters, groups) = (of(Section::Letters)?, of(Section::Groups)?);
        if terms > letters.len()
            || terms > groups.len()
            || counts.groups > counts.terms
            || ![articles.checked_mul(3)?, articles.checked_mul(4)?]
                .contains(&of(Section::Articles)?.len())
        {
            return None;
        }
        let blocks = terms::blocks(letters, groups, &counts)?;
        let mut numbers = Bytes::new(of(Section::Passages)?, 0);
        let passages: Vec<u32> =
            (0..articles).map(|_| numbers.number().filter(|n| *n > 0)).collect::<Option<_>>()?;
        let all = passages.iter().try_fold(0u32, |sum, n| sum.checked_add(*n))?;
        let words =
            Words::read(of(Section::Language)?, sections[Section::Language as usize].start)?;
        let parts = parts::directory(of(Section::Parts)?, texts, end..head.len(), &counts)?;
        if all != counts.passages || articles > of(Section::Passages)?.len() {
            return None;
        }
        let inside = parts[PartKind::Postings as usize].first().is_some_and(Part::inside);
        let order = order(of(Section::Articles)?.get(..articles)?, inside);
        let memory = RefCell::default();
        let mut index =
            Index { sections, blocks, parts, passages, order, words, counts, lang, memory, head };
        index.note_inside()?;
        Some(index)
    }

    fn section(&self, section: Section) -> &[u8] {
        self.head.get(self.sections[section as usize].clone()).unwrap_or(&[])
    }

    /// Adds a part that came later, under the name that [`crate::Answer::missing`] gave for it. A part that is there
    /// already, or that this index does not have, changes nothing. Parts that are alike share a name.
    pub fn supply(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), OpenError> {
        self.memory.take();
        for kind in [PartKind::Postings, PartKind::Records, PartKind::Texts] {
            for part in self.parts[kind as usize]
                .iter_mut()
                .filter(|part| part.name().as_deref() == Some(name))
            {
                part.fill(kind, &bytes, &self.passages)?;
            }
        }
        Ok(())
    }

    /// The locale that the index was written for, as in `de`.
    pub fn locale(&self) -> &str {
        locale(&self.head).unwrap_or("")
    }

    /// Bytes of memory beyond those of the files.
    pub fn memory(&self) -> usize {
        let parts = self.parts.iter().flatten().map(|part| part.memory() + size_of::<Part>());
        self.blocks.capacity() * size_of::<Block>()
            + (self.passages.capacity() + self.order.capacity()) * size_of::<u32>()
            + self.words.memory()
            + parts.sum::<usize>()
            + size_of::<Index>()
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
    }
}

fn locale(bytes: &[u8]) -> Option<&str> {
    core::str::from_utf8(bytes.get(CHECKED_FROM..CHECKED_FROM + 12)?)
        .ok()
        .map(|name| name.trim_end_matches('\0'))
}
