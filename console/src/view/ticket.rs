//! One ticket: what was asked, what happened since, and what came before it.

use desk::wire::staff::{TimelineItem, TimelineKind};
use leptos::prelude::*;
use web_sys::HtmlSelectElement;

use super::attachments::Attachments;
use super::{Badge, Outcome, When, app, composer, requester};
use crate::browser;
use crate::route::Route;
use crate::state::{Place, moves};
use crate::words::{self, Named, PRIORITIES};

/// The ticket that the address names.
#[component]
pub fn Ticket(
    /// Its number.
    number: i64,
) -> impl IntoView {
    let app = app();
    let loaded = Memo::new(move |_| app.of_ticket(|ticket| ticket.row.number == number));
    view! {
        <Show when=move || loaded.get() fallback=|| view! {
            <div class="fd-overview fd-stack">
                <a class="fd-back fd-link" href=Route::Queue.href()>"All tickets"</a>
                <Outcome place=Place::Screen />
            </div>
        }>
            <article class="fd-ticket" aria-labelledby="ticket-heading">
                <Head number />
                <Timeline number />
                <composer::Composer number />
                <requester::Aside />
            </article>
        </Show>
    }
}

#[component]
fn Head(number: i64) -> impl IntoView {
    let app = app();
    let state = Memo::new(move |_| {
        app.ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.row.state))
    });
    let can = move || state.get().map(moves).unwrap_or_default();
    let priority = move || app.of_ticket(|ticket| Some(ticket.row.priority));
    let choose = move |event: web_sys::Event| {
        let select = event_target::<HtmlSelectElement>(&event);
        let chosen = words::Named::named(&PRIORITIES, &select.value());
        // It shows what the server says: the new value comes back with the answer, or not at all.
        select.set_value(untrack(priority).map(Named::name).unwrap_or_default());
        if let Some(priority) = chosen {
            app.set_priority(number, priority);
        }
    };
    let option = move |one: desk::ticket::Priority| {
        view! { <option value=one.name() selected=move || priority() == Some(one)>{one.label()}</option> }
    };
    view! {
        <header class="fd-ticket-head">
            <a class="fd-back fd-button-quiet fd-button-small" href=Route::Queue.href()>"All tickets"</a>
            <h1 id="ticket-heading" tabindex="-1">
                {move || app.of_ticket(|ticket| ticket.row.subject.clone())}
                " " <span class="fd-meta fd-number">{format!("#{number}")}</span>
            </h1>
            <div class="fd-actions">
                <Badge
                    tone=Signal::derive(move || state.get().and_then(words::state_tone))
                    words=Signal::derive(move || state.get().map(Named::label).unwrap_or_default().to_owned())
                />
                <span class="fd-meta fd-assignee">
                    {move || app.of_ticket(|ticket| words::assignee(ticket.row.assignee.as_ref()))}
                </span>
                <label class="fd-priority">
                    <span class="fd-sr">"Priority"</span>
                    <select name="priority" prop:value=move || priority().map(Named::name) on:change=choose>
                        {PRIORITIES.map(option).into_iter().collect_view()}
                    </select>
                </label>
                <button class="fd-button-quiet fd-button-small fd-take" on:click=move |_| app.take_or_release(number)>
                    {move || if app.is_mine() { "Release" } else { "Take it" }}
                </button>
                <Show when=move || can().0>
                    <button class="fd-button-quiet fd-button-small fd-solve" on:click=move |_| app.solve(number)>"Solve"</button>
                </Show>
                <Show when=move || can().1>
                    <button class="fd-button-quiet fd-button-small fd-reopen" on:click=move |_| app.reopen(number)>"Reopen"</button>
                </Show>
            </div>
            <Outcome place=Place::Ticket />
            <Outcome place=Place::Screen />
        </header>
    }
}

#[component]
fn Timeline(number: i64) -> impl IntoView {
    let app = app();
    let length = Memo::new(move |_| app.of_ticket(|ticket| ticket.timeline.len()));
    Effect::new(move |before: Option<()>| {
        length.get();
        request_animation_frame(move || browser::scroll_to_end(".fd-timeline", before.is_none()));
    });
    view! {
        <ol class="fd-timeline" aria-label="What happened" aria-live="polite" tabindex="0">
            <For
                each=move || app.of_ticket(|ticket| ticket.timeline.clone())
                // Files come after their message.
                key=|item| (item.seq, item.attachments.len())
                children=move |item| view! { <Item number item /> }
            />
        </ol>
    }
}

#[component]
fn Item(number: i64, item: TimelineItem) -> impl IntoView {
    let app = app();
    let who = untrack(|| app.of_ticket(|ticket| words::speaker(&item, &ticket.row.requester)));
    if let Some(change) = words::change(&item) {
        return view! { <li class="fd-change">{who} " " {change} " · " <When at_ms=item.at_ms /></li> }.into_any();
    }
    let (kind, body) = match item.what {
        TimelineKind::Note { body } => ("note", body),
        TimelineKind::Message { body } => ("message", body),
        _ => return ().into_any(),
    };
    let files = item.attachments;
    let files = (!files.is_empty()).then(|| view! { <Attachments number files /> });
    view! {
        <li class="fd-item" data-from=item.from.name() data-kind=kind>
            <span class="fd-avatar" aria-hidden="true">{words::initials(&who)}</span>
            <p class="fd-meta">
                <strong>{who}</strong>
                {(kind == "note").then_some(" · note, only staff see it")} " · " <When at_ms=item.at_ms />
            </p>
            <p class="fd-body" dir="auto">{body}</p>
            {files}
        </li>
    }
    .into_any()
}
