//! `size`: bytes of what a visitor downloads, and of the Worker.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::args::Args;
use crate::compress::{self, Encoding};
use crate::sh;

/// What a page pays before anyone wants help, in bytes with brotli: the loader. The status that it
/// asks for is half a kilobyte.
const LOADER_MAX: u64 = 2_048;
/// Everything down to the first result on screen, in bytes with brotli: loader, glue, wasm and the head
/// of the index. A slow 3G connection (50 kB/s) brings that in some two seconds.
const FIRST_RESULT_MAX: u64 = 110_000;

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
    println!();
    check()
}

/// Prints what a visitor has downloaded at the moments that have a budget; fails when one is passed.
pub fn check() -> Result<()> {
    let files = files()?;
    // The largest of a kind: a site in any of its languages must keep to it.
    let largest = |label: &str| -> Result<u64> {
        let of_kind = files.iter().filter(|(known, _)| known == label);
        let sizes = of_kind.map(|(_, file)| compress::size(&fs::read(file)?, Encoding::Brotli));
        let sizes = sizes.collect::<Result<Vec<_>>>()?;
        sizes.into_iter().max().with_context(|| format!("dist/ has no {label}"))
    };
    let loader = largest("loader")?;
    let opened =
        loader + largest("widget js")? + largest("widget wasm")? + largest("index-en fdx")?;
    let mut passed = vec![];
    for (moment, bytes, most) in [
        ("before any click", loader, LOADER_MAX),
        ("opened, first result", opened, FIRST_RESULT_MAX),
    ] {
        println!("{moment:<32} {bytes:>10} of {most:>7} bytes with brotli");
        if bytes > most {
            passed.push(moment);
        }
    }
    ensure!(passed.is_empty(), "over budget: {}", passed.join(", "));
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
