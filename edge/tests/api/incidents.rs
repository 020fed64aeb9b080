//! Posting, updating and resolving incidents.

use serde_json::{Value, json};

use crate::support::{App, Req, SHOP, get, incident, key, post, with};

fn update(n: u32, version: i64, state: &str, cookie: &str) -> Req {
    let body = json!({"key": key(n), "version": version, "state": state, "text": format!("t{n}")});
    post("staff/incidents/1/updates", body).cookie(cookie)
}

#[test]
fn an_incident_is_posted_once() {
    let app = App::new();
    let cookie = app.sign_in();
    let send = |changes| post("staff/incidents", with(incident(1), changes)).cookie(&cookie);
    let first = app.check(send(json!({})), "201").json();
    assert_eq!(first["snapshot"]["incidents"][0]["title"], "Payments are failing");
    assert_eq!(first["snapshot"]["indicator"], "partial_outage");
    assert_eq!(first["versions"], json!([[1, 1]]));
    assert_eq!(app.check(send(json!({})), "200").json(), first);
    app.check(send(json!({"title": "Else"})), "409 key-reused");
    assert_eq!((app.rows("incidents"), app.rows("incident_updates")), (1, 1));
    assert_eq!(app.actions(), ["session.start agent 1", "incident.post incident 1"]);
}

#[test]
fn updates_follow_through_to_the_end() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    app.wait(60_000);
    let identified = app.check(update(2, 1, "identified", &cookie), "201").json();
    assert_eq!(identified["snapshot"]["banner"]["id"], "1-2");
    assert_eq!(identified["snapshot"]["incidents"][0]["updates"][0]["text"], "t2");
    app.check(update(3, 2, "monitoring", &cookie), "201");
    let over = app.check(update(4, 3, "resolved", &cookie), "201").json();
    assert_eq!(over["snapshot"]["indicator"], "operational");
    assert_eq!(over["snapshot"].get("banner"), None);
    assert_eq!(over["snapshot"]["past"][0]["updates"].as_array().unwrap().len(), 4);
    assert_eq!(over["snapshot"]["past"][0]["resolved_ms"], app.now.get());
    app.check(update(5, 4, "investigating", &cookie), "422 invalid-fields state");
    let expected = ["incident.post", "incident.update", "incident.update", "incident.resolve"];
    let expected: Vec<_> = expected.iter().map(|a| format!("{a} incident 1")).collect();
    assert_eq!(app.actions()[1..], expected);
}

#[test]
fn a_retried_update_is_answered_with_the_status_of_now() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    let first = app.check(update(2, 1, "identified", &cookie), "201").json();
    assert_eq!(app.check(update(2, 1, "identified", &cookie), "200").json(), first);
    app.check(update(2, 1, "monitoring", &cookie), "409 key-reused");
    app.check(update(3, 1, "monitoring", &cookie), "409 changed");
    assert_eq!(app.rows("incident_updates"), 2);
}

/// An incident with these fields replaced is answered with this line.
#[track_caller]
fn check(changes: Value, expected: &str) {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", with(incident(1), changes)).cookie(&cookie), expected);
    assert_eq!((app.rows("incidents"), app.rows("snapshot"), app.rows("audit")), (0, 0, 1));
}

#[test]
fn bad_incidents() {
    check(json!({"key": "x"}), "422 invalid-fields key");
    check(json!({"title": ""}), "422 invalid-fields title");
    check(json!({"title": "x".repeat(121)}), "422 invalid-fields title");
    check(json!({"text": " "}), "422 invalid-fields text");
    check(json!({"text": "x".repeat(2_001)}), "422 invalid-fields text");
    check(json!({"components": []}), "422 invalid-fields components");
    check(json!({"components": ["moon"]}), "422 invalid-fields components");
    check(json!({"state": "resolved"}), "422 invalid-fields state");
    check(json!({"state": "over"}), "422 invalid-fields state");
    check(json!({"impact": "huge"}), "422 invalid-fields impact");
    check(json!({"title": "", "text": ""}), "422 invalid-fields title text");
}

#[test]
fn bad_updates() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(update(2, 1, "identified", &cookie), "404 not-found");
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    app.check(update(2, 1, "over", &cookie), "422 invalid-fields state");
    app.check(update(2, 1, "identified", &cookie).origin(SHOP), "403 origin-not-allowed");
    app.check(update(2, 1, "identified", ""), "401 unauthenticated");
    let empty = json!({"key": key(2), "version": 1, "state": "identified", "text": ""});
    app.check(post("staff/incidents/1/updates", empty).cookie(&cookie), "422 invalid-fields text");
    assert_eq!(app.rows("incident_updates"), 1);
}

#[test]
fn staff_see_past_incidents_for_14_days() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    app.check(update(2, 1, "resolved", &cookie), "201");
    let past = |cookie: &str| {
        let status = app.check(get("staff/status").cookie(cookie), "200").json();
        status["snapshot"]["past"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(past(&cookie), 1);
    app.wait(14 * 86_400_000 + 1);
    *app.secret.borrow_mut() = Some("another-setup-secret-0123456789".into());
    let token = json!({"token": "another-setup-secret-0123456789"});
    let later = app.check(post("staff/session", token), "200").cookie();
    assert_eq!(past(&later), 0);
}
