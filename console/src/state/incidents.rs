//! Posting an incident and its updates.
//!
//! The fields of both forms are drafts: they outlive another screen, a failed request and a reload.

use desk::incident::{Impact, IncidentState};
use desk::wire::Problem;
use desk::wire::staff::{NewIncident, NewUpdate, StaffStatus};
use desk::wire::status::Banner;
use leptos::prelude::*;

use super::{App, Place, decided};
use crate::browser;
use crate::words::{IMPACTS, Named, STATES};

/// Slots of the form that posts an incident.
pub const FORM: [&str; 5] =
    ["incident-title", "incident-impact", COMPONENTS, "incident-state", "incident-text"];
/// The slot of the components in that form.
pub const COMPONENTS: &str = "incident-components";

impl App {
    pub(super) fn load_status(self) {
        let request = async move { self.api().status().await };
        let empty = move || self.status.with_untracked(Option::is_none);
        self.load(Place::Screen, request, empty, move |status| self.show_status(status));
    }

    pub(super) fn show_status(self, status: StaffStatus) {
        let stale = self.status.with_untracked(|old| {
            old.as_ref().is_some_and(|old| old.snapshot.rev > status.snapshot.rev || *old == status)
        });
        if !stale {
            self.status.set(Some(status));
        }
    }

    /// The impact chosen in the form; major until something else is chosen.
    pub fn impact(self) -> Impact {
        Impact::named(&IMPACTS, &self.draft("incident-impact")).unwrap_or(Impact::Major)
    }

    /// The state chosen in a form: `incident-state`, or `update-state-3`.
    pub fn chosen_state(self, slot: &str, otherwise: IncidentState) -> IncidentState {
        IncidentState::named(&STATES, &self.draft(slot)).unwrap_or(otherwise)
    }

    /// Ids of the components ticked in the form with this slot. With a single component there is nothing
    /// to choose.
    pub fn ticked(self, slot: &str) -> Vec<String> {
        let ticked: Vec<String> = self.draft(slot).split_whitespace().map(str::to_owned).collect();
        let only = self.status.with(|status| {
            match status.as_ref().map(|status| &status.snapshot.components[..]) {
                Some([only]) => Some(only.id.clone()),
                _ => None,
            }
        });
        if ticked.is_empty() { only.into_iter().collect() } else { ticked }
    }

    /// Ticks or unticks a component.
    pub fn tick(self, slot: &str, id: &str, on: bool) {
        let mut ticked = untrack(|| self.ticked(slot));
        ticked.retain(|one| one != id);
        if on {
            ticked.push(id.to_owned());
        }
        self.type_in(slot, &ticked.join(" "));
    }

    /// The banner that the form would make, or the one that is up since it was posted, and which.
    pub fn preview(self) -> Option<(&'static str, Banner)> {
        let (title, text) = (self.draft("incident-title"), self.draft("incident-text"));
        if title.trim().is_empty() && text.trim().is_empty() {
            let posted = self.said.with(|said| matches!(said, Some((Place::Incident, _))));
            let up = self.status.with(|status| status.as_ref()?.snapshot.banner.clone());
            return up.filter(|_| posted).map(|banner| ("Every page says now", banner));
        }
        let banner = Banner {
            id: String::new(),
            impact: self.impact(),
            title: title.trim().to_owned(),
            text: desk::text::excerpt(&text, desk::status::BANNER_TEXT_MAX),
        };
        Some(("The banner on every page will say", banner))
    }

    /// On how many devices somebody said that this incident affects them, too.
    pub fn affected(self, id: i64) -> u32 {
        self.status.with(|status| {
            let counts = status.iter().flat_map(|status| &status.affected);
            counts.filter(|(of, _)| *of == id).map(|(_, count)| *count).sum()
        })
    }

    /// Whether this incident is still open.
    pub(super) fn is_open(self, id: i64) -> bool {
        self.status.with_untracked(|status| {
            status.iter().flat_map(|status| &status.snapshot.incidents).any(|one| one.id == id)
        })
    }

    /// Posts the incident in the form.
    pub fn post_incident(self) {
        let (text, title) = untrack(|| (self.draft("incident-text"), self.draft("incident-title")));
        let fresh = NewIncident {
            key: browser::random_key(),
            title: title.trim().to_owned(),
            impact: untrack(|| self.impact()),
            components: untrack(|| self.ticked(COMPONENTS)),
            state: untrack(|| self.chosen_state("incident-state", IncidentState::Investigating)),
            text: text.trim().to_owned(),
        };
        if fresh.components.is_empty() {
            self.trouble.set(Some((Place::Incident, no_component())));
            browser::focus("form.fd-incident [name=components]");
            return;
        }
        let same = |a: &NewIncident, b: &NewIncident| {
            NewIncident { key: String::new(), ..a.clone() }
                == NewIncident { key: String::new(), ..b.clone() }
        };
        let sent = self.drafts.try_update(|drafts| drafts.outgoing("incident", fresh, same));
        let (Some(sent), None) = (sent, self.busy.get_untracked()) else { return };
        self.act(Place::Incident, async move {
            let answer = self.api().post_incident(&sent).await;
            if decided(&answer) {
                self.drafts.update(|drafts| drafts.settled("incident"));
            }
            self.show_status(answer?);
            for slot in FORM {
                self.type_in(slot, "");
            }
            Ok("Posted. This is what visitors see now.".to_owned())
        });
    }

    /// Posts an update to an incident.
    pub fn update_incident(self, id: i64, current: IncidentState) {
        let version = self.status.with_untracked(|status| {
            let versions = &status.as_ref()?.versions;
            versions.iter().find(|(of, _)| *of == id).map(|(_, version)| *version)
        });
        let (Some(version), None) = (version, self.busy.get_untracked()) else { return };
        let (state_slot, text_slot) = update_slots(id);
        let fresh = NewUpdate {
            key: browser::random_key(),
            version,
            state: untrack(|| self.chosen_state(&state_slot, current)),
            text: untrack(|| self.draft(&text_slot)).trim().to_owned(),
        };
        let slot = format!("update-{id}");
        let same = |a: &NewUpdate, b: &NewUpdate| a.state == b.state && a.text == b.text;
        let Some(sent) = self.drafts.try_update(|drafts| drafts.outgoing(&slot, fresh, same))
        else {
            return;
        };
        self.act(Place::Update(id), async move {
            let answer = self.api().update_incident(id, &sent).await;
            if decided(&answer) {
                self.drafts.update(|drafts| drafts.settled(&slot));
            }
            match answer {
                Ok(status) => {
                    self.type_in(&state_slot, "");
                    self.type_in(&text_slot, "");
                    self.show_status(status);
                    Ok("Update posted. This is what visitors see now.".to_owned())
                }
                Err(problem) if problem.kind == "changed" => {
                    if let Ok(status) = self.api().status().await {
                        self.show_status(status);
                    }
                    Err(changed(problem))
                }
                Err(problem) => Err(problem),
            }
        });
    }
}

/// Slots of an incident's update form: its state and its text.
pub fn update_slots(id: i64) -> (String, String) {
    (format!("update-state-{id}"), format!("update-text-{id}"))
}

fn changed(problem: Problem) -> Problem {
    Problem {
        title: "Someone updated this incident meanwhile; your text is kept.".to_owned(),
        detail: "It now shows the newest update. Read it, then post yours if it still fits."
            .to_owned(),
        ..problem
    }
}

fn no_component() -> Problem {
    Problem {
        kind: "no-component".to_owned(),
        status: 0,
        title: "Say what is affected.".to_owned(),
        detail: "Tick at least one component.".to_owned(),
        fields: Vec::new(),
    }
}
