//! Nobody is here: how to get in, and why not if a link was refused.

use leptos::prelude::*;

use super::{Outcome, app};
use crate::state::{Place, Session};

/// The sign-in screen.
#[component]
pub fn SignIn() -> impl IntoView {
    let app = app();
    let pasted = RwSignal::new(String::new());
    let reason = move || {
        app.session.with(|session| match session {
            Session::Out(reason) => reason.clone(),
            Session::Asking | Session::In(_) => None,
        })
    };
    view! {
        <div class="fd-narrow">
            <h1 tabindex="-1">"Sign in"</h1>
            <div role="alert">
                {move || reason().map(|problem| view! {
                    <div class="fd-callout" data-kind="warning">
                        <p class="fd-callout-title">{problem.title}</p>
                        <p>{problem.detail}</p>
                    </div>
                })}
            </div>
            <p>
                "There are no passwords here. Open the sign-in link you were given, or paste it below. "
                "A link works once; this browser then stays signed in."
            </p>
            <form class="fd-card fd-stack fd-sign-in" on:submit=move |event| { event.prevent_default(); app.sign_in(&pasted.get()); }>
                <div class="fd-field">
                    <label for="token">"Sign-in link"</label>
                    <input
                        id="token"
                        name="token"
                        class="fd-input"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder="https://…/staff/#token=…"
                        prop:value=move || pasted.get()
                        on:input=move |event| pasted.set(event_target_value(&event))
                    />
                </div>
                <div class="fd-actions">
                    <button type="submit" class="fd-button" aria-disabled=move || app.busy.get().is_some().then_some("true")>
                        "Sign in"
                    </button>
                </div>
                <Outcome place=Place::SignIn />
            </form>
            <p class="fd-hint">
                "No link? A colleague can make one under Team. The very first link is printed by the server when it "
                "starts, or comes from the setup secret."
            </p>
        </div>
    }
}
