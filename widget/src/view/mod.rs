//! The screens. They hold no decisions: what is shown follows from `state`.

pub mod el;

mod article;
mod files;
mod form;
mod hints;
mod home;
mod lines;
mod own;
mod panel;
pub mod parts;
mod search;
mod status;
mod thread;
mod waiting;

pub use panel::panel;

use crate::focus::Page;
use crate::state::{App, View};

/// The views of the second download, and the part of Home that is.
pub fn later(app: App, page: Page, view: View) -> el::El {
    match view {
        View::Form => form::form(app, page),
        View::Waiting(key) => waiting::ticket(app, key),
        View::Ticket(number) => thread::ticket(app, page, number),
        View::Status => status::status(app),
        View::Article { id, anchor } => article::article(app, page, id, anchor),
        // Home itself is there from the start.
        View::Home => own::tickets(app, page),
    }
}
