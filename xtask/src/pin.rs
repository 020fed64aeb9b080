//! `pin`: keeps the loader of this build, so that a page may name it, with its integrity, for as long as it likes.
//!
//! A loader has names of other files inside, so each build has one of its own and takes the last one's away. One that
//! is kept lies beside the articles of its site, to be committed with them, and every later build serves it too. What
//! it asks for by names of its own day the service leads on to the files of today (`edge/src/assets.rs`).

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::args::Args;
use crate::dist::Assets;
use crate::{build, sh, site, stamp};

/// The stem of a loader's name, which the service knows as one that nothing else can stand for.
const STEM: &str = "loader";

/// Where the build says which loader is its own: its address and its integrity.
const LATEST: &str = "dist/pinned";

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    Args::new(words).done()?;
    build::build()?;
    let (path, integrity) = latest()?;
    let name = path.rsplit('/').next().unwrap_or_default();
    let target = folder()?.join(name);
    stamp::write(&target, &fs::read(sh::at("dist/assets/_a").join(name))?)?;
    let target = target.strip_prefix(sh::root()).unwrap_or(&target).display();
    println!("kept as {target}: commit it, and every build serves it. Its line:");
    print_tag(&path, &integrity)
}

/// Adds this build's loader under the name that never changes its content, and the loaders that were kept.
pub fn add(assets: &mut Assets, loader: Vec<u8>) -> Result<()> {
    let integrity = integrity(&loader);
    let path = assets.add_hashed(STEM, "js", loader);
    stamp::write(&sh::at(LATEST), format!("{path} {integrity}\n").as_bytes())?;
    for (name, bytes) in kept()? {
        check(&name, &bytes)?;
        assets.add_hashed(STEM, "js", bytes);
    }
    Ok(())
}

/// Says how the loader of this build can be pinned, and which ones are.
pub fn print() -> Result<()> {
    let (latest, latest_integrity) = latest()?;
    let mut is_kept = false;
    for (name, bytes) in kept()? {
        let path = format!("/_a/{name}");
        println!("pinned, in each build:");
        print_tag(&path, &integrity(&bytes))?;
        is_kept |= path == latest;
    }
    if !is_kept {
        println!("to pin the loader of this build; `cargo xtask pin` keeps it for later ones:");
        print_tag(&latest, &latest_integrity)?;
    }
    Ok(())
}

fn print_tag(path: &str, integrity: &str) -> Result<()> {
    let site = site::default_site()?;
    println!(
        "  <script src=\"https://<your service>{path}\" integrity=\"{integrity}\" crossorigin data-site=\"{site}\" async></script>"
    );
    Ok(())
}

/// The value of a tag's `integrity`.
fn integrity(loader: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(loader)))
}

fn latest() -> Result<(String, String)> {
    let text = fs::read_to_string(sh::at(LATEST)).with_context(|| format!("no {LATEST}"))?;
    let (path, integrity) = text.trim().split_once(' ').context("an address and an integrity")?;
    Ok((path.to_owned(), integrity.to_owned()))
}

fn folder() -> Result<PathBuf> {
    Ok(sh::at("content").join(site::default_site()?).join("pinned"))
}

/// The loaders that were kept, by name.
fn kept() -> Result<Vec<(String, Vec<u8>)>> {
    let folder = folder()?;
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut kept = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(STEM) {
            let read = fs::read(&path).with_context(|| format!("cannot read {}", path.display()));
            kept.push((name, read?));
        }
    }
    kept.sort();
    Ok(kept)
}

/// Whether a loader that was kept is still the one that pages expect under its name.
fn check(name: &str, bytes: &[u8]) -> Result<()> {
    let hash = stamp::short_hash(bytes);
    if name != format!("{STEM}.{hash}.js") {
        bail!(
            "pinned/{name} is not what its name says ({STEM}.{hash}.js): pages that name it would refuse it. Take it from \
             your history again, or delete it if no page names it any more"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_loader_that_is_still_the_same_is_served() {
        let name = format!("loader.{}.js", stamp::short_hash(b"as it was"));
        assert!(check(&name, b"as it was").is_ok());
        let said = check(&name, b"as it was\n").map_err(|error| error.to_string());
        assert!(said.is_err_and(|said| said.contains("from your history")), "an edited one");
        assert!(check("loader.js", b"").is_err(), "one without a hash");
    }
}
