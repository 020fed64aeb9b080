//! What was written comes back; the same articles give the same bytes.

use std::collections::BTreeMap;

use crate::corpus::{bytes, index, site};
use search::{Index, Packing, Ranking};

#[test]
fn every_word_of_a_text_is_found() {
    let index = index("en");
    for id in 0..index.len() {
        for number in 0..index.passages(id) {
            let text = index.passage(id, number).expect("a passage").text;
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 6) {
                assert!(
                    index.query(&format!("{word} "), 100).iter().any(|hit| hit.article == id),
                    "{word}"
                );
            }
        }
    }
}

#[test]
fn slugs_are_found() {
    let index = index("en");
    assert_eq!(index.find("account/reset-password"), Some(0));
    assert_eq!(index.find("shop/about"), Some(9));
    assert_eq!(index.find("shop"), None);
    let [first, last] = [0, 9].map(|id| index.article(id).unwrap().url);
    assert_eq!(
        index.at(&[last, "/help/en/nowhere/", first, last]),
        [Some(9), None, Some(0), Some(9)]
    );
    assert_eq!(index.at(&[]), []);
}

#[test]
fn equal_articles_give_equal_bytes() {
    for locale in ["en", "de", "ja"] {
        assert_eq!(bytes(locale), bytes(locale));
    }
}

/// FNV-1a, 64 bits: independent of the format's own checksum.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// Bytes and [`hash`] of the little help centers in English, German and Japanese. Changing them changes what readers in
/// other people's caches see: raise `VERSION` and then these numbers.
const GOLDEN: [(usize, u64); 3] = [
    (4_616, 0xfcf0_0509_e62b_dc83),
    (1_165, 0x86d8_875c_9b92_b131),
    (1_792, 0xcc71_4c69_6ac5_dcbc),
];

#[test]
fn golden_bytes() {
    let seen = ["en", "de", "ja"].map(|locale| (bytes(locale).len(), hash(&bytes(locale))));
    assert_eq!((search::VERSION, seen), (4, GOLDEN), "{seen:#x?}");
}

#[test]
fn documents_told_by_ids_alone_are_found_as_before() {
    let site = site("en");
    let bare = Index::open(site.pack(Packing::BARE).head).expect("what was written opens");
    let whole = site.index();
    let slugs = |index: &Index| -> Vec<String> {
        (0..index.len()).map(|id| index.article(id).expect("an article").slug.to_owned()).collect()
    };
    // They stand beside those like them, and not as they came; none is lost or doubled.
    let [mut seen, mut expected] = [&bare, &whole].map(slugs);
    assert_ne!(seen, expected);
    seen.sort_unstable();
    expected.sort_unstable();
    assert_eq!(seen, expected);

    let ranked = |index: &Index, question: &str| -> BTreeMap<String, u32> {
        let slugs = slugs(index);
        let ranked = index.rank(question, 100, &Ranking::DEFAULT);
        ranked.iter().map(|(id, score)| (slugs[*id as usize].clone(), score.to_bits())).collect()
    };
    for question in ["how do i close the account", "card", "get yuor money back"] {
        assert!(!ranked(&bare, question).is_empty(), "{question}");
        assert_eq!(ranked(&bare, question), ranked(&whole, question), "{question}");
    }
}
