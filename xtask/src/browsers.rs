//! The browser and driver of the stories and screenshots.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::sh;
use crate::wasm_std::apt_install;

/// Where they are.
pub struct Browsers {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

/// What is installed on Debian when they are missing.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Finds them, or installs them where this is root on Debian.
pub fn ensure() -> Result<Browsers> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if sh::is_root() && sh::which("apt-get").is_some() {
        println!("      Debian: installing {} …", PACKAGES.join(", "));
        apt_install(&PACKAGES)?;
        if let Some(found) = find() {
            return Ok(found);
        }
    }
    bail!(
        "the tests need chromium (or google-chrome) and chromedriver on PATH, and they are not \
         here.\nDebian, as root: apt-get update && apt-get install {}\nUbuntu: install Google \
         Chrome and the chromedriver of the same version",
        PACKAGES.join(" ")
    )
}

fn find() -> Option<Browsers> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    Some(Browsers {
        chromium: names.into_iter().find_map(sh::which)?,
        driver: sh::which("chromedriver")?,
    })
}
