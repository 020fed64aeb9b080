//! What to read next.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use crate::article::Article;
use crate::catalog::Catalog;
use crate::faults::Log;
use crate::language::{self, Language};

/// How many articles are offered.
const OFFERED: usize = 4;

/// A term that more articles share than this says nothing about what to read next, and going
/// through all of them for each of them would take for ever.
const SHARED_MAX: usize = 200;

/// What a term counts in a title or among the keywords, and in a heading.
const IN_TITLE: u32 = 3;
const IN_HEADING: u32 = 1;

/// What it counts to stand in the same section: as much as a heading's word that one in four has.
const IN_SECTION: u32 = 2;

/// Checks that what authors name as related exists, in that locale or in the default one.
pub fn check(catalog: &Catalog<'_>, default_locale: &str, log: &mut Log) {
    for article in catalog.articles {
        for (name, line) in &article.front.related {
            if catalog
                .by_name(&article.locale, name)
                .or_else(|| catalog.by_name(default_locale, name))
                .is_none()
            {
                log.fault(
                    &article.file,
                    *line,
                    format!("`related` names `{name}`, and there is no such article: write its file name without .md"),
                );
            }
        }
    }
}

/// The terms of all articles, with the articles that have them: the words of titles, keywords and
/// headings, as stems.
pub struct Terms {
    /// The articles by the hash of locale and term, with what it counts there. A hash takes an
    /// eighth of the room, and two terms with one hash do no harm.
    having: HashMap<u64, Vec<(usize, u32)>>,
    /// Languages and numbers of articles by locale.
    locales: HashMap<String, (Language, u32)>,
}

impl Terms {
    /// Looks at every article once.
    pub fn of(articles: &[Article]) -> Terms {
        let mut terms = Terms { having: HashMap::new(), locales: HashMap::new() };
        for (at, article) in articles.iter().enumerate() {
            let locale = terms.locales.entry(article.locale.clone());
            let (language, count) = locale.or_insert_with(|| (language::of(&article.locale), 0));
            *count += 1;
            for (term, counts) in of_article(article, language) {
                terms.having.entry(term).or_default().push((at, counts));
            }
        }
        // Only what is shared, and by few, says anything.
        terms.having.retain(|_, having| (2..=SHARED_MAX).contains(&having.len()));
        terms
    }

    /// By position, how much the other articles have in common with this one.
    fn near(&self, article: &Article) -> BTreeMap<usize, u32> {
        let mut near = BTreeMap::new();
        let Some((language, count)) = self.locales.get(&article.locale) else {
            return near;
        };
        for (term, counts) in of_article(article, language) {
            let having = self.having.get(&term).map_or(&[][..], Vec::as_slice);
            // Twice as rare counts one more; what every other article has counts nothing.
            let shared = u32::try_from(having.len()).unwrap_or(u32::MAX).max(1);
            let rare = (count / shared).max(1).ilog2();
            for (other, there) in having {
                *near.entry(*other).or_default() += rare * counts.min(*there);
            }
        }
        near
    }
}

/// The terms of an article, each once, with what it counts.
fn of_article(article: &Article, language: &Language) -> BTreeMap<u64, u32> {
    let front = &article.front;
    let first = front.keywords.iter().chain([&front.title]).map(|text| (text, IN_TITLE));
    let headings = article.outline.headings.iter().filter(|heading| heading.level <= 3);
    let mut terms = BTreeMap::new();
    for (text, counts) in first.chain(headings.map(|heading| (&heading.text, IN_HEADING))) {
        for word in words(&text.to_lowercase()) {
            if language.stop.binary_search(&word).is_ok() {
                continue;
            }
            let mut hasher = DefaultHasher::new();
            (&article.locale, language.stem(&word)).hash(&mut hasher);
            let known = terms.entry(hasher.finish()).or_insert(counts);
            *known = counts.max(*known);
        }
    }
    terms
}

/// The words of a text in lower case. Chinese and Japanese write no spaces: there each pair of
/// signs is one, and Hiragana, which is mostly endings, parts them.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = String::new();
    let mut last = None;
    for c in text.chars().chain([' ']) {
        let sign = matches!(c, '\u{30a1}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if let (Some(last), true) = (last, sign) {
            words.push([last, c].iter().collect());
        }
        last = sign.then_some(c);
        let hiragana = matches!(c, '\u{3040}'..='\u{309f}');
        if c.is_alphanumeric() && !sign && !hiragana {
            open.push(c);
        } else if open.chars().nth(1).is_some() {
            words.push(std::mem::take(&mut open));
        } else {
            open.clear();
        }
    }
    words
}

/// Articles to read after this one: the author's choice first, then those that share rare terms,
/// then the ones that follow in the section, so that neighbours lead on instead of all to one.
pub fn of<'a>(article: &Article, catalog: &Catalog<'a>, terms: &Terms) -> Vec<&'a Article> {
    let names = article.front.related.iter();
    let chosen = names.filter_map(|(name, _)| catalog.by_name(&article.locale, name));
    let mut related: Vec<&Article> = chosen.filter(|a| a.file != article.file).collect();

    let at = catalog.position(article);
    let mut near = terms.near(article);
    // Those that come next in the section, and its beginning after its end. Enough of them to fill
    // the list even where some are taken already.
    let section = catalog.section_range(&article.locale, &article.section);
    let following = (at + 1..section.end).chain(section.start..at);
    for other in following.take(OFFERED + related.len() + near.len()) {
        near.entry(other).or_default();
    }
    let step = |other: usize| (other + catalog.articles.len() - at) % catalog.articles.len();
    let mut others: Vec<(u32, usize, &Article)> = Vec::new();
    for (other, shared) in near {
        let Some(found) = catalog.articles.get(other) else {
            continue;
        };
        if other != at && !related.iter().any(|a| a.file == found.file) {
            let same = u32::from(found.section == article.section) * IN_SECTION;
            // Sharing nothing that is rare, in another section: no reason to read it.
            if shared + same > 0 {
                others.push((shared + same, step(other), found));
            }
        }
    }
    others.sort_by_key(|(score, step, _)| (std::cmp::Reverse(*score), *step));
    related.extend(others.into_iter().map(|(_, _, other)| other));
    related.truncate(OFFERED);
    related
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_into_words() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text), expected);
        check("the banner, a cross", &["the", "banner", "cross"]);
        check("検索の調整 api v2", &["検索", "調整", "api", "v2"]);
        check("ウィジ", &["ウィ", "ィジ"]);
        check("", &[]);
    }
}
