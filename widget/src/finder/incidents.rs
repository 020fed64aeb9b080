//! Which open incidents a query means.

use desk::status::{news, said};
use desk::wire::status::Snapshot;
use search::{Index, News};

use super::Found;

/// The incidents that the query names, in the order of the snapshot: the worst first.
pub(super) fn meant(query: &str, index: Option<&Index>, status: Option<&Snapshot>) -> Vec<Found> {
    let Some(status) = status.filter(|status| !status.incidents.is_empty()) else {
        return vec![];
    };
    let asked = News::new(query, index);
    let meant = status.incidents.iter().filter(|incident| asked.means(&said(incident, status)));
    meant
        .take(super::INCIDENTS_MAX)
        .map(|incident| Found::Incident {
            title: asked.mark(&incident.title),
            text: news(incident).to_owned(),
        })
        .collect()
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
