//! `fuzz`: the fuzz targets of `search` for a short while, with libFuzzer on the stable compiler.
//!
//! cargo-fuzz wants a nightly compiler for its sanitizers. Coverage alone, which is what guides libFuzzer, is a pass
//! of LLVM that a stable compiler runs, too; safe Rust needs no sanitizer.

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::sh;

/// The targets, and the longest input that each is given, in bytes.
const TARGETS: [(&str, u32); 2] = [("reader", 20_000), ("question", 10_240)];

/// How long each of them runs in `test --all`.
pub const SECONDS: u32 = 30;

/// The flags that cargo-fuzz gives, without those of a nightly compiler.
const FLAGS: &str = "-Cpasses=sancov-module -Ccodegen-units=1 --cfg fuzzing \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    let mut args = Args::new(words);
    let seconds = match args.value("--seconds")? {
        Some(text) => text.parse().with_context(|| format!("--seconds {text}"))?,
        None => SECONDS,
    };
    args.done()?;
    check(seconds)
}

/// Builds the targets and runs each for so many seconds; the input that breaks one is kept in `target/fuzz`.
pub fn check(seconds: u32) -> Result<()> {
    let folder = sh::at("target/fuzz");
    let host = host()?;
    let mut cargo = sh::command("cargo");
    cargo.args(["build", "--quiet", "--release", "--locked", "--bins", "--target", &host]);
    cargo.args(["--manifest-path", "search/fuzz/Cargo.toml"]);
    // The flags are for the target alone: naming it keeps them from build scripts.
    sh::run(cargo.env("CARGO_TARGET_DIR", &folder).env("RUSTFLAGS", FLAGS))
        .context("is a C++ compiler there? libFuzzer is built from source")?;
    for (name, longest) in TARGETS {
        let corpus = folder.join("corpus").join(name);
        std::fs::create_dir_all(&corpus)?;
        let mut run = sh::command(folder.join(&host).join("release").join(name));
        run.args([format!("-max_total_time={seconds}"), format!("-max_len={longest}")]);
        run.args(["-timeout=10", "-verbosity=0"]);
        run.arg(format!("-artifact_prefix={}/{name}-", folder.display()));
        // The targets write their seeds into the corpus themselves.
        sh::read(run.arg(&corpus).env("FUZZ_SEEDS", &corpus))?;
        println!("{name}: {seconds} s without a finding");
    }
    Ok(())
}

/// The machine's own target.
fn host() -> Result<String> {
    let told = sh::read(sh::command("rustc").arg("-vV"))?;
    match told.lines().find_map(|line| line.strip_prefix("host: ")) {
        Some(host) => Ok(host.to_owned()),
        None => bail!("rustc tells no host:\n{told}"),
    }
}
