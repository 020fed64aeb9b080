//! The Worker and the two browser programs: compiled to WebAssembly, bound, bundled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::bindgen::{self, Host};
use crate::npm::Tools;
use crate::sh;
use crate::split;
use crate::stamp::{self, Inputs};
use crate::wasm_target::{TARGET, Toolchain};

/// The crates that are compiled to WebAssembly.
pub const CRATES: [&str; 3] = ["edge", "widget", "console"];

/// Compiles them. Cargo itself knows what changed.
pub fn compile(toolchain: &Toolchain) -> Result<()> {
    compile_commands(toolchain).iter_mut().try_for_each(sh::run)
}

/// The commands of `compile`, also asked by `test` for the warnings: what visitors download, and the
/// others, for which what they share is compiled once.
pub fn compile_commands(toolchain: &Toolchain) -> [Command; 2] {
    let build = |mut cargo: Command, names: &[&str]| {
        cargo.args(["build", "--release", "--target", TARGET]);
        for name in names {
            cargo.args(["-p", name]);
        }
        // Read by wasm-bindgen's macro when it expands the Worker's async functions.
        cargo.env("WASM_BINDGEN_USE_JS_SYS", "1");
        cargo
    };
    let [edge, widget, console] = CRATES;
    [build(toolchain.lean_cargo(), &[widget]), build(toolchain.cargo(), &[edge, console])]
}

fn compiled(name: &str) -> PathBuf {
    sh::at("target/wasm").join(TARGET).join("release").join(format!("{name}.wasm"))
}

fn folder(name: &str) -> PathBuf {
    sh::at("target/xtask").join(name)
}

/// The Worker: its shim and bindings in one module beside the wasm, in `dist/worker`.
pub fn worker(tools: &Tools) -> Result<()> {
    let mut inputs = Inputs::new("worker")?;
    inputs.file(&compiled("edge"))?;
    inputs.file(&sh::at("edge/shim.js"))?;
    let output = sh::at("dist/worker/index.js");
    stamp::unless_same("worker", inputs, &output, || {
        let folder = folder("worker");
        let bound = bindgen::bind(tools, &compiled("edge"), "index", Host::Worker, &folder)?;
        fs::copy(sh::at("edge/shim.js"), folder.join("shim.js"))?;
        let bundle = folder.join("bundle.js");
        sh::run(
            tools
                .esbuild()?
                .arg(folder.join("shim.js"))
                .args(["--bundle", "--minify", "--format=esm", "--log-level=warning"])
                .args(["--external:./index_bg.wasm", "--external:cloudflare:*"])
                .arg(format!("--outfile={}", bundle.display())),
        )?;
        // The bindings import the wasm "in source phase", which neither workerd nor wrangler reads
        // yet; a plain import of a wasm module means the same to both.
        let js = fs::read_to_string(&bundle)?.replace("import source ", "import ");
        stamp::write(&sh::at("dist/worker/index_bg.wasm"), &fs::read(&bound.wasm)?)?;
        stamp::write(&output, js.as_bytes())
    })
    .map(drop)
}

/// A browser program: minified glue and its wasm.
pub struct BrowserProgram {
    /// The glue, an ES module.
    pub js: PathBuf,
    /// The program.
    pub wasm: PathBuf,
    /// The part of it that is loaded when it is needed. The glue knows it by this file's name.
    pub later: Option<PathBuf>,
    /// Scripts that the glue loads from beside it, by name, when they are asked for.
    pub beside: Vec<(&'static str, PathBuf)>,
}

/// Binds and minifies the glue of the console.
pub fn browser(tools: &Tools, name: &str) -> Result<BrowserProgram> {
    let module = compiled(name);
    let mut inputs = Inputs::new("browser")?;
    inputs.file(&module).with_context(|| format!("{name} was not compiled"))?;
    let folder = folder(name);
    let js = folder.join("glue.min.js");
    stamp::unless_same(name, inputs, &js, || {
        let bound = bindgen::bind(tools, &module, name, Host::Browser, &folder)?;
        bundle(tools, &bound.js, &js, &["--format=esm".into()])
    })?;
    Ok(BrowserProgram {
        js,
        wasm: folder.join(format!("{name}_bg.wasm")),
        later: None,
        beside: vec![],
    })
}

/// The widget: split in two, bound, its glue bundled with what loads the second part.
pub fn widget(tools: &Tools) -> Result<BrowserProgram> {
    let module = compiled("widget");
    let mut inputs = Inputs::new("widget")?;
    inputs.file(&module).context("widget was not compiled")?;
    scripts(&mut inputs)?;
    let folder = folder("widget");
    let (js, later) = (folder.join("glue.min.js"), folder.join("later.wasm"));
    let more = folder.join("more.min.js");
    stamp::unless_same("widget", inputs, &js, || {
        let parts = split::split(&module, "widget.js", &sh::at("target/xtask/widget-parts"))?;
        let bound = bindgen::bind(tools, &parts.main, "widget", Host::SplitBrowser, &folder)?;
        bindgen::optimise(tools, &parts.later, &later, &[])?;
        // The splitter's own script gives way to ours.
        let link = format!("export * from {:?};", sh::at("widget/glue/link.ts"));
        stamp::write(&folder.join(split::LINK), link.as_bytes())?;
        let bindings = format!("--alias:frontdesk-widget={}", bound.js.display());
        bundle(tools, &sh::at("widget/glue/more.ts"), &more, &["--format=esm".into()])?;
        bundle(tools, &sh::at("widget/glue.ts"), &js, &["--format=esm".into(), bindings])
    })?;
    let beside = vec![("more", more)];
    Ok(BrowserProgram { js, wasm: folder.join("widget_bg.wasm"), later: Some(later), beside })
}

/// Everything that the widget's scripts are made of.
pub fn scripts(inputs: &mut Inputs) -> Result<()> {
    for entry in ["loader.ts", "glue.ts", "frame.ts"] {
        inputs.file(&sh::at("widget").join(entry))?;
    }
    ["loader", "glue"].iter().try_for_each(|folder| inputs.tree(&sh::at("widget").join(folder)))
}

/// Bundles and minifies one script for browsers.
pub fn bundle(tools: &Tools, from: &Path, to: &Path, options: &[String]) -> Result<()> {
    sh::run(
        tools
            .esbuild()?
            .arg(from)
            .args(["--bundle", "--minify", "--target=es2022", "--log-level=warning"])
            // No "use strict" in the file (10 bytes of the loader's 2,048): the checker is as strict without it.
            .arg(r#"--tsconfig-raw={"compilerOptions":{"alwaysStrict":false}}"#)
            .args(options)
            .arg(format!("--outfile={}", to.display())),
    )
}
