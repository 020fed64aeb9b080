//! How the site is doing: open incidents with everything that was said, and every component.

use desk::incident::IncidentState;
use desk::wire::status::{Component, Incident, Snapshot, Update};
use leptos::prelude::*;

use super::parts;
use crate::state::App;
use crate::strings::Word;

/// The view.
pub fn status(app: App) -> impl IntoView {
    let page = app.config.with_value(|config| config.absolute("/status"));
    let now = move || match app.status.get() {
        Some(status) => known(app, status).into_any(),
        None => view! { <p class="fd-meta">{app.word(Word::StatusUnknown)}</p> }.into_any(),
    };
    view! {
        <section class="fd-status">
            <h2 class="fd-article-title" tabindex="-1" data-first="">{app.word(Word::Status)}</h2>
            {now}
            <p class="fd-meta">
                <a class="fd-link" href=page target="_blank" rel="noopener">{app.word(Word::StatusPage)}</a>
            </p>
        </section>
    }
}

fn known(app: App, status: Snapshot) -> impl IntoView {
    let (state, _, sentence) = parts::component_words(status.indicator);
    let quiet = status.incidents.is_empty();
    let incidents = status.incidents.into_iter().map(|i| incident(app, i)).collect_view();
    let components = status.components.into_iter().map(|c| component(app, c)).collect_view();
    view! {
        <p class="fd-row fd-overall" data-state=state>
            <span class={"fd-dot"}></span>
            <strong>{app.word(sentence)}</strong>
        </p>
        <h3 hidden=quiet>{app.word(Word::Incidents)}</h3>
        {incidents}
        <p class="fd-meta" hidden=!quiet>{app.word(Word::NoIncidents)}</p>
        <ul class="fd-list fd-components">{components}</ul>
    }
}

fn incident(app: App, incident: Incident) -> impl IntoView {
    let updates = incident.updates.into_iter().map(|u| update(app, u)).collect_view();
    let impact = match incident.impact {
        desk::incident::Impact::Minor => "minor",
        desk::incident::Impact::Major => "major",
        desk::incident::Impact::Critical => "critical",
    };
    view! {
        <article class="fd-card fd-open-incident" data-impact=impact>
            <h4>{incident.title}</h4>
            <ol class="fd-list">{updates}</ol>
        </article>
    }
}

fn update(app: App, update: Update) -> impl IntoView {
    let word = match update.state {
        IncidentState::Investigating => Word::Investigating,
        IncidentState::Identified => Word::Identified,
        IncidentState::Monitoring => Word::Monitoring,
        IncidentState::Resolved => Word::Resolved,
    };
    view! {
        <li class="fd-update">
            <p class="fd-meta"><strong>{app.word(word)}</strong>" "{parts::moment(app, update.at_ms)}</p>
            <p class="fd-said">{update.text}</p>
        </li>
    }
}

fn component(app: App, component: Component) -> impl IntoView {
    let (state, word, _) = parts::component_words(component.state);
    view! {
        <li class="fd-row" data-state=state>
            <span class={"fd-dot"}></span>
            <span class="fd-grow">{component.name}</span>
            <span class="fd-meta">{app.word(word)}</span>
        </li>
    }
}
