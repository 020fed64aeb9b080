//! All articles, and the ways to find one without looking at each: a site may have many thousands.

use std::collections::HashMap;
use std::ops::Range;

use crate::article::Article;

/// The articles in the order to show them.
pub struct Catalog<'a> {
    /// Every article, sorted by locale and section.
    pub articles: &'a [Article],
    by_slug: HashMap<(&'a str, &'a str), usize>,
    by_place: HashMap<(&'a str, &'a str, &'a str), usize>,
    sections: HashMap<(&'a str, &'a str), Range<usize>>,
}

impl<'a> Catalog<'a> {
    /// Looks at every article once.
    pub fn new(articles: &'a [Article]) -> Catalog<'a> {
        let mut catalog = Catalog {
            articles,
            by_slug: HashMap::new(),
            by_place: HashMap::new(),
            sections: HashMap::new(),
        };
        for (at, article) in articles.iter().enumerate() {
            let (locale, section, slug) = (&*article.locale, &*article.section, &*article.slug);
            // The first of two with one slug: the second is a fault already.
            catalog.by_slug.entry((locale, slug)).or_insert(at);
            catalog.by_place.entry((locale, section, slug)).or_insert(at);
            catalog.sections.entry((locale, section)).or_insert(at..at).end = at + 1;
        }
        catalog
    }

    /// The article with this slug, in whatever section.
    pub fn by_slug(&self, locale: &str, slug: &str) -> Option<&'a Article> {
        self.articles.get(*self.by_slug.get(&(locale, slug))?)
    }

    /// The article in this section.
    pub fn by_place(&self, locale: &str, section: &str, slug: &str) -> Option<&'a Article> {
        self.articles.get(*self.by_place.get(&(locale, section, slug))?)
    }

    /// The article that authors mean by `slug` or `section/slug`.
    pub fn by_name(&self, locale: &str, name: &str) -> Option<&'a Article> {
        match name.split_once('/') {
            Some((section, slug)) => self.by_place(locale, section, slug),
            None => self.by_slug(locale, name),
        }
    }

    /// Where a section's articles stand.
    pub fn section_range(&self, locale: &str, section: &str) -> Range<usize> {
        self.sections.get(&(locale, section)).cloned().unwrap_or(0..0)
    }

    /// A section's articles.
    pub fn section(&self, locale: &str, section: &str) -> &'a [Article] {
        self.articles.get(self.section_range(locale, section)).unwrap_or(&[])
    }

    /// Position of one of these articles.
    pub fn position(&self, article: &Article) -> usize {
        self.by_place
            .get(&(article.locale.as_str(), article.section.as_str(), article.slug.as_str()))
            .copied()
            .unwrap_or(0)
    }
}
