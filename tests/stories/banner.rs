//! The banner: dismissed is remembered per update, a new update shows again, resolution ends it.

use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Browser, Server};

#[test]
fn a_dismissed_banner_stays_away_until_there_is_news() {
    let server = Server::start();
    let shop = Browser::desktop();
    let desk = Browser::desktop();
    let staff = Staff::sign_in(&desk, &server);
    staff.posts_incident(
        "Sign-in is slow",
        "minor",
        "accounts",
        "Signing in takes up to a minute.",
    );
    staff.reads("main", "Sign-in is slow");

    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    visitor.reads(".fd-banner", "Signing in takes up to a minute");
    visitor.clicks(".fd-dismiss");
    visitor.sees_no(".fd-banner");

    // Remembered for this update, on the next page too. The status is there once the loader asked.
    shop.requests();
    shop.reload();
    shop.fetched("/status");
    visitor.sees("button.fd-launcher");
    visitor.sees_no(".fd-banner");

    // News shows again, on the page as it stands.
    staff.updates_incident("identified", "A full disk was the cause. We are making room.");
    visitor.reads(".fd-banner", "A full disk was the cause");
    staff.updates_incident("resolved", "Signing in is quick again.");
    visitor.sees_no(".fd-banner");

    desk.console_is_empty();
    shop.console_is_empty();
}

#[test]
fn news_do_not_take_the_focus_away() {
    let server = Server::start();
    let (shop, desk) = (Browser::desktop(), Browser::desktop());
    let staff = Staff::sign_in(&desk, &server);
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    visitor.opens();
    visitor.sees(".fd-statusline");
    let root = "document.querySelector('[data-frontdesk-host]').shadowRoot";
    shop.js(&format!("{root}.querySelector('.fd-statusline').focus()"), &[]);
    staff.posts_incident("Sign-in is slow", "minor", "accounts", "It takes up to a minute.");
    visitor.reads(".fd-statusline", "Sign-in is slow");
    let focused = shop.js(&format!("return {root}.activeElement?.className"), &[]);
    assert_eq!(focused, "fd-row fd-statusline");
    desk.console_is_empty();
    shop.console_is_empty();
}
