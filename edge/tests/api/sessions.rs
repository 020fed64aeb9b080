//! Signing in and out.

use edge::http::Method;
use serde_json::json;

use crate::support::{App, OWN, SECRET, SHOP, get, post, request};

const FOURTEEN_DAYS: i64 = 14 * 24 * 3_600_000;

fn sign_in(token: &str) -> crate::support::Req {
    post("staff/session", json!({"token": token}))
}

#[test]
fn the_setup_secret_works_once() {
    let app = App::new();
    let me = app.check(sign_in(SECRET), "200").json();
    assert_eq!(me["agent"], json!({"id": 1, "name": "Support"}));
    assert_eq!(me["site_name"], "Frontdesk");
    assert_eq!(me["locales"], json!(["en", "de", "ja"]), "the default first");
    assert_eq!(me["expires_ms"], crate::support::START + FOURTEEN_DAYS);
    app.check(sign_in(SECRET), "401 unauthenticated");
    assert_eq!(app.rows("sessions"), 1);
    assert_eq!(app.actions(), ["session.start agent 1"]);
}

#[test]
fn another_setup_secret_signs_the_first_agent_in_again() {
    let app = App::new();
    app.sign_in();
    let other = "another-setup-secret-0123456789";
    *app.secret.borrow_mut() = Some(other.into());
    assert_eq!(app.check(sign_in(other), "200").json()["agent"]["id"], 1);
    app.check(sign_in(SECRET), "401 unauthenticated");
    assert_eq!(app.rows("agents"), 1);
}

#[test]
fn without_a_good_secret_nobody_gets_in() {
    let app = App::new();
    app.check(sign_in(""), "401 unauthenticated");
    app.check(sign_in("x"), "401 unauthenticated");
    app.check(post("staff/session", json!({})), "422 invalid-fields token");
    app.check(sign_in(SECRET).origin(SHOP), "403 origin-not-allowed");
    app.check(sign_in(SECRET).origin(""), "403 origin-missing");
    *app.secret.borrow_mut() = Some("short".into());
    app.check(sign_in("short"), "401 unauthenticated");
    assert!(app.log.borrow()[0].starts_with("SETUP_SECRET is not used"));
    *app.secret.borrow_mut() = None;
    app.check(sign_in(SECRET), "401 unauthenticated");
    app.check(sign_in(""), "401 unauthenticated");
    assert_eq!((app.rows("agents"), app.rows("sessions"), app.rows("audit")), (0, 0, 0));
}

#[test]
fn cookies_follow_the_scheme() {
    let cookie = |origin: &str| {
        let app = App::new();
        let request = sign_in(SECRET).served_at(origin).origin(origin);
        app.check(request, "200").header("set-cookie").to_owned()
    };
    let (name, flags) = ("01".repeat(32), "HttpOnly; SameSite=Strict; Path=/; Max-Age=1209600");
    assert_eq!(cookie(OWN), format!("__Host-fd_staff={name}; {flags}; Secure"));
    assert_eq!(cookie("http://localhost:8787"), format!("fd_staff={name}; {flags}"));
}

#[test]
fn only_the_sessions_hash_is_stored() {
    let app = App::new();
    let cookie = app.sign_in();
    let token = cookie.split_once('=').unwrap().1;
    let stored = app.sql.everything();
    assert!(!stored.contains(token) && !stored.contains(SECRET));
}

#[test]
fn a_session_is_told_by_its_cookie() {
    let app = App::new();
    let cookie = app.sign_in();
    let me = || get("staff/session");
    app.check(me().cookie(&cookie), "200");
    app.check(me().cookie(&format!("a=b; {cookie}; c=d")), "200");
    app.check(me(), "401 unauthenticated");
    app.check(me().cookie("__Host-fd_staff="), "401 unauthenticated");
    app.check(me().cookie(&format!("__Host-fd_staff={}", "ff".repeat(32))), "401 unauthenticated");
    app.check(me().cookie(&cookie.replace("__Host-", "")), "401 unauthenticated");
    app.check(me().cookie(&cookie).origin(SHOP), "403 origin-not-allowed");
    app.check(me().cookie(&cookie).origin(OWN), "200");
}

#[test]
fn a_session_ends_fourteen_days_after_the_console_was_last_opened() {
    let app = App::new();
    let cookie = app.sign_in();
    let open = || get("staff/session").cookie(&cookie);
    app.wait(FOURTEEN_DAYS - 1);
    let reply = app.check(open(), "200");
    assert!(reply.header("set-cookie").contains("Max-Age=1209600"));
    assert!(reply.header("set-cookie").starts_with(&cookie));
    app.wait(FOURTEEN_DAYS - 1);
    // Other requests of the console use the session without prolonging it.
    app.check(get("staff/tickets").cookie(&cookie), "200");
    app.wait(1);
    app.check(open(), "401 unauthenticated");
}

#[test]
fn signing_out_deletes_the_session() {
    let app = App::new();
    let cookie = app.sign_in();
    let out = || request(Method::Delete, "staff/session").cookie(&cookie);
    app.check(out(), "403 origin-missing");
    app.check(out().origin(SHOP), "403 origin-not-allowed");
    let reply = app.check(out().origin(OWN), "204");
    assert_eq!(
        reply.header("set-cookie"),
        "__Host-fd_staff=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0; Secure"
    );
    app.check(get("staff/session").cookie(&cookie), "401 unauthenticated");
    app.check(out().origin(OWN), "401 unauthenticated");
    assert_eq!(app.rows("sessions"), 0);
    assert_eq!(app.actions(), ["session.start agent 1", "session.end agent 1"]);
}

#[test]
fn every_staff_address_wants_a_session() {
    let app = App::new();
    app.ticket(1);
    for path in ["session", "tickets", "tickets/1001", "status", "audit"] {
        app.check(get(&format!("staff/{path}")), "401 unauthenticated");
    }
    for path in ["invites", "tickets/1001/events", "incidents", "incidents/1/updates"] {
        app.check(post(&format!("staff/{path}"), json!({})), "401 unauthenticated");
        app.check(post(&format!("staff/{path}"), json!({})).origin(SHOP), "403 origin-not-allowed");
        app.check(post(&format!("staff/{path}"), json!({})).origin(""), "403 origin-missing");
    }
    app.check(crate::support::put("staff/me", json!({"name": "x"})), "401 unauthenticated");
    assert_eq!(app.rows("audit"), 0);
}
