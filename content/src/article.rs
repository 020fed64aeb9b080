//! An article: where it stands in the help center, what it says about itself, its plain text.
//!
//! Its parsed Markdown is not kept: that of 50,000 articles is gigabytes. It is parsed once for
//! what the other articles and the index need, and once more when its HTML is made.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

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
    /// Every id a link may point to.
    pub anchors: BTreeSet<String>,
    /// Headings and plain text.
    pub outline: Outline,
}

impl Article {
    /// Reads an article from its text.
    pub fn read(source: Source, text: &str, keys: &Keys, rules: Rules, log: &mut Log) -> Article {
        let Source { file, locale, section, slug } = source;
        let (front, body, line) = front::read(&file, text, keys, log);
        let body = markdown::parse(&file, body, line, rules, log);
        let outline = outline::of(&body);
        Article { file, locale, section, slug, front, anchors: body.anchors, outline }
    }

    /// Parses its text again. Faults were told the first time.
    pub fn body(&self, text: &str, keys: &Keys, rules: Rules) -> Body {
        let mut told = Log::default();
        let (_, body, line) = front::read(&self.file, text, keys, &mut told);
        markdown::parse(&self.file, body, line, rules, &mut told)
    }

    /// Section and slug: the name that is the same in every locale.
    pub fn path(&self) -> String {
        format!("{}/{}", self.section, self.slug)
    }

    /// Address of its page.
    pub fn url(&self) -> String {
        format!("/help/{}/{}/{}/", self.locale, self.section, self.slug)
    }

    /// Which text this is, as votes on it name it: a hash of what a reader reads, in
    /// `desk::text::VERSION_LEN` digits. Markup, keywords and the other articles do not change it.
    pub fn version(&self) -> String {
        let mut hash = Sha256::new();
        let headings = self.outline.headings.iter().map(|heading| &heading.text);
        let texts = self.outline.passages.iter().map(|passage| &passage.text);
        for text in [&self.front.title].into_iter().chain(headings).chain(texts) {
            hash.update(text);
            // No text has one: `ab` and `c` are not `a` and `bc`.
            hash.update([0]);
        }
        let bytes = hash.finalize();
        bytes.iter().take(desk::text::VERSION_LEN / 2).map(|byte| format!("{byte:02x}")).collect()
    }

    /// One line about it: the author's, else the beginning of the text.
    pub fn summary(&self) -> &str {
        if self.front.summary.is_empty() { &self.outline.beginning } else { &self.front.summary }
    }
}
