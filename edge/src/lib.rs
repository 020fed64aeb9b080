//! The service: a Worker in front, one SQLite Durable Object per site behind.
//!
//! **In scope:** HTTP, CORS, authentication, storage, the pages that are made on request (status,
//! search results, contact form, a request's thread), static files on one box.
//!
//! **Out of scope:** the rules of tickets and incidents (`desk`), what a question finds and in which
//! order (`search`; here an index is only asked), how articles become pages (`content`), the document
//! around pages and their words (`frame`), everything a visitor or agent sees in a browser program.
//!
//! Reading order: `http`, `router` (the route table of the object), `front` (what the Worker
//! decides before the object is asked), then `routes/`, `pages/` and `store/`; the rim (`worker`, `object`,
//! `sql/object`) converts the platform's types and decides nothing.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::panic,
        clippy::arithmetic_side_effects
    )
)]

pub mod http;

pub mod router;

pub mod call;

pub mod front;

pub mod routes;

pub mod pages;

pub mod finder;

pub mod form;

pub mod store;

pub mod sql;

pub mod auth;

pub mod error;

pub mod env;

pub mod assets;

#[cfg(target_arch = "wasm32")]
mod object;
#[cfg(target_arch = "wasm32")]
mod platform;
#[cfg(target_arch = "wasm32")]
mod worker;
