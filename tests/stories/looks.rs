//! Every screen as people see it: on phone and desktop, light and dark, with accessibility checked.
//!
//! The pictures land in `target/shots` to be looked at. What can be asserted is: nothing scrolls
//! sideways, and axe-core finds no violation.

use serde_json::json;
use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Api, Browser, Server, key};

/// axe-core's rules for WCAG 2.2 A and AA, on the page and into open shadow roots.
pub fn accessible(browser: &Browser, screen: &str) {
    browser.library("axe", &tests::npm_file("axe-core/axe.min.js"));
    browser.js(
        "window.axeFound = null;
         axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
            .then(r => { window.axeFound = r.violations.map(v =>
                v.id + ': ' + v.nodes.map(n => n.target.flat().join(' ')).join(' | ')) });",
        &[],
    );
    browser.wait("axe has finished", "window.axeFound !== null");
    let found = browser.js("return window.axeFound", &[]);
    assert_eq!(found, json!([]), "{screen} is not accessible");
}

pub fn fits(browser: &Browser, screen: &str) {
    let overflow = browser.js("return document.documentElement.scrollWidth - innerWidth", &[]);
    assert!(overflow.as_f64().expect("a width") <= 0.0, "{screen} scrolls sideways");
}

/// A desk with something on it: two tickets and an incident.
fn furnished() -> Server {
    let server = Server::start();
    let visitor = Api::visitor(&server);
    for (name, subject, body) in [
        (
            "Mina Okafor",
            "Checkout says declined",
            "My bank shows a hold of 38 €. Is my order lost?",
        ),
        (
            "T. Lindqvist",
            "Lid arrived cracked",
            "The lid of the teapot has a crack. Can you send another one?",
        ),
    ] {
        let ticket = json!({
            "key": key(), "name": name, "email": "mina@example.com", "subject": subject, "body": body, "locale": "en",
            "topic": "billing", "context": {
                "page": { "url": "https://shop.example/checkout", "title": "Checkout" },
                "searches": ["card declined", "hold on card"],
                "articles": [{ "slug": "visitors/find-an-answer", "title": "Find an answer" }]
            }
        });
        assert_eq!(visitor.post("/v1/sites/frontdesk/tickets", &ticket).status, 201);
    }
    server
}

#[test]
fn the_widget_and_the_pages() {
    tests::needs!(Pictures);
    let server = tests::shared();
    for (device, browser) in [("phone", Browser::phone()), ("desktop", Browser::desktop())] {
        for scheme in ["light", "dark"] {
            let shot = |screen: &str| {
                browser.screenshot(&format!("{screen}-{device}-{scheme}"));
                accessible(&browser, screen);
            };
            browser.color_scheme(scheme);
            for (name, path) in [
                ("help", "/help/en/"),
                ("article", "/help/en/visitors/find-an-answer/"),
                ("status", "/status"),
            ] {
                browser.goto(&format!("{}{path}", server.origin()));
                fits(&browser, name);
                shot(name);
            }
            browser.goto(&server.demo());
            let visitor = Visitor::new(&browser);
            visitor.opens();
            shot("widget-home");
            visitor.searches("ti");
            visitor.reads(".fd-chip", "ticket");
            shot("widget-half-a-word");
            visitor.asks_for("purple elephant xylophone trombone invoice");
            visitor.sees(".fd-unsure");
            shot("widget-unsure");
            visitor.asks_for("how do I folow my ticket");
            visitor.reads(".fd-corrected", "follow");
            shot("widget-results");
            visitor.clicks("[role=option].fd-hit");
            visitor.sees("article.fd-prose p");
            shot("widget-article");
            visitor.clicks("button.fd-escalate");
            visitor.sees(".fd-context li");
            shot("widget-form");
            visitor.asks("Mina", "My card was declined", "It worked yesterday.");
            shot("widget-thread");
            fits(&browser, "the shop");
        }
        browser.console_is_empty();
    }
}

#[test]
fn the_pages_that_are_made_on_request() {
    tests::needs!(Pictures);
    let server = furnished();
    let staff = Api::staff(&server, server.sign_in_token());
    let incident = json!({
        "key": key(), "title": "Tickets are slow", "impact": "minor", "components": ["checkout"],
        "state": "identified", "text": "Answers may take an hour longer today."
    });
    assert_eq!(staff.post("/v1/sites/frontdesk/staff/incidents", &incident).status, 201);
    for (device, browser) in [("phone", Browser::phone()), ("desktop", Browser::desktop())] {
        for scheme in ["light", "dark"] {
            browser.color_scheme(scheme);
            let shot = |screen: &str| {
                browser.screenshot(&format!("{screen}-{device}-{scheme}"));
                fits(&browser, screen);
                accessible(&browser, screen);
            };
            for (name, path) in [
                ("search", "/help/en/search?q=folow+my+ticket"),
                ("search-nothing", "/help/de/search?q=Xylophon"),
                ("search-empty", "/help/ja/search"),
                ("contact", "/help/en/contact?subject=My+card"),
                ("status-de", "/status?lang=de"),
            ] {
                browser.goto(&format!("{}{path}", server.origin()));
                shot(name);
            }
            browser.goto(&format!("{}/help/de/contact", server.origin()));
            browser.type_into("document.querySelector('[name=email]')", "mina");
            browser.click("document.querySelector('.fd-form button.fd-button')");
            browser.wait("a fault", "!!document.querySelector('.fd-error')");
            shot("contact-faults");
            let told = browser.console();
            assert!(told.iter().all(|line| line.contains("422")), "{told:?}");
            browser.goto(&format!("{}/help/en/contact", server.origin()));
            browser.type_into("document.querySelector('[name=subject]')", "A cracked lid");
            browser.type_into("document.querySelector('[name=body]')", "It has a crack.\nHere.");
            browser.click("document.querySelector('.fd-form button.fd-button')");
            browser.wait("the thread", "!!document.querySelector('.fd-thread')");
            shot("request");
            browser.goto(&format!("{}/help/en/no/such/page/", server.origin()));
            shot("missing");
            let told = browser.console();
            assert!(told.iter().all(|line| line.contains("404")), "{told:?}");
        }
        browser.console_is_empty();
    }
}

#[test]
fn the_console() {
    tests::needs!(Pictures);
    let server = furnished();
    let desk = Browser::desktop();
    let staff = Staff::sign_in(&desk, &server);
    staff.posts_incident(
        "Payments are failing",
        "major",
        "checkout",
        "Card payments are declined. We are looking into it.",
    );
    staff.reads("main", "Payments are failing");
    for scheme in ["light", "dark"] {
        desk.color_scheme(scheme);
        for (device, width) in [("phone", 390), ("desktop", 1280)] {
            desk.devtools(
                "Emulation.setDeviceMetricsOverride",
                &json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500 }),
            );
            for screen in ["tickets", "tickets/1001", "status", "audit", "team"] {
                staff.goes_to(screen);
                let name = format!("console-{}", screen.replace('/', "-"));
                desk.wait("the screen", "!!document.querySelector('main h1, main h2')");
                std::thread::sleep(std::time::Duration::from_millis(300));
                desk.screenshot(&format!("{name}-{device}-{scheme}"));
                fits(&desk, &name);
                accessible(&desk, &name);
            }
            desk.goto(&format!("{}/status", server.origin()));
            desk.screenshot(&format!("status-incident-{device}-{scheme}"));
            accessible(&desk, "status with an incident");
            desk.goto(&server.demo());
            Visitor::new(&desk).reads(".fd-banner", "Payments are failing");
            desk.screenshot(&format!("banner-{device}-{scheme}"));
            accessible(&desk, "the shop with a banner");
        }
    }
    desk.console_is_empty();
}

#[test]
fn the_picture_in_the_readme() {
    tests::needs!(Pictures);
    let server = furnished();
    let staff = Api::staff(&server, server.sign_in_token());
    let incident = json!({
        "key": key(), "title": "Payments are slow", "impact": "minor", "components": ["checkout"],
        "state": "identified", "text": "Card payments take up to a minute. Please pay once and wait."
    });
    assert_eq!(staff.post("/v1/sites/frontdesk/staff/incidents", &incident).status, 201);
    let browser = Browser::desktop();
    browser.goto(&server.demo());
    let visitor = Visitor::new(&browser);
    visitor.reads(".fd-banner", "Payments are slow");
    visitor.opens();
    visitor.searches("ask a person");
    visitor.sees(".fd-hit mark");
    browser.screenshot("readme");
    browser.console_is_empty();
}

#[test]
fn what_visitors_say() {
    tests::needs!(Pictures);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    for (device, browser) in [("phone", Browser::phone()), ("desktop", Browser::desktop())] {
        for scheme in ["light", "dark"] {
            let shot = |screen: &str| {
                browser.screenshot(&format!("{screen}-{device}-{scheme}"));
                accessible(&browser, screen);
            };
            browser.color_scheme(scheme);
            browser.goto(&server.demo());
            browser.wait("the loader", "!!window.Frontdesk");
            browser.js("Frontdesk('article', 'visitors/track-a-ticket')", &[]);
            let visitor = Visitor::new(&browser);
            let seen = |selector: &str| {
                visitor.sees(selector);
                let scroll = format!("{}.scrollIntoView({{ block: 'end' }})", visitor.at(selector));
                browser.js(&scroll, &[]);
            };
            seen(".fd-vote");
            shot("widget-vote");
            visitor.clicks("[data-answer=no]");
            visitor.clicks(".fd-reason > input[value=outdated]");
            visitor.types("#fd-vote-words", "The button has another name now.");
            seen(".fd-missing");
            shot("widget-vote-no");
            visitor.clicks(".fd-missing button[type=submit]");
            seen(".fd-told");
            shot("widget-vote-told");
            visitor.clicks(".fd-ask-person");
            visitor.sees(".fd-context li");
            shot("widget-vote-form");
            let number = visitor.asks("Mina", "The lid is cracked", " Can you send another one?");
            let path = format!("/v1/sites/frontdesk/staff/tickets/{number}");
            let event = |event: serde_json::Value| {
                let version = staff.get(&path).json()["version"].take();
                let body = json!({ "key": key(), "version": version, "event": event });
                assert_eq!(staff.post(&format!("{path}/events"), &body).status, 201);
            };
            event(
                json!({ "kind": "reply", "body": "A new lid is on its way. It should be with you on Friday." }),
            );
            seen(".fd-solved");
            shot("widget-thread-answered");
            visitor.clicks(".fd-solved");
            seen(".fd-rate");
            shot("widget-rate");
            visitor.clicks(".fd-score > input[value='4']");
            visitor.types("#fd-rate-words", "Friendly, and quick.");
            seen(".fd-rate-send");
            visitor.clicks(".fd-rate-send");
            visitor.reads(".fd-rate", "The team will read it");
            shot("widget-rated");
            fits(&browser, "the shop");
        }
        browser.console_is_empty();
    }
    let invite = staff.post("/v1/sites/frontdesk/staff/invites", &json!({ "name": "Bo" })).json();
    let link = invite["link"].as_str().unwrap_or_default();
    let desk = Browser::desktop();
    let agent = Staff::sign_in_with(&desk, &server, &format!("{}{link}", server.origin()));
    for scheme in ["light", "dark"] {
        desk.color_scheme(scheme);
        for (device, width) in [("phone", 390), ("desktop", 1280)] {
            desk.devtools(
                "Emulation.setDeviceMetricsOverride",
                &json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500 }),
            );
            for (screen, there) in
                [("feedback", ".fd-feedback h2"), ("tickets/1001", ".fd-aside h2")]
            {
                agent.goes_to(screen);
                agent.reads(there, "");
                std::thread::sleep(std::time::Duration::from_millis(300));
                let name = format!("console-rated-{}", screen.replace('/', "-"));
                desk.screenshot(&format!("{name}-{device}-{scheme}"));
                fits(&desk, &name);
                accessible(&desk, &name);
            }
        }
    }
    desk.console_is_empty();
}
