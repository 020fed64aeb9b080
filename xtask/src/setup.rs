//! `setup`: what must be on the machine before the first build. Each part says what it does, does
//! it once, and when it cannot, says exactly what to install.

use anyhow::Result;

use crate::args::Args;
use crate::browsers;
use crate::npm::{self, Tools};
use crate::wasm_target::{self, Toolchain};

/// What the build needs, found.
pub struct Ready {
    /// The compiler that has a standard library for wasm32.
    pub wasm: Toolchain,
    /// The programs from npm.
    pub tools: Tools,
}

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    let mut args = Args::new(words);
    let with_browsers = args.flag("--browsers");
    args.done()?;
    let ready = ensure()?;
    println!("wasm32: {}", ready.wasm.describe());
    println!("node:   {}", ready.tools.node.display());
    if with_browsers {
        let found = browsers::ensure()?;
        println!("chromium:     {}", found.chromium.display());
        println!("chromedriver: {}", found.driver.display());
    }
    Ok(())
}

/// Makes everything ready that a build needs. Quick when it already is.
pub fn ensure() -> Result<Ready> {
    Ok(Ready { wasm: wasm_target::ensure()?, tools: npm::ensure()? })
}
