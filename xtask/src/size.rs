//! `size`: bytes of what a visitor downloads, and of the Worker.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::args::Args;
use crate::compress::{self, Encoding};
use crate::sh;

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    Args::new(words).done()?;
    println!("{:<32} {:>10} {:>10} {:>10}", "", "raw", "gzip", "brotli");
    for (label, file) in files()? {
        let bytes = fs::read(&file)?;
        println!(
            "{label:<32} {:>10} {:>10} {:>10}",
            bytes.len(),
            compress::size(&bytes, Encoding::Gzip)?,
            compress::size(&bytes, Encoding::Brotli)?
        );
    }
    Ok(())
}

/// What is measured, in the order in which a visitor meets it.
fn files() -> Result<Vec<(String, PathBuf)>> {
    let assets = sh::at("dist/assets");
    let mut found = vec![("loader".to_owned(), assets.join("widget.js"))];
    let mut hashed: Vec<_> = fs::read_dir(assets.join("_a"))
        .context("dist/ is not built: cargo xtask build")?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_measured(path))
        .collect();
    hashed.sort();
    found.extend(hashed.into_iter().map(|path| (label(&path), path)));
    for name in ["index.js", "index_bg.wasm"] {
        found.push((format!("worker {name}"), sh::at("dist/worker").join(name)));
    }
    Ok(found)
}

/// Programs, style sheets and indexes; articles and their pictures are many and small.
fn is_measured(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    ["js", "wasm", "css", "fdx"].contains(&extension)
}

/// `widget.0a1b2c3d.wasm` is "widget wasm".
fn label(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut parts = name.split('.');
    let stem = parts.next().unwrap_or("");
    format!("{stem} {}", parts.next_back().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_leave_the_hash_out() {
        assert_eq!(label(Path::new("_a/widget.0a1b2c3d.wasm")), "widget wasm");
        assert_eq!(label(Path::new("_a/index-en.0a1b2c3d.fdx")), "index-en fdx");
    }
}
