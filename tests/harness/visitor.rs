//! What a visitor does on a page with the tag: a page object over the widget.

use serde_json::json;

use crate::Browser;

/// The widget's shadow root, as an expression in the page.
const ROOT: &str = "document.querySelector('[data-frontdesk-host]')?.shadowRoot";

/// Somebody looking at a page that carries the tag.
pub struct Visitor<'b> {
    browser: &'b Browser,
}

impl<'b> Visitor<'b> {
    /// Somebody in this browser window.
    pub fn new(browser: &'b Browser) -> Self {
        Self { browser }
    }

    /// Expression for the first element of the widget that matches.
    pub fn at(&self, selector: &str) -> String {
        format!("{ROOT}?.querySelector({selector:?})")
    }

    /// Waits for an element of the widget.
    #[track_caller]
    pub fn sees(&self, selector: &str) {
        self.browser
            .wait(&format!("the widget shows {selector}"), &format!("!!{}", self.at(selector)));
    }

    /// Waits until the element is gone.
    #[track_caller]
    pub fn sees_no(&self, selector: &str) {
        self.browser.wait(
            &format!("the widget no longer shows {selector}"),
            &format!("!{}", self.at(selector)),
        );
    }

    /// Waits until an element of the widget contains these words.
    #[track_caller]
    pub fn reads(&self, selector: &str, words: &str) {
        let expression = format!(
            "[...{ROOT}?.querySelectorAll({selector:?}) ?? []].some(e => e.textContent.includes({words:?}))"
        );
        self.browser.wait(&format!("{selector} says {words:?}"), &expression);
    }

    /// The text of an element, once it has some.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let expression = format!("{}?.textContent.trim()", self.at(selector));
        let text = self.browser.wait(&format!("text in {selector}"), &expression);
        text.as_str().unwrap_or_default().to_string()
    }

    /// Clicks an element of the widget.
    #[track_caller]
    pub fn clicks(&self, selector: &str) {
        self.browser.click(&self.at(selector));
    }

    /// Opens the widget by its launcher.
    #[track_caller]
    pub fn opens(&self) {
        self.clicks("button.fd-launcher");
        self.sees("input.fd-search");
    }

    /// Presses an element by script. What has the focus then, before any other key can come, matches `focused`.
    #[track_caller]
    pub fn presses(&self, selector: &str, focused: &str) {
        let script = format!(
            "const [selector, done] = arguments;
             const pressed = {}, root = pressed.getRootNode();
             pressed.click();
             (async () => {{
               // Only what was asked for in this turn.
               for (let turn = 0; turn < 50; turn++) await null;
               done(!!root.activeElement?.matches(selector));
             }})()",
            self.at(selector)
        );
        let there = self.browser.js_async(&script, &[json!(focused)]);
        assert_eq!(there, json!(true), "{focused} has no focus after {selector}");
    }

    /// Types into an element of the widget.
    #[track_caller]
    pub fn types(&self, selector: &str, text: &str) {
        self.browser.type_into(&self.at(selector), text);
    }

    /// Clears the search box and types something else.
    #[track_caller]
    pub fn asks_for(&self, text: &str) {
        // Ctrl+A: what was there is replaced by the first letter.
        self.types("input.fd-search", &format!("\u{E009}a\u{E000}{text}"));
    }

    /// Searches and waits for results.
    #[track_caller]
    pub fn searches(&self, text: &str) {
        self.types("input.fd-search", text);
        self.sees("[role=option].fd-hit");
    }

    /// Asks a person: fills in the form that is open and sends it. Gives the ticket's number.
    #[track_caller]
    pub fn asks(&self, name: &str, subject: &str, body: &str) -> i64 {
        self.types("form.fd-form [name=name]", name);
        // Ctrl+A first: the field holds what was searched for.
        let all = "\u{E009}a\u{E000}";
        self.types("form.fd-form [name=subject]", &format!("{all}{subject}"));
        self.types("form.fd-form [name=body]", body);
        self.clicks("form.fd-form button[type=submit]");
        let shown = self.text(".fd-thread .fd-number");
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_else(|_| panic!("no ticket number in {shown:?}"))
    }
}
