//! A ticket's thread: reading it with the capability token, and writing again.

use edge::http::Method;
use serde_json::json;

use crate::support::{App, get, key, post, request, ticket};

const REPLY: &str = "reply";

fn message(n: u32, body: &str) -> serde_json::Value {
    json!({"key": key(n), "body": body})
}

#[test]
fn a_thread_is_read_with_its_token_only() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let (_, other) = app.ticket(2);
    let read = |path: &str| get(path);
    app.check(read("tickets/1001").bearer(&token), "200");
    app.check(read("tickets/1001"), "401 token-invalid");
    app.check(read("tickets/1001").bearer(&other), "401 token-invalid");
    app.check(read("tickets/1001").bearer(""), "401 token-invalid");
    app.check(read("tickets/1001").bearer(&token[1..]), "401 token-invalid");
    app.check(
        read("tickets/1001").bearer(&token.to_uppercase().replace('0', "A")),
        "401 token-invalid",
    );
    app.check(read("tickets/1001").header("authorization", &token), "401 token-invalid");
    app.check(read("tickets/1001").header("authorization", "Basic x"), "401 token-invalid");
    app.check(read("tickets/9999").bearer(&token), "401 token-invalid");
    let refused = app.send(read("tickets/1001"));
    assert_eq!(refused.header("www-authenticate"), "Bearer");
}

#[test]
fn a_session_opens_no_thread_and_a_token_no_console() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    app.check(get("tickets/1001").cookie(&cookie), "401 token-invalid");
    app.check(get("staff/tickets/1001").bearer(&token), "401 unauthenticated");
}

#[test]
fn the_cursor_tells_what_is_new() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    app.event(&cookie, 1001, json!({"kind": "note", "body": "internal"}), "201");
    app.wait(60_000);
    app.event(&cookie, 1001, json!({"kind": REPLY, "body": "Fixed."}), "201");
    let read =
        |after: &str| app.check(get(&format!("tickets/1001{after}")).bearer(&token), "200").json();
    let all = read("");
    assert_eq!(all["messages"].as_array().unwrap().len(), 2, "notes are not for visitors");
    assert!(!all.to_string().contains("internal"));
    let new = read("?after=1");
    assert_eq!(new["messages"][0]["body"], "Fixed.");
    assert_eq!(new["messages"][0]["from"], "agent");
    assert_eq!(new["messages"][0]["name"], "Support");
    assert_eq!(new["state"], "pending");
    let cursor = new["cursor"].as_i64().unwrap();
    let nothing = read(&format!("?after={cursor}"));
    assert_eq!(
        (nothing["messages"].as_array().unwrap().len(), &nothing["cursor"]),
        (0, &json!(cursor))
    );
    app.check(get("tickets/1001?after=x").bearer(&token), "422 invalid-fields after");
}

#[test]
fn a_message_is_stored_once() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let write = |body: &str| post("tickets/1001/messages", message(2, body)).bearer(&token);
    let thread = app.check(write("Again."), "201").json();
    assert_eq!(thread["messages"][0]["body"], "Again.");
    assert_eq!(thread["messages"].as_array().unwrap().len(), 1);
    assert_eq!(app.check(write("Again."), "200").json(), thread);
    app.check(write("Else."), "409 key-reused");
    assert_eq!(app.rows("timeline"), 2);
}

#[test]
fn a_key_belongs_to_one_address() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let (_, other) = app.ticket(2);
    app.check(post("tickets/1001/messages", message(1, "x")).bearer(&token), "409 key-reused");
    app.check(post("tickets/1001/messages", message(3, "x")).bearer(&token), "201");
    app.check(post("tickets/1002/messages", message(3, "x")).bearer(&other), "409 key-reused");
}

#[test]
fn a_message_reopens_what_waited_or_was_solved() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    let write = |n| {
        let reply = app.check(post("tickets/1001/messages", message(n, "x")).bearer(&token), "201");
        reply.json()["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(write(2), "new");
    app.event(&cookie, 1001, json!({"kind": REPLY, "body": "a"}), "201");
    assert_eq!(write(3), "open");
    app.event(&cookie, 1001, json!({"kind": REPLY, "body": "b", "solve": true}), "201");
    assert_eq!(write(4), "open");
    assert_eq!(app.sql.count("SELECT reopened FROM tickets"), 1);
}

#[test]
fn refusals() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let write = |body| post("tickets/1001/messages", body).bearer(&token);
    app.check(write(message(2, " ")), "422 invalid-fields body");
    app.check(write(json!({"key": "x", "body": ""})), "422 invalid-fields key body");
    app.check(write(json!({"key": key(2)})), "422 invalid-fields body");
    app.check(write(message(2, "x")).bearer("x"), "401 token-invalid");
    app.check(write(message(2, "x")).origin("https://evil.example"), "403 origin-not-allowed");
    app.check(write(message(2, "x")).origin(""), "403 origin-missing");
    app.check(get("tickets/1001/messages"), "405 method-not-allowed");
    app.check(get("tickets/01001").bearer(&token), "404 not-found");
    app.check(get("tickets/abc").bearer(&token), "404 not-found");
    app.check(get("tickets/-1").bearer(&token), "404 not-found");
    app.check(get("tickets/99999999999999999999").bearer(&token), "404 not-found");
    app.check(
        request(Method::Delete, "tickets/1001").origin(crate::support::SHOP),
        "405 method-not-allowed",
    );
    assert_eq!(app.rows("timeline"), 1);
}

#[test]
fn a_reply_time_is_promised_after_five_answers() {
    let app = App::new();
    let cookie = app.sign_in();
    for n in 1..=5 {
        let (number, _) = app.ticket(n);
        app.wait(60_000);
        app.event(&cookie, number, json!({"kind": REPLY, "body": "a"}), "201");
        let thread = app.check(post("tickets", ticket(n)), "200").json()["thread"].clone();
        let promised = thread.get("expected_reply_ms").and_then(|v| v.as_i64());
        assert_eq!(promised, (n == 5).then_some(60_000));
    }
    app.wait(31 * 86_400_000);
    let later = app.check(post("tickets", ticket(6)), "201").json();
    assert_eq!(later["thread"].get("expected_reply_ms"), None);
}
