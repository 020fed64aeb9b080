//! What was written comes back; the same articles give the same bytes.

use crate::corpus::{Random, bytes, index};
use search::{Article, ArticleRef, Index, Passage, PassageRef, write};

#[test]
fn documents_come_back() {
    let mut random = Random(3);
    for round in 0..60 {
        let texts: Vec<[String; 8]> = (0..random.below(70))
            .map(|_| std::array::from_fn(|i| random.text(if i == 7 { 400 } else { 30 })))
            .collect();
        let keywords: Vec<Vec<String>> = texts.iter().map(|text| vec![text[2].clone()]).collect();
        let articles: Vec<Article<'_>> = texts
            .iter()
            .zip(&keywords)
            .enumerate()
            .map(|(i, (text, keywords))| {
                let passage = Passage { heading: &text[5], anchor: &text[6], text: &text[7] };
                let passages = vec![passage; i % 4];
                Article {
                    slug: &text[0],
                    title: &text[1],
                    section: &text[2],
                    keywords,
                    url: &text[3],
                    fragment: &text[4],
                    passages,
                }
            })
            .collect();
        let locale = ["en", "de", "ja", "pt-BR"][round % 4];
        let index = Index::open(write(locale, &articles)).expect("opens");
        assert_eq!(
            (index.len() as usize, index.locale(), index.is_empty()),
            (articles.len(), locale, articles.is_empty())
        );
        for (id, article) in (0..).zip(&articles) {
            let Article { slug, title, section, url, fragment, .. } = *article;
            assert_eq!(index.article(id), Some(ArticleRef { slug, title, section, url, fragment }));
            assert_eq!(index.passages(id) as usize, article.passages.len().max(1));
            for (number, passage) in (0..).zip(&article.passages) {
                let Passage { heading, anchor, text } = *passage;
                assert_eq!(index.passage(id, number), Some(PassageRef { heading, anchor, text }));
            }
            assert_eq!(index.passage(id, index.passages(id)), None);
        }
        assert_eq!(index.article(index.len()), None);
    }
}

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

/// Changing these bytes changes what readers in other people's caches see: raise `VERSION` and then these numbers.
#[test]
fn golden_bytes() {
    let seen = ["en", "de", "ja"].map(|locale| (bytes(locale).len(), hash(&bytes(locale))));
    assert_eq!(search::VERSION, 1);
    assert_eq!(
        seen,
        [
            (4_140, 0x8f9e_bfd7_4697_5b34),
            (939, 0x9707_e85c_4091_75b0),
            (1_788, 0x9951_669c_517e_fa6a)
        ],
        "{seen:x?}"
    );
}
