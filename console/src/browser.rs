//! The browser's own things that the console needs: clock, address bar, focus, clipboard, storage.
//!
//! Not here: requests (`api`). Every function does nothing, or gives an empty answer, where the
//! browser refuses: a console without a clipboard is still a console.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, Storage, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// Now.
pub fn now_ms() -> i64 {
    Date::now() as i64
}

/// A moment in the reader's own time zone and way of writing dates.
pub fn local_time(at_ms: i64) -> String {
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    Date::new(&JsValue::from_f64(at_ms as f64)).to_locale_string("en-GB", &options).into()
}

/// What was typed into a field of day and time, in this person's time zone, in Unix milliseconds; `None`
/// where it is none.
pub fn local_moment(text: &str) -> Option<i64> {
    let at_ms = Date::new(&JsValue::from_str(text)).get_time();
    (!text.is_empty() && at_ms.is_finite()).then_some(at_ms as i64)
}

/// A moment as such a field wants it: `2026-03-02T10:00`.
pub fn local_input(at_ms: i64) -> String {
    let at = Date::new(&JsValue::from_f64(at_ms as f64));
    // Said as if it were UTC, which is what RFC 3339 is cut from.
    let shifted = at_ms - at.get_timezone_offset() as i64 * desk::time::MINUTE_MS;
    desk::time::rfc3339(shifted).chars().take("2026-03-02T10:00".len()).collect()
}

/// A day of the calendar (`2026-01-31`) as people write it; as it is where it is none.
pub fn day(text: &str) -> String {
    let date = Date::new(&JsValue::from_str(text));
    if !desk::time::is_date(text) {
        return text.to_owned();
    }
    let options = Object::new();
    // A date alone is midnight in UTC: said in UTC, it is the same day everywhere.
    for (key, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    date.to_locale_string("en-GB", &options).into()
}

/// An idempotency key: 32 lower-case hexadecimal digits.
pub fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `location.hash`.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to another hash route; the `hashchange` event does the rest.
pub fn go(href: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(href);
    }
}

/// Replaces the hash without a new entry in the history, so that Back never returns to a token.
pub fn replace_hash(href: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(href));
    }
}

/// A path on this origin as a whole address.
pub fn absolute(path: &str) -> String {
    let origin = window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    format!("{origin}{path}")
}

/// Sets the window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The site this console is for, as the server wrote it into the page.
pub fn site() -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("data-site")).unwrap_or_default()
}

/// Whether anybody can see this page right now.
pub fn visible() -> bool {
    document()
        .is_some_and(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}

/// Whether the focused element takes typed text or keys of its own.
pub fn typing() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_some_and(|element| {
        element.matches("input, textarea, select, [contenteditable]").unwrap_or(false)
    })
}

/// Focuses the first element that matches. Says whether there was one.
pub fn focus(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    element.focus().is_ok()
}

/// Scrolls the first element that matches to its end; unless `always`, only if it is nearly there, so
/// that nobody is torn away from what they read.
pub fn scroll_to_end(selector: &str, always: bool) {
    if let Some(element) =
        document().and_then(|document| document.query_selector(selector).ok().flatten())
    {
        let left = element.scroll_height() - element.scroll_top() - element.client_height();
        if always || left < 240 {
            element.set_scroll_top(element.scroll_height());
        }
    }
}

/// All elements that match, in order, with the position of the focused one.
pub fn all(selector: &str) -> (Vec<HtmlElement>, Option<usize>) {
    let Some(document) = document() else { return (Vec::new(), None) };
    let Ok(list) = document.query_selector_all(selector) else { return (Vec::new(), None) };
    let elements: Vec<HtmlElement> =
        (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect();
    let active = document.active_element();
    let focused = elements
        .iter()
        .position(|one| active.as_ref().is_some_and(|active| one.contains(Some(active))));
    (elements, focused)
}

/// Copies text. `false` when the browser refused: the text is on screen to be copied by hand.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let clipboard = window.navigator().clipboard();
    // Absent on plain http other than localhost.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Storage of this tab, gone when it is closed: what was typed and not yet sent.
pub fn tab_storage() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

/// Whether single-letter shortcuts are switched off on this device.
pub fn letters_off() -> bool {
    let storage = window().and_then(|window| window.local_storage().ok().flatten());
    storage.and_then(|storage| storage.get_item(LETTERS_OFF).ok().flatten()).is_some()
}

/// Remembers whether single-letter shortcuts are switched off on this device.
pub fn set_letters_off(off: bool) {
    if let Some(storage) = window().and_then(|window| window.local_storage().ok().flatten()) {
        let _ =
            if off { storage.set_item(LETTERS_OFF, "1") } else { storage.remove_item(LETTERS_OFF) };
    }
}

const LETTERS_OFF: &str = "frontdesk-console-letters-off";

/// Calls `run` whenever one of these events reaches the window or bubbles up to it. For ever: the
/// console lives as long as its page.
pub fn listen<E: JsCast + 'static>(names: &[&str], run: impl Fn(E) + 'static) {
    let handler = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        run(event.unchecked_into())
    });
    if let Some(window) = window() {
        for name in names {
            let _ = window.add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
        }
    }
    handler.forget();
}
