//! `bench`: our figures beside those of others, measured here and now.
//!
//! Reading order: [`search`] is the verb; [`programs`] builds what is measured; `xtask/bench/search/*.mjs` measure;
//! [`table`] prints. [`parity`] is no measurement: the test that native and wasm rank alike.

pub mod parity;
mod programs;
mod search;
mod sets;
mod table;
mod widget;

use anyhow::{Result, bail};

use crate::args::Args;
use crate::setup;

/// The verb.
pub fn verb(mut words: Vec<String>) -> Result<()> {
    let what = if words.is_empty() { String::new() } else { words.remove(0) };
    let args = Args::new(words);
    match what.as_str() {
        "search" => search::verb(args),
        "widget" => {
            args.done()?;
            widget::run()
        }
        "parity" => {
            args.done()?;
            parity::check(&setup::ensure()?)
        }
        _ => bail!(
            "what to measure: cargo xtask bench search [--sets DIR]... [--n N] [--engines A,B] [--scale]\n\
             or the widget in a slow browser: cargo xtask bench widget\n\
             or to compare: cargo xtask bench parity"
        ),
    }
}
