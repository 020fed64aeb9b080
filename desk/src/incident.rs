//! An incident's life: its impact, its states, and `apply`, the only way from one to the next.

use serde::{Deserialize, Serialize};

/// How bad an incident is. Ordered: worse is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// Something is slower or odd.
    Minor,
    /// Something important does not work for some.
    Major,
    /// Something important does not work for anyone.
    Critical,
}

/// How far along an incident is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentState {
    /// We see it and look for the cause.
    Investigating,
    /// We know the cause and work on it.
    Identified,
    /// It should work again; we watch.
    Monitoring,
    /// It is over.
    Resolved,
}

/// An incident as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incident {
    /// How far along it is.
    pub state: IncidentState,
    /// Number of its newest update, from 1.
    pub last_seq: i64,
    /// When it was resolved.
    pub resolved_ms: Option<i64>,
}

/// Why an update cannot be posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is over. What happens now is another incident, with its own times.
    Resolved,
}

impl Refused {
    /// What is wrong and what to do, as one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Resolved => "This incident is resolved: post a new one if it happens again.",
        }
    }
}

/// The incident that a first update makes.
pub fn open(state: IncidentState) -> Incident {
    Incident { state, last_seq: 1, resolved_ms: None }
}

/// Posts an update that says `state`. Any order of states is allowed, since a fix that was being
/// watched may prove to be none; only the end is the end.
pub fn apply(incident: &Incident, state: IncidentState, now_ms: i64) -> Result<Incident, Refused> {
    if incident.state == IncidentState::Resolved {
        return Err(Refused::Resolved);
    }
    Ok(Incident {
        state,
        last_seq: incident.last_seq.saturating_add(1),
        resolved_ms: (state == IncidentState::Resolved).then_some(now_ms),
    })
}

impl Impact {
    /// The name on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }

    /// In words, for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Minor => "Minor",
            Self::Major => "Major",
            Self::Critical => "Critical",
        }
    }

    /// The value of this [`name`](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Minor, Self::Major, Self::Critical].into_iter().find(|v| v.name() == name)
    }
}

impl IncidentState {
    /// The name on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Investigating => "investigating",
            Self::Identified => "identified",
            Self::Monitoring => "monitoring",
            Self::Resolved => "resolved",
        }
    }

    /// In words, for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Investigating => "Investigating",
            Self::Identified => "Identified",
            Self::Monitoring => "Monitoring",
            Self::Resolved => "Resolved",
        }
    }

    /// The value of this [`name`](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Investigating, Self::Identified, Self::Monitoring, Self::Resolved]
            .into_iter()
            .find(|v| v.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IncidentState::{Identified, Investigating, Monitoring, Resolved};

    #[track_caller]
    fn check(states: &[IncidentState], expected: Result<Incident, Refused>) {
        let mut incident = Ok(open(states[0]));
        for (i, state) in states.iter().enumerate().skip(1) {
            incident = incident.and_then(|inc| apply(&inc, *state, i as i64 * 10));
        }
        assert_eq!(incident, expected);
    }

    #[test]
    fn an_incident_moves_through_its_states_until_it_is_over() {
        let at = |state, last_seq, resolved_ms| Ok(Incident { state, last_seq, resolved_ms });
        check(&[Investigating], at(Investigating, 1, None));
        check(&[Investigating, Identified], at(Identified, 2, None));
        check(&[Investigating, Investigating], at(Investigating, 2, None));
        check(&[Identified, Monitoring, Investigating], at(Investigating, 3, None));
        check(&[Investigating, Resolved], at(Resolved, 2, Some(10)));
        check(&[Investigating, Monitoring, Resolved], at(Resolved, 3, Some(20)));
        check(&[Investigating, Resolved, Resolved], Err(Refused::Resolved));
        check(&[Investigating, Resolved, Investigating], Err(Refused::Resolved));
    }

    #[test]
    fn names_round_trip() {
        for impact in [Impact::Minor, Impact::Major, Impact::Critical] {
            assert_eq!(Impact::parse(impact.name()), Some(impact));
        }
        for state in [Investigating, Identified, Monitoring, Resolved] {
            assert_eq!(IncidentState::parse(state.name()), Some(state));
        }
        assert_eq!(Impact::parse("Minor"), None);
        assert_eq!(IncidentState::parse(""), None);
    }
}
