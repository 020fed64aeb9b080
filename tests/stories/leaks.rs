//! A page that stays open for hours: opening, closing and route changes leave nothing behind, and
//! `destroy` leaves nothing at all.

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Browser, shared};

/// What the page holds after garbage was collected: nodes, event listeners, and kilobytes of heap.
fn held(browser: &Browser) -> [i64; 3] {
    for _ in 0..3 {
        browser.devtools("HeapProfiler.collectGarbage", &json!({}));
    }
    let counters = browser.devtools("Memory.getDOMCounters", &json!({}));
    let heap = browser.devtools("Runtime.getHeapUsage", &json!({}));
    let count = |name: &str| counters[name].as_i64().expect("a counter");
    [
        count("nodes"),
        count("jsEventListeners"),
        heap["usedSize"].as_f64().unwrap_or(0.0) as i64 / 1024,
    ]
}

/// Opens, searches, reads, and closes again. By script: an element that the driver was told of stays alive.
fn visit(browser: &Browser, visitor: &Visitor<'_>) {
    let click = |selector: &str| {
        visitor.sees(selector);
        browser.js(&format!("{}.click()", visitor.at(selector)), &[]);
    };
    click("button.fd-launcher");
    visitor.sees("[role=dialog].fd-panel:not([hidden])");
    browser.js("return Frontdesk('search', 'ticket')", &[]);
    // The texts of articles come a moment after the panel, and lines that show them hold more nodes for good.
    visitor.sees("ul.fd-hits:not([data-lean])");
    click("#fd-hit-0");
    visitor.sees("article.fd-prose p");
    click("button.fd-back");
    visitor.sees("[role=option].fd-hit");
    click("button.fd-close");
    visitor.sees_no("[role=dialog].fd-panel:not([hidden])");
}

/// The page goes to another view, as a single-page app does.
fn route(browser: &Browser, number: usize) {
    browser.js(
        "history.pushState({}, '', '/view/' + arguments[0]);
         const body = document.createElement('body');
         body.innerHTML = '<h1>View ' + arguments[0] + '</h1>';
         document.documentElement.replaceChild(body, document.body)",
        &[json!(number)],
    );
}

#[test]
fn cycles_and_routes_leave_nothing_behind() {
    tests::needs!(DevTools);
    let browser = Browser::desktop();
    browser.goto(&shared().page("api.html"));
    let visitor = Visitor::new(&browser);
    // The first visits make what stays: the panel, kept views, compiled code.
    for number in 0..3 {
        visit(&browser, &visitor);
        route(&browser, number);
    }
    let before = held(&browser);
    for _ in 0..10 {
        visit(&browser, &visitor);
    }
    for number in 0..50 {
        route(&browser, number);
    }
    let after = held(&browser);
    println!(
        "nodes, listeners, kB of heap: {before:?}, after ten visits and fifty routes {after:?}"
    );
    // The browser's own noise: a tooltip, a focus ring, a compiled function.
    assert!(after[0] <= before[0] + 20, "nodes grew: {before:?} {after:?}");
    assert!(after[1] <= before[1] + 5, "listeners grew: {before:?} {after:?}");
    assert!(after[2] <= before[2] + 512, "the heap grew: {before:?} {after:?}");
    browser.console_is_empty();
}

#[test]
fn destroy_leaves_nothing() {
    tests::needs!(DevTools);
    let browser = Browser::desktop();
    browser.goto(&shared().page("api.html"));
    let visitor = Visitor::new(&browser);
    visitor.sees("button.fd-launcher");
    let mut counts = vec![];
    for _ in 0..4 {
        visit(&browser, &visitor);
        browser.js("return Frontdesk('destroy')", &[]);
        counts.push(held(&browser));
        browser.js(
            "const old = document.querySelector('script[data-site]');
             const tag = document.createElement('script');
             tag.src = old.src; tag.dataset.site = 'frontdesk'; tag.dataset.poll = 10; old.replaceWith(tag);",
            &[],
        );
        visitor.sees("button.fd-launcher");
    }
    browser.js("return Frontdesk('destroy')", &[]);
    // The last thing that knows of a widget that is gone is the timer of its next question for the status.
    tests::until("what is left is what was left the first time", || {
        let [nodes, listeners, _] = held(&browser);
        // The tag itself was put in by a script, with nothing around it.
        (nodes <= counts[0][0] + 2 && listeners <= counts[0][1]).then_some(())
    });
    println!(
        "nodes, listeners, kB of heap after each destroy: {counts:?}, a while later {:?}",
        held(&browser)
    );
    browser.console_is_empty();
}
