//! The frame around every screen: bar, connection line, and the one `match` that draws the screen.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Outcome, app, audit, feedback, incidents, queue, sign_in, team};
use crate::browser;
use crate::route::Route;
use crate::state::{App, Place, Screen};
use crate::words;

/// The whole console.
#[component]
pub fn Console() -> impl IntoView {
    let app = App::new(&browser::site());
    provide_context(app);
    app.start();
    browser::listen(&["keydown"], move |event: KeyboardEvent| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if !event.is_composing() && app.press(&event.key(), modified) {
            event.prevent_default();
        }
    });
    follow(app);
    // The queue and a ticket share one frame: its rows must stay where they are when one is opened.
    let frame = Memo::new(move |_| match app.screen() {
        Screen::Ticket(_) => Screen::Queue,
        screen => screen,
    });
    view! {
        <div class="fd-root fd-console">
            <a class="fd-skip fd-button" href="#main" on:click=move |event| { event.prevent_default(); browser::focus("main h1"); }>
                "Skip to the content"
            </a>
            <Show when=move || app.me().is_some()><Bar /></Show>
            <div role="status" aria-live="polite">
                <Show when=move || app.offline.get()>
                    <p class="fd-offline">
                        "No connection to the server. Trying again every few seconds; what you type is kept."
                    </p>
                </Show>
            </div>
            <main id="main">
                {move || match frame.get() {
                    Screen::Starting => view! { <p class="fd-empty">"One moment …"</p> }.into_any(),
                    Screen::SignIn => view! { <sign_in::SignIn /> }.into_any(),
                    Screen::Queue | Screen::Ticket(_) => view! { <queue::Desk /> }.into_any(),
                    Screen::Status => view! { <incidents::Status /> }.into_any(),
                    Screen::Feedback => view! { <feedback::Feedback /> }.into_any(),
                    Screen::Audit => view! { <audit::Audit /> }.into_any(),
                    Screen::Team => view! { <team::Team /> }.into_any(),
                }}
            </main>
        </div>
    }
}

/// Keeps the window's title and the focus with the screen.
fn follow(app: App) {
    Effect::new(move |_| {
        let open = app.queue.with(|queue| queue.as_ref().map_or(0, |queue| queue.counts.open));
        let name = app.me().map_or_else(|| "Sign in".to_owned(), |_| app.route.with(Route::title));
        let count = if open > 0 { format!("({open}) ") } else { String::new() };
        browser::set_title(&format!("{count}{name} · Frontdesk"));
    });
    let target = Memo::new(move |_| app.focus_target());
    Effect::new(move |_| {
        if let Some(targets) = target.get() {
            // After the frame that draws it.
            request_animation_frame(move || app.move_focus(&targets));
        }
    });
}

#[component]
fn Bar() -> impl IntoView {
    let app = app();
    let site = move || app.me().map(|me| me.site_name);
    let name = move || app.me().map(|me| me.agent.name).unwrap_or_default();
    let open = move || app.queue.with(|queue| queue.as_ref().map(|queue| queue.counts.open));
    let worst =
        move || app.status.with(|status| status.as_ref().map(|status| status.snapshot.indicator));
    let current = move |here: bool| here.then_some("page");
    let on = move |route: Route| current(app.route.get() == route);
    view! {
        <header class="fd-bar">
            <span class="fd-brand">
                <svg class="fd-icon" viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M3 15.5h14M4.5 12.5a5.5 5.5 0 0 1 11 0zM10 7V4.5M8 4.5h4" />
                </svg>
                <span>{site}</span>
            </span>
            <nav class="fd-tabs" aria-label="Places">
                <a href=Route::Queue.href() aria-current=move || {
                    current(matches!(app.route.get(), Route::Queue | Route::Ticket(_)))
                }>"Tickets" {move || open().map(|count| view! { <span class="fd-count">{count}</span> })}</a>
                <a href=Route::Status.href() aria-current=move || on(Route::Status)>
                    "Status"
                    {move || worst().map(|state| {
                        let (name, label) = words::Named::both(state);
                        view! { <span class="fd-dot" data-state=name role="img" aria-label=label></span> }
                    })}
                </a>
                <a href=Route::Feedback.href() aria-current=move || on(Route::Feedback)>"Feedback"</a>
                <a href=Route::Audit.href() aria-current=move || on(Route::Audit)>"Audit"</a>
                <a href=Route::Team.href() aria-current=move || on(Route::Team)>"Team"</a>
            </nav>
            <Outcome place=Place::Bar />
            <span class="fd-me"><span class="fd-avatar" aria-hidden="true">{move || words::initials(&name())}</span>{name}</span>
            <button class="fd-button-quiet fd-button-small fd-sign-out" on:click=move |_| app.sign_out()>"Sign out"</button>
        </header>
    }
}
