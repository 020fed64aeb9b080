//! Names, invitations and the audit.

use serde_json::json;

use crate::support::{App, get, post, put};

/// The token in a fresh invitation's link.
fn invited(app: &App, cookie: &str, name: &str) -> String {
    let invite = post("staff/invites", json!({"name": name})).cookie(cookie);
    let link = app.check(invite, "201").json()["link"].as_str().unwrap().to_owned();
    link.strip_prefix("/staff/#token=").unwrap().to_owned()
}

#[test]
fn an_invitation_lets_a_colleague_in_once() {
    let app = App::new();
    let cookie = app.sign_in();
    let token = invited(&app, &cookie, "Kim");
    assert!(!app.sql.everything().contains(&token));
    let sign_in = || post("staff/session", json!({"token": token}));
    let reply = app.check(sign_in(), "200");
    assert_eq!(reply.json()["agent"], json!({"id": 2, "name": "Kim"}));
    app.check(get("staff/session").cookie(&reply.cookie()), "200");
    app.check(sign_in(), "401 unauthenticated");
    assert_eq!(
        app.actions(),
        ["session.start agent 1", "agent.invite Kim", "session.start agent 2"]
    );
}

#[test]
fn an_invitation_lasts_a_day() {
    let app = App::new();
    let cookie = app.sign_in();
    let token = invited(&app, &cookie, "Kim");
    app.wait(24 * 3_600_000);
    app.check(post("staff/session", json!({"token": token})), "401 unauthenticated");
    assert_eq!(app.rows("agents"), 1);
}

#[test]
fn an_invitation_of_a_known_name_is_for_that_colleague() {
    let app = App::new();
    let cookie = app.sign_in();
    for name in ["Kim", "kim"] {
        let token = invited(&app, &cookie, name);
        let me = app.check(post("staff/session", json!({"token": token})), "200").json();
        assert_eq!(me["agent"], json!({"id": 2, "name": "Kim"}));
    }
}

#[test]
fn agents_rename_themselves() {
    let app = App::new();
    let cookie = app.sign_in();
    let rename = |name: &str| put("staff/me", json!({"name": name})).cookie(&cookie);
    assert_eq!(app.check(rename(" Alex "), "200").json()["agent"]["name"], "Alex");
    assert_eq!(
        app.check(get("staff/session").cookie(&cookie), "200").json()["agent"]["name"],
        "Alex"
    );
    app.check(rename("ALEX"), "200");
    app.check(rename(""), "422 invalid-fields name");
    app.check(rename(&"x".repeat(81)), "422 invalid-fields name");
    app.check(put("staff/me", json!({"name": 5})).cookie(&cookie), "422 invalid-fields name");
    let token = invited(&app, &cookie, "Kim");
    app.check(post("staff/session", json!({"token": token})), "200");
    app.check(rename("kim"), "422 invalid-fields name");
    assert_eq!(app.sql.texts("SELECT name FROM agents ORDER BY id"), ["ALEX", "Kim"]);
}

#[test]
fn bad_invitations() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(
        post("staff/invites", json!({"name": ""})).cookie(&cookie),
        "422 invalid-fields name",
    );
    app.check(post("staff/invites", json!({})).cookie(&cookie), "422 invalid-fields name");
    assert_eq!(app.rows("sign_ins"), 1, "the used setup secret alone");
}

#[test]
fn the_audit_shows_the_newest_first_and_the_name_of_then() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(put("staff/me", json!({"name": "Alex"})).cookie(&cookie), "200");
    let rows = app.check(get("staff/audit").cookie(&cookie), "200").json()["rows"].clone();
    let line = |i: usize| {
        let text = |name: &str| rows[i][name].as_str().unwrap().to_owned();
        format!("{} {} {}", text("agent"), text("action"), text("target"))
    };
    assert_eq!(line(0), "Alex agent.rename agent 1");
    assert_eq!(line(1), "Support session.start agent 1");
}

#[test]
fn the_audit_shows_200_rows() {
    let app = App::new();
    let cookie = app.sign_in();
    for n in 0..205 {
        app.check(put("staff/me", json!({"name": format!("A{n}")})).cookie(&cookie), "200");
    }
    let rows = app.check(get("staff/audit").cookie(&cookie), "200").json()["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 200);
}
