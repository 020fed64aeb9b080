//! The builder, run from outside as its users run it: a folder in, files and messages out.

mod arduino;
mod faults;
mod import;
mod output;
mod pages;
mod questions;
mod scale;
mod site;
mod site_toml;
mod topics;
mod usual_sets;
