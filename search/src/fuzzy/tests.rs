//! The walk through the dictionary and what is near a word, against looking at every term.

use super::*;
use crate::{Article, Language, Passage, Source};

/// Xorshift64* (Vigna, *An experimental exploration of Marsaglia's xorshift generators*, 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }

    fn word(&mut self, letters: &[char], longest: usize) -> String {
        (0..=self.below(longest)).map(|_| letters[self.below(letters.len())]).collect()
    }
}

/// Few letters each, so that words are near each other; the last of them in several scripts.
const ALPHABETS: [&str; 5] = ["ab", "abcde", "аби", "abs9ж", "ab+аж猫𐐨"];

/// An index of random words and all its terms. Words of one dictionary in four share a long beginning.
fn dictionary(random: &mut Random, letters: &[char], words: usize) -> (Index, Vec<String>) {
    let longest = 1 + random.below(14);
    let start = if random.below(4) == 0 { "abbaabbabaababbabaababbaab" } else { "" };
    let word = |_| [start, &random.word(letters, longest)].concat();
    let text: Vec<String> = (0..words).map(word).collect();
    let text = text.join(" ");
    let article = Article {
        slug: "a",
        title: "",
        section: "",
        keywords: &[],
        url: "",
        fragment: "",
        boost: 1.0,
        updated: 0,
        passages: vec![Passage { heading: "", anchor: "", text: &text }],
    };
    let language = Language { stem: &str::to_owned, stop: &[], compounds: false };
    let source = Source { locale: "en", articles: &[article], language, synonyms: &[], pages: &[] };
    let index = Index::open(crate::write(&source)).expect("a good index");
    let mut terms = Vec::new();
    let mut cursor = index.walk();
    while cursor.step() {
        terms.push(String::from_utf8(cursor.term().to_vec()).expect("a term is text"));
    }
    assert!(terms.is_sorted_by(|a, b| a < b));
    assert!(text.split(' ').all(|word| !word.is_ascii()
        || word.contains('+')
        || terms.iter().any(|term| term == word)));
    (index, terms)
}

/// The distance by its definition, all of the table.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let change = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                    let least = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let swapped =
                        i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                    if swapped { least.min(table[i - 2][j - 2] + 1) } else { least }
                }
            };
        }
    }
    table[one.len()][other.len()]
}

#[test]
fn near_is_what_every_term_says() {
    let mut random = Random(7);
    let mut some = [0; 3];
    for round in 0..60 {
        let letters: Vec<char> = ALPHABETS[round % ALPHABETS.len()].chars().collect();
        let words = [3, 40, 400, 2_000][round % 4];
        let (index, terms) = dictionary(&mut random, &letters, words);
        for _ in 0..40 {
            let word = match random.below(3) {
                0 => random.word(&letters, 20),
                _ => [random.word(&letters, 1), terms[random.below(terms.len())].clone()].concat(),
            };
            let typed: Vec<char> = word.chars().collect();
            let most = 1 + random.below(2);
            let limit = if word.contains('9') { 0 } else { most.min(allowed(typed.len())) };
            let expected: Vec<(u32, String, usize)> = terms
                .iter()
                .filter(|term| !term.contains('9') && limit > 0)
                .filter(|term| !word.is_ascii() || term.as_bytes()[0].is_ascii())
                .filter(|term| word.is_ascii() || !term.as_bytes()[0].is_ascii())
                .map(|term| (term, distance(&typed, &term.chars().collect::<Vec<_>>())))
                .filter(|(_, distance)| *distance <= limit)
                .map(|(term, distance)| {
                    some[distance] += 1;
                    (index.group(term).expect("it is there"), term.clone(), distance)
                })
                .collect();
            let mut found = Vec::new();
            near(&index, &word, most, &mut |group, term, distance| {
                found.push((group, term.to_owned(), distance));
            });
            assert_eq!(found, expected, "{word} {most}");
        }
    }
    assert!(some.iter().all(|n| *n > 50), "{some:?}");
}

#[test]
fn seeking_is_looking_for_the_first_not_below() {
    let mut random = Random(3);
    for round in 0..40 {
        let letters: Vec<char> = ALPHABETS[round % ALPHABETS.len()].chars().collect();
        let (index, terms) = dictionary(&mut random, &letters, [1, 30, 200, 1_500][round % 4]);
        for _ in 0..40 {
            let mut cursor = index.walk();
            let mut at = None;
            for _ in 0..12 {
                let before: &[u8] = at.map_or(&[], |at: usize| terms[at].as_bytes());
                let from = at.map_or(0, |at| at + 1);
                let random_word = random.word(&letters, 20).into_bytes();
                let target = match random.below(2) {
                    0 => random_word,
                    _ => [before, random.word(&letters, 4).as_bytes()].concat(),
                };
                let (next, going) = if target.as_slice() <= before {
                    (from, cursor.step())
                } else {
                    (
                        terms.partition_point(|term| term.as_bytes() < target.as_slice()),
                        cursor.seek(&target),
                    )
                };
                assert_eq!(going, next < terms.len());
                if !going {
                    break;
                }
                let term = terms[next].as_bytes();
                assert_eq!(cursor.term(), term);
                // No more than it really shares, or the walk would believe in letters that are not there.
                assert!(before.starts_with(&term[..cursor.shared()]));
                if random.below(2) == 0 {
                    assert_eq!(Some(cursor.group()), index.group(&terms[next]));
                }
                at = Some(next);
            }
        }
    }
}

fn followed(typed: &str, term: &str, most: usize) -> Option<usize> {
    let typed: Vec<char> = typed.chars().collect();
    let mut walk = Walk::new(&typed, most);
    walk.follow(term.as_bytes(), 0).then(|| walk.distance()).flatten()
}

#[test]
fn distances() {
    let check = |typed, term, expected: usize| {
        assert_eq!(followed(typed, term, 2), (expected <= 2).then_some(expected), "{typed} {term}");
        assert_eq!(followed(term, typed, 2), (expected <= 2).then_some(expected), "{term} {typed}");
    };
    check("password", "password", 0);
    check("lassword", "password", 1);
    check("pasword", "password", 1);
    check("passwword", "password", 1);
    check("psasword", "password", 1);
    check("passwrod", "password", 1);
    check("passwodr", "password", 1);
    check("psaswrod", "password", 2);
    check("paswrod", "password", 2);
    check("pswrod", "password", 3);
    check("bord", "board", 1);
    check("größe", "große", 1);
    check("пароль", "прроль", 1);
    check("abc", "", 3);
}

#[test]
fn edits_grow_with_the_word() {
    assert_eq!([3, 4, 7, 8, 32, 33].map(allowed), [0, 1, 1, 2, 2, 0]);
}
