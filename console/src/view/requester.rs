//! Beside a ticket: who asks, and what they did before, so that nobody is asked the same thing twice.

use desk::wire::staff::QueueRow;
use leptos::prelude::*;

use super::{Badge, app};
use crate::route::Route;
use crate::words::{self, Named};

/// The column beside a ticket.
#[component]
pub fn Aside() -> impl IntoView {
    let app = app();
    let facts = Memo::new(move |_| app.of_ticket(words::facts));
    let others = Memo::new(move |_| app.of_ticket(|ticket| ticket.others.clone()));
    let fact = |fact: words::Fact| {
        view! {
            <section>
                <h2>{fact.heading}</h2>
                <ul>{fact.lines.into_iter().map(|(text, link)| match link {
                    Some(href) => view! {
                        <li><a class="fd-link" href=href target="_blank" rel="noopener noreferrer">{text}</a></li>
                    }.into_any(),
                    None => view! { <li>{text}</li> }.into_any(),
                }).collect_view()}</ul>
            </section>
        }
    };
    let other = |row: QueueRow| {
        view! {
            <li>
                <a class="fd-link" href=Route::Ticket(row.number).href()>{format!("#{} {}", row.number, row.subject)}</a> " "
                <Badge tone=words::state_tone(row.state) words=row.state.label().to_owned() />
            </li>
        }
    };
    view! {
        <aside class="fd-aside" aria-label="About the requester" tabindex="0">
            {move || facts.get().into_iter().map(fact).collect_view()}
            <Show when=move || !others.with(Vec::is_empty)>
                <section><h2>"Other tickets"</h2><ul>{move || others.get().into_iter().map(other).collect_view()}</ul></section>
            </Show>
        </aside>
    }
}
