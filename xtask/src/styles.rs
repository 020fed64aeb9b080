//! Style sheets: shared files first, then each place's own, minified as one.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::npm::Tools;
use crate::sh;
use crate::stamp::{self, Inputs};

const TOKENS: &str = "brand/tokens.css";
const BASE: &str = "brand/base.css";
const FIELDS: &str = "brand/fields.css";
const PROSE: &str = "brand/prose.css";
const BLOCKS: &str = "brand/blocks.css";

/// The sheets, and what each is made of.
const SHEETS: [(&str, &[&str]); 4] = [
    // Compiled into the two parts of the widget's wasm: they apply inside a shadow root, in this order.
    ("widget", &[TOKENS, BASE, "widget/style.css"]),
    ("widget-later", &[FIELDS, PROSE, "widget/form.css", "widget/later.css"]),
    ("console", &[TOKENS, BASE, FIELDS, BLOCKS, PROSE, "console/style.css", "console/screens.css"]),
    ("pages", &[TOKENS, BASE, FIELDS, BLOCKS, PROSE, "brand/pages.css"]),
];

/// The built sheet of this name.
pub fn path(name: &str) -> PathBuf {
    sh::at("target/css").join(format!("{name}.css"))
}

/// Builds all of them.
pub fn build(tools: &Tools) -> Result<()> {
    for (name, parts) in SHEETS {
        let mut inputs = Inputs::new("styles")?;
        let mut text = String::new();
        for part in parts {
            let file = sh::at(part);
            inputs.file(&file)?;
            text.push_str(&fs::read_to_string(&file)?);
        }
        let output = path(name);
        stamp::unless_same(&format!("css-{name}"), inputs, &output, || {
            let css = minify(tools, &text).with_context(|| format!("{parts:?}"))?;
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
