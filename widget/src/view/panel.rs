//! The frame around every view, and the one `match` from state to screen.

use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;

use super::el::{El, el};
use super::{home, parts};
use crate::focus::Page;
use crate::later;
use crate::reactive::effect;
use crate::state::{App, View};
use crate::strings::Word;

/// The dialog.
pub fn panel(app: App, page: Page) -> El {
    let name = app.config.name.as_str();
    let label = [app.word(Word::Help), ", ", name].concat();
    effect(move || {
        app.view.track();
        page.settle(app);
    });
    // Asking is one step away from everywhere but where it is being done.
    let asking =
        move || app.view.with(|v| matches!(v, View::Form | View::Waiting(_) | View::Ticket(_)));
    let at_home = move || app.back.with(Vec::is_empty) && app.view.with(|view| *view == View::Home);

    let back = parts::icon_button(app.word(Word::Back), "fd-back", "M12 4.5 6.5 10l5.5 5.5")
        .hidden(at_home)
        .click(move || app.go_back());
    let close = parts::icon_button(app.word(Word::Close), "fd-close", parts::CROSS)
        .click(move || page.close(app));
    let escalate = parts::button("fd-button-quiet fd-escalate")
        .with(parts::icon("M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z"))
        .text(app.word(Word::Escalate))
        .on("pointerenter", |_| later::prepare())
        .on("focus", |_| later::prepare())
        .click(move || app.go(View::Form, page.scrolled()));

    el("div", "fd-panel")
        .attr("part", "panel")
        .attr("role", "dialog")
        .attr("aria-modal", "true")
        .attr("aria-label", &label)
        .hidden(move || !app.open.get())
        .on("keydown", move |event| page.key(app, event.unchecked_ref::<KeyboardEvent>()))
        .on("keyup", |event| event.stop_propagation())
        .on("keypress", |event| event.stop_propagation())
        .with(
            el("header", "fd-head").with(back).with(el("span", "fd-title").text(name)).with(close),
        )
        .with(
            el("div", "fd-body")
                .live(move || screen(app, page))
                // Before a click there is a pointer; on a phone, the touch that becomes it.
                .on("pointerover", |_| later::prepare()),
        )
        .with(el("footer", "fd-foot").hidden(asking).with(escalate))
        .with(el("div", "fd-sr").attr("role", "status").live_text(move || app.say.get()))
}

fn screen(app: App, page: Page) -> Vec<El> {
    match app.view.get() {
        View::Home => home::home(app, page),
        view => vec![later::screen(app, page, view)],
    }
}
