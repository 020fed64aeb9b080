//! Words, in the languages that the sites have and no others. Those of the widget's first part come with
//! its glue, once for each language: so a visitor downloads one, with no request of their own. Those of
//! the second part are a file that comes with it. The loader's few stand in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::dist::Assets;
use crate::programs::BrowserProgram;
use crate::{sh, site, stamp};

/// Adds the widget under hashed names, and returns what their URL paths begin with.
pub fn add_widget(assets: &mut Assets, pages: &Path, program: &BrowserProgram) -> Result<String> {
    let wasm = fs::read(&program.wasm)?;
    let mut glue = fs::read_to_string(&program.js)?;
    if let Some(later) = &program.later {
        // The glue stands in the same folder and names the file beside it.
        let address = assets.add_hashed("widget-later", "wasm", fs::read(later)?);
        let name = later.file_name().unwrap_or_default().to_string_lossy();
        ensure!(glue.contains(&*name), "the widget's glue does not name its second part");
        glue = glue.replace(&*name, address.rsplit('/').next().unwrap_or_default());
    }
    let mut files = vec![];
    let sites = site::manifests(pages)?;
    let names: Map<_, _> = sites.iter().map(|s| (text(&s["id"]), s["name"].clone())).collect();
    for locale in locales(&sites) {
        let (language, first, later) = table(&locale)?;
        // An empty line at the end: without it they did not come whole.
        let rest = format!("{}\n\n", later.join("\n")).into_bytes();
        let rest = assets.add_hashed(&format!("words-{language}"), "txt", rest);
        let words = format!("{language}\n{}", first.join("\n"));
        let constants = format!(
            "const __NAMES__={};const __WORDS__={},__LATER__={};",
            json!(names),
            json!(words),
            json!(rest)
        );
        files.push((locale, format!("{glue}{constants}")));
    }
    for (name, script) in &program.beside {
        files.push(((*name).to_owned(), fs::read_to_string(script)?));
    }
    // One hash for all of them, so that the loader needs no list.
    let all: Vec<u8> =
        files.iter().flat_map(|(_, text)| text.bytes()).chain(wasm.clone()).collect();
    let start = format!("_a/widget.{}.", stamp::short_hash(&all));
    for (locale, text) in files {
        assets.add(&format!("{start}{locale}.js"), text.into_bytes());
    }
    assets.add(&format!("{start}wasm"), wasm);
    Ok(format!("/{start}"))
}

/// The loader's words of every locale, as JSON text.
pub fn of_loader(pages: &Path) -> Result<String> {
    let known: Value = serde_json::from_slice(&fs::read(sh::at("widget/loader/words.json"))?)
        .context("widget/loader/words.json")?;
    let entry = |locale: String| {
        let words = chain(&locale).map(|name| &known[name]).into_iter().find(|w| w.is_array());
        format!("{}:{}", json!(locale), words.unwrap_or(&Value::Null))
    };
    let entries: Vec<_> = locales(&site::manifests(pages)?).into_iter().map(entry).collect();
    Ok(format!("{{{}}}", entries.join(",")))
}

/// Whose words a locale speaks: its own, its language's, English.
fn chain(locale: &str) -> [&str; 3] {
    [locale, locale.split('-').next().unwrap_or_default(), "en"]
}

/// Every locale of every site.
fn locales(sites: &[Value]) -> BTreeSet<String> {
    let indexes = sites.iter().filter_map(|site| site["index"].as_object());
    indexes.flatten().map(|(locale, _)| locale.clone()).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The words of a locale as `widget/src/strings.rs` reads them: the language that they are in, those
/// of the first part, those of the second. English where there is no table.
fn table(locale: &str) -> Result<(&str, Vec<String>, Vec<String>)> {
    // `key = "text"`, and no escapes: a test of the widget holds the tables to that.
    let texts = |part: &str| {
        let text = |line: &str| Some(line.split_once(" = \"")?.1.strip_suffix('"')?.to_owned());
        part.lines().filter_map(text).collect()
    };
    for name in chain(locale) {
        let path = sh::at("widget/locales").join(format!("{name}.toml"));
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let (first, later) = text
            .split_once("\n# From here on")
            .with_context(|| format!("{}: no second part", path.display()))?;
        return Ok((name, texts(first), texts(later)));
    }
    anyhow::bail!("widget/locales/en.toml is missing")
}
