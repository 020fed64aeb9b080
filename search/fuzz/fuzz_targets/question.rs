//! Any text as a question to a good index: ordered hits, marks on characters, the same answer every time. The first byte
//! chooses the index.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use search::{Asked, Index, Snippet};
use search_fuzz::{builder::Site, corpus};

const QUESTIONS: [&str; 12] = [
    "how do i reset my password?",
    "pasword rese",
    "\"reset your password\" mail",
    "Wi-Fi e-mail 1.8.19 C++",
    "resetpassword pass word",
    "wie kann ich mein Passwort zurücksetzen",
    "Passwortrechnung Schlussel",
    "パスワードの変更 ﾊﾟｽ",
    "返金について",
    "ａｂｃ 한국어 ภาษาไทย עברית العربية हिन्दी",
    "l’article d'un visitor's don't",
    "«payment failed» “card” a-b-c 2024-01-02",
];

static INDEXES: OnceLock<[Index; 3]> = OnceLock::new();

fn seeds() {
    let each = (0..3).flat_map(|which| QUESTIONS.iter().map(move |text| format!("{which}{text}")));
    // A pasted page: libFuzzer makes no input much longer than the longest it has.
    let page = format!("0{}", QUESTIONS.join(" ").repeat(16));
    search_fuzz::seed(each.chain([page]).map(String::into_bytes));
}

/// Marks are in order and on characters.
fn sound(snippet: &Snippet) {
    let mut end = 0;
    for mark in &snippet.marks {
        assert!(
            end <= mark.start && mark.start < mark.end && snippet.text.get(mark.clone()).is_some()
        );
        end = mark.end;
    }
}

fuzz_target!(init: seeds(), |data: &[u8]| {
    let Some((which, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    let indexes = INDEXES.get_or_init(|| ["en", "de", "ja"].map(corpus::index));
    let index = &indexes[usize::from(*which) % 3];
    let asked = Asked { text: &text, k: 5, prefer: &[(0, 1.5)], page: &text };
    let answer = index.ask(&asked);
    assert!(answer.hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
    assert!((0.0..=1.0).contains(&answer.share) && answer.missing.is_empty());
    for hit in &answer.hits {
        sound(&hit.title);
        sound(&hit.snippet);
    }
    answer.sentence.iter().for_each(sound);
    assert!((0.0..=1.0).contains(&index.covers(&text, "your password, a payment, the card")));
    index.complete(&text, 3);
    assert_eq!(format!("{answer:?}"), format!("{:?}", index.ask(&asked)));
    // The same text as an article: it is cut, stored and found.
    if text.len() < 400 {
        let index = Site::new(["en", "de", "ja"][usize::from(*which) % 3]).page("a", &text, &text).index();
        let hits = index.query(&text, 1);
        hits.iter().for_each(|hit| sound(&hit.snippet));
        assert_eq!(index.article(0).map(|article| article.title), Some(&*text));
    }
});
