//! The screens. They hold no decisions: what is shown follows from `state`.

mod el;

mod article;
mod form;
mod hints;
mod home;
mod panel;
mod parts;
mod search;
mod status;
mod thread;

pub use panel::panel;
