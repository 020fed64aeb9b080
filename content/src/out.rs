//! The finished files: collected in memory, then written so that nobody ever sees half of them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// Files by path relative to the output folder.
#[derive(Debug, Default)]
pub struct Output(BTreeMap<String, Vec<u8>>);

impl Output {
    /// Adds a file under this path.
    pub fn add(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.to_string(), bytes.into());
    }

    /// Adds a file under `/_a/`, named after its content so that it can be cached for ever, and
    /// gives its address.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let url = hashed_url(stem, extension, &bytes);
        self.add(url.trim_start_matches('/'), bytes);
        url
    }

    /// Size of the file behind an address of ours.
    pub fn size(&self, url: &str) -> usize {
        self.0.get(url.trim_start_matches('/')).map_or(0, Vec::len)
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Replaces `dir` with these files. They are written beside it first; the swap is two renames.
    pub fn write(&self, dir: &Path) -> io::Result<()> {
        guard(dir)?;
        let dir = std::path::absolute(dir)?;
        let name =
            dir.file_name().ok_or_else(|| io::Error::other("the output folder needs a name"))?;
        let beside = |suffix: &str| {
            let mut name = name.to_os_string();
            name.push(format!(".{suffix}-{}", std::process::id()));
            dir.with_file_name(name)
        };
        let (fresh, old) = (beside("new"), beside("old"));
        let written = self.write_into(&fresh).and_then(|()| {
            if dir.exists() {
                fs::rename(&dir, &old)?;
            }
            fs::rename(&fresh, &dir)
        });
        if written.is_err() {
            // The old state comes back if it was moved already; what fails here is told below.
            if old.exists() && !dir.exists() {
                fs::rename(&old, &dir)?;
            }
            let _ = fs::remove_dir_all(&fresh);
            return written;
        }
        if old.exists() { fs::remove_dir_all(&old) } else { Ok(()) }
    }

    fn write_into(&self, dir: &Path) -> io::Result<()> {
        if dir.exists() {
            fs::remove_dir_all(dir)?;
        }
        fs::create_dir_all(dir)?;
        for (path, bytes) in &self.0 {
            let path = dir.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, bytes)?;
        }
        Ok(())
    }
}

/// The output folder is replaced as a whole: refuse one that we have not written ourselves.
fn guard(dir: &Path) -> io::Result<()> {
    let empty = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(error),
    };
    if empty || dir.join("_site").is_dir() {
        return Ok(());
    }
    Err(io::Error::other(
        "the output folder holds other files and would be replaced: name a new or empty one",
    ))
}

/// Address of a file with this content.
pub fn hashed_url(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let hash: String =
        Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("/_a/{stem}.{hash}.{extension}")
}
