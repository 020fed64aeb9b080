//! Scheduling, changing and cancelling maintenance, and what everybody sees of it as time passes.

use serde_json::{Value, json};

use crate::support::{App, Req, SHOP, START, get, key, post, with};

const HOUR: i64 = 3_600_000;

/// A window from so many hours after the start to so many.
fn window(n: u32, from: i64, to: i64) -> Value {
    json!({
        "key": key(n), "title": "A larger database", "text": "Orders <wait> meanwhile.",
        "components": ["checkout"], "starts_ms": START + from * HOUR, "ends_ms": START + to * HOUR
    })
}

fn edit(seq: i64, to: Value, cookie: &str) -> Req {
    post("staff/maintenances/1", json!({"seq": seq, "to": to})).cookie(cookie)
}

fn cancel(n: u32, seq: i64, cookie: &str) -> Req {
    post("staff/maintenances/1/cancel", json!({"key": key(n), "seq": seq})).cookie(cookie)
}

#[test]
fn it_is_scheduled_once() {
    let app = App::new();
    let cookie = app.sign_in();
    let send = |body| post("staff/maintenances", body).cookie(&cookie);
    let first = app.check(send(window(1, 24, 26)), "201").json();
    assert_eq!(first["snapshot"]["maintenances"][0]["title"], "A larger database");
    assert_eq!(first["snapshot"]["indicator"], "operational");
    assert_eq!(app.check(send(window(1, 24, 26)), "200").json(), first);
    app.check(send(window(1, 24, 27)), "409 key-reused");
    assert_eq!(app.rows("maintenances"), 1);
    assert_eq!(app.actions()[1..], ["maintenance.post maintenance 1"]);
}

/// What the loader, Statuspage's JSON and the page say so many hours after the start, with the etag.
#[track_caller]
fn check_at(app: &App, hours: i64, expected: &str) {
    app.now.set(START + hours * HOUR);
    let reply = app.check(get("status"), "200");
    let status = reply.json();
    let banner = status["banner"]["id"].as_str().unwrap_or("no banner").to_owned();
    let known = status["maintenances"].as_array().map_or(0, Vec::len);
    let summary = app.check(get("/api/v2/summary.json"), "200").json();
    let planned = summary["scheduled_maintenances"][0]["status"].as_str().unwrap_or("none");
    let component = summary["components"][0]["status"].as_str().unwrap_or("");
    let page = app.check(get("/status"), "200").text();
    let on_page = ["Scheduled", "In progress", "Completed"];
    let on_page = on_page.into_iter().find(|said| page.contains(&format!(">{said} · ")));
    let on_page = on_page.unwrap_or("-");
    let line = format!("{known} {banner} | {planned} {component} | {on_page}");
    assert_eq!(line, expected, "{hours}");
    let again = get("status").header("if-none-match", reply.header("etag"));
    app.check(again, "304");
}

#[test]
fn it_moves_by_the_clock_alone() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/maintenances", window(1, 24, 26)).cookie(&cookie), "201");
    check_at(&app, 0, "1 no banner | scheduled operational | Scheduled");
    let before = app.check(get("status"), "200").header("etag").to_owned();
    check_at(&app, 24, "1 m1-1 | in_progress under_maintenance | In progress");
    let known = get("status").header("if-none-match", &before);
    let during = app.check(known, "200").header("etag").to_owned();
    assert_ne!(during, before, "a browser must not keep yesterday's");
    check_at(&app, 26, "0 no banner | none operational | Completed");
    check_at(&app, 26 + 14 * 24 + 1, "0 no banner | none operational | -");
}

#[test]
fn the_page_says_it_in_utc_and_as_text() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/maintenances", window(1, 24, 26)).cookie(&cookie), "201");
    let page = app.check(get("/status"), "200").text();
    for words in [
        "<h2>Maintenance</h2>",
        "id=\"maintenance-1\" data-state=\"scheduled\"",
        "2 Mar 2026, 09:30 UTC</time> – <time datetime=\"2026-03-02T11:30:00.000Z\">",
        "Scheduled · <bdi>Checkout</bdi>",
        "Orders &lt;wait&gt; meanwhile.",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let german = app.check(get("/status?lang=de"), "200").text();
    assert!(german.contains("<h2>Wartung</h2>") && german.contains("Geplant · "), "{german}");
}

#[test]
fn it_is_edited_and_ended_early() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/maintenances", window(1, 24, 26)).cookie(&cookie), "201");
    let moved = with(window(2, 30, 31), json!({"title": "Moved"}));
    let status = app.check(edit(1, moved.clone(), &cookie), "201").json();
    let one = &status["snapshot"]["maintenances"][0];
    assert_eq!((&one["title"], &one["seq"]), (&json!("Moved"), &json!(2)));
    assert_eq!(one["starts_ms"], START + 30 * HOUR);
    assert_eq!(app.check(edit(1, moved, &cookie), "200").json(), status);
    app.check(edit(1, window(3, 30, 32), &cookie), "409 changed");
    app.now.set(START + 30 * HOUR + HOUR / 2);
    let ended = with(window(4, 30, 31), json!({"ends_ms": app.now.get()}));
    app.check(edit(2, ended, &cookie), "201");
    assert_eq!(app.check(get("status"), "200").json().get("maintenances"), None);
    app.check(edit(3, window(5, 30, 40), &cookie), "422 invalid-fields ends_ms");
    let expected = ["maintenance.post", "maintenance.edit", "maintenance.edit"];
    let expected: Vec<_> = expected.iter().map(|a| format!("{a} maintenance 1")).collect();
    assert_eq!(app.actions()[1..], expected);
}

#[test]
fn what_is_cancelled_is_gone() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(cancel(2, 1, &cookie), "404 not-found");
    app.check(post("staff/maintenances", window(1, -1, 26)).cookie(&cookie), "201");
    assert_eq!(app.check(get("status"), "200").json()["banner"]["id"], "m1-1");
    app.check(cancel(2, 7, &cookie), "409 changed");
    let status = app.check(cancel(2, 1, &cookie), "201").json();
    assert_eq!(status["snapshot"].get("maintenances"), None);
    assert_eq!(app.check(get("status"), "200").json().get("banner"), None);
    assert_eq!(app.check(cancel(2, 1, &cookie), "200").json(), status);
    app.check(edit(2, window(3, 24, 27), &cookie), "422 invalid-fields ends_ms");
}

/// A window with these fields replaced is answered with this line.
#[track_caller]
fn check(changes: Value, expected: &str) {
    let app = App::new();
    let cookie = app.sign_in();
    let new = with(window(1, 24, 26), changes);
    app.check(post("staff/maintenances", new).cookie(&cookie), expected);
    assert_eq!((app.rows("maintenances"), app.rows("audit")), (0, 1));
}

#[test]
fn bad_windows() {
    check(json!({"title": ""}), "422 invalid-fields title");
    check(json!({"text": " "}), "422 invalid-fields text");
    check(json!({"components": []}), "422 invalid-fields components");
    check(json!({"components": ["moon"]}), "422 invalid-fields components");
    check(json!({"ends_ms": START + 24 * HOUR}), "422 invalid-fields ends_ms");
    check(json!({"starts_ms": 0, "ends_ms": 1}), "422 invalid-fields ends_ms");
    check(json!({"starts_ms": "soon"}), "422 invalid-fields starts_ms");
    check(json!({"starts_ms": i64::MAX, "ends_ms": i64::MIN}), "422 invalid-fields starts_ms");
}

#[test]
fn only_staff_schedule() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/maintenances", window(1, 24, 26)), "401 unauthenticated");
    let elsewhere = post("staff/maintenances", window(1, 24, 26)).cookie(&cookie).origin(SHOP);
    app.check(elsewhere, "403 origin-not-allowed");
}
