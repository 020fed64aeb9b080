//! The result list: what was found, with the keyboard and for screen readers.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::Element;

use super::{hints, parts};
use crate::dom;
use crate::finder::{Found, Library, Results};
use crate::focus::Page;
use crate::state::{App, View};
use crate::strings::Word;

/// `id` of the list, for `aria-controls`.
pub const LIST_ID: &str = "fd-hits";

/// `id` of a line, for `aria-activedescendant`.
pub fn option_id(at: usize) -> String {
    ["fd-hit-", &at.to_string()].concat()
}

/// Arrow keys move through the list; the text stays where it is.
pub fn key(app: App, page: Page, event: &KeyboardEvent) {
    let count = app.found.with_untracked(|found| found.list.len());
    let now = app.chosen.get_untracked();
    let next = match event.key().as_str() {
        _ if event.is_composing() || count == 0 => return,
        "ArrowDown" => now.map_or(0, |at| (at + 1) % count),
        "ArrowUp" => now.map_or(count - 1, |at| (at + count - 1) % count),
        _ => return,
    };
    event.prevent_default();
    app.chosen.set(Some(next));
    if let Some(line) = page.find::<Element>(&["#", &option_id(next)].concat()) {
        dom::reveal(&line);
    }
}

/// Enter: the line that the arrow keys are on, or the first.
pub fn open_chosen(app: App, page: Page) {
    let at = app.chosen.get_untracked().unwrap_or(0);
    let found = app.found.with_untracked(|found| found.list.get(at).cloned());
    if let Some(found) = found {
        app.chosen.set(Some(at));
        open(app, page, found);
    }
}

fn open(app: App, page: Page, found: Found) {
    let view = match found {
        Found::Incident { .. } => View::Status,
        Found::Article { id, anchor, .. } => View::Article { id, anchor },
    };
    app.go(view, page.scrolled());
}

/// Results, or what to do when there are none.
pub fn results(app: App, page: Page) -> impl IntoView {
    announce(app);
    let lines = move || {
        let lines = app.found.get().list.into_iter().enumerate();
        lines.map(|(at, found)| line(app, page, at, found)).collect_view()
    };
    let empty = move || app.found.with(|found| found.list.is_empty());
    view! {
        {hints::hints(app, page)}
        <ul
            class="fd-list fd-hits"
            id=LIST_ID
            role="listbox"
            aria-label=app.word(Word::SearchLabel)
            hidden=empty
        >
            {lines}
        </ul>
        {move || empty().then(|| nothing(app, page))}
    }
}

fn line(app: App, page: Page, at: usize, found: Found) -> AnyView {
    let (kind, above, title, below) = match &found {
        Found::Incident { title, text } => {
            let now = app.word(Word::HappeningNow).to_owned();
            ("incident", now, parts::marked(title), vec![text.clone().into_any()])
        }
        Found::Article { section, title, passage, answers, .. } => {
            let kind = if *answers { "answer" } else { "article" };
            (kind, section.clone(), parts::marked(title), parts::marked(passage))
        }
    };
    let chosen = move || {
        if app.chosen.get() == Some(at) { "true" } else { "false" }
    };
    view! {
        <li
            class="fd-hit"
            id=option_id(at)
            role="option"
            data-kind=kind
            aria-selected=chosen
            on:click=move |_| {
                app.chosen.set(Some(at));
                open(app, page, found.clone());
            }
        >
            <span class="fd-hit-above">{above}</span>
            <span class="fd-hit-title">{title}</span>
            <span class="fd-hit-text">{below}</span>
        </li>
    }
    .into_any()
}

fn nothing(app: App, page: Page) -> impl IntoView {
    let query = app.query.get().trim().to_owned();
    let awaits = app.awaits();
    let (title, hint) = app.library.with(|library| match library {
        _ if awaits => (app.word(Word::Loading).to_owned(), ""),
        Library::Loading => (app.word(Word::Loading).to_owned(), ""),
        Library::Missing => (app.word(Word::SearchOff).to_owned(), ""),
        Library::Ready(_) => {
            (app.words.fill(Word::NoResults, &query), app.word(Word::NoResultsHint))
        }
    });
    view! {
        <div class="fd-empty">
            <strong>{title}</strong>
            <span>{hint}</span>
            {hints::ask(app, page)}
        </div>
    }
}

fn summary(app: App, found: &Results) -> String {
    let count = found.list.len();
    let doubt = (count > 0 && !found.sure).then(|| app.word(Word::NoAnswer).to_owned());
    let said = [hints::corrected(app, found), doubt, Some(app.words.results(count))];
    said.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// Says what was found, once typing rests: each keystroke would talk over the last.
fn announce(app: App) {
    Effect::new(move |_| {
        app.found.track();
        let query = app.query.get();
        dom::after(600, move || {
            let still = app.query.try_get_untracked().is_some_and(|now| now == query);
            if still && app.view.get_untracked() == View::Home && !query.trim().is_empty() {
                app.say.set(app.found.with_untracked(|found| summary(app, found)));
            }
        });
    });
}
