//! Import profiles on a small set: what is kept, what is taken out, and that it is listed.

use std::fs;

use super::site::{Site, build};

const PROFILE: &str = r#"id = "old"
name = "Old"
default_locale = "en"
locales = ["en"]

[import]
root = "content"
title = "headline"
id = "number"
draft = "hidden"
unknown_keys = "ignore"
links = ["https://old.example/{locale}/a/{id}-*", "https://old.example/{locale}/a/{id}"]
raw_html = "sanitise"
missing_images = "warn"
broken_links = "warn"
"#;

/// The fragment of `Folder/One.md` with this body, and the report.
fn import(body: &str) -> (String, String) {
    let head = |title: &str, number: u32| {
        format!("---\nheadline: {title}\nnumber: {number}\nauthor: me\n---\n")
    };
    let site = Site::new()
        .with("content/Folder/One.md", head("One", 1) + body)
        .with("content/Group/Folder/Two.md", head("Two", 2) + "## Part\n\nText.\n")
        .with(
            "content/Folder/Three.md",
            "---\nheadline: Three\nnumber: 3\nhidden: true\n---\nText.\n",
        );
    fs::write(site.path("profile.toml"), PROFILE).unwrap();
    let (profile, report) = (site.path("profile.toml"), site.path("report.txt"));
    let more = ["--site", profile.to_str().unwrap(), "--report", report.to_str().unwrap()];
    let done = build(&site.path("site"), &site.path("out"), &site.path("pages.css"), &more);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let built = super::site::files(&site.path("out"));
    let fragment = built.iter().find(|(name, _)| name.starts_with("_a/a-en-one.")).unwrap().1;
    let fragment = String::from_utf8(fragment.clone()).unwrap();
    (super::site::without_after(&fragment).0, fs::read_to_string(report).unwrap())
}

/// What raw HTML becomes, and which warnings about it are listed besides the draft.
#[track_caller]
fn check(body: &str, expected: &str, warnings: &[&str]) {
    let (html, report) = import(body);
    assert_eq!(html, expected, "{body}");
    let start = "content/Folder/One.md:";
    let told: Vec<_> = report.lines().filter_map(|line| line.strip_prefix(start)).collect();
    assert_eq!(told, warnings, "{body}");
    assert!(report.contains("content/Folder/Three.md:1: draft, not published: Three"), "{report}");
}

#[test]
fn links_are_found_by_id() {
    let two = "/help/en/group-folder/two/";
    check(
        "[a](https://old.example/en-us/a/2-Two#part)\n",
        &format!("<p><a href=\"{two}#part\" rel=\"noopener\">a</a></p>\n"),
        &[],
    );
    check(
        "<a href='https://old.example/en-us/a/2?x=1'>a</a>\n",
        &format!("<p><a href=\"{two}\" rel=\"noopener\">a</a></p>\n"),
        &[],
    );
    check(
        "[a](https://old.example/en-us/a/3-Three)\n\n[b](gone.md) [c](#gone)\n",
        "<p><a href=\"https://old.example/en-us/a/3-Three\" rel=\"noopener\">a</a></p>\n<p>b c</p>\n",
        &[
            "6: link `https://old.example/en-us/a/3-Three`: there is no article with the id 3",
            "8: broken link `#gone`: no heading has the anchor #gone (there are: none)",
            "8: broken link `gone.md`: there is no such article: correct the path, or write the article",
        ],
    );
}

#[test]
fn raw_html_is_cleaned_and_listed() {
    check(
        "<div class=\"x\" onclick=\"a()\"><b>B</b></div>\n",
        "<div><b>B</b></div>\n",
        &["6: attribute `class` taken off <div>", "6: attribute `onclick` taken off <div>"],
    );
    check(
        "a\n\n<script>\nalert('<b>')\n</script>\n\n<form\n action=\"/x\"><input name=\"q\">Find</form>\n",
        "<p>a</p>\n\nFind\n",
        &[
            "8: <script> taken out with its content",
            "13: <form> taken out",
            "13: <input> taken out",
        ],
    );
    check(
        "x <script>alert(1)</script> y\n",
        "<p>x  y</p>\n",
        &["6: <script> taken out with its content"],
    );
    check(
        "<a href=\"javascript:alert(1)\">x</a>\n",
        "<p><a rel=\"noopener\">x</a></p>\n",
        &[
            "6: link `javascript:alert(1)`: addresses that start with `javascript:` are not allowed, use https",
        ],
    );
    check(
        "<h1 id=\"t\">T</h1>\n\n# U\n\n[t](#t)\n",
        "<h2 id=\"t\">T</h2>\n<h2 id=\"u\">U<a class=\"fd-anchor\" href=\"/help/en/folder/one/#u\" aria-label=\"Link to this section\" rel=\"noopener\"></a></h2>\n<p><a href=\"#t\" rel=\"noopener\">t</a></p>\n",
        &["8: heading level 1 made level 2"],
    );
    check(
        "<a name=\"k\"></a>\n\n<p id=\"k\">x</p>\n\n<!-- c -->\n",
        "<p><a id=\"k\" rel=\"noopener\"></a></p>\n<p>x</p>\n\n",
        &["8: second id `k` taken off <p>"],
    );
}

#[test]
fn missing_images_leave_their_description() {
    check(
        "![The plug](img/a.png)\n",
        "<p><em class=\"fd-missing-image\">The plug</em></p>\n",
        &["6: missing image `img/a.png`: add the file, or correct the path"],
    );
    check(
        "<img src=\"https://x.example/a.png\" alt=\"A &amp; B\">\n",
        "<em class=\"fd-missing-image\">A &amp; B</em>\n",
        &[
            "6: image `https://x.example/a.png` lies on another server: put the file beside the article",
        ],
    );
}
