//! What visitors say: votes on articles, that it is solved, ratings; and what staff see of it.

use desk::ticket::REOPEN_MS;
use serde_json::{Value, json};

use crate::support::{App, Req, SHOP, get, key, post, with};

/// A good `no` of the device with this number.
fn no(device: u32) -> Value {
    json!({
        "device": key(device), "slug": "visitors/pay", "locale": "en",
        "version": "0123456789abcdef", "helpful": false,
    })
}

fn yes(device: u32) -> Value {
    with(no(device), json!({"helpful": true}))
}

/// Sends these votes, a minute apart, and gives what staff see of them.
#[track_caller]
fn voted(app: &App, votes: &[Value]) -> Value {
    for vote in votes {
        app.wait(60_000);
        app.check(post("votes", vote.clone()), "200");
    }
    let cookie = app.sign_in();
    app.check(get("staff/votes").cookie(&cookie), "200").json()["articles"].take()
}

/// The counts that these votes make: helpful, not helpful.
#[track_caller]
fn check(votes: &[Value], helpful: i64, not_helpful: i64) {
    let articles = voted(&App::new(), votes);
    let counts = (&articles[0]["helpful"], &articles[0]["not_helpful"]);
    assert_eq!(counts, (&json!(helpful), &json!(not_helpful)), "{articles}");
}

#[test]
fn a_device_counts_once_and_may_change_its_mind() {
    check(&[yes(1)], 1, 0);
    check(&[yes(1), yes(1)], 1, 0);
    check(&[yes(1), yes(2), no(3)], 2, 1);
    check(&[yes(1), no(1)], 0, 1);
    check(&[no(1), yes(1)], 1, 0);
    check(&[no(1), no(1), yes(1), no(1)], 0, 1);
}

#[test]
fn only_the_version_voted_on_last_counts() {
    let newer = |vote: Value| with(vote, json!({"version": "fedcba9876543210"}));
    check(&[no(1), no(2), newer(yes(1))], 1, 0);
    check(&[newer(yes(1)), no(1), no(2)], 0, 2);
    check(&[no(1), newer(yes(1)), no(2)], 0, 2);
}

#[test]
fn articles_and_languages_are_counted_apart_most_no_first() {
    let other = |vote: Value| with(vote, json!({"slug": "visitors/wait"}));
    let german = |vote: Value| with(vote, json!({"locale": "de"}));
    let votes = [yes(1), yes(2), other(no(1)), other(no(2)), german(no(1))];
    let articles = voted(&App::new(), &votes);
    let line = |a: &Value| format!("{} {}", a["slug"].as_str().unwrap(), a["locale"]);
    let lines: Vec<_> = articles.as_array().unwrap().iter().map(line).collect();
    assert_eq!(lines, ["visitors/wait \"en\"", "visitors/pay \"de\"", "visitors/pay \"en\""]);
}

#[test]
fn reasons_and_the_newest_notes_are_shown() {
    let because =
        |n: u32, reason: &str, text: &str| with(no(n), json!({"reason": reason, "text": text}));
    let mut votes: Vec<_> = (1..=6).map(|n| because(n, "unclear", &format!("note {n}"))).collect();
    votes.push(because(7, "outdated", ""));
    votes.push(no(8));
    let articles = voted(&App::new(), &votes);
    let expected = json!([{"reason": "unclear", "count": 6}, {"reason": "outdated", "count": 1}]);
    assert_eq!(articles[0]["reasons"], expected);
    let notes: Vec<_> =
        articles[0]["notes"].as_array().unwrap().iter().map(|n| &n["text"]).collect();
    assert_eq!(notes, ["note 6", "note 5", "note 4", "note 3", "note 2"]);
}

#[test]
fn a_bare_no_takes_nothing_back_and_a_yes_does() {
    let said = with(no(1), json!({"reason": "outdated", "text": "Old."}));
    let articles = voted(&App::new(), &[said.clone(), no(1)]);
    assert_eq!(articles[0]["notes"][0]["text"], "Old.");
    let articles = voted(&App::new(), &[said.clone(), yes(1)]);
    assert_eq!((&articles[0]["notes"], &articles[0]["reasons"]), (&json!([]), &json!([])));
    let again = with(no(1), json!({"text": "Older."}));
    let articles = voted(&App::new(), &[said, again]);
    assert_eq!(
        articles[0]["notes"],
        json!([{"at_ms": 1_772_357_520_000i64, "reason": null, "text": "Older."}])
    );
}

#[test]
fn votes_of_a_device_cannot_be_joined() {
    let app = App::new();
    let other = with(no(1), json!({"slug": "visitors/wait"}));
    voted(&app, &[no(1), other]);
    let devices = app.sql.texts("SELECT DISTINCT device FROM votes");
    assert_eq!(devices.len(), 2);
    assert!(devices.iter().all(|device| device.len() == 64 && !device.contains(&key(1))));
}

#[test]
fn votes_that_are_refused() {
    let app = App::new();
    let bad = |changes| post("votes", with(no(1), changes));
    app.check(
        bad(json!({"device": "x", "slug": "x", "version": ""})),
        "422 invalid-fields device slug version",
    );
    app.check(bad(json!({"locale": "fr"})), "422 invalid-fields locale");
    app.check(bad(json!({"text": "x".repeat(1_001)})), "422 invalid-fields text");
    app.check(bad(json!({"reason": "ugly"})), "422 invalid-fields reason");
    app.check(bad(json!({"helpful": "no"})), "422 invalid-fields helpful");
    app.check(post("votes", no(1)).origin("https://evil.example"), "403 origin-not-allowed");
    app.check(post("votes", no(1)).origin(""), "403 origin-missing");
    app.check(get("votes"), "405 method-not-allowed");
    app.check(get("staff/votes"), "401 unauthenticated");
    assert_eq!(app.rows("votes"), 0);
    let allowed = app.check(post("votes", no(1)), "200");
    assert_eq!(allowed.header("access-control-allow-origin"), SHOP);
    assert_eq!(allowed.header("set-cookie"), "");
}

/// Ticket 1001, answered by staff, with its token and the staff's cookie.
fn answered() -> (App, String, String) {
    let app = App::new();
    let (_, token) = app.ticket(1);
    let cookie = app.sign_in();
    app.event(&cookie, 1001, json!({"kind": "reply", "body": "Try again."}), "201");
    (app, token, cookie)
}

fn solved(token: &str, n: u32) -> Req {
    post("tickets/1001/solved", json!({"key": key(n)})).bearer(token)
}

fn rated(token: &str, score: u8, comment: &str) -> Req {
    post("tickets/1001/rating", json!({"score": score, "comment": comment})).bearer(token)
}

fn written(token: &str, n: u32) -> Req {
    post("tickets/1001/messages", json!({"key": key(n), "body": "x"})).bearer(token)
}

#[test]
fn the_requester_solves_it_once() {
    let (app, token, cookie) = answered();
    let thread = app.check(solved(&token, 2), "201").json();
    assert_eq!((&thread["state"], &thread["closed"]), (&json!("solved"), &json!(false)));
    assert_eq!(thread["messages"].as_array().unwrap().len(), 2, "no reply is hidden");
    app.check(solved(&token, 2), "200");
    let detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    let last = detail["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(last["what"], json!({"kind": "state", "state": "solved"}));
    assert_eq!((&last["from"], &last["name"]), (&json!("requester"), &json!("Ada")));
    // Reopened since: the retry that comes late changes nothing, a new word does.
    app.check(written(&token, 3), "201");
    assert_eq!(app.check(solved(&token, 2), "200").json()["state"], "open");
    assert_eq!(app.check(solved(&token, 4), "201").json()["state"], "solved");
}

#[test]
fn what_staff_solved_is_solved() {
    let (app, token, cookie) = answered();
    app.event(&cookie, 1001, json!({"kind": "solve"}), "201");
    let lines = app.rows("timeline");
    assert_eq!(app.check(solved(&token, 2), "201").json()["state"], "solved");
    assert_eq!(app.rows("timeline"), lines);
}

#[test]
fn a_rating_is_one_per_ticket_and_changeable() {
    let (app, token, cookie) = answered();
    app.check(rated(&token, 5, ""), "422 invalid-fields event");
    app.check(solved(&token, 2), "201");
    let version =
        app.check(get("staff/tickets/1001").cookie(&cookie), "200").json()["version"].clone();
    app.check(rated(&token, 2, "Slow."), "200");
    app.wait(1_000);
    let thread = app.check(rated(&token, 4, ""), "200").json();
    let expected = json!({"score": 4, "comment": "", "at_ms": app.now.get()});
    assert_eq!(thread["rating"], expected);
    assert_eq!(app.check(get("tickets/1001").bearer(&token), "200").json()["rating"], expected);
    let detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    assert_eq!((&detail["rating"], &detail["version"]), (&expected, &version));
    assert_eq!(app.rows("ratings"), 1);
}

#[test]
fn satisfaction_is_told_once_enough_rated() {
    let app = App::new();
    let cookie = app.sign_in();
    let figures =
        |app: &App| app.check(get("staff/tickets").cookie(&cookie), "200").json()["figures"].take();
    for (n, score) in (1..).zip([5, 4, 1, 5, 4]) {
        let told = figures(&app);
        assert_eq!((&told["csat_percent"], &told["rated"]), (&json!(null), &json!(n - 1)));
        let (number, token) = app.ticket(n);
        app.event(&cookie, number, json!({"kind": "solve"}), "201");
        let rating = json!({"score": score});
        app.check(post(&format!("tickets/{number}/rating"), rating).bearer(&token), "200");
    }
    let told = figures(&app);
    assert_eq!((&told["csat_percent"], &told["rated"]), (&json!(80), &json!(5)));
    // Ten days at a time: opening the console keeps the session.
    for _ in 0..3 {
        app.wait(10 * 24 * 3_600_000);
        app.check(get("staff/session").cookie(&cookie), "200");
    }
    assert_eq!(figures(&app)["rated"], 5, "of the last 30 days");
    app.wait(1);
    assert_eq!(figures(&app)["rated"], 0);
}

#[test]
fn after_two_weeks_a_message_is_another_request() {
    let (app, token, cookie) = answered();
    app.check(solved(&token, 2), "201");
    app.wait(REOPEN_MS - 1);
    app.check(get("staff/session").cookie(&cookie), "200");
    app.wait(1);
    app.check(written(&token, 3), "201");
    app.check(solved(&token, 4), "201");
    app.wait(REOPEN_MS - 2);
    app.check(get("staff/session").cookie(&cookie), "200");
    app.wait(3);
    let refused = app.check(written(&token, 5), "409 closed").json();
    assert!(refused["detail"].as_str().unwrap().contains("new request"), "{refused}");
    let thread = app.check(get("tickets/1001").bearer(&token), "200").json();
    assert_eq!((&thread["state"], &thread["closed"]), (&json!("solved"), &json!(true)));
    // Staff may still open it, and then the same message is taken.
    app.check(rated(&token, 5, ""), "200");
    app.event(&cookie, 1001, json!({"kind": "reopen"}), "201");
    app.check(written(&token, 5), "201");
}

#[test]
fn solving_and_rating_need_the_token() {
    let (app, token, cookie) = answered();
    for request in [solved("x", 2), rated("x", 5, "")] {
        app.check(request.clone(), "401 token-invalid");
        app.check(request.cookie(&cookie), "401 token-invalid");
    }
    app.check(solved(&token, 2).origin("https://evil.example"), "403 origin-not-allowed");
    app.check(rated(&token, 5, "").origin(""), "403 origin-missing");
    app.check(
        post("tickets/1001/solved", json!({"key": "x"})).bearer(&token),
        "422 invalid-fields key",
    );
    app.check(
        post("tickets/1001/rating", json!({"score": 6})).bearer(&token),
        "422 invalid-fields score",
    );
    app.check(
        post("tickets/1001/rating", json!({"score": -1})).bearer(&token),
        "422 invalid-fields score",
    );
    app.check(
        post("tickets/1001/rating", json!({"score": 3, "comment": "x".repeat(1_001)}))
            .bearer(&token),
        "422 invalid-fields comment",
    );
    app.check(get("tickets/1001/rating").bearer(&token), "405 method-not-allowed");
}

#[test]
fn a_vote_goes_into_the_context_of_a_ticket() {
    let app = App::new();
    let read = json!({"slug": "visitors/pay", "title": "Pay", "helpful": false});
    let ticket = with(crate::support::ticket(1), json!({"context": {"articles": [read]}}));
    app.check(post("tickets", ticket), "201");
    let cookie = app.sign_in();
    let detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    assert_eq!(detail["context"]["articles"][0], read);
}
