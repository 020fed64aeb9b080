//! An index in several files: what is asked for, what is refused, and that nothing depends on how it was packed.

use crate::builder::Site;
use crate::corpus::Random;
use search::{Answer, Asked, Index, OpenError, Packed, Packing};

const SMALL: usize = 700;

const PARTS: Packing = Packing { part: [SMALL; 3], ..Packing::PARTS };
const TEXTS_APART: Packing = Packing { part: [SMALL; 3], ..Packing::TEXTS_APART };

const QUERIES: [&str; 9] = [
    "word3 word17",
    "how do i word5",
    "\"word1 word2\"",
    "gagdet",
    "wor",
    "article 7",
    "gadget",
    "word40word41",
    "nothing of this",
];

/// Sixty articles of made-up words; `changed` is one that has these words before its text.
fn site(changed: Option<(usize, &str)>) -> Site {
    let mut site = Site::new("en");
    for n in 0..60 {
        let mut random = Random(n as u64 + 1);
        let words: Vec<String> = (0..60)
            .map(|_| {
                ["alpha", "beta", "gamma"][random.below(3)].to_owned() + &letters(random.below(50))
            })
            .collect();
        let other = changed.filter(|(which, _)| *which == n).map_or("", |(_, words)| words);
        let text = format!("|{other}The gadget. {}", words.join(" "));
        let second = format!("Part {n}#p|word{n} word{} and word{}.", (n + 1) % 60, (n + 2) % 60);
        site = site.article(&format!("s/a{n}"), &format!("Article {n}"), "", &[text, second]);
    }
    site
}

/// A number in letters, so that words have no digits.
fn letters(n: usize) -> String {
    [n / 26, n % 26].map(|n| char::from(b'a' + n as u8)).iter().collect()
}

fn ask(index: &Index, text: &str) -> Answer {
    index.ask(&Asked { text, k: 10, prefer: &[(3, 1.2)], ..Asked::default() })
}

fn open(packed: &Packed) -> Index {
    Index::open(packed.head.clone()).expect("what was written opens")
}

fn file<'a>(packed: &'a Packed, name: &str) -> &'a [u8] {
    let found = packed.parts.iter().find(|part| part.0 == name);
    found.map(|part| part.1.as_slice()).expect("only parts of the index are missed")
}

/// The first hits as they are shown.
fn shown(answer: &Answer, most: usize) -> String {
    let hits: Vec<_> = answer.hits.iter().take(most).collect();
    format!("{hits:?} {} {:?}", answer.share, answer.sentence)
}

fn ranked(answer: &Answer) -> Vec<(u32, f32, &str)> {
    answer.hits.iter().map(|hit| (hit.article, hit.score, hit.title.text.as_str())).collect()
}

/// All that is seen of an answer, but for the texts of later hits: those that are elsewhere are not asked for.
fn seen(answer: &Answer) -> String {
    let mut hits = answer.hits.clone();
    for hit in hits.iter_mut().skip(3) {
        (hit.passage, hit.snippet) = (0, search::Snippet::default());
    }
    format!("{hits:?} {:?} {} {:?}", answer.corrected, answer.share, answer.sentence)
}

#[test]
fn what_is_missing_is_asked_for_and_then_answers_are_the_same() {
    for packing in [PARTS, TEXTS_APART, Packing::PARTS] {
        let site = site(None);
        let (whole, packed) = (site.index(), site.pack(packing));
        assert!(packed.parts.len() > 2, "{packing:?}: {}", packed.parts.len());
        for query in QUERIES {
            let mut index = open(&packed);
            let mut rounds = 0;
            // Postings first, then what is shown of the hits.
            let answer = loop {
                let answer = ask(&index, query);
                if answer.missing.is_empty() {
                    break answer;
                }
                rounds += 1;
                assert!(rounds <= 5, "{query}: still asks for {:?}", answer.missing);
                for name in &answer.missing {
                    index.supply(name, file(&packed, name).to_vec()).expect("a good part");
                }
            };
            // Of hits after the third only the titles are asked for. Whether those have a phrase, nobody knows.
            let (got, wanted) = (shown(&answer, 3), shown(&ask(&whole, query), 3));
            assert_eq!(got, wanted, "{query}");
            if !query.contains('"') {
                assert_eq!(ranked(&answer), ranked(&ask(&whole, query)), "{query}");
            }
        }
        let mut index = open(&packed);
        for (name, bytes) in packed.parts.iter().rev() {
            index.supply(name, bytes.clone()).expect("a good part");
        }
        for query in QUERIES {
            assert_eq!(seen(&ask(&index, query)), seen(&ask(&whole, query)), "{query}");
            assert_eq!(index.complete(query, 5), whole.complete(query, 5));
            assert_eq!(index.explain(query, 7), whole.explain(query, 7));
        }
        for article in 0..whole.len() {
            assert_eq!(index.article(article), whole.article(article));
            assert_eq!(index.passage(article, 1), whole.passage(article, 1));
        }
    }
}

#[test]
fn few_parts_are_needed_for_one_question() {
    let packed = site(None).pack(PARTS);
    let mut index = open(&packed);
    let mut needed = 0;
    loop {
        let missing = index.ask(&Asked { text: "word3", k: 1, ..Asked::default() }).missing;
        if missing.is_empty() {
            break;
        }
        needed += missing.len();
        for name in missing {
            index.supply(&name, file(&packed, &name).to_vec()).expect("a good part");
        }
    }
    assert!(needed <= 6 && needed * 4 < packed.parts.len(), "{needed} of {}", packed.parts.len());
}

#[test]
fn other_bytes_are_refused_and_the_index_still_answers() {
    let packed = site(None).pack(PARTS);
    let mut index = open(&packed);
    let missing = ask(&index, "word3").missing;
    assert!(!missing.is_empty());
    for name in &missing {
        let good = file(&packed, name);
        let mut flipped = good.to_vec();
        flipped[good.len() / 2] ^= 1;
        let foreign =
            packed.parts.iter().find(|part| part.0 != *name && part.1.len() >= good.len());
        let foreign = foreign.map_or_else(|| vec![7; good.len() + 1], |part| part.1.clone());
        let mut check = |bytes: Vec<u8>, expected| {
            let before = seen(&ask(&index, "word3"));
            assert_eq!(index.supply(name, bytes), Err(expected), "{name}");
            assert_eq!(seen(&ask(&index, "word3")), before, "{name}");
        };
        check(Vec::new(), OpenError::Damaged);
        check(good[..good.len() - 1].to_vec(), OpenError::Damaged);
        check(flipped, OpenError::Damaged);
        check([good, b"\0"].concat(), OpenError::Damaged);
        check(foreign, OpenError::Damaged);
        assert_eq!(index.supply(name, good.to_vec()), Ok(()));
        // What is there already is not looked at again; names that nobody gave out are not either.
        assert_eq!(index.supply(name, b"<!doctype html>".to_vec()), Ok(()));
        assert_eq!(index.supply("../../etc", vec![1]), Ok(()));
    }
    assert!(!ask(&index, "word3").hits.is_empty());
}

#[test]
fn a_changed_article_changes_few_parts() {
    let records_apart = Packing { inside: [true, false, true], part: [SMALL / 4; 3], ..PARTS };
    let check = |packing: Packing, changed: usize, words: &str, most: usize| {
        let (before, after) =
            (site(None).pack(packing).parts, site(Some((changed, words))).pack(packing).parts);
        let new = after.iter().filter(|part| !before.contains(part)).count();
        assert!(1 <= new && new <= most, "{changed}: {new} of {} are new", after.len());
        assert!(after.len() > 8, "{changed}: only {} parts", after.len());
    };
    for changed in [0, 17, 59] {
        check(TEXTS_APART, changed, "Rewritten entirely. ", 2);
        check(records_apart, changed, "Rewritten entirely. ", 2);
        // One that becomes ten times as long: its record, its texts, and the postings of the word that it has more of.
        check(PARTS, changed, &"Gadget. ".repeat(600), 4);
    }
}

#[test]
fn parts_that_are_alike_are_one_file() {
    let page = |site: Site, slug: &str| site.page(slug, "Printer setup", "Set up the printer.");
    let site = page(page(page(Site::new("en"), "a"), "b"), "c");
    let packed = site.pack(Packing { part: [0; 3], ..Packing::PARTS });
    let mut index = open(&packed);
    for _ in 0..3 {
        for name in ask(&index, "printer").missing {
            index.supply(&name, file(&packed, &name).to_vec()).expect("a good part");
        }
    }
    let answer = ask(&index, "printer");
    assert_eq!(seen(&answer), seen(&ask(&site.index(), "printer")));
    assert!(answer.missing.is_empty(), "{:?}", answer.missing);
}

#[test]
fn names_are_of_the_content() {
    let packed = site(None).pack(PARTS);
    assert_eq!(packed.parts, site(None).pack(PARTS).parts);
    for (name, bytes) in &packed.parts {
        assert!(name.len() == 12 && name.bytes().all(|b| b.is_ascii_hexdigit()), "{name}");
        assert!(!bytes.is_empty());
    }
}
