//! What is said about the results: which words were looked for instead, what may be typed on, and
//! that none of them may be an answer.

use web_sys::Element;

use super::el::{El, el, focus};
use super::parts;
use crate::finder::{COMPLETIONS_MAX, Results};
use crate::focus::Page;
use crate::reactive::{Signal, memo};
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
    let instead = memo(instead);
    let none = instead.clone();
    let completions = memo(move || app.found.with(|found| found.completions.clone()));
    vec![
        el("p", "fd-hint fd-corrected")
            .hidden(move || none.with(String::is_empty))
            .live_text(move || instead.get()),
        chips(app, page, completions, COMPLETIONS_MAX)
            .attr("role", "group")
            .attr("aria-label", app.word(Word::Suggestions)),
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

/// Queries that can be pressed instead of typed. All `most` are there from the start and only change: they are drawn
/// while somebody types.
pub fn chips(app: App, page: Page, queries: Signal<Vec<String>>, most: usize) -> El {
    let none = queries.clone();
    let chip = |at| {
        let (hides, says, means) = (queries.clone(), queries.clone(), queries.clone());
        parts::button("fd-button-quiet fd-button-small fd-chip")
            .hidden(move || hides.with(|all| all.len() <= at))
            .live_text(move || says.with(|all| all.get(at).cloned().unwrap_or_default()))
            // A press would take the focus, and on a phone the keyboard would go with it.
            .on("mousedown", |event| event.prevent_default())
            .click(move || {
                app.typed(means.peek_with(|all| all.get(at).cloned().unwrap_or_default()));
                // Pressed by key, it had the focus and is gone now.
                if let Some(input) = page.find::<Element>("input.fd-search") {
                    focus(&input);
                }
            })
    };
    el("div", "fd-chips")
        .hidden(move || none.with(Vec::is_empty))
        .all((0..most).map(chip).collect())
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
