//! What is said about the results: which words were looked for instead, what may be typed on, and
//! that none of them may be an answer.

use web_sys::Element;

use super::el::{El, el, focus};
use super::parts;
use crate::finder::Results;
use crate::focus::Page;
use crate::reactive::memo;
use crate::state::{App, View};
use crate::strings::Word;

/// The lines between the search box and the list.
///
/// A search for the mistyped word itself is not offered: a word is only corrected when no article
/// has it, so that would find nothing.
pub fn hints(app: App, page: Page) -> Vec<El> {
    let doubtful = memo(move || {
        app.found.with(|found| !found.sure && !found.list.is_empty()) && !app.awaits()
    });
    let instead = move || app.found.with(|found| corrected(app, found)).unwrap_or_default();
    let completions = move || {
        app.found.with(|f| f.completions.iter().map(|query| chip(app, page, query)).collect())
    };
    vec![
        el("p", "fd-hint fd-corrected")
            .hidden(move || app.found.with(|found| found.corrected.is_none()))
            .live_text(instead),
        el("div", "fd-chips")
            .attr("role", "group")
            .attr("aria-label", app.word(Word::Suggestions))
            .hidden(move || app.found.with(|found| found.completions.is_empty()))
            .live(completions),
        el("div", "fd-doubt").live(move || match doubtful.get() {
            true => ask_first(app, page),
            false => vec![],
        }),
    ]
}

/// What was looked for, if it is not what was typed.
pub fn corrected(app: App, found: &Results) -> Option<String> {
    found.corrected.as_ref().map(|query| app.words.fill(Word::ShowingFor, query))
}

/// A query that can be pressed instead of typed.
pub fn chip(app: App, page: Page, query: &str) -> El {
    let words = query.to_owned();
    parts::button("fd-button-quiet fd-button-small fd-chip")
        .text(query)
        // A press would take the focus, and on a phone the keyboard would go with it.
        .on("mousedown", |event| event.prevent_default())
        .click(move || {
            app.typed(words.clone());
            // Pressed by key, it had the focus and is gone now.
            if let Some(input) = page.find::<Element>("input.fd-search") {
                focus(&input);
            }
        })
}

/// The form comes first, and the results below it for what they are.
fn ask_first(app: App, page: Page) -> Vec<El> {
    let unsure = el("div", "fd-unsure").with(el("strong", "").text(app.word(Word::NoAnswer)));
    vec![unsure.with(ask(app, page)), el("h3", "fd-perhaps").text(app.word(Word::Perhaps))]
}

/// The button that opens the form with the query as its subject.
pub fn ask(app: App, page: Page) -> El {
    parts::button("fd-button fd-ask")
        .live_text(move || app.query.with(|query| app.words.fill(Word::AskAbout, query.trim())))
        .click(move || app.go(View::Form, page.scrolled()))
}
