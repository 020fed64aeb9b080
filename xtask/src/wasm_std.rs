//! A wasm32 standard library for Debian's compiler, built from Debian's own source package.
//!
//! Debian ships the compiler with the standard library's source *and* the crates it needs, so this
//! works on a machine that reaches package registries and nothing else.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::sh;
use crate::stamp;
use crate::wasm_target::TARGET;

/// What is installed.
pub const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Installs Debian's compiler if needed, then builds and installs the library.
pub fn install() -> Result<()> {
    if !sh::is_root() {
        bail!("only root may install packages, and this is not root");
    }
    if sh::which("apt-get").is_none() {
        bail!("apt-get is not here: this is not Debian");
    }
    if !installed() {
        println!("      Debian: installing {} …", PACKAGES.join(", "));
        apt_install(&PACKAGES)?;
    }
    build()
}

/// `apt-get update`, then `apt-get install`.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = sh::command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    sh::run(apt().arg("update"))?;
    sh::read(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))?;
    Ok(())
}

fn installed() -> bool {
    ["/usr/bin/rustc", "/usr/bin/cargo", "/usr/lib/rustlib/src/rust/library/Cargo.toml"]
        .iter()
        .all(|path| Path::new(path).exists())
}

/// Builds an empty crate together with the library, and keeps the library.
fn build() -> Result<()> {
    println!("      Debian: building the standard library for {TARGET} (about 2 minutes, once) …");
    let folder = sh::at("target/xtask/wasm-std");
    fs::remove_dir_all(&folder).ok();
    stamp::write(&folder.join("src/lib.rs"), b"#![no_std]\n")?;
    stamp::write(
        &folder.join("Cargo.toml"),
        b"[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    sh::run(
        sh::command("/usr/bin/cargo")
            .args(["build", "--quiet", "--release", "--target", TARGET])
            .args(["-Z", "build-std=std,panic_abort,proc_macro,test"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTC", "/usr/bin/rustc")
            // Without bitcode in the library, fat LTO ends in "Can't find section .llvmbc".
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            // `build-std` is unstable; this lets a stable compiler do it.
            .env("RUSTC_BOOTSTRAP", "1")
            .env_remove("RUSTUP_TOOLCHAIN"),
    )?;
    let into = Path::new("/usr/lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&into)?;
    let from = folder.join("target").join(TARGET).join("release/deps");
    let mut copied = 0;
    for entry in fs::read_dir(&from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(entry.path(), into.join(&name))?;
            copied += 1;
        }
    }
    fs::remove_dir_all(&folder).ok();
    println!("      Debian: {copied} libraries installed in {}", into.display());
    Ok(())
}
