//! A Rust compiler that has a standard library for wasm32: found, or made available.
//!
//! In order: the default toolchain, if it has the target; Debian's own compiler, if an earlier
//! `setup` prepared it; `rustup target add`; and, where rustup cannot reach its server but Debian's
//! mirrors can be reached, Debian's compiler with a standard library built from its source package
//! (see `wasm_std`).

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::sh;
use crate::wasm_std;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Which compiler to use.
pub enum Toolchain {
    /// `cargo` as it is found.
    Default,
    /// Debian's compiler in `/usr/bin`, linking with this program.
    Debian {
        /// `rust-lld`, or LLVM's `wasm-ld`.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// A cargo command that builds for wasm32 into its own target folder, so that it never waits
    /// for, or rebuilds, the native programs.
    pub fn cargo(&self) -> Command {
        let mut cargo = match self {
            Self::Default => sh::command("cargo"),
            Self::Debian { linker } => {
                let mut cargo = sh::command("/usr/bin/cargo");
                cargo
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env_remove("RUSTUP_TOOLCHAIN");
                cargo
            }
        };
        cargo.env("CARGO_TARGET_DIR", sh::at("target/wasm"));
        cargo
    }

    /// A cargo command for what visitors download: the standard library is built along, without the
    /// texts of panics, which nobody would read in a visitor's browser. It takes 6 % off the widget.
    /// Where the library's source is not there, the plain one.
    pub fn lean_cargo(&self) -> Command {
        let mut cargo = self.cargo();
        if self.is_lean() {
            // All of them are unstable; this lets a stable compiler do them. Without places in sources,
            // the bytes do not depend on where this machine keeps them. LLVM's usual thresholds of inlining, 5 for "z"
            // and 225 for 2, cost 1.5 kB more and are no faster; 12 and 60 cost .4 to .5 kB.
            cargo.env("RUSTC_BOOTSTRAP", "1");
            let flags = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";
            cargo.env("RUSTFLAGS", [flags, "-Cllvm-args=-inline-threshold=25"].join(" "));
            cargo.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        }
        cargo
    }

    /// Whether `lean_cargo` is more than the plain one.
    pub fn is_lean(&self) -> bool {
        self.source().is_some_and(|source| source.is_file())
    }

    /// Where the standard library's source is, or would be.
    fn source(&self) -> Option<PathBuf> {
        let sysroot = match self {
            Self::Default => sh::read(sh::command("rustc").args(["--print", "sysroot"])).ok()?,
            Self::Debian { .. } => "/usr".into(),
        };
        Some(Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.toml"))
    }

    /// For people.
    pub fn describe(&self) -> String {
        match self {
            Self::Default => "the default Rust toolchain".into(),
            Self::Debian { linker } => {
                format!("Debian's compiler (/usr/bin/rustc), linking with {}", linker.display())
            }
        }
    }
}

/// Finds a compiler, or makes one available, and with it the source of its library if that can be had.
pub fn ensure() -> Result<Toolchain> {
    let toolchain = compiler()?;
    if !toolchain.is_lean()
        && let Err(error) = add_with_rustup(&["component", "add", "rust-src"])
    {
        println!("      the widget gets some 6 % larger than it should: no rust-src ({error:#})");
    }
    Ok(toolchain)
}

fn compiler() -> Result<Toolchain> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let mut tried = Vec::new();
    match add_with_rustup(&["target", "add", TARGET]) {
        Ok(()) => match find() {
            Some(found) => return Ok(found),
            None => tried.push("rustup: the target was added but is not where rustc looks".into()),
        },
        Err(error) => tried.push(format!("rustup: {error:#}")),
    }
    match wasm_std::install() {
        Ok(()) => match find() {
            Some(found) => return Ok(found),
            None => {
                tried.push("Debian: built, but no linker was found (rust-lld or wasm-ld)".into())
            }
        },
        Err(error) => tried.push(format!("Debian: {error:#}")),
    }
    bail!(
        "no Rust compiler here can build for {TARGET}.\n  {}\nInstall it in one of these ways:\n  \
         rustup target add {TARGET}\n  as root on Debian: apt-get install {}, then this command again",
        tried.join("\n  "),
        wasm_std::PACKAGES.join(" "),
    )
}

fn find() -> Option<Toolchain> {
    if has_std(&mut sh::command("rustc")) {
        return Some(Toolchain::Default);
    }
    let debian = Path::new("/usr/bin/rustc");
    if debian.is_file() && has_std(sh::command(debian).env_remove("RUSTUP_TOOLCHAIN")) {
        return linker().map(|linker| Toolchain::Debian { linker });
    }
    None
}

/// Does this compiler's folder for the target hold a standard library?
fn has_std(rustc: &mut Command) -> bool {
    let Ok(folder) = sh::read(rustc.args(["--print", "target-libdir", "--target", TARGET])) else {
        return false;
    };
    let Ok(entries) = std::fs::read_dir(folder.trim()) else {
        return false;
    };
    entries.flatten().any(|e| {
        let name = e.file_name().to_string_lossy().into_owned();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

/// rustup's toolchains carry `rust-lld`; Debian's does not.
fn linker() -> Option<PathBuf> {
    let sysroot = sh::read(sh::command("rustc").args(["--print", "sysroot"])).ok()?;
    let version = sh::read(sh::command("rustc").arg("-vV")).ok()?;
    let host = version.lines().find_map(|l| l.strip_prefix("host: "))?;
    let lld = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    if lld.is_file() { Some(lld) } else { sh::which("wasm-ld") }
}

fn add_with_rustup(words: &[&str]) -> Result<()> {
    let Some(rustup) = sh::which("rustup") else { bail!("not installed") };
    println!("      rustup {} …", words.join(" "));
    // One failed attempt is answer enough: a closed network does not open by waiting.
    sh::read(sh::command(rustup).args(words).env("RUSTUP_MAX_RETRIES", "0"))?;
    Ok(())
}
