//! The service from its front door: the Worker's plan, the real router, the real SQL and migrations
//! on SQLite itself. One file per resource.

mod native;
mod support;

mod affected;
mod assets;
mod attachments;
mod cors;
mod feedback;
mod fields;
mod front;
mod help_contact;
mod help_request;
mod help_search;
mod incidents;
mod maintenances;
mod messages;
mod missing;
mod sessions;
mod staff_tickets;
mod status;
mod storage;
mod team;
mod tickets;
