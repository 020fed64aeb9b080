//! The network goes away: search goes on, and what was typed is sent when it is back.

use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Browser, Server};

#[test]
fn a_ticket_written_offline_is_kept_and_sent_once() {
    tests::needs!(Offline);
    let server = Server::start();
    let shop = Browser::desktop();
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    visitor.opens();
    visitor.searches("ticket");

    shop.offline(true);
    // Search needs no network once it is there.
    visitor.types("input.fd-search", " status");
    visitor.sees("[role=option].fd-hit");
    visitor.clicks("button.fd-escalate");
    visitor.types("form.fd-form [name=name]", "Grace");
    visitor.types("form.fd-form [name=body]", "Written in a tunnel.");
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.sees(".fd-thread .fd-note[data-tone=warn]");

    shop.offline(false);
    visitor.sees(".fd-thread .fd-number");
    // Failed requests while offline are the browser's own lines; ours would be others.
    let lines: Vec<_> =
        shop.console().into_iter().filter(|l| !l.contains("ERR_INTERNET_DISCONNECTED")).collect();
    assert!(lines.is_empty(), "{lines:#?}");

    let desk = Browser::desktop();
    let staff = Staff::sign_in(&desk, &server);
    staff.goes_to("tickets");
    staff.reads(".fd-queue-row", "Grace");
    let rows = desk.js("return document.querySelectorAll('.fd-queue-row').length", &[]);
    assert_eq!(rows, 1, "stored once");
    desk.console_is_empty();
}
