//! A real help center, as its owners wrote it: Arduino's, read through its import profile.
//!
//! The articles are not part of this repository. Where they are not there, the test says so.

use std::fs;
use std::path::Path;

use super::site::{Site, build, files};

#[test]
fn arduinos_help_center_builds() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let set = here.join("../../shared/search-eval/arduino-md");
    if !set.join("content").is_dir() {
        println!("not run: {} is not there", set.display());
        return;
    }
    let profile = here.join("profiles/arduino.toml");
    let scratch = Site::new();
    let run = |out: &str| {
        let report = scratch.path("report.txt");
        let more = ["--site", profile.to_str().unwrap(), "--report", report.to_str().unwrap()];
        let done = build(&set, &scratch.path(out), &scratch.path("pages.css"), &more);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    let told = run("one");
    println!("{told}");
    run("two");

    let sources = files(&set.join("content"));
    let sources: Vec<_> = sources.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    let drafts = sources.iter().filter(|text| text.contains("\ndraft: true")).count();
    assert!(sources.len() > 400 && drafts > 0);
    assert!(told.starts_with(&format!("arduino: {} articles ", sources.len() - drafts)), "{told}");
    assert!(told.contains(&format!("{drafts} drafts skipped")), "{told}");

    let built = files(&scratch.path("one"));
    assert!(built == files(&scratch.path("two")), "two builds differ");
    let fragments = built.iter().filter(|(name, _)| name.starts_with("_a/a-en-"));
    for (name, bytes) in fragments {
        inactive(name, &String::from_utf8_lossy(bytes));
    }

    // Nearly all of the absolute links to each other were found; each that was not is listed.
    let report = fs::read_to_string(scratch.path("report.txt")).unwrap();
    let all: String = built
        .iter()
        .filter(|(n, _)| n.ends_with(".html"))
        .map(|(_, b)| String::from_utf8_lossy(b))
        .collect();
    assert!(all.matches("href=\"/help/en/").count() > 400);
    assert!(report.contains("there is no article with the id 4405329847698"));
    assert!(report.contains("missing image `img/"));
    assert!(report.contains("<iframe> taken out with its content"));
}

/// Nothing in the tags of this HTML runs, loads from elsewhere, or styles.
fn inactive(name: &str, html: &str) {
    for tag in tags(html) {
        let tag = tag.to_ascii_lowercase();
        let element = tag.split_whitespace().next().unwrap_or_default();
        // The box at a step is the builder's own.
        if tag.starts_with("input type=\"checkbox\" class=\"fd-step\" aria-label=\"step ") {
            continue;
        }
        assert!(
            ![
                "script", "iframe", "form", "input", "style", "object", "svg", "link", "meta",
                "base"
            ]
            .contains(&element),
            "{name}: <{tag}>"
        );
        assert!(
            !tag.contains(" on") && !tag.contains("javascript:") && !tag.contains(" style="),
            "{name}: <{tag}>"
        );
        assert!(!tag.starts_with("img ") || tag.contains("src=\"/_a/"), "{name}: <{tag}>");
    }
}

/// The inside of each start tag, attribute values in quotes included. In what the sanitiser writes,
/// `<` never stands for itself.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter(|tag| !tag.starts_with('/')).map(|tag| {
        let mut quoted = false;
        let end = tag.find(|c: char| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        &tag[..end.unwrap_or(tag.len())]
    })
}
