//! What stands around the queue: the figures under it, the list of keys beside it.

use leptos::prelude::*;

use super::app;
use crate::{browser, keys, words};

/// The few numbers worth a glance, under the queue.
#[component]
pub fn Figures() -> impl IntoView {
    let app = app();
    let figures =
        Memo::new(move |_| app.queue.with(|queue| queue.as_ref().map(|queue| queue.figures)));
    let figure = |(label, value): (&'static str, Option<String>)| {
        let none = value.is_none().then_some("");
        view! { <div><dt>{label}</dt><dd data-none=none>{value.unwrap_or_else(|| "not enough data yet".to_owned())}</dd></div> }
    };
    move || {
        figures.get().map(|figures| {
            view! { <dl class="fd-figures">{words::figures(&figures).map(figure).into_iter().collect_view()}</dl> }
        })
    }
}

/// Beside the queue while no ticket is open: how to work through it without a mouse.
#[component]
pub fn Overview() -> impl IntoView {
    let off = RwSignal::new(browser::letters_off());
    let switch = move |event| {
        browser::set_letters_off(!event_target_checked(&event));
        off.set(browser::letters_off());
    };
    let key = |(key, meaning): (&'static str, &'static str)| {
        let keys =
            key.split(' ').map(|key| view! { <kbd class="fd-kbd">{key}</kbd> " " }).collect_view();
        view! { <div><dt>{keys}</dt><dd>{meaning}</dd></div> }
    };
    view! {
        <section class="fd-overview" aria-labelledby="keys-heading">
            <h2 id="keys-heading">"Keyboard"</h2>
            <dl class="fd-keys">{keys::LIST.map(key).into_iter().collect_view()}</dl>
            <label class="fd-check">
                <input type="checkbox" prop:checked=move || !off.get() on:change=switch />
                "Single-letter shortcuts"
            </label>
        </section>
    }
}
