//! What the site asks beside the message: the topic, the topic's own fields, and consent.

use desk::fields::path;
use desk::wire::site::{FieldKind, FieldOption, SiteTopic, TopicField};
use wasm_bindgen_futures::spawn_local;

use super::inputs::{self, Question};
use crate::questions::{Questions, word};
use crate::reactive::{Signal, memo};
use crate::state::App;
use crate::strings::Word;
use crate::view::el::{El, el};
use crate::view::parts;
use crate::{api, dom};

/// How long the form waits for what it is to ask, in milliseconds. What comes later is put in all the same, and moves
/// what is below it.
const LONGEST_WAIT: i32 = 3_000;

/// The site's manifest says what is asked; nobody needs it before the form. It is asked again when a
/// message was refused: the site may ask for something else by now. Gives whether the form can be drawn: it would
/// move under the visitor's hand if a topic came into it later.
pub fn fetch(app: App) -> Signal<bool> {
    let refused = app.draft.peek_with(|draft| draft.refused);
    if !refused && app.questions.peek_with(|questions| questions.known) {
        return Signal::new(true);
    }
    // What the browser kept may be what led to the refusal.
    let fresh = if refused { ["?", &dom::random_key()].concat() } else { String::new() };
    let url = app.config.absolute(&["/_site/", &app.config.id, ".json", &fresh].concat());
    let ready = Signal::new(false);
    let late = ready.clone();
    dom::after(LONGEST_WAIT, move || late.set(true));
    let came = ready.clone();
    spawn_local(async move {
        // Without it the message simply has no topic.
        if let Ok(manifest) = api::json("GET", &url, None, None, |json| Some(json.clone())).await {
            let questions = Questions::read(&manifest, &app.config.locale);
            let offered = |topic: &str| questions.topics.iter().any(|one| one.id == topic);
            // A topic from a page's `prefill`, or from before.
            if app.draft.peek_with(|draft| !draft.topic.is_empty() && !offered(&draft.topic)) {
                app.draft.update(|draft| draft.topic.clear());
            }
            app.questions.set(questions);
        }
        came.set(true);
    });
    ready
}

/// What it is about.
pub fn topic(app: App) -> El {
    let drawn = move |topics: &[SiteTopic]| {
        let options = topics.iter().map(|topic| (topic.id.as_str(), word(&topic.names)));
        let none = app.word(Word::TopicNone);
        let select = inputs::choice(app, "topic", none, options.collect());
        let label = app.word(Word::Topic);
        let question = Question { name: "topic", label, help: "", required: false };
        inputs::field(app, &question, select)
    };
    el("div", "fd-topics").live(move || {
        app.questions.with(|questions| match questions.topics.as_slice() {
            [] => vec![],
            topics => vec![drawn(topics)],
        })
    })
}

/// The fields of the topic. All of them are there as long as it is chosen, and those that are not
/// asked are hidden: what is being filled in never moves away from under the hand.
pub fn fields(app: App) -> El {
    let topic = memo(move || app.draft.with(|draft| draft.topic.clone()));
    let empty = memo({
        let topic = topic.clone();
        move || topic.with(|topic| app.questions.with(|q| q.fields(topic).is_empty()))
    });
    el("div", "fd-asked").hidden(move || empty.get()).live(move || {
        topic.with(|topic| {
            app.questions.with(|q| q.fields(topic).iter().map(|field| one(app, field)).collect())
        })
    })
}

fn one(app: App, field: &TopicField) -> El {
    let name = path(&field.id);
    let (label, help) = (word(&field.labels), word(&field.help));
    let question = Question { name: &name, label, help, required: field.required };
    let drawn = match field.kind {
        FieldKind::Checkbox => inputs::tick(app, &question, inputs::TICKED),
        kind => inputs::field(app, &question, control(app, &name, kind, &field.options)),
    };
    let id = field.id.clone();
    let asked = memo(move || {
        app.questions.with(|questions| app.draft.with(|draft| questions.asks(draft, &id)))
    });
    drawn.hidden(move || !asked.get())
}

fn control(app: App, name: &str, kind: FieldKind, options: &[FieldOption]) -> El {
    match kind {
        FieldKind::Choice => {
            let options = options.iter().map(|one| (one.id.as_str(), word(&one.names)));
            inputs::choice(app, name, app.word(Word::Choose), options.collect())
        }
        FieldKind::Date => inputs::day(app, name),
        FieldKind::LongText => inputs::typed_into(app, name, el("textarea", "").attr("rows", "3")),
        FieldKind::Text | FieldKind::Checkbox => {
            let line = el("input", "").attr("type", "text").attr("autocomplete", "off");
            inputs::typed_into(app, name, line)
        }
    }
}

/// What must be agreed to, above the button.
pub fn consent(app: App) -> El {
    el("div", "fd-consent").live(move || {
        let asked = app.questions.with(|questions| {
            let text = questions.consent()?.clone();
            Some((text, questions.contact.consent_link.clone()))
        });
        let Some((consent, link)) = asked else { return vec![] };
        let question = Question { name: "consent", label: &consent.text, help: "", required: true };
        let mut drawn = vec![inputs::tick(app, &question, &consent.version)];
        if !link.is_empty() {
            drawn.push(parts::outward(&link, app.word(Word::ConsentMore)));
        }
        drawn
    })
}
