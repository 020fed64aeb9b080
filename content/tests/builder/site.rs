//! A small site in a folder of its own, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A valid `site.toml` with two locales and one section.
pub const SITE: &str = r#"id = "shop"
name = "Shop"
default_locale = "en"
locales = ["en", "ja"]
origins = ["https://shop.example"]

[[sections]]
id = "guides"
title = { en = "Guides", ja = "ガイド" }
"#;

/// A valid article.
pub const ARTICLE: &str = "---\ntitle: Start\n---\n\nHello.\n\n## First step\n\nGo.\n";

/// A site in a temporary folder, removed in the end.
pub struct Site {
    root: PathBuf,
}

impl Site {
    /// A valid site with one article, `articles/en/guides/start.md`.
    pub fn new() -> Site {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root =
            std::env::temp_dir().join(format!("frontdesk-content-{}-{number}", std::process::id()));
        fs::create_dir_all(root.join("site")).unwrap();
        let site = Site { root };
        fs::write(site.path("pages.css"), "body{margin:0}").unwrap();
        site.with("site.toml", SITE).with("articles/en/guides/start.md", ARTICLE)
    }

    /// Writes a file of the site.
    pub fn with(self, file: &str, content: impl AsRef<[u8]>) -> Site {
        let path = self.path("site").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Removes a file of the site.
    pub fn without(self, file: &str) -> Site {
        fs::remove_file(self.path("site").join(file)).unwrap();
        self
    }

    /// A path in the temporary folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Builds into the folder `out`.
    pub fn build(&self, out: &str) -> Output {
        build(&self.path("site"), &self.path(out), &self.path("pages.css"), &[])
    }

    /// Builds, which must succeed, and gives the text of one of the files.
    pub fn built(&self, file: &str) -> String {
        let done = self.build("out");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        fs::read_to_string(self.path("out").join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Builds, which must succeed, and gives the only fragment of the article with this slug.
    pub fn fragment(&self, slug: &str) -> String {
        self.built("help/index.html");
        let files = files(&self.path("out"));
        let start = format!("_a/a-en-{slug}.");
        let name = files.keys().find(|name| name.starts_with(&start)).expect("a fragment");
        String::from_utf8(files[name].clone()).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// Runs `content build`.
pub fn build(site: &Path, out: &Path, css: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_content"));
    command.arg("build").arg(site).arg("--out").arg(out).arg("--css").arg(css).args(more);
    command.output().unwrap()
}

/// Every file below a folder, by path.
pub fn files(dir: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The HTML without the place where the widget asks whether it helped; and the text's version there.
pub fn without_after(html: &str) -> (String, String) {
    let (before, rest) =
        html.split_once("<div class=\"fd-after\" data-version=\"").expect("the place");
    let (version, after) = rest.split_once("\"></div>\n").expect("its end");
    ([before, after].concat(), version.to_owned())
}
