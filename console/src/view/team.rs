//! My name, and a link for a colleague.

use desk::wire::staff::Invite;
use leptos::prelude::*;

use super::{Outcome, app};
use crate::browser;
use crate::state::Place;

/// The team screen.
#[component]
pub fn Team() -> impl IntoView {
    let app = app();
    let name = RwSignal::new(untrack(|| app.me().map(|me| me.agent.name).unwrap_or_default()));
    view! {
        <div class="fd-narrow">
            <h1 tabindex="-1">"Team"</h1>
            <form class="fd-card fd-stack fd-name" on:submit=move |event| { event.prevent_default(); app.rename(name.get()); }>
                <h2>"You"</h2>
                <div class="fd-field">
                    <label for="my-name">"Name that visitors see on your replies"</label>
                    <input
                        id="my-name"
                        name="name"
                        maxlength="80"
                        autocomplete="name"
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </div>
                <div class="fd-actions">
                    <button type="submit" class="fd-button">"Save"</button>
                    <Outcome place=Place::Name />
                </div>
            </form>
            <form class="fd-card fd-stack fd-invite" on:submit=move |event| { event.prevent_default(); app.invite(); }>
                <h2>"Let a colleague in"</h2>
                <div class="fd-field">
                    <label for="invite-name">"Their name"</label>
                    <input
                        id="invite-name"
                        name="invite"
                        maxlength="80"
                        autocomplete="off"
                        prop:value=move || app.draft("invite-name")
                        on:input=move |event| app.type_in("invite-name", &event_target_value(&event))
                    />
                </div>
                <div class="fd-actions">
                    <button type="submit" class="fd-button">"Make a sign-in link"</button>
                    <Outcome place=Place::Invite />
                </div>
                {move || app.invite.get().map(|invite| view! { <Link invite /> })}
            </form>
            <button class="fd-button-quiet" on:click=move |_| app.sign_out()>"Sign out"</button>
        </div>
    }
}

#[component]
fn Link(invite: Invite) -> impl IntoView {
    let app = app();
    view! {
        <div class="fd-field">
            <label for="invite-link">"Send this to them, over a channel you trust"</label>
            <div class="fd-copy">
                <input id="invite-link" readonly prop:value=browser::absolute(&invite.link) />
                <button type="button" class="fd-button-quiet" on:click=move |_| app.copy_invite()>"Copy"</button>
            </div>
            <p class="fd-hint">"It works once, until " {browser::local_time(invite.expires_ms)} ", and is not shown again."</p>
        </div>
    }
}
