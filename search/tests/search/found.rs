//! What is found for what is typed.

use crate::corpus::{Random, index};
use search::Ranking;

/// The first hit's slug, or `-` for nothing; with `@n` when its best passage is not the first.
fn first(locale: &str, query: &str) -> String {
    let index = index(locale);
    let hits = index.query(query, 10);
    assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score), "{query}: not in order");
    let Some(hit) = hits.first() else {
        return "-".to_owned();
    };
    let slug = index.article(hit.article).expect("a hit is an article").slug;
    if hit.passage == 0 { slug.to_owned() } else { format!("{slug}@{}", hit.passage) }
}

#[test]
fn english() {
    let check = |query, expected| assert_eq!(first("en", query), expected, "{query}");
    // Plain words, whole questions, other forms.
    check("password", "account/reset-password");
    check("how do i reset my password?", "account/reset-password");
    check("resetting passwords", "account/reset-password");
    check("I forgot it", "account/reset-password");
    check("refunded", "billing/refund");
    check("invoices", "billing/invoice");
    check("installing widgets", "shop/install");
    check("installation ", "shop/install");
    check("closing my account", "account/close");
    check("verify identity", "account/two-step@1");
    check("payment failed", "billing/failed");
    // Titles first; keywords; headings.
    check("refund", "billing/refund");
    check("money back", "billing/refund");
    check("receipt", "billing/invoice");
    check("delete account", "account/close");
    check("login ", "account/reset-password");
    check("lost phone", "account/two-step@1");
    check("wordpress", "shop/install@1");
    check("content security policy", "shop/install@2");
    check("spam folder", "account/reset-password@1");
    check("export", "-");
    // The last word half typed; not so one before a space.
    check("pass", "account/reset-password@2");
    check("passw", "account/reset-password");
    check("pas", "account/reset-password@2");
    check("refu", "billing/refund");
    check("down", "billing/invoice");
    check("authent", "account/two-step");
    check("wordp", "shop/install@1");
    check("lost ph", "account/two-step@1");
    check("w", "shop/wifi");
    check("i", "billing/invoice");
    check("wordp ", "-");
    // Typing mistakes in words that the help center lacks.
    check("pasword ", "account/reset-password");
    check("passwrod ", "account/reset-password");
    check("lassword", "account/reset-password");
    check("forgto pasword ", "account/reset-password");
    check("autenticatr ", "account/two-step");
    check("wordpres ", "shop/install@1");
    check("widgte ", "shop/install");
    check("invioce ", "billing/invoice");
    check("refnud", "billing/refund");
    check("cose ", "account/close");
    check("xyz ", "-");
    check("r4 ", "-");
    // Hyphens, apostrophes, case, numbers, marks, width.
    check("wifi", "shop/wifi");
    check("wi-fi", "shop/wifi");
    check("Wi Fi", "shop/wifi");
    check("email receipts", "shop/wifi");
    check("ESP32", "shop/wifi");
    check("esp3", "shop/wifi");
    check("1.8.19", "shop/install@2");
    check("1.8", "shop/install@2");
    check("visitor's theme", "shop/theme");
    check("PÁSSWÖRD ", "account/reset-password");
    check("ｐａｓｓｗｏｒｄ", "account/reset-password");
    check("data-theme", "shop/theme");
    check("14 days", "billing/refund@1");
    // Stop words alone; nothing at all.
    check("about us", "shop/about");
    check("how do i", "-");
    check("", "-");
    check("?!", "-");
    check("🙂", "-");
    check("\u{0}\u{7}", "-");
    check("\u{202e}drowssap", "-");
}

#[test]
fn german() {
    let check = |query, expected| assert_eq!(first("de", query), expected, "{query}");
    check("Passwort vergessen", "konto/passwort");
    check("passwörter", "konto/passwort");
    check("wie kann ich mein Passwort zurücksetzen?", "konto/passwort");
    check("schluessel", "konto/schluessel");
    check("Schlüssel", "konto/schluessel");
    check("schlussel ", "konto/schluessel");
    check("Haus", "konto/schluessel");
    check("rechnungen", "zahlung/rechnung");
    check("rechn", "zahlung/rechnung");
    check("Beleg", "zahlung/rechnung");
    check("grosse ", "konto/schluessel");
}

#[test]
fn japanese() {
    let check = |query, expected| assert_eq!(first("ja", query), expected, "{query}");
    check("パスワード", "account/password");
    check("パスワードの変更", "account/password");
    check("パス", "account/password");
    check("メールが届かない", "account/password@1");
    check("返金", "billing/refund");
    check("返", "billing/refund");
    check("返金してください", "billing/refund");
    check("ウィジェット", "shop/widget");
    check("タグ 貼り付け", "shop/widget");
    check("APIキー", "shop/widget");
    check("api", "shop/widget");
    check("ﾀｸ", "-");
    check("ﾛｸﾞｲﾝ", "account/password");
    check("ページ", "shop/widget");
    check("ください", "account/password");
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
        * (1.0 + ranking.covered_passage * why.covered_passage);
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
