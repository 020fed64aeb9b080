//! The ways from a typed word to one that the site has: compounds, endings, words typed together or apart, words that
//! are everywhere.

use crate::builder::Site;
use search::Index;

fn first(index: &Index, text: &str) -> String {
    let hits = index.query(text, 10);
    let found = hits.first().and_then(|hit| index.article(hit.article));
    found.map_or("-", |found| found.slug).to_owned()
}

#[test]
fn compounds_and_their_parts() {
    let index = Site::new("de")
        .page("passwort", "Passwort", "Das Passwort hat zehn Zeichen.")
        .page("aenderung", "Eine Änderung melden", "Jede Änderung hat eine Nummer.")
        .page("passwortaenderung", "Passwortänderung", "Die Passwortänderung dauert eine Minute.")
        .page("rechnung", "Rechnung", "Jede Rechnung ist ein PDF.")
        .page("adresse", "Adresse", "Die Adresse steht oben.")
        .page("rechnungsadresse", "Die Rechnungsadresse eintragen", "Sie steht unter Zahlung.")
        .page("datei", "Anhang", "Das Format einer Datei.")
        .index();
    let check = |text: &str, expected: &[&str]| {
        let hits = index.query(text, 10);
        let found: Vec<_> = hits
            .iter()
            .filter_map(|hit| index.article(hit.article))
            .map(|found| found.slug)
            .collect();
        for slug in expected {
            assert!(found.contains(slug), "{text}: {found:?} is without {slug}");
        }
        assert_eq!(found.first(), expected.first(), "{text}");
    };
    // A part finds the compound, after itself.
    check("Passwort ", &["passwort", "passwortaenderung"]);
    check("Änderung ", &["aenderung", "passwortaenderung"]);
    check("adresse ", &["adresse", "rechnungsadresse"]);
    check("Rechnungen ", &["rechnung", "rechnungsadresse"]);
    // A compound finds itself; one that the site lacks finds its parts.
    check("passwortänderung ", &["passwortaenderung"]);
    check("Dateiformat ", &["datei"]);
    check("Rechnungsänderung ", &["rechnung", "aenderung"]);
}

#[test]
fn a_form_that_no_article_has_is_found_by_its_ending() {
    // Three words of the site show that `-ed` and `-ing` stand for each other; `connecting` is nowhere.
    let index = Site::new("en")
        .page("a", "Reset", "Resetting and printed, printing, started, starting, loaded, loading.")
        .page("b", "Boards", "The board is connected.")
        .page("c", "Lamps", "A lamp is lit.")
        .index();
    assert_eq!(first(&index, "connecting "), "b");
    assert_eq!(first(&index, "connected "), "b");
    assert_eq!(first(&index, "lighting "), "-");
    // The forms of a group find each other without any ending.
    assert_eq!(first(&index, "reset "), "a");
}

#[test]
fn words_typed_together_or_apart() {
    let index = Site::new("en")
        .page("a", "Reset your password", "Choose a password.")
        .page("b", "Tickets for the train", "A pass is a ticket for a year. In a word: cheap.")
        .page("c", "The log file", "Where the log file lies.")
        .page("d", "Set a sort order", "Sort by date.")
        .index();
    let check = |text: &str, expected: &str| assert_eq!(first(&index, text), expected, "{text}");
    check("resetpassword ", "a");
    check("reset pass word ", "a");
    check("logfile ", "c");
    check("sortorder ", "d");
    check("log-file", "c");
}

#[test]
fn words_of_nearly_all_articles_still_count() {
    // From 64 articles on, a word of more than half of them has no postings of texts, only of titles.
    for articles in [20, 63, 64, 90] {
        let mut site = Site::new("en");
        for n in 0..articles {
            let text = format!("The gadget number n{n} has a wheel and a drum{}.", n % 7);
            site = site.page(&format!("g{n}"), &format!("Model x{n}"), &text);
        }
        let site = site.page("own", "What a gadget is", "A gadget turns.");
        let index = site.index();
        assert_eq!(first(&index, "gadget"), "own", "{articles}");
        assert_eq!(first(&index, "gadget n17"), "g17", "{articles}");
        assert_eq!(first(&index, "wheel x3 "), "g3", "{articles}");
        let hit = &index.query("gadget n17 wheel", 1)[0];
        let marked: Vec<&str> =
            hit.snippet.marks.iter().map(|mark| &hit.snippet.text[mark.clone()]).collect();
        assert_eq!(marked, ["gadget", "n17", "wheel"], "{articles}");
        assert!(
            index.covers("gadget", "some gadgets") == 0.0
                && index.covers("gadget", "a gadget") > 0.9
        );
    }
}

#[test]
fn what_one_article_writes_with_a_hyphen_is_found_without() {
    let index = Site::new("en")
        .page("a", "Begin", "Choose sign-up in the menu.")
        .page("b", "Look", "Each day has log-files of its own.")
        .page("c", "Join", "An add-on has a drop-down.")
        .page("d", "Nothing", "Here is no such word.")
        .index();
    let check = |text: &str, expected: &str| {
        assert_eq!(first(&index, text), expected, "{text}");
    };
    check("sign-up ", "a");
    check("signup ", "a");
    check("log-files ", "b");
    check("logfiles ", "b");
    check("addon ", "c");
    check("drop-down ", "c");
    check("dropdown ", "c");
}
