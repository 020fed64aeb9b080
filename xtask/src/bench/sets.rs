//! Sets of questions: folders with `docs.jsonl`, `queries.jsonl` and `qrels.tsv`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::sh;

/// One set.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// Its folder.
    pub folder: PathBuf,
    /// The folder's name.
    pub name: String,
    /// Language of its documents, from the name: `x-fr-y` is French; without one, English.
    pub lang: &'static str,
}

/// Languages that a set's name may hold, longer ones first.
const LANGUAGES: [&str; 22] = [
    "zh-cn", "zh-tw", "pt-br", "ar", "cs", "da", "de", "en", "es", "fi", "fr", "he", "hu", "it",
    "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr",
];

impl Set {
    fn new(folder: &Path) -> Set {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let lang = lang_of(&name);
        Set { folder: folder.to_owned(), name, lang }
    }
}

fn lang_of(name: &str) -> &'static str {
    let padded = format!("{name}-");
    let held = |lang: &&&str| padded.contains(&format!("-{lang}-"));
    LANGUAGES.iter().find(held).copied().unwrap_or("en")
}

/// The development sets' folder, beside the repository: they are large and not ours to publish.
pub fn usual() -> PathBuf {
    sh::root().parent().unwrap_or(Path::new("/")).join("shared/search-eval")
}

/// The usual sets that are present.
pub fn present() -> Vec<Set> {
    in_folder(&usual())
}

/// The sets of these folders, each a set itself or a folder of sets.
pub fn named(folders: &[String]) -> Result<Vec<Set>> {
    let mut found = Vec::new();
    for folder in folders {
        let path = fs::canonicalize(folder).with_context(|| folder.clone())?;
        let sets = if is_set(&path) { vec![Set::new(&path)] } else { in_folder(&path) };
        if sets.is_empty() {
            bail!("{folder}: no set: it needs docs.jsonl, queries.jsonl and qrels.tsv");
        }
        found.extend(sets);
    }
    Ok(found)
}

fn in_folder(folder: &Path) -> Vec<Set> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| is_set(path)).collect();
    folders.sort();
    folders.iter().map(|folder| Set::new(folder)).collect()
}

fn is_set(folder: &Path) -> bool {
    ["docs.jsonl", "queries.jsonl", "qrels.tsv"].iter().all(|file| folder.join(file).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_named_after_its_language() {
        let langs = ["arduino", "lohelp-fr-swriter", "lohelp-zh-cn-swriter", "x-de", "arduino-md"]
            .map(lang_of);
        assert_eq!(langs, ["en", "fr", "zh-cn", "de", "en"]);
    }

    #[test]
    fn a_folder_without_questions_is_no_set() {
        let own = sh::at("xtask").display().to_string();
        assert!(named(&[own]).unwrap_err().to_string().contains("no set"));
        assert!(named(&["nowhere-at-all".to_owned()]).is_err());
    }
}
