//! Where everybody starts: the search box, and below it either results or good places to begin.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use super::{parts, search};
use crate::focus::Page;
use crate::state::{App, View};
use crate::strings::Word;

/// Articles offered before anything is typed.
const STARTERS: u32 = 5;
/// Requests listed; older ones are done with, or long forgotten.
const TICKETS: usize = 10;

/// The view.
pub fn home(app: App, page: Page) -> impl IntoView {
    let searching = Memo::new(move |_| app.query.with(|query| !query.trim().is_empty()));
    view! {
        <h2 class="fd-greeting" hidden=move || searching.get()>{app.word(Word::Greeting)}</h2>
        {search_box(app, page, searching)}
        {move || if searching.get() {
            search::results(app, page).into_any()
        } else {
            start(app, page).into_any()
        }}
    }
}

fn search_box(app: App, page: Page, searching: Memo<bool>) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        search::open_chosen(app, page);
    };
    let keydown = move |event: KeyboardEvent| search::key(app, page, &event);
    let chosen = move || app.chosen.get().map(search::option_id);
    view! {
        <form class="fd-searchbox" role="search" on:submit=submit>
            {parts::icon("M13.2 13.2 17 17M15 8.7a6.3 6.3 0 1 1-12.6 0 6.3 6.3 0 0 1 12.6 0z")}
            <input
                class="fd-input fd-search"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                role="combobox"
                aria-label=app.word(Word::SearchLabel)
                aria-autocomplete="list"
                aria-controls=search::LIST_ID
                aria-expanded=move || if searching.get() { "true" } else { "false" }
                aria-activedescendant=chosen
                placeholder=app.word(Word::SearchPlaceholder)
                data-first=""
                prop:value=move || app.query.get()
                on:input=move |event| app.typed(event_target_value(&event))
                on:keydown=keydown
            />
        </form>
    }
}

fn start(app: App, page: Page) -> impl IntoView {
    view! {
        {own_tickets(app, page)}
        {status_line(app, page)}
        {move || starters(app, page)}
    }
}

fn own_tickets(app: App, page: Page) -> impl IntoView {
    let rows = move || {
        let device = app.device.get();
        let waiting =
            device.outbox.into_iter().filter(|parcel| parcel.to.is_none()).map(move |parcel| {
                let word = app.word(Word::KeptTitle);
                row(app, page, View::Waiting(parcel.key), parcel.words, word, "warn")
            });
        let sent = device.tickets.into_iter().map(move |ticket| {
            let (word, tone) = match ticket.unread {
                true => (Word::NewReply, "danger"),
                false => (parts::state_word(ticket.state), parts::state_tone(ticket.state)),
            };
            let title = ["#", &ticket.number.to_string(), " ", &ticket.subject].concat();
            row(app, page, View::Ticket(ticket.number), title, app.word(word), tone)
        });
        waiting.chain(sent).take(TICKETS).collect_view()
    };
    let none = move || app.device.with(|d| d.tickets.is_empty() && d.outbox.is_empty());
    view! {
        <section class="fd-section" hidden=none>
            <h3>{app.word(Word::OwnTickets)}</h3>
            <ul class="fd-list fd-own">{rows}</ul>
        </section>
    }
}

fn row(
    app: App,
    page: Page,
    to: View,
    title: String,
    badge: &'static str,
    tone: &'static str,
) -> impl IntoView {
    view! {
        <li>
            <button type="button" class="fd-row" on:click=move |_| app.go(to.clone(), page.scrolled())>
                <span class="fd-grow">{title}</span>
                <span class="fd-badge" data-tone=tone>{badge}</span>
            </button>
        </li>
    }
}

fn status_line(app: App, page: Page) -> impl IntoView {
    let line = move || {
        app.status.with(|status| {
            let status = status.as_ref()?;
            let (state, _, sentence) = parts::component_words(status.indicator);
            // The newest trouble by name; else that there is none.
            let words =
                status.incidents.first().map_or(app.word(sentence).to_owned(), |i| i.title.clone());
            Some((state, words))
        })
    };
    move || {
        line().map(|(state, words)| {
            view! {
                <button
                    type="button"
                    class="fd-row fd-statusline"
                    data-state=state
                    on:click=move |_| app.go(View::Status, page.scrolled())
                >
                    <span class={"fd-dot"}></span>
                    <span class="fd-grow">{words}</span>
                    {parts::icon("M8 4.5 13.5 10 8 15.5")}
                </button>
            }
        })
    }
}

fn starters(app: App, page: Page) -> Option<impl IntoView> {
    let index = app.index()?;
    let rows = (0..index.len().min(STARTERS))
        .filter_map(|id| {
            let title = index.article(id)?.title.to_owned();
            let to = View::Article { id, anchor: String::new() };
            Some(view! {
                <li>
                    <button type="button" class="fd-row" on:click=move |_| app.go(to.clone(), page.scrolled())>
                        <span class="fd-grow">{title}</span>
                        {parts::icon("M8 4.5 13.5 10 8 15.5")}
                    </button>
                </li>
            })
        })
        .collect_view();
    Some(view! {
        <section class="fd-section">
            <h3>{app.word(Word::Starters)}</h3>
            <ul class="fd-list">{rows}</ul>
        </section>
    })
}
