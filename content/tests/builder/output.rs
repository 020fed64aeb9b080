//! What is written: the same bytes each time, all or nothing, and only over what is ours.

use std::fs;

use super::site::{ARTICLE, Site, files};

/// A site with something of everything.
fn full() -> Site {
    let text = "---\ntitle: Next\nsummary: What comes next.\nkeywords: [more, \"and, more\"]\n---\n\nSee [start](start.md#first-step).\n\n![A dot](img/dot.png)\n";
    Site::new()
        .with("articles/en/guides/next.md", text)
        .with("articles/en/guides/img/dot.png", b"\x89PNG not really")
        .with("articles/en/guides/img/unused.png", b"\x89PNG unused")
        .with(
            "articles/ja/guides/start.md",
            "---\ntitle: はじめに\n---\n\n## 最初の手順\n\n[次へ](next.md)\n",
        )
}

#[test]
fn two_builds_give_the_same_bytes() {
    let site = full();
    assert!(site.build("one").status.success());
    assert!(site.build("two").status.success());
    let (one, two) = (files(&site.path("one")), files(&site.path("two")));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    assert!(one == two);
}

#[test]
fn every_file_has_its_place() {
    let site = full();
    site.built("help/index.html");
    let names: Vec<String> =
        files(&site.path("out")).into_keys().map(|name| without_hash(&name)).collect();
    let expected = [
        "_a/a-en-next.html",
        "_a/a-en-start.html",
        "_a/a-ja-start.html",
        "_a/i-dot.png",
        "_a/index-en.fdx",
        "_a/index-ja.fdx",
        "_a/pages.css",
        "_site/shop.json",
        "help/en/guides/index.html",
        "help/en/guides/next/index.html",
        "help/en/guides/start/index.html",
        "help/en/index.html",
        "help/index.html",
        "help/ja/guides/index.html",
        "help/ja/guides/start/index.html",
        "help/ja/index.html",
    ];
    assert_eq!(names, expected);
}

/// `_a/x.0123abcd.css` without the hash.
fn without_hash(name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [stem, hash, extension] if hash.len() == 8 => format!("{stem}.{extension}"),
        _ => name.to_string(),
    }
}

#[test]
fn the_manifest_names_what_was_written() {
    let site = full();
    let manifest: desk::wire::site::SiteManifest =
        serde_json::from_str(&site.built("_site/shop.json")).unwrap();
    let files = files(&site.path("out"));
    assert_eq!(manifest.locales, ["en", "ja"]);
    assert_eq!(manifest.origins, ["https://shop.example"]);
    for url in manifest.index.values().chain([&manifest.assets.pages_css]) {
        assert!(files.contains_key(url.trim_start_matches('/')), "{url}");
    }
    let index = &files[manifest.index["ja"].trim_start_matches('/')];
    let index = search::Index::open(index.clone()).unwrap();
    assert_eq!(index.locale(), "ja");
    assert_eq!(index.query("最初", 5).len(), 1);
}

#[test]
fn a_build_replaces_the_one_before_as_a_whole() {
    let site = full();
    site.built("help/en/guides/next/index.html");
    let site = site.without("articles/en/guides/next.md").without("articles/ja/guides/start.md");
    site.built("help/index.html");
    assert!(!site.path("out/help/en/guides/next").exists());

    // With a fault, the good build stays as it is.
    let before = files(&site.path("out"));
    let site = site.with("articles/en/guides/bad.md", "no title");
    assert!(!site.build("out").status.success());
    assert!(before == files(&site.path("out")));
    let beside: Vec<_> =
        fs::read_dir(site.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 3, "{beside:?}");
}

#[test]
fn a_folder_of_others_is_not_replaced() {
    let site = Site::new();
    fs::create_dir(site.path("out")).unwrap();
    fs::write(site.path("out/thesis.txt"), "years of work").unwrap();
    let done = site.build("out");
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("holds other files"));
    assert!(site.path("out/thesis.txt").exists());
}

#[test]
fn windows_files_are_read_like_others() {
    let site = Site::new();
    let unix = site.fragment("start");
    let windows = format!("\u{feff}{}", ARTICLE.replace('\n', "\r\n"));
    assert_eq!(site.with("articles/en/guides/start.md", windows).fragment("start"), unix);
}
