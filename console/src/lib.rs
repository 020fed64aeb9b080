//! What support staff see: the queue, tickets, incidents, the audit list and the team.
//!
//! **In scope:** the screens under `/staff/`, the requests behind them, what was typed and not yet sent.
//!
//! **Out of scope:** the rules of the help desk and the words of the banner (`desk`), storage and
//! authentication (`edge`), what visitors see (`widget`). The server decides; the console shows what it
//! said and sends what a person asked for.
//!
//! Reading order: `state` chooses the screen, `view` draws it, `api` is the only way to the server.

pub mod state;

pub mod view;

pub mod api;

pub mod route;

pub mod words;

pub mod time;

pub mod keys;

pub mod drafts;

pub mod browser;

use wasm_bindgen::prelude::*;

/// Draws the console into the page and keeps it up to date. Called once, by `boot.ts`.
#[wasm_bindgen]
pub fn start() {
    leptos::mount::mount_to_body(view::shell::Console);
}
