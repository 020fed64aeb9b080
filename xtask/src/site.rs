//! The help center and the scripts' entry points: what the content builder writes, the loader that
//! knows the hashed names, and the console's page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::dist::Assets;
use crate::npm::Tools;
use crate::pin;
use crate::programs::{self, BrowserProgram};
use crate::sh;
use crate::stamp::{self, Inputs};
use crate::styles;
use crate::words;

/// The site that is built: the one that `wrangler.toml` names, so that there is one place to change.
pub fn default_site() -> Result<String> {
    let text = fs::read_to_string(sh::at("wrangler.toml")).context("cannot read wrangler.toml")?;
    default_site_in(&text).context("wrangler.toml: no DEFAULT_SITE = \"…\" under [vars]")
}

fn default_site_in(wrangler: &str) -> Option<String> {
    let line = wrangler.lines().find(|l| l.trim_start().starts_with("DEFAULT_SITE"))?;
    let (_, value) = line.split_once('=')?;
    let value = value.trim().strip_prefix('"')?;
    value.split_once('"').map(|(id, _)| id.to_owned())
}

/// Compiles the content builder. Cargo itself knows what changed.
pub fn compile_builder() -> Result<PathBuf> {
    sh::run(sh::command("cargo").args(["build", "--package", "content"]))?;
    // Beside this very program, wherever cargo's target folder is.
    let here = std::env::current_exe()?;
    let builder = here.with_file_name("content");
    if builder.is_file() { Ok(builder) } else { Ok(sh::at("target/debug/content")) }
}

/// Runs the content builder and returns the folder it wrote.
pub fn build_pages(builder: &Path) -> Result<PathBuf> {
    let source = sh::at("content").join(default_site()?);
    if !source.join("site.toml").is_file() {
        bail!("{} has no site.toml", source.display());
    }
    let css = styles::path("pages");
    let mut inputs = Inputs::new("site")?;
    inputs.file(builder)?;
    inputs.file(&css)?;
    inputs.tree(&source)?;
    let out = sh::at("target/xtask/site");
    stamp::unless_same("site", inputs, &out, || {
        sh::run(
            sh::command(builder)
                .arg("build")
                .arg(&source)
                .arg("--out")
                .arg(&out)
                .arg("--css")
                .arg(&css),
        )
    })?;
    Ok(out)
}

/// Builds the loader with the hashed names inside: as `/widget.js`, and for who wants to pin it under a
/// name that never changes its content.
pub fn add_loader(tools: &Tools, assets: &mut Assets, pages: &Path, code: &str) -> Result<()> {
    let manifest = format!(
        "{{\"code\":{},\"sites\":{},\"words\":{}}}",
        json!(code),
        loader_sites(pages)?,
        words::of_loader(pages)?
    );
    let define = format!("--define:__MANIFEST__={manifest}");
    let loader = script(tools, "loader", &["--format=iife".into(), define])?;
    assets.add("widget.js", loader.clone());
    pin::add(assets, loader)
}

/// What stands beside the loader: the page for frames, and the types of the API.
pub fn add_around_loader(tools: &Tools, assets: &mut Assets) -> Result<()> {
    let js = assets.add_hashed("frame", "js", script(tools, "frame", &["--format=iife".into()])?);
    let page = fs::read_to_string(sh::at("widget/frame.html")).context("widget/frame.html")?;
    assets.add("frame.html", fill(&page, &[("js", &js)])?.into_bytes());
    assets.add("frontdesk.d.ts", fs::read(sh::at("widget/frontdesk.d.ts"))?);
    Ok(())
}

/// One script of the widget, bundled.
fn script(tools: &Tools, name: &str, options: &[String]) -> Result<Vec<u8>> {
    let mut inputs = Inputs::new(name)?;
    options.iter().for_each(|option| inputs.text(option));
    programs::scripts(&mut inputs)?;
    let output = sh::at("target/xtask").join(name).with_extension("js");
    stamp::unless_same(name, inputs, &output, || {
        programs::bundle(tools, &sh::at("widget").join(name).with_extension("ts"), &output, options)
    })?;
    Ok(fs::read(&output)?)
}

/// The built manifests of all sites, in the order of their ids.
pub fn manifests(pages: &Path) -> Result<Vec<Value>> {
    let folder = pages.join("_site");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .with_context(|| format!("the content builder wrote no {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let read = |path: &PathBuf| -> Result<Value> {
        serde_json::from_slice(&fs::read(path)?).with_context(|| format!("{}", path.display()))
    };
    files.iter().map(read).collect()
}

/// What the loader must know of each site before anything is fetched, as JSON text: taken from the
/// built manifests.
fn loader_sites(pages: &Path) -> Result<String> {
    let sites = manifests(pages)?.iter().map(loader_site).collect::<Result<Vec<_>>>()?;
    Ok(format!("{{{}}}", sites.join(",")))
}

/// One site, as `"id":{…}`. Written by hand, because the order of `index` means something: the
/// loader falls back to its first locale, and `serde_json` sorts keys.
fn loader_site(site: &Value) -> Result<String> {
    let default = site["default_locale"].as_str().context("no default_locale")?;
    let index = site["index"].as_object().context("no index")?;
    let mut locales: Vec<_> = index.iter().collect();
    locales.sort_by_key(|(locale, _)| (locale.as_str() != default, locale.as_str()));
    let index: Vec<String> =
        locales.iter().map(|(locale, path)| format!("{}:{path}", json!(locale))).collect();
    let color = match &site["brand"]["color"] {
        Value::Null => String::new(),
        color => format!(",\"color\":{color}"),
    };
    Ok(format!("{}:{{\"index\":{{{}}}{color}}}", site["id"], index.join(",")))
}

/// Builds the console's page, style sheet and start script.
pub fn add_console(tools: &Tools, assets: &mut Assets, program: &BrowserProgram) -> Result<()> {
    let css = assets.add_hashed("console", "css", fs::read(styles::path("console"))?);
    let wasm = assets.add_hashed("console", "wasm", fs::read(&program.wasm)?);
    // A script of its own, because the page's security policy allows none inside the page.
    let start = sh::at("console/boot.ts");
    let bundled = sh::at("target/xtask/console/start.min.js");
    let mut inputs = Inputs::new("console-start")?;
    inputs.file(&start)?;
    inputs.file(&program.js)?;
    inputs.text(&wasm);
    stamp::unless_same("console-start", inputs, &bundled, || {
        let options = [
            "--format=esm".to_owned(),
            format!("--alias:frontdesk-console={}", program.js.display()),
            format!("--define:__WASM__={}", json!(wasm)),
        ];
        programs::bundle(tools, &start, &bundled, &options)
    })?;
    let js = assets.add_hashed("console", "js", fs::read(&bundled)?);

    let template = fs::read_to_string(sh::at("console/index.html"))
        .context("cannot read console/index.html")?;
    let page =
        fill(&template, &[("css", &css), ("js", &js), ("wasm", &wasm), ("site", &default_site()?)])
            .context("console/index.html")?;
    assets.add("staff/index.html", page.into_bytes());
    Ok(())
}

/// Replaces each `{{name}}`; one that stays unknown is a fault.
fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    if let Some((_, rest)) = text.split_once("{{") {
        bail!("unknown placeholder {{{{{}", rest.split_inclusive("}}").next().unwrap_or(rest));
    }
    Ok(text)
}

/// Files that belong to no other part.
pub fn add_rest(assets: &mut Assets) -> Result<()> {
    assets.add("favicon.svg", fs::read(sh::at("brand/favicon.svg"))?);
    assets.add("robots.txt", b"User-agent: *\nDisallow: /staff/\n".to_vec());
    // Cloudflare compresses by itself; the copies are for one box.
    assets.add(".assetsignore", b"*.br\n*.gz\n".to_vec());
    assets.add("_headers", fs::read(sh::at("edge/_headers")).context("cannot read edge/_headers")?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_the_one_that_wrangler_names() {
        let toml = "[vars]\nDEFAULT_SITE = \"acme\" # ours\n";
        assert_eq!(default_site_in(toml).as_deref(), Some("acme"));
        assert_eq!(default_site_in("name = \"x\""), None);
    }

    #[test]
    fn placeholders_are_filled_or_reported() {
        assert_eq!(fill("a {{css}} b", &[("css", "/x.css")]).ok().as_deref(), Some("a /x.css b"));
        let fault = fill("a {{ccs}}", &[("css", "/x.css")]).unwrap_err().to_string();
        assert!(fault.contains("{{ccs}}"), "{fault}");
    }

    #[test]
    fn the_loader_learns_indexes_default_first_and_no_rules() {
        let site = json!({
            "id": "a", "name": "A \"B\"", "locales": ["de", "en"], "default_locale": "en",
            "index": {"de": "/_a/index-de.2.fdx", "en": "/_a/index-en.1.fdx"},
            "brand": {"color": "#123"}, "origins": ["https://a.example"], "sla": {}
        });
        assert_eq!(
            loader_site(&site).unwrap(),
            r##""a":{"index":{"en":"/_a/index-en.1.fdx","de":"/_a/index-de.2.fdx"},"color":"#123"}"##
        );
        assert!(loader_site(&json!({})).is_err());
    }
}
