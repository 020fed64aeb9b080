//! `application/problem+json` (RFC 9457): the body of every error answer.

use serde::{Deserialize, Serialize};

/// What went wrong, in words a person can act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable kebab-case name of the kind of fault, for programs: `invalid-fields`, `too-large` …
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status code, repeated.
    pub status: u16,
    /// One sentence: what happened.
    pub title: String,
    /// One sentence: what to do about it. Empty when there is nothing to do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The fields at fault, each named by its JSON path in the request body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldFault>,
}

/// One field at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// JSON path in the request body, such as `email` or `context.searches`.
    pub field: String,
    /// What is wrong and what to do, as one sentence.
    pub fault: String,
}
