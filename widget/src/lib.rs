//! What a visitor sees once they want help: search, articles, the form, the thread, the status.
//!
//! **In scope:** the DOM inside one shadow root, what this device keeps, and asking our own origin.
//!
//! **Out of scope:** the launcher and the banner (`loader.ts`), what a page may call and hear (`glue.ts`), finding (`search`), the limits of
//! what is typed and the JSON of `/v1` (`desk`), everything that staff see (`console`).
//!
//! Reading order: [`reactive`] is how values and views follow each other; [`state`] says what there is and how views follow each other; `view::panel` turns
//! it into a screen. [`finder`], [`shards`], [`journey`], [`draft`], [`following`], [`planned`], [`questions`], [`parcel`],
//! [`outbox`], [`talk`], [`json`] and [`wire`] are pure and tested natively; [`api`], [`storage`], [`keeping`], [`dom`],
//! [`clock`], [`files`], [`lock`], [`news`], [`replies`], [`sender`], [`letters`], `session` and [`supplier`] are the rim.
//! `later` says what is downloaded only when needed.
//!

pub mod reactive;

pub mod config;
pub mod strings;

pub mod state;

pub mod draft;
pub mod finder;
pub mod following;
pub mod journey;
pub mod outbox;
pub mod parcel;
pub mod person;
pub mod planned;
pub mod questions;
pub mod shards;
mod stored;
pub mod talk;

pub mod json;
pub mod wire;

pub mod api;
pub mod clock;
pub mod dom;
pub mod files;
pub mod keeping;
pub mod letters;
pub mod lock;
pub mod replies;
pub mod sender;
mod session;
pub mod storage;
pub mod supplier;

mod events;
mod focus;
mod handle;
#[cfg(target_arch = "wasm32")]
mod heap;
mod later;
mod linking;
mod news;
mod view;
mod warm;

pub use handle::{Handle, mount};
