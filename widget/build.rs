//! Finds the widget's style sheet, which is compiled into the program.
//!
//! `cargo xtask build` writes it minified to `target/css/widget.css` before it compiles. Where that
//! has not run yet (a plain `cargo test -p widget`), the sources are put together as they are.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const PARTS: [&str; 3] = ["brand/tokens.css", "brand/base.css", "widget/style.css"];

fn main() -> io::Result<()> {
    // What the splitter needs to know which function calls which; it takes it out again.
    println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("..");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("widget.css");
    let built = root.join("target/css/widget.css");
    watch(&built);
    if built.is_file() {
        return fs::copy(built, out).map(drop);
    }
    let mut css = String::new();
    for part in PARTS {
        let file = root.join(part);
        watch(&file);
        css.push_str(&fs::read_to_string(file).unwrap_or_default());
    }
    fs::write(out, css)
}

fn watch(file: &Path) {
    println!("cargo::rerun-if-changed={}", file.display());
}
