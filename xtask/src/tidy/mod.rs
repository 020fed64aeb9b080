//! `tidy`: the rules of the code base that a compiler does not know, each with a reason.
//!
//! `rules` is the table of line rules, `walls` the one of dependencies; a rule without a test that
//! shows it can fail does not get in.

mod rules;
mod walls;

use std::fs;

use anyhow::{Result, bail};
use walkdir::WalkDir;

use crate::args::Args;
use crate::sh;

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    Args::new(words).done()?;
    let report = check()?;
    println!("tidy: {} rules hold", report);
    Ok(())
}

/// Checks everything; returns the number of rules, or an error that lists every fault.
pub fn check() -> Result<usize> {
    let mut faults = Vec::new();
    let files = files()?;
    for rule in rules::RULES {
        for file in &files {
            faults.extend(rule.faults(&file.path, &file.text));
        }
    }
    faults.extend(walls::faults()?);
    if !faults.is_empty() {
        bail!("tidy found {} faults:\n{}", faults.len(), faults.join("\n"));
    }
    Ok(rules::RULES.len() + walls::WALLS.len())
}

/// A text file of the repository.
struct File {
    /// Relative to the root, with `/`.
    path: String,
    text: String,
}

/// Folders that are made, not written.
const MADE: [&str; 5] = [".git", "target", "dist", "data", "node_modules"];

fn files() -> Result<Vec<File>> {
    let root = sh::root();
    let mut files = Vec::new();
    let walk = WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(|entry| {
        entry.depth() != 1 || !MADE.contains(&entry.file_name().to_string_lossy().as_ref())
    });
    for entry in walk {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&root)?.to_string_lossy().into_owned();
        // Pictures and other bytes are no text.
        if let Ok(text) = String::from_utf8(fs::read(entry.path())?) {
            files.push(File { path, text });
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        if let Err(error) = super::check() {
            panic!("{error:#}");
        }
    }
}
