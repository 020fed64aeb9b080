//! The public status of a site: what the loader polls, the widget ranks and the status page shows.

use serde::{Deserialize, Serialize};

use crate::incident::{Impact, IncidentState};
use crate::status::ComponentState;

/// `GET /v1/sites/{site}/status`: everything public about a site's status, in one small answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Grows by one at every change; the ETag is made from it.
    pub rev: u64,
    /// When the status last changed.
    pub changed_ms: i64,
    /// The worst state of any component.
    pub indicator: ComponentState,
    /// The indicator in words, such as "All systems operational".
    pub words: String,
    /// What the loader draws on every page; absent when nothing needs a visitor's attention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub banner: Option<Banner>,
    /// Every component, in the order of `site.toml`.
    pub components: Vec<Component>,
    /// Open incidents, the worst first, then the newest.
    pub incidents: Vec<Incident>,
    /// Incidents resolved in the last 14 days, newest first. Left out of the loader's answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<Incident>,
    /// Scheduled maintenance: what is under way first, then what comes next. What ended in the last 14
    /// days follows, the newest first, and is left out of the loader's answer. Cancelled ones are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maintenances: Vec<Maintenance>,
}

/// The words of the banner, computed once at the edge so that the loader only draws them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banner {
    /// Names the update, not the incident: dismissing is remembered per update.
    pub id: String,
    /// How loud it is.
    pub impact: Impact,
    /// The incident's title.
    pub title: String,
    /// The newest update's text, cut at a word to 160 characters.
    pub text: String,
}

/// A part of the site that can fail on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// Id from `site.toml`.
    pub id: String,
    /// Name people read.
    pub name: String,
    /// How it is now.
    pub state: ComponentState,
}

/// An incident with everything that was said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Number within the site.
    pub id: i64,
    /// What is wrong, in the visitor's words: "Payments are failing".
    pub title: String,
    /// How bad it is.
    pub impact: Impact,
    /// How far along it is.
    pub state: IncidentState,
    /// Ids of the components it affects.
    pub components: Vec<String>,
    /// When it was posted.
    pub opened_ms: i64,
    /// When it was resolved, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_ms: Option<i64>,
    /// Updates, newest first.
    pub updates: Vec<Update>,
}

/// One thing said about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Number within the incident, from 1.
    pub seq: i64,
    /// The state it moved the incident to.
    pub state: IncidentState,
    /// Plain text.
    pub text: String,
    /// When it was posted.
    pub at_ms: i64,
}

/// Maintenance with its window. How far along it is follows from the clock (`desk::maintenance`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// Number within the site.
    pub id: i64,
    /// Number of its newest wording, from 1.
    pub seq: i64,
    /// What is done, in the visitor's words: "Moving to a larger database".
    pub title: String,
    /// What visitors will notice, plain text.
    pub text: String,
    /// Ids of the components it affects.
    pub components: Vec<String>,
    /// When the window begins.
    pub starts_ms: i64,
    /// When it ends.
    pub ends_ms: i64,
    /// When it was announced.
    pub posted_ms: i64,
    /// When it was last changed.
    pub updated_ms: i64,
}
