//! `POST tickets`: creation, retries, and every way to get it wrong.

use serde_json::{Value, json};

use crate::support::{App, SHOP, get, key, post, ticket, with};

/// A ticket with these fields replaced is answered with this line.
#[track_caller]
fn check(changes: Value, expected: &str) {
    let app = App::new();
    app.check(post("tickets", with(ticket(1), changes)), expected);
    let stored = i64::from(expected == "201");
    assert_eq!((app.rows("tickets"), app.rows("keys")), (stored, stored));
    assert!(app.log.borrow().is_empty());
}

#[test]
fn a_ticket_is_created() {
    let app = App::new();
    let reply = app.check(post("tickets", ticket(1)), "201");
    let json = reply.json();
    assert_eq!(json["number"], 1001);
    assert_eq!(json["token"].as_str().unwrap().len(), 64);
    assert_eq!(json["thread"]["state"], "new");
    assert_eq!(json["thread"]["cursor"], 1);
    assert_eq!(json["thread"]["messages"][0]["body"], "The page says declined.\nTwice.");
    assert_eq!(json["thread"]["messages"][0]["from"], "requester");
    assert_eq!(json["thread"].get("expected_reply_ms"), None);
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
}

#[test]
fn numbers_count_up() {
    let app = App::new();
    assert_eq!(app.ticket(1).0, 1001);
    assert_eq!(app.ticket(2).0, 1002);
}

#[test]
fn only_the_tokens_hash_is_stored() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    assert!(!app.sql.everything().contains(&token));
    assert_eq!(app.sql.texts("SELECT hash FROM ticket_tokens"), [edge::auth::hash(&token)]);
}

#[test]
fn a_retry_finds_the_same_ticket_and_both_tokens_work() {
    let app = App::new();
    let (number, first) = app.ticket(1);
    let again = app.check(post("tickets", ticket(1)), "200").json();
    assert_eq!(again["number"], number);
    let second = again["token"].as_str().unwrap();
    assert_ne!(first, second);
    for token in [&first, second] {
        app.check(get("tickets/1001").bearer(token), "200");
    }
    assert_eq!(app.rows("tickets"), 1);
    assert_eq!(app.rows("timeline"), 1);
}

#[test]
fn a_retry_may_write_the_same_json_in_another_way() {
    let app = App::new();
    app.ticket(1);
    let text = ticket(1).to_string().replace("\":", "\" : ");
    app.check(post("tickets", json!({})).raw(text), "200");
    app.check(post("tickets", with(ticket(1), json!({"field_of_tomorrow": 1}))), "200");
}

#[test]
fn a_key_with_another_body_is_refused() {
    let app = App::new();
    app.ticket(1);
    app.check(post("tickets", with(ticket(1), json!({"body": "else"}))), "409 key-reused");
    assert_eq!(app.rows("tickets"), 1);
}

#[test]
fn a_key_is_remembered_for_a_month() {
    let app = App::new();
    app.ticket(1);
    app.wait(31 * 86_400_000);
    app.ticket(2);
    assert_eq!(app.sql.texts("SELECT key FROM keys"), [key(2)]);
}

#[test]
fn good_ones() {
    check(json!({"name": "", "email": "", "topic": ""}), "201");
    check(json!({"context": {}}), "201");
    check(json!({"body": "日".repeat(10_000)}), "201");
    check(json!({"subject": "'; DROP TABLE tickets; --"}), "201");
    check(json!({"locale": "pt-BR"}), "201");
}

#[test]
fn bad_fields() {
    check(json!({"key": "x"}), "422 invalid-fields key");
    check(json!({"name": "x".repeat(81)}), "422 invalid-fields name");
    check(json!({"email": "x"}), "422 invalid-fields email");
    check(json!({"subject": ""}), "422 invalid-fields subject");
    check(json!({"subject": "x".repeat(201)}), "422 invalid-fields subject");
    check(json!({"body": " \n"}), "422 invalid-fields body");
    check(json!({"body": "x".repeat(10_001)}), "422 invalid-fields body");
    check(json!({"topic": "sales"}), "422 invalid-fields topic");
    check(json!({"locale": "?"}), "422 invalid-fields locale");
    check(json!({"website": "x"}), "422 invalid-fields website");
    check(json!({"context": {"searches": vec!["x"; 21]}}), "422 invalid-fields context.searches");
    let page = json!({"page": {"url": "javascript:1", "title": ""}});
    check(json!({"context": page}), "422 invalid-fields context.page.url");
    check(
        json!({"email": "x", "subject": "", "body": ""}),
        "422 invalid-fields email subject body",
    );
}

#[test]
fn wrong_shapes_name_the_field() {
    check(json!({"subject": 5}), "422 invalid-fields subject");
    check(json!({"subject": null}), "422 invalid-fields subject");
    check(json!({"context": 5}), "422 invalid-fields context");
    check(json!({"context": {"searches": [1]}}), "422 invalid-fields context.searches[0]");
    check(
        json!({"context": {"page": {"url": "https://a.example"}}}),
        "422 invalid-fields context.page.title",
    );
    let app = App::new();
    app.check(
        post("tickets", json!({"key": key(1), "body": "b", "locale": "en"})),
        "422 invalid-fields subject",
    );
}

#[test]
fn what_is_no_json_is_malformed_and_not_repeated() {
    let app = App::new();
    let raw = |text: &str| post("tickets", json!({})).raw(text);
    for text in
        ["", "{", "secret words", "[]", "5", "\"x\"", "{}{}", "{\"subject\":\"secret\"", "\u{0}"]
    {
        let reply = app.send(raw(text));
        let line = reply.line();
        assert!(line == "400 malformed-json" || line.starts_with("422"), "{text}: {line}");
        assert!(!reply.text().contains("secret"), "{}", reply.text());
    }
    app.check(raw("{"), "400 malformed-json");
    app.check(raw("[]"), "400 malformed-json");
    app.check(post("tickets", json!({})).raw(vec![0xff, 0xfe]), "400 malformed-json");
    let valid_then_more = format!("{} x", ticket(1));
    app.check(raw(&valid_then_more), "400 malformed-json");
    assert_eq!(app.rows("tickets"), 0);
}

#[test]
fn faults_do_not_repeat_what_was_typed() {
    let app = App::new();
    let secret = "my secret words";
    for field in ["name", "email", "subject", "body", "topic", "locale", "website", "key"] {
        let long = secret.repeat(1_000);
        let reply = app.send(post("tickets", with(ticket(1), json!({field: long}))));
        assert!(!reply.text().contains("secret"), "{field}");
    }
    let typed = app.send(post("tickets", with(ticket(1), json!({"context": secret}))));
    assert!(!typed.text().contains("secret"), "{}", typed.text());
    assert!(app.log.borrow().is_empty());
}

#[test]
fn size_type_and_origin() {
    let app = App::new();
    let good = || post("tickets", ticket(1));
    app.check(good().raw(vec![b' '; 81_921]), "413 too-large");
    app.check(good().header("content-length", "81921"), "413 too-large");
    app.check(good().header("content-type", "text/plain"), "415 unsupported-type");
    app.check(good().header("content-type", ""), "415 unsupported-type");
    app.check(good().origin("https://evil.example"), "403 origin-not-allowed");
    app.check(good().origin("https://shop.example:8443"), "403 origin-not-allowed");
    app.check(good().origin("http://shop.example"), "403 origin-not-allowed");
    app.check(good().origin("null"), "403 origin-not-allowed");
    app.check(good().origin(""), "403 origin-missing");
    assert_eq!(app.rows("tickets"), 0);
    app.check(good().header("content-type", "application/json; charset=utf-8"), "201");
    app.check(good().origin("http://localhost:8788"), "200");
    app.check(good().origin(SHOP), "200");
}

#[test]
fn a_visitors_name_is_kept_as_typed_and_controls_are_dropped() {
    let app = App::new();
    let odd = with(ticket(1), json!({"name": " <b>A\u{0}da</b> ", "body": "a\r\nb\u{7}"}));
    let thread = app.check(post("tickets", odd), "201").json()["thread"].clone();
    assert_eq!(thread["messages"][0]["name"], "<b>A da</b>");
    assert_eq!(thread["messages"][0]["body"], "a\nb");
}
