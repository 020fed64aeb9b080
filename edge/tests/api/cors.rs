//! Which pages may read what: headers, exactly.

use edge::http::Method;
use serde_json::json;

use crate::support::{App, OWN, Req, SHOP, get, post, request, ticket, with};

/// The CORS headers of an answer, as one line.
#[track_caller]
fn check(req: Req, expected: &str) {
    let reply = App::new().send(req);
    let mut line = reply.0.status.to_string();
    for (name, short) in [
        ("access-control-allow-origin", "origin"),
        ("access-control-allow-methods", "methods"),
        ("access-control-allow-headers", "headers"),
        ("access-control-allow-credentials", "credentials"),
        ("vary", "vary"),
    ] {
        let value = reply.header(name);
        if !value.is_empty() {
            line = format!("{line} {short}={value}");
        }
    }
    assert_eq!(line, expected);
}

fn preflight(path: &str) -> Req {
    request(Method::Options, path).header("access-control-request-method", "POST")
}

const LEAVE: &str = "methods=GET, POST headers=authorization, content-type, if-none-match";

#[test]
fn visitors_are_let_in_by_exact_origin() {
    check(post("tickets", ticket(1)), "201 origin=https://shop.example vary=Origin");
    check(post("tickets", ticket(1)).origin(OWN), "201 origin=https://help.example vary=Origin");
    check(
        post("tickets", ticket(1)).origin("http://localhost:8788"),
        "201 origin=http://localhost:8788 vary=Origin",
    );
    check(post("tickets", ticket(1)).origin("https://evil.example"), "403 vary=Origin");
    check(
        post("tickets", ticket(1)).origin("https://shop.example.evil.example"),
        "403 vary=Origin",
    );
}

#[test]
fn refusals_can_be_read_by_the_right_pages() {
    let bad = || post("tickets", with(ticket(1), json!({"subject": ""})));
    check(bad(), "422 origin=https://shop.example vary=Origin");
    check(get("tickets/1001").origin(SHOP), "401 origin=https://shop.example vary=Origin");
    check(get("tickets/1001").origin("https://evil.example"), "403 vary=Origin");
    check(get("tickets/1001"), "401 vary=Origin");
}

#[test]
fn refusals_of_the_front_can_be_read_by_all() {
    check(post("tickets", ticket(1)).header("content-type", "text/plain"), "415 origin=*");
    check(post("tickets", ticket(1)).header("content-length", "90000"), "413 origin=*");
    check(get("/v1/sites/nowhere/status"), "404 origin=*");
}

#[test]
fn preflights() {
    let shop = |path: &str| preflight(path).origin(SHOP);
    check(shop("tickets"), &format!("204 origin=https://shop.example {LEAVE} vary=Origin"));
    check(shop("tickets/1001"), &format!("204 origin=https://shop.example {LEAVE} vary=Origin"));
    check(
        shop("tickets/1/messages"),
        &format!("204 origin=https://shop.example {LEAVE} vary=Origin"),
    );
    check(preflight("tickets").origin("https://evil.example"), "403 vary=Origin");
    check(shop("nowhere"), "404");
}

#[test]
fn status_is_for_every_page() {
    for path in ["status", "/api/v2/summary.json", "/api/v2/status.json"] {
        check(get(path), "200 origin=*");
        check(get(path).origin("https://evil.example"), "200 origin=*");
        check(preflight(path).origin("https://evil.example"), &format!("204 origin=* {LEAVE}"));
    }
}

#[test]
fn the_console_is_for_no_other_page() {
    for origin in [SHOP, "http://localhost:8788", "https://evil.example"] {
        check(get("staff/tickets").origin(origin), "403");
        check(preflight("staff/tickets").origin(origin), "403");
        check(post("staff/session", json!({})).origin(origin), "403");
    }
    check(get("staff/tickets").origin(OWN), "401");
    check(preflight("staff/tickets").origin(OWN), "405");
}

#[test]
fn preflights_are_kept_for_two_hours() {
    let reply = App::new().send(preflight("tickets").origin(SHOP));
    assert_eq!(reply.header("access-control-max-age"), "7200");
    assert_eq!(reply.0.body, b"");
}
