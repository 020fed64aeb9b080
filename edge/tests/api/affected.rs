//! "This affects me too": counted once per device, seen by staff alone.

use serde_json::json;

use crate::support::{App, Req, SHOP, get, incident, key, post};

fn says(device: u32, affected: bool) -> Req {
    let body = json!({"device": key(device), "affected": affected});
    post("incidents/1/affected", body).origin(SHOP)
}

/// What staff see after these devices said so.
#[track_caller]
fn check(said: &[(u32, bool)], expected: serde_json::Value) {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    for (device, affected) in said {
        let reply = app.check(says(*device, *affected), "200");
        assert_eq!(reply.json(), json!({"affected": affected}));
        assert_eq!(reply.header("access-control-allow-origin"), SHOP);
    }
    let status = app.check(get("staff/status").cookie(&cookie), "200").json();
    assert_eq!(status["affected"], expected);
    let public = app.check(get("status"), "200").text();
    assert!(!public.contains("affected"), "{public}");
}

#[test]
fn a_device_counts_once_and_may_take_it_back() {
    check(&[], json!(null));
    check(&[(1, true)], json!([[1, 1]]));
    check(&[(1, true), (1, true), (2, true)], json!([[1, 2]]));
    check(&[(1, true), (2, true), (1, false)], json!([[1, 1]]));
    check(&[(1, false)], json!(null));
}

#[test]
fn only_a_hash_of_device_and_incident_is_stored() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    app.check(post("staff/incidents", incident(2)).cookie(&cookie), "201");
    let body = json!({"device": key(7), "affected": true});
    for n in [1, 2] {
        app.check(post(&format!("incidents/{n}/affected"), body.clone()).origin(SHOP), "200");
    }
    let stored = app.sql.texts("SELECT DISTINCT device FROM affected");
    assert_eq!(stored.len(), 2);
    assert!(stored.iter().all(|hash| hash.len() == 64 && !hash.contains(&key(7))), "{stored:?}");
}

#[test]
fn what_waited_for_the_network_still_counts() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    let over = json!({"key": key(2), "version": 1, "state": "resolved", "text": "Over."});
    app.check(post("staff/incidents/1/updates", over).cookie(&cookie), "201");
    app.check(says(1, true), "200");
    let status = app.check(get("staff/status").cookie(&cookie), "200").json();
    assert_eq!(status["affected"], json!([[1, 1]]));
}

#[test]
fn what_is_refused() {
    let app = App::new();
    app.check(says(1, true), "404 not-found");
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    let odd = json!({"device": "x", "affected": true});
    app.check(post("incidents/1/affected", odd).origin(SHOP), "422 invalid-fields device");
    let half = json!({"device": key(1)});
    app.check(post("incidents/1/affected", half).origin(SHOP), "422 invalid-fields affected");
    app.check(says(1, true).origin("https://evil.example"), "403 origin-not-allowed");
    assert_eq!(app.rows("affected"), 0);
}
