//! Every kind of fault in articles: what an author is told, where, and that nothing is written.

use super::site::{ARTICLE, SITE, Site};

/// The faults of a site, one a line, must be these, and nothing may have been written.
#[track_caller]
pub fn check(site: &Site, expected: &[&str]) {
    let done = site.build("out");
    let told = String::from_utf8(done.stderr).unwrap();
    let mut lines: Vec<&str> = told.lines().collect();
    let last = lines.pop().unwrap_or_default();
    assert_eq!(lines, expected);
    assert_eq!(done.status.code(), Some(1));
    assert!(last.ends_with("nothing written"), "{last}");
    assert!(!site.path("out").exists());
}

/// Faults of the article `start.md` when this is its text.
#[track_caller]
fn article(text: impl AsRef<[u8]>, expected: &[&str]) {
    let expected: Vec<_> =
        expected.iter().map(|fault| format!("articles/en/guides/start.md:{fault}")).collect();
    let expected: Vec<_> = expected.iter().map(String::as_str).collect();
    check(&Site::new().with("articles/en/guides/start.md", text), &expected);
}

#[test]
fn missing_title() {
    article("Hello.\n", &["1: missing title: start the file with `---`, `title: …`, `---`"]);
    article(
        "---\nsummary: x\n---\nHello.\n",
        &["1: missing title: add `title: …` to the front matter"],
    );
}

#[test]
fn bad_front_matter() {
    article(
        "---\ntitle: Start\n\nHello.\n",
        &[
            "1: bad front matter, it is never closed: add a line `---` below it",
            "4: bad front matter `Hello.`: write `key: value`",
            "4: the article is empty: write something below the front matter, or remove the file",
        ],
    );
    article(
        "---\ntitle: A\nauthor: B\n---\nHello.\n",
        &[
            "3: unknown key `author` in the front matter: correct or remove it (known: title, summary, keywords, related, order, updated)",
        ],
    );
    article(
        "---\ntitle: [a, b]\nkeywords: word\norder: last\nupdated: May\n---\nHello.\n",
        &[
            "2: bad front matter, `title` must be one line of text, 1 to 300 characters",
            "3: bad front matter, `keywords` must be a list: [invoice, receipt]",
            "4: bad front matter, `order` must be a whole number",
            "5: bad front matter, `updated` must be a day: 2026-01-31",
        ],
    );
    article(
        "---\ntitle: \"A\ntitle: B\ntitle: C\n- x\n---\nHello.\n",
        &[
            "2: bad front matter, quotes that do not match: \"A",
            "4: bad front matter, `title` is there twice: remove one",
            "5: bad front matter, a list item without a key: put `key:` on the line above",
        ],
    );
}

#[test]
fn bad_related() {
    article(
        "---\ntitle: A\nrelated: [start, nowhere]\n---\nHello.\n",
        &[
            "3: `related` names `nowhere`, and there is no such article: write its file name without .md",
        ],
    );
}

#[test]
fn duplicate_slug() {
    let two = SITE.to_string() + "\n[[sections]]\nid = \"more\"\ntitle = \"More\"\n";
    let site = Site::new().with("site.toml", two).with("articles/en/more/start.md", ARTICLE);
    check(
        &site,
        &[
            "articles/en/more/start.md:1: duplicate slug `start`, as in articles/en/guides/start.md: give one of the files another name",
        ],
    );
}

#[test]
fn bad_file_name() {
    check(
        &Site::new().with("articles/en/guides/Next Step.md", ARTICLE),
        &[
            "articles/en/guides/Next Step.md:1: bad file name `Next Step.md`: it is part of the address, use a-z, 0-9 and dashes, then .md",
        ],
    );
}

#[test]
fn duplicate_id() {
    let profile = "id = \"x\"\nname = \"X\"\ndefault_locale = \"en\"\nlocales = [\"en\"]\n[import]\nid = \"id\"\n";
    let text = "---\ntitle: A\nid: 7\n---\nHello.\n";
    let site = Site::new().with("site.toml", profile).with("articles/en/guides/start.md", text);
    check(
        &site.with("articles/en/guides/next.md", text),
        &[
            "articles/en/guides/start.md:3: duplicate id 7, as in articles/en/guides/next.md: give each article its own",
        ],
    );
}

#[test]
fn broken_links() {
    article(
        "---\ntitle: A\n---\n[a](nowhere.md)\n[b](#gone) [c](start.md#gone)\n\n## Here\n",
        &[
            "4: broken link `nowhere.md`: there is no such article: correct the path, or write the article",
            "5: broken link `#gone`: no heading has the anchor #gone (there are: #here)",
            "5: broken link `start.md#gone`: no heading has the anchor #gone (there are: #here)",
        ],
    );
    article(
        "---\ntitle: A\n---\n[a](/status) [b](../more/start.md)\n[c](/shop) [d](start.html)\n[e](javascript:alert(1)) [f]()\n",
        &[
            "4: broken link `../more/start.md`: there is no such article, but there is articles/en/guides/start.md: correct the path",
            "5: broken link `/shop`: link to an article by its file, such as ../guides/start.md",
            "5: broken link `start.html`: link to an article's .md file, or write the whole https address",
            "6: a link without an address: write one",
            "6: link `javascript:alert(1)`: addresses that start with `javascript:` are not allowed, use https",
        ],
    );
}

#[test]
fn broken_images() {
    article(
        "---\ntitle: A\n---\n![a](img/a.png)\n![b](https://x.example/b.png)\n![c](c.svg) ![d](../../../../../etc/d.png)\n",
        &[
            "4: missing image `img/a.png`: add the file, or correct the path",
            "5: image `https://x.example/b.png` lies on another server: put the file beside the article",
            "6: image `c.svg`: SVG can carry scripts, export it as PNG or WebP",
            "6: missing image `../../../../../etc/d.png`: add the file, or correct the path",
        ],
    );
}

#[test]
fn invalid_utf8() {
    article(b"---\ntitle: A\n---\nGr\xfc\xdfe\n", &["4: not valid UTF-8: save the file as UTF-8"]);
}

#[test]
fn too_large() {
    let text = |words| format!("---\ntitle: A\n---\n{}", "word ".repeat(words));
    article(
        text(3_360_000),
        &["1: the article has 16800017 bytes, the limit is 16777216: split it"],
    );
    // Above a megabyte it is built, and listed.
    let site = Site::new().with("articles/en/guides/start.md", text(210_000));
    let done = site.build("out");
    let told = String::from_utf8(done.stdout).unwrap();
    assert!(told.ends_with("\n     1 articles above 1 MB\n"), "{told}");
    assert!(done.status.success());
}

#[test]
fn empty_article() {
    article(
        "---\ntitle: A\n---\n\n  \n",
        &["4: the article is empty: write something below the front matter, or remove the file"],
    );
}

#[test]
fn raw_html() {
    article(
        "---\ntitle: A\n---\n<!-- a comment is fine -->\nRun `<b>` in <SITE>.\n\n<div\n onclick=\"x\">\n<p>\n</div>\n",
        &[
            "5: raw HTML `<site>` is not allowed: write Markdown, or put it between backticks to show it",
            "8: raw HTML `<div>` is not allowed: write Markdown, or put it between backticks to show it",
            "9: raw HTML `<p>` is not allowed: write Markdown, or put it between backticks to show it",
        ],
    );
}

#[test]
fn headings() {
    article(
        "---\ntitle: A\n---\n# Title again\n\n## One {#one}\n\n## Two {#one}\n",
        &[
            "4: a heading with one `#`: the title is the only one of that level, write `##`",
            "8: duplicate anchor `#one`: give each heading its own",
        ],
    );
}

#[test]
fn unknown_folders() {
    let site = Site::new()
        .with("articles/fr/guides/a.md", ARTICLE)
        .with("articles/fr/guides/b.md", ARTICLE)
        .with("articles/en/other/c.md", ARTICLE)
        .with("articles/en/d.md", ARTICLE);
    check(
        &site,
        &[
            "articles/en/d.md:1: the article is not in a section's folder: move it to articles/<locale>/<section>/",
            "articles/en/other:1: unknown section `other` (known: guides): add it to [[sections]] in site.toml, or rename the folder",
            "articles/fr:1: unknown locale `fr` (known: en, ja): add it to `locales` in site.toml, or rename the folder",
        ],
    );
}

#[test]
fn no_articles() {
    let site = Site::new().without("articles/en/guides/start.md");
    check(&site, &["site.toml:1: there is no article in the default locale `en`: write one"]);
}

#[test]
fn everything_at_once_and_sorted() {
    let site = Site::new()
        .with("site.toml", SITE.replace("\"Shop\"", "7"))
        .with("articles/ja/guides/start.md", "---\ntitle: B\n---\n")
        .with("articles/en/guides/start.md", "---\ntitle: A\n---\n[a](b.md)\n")
        .with("articles/en/guides/z.md", b"\xff");
    check(
        &site,
        &[
            "articles/en/guides/start.md:4: broken link `b.md`: there is no such article: correct the path, or write the article",
            "articles/en/guides/z.md:1: not valid UTF-8: save the file as UTF-8",
            "articles/ja/guides/start.md:4: the article is empty: write something below the front matter, or remove the file",
            "site.toml:1: `name` is missing: add `name = \"My shop\"`",
            "site.toml:2: `name` must be a text in quotes, not empty",
        ],
    );
}
