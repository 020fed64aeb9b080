//! Everything that speaks SQL, one file per table or two.
//!
//! These functions decide nothing: what may happen is decided in `desk`, and who may do it in
//! `routes`. Writers run inside the caller's transaction.

pub mod migrate;

pub mod tickets;

pub mod timeline;

pub mod attachments;

pub mod ratings;

pub mod votes;

pub mod incidents;

pub mod affected;

pub mod maintenances;

pub mod snapshot;

pub mod staff;

pub mod keys;

pub mod audit;

use crate::sql::{Row, SqlError};

/// The one row that a statement must have returned.
fn only(rows: Vec<Row>) -> Result<Row, SqlError> {
    rows.into_iter().next().ok_or_else(|| SqlError("no row came back".into()))
}

/// A stored name that must be one of ours.
fn known<T>(value: Option<T>, column: &str) -> Result<T, SqlError> {
    value.ok_or_else(|| SqlError(format!("{column}: not a value of ours")))
}

/// Stored JSON that must be of our making. The text of the fault is left out: it may quote data.
fn from_json<T: serde::de::DeserializeOwned>(text: &str, column: &str) -> Result<T, SqlError> {
    serde_json::from_str(text).map_err(|_| SqlError(format!("{column}: not the JSON of ours")))
}

/// JSON to store.
fn to_json<T: serde::Serialize>(value: &T, column: &str) -> Result<String, SqlError> {
    serde_json::to_string(value).map_err(|_| SqlError(format!("{column}: cannot become JSON")))
}
