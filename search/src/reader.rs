//! From index bytes to articles, passages, terms and postings. The bytes are read in place.
//!
//! [`Index::open`] checks the header, the checksum and all bounds once, and notes where each article, passage and
//! dictionary block starts: three small tables, nothing per term. Everything after that still goes through checked
//! reads: bytes made up to fit the checksum give wrong answers at worst.

use crate::format::{
    self, BLOCK, Bytes, CHECKED_FROM, HEADER, MAGIC, SECTIONS, Section, VERSION, size,
};
use crate::token::Lang;
use std::ops::Range;

mod terms;

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
    bytes: Vec<u8>,
    sections: [Range<usize>; SECTIONS],
    blocks: Vec<Block>,
    articles: Vec<Entry>,
    passages: Vec<Place>,
    terms: u32,
    lang: Lang,
    /// Words of an article's text, on average; at least 1.
    pub(crate) average: f32,
}

/// Where a dictionary block starts, in each section that it has a part of.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    letters: u32,
    counts: u32,
    gaps: u32,
    postings: u32,
}

/// What ranking needs of an article, and where its strings start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    at: u32,
    pub(crate) first_passage: u32,
    /// Words of all passages' texts.
    pub(crate) words: u32,
    /// [`size`] of the title's idf mass.
    pub(crate) title_mass: u8,
}

/// What ranking needs of a passage, where its strings start, and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) article: u32,
    pub(crate) words: u32,
    at: u32,
    text: u32,
    text_len: u32,
}

/// An article as stored in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleRef<'a> {
    /// As in [`crate::Article::slug`].
    pub slug: &'a str,
    /// As in [`crate::Article::title`].
    pub title: &'a str,
    /// As in [`crate::Article::section`].
    pub section: &'a str,
    /// As in [`crate::Article::url`].
    pub url: &'a str,
    /// As in [`crate::Article::fragment`].
    pub fragment: &'a str,
}

/// A passage as stored in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassageRef<'a> {
    /// As in [`crate::Passage::heading`].
    pub heading: &'a str,
    /// As in [`crate::Passage::anchor`].
    pub anchor: &'a str,
    /// As in [`crate::Passage::text`].
    pub text: &'a str,
}

impl Index {
    /// Checks the bytes once and keeps them. Takes time in proportion to the bytes (measured natively: 0.25 ms per MB).
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
            _ => {}
        }
        let length = header.word().ok_or(OpenError::Truncated)? as usize;
        if bytes.len() < length.max(HEADER) {
            return Err(OpenError::Truncated);
        }
        let sum = header.slice(8).and_then(|sum| sum.try_into().ok()).map(u64::from_le_bytes);
        if bytes.len() != length || sum != bytes.get(CHECKED_FROM..).map(format::checksum) {
            return Err(OpenError::Damaged);
        }
        Index::lay_out(bytes).ok_or(OpenError::Damaged)
    }

    /// Finds the sections and fills the tables; `None` when something does not fit.
    fn lay_out(bytes: Vec<u8>) -> Option<Index> {
        let locale = locale(&bytes)?;
        let lang = Lang::of(locale);
        let mut header = Bytes::new(&bytes, CHECKED_FROM + 12);
        let [articles, passages, terms] = [header.word()?, header.word()?, header.word()?];
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        let mut end = HEADER;
        for section in &mut sections {
            let start = end;
            end = start.checked_add(header.word()? as usize)?;
            *section = start..end;
        }
        let texts = bytes.get(end..)?.len();
        // A record and a term have a least size: a made-up count cannot ask for more memory than the file is long.
        let of = |section: Section| bytes.get(sections[section as usize].clone());
        let (shapes, records) = (of(Section::Shapes)?, of(Section::Articles)?);
        if shapes.len() != (terms as usize).checked_mul(2)?
            || articles as usize > records.len()
            || passages as usize > records.len()
        {
            return None;
        }
        let ends = [Section::Letters, Section::Counts, Section::Gaps, Section::Codes]
            .map(|section| of(section).map(<[u8]>::len));
        let blocks = block_table(of(Section::Blocks)?, terms, ends)?;
        let (articles, passages) = record_table(records, articles, passages, end, texts)?;
        let words: u64 = passages.iter().map(|passage| u64::from(passage.words)).sum();
        let average = (words as f32 / articles.len().max(1) as f32).max(1.0);
        Some(Index { sections, blocks, articles, passages, terms, lang, average, bytes })
    }

    fn section(&self, section: Section) -> &[u8] {
        self.bytes.get(self.sections[section as usize].clone()).unwrap_or(&[])
    }

    /// Article by number; `None` past the end.
    pub fn article(&self, id: u32) -> Option<ArticleRef<'_>> {
        let entry = self.articles.get(id as usize)?;
        let mut record = Bytes::new(self.section(Section::Articles), entry.at as usize);
        let mut text = || record.text();
        Some(ArticleRef {
            slug: text()?,
            title: text()?,
            section: text()?,
            url: text()?,
            fragment: text()?,
        })
    }

    /// Passage of an article by number; `None` past the end.
    pub fn passage(&self, article: u32, passage: u32) -> Option<PassageRef<'_>> {
        let number = self.articles.get(article as usize)?.first_passage.checked_add(passage)?;
        let place = self.passages.get(number as usize).filter(|place| place.article == article)?;
        let mut record = Bytes::new(self.section(Section::Articles), place.at as usize);
        let text = Bytes::new(&self.bytes, place.text as usize).slice(place.text_len as usize)?;
        Some(PassageRef {
            heading: record.text()?,
            anchor: record.text()?,
            text: core::str::from_utf8(text).ok()?,
        })
    }

    /// How many passages an article has; 0 past the end.
    pub fn passages(&self, article: u32) -> u32 {
        let Some(entry) = self.articles.get(article as usize) else {
            return 0;
        };
        let end = self
            .articles
            .get(article as usize + 1)
            .map_or(self.passages.len() as u32, |next| next.first_passage);
        end - entry.first_passage
    }

    /// Number of the article with this slug. Looks at every article: meant for links, not for keystrokes.
    pub fn find(&self, slug: &str) -> Option<u32> {
        (0..self.len()).find(|&id| self.article(id).is_some_and(|article| article.slug == slug))
    }

    /// How many articles there are.
    pub fn len(&self) -> u32 {
        self.articles.len() as u32
    }

    /// Whether there are no articles.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The locale that the index was written for, as in `de`.
    pub fn locale(&self) -> &str {
        locale(&self.bytes).unwrap_or("")
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.articles
    }

    pub(crate) fn places(&self) -> &[Place] {
        &self.passages
    }
}

fn locale(bytes: &[u8]) -> Option<&str> {
    core::str::from_utf8(bytes.get(CHECKED_FROM..CHECKED_FROM + 12)?)
        .ok()
        .map(|name| name.trim_end_matches('\0'))
}

/// Adds up the blocks' sizes; the sums must come out at the sections' ends.
fn block_table(section: &[u8], terms: u32, ends: [Option<usize>; 4]) -> Option<Vec<Block>> {
    let count = (terms as usize).div_ceil(BLOCK);
    let mut sizes = Bytes::new(section, 0);
    let mut blocks = Vec::with_capacity(count);
    let mut at = Block::default();
    for _ in 0..count {
        blocks.push(at);
        for field in [&mut at.letters, &mut at.counts, &mut at.gaps, &mut at.postings] {
            *field = field.checked_add(sizes.number()?)?;
        }
    }
    let sums = [at.letters, at.counts, at.gaps, at.postings].map(|sum| Some(sum as usize));
    (sums == ends && sizes.at() == section.len()).then_some(blocks)
}

/// Walks the records once; the texts' lengths must add up to `texts`, which start at `text`.
fn record_table(
    section: &[u8],
    articles: u32,
    passages: u32,
    text: usize,
    texts: usize,
) -> Option<(Vec<Entry>, Vec<Place>)> {
    let mut record = Bytes::new(section, 0);
    let mut entries = Vec::with_capacity(articles as usize);
    let mut places: Vec<Place> = Vec::with_capacity(passages as usize);
    let mut text = text;
    let end = text.checked_add(texts)?;
    for article in 0..articles {
        let count = record.number().filter(|&count| count > 0)?;
        let title_mass = record.byte()?;
        let mut entry = Entry {
            at: record.at() as u32,
            first_passage: places.len() as u32,
            words: 0,
            title_mass,
        };
        for _ in 0..5 {
            record.skip_text()?;
        }
        for _ in 0..count {
            let words = size::unpack(record.byte()?);
            let text_len = record.number()?;
            places.push(Place {
                article,
                words,
                at: record.at() as u32,
                text: text as u32,
                text_len,
            });
            entry.words = entry.words.saturating_add(words);
            text = text.checked_add(text_len as usize).filter(|&at| at <= end)?;
            record.skip_text()?;
            record.skip_text()?;
        }
        entries.push(entry);
    }
    (text == end && record.at() == section.len() && places.len() == passages as usize)
        .then_some((entries, places))
}
