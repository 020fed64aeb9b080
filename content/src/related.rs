//! What to read next.

use std::collections::BTreeSet;

use crate::article::Article;
use crate::faults::Log;

/// How many articles are offered.
const OFFERED: usize = 4;

/// Checks that what authors name as related exists, in that locale or in the default one.
pub fn check(articles: &[Article], default_locale: &str, log: &mut Log) {
    for article in articles {
        for (name, line) in &article.front.related {
            if find(articles, &article.locale, name)
                .or_else(|| find(articles, default_locale, name))
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

fn find<'a>(articles: &'a [Article], locale: &str, name: &str) -> Option<&'a Article> {
    articles.iter().find(|a| a.locale == locale && (a.slug == name || a.path() == name))
}

/// Articles to read after this one: the author's choice first, then those that share keywords,
/// then the ones that follow in the section, so that neighbours lead on instead of all to one.
pub fn of<'a>(article: &Article, articles: &'a [Article]) -> Vec<&'a Article> {
    let chosen =
        article.front.related.iter().filter_map(|(name, _)| find(articles, &article.locale, name));
    let mut related: Vec<&Article> = chosen.filter(|a| a.file != article.file).collect();

    let words: BTreeSet<String> =
        article.front.keywords.iter().map(|word| word.to_lowercase()).collect();
    let mut others: Vec<(usize, usize, &Article)> = Vec::new();
    let at = articles.iter().position(|a| a.file == article.file).unwrap_or(0);
    for step in 1..articles.len() {
        let other = &articles[(at + step) % articles.len()];
        if other.locale != article.locale || related.iter().any(|a| a.file == other.file) {
            continue;
        }
        let shared =
            other.front.keywords.iter().filter(|word| words.contains(&word.to_lowercase())).count();
        let same = usize::from(other.section == article.section);
        if shared + same > 0 {
            others.push((2 * shared + same, step, other));
        }
    }
    others.sort_by_key(|(score, step, _)| (std::cmp::Reverse(*score), *step));
    related.extend(others.into_iter().map(|(_, _, other)| other));
    related.truncate(OFFERED);
    related
}
