//! The programs that a search bench runs: the core as wasm, the builder's command line, and the other engines.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::bindgen;
use crate::npm::Tools;
use crate::setup::Ready;
use crate::sh;
use crate::stamp::{self, Inputs};
use crate::wasm_target::{TARGET, Toolchain};

/// Where the bench's scripts are.
pub const SCRIPTS: &str = "xtask/bench/search";

/// Compiles the search core for wasm32 as the widget is compiled, and optimises it as the widget is optimised.
pub fn wasm_core(ready: &Ready) -> Result<PathBuf> {
    sh::run(&mut compile_command(&ready.wasm))?;
    let compiled = sh::at("target/wasm").join(TARGET).join("release/examples/core.wasm");
    let mut inputs = Inputs::new("search-core")?;
    inputs.file(&compiled)?;
    let output = sh::at("target/xtask/search-core.wasm");
    stamp::unless_same("search-core", inputs, &output, || {
        fs::create_dir_all(sh::at("target/xtask"))?;
        bindgen::optimise(&ready.tools, &compiled, &output, &["--strip-debug", "--strip-producers"])
    })?;
    Ok(output)
}

fn compile_command(toolchain: &Toolchain) -> std::process::Command {
    let mut cargo = toolchain.lean_cargo();
    cargo.args(["build", "--quiet", "--release", "--target", TARGET]);
    cargo.args(["--package", "search", "--example", "core"]);
    cargo
}

/// Compiles the builder as it would be shipped: the development build is slower.
pub fn builder() -> Result<PathBuf> {
    sh::run(sh::command("cargo").args(["build", "--quiet", "--release", "--package", "content"]))?;
    // Beside the folder of this very program, wherever cargo's target folder is.
    let here = std::env::current_exe()?;
    let near = here.ancestors().nth(2).map(|target| target.join("release/content"));
    match near {
        Some(path) if path.is_file() => Ok(path),
        _ => Ok(sh::at("target/release/content")),
    }
}

/// Puts the scripts beside the packages that they import, and installs those once. Returns the folder.
///
/// The packages are only ever needed here: they stay below `target/` and are no part of `setup`.
pub fn peers() -> Result<PathBuf> {
    let from = sh::at(SCRIPTS);
    let folder = sh::at("target/xtask/bench-search");
    for entry in fs::read_dir(&from).with_context(|| format!("cannot read {SCRIPTS}"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        stamp::write_if_changed(&folder.join(name), &fs::read(&path)?)?;
    }
    let stamp_file = folder.join("node_modules/.frontdesk-stamp");
    let now = stamp::sha256(&fs::read(folder.join("package-lock.json"))?);
    if !fs::read_to_string(&stamp_file).is_ok_and(|before| before == now) {
        install(&folder)?;
        stamp::write(&stamp_file, now.as_bytes())?;
    }
    Ok(folder)
}

fn install(folder: &Path) -> Result<()> {
    let Some(npm) = sh::which("npm") else {
        bail!("npm is not installed: the other engines come from there");
    };
    println!("npm: installing MiniSearch, lunr and Pagefind below target/ (some 20 MB) …");
    sh::run(sh::command(npm).current_dir(folder).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
}

/// Node.js with the garbage collector at hand, for honest figures of memory.
pub fn node(tools: &Tools) -> std::process::Command {
    let mut node = sh::command(&tools.node);
    node.args(["--expose-gc", "--max-old-space-size=8192"]);
    node
}
