//! An open incident: what was said, and what a visitor can do about it.

use desk::incident::{Impact, IncidentState};
use desk::wire::status::{Incident, Update};

use crate::parcel::Kind;
use crate::reactive::memo;
use crate::state::App;
use crate::strings::Word;
use crate::view::el::{El, el};
use crate::view::parts;
use crate::{dom, news};

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

/// Follow it, and "this affects me too"; each can be taken back.
pub fn acts(app: App, incident: &Incident) -> El {
    let (id, of) = (incident.id, incident.clone());
    // Drawn again only when that changes: whoever is on a button stays there.
    let follows = memo(move || news::following().with(|f| f.follows(id)));
    let says = memo(move || news::following().with(|f| f.affected.contains(&id)));
    let kind = Kind::Errand(news::errand_path(id));
    let waits = memo(move || {
        app.device.with(|device| device.outbox.iter().any(|p| p.kind == kind && p.fails > 0))
    });
    let follow = move || {
        let (follows, of) = (follows.get(), of.clone());
        let word = if follows { Word::FollowStop } else { Word::FollowIt };
        let button = parts::button("fd-button-quiet fd-button-small fd-follow")
            .text(app.word(word))
            .on("click", move |event| {
                match follows {
                    true => news::unfollow(app, id),
                    false => news::follow(app, &of),
                }
                refocus(&event, ".fd-follow");
            });
        let hint = follows.then(|| parts::meta(app.word(Word::FollowOn)).class("fd-following"));
        [Some(button), hint].into_iter().flatten().collect()
    };
    let affects = move || {
        if !says.get() {
            let say = parts::button("fd-button-quiet fd-button-small fd-affects");
            return vec![say.text(app.word(Word::AffectsMe)).on("click", move |event| {
                news::affect(app, id, true);
                app.say.set(app.word(Word::AffectsSaid).to_owned());
                refocus(&event, ".fd-affects-undo");
            })];
        }
        let waits = waits.clone();
        let word = move || if waits.get() { Word::Kept } else { Word::AffectsSaid };
        let undo = parts::button("fd-button-quiet fd-button-small fd-affects-undo");
        let undo = undo.text(app.word(Word::Undo)).on("click", move |event| {
            news::affect(app, id, false);
            refocus(&event, ".fd-affects");
        });
        let said =
            parts::meta("").class("fd-affected").live_text(move || app.word(word()).to_owned());
        vec![said, undo]
    };
    el("div", "fd-incident-acts")
        .with(el("div", "fd-acts").live(follow))
        .with(el("div", "fd-acts").live(affects))
}

/// The button that was pressed goes: the focus stays in its place.
fn refocus(event: &web_sys::Event, selector: &'static str) {
    let pressed = event.current_target().map(wasm_bindgen::JsCast::unchecked_into);
    let place = pressed.and_then(|button: web_sys::Element| button.parent_element());
    dom::drawn(move || {
        let next = place.and_then(|place| dom::find::<web_sys::Element>(&place, selector));
        if let Some(next) = next {
            crate::view::el::focus(&next);
        }
    });
}
