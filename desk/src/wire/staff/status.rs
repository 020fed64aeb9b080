//! Incidents and maintenance, as staff see and make them.

use serde::{Deserialize, Serialize};

use crate::incident::{Impact, IncidentState};
use crate::wire::status::Snapshot;

/// `GET /v1/sites/{site}/staff/status`, and the answer to every change of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffStatus {
    /// What everyone sees, with past incidents.
    pub snapshot: Snapshot,
    /// Row versions by incident id, for [`NewUpdate`].
    pub versions: Vec<(i64, i64)>,
    /// By incident id, on how many devices somebody said that it affects them too; none where nobody
    /// did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affected: Vec<(i64, u32)>,
}

/// `POST /v1/sites/{site}/staff/incidents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewIncident {
    /// Idempotency key, as in `NewTicket`.
    pub key: String,
    /// What is wrong, in the visitor's words.
    pub title: String,
    /// How bad it is.
    pub impact: Impact,
    /// Ids of the components it affects; at least one.
    pub components: Vec<String>,
    /// How far along it is; usually `investigating`.
    pub state: IncidentState,
    /// The first update, plain text.
    pub text: String,
}

/// `POST /v1/sites/{site}/staff/incidents/{id}/updates`. 409 `changed` when somebody was faster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUpdate {
    /// Idempotency key, as in `NewTicket`.
    pub key: String,
    /// The row version that the agent saw.
    pub version: i64,
    /// The state it moves to; `resolved` ends it.
    pub state: IncidentState,
    /// Plain text.
    pub text: String,
}

/// `POST /v1/sites/{site}/staff/maintenances`. Answered with [`StaffStatus`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMaintenance {
    /// Idempotency key, as in `NewTicket`.
    pub key: String,
    /// What is done, in the visitor's words.
    pub title: String,
    /// What visitors will notice, plain text.
    pub text: String,
    /// Ids of the components it affects; at least one.
    pub components: Vec<String>,
    /// When the window begins.
    pub starts_ms: i64,
    /// When it ends.
    pub ends_ms: i64,
}

/// `POST /v1/sites/{site}/staff/maintenances/{id}`: all of it anew. 409 `changed` when somebody was
/// faster. Answered with [`StaffStatus`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditMaintenance {
    /// The wording (`seq`) that the agent saw.
    pub seq: i64,
    /// As it is to be.
    pub to: NewMaintenance,
}

/// `POST /v1/sites/{site}/staff/maintenances/{id}/cancel`: it does not take place. 409 `changed` when
/// somebody was faster. Answered with [`StaffStatus`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelMaintenance {
    /// Idempotency key, as in `NewTicket`.
    pub key: String,
    /// The wording (`seq`) that the agent saw.
    pub seq: i64,
}
