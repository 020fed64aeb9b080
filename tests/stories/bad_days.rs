//! Bad days of the network, the edge and the device: the page goes on, a sentence says what to do, and
//! nothing typed is lost.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Api, Browser, Fault, Proxy, Server, shared, until};

/// All the ways in which an answer is no good.
const FAULTS: [Fault; 4] = [Fault::Fail, Fault::Page, Fault::Halve, Fault::Refuse];

/// What is wrong with the edge at this moment: a fault for addresses that contain these words.
type Trouble = Arc<Mutex<Option<(&'static str, Fault)>>>;

/// The edge behind a proxy that spoils what the story says.
fn spoiled(server: &Server) -> (String, Trouble) {
    let trouble = Trouble::default();
    let now = Arc::clone(&trouble);
    let proxy = Proxy::start(server, move |asked| match *now.lock().expect("a fault") {
        Some((words, fault)) if asked.path.contains(words) => fault,
        _ => Fault::Pass,
    });
    (format!("{}?at={}", server.page("elsewhere.html"), proxy.origin()), trouble)
}

fn set(trouble: &Trouble, words: &'static str, fault: Fault) {
    println!("{words}: {fault:?}");
    *trouble.lock().expect("a fault") = Some((words, fault));
}

fn ends(trouble: &Trouble) {
    *trouble.lock().expect("a fault") = None;
}

/// Failed requests are the browser's own lines, and that something did not come is told in one of ours.
fn only_failures(browser: &Browser) {
    browser.only(&[
        "Frontdesk",
        "Failed to load module script",
        "WebAssembly.instantiateStreaming",
    ]);
}

/// As if the site had been deployed again since the page was loaded: what may have another name has one.
pub fn deployed_again(assets: &Path) {
    let folder = assets.join("_a");
    let mut list = String::new();
    for entry in fs::read_dir(&folder).expect("built").flatten() {
        let name = entry.file_name().into_string().expect("a name");
        let (stem, rest) = name.split_once('.').expect("a stem");
        let (hash, ending) = rest.split_once('.').expect("a hash");
        let mut now = [stem, "0123abcd", ending].join(".");
        let exact = ["loader", "widget-later"].contains(&stem) || stem.starts_with("words-");
        if exact || hash.len() != 8 || folder.join(&now).exists() {
            now = name;
        } else {
            fs::rename(entry.path(), folder.join(&now)).expect("another name");
        }
        if !now.ends_with(".br") && !now.ends_with(".gz") {
            list += &format!("/_a/{now}\n");
        }
    }
    fs::write(assets.join("_site/_files.txt"), list).expect("a list");
}

#[test]
fn a_page_from_before_a_deployment_finds_reads_and_asks() {
    let server = Server::start_in(deployed_again);
    let browser = Browser::desktop();
    browser.goto(&server.demo());
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("track a ticket");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    assert_eq!(browser.js("return Frontdesk('locale', 'de')", &[]), json!(true));
    visitor.reads("button.fd-launcher", "Hilfe");
    visitor.clicks("button.fd-escalate");
    assert!(visitor.asks("Ada", "Late", "Where is it?") > 1000);
    browser.console_is_empty();
}

#[test]
fn without_the_program_the_launcher_leads_to_the_help_center() {
    let server = Server::start();
    let (page, trouble) = spoiled(&server);
    for words in [".en.js", "/widget.", ".wasm"] {
        for fault in FAULTS {
            set(&trouble, "/_a/none", fault);
            let browser = Browser::desktop();
            browser.goto(&page);
            let visitor = Visitor::new(&browser);
            visitor.sees("button.fd-launcher");
            set(&trouble, words, fault);
            visitor.clicks("button.fd-launcher");
            visitor.sees("a.fd-launcher[href*='/help/en/']");
            only_failures(&browser);
        }
    }
}

#[test]
fn without_the_index_or_the_status_a_person_can_be_asked() {
    let server = Server::start();
    let (page, trouble) = spoiled(&server);
    for words in [".fdx", "/status"] {
        for fault in FAULTS {
            set(&trouble, words, fault);
            let browser = Browser::desktop();
            browser.goto(&page);
            let visitor = Visitor::new(&browser);
            visitor.opens();
            if words == ".fdx" {
                visitor.types("input.fd-search", "ticket");
                visitor.reads(".fd-body", "Search could not be loaded");
            } else {
                visitor.searches("ticket");
                browser.js("Frontdesk('open', 'status')", &[]);
                visitor.reads(".fd-body", "The current status is not known");
            }
            browser.js("Frontdesk('open', 'contact')", &[]);
            visitor.sees("form.fd-form");
            visitor.asks("Ada", "The day is bad", "But you answer.");
            only_failures(&browser);
        }
    }
}

#[test]
fn what_comes_later_says_that_it_did_not_and_comes_at_a_second_try() {
    let server = Server::start();
    let (page, trouble) = spoiled(&server);
    for fault in FAULTS {
        // The second part of the program, and its words.
        for words in ["widget-later", "/words-"] {
            set(&trouble, words, fault);
            let browser = Browser::desktop();
            browser.goto(&page);
            let visitor = Visitor::new(&browser);
            visitor.opens();
            visitor.clicks("button.fd-escalate");
            visitor.reads(".fd-body", "This part could not be loaded");
            ends(&trouble);
            visitor.clicks(".fd-empty button");
            visitor.sees("form.fd-form");
            only_failures(&browser);
        }
        // An article.
        set(&trouble, "/_a/a-en-", fault);
        let browser = Browser::desktop();
        browser.goto(&page);
        let visitor = Visitor::new(&browser);
        visitor.opens();
        visitor.searches("ticket");
        visitor.clicks("[role=option].fd-hit");
        visitor.sees(".fd-empty:not([hidden]) button");
        visitor.reads(".fd-empty", "This article could not be loaded");
        ends(&trouble);
        visitor.clicks(".fd-empty button");
        visitor.sees("article.fd-prose p");
        visitor.sees("article .fd-after");
        only_failures(&browser);
    }
}

#[test]
fn a_message_waits_until_the_edge_is_well_again() {
    let server = Server::start();
    let (page, trouble) = spoiled(&server);
    for fault in FAULTS {
        let browser = Browser::desktop();
        browser.goto(&page);
        let visitor = Visitor::new(&browser);
        visitor.opens();
        visitor.clicks("button.fd-escalate");
        visitor.sees("form.fd-form");
        set(&trouble, "/tickets", fault);
        visitor.types("form.fd-form [name=subject]", "The day is bad");
        visitor.types("form.fd-form [name=body]", "But it will pass.");
        visitor.clicks("form.fd-form button[type=submit]");
        visitor.reads(".fd-note", "Kept on this device");
        ends(&trouble);
        browser.js("dispatchEvent(new Event('online'))", &[]);
        visitor.sees(".fd-thread .fd-number");
        // The thread on screen stays, when the edge is ill again.
        set(&trouble, "/tickets", fault);
        visitor.types("#fd-reply", "Still there?");
        visitor.clicks(".fd-reply button[type=submit]");
        visitor.reads(".fd-message[data-unsent]", "Kept on this device");
        ends(&trouble);
        browser.js("dispatchEvent(new Event('online'))", &[]);
        visitor.sees_no(".fd-message[data-unsent]");
        only_failures(&browser);
    }
    let staff = Api::staff(&server, server.sign_in_token());
    for number in 0..FAULTS.len() {
        let ticket =
            staff.get(&format!("/v1/sites/frontdesk/staff/tickets/{}", 1001 + number)).json();
        let timeline = ticket["timeline"].as_array().cloned().unwrap_or_default();
        let said = timeline.iter().filter(|item| item["what"]["kind"] == "message");
        assert_eq!(said.count(), 2, "{ticket}");
    }
    let none = staff.get(&format!("/v1/sites/frontdesk/staff/tickets/{}", 1001 + FAULTS.len()));
    assert_eq!(none.status, 404, "stored twice");
}

#[test]
fn in_a_frame_of_another_site_it_works_and_without_an_origin_it_says_so() {
    let server = Server::start();
    let around = server.page("around.html").replace("localhost", "127.0.0.1");
    let browser = Browser::desktop();
    let visitor = Visitor::new(&browser);
    let frame = "document.querySelector('iframe')";
    browser.goto(&format!("{around}?third"));
    browser.enter_frame(frame);
    visitor.opens();
    visitor.searches("ticket");
    visitor.clicks("button.fd-escalate");
    assert_eq!(visitor.asks("Ada", "From afar", "In a frame."), 1001);
    browser.leave_frame();

    // Sandboxed, there is no origin that the owner could have allowed, and no storage.
    browser.goto(&format!("{around}?sandboxed"));
    browser.enter_frame(frame);
    visitor.opens();
    visitor.searches("ticket");
    visitor.types("input.fd-search", "\u{E007}");
    visitor.sees("article.fd-prose p");
    visitor.clicks("button.fd-escalate");
    visitor.types("form.fd-form [name=body]", "Behind glass.");
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.reads(".fd-thread .fd-note", "Leave this tab open");
    // What was typed is there.
    visitor.clicks(".fd-edit");
    let body = visitor.at("form.fd-form [name=body]");
    browser.wait("what was typed is there", &format!("{body}?.value === 'Behind glass.'"));
    browser.leave_frame();
    only_failures(&browser);
}

#[test]
fn full_storage_is_told_of_and_the_message_is_sent() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let browser = Browser::desktop();
    browser.goto(&server.page("full.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form");
    browser.offline(true);
    visitor.types("form.fd-form [name=subject]", "No room");
    visitor.types("form.fd-form [name=body]", "All is full.");
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.reads(".fd-thread", "Leave this tab open");
    browser.offline(false);
    visitor.sees(".fd-thread .fd-number");
    until("it is stored", || {
        let ticket = staff.get("/v1/sites/frontdesk/staff/tickets/1001");
        (ticket.status == 200).then_some(())
    });
    let lines: Vec<_> = browser
        .console()
        .into_iter()
        .filter(|l| !l.contains("ERR_INTERNET_DISCONNECTED"))
        .collect();
    assert!(lines.is_empty(), "{lines:#?}");
}

#[test]
fn on_slow_3g_the_launcher_answers_at_once_and_opens_in_the_end() {
    tests::needs!(DevTools);
    let server = Server::start();
    let browser = Browser::phone();
    browser.goto(&server.demo());
    let visitor = Visitor::new(&browser);
    visitor.sees("button.fd-launcher");
    // 400 kbit/s and 400 ms, as the usual preset has it. Bytes per second, milliseconds.
    let slow = json!({ "offline": false, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000 });
    browser.devtools("Network.enable", &json!({}));
    browser.devtools("Network.emulateNetworkConditions", &slow);
    visitor.clicks("button.fd-launcher");
    let faded = format!("getComputedStyle({}).opacity < 1", visitor.at("button.fd-launcher"));
    browser.wait("the launcher says that something is coming", &faded);
    visitor.sees("input.fd-search");
    visitor.searches("ticket");
    visitor.clicks("button.fd-escalate");
    // What comes into a form later moves the button from under the hand.
    let form = visitor.at("form.fd-form");
    browser
        .wait("the form", &format!("{form} && (topics = {form}.querySelector('[name=topic]'), 1)"));
    assert_eq!(browser.js("return !!topics", &[]), json!(true), "the form came before its topics");
    visitor.asks("Ada", "From the hills", "It takes a while.");
    browser.console_is_empty();
}

#[test]
fn a_form_that_is_not_told_what_to_ask_does_not_wait_for_ever() {
    let (page, trouble) = spoiled(shared());
    set(&trouble, "/_site/", Fault::Delay(20_000));
    let browser = Browser::phone();
    browser.goto(&page);
    let visitor = Visitor::new(&browser);
    visitor.opens();
    visitor.searches("ticket");
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form");
    visitor.sees_no("[name=topic]");
    assert!(visitor.asks("Ada", "No topics", "It came without any.") > 0);
    browser.console_is_empty();
}
