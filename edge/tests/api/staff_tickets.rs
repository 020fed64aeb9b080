//! The queue, one ticket whole, and what staff do to it.

use serde_json::{Value, json};

use crate::support::{App, Req, SHOP, get, key, post, ticket, with};

fn staffed() -> (App, String) {
    let app = App::new();
    app.ticket(1);
    let cookie = app.sign_in();
    (app, cookie)
}

fn event(version: i64, n: u32, event: Value, cookie: &str) -> Req {
    let body = json!({"key": key(n), "version": version, "event": event});
    post("staff/tickets/1001/events", body).cookie(cookie)
}

#[test]
fn a_ticket_is_shown_with_its_context() {
    let (app, cookie) = staffed();
    let detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    assert_eq!(detail["email"], "ada@example.com");
    assert_eq!(detail["version"], 1);
    assert_eq!(detail["context"], ticket(1)["context"]);
    assert_eq!(detail["row"]["requester"], "Ada");
    assert_eq!(detail["row"]["excerpt"], "The page says declined. Twice.");
    assert_eq!(detail["timeline"][0]["what"]["kind"], "message");
    app.check(get("staff/tickets/1002").cookie(&cookie), "404 not-found");
}

#[test]
fn a_requester_without_a_name_is_called_by_what_there_is() {
    let app = App::new();
    app.check(post("tickets", with(ticket(1), json!({"name": ""}))), "201");
    app.check(post("tickets", with(ticket(2), json!({"name": "", "email": ""}))), "201");
    let cookie = app.sign_in();
    let rows = app.check(get("staff/tickets").cookie(&cookie), "200").json()["tickets"].clone();
    assert_eq!(
        (&rows[0]["requester"], &rows[1]["requester"]),
        (&json!("ada@example.com"), &json!("Visitor"))
    );
}

/// After these events the ticket's state, and the kinds of its timeline.
#[track_caller]
fn check(events: &[Value], state: &str, kinds: &str) {
    let (app, cookie) = staffed();
    let mut detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    for one in events {
        detail = app.event(&cookie, 1001, one.clone(), "201").json();
    }
    let timeline = detail["timeline"].as_array().unwrap();
    let seen: Vec<_> = timeline.iter().map(|i| i["what"]["kind"].as_str().unwrap()).collect();
    assert_eq!((detail["row"]["state"].as_str().unwrap(), seen.join(" ").as_str()), (state, kinds));
}

#[test]
fn events() {
    let reply = json!({"kind": "reply", "body": "a"});
    let reply_solve = json!({"kind": "reply", "body": "a", "solve": true});
    let (solve, reopen) = (json!({"kind": "solve"}), json!({"kind": "reopen"}));
    let (take, release) = (json!({"kind": "take"}), json!({"kind": "release"}));
    let urgent = json!({"kind": "set_priority", "priority": "urgent"});
    let note = json!({"kind": "note", "body": "a"});
    check(&[], "new", "message");
    check(std::slice::from_ref(&reply), "pending", "message message state");
    check(&[reply_solve], "solved", "message message state");
    check(&[note], "new", "message note");
    check(std::slice::from_ref(&solve), "solved", "message state");
    check(&[solve, reopen], "open", "message state state");
    check(&[urgent.clone(), urgent], "new", "message priority");
    check(&[take.clone(), take, release], "new", "message assigned assigned");
    check(&[reply.clone(), reply], "pending", "message message state message");
}

#[test]
fn an_event_is_stored_once() {
    let (app, cookie) = staffed();
    let reply = || event(1, 9, json!({"kind": "reply", "body": "Fixed."}), &cookie);
    let first = app.check(reply(), "201").json();
    assert_eq!(first["version"], 2);
    assert_eq!(app.check(reply(), "200").json(), first, "though the version is an old one by now");
    app.check(event(1, 9, json!({"kind": "reply", "body": "Else."}), &cookie), "409 key-reused");
    assert_eq!(app.sql.count("SELECT count(*) FROM timeline WHERE kind = 'message'"), 2);
    assert_eq!(app.sql.count("SELECT count(*) FROM audit WHERE action = 'ticket.reply'"), 1);
}

#[test]
fn a_lost_race_changes_nothing() {
    let (app, cookie) = staffed();
    app.check(event(1, 8, json!({"kind": "take"}), &cookie), "201");
    let before = app.sql.everything();
    app.check(event(1, 9, json!({"kind": "reply", "body": "late"}), &cookie), "409 changed");
    app.check(event(7, 9, json!({"kind": "solve"}), &cookie), "409 changed");
    assert_eq!(app.sql.everything(), before);
    app.check(event(2, 9, json!({"kind": "reply", "body": "late"}), &cookie), "201");
}

#[test]
fn a_visitors_message_counts_as_a_change() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    let more = post("tickets/1001/messages", json!({"key": key(2), "body": "One more thing."}));
    app.check(more.bearer(&token), "201");
    app.check(event(1, 9, json!({"kind": "solve"}), &cookie), "409 changed");
}

#[test]
fn bad_events() {
    let (app, cookie) = staffed();
    let check = |e: Value, expected: &str| drop(app.check(event(1, 9, e, &cookie), expected));
    check(json!({"kind": "reply", "body": ""}), "422 invalid-fields event.body");
    check(json!({"kind": "reply", "body": "x".repeat(10_001)}), "422 invalid-fields event.body");
    check(json!({"kind": "dance"}), "422 invalid-fields event.kind");
    check(json!({"kind": "set_priority", "priority": "huge"}), "422 invalid-fields event");
    check(json!({"kind": "reopen"}), "422 invalid-fields event");
    app.check(event(1, 9, json!({"kind": "take"}), &cookie).origin(SHOP), "403 origin-not-allowed");
    let nowhere = json!({"key": key(9), "version": 1, "event": {"kind": "take"}});
    app.check(post("staff/tickets/1002/events", nowhere).cookie(&cookie), "404 not-found");
    let keyless = json!({"key": "", "version": 1, "event": {"kind": "take"}});
    app.check(post("staff/tickets/1001/events", keyless).cookie(&cookie), "422 invalid-fields key");
    assert_eq!(app.rows("timeline"), 1);
    assert_eq!(app.actions(), ["session.start agent 1"]);
}

#[test]
fn every_action_is_audited_without_a_visitors_words() {
    let (app, cookie) = staffed();
    for e in [
        json!({"kind": "take"}),
        json!({"kind": "set_priority", "priority": "high"}),
        json!({"kind": "note", "body": "a"}),
        json!({"kind": "reply", "body": "a", "solve": true}),
        json!({"kind": "reopen"}),
        json!({"kind": "solve"}),
        json!({"kind": "release"}),
    ] {
        app.event(&cookie, 1001, e, "201");
    }
    let actions = app.actions();
    let expected = [
        "session.start agent 1",
        "ticket.take #1001",
        "ticket.set_priority #1001",
        "ticket.note #1001",
        "ticket.reply #1001",
        "ticket.solve #1001",
        "ticket.reopen #1001",
        "ticket.solve #1001",
        "ticket.release #1001",
    ];
    assert_eq!(actions, expected);
}

#[test]
fn views_and_counts() {
    let (app, cookie) = staffed();
    app.ticket(2);
    app.ticket(3);
    app.event(&cookie, 1002, json!({"kind": "reply", "body": "a"}), "201");
    app.event(&cookie, 1003, json!({"kind": "solve"}), "201");
    let numbers = |view: &str| {
        let queue = app.check(get(&format!("staff/tickets{view}")).cookie(&cookie), "200").json();
        assert_eq!(queue["counts"], json!({"open": 1, "waiting": 1, "solved": 1}));
        let rows = queue["tickets"].as_array().unwrap();
        rows.iter().map(|r| r["number"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(""), [1001]);
    assert_eq!(numbers("?view=open"), [1001]);
    assert_eq!(numbers("?view=waiting"), [1002]);
    assert_eq!(numbers("?view=solved"), [1003]);
    app.check(get("staff/tickets?view=all").cookie(&cookie), "422 invalid-fields view");
}

#[test]
fn the_queue_leads_with_what_is_due_first() {
    let (app, cookie) = staffed();
    app.wait(60_000);
    app.ticket(2);
    app.ticket(3);
    app.event(&cookie, 1003, json!({"kind": "set_priority", "priority": "urgent"}), "201");
    let queue = app.check(get("staff/tickets").cookie(&cookie), "200").json();
    let rows = queue["tickets"].as_array().unwrap();
    let numbers: Vec<_> = rows.iter().map(|r| r["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [1003, 1001, 1002]);
    assert_eq!(rows[0]["due_ms"], crate::support::START + 60_000 + 60 * 60_000);
}

#[test]
fn figures() {
    let (app, cookie) = staffed();
    app.wait(60_000);
    app.event(&cookie, 1001, json!({"kind": "reply", "body": "a", "solve": true}), "201");
    let figures = app.check(get("staff/tickets").cookie(&cookie), "200").json()["figures"].clone();
    let expected = json!({
        "volume": 1, "first_response_ms": 60_000, "resolution_ms": 60_000, "fcr_percent": 100,
        "csat_percent": null, "rated": 0,
    });
    assert_eq!(figures, expected);
}

#[test]
fn the_same_requesters_other_tickets_are_listed() {
    let (app, cookie) = staffed();
    app.check(post("tickets", with(ticket(2), json!({"email": "ADA@example.com"}))), "201");
    app.check(post("tickets", with(ticket(3), json!({"email": "bob@example.com"}))), "201");
    app.check(post("tickets", with(ticket(4), json!({"email": ""}))), "201");
    app.check(post("tickets", with(ticket(5), json!({"email": ""}))), "201");
    let others = |number: i64| {
        let path = format!("staff/tickets/{number}");
        let detail = app.check(get(&path).cookie(&cookie), "200").json();
        let rows = detail["others"].as_array().unwrap().clone();
        rows.iter().map(|r| r["number"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(others(1001), [1002]);
    assert_eq!(others(1003), [0i64; 0]);
    assert_eq!(others(1004), [0i64; 0]);
}

#[test]
fn old_replies_keep_the_name_they_were_sent_under() {
    let (app, cookie) = staffed();
    app.event(&cookie, 1001, json!({"kind": "reply", "body": "a"}), "201");
    app.event(&cookie, 1001, json!({"kind": "take"}), "201");
    app.check(crate::support::put("staff/me", json!({"name": "Alex"})).cookie(&cookie), "200");
    let detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    assert_eq!(detail["timeline"][1]["name"], "Support");
    assert_eq!(detail["row"]["assignee"]["name"], "Alex");
}
