//! What browsers need of a language: the little that this site's words do not already tell.

use super::collect::Collected;
use super::{Source, put_list};
use crate::bytes::{put, put_str};
use crate::token::{self, Lang};
use std::collections::BTreeMap;

/// Pairs of endings that are kept. English has some forty in use; the rest are chance.
const MOST_ENDINGS: usize = 96;

/// An ending, or a pair of them, counts when so many words show it.
const ENDING_SEEN: u32 = 3;

/// Endings that are tried on each word, and words that are tried: the stemmer is asked for each pair of these.
const MOST_PROBED: usize = 48;
const MOST_WORDS: usize = 4_000;

/// Longest ending in bytes.
const LONGEST_ENDING: usize = 6;

/// Fewest bytes before an ending.
pub const SHORTEST_ROOT: usize = 3;

/// Writes stop words, endings and synonyms.
pub fn write(lang: Lang, source: &Source<'_>, found: &Collected, out: &mut Vec<u8>) {
    put_list(out, found.stops.iter().map(String::as_str).collect::<Vec<_>>().into_iter());
    let endings = endings(lang, source, found);
    put_list(out, endings.iter().map(|pair| pair.0.as_str()));
    put_list(out, endings.iter().map(|pair| pair.1.as_str()));
    let fold = |text: &str| {
        let mut words = Vec::new();
        token::scan(lang, text, &mut |term, _, kind| {
            if kind != token::Kind::Joined {
                words.push(term.to_owned());
            }
        });
        words.join(" ")
    };
    let synonyms: Vec<(String, String)> = source
        .synonyms
        .iter()
        .map(|(typed, meant)| (fold(typed), fold(meant)))
        .filter(|(typed, meant)| !typed.is_empty() && !meant.is_empty())
        .collect();
    put_list(out, synonyms.iter().map(|pair| pair.0.as_str()));
    put_list(out, synonyms.iter().map(|pair| pair.1.as_str()));
    pages(source, out);
}

/// Writes the rules of pages, with the numbers of the articles that each prefers.
fn pages(source: &Source<'_>, out: &mut Vec<u8>) {
    put(out, source.pages.len() as u32);
    for (path, names) in source.pages {
        let meant = |slug: &str| {
            names.iter().any(|name| slug == name || name.ends_with('/') && slug.starts_with(name))
        };
        let articles = source.articles.iter().zip(0..);
        let numbers: Vec<u32> =
            articles.filter(|(article, _)| meant(article.slug)).map(|(_, n)| n).collect();
        put_str(out, path);
        put(out, numbers.len() as u32);
        let mut next = 0;
        for number in numbers {
            put(out, number - next);
            next = number + 1;
        }
    }
}

/// Which endings stand in each other's place, most frequent first: with them a browser finds the group of a form that no
/// article has, without a stemmer.
///
/// The endings are those of this site's words; which of them go together is asked of the stemmer: for each word, with
/// which of the endings would it have the same stem.
fn endings(lang: Lang, source: &Source<'_>, found: &Collected) -> Vec<(String, String)> {
    let stem = |word: &str| {
        let mut folded = String::new();
        (source.language.stem)(word).chars().for_each(|c| token::fold(lang, c, &mut folded));
        folded
    };
    let words: Vec<(&str, String)> = found
        .terms
        .iter()
        .map(|(term, _)| term.as_str())
        .filter(|term| term.chars().all(char::is_alphabetic) && !found.stops.contains(*term))
        .map(|term| (term, stem(term)))
        .filter(|(term, stem)| {
            stem.len() >= SHORTEST_ROOT && term.len() - shared(term, stem) <= LONGEST_ENDING
        })
        .collect();
    let mut all: BTreeMap<&str, u32> = BTreeMap::new();
    for (term, stem) in &words {
        *all.entry(&term[shared(term, stem)..]).or_default() += 1;
    }
    let mut all: Vec<_> = all.into_iter().filter(|(_, count)| *count >= ENDING_SEEN).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.truncate(MOST_PROBED);
    let mut seen: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let step = words.len().div_ceil(MOST_WORDS).max(1);
    for (term, own) in words.iter().step_by(step) {
        let (root, meant) = term.split_at(shared(term, own));
        for (typed, _) in all.iter().filter(|(typed, _)| *typed != meant) {
            if stem(&format!("{root}{typed}")) == *own {
                *seen.entry((typed, meant)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<_> = seen.into_iter().filter(|(_, count)| *count >= ENDING_SEEN).collect();
    pairs.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    pairs.truncate(MOST_ENDINGS);
    pairs.into_iter().map(|((typed, meant), _)| (typed.to_owned(), meant.to_owned())).collect()
}

/// Bytes that two words have in common at the beginning.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Fewest letters of a part of a compound.
const SHORTEST_PART: usize = 4;

/// What may stand between the parts of a compound in German, Dutch and the Nordic languages.
const LINKS: [&str; 6] = ["", "s", "es", "n", "en", "e"];

/// Writes which words are made of two others of this site.
pub fn compounds(found: &Collected, out: &mut Vec<u8>) {
    let mut list = Vec::new();
    for (term, group) in &found.terms {
        if let Some([first, second]) = parts(found, term).filter(|parts| !parts.contains(group)) {
            list.push([*group, first, second]);
        }
    }
    list.sort_unstable();
    list.dedup();
    put(out, list.len() as u32);
    list.iter().flatten().for_each(|&group| put(out, group));
}

/// The two words that a term is made of, the second as long as can be.
fn parts(found: &Collected, term: &str) -> Option<[u32; 2]> {
    if term.chars().count() < 2 * SHORTEST_PART || !term.chars().all(char::is_alphabetic) {
        return None;
    }
    let known = |word: &str| {
        let long = word.chars().count() >= SHORTEST_PART && !found.stops.contains(word);
        found.group(word).filter(|_| long)
    };
    term.char_indices().map(|(at, _)| at).skip(SHORTEST_PART).find_map(|at| {
        let (first, second) = term.split_at(at);
        let second = known(second)?;
        let stripped = LINKS.iter().filter_map(|link| first.strip_suffix(link));
        stripped.filter_map(known).next().map(|first| [first, second])
    })
}
