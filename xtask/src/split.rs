//! Cuts a compiled program in two at its `#[wasm_split]` functions, with the splitter of Leptos' own
//! build tool: the main part is bound and optimised as any program, the other is loaded by it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

/// The module that loads the second part, under the name that the first imports it by. The splitter writes one,
/// too; ours is `widget/glue/link.ts`.
pub const LINK: &str = "__wasm_split.js";

/// A program in two parts.
pub struct Split {
    /// What is loaded first, not bound yet.
    pub main: PathBuf,
    /// What is loaded when it is needed.
    pub later: PathBuf,
}

/// Splits `module` into files in `folder` (emptied first). `glue` is the name of the file of bindings
/// that will stand in the same folder.
pub fn split(module: &Path, glue: &str, folder: &Path) -> Result<Split> {
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder)?;
    let main = folder.join("main.wasm");
    let wasm = fs::read(module)?;
    let link_name = format!("./{LINK}");
    let glue = format!("./{glue}");
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = &link_name;
    options.main_module = &glue;
    let made = transform(options).map_err(|fault| anyhow!("{fault:?}")).context("wasm-split")?;
    // Two split points would share a third file; one is what the loader knows of.
    ensure!(
        made.split_modules.len() == 1,
        "one split part is expected, not {:?}",
        made.split_modules
    );
    let later = made.split_modules.into_iter().next().context("no split part")?;
    Ok(Split { main, later })
}
