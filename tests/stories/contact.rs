//! The contact form beyond its message: what the site asks, a known incident first, the draft that
//! survives a reload, and what goes along.

use serde_json::json;
use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Api, Browser, Server, key};

use super::looks::{accessible, fits};

/// Opens the form from the launcher.
#[track_caller]
fn opens_the_form(visitor: &Visitor<'_>) {
    visitor.opens();
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form select[name=topic]");
}

/// Waits until an element of the widget has the focus.
#[track_caller]
fn focused(browser: &Browser, visitor: &Visitor<'_>, selector: &str) {
    let active = "document.querySelector('[data-frontdesk-host]').shadowRoot.activeElement";
    let at = visitor.at(selector);
    browser.wait(&format!("{selector} has the focus"), &format!("{at} && {at} === {active}"));
}

/// Waits until an element of the widget can be seen, or can not.
#[track_caller]
fn shown(browser: &Browser, visitor: &Visitor<'_>, selector: &str, expected: bool) {
    let seen = format!("!!{}?.offsetParent", visitor.at(selector));
    browser.wait(&format!("{selector} is shown: {expected}"), &format!("{seen} === {expected}"));
}

/// The arrow keys, on a list to choose from.
const DOWN: &str = "\u{E015}";
const UP: &str = "\u{E013}";

const ORDER: &str = "form.fd-form [name='fields.order']";
const SEND: &str = "form.fd-form button[type=submit]";

#[test]
fn a_topic_asks_its_own_questions_and_staff_read_the_answers() {
    tests::needs!(FieldKeys);
    let server = Server::start();
    let (shop, desk) = (Browser::desktop(), Browser::desktop());
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    opens_the_form(&visitor);
    visitor.types("form.fd-form [name=subject]", "My bowl");
    visitor.types("form.fd-form [name=body]", "It is not the colour I thought.");

    // The topic brings its fields; a condition brings one more, and takes it away again.
    visitor.sees_no("[name='fields.about']");
    visitor.types("form.fd-form [name=topic]", DOWN);
    visitor.sees("[name='fields.about']");
    shown(&shop, &visitor, ORDER, false);
    visitor.types("[name='fields.about']", &DOWN.repeat(3));
    shown(&shop, &visitor, ORDER, true);
    visitor.types("[name='fields.about']", UP);
    shown(&shop, &visitor, ORDER, false);
    visitor.types("[name='fields.about']", DOWN);
    shown(&shop, &visitor, ORDER, true);

    // Required, refused beside the field, and the focus goes there.
    visitor.clicks(SEND);
    visitor.reads("[id='fd-fields.order-fault']", "Please write something");
    focused(&shop, &visitor, ORDER);
    accessible(&shop, "the form with a fault");
    visitor.types(ORDER, "K-10482 and much more than the site allows");
    visitor.clicks("form.fd-form [name=body]");
    visitor.reads("[id='fd-fields.order-fault']", "20 characters");
    visitor.types(ORDER, "\u{E009}a\u{E000}K-10482");
    visitor.sees_no("[id='fd-fields.order-fault']");

    // A tick asks for a day; half a day is told, and a whole one accepted.
    let day = "form.fd-form [name='fields.sent-on']";
    shown(&shop, &visitor, day, false);
    visitor.clicks("form.fd-form [name='fields.sent-back']");
    shown(&shop, &visitor, day, true);
    visitor.types(day, "11");
    visitor.clicks("form.fd-form [name=body]");
    visitor.reads("[id='fd-fields.sent-on-fault']", "whole date");
    visitor.types(day, "11202026");
    visitor.clicks(SEND);
    visitor.sees(".fd-thread .fd-number");

    let staff = Staff::sign_in(&desk, &server);
    staff.opens_ticket(1001);
    for words in ["I would like a refund", "Order number", "K-10482", "20 November 2026"] {
        staff.reads(".fd-answers", words);
    }
    for scheme in ["light", "dark"] {
        desk.color_scheme(scheme);
        desk.screenshot(&format!("console-answers-{scheme}"));
        accessible(&desk, "a ticket with answers");
    }
    shop.console_is_empty();
    desk.console_is_empty();
}

#[test]
fn consent_is_asked_for_above_the_button_and_kept_with_the_ticket() {
    let text = "You may store my message to answer it.";
    let server = Server::start_with(|site| {
        let words = json!({ "text": text, "version": "0123abcd" });
        site["contact"] =
            json!({ "consent": { "en": words }, "consent_link": "https://shop.example/privacy" });
    });
    let (shop, desk) = (Browser::phone(), Browser::desktop());
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    opens_the_form(&visitor);
    visitor.reads(".fd-consent label", text);
    visitor.types("form.fd-form [name=subject]", "My bowl");
    visitor.types("form.fd-form [name=body]", "It is blue.");
    visitor.clicks(SEND);
    visitor.reads("#fd-consent-fault", "tick this box");
    focused(&shop, &visitor, "[name=consent]");
    for scheme in ["light", "dark"] {
        shop.color_scheme(scheme);
        shop.screenshot(&format!("widget-consent-phone-{scheme}"));
        accessible(&shop, "the consent");
    }
    visitor.clicks("[name=consent]");
    visitor.sees_no("#fd-consent-fault");
    visitor.clicks(SEND);
    visitor.sees(".fd-thread .fd-number");

    let staff = Staff::sign_in(&desk, &server);
    staff.opens_ticket(1001);
    staff.reads(".fd-agreed", text);
    staff.reads(".fd-agreed", "0123abcd");
    accessible(&desk, "a ticket with consent");
    shop.console_is_empty();
    desk.console_is_empty();
}

#[test]
fn a_known_incident_comes_first_and_never_stands_in_the_way() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    staff.payments_fail();
    let shop = Browser::desktop();
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    visitor.reads(".fd-banner", "Payments are failing");
    visitor.opens();
    visitor.searches("payments failing");
    visitor.clicks("button.fd-escalate");
    visitor.reads(".fd-known h2", "We know about this");
    visitor.reads(".fd-known .fd-said", "looking into it");
    focused(&shop, &visitor, ".fd-known h2");
    accessible(&shop, "a known incident");

    // First: follow it. Back is where one came from.
    visitor.clicks(".fd-known .fd-follow");
    visitor.reads(".fd-status .fd-said", "looking into it");
    visitor.clicks("button.fd-back");
    visitor.sees(".fd-known");

    // Second: send anyway, with everything as it was; and then it is not told again.
    visitor.clicks(".fd-anyway");
    visitor.sees("form.fd-form");
    let subject = "form.fd-form [name=subject]";
    let value = format!("{}?.value === 'payments failing'", visitor.at(subject));
    shop.wait("the search is the subject", &value);
    visitor.sees_no(".fd-noted .fd-note");
    visitor.clicks("button.fd-back");
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form");
    visitor.sees_no(".fd-known");

    // Somebody who comes without a search is told beside the form, once the subject names it.
    shop.reload();
    opens_the_form(&visitor);
    visitor.sees_no(".fd-noted .fd-note");
    visitor.types(subject, "Are payments failing for you, too?");
    visitor.reads(".fd-noted .fd-note", "Payments are failing");
    accessible(&shop, "a known incident beside the form");
    let number = visitor.asks("Ada", "Payments are failing", "Mine, too.");
    assert_eq!(number, 1001);
    shop.console_is_empty();
}

#[test]
fn a_reload_keeps_the_draft_and_sending_ends_it() {
    tests::needs!(FieldKeys);
    let server = tests::shared();
    let shop = Browser::desktop();
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    opens_the_form(&visitor);
    assert_eq!(shop.js("return sessionStorage.length", &[]), json!(0), "before anything is typed");
    visitor.types("form.fd-form [name=subject]", "My bowl");
    visitor.types("form.fd-form [name=topic]", &DOWN.repeat(3));
    visitor.types("form.fd-form [name='fields.steps']", "I turned it round.");
    visitor.types("form.fd-form [name=body]", "It is upside down");
    // Not a moment of rest: the page goes away at once.
    shop.reload();
    let kept = shop.js("return sessionStorage.getItem('frontdesk:frontdesk:draft')", &[]);
    let kept = kept.as_str().unwrap_or_default();
    assert!(kept.contains("upside down") && !kept.contains("website"), "{kept}");

    visitor.opens();
    visitor.reads(".fd-go-on", "Go on with your message");
    accessible(&shop, "home with a message that was begun");
    visitor.clicks(".fd-go-on");
    let holds = |selector: &str, text: &str| {
        let value = format!("{}?.value === {text:?}", visitor.at(selector));
        shop.wait(&format!("{selector} holds {text}"), &value);
    };
    holds("[name=subject]", "My bowl");
    holds("[name=body]", "It is upside down");
    holds("[name='fields.steps']", "I turned it round.");
    visitor.clicks(SEND);
    visitor.sees(".fd-thread .fd-number");
    assert_eq!(shop.js("return sessionStorage.length", &[]), json!(0), "after sending");
    visitor.clicks("button.fd-back");
    visitor.sees("input.fd-search");
    shown(&shop, &visitor, ".fd-go-on", false);
    shop.console_is_empty();
}

#[test]
fn a_draft_without_storage_lives_in_memory() {
    tests::needs!(DevTools);
    let shop = Browser::desktop();
    let refuse = "Object.defineProperty(window, 'sessionStorage', {
        get() { throw new DOMException('refused', 'SecurityError') } })";
    shop.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": refuse }));
    shop.goto(&tests::shared().demo());
    let visitor = Visitor::new(&shop);
    opens_the_form(&visitor);
    visitor.types("form.fd-form [name=body]", "It is upside down");
    visitor.clicks("button.fd-back");
    visitor.clicks(".fd-go-on");
    let value = format!("{}?.value === 'It is upside down'", visitor.at("[name=body]"));
    shop.wait("the message is there", &value);
    shop.console_is_empty();
}

#[test]
fn what_goes_along_is_taken_off_and_put_back_by_keyboard() {
    let shop = Browser::desktop();
    shop.goto(&tests::shared().demo());
    let visitor = Visitor::new(&shop);
    visitor.opens();
    visitor.searches("track a ticket");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    visitor.clicks("button.fd-escalate");
    visitor.sees(".fd-context li:nth-child(3)");
    let line = |n: u32| format!(".fd-context li:nth-child({n}) button");
    shop.js(&format!("{}.focus()", visitor.at(&line(2))), &[]);
    // The next line is where the hand already is; after the last one, the one before it.
    shop.keys("\u{E007}");
    visitor.sees_no(".fd-context li:nth-child(3)");
    focused(&shop, &visitor, &line(2));
    shop.keys("\u{E007}");
    visitor.sees_no(".fd-context li:nth-child(2)");
    focused(&shop, &visitor, &line(1));
    shop.keys("\u{E007}");
    visitor.sees_no(".fd-context li");
    focused(&shop, &visitor, ".fd-put-back");
    accessible(&shop, "nothing goes along");
    shop.keys("\u{E007}");
    visitor.reads(".fd-context li", "Page");
    focused(&shop, &visitor, &line(1));
    shop.console_is_empty();
}

#[test]
fn the_screens() {
    tests::needs!(Pictures);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let incident = json!({
        "key": key(), "title": "Payments are failing", "impact": "major", "components": ["checkout"],
        "state": "identified", "text": "Card payments are declined. We found the cause and are working on it."
    });
    assert_eq!(staff.post("/v1/sites/frontdesk/staff/incidents", &incident).status, 201);
    for (device, browser) in [("phone", Browser::phone()), ("desktop", Browser::desktop())] {
        for scheme in ["light", "dark"] {
            browser.color_scheme(scheme);
            browser.goto(&server.demo());
            browser.js("sessionStorage.clear()", &[]);
            browser.goto(&server.demo());
            let visitor = Visitor::new(&browser);
            let shot = |screen: &str| {
                browser.screenshot(&format!("widget-{screen}-{device}-{scheme}"));
                accessible(&browser, screen);
                fits(&browser, screen);
            };
            // The status is here: a form opened before it is told beside, and not instead.
            visitor.reads(".fd-banner", "Payments are failing");
            visitor.opens();
            visitor.searches("payments failing");
            visitor.clicks("button.fd-escalate");
            visitor.sees(".fd-known .fd-said");
            shot("known");
            visitor.clicks(".fd-anyway");
            visitor.types("form.fd-form [name=topic]", DOWN);
            visitor.types("[name='fields.about']", &DOWN.repeat(3));
            shown(&browser, &visitor, ORDER, true);
            visitor.clicks("form.fd-form [name='fields.sent-back']");
            shot("topic");
            visitor.types("form.fd-form [name=body]", "Where is it?");
            visitor.clicks(SEND);
            visitor.sees("[id='fd-fields.order-fault']");
            shot("topic-fault");
            visitor.clicks(".fd-context li:nth-child(1) button");
            shown(&browser, &visitor, ".fd-put-back", true);
            shot("put-back");
            visitor.clicks("button.fd-back");
            visitor.asks_for(" ");
            visitor.sees(".fd-go-on");
            shot("go-on");
        }
        browser.console_is_empty();
    }
}
