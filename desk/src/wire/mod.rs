//! The JSON of `/v1`, spoken by widget, console and edge.
//!
//! A response accepted under `/v1` stays accepted: widgets live in other people's caches. Fields may
//! be added (with `#[serde(default)]` on the reading side) and are never renamed or removed; the
//! golden files in `desk/tests/golden` hold that. Times are integer milliseconds since the Unix
//! epoch, UTC, and their names end in `_ms`.

pub mod problem;
pub mod site;
pub mod staff;
pub mod status;
pub mod statuspage;
pub mod visitor;

pub use problem::{FieldFault, Problem};
