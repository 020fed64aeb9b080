//! Bad requests to the built Worker: the right status, a problem that names the field, no change.

use serde_json::{Value, json};
use tests::{Answer, Api, Server, key, shared};

const TICKETS: &str = "/v1/sites/frontdesk/tickets";

fn ticket() -> Value {
    json!({ "key": key(), "subject": "A subject", "body": "A body.", "locale": "en" })
}

#[track_caller]
fn problem(answer: &Answer, status: u16, kind: &str) -> Value {
    let body = answer.json();
    assert_eq!((answer.status, body["type"].as_str()), (status, Some(kind)), "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert!(body["title"].as_str().is_some_and(|t| t.len() > 5), "{body}");
    body
}

#[test]
fn a_fault_is_named_by_field() {
    let api = Api::visitor(shared());
    let cases = [
        ("subject", json!("")),
        ("subject", json!("x".repeat(201))),
        ("body", json!("  \n ")),
        ("body", json!("x".repeat(10_001))),
        ("email", json!("not an address")),
        ("key", json!("short")),
        ("locale", json!("")),
        ("website", json!("https://spam.example")),
    ];
    for (field, value) in cases {
        let mut body = ticket();
        body[field] = value;
        let answer = problem(&api.post(TICKETS, &body), 422, "invalid-fields");
        assert_eq!(answer["fields"][0]["field"], field, "{answer}");
    }
}

#[test]
fn malformed_oversized_and_mistyped_bodies_are_refused() {
    let api = Api::visitor(shared()).with("content-type", "application/json");
    let post = |api: &Api, body: &[u8]| api.send("POST", TICKETS, Some(body)).expect("an answer");
    problem(&post(&api, b"{"), 400, "malformed-json");
    problem(&post(&api, b""), 400, "malformed-json");
    problem(&post(&api, &[0xff, 0xfe]), 400, "malformed-json");
    problem(&post(&api, "x".repeat(90_000).as_bytes()), 413, "too-large");
    problem(&post(&api.with("content-type", "text/plain"), b"{}"), 415, "unsupported-type");
    let wrong = api.send("PATCH", TICKETS, None).expect("an answer");
    problem(&wrong, 405, "method-not-allowed");
}

#[test]
fn origins_are_exact() {
    let server = shared();
    let api = Api::visitor(server);
    problem(
        &api.with("origin", "https://evil.example").post(TICKETS, &ticket()),
        403,
        "origin-not-allowed",
    );
    problem(&api.with("origin", "null").post(TICKETS, &ticket()), 403, "origin-not-allowed");
    problem(
        &api.with("origin", &format!("{}.evil.example", server.demo())).post(TICKETS, &ticket()),
        403,
        "origin-not-allowed",
    );
    problem(&Api::bare(server).post(TICKETS, &ticket()), 403, "origin-missing");
    let fine = api.post(TICKETS, &ticket());
    assert_eq!(fine.header("access-control-allow-origin"), server.demo());
    assert!(fine.header("vary").to_lowercase().contains("origin"));
    let preflight = api
        .with("access-control-request-method", "POST")
        .with("access-control-request-headers", "content-type")
        .send("OPTIONS", TICKETS, None)
        .expect("an answer");
    assert_eq!(preflight.header("access-control-allow-origin"), server.demo());
}

#[test]
fn a_replay_gives_the_same_ticket_and_another_body_is_refused() {
    let api = Api::visitor(shared());
    let body = ticket();
    let first = api.post(TICKETS, &body);
    let again = api.post(TICKETS, &body);
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.json()["number"], again.json()["number"]);
    let mut other = body;
    other["body"] = json!("Something else.");
    problem(&api.post(TICKETS, &other), 409, "key-reused");
}

#[test]
fn a_thread_opens_to_its_own_token_only() {
    let api = Api::visitor(shared());
    let mine = api.post(TICKETS, &ticket()).json();
    let theirs = api.post(TICKETS, &ticket()).json();
    let path = format!("{TICKETS}/{}", mine["number"]);
    let bearer = |t: &Value| {
        api.with("authorization", &format!("Bearer {}", t["token"].as_str().unwrap_or("")))
    };
    assert_eq!(bearer(&mine).get(&path).status, 200);
    problem(&bearer(&theirs).get(&path), 401, "token-invalid");
    problem(&api.get(&path), 401, "token-invalid");
    problem(&bearer(&mine).get(&format!("{TICKETS}/999999")), 401, "token-invalid");
}

#[test]
fn staff_routes_need_a_session_and_our_own_origin() {
    let mut server = Server::start();
    let bare = Api::bare(&server).with("origin", &server.origin());
    for path in
        ["staff/session", "staff/tickets", "staff/tickets/1001", "staff/status", "staff/audit"]
    {
        problem(&bare.get(&format!("/v1/sites/frontdesk/{path}")), 401, "unauthenticated");
    }
    let incident = json!({
        "key": key(), "title": "Down", "impact": "major", "components": ["checkout"],
        "state": "investigating", "text": "We look into it."
    });
    problem(&bare.post("/v1/sites/frontdesk/staff/incidents", &incident), 401, "unauthenticated");

    let staff = Api::staff(&server, server.sign_in_token());
    let elsewhere = staff.with("origin", &server.demo());
    let refused = elsewhere.post("/v1/sites/frontdesk/staff/incidents", &incident);
    assert_eq!(refused.status, 403, "{}", refused.text());
    let status = bare.get("/v1/sites/frontdesk/status").json();
    assert_eq!(status["incidents"], json!([]), "a refused incident shows");

    // The printed link works once.
    let again =
        bare.post("/v1/sites/frontdesk/staff/session", &json!({ "token": server.sign_in_token() }));
    assert_eq!(again.status, 401, "{}", again.text());

    // What a visitor typed is nowhere in the log, whether it was accepted or refused.
    let visitor = Api::visitor(&server);
    let mut secret = ticket();
    secret["body"] = json!("my secret words");
    visitor.post(TICKETS, &secret);
    secret["email"] = json!("secret@@example");
    visitor.post(TICKETS, &secret);
    server.kill();
    assert!(!server.log().contains("secret"), "{}", server.log());
}

#[test]
fn unknown_sites_and_addresses_are_told_apart() {
    let api = Api::visitor(shared());
    problem(&api.get("/v1/sites/nobody/status"), 404, "unknown-site");
    problem(&api.get("/v1/sites/../status"), 404, "not-found");
    problem(&api.get("/v1/sites/frontdesk/nothing"), 404, "not-found");
    problem(&api.get("/v1/nothing"), 404, "not-found");
}
