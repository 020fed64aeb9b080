//! Status: what visitors see now, and the open incidents with their next update.

use desk::wire::status::{Banner, Component, Incident};
use leptos::prelude::*;

use super::{Badge, Outcome, Segments, Templates, When, app, incident_form, maintenance};
use crate::state::{Place, update_slots};
use crate::words::{self, Named, STATES};

/// The status screen.
#[component]
pub fn Status() -> impl IntoView {
    let app = app();
    let snapshot = Memo::new(move |_| {
        app.status.with(|status| status.as_ref().map(|status| status.snapshot.clone()))
    });
    let words =
        move || snapshot.with(|s| s.as_ref().map_or("Status".to_owned(), |s| s.words.clone()));
    let banner = move || {
        snapshot.with(|snapshot| snapshot.as_ref().and_then(|snapshot| snapshot.banner.clone()))
    };
    let components = move || {
        snapshot
            .with(|snapshot| snapshot.as_ref().map(|s| s.components.clone()).unwrap_or_default())
    };
    let open = move || {
        snapshot.with(|snapshot| {
            snapshot.iter().flat_map(|s| &s.incidents).map(|one| one.id).collect::<Vec<_>>()
        })
    };
    let past = move || {
        snapshot.with(|snapshot| snapshot.as_ref().map(|s| s.past.clone()).unwrap_or_default())
    };
    let component = |one: Component| {
        view! {
            <li data-state=one.state.name()>
                <span class="fd-dot"></span> <span>{one.name}</span> <span class="fd-meta">{one.state.label()}</span>
            </li>
        }
    };
    let old = |one: Incident| {
        view! {
            <li>
                <span>{one.title}</span>
                <span class="fd-meta"><When at_ms=one.resolved_ms.unwrap_or(one.opened_ms) /></span>
            </li>
        }
    };
    view! {
        <div class="fd-status">
            <div class="fd-stack">
                <h1 tabindex="-1">{words}</h1>
                <Outcome place=Place::Screen />
                <section class="fd-stack" aria-labelledby="seen-heading">
                    <h2 id="seen-heading">"What visitors see now"</h2>
                    {move || match banner() {
                        Some(banner) => view! { <Preview banner /> }.into_any(),
                        None => view! { <p class="fd-hint">"No banner."</p> }.into_any(),
                    }}
                    <ul class="fd-components">{move || components().into_iter().map(component).collect_view()}</ul>
                </section>
                <For each=open key=|id| *id children=|id| view! { <Open id /> } />
                <maintenance::Planned />
                <Show when=move || !past().is_empty()>
                    <section>
                        <h2>"Resolved lately"</h2>
                        <ul class="fd-components">{move || past().into_iter().map(old).collect_view()}</ul>
                    </section>
                </Show>
            </div>
            <div class="fd-stack">
                <incident_form::Form />
                <maintenance::Form />
            </div>
        </div>
    }
}

/// A banner as the loader draws it.
#[component]
pub fn Preview(
    /// Its words.
    banner: Banner,
) -> impl IntoView {
    view! {
        <div class="fd-banner" data-impact=banner.impact.name()>
            <span><strong>{banner.title}</strong> " " {banner.text}</span>
        </div>
    }
}

/// An open incident and the form for its next update.
#[component]
fn Open(id: i64) -> impl IntoView {
    let app = app();
    let incident = Memo::new(move |_| {
        app.status.with(|status| {
            status.as_ref()?.snapshot.incidents.iter().find(|one| one.id == id).cloned()
        })
    });
    let current = move || incident.with(|one| one.as_ref().map_or(STATES[0], |one| one.state));
    let (state_slot, text_slot) = update_slots(id);
    let slot = StoredValue::new(text_slot.clone());
    let state = {
        let slot = state_slot.clone();
        Signal::derive(move || app.chosen_state(&slot, current()))
    };
    let head = move |one: Incident| {
        view! {
            <div class="fd-actions">
                <h2>{one.title}</h2>
                <Badge tone=Some(words::impact_tone(one.impact)) words=one.impact.label().to_owned() />
                <span class="fd-meta">{one.state.label()} " · opened " <When at_ms=one.opened_ms /></span>
            </div>
            <ol class="fd-updates">{one.updates.into_iter().map(|update| view! {
                <li>
                    <p class="fd-meta">{update.state.label()} " · " <When at_ms=update.at_ms /></p>
                    <p class="fd-body" dir="auto">{update.text}</p>
                </li>
            }).collect_view()}</ol>
        }
    };
    let field = format!("update-{id}");
    view! {
        <article class="fd-card fd-stack" data-incident=id>
            {move || incident.get().map(head)}
            {move || words::affected(app.affected(id)).map(|said| view! { <p class="fd-affected">{said}</p> })}
            <form class="fd-update" on:submit=move |event| {
                event.prevent_default();
                app.update_incident(id, untrack(current));
            }>
                <Segments legend="How far along is it?" name="state" all=&STATES chosen=state draft=state_slot />
                <div class="fd-field">
                    <label for=field.clone()>"What is new?"</label>
                    <textarea
                        id=field
                        name="text"
                        rows="2"
                        maxlength="2000"
                        prop:value=move || app.draft(&slot.get_value())
                        on:input=move |event| app.type_in(&slot.get_value(), &event_target_value(&event))
                    ></textarea>
                </div>
                <Templates draft=text_slot state />
                <div class="fd-actions">
                    <button type="submit" class="fd-button fd-post" aria-disabled=move || app.busy.get().is_some().then_some("true")>
                        "Post update"
                    </button>
                    <Outcome place=Place::Update(id) />
                </div>
            </form>
        </article>
    }
}
