//! Any text as a question to a good index: ordered hits, marks on characters, the same answer every time. The first byte
//! chooses the index.

#![no_main]

use libfuzzer_sys::fuzz_target;
use search::{Asked, Index, Ranking, Snippet};
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

thread_local! {
    /// An index remembers what it was asked last, so each thread has its own.
    static INDEXES: [Index; 3] = ["en", "de", "ja"].map(corpus::index);
}

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
    if let Some((which, text)) = data.split_first() {
        let which = usize::from(*which) % 3;
        INDEXES.with(|indexes| ask(which, &indexes[which], &String::from_utf8_lossy(text)));
    }
});

fn ask(which: usize, index: &Index, text: &str) {
    let asked = Asked { text, k: 5, prefer: &[(0, 1.5)], page: text, first: None };
    let answer = index.ask(&asked);
    assert!(answer.hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
    assert!((0.0..=1.0).contains(&answer.share) && answer.missing.is_empty());
    for hit in &answer.hits {
        sound(&hit.title);
        sound(&hit.snippet);
    }
    answer.sentence.iter().for_each(sound);
    assert!((0.0..=1.0).contains(&index.covers(text, "your password, a payment, the card")));
    index.complete(text, 3);
    // What is remembered of the question before changes nothing.
    let hits = index.query(text, 5).into_iter().map(|hit| (hit.article, hit.score));
    assert!(hits.eq(index.rank(text, 5, &Ranking::DEFAULT)));
    assert_eq!(format!("{answer:?}"), format!("{:?}", index.ask(&asked)));
    // The same text as an article: it is cut, stored and found.
    if text.len() < 400 {
        let index = Site::new(["en", "de", "ja"][which]).page("a", text, text).index();
        let hits = index.query(text, 1);
        hits.iter().for_each(|hit| sound(&hit.snippet));
        assert_eq!(index.article(0).map(|article| article.title), Some(text));
    }
}
