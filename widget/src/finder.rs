//! From a query to the list on screen: articles from the index, and open incidents that say one of
//! the words, above them. Pure, and run on every keystroke.

use std::ops::Range;
use std::sync::Arc;

use desk::wire::status::{Incident, Snapshot};
use search::{Index, Snippet};

/// More than this nobody reads in a small panel.
const ARTICLES_MAX: usize = 8;
/// Incidents above the articles.
const INCIDENTS_MAX: usize = 2;
/// Words shorter than this ("is", "the", "to") match too much to say that an incident is meant.
const WORD_MIN: usize = 4;

/// The help center's index, as far as it has come.
#[derive(Clone)]
pub enum Library {
    /// On its way.
    Loading,
    /// Here.
    Ready(Arc<Index>),
    /// Did not come, or is damaged: the form and the status still work.
    Missing,
}

impl Library {
    /// The index, if it is here.
    pub fn index(&self) -> Option<&Index> {
        match self {
            Self::Ready(index) => Some(index),
            _ => None,
        }
    }
}

/// One line of the result list.
#[derive(Clone, PartialEq)]
pub enum Found {
    /// An open incident.
    Incident {
        /// Its title with the matching words marked.
        title: Snippet,
        /// What was said about it last.
        text: String,
    },
    /// An article.
    Article {
        /// Its number in the index.
        id: u32,
        /// Where to open it; empty for the beginning.
        anchor: String,
        /// Title of its section.
        section: String,
        /// Its title with the matching words marked.
        title: Snippet,
        /// The passage that matched.
        passage: Snippet,
    },
}

/// What the query finds.
pub fn find(query: &str, index: Option<&Index>, status: Option<&Snapshot>) -> Vec<Found> {
    let incidents = status.into_iter().flat_map(|status| {
        status
            .incidents
            .iter()
            .filter_map(|incident| matching(query, incident, status))
            .take(INCIDENTS_MAX)
    });
    let articles = index.into_iter().flat_map(|index| {
        index.query(query, ARTICLES_MAX).into_iter().filter_map(|hit| {
            let article = index.article(hit.article)?;
            let anchor = index.passage(hit.article, hit.passage).map_or("", |p| p.anchor);
            Some(Found::Article {
                id: hit.article,
                anchor: anchor.to_owned(),
                section: article.section.to_owned(),
                title: hit.title,
                passage: hit.snippet,
            })
        })
    });
    incidents.chain(articles).collect()
}

/// The incident, if the query names it: by a word of its title, its news or its components.
fn matching(query: &str, incident: &Incident, status: &Snapshot) -> Option<Found> {
    let words: Vec<String> = query
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() >= WORD_MIN || w.chars().any(|c| c > '\u{2e80}'))
        .map(str::to_lowercase)
        .collect();
    let news = incident.updates.first().map_or("", |update| update.text.as_str());
    let components = status
        .components
        .iter()
        .filter(|c| incident.components.contains(&c.id))
        .map(|c| c.name.as_str());
    let texts: Vec<String> = [incident.title.as_str(), news]
        .into_iter()
        .chain(components)
        .map(str::to_lowercase)
        .collect();
    // "payment" is meant by "payments", so the end of a longer word does not count.
    let said = |word: &String| {
        let stem = word.strip_suffix('s').filter(|w| w.len() >= WORD_MIN).unwrap_or(word);
        texts.iter().any(|text| begins_a_word(text, stem).is_some())
    };
    words.iter().any(said).then(|| Found::Incident {
        title: Snippet { text: incident.title.clone(), marks: marks(&incident.title, &words) },
        text: news.to_owned(),
    })
}

/// Where `stem` stands at the beginning of a word of `text`.
fn begins_a_word(text: &str, stem: &str) -> Option<usize> {
    let starts = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let dense = stem.chars().any(|c| c > '\u{2e80}'); // Scripts that write no spaces.
    text.match_indices(stem).map(|(at, _)| at).find(|at| dense || starts(*at))
}

fn marks(title: &str, words: &[String]) -> Vec<Range<usize>> {
    let lower = title.to_lowercase();
    // Some letters change their length in lower case; then ranges would point elsewhere.
    if lower.len() != title.len() {
        return vec![];
    }
    let mut ranges: Vec<Range<usize>> = words
        .iter()
        .filter_map(|word| begins_a_word(&lower, word).map(|at| at..at + word.len()))
        .filter(|r| title.is_char_boundary(r.start) && title.is_char_boundary(r.end))
        .collect();
    ranges.sort_by_key(|r| r.start);
    ranges.dedup_by(|later, earlier| later.start < earlier.end);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::incident::{Impact, IncidentState};
    use desk::status::ComponentState;
    use desk::wire::status::{Component, Update};

    fn status() -> Snapshot {
        let update = Update {
            seq: 1,
            state: IncidentState::Investigating,
            text: "Cards are declined.".into(),
            at_ms: 0,
        };
        Snapshot {
            rev: 1,
            changed_ms: 0,
            indicator: ComponentState::PartialOutage,
            words: String::new(),
            banner: None,
            components: vec![Component {
                id: "checkout".into(),
                name: "Checkout".into(),
                state: ComponentState::PartialOutage,
            }],
            incidents: vec![Incident {
                id: 1,
                title: "Payments are failing".into(),
                impact: Impact::Major,
                state: IncidentState::Investigating,
                components: vec!["checkout".into()],
                opened_ms: 0,
                resolved_ms: None,
                updates: vec![update],
            }],
            past: vec![],
        }
    }

    fn check(query: &str, expected: Option<&str>) {
        let found = find(query, None, Some(&status()));
        let marked = found.first().map(|found| match found {
            Found::Incident { title, .. } => {
                title.marks.iter().map(|r| &title.text[r.clone()]).collect::<Vec<_>>().join("|")
            }
            Found::Article { .. } => "article".into(),
        });
        assert_eq!(marked.as_deref(), expected, "{query}");
    }

    #[test]
    fn incidents_are_found_by_what_people_type() {
        check("payment", Some("Payment"));
        check("my payments are failing", Some("Payments|failing"));
        check("checkout broken", Some(""));
        check("card declined", Some(""));
        check("is are the", None);
        check("refund", None);
        check("ments", None);
        check("", None);
    }
}
