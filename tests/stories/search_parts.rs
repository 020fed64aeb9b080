//! A help center so large that its index travels in parts: each comes when a query needs it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tests::visitor::Visitor;
use tests::{Browser, Folder};

/// A page with the tag, as a shop would have it.
const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A large shop</title><link rel="icon" href="data:,"></head>
<body><h1>A large shop</h1>
<script src="http://localhost:8787/widget.js" data-site="frontdesk" async></script></body></html>"#;

/// Our own help center with its index in as many parts as can be, and the built widget, as static
/// files. `spoil` may change the folder before it is served.
fn large_site(spoil: impl FnOnce(&Path)) -> Folder {
    let root = tests::root();
    let built = root.join("dist/assets");
    Folder::serve(|folder| {
        let kept = folder.with_extension("tsv");
        let run = Command::new(root.join("target/debug/content"))
            .args(["build", "content/frontdesk", "--index-max", "1", "--out"])
            .arg(folder)
            .arg("--css")
            .arg(root.join("target/css/pages.css"))
            .arg("--last")
            .arg(&kept)
            .current_dir(&root)
            .output();
        let run = run.expect("`cargo xtask build` was run");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let _ = fs::remove_file(kept);

        // The loader knows the index by its address: told the other one, it is the same program.
        let manifest = |of: &Path| -> serde_json::Value {
            let text = fs::read(of.join("_site/frontdesk.json")).expect("a manifest");
            serde_json::from_slice(&text).expect("JSON")
        };
        let (whole, parts) = (manifest(&built), manifest(folder));
        let mut loader = fs::read_to_string(built.join("widget.js")).expect("the loader");
        for (locale, url) in whole["index"].as_object().expect("indexes") {
            let other = parts["index"][locale].as_str().expect("the same locales");
            loader = loader.replace(url.as_str().expect("an address"), other);
        }
        fs::write(folder.join("widget.js"), loader).expect("the loader");
        for entry in fs::read_dir(built.join("_a")).expect("built").flatten() {
            let name = entry.file_name().into_string().expect("a plain name");
            if name.starts_with("widget") {
                fs::copy(entry.path(), folder.join("_a").join(name)).expect("a copy");
            }
        }
        fs::create_dir_all(folder.join("v1/sites/frontdesk")).expect("a folder");
        fs::write(folder.join("v1/sites/frontdesk/status"), "{}").expect("a status");
        fs::write(folder.join("shop.html"), PAGE).expect("a page");
        spoil(folder);
    })
}

/// Names of the parts that were fetched since last asked.
fn fetched(browser: &Browser) -> Vec<String> {
    let urls = browser.requests().into_iter().map(|request| request.url);
    urls.filter(|url| url.ends_with(".fdp")).collect()
}

#[test]
fn parts_of_a_large_index_come_when_they_are_needed_and_once() {
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
