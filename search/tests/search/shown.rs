//! What is shown of a hit: marks and windows.

use crate::builder::Site;
use crate::corpus::{Random, index};
use search::Snippet;

/// The snippet with its marks in brackets.
fn marked(snippet: &Snippet) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in &snippet.marks {
        assert!(at <= mark.start && mark.start < mark.end, "{snippet:?}");
        out += &snippet.text[at..mark.start];
        out += &format!("[{}]", &snippet.text[mark.clone()]);
        at = mark.end;
    }
    out + &snippet.text[at..]
}

fn shown(locale: &str, query: &str) -> (String, String) {
    let hits = index(locale).query(query, 1);
    let hit = hits.first().expect("something is found");
    (marked(&hit.title), marked(&hit.snippet))
}

#[test]
fn marks_are_on_the_original() {
    let check = |locale, query, title: &str, snippet: &str| {
        let (t, s) = shown(locale, query);
        assert_eq!(t, title, "{query}");
        assert!(s.contains(snippet), "{query}: {s}");
    };
    check("en", "reset passwords", "[Reset] your [password]", "forgot your [password], choose");
    check("en", "pasword ", "Reset your [password]", "forgot your [password]");
    check("en", "passw", "Reset your [password]", "forgot your [password]");
    check("en", "refunds ", "Get a [refund]", "[Refunds] go to the card");
    check("en", "wifi", "Connect the till over [Wi-Fi]", "Choose the network");
    check("en", "wi-fi", "Connect the till over [Wi]-[Fi]", "Choose the network");
    check("en", "spam folder", "Reset your password", "Look into the [spam] [folder]. The mail");
    check("de", "passwörter", "[Passwort] zurücksetzen", "[Passwörter] haben");
    check("de", "schluessel", "[Schlüssel] ändern", "Den [Schlüssel] des");
    check("ja", "パスワード", "[パスワード]を変更する", "新しい[パスワード]を入力");
    check("ja", "返", "[返金]について", "[返金]は");
    check("en", "sum back", "Get a refund", "whole [sum] comes [back]. Later");
}

fn window(text: &str, query: &str) -> String {
    let index = Site::new("en").page("a", "t", text).index();
    marked(&index.query(query, 1)[0].snippet)
}

#[test]
fn windows_show_the_place() {
    let filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(8);
    let text = format!("{filler}The quick needle lies here. {filler}");
    let shown = window(&text, "needle");
    assert!(
        shown.starts_with("The quick [needle] lies here. Lorem") && shown.ends_with('…'),
        "{shown}"
    );
    // Both words together win over one of them earlier.
    let text = format!("A needle alone. {filler}Hay and a needle together. {filler}");
    assert!(window(&text, "hay needle").starts_with("[Hay] and a [needle] together."));
    // No sentence begins near: a word does.
    let words = "lorem ".repeat(60);
    let shown = window(&format!("{words}needle {words}"), "needle");
    assert!(
        shown.starts_with("…lorem ") && shown.contains(" [needle] ") && shown.ends_with("lorem…"),
        "{shown}"
    );
    // A short text is shown whole.
    assert_eq!(window("Only a needle.", "needle"), "Only a [needle].");
    // One word longer than any window.
    assert!(window(&"x".repeat(500), "xx").chars().count() <= 184);
}

#[test]
fn windows_are_never_wider_than_promised() {
    let mut random = Random(11);
    for _ in 0..300 {
        let text = random.text(600) + " needle " + &random.text(600);
        let index = Site::new("en").page("a", &text, &text).index();
        for hit in index.query("needle ab 猫", 1) {
            assert!(hit.snippet.text.chars().count() <= 182);
            let (_, _) = (marked(&hit.snippet), marked(&hit.title));
        }
    }
}
