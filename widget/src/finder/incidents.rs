//! Which open incidents a query means.

use std::ops::Range;

use desk::wire::status::{Incident, Snapshot};
use search::{Answer, Index, Snippet};

use super::Found;

/// Words shorter than this ("is", "the", "to") match too much to say that an incident is meant.
const WORD_MIN: usize = 4;
/// Words that are looked at; the rest of a pasted page is not.
const WORDS_MAX: usize = 32;

/// The incidents that the query names, newest first, as lines of the result list.
pub(super) fn meant<'a>(
    query: &str,
    index: Option<&'a Index>,
    status: Option<&'a Snapshot>,
) -> impl Iterator<Item = Found> + use<'a> {
    let words = words(query);
    named(query, index, status).map(move |incident| Found::Incident {
        title: Snippet { text: incident.title.clone(), marks: marks(&incident.title, &words) },
        text: news(incident).to_owned(),
    })
}

/// The first open incident that one of these texts names and that `passed` does not have.
pub fn known<'a>(
    texts: &[&str],
    index: Option<&Index>,
    status: Option<&'a Snapshot>,
    passed: &[i64],
) -> Option<&'a Incident> {
    let fresh = |incident: &&Incident| !passed.contains(&incident.id);
    texts.iter().find_map(|text| named(text, index, status).find(fresh))
}

/// The one rule of which incidents a query names.
///
/// With an index, an incident is found like an article: it must have the same share of what is
/// asked. But the news may have words that no article has, and those say even more: such a word, or
/// without an index any word, must only stand in the title, the news or the name of a component.
fn named<'a, 'i>(
    query: &str,
    index: Option<&'i Index>,
    status: Option<&'a Snapshot>,
) -> impl Iterator<Item = &'a Incident> + use<'a, 'i> {
    let status = status.filter(|status| !status.incidents.is_empty());
    let words = status.map_or(vec![], |_| words(query));
    let known = |word: &String| index.is_some_and(|index| index.covers(word, word) > 0.0);
    let strange: Vec<String> = words.into_iter().filter(|word| !known(word)).collect();
    let query = query.to_owned();
    status
        .into_iter()
        .flat_map(|status| status.incidents.iter().map(move |i| (status, i)))
        .filter(move |(status, incident)| {
            let text = said(incident, status);
            let covers = index.map_or(0.0, |index| index.covers(&query, &text));
            covers >= Answer::SURE || has_one(&text, &strange)
        })
        .map(|(_, incident)| incident)
}

/// The words that can say which incident is meant, folded.
fn words(query: &str) -> Vec<String> {
    let mut words = vec![];
    search::each_word(query, &mut |word, _| {
        let long = word.chars().count() >= WORD_MIN || word.chars().any(|c| c > '\u{2e80}');
        if long && words.len() < WORDS_MAX {
            words.push(word.to_owned());
        }
    });
    words
}

fn news(incident: &Incident) -> &str {
    incident.updates.first().map_or("", |update| update.text.as_str())
}

/// Title, news and names of components, as one text.
fn said(incident: &Incident, status: &Snapshot) -> String {
    let components = status.components.iter().filter(|c| incident.components.contains(&c.id));
    let mut text = [&incident.title, "\n", news(incident)].concat();
    for component in components {
        text.push('\n');
        text.push_str(&component.name);
    }
    text
}

/// Whether a word of the text begins with one of these.
fn has_one(text: &str, words: &[String]) -> bool {
    let mut found = false;
    search::each_word(text, &mut |word, _| {
        // "payments" are meant by "payment", and the other way round.
        found |= words.iter().any(|asked| word.starts_with(stem(asked)));
    });
    found
}

fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() >= WORD_MIN).unwrap_or(word)
}

/// The words of the title that are asked for.
fn marks(title: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = vec![];
    search::each_word(title, &mut |word, range| {
        let asked = words.iter().any(|asked| word.starts_with(asked.as_str()));
        // Pairs of signs overlap.
        let apart = ranges.last().is_none_or(|last| last.end <= range.start);
        if asked && apart {
            ranges.push(range);
        }
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finder::{find, tests as articles};
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

    #[track_caller]
    fn check(query: &str, index: Option<&Index>, expected: Option<&str>) {
        let results = find(query, index, Some(&status()), "");
        let marked = results.list.first().map(|found| match found {
            Found::Incident { title, .. } => {
                assert!(results.sure, "{query}");
                title.marks.iter().map(|r| &title.text[r.clone()]).collect::<Vec<_>>().join("|")
            }
            Found::Article { .. } => "article".into(),
        });
        assert_eq!(marked.as_deref(), expected, "{query}");
    }

    #[test]
    fn incidents_are_found_by_what_people_type() {
        let check = |query, expected| check(query, None, expected);
        check("payment", Some("Payments"));
        check("my payments are failing", Some("Payments|failing"));
        check("checkout broken", Some(""));
        check("card declined", Some(""));
        check("is are the", None);
        check("refund", None);
        check("ments", None);
        check("", None);
    }

    #[test]
    fn a_message_is_about_an_incident_as_a_search_is() {
        let (index, status) = (articles::index(), status());
        let check = |texts: &[&str], passed: &[i64], expected| {
            let known = known(texts, Some(&index), Some(&status), passed).map(|i| i.id);
            assert_eq!(known, expected, "{texts:?}");
        };
        check(&["payment failing", "", ""], &[], Some(1));
        check(&["My cat", "payment failing"], &[], Some(1));
        check(&["payment failing"], &[1], None);
        check(&["reset password", "", "profile"], &[], None);
        check(&[], &[], None);
        assert_eq!(known_without_status(&["payment failing"]), None);
    }

    fn known_without_status(texts: &[&str]) -> Option<i64> {
        known(texts, None, None, &[]).map(|i| i.id)
    }

    #[test]
    fn with_an_index_an_incident_must_have_enough_of_what_is_asked() {
        let index = articles::index();
        let check = |query, expected| check(query, Some(&index), expected);
        check("payment failing", Some("Payments|failing"));
        // No article has this word, so it is the telling one.
        check("how do I pay at the checkout", Some(""));
        check("return an order that was declined", Some(""));
        // Words of the help center, of which the incident has none or too few.
        check("card address profile invoice return", Some("article"));
        check("reset password", Some("article"));
    }
}
