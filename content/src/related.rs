//! What to read next.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::article::Article;
use crate::catalog::Catalog;
use crate::faults::Log;

/// How many articles are offered.
const OFFERED: usize = 4;

/// A keyword that more articles share than this says nothing about what to read next, and going
/// through all of them for each of them would take for ever.
const SHARED_MAX: usize = 1000;

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

/// The keywords of all articles, by locale and in lower case, with the articles that have them.
pub struct Keywords<'a>(HashMap<(&'a str, String), Vec<usize>>);

impl<'a> Keywords<'a> {
    /// Looks at every article once.
    pub fn of(articles: &'a [Article]) -> Keywords<'a> {
        let mut having: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, article) in articles.iter().enumerate() {
            for word in &article.front.keywords {
                having.entry((article.locale.as_str(), word.to_lowercase())).or_default().push(at);
            }
        }
        Keywords(having)
    }
}

/// Articles to read after this one: the author's choice first, then those that share keywords,
/// then the ones that follow in the section, so that neighbours lead on instead of all to one.
pub fn of<'a>(
    article: &Article,
    catalog: &Catalog<'a>,
    keywords: &Keywords<'_>,
) -> Vec<&'a Article> {
    let names = article.front.related.iter();
    let chosen = names.filter_map(|(name, _)| catalog.by_name(&article.locale, name));
    let mut related: Vec<&Article> = chosen.filter(|a| a.file != article.file).collect();

    let at = catalog.position(article);
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    let words: BTreeSet<String> =
        article.front.keywords.iter().map(|word| word.to_lowercase()).collect();
    for word in words {
        let having =
            keywords.0.get(&(article.locale.as_str(), word)).map_or(&[][..], Vec::as_slice);
        for other in having.iter().filter(|_| having.len() <= SHARED_MAX) {
            *shared.entry(*other).or_default() += 1;
        }
    }
    // Those that come next in the section, and its beginning after its end. Enough of them to fill
    // the list even where some are taken already.
    let section = catalog.section_range(&article.locale, &article.section);
    let following = (at + 1..section.end).chain(section.start..at);
    for other in following.take(OFFERED + related.len() + shared.len()) {
        shared.entry(other).or_default();
    }
    let step = |other: usize| (other + catalog.articles.len() - at) % catalog.articles.len();
    let mut others: Vec<(usize, usize, &Article)> = Vec::new();
    for (other, shared) in shared {
        let Some(found) = catalog.articles.get(other) else {
            continue;
        };
        if other != at && !related.iter().any(|a| a.file == found.file) {
            let same = usize::from(found.section == article.section);
            others.push((2 * shared + same, step(other), found));
        }
    }
    others.sort_by_key(|(score, step, _)| (std::cmp::Reverse(*score), *step));
    related.extend(others.into_iter().map(|(_, _, other)| other));
    related.truncate(OFFERED);
    related
}
