//! Pages of site owners as they are: broken, hostile, strict. The page always survives.

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Browser, Need, shared};

use super::looks::accessible;

/// The page's own heading, as its author wrote it.
fn page_is_untouched(browser: &Browser) {
    let children = browser.js("return document.getElementById('untouched').childNodes.length", &[]);
    assert_eq!(children, 1, "the host page was touched");
}

/// Console lines, which must all be warnings of ours that contain `words`.
fn warns(browser: &Browser, words: &str) {
    if !tests::can(&format!("the warning about {words}"), Need::EarlyConsole) {
        return;
    }
    let mut lines = Vec::new();
    tests::until(&format!("a warning with {words:?}"), || {
        lines.extend(browser.console());
        lines.iter().any(|l| l.contains(words)).then_some(())
    });
    for line in &lines {
        assert!(
            line.starts_with("WARNING") && line.contains("Frontdesk"),
            "unexpected in the console: {line}"
        );
    }
}

#[test]
fn a_tag_in_the_head_waits_for_the_body() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("no-body.html"));
    Visitor::new(&browser).opens();
    page_is_untouched(&browser);
    browser.console_is_empty();
}

#[test]
fn a_second_tag_is_ignored_with_a_warning() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("two-tags.html"));
    Visitor::new(&browser).sees("button.fd-launcher");
    let hosts = browser.js("return document.querySelectorAll('[data-frontdesk-host]').length", &[]);
    assert_eq!(hosts, 1);
    warns(&browser, "second tag");
    page_is_untouched(&browser);
}

#[test]
fn a_wrong_site_id_draws_nothing_and_says_which_ids_there_are() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("wrong-site.html"));
    warns(&browser, "frontdeks");
    let hosts = browser.js("return document.querySelectorAll('[data-frontdesk-host]').length", &[]);
    assert_eq!(hosts, 0);
    page_is_untouched(&browser);
}

#[test]
fn calls_made_before_the_script_came_are_kept_and_unknown_ones_warn() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("queue.html"));
    Visitor::new(&browser).sees("input.fd-search");
    warns(&browser, "fly");
    page_is_untouched(&browser);
}

#[test]
fn hostile_styles_do_not_reach_the_widget() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("hostile.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    let field = visitor.at("input.fd-search");
    let size = browser.js(&format!("return parseFloat(getComputedStyle({field}).fontSize)"), &[]);
    let size = size.as_f64().expect("a font size");
    assert!((14.0..=18.0).contains(&size), "the page's 40px reached the widget: {size}");
    visitor.searches("ticket");
    browser.console_is_empty();
}

#[test]
fn variables_and_parts_give_the_widget_the_looks_of_the_page() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("looks.html"));
    let visitor = Visitor::new(&browser);
    visitor.sees(".fd-launcher");
    browser.screenshot("widget-looks-closed");
    accessible(&browser, "an icon on the launcher");
    visitor.opens();
    let style = |selector: &str, property: &str| {
        browser.js(&format!("return getComputedStyle({}).{property}", visitor.at(selector)), &[])
    };
    // Variables.
    assert_eq!(style(".fd-launcher", "left"), json!("48px"));
    assert_eq!(style(".fd-panel", "left"), json!("48px"), "in line with the launcher");
    assert_eq!(style(".fd-panel", "borderTopLeftRadius"), json!("3px"));
    // Parts. An icon in place of the words: who hears the page still has them.
    assert_eq!(style(".fd-launcher", "width"), json!("56px"));
    assert_eq!(style(".fd-launcher", "fontSize"), json!("0px"));
    visitor.reads(".fd-launcher", "Help");
    assert_eq!(style(".fd-panel", "outlineWidth"), json!("5px"));
    page_is_untouched(&browser);
    browser.screenshot("widget-looks-open");
    browser.console_is_empty();
}

#[test]
fn a_strict_policy_with_trusted_types_is_kept() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("strict-csp.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("ticket");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    browser.console_is_empty();
}

#[test]
fn the_first_key_after_a_press_is_not_lost() {
    let browser = Browser::desktop();
    browser.goto(&shared().demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.clicks("button.fd-close");
    visitor.sees_no("[role=dialog].fd-panel:not([hidden])");
    visitor.presses("button.fd-launcher", "input.fd-search");
    browser.keys("ticket");
    visitor.sees("[role=option].fd-hit");
    visitor.presses("button.fd-close", "button.fd-launcher");
    browser.console_is_empty();
}

#[test]
fn the_keyboard_alone_opens_finds_reads_and_leaves() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("no-body.html"));
    let visitor = Visitor::new(&browser);
    visitor.sees("button.fd-launcher");
    browser.wait(
        "the launcher has the focus",
        &format!(
            "({}?.focus(), document.activeElement?.hasAttribute('data-frontdesk-host'))",
            visitor.at("button.fd-launcher")
        ),
    );
    browser.keys("\u{E007}");
    visitor.sees("input.fd-search");
    browser.wait(
        "the search box has the focus",
        "document.querySelector('[data-frontdesk-host]').shadowRoot.activeElement?.classList.contains('fd-search')",
    );
    visitor.searches("ticket");
    visitor.types("input.fd-search", "\u{E015}\u{E007}");
    visitor.sees("article.fd-prose");
    browser.keys("\u{E00C}\u{E00C}\u{E00C}");
    visitor.sees_no("[role=dialog].fd-panel:not([hidden])");
    browser.wait(
        "the focus is back on the launcher",
        "document.querySelector('[data-frontdesk-host]').shadowRoot.activeElement?.classList.contains('fd-launcher')",
    );
    browser.console_is_empty();
}
