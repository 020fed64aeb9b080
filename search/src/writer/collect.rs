//! Which words stand where: the first pass over the articles.

use super::Source;
use crate::bytes::size;
use crate::format::{SHORTEST_SPLIT, code};
use crate::token::{self, Kind, Lang};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where a group stands in one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Number of the article.
    pub article: u32,
    /// Occurrences in its texts.
    pub times: u32,
    /// Bits of [`code`] other than the level.
    pub fields: u8,
}

/// All words of a source.
pub struct Collected {
    /// Terms in ascending order with their groups, which are numbered in this order.
    pub terms: Vec<(String, u32)>,
    /// Per group where it stands, by article.
    pub lists: Vec<Vec<At>>,
    /// Words of each article's texts.
    pub lengths: Vec<u32>,
    /// Stop words, folded.
    pub stops: BTreeSet<String>,
}

impl Collected {
    /// The group of a term.
    pub fn group(&self, term: &str) -> Option<u32> {
        let at = self.terms.binary_search_by(|(other, _)| other.as_str().cmp(term)).ok()?;
        self.terms.get(at).map(|(_, group)| *group)
    }

    /// The [`size`] of each article's texts, in words.
    pub fn sizes(&self) -> Vec<u8> {
        self.lengths.iter().map(|&words| size::pack(words)).collect()
    }

    /// Occurrences of all words in all texts.
    pub fn occurrences(&self) -> u64 {
        self.lists.iter().flatten().map(|at| u64::from(at.times)).sum()
    }
}

/// A word while it is collected.
struct Word {
    /// As first written, in lower case; empty for what has no stem.
    written: String,
    /// Whether it stands somewhere as it is, and not only in parts (`wifi` beside `wi-fi`).
    plain: bool,
    /// Whether a query that has it in one word is split into its parts.
    split: bool,
    places: Vec<At>,
}

/// Longest joined form in bytes that is kept for a single article. Longer ones (`usb-serial-adapter`) are nothing that
/// anybody types in one word.
const LONGEST_LONE_JOINED: usize = 6;

/// Reads all articles.
pub fn collect(lang: Lang, source: &Source<'_>) -> Collected {
    let mut words: HashMap<String, Word> = HashMap::new();
    let mut lengths = Vec::with_capacity(source.articles.len());
    for (number, article) in source.articles.iter().enumerate() {
        let mut length = 0;
        let mut add = |text: &str, field: u8| {
            token::scan(lang, text, &mut |term, range, kind| {
                length += u32::from(field == 0 && kind != Kind::Joined);
                if !words.contains_key(term) {
                    words.insert(term.to_owned(), Word::new(&text[range], term, kind));
                }
                if let Some(word) = words.get_mut(term) {
                    word.found(number as u32, field, kind);
                }
            });
        };
        add(article.title, code::TITLE);
        article.keywords.iter().for_each(|keyword| add(keyword, code::KEYWORD));
        for passage in &article.passages {
            add(passage.heading, code::HEADING);
            add(passage.text, 0);
        }
        lengths.push(length);
    }
    words.retain(|term, word| word.kept(term));
    let mut stops = BTreeSet::new();
    for stop in source.language.stop {
        token::scan(lang, stop, &mut |term, _, _| {
            stops.insert(term.to_owned());
        });
    }
    let (terms, lists) = conflate(lang, source.language.stem, words, &stops);
    Collected { terms, lists, lengths, stops }
}

impl Word {
    fn new(written: &str, term: &str, kind: Kind) -> Word {
        let stems = kind == Kind::Word && term.chars().all(char::is_alphabetic);
        let split = kind == Kind::Joined && is_split(written);
        let written = if stems { written.to_lowercase() } else { String::new() };
        Word { written, plain: false, split, places: Vec::new() }
    }

    /// Whether it is worth its place in the dictionary.
    fn kept(&self, term: &str) -> bool {
        self.plain || self.places.len() > 1 || !self.split && term.len() <= LONGEST_LONE_JOINED
    }

    fn found(&mut self, article: u32, field: u8, kind: Kind) {
        self.plain |= kind != Kind::Joined;
        if self.places.last().is_none_or(|last| last.article != article) {
            self.places.push(At { article, times: 0, fields: 0 });
        }
        if let Some(here) = self.places.last_mut() {
            here.fields |= field;
            here.times += u32::from(field == 0);
        }
    }
}

/// Whether a hyphenated word is one of two parts that a query takes it for when typed without the hyphen (`log-files`).
fn is_split(written: &str) -> bool {
    let long = |part: &str| {
        part.chars().count() >= SHORTEST_SPLIT && part.chars().all(char::is_alphabetic)
    };
    let mut parts = written.split(|c: char| !c.is_alphanumeric());
    parts.by_ref().take(2).filter(|part| long(part)).count() == 2 && parts.next().is_none()
}

/// Puts words with one stem into one group. Stop words and what has no stem are groups of their own.
fn conflate(
    lang: Lang,
    stem: &dyn Fn(&str) -> String,
    words: HashMap<String, Word>,
    stops: &BTreeSet<String>,
) -> (Vec<(String, u32)>, Vec<Vec<At>>) {
    let words: BTreeMap<String, Word> = words.into_iter().collect();
    let mut groups: HashMap<String, u32> = HashMap::new();
    let mut terms = Vec::with_capacity(words.len());
    let mut lists: Vec<Vec<At>> = Vec::new();
    for (term, word) in words {
        let mut key = String::new();
        if !word.written.is_empty() && !stops.contains(&term) {
            stem(&word.written).chars().for_each(|c| token::fold(lang, c, &mut key));
        }
        if key.is_empty() {
            // No stem has a capital.
            key = format!("A{term}");
        }
        let fresh = lists.len() as u32;
        let group = *groups.entry(key).or_insert(fresh);
        if group == fresh {
            lists.push(Vec::new());
        }
        if let Some(list) = lists.get_mut(group as usize) {
            list.extend(word.places);
        }
        terms.push((term, group));
    }
    lists.iter_mut().for_each(merge);
    (terms, lists)
}

/// Makes one place of those in the same article.
fn merge(list: &mut Vec<At>) {
    list.sort_unstable_by_key(|at| at.article);
    list.dedup_by(|next, kept| {
        let same = next.article == kept.article;
        if same {
            kept.times += next.times;
            kept.fields |= next.fields;
        }
        same
    });
    list.shrink_to_fit();
}
