//! What a click does in an article: other articles open here, headings are scrolled to, code and
//! links are copied, images are seen large. One listener, which knows the builder's marks by class.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlAnchorElement, HtmlTextAreaElement, MouseEvent};

use super::{show_anchor, targets};
use crate::dom;
use crate::focus::Page;
use crate::reactive::effect;
use crate::state::App;
use crate::strings::Word;
use crate::view::el::{El, el, focus};
use crate::view::parts;

/// How long it is said that something was copied, in milliseconds.
const SAID_MS: i32 = 2000;

/// A click in the article whose page is at `url`.
pub fn press(app: App, page: Page, url: &str, layer: &Element, event: &MouseEvent) {
    // With a modifier the visitor wants the browser to do it.
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return;
    }
    let clicked: Option<Element> = event.target().and_then(|t| t.dyn_into().ok());
    let Some(pressed) = clicked.and_then(|e| e.closest("a[href],button").ok().flatten()) else {
        return;
    };
    let href = pressed.get_attribute("href").unwrap_or_default();
    match pressed.class_name().as_str() {
        "fd-copy" => {
            let code = pressed.next_element_sibling().and_then(|code| code.text_content());
            copy(app, pressed, code.unwrap_or_default());
        }
        "fd-link fd-copy-link" => copy(app, pressed, url.to_owned()),
        "fd-anchor" => {
            event.prevent_default();
            // The browser's own spelling, which survives every chat window.
            let address = pressed.unchecked_ref::<HtmlAnchorElement>().href();
            copy(app, pressed, address);
        }
        "fd-play" => {
            event.prevent_default();
            play(&pressed);
        }
        "fd-zoom" => {
            event.prevent_default();
            zoom(layer, &pressed, &href);
        }
        _ => {
            if let Some(anchor) = href.strip_prefix('#') {
                event.prevent_default();
                show_anchor(page, anchor);
            } else if let Some(view) = targets(app, &[href]).pop().flatten() {
                event.prevent_default();
                app.go(view, page.scrolled());
            }
        }
    }
}

/// Puts the player above the link to its video, which from now on is a link like others.
fn play(link: &Element) {
    let player = link.get_attribute("data-player").unwrap_or_default();
    let words = link.text_content().unwrap_or_default();
    let frame = if player.ends_with(".mp4") || player.ends_with(".webm") {
        el("video", "fd-frame").attr("controls", "").attr("autoplay", "")
    } else {
        el("iframe", "fd-frame")
            .attr("allow", "autoplay; fullscreen; picture-in-picture")
            // Players refuse to play where they are not told on which site.
            .attr("referrerpolicy", "strict-origin-when-cross-origin")
    };
    let frame = frame.attr("title", &words).attr("src", &player);
    let _ = link.before_with_node_1(frame.element());
    let _ = link.set_attribute("target", "_blank");
    link.set_class_name("");
    focus(frame.element());
}

/// Takes the players out of an article that was left: shown again, nothing is loaded without a click.
pub fn stop(article: &Element) {
    for frame in dom::find_all(article, ".fd-frame") {
        if let Some(link) = frame.next_element_sibling() {
            link.set_class_name("fd-play");
        }
        frame.remove();
    }
}

/// Copies a text and says so, at the button for a moment and to screen readers.
fn copy(app: App, button: Element, text: String) {
    spawn_local(async move {
        if !write(&text).await && !write_by_hand(&button, &text) {
            return;
        }
        let copied = app.word(Word::Copied);
        let _ = button.set_attribute("data-copied", copied);
        app.say.set(copied.to_owned());
        dom::after(SAID_MS, move || {
            let _ = button.remove_attribute("data-copied");
            // So that the next time is heard, too.
            if app.say.peek() == copied {
                app.say.set(String::new());
            }
        });
    });
}

async fn write(text: &str) -> bool {
    let clipboard = Reflect::get(&dom::window().navigator(), &"clipboard".into());
    let Some(written) = clipboard.ok().and_then(|c| call(&c, "writeText", text)) else {
        return false;
    };
    JsFuture::from(written.unchecked_into::<Promise>()).await.is_ok()
}

/// Where the page is not allowed to use the clipboard, or came without TLS: as if selected by hand.
fn write_by_hand(button: &Element, text: &str) -> bool {
    let field = el("textarea", "fd-away").text(text);
    let field: &HtmlTextAreaElement = field.element().unchecked_ref();
    let _ = button.after_with_node_1(field);
    focus(field);
    field.select();
    let done = call(&dom::document(), "execCommand", "copy");
    field.remove();
    focus(button);
    done.is_some_and(|done| done.is_truthy())
}

/// The layer that shows an image as large as the window: the browser's own dialog, which keeps the
/// focus in, closes with Escape and gives the focus back.
pub fn layer(app: App) -> El {
    let close = parts::icon_button(app.word(Word::Close), "fd-close", parts::CROSS);
    let layer = el("dialog", "fd-zoomed")
        .with(el("img", ""))
        .with(close)
        // Escape closes the image, not the panel.
        .on("keydown", |event| event.stop_propagation());
    let (pressed, left) = (layer.element().clone(), layer.element().clone());
    effect(move || {
        if !app.open.get() {
            call(&left, "close", "");
        }
    });
    layer.click(move || {
        call(&pressed, "close", "");
    })
}

fn zoom(layer: &Element, link: &Element, source: &str) {
    let alt = dom::find::<Element>(link, "img").and_then(|image| image.get_attribute("alt"));
    let alt = alt.unwrap_or_default();
    let _ = layer.set_attribute("aria-label", &alt);
    if let Some(image) = layer.first_element_child() {
        let _ = image.set_attribute("alt", &alt);
        let _ = image.set_attribute("src", source);
    }
    call(layer, "showModal", "");
}

/// Calls a method that may not be there; `None` when it is not, or throws.
fn call(on: &JsValue, method: &str, value: &str) -> Option<JsValue> {
    let method: Function = Reflect::get(on, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(on, &value.into()).ok()
}
