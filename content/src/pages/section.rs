//! A section: its articles, and below them those that are not translated yet.

use frame::document::Kind;
use frame::{locale::language_name, words};

use super::{Page, Pages, article_list};
use crate::article::Article;
use crate::site::Section;
use crate::text::escape;

impl Pages<'_> {
    /// The page of a section in this locale; `None` when there is nothing to list.
    pub fn section(&self, locale: &str, section: &Section) -> Option<String> {
        let articles: Vec<&Article> = self.catalog.section(locale, &section.id).iter().collect();
        let others = self.untranslated(locale, &section.id);
        if articles.is_empty() && others.is_empty() {
            return None;
        }
        let words = words::of(locale);
        let title = section.title.get(locale).map_or("", String::as_str);
        let summary = section.summary.get(locale).map_or("", String::as_str);
        let home = format!("/help/{locale}/");
        let mut main = self.breadcrumbs(words, &[(words.help_center, &home), (title, "")]);
        main.push_str(&format!("<header class=\"fd-section-head\"><h1>{}</h1>", escape(title)));
        if !summary.is_empty() {
            main.push_str(&format!("<p class=\"fd-lead\">{}</p>", escape(summary)));
        }
        main.push_str("</header>\n");
        if !articles.is_empty() {
            main.push_str(&article_list(&articles));
        }
        if !others.is_empty() {
            let default = self.site.default_locale.as_str();
            let language = language_name(default);
            main.push_str(&format!(
                "<section class=\"fd-related\"><h2>{}</h2><div lang=\"{default}\">{}</div></section>\n",
                escape(&words::fill(words.only_in, language)),
                article_list(&others)
            ));
        }
        let description = if summary.is_empty() { title } else { summary };
        let versions = self.section_versions(&section.id);
        Some(self.document(&Page { locale, kind: Kind::Help, title, description, versions, main }))
    }

    /// Locales that have a page of this section: those with an article, or with one to fall back on.
    fn section_versions(&self, id: &str) -> Vec<(&str, String)> {
        let any = |locale: &str| {
            !self.catalog.section(locale, id).is_empty()
                || !self.untranslated(locale, id).is_empty()
        };
        let locales = self.site.locales.iter().filter(|locale| any(locale));
        locales.map(|locale| (locale.as_str(), format!("/help/{locale}/{id}/"))).collect()
    }
}
