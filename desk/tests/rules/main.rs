//! The rules of the help desk, as tables of cases.

mod attachment;
mod check;
mod feedback;
mod fields;
mod golden;
mod maintenance;
mod sla;
mod status;
mod text;
mod ticket;
