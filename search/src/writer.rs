//! From articles to index bytes: the one place that lays out what [`crate::reader`] reads.

use crate::Article;
use crate::format::{
    self, BLOCK, CHECKED_FROM, HEADER, MAGIC, MASS_UNITS, SECTIONS, VERSION, code, put, put_str,
    size,
};
use crate::stop;
use crate::token::{self, Kind, Lang};
use std::collections::{BTreeMap, BTreeSet};

/// Index bytes of one locale's articles: a pure function of its arguments.
///
/// `locale` is as in `site.toml` (`en`, `de-CH`); more than 12 bytes of it are not kept. Memory is a few times that of
/// the articles. The result is meant to be served compressed.
pub fn write(locale: &str, articles: &[Article<'_>]) -> Vec<u8> {
    let lang = Lang::of(locale);
    let terms = collect(lang, articles);
    let mut sections: [Vec<u8>; SECTIONS] = Default::default();
    let [blocks, shapes, letters, counts, gaps, codes, records] = &mut sections;
    dictionary(&terms, [blocks, shapes, letters, counts, gaps, codes]);
    let mut text = Vec::new();
    for article in articles {
        record(lang, article, title_mass(lang, article, articles.len(), &terms), records);
        // An article without a passage has an empty one, so that its title has a place to be found at.
        if article.passages.is_empty() {
            records.extend_from_slice(&[0; 4]);
        }
        for passage in &article.passages {
            text.extend_from_slice(passage.text.as_bytes());
        }
    }
    let passages = articles.iter().map(|article| article.passages.len().max(1)).sum::<usize>();

    let mut out =
        Vec::with_capacity(HEADER + sections.iter().map(Vec::len).sum::<usize>() + text.len());
    let word = |out: &mut Vec<u8>, n: usize| out.extend_from_slice(&(n as u32).to_le_bytes());
    out.extend_from_slice(&MAGIC);
    word(&mut out, VERSION as usize);
    word(&mut out, HEADER + sections.iter().map(Vec::len).sum::<usize>() + text.len());
    out.extend_from_slice(&[0; 8]);
    let mut name = [0; 12];
    let kept = locale.bytes().filter(u8::is_ascii_graphic).take(12);
    name.iter_mut().zip(kept).for_each(|(to, from)| *to = from);
    out.extend_from_slice(&name);
    word(&mut out, articles.len());
    word(&mut out, passages);
    word(&mut out, terms.len());
    for section in &sections {
        word(&mut out, section.len());
    }
    for section in &sections {
        out.extend_from_slice(section);
    }
    out.extend_from_slice(&text);
    let sum = format::checksum(&out[CHECKED_FROM..]);
    out[12..CHECKED_FROM].copy_from_slice(&sum.to_le_bytes());
    out
}

/// Where a term stands in one passage.
#[derive(Default, Clone, Copy)]
struct Found {
    article: u32,
    in_text: u32,
    fields: u8,
}

/// Term → passage (numbered through all articles) → where in it.
type Terms = BTreeMap<String, BTreeMap<u32, Found>>;

fn collect(lang: Lang, articles: &[Article<'_>]) -> Terms {
    let mut terms = Terms::new();
    let mut add = |passage: u32, article: usize, text: &str, field: u8| {
        token::scan(lang, text, &mut |term, _, _| {
            // Words that queries drop are a fifth of all postings (measured on `arduino`): in texts nobody misses them. Hiragana may be all
            // that a Japanese query has.
            if field == 0 && lang != Lang::Ja && stop::is_stop(lang, term) {
                return;
            }
            if !terms.contains_key(term) {
                terms.insert(term.to_owned(), BTreeMap::new());
            }
            let Some(found) =
                terms.get_mut(term).map(|passages| passages.entry(passage).or_default())
            else {
                return;
            };
            found.article = article as u32;
            found.fields |= field;
            found.in_text += u32::from(field == 0);
        });
    };
    let mut first = 0;
    for (id, article) in articles.iter().enumerate() {
        add(first, id, article.title, code::TITLE);
        article.keywords.iter().for_each(|keyword| add(first, id, keyword, code::KEYWORD));
        for (passage, number) in article.passages.iter().zip(first..) {
            add(number, id, passage.heading, code::HEADING);
            add(number, id, passage.text, 0);
        }
        first += article.passages.len().max(1) as u32;
    }
    terms
}

/// Writes the dictionary and the postings, block by block.
fn dictionary(terms: &Terms, [blocks, shapes, letters, counts, gaps, codes]: [&mut Vec<u8>; 6]) {
    let mut before = "";
    let mut starts = [0; 4];
    for (number, (term, passages)) in terms.iter().enumerate() {
        let shared = if number % BLOCK == 0 {
            0
        } else {
            before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count()
        };
        shapes.extend_from_slice(&[shared as u8, (term.len() - shared) as u8]);
        letters.extend_from_slice(&term.as_bytes()[shared..]);
        put(counts, passages.len() as u32);
        let mut next = 0;
        for (&passage, found) in passages {
            put(gaps, passage + 1 - next);
            codes.push(code::level(found.in_text) | found.fields);
            next = passage + 1;
        }
        before = term;
        if number % BLOCK == BLOCK - 1 || number + 1 == terms.len() {
            let ends = [letters.len(), counts.len(), gaps.len(), codes.len()];
            starts.iter().zip(ends).for_each(|(start, end)| put(blocks, (end - start) as u32));
            starts = ends;
        }
    }
}

/// Writes an article's record.
fn record(lang: Lang, article: &Article<'_>, mass: u8, out: &mut Vec<u8>) {
    put(out, article.passages.len().max(1) as u32);
    out.push(mass);
    for text in [article.slug, article.title, article.section, article.url, article.fragment] {
        put_str(out, text);
    }
    for passage in &article.passages {
        out.push(size::pack(words(lang, passage.text)));
        put(out, passage.text.len() as u32);
        put_str(out, passage.heading);
        put_str(out, passage.anchor);
    }
}

/// How many words a text has; joined forms of hyphenated words repeat what was counted.
fn words(lang: Lang, text: &str) -> u32 {
    let mut n = 0;
    token::scan(lang, text, &mut |_, _, kind| n += u32::from(kind != Kind::Joined));
    n
}

/// The idf of the title's different words together, stop words left out, as its byte.
fn title_mass(lang: Lang, article: &Article<'_>, articles: usize, terms: &Terms) -> u8 {
    let mut titled = BTreeSet::new();
    token::scan(lang, article.title, &mut |term, _, kind| {
        if kind != Kind::Joined && !stop::is_stop(lang, term) {
            titled.insert(term.to_owned());
        }
    });
    let mass: f32 = titled
        .iter()
        .filter_map(|term| terms.get(term))
        .map(|passages| {
            let mut found = 0;
            let mut last = u32::MAX;
            for at in passages.values() {
                found += u32::from(at.article != last);
                last = at.article;
            }
            format::idf(articles as u32, found)
        })
        .sum();
    size::pack((mass * MASS_UNITS) as u32)
}
