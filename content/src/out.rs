//! The finished files, written as they come into a folder beside the wanted one. It takes that
//! one's place in the end, so that nobody ever sees half of them and memory holds one at a time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// A folder in the making, or a count of what would be in it.
#[derive(Debug, Default)]
pub struct Output {
    /// `None` for a check, which writes nothing.
    folders: Option<Folders>,
    files: usize,
    /// The first thing that went wrong. What comes after it is not written.
    failed: Option<io::Error>,
}

/// The wanted folder, and the names it has before and after.
#[derive(Debug)]
struct Folders {
    wanted: PathBuf,
    fresh: PathBuf,
    old: PathBuf,
}

impl Output {
    /// Files for `dir`, which must be new, empty, or made by an earlier build.
    pub fn into(dir: &Path) -> io::Result<Output> {
        guard(dir)?;
        let wanted = std::path::absolute(dir)?;
        let name =
            wanted.file_name().ok_or_else(|| io::Error::other("the output folder needs a name"))?;
        let beside = |suffix: &str| {
            let mut name = name.to_os_string();
            name.push(format!(".{suffix}-{}", std::process::id()));
            wanted.with_file_name(name)
        };
        let (fresh, old) = (beside("new"), beside("old"));
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        fs::create_dir_all(&fresh)?;
        let folders = Folders { wanted, fresh, old };
        Ok(Output { folders: Some(folders), files: 0, failed: None })
    }

    /// Adds a file under this path. Each path is added once.
    pub fn add(&mut self, path: &str, bytes: impl AsRef<[u8]>) {
        self.files += 1;
        let Some(folders) = self.folders.as_ref().filter(|_| self.failed.is_none()) else {
            return;
        };
        let path = folders.fresh.join(path);
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        self.failed = folder.and_then(|()| fs::write(&path, bytes)).err();
    }

    /// Adds a file under `/_a/`, named after its content so that it can be cached for ever, and
    /// gives its address.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, bytes: impl AsRef<[u8]>) -> String {
        let url = hashed_url(stem, extension, bytes.as_ref());
        self.add(url.trim_start_matches('/'), bytes);
        url
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files
    }

    /// Puts the files in the place of the wanted folder: two renames. Without this they are gone.
    pub fn commit(mut self) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let Some(Folders { wanted, fresh, old }) = self.folders.take() else {
            return Ok(());
        };
        if wanted.exists() {
            fs::rename(&wanted, &old)?;
        }
        if let Err(error) = fs::rename(&fresh, &wanted) {
            // The old state comes back; what fails here is told below.
            if old.exists() {
                fs::rename(&old, &wanted)?;
            }
            let _ = fs::remove_dir_all(&fresh);
            return Err(error);
        }
        if old.exists() { fs::remove_dir_all(&old) } else { Ok(()) }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(folders) = &self.folders {
            let _ = fs::remove_dir_all(&folders.fresh);
        }
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
