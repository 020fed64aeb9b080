//! Files: picked, pasted and dropped by a visitor, sent whatever happens in between, and read by staff.

use serde_json::{Value, json};
use tests::staff::Staff;
use tests::visitor::Visitor;
use tests::{Api, Browser, Server};

use super::looks::{accessible, fits};

/// Makes files in the page, by name: a picture that is drawn, and what else stands in `plain`. The same
/// name gives the same bytes.
const FILES: &str = r##"
  const made = async name => {
    if (name.endsWith('.png')) {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [640, 400];
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#f4efe6'; pen.fillRect(0, 0, 640, 400);
      pen.fillStyle = '#c2552d'; pen.beginPath(); pen.arc(320, 200, 150, 0, 7); pen.fill();
      const blob = await new Promise(done => canvas.toBlob(done));
      return new File([blob], name, {type: 'image/png'});
    }
    const plain = {
      'receipt.pdf': ['%PDF-1.7\n', 'x'.repeat(48000)], 'log.txt': ['line\n'.repeat(120000)],
      'photo.tiff': [new Uint8Array([73, 73, 42, 0, 8])], 'big.log': ['a'.repeat(5242881)],
      'empty.txt': [''], 'more.txt': ['more'],
    };
    return new File(plain[name], name, {type: 'application/x-made-up'});
  };
  const root = document.querySelector('[data-frontdesk-host]')?.shadowRoot;
  const data = new DataTransfer();
  for (const name of arguments[0]) data.items.add(await made(name));
  const told = (target, event) => target.dispatchEvent(event);
  const init = {bubbles: true, composed: true, cancelable: true};
"##;

fn hands(browser: &Browser, names: &[&str], then: &str) {
    let script = format!(
        "const names = arguments[0]; return (async function() {{ {FILES} {then} }})(names)"
    );
    browser.js(&script, &[json!(names)]);
}

fn picks(browser: &Browser, names: &[&str]) {
    hands(
        browser,
        names,
        "const input = root.querySelector('input[type=file]'); input.files = data.files;
         told(input, new Event('change', init));",
    );
}

fn pastes(browser: &Browser, into: &str, names: &[&str]) {
    // Firefox's events come with an empty clipboard of their own, whatever they are made with.
    let paste = format!(
        "const event = new ClipboardEvent('paste', init);
         Object.defineProperty(event, 'clipboardData', {{value: data}});
         told(root.querySelector({into:?}), event);"
    );
    hands(browser, names, &paste);
}

fn drops(browser: &Browser, names: &[&str]) {
    hands(
        browser,
        names,
        "const head = root.querySelector('.fd-head');
         told(head, new DragEvent('dragover', {...init, dataTransfer: data}));
         if (!root.querySelector('[data-drop]')) throw new Error('nothing shows that it can be dropped');
         told(head, new DragEvent('drop', {...init, dataTransfer: data}));
         if (root.querySelector('[data-drop]')) throw new Error('it still shows');",
    );
}

/// SHA-256 of what an expression for something with `arrayBuffer` gives, in hexadecimal.
fn digest(browser: &Browser, of: &str) -> String {
    let script = format!(
        "return (async () => {{ const bytes = await (await {of}).arrayBuffer();
         const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
         return [...sum].map(b => b.toString(16).padStart(2, '0')).join(''); }})()"
    );
    browser.js(&script, &[]).as_str().unwrap_or_default().to_owned()
}

fn count(browser: &Browser, visitor: &Visitor<'_>, selector: &str, expected: usize) {
    let first = visitor.at(selector);
    let (root, one) = first.rsplit_once("querySelector(").unwrap();
    let all = format!("{root}querySelectorAll({one}");
    browser.wait(&format!("{expected} of {selector}"), &format!("{all}?.length === {expected}"));
}

/// The names and sizes of a ticket's files, as staff are told.
fn stored(staff: &Api, number: i64) -> Vec<(String, i64)> {
    let detail = staff.get(&format!("/v1/sites/frontdesk/staff/tickets/{number}")).json();
    let items = detail["timeline"].as_array().cloned().unwrap_or_default();
    let files = items.iter().flat_map(|i| i["attachments"].as_array().cloned().unwrap_or_default());
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    files.map(|f| (text(&f["name"]), f["bytes"].as_i64().unwrap_or(0))).collect()
}

const BODY: &str = "form.fd-form [name=body]";
const CHIP: &str = ".fd-attach .fd-pick";

fn opens_the_form(visitor: &Visitor<'_>) {
    visitor.opens();
    visitor.clicks("button.fd-escalate");
    visitor.sees("form.fd-form input[type=file]");
}

#[test]
fn files_are_picked_pasted_and_dropped_and_staff_get_every_byte() {
    let server = Server::start();
    let (shop, desk) = (Browser::desktop(), Browser::desktop());
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    opens_the_form(&visitor);

    // What cannot go is told beside, by name, and nothing else is lost.
    picks(&shop, &["photo.tiff", "empty.txt", "big.log", "screen.png"]);
    visitor.reads(".fd-attach .fd-error", "photo.tiff was left out: only images, PDF and text");
    visitor.reads(".fd-attach .fd-error", "empty.txt is empty");
    visitor.reads(".fd-attach .fd-error", "big.log is too large: at most 5 MB");
    count(&shop, &visitor, CHIP, 1);
    pastes(&shop, BODY, &["more.txt"]);
    count(&shop, &visitor, CHIP, 2);
    drops(&shop, &["receipt.pdf", "log.txt"]);
    visitor.reads(".fd-attach .fd-error", "log.txt was left out: at most 3 files");
    count(&shop, &visitor, CHIP, 3);
    visitor.reads(CHIP, "47 kB");
    for scheme in ["light", "dark"] {
        shop.color_scheme(scheme);
        shop.js(&format!("{}.scrollIntoView({{block: 'center'}})", visitor.at(".fd-attach")), &[]);
        shop.screenshot(&format!("widget-attach-desktop-{scheme}"));
        accessible(&shop, "the form with files");
    }

    // Taken off by keyboard; the focus goes to the next.
    let second = visitor.at(".fd-attach .fd-pick:nth-child(2) button");
    shop.js(&format!("{second}.focus()"), &[]);
    shop.keys("\u{E007}");
    count(&shop, &visitor, CHIP, 2);
    let active = "document.querySelector('[data-frontdesk-host]').shadowRoot.activeElement";
    shop.wait("the focus is on the next", &format!("{active} === {second}"));
    picks(&shop, &["log.txt"]);
    count(&shop, &visitor, CHIP, 3);
    let number = visitor.asks("Ada", "My bowl", "It came like this.");
    count(&shop, &visitor, ".fd-message .fd-file", 3);
    visitor.sees_no(".fd-thread [data-unsent]");
    for scheme in ["light", "dark"] {
        shop.color_scheme(scheme);
        shop.screenshot(&format!("widget-attached-desktop-{scheme}"));
        accessible(&shop, "a thread with files");
    }

    // The visitor saves one of them, fetched with the token: no address has it.
    shop.js(
        "window.saved = []; const make = URL.createObjectURL;
         URL.createObjectURL = blob => { window.saved.push(blob); return make.call(URL, blob); }",
        &[],
    );
    visitor.clicks(".fd-message li:nth-child(3) .fd-file");
    shop.wait("it is saved", "window.saved.length === 1");
    let log = digest(&shop, "window.saved[0]");

    let staff = Staff::sign_in(&desk, &server);
    staff.opens_ticket(number);
    staff.reads(".fd-files", "screen.png");
    staff.reads(".fd-files", "receipt.pdf");
    desk.wait(
        "the picture is drawn",
        "document.querySelector('.fd-files img')?.naturalWidth === 640",
    );
    let got = "fetch(document.querySelector('.fd-files a[download=\"log.txt\"]').href)";
    assert_eq!(digest(&desk, got), log, "the visitor's copy and that of staff");
    let sent = "new Blob(['line\\n'.repeat(120000)])";
    assert_eq!(digest(&desk, sent), log, "and what was sent");
    for scheme in ["light", "dark"] {
        desk.color_scheme(scheme);
        desk.screenshot(&format!("console-attachments-desktop-{scheme}"));
        accessible(&desk, "a ticket with files");
    }
    shop.console_is_empty();
    desk.console_is_empty();
}

#[test]
fn files_outlive_a_dead_service_and_a_closed_page() {
    let mut server = Server::start();
    let shop = Browser::phone();
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    opens_the_form(&visitor);
    picks(&shop, &["screen.png", "log.txt"]);
    count(&shop, &visitor, CHIP, 2);
    visitor.types("form.fd-form [name=subject]", "My bowl");
    visitor.types(BODY, "Written while you were down.");
    for scheme in ["light", "dark"] {
        shop.color_scheme(scheme);
        shop.js(&format!("{}.scrollIntoView({{block: 'center'}})", visitor.at(".fd-attach")), &[]);
        shop.screenshot(&format!("widget-attach-phone-{scheme}"));
        fits(&shop, "the form with files");
    }
    server.kill();
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.reads(".fd-thread .fd-note", "Kept on this device");
    visitor.reads(".fd-thread .fd-pick", "log.txt");
    shop.screenshot("widget-attachments-wait-phone");
    accessible(&shop, "a message that waits with files");

    // The page is gone, and with it everything that was only in memory.
    shop.goto("about:blank");
    server.restart();
    shop.goto(&server.demo());
    visitor.opens();
    let staff = Api::staff(&server, server.sign_in_token());
    let expected = 600_000;
    let found = tests::until("both files", || {
        let files = stored(&staff, 1001);
        (files.len() == 2).then_some(files)
    });
    assert_eq!((found[0].0.as_str(), &found[1]), ("screen.png", &("log.txt".to_owned(), expected)));
    only_the_network_spoke(&shop);
}

/// Requests that fail while there is nobody to answer are the browser's own lines; ours would be others.
#[track_caller]
fn only_the_network_spoke(browser: &Browser) {
    let lines: Vec<_> =
        browser.console().into_iter().filter(|line| !line.contains("net::ERR_")).collect();
    assert!(lines.is_empty(), "{lines:#?}");
}

#[test]
fn a_reply_written_offline_takes_its_files_along() {
    tests::needs!(Offline);
    let server = Server::start();
    let shop = Browser::desktop();
    shop.goto(&server.demo());
    let visitor = Visitor::new(&shop);
    opens_the_form(&visitor);
    let number = visitor.asks("Grace", "My bowl", "It is blue.");
    shop.offline(true);
    pastes(&shop, "#fd-reply", &["screen.png"]);
    count(&shop, &visitor, ".fd-reply .fd-pick", 1);
    // Nothing is written: its name is what the message says.
    visitor.clicks(".fd-reply button[type=submit]");
    visitor.reads(".fd-message[data-unsent] .fd-said", "screen.png");
    visitor.reads(".fd-message[data-unsent] .fd-pick", "screen.png");
    shop.screenshot("widget-reply-with-file-waits");
    shop.offline(false);
    visitor.sees(".fd-message:nth-child(2) .fd-file");
    visitor.sees_no(".fd-thread [data-unsent]");
    let staff = Api::staff(&server, server.sign_in_token());
    assert_eq!(stored(&staff, number).len(), 1, "stored once");

    // A message that was not sent keeps its words over a reload, not its files, and says so.
    visitor.clicks("button.fd-back");
    visitor.clicks("button.fd-escalate");
    visitor.types(BODY, "Half a message");
    picks(&shop, &["more.txt"]);
    count(&shop, &visitor, CHIP, 1);
    shop.reload();
    opens_the_form(&visitor);
    visitor.reads(".fd-attach .fd-hint", "did not survive the reload");
    only_the_network_spoke(&shop);
}
