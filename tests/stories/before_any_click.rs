//! What a page view costs before anyone wants help, and what opening costs then.

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Browser, Request, shared};

/// Requests of ours among these: those to the service's origin.
fn ours(requests: &[Request], origin: &str) -> Vec<Request> {
    requests.iter().filter(|r| r.url.starts_with(origin)).cloned().collect()
}

fn table(title: &str, requests: &[Request]) -> u64 {
    println!("{title}: {} requests", requests.len());
    for request in requests {
        println!("  {:>7} bytes  {}", request.bytes, request.url);
    }
    let sum = requests.iter().map(|r| r.bytes).sum();
    println!("  {sum:>7} bytes in all, headers included");
    sum
}

#[test]
fn a_page_view_costs_two_requests_and_stores_nothing() {
    tests::needs!(NetworkLog);
    let server = shared();
    let shop = Browser::desktop();
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    visitor.sees("button.fd-launcher");
    let mut seen = Vec::new();
    tests::until("the status request has ended", || {
        seen.extend(shop.requests());
        seen.iter().any(|r| r.url.ends_with("/status") && r.bytes > 0).then_some(())
    });

    let before = ours(&seen, &server.origin());
    let bytes = table("before any click", &before);
    assert!(before.len() <= 2, "more than loader and status: {before:#?}");
    assert!(bytes <= 6_000, "{bytes} bytes before any click");
    let others: Vec<_> = seen
        .iter()
        .filter(|r| !r.url.starts_with(&server.origin()) && !r.url.starts_with(&server.demo()))
        .collect();
    assert!(others.is_empty(), "requests to other origins: {others:#?}");
    let stored =
        shop.js("return [localStorage.length, sessionStorage.length, document.cookie.length]", &[]);
    assert_eq!(stored, json!([0, 0, 0]), "something is stored before any click");

    // Opening: wasm, glue and the index's head, once. Its texts and the second part of the program
    // come after the panel is drawn.
    visitor.opens();
    visitor.searches("ticket");
    let opened = ours(&shop.requests(), &server.origin());
    table("opening and searching", &opened);
    let (later, files): (Vec<_>, Vec<_>) = opened
        .iter()
        .filter(|r| !r.url.ends_with("/status"))
        .partition(|r| [".fdp", "/widget-later.", "/words-"].iter().any(|p| r.url.contains(p)));
    assert!(files.len() <= 3, "opening took more than its files: {files:#?}");
    assert!(later.len() <= 3, "more than texts, second part and its words: {later:#?}");
    // With the loader, the status and headers, and with room for a build without the library's source:
    // the budget itself is held by the row `bytes` of `cargo xtask test`.
    let first: u64 = files.iter().chain(&before.iter().collect::<Vec<_>>()).map(|r| r.bytes).sum();
    assert!(first <= 118_000, "{first} bytes down to the first result");

    // The second part comes with the first results, or with this click; the article is one file.
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    let read = ours(&shop.requests(), &server.origin());
    table("reading", &read);
    let pages = read.iter().filter(|r| r.url.ends_with(".html")).count();
    let others = read.iter().filter(|r| {
        ![".html", "/status", ".fdp"].iter().any(|end| r.url.ends_with(end))
            && !["/widget-later.", "/words-"].iter().any(|part| r.url.contains(part))
    });
    assert_eq!((pages, others.count()), (1, 0), "an article is one request: {read:#?}");
    shop.console_is_empty();
}
