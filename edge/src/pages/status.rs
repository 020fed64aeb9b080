//! The status page, made from the snapshot alone.

use desk::maintenance::{MaintenanceState, covers};
use desk::status::ComponentState;
use desk::text::escape_html as escape;
use desk::wire::site::SiteManifest;
use desk::wire::status::{Component, Incident, Maintenance, Snapshot, Update};
use frame::document::{self, Kind, Page};
use frame::time::element as moment;
use frame::words::{self, Words, fill};

use super::{framed, html_answer, with_headers};
use crate::assets;
use crate::http::Response;

/// The page at this moment in one of the site's languages. What staff wrote stays in theirs.
pub fn page(site: &SiteManifest, locale: &str, snapshot: &Snapshot, now_ms: i64) -> Response {
    let words = words::of(locale);
    let title = words.overall(snapshot.indicator);
    let framed = framed(site);
    let versions = document::everywhere(&framed, |locale| ["/status?lang=", locale].concat());
    let main = main(words, snapshot, now_ms);
    let foot = format!("<a href=\"/api/v2/summary.json\">{}</a>", words.status_json);
    let (main, foot) = (main.as_str(), foot.as_str());
    let kind = Kind::Status;
    let page = Page { locale, kind, title, head: "", versions: &versions, main, foot };
    let answer = html_answer(200, document::document(&framed, &page))
        .with("cache-control", "no-cache")
        .with("vary", "Accept-Language");
    with_headers(answer, assets::page_headers("/status"))
}

fn main(words: &Words, snapshot: &Snapshot, now_ms: i64) -> String {
    let state = snapshot.indicator.name();
    let open: String = snapshot.incidents.iter().map(|i| incident(words, i, snapshot)).collect();
    // What is wrong now comes before the list of everything.
    let open = match open.as_str() {
        "" => open,
        _ => format!("<h2>{}</h2>\n{open}<h2>{}</h2>\n", words.open_incidents, words.components),
    };
    let past: String = snapshot.past.iter().map(|i| incident(words, i, snapshot)).collect();
    let past = match past.as_str() {
        "" => format!("<p class=\"fd-meta\">{}</p>\n", words.no_past),
        _ => past,
    };
    let worked_on = |c: &Component| covers(&snapshot.maintenances, &c.id, now_ms);
    let components = snapshot.components.iter().map(|c| component(words, c, worked_on(c)));
    let components: String = components.collect();
    let planned = snapshot.maintenances.iter();
    let planned: String = planned.map(|one| maintenance(words, one, snapshot, now_ms)).collect();
    let planned = match planned.as_str() {
        "" => planned,
        _ => format!("<h2>{}</h2>\n{planned}", words.maintenance),
    };
    format!(
        "<div class=\"fd-status-head\" data-state=\"{state}\">\n\
         <span class=\"fd-dot\" data-state=\"{state}\"></span>\n<h1>{}</h1>\n\
         <p class=\"fd-meta\">{}</p>\n</div>\n\
         {open}<ul class=\"fd-components\">\n{components}</ul>\n{planned}<h2>{}</h2>\n{past}",
        words.overall(snapshot.indicator),
        fill(words.last_change, &moment(words, snapshot.changed_ms)),
        words.past_incidents,
    )
}

fn component(words: &Words, component: &Component, worked_on: bool) -> String {
    let (state, said) = match component.state {
        ComponentState::Operational if worked_on => ("maintenance", words.under_maintenance),
        state => (state.name(), words.component(state)),
    };
    format!(
        "<li class=\"fd-component\" data-id=\"{}\" data-state=\"{state}\"><span><bdi>{}</bdi></span>\
         <span class=\"fd-dot\" data-state=\"{state}\"></span><span>{said}</span></li>\n",
        escape(&component.id),
        escape(&component.name),
    )
}

fn named(ids: &[String], snapshot: &Snapshot) -> String {
    snapshot
        .components
        .iter()
        .filter(|c| ids.contains(&c.id))
        .map(|c| format!(" · <bdi>{}</bdi>", escape(&c.name)))
        .collect()
}

fn maintenance(words: &Words, one: &Maintenance, snapshot: &Snapshot, now_ms: i64) -> String {
    let state = one.state(now_ms);
    let said = match state {
        MaintenanceState::Scheduled => words.scheduled,
        MaintenanceState::InProgress => words.in_progress,
        MaintenanceState::Completed => words.completed,
    };
    format!(
        "<article class=\"fd-incident fd-maintenance\" id=\"maintenance-{}\" data-state=\"{}\">\n\
         <h3><bdi>{}</bdi></h3>\n<p class=\"fd-meta\">{said}{}</p>\n\
         <p class=\"fd-window\">{} – {}</p>\n<p class=\"fd-said\" dir=\"auto\">{}</p>\n</article>\n",
        one.id,
        state.name(),
        escape(&one.title),
        named(&one.components, snapshot),
        moment(words, one.starts_ms),
        moment(words, one.ends_ms),
        escape(&one.text),
    )
}

fn incident(words: &Words, incident: &Incident, snapshot: &Snapshot) -> String {
    let names = named(&incident.components, snapshot);
    let updates: String = incident.updates.iter().map(|u| update(words, u)).collect();
    format!(
        "<article class=\"fd-incident\" id=\"incident-{id}\" data-impact=\"{impact}\" \
         data-state=\"{state}\">\n<h3><bdi>{title}</bdi></h3>\n\
         <p class=\"fd-meta\">{impact_words}{names} · {since}</p>\n\
         <ol class=\"fd-updates\">\n{updates}</ol>\n</article>\n",
        id = incident.id,
        impact = incident.impact.name(),
        state = incident.state.name(),
        title = escape(&incident.title),
        impact_words = words.impact(incident.impact),
        since = fill(words.since, &moment(words, incident.opened_ms)),
    )
}

fn update(words: &Words, update: &Update) -> String {
    format!(
        "<li class=\"fd-update\" data-state=\"{}\"><p><strong>{}</strong> · {}</p>\n\
         <p dir=\"auto\">{}</p></li>\n",
        update.state.name(),
        words.incident(update.state),
        moment(words, update.at_ms),
        escape(&update.text),
    )
}
