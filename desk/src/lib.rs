//! The rules of the help desk, and the JSON that both sides speak.
//!
//! **In scope:** tickets and their states, SLA targets and queue order, incidents, maintenance and the
//! status roll-up, the limits of everything a person can type or attach, and the wire types of `/v1`.
//!
//! **Out of scope:** HTTP, storage and authentication (`edge`); the DOM (`widget`, `console`);
//! search (`search`). There is no clock and no randomness here: times and ids come in as arguments.

pub mod ticket;

pub mod sla;

pub mod incident;

pub mod maintenance;

pub mod status;

pub mod metrics;

pub mod check;

pub mod fields;

pub mod attachment;

pub mod text;

pub mod time;

pub mod wire;

pub mod statuspage;
