//! What a page's own scripts can do: call, listen, change the language, take the widget away.

use serde_json::{Value, json};
use tests::visitor::Visitor;
use tests::{Browser, shared};

/// A page with the tag, its calls kept until the script came.
fn page() -> Browser {
    let browser = Browser::desktop();
    browser.goto(&shared().page("api.html"));
    Visitor::new(&browser).sees("button.fd-launcher");
    browser
}

/// What a call gives.
fn call(browser: &Browser, arguments: &str) -> Value {
    browser.js(&format!("return Frontdesk({arguments})"), &[])
}

#[test]
fn calls_open_what_they_name_and_events_tell() {
    let browser = page();
    let visitor = Visitor::new(&browser);
    assert_eq!(call(&browser, "'suggest', ['owners/javascript-api']"), json!(true));
    assert_eq!(
        browser.js("return performance.getEntriesByName('x').length + told.length", &[]),
        json!(0),
        "nothing was loaded for that"
    );
    assert_eq!(call(&browser, "'open', 'contact'"), json!(true));
    visitor.sees("form.fd-form");
    assert_eq!(call(&browser, "'open', 'home'"), json!(true));
    visitor.reads(".fd-section li", "JavaScript API of the widget");
    assert_eq!(call(&browser, "'open', 4711"), json!(false), "no ticket of this device");
    assert_eq!(call(&browser, "'article', 'visitors/track-a-ticket'"), json!(true));
    visitor.sees("article.fd-prose");
    assert_eq!(call(&browser, "'article', 'visitors/not-there'"), json!(false));
    // What was read last is offered again, behind what the page suggests.
    assert_eq!(call(&browser, "'open', 'home'"), json!(true));
    visitor.reads(".fd-section li:nth-child(1)", "JavaScript API of the widget");
    visitor.reads(".fd-section li:nth-child(2)", "Follow your request and read the answer");
    assert_eq!(call(&browser, "'search', 'origins'"), json!(true));
    visitor.sees("[role=option].fd-hit");
    let info = call(&browser, "'info'");
    assert_eq!((&info["site"], &info["locale"]), (&json!("frontdesk"), &json!("en")));
    assert_eq!((&info["open"], &info["framed"]), (&json!(true), &json!(false)));
    assert_eq!(call(&browser, "'close'"), json!(true));
    browser.wait("the panel is closed", "told.at(-1)[0] == 'close'");
    let told = browser.js("return told.map(([event]) => event).join(' ')", &[]);
    assert_eq!(told, json!("ready open article close"));
    assert_eq!(browser.js("return heard", &[]), json!(["visitors/track-a-ticket"]));
    browser.console_is_empty();
}

#[test]
fn links_and_buttons_of_the_page_open_the_widget() {
    let browser = page();
    let visitor = Visitor::new(&browser);
    browser.click("document.getElementById('how')");
    visitor.reads("article.fd-prose", "ticket");
    assert!(browser.js("return location.href", &[]).as_str().unwrap().contains("api.html"));
    browser.js("return Frontdesk('close')", &[]);
    visitor.sees_no("[role=dialog].fd-panel:not([hidden])");
    browser.click("document.getElementById('own')");
    visitor.sees("[role=dialog].fd-panel:not([hidden])");
    let style = browser.js(
        &format!(
            "const s = getComputedStyle({}); return [s.right, getComputedStyle(document.querySelector('[data-frontdesk-host]')).zIndex]",
            visitor.at(".fd-launcher")
        ),
        &[],
    );
    assert_eq!(style, json!(["64px", "77"]));
    browser.console_is_empty();
}

#[test]
fn whoever_is_identified_is_greeted_and_gone_after_logout() {
    let browser = page();
    let visitor = Visitor::new(&browser);
    call(&browser, "'identify', { id: 1, name: 'Aiko', email: 'aiko@example.com' }");
    visitor.opens();
    visitor.reads(".fd-greeting", "Aiko");
    visitor.searches("ticket");
    call(&browser, "'open', 'contact'");
    let field = |name: &str| {
        let field = visitor.at(&format!("form.fd-form [name={name}]"));
        browser.js(&format!("return {field}.value"), &[])
    };
    visitor.sees("form.fd-form");
    assert_eq!(field("email"), json!("aiko@example.com"));
    visitor.types("form.fd-form [name=body]", "My secret");
    call(&browser, "'identify', { id: 2, name: 'Ben' }");
    visitor.reads(".fd-greeting", "Ben");
    assert_eq!(browser.js(&format!("return {}.value", visitor.at("input.fd-search")), &[]), "");
    call(&browser, "'open', 'contact'");
    visitor.sees("form.fd-form");
    assert_eq!(
        (field("name"), field("email"), field("body")),
        (json!("Ben"), json!(""), json!(""))
    );
    call(&browser, "'logout'");
    visitor.sees("input.fd-search");
    let greeting = visitor.text(".fd-greeting");
    assert!(!greeting.contains("Ben"), "{greeting}");
    browser.console_is_empty();
}

#[test]
fn another_language_while_the_page_stays() {
    let browser = page();
    let visitor = Visitor::new(&browser);
    visitor.opens();
    assert_eq!(call(&browser, "'locale', 'de'"), json!(true));
    visitor.reads(".fd-greeting", "helfen");
    visitor.reads(".fd-launcher", "Hilfe");
    visitor.searches("ticket");
    assert_eq!(call(&browser, "'locale', 'xx'"), json!(false));
    assert_eq!(call(&browser, "'locale', 'en-GB'"), json!(true));
    visitor.reads(".fd-greeting", "How can we help?");
    call(&browser, "'theme', 'dark'");
    call(&browser, "'theme', { accent: '#7a1f5c' }");
    let host = "document.querySelector('[data-frontdesk-host]')";
    let looks = browser.js(
        &format!("return [{host}.dataset.theme, {host}.style.getPropertyValue('--fd-accent')]"),
        &[],
    );
    assert_eq!(looks, json!(["dark", "#7a1f5c"]));
    browser.console_is_empty();
}

#[test]
fn destroy_leaves_nothing_and_the_tag_can_come_back() {
    let browser = page();
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("ticket");
    assert_eq!(call(&browser, "'destroy'"), json!(true));
    let left = browser.js(
        "return [document.querySelectorAll('[data-frontdesk-host]').length, typeof Frontdesk]",
        &[],
    );
    assert_eq!(left, json!([0, "undefined"]));
    browser.js(
        "const old = document.querySelector('script[data-site]');
         const tag = document.createElement('script');
         tag.src = old.src; tag.dataset.site = 'frontdesk'; old.replaceWith(tag);",
        &[],
    );
    visitor.opens();
    visitor.searches("ticket");
    browser.console_is_empty();
}

#[test]
fn a_page_may_replace_its_whole_body() {
    let browser = page();
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.types("input.fd-search", "refund");
    browser.js(
        "const body = document.createElement('body');
         body.innerHTML = '<h1>Another view</h1>';
         document.documentElement.replaceChild(body, document.body);
         history.pushState({}, '', '/another')",
        &[],
    );
    visitor.sees("input.fd-search");
    let typed = browser.js(&format!("return {}.value", visitor.at("input.fd-search")), &[]);
    assert_eq!(typed, json!("refund"));
    browser.console_is_empty();
}

#[test]
fn diagnose_says_what_works() {
    let browser = page();
    let findings = call(&browser, "'diagnose'");
    let findings = findings.as_array().expect("findings");
    assert!(findings.len() >= 7);
    for finding in findings {
        assert_eq!(finding["ok"], json!(true), "{finding}");
    }
    // Told there, too; beside it only the refusal that was asked for.
    for line in browser.console() {
        assert!(line.contains("Frontdesk: ✓") || line.contains("tickets/1"), "{line}");
    }
}
