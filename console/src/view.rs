//! What is drawn. One file per part of the screen; none of them decides anything: they read `state`,
//! put its words into elements and hand events back.
//!
//! The few elements that every screen uses stand here.

pub mod shell;

pub mod sign_in;

pub mod queue;

pub mod overview;

pub mod ticket;

pub mod attachments;

pub mod composer;

pub mod requester;

pub mod incidents;

pub mod incident_form;

pub mod maintenance;

pub mod feedback;

pub mod audit;

pub mod team;

use desk::incident::IncidentState;
use leptos::prelude::*;

use crate::state::{App, Place};
use crate::words::{Named, templates};
use crate::{browser, time};

/// The app, from wherever we are in the tree.
fn app() -> App {
    expect_context::<App>()
}

/// How the last thing asked for here went: beside its buttons, and read out politely.
#[component]
fn Outcome(place: Place) -> impl IntoView {
    let app = app();
    let said = move || app.said.get().filter(|(at, _)| *at == place).map(|(_, words)| words);
    let trouble =
        move || app.trouble.get().filter(|(at, _)| *at == place).map(|(_, problem)| problem);
    let fields = move |problem: desk::wire::Problem| {
        problem.fields.into_iter().map(|field| view! { <li>{field.fault}</li> }).collect_view()
    };
    view! {
        <div class="fd-outcome" role="status" aria-live="polite">
            {move || said().map(|words| view! { <p class="fd-done">{words}</p> })}
            {move || trouble().map(|problem| view! {
                <div class="fd-trouble">
                    <p><strong>{problem.title.clone()}</strong> " " {problem.detail.clone()}</p>
                    <ul>{fields(problem)}</ul>
                </div>
            })}
        </div>
    }
}

/// A past moment: in words, exactly on hover and for machines.
#[component]
fn When(at_ms: i64) -> impl IntoView {
    let app = app();
    view! {
        <time datetime=desk::time::rfc3339(at_ms) title=browser::local_time(at_ms)>
            {move || time::ago(at_ms, app.now.get())}
        </time>
    }
}

/// Texts to start from: one click puts one into the draft of that name.
#[component]
fn Templates(
    #[prop(into)] draft: String,
    #[prop(into)] state: Signal<IncidentState>,
) -> impl IntoView {
    let app = app();
    let slot = StoredValue::new(draft);
    let template = move |text: &'static str| {
        view! {
            <button type="button" class="fd-template" on:click=move |_| app.type_in(&slot.get_value(), text)>
                {text}
            </button>
        }
    };
    view! {
        <div class="fd-templates" role="group" aria-label="Texts to start from">
            {move || templates(state.get()).iter().map(|text| template(text)).collect_view()}
        </div>
    }
}

/// Radios that read as one control.
#[component]
fn Segments<T: Named>(
    /// The question.
    #[prop(into)]
    legend: String,
    /// Name of the radios.
    name: &'static str,
    /// What can be chosen.
    all: &'static [T],
    /// What is chosen now.
    #[prop(into)]
    chosen: Signal<T>,
    /// Name of the draft that keeps the choice.
    #[prop(into)]
    draft: String,
) -> impl IntoView {
    let app = app();
    let slot = StoredValue::new(draft);
    let segment = move |one: T| {
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    value=one.name()
                    prop:checked=move || chosen.get() == one
                    on:change=move |_| app.type_in(&slot.get_value(), one.name())
                />
                {one.label()}
            </label>
        }
    };
    view! {
        <fieldset class="fd-field">
            <legend>{legend}</legend>
            <div class="fd-segments" data-name=name>{all.iter().map(|one| segment(*one)).collect_view()}</div>
        </fieldset>
    }
}

/// A row of a badge's words with its tone.
#[component]
fn Badge(
    #[prop(into)] tone: Signal<Option<&'static str>>,
    #[prop(into)] words: Signal<String>,
) -> impl IntoView {
    view! { <span class="fd-badge" data-tone=move || tone.get()>{move || words.get()}</span> }
}
