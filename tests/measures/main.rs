//! Figures at a quarter of this machine's speed, printed and never judged: `cargo xtask bench widget`.
//! What has a budget in bytes, requests or counts is judged in other stories.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tests::visitor::Visitor;
use tests::{Browser, Folder, built_site, root, shared};

/// Articles of the help center that is typed into.
const ARTICLES: usize = 500;
/// What is typed, a key at a time.
const TYPED: &str = "how do i track a ticket that was sent without an e-mail address";

/// How often: what else the machine does in the meantime is not the widget's.
const ROUNDS: usize = 4;

/// Articles that are opened, of several lengths.
const READ: [&str; 4] =
    ["visitors/track-a-ticket", "owners/site-toml", "owners/javascript-api", "staff/the-queue"];

/// Loads of the page with the tag, and as many without.
const LOADS: usize = 5;

/// Watches a page from its first moment: long tasks and layout shifts.
const WATCH: &str = "
    window.long = []; window.shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) long.push(entry.duration) })
      .observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value })
      .observe({ type: 'layout-shift', buffered: true });";

/// Times each keystroke: from the event's first listener to its last, between which the widget has
/// answered (it draws in the microtask behind its own listener); and until the next frame.
const KEYS: &str = "
    window.keys = []; window.frames = [];
    let begun;
    addEventListener('input', () => { begun = performance.now() }, true);
    addEventListener('input', () => {
      const at = begun;
      keys.push(performance.now() - at);
      requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => frames.push(performance.now() - at); c.port2.postMessage(0) });
    });";

/// A handler of a fixed loop, warmed up: well under a millisecond at full speed.
const LOOP: &str = "
    const all = new Float64Array(4096);
    const spin = (turns) => { let sum = 0; for (let i = 0; i < turns; i++) { all[i & 4095] += i; sum += all[(i * 7) & 4095] } return sum };
    for (let i = 0; i < 500; i++) spin(1e5);
    window.keys = [];
    addEventListener('input', () => { const at = performance.now(); spin(2e5); keys.push(performance.now() - at) });
    document.querySelector('input').focus();";

/// Writes a text into an empty page, at some moment between two frames as a network would, until it is painted.
const BARE: &str = "
    const done = arguments[1];
    setTimeout(() => {
      const at = performance.now();
      document.querySelector('main').innerHTML = arguments[0];
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now() - at);
        channel.port2.postMessage(0);
      });
    }, 40 + Math.random() * 16)";

fn throttled(browser: &Browser, rate: u32) {
    browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": rate }));
}

fn numbers(value: &Value) -> Vec<f64> {
    let mut all: Vec<f64> =
        value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    all.sort_by(f64::total_cmp);
    all
}

/// Middle, 95th and 99th of a hundred, worst.
fn spread(all: &[f64]) -> String {
    let at = |share: f64| all.get(((all.len() as f64 - 1.0) * share).round() as usize).copied();
    let [p50, p95, p99, worst] = [0.5, 0.95, 0.99, 1.0].map(|share| at(share).unwrap_or(0.0));
    format!("p50 {p50:.1}, p95 {p95:.1}, p99 {p99:.1}, worst {worst:.1} ms of {}", all.len())
}

/// Five hundred articles made of the paragraphs of our own.
fn many_articles() -> Folder {
    let source = std::env::temp_dir().join(format!("frontdesk-{ARTICLES}-{}", std::process::id()));
    let ours = root().join("content/frontdesk");
    let articles = source.join("articles/en/visitors");
    fs::create_dir_all(&articles).expect("a folder");
    let text = fs::read_to_string(ours.join("site.toml")).expect("site.toml");
    fs::write(source.join("site.toml"), text).expect("a site");
    let mut paragraphs = vec![];
    collect(&ours.join("articles/en"), &mut paragraphs);
    for number in 0..ARTICLES {
        // Steps that share no divisor with the count visit all, and no two articles are alike.
        let pick = |step: usize| paragraphs[(number * 7 + step * 31) % paragraphs.len()].as_str();
        let title: Vec<_> = pick(0).split_whitespace().take(7).collect();
        let title = title.join(" ").replace(['"', ':', '#', '`', '*', '[', ']', '|'], "");
        let body: Vec<_> = (1..8).map(pick).collect();
        let article = format!("---\ntitle: \"{title} {number}\"\n---\n{}\n", body.join("\n\n"));
        fs::write(articles.join(format!("article-{number}.md")), article).expect("an article");
    }
    let site = built_site(&source, &[], |_| {});
    let _ = fs::remove_dir_all(source);
    site
}

fn collect(folder: &Path, paragraphs: &mut Vec<String>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("articles").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, paragraphs);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
            let plain =
                |p: &&str| p.len() > 60 && !p.starts_with(['|', '#', '`', '-', '1', ' ', '>']);
            let linkless = |p: &&str| !p.contains("](");
            paragraphs.extend(body.split("\n\n").filter(plain).filter(linkless).map(str::to_owned));
        }
    }
}

#[test]
fn the_widget_at_a_quarter_of_the_speed() {
    tests::needs!(DevTools);
    before_any_click();
    let site = many_articles();
    for rate in [1, 4] {
        floor(rate);
        keystrokes(&site, rate);
        articles(rate);
    }
}

/// The demo's page at a quarter of the speed, in turns with our tag and with its script refused: what is long there,
/// too, is the page's or the machine's.
fn before_any_click() {
    for round in 0..2 * LOADS {
        let tagged = round % 2 == 0;
        let browser = Browser::phone();
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }));
        if !tagged {
            browser.devtools("Network.enable", &json!({}));
            browser.devtools("Network.setBlockedURLs", &json!({ "urls": ["*/loader*"] }));
        }
        throttled(&browser, 4);
        browser.goto(&shared().demo());
        if tagged {
            Visitor::new(&browser).sees("button.fd-launcher");
        }
        std::thread::sleep(std::time::Duration::from_secs(3));
        let seen = browser.js("return { long, shift }", &[]);
        let (long, shift) = (numbers(&seen["long"]), &seen["shift"]);
        if !tagged {
            println!("the same page without the tag: long tasks {long:?} ms, layout shift {shift}");
            continue;
        }
        let requests = browser.requests();
        let ours = requests.iter().filter(|r| r.url.starts_with(&shared().origin()));
        let bytes: Vec<u64> = ours.map(|r| r.bytes).collect();
        println!(
            "before any click: {} requests, {} bytes with headers, long tasks {long:?} ms, layout shift {shift}",
            bytes.len(),
            bytes.iter().sum::<u64>(),
        );
    }
}

/// Types the question once, as fast as a hurried person, through the browser's own input: a driver's
/// `sendKeys` runs scripts in the page for every key.
fn types(browser: &Browser) {
    for key in TYPED.chars() {
        let key = key.to_string();
        let event = json!({ "type": "keyDown", "text": key, "unmodifiedText": key });
        browser.devtools("Input.dispatchKeyEvent", &event);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

/// What this machine gives a handler that draws nothing: a fixed loop in an empty page.
fn floor(rate: u32) {
    let browser = Browser::phone();
    browser.goto("data:text/html,<input autofocus>");
    browser.js(LOOP, &[]);
    throttled(&browser, rate);
    (0..ROUNDS).for_each(|_| types(&browser));
    let keys = numbers(&browser.js("return keys", &[]));
    println!("a loop in an empty page, {rate}x slower: {}", spread(&keys));
}

fn keystrokes(site: &Folder, rate: u32) {
    let browser = Browser::phone();
    browser.goto(&site.page("shop.html"));
    let visitor = Visitor::new(&browser);
    visitor.opens();
    // Texts and second part are here before anything is measured.
    std::thread::sleep(std::time::Duration::from_secs(3));
    throttled(&browser, rate);
    browser.js(KEYS, &[]);
    for _ in 0..ROUNDS {
        visitor.asks_for("");
        types(&browser);
    }
    let keys = browser.js("return keys", &[]);
    let times: Vec<f64> = keys.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    assert_eq!(times.len(), ROUNDS * TYPED.len(), "every key came");
    let least = |at: usize| times.iter().skip(at).step_by(TYPED.len()).copied().reduce(f64::min);
    let best: Vec<_> = (0..TYPED.len()).filter_map(least).collect();
    let frames = numbers(&browser.js("return frames", &[]));
    println!("keystroke handled, {ARTICLES} articles, {rate}x slower: {}", spread(&numbers(&keys)));
    println!("  the first key of all: {:.1} ms", times.first().copied().unwrap_or_default());
    println!("  the best of {ROUNDS} times each: {}", spread(&numbers(&json!(best))));
    println!("  until after the next frame: {}", spread(&frames));
}

/// From the article's answer to its text on screen and painted; and what the same takes for the same text in an
/// empty page, written there by the page itself.
fn articles(rate: u32) {
    let (mut painted, mut texts) = (vec![], vec![]);
    for _ in 0..ROUNDS {
        // Once read, an article is kept: a new page for each round.
        let browser = Browser::phone();
        browser.goto(&shared().demo());
        let visitor = Visitor::new(&browser);
        visitor.opens();
        std::thread::sleep(std::time::Duration::from_secs(3));
        throttled(&browser, rate);
        for slug in READ {
            // One script from the call to the end: a driver's commands take longer than what is measured.
            let prose = visitor.at("article.fd-prose .fd-after");
            let script = format!(
                "const done = arguments[1];
                 performance.clearResourceTimings();
                 const look = () => {{
                   const last = performance.getEntriesByType('resource').filter((e) => /\\.html$/.test(e.name)).at(-1);
                   if (!last || !{prose}) return requestAnimationFrame(look);
                   const channel = new MessageChannel();
                   channel.port1.onmessage = () => done(performance.now() - last.responseEnd);
                   channel.port2.postMessage(0);
                 }};
                 requestAnimationFrame(look);
                 Frontdesk('article', arguments[0])"
            );
            painted.push(browser.js_async(&script, &[json!(slug)]));
            let text = format!("return {}.innerHTML", visitor.at("article.fd-prose"));
            texts.push(browser.js(&text, &[]));
            visitor.clicks("button.fd-back");
        }
    }
    println!(
        "article painted after it arrived, {rate}x slower: {}",
        spread(&numbers(&json!(painted)))
    );

    let browser = Browser::phone();
    browser.goto("data:text/html,<main></main>");
    throttled(&browser, rate);
    let bare = texts.iter().map(|html| browser.js_async(BARE, std::slice::from_ref(html)));
    let bare = spread(&numbers(&json!(bare.collect::<Vec<_>>())));
    println!("  the same text in an empty page: {bare}");
}
