//! Stories: what people do with Frontdesk, end to end on the real parts. One binary; a file a story.
//!
//! Every browser story ends with "the console is empty".

mod api;
mod arrows;
mod attachments;
mod bad_days;
mod bad_input;
mod bad_pages;
mod banner;
mod before_any_click;
mod contact;
mod feedback;
mod host_pages;
mod kill;
mod leaks;
mod looks;
mod offline;
mod outbox;
mod pages;
mod policies;
mod reading;
mod search_help;
mod search_parts;
mod session;
mod status;
mod tag;
mod views;
mod waiting;
mod whole_path;
mod without_javascript;
