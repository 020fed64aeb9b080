//! The parts of an index: where they are, and where things start in them.

use super::postings::Places;
use super::{Counts, Index, OpenError};
use crate::bytes::{Bytes, part_name};
use crate::format::{OF_PASSAGES, PART_NAME, PartKind, RECORD_STREAMS};
use std::ops::Range;

/// A range of groups or articles, here or still elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// First group or article, and how many.
    pub(super) first: u32,
    pub(super) count: u32,
    place: Place,
    table: Table,
}

#[derive(Clone, Debug)]
enum Place {
    /// In a file that is named after its [`part_name`].
    Elsewhere {
        name: u64,
    },
    /// In the head.
    Inside(Range<usize>),
    Own(Vec<u8>),
}

/// Where things start in a part's bytes.
#[derive(Clone, Debug)]
enum Table {
    /// Nothing is here yet.
    None,
    /// Of postings: where its groups start.
    Postings(Places),
    /// Of records: where each article's bytes start in each stream.
    Records(Vec<[u32; RECORD_STREAMS]>),
    /// Of texts: where each article's start, and the end of the last.
    Texts(Vec<u32>),
}

/// Reads the directory. Parts that are in the file must fill their places there exactly: `texts` and, for all others,
/// `rest`.
pub(super) fn directory(
    section: &[u8],
    texts: Range<usize>,
    rest: Range<usize>,
    counts: &Counts,
) -> Option<[Vec<Part>; 3]> {
    let mut bytes = Bytes::new(section, 0);
    let mut parts: [Vec<Part>; 3] = Default::default();
    let (mut at_texts, mut at_rest) = (texts.start, rest.start);
    for (kind, list) in parts.iter_mut().enumerate() {
        let number = bytes.number()?;
        let mut first = 0u32;
        for _ in 0..number / 2 {
            let count = bytes.number()?;
            let place = Place::Elsewhere { name: 0 };
            list.push(Part { first, count, place, table: Table::None });
            first = first.checked_add(count)?;
        }
        let at = if kind == PartKind::Texts as usize { &mut at_texts } else { &mut at_rest };
        for part in list {
            part.place = if number % 2 == 1 {
                let from = *at;
                *at = at.checked_add(bytes.number()? as usize)?;
                Place::Inside(from..*at)
            } else {
                let mut name = [0; 8];
                name.get_mut(..PART_NAME)?.copy_from_slice(bytes.slice(PART_NAME)?);
                Place::Elsewhere { name: u64::from_le_bytes(name) }
            };
        }
    }
    let all =
        |parts: &[Part]| parts.last().map_or(Some(0), |last| last.first.checked_add(last.count));
    let [of_groups, of_records, of_texts] = &parts;
    (bytes.at() == section.len()
        && at_texts == texts.end
        && at_rest == rest.end
        && all(of_groups)? == counts.groups
        && all(of_records)? == counts.articles
        && all(of_texts)? == counts.articles)
        .then_some(parts)
}

impl Part {
    /// The name of its file; `None` for what is here.
    pub(super) fn name(&self) -> Option<String> {
        let Place::Elsewhere { name } = self.place else {
            return None;
        };
        // By hand: formatting would cost visitors more bytes than this.
        let digit = |n: u32| char::from_digit((name >> (4 * n)) as u32 & 15, 16);
        Some((0..2 * PART_NAME as u32).rev().filter_map(digit).collect())
    }

    /// Whether it is in the head's file.
    pub(super) fn inside(&self) -> bool {
        matches!(self.place, Place::Inside(_))
    }

    /// Takes the bytes of its file. `passages` has the number of each of the index's articles.
    pub(super) fn fill(
        &mut self,
        kind: PartKind,
        bytes: &[u8],
        passages: &[u32],
    ) -> Result<(), OpenError> {
        let Place::Elsewhere { name } = self.place else {
            return Ok(());
        };
        if part_name(bytes) != name {
            return Err(OpenError::Damaged);
        }
        self.table = self.read(kind, bytes, passages).ok_or(OpenError::Damaged)?;
        self.place = Place::Own(bytes.to_vec());
        Ok(())
    }

    fn read(&self, kind: PartKind, bytes: &[u8], passages: &[u32]) -> Option<Table> {
        let here = self.first as usize..self.first.checked_add(self.count)? as usize;
        match kind {
            PartKind::Postings => Places::read(bytes, self.count).map(Table::Postings),
            PartKind::Records => record_starts(bytes, passages.get(here)?).map(Table::Records),
            PartKind::Texts => text_starts(bytes, self.count).map(Table::Texts),
        }
    }

    /// Its bytes; `None` when they are elsewhere.
    fn bytes<'a>(&'a self, head: &'a [u8]) -> Option<&'a [u8]> {
        match &self.place {
            Place::Elsewhere { .. } => None,
            Place::Inside(range) => head.get(range.clone()),
            Place::Own(bytes) => Some(bytes),
        }
    }

    pub(super) fn memory(&self) -> usize {
        match &self.table {
            Table::None => 0,
            Table::Postings(places) => places.memory(),
            Table::Records(starts) => starts.capacity() * size_of::<[u32; RECORD_STREAMS]>(),
            Table::Texts(starts) => starts.capacity() * size_of::<u32>(),
        }
    }
}

/// Where each record starts in each stream; `passages` are those of the articles that the part has.
fn record_starts(bytes: &[u8], passages: &[u32]) -> Option<Vec<[u32; RECORD_STREAMS]>> {
    let mut record = Bytes::new(bytes, 0);
    let mut starts = vec![[0; RECORD_STREAMS]; passages.len()];
    for stream in 0..RECORD_STREAMS {
        for (starts, passages) in starts.iter_mut().zip(passages) {
            starts[stream] = record.at() as u32;
            for _ in 0..if stream < OF_PASSAGES { 1 } else { *passages } {
                match stream {
                    OF_PASSAGES => record.skip_numbers(1)?,
                    ANCHORS => drop(anchor_own(&mut record)?),
                    _ => record.skip_text()?,
                }
            }
        }
    }
    (record.at() == bytes.len()).then_some(starts)
}

/// The last stream.
const ANCHORS: usize = RECORD_STREAMS - 1;

/// A stored anchor; `Some(None)` when the heading tells it.
pub(super) fn anchor_own<'a>(record: &mut Bytes<'a>) -> Option<Option<&'a [u8]>> {
    match record.number()?.checked_sub(1) {
        None => Some(None),
        Some(length) => record.slice(length as usize).map(Some),
    }
}

/// Where each article's texts start.
fn text_starts(bytes: &[u8], articles: u32) -> Option<Vec<u32>> {
    let mut lengths = Bytes::new(bytes, 0);
    let mut starts = Vec::new();
    let mut sum = 0u32;
    for _ in 0..articles {
        starts.push(sum);
        sum = sum.checked_add(lengths.number()?)?;
    }
    starts.push(sum);
    let base = lengths.at() as u32;
    starts.iter_mut().try_for_each(|start| {
        *start = start.checked_add(base)?;
        Some(())
    })?;
    (starts.last().copied()? as usize == bytes.len()).then_some(starts)
}

impl Index {
    /// Fills the tables of the parts that are in the file.
    pub(super) fn note_inside(&mut self) -> Option<()> {
        for kind in [PartKind::Postings, PartKind::Records, PartKind::Texts] {
            for part in &mut self.parts[kind as usize] {
                if let Some(bytes) = part.bytes(&self.head) {
                    part.table = part.read(kind, bytes, &self.passages)?;
                }
            }
        }
        Some(())
    }

    /// The part that has a group or article.
    pub(super) fn part(&self, kind: PartKind, number: u32) -> Option<&Part> {
        let parts = &self.parts[kind as usize];
        let after = parts.partition_point(|part| part.first <= number);
        parts.get(after.checked_sub(1)?)
    }

    /// The part that has a group's postings, where its lists start, and its bytes; `None` when they are elsewhere.
    pub(super) fn lists(&self, group: u32) -> Option<(&Part, &Places, &[u8])> {
        let part = self.part(PartKind::Postings, group)?;
        let Table::Postings(places) = &part.table else {
            return None;
        };
        Some((part, places, part.bytes(&self.head)?))
    }

    /// An article's texts; `None` when they are elsewhere.
    pub(super) fn texts(&self, article: u32) -> Option<&[u8]> {
        let part = self.part(PartKind::Texts, article)?;
        let Table::Texts(starts) = &part.table else {
            return None;
        };
        let at = article.checked_sub(part.first)? as usize;
        let (start, end) = (*starts.get(at)?, *starts.get(at + 1)?);
        part.bytes(&self.head)?.get(start as usize..end as usize)
    }

    /// An article's record in each stream; `None` when it is elsewhere.
    pub(super) fn record(&self, article: u32) -> Option<[Bytes<'_>; RECORD_STREAMS]> {
        let part = self.part(PartKind::Records, article)?;
        let Table::Records(starts) = &part.table else {
            return None;
        };
        let bytes = part.bytes(&self.head)?;
        let starts = starts.get(article.checked_sub(part.first)? as usize)?;
        Some(starts.map(|start| Bytes::new(bytes, start as usize)))
    }

    /// The name of the part that has a group's postings (or an article's record or texts), if it is elsewhere.
    pub(crate) fn elsewhere(&self, kind: PartKind, number: u32) -> Option<String> {
        self.part(kind, number)?.name()
    }
}
