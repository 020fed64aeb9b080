//! Beside a ticket: who asks, and what they did before, so that nobody is asked the same thing twice.

use desk::wire::site::{ConsentText, FieldKind};
use desk::wire::staff::{Answer, QueueRow};
use leptos::prelude::*;

use super::{Badge, app};
use crate::browser;
use crate::route::Route;
use crate::words::{self, Named};

/// The column beside a ticket.
#[component]
pub fn Aside() -> impl IntoView {
    let app = app();
    let facts = Memo::new(move |_| app.of_ticket(words::facts));
    let answers = Memo::new(move |_| app.of_ticket(|ticket| ticket.answers.clone()));
    let consent = Memo::new(move |_| app.of_ticket(|ticket| ticket.consent.clone()));
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
            <Show when=move || !answers.with(Vec::is_empty)>
                <section class="fd-answers">
                    <h2>"Answers"</h2>
                    <dl>{move || answers.get().into_iter().map(answer).collect_view()}</dl>
                </section>
            </Show>
            {move || facts.get().into_iter().map(fact).collect_view()}
            {move || consent.get().map(agreed)}
            <Show when=move || !others.with(Vec::is_empty)>
                <section><h2>"Other tickets"</h2><ul>{move || others.get().into_iter().map(other).collect_view()}</ul></section>
            </Show>
        </aside>
    }
}

/// A question of the topic and its answer.
fn answer(answer: Answer) -> impl IntoView {
    let text = match answer.kind {
        FieldKind::Checkbox => "Yes".to_owned(),
        FieldKind::Date => browser::day(&answer.text),
        FieldKind::Text | FieldKind::LongText | FieldKind::Choice => answer.text,
    };
    view! { <div><dt>{answer.label}</dt><dd dir="auto">{text}</dd></div> }
}

/// What was agreed to, word for word.
fn agreed(consent: ConsentText) -> impl IntoView {
    view! {
        <section class="fd-agreed">
            <h2>"Agreed to"</h2>
            <p dir="auto">{consent.text}</p>
            <p class="fd-meta">"Version " {consent.version}</p>
        </section>
    }
}
