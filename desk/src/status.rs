//! The roll-up: from open incidents to component states, the indicator and the banner's words.

use serde::{Deserialize, Serialize};

use crate::incident::Impact;
use crate::maintenance::{self, MaintenanceState};
use crate::text;
use crate::time::DAY_MS;
use crate::wire::site::SiteComponent;
use crate::wire::status::{Banner, Component, Incident, Maintenance, Snapshot};

/// How long a resolved incident stays on the status page.
pub const PAST_MS: i64 = 14 * DAY_MS;
/// Characters of the banner's text: two lines on a desktop, four on a phone.
pub const BANNER_TEXT_MAX: usize = 160;

/// How a component, or the whole, is doing. Ordered: worse is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComponentState {
    /// Works.
    Operational,
    /// Slower or odd (a minor incident).
    Degraded,
    /// Does not work for some (a major incident).
    PartialOutage,
    /// Does not work for anyone (a critical incident).
    MajorOutage,
}

impl ComponentState {
    /// What an incident of this impact makes of its components, until it is resolved.
    pub fn under(impact: Impact) -> Self {
        match impact {
            Impact::Minor => Self::Degraded,
            Impact::Major => Self::PartialOutage,
            Impact::Critical => Self::MajorOutage,
        }
    }

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operational => "operational",
            Self::Degraded => "degraded",
            Self::PartialOutage => "partial_outage",
            Self::MajorOutage => "major_outage",
        }
    }

    /// How a component in this state is doing, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Operational => "Operational",
            Self::Degraded => "Degraded performance",
            Self::PartialOutage => "Partial outage",
            Self::MajorOutage => "Major outage",
        }
    }

    /// How the whole is doing when this is its worst component, in words.
    pub fn overall_words(self) -> &'static str {
        match self {
            Self::Operational => "All systems operational",
            other => other.words(),
        }
    }
}

/// The snapshot of a site.
///
/// `open` are its open incidents and `past` its resolved ones, both in any order, each with its
/// updates newest first; `maintenances` in any order. An incident whose components are all gone from
/// `site.toml` still counts for the indicator.
pub fn roll_up(
    components: &[SiteComponent],
    mut open: Vec<Incident>,
    mut past: Vec<Incident>,
    maintenances: Vec<Maintenance>,
    rev: u64,
    now_ms: i64,
) -> Snapshot {
    open.sort_by(|a, b| {
        b.impact.cmp(&a.impact).then(b.opened_ms.cmp(&a.opened_ms)).then(b.id.cmp(&a.id))
    });
    past.sort_by(|a, b| b.resolved_ms.cmp(&a.resolved_ms).then(b.id.cmp(&a.id)));
    let worst = |hit: &dyn Fn(&Incident) -> bool| {
        open.iter()
            .filter(|i| hit(i))
            .map(|i| ComponentState::under(i.impact))
            .max()
            .unwrap_or(ComponentState::Operational)
    };
    let indicator = worst(&|_| true);
    let components = components
        .iter()
        .map(|c| Component {
            id: c.id.clone(),
            name: c.name.clone(),
            state: worst(&|i| i.components.contains(&c.id)),
        })
        .collect();
    let mut snapshot = Snapshot {
        rev,
        changed_ms: now_ms,
        indicator,
        words: indicator.overall_words().into(),
        banner: None,
        components,
        incidents: open,
        past,
        maintenances,
    };
    bring_up_to(&mut snapshot, now_ms);
    snapshot
}

/// Makes of a snapshot what it is at this moment: time passes without a change. What was resolved or
/// done more than 14 days ago is left out, and maintenance under way has the banner, unless an incident
/// needs it.
pub fn bring_up_to(snapshot: &mut Snapshot, now_ms: i64) {
    let since = now_ms.saturating_sub(PAST_MS);
    snapshot.past.retain(|i| i.resolved_ms.is_some_and(|at| at >= since));
    maintenance::sort(&mut snapshot.maintenances, now_ms);
    let urgent = snapshot.incidents.first().and_then(banner);
    snapshot.banner = urgent.or_else(|| maintenance::banner(snapshot, now_ms));
}

/// Leaves out what is over, which no loader draws.
pub fn without_past(snapshot: &mut Snapshot, now_ms: i64) {
    snapshot.past.clear();
    snapshot.maintenances.retain(|one| one.state(now_ms) != MaintenanceState::Completed);
}

/// What was said about an incident last.
pub fn news(incident: &Incident) -> &str {
    incident.updates.first().map_or("", |update| update.text.as_str())
}

/// What a search looks at to find an incident: title, news and names of components, as one text.
pub fn said(incident: &Incident, snapshot: &Snapshot) -> String {
    let components = snapshot.components.iter().filter(|c| incident.components.contains(&c.id));
    let mut text = [&incident.title, "\n", news(incident)].concat();
    for component in components {
        text.push('\n');
        text.push_str(&component.name);
    }
    text
}

/// The banner of an incident: its newest update, in as many words as fit.
fn banner(incident: &Incident) -> Option<Banner> {
    let update = incident.updates.first()?;
    Some(Banner {
        id: format!("{}-{}", incident.id, update.seq),
        impact: incident.impact,
        title: incident.title.clone(),
        text: text::excerpt(&update.text, BANNER_TEXT_MAX),
    })
}
