//! Deployment, without deploying: wrangler must accept the configuration and what was built, and
//! the Worker must stay small.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::compress::{self, Encoding};
use crate::npm::Tools;
use crate::sh;
use crate::workerd::COMPATIBILITY_DATE;

/// What the Worker may weigh, compressed as Cloudflare counts it. The free plan takes 3 MB; what a cold
/// isolate must read stays at a sixth of that. The search of the pages without script is 80 kB of it.
pub const WORKER_GZIP_LIMIT: u64 = 512_000;

/// Runs `wrangler deploy --dry-run`; returns the Worker's gzip bytes.
pub fn check(tools: &Tools) -> Result<u64> {
    let wrangler_toml = fs::read_to_string(sh::at("wrangler.toml"))?;
    if !wrangler_toml.contains(&format!("compatibility_date = \"{COMPATIBILITY_DATE}\"")) {
        bail!("wrangler.toml and xtask/src/workerd.rs name different compatibility dates");
    }
    let out = sh::at("target/xtask/deploy");
    fs::remove_dir_all(&out).ok();
    let said = sh::read(
        tools
            .wrangler()
            .args(["deploy", "--dry-run", "--outdir"])
            .arg(&out)
            // On a closed network it would otherwise wait for answers that do not come.
            .env("CLOUDFLARE_CF_FETCH_ENABLED", "false")
            .env("CI", "1"),
    )
    .context("wrangler deploy --dry-run")?;
    for word in ["env.DESK", "env.ASSETS", "env.DEFAULT_SITE"] {
        if !said.contains(word) {
            bail!("wrangler did not see {word}; it said:\n{said}");
        }
    }
    let gzip = worker_gzip(&out)?;
    if gzip >= WORKER_GZIP_LIMIT {
        bail!("the Worker is {gzip} bytes with gzip; the limit is {WORKER_GZIP_LIMIT}");
    }
    Ok(gzip)
}

fn worker_gzip(folder: &Path) -> Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder).context("wrangler wrote nothing")? {
        let path = entry?.path();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        if ["js", "mjs", "wasm"].contains(&extension) {
            total += compress::size(&fs::read(&path)?, Encoding::Gzip)?;
        }
    }
    if total == 0 {
        bail!("wrangler wrote no script into {}", folder.display());
    }
    Ok(total)
}
