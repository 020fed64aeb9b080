//! An article's page: its path, its text, the contents list, and where to go from there.

use frame::document::Kind;
use frame::words;

use super::{Page, Pages, article_list};
use crate::article::Article;
use crate::marks::{self, Reader};
use crate::outline::Heading;
use crate::related;
use crate::text::escape;

/// From how many headings on there is a contents list.
const TOC_FROM: usize = 2;

impl Pages<'_> {
    /// The page of an article whose body is this sanitised HTML with marks.
    pub fn article(&self, article: &Article, html: &str) -> String {
        let locale = article.locale.as_str();
        let words = words::of(locale);
        let section = self.site.section(&article.section);
        let section_title = section.and_then(|s| s.title.get(locale)).map_or("", String::as_str);
        let home = format!("/help/{locale}/");
        let section_path = format!("/help/{locale}/{}/", article.section);
        let title = article.front.title.as_str();

        let mut main = self.breadcrumbs(
            words,
            &[(words.help_center, &home), (section_title, &section_path), (title, "")],
        );
        main.push_str(&format!("<div class=\"fd-article\"><header><h1>{}</h1>", escape(title)));
        // Only what the author wrote: the made one is the first sentence, which follows anyway.
        if !article.front.summary.is_empty() {
            main.push_str(&format!("<p class=\"fd-lead\">{}</p>", escape(&article.front.summary)));
        }
        main.push_str("</header>\n");
        if let Some(items) = contents(&article.outline.headings, TOC_FROM) {
            main.push_str(&format!(
                "<nav class=\"fd-toc\" aria-label=\"{0}\"><h2>{0}</h2><ol>{items}</ol></nav>\n",
                words.on_this_page
            ));
        }
        let text = marks::fill(html, Reader::Page, words);
        main.push_str(&format!("<article class=\"fd-prose\">\n{text}</article>\n"));
        main.push_str(&format!(
            "<div class=\"fd-still\"><p>{}</p><a class=\"fd-button\" href=\"/help/{locale}/contact\" data-frontdesk=\"open\">{}</a></div>\n",
            words.still_need_help, words.contact
        ));
        let related = related::of(article, self.catalog, &self.terms);
        if !related.is_empty() {
            main.push_str(&format!(
                "<section class=\"fd-related\"><h2>{}</h2>\n{}</section>\n",
                words.related,
                article_list(&related)
            ));
        }
        main.push_str("</div>");
        let versions = self.article_versions(article);
        self.document(&Page {
            locale,
            kind: Kind::Help,
            title,
            description: article.summary(),
            versions,
            main,
        })
    }

    /// This article in every language it is written in.
    fn article_versions(&self, article: &Article) -> Vec<(&str, String)> {
        let in_locale =
            |locale: &str| self.catalog.by_place(locale, &article.section, &article.slug);
        let locales = self.site.locales.iter();
        locales.filter_map(|locale| Some((locale.as_str(), in_locale(locale)?.url()))).collect()
    }
}

/// The items of a contents list: headings of level 2, each with its headings of level 3; `None` for
/// fewer than `from`.
pub(super) fn contents(headings: &[Heading], from: usize) -> Option<String> {
    let mut items = String::new();
    let (mut count, mut open_item, mut open_list) = (0, false, false);
    for heading in headings.iter().filter(|h| h.level <= 3 && !h.text.is_empty()) {
        count += 1;
        let nested = heading.level == 3 && open_item;
        if nested && !open_list {
            items.push_str("<ol>");
            open_list = true;
        }
        if !nested {
            items.push_str(if open_list {
                "</li></ol></li>\n"
            } else if open_item {
                "</li>\n"
            } else {
                ""
            });
            (open_item, open_list) = (true, false);
        } else if !items.ends_with("<ol>") {
            items.push_str("</li>");
        }
        items.push_str(&format!(
            "<li><a href=\"#{}\">{}</a>",
            escape(&heading.id),
            escape(&heading.text)
        ));
    }
    if count < from {
        return None;
    }
    items.push_str(if open_list { "</li></ol></li>" } else { "</li>" });
    Some(items)
}
