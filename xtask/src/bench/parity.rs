//! A test: the wasm that browsers run and the native build give the same articles with the same bits of score.
//!
//! Floating point is the same on both by definition; the mathematical functions of their libraries (`ln`) need not be,
//! and neither need anything that depends on the size of `usize`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::bench::{programs, sets};
use crate::setup::Ready;
use crate::{sh, site};

/// Asks both sides a few hundred questions: on the built site's indexes, and on the development sets that are present.
pub fn check(ready: &Ready) -> Result<()> {
    let job = json!({
        "wasm": programs::wasm_core(ready)?,
        "content": site::compile_builder()?,
        "questions": sh::at("content").join(site::default_site()?).join("questions.toml"),
        "indexes": built_indexes()?,
        "sets": sets::present().iter().map(|set| json!({"dir": set.folder, "lang": set.lang})).collect::<Vec<_>>(),
        "work": sh::at("target/xtask/parity"),
    });
    let mut node = programs::node(&ready.tools);
    sh::run(node.arg(sh::at(programs::SCRIPTS).join("parity.mjs")).arg(job.to_string()))
}

/// The site's indexes as they are served, with their languages.
fn built_indexes() -> Result<Vec<Value>> {
    let mut found = Vec::new();
    for manifest in fs::read_dir(sh::at("dist/assets/_site")).context("dist/ is not built")? {
        let path = manifest?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let site: Value = serde_json::from_slice(&fs::read(&path)?)?;
            found.extend(indexes_of(&site));
        }
    }
    Ok(found)
}

fn indexes_of(site: &Value) -> Vec<Value> {
    let served = |url: &str| -> PathBuf { sh::at("dist/assets").join(url.trim_start_matches('/')) };
    let locales = site["index"].as_object().into_iter().flatten();
    locales
        .filter_map(|(lang, url)| Some(json!({"file": served(url.as_str()?), "lang": lang})))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_the_indexes() {
        let found = indexes_of(&json!({"index": {"de": "/_a/index-de.1.fdx"}}));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["lang"], "de");
        assert!(found[0]["file"].as_str().unwrap().ends_with("dist/assets/_a/index-de.1.fdx"));
    }
}
