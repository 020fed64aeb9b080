//! Pages that have changed the browser under us: what they replaced, froze, named or throw. The page goes
//! on, the visitor is helped or told where help is, and what is typed arrives.

use serde_json::{Value, json};
use tests::visitor::Visitor;
use tests::{Browser, Need, Server, shared};

/// Finds, reads and asks, and the page's own heading is as it was.
#[track_caller]
fn all_of_it_works(browser: &Browser, visitor: &Visitor<'_>) {
    visitor.opens();
    finds_and_asks(browser, visitor);
}

#[track_caller]
fn finds_and_asks(browser: &Browser, visitor: &Visitor<'_>) {
    visitor.searches("ticket");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    visitor.clicks("button.fd-escalate");
    let number =
        visitor.asks("Ada", "__proto__", "constructor {{7*7}} <b onclick=alert(1)>bold</b>");
    assert!(number > 1000);
    visitor.reads(".fd-message", "<b onclick=alert(1)>bold</b>");
    is_whole(browser);
}

fn is_whole(browser: &Browser) {
    let heading = "return document.getElementById('untouched').childNodes.length";
    assert_eq!(browser.js(heading, &[]), 1, "the host page was touched");
}

#[test]
fn what_a_page_replaced_before_or_after_the_widget_came() {
    for what in ["promise", "array", "json", "wrapper"] {
        for late in ["", "&late"] {
            println!("{what}{late}");
            let changed = ["array", "json"].contains(&what);
            if changed && !tests::can(&format!("a page with another {what}"), Need::OwnScripts) {
                continue;
            }
            let browser = Browser::desktop();
            browser.goto(&format!("{}?{what}{late}", shared().page("overrides.html")));
            let visitor = Visitor::new(&browser);
            if late.is_empty() {
                all_of_it_works(&browser, &visitor);
            } else {
                visitor.opens();
                browser.js("spoil()", &[]);
                finds_and_asks(&browser, &visitor);
            }
            browser.console_is_empty();
        }
    }
}

#[test]
fn a_busy_page_takes_nobody_out_of_the_field() {
    let browser = Browser::phone();
    browser.goto(&format!("{}?timers&late", shared().page("overrides.html")));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    browser.js("spoil()", &[]);
    visitor.clicks("button.fd-escalate");
    visitor.types("form.fd-form [name=body]", "It is");
    // The view's own timer ends now. What it looks for is that nothing happens.
    std::thread::sleep(std::time::Duration::from_millis(2500));
    browser.keys(" broken.");
    let body = visitor.at("form.fd-form [name=body]");
    assert_eq!(browser.js(&format!("return {body}.value"), &[]), json!("It is broken."));
    // Whoever waits is led to what is new.
    visitor.clicks("button.fd-back");
    let active = format!("{}.getRootNode().activeElement", visitor.at(".fd-panel"));
    browser.wait("the focus is in the view before", &format!("{active}?.matches('[data-first]')"));
    browser.console_is_empty();
}

/// By keys alone: the driver's own scripts, which type into a field, do not bear it.
#[test]
fn what_a_page_froze_is_not_in_the_way() {
    let browser = Browser::desktop();
    browser.goto(&format!("{}?frozen", shared().page("overrides.html")));
    let visitor = Visitor::new(&browser);
    visitor.sees("button.fd-launcher");
    browser.js("return Frontdesk('open')", &[]);
    visitor.sees("[role=dialog].fd-panel:not([hidden])");
    browser.keys("ticket");
    visitor.sees("[role=option].fd-hit");
    browser.keys("\u{E007}");
    visitor.sees("article.fd-prose p");
    browser.js("return Frontdesk('open', 'contact')", &[]);
    visitor.sees("form.fd-form [name=body]");
    // The view's own focus comes a moment after it.
    let root = "document.querySelector('[data-frontdesk-host]').shadowRoot";
    browser.wait("the focus", &format!("{root}.activeElement?.matches('[data-first]')"));
    browser.js(&format!("{}.focus()", visitor.at("form.fd-form [name=subject]")), &[]);
    browser.keys("Frozen\u{E004}Nothing can be changed here.\u{E007}");
    browser.js(&format!("{}.requestSubmit()", visitor.at("form.fd-form")), &[]);
    visitor.sees(".fd-thread .fd-number");
    visitor.reads(".fd-message", "Nothing can be changed here.");
    is_whole(&browser);
    browser.console_is_empty();
}

#[test]
fn where_a_page_lets_nothing_be_fetched_the_launcher_leads_to_the_help_center() {
    for what in ["rejects", "throws"] {
        println!("{what}");
        let browser = Browser::desktop();
        browser.goto(&format!("{}?{what}", shared().page("overrides.html")));
        let visitor = Visitor::new(&browser);
        visitor.clicks("button.fd-launcher");
        visitor.sees("a.fd-launcher[href*='/help/en/']");
        is_whole(&browser);
        for line in browser.console() {
            assert!(line.contains("not from here"), "unexpected in the console: {line}");
        }
        // Later than the widget: what is written is kept, and told so.
        browser.goto(&format!("{}?{what}&late", shared().page("overrides.html")));
        visitor.opens();
        visitor.clicks("button.fd-escalate");
        visitor.sees("form.fd-form [name=body]");
        browser.js("spoil()", &[]);
        visitor.types("form.fd-form [name=subject]", "Behind a wall");
        visitor.types("form.fd-form [name=body]", "Nothing gets out.");
        visitor.clicks("form.fd-form button[type=submit]");
        visitor.reads(".fd-thread .fd-note", "Kept on this device");
        is_whole(&browser);
        // The wall falls.
        browser.js("window.fetch = kept.fetch; dispatchEvent(new Event('online'))", &[]);
        visitor.sees(".fd-thread .fd-number");
        for line in browser.console() {
            assert!(line.contains("not from here"), "unexpected in the console: {line}");
        }
    }
}

#[test]
fn names_of_elements_stand_in_the_way_of_nothing() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("clobbered.html"));
    let visitor = Visitor::new(&browser);
    all_of_it_works(&browser, &visitor);
    assert_eq!(browser.js("return typeof Frontdesk", &[]), "function");
    browser.console_is_empty();
}

#[test]
fn handlers_that_throw_and_keys_of_the_page_do_not_reach_what_is_typed() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("throws.html"));
    let visitor = Visitor::new(&browser);
    all_of_it_works(&browser, &visitor);
    let thrown = browser.js("return thrown", &[]);
    let thrown: Vec<&str> =
        thrown.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(thrown.iter().any(|line| line.contains("document ticket")), "{thrown:?}");
    assert!(thrown.iter().all(|line| line.contains("the page's own")), "{thrown:?}");
    assert_eq!(
        browser.js("return hotkeys", &[]),
        0,
        "the page took keys that were typed into ours"
    );
    browser.console_is_empty();
}

#[test]
fn texts_that_are_names_of_the_language_are_texts() {
    let server = Server::start();
    let browser = Browser::desktop();
    browser.goto(&server.demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    for odd in [
        "__proto__",
        "constructor",
        "toString",
        "\\u0000 %s {q} {n}",
        "<img src=x onerror=alert(1)>",
    ] {
        visitor.asks_for(odd);
        visitor.sees(".fd-unsure, .fd-empty, [role=option].fd-hit");
    }
    browser.js(
        "Frontdesk('prefill', JSON.parse('{\"__proto__\": {\"subject\": 1}, \"name\": \"__proto__\", \"constructor\": 1}'));
         Frontdesk('identify', JSON.parse('{\"__proto__\": {\"name\": \"Eve\"}, \"id\": \"__proto__\"}'))",
        &[],
    );
    assert_eq!(browser.js("return Frontdesk('open', '__proto__')", &[]), json!(false));
    assert_eq!(browser.js("return Frontdesk('__proto__')", &[]), json!(false));
    assert_eq!(browser.js("return Frontdesk('locale', '__proto__')", &[]), json!(false));
    visitor.clicks("button.fd-escalate");
    visitor.asks("__proto__", "__proto__", "{\"__proto__\": {\"polluted\": true}}");
    visitor.reads(".fd-message", "polluted");
    assert_eq!(browser.js("return ({}).polluted === undefined", &[]), json!(true));
    let warned = browser.console();
    assert!(warned.iter().all(|line| line.contains("no call")), "{warned:?}");
}

#[test]
fn a_clock_that_is_a_year_off_keeps_no_ticket_back() {
    for days in [-365, 365] {
        let browser = Browser::desktop();
        browser.goto(&format!("{}?{days}", shared().page("clock.html")));
        let visitor = Visitor::new(&browser);
        all_of_it_works(&browser, &visitor);
        // How long an answer takes is told by the service, whatever the device believes.
        let thread = visitor.text(".fd-thread");
        assert!(!thread.contains("year") && !thread.contains("365"), "{thread}");
        // It is there again, and not forgotten as old.
        browser.reload();
        visitor.opens();
        visitor.reads(".fd-own", "__proto__");
        browser.console_is_empty();
    }
}
