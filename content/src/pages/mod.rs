//! The help center's pages: whole HTML documents that work without script.
//!
//! Their looks are in `brand/pages.css`; their words in [`words`]. Everything put into a page is
//! escaped here, but for article bodies, which come from the sanitiser.

pub mod article;
pub mod fragment;
pub mod home;
pub mod section;
pub mod words;

use crate::article::Article;
use crate::catalog::Catalog;
use crate::related::Terms;
use crate::site::Site;
use crate::text::escape;
use words::{Words, direction, language_name};

/// What all pages of a site share.
pub struct Pages<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its articles.
    pub catalog: &'a Catalog<'a>,
    /// And what they have in common.
    pub terms: Terms,
    /// Address of the style sheet.
    pub css: &'a str,
}

/// What one page puts into the common frame.
struct Page<'p> {
    locale: &'p str,
    /// In the window's title, before the site's name.
    title: &'p str,
    description: &'p str,
    /// Path of this page in every locale that has it.
    versions: Vec<(&'p str, String)>,
    /// Content of `<main>`.
    main: String,
}

/// Inline icons on a 20 px grid, drawn with the text's colour.
const BELL: &str = r#"<svg class="fd-icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 15.5h14M4.5 12.5a5.5 5.5 0 0 1 11 0zM10 7V4.5M8 4.5h4"/></svg>"#;
const LENS: &str = r#"<svg class="fd-icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4"/></svg>"#;

impl Pages<'_> {
    /// Articles of a section that exist in the default locale only.
    fn untranslated(&self, locale: &str, section: &str) -> Vec<&Article> {
        let default = &self.site.default_locale;
        if locale == default {
            return Vec::new();
        }
        let there = |slug: &str| self.catalog.by_place(locale, section, slug).is_some();
        self.catalog.section(default, section).iter().filter(|a| !there(&a.slug)).collect()
    }

    /// `Help center of Frontdesk`, without repeating a name that says so already.
    fn place_name(&self, words: &Words) -> String {
        format!("{} {}", self.site.name, words.help_center)
    }

    /// The whole document.
    fn document(&self, page: &Page<'_>) -> String {
        let Page { locale, title, description, versions, main } = page;
        let words = words::of(locale);
        let place = self.place_name(words);
        let title = if title.is_empty() { place } else { format!("{title} · {place}") };
        let name = escape(&self.site.name);
        format!(
            r##"<!doctype html>
<html lang="{locale}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
{versions}<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{css}">
<script src="/widget.js" data-site="{site}" data-locale="{locale}" defer></script>
</head>
<body class="fd-page" data-page="help">
<a class="fd-skip" href="#fd-main">{skip}</a>
<header class="fd-header"><a class="fd-brand" href="/help/{locale}/">{BELL}{name}</a>
<nav class="fd-nav" aria-label="{help_center}"><button type="button" class="fd-button-quiet fd-button-small" data-frontdesk="open">{LENS}{search}</button><a href="/status">{status}</a></nav>
{switch}</header>
<main id="fd-main">
{main}
</main>
<footer class="fd-footer"><span>{name}</span><a href="/help/{locale}/">{help_center}</a><a href="/status">{status}</a></footer>
</body>
</html>
"##,
            dir = direction(locale),
            title = escape(&title),
            description = escape(description),
            versions = self.version_links(locale, versions),
            css = escape(self.css),
            site = escape(&self.site.id),
            skip = words.skip,
            help_center = words.help_center,
            search = words.search,
            status = words.status,
            switch = self.locale_switch(locale, versions, words),
        )
    }

    /// For search engines: where this page really is, and its translations.
    fn version_links(&self, locale: &str, versions: &[(&str, String)]) -> String {
        let url = escape(&self.site.url);
        let mut links = String::new();
        for (other, path) in versions {
            let path = escape(path);
            if *other == locale {
                links.push_str(&format!("<link rel=\"canonical\" href=\"{url}{path}\">\n"));
            }
            if versions.len() > 1 {
                links.push_str(&format!(
                    "<link rel=\"alternate\" hreflang=\"{other}\" href=\"{url}{path}\">\n"
                ));
                if *other == self.site.default_locale {
                    links.push_str(&format!(
                        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{url}{path}\">\n"
                    ));
                }
            }
        }
        links
    }

    /// Links to this page in the other languages; to their home where it is not translated.
    fn locale_switch(&self, locale: &str, versions: &[(&str, String)], words: &Words) -> String {
        if self.site.locales.len() < 2 {
            return String::new();
        }
        let mut items = String::new();
        for other in &self.site.locales {
            let home = format!("/help/{other}/");
            let path = versions.iter().find(|(l, _)| l == other).map_or(&home, |(_, path)| path);
            let current = if other == locale { " aria-current=\"true\"" } else { "" };
            items.push_str(&format!(
                "<li><a href=\"{}\" lang=\"{other}\" hreflang=\"{other}\"{current}>{}</a></li>",
                escape(path),
                escape(language_name(other))
            ));
        }
        format!(
            "<nav aria-label=\"{}\"><ul class=\"fd-locale-switch\">{items}</ul></nav>\n",
            words.language
        )
    }

    /// The path above a title. The last step is the page itself.
    fn breadcrumbs(&self, words: &Words, steps: &[(&str, &str)]) -> String {
        let (last, before) = match steps.split_last() {
            Some((last, before)) => (last.0, before),
            None => return String::new(),
        };
        let mut items = String::new();
        for (name, path) in before {
            items.push_str(&format!("<li><a href=\"{}\">{}</a></li>", escape(path), escape(name)));
        }
        items.push_str(&format!("<li aria-current=\"page\">{}</li>", escape(last)));
        format!(
            "<nav class=\"fd-breadcrumbs\" aria-label=\"{}\"><ol>{items}</ol></nav>\n",
            words.path
        )
    }
}

/// A list of links to articles, with their summaries.
fn article_list(articles: &[&Article]) -> String {
    let item = |article: &&Article| {
        let summary = match article.summary() {
            "" => String::new(),
            summary => format!("<small>{}</small>", escape(summary)),
        };
        format!(
            "<li><a href=\"{}\"><strong>{}</strong>{summary}</a></li>\n",
            escape(&article.url()),
            escape(&article.front.title)
        )
    };
    format!(
        "<ul class=\"fd-article-list\">\n{}</ul>\n",
        articles.iter().map(item).collect::<String>()
    )
}
