//! Topics with fields of their own, and consent: asked by the site, stored in words, read by staff.

use edge::front;
use edge::sql::Sql;
use edge::store::migrate::migrate;
use edge::store::tickets;
use serde_json::{Value, json};

use crate::native::Native;
use crate::support::{App, get, post, ticket, with};

/// A site that asks for an order number with a refund, and for consent if `consent` says so.
fn app(consent: bool) -> App {
    let app = App::new();
    let topic = json!([{"id": "billing", "names": {"en": "Billing"}, "fields": [
        {"id": "about", "kind": "choice", "labels": {"en": "What is it about?"}, "options": [
            {"id": "refund", "names": {"en": "A refund"}}, {"id": "card", "names": {"en": "Card"}}]},
        {"id": "order", "kind": "text", "labels": {"en": "Order"}, "required": true, "max": 20,
         "when": {"field": "about", "is": "refund"}},
    ]}]);
    let text = json!({"consent": {"en": {"text": "You may store this.", "version": "0123abcd"}}});
    let mut site = app.site.borrow_mut();
    site.topics = serde_json::from_value(topic).unwrap();
    if consent {
        site.contact = serde_json::from_value(text).unwrap();
    }
    drop(site);
    app
}

/// A ticket with these fields replaced is answered with this line; stored is what staff then see.
#[track_caller]
fn check(app: &App, changes: Value, expected: &str) -> Value {
    let reply = app.check(post("tickets", with(ticket(1), changes)), expected);
    assert_eq!(app.rows("tickets"), i64::from(expected == "201"));
    assert!(app.log.borrow().is_empty());
    if expected != "201" {
        return reply.json();
    }
    let cookie = app.sign_in();
    app.check(get("staff/tickets/1001").cookie(&cookie), "200").json()
}

#[test]
fn answers_are_stored_in_words() {
    let seen = check(&app(false), json!({"fields": {"order": "#4711", "about": "refund"}}), "201");
    let expected = json!([
        {"field": "about", "kind": "choice", "label": "What is it about?", "text": "A refund"},
        {"field": "order", "kind": "text", "label": "Order", "text": "#4711"},
    ]);
    assert_eq!(seen["answers"], expected);
    // Hidden by the choice: neither asked nor stored.
    let app = app(false);
    check(&app, json!({"fields": {"order": "#4711", "about": "card"}}), "201");
    assert!(!app.sql.everything().contains("4711"));
}

#[test]
fn a_ticket_without_answers_is_as_before() {
    let seen = check(&app(false), json!({}), "201");
    assert_eq!((seen.get("answers"), seen.get("consent")), (None, None));
}

#[test]
fn answers_stay_when_the_site_asks_something_else() {
    let app = app(false);
    check(&app, json!({"fields": {"about": "card"}}), "201");
    app.site.borrow_mut().topics.clear();
    let stored = tickets::get(&app.sql, 1001).unwrap().unwrap();
    assert_eq!(stored.answers[0].label, "What is it about?");
}

#[test]
fn bad_answers_are_named() {
    let refused = [
        (json!({"about": "refund"}), "422 invalid-fields fields.order"),
        (json!({"about": "refund", "order": "x".repeat(21)}), "422 invalid-fields fields.order"),
        (json!({"about": "nonsense"}), "422 invalid-fields fields.about"),
        (json!({"colour": "red"}), "422 invalid-fields fields.colour"),
        (json!({"<script>": "red"}), "422 invalid-fields fields"),
        (json!({"about": 1}), "422 invalid-fields fields.about"),
        (json!("about"), "422 invalid-fields fields"),
    ];
    for (fields, expected) in refused {
        check(&app(false), json!({"fields": fields}), expected);
    }
    let elsewhere = json!({"topic": "", "fields": {"about": "card"}});
    check(&app(false), elsewhere, "422 invalid-fields fields.about");
}

#[test]
fn consent_is_asked_for_and_kept_as_it_was_read() {
    check(&app(true), json!({}), "422 invalid-fields consent");
    check(&app(true), json!({"consent": "00000000"}), "422 invalid-fields consent");
    let seen = check(&app(true), json!({"consent": "0123abcd"}), "201");
    assert_eq!(seen["consent"], json!({"text": "You may store this.", "version": "0123abcd"}));
    let seen = check(&app(false), json!({"consent": "0123abcd"}), "201");
    assert_eq!(seen.get("consent"), None);
}

#[test]
fn the_largest_honest_ticket_is_not_too_large() {
    let app = app(true);
    let fields: Vec<Value> = (0..12)
        .map(|n| {
            let id = format!("{n:040}");
            json!({"id": id, "kind": "long_text", "labels": {"en": "L"}, "max": 166})
        })
        .collect();
    app.site.borrow_mut().topics[0].fields = serde_json::from_value(json!(fields)).unwrap();
    // Two bytes each in UTF-8.
    let text = |n: usize| "ж".repeat(n);
    let answers: serde_json::Map<_, _> =
        (0..12).map(|n| (format!("{n:040}"), json!(text(166)))).collect();
    let changes = json!({
        "name": text(80), "email": format!("{}@b.example", text(240)), "subject": text(200),
        "body": text(10_000), "fields": answers, "consent": "0123abcd",
        "context": {
            "page": {"url": format!("https://{}", "a".repeat(1_990)), "title": text(300)},
            "searches": vec![text(200); 20],
            "articles": vec![json!({"slug": "a".repeat(201), "title": text(300)}); 20],
            "facts": vec![json!({"name": text(40), "value": text(200)}); 20],
            "events": vec![text(200); 20],
        },
    });
    let request = post("tickets", with(ticket(1), changes));
    let (path, bytes) = (&request.0.path, request.0.body.len());
    assert!(bytes > 50_000 && front::refuse_body(path, bytes).is_none());
    app.check(request, "201");
}

#[test]
fn tickets_from_before_are_read() {
    let sql = Native::new();
    let first = include_str!("../../migrations/0001_help_desk.sql");
    sql.0.execute_batch(first).unwrap();
    sql.0
        .execute_batch(
            "CREATE TABLE migrations (version INTEGER PRIMARY KEY) STRICT;
             INSERT INTO migrations VALUES (1);
             INSERT INTO tickets VALUES (1001, '', '', 'S', '', 'en', '{}', 'new', 'normal', NULL,
               1, 1, NULL, NULL, NULL, 0, 0, 1, 'B', 1, 1);",
        )
        .unwrap();
    migrate(&sql).unwrap();
    let stored = tickets::get(&sql, 1001).unwrap().unwrap();
    assert_eq!((stored.answers, stored.consent), (vec![], None));
    assert!(sql.exec("UPDATE tickets SET answers = 'no JSON'", &[]).is_err());
}
