//! What holds of any text and any articles.

use crate::builder::with_language;
use crate::corpus::{Random, index};
use search::{Article, ArticleRef, Asked, Index, Packing, Passage, Ranking, Source};
use std::time::{Duration, Instant};

/// How long one question may take at worst, unoptimised and on a busy machine; usual ones take well under 1 ms.
const PATIENCE: Duration = Duration::from_secs(2);

const SMALL: usize = 500;

/// One of each kind of packing.
const PACKINGS: [Packing; 6] = [
    Packing::ONE_FILE,
    Packing { part: [SMALL; 3], ..Packing::TEXTS_APART },
    Packing { part: [SMALL; 3], ..Packing::PARTS },
    Packing { part: [0; 3], ..Packing::PARTS },
    Packing { part: [usize::MAX; 3], ..Packing::PARTS },
    Packing { inside: [false, true, true], part: [SMALL; 3], bare: false },
];

/// Any characters at all: from every plane, and often from the same script in a row.
fn any_text(random: &mut Random, most: usize) -> String {
    const SCRIPTS: [(u32, usize); 14] = [
        (0x20, 95),
        (0xa0, 0x1e0),
        (0x300, 0x70),
        (0x370, 0x190),
        (0x590, 0x170),
        (0x900, 0x480),
        (0xe00, 0x100),
        (0x1000, 0x200),
        (0x1e00, 0x100),
        (0x2000, 0x70),
        (0x3040, 0xc0),
        (0x4e00, 0x200),
        (0xac00, 0x200),
        (0xff00, 0xf0),
    ];
    let length = random.below(most + 1);
    let mut text = String::new();
    while text.len() < length {
        let (from, count) = SCRIPTS[random.below(SCRIPTS.len())];
        for _ in 0..random.below(12) {
            let at = if random.below(40) == 0 {
                random.below(0x11_0000) as u32
            } else {
                from + random.below(count) as u32
            };
            text.extend(char::from_u32(at));
        }
        if random.below(2) == 0 {
            text.push([' ', '"', '-', '\'', '.', '\n'][random.below(6)]);
        }
    }
    text
}

#[test]
fn any_question_is_answered_soon_and_alike() {
    let mut random = Random(21);
    for locale in ["en", "de", "ja"] {
        let index = index(locale);
        let check = |text: &str| {
            let asked = Asked { text, k: 5, ..Asked::default() };
            let start = Instant::now();
            let answer = index.ask(&asked);
            let completed = index.complete(text, 3);
            let share = index.covers(text, "A password and a payment. パスワード");
            assert!(start.elapsed() < PATIENCE, "{locale}: {:?} for {text:?}", start.elapsed());
            assert!(
                (0.0..=1.0).contains(&share) && (0.0..=1.0).contains(&answer.share),
                "{text:?}"
            );
            assert!(answer.hits.len() <= 5 && answer.missing.is_empty() && completed.len() <= 3);
            assert!(
                answer.hits.iter().all(|hit| hit.score.is_finite() && hit.score > 0.0),
                "{text:?}"
            );
            // The same question, the same answer; `rank` finds the same articles.
            assert_eq!(format!("{:?}", index.ask(&asked)), format!("{answer:?}"));
            let ranked = index.rank(text, 5, &Ranking::DEFAULT);
            assert!(answer.hits.iter().map(|hit| (hit.article, hit.score)).eq(ranked), "{text:?}");
        };
        for round in 0..250 {
            check(&any_text(&mut random, if round % 10 == 0 { 10_000 } else { 80 }));
        }
        for sign in [
            "a",
            "password ",
            "paswordd ",
            "w ",
            "猫",
            "\u{301}",
            "-'.",
            "\"",
            "\"reset your\" ",
            "ab-",
            "9.",
            "が",
            "ﾞ",
            "ا",
            "\u{10ffff}",
        ] {
            check(&sign.repeat(10_000 / sign.len()));
        }
        check(&(0..1_500).map(|n| format!("w{n} ")).collect::<String>());
    }
}

#[test]
fn documents_come_back_from_every_packing() {
    let mut random = Random(3);
    for round in 0..96 {
        let texts: Vec<[String; 8]> = (0..random.below(70))
            .map(|_| std::array::from_fn(|i| any_text(&mut random, if i == 7 { 400 } else { 30 })))
            .collect();
        let keywords: Vec<Vec<String>> = texts.iter().map(|text| vec![text[2].clone()]).collect();
        let articles: Vec<Article<'_>> = texts
            .iter()
            .zip(&keywords)
            .enumerate()
            .map(|(i, (text, keywords))| {
                let [slug, title, section, url, fragment, heading, anchor, text] = text;
                let passages = vec![Passage { heading, anchor, text }; i % 4];
                Article {
                    slug,
                    title,
                    section,
                    keywords,
                    url,
                    fragment,
                    boost: 1.0,
                    updated: i as u32 / 3,
                    passages,
                }
            })
            .collect();
        let locale = ["en", "de", "ja", "pt-BR"][round % 4];
        let packing = PACKINGS[round / 4 % 6];
        let packed = with_language(locale, |language| {
            search::pack(
                &Source { locale, articles: &articles, language, synonyms: &[], pages: &[] },
                packing,
            )
        });
        let mut index = Index::open(packed.head).expect("opens");
        for (name, bytes) in packed.parts {
            index.supply(&name, bytes).expect("a good part");
        }
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
                let stored = index.passage(id, number).expect("a passage");
                assert_eq!(
                    (stored.heading, &*stored.anchor(), stored.text),
                    (heading, anchor, text)
                );
            }
            assert_eq!(index.passage(id, index.passages(id)), None);
        }
        assert_eq!(index.article(index.len()), None);
        every_word_finds_its_article(&index);
    }
}

/// A letter or digit beyond doubt, which no mark or sign is.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, 'à'..='ö' | 'α'..='ω' | 'а'..='я' | 'א'..='ת' | '一'..='龥' | '가'..='힣')
}

/// What stands between two spaces finds the article in which it stands: all of its words are there.
fn every_word_finds_its_article(index: &Index) {
    for article in (0..index.len()).step_by(5) {
        let text = index.passage(article, 0).map_or("", |passage| passage.text);
        // Quotes ask for more than words.
        let quoted =
            |word: &str| word.contains(['"', '“', '”', '„', '«', '»', '「', '」', '『', '』']);
        for word in text.split_whitespace().filter(|word| !quoted(word)).take(3) {
            let why = index.explain(&format!("{word} "), article);
            let some = word.chars().any(is_letter);
            assert!(why.is_some() || !some, "{word:?} does not find {text:?}");
        }
    }
}
