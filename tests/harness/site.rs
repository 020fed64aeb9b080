//! Help centers of the tests' own: built by the real builder, with the built widget, as static files.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::server::{Folder, root};

/// A page with the tag, as a shop would have it.
const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A shop of its own</title><link rel="icon" href="data:,"></head>
<body><h1>A shop of its own</h1>
<script src="http://localhost:8787/widget.js" data-site="frontdesk" async></script></body></html>"#;

/// The help center in `source` (its id must be `frontdesk`), built with these arguments beside the usual
/// ones, and `shop.html` with the tag. `change` may change the folder before it is served.
pub fn built_site(source: &Path, arguments: &[&str], change: impl FnOnce(&Path)) -> Folder {
    let root = root();
    let built = root.join("dist/assets");
    Folder::serve(|folder| {
        let kept = folder.with_extension("tsv");
        let run = Command::new(root.join("target/debug/content"))
            .arg("build")
            .arg(source)
            .args(arguments)
            .arg("--out")
            .arg(folder)
            .arg("--css")
            .arg(root.join("target/css/pages.css"))
            .arg("--last")
            .arg(&kept)
            .current_dir(&root)
            .output();
        let run = run.expect("`cargo xtask build` was run");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let _ = fs::remove_file(kept);
        add_widget(&built, folder);
        fs::create_dir_all(folder.join("v1/sites/frontdesk")).expect("a folder");
        fs::write(folder.join("v1/sites/frontdesk/status"), "{}").expect("a status");
        fs::write(folder.join("shop.html"), PAGE).expect("a page");
        change(folder);
    })
}

/// The built widget. Its loader knows the index by its address: told the other one, it is the same program.
fn add_widget(built: &Path, folder: &Path) {
    let manifest = |of: &Path| -> serde_json::Value {
        let text = fs::read(of.join("_site/frontdesk.json")).expect("a manifest");
        serde_json::from_slice(&text).expect("JSON")
    };
    let (whole, parts) = (manifest(built), manifest(folder));
    let mut loader = fs::read_to_string(built.join("widget.js")).expect("the loader");
    for (locale, url) in whole["index"].as_object().expect("indexes") {
        // A help center in fewer languages keeps the address of ours: nobody asks for it.
        if let Some(other) = parts["index"][locale].as_str() {
            loader = loader.replace(url.as_str().expect("an address"), other);
        }
    }
    fs::write(folder.join("widget.js"), loader).expect("the loader");
    for entry in fs::read_dir(built.join("_a")).expect("built").flatten() {
        let name = entry.file_name().into_string().expect("a plain name");
        if name.starts_with("widget") || name.starts_with("words") {
            fs::copy(entry.path(), folder.join("_a").join(name)).expect("a copy");
        }
    }
}
