//! Maintenance: what is planned, and the form for it. Times are those of the person at the console.

use desk::maintenance::MaintenanceState;
use desk::wire::status::Maintenance;
use leptos::prelude::*;

use super::{Badge, Outcome, app, incident_form};
use crate::browser;
use crate::state::{MAINTENANCE_COMPONENTS, Place};

/// What is under way or ahead.
#[component]
pub fn Planned() -> impl IntoView {
    let app = app();
    let planned = Memo::new(move |_| app.planned());
    let one = move |one: Maintenance| {
        let under_way = one.state(app.now.get_untracked()) == MaintenanceState::InProgress;
        let (tone, words) =
            if under_way { (Some("accent"), "In progress") } else { (None, "Scheduled") };
        let window = format!(
            "{} to {}",
            browser::local_time(one.starts_ms),
            browser::local_time(one.ends_ms)
        );
        let (id, seq, edited) = (one.id, one.seq, one.clone());
        view! {
            <article class="fd-card fd-stack fd-planned" data-maintenance=id>
                <div class="fd-actions">
                    <h3>{one.title}</h3>
                    <Badge tone words=words.to_owned() />
                </div>
                <p class="fd-meta">{window}</p>
                <p class="fd-body" dir="auto">{one.text}</p>
                <div class="fd-actions">
                    <button type="button" class="fd-button-quiet fd-button-small fd-edit-plan" on:click=move |_| app.edit_maintenance(&edited)>
                        "Change"
                    </button>
                    <button type="button" class="fd-button-quiet fd-button-small fd-cancel" on:click=move |_| app.cancel_maintenance(id, seq)>
                        "Cancel maintenance"
                    </button>
                </div>
            </article>
        }
    };
    view! {
        <section class="fd-stack" aria-labelledby="planned-heading">
            <h2 id="planned-heading" class:fd-sr=move || planned.with(Vec::is_empty)>"Planned maintenance"</h2>
            <Outcome place=Place::Planned />
            {move || planned.get().into_iter().map(one).collect_view()}
        </section>
    }
}

/// The form.
#[component]
pub fn Form() -> impl IntoView {
    let app = app();
    let editing = move || app.editing().is_some();
    let field = |id: &'static str, name: &'static str, label: &'static str| {
        let kind = if name == "title" { "text" } else { "datetime-local" };
        view! {
            <div class="fd-field">
                <label for=id>{label}</label>
                <input
                    id=id
                    name=name
                    type=kind
                    maxlength=(name == "title").then_some("120")
                    autocomplete="off"
                    prop:value=move || app.draft(id)
                    on:input=move |event| app.type_in(id, &event_target_value(&event))
                />
            </div>
        }
    };
    view! {
        <form class="fd-card fd-plan" aria-labelledby="maintenance-heading" on:submit=move |event| {
            event.prevent_default();
            app.post_maintenance();
        }>
            <h2 id="maintenance-heading">
                {move || if editing() { "Change maintenance" } else { "Schedule maintenance" }}
            </h2>
            {field("maintenance-title", "title", "What is done, in the visitor’s words")}
            <incident_form::Affected draft=MAINTENANCE_COMPONENTS />
            <div class="fd-window">
                {field("maintenance-starts", "starts", "Starts, in your time")}
                {field("maintenance-ends", "ends", "Ends, in your time")}
            </div>
            <div class="fd-field">
                <label for="maintenance-text">"What visitors will notice"</label>
                <textarea
                    id="maintenance-text"
                    name="text"
                    rows="3"
                    maxlength="2000"
                    prop:value=move || app.draft("maintenance-text")
                    on:input=move |event| app.type_in("maintenance-text", &event_target_value(&event))
                ></textarea>
            </div>
            <p class="fd-hint">"Every page announces it while it lasts. Visitors read the times in their own time zone."</p>
            <div class="fd-actions">
                <button type="submit" class="fd-button fd-post" aria-disabled=move || app.busy.get().is_some().then_some("true")>
                    {move || if editing() { "Save changes" } else { "Schedule" }}
                </button>
                <Show when=editing>
                    <button type="button" class="fd-button-quiet" on:click=move |_| app.leave_maintenance()>"Leave as it was"</button>
                </Show>
                <Outcome place=Place::Maintenance />
            </div>
        </form>
    }
}
