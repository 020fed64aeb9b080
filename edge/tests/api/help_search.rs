//! The page of results: the real index, written by the real writer, and the real status.

use edge::http::Method;
use serde_json::json;

use crate::support::{App, Reply, get, incident, post, request, with};

const ADDRESS: &str = "/_a/index-en.0123abcd.fdx";

/// A desk with an index of a few articles in its static files.
fn app(packing: search::Packing) -> App {
    let texts = [
        ("Reset your password", "Choose “Forgot password” & wait. A mail with a link follows."),
        ("Pay by invoice", "Companies can pay by invoice within thirty days."),
        ("Return an order", "Send the parcel back within thirty days."),
    ];
    let articles: Vec<search::Article<'_>> = texts
        .iter()
        .map(|(title, text)| search::Article {
            slug: title,
            title,
            section: "Orders <all>",
            keywords: &[],
            url: "/help/en/guides/a/",
            fragment: "/_a/a.html",
            boost: 1.0,
            updated: 0,
            passages: vec![
                search::Passage { heading: "", anchor: "", text: "Hello." },
                search::Passage { heading: "How", anchor: "how", text },
            ],
        })
        .collect();
    let stop = ["my", "the", "a", "with", "is"].map(str::to_owned);
    let language =
        search::Language { stem: &|word| word.to_owned(), stop: &stop, compounds: false };
    let source =
        search::Source { locale: "en", articles: &articles, language, synonyms: &[], pages: &[] };
    let packed = search::pack(&source, packing);
    let app = App::new();
    app.files.borrow_mut().insert(ADDRESS.into(), packed.head);
    for (name, bytes) in packed.parts {
        app.files.borrow_mut().insert(format!("/_a/part.{name}.fdp"), bytes);
    }
    app.site.borrow_mut().index.insert("en".into(), ADDRESS.into());
    app
}

fn ask(app: &App, question: &str, expected: &str) -> Reply {
    app.check(get(&format!("/help/en/search?q={}", edge::form::encode(question))), expected)
}

#[track_caller]
fn has(reply: &Reply, parts: &[&str], absent: &[&str]) {
    let html = reply.text();
    for part in parts {
        assert!(html.contains(part), "{part}\n{html}");
    }
    for part in absent {
        assert!(!html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn results_show_why_they_are_there() {
    let app = app(search::Packing::ONE_FILE);
    let reply = ask(&app, "forgot pasword link", "200");
    has(
        &reply,
        &[
            "<h1>Results for “forgot pasword link”</h1>",
            "Showing results for “forgot password link”",
            "1 result<",
            "<a href=\"/help/en/guides/a/#how\"><small>Orders &lt;all&gt;</small>",
            "<strong>Reset your <mark>password</mark></strong>",
            "“<mark>Forgot</mark> <mark>password</mark>” &amp; wait.",
            "type=\"search\" name=\"q\" maxlength=\"200\" autocomplete=\"off\" aria-label=\"Search the help center\" value=\"forgot pasword link\"",
            "href=\"/help/en/contact?subject=forgot%20pasword%20link\"",
            "<a href=\"/help/de/search?q=forgot%20pasword%20link\" lang=\"de\"",
        ],
        &["Perhaps one of these"],
    );
    assert_eq!(reply.header("x-robots-tag"), "noindex");
    assert_eq!(reply.header("cache-control"), "no-store");
    let guess = ask(&app, "kangaroo trampoline warranty umbrella parcel", "200");
    has(&guess, &["Perhaps one of these", "<mark>parcel</mark>"], &[]);
}

#[test]
fn nothing_found_is_said_and_leads_to_a_person() {
    let app = app(search::Packing::ONE_FILE);
    let reply = ask(&app, "\"><script>kangaroo", "200");
    has(
        &reply,
        &[
            "<h1>Nothing found for “&quot;&gt;&lt;script&gt;kangaroo”</h1>",
            "Try one other word, or ask us.",
            "contact?subject=%22%3E%3Cscript%3Ekangaroo",
        ],
        &["<ol class=\"fd-article-list", "<script>"],
    );
    for empty in ["", " ", "\u{a0}"] {
        has(&ask(&app, empty, "200"), &["Type a word, or ask"], &["fd-still"]);
    }
    has(&ask(&app, &"x".repeat(5_000), "200"), &[&format!("{}…", "x".repeat(199))], &["xxx…x"]);
}

#[test]
fn open_incidents_that_are_meant_come_first() {
    let app = app(search::Packing::ONE_FILE);
    let cookie = app.sign_in();
    let news = with(incident(1), json!({"title": "Pay by invoice is <late>"}));
    app.check(post("staff/incidents", news).cookie(&cookie), "201");
    let html = ask(&app, "pay by invoice", "200").text();
    let at = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part}\n{html}"));
    assert!(at("<mark>invoice</mark> is &lt;late&gt;") < at("<small>Orders"));
    assert!(html.contains("<a href=\"/status?lang=en#incident-1\"><small>Happening now</small>"));
    assert!(html.contains("2 results<"));
    has(&ask(&app, "reset password", "200"), &["1 result<"], &["Happening now"]);
}

#[test]
fn parts_are_fetched_as_they_are_missed_and_only_once() {
    for packing in [search::Packing::TEXTS_LATER, search::Packing::PARTS] {
        let app = app(packing);
        let whole = self::app(search::Packing::ONE_FILE);
        let expected = ask(&whole, "pay by invoice", "200").text();
        assert_eq!(ask(&app, "pay by invoice", "200").text(), expected);
        let fetched = app.fetched.borrow().len();
        assert!(fetched > 1, "{:?}", app.fetched);
        assert_eq!(ask(&app, "pay by invoice", "200").text(), expected);
        assert_eq!(app.fetched.borrow().len(), fetched, "nothing is fetched twice");
    }
}

#[test]
fn a_part_that_is_missing_or_damaged_costs_only_itself() {
    for damage in [None, Some(b"nonsense".to_vec())] {
        let app = app(search::Packing::TEXTS_LATER);
        app.files.borrow_mut().retain(|path, _| path == ADDRESS);
        if let Some(bytes) = damage {
            ask(&app, "pay by invoice", "200");
            let part = app.fetched.borrow().last().unwrap().clone();
            app.files.borrow_mut().insert(part, bytes);
        }
        has(&ask(&app, "pay by invoice", "200"), &["<mark>invoice</mark></strong>"], &[]);
    }
}

#[test]
fn without_an_index_search_is_off_and_says_so() {
    let cut = |app: &App| app.files.borrow_mut().get_mut(ADDRESS).unwrap().truncate(100);
    let gone = |app: &App| app.files.borrow_mut().clear();
    let none = |app: &App| app.site.borrow_mut().index.clear();
    for spoil in [&cut as &dyn Fn(&App), &gone, &none] {
        let app = app(search::Packing::ONE_FILE);
        spoil(&app);
        let cookie = app.sign_in();
        app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
        let reply = ask(&app, "payments", "503");
        has(
            &reply,
            &["Search is not working right now.", "contact?subject=payments", "Happening now"],
            &["Nothing found"],
        );
        // What failed is tried again: it may be back.
        let before = app.fetched.borrow().len();
        ask(&app, "refund", "503");
        assert!(app.site.borrow().index.is_empty() || app.fetched.borrow().len() > before);
    }
}

#[test]
fn the_page_speaks_the_language_of_its_address() {
    let app = app(search::Packing::ONE_FILE);
    *app.site.borrow_mut() = {
        let mut site = app.site.borrow().clone();
        site.locales.push("ar".into());
        site.index.insert("ar".into(), ADDRESS.into());
        site
    };
    let reply = app.check(get("/help/ar/search?q=invoice"), "200");
    has(&reply, &["<html lang=\"ar\" dir=\"rtl\">", "نتيجة واحدة<"], &[]);
    app.check(request(Method::Head, "/help/en/search?q=x"), "200");
    has(&app.check(get("/help/fr/search?q=x"), "404"), &["There is no such page"], &[]);
}
