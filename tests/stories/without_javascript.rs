//! The help center in a browser that runs no script: find an answer, or ask and get one.

use tests::staff::Staff;
use tests::{Browser, Kind, Server};

/// The button that sends a form, after all its fields.
const SEND: &str = ".fd-form > p:last-child button";

/// Types into a field of the page and sends its form with the Enter key.
fn enters(browser: &Browser, selector: &str, text: &str) {
    browser.type_into(&format!("document.querySelector({selector:?})"), text);
    browser.keys("\u{E007}");
}

#[track_caller]
fn reads(browser: &Browser, selector: &str, words: &str) {
    let expression = format!(
        "[...document.querySelectorAll({selector:?})].some(e => (e.matches('input, textarea') ? e.value : e.textContent).includes({words:?}))"
    );
    browser.wait(&format!("{selector} says {words:?}"), &expression);
}

fn clicks(browser: &Browser, selector: &str) {
    browser.click(&format!("document.querySelector({selector:?})"));
}

#[test]
fn from_a_search_to_an_answered_request() {
    tests::needs!(NoScript);
    let server = Server::start();
    let reader = Browser::without_javascript();
    reader.goto(&format!("{}/help/en/", server.origin()));

    // 1. Search leads to an article, though what was typed is not quite a word.
    enters(&reader, ".fd-find input", "how do I folow my ticket");
    reads(&reader, ".fd-meta", "follow");
    reads(&reader, ".fd-results mark", "ticket");
    clicks(&reader, ".fd-results a");
    reads(&reader, "article.fd-prose p", "");
    let host = reader.js("return document.querySelector('[data-frontdesk-host]')", &[]);
    assert!(host.is_null(), "the loader ran");

    // 2. Nothing found leads to the form, with the question as its subject.
    enters(&reader, ".fd-header .fd-find input", "xylophones");
    reads(&reader, "h1", "Nothing found for “xylophones”");
    clicks(&reader, ".fd-still a");
    reads(&reader, "[name=subject]", "xylophones");

    // 3. A fault is told beside its field; what was typed is still there, and typing goes on there.
    reader.type_into("document.querySelector('[name=name]')", "Ada");
    enters(&reader, "[name=email]", "ada");
    reads(&reader, "#fd-body-fault", "Please write something here.");
    reads(&reader, "#fd-email-fault", "name@example.com");
    reads(&reader, "[name=subject]", "xylophones");
    reads(&reader, "[name=name]", "Ada");
    reads(&reader, "[name=email]", "ada");
    reader.wait("the focus", "document.activeElement.name === 'body'");
    reader.keys("Do you have <b>purple</b> ones?");
    // Ctrl+A first: it still holds what was wrong.
    let email = "\u{E009}a\u{E000}ada@example.com";
    reader.type_into("document.querySelector('[name=email]')", email);
    // The browser's own word on the refusal, and no other.
    let told = reader.console();
    assert!(told.iter().all(|line| line.contains("422")), "{told:?}");
    clicks(&reader, SEND);

    // 4. The request has a page of its own, where it goes on.
    reads(&reader, "h1", "xylophones");
    reads(&reader, ".fd-message[data-from=requester]", "Do you have <b>purple</b> ones?");
    let number = reader.js("return location.pathname.split('/').pop()", &[]);
    let number: i64 = number.as_str().and_then(|n| n.parse().ok()).expect("a number");
    reader.type_into("document.querySelector('[name=body]')", "Two of them, please.");
    clicks(&reader, ".fd-form button");
    reads(&reader, ".fd-message", "Two of them, please.");

    // 5. Staff see it all and answer; the page shows it when it is loaded again.
    let desk = Browser::desktop();
    let staff = Staff::sign_in(&desk, &server);
    staff.opens_ticket(number);
    staff.reads(".fd-timeline", "Do you have <b>purple</b> ones?");
    staff.reads(".fd-timeline", "Two of them, please.");
    staff.replies("We do, Ada. They are on their way.", true);
    clicks(&reader, "main .fd-button-quiet");
    reads(&reader, ".fd-message[data-from=agent]", "on their way");
    reads(&reader, ".fd-badge", "Solved");
    reader.console_is_empty();
    desk.console_is_empty();
}

#[test]
fn pages_speak_the_readers_language_and_link_to_the_others() {
    tests::needs!(NoScript);
    let server = tests::shared();
    let reader = Browser::without_javascript();
    reader.goto(&format!("{}/status?lang=de", server.origin()));
    reads(&reader, "h1", "Alle Systeme funktionieren");
    clicks(&reader, ".fd-locale-switch [lang=ja]");
    reads(&reader, "h1", "すべて正常に動いています");
    enters(&reader, ".fd-find input", "バナー");
    reads(&reader, "h1", "「バナー」の検索結果");
    clicks(&reader, ".fd-locale-switch [lang=de]");
    reads(&reader, "[name=q]", "バナー");
    reader.console_is_empty();
    // A page that is not there has the way on, in its language.
    reader.goto(&format!("{}/help/de/gibt/es/nicht/", server.origin()));
    reads(&reader, "h1", "Diese Seite gibt es nicht");
    let told = reader.console();
    assert!(told.iter().all(|line| line.contains("404")), "{told:?}");
    enters(&reader, "main .fd-find input", "Anfrage verfolgen");
    reads(&reader, ".fd-results strong", "");
    reader.console_is_empty();
}

#[test]
fn a_topic_asks_its_questions_on_plain_pages_too() {
    let text = "You may store my message to answer it.";
    let server = Server::start_with(|site| {
        let words = serde_json::json!({ "text": text, "version": "0123abcd" });
        site["contact"] = serde_json::json!({ "consent": { "en": words } });
    });
    let reader = Browser::without_javascript();
    reader.goto(&format!("{}/help/en/contact?subject=My+bowl", server.origin()));
    reader.type_into("document.querySelector('[name=body]')", "It is not the colour I thought.");
    reader.type_into("document.querySelector('[name=topic]')", "\u{E015}");
    clicks(&reader, "[name=ask]");
    reads(&reader, "label", "What is it about?");
    reads(&reader, "[name=body]", "not the colour");
    reader.wait("the focus", "document.activeElement.name === 'fields.about'");
    reader.keys(&"\u{E015}".repeat(3));
    clicks(&reader, "[name=consent]");
    for scheme in ["light", "dark"] {
        reader.color_scheme(scheme);
        reader.screenshot(&format!("help-contact-asks-{scheme}"));
    }
    clicks(&reader, SEND);
    // The refund brings more, before anything is sent and without reproach.
    reads(&reader, ".fd-notice", "questions of its own");
    reads(&reader, "label", "Order number");
    reader.wait("no reproach", "!document.querySelector('.fd-error')");
    clicks(&reader, "[name='fields.sent-back']");
    clicks(&reader, SEND);
    reads(&reader, "[id='fd-fields.order-fault']", "Please write something here.");
    reads(&reader, "label", "When did you send it?");
    reader.type_into("document.querySelector('[name=\"fields.order\"]')", "K-10482");
    let day = "document.querySelector('[name=\"fields.sent-on\"]')";
    match reader.kind() {
        // A day takes no keys of their drivers.
        Kind::Firefox | Kind::WebKit => {
            drop(reader.js(&format!("{day}.value = '2026-11-20'"), &[]))
        }
        Kind::Chromium => reader.type_into(day, "11202026"),
    }
    for scheme in ["light", "dark"] {
        reader.color_scheme(scheme);
        reader.screenshot(&format!("help-contact-answers-{scheme}"));
    }
    // The browser's own word on the refusal, and no other.
    let told = reader.console();
    assert!(told.iter().all(|line| line.contains("422")), "{told:?}");
    clicks(&reader, SEND);
    reads(&reader, "h1", "My bowl");

    let desk = Browser::desktop();
    let staff = Staff::sign_in(&desk, &server);
    staff.opens_ticket(1001);
    for words in ["I would like a refund", "K-10482", "20 November 2026"] {
        staff.reads(".fd-answers", words);
    }
    reader.console_is_empty();
    desk.console_is_empty();
}
