//! The one place that talks to `search`: what is written for a locale, and what it finds.
//!
//! Everything else of the builder uses the types of this module, so that a change of the search
//! engine's interface is a change of this file.

use crate::article::Article;
use crate::language;
use crate::site::Site;
use crate::site::pages::PageRule;
use crate::synonyms::Synonyms;

/// An article and the addresses that the index hands out for it.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The article.
    pub article: &'a Article,
    /// Section and slug.
    pub path: String,
    /// Address of its page.
    pub url: String,
    /// Address of its fragment.
    pub fragment: &'a str,
}

/// An index of more bytes than this, before compression, is split in parts that are fetched as they are needed: it
/// travels at about a third of that.
pub const ONE_FILE_MAX: usize = 420 << 10;
/// An index of more bytes than this, before compression, has its texts in a second file: the first result waits for a
/// third of the bytes. Of a smaller one, another request would cost more than it saves.
const AT_ONCE_MAX: usize = 48 << 10;

/// The index of a locale. `synonyms` are those of this locale, `site` knows the sections; with more
/// than `one_file_max` bytes it is split.
pub fn write(
    locale: &str,
    entries: &[Entry<'_>],
    synonyms: &[&Synonyms],
    site: &Site,
    one_file_max: usize,
) -> search::Packed {
    let articles: Vec<search::Article<'_>> = entries
        .iter()
        .map(|entry| {
            let section = site.section(&entry.article.section);
            let title = section.and_then(|section| section.title.get(locale));
            let boost = section.map_or(1.0, |section| section.boost);
            searchable(entry, title.map_or("", String::as_str), boost)
        })
        .collect();
    let mut pairs = Vec::new();
    for group in synonyms {
        for from in &group.from {
            pairs.extend(group.to.iter().map(|to| (from.clone(), to.clone())));
        }
    }
    let names = |rule: &PageRule| rule.prefer.iter().map(|name| name.value.clone()).collect();
    let pages: Vec<(String, Vec<String>)> =
        site.pages.iter().map(|rule| (rule.path.clone(), names(rule))).collect();
    with_language(locale, |language| {
        let source = search::Source {
            locale,
            articles: &articles,
            language,
            synonyms: &pairs,
            pages: &pages,
        };
        pack(&source, one_file_max)
    })
}

/// Hands over what is known of a locale's language in the form that `search` takes.
pub fn with_language<T>(locale: &str, then: impl FnOnce(search::Language<'_>) -> T) -> T {
    let known = language::of(locale);
    let stem = |word: &str| known.stem(word);
    then(search::Language { stem: &stem, stop: &known.stop, compounds: known.compounds })
}

/// In as few files as go: one for a small site; two for a usual one, because texts are shown and do not rank; then texts
/// in parts; then all in parts.
fn pack(source: &search::Source<'_>, one_file_max: usize) -> search::Packed {
    let whole = search::pack(source, search::Packing::ONE_FILE);
    if whole.head.len() <= AT_ONCE_MAX.min(one_file_max) {
        return whole;
    }
    if whole.head.len() <= one_file_max {
        return search::pack(source, search::Packing::TEXTS_LATER);
    }
    let apart = search::pack(source, search::Packing::TEXTS_APART);
    if apart.head.len() <= one_file_max {
        return apart;
    }
    search::pack(source, search::Packing::PARTS)
}

fn searchable<'a>(entry: &'a Entry<'_>, section: &'a str, boost: f32) -> search::Article<'a> {
    let article = entry.article;
    let passages = article.outline.passages.iter();
    search::Article {
        slug: &entry.path,
        title: &article.front.title,
        section,
        keywords: &article.front.keywords,
        url: &entry.url,
        fragment: entry.fragment,
        boost,
        updated: article.front.updated,
        passages: passages
            .map(|p| search::Passage { heading: &p.heading, anchor: &p.anchor, text: &p.text })
            .collect(),
    }
}

/// An index that answers questions.
pub struct Finder(search::Index);

/// An article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Section and slug.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Anchor of the passage it opens at; empty for its beginning.
    pub anchor: String,
    /// Why it stands where it stands, for a person who tunes the site: one line.
    pub why: String,
}

impl Finder {
    /// Reads what [`write`] wrote; `None` when it is damaged.
    pub fn open(packed: search::Packed) -> Option<Finder> {
        let mut index = search::Index::open(packed.head).ok()?;
        for (name, bytes) in packed.parts {
            index.supply(&name, bytes).ok()?;
        }
        Some(Finder(index))
    }

    /// The best `k` articles for what a visitor typed, best first.
    pub fn ask(&self, text: &str, k: usize) -> Vec<Found> {
        let hits = self.0.query(text, k);
        let found = hits.iter().filter_map(|hit| {
            let article = self.0.article(hit.article)?;
            let passage = self.0.passage(hit.article, hit.passage);
            Some(Found {
                path: article.slug.to_string(),
                title: article.title.to_string(),
                anchor: passage.map_or_else(String::new, |passage| passage.anchor()),
                why: self.why(text, hit.article),
            })
        });
        found.collect()
    }

    fn why(&self, text: &str, article: u32) -> String {
        let Some(explained) = self.0.explain(text, article) else {
            return String::new();
        };
        let words = explained.words.iter().map(|(word, _, part)| format!("{word} {part:.1}"));
        let percent = |share: f32| (share * 100.0).round();
        format!(
            "{:.1}: {} · of the question {} %, of the title {} %, boost {:.2}",
            explained.score,
            words.collect::<Vec<_>>().join(" + "),
            percent(explained.covered_query),
            percent(explained.covered_title),
            explained.boost
        )
    }
}
