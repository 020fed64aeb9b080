//! The parts: postings, records, texts, cut where a file is large enough.

use super::collect::At;
use crate::Article;
use crate::bytes::{checksum, put, put_str};
use crate::format::{GROUPS, code};

/// A part: how many groups or articles it has, and its bytes.
type Piece = (usize, Vec<u8>);

/// The postings; `kept` is false for groups that lose those of their texts. Parts are about `limit` bytes.
pub fn postings(lists: &[Vec<At>], kept: &[bool], limit: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut part = Postings::default();
    for (list, kept) in lists.iter().zip(kept) {
        part.add(list, *kept);
        if part.len() >= limit {
            pieces.push(std::mem::take(&mut part).piece());
        }
    }
    if part.groups > 0 {
        pieces.push(part.piece());
    }
    pieces
}

#[derive(Default)]
struct Postings {
    groups: usize,
    /// Where the block that is being written starts in each stream.
    starts: [usize; 4],
    blocks: Vec<u8>,
    counts: Vec<u8>,
    ones: Vec<u8>,
    gaps: Vec<u8>,
    codes: Vec<u8>,
}

impl Postings {
    fn len(&self) -> usize {
        self.counts.len() + self.ones.len() + self.gaps.len() + self.codes.len()
    }

    fn add(&mut self, list: &[At], kept: bool) {
        let list: Vec<(u32, u8)> = list
            .iter()
            .map(|at| (at.article, at.fields | if kept { code::level(at.times) } else { 0 }))
            .filter(|(_, code)| *code != 0)
            .collect();
        put(&mut self.counts, list.len() as u32);
        if let [(article, _)] = list.as_slice() {
            put(&mut self.ones, *article);
        } else {
            let mut next = 0;
            for (article, _) in &list {
                put(&mut self.gaps, article - next);
                next = article + 1;
            }
        }
        self.codes.extend(list.iter().map(|(_, code)| code));
        self.groups += 1;
        if self.groups.is_multiple_of(GROUPS) {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let ends = [self.counts.len(), self.ones.len(), self.gaps.len(), self.codes.len()];
        let sizes = self.starts.iter().zip(ends).map(|(start, end)| (end - start) as u32);
        sizes.for_each(|size| put(&mut self.blocks, size));
        self.starts = ends;
    }

    fn piece(mut self) -> Piece {
        if !self.groups.is_multiple_of(GROUPS) {
            self.end_block();
        }
        let mut out = Vec::with_capacity(self.len() + self.blocks.len() + 20);
        for stream in [&self.blocks, &self.counts, &self.ones, &self.gaps] {
            put(&mut out, stream.len() as u32);
        }
        for stream in [&self.blocks, &self.counts, &self.ones, &self.gaps, &self.codes] {
            out.extend_from_slice(stream);
        }
        (self.groups, out)
    }
}

/// The records; `bare` ones hold nothing but the slug.
pub fn records(articles: &[Article<'_>], limit: usize, bare: bool) -> Vec<Piece> {
    cut(articles, limit, &mut |article, out| {
        let shown = |text| if bare { "" } else { text };
        put_str(out, article.slug);
        for text in [article.title, article.section, article.url, article.fragment] {
            put_str(out, shown(text));
        }
        // An article without a passage has an empty one.
        if article.passages.is_empty() {
            out.extend_from_slice(&[0; 3]);
        }
        for passage in &article.passages {
            put(out, if bare { 0 } else { passage.text.len() as u32 });
            put_str(out, shown(passage.heading));
            put_str(out, shown(passage.anchor));
        }
    })
}

/// The texts, `bare` ones all empty. Their lengths come first, so that an article's are found without its record.
pub fn texts(articles: &[Article<'_>], limit: usize, bare: bool) -> Vec<Piece> {
    if bare {
        return vec![(articles.len(), vec![0; articles.len()])];
    }
    let mut left = articles;
    let pieces = cut(articles, limit, &mut |article, out| {
        article.passages.iter().for_each(|passage| out.extend_from_slice(passage.text.as_bytes()));
    });
    let whole = pieces.into_iter().map(|(count, texts)| {
        let (here, rest) = left.split_at(count);
        left = rest;
        let mut bytes = Vec::with_capacity(texts.len() + 2 * count);
        for article in here {
            put(&mut bytes, article.passages.iter().map(|passage| passage.text.len() as u32).sum());
        }
        bytes.extend(texts);
        (count, bytes)
    });
    whole.collect()
}

/// Cuts after an article whose name says so, so that a change elsewhere does not move the cut: one in four may, from a
/// quarter of the limit on, and any from twice the limit on.
fn cut(
    articles: &[Article<'_>],
    limit: usize,
    write: &mut dyn FnMut(&Article<'_>, &mut Vec<u8>),
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut count, mut bytes) = (0, Vec::new());
    for article in articles {
        write(article, &mut bytes);
        count += 1;
        let may = checksum(article.slug.as_bytes()).is_multiple_of(4);
        if bytes.len() >= limit / 4 && may && limit < usize::MAX
            || bytes.len() >= limit.saturating_mul(2)
        {
            pieces.push((count, std::mem::take(&mut bytes)));
            count = 0;
        }
    }
    if count > 0 {
        pieces.push((count, bytes));
    }
    pieces
}
