//! The domain's values by their wire names, for attributes and form values, and by their labels.

use desk::incident::{Impact, IncidentState};
use desk::status::ComponentState;
use desk::ticket::{Priority, TicketState};
use desk::wire::visitor::{Author, VoteReason};

/// Every priority, the most urgent first.
pub const PRIORITIES: [Priority; 4] =
    [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low];

/// Every impact, the mildest first.
pub const IMPACTS: [Impact; 3] = [Impact::Minor, Impact::Major, Impact::Critical];

/// Every incident state, in the order an incident goes through them.
pub const STATES: [IncidentState; 4] = [
    IncidentState::Investigating,
    IncidentState::Identified,
    IncidentState::Monitoring,
    IncidentState::Resolved,
];

/// The states an incident may be posted in: one that is over is not posted.
pub const OPEN_STATES: [IncidentState; 3] =
    [IncidentState::Investigating, IncidentState::Identified, IncidentState::Monitoring];

/// A value with its wire name, for attributes and form values, and its label, for people.
pub trait Named: Copy + PartialEq + Send + Sync + 'static {
    /// Name and label.
    fn both(self) -> (&'static str, &'static str);

    /// As in the JSON.
    fn name(self) -> &'static str {
        self.both().0
    }

    /// As people read it.
    fn label(self) -> &'static str {
        self.both().1
    }

    /// The one among `all` with this wire name.
    fn named(all: &[Self], name: &str) -> Option<Self> {
        all.iter().copied().find(|one| one.name() == name)
    }
}

impl Named for Priority {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Low => ("low", "Low"),
            Self::Normal => ("normal", "Normal"),
            Self::High => ("high", "High"),
            Self::Urgent => ("urgent", "Urgent"),
        }
    }
}

impl Named for TicketState {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::New => ("new", "New"),
            Self::Open => ("open", "Open"),
            Self::Pending => ("pending", "Waiting"),
            Self::Solved => ("solved", "Solved"),
        }
    }
}

impl Named for Impact {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Minor => ("minor", "Minor"),
            Self::Major => ("major", "Major"),
            Self::Critical => ("critical", "Critical"),
        }
    }
}

impl Named for IncidentState {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Investigating => ("investigating", "Investigating"),
            Self::Identified => ("identified", "Identified"),
            Self::Monitoring => ("monitoring", "Monitoring"),
            Self::Resolved => ("resolved", "Resolved"),
        }
    }
}

impl Named for ComponentState {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Operational => ("operational", "Operational"),
            Self::Degraded => ("degraded", "Degraded"),
            Self::PartialOutage => ("partial_outage", "Partial outage"),
            Self::MajorOutage => ("major_outage", "Major outage"),
        }
    }
}

impl Named for VoteReason {
    fn both(self) -> (&'static str, &'static str) {
        let label = match self {
            Self::NotSolved => "did not solve it",
            Self::Unclear => "hard to follow",
            Self::Outdated => "wrong or out of date",
            Self::OffTopic => "about something else",
        };
        (Self::name(self), label)
    }
}

impl Named for Author {
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Requester => ("requester", "Requester"),
            Self::Agent => ("agent", "Staff"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_wire() {
        fn check<T: Named + serde::Serialize>(all: &[T]) {
            for one in all {
                assert_eq!(serde_json::to_string(one).unwrap(), format!("\"{}\"", one.name()));
                assert!(T::named(all, one.name()) == Some(*one));
            }
        }
        check(&PRIORITIES);
        check(&IMPACTS);
        check(&STATES);
        check(&[TicketState::New, TicketState::Open, TicketState::Pending, TicketState::Solved]);
        check(&[
            ComponentState::Operational,
            ComponentState::Degraded,
            ComponentState::PartialOutage,
        ]);
        check(&[ComponentState::MajorOutage]);
        check(&[Author::Agent, Author::Requester]);
    }
}
