//! Posting an incident: title, impact, components, first words; and the banner they make.

use desk::wire::status::Component;
use leptos::prelude::*;

use super::{Outcome, Segments, Templates, app, incidents};
use crate::state::{INCIDENT_COMPONENTS, Place};
use crate::words::{self, IMPACTS, OPEN_STATES};

/// The form.
#[component]
pub fn Form() -> impl IntoView {
    let app = app();
    let impact = Signal::derive(move || app.impact());
    let state = Signal::derive(move || app.chosen_state("incident-state", OPEN_STATES[0]));
    let preview = move || {
        app.preview().map(|(words, banner)| {
            view! {
                <div class="fd-preview">
                    <p class="fd-hint">{words}</p>
                    <incidents::Preview banner />
                </div>
            }
        })
    };
    view! {
        <form class="fd-card fd-incident" aria-labelledby="incident-heading" on:submit=move |event| {
            event.prevent_default();
            app.post_incident();
        }>
            <h2 id="incident-heading">"Post an incident"</h2>
            <div class="fd-field">
                <label for="incident-title">"What is wrong, in the visitor’s words"</label>
                <input
                    id="incident-title"
                    name="title"
                    maxlength="120"
                    autocomplete="off"
                    placeholder="Payments are failing"
                    prop:value=move || app.draft("incident-title")
                    on:input=move |event| app.type_in("incident-title", &event_target_value(&event))
                />
            </div>
            <Segments legend="Impact" name="impact" all=&IMPACTS chosen=impact draft="incident-impact" />
            <p class="fd-hint fd-under">{move || words::meaning(impact.get())}</p>
            <Affected draft=INCIDENT_COMPONENTS />
            <Segments legend="How far along is it?" name="state" all=&OPEN_STATES chosen=state draft="incident-state" />
            <div class="fd-field">
                <label for="incident-text">"First update"</label>
                <textarea
                    id="incident-text"
                    name="text"
                    rows="3"
                    maxlength="2000"
                    prop:value=move || app.draft("incident-text")
                    on:input=move |event| app.type_in("incident-text", &event_target_value(&event))
                ></textarea>
            </div>
            <Templates draft="incident-text" state />
            <div class="fd-actions">
                <button type="submit" class="fd-button fd-post" aria-disabled=move || app.busy.get().is_some().then_some("true")>
                    "Post incident"
                </button>
                <Outcome place=Place::Incident />
            </div>
            {preview}
        </form>
    }
}

/// Boxes for the components that are affected.
#[component]
pub fn Affected(
    /// The draft that keeps which.
    draft: &'static str,
) -> impl IntoView {
    let app = app();
    let components = Memo::new(move |_| {
        app.status.with(|status| {
            status.as_ref().map(|s| s.snapshot.components.clone()).unwrap_or_default()
        })
    });
    let component = move |one: Component| {
        let (id, ticked) = (one.id.clone(), StoredValue::new(one.id.clone()));
        view! {
            <label class="fd-check">
                <input
                    type="checkbox"
                    name="components"
                    value=id
                    prop:checked=move || app.ticked(draft).contains(&ticked.get_value())
                    on:change=move |event| app.tick(draft, &ticked.get_value(), event_target_checked(&event))
                />
                {one.name}
            </label>
        }
    };
    view! {
        <fieldset class="fd-field">
            <legend>"Affected"</legend>
            <div class="fd-choices">
                <For each=move || components.get() key=|one| one.id.clone() children=component />
            </div>
        </fieldset>
    }
}
