//! Work is skipped when its inputs are the same as last time and its outputs still exist.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::sh;

/// Collects the inputs of one piece of work.
pub struct Inputs(Sha256);

impl Inputs {
    /// Every piece of work also depends on how it is done (this program's sources) and on the
    /// versions of the tools.
    pub fn new(name: &str) -> Result<Self> {
        let mut inputs = Self(Sha256::new());
        inputs.0.update(name);
        inputs.tree(&sh::at("xtask/src"))?;
        inputs.file(&sh::at("package-lock.json"))?;
        Ok(inputs)
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text);
    }

    /// Adds a file's content.
    pub fn file(&mut self, path: &Path) -> Result<()> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(&bytes);
        Ok(())
    }

    /// Adds every file below a folder, with its path.
    pub fn tree(&mut self, folder: &Path) -> Result<()> {
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                self.text(&entry.path().to_string_lossy());
                self.file(entry.path())?;
            }
        }
        Ok(())
    }

    fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Runs `work` unless it last ran with these inputs and `output` still exists. Returns whether it
/// ran.
pub fn unless_same(
    name: &str,
    inputs: Inputs,
    output: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let file = sh::at("target/xtask/stamps").join(name);
    let now = inputs.finish();
    if output.exists() && fs::read_to_string(&file).is_ok_and(|before| before == now) {
        return Ok(false);
    }
    // Work that breaks off half-way must run again.
    fs::remove_file(&file).ok();
    work()?;
    write(&file, now.as_bytes())?;
    Ok(true)
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes only if the content differs, so that cargo sees no newer file.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(false);
    }
    write(path, bytes)?;
    Ok(true)
}

/// SHA-256 as 64 hex digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The hash in a served file's name: 8 hex digits.
pub fn short_hash(bytes: &[u8]) -> String {
    sha256(bytes)[..8].to_owned()
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
