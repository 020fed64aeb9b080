//! `build`: from the sources to `dist/`, in the order in which things need each other.

use std::fs::File;
use std::thread::ScopedJoinHandle;
use std::time::Duration;

use anyhow::{Result, anyhow};

use crate::args::Args;
use crate::dist::Assets;
use crate::sh::{self, Progress};
use crate::{pin, programs, setup, signals, site, stamp, styles, words};

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    Args::new(words).done()?;
    build()?;
    pin::print()
}

/// Builds what changed since last time, and returns the tools it found on the way.
pub fn build() -> Result<setup::Ready> {
    // Two builds at once (wrangler starts one, too) would take each other's files away.
    let _held = one_at_a_time()?;
    let mut progress = Progress::new(7);
    let ready = progress.step("tools: wasm32 target, npm packages", setup::ensure)?;
    let tools = &ready.tools;
    let builder = progress.step("content: compiling the builder", site::compile_builder)?;
    // Before the programs: the widget's wasm includes its style sheet.
    progress.step("styles: joining and minifying", || styles::build(tools))?;
    progress.step("edge, widget, console: compiling to WebAssembly", || {
        programs::compile(&ready.wasm)
    })?;
    let (widget, console) = progress.step("edge, widget, console: bindings, wasm-opt", || {
        // Each is one busy thread for many seconds: side by side they take half the time.
        std::thread::scope(|scope| {
            let edge = scope.spawn(|| programs::worker(tools));
            let widget = scope.spawn(|| programs::widget(tools));
            let console = programs::browser(tools, "console");
            join(edge)?;
            Ok((join(widget)?, console?))
        })
    })?;
    let pages =
        progress.step("help center: pages and search indexes", || site::build_pages(&builder))?;
    progress.step("dist: hashed names, loader, .br and .gz copies", || {
        let mut assets = Assets::default();
        assets.add_tree(&pages)?;
        let code = words::add_widget(&mut assets, &pages, &widget)?;
        site::add_loader(tools, &mut assets, &pages, &code)?;
        site::add_around_loader(tools, &mut assets)?;
        site::add_console(tools, &mut assets, &console)?;
        site::add_rest(&mut assets)?;
        assets.write()
    })?;
    Ok(ready)
}

/// Waits until no other build runs here; released when the value is dropped.
fn one_at_a_time() -> Result<File> {
    let path = sh::at("target/xtask/build.lock");
    stamp::write(&path, b"")?;
    let file = File::open(&path)?;
    if signals::lock(&file).is_none() {
        println!("waiting for another build to end …");
        while signals::lock(&file).is_none() {
            std::thread::sleep(Duration::from_millis(200));
        }
    }
    Ok(file)
}

fn join<T>(thread: ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|_| Err(anyhow!("a build step panicked; what it said is above")))
}
