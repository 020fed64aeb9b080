//! Files that come with messages: sending them, what is refused, and reading them back.

use desk::attachment::BYTES_MAX;
use edge::front::{self, Plan};
use edge::http::Method;
use edge::store::attachments::CHUNK;
use serde_json::{Value, json};

use crate::support::{App, OWN, Reply, Req, SHOP, get, key, post, request};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nand so on \0\xff";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A file for a ticket under key `n`, from the shop. `more` goes on with the query.
fn file(token: &str, n: u32, more: &str, bytes: &[u8]) -> Req {
    let path = format!("tickets/1001/attachments?key={}{more}", key(n));
    request(Method::Post, &path)
        .origin(SHOP)
        .bearer(token)
        .raw(bytes)
        .header("content-type", "application/octet-stream")
}

/// The files of a message in an answer, a line each.
fn lines(message: &Value) -> Vec<String> {
    let files = message["attachments"].as_array().cloned().unwrap_or_default();
    let line = |f: &Value| format!("{} {} {} {}", f["id"], f["name"], f["kind"], f["bytes"]);
    files.iter().map(|f| line(f).replace('"', "")).collect()
}

/// Sends a file and compares what the thread then says of it.
#[track_caller]
fn check(query: &str, bytes: &[u8], expected: &str) {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let reply = app.send(file(&token, 2, query, bytes));
    let mut line = reply.line();
    if reply.0.status == 201 {
        line = lines(&reply.json()["messages"][0]).join(", ");
    }
    assert_eq!(line, expected);
}

fn comes_back(app: &App, token: &str, id: i64) -> Reply {
    app.check(get(&format!("tickets/1001/attachments/{id}")).bearer(token), "200")
}

#[test]
fn what_it_is_its_content_tells() {
    check("&name=photo.png", PNG, "1 photo.png png 20");
    check("&name=Se%C3%B1al%20%2B+1.png", PNG, "1 Señal + 1.png png 20");
    check("&name=..%2F..%2Fa%0d%0ab%E2%80%AE.png", PNG, "1 ab.png png 20");
    check("", PNG, "1 file.png png 20");
    // It says picture, and is a program's text, or no text at all.
    check("&name=photo.png", b"<script>1</script>", "1 photo.png.txt text 18");
    check("&name=photo.png", b"MZ\x90\0", "422 invalid-fields file");
    check("&name=a.svg", b"<svg onload='1'/>", "1 a.svg.txt text 17");
    check("&name=empty.txt", b"", "422 invalid-fields file");
    check("&message=zz", PNG, "422 invalid-fields message");
}

#[test]
fn every_byte_comes_back() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let sizes = [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK];
    for (n, size) in (2u32..).zip(sizes) {
        // Another message every time: only three files go with each.
        let say = json!({"key": key(n + 100), "body": "More."});
        app.check(post("tickets/1001/messages", say).bearer(&token), "201");
        let bytes: Vec<u8> = (0..size).map(|i| b'a' + u8::try_from(i % 23).unwrap()).collect();
        app.check(file(&token, n, "&name=a.txt", &bytes), "201");
        assert_eq!(comes_back(&app, &token, i64::from(n) - 1).0.body, bytes, "{size}");
    }
    let largest = vec![b'z'; BYTES_MAX];
    app.check(file(&token, 50, "", &largest), "201");
    assert_eq!(comes_back(&app, &token, 6).0.body, largest);
    assert_eq!(app.sql.count("SELECT count(*) FROM attachment_chunks WHERE attachment = 6"), 10);
    let one_more = vec![b'z'; BYTES_MAX + 1];
    app.check(file(&token, 51, "", &one_more), "413 too-large");
    assert_eq!(app.rows("attachments"), 6);
}

#[test]
fn a_file_is_stored_once() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let send = |more: &str, bytes: &[u8]| file(&token, 2, more, bytes);
    let thread = app.check(send("&name=a.png", PNG), "201").json();
    assert_eq!(app.check(send("&name=a.png", PNG), "200").json(), thread);
    app.check(send("&name=b.png", PNG), "409 key-reused");
    app.check(send("&name=a.png", b"other"), "409 key-reused");
    assert_eq!((app.rows("attachments"), app.rows("attachment_chunks")), (1, 1));
    // A retry is answered, however full it has become, and however late.
    app.check(file(&token, 3, "", PNG), "201");
    app.check(file(&token, 4, "", PNG), "201");
    app.check(file(&token, 5, "", PNG), "422 invalid-fields file");
    app.check(send("&name=a.png", PNG), "200");
    assert_eq!(app.rows("attachments"), 3);
}

#[test]
fn a_file_belongs_to_the_message_that_it_names() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    let say = |n| post("tickets/1001/messages", json!({"key": key(n), "body": "And?"}));
    app.check(say(2).bearer(&token), "201");
    app.event(&cookie, 1001, json!({"kind": "reply", "body": "Hm."}), "201");
    app.check(say(3).bearer(&token), "201");
    let to = |n: u32| format!("&message={}", key(n));
    app.check(file(&token, 10, &to(1), b"first"), "201");
    app.check(file(&token, 11, &to(2), b"second"), "201");
    app.check(file(&token, 12, "", b"newest"), "201");
    // An agent's reply has a key, too, but is nobody else's to add to.
    app.check(file(&token, 13, &to(99), b"unknown"), "201");
    let thread = app.check(get("tickets/1001").bearer(&token), "200").json();
    let sizes: Vec<_> =
        thread["messages"].as_array().unwrap().iter().map(|m| lines(m).join(", ")).collect();
    assert_eq!(
        sizes,
        ["1 file.txt text 5", "2 file.txt text 6", "", "3 file.txt text 6, 4 file.txt text 7"]
    );
    let detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    let all = detail["timeline"].as_array().unwrap();
    assert_eq!(all.iter().flat_map(lines).count(), 4);
    assert_eq!(lines(&all[0]), ["1 file.txt text 5"]);
}

#[test]
fn twenty_files_a_ticket() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    for n in 0..20 {
        if n % 3 == 0 {
            let say = json!({"key": key(200 + n), "body": "More."});
            app.check(post("tickets/1001/messages", say).bearer(&token), "201");
        }
        app.check(file(&token, 10 + n, "", b"text"), "201");
    }
    app.check(file(&token, 99, "", b"text"), "422 invalid-fields file");
    assert_eq!(app.rows("attachments"), 20);
}

#[test]
fn a_ticket_that_is_closed_takes_none() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    app.check(file(&token, 2, "", PNG), "201");
    app.event(&cookie, 1001, json!({"kind": "reply", "body": "Done.", "solve": true}), "201");
    app.check(file(&token, 3, "", PNG), "201");
    app.wait(30 * DAY_MS);
    app.check(file(&token, 4, "", PNG), "409 closed");
    comes_back(&app, &token, 1);
}

#[test]
fn only_who_may_read_the_ticket() {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let (_, other) = app.ticket(2);
    let cookie = app.sign_in();
    app.check(file(&token, 3, "", PNG), "201");
    app.check(file(&other, 4, "", PNG), "401 token-invalid");
    app.check(file("", 4, "", PNG), "401 token-invalid");
    app.check(file(&token, 4, "", PNG).origin("https://evil.example"), "403 origin-not-allowed");
    app.check(file(&token, 4, "", PNG).origin(""), "403 origin-missing");
    let read = |path: &str| get(path);
    app.check(read("tickets/1001/attachments/1"), "401 token-invalid");
    app.check(read("tickets/1001/attachments/1").bearer(&other), "401 token-invalid");
    app.check(read("tickets/1001/attachments/1").cookie(&cookie), "401 token-invalid");
    app.check(read("tickets/1002/attachments/1").bearer(&other), "404 not-found");
    app.check(read("tickets/1001/attachments/2").bearer(&token), "404 not-found");
    app.check(read("tickets/1001/attachments/0").bearer(&token), "404 not-found");
    app.check(read("tickets/1001/attachments/01").bearer(&token), "404 not-found");
    app.check(read("staff/tickets/1001/attachments/1"), "401 unauthenticated");
    app.check(read("staff/tickets/1001/attachments/1").bearer(&token), "401 unauthenticated");
    app.check(read("staff/tickets/1002/attachments/1").cookie(&cookie), "404 not-found");
    app.check(read("staff/tickets/1001/attachments/1").cookie(&cookie), "200");
}

/// The headers that decide what a browser does with a file.
#[track_caller]
fn served(bytes: &[u8], expected: [&str; 3]) {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    app.check(file(&token, 2, "&name=%D0%B0%22%3B.x", bytes), "201");
    let visitor = comes_back(&app, &token, 1);
    let staff = app.check(get("staff/tickets/1001/attachments/1").cookie(&cookie), "200");
    for reply in [&visitor, &staff] {
        assert_eq!(reply.0.body, bytes);
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(reply.header("content-type"), expected[0]);
    }
    assert_eq!(visitor.header("content-disposition"), expected[1]);
    assert_eq!(staff.header("content-disposition"), expected[2]);
}

#[test]
fn nothing_in_a_file_can_run() {
    let image = "filename*=UTF-8''%D0%B0%22%3B.x.png";
    served(PNG, ["image/png", &format!("attachment; {image}"), &format!("inline; {image}")]);
    let text = "attachment; filename*=UTF-8''%D0%B0%22%3B.x.txt";
    served(b"<html><script>1</script>", ["text/plain; charset=utf-8", text, text]);
    let pdf = "attachment; filename*=UTF-8''%D0%B0%22%3B.x.pdf";
    served(b"%PDF-1.7", ["application/pdf", pdf, pdf]);
}

/// What the front says of a head with this type and claimed length.
#[track_caller]
fn head(path: &str, kind: &str, length: &str, expected: &str) {
    let sent = request(Method::Post, path).header("content-type", kind);
    let plan = front::plan(&sent.header("content-length", length).0, &|_| true, "frontdesk");
    let line = match plan {
        Plan::Object { .. } => "object".to_owned(),
        Plan::Refuse(response) => Reply(response).line(),
        other => format!("{other:?}"),
    };
    assert_eq!(line, expected, "{path} {kind} {length}");
}

#[test]
fn the_front_refuses_by_head() {
    let path = "tickets/1001/attachments";
    for kind in
        ["application/octet-stream", "image/PNG", "application/pdf", "text/plain; charset=x"]
    {
        head(path, kind, "5242880", "object");
    }
    head(path, "image/png", "", "object");
    head(path, "image/png", "5242881", "413 too-large");
    for kind in ["text/html", "image/svg+xml", "application/json", "multipart/form-data", ""] {
        head(path, kind, "1", "415 unsupported-type");
    }
    // Only this path may have so much.
    for path in
        ["tickets", "tickets/1001/messages", "tickets/1001/attachments/1", "tickets/x/attachments"]
    {
        head(path, "application/json", "81921", "413 too-large");
        head(path, "image/png", "1", "415 unsupported-type");
    }
    assert_eq!(front::max_body("/v1/sites/frontdesk/tickets/1001/attachments"), BYTES_MAX);
    assert_eq!(front::max_body("/v1/sites/frontdesk/tickets/1001/messages"), front::MAX_BODY);
}

#[test]
fn pages_of_the_site_are_let_in() {
    let app = App::new();
    let asked = request(Method::Options, "tickets/1001/attachments").origin(SHOP);
    let leave = app.send(asked.header("access-control-request-method", "POST"));
    assert_eq!(leave.0.status, 204);
    assert_eq!(leave.header("access-control-allow-origin"), SHOP);
    assert!(leave.header("access-control-allow-headers").contains("authorization, content-type"));
    let (_, token) = app.ticket(1);
    app.check(file(&token, 2, "", PNG), "201");
    let read = app.send(get("tickets/1001/attachments/1").bearer(&token).origin(SHOP));
    assert_eq!(read.header("access-control-allow-origin"), SHOP);
    let cookie = app.sign_in();
    let read = get("staff/tickets/1001/attachments/1").cookie(&cookie).origin(SHOP);
    app.check(read, "403 origin-not-allowed");
    let read = get("staff/tickets/1001/attachments/1").cookie(&cookie).origin(OWN);
    assert_eq!(app.check(read, "200").header("access-control-allow-origin"), "");
}
