//! "We know about this": an open incident that the message may be about. It is told before the form,
//! and beside it when the subject or the topic comes to name one; it never stands in the way.

use desk::wire::status::Incident;

use crate::focus::Page;
use crate::questions::word;
use crate::reactive::{Scope, Signal, effect, memo};
use crate::state::{App, View};
use crate::strings::Word;
use crate::view::el::{El, el};
use crate::view::{parts, status};
use crate::{finder, news};

/// The incident to tell before the form, as it stands now: news are shown, and when it is resolved
/// or passed there is none any more.
pub fn at_first(app: App) -> Signal<Option<Incident>> {
    let search = app.journey.peek_with(|j| j.last_search().map(str::to_owned));
    // Looked at once: nothing that is typed brings it before the form again.
    let found = Scope::new().within(|| find(app, search.as_deref()));
    let id = found.map(|incident| incident.id);
    memo(move || {
        let passed = app.journey.with(|journey| id.is_none_or(|id| journey.passed().contains(&id)));
        let open = |incident: &&Incident| !passed && Some(incident.id) == id;
        app.status.with(|status| status.as_ref()?.incidents.iter().find(open).cloned())
    })
}

/// The incident that the draft names, or what was searched before it.
fn find(app: App, search: Option<&str>) -> Option<Incident> {
    let topic = app.draft.with(|draft| draft.topic.clone());
    let topic = app.questions.with(|questions| {
        let topic = questions.topics.iter().find(|one| one.id == topic);
        topic.map(|topic| word(&topic.names).to_owned()).unwrap_or_default()
    });
    let subject = app.draft.with(|draft| draft.subject.clone());
    let texts = [subject.as_str(), search.unwrap_or_default(), &topic];
    let passed = app.journey.with(|journey| journey.passed().to_vec());
    app.status.with(|status| {
        app.library.with(|library| {
            finder::known(&texts, library.index(), status.as_ref(), &passed).cloned()
        })
    })
}

/// In place of the form.
pub fn instead(app: App, page: Page, incident: Signal<Option<Incident>>) -> El {
    let id = incident.peek().map(|incident| incident.id);
    let card = move || {
        let newest = incident.get().map(|mut incident| {
            incident.updates.truncate(1);
            status::incident(app, &incident)
        });
        newest.into_iter().collect()
    };
    let anyway = parts::button("fd-button-quiet fd-anyway")
        .text(app.word(Word::SendAnyway))
        .click(move || pass(app, id));
    let choices = el("div", "fd-choices").with(follow(app, page, id, "fd-button")).with(anyway);
    el("section", "fd-known")
        .with(parts::heading("").text(app.word(Word::KnownTitle)))
        .with(el("div", "").live(card))
        .with(parts::meta(app.word(Word::KnownHint)))
        .with(choices)
}

fn pass(app: App, id: Option<i64>) {
    if let Some(id) = id {
        app.journey.update(|journey| journey.pass(id));
    }
}

/// Follows it and leads to where it can be seen.
fn follow(app: App, page: Page, id: Option<i64>, class: &str) -> El {
    parts::button(class).class("fd-follow").text(app.word(Word::FollowIt)).click(move || {
        let open = |incident: &&Incident| Some(incident.id) == id;
        let found =
            app.status.peek_with(|status| status.as_ref()?.incidents.iter().find(open).cloned());
        if let Some(incident) = found {
            news::follow(app, &incident);
        }
        app.go(View::Status, page.scrolled());
    })
}

/// Beside the form, for what is named only now.
pub fn note(app: App, page: Page) -> El {
    let title = memo(move || find(app, None).map(|incident| (incident.id, incident.title)));
    let said = title.clone();
    effect(move || {
        if let Some((_, title)) = said.get() {
            app.say.set([app.word(Word::KnownTitle), ": ", &title].concat());
        }
    });
    el("div", "fd-noted").live(move || {
        let note = |(id, title): (i64, String)| {
            let words = el("span", "fd-grow")
                .with(el("strong", "").text(app.word(Word::KnownTitle)))
                .text(": ")
                .text(&title);
            el("div", "fd-note").attr("data-tone", "warn").with(words).with(follow(
                app,
                page,
                Some(id),
                "fd-button-quiet fd-button-small",
            ))
        };
        title.get().map(note).into_iter().collect()
    })
}
