//! What visitors say, and what becomes of it: votes on articles, the end of a ticket's thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use serde_json::{Value, json};
use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Api, Browser, Fault, Proxy, Server, key, until};

/// What the widget says to screen readers.
const SAID: &str = ".fd-sr[role=status]";

/// Opens an article of the help center on a page with the tag.
fn reads<'b>(browser: &'b Browser, server: &Server, slug: &str) -> Visitor<'b> {
    browser.goto(&server.demo());
    browser.wait("the loader", "!!window.Frontdesk");
    browser.js("Frontdesk('article', arguments[0])", &[json!(slug)]);
    let visitor = Visitor::new(browser);
    visitor.sees("article.fd-prose .fd-vote");
    visitor
}

/// What staff see of votes, once `enough` of it is there.
#[track_caller]
fn votes(staff: &Api, what: &str, enough: impl Fn(&Value) -> bool) -> Value {
    until(what, || {
        let articles = staff.get("/v1/sites/frontdesk/staff/votes").json()["articles"].take();
        enough(&articles).then_some(articles)
    })
}

fn counts(articles: &Value) -> Vec<(i64, i64)> {
    let count = |article: &Value, name: &str| article[name].as_i64().unwrap_or(-1);
    let all = articles.as_array().into_iter().flatten();
    all.map(|a| (count(a, "helpful"), count(a, "not_helpful"))).collect()
}

/// A browser in which somebody of the team is signed in, too: the printed link works once.
fn console<'b>(browser: &'b Browser, server: &Server, staff: &Api) -> Staff<'b> {
    let invite = staff.post("/v1/sites/frontdesk/staff/invites", &json!({ "name": "Bo" })).json();
    let link = invite["link"].as_str().unwrap_or_default();
    Staff::sign_in_with(browser, server, &format!("{}{link}", server.origin()))
}

/// Staff do something to a ticket.
#[track_caller]
fn event(staff: &Api, number: i64, event: &Value) {
    let path = format!("/v1/sites/frontdesk/staff/tickets/{number}");
    let version = staff.get(&path).json()["version"].take();
    let body = json!({ "key": key(), "version": version, "event": event });
    let answer = staff.post(&format!("{path}/events"), &body);
    assert_eq!(answer.status, 201, "{}", answer.text());
}

fn stored(browser: &Browser) -> Value {
    browser.js("return [Object.keys(localStorage).sort(), document.cookie]", &[])
}

#[test]
fn an_article_that_did_not_help_leads_to_a_person_who_knows_why() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let browser = Browser::desktop();
    let visitor = reads(&browser, &server, "visitors/track-a-ticket");
    let title = visitor.text(".fd-article-title");
    assert_eq!(stored(&browser), json!([[], ""]), "nothing is stored before the vote");

    visitor.clicks("[data-answer=no]");
    visitor.reads(SAID, "What was missing?");
    // It counts at once: not everybody says why.
    votes(&staff, "the bare no", |articles| counts(articles) == [(0, 1)]);
    tests::until("only the voter stays stored", || {
        (stored(&browser) == json!([["frontdesk:frontdesk.voter"], ""])).then_some(())
    });
    visitor.clicks(".fd-reason > input[value=unclear]");
    visitor.types("#fd-vote-words", "Which of the two lists?");
    visitor.clicks(".fd-missing button[type=submit]");
    visitor.reads(SAID, "sorry");
    let active = format!("{}.getRootNode().activeElement", visitor.at(".fd-told"));
    browser.wait("the focus is kept", &format!("{active}.matches('.fd-told')"));
    let articles = votes(&staff, "the reason", |articles| articles[0]["notes"][0].is_object());
    assert_eq!(counts(&articles), [(0, 1)]);
    assert_eq!(articles[0]["reasons"], json!([{ "reason": "unclear", "count": 1 }]));

    visitor.clicks(".fd-ask-person");
    let value = |selector: &str| {
        visitor.sees(selector);
        browser.js(&format!("return {}.value", visitor.at(selector)), &[])
    };
    assert_eq!(value("form.fd-form [name=subject]"), json!(title));
    assert_eq!(value("form.fd-form [name=body]"), json!("Hard to follow\nWhich of the two lists?"));
    visitor.reads(".fd-context li", "did not help");
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.sees(".fd-thread .fd-number");

    let desk = Browser::desktop();
    let agent = console(&desk, &server, &staff);
    agent.opens_ticket(1001);
    agent.reads(".fd-aside", &format!("{title} · did not help"));
    agent.reads(".fd-timeline", "Which of the two lists?");
    agent.goes_to("feedback");
    agent.reads(".fd-feedback h2", "visitors/track-a-ticket (en)");
    agent.reads(".fd-feedback .fd-meta", "1 × hard to follow");
    agent.reads(".fd-feedback .fd-notes", "Which of the two lists?");
    desk.console_is_empty();
    browser.console_is_empty();
}

#[test]
fn voting_twice_counts_once_and_the_last_vote_counts() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let browser = Browser::phone();
    let slug = "visitors/track-a-ticket";
    let visitor = reads(&browser, &server, slug);
    visitor.clicks("[data-answer=yes]");
    visitor.reads(SAID, "Thank you");
    votes(&staff, "the yes", |articles| counts(articles) == [(1, 0)]);
    visitor.clicks("[data-answer=no]");
    votes(&staff, "the change of mind", |articles| counts(articles) == [(0, 1)]);

    // Another page view has forgotten the answer, and the device is the same.
    let visitor = reads(&browser, &server, slug);
    visitor.sees("[data-answer=no][aria-pressed=false]");
    visitor.clicks("[data-answer=yes]");
    visitor.sees("[data-answer=yes][aria-pressed=true]");
    let articles = votes(&staff, "the second vote", |articles| counts(articles) == [(1, 0)]);
    assert_eq!(articles[0]["version"].as_str().map(str::len), Some(16), "{articles}");

    // Back from another article, what was said is still shown.
    visitor.clicks(".fd-next a");
    visitor.sees("[data-answer=yes][aria-pressed=false]");
    visitor.clicks(".fd-back");
    visitor.sees("[data-answer=yes][aria-pressed=true]");

    // Another device is another vote.
    let other = Browser::desktop();
    reads(&other, &server, slug).clicks("[data-answer=yes]");
    votes(&staff, "two devices", |articles| counts(articles) == [(2, 0)]);
    other.console_is_empty();
    browser.console_is_empty();
}

/// What the browser says when there is no network, and nothing else.
#[track_caller]
fn only_offline(browser: &Browser) {
    let lines = browser.console();
    let ours: Vec<_> = lines.iter().filter(|l| !l.contains("ERR_INTERNET_DISCONNECTED")).collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

#[test]
fn votes_and_ratings_said_offline_arrive_once_the_last_one() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let browser = Browser::phone();
    let (visitor, number) = answered(&browser, &server, &staff);
    visitor.clicks(".fd-solved");
    visitor.sees(".fd-rate");
    browser.offline(true);
    visitor.clicks(".fd-score > input[value='2']");
    visitor.reads(SAID, "The team will read it");
    visitor.reads(".fd-rate .fd-errand", "Kept on this device");
    // They think better of it: the last counts.
    visitor.clicks(".fd-score > input[value='4']");
    browser.offline(false);
    browser.js("Frontdesk('article', 'visitors/track-a-ticket')", &[]);
    visitor.sees("article.fd-prose .fd-vote");
    browser.offline(true);
    visitor.clicks("[data-answer=no]");
    visitor.clicks("[data-answer=yes]");
    visitor.reads(SAID, "Thank you");
    visitor.reads(".fd-vote .fd-errand", "Kept on this device");
    for scheme in ["light", "dark"] {
        browser.color_scheme(scheme);
        browser.screenshot(&format!("widget-vote-waits-{scheme}"));
    }
    browser.offline(false);
    let articles = votes(&staff, "the vote", |articles| articles[0].is_object());
    assert_eq!(counts(&articles), [(1, 0)]);
    let path = format!("/v1/sites/frontdesk/staff/tickets/{number}");
    let rating = until("the rating", || {
        let rating = staff.get(&path).json()["rating"].take();
        rating.is_object().then_some(rating)
    });
    assert_eq!(rating["score"], 4, "{rating}");
    browser.wait("nothing waits any more", &format!("{}?.hidden", visitor.at(".fd-errand")));
    only_offline(&browser);
}

/// A visitor whose ticket staff answered.
fn answered<'b>(browser: &'b Browser, server: &Server, staff: &Api) -> (Visitor<'b>, i64) {
    answered_on(browser, &server.demo(), staff)
}

fn answered_on<'b>(browser: &'b Browser, page: &str, staff: &Api) -> (Visitor<'b>, i64) {
    browser.goto(page);
    let visitor = Visitor::new(browser);
    visitor.opens();
    visitor.searches("ticket");
    visitor.clicks("button.fd-escalate");
    let number = visitor.asks("Mina", "My lid is cracked", "The lid of the teapot has a crack.");
    visitor.sees_no(".fd-solved");
    event(staff, number, &json!({ "kind": "reply", "body": "A new lid is on its way." }));
    visitor.reads(".fd-message[data-from=agent]", "on its way");
    (visitor, number)
}

#[test]
fn the_requester_says_that_it_is_solved_and_how_the_help_was() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let browser = Browser::phone();
    let (visitor, number) = answered(&browser, &server, &staff);

    visitor.clicks(".fd-not-yet");
    let active = format!("{}.getRootNode().activeElement", visitor.at(".fd-thread"));
    browser.wait("the reply box has the focus", &format!("{active}.id === 'fd-reply'"));
    visitor.clicks(".fd-solved");
    visitor.reads(SAID, "marked as solved");
    visitor.reads(".fd-thread .fd-badge", "Solved");
    browser.wait("the focus goes on", &format!("{active}?.matches('.fd-rate legend')"));

    // By key, as a group of radios: Tab into it, and an arrow to the next.
    browser.keys("\u{E004}");
    browser.keys(" ");
    browser.keys("\u{E014}");
    visitor.reads(SAID, "The team will read it");
    // Enter on a choice takes nobody to another page.
    browser.keys("\u{E007}");
    visitor.sees(".fd-thread .fd-rate");
    let address = browser.js("return location.search", &[]);
    assert_eq!(address, "", "the page's own address");
    let path = format!("/v1/sites/frontdesk/staff/tickets/{number}");
    let rating = |what: &str, score: i64, comment: &str| {
        until(what, || {
            let rating = staff.get(&path).json()["rating"].take();
            (rating["score"] == score && rating["comment"] == comment).then_some(())
        });
    };
    rating("two by key", 2, "");
    visitor.clicks(".fd-score > input[value='5']");
    visitor.types("#fd-rate-words", "Quick, thank you.");
    visitor.clicks(".fd-rate-send");
    rating("five, with words", 5, "Quick, thank you.");

    // It is there again for whoever comes back to it.
    browser.goto(&server.demo());
    visitor.opens();
    visitor.clicks(".fd-own button.fd-row");
    visitor.sees(".fd-score > input[value='5'][checked]");

    let desk = Browser::desktop();
    let agent = console(&desk, &server, &staff);
    agent.goes_to(&format!("tickets/{number}"));
    agent.reads(".fd-aside", "5 of 5, very good");
    agent.reads(".fd-aside", "Quick, thank you.");
    agent.reads(".fd-change", "Mina marked it solved");
    agent.reads(".fd-figures", "CSAT");
    desk.console_is_empty();

    // A reply opens it again, and asks nothing while it is our turn.
    visitor.types("#fd-reply", "It came cracked, too.");
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads(".fd-thread .fd-badge", "Our turn");
    visitor.sees_no(".fd-rate");
    browser.console_is_empty();
}

/// What was asked before the press and is answered after it does not take "solved" back, nor the focus.
#[test]
fn an_answer_from_before_the_press_takes_nothing_back() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let slow = Arc::new(AtomicBool::new(false));
    let (now, asked) = (Arc::clone(&slow), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&asked);
    let proxy = Proxy::start(&server, move |request| {
        let late = now.load(Relaxed) && request.method == "GET" && request.path.contains("?after=");
        count.fetch_add(usize::from(late), Relaxed);
        if late { Fault::Delay(2_500) } else { Fault::Pass }
    });
    let browser = Browser::phone();
    let page = format!("{}?at={}", server.page("elsewhere.html"), proxy.origin());
    let (visitor, _) = answered_on(&browser, &page, &staff);
    slow.store(true, Relaxed);
    browser.js("document.dispatchEvent(new Event('visibilitychange'))", &[]);
    until("it is asked", || (asked.load(Relaxed) > 0).then_some(()));
    slow.store(false, Relaxed);
    visitor.clicks(".fd-solved");
    visitor.sees(".fd-rate");
    let rate = visitor.at(".fd-rate");
    browser.js(&format!("const rate = {rate}; rate.here = true"), &[]);
    // The late answer comes now. What is looked for is that nothing happens.
    std::thread::sleep(std::time::Duration::from_millis(3_500));
    assert_eq!(browser.js(&format!("return {rate}?.here"), &[]), json!(true), "drawn again");
    visitor.reads(".fd-thread .fd-badge", "Solved");
    let active = format!("{}.getRootNode().activeElement", visitor.at(".fd-thread"));
    browser.wait("the focus is there", &format!("{active}?.matches('.fd-rate legend')"));
    browser.console_is_empty();
}

#[test]
fn what_was_solved_long_ago_is_another_request() {
    let mut server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let browser = Browser::phone();
    let (visitor, number) = answered(&browser, &server, &staff);
    visitor.clicks(".fd-solved");
    visitor.sees(".fd-rate");
    browser.console_is_empty();
    browser.goto("about:blank");
    server.kill();
    // Fifteen days later.
    server.edits("UPDATE tickets SET solved_ms = solved_ms - 15 * 86400000");
    server.restart();

    browser.goto(&server.demo());
    visitor.opens();
    visitor.sees(".fd-own button.fd-row");
    // What is looked up meanwhile changes nothing that the line says: it stays, or a press on it would be lost.
    let line = visitor.at(".fd-own button.fd-row");
    browser.js(&format!("const line = {line}; line.here = true"), &[]);
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(browser.js(&format!("return {line}.here"), &[]), json!(true), "another line");
    visitor.clicks(".fd-own button.fd-row");
    visitor.reads(".fd-thread-head", "more than two weeks ago");
    visitor.sees(".fd-reply[hidden]");
    visitor.clicks(".fd-another");
    visitor.sees("form.fd-form [name=subject]");
    let subject =
        browser.js(&format!("return {}.value", visitor.at("form.fd-form [name=subject]")), &[]);
    assert_eq!(subject, json!(format!("Follow-up to #{number}: My lid is cracked")));
    browser.console_is_empty();
}

#[test]
fn a_reply_that_comes_too_late_goes_into_a_new_request() {
    tests::needs!(Offline);
    let mut server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let browser = Browser::phone();
    let (visitor, number) = answered(&browser, &server, &staff);
    visitor.clicks(".fd-solved");
    visitor.sees(".fd-rate");
    // Written on a train, and sent two weeks later.
    browser.offline(true);
    server.kill();
    server.edits("UPDATE tickets SET solved_ms = solved_ms - 15 * 86400000");
    server.restart();
    visitor.types("#fd-reply", "It came cracked again.");
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads("[data-unsent]", "Kept on this device");
    browser.offline(false);
    visitor.reads("[data-unsent]", "closed before your reply arrived");
    visitor.reads("[data-unsent]", "It came cracked again.");
    for scheme in ["light", "dark"] {
        browser.color_scheme(scheme);
        browser.screenshot(&format!("widget-late-reply-{scheme}"));
    }
    super::looks::accessible(&browser, "a reply that came too late");
    visitor.clicks("[data-unsent] .fd-renew");
    visitor.sees("form.fd-form [name=subject]");
    let value = |name: &str| {
        let field = visitor.at(&format!("form.fd-form [name={name}]"));
        browser.js(&format!("return {field}.value"), &[])
    };
    assert_eq!(value("subject"), json!(format!("Follow-up to #{number}: My lid is cracked")));
    assert_eq!(value("body"), json!("It came cracked again."));
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.reads(".fd-thread .fd-number", &format!("#{}", number + 1));
    visitor.sees_no("[data-unsent]");
    let path = format!("/v1/sites/frontdesk/staff/tickets/{}", number + 1);
    assert_eq!(staff.get(&path).json()["row"]["excerpt"], "It came cracked again.");
    let lines = browser.console();
    let known =
        |line: &&String| !line.contains("ERR_INTERNET_DISCONNECTED") && !line.contains("409");
    let ours: Vec<_> = lines.iter().filter(known).collect();
    assert!(ours.is_empty(), "{ours:#?}");
}
