//! `shots`: every screen photographed, phone and desktop, light and dark, to be looked at.
//!
//! The stories of the tests crate do it, since most screens need clicks; this verb prepares what
//! they need and keeps the README's picture.

use anyhow::Result;

use crate::args::Args;
use crate::{browsers, build, sh};

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    Args::new(words).done()?;
    browsers::ensure()?;
    build::build()?;
    sh::run(sh::command("cargo").args(["test", "--quiet", "--package", "tests", "looks"]))?;
    let picture = sh::at("docs/picture.png");
    std::fs::create_dir_all(sh::at("docs"))?;
    std::fs::copy(sh::at("target/shots/readme.png"), &picture)?;
    println!("target/shots/*.png, and docs/picture.png for the README");
    Ok(())
}
