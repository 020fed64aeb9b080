//! The escalation form: what happened, who asks (if they like), what the site wants to know, and
//! what goes along.

mod along;
mod asked;
mod inputs;
mod known;

use web_sys::Element;

use self::inputs::Question;
use super::el::{El, el, focus};
use super::{files, parts};
use crate::files::Desk;
use crate::focus::Page;
use crate::reactive::{effect, memo};
use crate::state::App;
use crate::storage::kept;
use crate::strings::Word;
use crate::{dom, letters};

/// The view: an incident that this may be about, then the form.
pub fn form(app: App, page: Page) -> El {
    // The last search is the subject, unless there is one already.
    let search = app.journey.peek_with(|j| j.last_search().map(str::to_owned));
    app.draft.update(|draft| draft.suggest(search));
    kept::go_on(app);
    let ready = asked::fetch(app);
    let incident = known::at_first(app);
    let first = incident.clone();
    let stage = memo(move || match first.with(Option::is_some) {
        true => Stage::Known,
        false if ready.get() => Stage::Fields,
        false => Stage::Coming,
    });
    let shown = stage.clone();
    // Another comes on screen: its heading is where reading begins.
    effect(move || {
        shown.track();
        page.settle(app);
    });
    el("div", "").live(move || match stage.get() {
        Stage::Known => vec![known::instead(app, page, incident.clone())],
        Stage::Coming => vec![parts::meta(app.word(Word::Loading))],
        Stage::Fields => vec![fields(app, page)],
    })
}

/// What stands on screen.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// An incident that this may be about.
    Known,
    /// What is asked is on its way.
    Coming,
    Fields,
}

fn fields(app: App, page: Page) -> El {
    let refused = el("p", "fd-error")
        .attr("role", "alert")
        .hidden(move || !app.draft.with(|draft| draft.refused))
        .text(app.word(Word::NotAccepted));
    let title = parts::heading("").text(app.word(Word::FormTitle));
    let why = app.word(Word::EmailWhy);
    let form = el("form", "fd-form");
    let attach = files::attach(app, page, Desk::Form, &form, letters::edited(app));
    let form = form
        .attr("novalidate", "")
        .with(el("div", "").with(title).with(parts::meta(app.word(Word::FormIntro))))
        .with(refused)
        .with(line(app, "subject", Word::Subject, ("text", "off"), None))
        .with(message(app))
        .with(attach)
        .with(asked::topic(app))
        .with(known::note(app, page))
        .with(asked::fields(app))
        .with(line(app, "name", Word::Name, ("text", "name"), Some("")))
        .with(line(app, "email", Word::Email, ("email", "email"), Some(why)))
        .with(honeypot(app))
        .with(along::list(app, page))
        .with(asked::consent(app));
    parts::sent(form, app.word(Word::Send), move || send(app, page))
}

/// One line of text, of a kind and with what the browser may fill in. `optional` fields say so, and
/// why they are asked for.
fn line(
    app: App,
    name: &str,
    word: Word,
    (kind, autocomplete): (&str, &str),
    optional: Option<&str>,
) -> El {
    let (label, help) = (app.word(word), optional.unwrap_or_default());
    let question = Question { name, label, help, required: optional.is_none() };
    let input = el("input", "").attr("type", kind).attr("autocomplete", autocomplete);
    inputs::field(app, &question, inputs::typed_into(app, name, input))
}

fn message(app: App) -> El {
    let question = Question { name: "body", label: app.word(Word::Body), help: "", required: true };
    let area = el("textarea", "").attr("rows", "5");
    inputs::field(app, &question, inputs::typed_into(app, "body", area))
}

/// For programs that fill in everything. Out of sight, out of the tab order, and said to be empty to
/// whoever finds it all the same.
fn honeypot(app: App) -> El {
    let input = el("input", "")
        .attr("id", "fd-website")
        .attr("name", "website")
        .attr("type", "text")
        .attr("tabindex", "-1")
        .attr("autocomplete", "off")
        .input(move |value| inputs::change(app, "website", value));
    el("div", "fd-away")
        .attr("aria-hidden", "true")
        .with(el("label", "").attr("for", "fd-website").text(app.word(Word::Honeypot)))
        .with(input)
}

fn send(app: App, page: Page) {
    let faults = inputs::faults(app);
    let good = faults.is_empty();
    app.draft.update(|draft| {
        draft.refused = false;
        draft.faults = faults.into_iter().map(|(f, what)| (f, inputs::words(app, what))).collect();
    });
    match good {
        true => letters::send_draft(app),
        false => {
            app.say.set(app.word(Word::Faults).to_owned());
            // Once it is drawn: the first as they stand on screen, which is not the order of the rules.
            dom::drawn(move || {
                if let Some(field) = page.find::<Element>(".fd-form [aria-invalid=true]") {
                    focus(&field);
                }
            });
        }
    }
}
