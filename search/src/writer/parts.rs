//! The parts: postings, records, texts, cut where a file is large enough.

use super::collect::At;
use crate::bytes::{checksum, put, put_str};
use crate::format::{CLASSES, OF_PASSAGES, RECORD_STREAMS, anchor, class, code};
use crate::{Article, Passage};

/// A part: how many groups or articles it has, and its bytes.
type Piece = (usize, Vec<u8>);

/// The postings; `order` is how they name the articles, `kept` is false for groups that lose the postings of their
/// texts. Parts are about `limit` bytes.
pub fn postings(lists: &[Vec<At>], order: &[u32], kept: &[bool], limit: usize) -> Vec<Piece> {
    let mut places = vec![0; order.len()];
    (0..).zip(order).for_each(|(place, article)| places[*article as usize] = place);
    let mut pieces = Vec::new();
    let mut part = Postings::default();
    for (list, kept) in lists.iter().zip(kept) {
        let listed = list.iter().map(|at| {
            let level = if *kept { code::level(at.times) } else { 0 };
            (places[at.article as usize], at.fields | level)
        });
        let mut listed: Vec<(u32, u8)> = listed.filter(|(_, code)| *code != 0).collect();
        listed.sort_unstable();
        part.add(&listed);
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
    counts: Vec<u8>,
    gaps: [Vec<u8>; CLASSES],
    codes: [Vec<u8>; CLASSES],
}

impl Postings {
    fn streams(&self) -> impl Iterator<Item = &Vec<u8>> {
        std::iter::once(&self.counts).chain(&self.gaps).chain(&self.codes)
    }

    fn len(&self) -> usize {
        self.streams().map(Vec::len).sum()
    }

    fn add(&mut self, list: &[(u32, u8)]) {
        put(&mut self.counts, list.len() as u32);
        let class = class(list.len() as u32);
        let mut next = 0;
        for (place, code) in list {
            // From 1 on: see `format::NEW`.
            put(&mut self.gaps[class], place + 1 - next);
            self.codes[class].push(*code);
            next = place + 1;
        }
        self.groups += 1;
    }

    fn piece(self) -> Piece {
        (self.groups, self.streams().flatten().copied().collect())
    }
}

/// The records; `bare` ones hold nothing but the slug.
pub fn records(articles: &[Article<'_>], limit: usize, bare: bool) -> Vec<Piece> {
    let mut left = articles;
    let sized = cut(articles, limit, &mut |article, out| {
        record(article, bare, &mut |_, bytes| out.extend_from_slice(bytes));
    });
    let whole = sized.into_iter().map(|(count, bytes)| {
        let (here, rest) = left.split_at(count);
        left = rest;
        // What is alike stands together: titles beside titles, numbers beside numbers.
        let mut out = Vec::with_capacity(bytes.len());
        for wanted in 0..RECORD_STREAMS {
            for article in here {
                record(article, bare, &mut |stream, bytes| {
                    if stream == wanted {
                        out.extend_from_slice(bytes);
                    }
                });
            }
        }
        (count, out)
    });
    whole.collect()
}

/// Hands over an article's record: stream and bytes.
fn record(article: &Article<'_>, bare: bool, to: &mut dyn FnMut(usize, &[u8])) {
    let shown = |text| if bare { "" } else { text };
    let mut bytes = Vec::new();
    let mut write = |stream: usize, fill: &dyn Fn(&mut Vec<u8>)| {
        bytes.clear();
        fill(&mut bytes);
        to(stream, &bytes);
    };
    write(0, &|out| put_str(out, article.slug));
    let others = [article.title, article.section, article.url, article.fragment];
    for (stream, text) in (1..).zip(others) {
        write(stream, &|out| put_str(out, shown(text)));
    }
    // An article without a passage has an empty one.
    let empty = [Passage { heading: "", anchor: "", text: "" }];
    let passages = if article.passages.is_empty() { &empty[..] } else { &article.passages };
    for passage in passages {
        let (heading, own) = (shown(passage.heading), shown(passage.anchor));
        write(OF_PASSAGES, &|out| put(out, shown(passage.text).len() as u32));
        write(OF_PASSAGES + 1, &|out| put_str(out, heading));
        write(OF_PASSAGES + 2, &|out| {
            let told = anchor(heading) == own;
            put(out, if told { 0 } else { own.len() as u32 + 1 });
            out.extend_from_slice(if told { b"" } else { own.as_bytes() });
        });
    }
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
