//! The help center's home: a headline, the way into search, and the sections.

use frame::document::{Kind, place_name};
use frame::{count, find, words};

use super::{Page, Pages};
use crate::article::Article;
use crate::site::Section;
use crate::text::escape;

/// Articles shown in each section's card.
const PER_CARD: usize = 5;

impl Pages<'_> {
    /// The home page in this locale.
    pub fn home(&self, locale: &str) -> String {
        let place = place_name(&self.site.name, locale);
        let headline = self.site.tagline.get(locale).unwrap_or(&place);
        let mut main = format!(
            "<section class=\"fd-hero\"><h1>{}</h1>{}</section>\n",
            escape(headline),
            find::large(locale)
        );
        // Sections of one group stand together, in the order in which the groups first appear.
        let mut groups: Vec<(&str, String)> = Vec::new();
        for section in &self.site.sections {
            let card = self.card(locale, section, section.group.is_empty());
            match groups.iter_mut().find(|(group, _)| *group == section.group) {
                Some((_, cards)) => cards.push_str(&card),
                None => groups.push((&section.group, card)),
            }
        }
        for (group, cards) in groups.iter().filter(|(_, cards)| !cards.is_empty()) {
            if !group.is_empty() {
                main.push_str(&format!("<h2>{}</h2>\n", escape(group)));
            }
            main.push_str(&format!("<div class=\"fd-sections\">\n{cards}</div>\n"));
        }
        let versions =
            self.site.locales.iter().map(|l| (l.as_str(), format!("/help/{l}/"))).collect();
        self.document(&Page {
            locale,
            kind: Kind::Search,
            title: "",
            description: headline,
            versions,
            main,
        })
    }

    /// A section as a card; empty for a section without articles in any language to show.
    fn card(&self, locale: &str, section: &Section, top_level: bool) -> String {
        let mut articles: Vec<&Article> =
            self.catalog.section(locale, &section.id).iter().collect();
        let own = articles.len();
        articles.extend(self.untranslated(locale, &section.id));
        if articles.is_empty() {
            return String::new();
        }
        let path = format!("/help/{locale}/{}/", section.id);
        let level = if top_level { "h2" } else { "h3" };
        let title = section.title.get(locale).map_or("", String::as_str);
        let summary = section.summary.get(locale).map_or("", String::as_str);
        let mut items = String::new();
        for (at, article) in articles.iter().take(PER_CARD).enumerate() {
            let language = if at < own {
                String::new()
            } else {
                format!(" lang=\"{0}\" hreflang=\"{0}\"", article.locale)
            };
            items.push_str(&format!(
                "<li><a href=\"{}\"{language}>{}</a></li>",
                escape(&article.url()),
                escape(&article.front.title)
            ));
        }
        // Nothing more to see, no link to it: the title leads to the section anyway.
        let all = match articles.len() {
            n if n > PER_CARD => {
                let words = words::of(locale);
                let words = count::counted(words, words.all_articles, n as u64);
                format!("<a class=\"fd-link fd-more\" href=\"{path}\">{words}</a>")
            }
            _ => String::new(),
        };
        format!(
            "<section class=\"fd-section-card\"><{level}><a href=\"{path}\">{}</a></{level}><p>{}</p><ul class=\"fd-article-list\">{items}</ul>{all}</section>\n",
            escape(title),
            escape(summary)
        )
    }
}
