//! The help center's pages: whole HTML documents that work without script.
//!
//! Their looks are in `brand/pages.css`; the document around them and their words in `frame`.
//! Everything put into a page is escaped here, but for article bodies, which come from the sanitiser.

pub mod article;
pub mod fragment;
pub mod home;
pub mod section;

use crate::article::Article;
use crate::catalog::Catalog;
use crate::related::Terms;
use crate::site::Site;
use crate::text::escape;
use frame::document::{self, Kind};
use frame::words::Words;

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
    kind: Kind,
    /// In the window's title, before the site's name.
    title: &'p str,
    description: &'p str,
    /// Path of this page in every locale that has it.
    versions: Vec<(&'p str, String)>,
    /// Content of `<main>`.
    main: String,
}

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

    /// The whole document.
    fn document(&self, page: &Page<'_>) -> String {
        let Page { locale, kind, title, description, versions, main } = page;
        let site = document::Site {
            id: &self.site.id,
            name: &self.site.name,
            locales: &self.site.locales,
            css: self.css,
        };
        let head = format!(
            "<meta name=\"description\" content=\"{}\">\n{}",
            escape(description),
            self.version_links(locale, versions)
        );
        let (head, kind, foot) = (head.as_str(), *kind, "");
        document::document(
            &site,
            &document::Page { locale, kind, title, head, versions, main, foot },
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
