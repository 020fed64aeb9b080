//! The escalation form: what happened, who asks (if they like), and what goes along.

use desk::wire::site::SiteTopic;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::parts;
use crate::focus::Page;
use crate::journey::Item;
use crate::json::Json;
use crate::state::App;
use crate::strings::Word;
use crate::{api, dom, sender, wire};

/// The view.
pub fn form(app: App, page: Page) -> impl IntoView {
    fetch_topics(app);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(app, page);
    };
    view! {
        <form class="fd-form" novalidate=true on:submit=submit>
            <div>
                <h2 tabindex="-1" data-first="">{app.word(Word::FormTitle)}</h2>
                <p class="fd-meta">{app.word(Word::FormIntro)}</p>
            </div>
            <p class="fd-error" role="alert" hidden=move || !app.draft.with(|d| d.refused)>
                {app.word(Word::NotAccepted)}
            </p>
            {field(app, "subject", Word::Subject, "text", "off", None)}
            {message(app)}
            {move || topic(app)}
            {field(app, "name", Word::Name, "text", "name", Some(""))}
            {field(app, "email", Word::Email, "email", "email", Some(app.word(Word::EmailWhy)))}
            {honeypot(app)}
            {context(app)}
            <button type="submit" class="fd-button">{app.word(Word::Send)}</button>
        </form>
    }
}

/// One line of text. `optional` fields say so, and why they are asked for.
fn field(
    app: App,
    name: &'static str,
    label: Word,
    kind: &'static str,
    autocomplete: &'static str,
    optional: Option<&'static str>,
) -> impl IntoView {
    let id = ["fd-", name].concat();
    let hint = optional.filter(|why| !why.is_empty());
    let mark = optional.map(|_| [" (", app.word(Word::Optional), ")"].concat());
    view! {
        <div class="fd-field">
            <label for=id.clone()>{app.word(label)}<span class="fd-meta">{mark}</span></label>
            <input
                id=id
                name=name
                type=kind
                autocomplete=autocomplete
                aria-invalid=invalid(app, name)
                aria-describedby=described(app, name, hint.is_some())
                aria-required=if optional.is_none() { "true" } else { "false" }
                prop:value=move || app.draft.with(|d| d.field(name).to_owned())
                on:input=move |event| change(app, name, event_target_value(&event))
                on:blur=move |_| left(app, name)
            />
            {hint.map(|why| view! { <p class="fd-hint" id=["fd-", name, "-why"].concat()>{why}</p> })}
            {fault(app, name)}
        </div>
    }
}

fn message(app: App) -> impl IntoView {
    view! {
        <div class="fd-field">
            <label for="fd-body">{app.word(Word::Body)}</label>
            <textarea
                id="fd-body"
                name="body"
                rows="5"
                aria-invalid=invalid(app, "body")
                aria-describedby=described(app, "body", false)
                aria-required="true"
                prop:value=move || app.draft.with(|d| d.body.clone())
                on:input=move |event| change(app, "body", event_target_value(&event))
                on:blur=move |_| left(app, "body")
            ></textarea>
            {fault(app, "body")}
        </div>
    }
}

fn topic(app: App) -> Option<impl IntoView> {
    let topics = app.topics.get();
    if topics.is_empty() {
        return None;
    }
    let chosen = app.draft.with_untracked(|draft| draft.topic.clone());
    let options = topics
        .into_iter()
        .map(|SiteTopic { id, names }| {
            let name = names.into_values().next();
            view! { <option value=id.clone() selected=id == chosen>{name}</option> }
        })
        .collect_view();
    Some(view! {
        <div class="fd-field">
            <label for="fd-topic">
                {app.word(Word::Topic)}
                <span class="fd-meta">{[" (", app.word(Word::Optional), ")"].concat()}</span>
            </label>
            <select
                id="fd-topic"
                name="topic"
                on:change=move |event| change(app, "topic", event_target_value(&event))
            >
                <option value="">{app.word(Word::TopicNone)}</option>
                {options}
            </select>
        </div>
    })
}

/// For programs that fill in everything. Out of sight, out of the tab order, and said to be empty to
/// whoever finds it all the same.
fn honeypot(app: App) -> impl IntoView {
    view! {
        <div class="fd-away" aria-hidden="true">
            <label for="fd-website">{app.word(Word::Honeypot)}</label>
            <input
                id="fd-website"
                name="website"
                type="text"
                tabindex="-1"
                autocomplete="off"
                on:input=move |event| change(app, "website", event_target_value(&event))
            />
        </div>
    }
}

fn context(app: App) -> impl IntoView {
    let items = move || app.journey.with(|journey| journey.items(&App::page()));
    let lines = move || items().into_iter().map(|item| context_line(app, item)).collect_view();
    view! {
        <fieldset class="fd-field fd-along">
            <legend>{app.word(Word::ContextTitle)}</legend>
            <p class="fd-hint">
                {move || app.word(if items().is_empty() { Word::ContextNone } else { Word::ContextHint })}
            </p>
            <ul class="fd-list fd-context">{lines}</ul>
        </fieldset>
    }
}

fn context_line(app: App, item: Item) -> impl IntoView {
    let (kind, text) = match &item {
        Item::Page(page) if page.title.is_empty() => (Word::ContextPage, page.url.clone()),
        Item::Page(page) => (Word::ContextPage, [&page.title, " · ", &page.url].concat()),
        Item::Search(query) => (Word::ContextSearch, query.clone()),
        Item::Article(article) => (Word::ContextArticle, article.title.clone()),
    };
    view! {
        <li>
            <span class="fd-badge">{app.word(kind)}</span>
            <span class="fd-grow">{text.clone()}</span>
            <button
                type="button"
                class="fd-button-quiet fd-button-icon fd-button-small"
                aria-label=app.words.fill(Word::Remove, &text)
                on:click=move |_| app.journey.update(|journey| journey.remove(item.clone()))
            >
                {parts::icon("M5 5l10 10M15 5 5 15")}
            </button>
        </li>
    }
}

fn fault(app: App, name: &'static str) -> impl IntoView {
    move || {
        let words = app.draft.with(|draft| draft.fault(name).map(str::to_owned))?;
        Some(view! { <p class="fd-error" id=["fd-", name, "-fault"].concat()>{words}</p> })
    }
}

fn invalid(
    app: App,
    name: &'static str,
) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    move || app.draft.with(|draft| draft.fault(name).map(|_| "true"))
}

fn described(
    app: App,
    name: &'static str,
    hint: bool,
) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    move || {
        let faulty = app.draft.with(|draft| draft.fault(name).is_some());
        let why = hint.then(|| ["fd-", name, "-why"].concat());
        let fault = faulty.then(|| ["fd-", name, "-fault"].concat());
        let ids: Vec<String> = why.into_iter().chain(fault).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
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
    let faults = app.draft.with_untracked(|draft| draft.check());
    let good = faults.is_empty();
    app.draft.update(|draft| {
        draft.refused = false;
        draft.faults =
            faults.iter().map(|(f, what)| ((*f).to_owned(), app.words.fault(*what))).collect();
    });
    match good {
        true => sender::send_draft(app),
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
    if !app.topics.with_untracked(Vec::is_empty) {
        return;
    }
    let url =
        app.config.with_value(|config| config.absolute(&["/_site/", &config.id, ".json"].concat()));
    leptos::task::spawn_local(async move {
        // Without them the message simply has no topic.
        if let Ok(manifest) = api::json("GET", &url, None, None, |json| Some(json.clone())).await {
            let default = manifest.text_at("default_locale");
            let locale = app.config.with_value(|config| config.locale.clone());
            app.topics.set(manifest.list_at("topics", |json| wire::topic(json, &locale, &default)));
        }
    });
}
