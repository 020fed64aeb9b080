//! The frame around every view, and the one `match` from state to screen.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{article, form, home, parts, status, thread};
use crate::focus::Page;
use crate::replies;
use crate::state::{App, View};
use crate::strings::Word;

/// The dialog.
pub fn panel(app: App, page: Page) -> impl IntoView {
    let name = app.config.with_value(|config| config.name.clone());
    let label = [app.word(Word::Help), ", ", &name].concat();
    Effect::new(move |_| {
        app.view.track();
        replies::watch(app);
        page.settle(app);
    });
    let screen = move || match app.view.get() {
        View::Home => home::home(app, page).into_any(),
        View::Article { id, anchor } => article::article(app, page, id, anchor).into_any(),
        View::Form => form::form(app, page).into_any(),
        View::Waiting(key) => thread::waiting(app, key).into_any(),
        View::Ticket(number) => thread::ticket(app, number).into_any(),
        View::Status => status::status(app).into_any(),
    };
    let at_home = move || app.back.with(Vec::is_empty) && app.view.get() == View::Home;
    // Asking is one step away from everywhere but where it is being done.
    let asking = move || matches!(app.view.get(), View::Form | View::Waiting(_) | View::Ticket(_));

    view! {
        <div
            class="fd-panel"
            role="dialog"
            aria-modal="true"
            aria-label=label
            hidden=move || !app.open.get()
            on:keydown=move |event: KeyboardEvent| page.key(app, &event)
            on:keyup=move |event: KeyboardEvent| event.stop_propagation()
            on:keypress=move |event: KeyboardEvent| event.stop_propagation()
        >
            <header class="fd-head">
                <button
                    type="button"
                    class="fd-button-quiet fd-button-icon fd-back"
                    aria-label=app.word(Word::Back)
                    hidden=at_home
                    on:click=move |_| app.go_back()
                >
                    {parts::icon("M12 4.5 6.5 10l5.5 5.5")}
                </button>
                <span class="fd-title">{name}</span>
                <button
                    type="button"
                    class="fd-button-quiet fd-button-icon fd-close"
                    aria-label=app.word(Word::Close)
                    on:click=move |_| page.close(app)
                >
                    {parts::icon("M5 5l10 10M15 5 5 15")}
                </button>
            </header>
            <div class="fd-body">{screen}</div>
            <footer class="fd-foot" hidden=asking>
                <button
                    type="button"
                    class="fd-button-quiet fd-escalate"
                    on:click=move |_| app.go(View::Form, page.scrolled())
                >
                    {parts::icon("M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z")}
                    {app.word(Word::Escalate)}
                </button>
            </footer>
            <div class="fd-sr" role="status">{move || app.say.get()}</div>
        </div>
    }
}
