//! Articles and passages as the builder handed them over.

use super::{Index, parts};
use crate::bytes::size;
use crate::format::{MASS_UNITS, Section, anchor};

/// An article as stored in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleRef<'a> {
    /// As in [`crate::Article::slug`].
    pub slug: &'a str,
    /// As in [`crate::Article::title`].
    pub title: &'a str,
    /// As in [`crate::Article::section`].
    pub section: &'a str,
    /// As in [`crate::Article::url`].
    pub url: &'a str,
    /// As in [`crate::Article::fragment`].
    pub fragment: &'a str,
}

/// A passage as stored in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassageRef<'a> {
    /// As in [`crate::Passage::heading`].
    pub heading: &'a str,
    /// As in [`crate::Passage::text`]; empty while the part that has it is elsewhere.
    pub text: &'a str,
    /// Its anchor, where the heading does not tell it.
    own: Option<&'a str>,
}

impl PassageRef<'_> {
    /// As in [`crate::Passage::anchor`].
    pub fn anchor(&self) -> String {
        self.own.map_or_else(|| anchor(self.heading), str::to_owned)
    }
}

/// What ranking needs of an article beside its length.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Numbers {
    /// Weight of its title's words together.
    pub(crate) title: f32,
    /// How new it is among the articles that have a date: 1 to 255, 0 without one.
    pub(crate) fresh: u8,
}

impl Index {
    /// Article by number; `None` past the end, or while its record is elsewhere.
    pub fn article(&self, id: u32) -> Option<ArticleRef<'_>> {
        let [mut slug, mut title, mut section, mut url, mut fragment, ..] = self.record(id)?;
        Some(ArticleRef {
            slug: slug.text()?,
            title: title.text()?,
            section: section.text()?,
            url: url.text()?,
            fragment: fragment.text()?,
        })
    }

    /// Passage of an article by number; `None` past the end, or while the article's record is elsewhere.
    pub fn passage(&self, article: u32, passage: u32) -> Option<PassageRef<'_>> {
        let mut found = None;
        self.each_passage(article, &mut |number, here| {
            if number == passage {
                found = Some(here);
            }
        });
        found
    }

    /// Calls `each` with every passage of an article and its number.
    pub(crate) fn each_passage<'a>(
        &'a self,
        article: u32,
        each: &mut dyn FnMut(u32, PassageRef<'a>),
    ) -> Option<()> {
        let [.., mut lengths, mut headings, mut anchors] = self.record(article)?;
        let texts = self.texts(article);
        let mut at = 0usize;
        for number in 0..self.passages(article) {
            let end = at.checked_add(lengths.number()? as usize)?;
            let text = texts.and_then(|texts| texts.get(at..end)).unwrap_or(&[]);
            let text = core::str::from_utf8(text).ok()?;
            let heading = headings.text()?;
            let own = match parts::anchor_own(&mut anchors)? {
                Some(own) => Some(core::str::from_utf8(own).ok()?),
                None => None,
            };
            each(number, PassageRef { heading, text, own });
            at = end;
        }
        Some(())
    }

    /// How many passages an article has; 0 past the end.
    pub fn passages(&self, article: u32) -> u32 {
        self.passages.get(article as usize).copied().unwrap_or(0)
    }

    /// Number of the article with this slug. Looks at every article whose record is here: meant for links, not for
    /// keystrokes.
    pub fn find(&self, slug: &str) -> Option<u32> {
        (0..self.len()).find(|&id| self.article(id).is_some_and(|article| article.slug == slug))
    }

    /// Numbers of the articles at these addresses, each as in [`crate::Article::url`]. Looks once at every article whose
    /// record is here, however many addresses there are.
    pub fn at(&self, urls: &[&str]) -> Vec<Option<u32>> {
        let mut found = vec![None; urls.len()];
        for id in 0..self.len() {
            let Some(article) = self.article(id) else { continue };
            for (url, found) in urls.iter().zip(&mut found) {
                if *url == article.url {
                    *found = Some(id);
                }
            }
        }
        found
    }

    /// How many articles there are.
    pub fn len(&self) -> u32 {
        self.counts.articles
    }

    /// Whether there are no articles.
    pub fn is_empty(&self) -> bool {
        self.counts.articles == 0
    }

    /// The [`size`] of each article's texts, in words.
    pub(crate) fn lengths(&self) -> &[u8] {
        self.section(Section::Articles).get(..self.counts.articles as usize).unwrap_or(&[])
    }

    /// The builder's preference for each article, in [`crate::format::BOOST_UNITS`].
    pub(crate) fn boosts(&self) -> &[u8] {
        let all = self.counts.articles as usize;
        self.section(Section::Articles).get(2 * all..3 * all).unwrap_or(&[])
    }

    pub(crate) fn numbers(&self, article: u32) -> Numbers {
        let (bytes, all) = (self.section(Section::Articles), self.counts.articles as usize);
        let byte = |stream: usize| bytes.get(stream * all + article as usize).copied().unwrap_or(0);
        Numbers { title: size::unpack(byte(1)) as f32 / MASS_UNITS, fresh: byte(3) }
    }
}
