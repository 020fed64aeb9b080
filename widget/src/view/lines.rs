//! The lines of the result list. They are drawn with each keystroke, so a line stays where it stands and only what it
//! says changes.

use std::cell::{Cell, RefCell};

use search::Snippet;

use super::el::{El, el};
use super::parts;
use super::search::{open_chosen, option_id};
use crate::finder::{ARTICLES_MAX, Found};
use crate::focus::Page;
use crate::reactive::{Scope, effect};
use crate::state::App;
use crate::strings::Word;

/// A line, and the places in it: where it is from, its title, its text.
struct Line {
    said: Option<Found>,
    line: El,
    places: [El; 3],
}

/// Keeps `list` to what is found.
pub fn follow(app: App, page: Page, list: &El) {
    let list = list.clone();
    // The lines outlive the run of the effect that makes them.
    let scope = Scope::new();
    // Made ahead: the first keystroke has enough to do.
    let ahead = scope.within(|| (0..ARTICLES_MAX).map(|at| line(app, page, at)).collect());
    let lines = RefCell::<Vec<Line>>::new(ahead);
    let drawn = Cell::new(0);
    effect(move || {
        let mut lines = lines.borrow_mut();
        app.found.with(|found| {
            for (at, now) in found.list.iter().enumerate() {
                if at == lines.len() {
                    lines.push(scope.within(|| line(app, page, at)));
                }
                let Some(line) = lines.get_mut(at) else { continue };
                line.say(app, now);
                if at >= drawn.get() {
                    let _ = list.element().append_child(line.line.element());
                }
            }
            // Lines out of sight stay until it is known what stands there.
            let (before, now) = (drawn.get(), found.list.len());
            if now > before || !found.more {
                drawn.set(now);
            }
            for line in lines.iter().take(before).skip(drawn.get()) {
                line.line.element().remove();
            }
        });
    });
}

fn line(app: App, page: Page, at: usize) -> Line {
    let places = ["fd-hit-above", "fd-hit-title", "fd-hit-text"].map(|class| el("span", class));
    let line = el("li", "fd-hit")
        .attr("id", &option_id(at))
        .attr("role", "option")
        .live_attr("aria-selected", move || Some((app.chosen.get() == Some(at)).to_string()))
        .click(move || {
            app.chosen.set(Some(at));
            open_chosen(app, page);
        })
        .all(places.to_vec());
    Line { said: None, line, places }
}

impl Line {
    fn say(&mut self, app: App, now: &Found) {
        let before = self.said.as_ref().map(|found| says(app, found));
        let now_says = says(app, now);
        let [above, title, text] = &self.places;
        if before.map(|b| b.0) != Some(now_says.0) {
            let _ = self.line.element().set_attribute("data-kind", now_says.0);
        }
        if before.map(|b| b.1) != Some(now_says.1) {
            above.element().set_text_content(Some(now_says.1));
        }
        for (place, was, is) in
            [(title, before.map(|b| b.2), now_says.2), (text, before.map(|b| b.3), now_says.3)]
        {
            if was != Some(is) {
                parts::mark(place, is);
            }
        }
        if self.said.as_ref() != Some(now) {
            self.said = Some(now.clone());
        }
    }
}

/// Kind, where it is from, title and text of a line.
fn says(app: App, found: &Found) -> (&'static str, &str, &Snippet, &Snippet) {
    match found {
        Found::Incident { title, text } => ("incident", app.word(Word::HappeningNow), title, text),
        Found::Article { section, title, passage, answers: true, .. } => {
            ("answer", section, title, passage)
        }
        Found::Article { section, title, passage, .. } => ("article", section, title, passage),
    }
}
