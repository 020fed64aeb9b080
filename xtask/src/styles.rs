//! Style sheets: tokens and shared elements first, then each place's own, minified as one.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::npm::Tools;
use crate::sh;
use crate::stamp::{self, Inputs};

/// Where each style sheet is used, and its own part.
const SHEETS: [(&str, &str); 3] = [
    // Compiled into the widget's wasm, which includes this file: it applies inside a shadow root.
    ("widget", "widget/style.css"),
    ("console", "console/style.css"),
    ("pages", "brand/pages.css"),
];

/// What every sheet starts with.
const SHARED: [&str; 2] = ["brand/tokens.css", "brand/base.css"];

/// The built sheet of this name.
pub fn path(name: &str) -> PathBuf {
    sh::at("target/css").join(format!("{name}.css"))
}

/// Builds all of them.
pub fn build(tools: &Tools) -> Result<()> {
    for (name, own) in SHEETS {
        let mut inputs = Inputs::new("styles")?;
        let mut text = String::new();
        for part in SHARED.iter().chain([&own]) {
            let file = sh::at(part);
            inputs.file(&file)?;
            text.push_str(&fs::read_to_string(&file)?);
        }
        let output = path(name);
        stamp::unless_same(&format!("css-{name}"), inputs, &output, || {
            let css = minify(tools, &text).with_context(|| format!("{own} with {SHARED:?}"))?;
            stamp::write_if_changed(&output, &css).map(drop)
        })?;
    }
    Ok(())
}

fn minify(tools: &Tools, css: &str) -> Result<Vec<u8>> {
    let mut child = tools
        .esbuild()?
        .args(["--loader=css", "--minify", "--log-level=warning"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(css.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("esbuild refused the style sheet");
    }
    Ok(output.stdout)
}
