//! An article: where it stands in the help center, what it says about itself, its parsed body.

use crate::faults::Log;
use crate::front::{self, Front};
use crate::import::{Keys, Rules};
use crate::markdown::{self, Body};
use crate::outline::{self, Outline};
use crate::tree::Source;

/// An article, before its links are resolved.
#[derive(Debug)]
pub struct Article {
    /// Its file, relative to the site's folder.
    pub file: String,
    /// Locale it is written in.
    pub locale: String,
    /// Id of its section.
    pub section: String,
    /// Name in addresses; the same in every locale.
    pub slug: String,
    /// What it says about itself.
    pub front: Front,
    /// Its parsed text.
    pub body: Body,
    /// Headings and plain text.
    pub outline: Outline,
}

impl Article {
    /// Reads an article from its source.
    pub fn read(source: &Source, keys: &Keys, rules: Rules, log: &mut Log) -> Article {
        let (front, body, line) = front::read(&source.file, &source.text, keys, log);
        let body = markdown::parse(&source.file, body, line, rules, log);
        let outline = outline::of(&body);
        Article {
            file: source.file.clone(),
            locale: source.locale.clone(),
            section: source.section.clone(),
            slug: source.slug.clone(),
            front,
            body,
            outline,
        }
    }

    /// Section and slug: the name that is the same in every locale.
    pub fn path(&self) -> String {
        format!("{}/{}", self.section, self.slug)
    }

    /// Address of its page.
    pub fn url(&self) -> String {
        format!("/help/{}/{}/{}/", self.locale, self.section, self.slug)
    }

    /// One line about it: the author's, else the beginning of the text.
    pub fn summary(&self) -> &str {
        if self.front.summary.is_empty() { &self.outline.beginning } else { &self.front.summary }
    }
}
