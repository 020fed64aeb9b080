//! The browsers and drivers of the stories and screenshots: Chromium always, Firefox and WebKit for
//! `test --all` and `test --browsers`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::sh;
use crate::wasm_std::apt_install;

/// Where Chromium is.
pub struct Browsers {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

/// What is installed on Debian when they are missing.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Another browser that the stories run in.
pub struct Other {
    /// What `FRONTDESK_BROWSER` calls it.
    pub name: &'static str,
    /// What it needs, each by any of these names, and the Debian package that it is in.
    needs: &'static [(&'static [&'static str], &'static str)],
}

/// All of them. No Debian package has Firefox's driver.
pub const OTHERS: [Other; 2] = [
    Other { name: "firefox", needs: &[(&["firefox-esr", "firefox"], "firefox-esr")] },
    Other {
        name: "webkit",
        needs: &[(&["WebKitWebDriver"], "webkit2gtk-driver"), (&["Xvfb"], "xvfb")],
    },
];

/// Firefox's driver, from the registry. The first that can be allowed to speak to the browser itself,
/// which is how the stories cut off its network.
const GECKODRIVER: &str = "0.36.0";

/// Finds Chromium and its driver, or installs them where this is root on Debian.
pub fn ensure() -> Result<Browsers> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if installs(&PACKAGES)?
        && let Some(found) = find()
    {
        return Ok(found);
    }
    bail!(
        "the tests need chromium (or google-chrome) and chromedriver on PATH, and they are not \
         here.\nDebian, as root: apt-get update && apt-get install {}\nUbuntu: install Google \
         Chrome and the chromedriver of the same version",
        PACKAGES.join(" ")
    )
}

impl Other {
    /// Finds or installs what the stories need in it; the error says why they cannot run here.
    pub fn ensure(&self) -> Result<()> {
        let missing = || {
            let found = |names: &[&str]| names.iter().any(|name| sh::which(name).is_some());
            let missing = self.needs.iter().filter(|(names, _)| !found(names));
            missing.map(|(_, package)| *package).collect::<Vec<_>>()
        };
        let packages = missing();
        if !packages.is_empty() {
            installs(&packages)?;
        }
        if !missing().is_empty() {
            bail!(
                "{} is not here.\nDebian, as root: apt-get update && apt-get install {}",
                packages.join(", "),
                packages.join(" ")
            );
        }
        if self.name == "firefox" { geckodriver() } else { Ok(()) }
    }
}

/// Compiles Firefox's driver once, into a folder where the stories look for it: some minutes.
fn geckodriver() -> Result<()> {
    let root = sh::at("target/xtask/geckodriver");
    if root.join("bin/geckodriver").is_file() || sh::which("geckodriver").is_some() {
        return Ok(());
    }
    println!("      cargo: installing geckodriver {GECKODRIVER} into {} …", root.display());
    let mut cargo = sh::command("cargo");
    cargo.args(["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--quiet"]);
    sh::run(cargo.arg("--root").arg(root))
}

/// Installs packages where this is root on Debian; `false` elsewhere.
fn installs(packages: &[&str]) -> Result<bool> {
    if !sh::is_root() || sh::which("apt-get").is_none() {
        return Ok(false);
    }
    println!("      Debian: installing {} …", packages.join(", "));
    apt_install(packages)?;
    Ok(true)
}

fn find() -> Option<Browsers> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    Some(Browsers {
        chromium: names.into_iter().find_map(sh::which)?,
        driver: sh::which("chromedriver")?,
    })
}
