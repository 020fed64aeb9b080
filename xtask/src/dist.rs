//! `dist/assets`, the folder that is served: what belongs there is collected first and the folder
//! made equal to it, so that nothing stale is ever served and unchanged files are not touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, anyhow};
use walkdir::WalkDir;

use crate::compress::{self, ENCODINGS};
use crate::sh;
use crate::stamp;

/// Where the Worker finds what there is in place of a file of an earlier build: `edge/src/assets.rs` reads it.
const FILES: &str = "_site/_files.txt";

/// What `dist/assets` shall hold: content by path, `/`-separated, without a leading `/`.
#[derive(Default)]
pub struct Assets(BTreeMap<String, Vec<u8>>);

impl Assets {
    /// Adds a file.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes);
    }

    /// Adds a file under a name that changes with its content, and returns its URL path.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let path = format!("_a/{stem}.{}.{extension}", stamp::short_hash(&bytes));
        let url = format!("/{path}");
        self.add(&path, bytes);
        url
    }

    /// Adds everything below a folder.
    pub fn add_tree(&mut self, folder: &Path) -> Result<()> {
        for entry in WalkDir::new(folder) {
            let entry = entry?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(folder)?.to_string_lossy().into_owned();
                self.add(&path, fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// The compressed copies, made by as many threads as there are processors.
    fn compressed(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let mut work: Vec<_> =
            self.0.iter().filter(|(path, bytes)| compress::worth_it(path, bytes.len())).collect();
        // The longest first, so that no thread starts on it when the others are done.
        work.sort_by_key(|(_, bytes)| bytes.len());
        let work = Mutex::new(work);
        let copies = Mutex::new(Vec::new());
        let run = || -> Result<()> {
            while let Some((path, bytes)) = take(&work) {
                for encoding in ENCODINGS {
                    let small = fs::read(compress::kept(bytes, encoding)?)?;
                    if small.len() < bytes.len() {
                        hold(&copies).push((format!("{path}.{}", encoding.suffix()), small));
                    }
                }
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let threads = std::thread::available_parallelism().map_or(1, usize::from);
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
            running.into_iter().try_for_each(|thread| {
                thread.join().unwrap_or_else(|_| Err(anyhow!("compressing a file panicked")))
            })
        })?;
        Ok(copies.into_inner().unwrap_or_default())
    }

    /// The files with a hash in their name, a path a line.
    fn list(&self) -> String {
        let hashed = self.0.keys().filter(|path| path.starts_with("_a/"));
        hashed.map(|path| format!("/{path}\n")).collect()
    }

    /// Makes `dist/assets` hold exactly this and its compressed copies. Returns how many files were
    /// written.
    pub fn write(mut self) -> Result<usize> {
        self.add(FILES, self.list().into_bytes());
        let copies = self.compressed()?;
        self.0.extend(copies);

        let folder = sh::at("dist/assets");
        let mut written = 0;
        // Hashed files first: a page never names a file that is not there yet.
        let (hashed, rest): (Vec<_>, Vec<_>) =
            self.0.iter().partition(|(p, _)| p.starts_with("_a/"));
        for (path, bytes) in hashed.into_iter().chain(rest) {
            let target = folder.join(path);
            if !fs::read(&target).is_ok_and(|before| before == *bytes) {
                stamp::write(&target, bytes)?;
                written += 1;
            }
        }
        for entry in WalkDir::new(&folder).contents_first(true).min_depth(1) {
            let entry = entry?;
            let path = entry.path().strip_prefix(&folder)?.to_string_lossy().into_owned();
            if entry.file_type().is_dir() {
                fs::remove_dir(entry.path()).ok(); // only when empty
            } else if !self.0.contains_key(&path) {
                fs::remove_file(entry.path()).with_context(|| format!("cannot remove {path}"))?;
            }
        }
        Ok(written)
    }
}

fn take<T>(work: &Mutex<Vec<T>>) -> Option<T> {
    hold(work).pop()
}

/// A thread that panicked left whole items behind: each is pushed or popped at once.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
