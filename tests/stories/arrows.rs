//! The arrow keys in the result list: the line that they are on is in sight, whatever comes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use tests::visitor::Visitor;
use tests::{Browser, Fault, Proxy, Server, until};

/// The lines of the result list, for scripts.
const LINES: &str =
    "document.querySelector('[data-frontdesk-host]').shadowRoot.querySelectorAll('[role=option]')";

/// A window in which the lines that are found need scrolling, and their number.
fn many_lines<'b>(browser: &'b Browser, page: &str) -> (Visitor<'b>, usize) {
    browser.resize(480, 480);
    browser.goto(page);
    let visitor = Visitor::new(browser);
    visitor.opens();
    visitor.searches("ticket");
    let count = browser.wait("lines", &format!("{LINES}.length")).as_u64().unwrap_or(0) as usize;
    assert!(count > 5, "{count} lines need no scrolling");
    (visitor, count)
}

/// The line is the one that Enter opens, and all of it is in sight.
fn chosen_and_seen(browser: &Browser, at: usize) {
    browser.wait(
        &format!("line {at} is chosen and in sight"),
        &format!(
            "(() => {{
                const e = {LINES}[{at}], box = e.getBoundingClientRect();
                const seen = y => e.contains(e.getRootNode().elementFromPoint(box.left + 20, y));
                return e.ariaSelected == 'true' && seen(box.top + 3) && seen(box.bottom - 3);
            }})()"
        ),
    );
}

#[test]
fn the_line_that_the_arrows_are_on_is_not_under_the_search_box() {
    let browser = Browser::desktop();
    let (_, count) = many_lines(&browser, &tests::shared().demo());
    for at in 0..count {
        browser.keys("\u{E015}");
        chosen_and_seen(&browser, at);
    }
    for at in (0..count - 1).rev() {
        browser.keys("\u{E013}");
        chosen_and_seen(&browser, at);
    }
    browser.console_is_empty();
}

#[test]
fn texts_that_come_late_do_not_take_the_chosen_line_out_of_sight() {
    let server = Server::start();
    let late = Arc::new(AtomicBool::new(true));
    let held = Arc::clone(&late);
    let proxy = Proxy::start(&server, move |request| {
        if request.path.ends_with(".fdp") {
            until("the texts may come", || (!held.load(Relaxed)).then_some(()));
        }
        Fault::Pass
    });
    let browser = Browser::desktop();
    let page = format!("{}?at={}", server.page("elsewhere.html"), proxy.origin());
    let (visitor, count) = many_lines(&browser, &page);
    for at in 0..count - 1 {
        browser.keys("\u{E015}");
        chosen_and_seen(&browser, at);
    }
    late.store(false, Relaxed);
    visitor.sees(".fd-hit-text mark");
    chosen_and_seen(&browser, count - 2);
    browser.console_is_empty();
}
