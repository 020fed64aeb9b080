//! What a site owner writes on the tag: what opens first, a sign on the launcher, the banner below.

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Api, Browser, Server, shared};

use super::bad_days::deployed_again;
use super::looks::{accessible, fits};

/// A page whose tag has these attributes.
fn visits<'b>(browser: &'b Browser, server: &Server, attributes: &str) -> Visitor<'b> {
    let (page, origin) = (server.page("elsewhere.html"), server.origin());
    browser.goto(&format!("{page}?at={origin}&{attributes}"));
    let visitor = Visitor::new(browser);
    visitor.sees("button.fd-launcher");
    visitor
}

#[test]
fn the_form_can_come_first_and_the_search_is_a_step_away() {
    let browser = Browser::desktop();
    let visitor = visits(&browser, shared(), "data-mode=contact");
    visitor.clicks("button.fd-launcher");
    visitor.types("form.fd-form [name=subject]", "Late");
    visitor.clicks("button.fd-back");
    visitor.searches("ticket");
    // Only at first: after that it opens where it was left.
    visitor.clicks("button.fd-close");
    visitor.clicks("button.fd-launcher");
    visitor.sees("[role=option].fd-hit");
    browser.console_is_empty();

    // Whoever comes by another way is not led away from it.
    let visitor = visits(&browser, shared(), "data-mode=contact");
    browser.js("return Frontdesk('search', 'ticket')", &[]);
    visitor.sees("[role=option].fd-hit");
    visitor.clicks("button.fd-close");
    visitor.clicks("button.fd-launcher");
    visitor.sees("[role=option].fd-hit");
    browser.console_is_empty();
}

#[test]
fn a_frame_opens_what_the_tag_says() {
    let browser = Browser::desktop();
    let visitor = visits(&browser, shared(), "data-mode=status&data-frame");
    visitor.clicks("button.fd-launcher");
    browser.enter_frame(&visitor.at("iframe"));
    visitor.sees(".fd-status .fd-components");
    browser.leave_frame();
    browser.console_is_empty();
}

#[test]
fn a_sign_on_the_launcher_has_a_name() {
    let browser = Browser::phone();
    let visitor = visits(&browser, shared(), "data-icon=?");
    let launcher = visitor.at("button.fd-launcher");
    let said = |what: &str| browser.js(&format!("return {launcher}.{what}"), &[]);
    assert_eq!((said("textContent"), said("ariaLabel")), (json!("?"), json!("Help")));
    browser.screenshot("widget-icon-phone-light");
    accessible(&browser, "a sign on the launcher");
    visitor.opens();
    visitor.clicks("button.fd-close");
    assert_eq!((said("textContent"), said("ariaLabel")), (json!("?"), json!("Help")));
    // In another language, too.
    browser.js("return Frontdesk('locale', 'de')", &[]);
    assert_eq!((said("textContent"), said("ariaLabel")), (json!("?"), json!("Hilfe")));
    browser.console_is_empty();
}

#[test]
fn a_banner_below_leaves_the_launcher_free() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    staff.payments_fail();
    for (browser, width) in [(Browser::phone(), "phone"), (Browser::desktop(), "desktop")] {
        let visitor = visits(&browser, &server, "data-banner=bottom");
        visitor.reads(".fd-banner", "Card payments are declined");
        let edge = |selector: &str, side: &str| {
            let script = format!("return {}.getBoundingClientRect().{side}", visitor.at(selector));
            browser.js(&script, &[]).as_f64().expect("a place")
        };
        let free = edge(".fd-launcher", "top") - edge(".fd-banner", "bottom");
        assert!((4.0..40.0).contains(&free), "{width}: {free} px above the launcher");
        fits(&browser, "a banner below");
        // By key: what has the focus is seen. A window without the system's focus shows none.
        browser.js(&format!("{}.focus()", visitor.at(".fd-more")), &[]);
        browser.keys("\u{E004}");
        let hide = visitor.at(".fd-dismiss");
        browser.wait("the focus", &format!("{hide}.getRootNode().activeElement === {hide}"));
        let outline = format!(
            "const e = {hide}; return e.matches(':focus-visible') && getComputedStyle(e).outlineStyle"
        );
        let outline = browser.js(&outline, &[]);
        assert_ne!(outline, "none", "the focus is seen");
        browser.screenshot(&format!("widget-banner-below-{width}-light"));
        accessible(&browser, "a banner below");
        visitor.clicks(".fd-dismiss");
        visitor.sees_no(".fd-banner");
        browser.console_is_empty();
    }
}

#[test]
fn a_pinned_loader_goes_on_when_the_site_is_deployed_again() {
    let line = std::fs::read_to_string(tests::root().join("dist/pinned")).expect("built");
    let (path, integrity) = line.trim().split_once(' ').expect("an address and its integrity");
    let server = Server::start_in(deployed_again);
    let browser = Browser::desktop();
    let given = |integrity: &str| {
        let integrity = integrity.replace('+', "%2B");
        format!(
            "{}?at={}&loader={path}&integrity={integrity}",
            server.page("elsewhere.html"),
            server.origin()
        )
    };
    browser.goto(&given(integrity));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("track a ticket");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    visitor.clicks("button.fd-escalate");
    assert!(visitor.asks("Ada", "Late", "Where is it?") > 1000);
    browser.console_is_empty();

    // The browser does compare.
    let other = format!("sha384-{}", "A".repeat(integrity.len() - "sha384-".len()));
    browser.goto(&given(&other));
    browser.wait("its refusal", "document.title == 'Refused'");
    assert_eq!(browser.js("return typeof Frontdesk", &[]), json!("undefined"));
}
