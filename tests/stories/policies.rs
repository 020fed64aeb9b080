//! Content security policies: a nonce is passed on; without WebAssembly the widget stands in a frame;
//! without frames the launcher leads to the help center.

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Browser, shared};

/// Every line of the console is the browser's about WebAssembly or frames, or ours.
fn only_refusals(browser: &Browser) {
    for line in browser.console() {
        let known = ["wasm", "WebAssembly", "Frontdesk", "Framing", "tickets/1"];
        assert!(known.iter().any(|word| line.contains(word)), "unexpected in the console: {line}");
    }
}

#[test]
fn a_nonce_alone_is_enough() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("nonce.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("ticket");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    browser.console_is_empty();
}

#[test]
fn without_wasm_the_widget_stands_in_a_frame() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("no-wasm.html"));
    let visitor = Visitor::new(&browser);
    visitor.clicks("button.fd-launcher");
    browser.enter_frame(&visitor.at("iframe"));
    visitor.sees("input.fd-search");
    tests::needs!(ShadowFrames);
    visitor.searches("ticket");
    browser.screenshot("frame-1280");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    // A message names the page around it.
    visitor.clicks(".fd-escalate");
    visitor.reads(".fd-context", "no-wasm.html");
    visitor.clicks(".fd-close");
    browser.leave_frame();
    browser.wait("the frame is hidden", &format!("{}.hidden", visitor.at("iframe")));
    let info = browser.js("return Frontdesk('info')", &[]);
    assert_eq!((&info["framed"], &info["open"]), (&json!(true), &json!(false)));
    browser.js("return Frontdesk('search', 'origins')", &[]);
    browser.enter_frame(&visitor.at("iframe"));
    visitor.sees("[role=option].fd-hit");
    browser.leave_frame();
    only_refusals(&browser);
}

#[test]
fn without_frames_either_the_launcher_leads_to_the_help_center() {
    let browser = Browser::desktop();
    browser.goto(&shared().page("no-frame.html"));
    let visitor = Visitor::new(&browser);
    visitor.clicks("button.fd-launcher");
    visitor.sees("a.fd-launcher[href*='/help/en/']");
    let findings = browser.js("return Frontdesk('diagnose')", &[]);
    let wasm = findings.as_array().and_then(|all| all.iter().find(|f| f["what"] == "WebAssembly"));
    let words = wasm.and_then(|finding| finding["words"].as_str()).expect("words");
    assert!(words.contains("'wasm-unsafe-eval'"), "{words}");
    only_refusals(&browser);
}
