//! `box-config`: workerd's configuration for one box of your own, as `dist/frontdesk.capnp`.
//!
//! The box needs `dist/` and the workerd binary, no Rust and no Node.js. The help center's article
//! on running on one box tells each step.

use anyhow::{Result, bail};

use crate::args::Args;
use crate::workerd::{self, Settings};
use crate::{npm, sh, site, stamp};

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    let mut args = Args::new(words);
    let Some(origin) = args.value("--origin")? else {
        bail!(
            "box-config --origin https://help.example [--listen 127.0.0.1:8787] [--data /var/lib/frontdesk] [--assets DIR]"
        );
    };
    let plausible = origin.starts_with("https://") || origin.starts_with("http://");
    if !plausible || origin.trim_end_matches('/').matches('/').count() != 2 {
        bail!("--origin {origin}: not an origin like https://help.example");
    }
    let settings = Settings {
        listen: args.value("--listen")?.unwrap_or_else(|| "127.0.0.1:8787".into()),
        // workerd reads relative paths from the folder it is started in.
        assets: args.value("--assets")?.unwrap_or_else(|| "assets".into()),
        data: args.value("--data")?.unwrap_or_else(|| "/var/lib/frontdesk".into()),
        default_site: site::default_site()?,
        extra_origins: Vec::new(),
        public_origin: Some(origin.trim_end_matches('/').to_owned()),
    };
    args.done()?;
    let file = sh::at("dist/frontdesk.capnp");
    stamp::write(&file, workerd::config(&settings).as_bytes())?;
    println!("written: dist/frontdesk.capnp");
    println!("copy to the box: dist/ and {}", npm::ensure()?.workerd()?.display());
    println!("start there, in that folder: SETUP_SECRET=… workerd serve frontdesk.capnp");
    Ok(())
}
