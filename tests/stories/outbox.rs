//! Bad days for the outbox: whatever fails between a device and the edge, what was sent is stored
//! once.
//!
//! 20 tickets, and 200 with `FRONTDESK_ALL`; `FRONTDESK_SEED` for other faults than today's.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{Api, Asked, Browser, Fault, Kind, Need, Proxy, Server};

/// Tabs on the device.
const TABS: usize = 3;
/// How often the service is killed, spread over the run.
const KILLS: usize = 4;

/// SplitMix64: the same seed, the same day.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// What happens to the attempt `nth` at the ticket with this subject: as the seed says, whatever else
/// goes on at that moment.
fn fault(seed: u64, subject: &str, nth: u64) -> Fault {
    let mut chance = Chance(
        subject
            .bytes()
            .fold(seed ^ (nth << 32), |sum, b| sum.wrapping_mul(31).wrapping_add(u64::from(b))),
    );
    match chance.below(20) {
        0..2 => Fault::Refuse,
        2..5 => Fault::Fail,
        5..8 => Fault::Cut,
        8..10 => Fault::Halve,
        10..12 => Fault::FailAfter,
        12..15 => Fault::Delay(chance.next() % 600),
        _ => Fault::Pass,
    }
}

/// What both scripts below use.
const HANDS: &str = r#"
  const root = document.querySelector('[data-frontdesk-host]')?.shadowRoot;
  const find = s => root?.querySelector(s);
  const until = async (what, probe) => {
    for (let i = 0; i < 400; i++) {
      const found = probe();
      if (found) return found;
      await new Promise(good => setTimeout(good, 25));
    }
    throw new Error(`in vain: ${what}, but: ${find('.fd-body')?.textContent}`);
  };
  const form = () => {
    const form = find('form.fd-form');
    // From a ticket by way of Home; not away from a form that is on its way.
    if (!form) (find('.fd-foot:not([hidden]) .fd-escalate') ?? (find('.fd-thread') && find('.fd-back')))?.click();
    return form;
  };
"#;

/// Opens the form from whatever is on screen: everything that sending needs is there then.
const ARRIVE: &str = "
  return (async () => {
    await until('the widget', () => window.Frontdesk && root);
    Frontdesk('open');
    await until('the form', form);
  })();
";

/// Fills in the form and sends it; done when the device says that it has it.
const SEND: &str = r#"
  const [subject, body] = arguments;
  return (async () => {
    const filled = await until('the form', form);
    for (const [name, value] of [['subject', subject], ['body', body]]) {
      const field = filled.querySelector(`[name=${name}]`);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    filled.querySelector('button[type=submit]').click();
    const title = () => find('.fd-thread .fd-article-title')?.textContent;
    await until(`${subject} is kept`, () => !find('form.fd-form') && title() === subject);
  })();
"#;

/// Parcels in the database, in the entry beside it, and noted.
const WAITING: &str = r#"
  return new Promise((good, bad) => {
    const request = indexedDB.open('frontdesk:frontdesk');
    request.onerror = bad;
    request.onsuccess = () => {
      const keys = request.result.transaction('kept').objectStore('kept').getAllKeys();
      keys.onsuccess = () => {
        request.result.close();
        const entry = JSON.parse(localStorage['frontdesk:frontdesk'] ?? '{"outbox":[]}');
        const notes = Object.keys(localStorage).filter(k => k.startsWith('frontdesk:frontdesk/'));
        good([keys.result.filter(k => k.startsWith('parcel ')).length, entry.outbox.length, notes.length]);
      };
    };
  });
"#;

#[test]
fn every_ticket_is_stored_once_whatever_fails() {
    let all = std::env::var_os("FRONTDESK_ALL").is_some();
    let tickets = if all { 200 } else { 20 };
    let seed = std::env::var("FRONTDESK_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(4);
    println!("seed {seed}, {tickets} tickets");
    let started = Instant::now();

    let mut server = Server::start();
    let attempts: Mutex<BTreeMap<String, u64>> = Mutex::default();
    let proxy = Proxy::start(&server, move |asked| {
        let Some(subject) = subject(asked) else { return Fault::Pass };
        let mut attempts = attempts.lock().expect("attempts");
        let nth = attempts.entry(subject.clone()).or_default();
        *nth += 1;
        let fault = fault(seed, &subject, *nth);
        println!("{subject}, attempt {nth}: {fault:?}");
        fault
    });
    let page = format!("{}?at={}", server.page("elsewhere.html"), proxy.origin());
    let browser = Browser::desktop();
    arrive(&browser, &page);
    for _ in 1..TABS {
        browser.new_tab();
        arrive(&browser, &page);
    }

    let mut chance = Chance(seed);
    let subjects: Vec<String> = (1..=tickets).map(|n| format!("Ticket {n}")).collect();
    let mut dead = 0;
    for (at, subject) in subjects.iter().enumerate() {
        browser.switch_to(chance.below(TABS));
        let body = format!("What happened to number {at}.");
        browser.js(&format!("{HANDS}{SEND}"), &[json!(subject), json!(body)]);
        std::thread::sleep(Duration::from_millis(chance.next() % 150));
        if dead > 0 {
            dead -= 1;
            if dead == 0 {
                server.restart();
            }
        } else if at % (tickets / KILLS) == tickets / KILLS / 2 {
            println!("SIGKILL to the service");
            server.kill();
            // Some more are sent to nobody.
            dead = 1 + chance.below(3);
        }
        // A page needs its service to load.
        if dead == 0 {
            trouble(&browser, &page, &mut chance);
        }
    }
    if dead > 0 {
        server.restart();
    }

    browser.switch_to(0);
    reconnect(&browser);
    let deadline = Instant::now() + Duration::from_secs(120);
    loop {
        // What waits would be tried again in a while; this says that the network is back.
        browser.js("dispatchEvent(new Event('online'))", &[]);
        let waiting = browser.js(WAITING, &[]);
        if waiting == json!([0, 0, 0]) {
            break;
        }
        assert!(Instant::now() < deadline, "still waiting: {waiting}");
        std::thread::sleep(Duration::from_millis(500));
    }

    let staff = Api::staff(&server, server.sign_in_token());
    let mut stored = BTreeMap::new();
    for number in 1001..=1001 + tickets as i64 + 50 {
        let answer = staff.get(&format!("/v1/sites/frontdesk/staff/tickets/{number}"));
        if answer.status == 200 {
            let subject = answer.json()["row"]["subject"].as_str().unwrap_or_default().to_string();
            stored.entry(subject).or_insert_with(Vec::new).push(number);
        }
    }
    let doubled: Vec<_> = stored.iter().filter(|(_, numbers)| numbers.len() > 1).collect();
    let lost: Vec<_> = subjects.iter().filter(|subject| !stored.contains_key(*subject)).collect();
    println!(
        "{} stored, {} doubled, {} lost, {:?}",
        stored.len(),
        doubled.len(),
        lost.len(),
        started.elapsed()
    );
    assert!(doubled.is_empty(), "stored more than once: {doubled:?}");
    assert!(lost.is_empty(), "not stored: {lost:?}");
    assert_eq!(stored.len(), subjects.len(), "nothing else is stored");
    let tickets =
        browser.js("return JSON.parse(localStorage['frontdesk:frontdesk']).tickets.length", &[]);
    assert_eq!(tickets, subjects.len().min(50), "the device can open them");
    browser.only_failed_requests();
}

fn arrive(browser: &Browser, page: &str) {
    browser.goto(page);
    browser.wait("the tag's script", "!!document.querySelector('[data-frontdesk-host]')");
    browser.js(&format!("{HANDS}{ARRIVE}"), &[]);
}

/// Something happens to the tab that was just written in: it is loaded again, closed, cut off, or comes
/// back, with what it was sending under way.
fn trouble(browser: &Browser, page: &str, chance: &mut Chance) {
    match chance.below(12) {
        0 | 1 => {
            reconnect(browser);
            arrive(browser, page);
        }
        2 => {
            browser.close_tab();
            browser.new_tab();
            arrive(browser, page);
        }
        3 if Kind::chosen().can(Need::TabOffline) => browser.offline(true),
        4 | 5 if Kind::chosen().can(Need::TabOffline) => browser.offline(false),
        _ => {}
    }
}

fn reconnect(browser: &Browser) {
    if Kind::chosen().can(Need::TabOffline) {
        browser.offline(false);
    }
}

fn subject(asked: &Asked<'_>) -> Option<String> {
    if asked.method != "POST" || !asked.path.ends_with("/tickets") {
        return None;
    }
    let body: Value = serde_json::from_slice(asked.body).ok()?;
    Some(body["subject"].as_str()?.to_string())
}
