//! `bench widget`: what the widget costs a page and a visitor, in a real browser at a quarter of this
//! machine's speed. The figures are made by a story that only prints (`tests/measures`).

use anyhow::Result;

use crate::{browsers, build, sh};

/// Builds, and runs the story.
pub fn run() -> Result<()> {
    browsers::ensure()?;
    build::build()?;
    let mut cargo = sh::command("cargo");
    cargo.args(["test", "--quiet", "--package", "tests", "--test", "measures"]);
    sh::run(cargo.args(["--", "--nocapture"]))
}
