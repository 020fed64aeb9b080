//! From a compiled wasm module to what a browser or workerd loads: JavaScript bindings
//! (wasm-bindgen, as a library: no second program to install at the same version), then wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::imports;
use crate::npm::Tools;
use crate::sh;

/// For whom the bindings are.
#[derive(Clone, Copy, PartialEq)]
pub enum Host {
    /// A browser page: the wasm is fetched and passed to the bindings' default export.
    Browser,
    /// The same for the main part of a split program, whose memory and functions the other part shares.
    SplitBrowser,
    /// The Worker: the wasm is an imported module.
    Worker,
}

/// The WebAssembly features to optimise with: what rustc emits and every browser of the last years
/// has. Never "all features": Chromium refuses the result.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What was made.
pub struct Bound {
    /// The bindings, a module.
    pub js: PathBuf,
    /// The optimised program.
    pub wasm: PathBuf,
}

/// Writes `<name>.js` and `<name>_bg.wasm` into `folder` (emptied first).
pub fn bind(tools: &Tools, module: &Path, name: &str, host: Host, folder: &Path) -> Result<Bound> {
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false);
    match host {
        Host::Browser => {
            bindgen.web(true)?;
        }
        Host::SplitBrowser => {
            bindgen.web(true)?.keep_lld_exports(true);
        }
        Host::Worker => {
            // The reset function lets the shim start over after a trap, instead of leaving the
            // isolate broken for everyone that comes after.
            bindgen.module(true)?.reset_state_function(true);
        }
    }
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(folder).context("wasm-bindgen")?;

    let wasm = folder.join(format!("{name}_bg.wasm"));
    if host != Host::Worker {
        imports::shorten(&wasm, &folder.join(format!("{name}.js")))?;
    }
    let bare = folder.join("bare.wasm");
    fs::rename(&wasm, &bare)?;
    optimise(tools, &bare, &wasm, &[])?;
    fs::remove_file(&bare)?;
    Ok(Bound { js: folder.join(format!("{name}.js")), wasm })
}

/// Runs wasm-opt for size.
pub fn optimise(tools: &Tools, from: &Path, to: &Path, options: &[&str]) -> Result<()> {
    let mut wasm_opt = tools.wasm_opt();
    // The lowest kilobyte is the far end of the stack: an address there is an overflow already.
    sh::run(
        wasm_opt
            .args(["-Oz", "--low-memory-unused", "--merge-similar-functions", "--converge"])
            .args(FEATURES)
            .args(options)
            .arg(from)
            .arg("-o")
            .arg(to),
    )
}
