//! Where staff write: a reply to the requester, or a note for colleagues.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Outcome, app};
use crate::state::Place;

/// The form under a ticket.
#[component]
pub fn Composer(
    /// The ticket it writes to.
    number: i64,
) -> impl IntoView {
    let app = app();
    let requester = move || app.of_ticket(|ticket| ticket.row.requester.clone());
    let say = move |(note, reply): (&str, &str)| {
        if app.noting.get() { note.to_owned() } else { format!("{reply} {}", requester()) }
    };
    let sending = move || (app.busy.get() == Some(Place::Composer)).then_some("true");
    let send_by_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing()
        {
            event.prevent_default();
            app.send(number, false);
        }
    };
    let tab = move |note: bool, name: &'static str, label: &'static str| {
        view! {
            <button
                type="button"
                data-compose=name
                aria-current=move || (app.noting.get() == note).then_some("true")
                on:click=move |_| app.noting.set(note)
            >
                {label}
            </button>
        }
    };
    view! {
        <form
            class="fd-compose"
            data-kind=move || if app.noting.get() { "note" } else { "reply" }
            on:submit=move |event| { event.prevent_default(); app.send(number, false); }
        >
            <div class="fd-tabs" role="group" aria-label="What to write">
                {tab(false, "reply", "Reply")} {tab(true, "note", "Note")}
            </div>
            <div class="fd-field">
                <label class="fd-sr" for="compose">
                    {move || say(("Note for colleagues", "Reply to"))}
                </label>
                <textarea
                    id="compose"
                    name=move || if app.noting.get() { "note" } else { "reply" }
                    rows="3"
                    dir="auto"
                    maxlength="10000"
                    placeholder=move || say(("Only staff see this", "Write to"))
                    readonly=move || sending().is_some()
                    prop:value=move || app.draft(&app.composer_slot(number))
                    on:input=move |event| {
                        app.type_in(&untrack(|| app.composer_slot(number)), &event_target_value(&event));
                    }
                    on:keydown=send_by_key
                ></textarea>
            </div>
            <div class="fd-actions">
                <button type="submit" class="fd-button fd-send" aria-disabled=sending>
                    {move || if app.noting.get() { "Add note" } else { "Send" }}
                </button>
                <Show when=move || !app.noting.get()>
                    <button
                        type="button"
                        class="fd-button-quiet fd-send-solve"
                        aria-disabled=sending
                        on:click=move |_| app.send(number, true)
                    >
                        "Send and solve"
                    </button>
                </Show>
                <Outcome place=Place::Composer />
            </div>
        </form>
    }
}
