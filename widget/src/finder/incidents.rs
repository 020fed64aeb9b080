//! Which open incidents a query means.

use desk::status::{news, said};
use desk::wire::status::{Incident, Snapshot};
use search::{Index, News, Snippet};

use super::Found;

/// The incidents that the query names, in the order of the snapshot: the worst first.
pub(super) fn meant(query: &str, index: Option<&Index>, status: Option<&Snapshot>) -> Vec<Found> {
    let Some(status) = status.filter(|status| !status.incidents.is_empty()) else {
        return vec![];
    };
    let asked = News::new(query, index);
    let line = |incident: &Incident| Found::Incident {
        title: asked.mark(&incident.title),
        text: Snippet { text: news(incident).to_owned(), marks: vec![] },
    };
    named(&asked, status).take(super::INCIDENTS_MAX).map(line).collect()
}

/// The first open incident that one of these texts names and that `passed` does not have.
pub fn known<'a>(
    texts: &[&str],
    index: Option<&Index>,
    status: Option<&'a Snapshot>,
    passed: &[i64],
) -> Option<&'a Incident> {
    let status = status.filter(|status| !status.incidents.is_empty())?;
    texts.iter().find_map(|text| {
        let asked = News::new(text, index);
        named(&asked, status).find(|incident| !passed.contains(&incident.id))
    })
}

fn named<'a>(asked: &News<'_>, status: &'a Snapshot) -> impl Iterator<Item = &'a Incident> {
    status.incidents.iter().filter(|incident| asked.means(&said(incident, status)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finder::{find, tests as articles};
    use desk::incident::{Impact, IncidentState};
    use desk::status::ComponentState;
    use desk::wire::status::{Component, Incident, Update};

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
            maintenances: vec![],
        }
    }

    #[track_caller]
    fn check(query: &str, index: Option<&Index>, expected: Option<&str>) {
        let results = find(query, index, Some(&status()), &String::new, true);
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
