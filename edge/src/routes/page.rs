//! `/status`: the status page, made from the snapshot alone and complete without script.

use desk::text::escape_html as escape;
use desk::time::{readable, rfc3339};
use desk::wire::status::{Component, Incident, Snapshot, Update};

use super::status;
use crate::assets;
use crate::call::Call;
use crate::env::Env;
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;

/// The mark beside the site's name, as on the help pages.
const BELL: &str = r#"<svg class="fd-icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 15.5h14M4.5 12.5a5.5 5.5 0 0 1 11 0zM10 7V4.5M8 4.5h4"/></svg>"#;

/// `GET /status`.
pub fn get<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let html = render(call.env, &status::current(call)?);
    let answer =
        Response::new(200, "text/html; charset=utf-8", html).with("cache-control", "no-cache");
    let headers = assets::page_headers("/status");
    Ok(headers.into_iter().fold(answer, |answer, (name, value)| answer.with(name, value)))
}

/// The page's HTML. Whatever comes from outside this file passes [`escape`].
fn render(env: &Env, snapshot: &Snapshot) -> String {
    let site = &env.site;
    let name = escape(&site.name);
    let (id, locale) = (escape(&site.id), escape(&site.default_locale));
    let css = escape(&site.assets.pages_css);
    let words = escape(&snapshot.words);
    let state = snapshot.indicator.name();
    let changed = moment(snapshot.changed_ms);
    let components: String = snapshot.components.iter().map(component).collect();
    let open: String = snapshot.incidents.iter().map(|i| incident(i, snapshot)).collect();
    // What is wrong now comes before the list of everything.
    let open = if open.is_empty() {
        open
    } else {
        format!("<h2>Open incidents</h2>\n{open}<h2>Components</h2>\n")
    };
    let past: String = snapshot.past.iter().map(|i| incident(i, snapshot)).collect();
    let past = if past.is_empty() {
        "<p class=\"fd-meta\">No incidents in the last 14 days.</p>\n".into()
    } else {
        past
    };
    format!(
        r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{words} · {name} status</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{css}">
<script src="/widget.js" data-site="{id}" data-locale="{locale}" defer></script>
</head>
<body class="fd-page" data-page="status">
<a class="fd-skip" href="#content">Skip to the content</a>
<header class="fd-header">
<a class="fd-brand" href="/help/">{BELL}{name}</a>
<nav class="fd-nav" aria-label="Pages">
<a href="/help/">Help center</a>
<a href="/status" aria-current="page">Service status</a>
</nav>
</header>
<main id="content">
<div class="fd-status-head" data-state="{state}">
<span class="fd-dot" data-state="{state}"></span>
<h1>{words}</h1>
<p class="fd-meta">Last change {changed}</p>
</div>
{open}<ul class="fd-components">
{components}</ul>
<h2>Past incidents</h2>
{past}</main>
<footer class="fd-footer">
<span>{name}</span>
<a href="/api/v2/summary.json">Status as JSON</a>
</footer>
</body>
</html>
"##
    )
}

fn component(component: &Component) -> String {
    format!(
        "<li class=\"fd-component\" data-id=\"{}\" data-state=\"{state}\"><span>{}</span>\
         <span class=\"fd-dot\" data-state=\"{state}\"></span><span>{}</span></li>\n",
        escape(&component.id),
        escape(&component.name),
        component.state.words(),
        state = component.state.name(),
    )
}

fn incident(incident: &Incident, snapshot: &Snapshot) -> String {
    let names: Vec<String> = snapshot
        .components
        .iter()
        .filter(|c| incident.components.contains(&c.id))
        .map(|c| escape(&c.name))
        .collect();
    let affects = match names.is_empty() {
        true => String::new(),
        false => format!(" · {}", names.join(", ")),
    };
    let updates: String = incident.updates.iter().map(update).collect();
    format!(
        "<article class=\"fd-incident\" id=\"incident-{id}\" data-impact=\"{impact}\" \
         data-state=\"{state}\">\n<h3>{title}</h3>\n\
         <p class=\"fd-meta\">{impact_words}{affects} · since {opened}</p>\n\
         <ol class=\"fd-updates\">\n{updates}</ol>\n</article>\n",
        id = incident.id,
        impact = incident.impact.name(),
        state = incident.state.name(),
        title = escape(&incident.title),
        impact_words = incident.impact.words(),
        opened = moment(incident.opened_ms),
    )
}

fn update(update: &Update) -> String {
    format!(
        "<li class=\"fd-update\" data-state=\"{}\"><p><strong>{}</strong> · {}</p>\n\
         <p>{}</p></li>\n",
        update.state.name(),
        update.state.words(),
        moment(update.at_ms),
        escape(&update.text),
    )
}

fn moment(ms: i64) -> String {
    format!("<time datetime=\"{}\">{}</time>", rfc3339(ms), readable(ms))
}
