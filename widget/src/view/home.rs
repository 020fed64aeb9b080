//! Where everybody starts: the search box, and below it either results or good places to begin.

use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;

use super::el::{El, el};
use super::{hints, parts, search};
use crate::draft::Draft;
use crate::focus::Page;
use crate::reactive::{Signal, memo};
use crate::state::{App, View};
use crate::strings::Word;
use crate::{finder, later, supplier};

/// Searches offered again.
const RECENT: usize = 3;
/// Articles read in this page view that are offered again.
const AGAIN: usize = 2;

/// The view.
pub fn home(app: App, page: Page) -> Vec<El> {
    let searching = memo(move || app.query.with(|query| !query.trim().is_empty()));
    let (quiet, away, there) = (searching.clone(), searching.clone(), searching.clone());
    let greeting =
        el("h2", "fd-greeting").hidden(move || quiet.get()).live_text(move || {
            match app.name.get().as_str() {
                "" => app.word(Word::Greeting).to_owned(),
                name => app.words.fill(Word::GreetingName, name),
            }
        });
    // Both are there from the start: drawing one of them is too much for the first keystroke.
    let places = vec![
        unfinished(app, page),
        own_tickets(app, page),
        status_line(app, page),
        recent(app, page),
        starters(app, page),
    ];
    let begin = el("div", "").hidden(move || away.get()).all(places);
    let shown = searching.clone();
    let results = el("div", "").hidden(move || !there.get()).all(search::results(app, page, shown));
    vec![greeting, search_box(app, page, searching), results, begin]
}

fn search_box(app: App, page: Page, searching: Signal<bool>) -> El {
    let input = el("input", "fd-input fd-search")
        .attr("type", "search")
        .attr("enterkeyhint", "search")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("role", "combobox")
        .attr("aria-label", app.word(Word::SearchLabel))
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", search::LIST_ID)
        .attr("placeholder", app.word(Word::SearchPlaceholder))
        .attr("data-first", "")
        .live_attr("aria-expanded", move || Some(searching.get().to_string()))
        .live_attr("aria-activedescendant", move || app.chosen.get().map(search::option_id))
        .value(move || app.query.get())
        .input(move |query| app.typed(query))
        .on("keydown", move |event| {
            search::key(app, page, event.unchecked_ref::<KeyboardEvent>());
        });
    el("form", "fd-searchbox")
        .attr("role", "search")
        .on("submit", move |event| {
            event.prevent_default();
            search::open_chosen(app, page);
        })
        .with(parts::icon("M13.2 13.2 17 17M15 8.7a6.3 6.3 0 1 1-12.6 0 6.3 6.3 0 0 1 12.6 0z"))
        .with(input)
}

/// The message that was begun, here or before the page was loaded again.
fn unfinished(app: App, page: Page) -> El {
    leading(app, page, View::Form, app.word(Word::GoOn))
        .class("fd-go-on")
        .with(parts::icon(parts::ONWARD))
        .hidden(move || !(app.kept.get() || app.draft.with(Draft::started)))
}

/// The requests of this device, where there may be any.
fn own_tickets(app: App, page: Page) -> El {
    let any = memo(move || {
        let held = app.device.with(|d| !d.tickets.is_empty() || !d.outbox.is_empty());
        held || later::stored(app)
    });
    el("div", "").live(move || match any.get() {
        true => vec![later::screen(app, page, View::Home)],
        false => vec![],
    })
}

/// A line that leads to a view.
pub fn leading(app: App, page: Page, to: View, title: &str) -> El {
    parts::button("fd-row")
        .with(el("span", "fd-grow").text(title))
        .click(move || app.go(to.clone(), page.scrolled()))
}

fn status_line(app: App, page: Page) -> El {
    let line = move || {
        app.status.with(|status| {
            let status = status.as_ref()?;
            let (state, _, sentence) = parts::component_words(status.indicator);
            // News of what is followed; the newest trouble by name; else that there is none.
            let news = app.news.get();
            let words = status.incidents.first().map_or(app.word(sentence), |i| i.title.as_str());
            let words = if news.is_empty() { words } else { &news };
            let line = parts::button("fd-row fd-statusline")
                .attr("data-state", state)
                .with(el("span", "fd-dot"))
                .with(el("span", "fd-grow").text(words))
                .with(parts::icon(parts::ONWARD));
            Some(line.click(move || app.go(View::Status, page.scrolled())))
        })
    };
    el("div", "fd-now").live(move || line().into_iter().collect())
}

/// What was searched for in this page view.
fn recent(app: App, page: Page) -> El {
    // What is being typed changes the journey, too.
    let searches = memo(move || app.journey.with(|journey| journey.recent(RECENT)));
    let none = searches.clone();
    el("section", "fd-section")
        .hidden(move || none.with(Vec::is_empty))
        .with(el("h3", "").text(app.word(Word::Recent)))
        .with(hints::chips(app, page, searches, RECENT))
}

fn starters(app: App, page: Page) -> El {
    let list = move || {
        let Some(index) = app.index() else { return vec![] };
        let row = |id: &u32| {
            let to = View::Article { id: *id, anchor: String::new() };
            let line = leading(app, page, to, index.article(*id)?.title);
            Some(el("li", "").with(line.with(parts::icon(parts::ONWARD))))
        };
        let suggested = app.suggested.get();
        // Followed, each keystroke would draw them anew; Home itself is drawn anew whenever somebody comes back to it.
        let first = app.journey.peek_with(|journey| {
            finder::starters(&index, &suggested, &journey.read_last(AGAIN), &App::path())
        });
        let missing: Vec<String> =
            first.iter().filter_map(|id| index.missing_record(*id)).collect();
        if !missing.is_empty() {
            supplier::want(app, &missing);
            return vec![];
        }
        let rows = first.iter().filter_map(row).collect();
        vec![el("h3", "").text(app.word(Word::Starters)), el("ul", "fd-list").all(rows)]
    };
    el("section", "fd-section").live(list)
}
