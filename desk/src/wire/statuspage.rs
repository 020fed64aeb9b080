//! `GET /api/v2/summary.json` and `/api/v2/status.json`, in the shape of Atlassian Statuspage v2.
//!
//! Dashboards and monitors read that shape already, so ours keeps its names, its nesting and its
//! words for states; the differences are in what it holds (ids are ours, as text).

use serde::{Deserialize, Serialize};

/// `summary.json`: everything at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Whose status this is.
    pub page: StatusPage,
    /// The roll-up.
    pub status: Indicator,
    /// Every component.
    pub components: Vec<PageComponent>,
    /// Open incidents.
    pub incidents: Vec<PageIncident>,
    /// Maintenance that is under way or ahead, the soonest first.
    pub scheduled_maintenances: Vec<PageIncident>,
}

/// `status.json`: the roll-up alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Whose status this is.
    pub page: StatusPage,
    /// The roll-up.
    pub status: Indicator,
}

/// Whose status this is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusPage {
    /// The site's id.
    pub id: String,
    /// The site's name.
    pub name: String,
    /// Address of the status page.
    pub url: String,
    /// Always UTC: our moments have no zone.
    pub time_zone: String,
    /// RFC 3339: when the status last changed.
    pub updated_at: String,
}

/// The roll-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// `none`, `minor`, `major` or `critical`.
    pub indicator: String,
    /// In words: "All systems operational".
    pub description: String,
}

/// A component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageComponent {
    /// Id from `site.toml`.
    pub id: String,
    /// Name people read.
    pub name: String,
    /// `operational`, `under_maintenance`, `degraded_performance`, `partial_outage` or `major_outage`.
    pub status: String,
    /// Place in the list, from 1.
    pub position: u32,
    /// The site's id.
    pub page_id: String,
}

/// An open incident, or scheduled maintenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageIncident {
    /// Number within the site, as text; that of maintenance begins with `m`.
    pub id: String,
    /// Its title.
    pub name: String,
    /// `investigating`, `identified`, `monitoring` or `resolved`; of maintenance `scheduled` or
    /// `in_progress`.
    pub status: String,
    /// `minor`, `major` or `critical`; of maintenance `maintenance`.
    pub impact: String,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339: when its newest update was posted.
    pub updated_at: String,
    /// RFC 3339, once it is resolved.
    pub resolved_at: Option<String>,
    /// Address that tells more.
    pub shortlink: String,
    /// The site's id.
    pub page_id: String,
    /// Updates, newest first.
    pub incident_updates: Vec<PageUpdate>,
    /// The components it affects.
    pub components: Vec<PageComponent>,
    /// RFC 3339: when maintenance begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_for: Option<String>,
    /// RFC 3339: when it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_until: Option<String>,
}

/// One thing said about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageUpdate {
    /// `{incident}-{seq}`.
    pub id: String,
    /// The state it moved the incident to.
    pub status: String,
    /// Plain text.
    pub body: String,
    /// The incident's id.
    pub incident_id: String,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339.
    pub display_at: String,
}
