//! What is found for what is typed.

use crate::corpus::{Random, index};
use search::{Asked, Index, Ranking};

/// The first hit's slug, or `-` for nothing; with `@n` when its best passage is not the first.
fn first(index: &Index, query: &str) -> String {
    let hits = index.query(query, 10);
    assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score), "{query}: not in order");
    let Some(hit) = hits.first() else {
        return "-".to_owned();
    };
    let slug = index.article(hit.article).expect("a hit is an article").slug;
    if hit.passage == 0 { slug.to_owned() } else { format!("{slug}@{}", hit.passage) }
}

/// What is found first for each query. All that differ are told at once.
fn check(locale: &str, cases: &[(&str, &str)]) {
    let index = index(locale);
    let wrong: Vec<String> = cases
        .iter()
        .map(|(query, expected)| (query, expected, first(&index, query)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(query, expected, found)| format!("{query:?}: {found}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{locale}\n{}", wrong.join("\n"));
}

#[test]
fn english() {
    check(
        "en",
        &[
            // Plain words, whole questions, other forms.
            ("password", "account/reset-password"),
            ("how do i reset my password?", "account/reset-password"),
            ("resetting passwords", "account/reset-password"),
            ("I forgot it", "account/reset-password"),
            ("refunded", "billing/refund"),
            ("invoices", "billing/invoice"),
            ("installing widgets", "shop/install"),
            ("closing my account", "account/close"),
            ("verify identity", "account/two-step@1"),
            ("payment failed", "billing/failed"),
            // Titles first; keywords; headings.
            ("refund", "billing/refund"),
            ("money back", "billing/refund@1"),
            ("receipt", "billing/invoice"),
            ("delete account", "account/close"),
            ("login ", "account/reset-password"),
            ("lost phone", "account/two-step@1"),
            ("wordpress", "shop/install@1"),
            ("content security policy", "shop/install@2"),
            ("spam folder", "account/reset-password@1"),
            ("export", "-"),
            // The last word half typed; not so one before a space.
            ("pass", "account/reset-password"),
            ("passw", "account/reset-password"),
            ("pas", "account/reset-password"),
            ("refu", "billing/refund"),
            ("down", "billing/invoice"),
            ("authent", "account/two-step"),
            ("wordp", "shop/install@1"),
            ("lost ph", "account/two-step@1"),
            ("w", "shop/install"),
            ("i", "billing/invoice"),
            ("wordp ", "shop/install"),
            // Typing mistakes in words that the help center lacks.
            ("pasword ", "account/reset-password"),
            ("passwrod ", "account/reset-password"),
            ("lassword", "account/reset-password"),
            ("forgto pasword ", "account/reset-password"),
            ("autenticatr ", "account/two-step"),
            ("wordpres ", "shop/install@1"),
            ("widgte ", "shop/install"),
            ("invioce ", "billing/invoice"),
            ("refnud", "billing/refund"),
            ("cose ", "account/close"),
            ("xyz ", "-"),
            ("r4 ", "-"),
            // Hyphens, apostrophes, case, numbers, marks, width.
            ("wifi", "shop/wifi"),
            ("wi-fi", "shop/wifi"),
            ("Wi Fi", "shop/wifi"),
            ("email receipts", "shop/wifi"),
            ("ESP32", "shop/wifi"),
            ("esp3", "shop/wifi"),
            ("1.8.19", "shop/install@2"),
            ("1.8", "shop/install@2"),
            ("visitor's theme", "shop/theme"),
            ("PÁSSWÖRD ", "account/reset-password"),
            ("ｐａｓｓｗｏｒｄ", "account/reset-password"),
            ("data-theme", "shop/theme"),
            ("14 days", "billing/refund@1"),
            // Stop words alone; nothing at all.
            ("about us", "shop/about"),
            ("how do i", "-"),
            ("", "-"),
            ("?!", "-"),
            ("🙂", "-"),
            ("\u{0}\u{7}", "-"),
            ("\u{202e}drowssap", "-"),
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            ("Passwort vergessen", "konto/passwort"),
            ("passwörter", "konto/passwort"),
            ("wie kann ich mein Passwort zurücksetzen?", "konto/passwort"),
            ("schluessel", "konto/schluessel"),
            ("Schlüssel", "konto/schluessel"),
            ("schlussel ", "konto/schluessel"),
            ("rechnungen", "zahlung/rechnung"),
            ("rechn", "zahlung/rechnung"),
            ("Beleg", "zahlung/rechnung"),
            ("grosse ", "konto/schluessel"),
        ],
    );
}

#[test]
fn japanese() {
    check(
        "ja",
        &[
            ("パスワード", "account/password"),
            ("パスワードの変更", "account/password"),
            ("パス", "account/password"),
            ("メールが届かない", "account/password@1"),
            ("返金", "billing/refund"),
            ("返", "billing/refund"),
            ("ウィジェット", "shop/widget"),
            ("タグ 貼り付け", "shop/widget"),
            ("APIキー", "shop/widget"),
            ("api", "shop/widget"),
            ("ﾀｸ", "-"),
            ("ﾛｸﾞｲﾝ", "account/password"),
            ("ページ", "shop/widget"),
            ("ください", "account/password"),
        ],
    );
}

/// What the last question meant is not looked up again: typed a letter at a time, and back, a question has the answer
/// that it has when nothing was asked before.
#[test]
fn typing_changes_no_answer() {
    for (locale, typed) in [
        ("en", "how do i reset my pasword for the sign-in form e-mail"),
        ("en", "delete account delete \"close your account\" get a refund"),
        ("de", "wie kann ich mein passwort zurücksetzen, e-mail"),
        ("ja", "パスワードを忘れたときは アカウントを削除"),
    ] {
        let (fresh, used) = (index(locale), index(locale));
        let ends: Vec<usize> = typed.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        for end in ends.iter().chain(ends.iter().rev().step_by(3)) {
            let asked = Asked { text: &typed[..*end], k: 8, ..Asked::default() };
            let alone = fresh.clone();
            alone.ask(&Asked { text: "something else", ..asked });
            let (answer, expected) = (used.ask(&asked), alone.ask(&asked));
            assert_eq!(format!("{answer:?}"), format!("{expected:?}"), "{}", asked.text);
        }
    }
}

/// One more letter is no word yet: the list that the other words found stays.
#[test]
fn a_first_letter_changes_nothing() {
    let index = index("en");
    let ids = |text: &str| index.query(text, 5).iter().map(|hit| hit.article).collect::<Vec<_>>();
    for letter in ["d", "q", "x"] {
        assert_eq!(ids("reset password "), ids(&format!("reset password {letter}")), "{letter}");
    }
    assert!(!ids("p").is_empty());
}

#[test]
fn an_unknown_word_takes_nothing_away() {
    let index = index("en");
    let order =
        |query: &str| index.query(query, 10).iter().map(|hit| hit.article).collect::<Vec<_>>();
    assert_eq!(order("refund card "), order("refund qqqqq card "));
}

#[test]
fn explanations_add_up() {
    let index = index("en");
    let hit = &index.query("reset forgotten password rules", 1)[0];
    let why = index.explain("reset forgotten password rules", hit.article).expect("it was found");
    let sum: f32 = why.words.iter().map(|word| word.2).sum();
    let ranking = Ranking::DEFAULT;
    let product = sum
        * (1.0 + ranking.covered_query * why.covered_query)
        * (1.0 + ranking.covered_title * why.covered_title)
        * why.boost;
    assert!((product - why.score).abs() < 1e-3 && why.score == hit.score, "{why:?}");
    assert_eq!(index.explain("reset", 9), None);
    assert_eq!(index.explain("reset", 1_000), None);
}

#[test]
fn any_text_is_answered() {
    let mut random = Random(7);
    for locale in ["en", "de", "ja"] {
        let index = index(locale);
        for _ in 0..400 {
            let text = random.text(60);
            assert!(index.query(&text, 3).len() <= 3);
        }
        for text in [
            "a".repeat(10_000),
            "password ".repeat(1_200),
            "猫".repeat(3_400),
            "\u{301}".repeat(5_000),
            "-'.".repeat(3_400),
        ] {
            index.query(&text, 10);
        }
        assert!(index.query("password", 0).is_empty());
        index.query("password", usize::MAX);
    }
}
