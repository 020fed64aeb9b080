//! Finds the widget's style sheets, which are compiled into the program.
//!
//! `cargo xtask build` writes them minified to `target/css` before it compiles. Where that
//! has not run yet (a plain `cargo test -p widget`), the sources are put together as they are.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const SHEETS: [(&str, &[&str]); 2] = [
    ("widget.css", &["brand/tokens.css", "brand/base.css", "widget/style.css"]),
    (
        "widget-later.css",
        &["brand/fields.css", "brand/prose.css", "widget/form.css", "widget/later.css"],
    ),
];

fn main() -> io::Result<()> {
    // What the splitter needs to know which function calls which; it takes it out again.
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("..");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    SHEETS.iter().try_for_each(|(name, parts)| sheet(&root, name, parts, &out.join(name)))
}

fn sheet(root: &Path, name: &str, parts: &[&str], out: &Path) -> io::Result<()> {
    let built = root.join("target/css").join(name);
    watch(&built);
    if built.is_file() {
        return fs::copy(built, out).map(drop);
    }
    let mut css = String::new();
    for part in parts {
        let file = root.join(part);
        watch(&file);
        css.push_str(&fs::read_to_string(file).unwrap_or_default());
    }
    fs::write(out, css)
}

fn watch(file: &Path) {
    println!("cargo::rerun-if-changed={}", file.display());
}
