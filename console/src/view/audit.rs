//! What staff did, newest first.

use desk::wire::staff::AuditRow;
use leptos::prelude::*;

use super::{Outcome, When, app};
use crate::state::Place;

/// The audit screen.
#[component]
pub fn Audit() -> impl IntoView {
    let app = app();
    let rows = move || {
        app.audit.with(|audit| audit.as_ref().map(|audit| audit.rows.clone()).unwrap_or_default())
    };
    let row = |row: AuditRow| {
        view! {
            <tr>
                <td><When at_ms=row.at_ms /></td>
                <td>{row.agent}</td>
                <td><code>{row.action}</code></td>
                <td>{row.target}</td>
            </tr>
        }
    };
    view! {
        <div class="fd-wide">
            <h1 tabindex="-1">"Audit"</h1>
            <p class="fd-hint">"The newest 200 actions of staff. What visitors wrote never stands here."</p>
            <Outcome place=Place::Screen />
            <div class="fd-scroll" tabindex="0" role="region" aria-label="Staff actions">
                <table class="fd-audit">
                    <thead>
                        <tr>
                            <th scope="col">"When"</th>
                            <th scope="col">"Who"</th>
                            <th scope="col">"What"</th>
                            <th scope="col">"On"</th>
                        </tr>
                    </thead>
                    <tbody>{move || rows().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
}
