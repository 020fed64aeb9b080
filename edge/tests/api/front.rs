//! What the Worker decides alone: the plan for a head, and refusals that cost no object.

use edge::front::{self, Plan};
use edge::http::{Method, Response};
use serde_json::json;

use crate::support::{App, Req, get, post, request, submit};

/// The plan as one line.
#[track_caller]
fn check(req: Req, expected: &str) {
    let sites = |id: &str| id == "frontdesk" || id == "other";
    let line = match front::plan(&req.0, &sites, "frontdesk") {
        Plan::Object { site } => format!("object {site}"),
        Plan::Status { site } => format!("status {site}"),
        Plan::Search { site } => format!("search {site}"),
        Plan::Static => "static".into(),
        Plan::Redirect(to) => format!("to {to}"),
        Plan::Refuse(response) => crate::support::Reply(response).line(),
    };
    assert_eq!(line, expected);
}

#[test]
fn plans() {
    check(get("/"), "to /help/");
    check(get("/help"), "to /help/");
    check(get("/staff"), "to /staff/");
    check(get("/status/"), "to /status");
    check(get("/help/"), "static");
    check(get("/widget.js"), "static");
    check(get("/_a/x.0123abcd.js"), "static");
    check(get("/nothing/here"), "static");
    check(get("/v1x"), "static");
    check(get("/status"), "status frontdesk");
    check(get("/api/v2/summary.json"), "status frontdesk");
    check(get("/v1/sites/other/status"), "status other");
    check(request(Method::Head, "status"), "status frontdesk");
    check(request(Method::Options, "status"), "object frontdesk");
    check(request(Method::Options, "/api/v2/status.json"), "object frontdesk");
    check(request(Method::Options, "tickets"), "object frontdesk");
    check(get("tickets/1001"), "object frontdesk");
    check(post("tickets", json!({})), "object frontdesk");
    check(post("/v1/sites/other/tickets", json!({})), "object other");
    check(request(Method::Delete, "staff/session"), "object frontdesk");
}

#[test]
fn pages_of_the_help_center_that_are_made_on_request() {
    let form = |path: &str| submit(path, &[("a", "b")]);
    check(get("/help/en/search?q=x"), "search frontdesk");
    check(get("/help/xx/search"), "search frontdesk");
    check(request(Method::Head, "/help/en/search"), "search frontdesk");
    check(get("/help/en/contact"), "object frontdesk");
    check(form("/help/en/contact"), "object frontdesk");
    check(get("/help/en/requests/1001"), "object frontdesk");
    check(form("/help/en/requests/1001?token=x"), "object frontdesk");
    // A section or an article may have such a name.
    check(get("/help/en/search/"), "static");
    check(get("/help/en/guides/contact"), "static");
    check(get("/help/en/requests/"), "static");
    check(get("/help/search"), "static");
    check(form("/help/en/search"), "405 method-not-allowed");
    check(post("/help/en/contact", json!({})), "415 unsupported-type");
    check(form("/help/en/contact").header("content-length", "262144"), "object frontdesk");
    check(form("/help/en/contact").header("content-length", "262145"), "413 too-large");
}

#[test]
fn refusals() {
    check(get("/v1/"), "404 not-found");
    check(get("/v1/sites"), "404 not-found");
    check(get("/v1/sites/frontdesk"), "404 not-found");
    check(get("/v1/sites/nowhere/status"), "404 unknown-site");
    check(get("/v1/sites//status"), "404 unknown-site");
    check(get("/v1/sites/FRONTDESK/status"), "404 unknown-site");
    check(get("/v1/sites/a%2fb/status"), "404 unknown-site");
    check(post("/help/", json!({})), "405 method-not-allowed");
    check(post("/status", json!({})), "405 method-not-allowed");
    check(request(Method::Other, "tickets"), "405 method-not-allowed");
    check(request(Method::Other, "/help/"), "405 method-not-allowed");
    check(post("tickets", json!({})).header("content-length", "81920"), "object frontdesk");
    check(post("tickets", json!({})).header("content-length", "81921"), "413 too-large");
    check(post("tickets", json!({})).header("content-length", "lies"), "object frontdesk");
    check(
        post("tickets", json!({})).header("content-type", "application/jsonp"),
        "415 unsupported-type",
    );
    check(
        post("tickets", json!({})).header("content-type", "Application/JSON"),
        "object frontdesk",
    );
}

#[test]
fn bodies_are_measured_again_after_reading() {
    assert!(front::refuse_body("/v1/x", 81_920).is_none());
    assert_eq!(front::refuse_body("/v1/x", 81_921).map(|r| r.status), Some(413));
}

#[test]
fn a_method_that_does_not_fit_is_told_which_do() {
    let app = App::new();
    let allow = |req: Req| app.check(req, "405 method-not-allowed").header("allow").to_owned();
    assert_eq!(
        allow(request(Method::Delete, "tickets").origin(crate::support::SHOP)),
        "OPTIONS, POST"
    );
    assert_eq!(allow(get("tickets")), "OPTIONS, POST");
    assert_eq!(allow(post("staff/tickets", json!({}))), "GET, HEAD");
    assert_eq!(allow(get("staff/invites")), "POST");
    assert_eq!(
        allow(request(Method::Put, "staff/session").raw("{}").origin(crate::support::OWN)),
        "POST, GET, HEAD, DELETE"
    );
    assert_eq!(allow(post("/help/", json!({}))), "GET, HEAD");
    assert_eq!(allow(post("status", json!({}))), "OPTIONS, GET, HEAD");
}

#[test]
fn addresses_are_exact() {
    let app = App::new();
    for path in
        ["tickets/", "tickets/1001/", "/api/v2/", "/api/v2/nothing", "status/x", "staff", "Status"]
    {
        app.check(get(path), "404 not-found");
    }
}

#[test]
fn a_doubled_slash_is_no_way_around() {
    let app = App::new();
    app.check(get("/v1/sites/frontdesk//status"), "404 unknown-site");
    app.check(get("/v1/sites/frontdesk//staff/tickets"), "404 unknown-site");
}

#[test]
fn only_a_whole_answer_becomes_a_304() {
    let request = get("status").header("if-none-match", "\"1\"").0;
    let etagged = |status| Response::new(status, "text/plain", "x").with("etag", "\"1\"");
    assert_eq!(front::conditional(&request, etagged(200)).status, 304);
    assert_eq!(front::conditional(&request, etagged(404)).status, 404);
    assert_eq!(front::conditional(&request, Response::empty(200)).status, 200);
}
