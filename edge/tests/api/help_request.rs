//! The private page of a request: reading and writing without script.

use serde_json::json;

use crate::support::{App, OWN, Reply, SHOP, get, key, submit};

/// A ticket, and the address of its page.
fn opened(app: &App) -> String {
    let (number, token) = app.ticket(1);
    format!("/help/en/requests/{number}?token={token}")
}

#[track_caller]
fn has(reply: &Reply, parts: &[&str]) {
    let html = reply.text();
    for part in parts {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn the_page_shows_the_thread_and_keeps_its_address_to_itself() {
    let app = App::new();
    let there = opened(&app);
    let reply = app.check(get(&there), "200");
    has(
        &reply,
        &[
            "<h1><bdi>Payment fails</bdi></h1>",
            "Request #1001",
            ">Received<",
            "We’ll reply on this page.",
            "Whoever has its link can read it",
            "data-from=\"requester\"",
            "The page says declined.\nTwice.",
            "1 Mar 2026, 09:30 UTC</time>",
        ],
    );
    assert_eq!(reply.header("referrer-policy"), "no-referrer");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("x-robots-tag"), "noindex");
    // A bearer of the token may switch languages.
    let german = there.replace("/en/", "/de/");
    has(&reply, &[&format!("<a href=\"{german}\" lang=\"de\"")]);
    has(&app.check(get(&german), "200"), &["Anfrage Nr. 1001", "Eingegangen"]);
}

#[test]
fn a_reply_is_stored_once_and_reopens_what_was_solved() {
    let app = App::new();
    let cookie = app.sign_in();
    let there = opened(&app);
    let solve = json!({"kind": "reply", "body": "Done & <dusted>.", "solve": true});
    app.event(&cookie, 1001, solve, "201");
    has(
        &app.check(get(&there), "200"),
        &[">Solved<", "Done &amp; &lt;dusted&gt;.", "data-from=\"agent\"", "it is open again"],
    );
    let key = key(7);
    let reply = || submit(&there, &[("key", &key), ("body", "Not yet.\r\nLook.")]);
    for _ in 0..2 {
        assert_eq!(app.check(reply(), "303").header("location"), there);
    }
    let page = app.check(get(&there), "200");
    has(&page, &[">Our turn<", "Not yet.\nLook."]);
    assert_eq!(page.text().matches("Not yet.").count(), 1);
}

#[test]
fn a_faulty_reply_keeps_its_text() {
    let app = App::new();
    let there = opened(&app);
    let long = "x".repeat(10_001);
    let reply = app.check(submit(&there, &[("key", &key(7)), ("body", &long)]), "422");
    has(&reply, &[&long, "id=\"fd-body-fault\">Please shorten this", "Payment fails"]);
    assert_eq!(reply.header("referrer-policy"), "no-referrer");
    app.check(submit(&there, &[("key", &key(7)), ("body", "a")]), "303");
    let used = app.check(submit(&there, &[("key", &key(7)), ("body", "b")]), "409");
    has(&used, &["\nb</textarea>"]);
    assert!(!used.text().contains(&key(7)));
}

#[test]
fn only_the_token_opens_it() {
    let app = App::new();
    let there = opened(&app);
    let wrong = [
        "/help/en/requests/1001".to_string(),
        "/help/en/requests/1001?token=".into(),
        format!("/help/en/requests/1001?token={}", "0".repeat(64)),
        there.replace("1001", "1002"),
        format!("{there}0"),
    ];
    for path in &wrong {
        let reply = app.send(get(path));
        assert_eq!(reply.0.status, 401, "{path}");
        has(&reply, &["This request can’t be opened", "href=\"/help/en/contact\""]);
        let reply = app.send(submit(path, &[("key", &key(7)), ("body", "x")]));
        assert_eq!(reply.0.status, 401, "{path}");
    }
    assert_eq!(app.send(get(&there.replace("/en/", "/fr/"))).0.status, 404);
    assert_eq!(app.send(get(&there.replace("1001", "x"))).0.status, 404);
}

#[test]
fn its_form_is_sent_from_a_page_that_names_no_origin() {
    let app = App::new();
    let there = opened(&app);
    let mut n = 10;
    let mut check = |origin: &str, site: &str, expected: u16| {
        n += 1;
        let sent = submit(&there, &[("key", &key(n)), ("body", "x")]);
        let reply = app.send(sent.header("origin", origin).header("sec-fetch-site", site));
        assert_eq!(reply.0.status, expected, "{origin} {site}");
    };
    check(OWN, "", 303);
    check("null", "same-origin", 303);
    check("null", "", 303);
    check("null", "cross-site", 403);
    check("null", "same-site", 403);
    check(SHOP, "", 403);
    check("", "same-origin", 403);
}
