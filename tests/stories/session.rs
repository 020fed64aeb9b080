//! Whose session it is: people who share a browser, what a page tells of them, and keeping nothing.

use serde_json::{Value, json};
use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Browser, Server};

const SEND: &str = "form.fd-form button[type=submit]";

fn call(browser: &Browser, arguments: &str) {
    assert_eq!(browser.js(&format!("return Frontdesk({arguments})"), &[]), json!(true));
}

/// Everything that stands in the storage of the page's origin, as text.
fn stored(browser: &Browser) -> Value {
    let script = "const all = [Object.entries(localStorage), Object.entries(sessionStorage)];
        for (const { name } of await indexedDB.databases()) {
          const open = indexedDB.open(name);
          await new Promise(done => (open.onsuccess = done));
          const rows = open.result.transaction('kept').objectStore('kept').getAll();
          await new Promise(done => (rows.onsuccess = done));
          open.result.close();
          all.push(rows.result.map(row => row.text));
        }
        return JSON.stringify(all)";
    browser.js(&format!("return (async () => {{ {script} }})()"), &[])
}

/// The shop, its calls carried out.
fn goes(browser: &Browser, server: &Server) {
    browser.goto(&server.demo());
    browser.wait("the loader", "!!window.Frontdesk");
}

/// Opens the form and writes.
fn writes<'b>(browser: &'b Browser, subject: &str) -> Visitor<'b> {
    let visitor = Visitor::new(browser);
    call(browser, "'open', 'contact'");
    visitor.sees("form.fd-form [name=subject]");
    visitor.types("form.fd-form [name=subject]", subject);
    visitor.types("form.fd-form [name=body]", "It is about this.");
    visitor
}

fn sent(visitor: &Visitor<'_>) {
    visitor.clicks(SEND);
    visitor.sees(".fd-thread .fd-number");
}

#[test]
fn people_who_share_a_browser_do_not_see_each_others_requests() {
    tests::needs!(Offline);
    let server = Server::start();
    let browser = Browser::desktop();
    goes(&browser, &server);
    let visitor = writes(&browser, "Sent by nobody yet");
    sent(&visitor);

    // The first person who is named takes it over, with a message of their own.
    call(&browser, "'identify', { id: 'aiko@example.com', name: 'Aiko' }");
    call(&browser, "'open', 'home'");
    visitor.reads(".fd-own", "Sent by nobody yet");
    sent(&writes(&browser, "Sent by Aiko"));
    writes(&browser, "Begun by Aiko");
    browser.wait("the draft is kept", "Object.values(sessionStorage).join().includes('Begun')");

    // One more waits when she leaves.
    call(&browser, "'open', 'home'");
    browser.offline(true);
    writes(&browser, " and sent offline");
    visitor.clicks(SEND);
    visitor.reads(".fd-thread .fd-note", "Kept on this device");
    call(&browser, "'logout'");
    browser.offline(false);
    call(&browser, "'open', 'home'");
    visitor.sees("input.fd-search");
    visitor.sees_no(".fd-own li");
    call(&browser, "'identify', { id: 'bo', name: 'Bo' }");
    visitor.reads(".fd-greeting", "Bo");
    visitor.sees_no(".fd-own li");
    sent(&writes(&browser, "Sent by Bo"));

    // Nothing names them, also after the page is loaded again.
    let all = stored(&browser).to_string();
    assert!(!all.contains("aiko@example.com") && all.contains("Sent by Aiko"), "{all}");
    goes(&browser, &server);
    call(&browser, "'identify', { id: 'bo', name: 'Bo' }");
    visitor.opens();
    visitor.reads(".fd-own", "Sent by Bo");
    let text = visitor.text(".fd-own");
    assert!(!text.contains("Aiko") && !text.contains("nobody"), "{text}");

    // She comes back: what waited is sent.
    call(&browser, "'identify', { id: 'aiko@example.com', name: 'Aiko' }");
    visitor.reads(".fd-own", "Sent by Aiko");
    visitor.reads(".fd-own", "#1004");
    let text = visitor.text(".fd-own");
    assert!(!text.contains("Bo") && text.contains("nobody"), "{text}");
    let lines = browser.console();
    let ours: Vec<_> = lines.iter().filter(|l| !l.contains("ERR_INTERNET_DISCONNECTED")).collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

#[test]
fn without_consent_nothing_is_kept_and_what_waits_is_sent_all_the_same() {
    tests::needs!(Offline);
    let server = Server::start();
    let browser = Browser::phone();
    goes(&browser, &server);
    let visitor = writes(&browser, "Before");
    sent(&visitor);
    browser.offline(true);
    writes(&browser, "Waits");
    visitor.clicks(SEND);
    visitor.reads(".fd-thread .fd-note", "Kept on this device");
    writes(&browser, "Begun");
    browser.wait("the draft is kept", "Object.values(sessionStorage).join().includes('Begun')");

    call(&browser, "'consent', false");
    let empty = json!("[[],[],[]]");
    let kept = || stored(&browser);
    tests::until("nothing is stored", || (kept() == empty).then_some(()));
    let subject = visitor.at("form.fd-form [name=subject]");
    assert_eq!(browser.js(&format!("return {subject}.value"), &[]), json!("Begun"));
    visitor.types("form.fd-form [name=body]", " And more.");
    visitor.clicks(SEND);
    visitor.reads("[data-fleeting]", "Nothing is kept on this device");
    browser.screenshot("widget-kept-nowhere");
    assert_eq!(kept(), empty);
    browser.offline(false);
    visitor.sees(".fd-thread .fd-number");
    call(&browser, "'open', 'home'");
    for number in ["#1001", "#1002", "#1003"] {
        visitor.reads(".fd-own", number);
    }
    assert_eq!(kept(), empty);

    call(&browser, "'consent', true");
    tests::until("it is kept again", || kept().to_string().contains("Before").then_some(()));
    browser.goto(&server.demo());
    visitor.opens();
    visitor.reads(".fd-own", "#1003");
    let lines = browser.console();
    let ours: Vec<_> = lines.iter().filter(|l| !l.contains("ERR_INTERNET_DISCONNECTED")).collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

#[test]
fn what_the_page_tells_goes_along_unless_the_visitor_takes_it_off() {
    let server = Server::start();
    let (browser, desk) = (Browser::phone(), Browser::desktop());
    browser.goto(&server.demo());
    browser.wait("the loader", "!!window.Frontdesk");
    // Before the widget is there, and without loading it.
    browser.js("Frontdesk('set', { Plan: 'Team', Seats: 7, Gone: 1 })", &[]);
    browser.js("Frontdesk('event', 'Payment declined')", &[]);
    let visitor = writes(&browser, "My order");
    visitor.reads(".fd-context li", "Plan: Team");
    visitor.reads(".fd-context li", "Gone: 1");
    visitor.reads(".fd-context li", "Payment declined");
    // While the form is open.
    call(&browser, "'set', { Gone: null, Trial: false }");
    call(&browser, "'event', 'Card <b>removed</b>'");
    visitor.reads(".fd-context li", "Trial: false");
    visitor.reads(".fd-context li", "Card <b>removed</b>");
    for scheme in ["light", "dark"] {
        browser.color_scheme(scheme);
        browser.screenshot(&format!("widget-facts-{scheme}"));
    }
    super::looks::accessible(&browser, "what goes along");
    visitor.clicks(".fd-context [aria-label='Remove: Plan: Team']");
    visitor.clicks(".fd-context [aria-label='Remove: Payment declined']");
    call(&browser, "'set', { Plan: 'Business' }");
    sent(&visitor);

    let staff = Staff::sign_in(&desk, &server);
    staff.opens_ticket(1001);
    staff.reads(".fd-aside", "Seats: 7");
    staff.reads(".fd-aside", "Trial: false");
    staff.reads(".fd-aside", "Card <b>removed</b>");
    let text = desk.js("return document.querySelector('.fd-aside').textContent", &[]).to_string();
    for gone in ["Plan", "Payment declined", "Gone"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    desk.screenshot("console-facts");
    browser.console_is_empty();
    desk.console_is_empty();
}
