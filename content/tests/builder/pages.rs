//! What Markdown becomes, and what is on the pages.

use super::site::{SITE, Site, without_after};

/// The body of an article with this Markdown.
fn body(markdown: &str) -> String {
    let text = format!("---\ntitle: T\n---\n{markdown}");
    without_anchors(&Site::new().with("articles/en/guides/start.md", text).fragment("start"))
}

/// The HTML without the links of headings to themselves.
fn without_anchors(html: &str) -> String {
    let mut parts = html.split("<a class=\"fd-anchor\"");
    let mut rest = parts.next().unwrap().to_string();
    rest.extend(parts.map(|part| part.split_once("</a>").expect("the link's end").1));
    without_after(&rest).0
}

#[test]
fn markdown() {
    let cases = [
        ("## Über *uns*\n", "<h2 id=\"über-uns\">Über <em>uns</em></h2>\n"),
        (
            "## 手順\n\n#### 手順\n\n## A {#手順-3}\n",
            "<h2 id=\"手順\">手順</h2>\n<h4 id=\"手順-2\">手順</h4>\n<h2 id=\"手順-3\">A</h2>\n",
        ),
        ("## !!! {.big onclick=x}\n", "<h2 id=\"section\">!!!</h2>\n"),
        (
            "> [!WARNING]\n> Hot.\n",
            "<div class=\"fd-callout\" data-kind=\"warning\" role=\"note\"><p class=\"fd-callout-title\">Warning</p>\n<p>Hot.</p>\n</div>\n",
        ),
        ("> Said.\n", "<blockquote>\n<p>Said.</p>\n</blockquote>\n"),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |\n",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>\n",
        ),
        ("~~no~~ `a<b`\n", "<p><del>no</del> <code>a&lt;b</code></p>\n"),
        ("- [x] done\n- [ ] open\n", "<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>\n"),
        ("3. three\n", "<ol start=\"3\">\n<li>three</li>\n</ol>\n"),
        (
            "```sh -x\nls <a>\n```\n\n    pwd\n",
            "<pre><button type=\"button\" class=\"fd-copy\">Copy</button><code class=\"language-sh\">ls &lt;a&gt;\n</code></pre>\n<pre><button type=\"button\" class=\"fd-copy\">Copy</button><code>pwd\n</code></pre>\n",
        ),
        (
            "A[^1].\n\n[^1]: B.\n",
            "<p>A<sup><a href=\"#fn-1\" rel=\"noopener\">1</a></sup>.</p>\n<div class=\"footnote-definition\" id=\"fn-1\"><sup>1</sup>\n<p>B.</p>\n</div>\n",
        ),
        (
            "<https://x.example> <a@x.example>\n",
            "<p><a href=\"https://x.example\" rel=\"noopener\">https://x.example</a> <a href=\"mailto:a@x.example\" rel=\"noopener\">a@x.example</a></p>\n",
        ),
        (
            "[a](start.md) [b](#c)\n\n### C\n",
            "<p><a href=\"/help/en/guides/start/\" rel=\"noopener\">a</a> <a href=\"#c\" rel=\"noopener\">b</a></p>\n<h3 id=\"c\">C</h3>\n",
        ),
        (
            "[How it *works*](https://vimeo.com/7)\n\n[How](https://vimeo.com/7) b\n\n[How it works](https://vimeo.com/7)\n",
            "<p><a href=\"https://vimeo.com/7\" rel=\"noopener\">How it <em>works</em></a></p>\n<p><a href=\"https://vimeo.com/7\" rel=\"noopener\">How</a> b</p>\n<figure><a class=\"fd-play\" href=\"https://vimeo.com/7\" data-player=\"https://player.vimeo.com/video/7?autoplay=1&amp;dnt=1\" rel=\"noopener\">How it works <small>vimeo.com</small></a></figure>\n",
        ),
        ("a <!-- note --> b\n", "<p>a  b</p>\n"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(body(markdown), expected, "{markdown}");
    }
}

#[test]
fn headings_link_to_themselves() {
    let text = "---\ntitle: T\n---\n## A *b*\n";
    let html = Site::new().with("articles/en/guides/start.md", text).fragment("start");
    let link = "<a class=\"fd-anchor\" href=\"/help/en/guides/start/#a-b\" aria-label=\"Link to this section\" rel=\"noopener\"></a>";
    assert_eq!(without_after(&html).0, format!("<h2 id=\"a-b\">A <em>b</em>{link}</h2>\n"));
}

#[test]
fn steps_can_be_ticked_off() {
    let step = |n: u32| {
        format!(
            "<li><input type=\"checkbox\" class=\"fd-step\" aria-label=\"Step {n} done\" autocomplete=\"off\">"
        )
    };
    let cases = [
        (
            "3. a\n4. b\n",
            format!("<ol start=\"3\">\n{}a</li>\n{}b</li>\n</ol>\n", step(3), step(4)),
        ),
        // The parts of a step belong to it.
        (
            "1. a\n   1. x\n   2. y\n2. b\n   - z\n",
            format!(
                "<ol>\n{}a\n<ol>\n<li>x</li>\n<li>y</li>\n</ol>\n</li>\n{}b\n<ul>\n<li>z</li>\n</ul>\n</li>\n</ol>\n",
                step(1),
                step(2)
            ),
        ),
        (
            "- a\n  1. x\n  2. y\n",
            format!(
                "<ul>\n<li>a\n<ol>\n{}x</li>\n{}y</li>\n</ol>\n</li>\n</ul>\n",
                step(1),
                step(2)
            ),
        ),
    ];
    for (markdown, expected) in cases {
        assert_eq!(body(markdown), expected, "{markdown}");
    }
}

#[test]
fn images_have_their_size_and_open_large() {
    let png = |width: u8| {
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01", &[width][..], b"\0\0\0\x0a\x08"].concat()
    };
    let text =
        "---\ntitle: T\n---\n![A dot](dot.png)\n\n[![A dot](dot.png)](start.md) ![](dot.png)\n";
    let html = Site::new()
        .with("articles/en/guides/dot.png", png(0x90))
        .with("articles/en/guides/start.md", text)
        .fragment("start");
    let (source, _) = html.split_once("src=\"").unwrap().1.split_once('"').unwrap();
    let image = |alt: &str| {
        format!(
            "<img src=\"{source}\" alt=\"{alt}\" width=\"400\" height=\"10\" loading=\"lazy\" decoding=\"async\">"
        )
    };
    let large =
        format!("<a class=\"fd-zoom\" href=\"{source}\" rel=\"noopener\">{}</a>", image("A dot"));
    let linked =
        format!("<a href=\"/help/en/guides/start/\" rel=\"noopener\">{}</a>", image("A dot"));
    let html = without_after(&html).0;
    assert_eq!(html, format!("<p>{large}</p>\n<p>{linked} {}</p>\n", image("")));
}

#[test]
fn a_long_article_begins_with_its_contents() {
    let html = body("## A\n\n### B\n\n#### no\n\n## C\n");
    assert!(
        html.starts_with(
            "<details class=\"fd-contents\"><summary>On this page</summary><ol><li><a href=\"#a\">A</a><ol><li><a href=\"#b\">B</a></li></ol></li>\n<li><a href=\"#c\">C</a></li></ol></details>\n<h2 id=\"a\">A</h2>\n"
        ),
        "{html}"
    );
    assert!(!body("## A\n\n## C\n").contains("<details"));
}

#[test]
fn an_article_leads_on_to_what_has_rare_words_in_common() {
    let text = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\nx\n");
    let mut site = Site::new()
        .with("articles/en/guides/a.md", text("Change a password", ""))
        .with("articles/en/guides/b.md", text("Passwords that are safe", ""))
        .with("articles/en/guides/c.md", text("Sign in", "keywords: [password]\nrelated: [n5]\n"));
    for n in 0..8 {
        site = site.with(&format!("articles/en/guides/n{n}.md"), text(&format!("Change {n}"), ""));
    }
    let next = |slug: &str| {
        let html = site.fragment(slug);
        let (_, list) = html
            .split_once("<nav class=\"fd-next\" aria-label=\"Read next\"><h3>Read next</h3>")
            .unwrap();
        let links = list.split("/help/en/guides/").skip(1);
        links.map(|link| link.split('/').next().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(next("a"), ["b", "c", "start"]);
    // The author's choice is the first.
    assert_eq!(next("c"), ["n5", "a", "b"]);
}

#[test]
fn an_article_page_has_its_frame() {
    let text = "---\ntitle: A < B\nsummary: One line.\n---\n## One\n\n### Deep\n\n## Two\n\nx\n";
    let page = Site::new()
        .with("site.toml", SITE.replace("origins", "url = \"https://help.example\"\norigins"))
        .with("articles/en/guides/compare.md", text)
        .with("articles/ja/guides/compare.md", text)
        .built("help/en/guides/compare/index.html");
    for part in [
        "<html lang=\"en\" dir=\"ltr\">",
        "<title>A &lt; B · Shop Help center</title>",
        "<meta name=\"description\" content=\"One line.\">",
        "<link rel=\"canonical\" href=\"https://help.example/help/en/guides/compare/\">",
        "<link rel=\"alternate\" hreflang=\"ja\" href=\"https://help.example/help/ja/guides/compare/\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://help.example/help/en/guides/compare/\">",
        "<script src=\"/widget.js\" data-site=\"shop\" data-locale=\"en\" defer></script>",
        "<li><a href=\"/help/ja/guides/compare/\" lang=\"ja\" hreflang=\"ja\">日本語</a></li>",
        "<li><a href=\"/help/en/guides/\">Guides</a></li><li aria-current=\"page\">A &lt; B</li>",
        "<ol><li><a href=\"#one\">One</a><ol><li><a href=\"#deep\">Deep</a></li></ol></li>\n<li><a href=\"#two\">Two</a></li></ol>",
        "<a class=\"fd-button\" href=\"/help/en/contact\" data-frontdesk=\"open\">Ask a person</a>",
        "<form class=\"fd-find\" role=\"search\" action=\"/help/en/search\">",
        "<a href=\"/help/en/guides/start/\"><strong>Start</strong><small>Hello.</small></a>",
        "<a href=\"/status?lang=en\">",
    ] {
        assert!(page.contains(part), "{part}\n\n{page}");
    }
    assert!(!page.contains("style="));
}

#[test]
fn untranslated_articles_are_listed_in_their_language() {
    let site = Site::new();
    let section = site.built("help/ja/guides/index.html");
    assert!(section.contains("English のみの記事"), "{section}");
    assert!(section.contains("<div lang=\"en\"><ul class=\"fd-article-list\">"), "{section}");
    let home = site.built("help/ja/index.html");
    assert!(
        home.contains("<a href=\"/help/en/guides/start/\" lang=\"en\" hreflang=\"en\">Start</a>"),
        "{home}"
    );
    // An article that is not translated switches to the other language's home.
    let article = site.built("help/en/guides/start/index.html");
    assert!(article.contains("<a href=\"/help/ja/\" lang=\"ja\" hreflang=\"ja\">"), "{article}");
}

#[test]
fn a_translation_falls_back_to_the_default_locale() {
    let text = "---\ntitle: 次\n---\n[はじめに](start.md#first-step)\n";
    let page = Site::new()
        .with("articles/ja/guides/next.md", text)
        .built("help/ja/guides/next/index.html");
    assert!(
        page.contains("<a href=\"/help/en/guides/start/#first-step\" rel=\"noopener\">"),
        "{page}"
    );
}

#[test]
fn the_owners_colour_reaches_the_style_sheet() {
    let site = Site::new().with("site.toml", SITE.to_string() + "[brand]\ncolor = \"#123456\"\n");
    let manifest: desk::wire::site::SiteManifest =
        serde_json::from_str(&site.built("_site/shop.json")).unwrap();
    let css = site.built(manifest.assets.pages_css.trim_start_matches('/'));
    assert!(css.contains(":root{--fd-accent:#123456}"), "{css}");
}

#[test]
fn articles_stand_in_the_wanted_order() {
    let text = |title: &str, order: &str| format!("---\ntitle: {title}\n{order}---\nx\n");
    let page = Site::new()
        .with("articles/en/guides/a.md", text("Zebra", "order: 1\n"))
        .with("articles/en/guides/b.md", text("Apple", ""))
        .built("help/en/guides/index.html");
    let at = |title: &str| page.find(&format!("<strong>{title}</strong>")).unwrap();
    assert!(at("Zebra") < at("Apple") && at("Apple") < at("Start"));
}

#[test]
fn an_articles_version_follows_its_text_alone() {
    let version = |front: &str, body: &str, other: &str| {
        let text = format!("---\n{front}\n---\n{body}");
        let other = format!("---\ntitle: O\n---\n{other}");
        let site = Site::new()
            .with("articles/en/guides/start.md", text)
            .with("articles/en/guides/other.md", other);
        without_after(&site.fragment("start")).1
    };
    let first = version("title: T", "## A\n\nRead *this*.\n", "x");
    assert_eq!(first.len(), 16);
    assert!(first.bytes().all(|b| b.is_ascii_hexdigit()), "{first}");
    let same = [
        ("title: T", "## A\n\nRead *this*.\n", "y"),
        ("title: T\nkeywords: [z]", "## A {#b}\n\nRead **this**.\n", "x"),
        ("title: T", "A\n-\n\nRead\nthis.\n", "x"),
    ];
    for (front, body, other) in same {
        assert_eq!(version(front, body, other), first, "{front} {body} {other}");
    }
    let others = [
        ("title: U", "## A\n\nRead *this*.\n"),
        ("title: T", "## B\n\nRead *this*.\n"),
        ("title: T", "## A\n\nRead that.\n"),
        ("title: T", "## A\n\nRead *this*.\n\n#### C\n"),
        ("title: T", "## A\n\nRead *this*.\n\n```\ncode\n```\n"),
    ];
    for (front, body) in others {
        assert_ne!(version(front, body, "x"), first, "{front} {body}");
    }
}
