//! The result list: what was found, with the keyboard and for screen readers.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{Element, KeyboardEvent};

use super::el::{El, el};
use super::{hints, lines};
use crate::finder::{Found, Library, Results};
use crate::focus::Page;
use crate::reactive::{Signal, batch, effect, memo};
use crate::state::{App, View};
use crate::strings::Word;
use crate::{dom, later, supplier};

/// `id` of the list, for `aria-controls`.
pub const LIST_ID: &str = "fd-hits";

/// `id` of a line, for `aria-activedescendant`.
pub fn option_id(at: usize) -> String {
    ["fd-hit-", &at.to_string()].concat()
}

/// Arrow keys move through the list, the text stays where it is; Enter opens.
pub fn key(app: App, page: Page, event: &KeyboardEvent) {
    let count = app.found.peek_with(|found| found.list.len());
    let now = app.chosen.peek();
    let next = match event.key().as_str() {
        _ if event.is_composing() || count == 0 => return,
        "ArrowDown" => now.map_or(0, |at| (at + 1) % count),
        "ArrowUp" => now.map_or(count - 1, |at| (at + count - 1) % count),
        // Here and not by the form's `submit`, which a frame may forbid.
        "Enter" => {
            event.prevent_default();
            return open_chosen(app, page);
        }
        _ => return,
    };
    event.prevent_default();
    later::prepare();
    app.chosen.set(Some(next));
    reveal_chosen(app, page);
}

/// Brings the line that the arrow keys are on into sight.
fn reveal_chosen(app: App, page: Page) {
    let id = app.chosen.peek().map(|at| ["#", &option_id(at)].concat());
    if let Some(line) = id.and_then(|id| page.find::<Element>(&id)) {
        dom::reveal(&line);
    }
}

/// Enter: the line that the arrow keys are on, or the first.
pub fn open_chosen(app: App, page: Page) {
    let at = app.chosen.peek().unwrap_or(0);
    let found = app.found.peek_with(|found| found.list.get(at).cloned());
    if let Some(found) = found {
        app.chosen.set(Some(at));
        open(app, page, &found);
    }
}

fn open(app: App, page: Page, found: &Found) {
    let view = match found {
        Found::Incident { .. } => View::Status,
        Found::Article { id, anchor, .. } => View::Article { id: *id, anchor: anchor.clone() },
    };
    app.go(view, page.scrolled());
}

/// Results, or what to do when there are none, while something is searched for.
pub fn results(app: App, page: Page, searching: Signal<bool>) -> Vec<El> {
    announce(app);
    let empty = memo(move || app.found.with(|found| found.list.is_empty()));
    let none = empty.clone();
    let list = el("ul", "fd-list fd-hits")
        .attr("id", LIST_ID)
        .attr("role", "listbox")
        .attr("aria-label", app.word(Word::SearchLabel))
        .hidden(move || empty.get())
        // Keeps the room for passages that are on their way.
        .live_attr("data-lean", move || app.library.with(supplier::texts_apart).then(String::new));
    lines::follow(app, page, &list);
    // Behind the keystroke: it draws what can be seen of it.
    let rest = dom::function(move || batch(|| app.all.set(true)));
    effect(move || {
        if app.found.with(|found| found.more) {
            dom::call_after(0, &rest);
        }
    });
    // Texts that come later make lines longer or shorter.
    effect(move || {
        app.found.track();
        if app.chosen.peek().is_some() {
            dom::after(0, move || reveal_chosen(app, page));
        }
    });
    let instead = el("div", "").live(move || match none.get() && searching.get() {
        true => vec![nothing(app, page)],
        false => vec![],
    });
    let mut views = hints::hints(app, page);
    views.extend([list, instead]);
    views
}

fn nothing(app: App, page: Page) -> El {
    let awaits = app.awaits();
    let (title, hint) = app.library.with(|library| match library {
        Library::Missing if !awaits => (app.word(Word::SearchOff).to_owned(), ""),
        Library::Ready(_) if !awaits => {
            let title = app.query.with(|query| app.words.fill(Word::NoResults, query.trim()));
            (title, app.word(Word::NoResultsHint))
        }
        _ => (app.word(Word::Loading).to_owned(), ""),
    });
    el("div", "fd-empty")
        .with(el("strong", "").text(&title))
        .with(el("span", "").text(hint))
        .with(hints::ask(app, page))
}

fn summary(app: App, found: &Results) -> String {
    let count = found.list.len();
    let doubt = (count > 0 && !found.sure).then(|| app.word(Word::NoAnswer).to_owned());
    let said = [hints::corrected(app, found), doubt, Some(app.words.results(count))];
    said.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// Says what was found, once typing rests: each keystroke would talk over the last.
fn announce(app: App) {
    // One timer at a time: it is set again when there was a keystroke since.
    let waits = Rc::new(Cell::new(false));
    effect(move || {
        app.found.track();
        app.query.track();
        if !waits.replace(true) {
            rest(app, Rc::clone(&waits));
        }
    });
}

fn rest(app: App, waits: Rc<Cell<bool>>) {
    let query = app.query.peek();
    dom::after(600, move || {
        // There is something to open.
        later::prepare();
        if app.query.peek_with(|now| *now != query) {
            return rest(app, waits);
        }
        waits.set(false);
        if app.view.peek() == View::Home && !query.trim().is_empty() {
            app.say.set(app.found.peek_with(|found| summary(app, found)));
        }
    });
}
