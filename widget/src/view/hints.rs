//! What is said about the results: which words were looked for instead, what may be typed on, and
//! that none of them may be an answer.

use leptos::prelude::*;
use web_sys::{HtmlElement, MouseEvent};

use crate::finder::Results;
use crate::focus::Page;
use crate::state::{App, View};
use crate::strings::Word;

/// The lines between the search box and the list.
///
/// A search for the mistyped word itself is not offered: a word is only corrected when no article
/// has it, so that would find nothing.
pub fn hints(app: App, page: Page) -> impl IntoView {
    let doubtful = Memo::new(move |_| {
        app.found.with(|found| !found.sure && !found.list.is_empty()) && !app.awaits()
    });
    view! {
        <p class="fd-hint fd-corrected" hidden=move || app.found.with(|f| f.corrected.is_none())>
            {move || app.found.with(|found| corrected(app, found))}
        </p>
        <div
            class="fd-chips"
            role="group"
            aria-label=app.word(Word::Suggestions)
            hidden=move || app.found.with(|found| found.completions.is_empty())
        >
            {move || app.found.get().completions.into_iter().map(|q| chip(app, page, q)).collect_view()}
        </div>
        {move || doubtful.get().then(|| ask_first(app, page))}
    }
}

/// What was looked for, if it is not what was typed.
pub fn corrected(app: App, found: &Results) -> Option<String> {
    found.corrected.as_ref().map(|query| app.words.fill(Word::ShowingFor, query))
}

fn chip(app: App, page: Page, query: String) -> AnyView {
    let words = query.clone();
    view! {
        <button
            type="button"
            class="fd-button-quiet fd-button-small fd-chip"
            // A press would take the focus, and on a phone the keyboard would go with it.
            on:mousedown=|event: MouseEvent| event.prevent_default()
            on:click=move |_| {
                app.typed(query.clone());
                // Pressed by key, it had the focus and is gone now.
                if let Some(input) = page.find::<HtmlElement>("input.fd-search") {
                    let _ = input.focus();
                }
            }
        >
            {words}
        </button>
    }
    .into_any()
}

/// The form comes first, and the results below it for what they are.
fn ask_first(app: App, page: Page) -> impl IntoView {
    view! {
        <div class="fd-unsure">
            <strong>{app.word(Word::NoAnswer)}</strong>
            {ask(app, page)}
        </div>
        <h3 class="fd-perhaps">{app.word(Word::Perhaps)}</h3>
    }
}

/// The button that opens the form with the query as its subject.
pub fn ask(app: App, page: Page) -> impl IntoView {
    let label = move || app.query.with(|query| app.words.fill(Word::AskAbout, query.trim()));
    view! {
        <button
            type="button"
            class="fd-button fd-ask"
            on:click=move |_| app.go(View::Form, page.scrolled())
        >
            {label}
        </button>
    }
}
