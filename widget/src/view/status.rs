//! How the site is doing: open incidents with everything that was said, and every component.

use desk::incident::{Impact, IncidentState};
use desk::wire::status::{Component, Incident, Snapshot, Update};

use super::el::{El, el};
use super::parts;
use crate::state::App;
use crate::strings::Word;

/// The view.
pub fn status(app: App) -> El {
    let now = move || {
        app.status.with(|status| match status {
            Some(status) => known(app, status),
            None => vec![parts::meta(app.word(Word::StatusUnknown))],
        })
    };
    let page = app.config.absolute("/status");
    el("section", "fd-status")
        .with(parts::heading("fd-article-title").text(app.word(Word::Status)))
        .with(el("div", "fd-known").live(now))
        .with(parts::outward(&page, app.word(Word::StatusPage)))
}

fn known(app: App, status: &Snapshot) -> Vec<El> {
    let (state, _, sentence) = parts::component_words(status.indicator);
    let overall = el("p", "fd-row fd-overall")
        .attr("data-state", state)
        .with(el("span", "fd-dot"))
        .with(el("strong", "").text(app.word(sentence)));
    let mut views = vec![overall];
    match status.incidents.is_empty() {
        true => views.push(parts::meta(app.word(Word::NoIncidents))),
        false => views.push(el("h3", "").text(app.word(Word::Incidents))),
    }
    views.extend(status.incidents.iter().map(|i| incident(app, i)));
    let components = status.components.iter().map(|c| component(app, c)).collect();
    views.push(el("ul", "fd-list fd-components").all(components));
    views
}

/// An incident with everything that it says of itself.
pub fn incident(app: App, incident: &Incident) -> El {
    let impact = match incident.impact {
        Impact::Minor => "minor",
        Impact::Major => "major",
        Impact::Critical => "critical",
    };
    let updates = incident.updates.iter().map(|u| update(app, u)).collect();
    el("article", "fd-card fd-open-incident")
        .attr("data-impact", impact)
        .with(el("h4", "").text(&incident.title))
        .with(el("ol", "fd-list").all(updates))
}

fn update(app: App, update: &Update) -> El {
    let word = match update.state {
        IncidentState::Investigating => Word::Investigating,
        IncidentState::Identified => Word::Identified,
        IncidentState::Monitoring => Word::Monitoring,
        IncidentState::Resolved => Word::Resolved,
    };
    el("li", "fd-update")
        .with(parts::by_line(app, app.word(word), update.at_ms))
        .with(el("p", "fd-said").text(&update.text))
}

fn component(app: App, component: &Component) -> El {
    let (state, word, _) = parts::component_words(component.state);
    el("li", "fd-row")
        .attr("data-state", state)
        .with(el("span", "fd-dot"))
        .with(el("span", "fd-grow").text(&component.name))
        .with(el("span", "fd-meta").text(app.word(word)))
}
