//! The escalation form: what happened, who asks (if they like), and what goes along.

use desk::wire::site::SiteTopic;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::el::{El, el, field_value};
use super::parts;
use crate::focus::Page;
use crate::journey::Item;
use crate::json::Json;
use crate::state::App;
use crate::strings::Word;
use crate::{api, dom, letters, wire};

/// The view.
pub fn form(app: App, page: Page) -> El {
    fetch_topics(app);
    let refused = el("p", "fd-error")
        .attr("role", "alert")
        .hidden(move || !app.draft.with(|draft| draft.refused))
        .text(app.word(Word::NotAccepted));
    let title = parts::heading("").text(app.word(Word::FormTitle));
    let why = Some(app.word(Word::EmailWhy));
    el("form", "fd-form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send(app, page);
        })
        .with(el("div", "").with(title).with(parts::meta(app.word(Word::FormIntro))))
        .with(refused)
        .with(field(app, "subject", Word::Subject, ("text", "off"), None))
        .with(message(app))
        .with(el("div", "fd-topics").live(move || topic(app).into_iter().collect()))
        .with(field(app, "name", Word::Name, ("text", "name"), Some("")))
        .with(field(app, "email", Word::Email, ("email", "email"), why))
        .with(honeypot(app))
        .with(context(app))
        .with(el("button", "fd-button").attr("type", "submit").text(app.word(Word::Send)))
}

/// A label; an optional field says so.
fn label(app: App, id: &str, word: Word, optional: bool) -> El {
    let label = el("label", "").attr("for", id).text(app.word(word));
    if !optional {
        return label;
    }
    label.with(el("span", "fd-meta").text(&[" (", app.word(Word::Optional), ")"].concat()))
}

/// One line of text, of a kind and with what the browser may fill in. `optional` fields say so, and
/// why they are asked for.
fn field(
    app: App,
    name: &'static str,
    word: Word,
    (kind, autocomplete): (&str, &str),
    optional: Option<&str>,
) -> El {
    let id = ["fd-", name].concat();
    let hint = optional.filter(|why| !why.is_empty());
    let input = el("input", "").attr("type", kind).attr("autocomplete", autocomplete);
    let hint_line =
        hint.map(|why| el("p", "fd-hint").attr("id", &[&id, "-why"].concat()).text(why));
    el("div", "fd-field")
        .with(label(app, &id, word, optional.is_some()))
        .with(typed_into(app, name, input, hint.is_some(), optional.is_none()))
        .maybe(hint_line)
        .with(fault(app, name))
}

fn message(app: App) -> El {
    let area = el("textarea", "").attr("rows", "5");
    el("div", "fd-field")
        .with(label(app, "fd-body", Word::Body, false))
        .with(typed_into(app, "body", area, false, true))
        .with(fault(app, "body"))
}

/// Ties an element that is typed into to a field of the draft.
fn typed_into(app: App, name: &'static str, field: El, hint: bool, required: bool) -> El {
    let required = if required { "true" } else { "false" };
    let faulty = move || app.draft.with(|draft| draft.fault(name).is_some());
    field
        .attr("id", &["fd-", name].concat())
        .attr("name", name)
        .attr("aria-required", required)
        .live_attr("aria-invalid", move || faulty().then(|| "true".to_owned()))
        .live_attr("aria-describedby", move || described(name, hint, faulty()))
        .value(move || app.draft.with(|draft| draft.field(name).to_owned()))
        .input(move |value| change(app, name, value))
        .on("blur", move |_| left(app, name))
}

fn topic(app: App) -> Option<El> {
    let topics = app.topics.get();
    if topics.is_empty() {
        return None;
    }
    let chosen = app.draft.peek_with(|draft| draft.topic.clone());
    let options = topics.into_iter().map(|SiteTopic { id, names }| {
        let name = names.into_values().next().unwrap_or_default();
        let option = el("option", "").attr("value", &id).text(&name);
        if id == chosen { option.attr("selected", "") } else { option }
    });
    let select = el("select", "")
        .attr("id", "fd-topic")
        .attr("name", "topic")
        .on("change", move |event| change(app, "topic", field_value(&event)))
        .with(el("option", "").attr("value", "").text(app.word(Word::TopicNone)))
        .all(options.collect());
    Some(el("div", "fd-field").with(label(app, "fd-topic", Word::Topic, true)).with(select))
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
        .input(move |value| change(app, "website", value));
    el("div", "fd-away")
        .attr("aria-hidden", "true")
        .with(label(app, "fd-website", Word::Honeypot, false))
        .with(input)
}

fn context(app: App) -> El {
    let items = move || app.journey.with(|journey| journey.items(&App::page()));
    let hint = move || {
        let word = if items().is_empty() { Word::ContextNone } else { Word::ContextHint };
        app.word(word).to_owned()
    };
    let lines = move || items().into_iter().map(|item| context_line(app, item)).collect();
    el("fieldset", "fd-field fd-along")
        .with(el("legend", "").text(app.word(Word::ContextTitle)))
        .with(el("p", "fd-hint").live_text(hint))
        .with(el("ul", "fd-list fd-context").live(lines))
}

fn context_line(app: App, item: Item) -> El {
    let (kind, text) = match &item {
        Item::Page(page) if page.title.is_empty() => (Word::ContextPage, page.url.clone()),
        Item::Page(page) => (Word::ContextPage, [&page.title, " · ", &page.url].concat()),
        Item::Search(query) => (Word::ContextSearch, query.clone()),
        Item::Article(article) => (Word::ContextArticle, article.title.clone()),
    };
    let remove =
        parts::icon_button(&app.words.fill(Word::Remove, &text), "fd-button-small", parts::CROSS)
            .click(move || app.journey.update(|journey| journey.remove(item.clone())));
    el("li", "")
        .with(el("span", "fd-badge").text(app.word(kind)))
        .with(el("span", "fd-grow").text(&text))
        .with(remove)
}

fn fault(app: App, name: &'static str) -> El {
    let faulty = move || app.draft.with(|draft| draft.fault(name).map(str::to_owned));
    el("div", "fd-fault").live(move || {
        let line = |words: String| {
            el("p", "fd-error").attr("id", &["fd-", name, "-fault"].concat()).text(&words)
        };
        faulty().map(line).into_iter().collect()
    })
}

fn described(name: &str, hint: bool, faulty: bool) -> Option<String> {
    let why = if hint { ["fd-", name, "-why "].concat() } else { String::new() };
    let fault = if faulty { ["fd-", name, "-fault"].concat() } else { String::new() };
    (hint || faulty).then(|| [why, fault].concat())
}

fn change(app: App, name: &str, value: String) {
    app.draft.update(|draft| draft.set(name, value));
}

/// The visitor leaves a field: its fault is told, but nobody is told that an untouched field is empty.
fn left(app: App, name: &'static str) {
    app.draft.update(|draft| {
        if !draft.field(name).trim().is_empty() {
            let found = draft.check().into_iter().find(|(field, _)| *field == name);
            draft.faults.retain(|(field, _)| field != name);
            draft
                .faults
                .extend(found.map(|(field, what)| (field.to_owned(), app.words.fault(what))));
        }
    });
}

fn send(app: App, page: Page) {
    let faults = app.draft.peek_with(|draft| draft.check());
    let good = faults.is_empty();
    app.draft.update(|draft| {
        draft.refused = false;
        draft.faults =
            faults.iter().map(|(f, what)| ((*f).to_owned(), app.words.fault(*what))).collect();
    });
    match good {
        true => letters::send_draft(app),
        false => {
            app.say.set(app.word(Word::Faults).to_owned());
            // Once it is drawn: the first as they stand on screen, which is not the order of the rules.
            dom::after(0, move || {
                if let Some(field) = page.find::<HtmlElement>(".fd-form [aria-invalid=true]") {
                    let _ = field.focus();
                }
            });
        }
    }
}

/// What a message can be about stands in the site's manifest; nobody needs it before the form.
fn fetch_topics(app: App) {
    if !app.topics.peek_with(Vec::is_empty) {
        return;
    }
    let url = app.config.absolute(&["/_site/", &app.config.id, ".json"].concat());
    spawn_local(async move {
        // Without them the message simply has no topic.
        if let Ok(manifest) = api::json("GET", &url, None, None, |json| Some(json.clone())).await {
            let default = manifest.text_at("default_locale");
            app.topics.set(
                manifest.list_at("topics", |json| wire::topic(json, &app.config.locale, &default)),
            );
        }
    });
}
