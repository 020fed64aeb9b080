//! Every view of the widget for everybody: light and dark, from left to right and from right to left, wide
//! and narrow, enlarged, by keyboard, with less motion and with the system's own colours.

use std::sync::{Arc, Mutex};

use serde_json::json;
use tests::visitor::Visitor;
use tests::{Browser, Fault, Need, Proxy, Server};

use super::looks::accessible;

/// A page with the tag in a language, and a switch for what the edge fails to answer.
struct Site {
    server: Server,
    origin: String,
    fails: Arc<Mutex<&'static str>>,
}

impl Site {
    fn start() -> Self {
        let server = Server::arabic();
        let fails = Arc::new(Mutex::new(""));
        let now = Arc::clone(&fails);
        let proxy = Proxy::start(&server, move |asked| {
            let words = *now.lock().expect("what fails");
            if !words.is_empty() && asked.path.contains(words) { Fault::Fail } else { Fault::Pass }
        });
        Self { server, origin: proxy.origin(), fails }
    }

    fn page(&self, locale: &str) -> String {
        format!("{}?at={}&locale={locale}", self.server.page("elsewhere.html"), self.origin)
    }

    fn fails(&self, words: &'static str) {
        *self.fails.lock().expect("what fails") = words;
    }
}

/// What is typed to find something, in the two languages.
fn query(locale: &str) -> &'static str {
    if locale == "ar" { "الطلب" } else { "ticket" }
}

/// Goes through all views, and has each looked at. In a browser of its own: what an earlier one fetched
/// would be kept, and the part that is to fail would not be asked for.
fn every_view(browser: &Browser, site: &Site, locale: &str, dark: bool, look: &dyn Fn(&str)) {
    site.fails("widget-later");
    browser.goto(&site.page(locale));
    let visitor = Visitor::new(browser);
    visitor.sees("button.fd-launcher");
    if dark && !browser.kind().can(Need::ColorScheme) {
        browser.js("return Frontdesk('theme', 'dark')", &[]);
    }
    visitor.opens();
    visitor.sees(".fd-section li");
    look("home");
    visitor.clicks("button.fd-escalate");
    visitor.sees(".fd-later .fd-empty button");
    look("a part that did not come");
    site.fails("/tickets");
    visitor.clicks(".fd-later .fd-empty button");
    visitor.sees("form.fd-form");
    look("form");
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.sees("#fd-body-fault");
    look("form with faults");
    visitor.clicks("button.fd-back");
    visitor.asks_for("xqzv wkjp");
    visitor.sees(".fd-empty, .fd-unsure");
    look("nothing found");
    visitor.asks_for(query(locale));
    visitor.sees("[role=option].fd-hit");
    look("results");
    visitor.clicks("[role=option].fd-hit");
    visitor.sees("article.fd-prose p");
    visitor.sees("article .fd-after");
    look("article");
    visitor.clicks("button.fd-escalate");
    visitor.types("form.fd-form [name=subject]", &format!("\u{E009}a\u{E000}{}", query(locale)));
    visitor.types("form.fd-form [name=body]", query(locale));
    visitor.clicks("form.fd-form button[type=submit]");
    visitor.sees(".fd-thread .fd-note");
    look("waiting");
    site.fails("");
    browser.js("dispatchEvent(new Event('online'))", &[]);
    visitor.sees(".fd-thread .fd-number");
    look("thread");
    browser.js("Frontdesk('open', 'status')", &[]);
    visitor.sees(".fd-status");
    look("status");
}

#[test]
fn axe_finds_nothing_in_any_view() {
    let site = Site::start();
    let mut looked = std::cell::Cell::new(0);
    for (width, height) in [(1280, 800), (390, 844)] {
        for scheme in ["light", "dark"] {
            for locale in ["en", "ar"] {
                let browser = Browser::desktop();
                browser.resize(width, height);
                browser.color_scheme(scheme);
                every_view(&browser, &site, locale, scheme == "dark", &|view| {
                    let name = format!("{view}, {width}, {scheme}, {locale}");
                    let shot = view.replace(' ', "-");
                    browser.screenshot(&format!("view-{shot}-{width}-{scheme}-{locale}"));
                    accessible(&browser, &name);
                    looked.set(looked.get() + 1);
                });
                browser.only_failed_requests();
            }
        }
    }
    println!("axe looked at {} views", looked.get_mut());
    assert_eq!(*looked.get_mut(), 80);
}

/// What is wider than the window or its own box, and what is too small to be hit.
const MISFITS: &str = r"
  const root = document.querySelector('[data-frontdesk-host]').shadowRoot;
  const panel = root.querySelector('.fd-panel');
  const found = [];
  const name = e => e.tagName + '.' + e.className;
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  for (const e of [panel, ...panel.querySelectorAll('*')]) {
    const box = e.getBoundingClientRect();
    if (!box.width || !box.height || e.closest('svg') || getComputedStyle(e).visibility == 'hidden') continue;
    if (e.closest('.fd-sr, [aria-hidden=true], pre, table, .fd-trap')) continue;
    if (box.right > innerWidth + 1 || box.left < -1) found.push(name(e) + ' is out of the window');
    if (e.matches('button, input, select, textarea, summary')) {
      // What a label around it makes larger is as large as the label.
      const hit = (e.closest('label') ?? e).getBoundingClientRect();
      if (Math.min(hit.width, hit.height) < 23.9) found.push(name(e) + ' is ' + hit.width + ' by ' + hit.height);
    }
  }
  return found;
";

#[test]
fn at_320_pixels_and_enlarged_four_times_everything_fits_and_can_be_hit() {
    let site = Site::start();
    for locale in ["en", "ar"] {
        let browser = Browser::desktop();
        // 1280 pixels at 400 %. Where a window cannot be so narrow, as narrow as it gets.
        browser.resize(320, 256);
        every_view(&browser, &site, locale, false, &|view| {
            browser.screenshot(&format!("view-{}-320-{locale}", view.replace(' ', "-")));
            let found = browser.js(MISFITS, &[]);
            assert_eq!(found, json!([]), "{view}, {locale}");
        });
        browser.only_failed_requests();
    }
}

/// The focused element of the widget, if its focus can be seen.
const FOCUSED: &str = r"
  const root = document.querySelector('[data-frontdesk-host]').shadowRoot;
  const e = root.activeElement;
  if (!e || !root.querySelector('.fd-panel').contains(e)) return 'outside of the panel';
  const seen = [e, e.parentElement].some(e => {
    const style = getComputedStyle(e);
    return style.outlineStyle != 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow != 'none';
  });
  return seen ? '' : e.tagName + '.' + e.className + ' does not show its focus';
";

#[test]
fn the_focus_is_seen_and_stays_in_every_view() {
    let site = Site::start();
    let browser = Browser::desktop();
    every_view(&browser, &site, "en", false, &|view| {
        // It follows a moment after what is drawn.
        let active = "document.querySelector('[data-frontdesk-host]').shadowRoot.activeElement";
        browser.wait(&format!("a focus in {view}"), &format!("!!{active}"));
        for _ in 0..12 {
            browser.keys("\u{E004}");
            let wrong = browser.js(FOCUSED, &[]);
            assert_eq!(wrong, json!(""), "{view}");
        }
    });
    browser.only_failed_requests();
}

/// What moves though less motion is asked for.
const MOVING: &str = r"
  const root = document.querySelector('[data-frontdesk-host]').shadowRoot;
  const moves = s => [s.animationName == 'none' ? '0' : s.animationDuration, s.transitionDuration]
    .some(all => all.split(',').some(one => parseFloat(one) > 0.05));
  return [...root.querySelectorAll('*')].filter(e => moves(getComputedStyle(e)))
    .map(e => e.tagName + '.' + e.className);
";

#[test]
fn less_motion_and_the_systems_colours_are_respected() {
    tests::needs!(DevTools);
    let site = Site::start();
    for scheme in ["light", "dark"] {
        let browser = Browser::desktop();
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let features = [
            feature("prefers-reduced-motion", "reduce"),
            feature("forced-colors", "active"),
            feature("prefers-color-scheme", scheme),
        ];
        browser.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        every_view(&browser, &site, "en", false, &|view| {
            assert_eq!(browser.js(MOVING, &[]), json!([]), "{view} moves");
            browser.screenshot(&format!("view-{}-forced-{scheme}", view.replace(' ', "-")));
            accessible(&browser, &format!("{view} in the system's colours"));
        });
        browser.only_failed_requests();
    }
}
