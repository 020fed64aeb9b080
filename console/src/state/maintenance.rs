//! Scheduling, changing and cancelling maintenance. The fields of the form are drafts, as for incidents.

use desk::maintenance::MaintenanceState;
use desk::wire::Problem;
use desk::wire::staff::{CancelMaintenance, EditMaintenance, NewMaintenance, StaffStatus};
use desk::wire::status::Maintenance;
use leptos::prelude::*;

use super::{App, Place, decided};
use crate::browser;

/// The slot of the components in the form.
pub const COMPONENTS: &str = "maintenance-components";
/// The slot that says what is being changed: its number and the wording that was seen.
const EDITING: &str = "maintenance-editing";
const FORM: [&str; 6] = [
    "maintenance-title",
    COMPONENTS,
    "maintenance-starts",
    "maintenance-ends",
    "maintenance-text",
    EDITING,
];

impl App {
    /// Maintenance that is under way or ahead, the soonest first.
    pub fn planned(self) -> Vec<Maintenance> {
        let now = self.now.get();
        self.status.with(|status| {
            let all = status.iter().flat_map(|status| &status.snapshot.maintenances);
            all.filter(|one| one.state(now) != MaintenanceState::Completed).cloned().collect()
        })
    }

    /// Number and wording of the maintenance that stands in the form to be changed.
    pub fn editing(self) -> Option<(i64, i64)> {
        let editing = self.draft(EDITING);
        let (id, seq) = editing.split_once(' ')?;
        Some((id.parse().ok()?, seq.parse().ok()?))
    }

    /// Puts maintenance into the form, to be changed.
    pub fn edit_maintenance(self, one: &Maintenance) {
        let starts = browser::local_input(one.starts_ms);
        let ends = browser::local_input(one.ends_ms);
        let components = one.components.join(" ");
        let editing = format!("{} {}", one.id, one.seq);
        let texts = [&one.title, &components, &starts, &ends, &one.text, &editing];
        for (slot, text) in FORM.into_iter().zip(texts) {
            self.type_in(slot, text);
        }
        browser::focus("form.fd-plan [name=title]");
    }

    /// Empties the form.
    pub fn leave_maintenance(self) {
        for slot in FORM {
            self.type_in(slot, "");
        }
    }

    /// Schedules what stands in the form, or changes what is being changed.
    pub fn post_maintenance(self) {
        let draft = |slot: &str| untrack(|| self.draft(slot));
        let moment = |slot: &str| browser::local_moment(&draft(slot));
        let (Some(starts_ms), Some(ends_ms)) =
            (moment("maintenance-starts"), moment("maintenance-ends"))
        else {
            self.trouble.set(Some((Place::Maintenance, no_window())));
            browser::focus("form.fd-plan [name=starts]");
            return;
        };
        let fresh = NewMaintenance {
            key: browser::random_key(),
            title: draft("maintenance-title").trim().to_owned(),
            text: draft("maintenance-text").trim().to_owned(),
            components: untrack(|| self.ticked(COMPONENTS)),
            starts_ms,
            ends_ms,
        };
        if self.busy.get_untracked().is_some() {
            return;
        }
        let same = |a: &NewMaintenance, b: &NewMaintenance| {
            NewMaintenance { key: b.key.clone(), ..a.clone() } == *b
        };
        let sent = self.drafts.try_update(|drafts| drafts.outgoing("maintenance", fresh, same));
        let Some(sent) = sent else { return };
        let editing = untrack(|| self.editing());
        self.act(Place::Maintenance, async move {
            let answer = match editing {
                None => self.api().post_maintenance(&sent).await,
                Some((id, seq)) => {
                    self.api().edit_maintenance(id, &EditMaintenance { seq, to: sent }).await
                }
            };
            if decided(&answer) {
                self.drafts.update(|drafts| drafts.settled("maintenance"));
            }
            self.taken(answer).await?;
            self.leave_maintenance();
            Ok(match editing {
                None => "Scheduled. Visitors see it on the status page and in the widget.",
                Some(_) => "Changed. Visitors see it as it is now.",
            }
            .to_owned())
        });
    }

    /// Calls maintenance off.
    pub fn cancel_maintenance(self, id: i64, seq: i64) {
        if self.busy.get_untracked().is_some() {
            return;
        }
        let slot = format!("maintenance-cancel-{id}");
        let fresh = CancelMaintenance { key: browser::random_key(), seq };
        let same = |a: &CancelMaintenance, b: &CancelMaintenance| a.seq == b.seq;
        let sent = self.drafts.try_update(|drafts| drafts.outgoing(&slot, fresh, same));
        let Some(sent) = sent else { return };
        self.act(Place::Planned, async move {
            let answer = self.api().cancel_maintenance(id, &sent).await;
            if decided(&answer) {
                self.drafts.update(|drafts| drafts.settled(&slot));
            }
            self.taken(answer).await?;
            if untrack(|| self.editing()).is_some_and(|(of, _)| of == id) {
                self.leave_maintenance();
            }
            Ok("Cancelled. Visitors no longer see it.".to_owned())
        });
    }

    /// Shows the status that came, or the newest where somebody was faster.
    async fn taken(self, answer: Result<StaffStatus, Problem>) -> Result<(), Problem> {
        match answer {
            Ok(status) => {
                self.show_status(status);
                Ok(())
            }
            Err(problem) if problem.kind == "changed" => {
                if let Ok(status) = self.api().status().await {
                    self.show_status(status);
                }
                Err(changed(problem))
            }
            Err(problem) => Err(problem),
        }
    }
}

fn changed(problem: Problem) -> Problem {
    Problem {
        title: "Someone changed this maintenance meanwhile.".to_owned(),
        detail: "The list shows it as it is now. Choose Change there to go on from it.".to_owned(),
        ..problem
    }
}

fn no_window() -> Problem {
    Problem {
        kind: "no-window".to_owned(),
        status: 0,
        title: "Say when.".to_owned(),
        detail: "Give the day and the time at which it starts and ends.".to_owned(),
        fields: Vec::new(),
    }
}
