//! What waits on the device: seen, edited, deleted, and honest where nothing can be kept.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicU32};

use super::looks::accessible;
use serde_json::{Value, json};
use tests::visitor::Visitor;
use tests::{Api, Browser, Fault, Proxy, Server, until};

/// Writes a ticket and sends it, which may take it nowhere.
fn writes(visitor: &Visitor<'_>, subject: &str, body: &str) {
    visitor.clicks("button.fd-escalate");
    visitor.types("form.fd-form [name=subject]", &format!("\u{E009}a\u{E000}{subject}"));
    visitor.types("form.fd-form [name=body]", body);
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.sees(".fd-thread .fd-article-title");
}

/// A visitor of the demo shop, with the panel open and all of the program there.
fn visits<'b>(shop: &'b Browser, address: &str) -> Visitor<'b> {
    shop.goto(address);
    let visitor = Visitor::new(shop);
    visitor.opens();
    shop.fetched("later");
    visitor
}

/// Every ticket's subject and messages, in the order of their numbers.
fn stored(staff: &Api) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for number in 1001.. {
        let answer = staff.get(&format!("/v1/sites/frontdesk/staff/tickets/{number}"));
        if answer.status != 200 {
            return all;
        }
        let ticket = answer.json();
        let timeline = ticket["timeline"].as_array().cloned().unwrap_or_default();
        let said = timeline.iter().filter(|item| item["what"]["kind"] == "message");
        let said = said.map(|item| item["what"]["body"].as_str().unwrap_or_default().to_string());
        all.push((
            ticket["row"]["subject"].as_str().unwrap_or_default().to_string(),
            said.collect(),
        ));
    }
    all
}

#[test]
fn a_ticket_written_offline_is_edited_and_sent_as_it_is_then() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::phone();
    let visitor = visits(&shop, &server.demo());
    shop.offline(true);
    writes(&visitor, "My parcel is late", "It should have come on Mnday.");
    visitor.reads(".fd-note", "Kept on this device");
    visitor.reads("[data-unsent] .fd-said", "It should have come on Mnday.");
    shop.screenshot("widget-waiting-phone-light");
    accessible(&shop, "a ticket that waits");

    // It waits on Home, and from there back into the form with its words.
    visitor.clicks("button.fd-back");
    visitor.reads(".fd-own", "My parcel is late");
    visitor.clicks(".fd-own .fd-row");
    visitor.clicks(".fd-edit");
    visitor.sees("form.fd-form");
    let body = visitor.at("form.fd-form [name=body]");
    shop.wait("its words are back", &format!("{body}.value.includes('Mnday')"));
    // On its way back into the form it is not lost with the tab.
    let waits =
        shop.js("return JSON.parse(localStorage['frontdesk:frontdesk']).outbox[0].held", &[]);
    assert_eq!(waits, json!(true));
    visitor.types("form.fd-form [name=body]", "\u{E009}a\u{E000}It should have come on Monday.");
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.reads(".fd-thread .fd-article-title", "My parcel is late");
    visitor.reads("[data-unsent] .fd-said", "It should have come on Monday.");

    shop.offline(false);
    visitor.sees(".fd-thread .fd-number");
    let message = "It should have come on Monday.".to_string();
    assert_eq!(stored(&staff), [("My parcel is late".to_string(), vec![message])]);
    shop.only_failed_requests();
}

#[test]
fn an_edit_of_what_had_arrived_follows_as_a_message() {
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    // Whatever is sent first is stored, and nobody hears of it; nor of anything else for a while.
    let attempts = Arc::new(AtomicU32::new(0));
    let back = Arc::new(AtomicBool::new(false));
    let proxy = Proxy::start(&server, {
        let (attempts, back) = (Arc::clone(&attempts), Arc::clone(&back));
        move |asked| {
            let ticket = asked.method == "POST" && asked.path.ends_with("/tickets");
            match () {
                () if !ticket || back.load(Relaxed) => Fault::Pass,
                () if attempts.fetch_add(1, Relaxed) == 0 => Fault::Cut,
                () => Fault::Refuse,
            }
        }
    });
    let shop = Browser::desktop();
    let address = format!("{}?at={}", server.page("elsewhere.html"), proxy.origin());
    let visitor = visits(&shop, &address);
    writes(&visitor, "Broken lid", "The lid is broken.");
    tests::until("it is sent", || (attempts.load(Relaxed) > 0).then_some(()));
    visitor.reads(".fd-note", "Kept on this device");
    visitor.clicks(".fd-edit");
    visitor.sees("form.fd-form");
    visitor.types("form.fd-form [name=body]", " And the pot, too.");
    back.store(true, Relaxed);
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.sees(".fd-thread .fd-number");
    visitor.reads(".fd-message:not([data-unsent])", "And the pot, too.");
    let said = ["The lid is broken.", "The lid is broken. And the pot, too."].map(String::from);
    assert_eq!(stored(&staff), [("Broken lid".to_string(), said.to_vec())]);
    shop.only_failed_requests();
}

#[test]
fn what_waits_can_be_deleted_and_brought_back() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::desktop();
    let visitor = visits(&shop, &server.demo());
    shop.offline(true);
    writes(&visitor, "Never mind", "I found it.");
    visitor.clicks(".fd-delete");
    visitor.sees(".fd-acts .fd-meta");
    shop.screenshot("widget-delete-desktop-light");
    accessible(&shop, "a doubt about deleting");
    // By keyboard: what is in place of the pressed button has the focus, before any other key can come.
    shop.keys("\u{E007}");
    visitor.reads(".fd-acts", "Deleted.");
    visitor.clicks(".fd-undo");
    visitor.reads(".fd-thread .fd-article-title", "Never mind");
    visitor.presses(".fd-delete", ".fd-acts .fd-meta + button");
    shop.keys("\u{E007}");
    visitor.sees(".fd-undo");
    visitor.clicks("button.fd-back");
    visitor.sees(".fd-starters, .fd-section");
    shop.offline(false);
    shop.reload();
    let left = shop.js("return 'frontdesk:frontdesk' in localStorage", &[]);
    assert_eq!(left, json!(false), "nothing of it is left");
    assert_eq!(stored(&staff), []);
    shop.only_failed_requests();
}

#[test]
fn a_reply_that_waits_is_edited_in_the_reply_box() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::phone();
    shop.color_scheme("dark");
    let visitor = visits(&shop, &server.demo());
    visitor.clicks("button.fd-escalate");
    let number = visitor.asks("Ada", "Late again", "Where is it?");
    shop.offline(true);
    visitor.types("#fd-reply", "Nobody told me.");
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads(".fd-message[data-unsent]", "Kept on this device");
    shop.screenshot("widget-reply-waiting-phone-dark");
    accessible(&shop, "a reply that waits");
    // Brought back by key: reading goes on among what waits.
    visitor.clicks("[data-unsent] .fd-delete");
    visitor.sees(".fd-acts .fd-meta");
    shop.keys("\u{E007}");
    visitor.reads(".fd-acts", "Deleted.");
    shop.keys("\u{E007}");
    visitor.reads(".fd-message[data-unsent]", "Nobody told me.");
    let list = visitor.at(".fd-messages:has([data-unsent])");
    shop.wait("the focus on it", &format!("{list}?.getRootNode().activeElement === {list}"));
    visitor.clicks("button.fd-back");
    visitor.reads(".fd-own", "Not sent yet");
    visitor.clicks(".fd-own .fd-row");
    visitor.clicks("[data-unsent] .fd-edit");
    let field = visitor.at("#fd-reply");
    shop.wait("its words are back", &format!("{field}.value === 'Nobody told me.'"));
    visitor.types("#fd-reply", " Please do.");
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads(".fd-message[data-unsent]", "Please do.");
    shop.offline(false);
    visitor.reads(".fd-message:not([data-unsent])", "Nobody told me. Please do.");
    visitor.sees_no(".fd-message[data-unsent]");
    assert!(number > 1000);
    let said = ["Where is it?", "Nobody told me. Please do."].map(String::from);
    assert_eq!(stored(&staff), [("Late again".to_string(), said.to_vec())]);
    shop.only_failed_requests();
}

/// Before any script of the page: storage that refuses, as in a sandboxed frame.
fn refuse(browser: &Browser, names: &[&str]) {
    let refuse = |name: &&str| {
        format!(
            "Object.defineProperty(window, {name:?}, {{ get() {{ throw new DOMException('No', 'SecurityError') }} }});"
        )
    };
    let source: String = names.iter().map(refuse).collect();
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }));
}

#[test]
fn where_nothing_is_stored_it_says_so_and_sends_all_the_same() {
    tests::needs!(DevTools);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::phone();
    refuse(&shop, &["indexedDB", "localStorage"]);
    let visitor = visits(&shop, &server.demo());
    shop.offline(true);
    writes(&visitor, "Behind glass", "Nothing is kept here.");
    visitor.reads("[data-fleeting]:not([hidden])", "Leave this tab open");
    shop.screenshot("widget-fleeting-phone-light");
    accessible(&shop, "a ticket that is not kept");
    shop.offline(false);
    visitor.sees(".fd-thread .fd-number");
    visitor.types("#fd-reply", "And a reply.");
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads(".fd-message:not([data-unsent])", "And a reply.");
    assert_eq!(stored(&staff).len(), 1);
    shop.only_failed_requests();
}

/// The browser's own setting, which also refuses what the page of the tag stores.
#[test]
fn a_browser_that_stores_nothing_finds_reads_and_asks() {
    tests::needs!(NoStorage);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::without_storage();
    let visitor = visits(&shop, &server.demo());
    let refuses = "try { localStorage.length; return '' } catch (e) { return e.name }";
    assert_eq!(shop.js(refuses, &[]), "SecurityError", "or nothing is tested");
    visitor.searches("ticket");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    writes(&visitor, "Nothing stays here", "As I have set it.");
    visitor.sees(".fd-thread .fd-number");
    visitor.types("#fd-reply", "And a reply.");
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads(".fd-message:not([data-unsent])", "And a reply.");
    // Said where it matters, with the way back: nothing of this will be in the widget again.
    visitor.reads(".fd-own-page:not([hidden])", "Nothing is kept in this browser");
    let page = format!("{}.href", visitor.at(".fd-own-page a"));
    let page = shop.wait("the request's own page", &page).as_str().unwrap_or("").to_owned();
    let said = ["As I have set it.", "And a reply."].map(String::from);
    assert_eq!(stored(&staff), [("Nothing stays here".to_string(), said.to_vec())]);
    shop.screenshot("widget-no-storage-phone-light");
    accessible(&shop, "a thread in a browser that stores nothing");
    shop.reload();
    visitor.opens();
    visitor.searches("ticket");
    shop.goto(&page);
    shop.wait("the thread", "document.body.textContent.includes('And a reply.')");
    shop.console_is_empty();
}

#[test]
fn without_a_database_the_entry_beside_it_keeps_everything() {
    tests::needs!(DevTools);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::phone();
    refuse(&shop, &["indexedDB"]);
    let visitor = visits(&shop, &server.demo());
    shop.offline(true);
    writes(&visitor, "Half a browser", "There is no database here.");
    visitor.reads(".fd-note", "Kept on this device");
    visitor.sees("[data-fleeting][hidden]");
    shop.offline(false);
    visitor.sees(".fd-thread .fd-number");
    shop.offline(true);
    visitor.types("#fd-reply", "Are you there?");
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads(".fd-message[data-unsent]", "Kept on this device");
    shop.offline(false);
    shop.reload();
    // The widget comes with the first reach for it, and what waits goes.
    let visitor = Visitor::new(&shop);
    visitor.opens();
    until("both are there", || {
        let said = ["There is no database here.", "Are you there?"].map(String::from);
        (stored(&staff) == [("Half a browser".to_string(), said.to_vec())]).then_some(())
    });
    shop.only_failed_requests();
}

#[test]
fn two_tabs_see_the_same_outbox() {
    tests::needs!(TabOffline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::desktop();
    visits(&shop, &server.demo());
    shop.new_tab();
    let visitor = visits(&shop, &server.demo());
    shop.offline(true);
    writes(&visitor, "Seen from both", "Written in the second tab.");
    visitor.reads(".fd-note", "Kept on this device");
    shop.switch_to(0);
    let other = Visitor::new(&shop);
    other.reads(".fd-own", "Seen from both");
    // The other tab is online: it is the one that sends.
    shop.js("dispatchEvent(new Event('online'))", &[]);
    other.reads(".fd-own", "#1001 Seen from both");
    shop.switch_to(1);
    visitor.sees(".fd-thread .fd-number");
    assert_eq!(stored(&staff).len(), 1);
    shop.offline(false);
    shop.only_failed_requests();
}

#[test]
fn what_is_too_old_is_offered_and_not_sent() {
    tests::needs!(Offline);
    let server = Server::start();
    let staff = Api::staff(&server, server.sign_in_token());
    let shop = Browser::phone();
    let visitor = visits(&shop, &server.demo());
    shop.offline(true);
    writes(&visitor, "From long ago", "Written eight days ago.");
    visitor.reads(".fd-note", "Kept on this device");
    // As if all of it had been eight days ago.
    let age = "return new Promise(good => {
      const request = indexedDB.open('frontdesk:frontdesk');
      request.onsuccess = () => {
        const store = request.result.transaction('kept', 'readwrite').objectStore('kept');
        store.getAll().onsuccess = event => {
          const [row] = event.target.result;
          const parcel = JSON.parse(row.text);
          parcel.since_ms -= 8 * 86400000;
          row.text = JSON.stringify(parcel);
          row.files = ['what a later program keeps beside it'];
          store.put(row).onsuccess = () => { request.result.close(); good(); };
        };
      };
    })";
    shop.js(age, &[]);
    shop.offline(false);
    shop.reload();
    visitor.opens();
    visitor.clicks(".fd-own .fd-row");
    visitor.reads(".fd-note", "more than 7 days");
    shop.screenshot("widget-too-old-phone-light");
    assert_eq!(stored(&staff), []);
    visitor.clicks(".fd-edit");
    visitor.sees("form.fd-form");
    let files = "return new Promise(good => {
      const request = indexedDB.open('frontdesk:frontdesk');
      request.onsuccess = () => {
        request.result.transaction('kept').objectStore('kept').getAll().onsuccess = event => {
          request.result.close();
          good(event.target.result[0].files.length);
        };
      };
    })";
    assert_eq!(
        shop.js(files, &[]),
        Value::from(1),
        "a rewritten record keeps what is beside its text"
    );
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.sees(".fd-thread .fd-number");
    assert_eq!(stored(&staff).len(), 1);
    shop.only_failed_requests();
}
