//! The status view: maintenance in one's own time, following an incident, "this affects me too", and what
//! was known when nothing can be asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Api, Browser, Fault, Proxy, Server, key, until};

use super::looks::{accessible, fits};

const HOUR: i64 = 3_600_000;

fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.expect("a clock after 1970").as_millis() as i64
}

fn staff_post(staff: &Api, path: &str, body: &Value) {
    let answer = staff.post(&format!("/v1/sites/frontdesk/staff/{path}"), body);
    assert_eq!(answer.status, 201, "{}", answer.text());
}

fn update(staff: &Api, version: i64, state: &str, text: &str) {
    let body = json!({ "key": key(), "version": version, "state": state, "text": text });
    staff_post(staff, "incidents/1/updates", &body);
}

/// Maintenance from so many hours ahead to so many.
fn window(from: i64, to: i64) -> Value {
    let starts_ms = now_ms() / HOUR * HOUR + from * HOUR;
    json!({
        "key": key(), "title": "Moving to a larger database", "components": ["storefront"],
        "text": "Baskets are kept. Orders cannot be changed meanwhile.",
        "starts_ms": starts_ms, "ends_ms": starts_ms + (to - from) * HOUR
    })
}

/// Somebody in front of the status view.
fn looks_at_status<'b>(browser: &'b Browser, page: &str) -> Visitor<'b> {
    browser.goto(page);
    let visitor = Visitor::new(browser);
    visitor.opens();
    visitor.clicks(".fd-statusline");
    visitor.sees(".fd-status .fd-components");
    visitor
}

/// What staff see of "affects me too", once it is this.
#[track_caller]
fn affected(staff: &Api, what: &str, expected: &Value) {
    until(what, || {
        let status = staff.get("/v1/sites/frontdesk/staff/status").json();
        (status["affected"] == *expected).then_some(())
    });
}

/// No line of ours in the console: those of the browser itself about the network are expected.
#[track_caller]
#[test]
fn maintenance_is_scheduled_and_read_in_ones_own_time_zone() {
    tests::needs!(DevTools);
    let server = Server::start();
    let (desk, shop) = (Browser::desktop(), Browser::phone());
    for (browser, zone) in [(&desk, "Asia/Kolkata"), (&shop, "Asia/Tokyo")] {
        browser.devtools("Emulation.setTimezoneOverride", &json!({ "timezoneId": zone }));
    }
    let staff = Staff::sign_in(&desk, &server);
    staff.goes_to("status");
    staff.types("form.fd-plan [name=title]", "Moving to a larger database");
    staff.clicks("form.fd-plan [name=components][value=storefront]");
    // At half past three in the morning in Kolkata, which is seven in Tokyo: neither has summer time.
    for (field, time) in [("starts", "03:30"), ("ends", "05:30")] {
        let fill = format!(
            "const field = document.querySelector('form.fd-plan [name={field}]');
             field.value = new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10) + 'T{time}';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        );
        desk.js(&fill, &[]);
    }
    staff.types("form.fd-plan [name=text]", "Orders cannot be changed meanwhile.");
    staff.clicks("form.fd-plan .fd-post");
    staff.reads(".fd-planned h3", "Moving to a larger database");
    staff.reads(".fd-planned .fd-meta", "03:30");

    let visitor = looks_at_status(&shop, &server.demo());
    visitor.reads(".fd-maintenance .fd-window", "7:00");
    visitor.reads(".fd-maintenance .fd-window", "GMT+9");
    visitor.reads(".fd-maintenance .fd-meta", "Storefront");
    visitor.sees_no(".fd-banner");
    let public = Api::bare(&server);
    let page = public.get("/status").text();
    assert!(page.contains(", 22:00 UTC</time> – <time"), "{page}");
    let summary = public.get("/api/v2/summary.json").json();
    assert_eq!(summary["scheduled_maintenances"][0]["status"], "scheduled", "{summary}");

    // It is changed to begin earlier: an hour ago. Now it is announced, and what it touches says so.
    staff.clicks(".fd-edit-plan");
    let begun = "const field = document.querySelector('form.fd-plan [name=starts]');
        const at = new Date(Date.now() - 36e5 + 36e5 * arguments[0]);
        field.value = new Date(at - at.getTimezoneOffset() * 6e4).toISOString().slice(0, 16);
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    desk.js(begun, &[json!(0)]);
    desk.js(&begun.replace("starts", "ends"), &[json!(3)]);
    staff.clicks("form.fd-plan .fd-post");
    staff.reads(".fd-planned .fd-badge", "In progress");
    visitor.reads(".fd-banner", "Moving to a larger database");
    visitor.reads(".fd-maintenance .fd-badge", "In progress");
    visitor.reads(".fd-components [data-state=maintenance]", "Under maintenance");
    visitor.clicks("button.fd-close");
    visitor.clicks(".fd-banner [part~=dismiss]");
    visitor.sees_no(".fd-banner");

    staff.clicks(".fd-cancel");
    staff.reads(".fd-done", "Cancelled");
    desk.wait("the list is empty", "!document.querySelector('.fd-planned')");
    shop.console_is_empty();
    desk.console_is_empty();
}

#[test]
fn this_affects_me_too_counts_a_device_once() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    staff.payments_fail();
    let shop = Browser::desktop();
    let visitor = looks_at_status(&shop, &server.demo());
    let stored = || shop.js("return Object.keys(localStorage).sort()", &[]);
    assert_eq!(stored(), json!([]), "nothing is stored before the visitor acts");
    visitor.clicks(".fd-affects");
    visitor.reads(".fd-affected", "The team sees");
    affected(&staff, "the first", &json!([[1, 1]]));

    // Another tab of the same device knows, and may take it back.
    shop.new_tab();
    let other = looks_at_status(&shop, &server.demo());
    other.reads(".fd-affected", "The team sees");
    other.clicks(".fd-affects-undo");
    affected(&staff, "taken back", &Value::Null);
    other.clicks(".fd-affects");
    affected(&staff, "said again", &json!([[1, 1]]));
    shop.close_tab();

    // Another device, without a network: kept, and sent once it is back. What was said last counts.
    let phone = Browser::phone();
    let third = looks_at_status(&phone, &server.demo());
    phone.offline(true);
    third.clicks(".fd-affects");
    third.reads(".fd-affected", "Kept on this device");
    third.clicks(".fd-affects-undo");
    third.clicks(".fd-affects");
    phone.offline(false);
    affected(&staff, "two devices", &json!([[1, 2]]));
    third.reads(".fd-affected", "The team sees");

    let invite = staff.post("/v1/sites/frontdesk/staff/invites", &json!({ "name": "Bo" })).json();
    let link = invite["link"].as_str().unwrap_or_default();
    let desk = Browser::desktop();
    let agent = Staff::sign_in_with(&desk, &server, &format!("{}{link}", server.origin()));
    agent.goes_to("status");
    agent.reads(".fd-affected", "2 visitors say that this affects them, too.");
    desk.console_is_empty();
    shop.console_is_empty();
    phone.only_failed_requests();
}

#[test]
fn who_follows_an_incident_is_told_until_it_is_over() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    staff.payments_fail();
    let shop = Browser::phone();
    let visitor = looks_at_status(&shop, &server.demo());
    visitor.clicks(".fd-follow");
    visitor.reads(".fd-following", "You will see news of it here");
    visitor.reads(".fd-follow", "Stop following");
    visitor.clicks(".fd-back");
    visitor.clicks(".fd-close");
    visitor.sees_no(".fd-launcher[data-dot]");

    // News, while the panel is closed: a dot, with its words.
    update(&staff, 1, "identified", "Our provider confirmed it.");
    visitor.sees(".fd-launcher[data-dot][aria-label*='Update on']");
    visitor.opens();
    visitor.reads(".fd-statusline", "Update on “Payments are failing”");
    visitor.clicks(".fd-statusline");
    visitor.reads(".fd-status .fd-said", "Our provider confirmed it.");
    visitor.clicks(".fd-back");
    visitor.reads(".fd-statusline", "Payments are failing");
    visitor.clicks(".fd-close");
    visitor.sees_no(".fd-launcher[data-dot]");

    // Resolved while nobody looked: told on the next page, once, and then it is not followed any more.
    shop.goto("about:blank");
    update(&staff, 2, "resolved", "It works again.");
    shop.goto(&server.demo());
    visitor.opens();
    visitor.reads(".fd-statusline", "Resolved: Payments are failing");
    visitor.clicks(".fd-statusline");
    visitor.reads(".fd-ended", "You no longer follow it");
    let entry = "Object.keys(localStorage).every(name => !name.endsWith('.incidents'))";
    shop.wait("nothing is remembered any more", entry);
    visitor.clicks(".fd-back");
    visitor.reads(".fd-statusline", "All systems work");
    shop.console_is_empty();
}

#[test]
fn what_was_known_last_stays_with_its_age() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    staff.payments_fail();
    let down = Arc::new(AtomicBool::new(false));
    let proxy = Proxy::start(&server, {
        let down = Arc::clone(&down);
        move |asked| {
            let status = asked.path.ends_with("/status") && down.load(Ordering::Relaxed);
            if status { Fault::Fail } else { Fault::Pass }
        }
    });
    let page = format!("{}?at={}", server.page("elsewhere.html"), proxy.origin());
    let shop = Browser::desktop();
    let visitor = looks_at_status(&shop, &page);
    visitor.sees_no(".fd-stale");

    shop.offline(true);
    visitor.reads(".fd-stale", "You are offline. This is what we knew");
    visitor.reads(".fd-status .fd-said", "looking into it");
    accessible(&shop, "the last known status");
    shop.offline(false);
    visitor.sees_no(".fd-stale");

    // Without an act nothing outlives the page.
    down.store(true, Ordering::Relaxed);
    let opens_status = || {
        shop.goto(&page);
        shop.wait("the loader", "!!window.Frontdesk");
        shop.js("Frontdesk('status')", &[]);
    };
    opens_status();
    visitor.reads(".fd-stale", "We can’t reach the service right now.");
    visitor.reads(".fd-known", "not known");

    // Who follows an incident finds what was known, and how old it is.
    down.store(false, Ordering::Relaxed);
    let visitor = looks_at_status(&shop, &page);
    visitor.clicks(".fd-follow");
    visitor.sees(".fd-following");
    down.store(true, Ordering::Relaxed);
    opens_status();
    visitor.reads(".fd-status .fd-said", "looking into it");
    visitor.reads(".fd-stale", "This is what we knew");
    down.store(false, Ordering::Relaxed);
    shop.only_failed_requests();
}

#[test]
fn the_status_view_as_people_see_it() {
    tests::needs!(Pictures);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    staff.payments_fail();
    update(&staff, 1, "identified", "Our provider confirmed it. Other ways to pay work.");
    staff_post(&staff, "maintenances", &window(-1, 3));
    staff_post(&staff, "maintenances", &window(40, 42));
    for (device, browser) in [("phone", Browser::phone()), ("desktop", Browser::desktop())] {
        for scheme in ["light", "dark"] {
            browser.color_scheme(scheme);
            let shot = |screen: &str| {
                browser.screenshot(&format!("{screen}-{device}-{scheme}"));
                fits(&browser, screen);
                accessible(&browser, screen);
            };
            let visitor = looks_at_status(&browser, &server.demo());
            visitor.sees(".fd-maintenance");
            shot("widget-status");
            if scheme == "light" {
                visitor.clicks(".fd-follow");
                visitor.clicks(".fd-affects");
            }
            visitor.sees(".fd-affected");
            shot("widget-status-followed");
            let end = format!("{}.scrollTo(0, 1e6)", visitor.at(".fd-body"));
            browser.js(&end, &[]);
            shot("widget-status-end");
            browser.goto(&format!("{}/status", server.origin()));
            shot("status-maintenance");
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
                &json!({ "width": width, "height": 1700, "deviceScaleFactor": 1, "mobile": width < 500 }),
            );
            agent.goes_to("status");
            agent.reads(".fd-planned h3", "database");
            desk.screenshot(&format!("console-maintenance-{device}-{scheme}"));
            fits(&desk, "the console's status");
            accessible(&desk, "the console's status");
        }
    }
    desk.console_is_empty();
}
