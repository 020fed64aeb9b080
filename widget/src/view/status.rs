//! How the site is doing: how fresh this is, open incidents with everything that was said, what is
//! planned, and every component.

mod age;
mod incident;
mod planned;

use desk::maintenance::{covers, turned};
use desk::status::ComponentState;
use desk::wire::status::{Component, Snapshot};

use super::el::{El, el};
use super::parts;
use crate::reactive::memo;
use crate::state::App;
use crate::strings::Word;
use crate::{dom, news};

pub use incident::incident;

/// The view.
pub fn status(app: App) -> El {
    let turn = age::keep_up(app);
    // Drawn again only when something is different: an answer that says the same takes nobody's focus.
    let status = memo(move || app.status.get());
    let turned = memo({
        let turn = turn.clone();
        move || {
            turn.track();
            news::planned().with(|planned| turned(planned, dom::now_ms()))
        }
    });
    let now = move || {
        // A window may begin or end while it is looked at.
        turned.track();
        status.with(|status| match status {
            Some(status) => known(app, status),
            None => vec![parts::meta(app.word(Word::StatusUnknown))],
        })
    };
    let ended = move || {
        let ended = news::ended().get();
        let note = |title: &String| {
            el("p", "fd-note fd-ended")
                .attr("data-tone", "success")
                .text(&app.words.fill(Word::NewsEnded, title))
        };
        ended.iter().map(note).collect()
    };
    let page = app.config.absolute("/status");
    el("section", "fd-status")
        .with(parts::heading("fd-article-title").text(app.word(Word::Status)))
        .with(el("div", "fd-age").live(move || age::line(app, &turn)))
        .with(el("div", "fd-news").live(ended))
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
    let incidents = status.incidents.iter();
    views.extend(incidents.map(|one| incident(app, one).with(incident::acts(app, one))));
    let (now, planned) = (dom::now_ms(), news::planned().get());
    let shown = planned::all(app, &planned, &status.components, now);
    views.extend(shown);
    let row = |one: &Component| component(app, one, covers(&planned, &one.id, now));
    let components = status.components.iter().map(row).collect();
    views.push(el("ul", "fd-list fd-components").all(components));
    views
}

fn component(app: App, component: &Component, worked_on: bool) -> El {
    let (state, word) = match parts::component_words(component.state) {
        _ if worked_on && component.state == ComponentState::Operational => {
            ("maintenance", Word::UnderMaintenance)
        }
        (state, word, _) => (state, word),
    };
    el("li", "fd-row")
        .attr("data-state", state)
        .with(el("span", "fd-dot"))
        .with(el("span", "fd-grow").text(&component.name))
        .with(el("span", "fd-meta").text(app.word(word)))
}
