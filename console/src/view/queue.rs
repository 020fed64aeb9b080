//! The queue, beside it the ticket that is open. One at a time on a phone.

use leptos::prelude::*;

use super::{Badge, Outcome, app, overview, ticket};
use crate::route::Route;
use crate::state::{Place, Screen, View};
use crate::time;
use crate::words::{self, Named};

/// Queue and ticket.
#[component]
pub fn Desk() -> impl IntoView {
    let app = app();
    let open = Memo::new(move |_| match app.screen() {
        Screen::Ticket(number) => Some(number),
        _ => None,
    });
    view! {
        <div class="fd-desk" data-open=move || open.get().map(|_| "")>
            <Queue open />
            {move || match open.get() {
                Some(number) => view! { <ticket::Ticket number /> }.into_any(),
                None => view! { <overview::Overview /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Queue(open: Memo<Option<i64>>) -> impl IntoView {
    let app = app();
    let numbers = move || {
        app.queue.with(|queue| {
            queue.iter().flat_map(|queue| &queue.tickets).map(|row| row.number).collect::<Vec<_>>()
        })
    };
    let loaded = move || app.queue.with(Option::is_some);
    let empty = Memo::new(move |_| loaded() && numbers().is_empty());
    let tab = move |view: View| {
        let count =
            move || app.queue.with(|queue| queue.as_ref().map(|queue| view.count(&queue.counts)));
        view! {
            <button
                aria-current=move || (app.view.get() == view).then_some("true")
                data-view=view.name()
                on:click=move |_| app.open_view(view)
            >
                {view.label()} {move || count().map(|count| view! { <span class="fd-count">{count}</span> })}
            </button>
        }
    };
    view! {
        <section class="fd-queue" aria-labelledby="queue-heading">
            <h1 id="queue-heading" class="fd-sr" tabindex="-1">"Tickets"</h1>
            <div class="fd-tabs" role="group" aria-label="Which tickets">
                {View::ALL.into_iter().map(tab).collect_view()}
            </div>
            <Outcome place=Place::Queue />
            <ol class="fd-list">
                <For each=numbers key=|number| *number children=move |number| view! { <Row number open /> } />
            </ol>
            <Show when=move || empty.get()>
                <div class="fd-empty">
                    <strong>{move || app.view.get().nothing().0}</strong>
                    <span>{move || app.view.get().nothing().1}</span>
                </div>
            </Show>
            <overview::Figures />
        </section>
    }
}

#[component]
fn Row(number: i64, open: Memo<Option<i64>>) -> impl IntoView {
    let app = app();
    let row = Memo::new(move |_| app.row(number));
    let read = move |pick: fn(&desk::wire::staff::QueueRow) -> String| {
        row.with(|row| row.as_ref().map(pick))
    };
    let due = move || row.with(|row| row.as_ref()?.due_ms.map(|due| time::due(due, app.now.get())));
    let badge = Memo::new(move |_| {
        row.with(|row| {
            let priority = row.as_ref()?.priority;
            Some((words::priority_tone(priority)?, priority.label()))
        })
    });
    let who = move || {
        row.with(|row| {
            let row = row.as_ref()?;
            let has =
                row.assignee.as_ref().map(|agent| format!(" · {}", agent.name)).unwrap_or_default();
            Some(format!("#{number} · {}{has}", row.requester))
        })
    };
    view! {
        <li>
            <a
                class="fd-queue-row"
                href=Route::Ticket(number).href()
                data-number=number
                data-state=move || row.with(|row| row.as_ref().map(|row| row.state.name()))
                aria-current=move || (open.get() == Some(number)).then_some("true")
            >
                <span class="fd-subject">{move || read(|row| row.subject.clone())}</span>
                <span class="fd-due" data-tone=move || due().and_then(|(_, urgency)| urgency.tone())>
                    {move || due().map(|(words, _)| words)}
                </span>
                <span class="fd-excerpt">{move || read(|row| row.excerpt.clone())}</span>
                <span>{move || badge.get().map(|(tone, label)| view! { <Badge tone=Some(tone) words=label.to_owned() /> })}</span>
                <span class="fd-who fd-meta">{who}</span>
            </a>
        </li>
    }
}
