//! A help center so large that its index travels in parts: each comes when a query needs it.

use std::fs;
use std::path::Path;

use tests::visitor::Visitor;
use tests::{Browser, Folder, built_site};

/// Our own help center with its index in as many parts as can be. `spoil` may change the folder before
/// it is served.
fn large_site(spoil: impl FnOnce(&Path)) -> Folder {
    built_site(&tests::root().join("content/frontdesk"), &["--index-max", "1"], spoil)
}

/// Names of the parts that were fetched since last asked.
fn fetched(browser: &Browser) -> Vec<String> {
    let urls = browser.requests().into_iter().map(|request| request.url);
    urls.filter(|url| url.ends_with(".fdp")).collect()
}

#[test]
fn parts_of_a_large_index_come_when_they_are_needed_and_once() {
    tests::needs!(NetworkLog);
    let site = large_site(|_| {});
    let browser = Browser::desktop();
    browser.goto(&site.page("shop.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    // The titles of the first articles, and nothing more before there is a query.
    visitor.sees(".fd-section li .fd-row");
    let mut parts = fetched(&browser);
    assert_eq!(parts.len(), 1, "{parts:?}");

    visitor.searches("folow my tiket");
    visitor.reads(".fd-corrected", "Showing results for “follow my ticket”");
    visitor.sees(".fd-hit-text mark");
    // What is typed back and again is known.
    visitor.asks_for("hide the banner");
    visitor.reads("[data-kind=answer] .fd-hit-text", "Select the cross at the end of the banner.");
    visitor.asks_for("folow my tiket");
    visitor.reads(".fd-corrected", "Showing results for “follow my ticket”");
    std::thread::sleep(std::time::Duration::from_millis(500));
    parts.extend(fetched(&browser));
    let all = parts.len();
    parts.sort();
    parts.dedup();
    assert!(all > 1, "no parts: {parts:?}");
    assert_eq!(parts.len(), all, "a part was fetched twice");

    visitor.clicks("#fd-hit-0");
    visitor.sees("article.fd-prose p");
    browser.console_is_empty();
}

#[test]
fn a_missing_part_is_left_out_and_the_rest_works() {
    let site = large_site(|folder| {
        let parts = fs::read_dir(folder.join("_a")).expect("a folder").flatten();
        let parts = parts.filter(|e| e.path().extension().is_some_and(|e| e == "fdp"));
        let largest = parts.max_by_key(|e| e.metadata().map_or(0, |m| m.len())).expect("parts");
        fs::remove_file(largest.path()).expect("a part less");
    });
    let browser = Browser::desktop();
    browser.goto(&site.page("shop.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("banner");
    visitor.asks_for("offline");
    visitor.sees("[role=option].fd-hit");
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form [name=body]");
    // That it is not there is the browser's own line.
    let lines = browser.console();
    assert!(lines.iter().all(|line| line.contains(".fdp") && line.contains("404")), "{lines:#?}");
}

#[test]
fn a_damaged_part_is_left_out_and_the_rest_works() {
    let site = large_site(|folder| {
        let parts = fs::read_dir(folder.join("_a")).expect("a folder").flatten();
        let parts = parts.filter(|e| e.path().extension().is_some_and(|e| e == "fdp"));
        // The largest parts hold texts: without them there are titles and no passages.
        let mut parts: Vec<_> =
            parts.map(|e| (e.metadata().map_or(0, |m| m.len()), e.path())).collect();
        parts.sort();
        let (length, largest) = parts.pop().expect("parts");
        let mut bytes = fs::read(&largest).expect("a part");
        bytes[length as usize / 2] ^= 1;
        fs::write(largest, bytes).expect("a damaged part");
    });
    let browser = Browser::desktop();
    browser.goto(&site.page("shop.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("banner");
    visitor.asks_for("offline");
    visitor.sees("[role=option].fd-hit");
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form [name=body]");
    browser.console_is_empty();
}
