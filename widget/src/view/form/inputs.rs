//! What all fields of the form have: a label, help, the fault beside them, and their tie to the draft.

use std::rc::Rc;

use desk::fields::YES;
use desk::text::What;
use js_sys::Reflect;
use web_sys::Event;

use crate::clock;
use crate::draft::PARTIAL;
use crate::reactive::effect;
use crate::state::App;
use crate::strings::Word;
use crate::view::el::{El, el, field_value};

/// What a field asks.
pub struct Question<'a> {
    /// Its name in the draft and in the request.
    pub name: &'a str,
    /// The question.
    pub label: &'a str,
    /// A line of help; empty for none.
    pub help: &'a str,
    /// Whether it must be answered; an optional one says so.
    pub required: bool,
}

/// A control with everything around it.
pub fn field(app: App, question: &Question<'_>, control: El) -> El {
    let label = el("label", "").attr("for", &id(question.name)).text(question.label);
    el("div", "fd-field")
        .with(optional(app, question, label))
        .with(tied(app, question, control))
        .maybe(help(question))
        .with(fault(app, question.name))
}

/// A checkbox with its words; ticked while the draft has `value` in this field.
pub fn tick(app: App, question: &Question<'_>, value: &str) -> El {
    let (name, value): (Rc<str>, Rc<str>) = (question.name.into(), value.into());
    let control = el("input", "").attr("type", "checkbox").on("change", {
        let (name, value) = (Rc::clone(&name), Rc::clone(&value));
        move |event| {
            let ticked = event.target().is_some_and(|box_| truth(&box_, "checked"));
            change(app, &name, if ticked { (*value).to_owned() } else { String::new() });
        }
    });
    let element = control.element().clone();
    effect(move || {
        let ticked = app.draft.with(|draft| draft.field(&name) == &*value);
        let _ = Reflect::set(&element, &"checked".into(), &ticked.into());
    });
    let words = el("span", "").text(question.label);
    let row = el("label", "fd-check").with(tied(app, question, control));
    el("div", "fd-field")
        .with(row.with(optional(app, question, words)))
        .maybe(help(question))
        .with(fault(app, question.name))
}

/// The value of a ticked box of a topic's field.
pub const TICKED: &str = YES;

/// A list to choose from, by id and name, with words for no choice.
pub fn choice(app: App, name: &str, none: &str, options: Vec<(&str, &str)>) -> El {
    let option = |value: &str, text: &str| el("option", "").attr("value", value).text(text);
    let select = el("select", "")
        .with(option("", none))
        .all(options.into_iter().map(|(id, name)| option(id, name)).collect());
    typed_into(app, name, select)
}

/// A day, as the browser asks for one. What is there of it before it is whole is the browser's alone:
/// nothing is put back into the field while it is being filled in.
pub fn day(app: App, name: &str) -> El {
    let now = app.draft.peek_with(|draft| draft.field(name).to_owned());
    let name: Rc<str> = name.into();
    let also = Rc::clone(&name);
    el("input", "")
        .attr("type", "date")
        .attr("value", &now)
        .on("input", move |event| change(app, &name, day_of(&event)))
        .on("blur", move |event| {
            let day = day_of(&event);
            if app.draft.peek_with(|draft| draft.field(&also) != day) {
                change(app, &also, day);
            }
        })
}

fn day_of(event: &Event) -> String {
    let day = field_value(event);
    let partial = event.target().is_some_and(|field| {
        let validity = Reflect::get(&field, &"validity".into()).unwrap_or_default();
        truth(&validity, "badInput")
    });
    if day.is_empty() && partial { PARTIAL.to_owned() } else { day }
}

fn truth(of: &wasm_bindgen::JsValue, key: &str) -> bool {
    Reflect::get(of, &key.into()).is_ok_and(|value| value.is_truthy())
}

/// Ties a control that holds a text to a field of the draft, both ways.
pub fn typed_into(app: App, name: &str, control: El) -> El {
    let name: Rc<str> = name.into();
    let typed = Rc::clone(&name);
    control
        .value(move || app.draft.with(|draft| draft.field(&name).to_owned()))
        .input(move |value| change(app, &typed, value))
}

/// Names a control, and says what is wrong with it.
fn tied(app: App, question: &Question<'_>, control: El) -> El {
    let name: Rc<str> = question.name.into();
    let faulty = move |name: &str| app.draft.with(|draft| draft.fault(name).is_some());
    let helped = !question.help.is_empty();
    let (invalid, left_name) = (Rc::clone(&name), Rc::clone(&name));
    control
        .attr("id", &id(&name))
        .attr("name", &name)
        .attr("aria-required", if question.required { "true" } else { "false" })
        .live_attr("aria-invalid", move || faulty(&invalid).then(|| "true".to_owned()))
        .live_attr("aria-describedby", move || described(&name, helped, faulty(&name)))
        .on("blur", move |_| left(app, &left_name))
}

fn id(name: &str) -> String {
    ["fd-", name].concat()
}

fn optional(app: App, question: &Question<'_>, label: El) -> El {
    match question.required {
        true => label,
        false => {
            let words = [" (", app.word(Word::Optional), ")"].concat();
            label.with(el("span", "fd-meta").text(&words))
        }
    }
}

fn help(question: &Question<'_>) -> Option<El> {
    let id = [&id(question.name), "-why"].concat();
    let line = || el("p", "fd-hint").attr("id", &id).text(question.help);
    (!question.help.is_empty()).then(line)
}

fn fault(app: App, name: &str) -> El {
    let name: Rc<str> = name.into();
    el("div", "fd-fault").live(move || {
        let words = app.draft.with(|draft| draft.fault(&name).map(str::to_owned));
        let id = [&id(&name), "-fault"].concat();
        let line = |words: String| el("p", "fd-error").attr("id", &id).text(&words);
        words.map(line).into_iter().collect()
    })
}

fn described(name: &str, helped: bool, faulty: bool) -> Option<String> {
    let why = if helped { [&id(name), "-why "].concat() } else { String::new() };
    let fault = if faulty { [&id(name), "-fault"].concat() } else { String::new() };
    (helped || faulty).then(|| [why, fault].concat())
}

/// The visitor changes a field.
pub fn change(app: App, name: &str, value: String) {
    app.draft.update(|draft| draft.typed(name, value));
}

/// The visitor leaves a field: its fault is told, but nobody is told that an untouched field is empty.
fn left(app: App, name: &str) {
    if app.draft.peek_with(|draft| draft.field(name).trim().is_empty()) {
        return;
    }
    let found = faults(app).into_iter().find(|(field, _)| field == name);
    let told = found.map(|(field, what)| (field, words(app, what)));
    app.draft.update(|draft| {
        draft.faults.retain(|(field, _)| field != name);
        draft.faults.extend(told);
    });
}

/// Everything that is wrong now.
pub fn faults(app: App) -> Vec<(String, What)> {
    app.questions.peek_with(|questions| app.draft.peek_with(|draft| draft.check(questions)))
}

/// What is wrong and what to do, in the visitor's language and with its digits.
pub fn words(app: App, what: What) -> String {
    match what {
        What::TooLong(max) => {
            app.words.fill(Word::FaultLong, &clock::number(app.words.locale(), max))
        }
        what => app.words.fault(what),
    }
}
