//! What Markdown becomes, and what is on the pages.

use super::site::{SITE, Site};

/// The body of an article with this Markdown.
fn body(markdown: &str) -> String {
    let text = format!("---\ntitle: T\n---\n{markdown}");
    Site::new().with("articles/en/guides/start.md", text).fragment("start")
}

#[test]
fn markdown() {
    let cases = [
        ("## Über *uns*\n", "<h2 id=\"über-uns\">Über <em>uns</em></h2>\n"),
        (
            "## 手順\n\n## 手順\n\n## A {#手順-3}\n",
            "<h2 id=\"手順\">手順</h2>\n<h2 id=\"手順-2\">手順</h2>\n<h2 id=\"手順-3\">A</h2>\n",
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
        ("```sh\nls\n```\n", "<pre><code class=\"language-sh\">ls\n</code></pre>\n"),
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
        ("a <!-- note --> b\n", "<p>a  b</p>\n"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(body(markdown), expected, "{markdown}");
    }
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
        "<button type=\"button\" class=\"fd-button\" data-frontdesk=\"open\">Ask a person</button>",
        "<a href=\"/help/en/guides/start/\"><strong>Start</strong><small>Hello.</small></a>",
        "<a href=\"/status\">",
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
