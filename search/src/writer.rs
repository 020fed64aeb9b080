//! From articles to index bytes: the one place that lays out what [`crate::reader`] reads.

use crate::Article;
use crate::bytes::{checksum, part_name, put, put_str, size};
use crate::format::{
    BLOCK, BOOST_UNITS, CHECKED_FROM, HEADER, MAGIC, MASS_UNITS, NEW, PART_NAME, PartKind,
    SECTIONS, VERSION, mark, order,
};
use crate::token::{Kind, Lang};
use crate::weight::weight;
use collect::Collected;

mod collect;
mod language;
mod likeness;
mod parts;

/// What an index is made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// As in `site.toml` (`en`, `de-CH`); more than 12 bytes of it are not kept.
    pub locale: &'a str,
    /// In the order in which equally good ones are to stand.
    pub articles: &'a [Article<'a>],
    /// What the builder knows of the locale's language.
    pub language: Language<'a>,
    /// Other words for the same, one way each: what is typed, what is meant.
    pub synonyms: &'a [(String, String)],
    /// What is preferred on certain pages of the site: their path, in which `*` stands for anything, and slugs, or what
    /// slugs begin with up to a slash. The first rule that fits counts.
    pub pages: &'a [(String, Vec<String>)],
}

/// What the builder knows of a language and browsers need not: they get what it gave for this site's words.
#[derive(Clone, Copy)]
pub struct Language<'a> {
    /// The stem of a word, which comes in lower case and as it is written, with its accents.
    pub stem: &'a dyn Fn(&str) -> String,
    /// Words that carry a sentence rather than its subject, question words among them.
    pub stop: &'a [String],
    /// Whether words are written together (German, Dutch, Swedish), so that parts of them are looked for too.
    pub compounds: bool,
}

/// What goes into the head's file, and how large the files of the other parts are.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    /// Whether postings, records, texts are in the head's file.
    pub inside: [bool; 3],
    /// Bytes, before compression, that a part of postings, records, texts has, about.
    pub part: [usize; 3],
    /// Records hold slugs alone, texts are empty: for who keeps what is shown elsewhere.
    pub bare: bool,
}

impl Packing {
    /// A word's postings and a hit's record and text are a small fetch each: some 1 kB compressed. A question has seven
    /// words or so and eight hits, so larger parts make visitors fetch more; of smaller ones the directory grows.
    const SIZES: [usize; 3] = [1 << 10, 4 << 10, 4 << 10];

    /// Everything in one file: for a usual site.
    pub const ONE_FILE: Packing = Packing { inside: [true; 3], part: Self::SIZES, bare: false };
    /// All that ranks and names in one file, all texts in another: results stand on screen after a third of the bytes,
    /// and what was typed asks for nothing more than that one file.
    pub const TEXTS_LATER: Packing = Packing {
        inside: [true, true, false],
        part: [Self::SIZES[0], Self::SIZES[1], usize::MAX],
        bare: false,
    };
    /// All that ranks and names in one file, texts in others.
    pub const TEXTS_APART: Packing =
        Packing { inside: [true, true, false], part: Self::SIZES, bare: false };
    /// The dictionary in one file, all else in others: for a large site.
    pub const PARTS: Packing = Packing { inside: [false; 3], part: Self::SIZES, bare: false };
    /// All that ranks, and slugs, in one file: what engines that keep no texts call an index.
    pub const BARE: Packing = Packing { inside: [true; 3], part: Self::SIZES, bare: true };
}

/// An index as files.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The file that is opened.
    pub head: Vec<u8>,
    /// The other files: name (of the content, 12 hexadecimal digits) and bytes.
    pub parts: Vec<(String, Vec<u8>)>,
}

/// The index as one file: a pure function of its source. It is meant to be served compressed.
pub fn write(source: &Source<'_>) -> Vec<u8> {
    pack(source, Packing::ONE_FILE).head
}

/// The index as a head and parts: a pure function of its arguments. Memory is a few times that of the articles.
pub fn pack(source: &Source<'_>, packing: Packing) -> Packed {
    let lang = Lang::of(source.locale);
    let found = collect::collect(lang, source);
    if !packing.bare || source.articles.len() > likeness::MOST {
        return lay_out(source, lang, &found, packing);
    }
    // Documents that are told by their ids alone may stand in any order: the one that takes fewest bytes.
    let chain = likeness::chain(&found);
    let articles: Vec<_> =
        chain.iter().filter_map(|number| source.articles.get(*number as usize).cloned()).collect();
    let source = Source { articles: &articles, ..*source };
    lay_out(&source, lang, &collect::collect(lang, &source), packing)
}

fn lay_out(source: &Source<'_>, lang: Lang, found: &Collected, packing: Packing) -> Packed {
    let articles = source.articles;
    let mut sections: [Vec<u8>; SECTIONS] = Default::default();
    let [letters, groups, common, words, compounds, passages, numbers, directory] = &mut sections;
    dictionary(found, letters, groups);
    let kept = common_groups(found, articles.len(), common);
    language::write(lang, source, found, words);
    if source.language.compounds {
        language::compounds(found, compounds);
    }
    articles.iter().for_each(|article| put(passages, article.passages.len().max(1) as u32));
    let sizes = found.sizes();
    numbers.extend_from_slice(&sizes);
    numbers.extend(articles.iter().map(|article| title_mass(lang, article, articles.len(), found)));
    numbers.extend(articles.iter().map(|article| (article.boost * BOOST_UNITS) as u8));
    freshness(articles, numbers);

    // The texts stand first: brotli then finds the words of the dictionary in them, and not the other way round.
    let (mut texts, mut inside) = (Vec::new(), Vec::new());
    let mut parts = Vec::new();
    let mut lay = |kind: PartKind, pieces: Vec<(usize, Vec<u8>)>| {
        let within = packing.inside[kind as usize];
        put(directory, pieces.len() as u32 * 2 + u32::from(within));
        pieces.iter().for_each(|(count, _)| put(directory, *count as u32));
        for (_, bytes) in pieces {
            if within {
                put(directory, bytes.len() as u32);
                if kind == PartKind::Texts { &mut texts } else { &mut inside }.extend(bytes);
            } else {
                let name = part_name(&bytes);
                directory.extend_from_slice(&name.to_le_bytes()[..PART_NAME]);
                parts.push((format!("{name:0width$x}", width = 2 * PART_NAME), bytes));
            }
        }
    };
    let limit = |kind: PartKind| {
        if packing.inside[kind as usize] { usize::MAX } else { packing.part[kind as usize] }
    };
    let order = order(&sizes, packing.inside[PartKind::Postings as usize]);
    let most = limit(PartKind::Postings);
    lay(PartKind::Postings, parts::postings(&found.lists, &order, &kept, most));
    lay(PartKind::Records, parts::records(articles, limit(PartKind::Records), packing.bare));
    lay(PartKind::Texts, parts::texts(articles, limit(PartKind::Texts), packing.bare));

    let counts = [
        articles.len() as u32,
        articles.iter().map(|article| article.passages.len().max(1) as u32).sum(),
        found.terms.len() as u32,
        found.lists.len() as u32,
        average(found.lengths.iter().map(|&words| u64::from(words)).sum(), articles.len(), 1),
        average(found.occurrences(), found.lists.iter().map(Vec::len).sum(), 256),
    ];
    Packed { head: head(source.locale, counts, &texts, &sections, &inside), parts }
}

/// Sum by count in 1/`units`, rounded down, 1 or more.
fn average(sum: u64, count: usize, units: u64) -> u32 {
    (sum * units / (count as u64).max(1)).max(1) as u32
}

fn head(
    locale: &str,
    counts: [u32; 6],
    texts: &[u8],
    sections: &[Vec<u8>],
    inside: &[u8],
) -> Vec<u8> {
    let length = HEADER + texts.len() + sections.iter().map(Vec::len).sum::<usize>() + inside.len();
    let mut out = Vec::with_capacity(length);
    let word = |out: &mut Vec<u8>, n: u32| out.extend_from_slice(&n.to_le_bytes());
    out.extend_from_slice(&MAGIC);
    word(&mut out, VERSION);
    word(&mut out, length as u32);
    out.extend_from_slice(&[0; 8]);
    let mut name = [0; 12];
    let kept = locale.bytes().filter(u8::is_ascii_graphic).take(12);
    name.iter_mut().zip(kept).for_each(|(to, from)| *to = from);
    out.extend_from_slice(&name);
    counts.iter().for_each(|&count| word(&mut out, count));
    word(&mut out, texts.len() as u32);
    sections.iter().for_each(|section| word(&mut out, section.len() as u32));
    out.extend_from_slice(texts);
    sections.iter().for_each(|section| out.extend_from_slice(section));
    out.extend_from_slice(inside);
    let sum = checksum(&out[CHECKED_FROM..]);
    out[12..CHECKED_FROM].copy_from_slice(&sum.to_le_bytes());
    out
}

/// Writes the terms and their groups. The first term of a block is whole.
fn dictionary(found: &Collected, letters: &mut Vec<u8>, groups: &mut Vec<u8>) {
    let mut before = "";
    let mut fresh = 0;
    for (number, (term, group)) in found.terms.iter().enumerate() {
        let shared = if number % BLOCK == 0 {
            0
        } else {
            before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count()
        };
        // Whole characters are shared and own bytes are never mistaken for a mark.
        let shared = shared.min(47);
        letters.push(mark::pack(shared));
        letters.extend_from_slice(&term.as_bytes()[shared..]);
        put(groups, if *group == fresh { NEW } else { fresh - group + NEW });
        fresh += u32::from(*group == fresh);
        before = term;
    }
}

/// With fewer articles than this even the commonest words keep their postings.
const FEW: usize = 64;

/// Writes the groups that more than half of the articles have; true for each group that keeps its text postings.
fn common_groups(found: &Collected, articles: usize, out: &mut Vec<u8>) -> Vec<bool> {
    let mut next = 0;
    let mut kept = vec![true; found.lists.len()];
    for (group, list) in found.lists.iter().enumerate() {
        if articles >= FEW && list.len() * 2 > articles {
            put(out, group as u32 - next);
            put(out, list.len() as u32);
            put(out, average(list.iter().map(|at| u64::from(at.times)).sum(), list.len(), 16));
            next = group as u32 + 1;
            kept[group] = false;
        }
    }
    kept
}

/// Writes how new each article is, when any has a date: its date's place among all dates, spread over 1 to 255. A place
/// and not an age, so that the bytes do not depend on the day of the build.
fn freshness(articles: &[Article<'_>], out: &mut Vec<u8>) {
    let mut dates: Vec<u32> = articles.iter().map(|article| article.updated).collect();
    dates.sort_unstable();
    dates.dedup();
    dates.retain(|date| *date > 0);
    if dates.is_empty() {
        return;
    }
    let last = (dates.len() - 1).max(1);
    out.extend(articles.iter().map(|article| match dates.binary_search(&article.updated) {
        Ok(place) => (1 + place * 254 / last) as u8,
        Err(_) => 0,
    }));
}

/// The weight of the title's different words together, stop words left out, as its byte.
fn title_mass(lang: Lang, article: &Article<'_>, articles: usize, found: &Collected) -> u8 {
    let mut titled: Vec<u32> = Vec::new();
    crate::token::scan(lang, article.title, &mut |term, _, kind| {
        if kind != Kind::Joined && !found.stops.contains(term) {
            titled.extend(found.group(term));
        }
    });
    titled.sort_unstable();
    titled.dedup();
    let mass: f32 = titled
        .iter()
        .filter_map(|&group| found.lists.get(group as usize))
        .map(|list| weight(articles as u32, list.len() as u32, 1.0))
        .sum();
    size::pack((mass * MASS_UNITS) as u32)
}

/// Appends a list of strings with its count.
fn put_list<'a>(out: &mut Vec<u8>, list: impl ExactSizeIterator<Item = &'a str>) {
    put(out, list.len() as u32);
    list.for_each(|text| put_str(out, text));
}
