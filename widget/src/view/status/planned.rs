//! Maintenance: when, in the visitor's own time zone, and what it means for them.

use desk::maintenance::MaintenanceState;
use desk::wire::status::{Component, Maintenance};

use crate::clock;
use crate::state::App;
use crate::strings::Word;
use crate::view::el::{El, el};
use crate::view::parts;

/// What is under way or ahead, under a heading; nothing where there is none.
pub fn all(app: App, planned: &[Maintenance], components: &[Component], now_ms: i64) -> Vec<El> {
    let ahead = planned.iter().filter(|one| one.state(now_ms) != MaintenanceState::Completed);
    let mut views: Vec<_> = ahead.map(|one| card(app, one, components, now_ms)).collect();
    if !views.is_empty() {
        views.insert(0, el("h3", "").text(app.word(Word::Maintenance)));
    }
    views
}

fn card(app: App, one: &Maintenance, components: &[Component], now_ms: i64) -> El {
    let state = one.state(now_ms);
    let named = components.iter().filter(|c| one.components.contains(&c.id));
    let named: Vec<_> = named.map(|c| c.name.as_str()).collect();
    let badge = el("span", "fd-badge").attr("data-tone", "accent").text(app.word(Word::InProgress));
    let under_way = state == MaintenanceState::InProgress;
    let moment = clock::machine(one.starts_ms);
    let window = clock::window(app.words.locale(), one.starts_ms, one.ends_ms);
    el("article", "fd-card fd-open-incident fd-maintenance")
        .attr("data-state", state.name())
        .with(el("h4", "").text(&one.title))
        .maybe(under_way.then_some(badge))
        .with(el("p", "fd-window").with(el("time", "").attr("datetime", &moment).text(&window)))
        .with(parts::meta(&named.join(" · ")))
        .with(el("p", "fd-said").text(&one.text))
}
