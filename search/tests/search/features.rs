//! What a question can do beside ranking words: phrases, corrections, completions, sentences, preferences.

use crate::builder::Site;
use crate::corpus::index;
use search::{Answer, Asked, Index};

fn ask(index: &Index, text: &str) -> Answer {
    index.ask(&Asked { text, k: 10, ..Asked::default() })
}

/// Slugs of the hits, best first.
fn slugs(index: &Index, text: &str) -> Vec<String> {
    let hits = index.query(text, 10);
    let slug = |hit: &search::Hit| index.article(hit.article).map(|found| found.slug.to_owned());
    hits.iter().filter_map(slug).collect()
}

#[test]
fn phrases_stand_so_in_the_article() {
    let site = Site::new("en")
        .page("a", "Exit status 1", "The compiler says exit status 1 when a library is missing.")
        .page(
            "b",
            "Status light",
            "The exit of the building has a status light. It is 1 metre wide.",
        )
        .article(
            "c",
            "Upload",
            "",
            &["|Choose a port.", "No such port#port|The upload ended with “exit-status 1”."],
        );
    let index = site.index();
    let check = |text: &str, expected: &[&str]| {
        let mut found = slugs(&index, text);
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    };
    check("exit status 1", &["a", "b", "c"]);
    check("\"exit status 1\"", &["a", "c"]);
    check("“Exit Status 1” upload", &["a", "c"]);
    check("«no such port»", &["c"]);
    check("\"status light\" \"exit of\"", &["b"]);
    // A phrase that no article has asks for its words.
    check("\"light status\"", &["a", "b", "c"]);
    check("\"exit status 1", &["a", "b", "c"]);
    check("\"\" light", &["b"]);
    // Quotes are about words as written, not about their other forms.
    check("\"such port\"", &["c"]);
    check("\"exits status 1\" \"such port\"", &["a", "b", "c"]);
}

#[test]
fn corrections_are_told() {
    let index = index("en");
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(ask(&index, text).corrected.as_deref(), expected, "{text}");
    };
    check("pasword ", Some("password "));
    check("Forgto my pasword!", Some("forgot my password!"));
    check("refnud for   wordprss?", Some("refund for   wordpress?"));
    check("reset password", None);
    // Completions, other forms and the unknown are no corrections.
    check("passw", None);
    check("refunding ", None);
    check("zzzzzz ", None);
    check("", None);
}

#[test]
fn words_are_told_as_the_site_writes_them() {
    let index = index("de");
    assert_eq!(ask(&index, "Schlüsel ").corrected.as_deref(), Some("schlüssel "));
    assert_eq!(index.complete("schlu", 1), ["schlüssel"]);
    assert_eq!(index.complete("schlü", 1), ["schlüssel"]);
    assert_eq!(index.complete("ander", 1), Vec::<String>::new());
    assert_eq!(index.complete("Schlüssel änd", 1), ["Schlüssel ändern"]);
}

#[test]
fn the_last_word_is_completed() {
    let index = index("en");
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(index.complete(text, 3), expected, "{text}");
    };
    check("inv", &["invoice"]);
    check("down", &["download"]);
    check("How to auth", &["How to authenticator"]);
    check("wordpress", &[]);
    check("inv ", &[]);
    check("", &[]);
    check("?", &[]);
    check("zzz", &[]);
    let many = index.complete("pa", 10);
    assert_eq!(many.first().map(String::as_str), Some("payment"), "{many:?}");
    assert!(index.complete("pa", 0).is_empty());
}

#[test]
fn a_sentence_answers() {
    let index = index("en");
    let check = |text: &str, expected: Option<&str>| {
        let sentence = ask(&index, text).sentence;
        assert_eq!(sentence.as_ref().map(|s| s.text.as_str()), expected, "{text}");
        let marks = sentence.iter().flat_map(|s| s.marks.iter().map(|mark| &s.text[mark.clone()]));
        assert_eq!(marks.count() > 0, expected.is_some(), "{text}");
    };
    check("is everything deleted after days", Some("Everything is deleted after thirty days."));
    check(
        "where does the refund go",
        Some("Refunds go to the card that you paid with, and take five working days."),
    );
    check("bank declined the card", Some("The bank declined the card, or the card has expired."));
    check("lunar eclipse", None);
    check("", None);
}

#[test]
fn a_guess_is_told_from_an_answer() {
    let index = index("en");
    let share = |text: &str| {
        let share = ask(&index, text).share;
        assert!((0.0..=1.0).contains(&share), "{text}: {share}");
        share
    };
    for text in [
        "how do i reset my password?",
        "close account",
        "get a refund for my payment",
        "lost phone",
        "pasword reset ",
    ] {
        assert!(share(text) >= Answer::SURE, "{text}: {}", share(text));
    }
    for text in [
        "the weather in Lisbon tomorrow",
        "lunar eclipse calendar",
        "who painted the Mona Lisa",
        "zzz",
        "",
    ] {
        assert!(share(text) < Answer::SURE, "{text}: {}", share(text));
    }
}

#[test]
fn synonyms_stand_for_each_other() {
    let site = || {
        Site::new("en")
            .page("tickets", "Track a ticket", "Every ticket has a number.")
            .page("people", "Invite a colleague", "Colleagues answer with you.")
            .page("bill", "Your subscription", "What you pay each month.")
            .page("other", "Something else", "Nothing of interest. An invitation to nothing.")
    };
    let check = |site: Site, text: &str, expected: &str| {
        let found = slugs(&site.index(), text);
        assert_eq!(found.first().map_or("-", String::as_str), expected, "{text}");
    };
    check(site(), "issue ", "-");
    check(site().synonym("issue", "ticket"), "issue ", "tickets");
    check(site().synonym("invite", "ticket"), "Inviting ", "people");
    // One way each; both ways by two.
    let both = site().synonym("plan", "subscription").synonym("subscription", "plan");
    let both = both.page("plan", "Plan your week", "A calendar.");
    check(both.clone(), "subscription", "bill");
    assert!(slugs(&both.index(), "subscription").contains(&"plan".to_owned()));
    assert!(slugs(&both.index(), "plan").contains(&"bill".to_owned()));
    let one = site().synonym("plan", "subscription").page("plan", "Plan your week", "A calendar.");
    assert!(slugs(&one.index(), "plan").contains(&"bill".to_owned()));
    assert!(!slugs(&one.index(), "subscription").contains(&"plan".to_owned()));
    // Phrases, on either side; their words must stand in a row.
    let team = || site().synonym("team member", "colleague").synonym("fee", "subscription month");
    check(team(), "add a team member ", "people");
    check(team(), "member team ", "-");
    check(team(), "fee ", "bill");
    check(site().synonym("?!", "ticket").synonym("issue", ""), "issue ", "-");
}

#[test]
fn of_equals_the_newer_comes_first() {
    // The last has the newest date and a title that fits worse.
    let check = |dates: [u32; 4], expected: &str| {
        let page = |site: Site, slug: &str, title: &str, text: &str, date: u32| {
            site.page(slug, title, text).updated(date)
        };
        let site = page(Site::new("en"), "a", "Printer setup", "Set up the printer.", dates[0]);
        let site = page(site, "b", "Printer setup", "Set up the printer.", dates[1]);
        let site = page(site, "c", "Printer setup", "Set up the printer.", dates[2]);
        let index = page(site, "d", "Old devices", "Printer setup, too.", dates[3]).index();
        let found: Vec<&str> = index
            .query("printer setup", 4)
            .iter()
            .filter_map(|hit| index.article(hit.article))
            .map(|found| found.slug)
            .collect();
        assert_eq!(found.concat(), expected, "{dates:?}");
    };
    check([0, 0, 0, 0], "abcd");
    check([20260101, 20260102, 20260103, 20270101], "cbad");
    check([0, 19990101, 0, 0], "bacd");
    check([20260101, 20250101, 20260101, 0], "acbd");
}

#[test]
fn boosts_and_preferences_move_equals() {
    let site = |second: f32| {
        let page = |site: Site, slug: &str| site.page(slug, "Printer setup", "Set up the printer.");
        page(page(page(Site::new("en"), "a"), "b").boost(second), "c").index()
    };
    let check = |second: f32, prefer: &[(u32, f32)], expected: [&str; 3]| {
        let index = site(second);
        let hits =
            index.ask(&Asked { text: "printer setup", k: 3, prefer, ..Asked::default() }).hits;
        let found: Vec<&str> = hits
            .iter()
            .filter_map(|hit| index.article(hit.article))
            .map(|found| found.slug)
            .collect();
        assert_eq!(found, expected, "boost {second}, prefer {prefer:?}");
    };
    check(1.0, &[], ["a", "b", "c"]);
    check(1.5, &[], ["b", "a", "c"]);
    check(0.5, &[], ["a", "c", "b"]);
    check(1.0, &[(2, 1.3)], ["c", "a", "b"]);
    check(1.5, &[(1, 0.5)], ["a", "c", "b"]);
    check(1.0, &[(99, 2.0)], ["a", "b", "c"]);
    let why = site(1.5).explain("printer setup", 1).expect("it was found");
    assert_eq!(why.boost, 1.5);
}

#[test]
fn pages_prefer_articles() {
    let page = |site: Site, slug: &str| site.page(slug, "Printer setup", "Set up the printer.");
    let site = page(page(page(Site::new("en"), "home/a"), "home/b"), "office/c")
        .prefers("/checkout*", "home/b")
        .prefers("*/office/*", "office/");
    let index = site.index();
    let check = |page: &str, expected: [u32; 3]| {
        let asked = Asked { text: "printer setup", k: 3, page, ..Asked::default() };
        let found: Vec<u32> = index.ask(&asked).hits.iter().map(|hit| hit.article).collect();
        assert_eq!(found, expected, "{page}");
    };
    check("", [0, 1, 2]);
    check("/", [0, 1, 2]);
    check("/checkout/pay", [1, 0, 2]);
    check("/en/office/desk", [2, 0, 1]);
    assert_eq!(index.preferred("/en/office/desk"), [2]);
}

#[test]
fn a_text_that_is_not_in_the_index_is_covered() {
    let index = index("en");
    let incident = "Payments fail: every card is declined since ten o'clock";
    let check = |asked: &str, low: f32, high: f32| {
        let share = index.covers(asked, incident);
        assert!((low..=high).contains(&share), "{asked}: {share}");
    };
    check("card declined", 1.0, 1.0);
    check("my card was declined", 0.5, 1.0);
    check("refund after a payment", 0.2, 0.7);
    check("reset password", 0.0, 0.0);
    check("", 0.0, 0.0);
    assert_eq!(index.covers("card", ""), 0.0);
}

#[test]
fn the_first_hits_alone_are_the_same() {
    let index = index("en");
    let check = |text: &str| {
        let all = ask(&index, text);
        let few = index.ask(&Asked { text, k: 10, first: Some(2), ..Asked::default() });
        let told = |answer: &Answer| -> Vec<(u32, f32)> {
            answer.hits.iter().map(|hit| (hit.article, hit.score)).collect()
        };
        assert!(all.hits.len() > 2, "{text}");
        assert_eq!(told(&few), told(&all)[..2], "{text}");
        assert_eq!((few.share, few.sentence), (all.share, all.sentence), "{text}");
        assert_eq!((few.corrected, few.missing), (all.corrected, all.missing), "{text}");
    };
    check("how do i close the account");
    check("get yuor money back");
}
