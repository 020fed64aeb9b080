//! The words for the domain's values, and the texts a person can start an incident from.

mod facts;
mod named;

use desk::attachment::FileKind;
use desk::incident::{Impact, IncidentState};
use desk::ticket::{Priority, TicketState};
use desk::wire::staff::{Agent, Figures, ReasonCount, TimelineItem, TimelineKind};
use desk::wire::visitor::Author;

use crate::time;

pub use facts::{Fact, article_href, facts};
pub use named::{IMPACTS, Named, OPEN_STATES, PRIORITIES, STATES};

/// What an impact means, so that two people choose the same one.
pub fn meaning(impact: Impact) -> &'static str {
    match impact {
        Impact::Minor => "Something is slower or odd.",
        Impact::Major => "Something important fails for some people.",
        Impact::Critical => "Something important fails for everyone.",
    }
}

/// The tone of a ticket's state, for its badge.
pub fn state_tone(state: TicketState) -> Option<&'static str> {
    match state {
        TicketState::New => Some("accent"),
        TicketState::Open => Some("warn"),
        TicketState::Pending => None,
        TicketState::Solved => Some("success"),
    }
}

/// The tone of a priority; `None` for the usual one, which needs no badge.
pub fn priority_tone(priority: Priority) -> Option<&'static str> {
    match priority {
        Priority::Urgent => Some("danger"),
        Priority::High => Some("warn"),
        Priority::Low => Some("plain"),
        Priority::Normal => None,
    }
}

/// The tone of an impact.
pub fn impact_tone(impact: Impact) -> &'static str {
    match impact {
        Impact::Minor => "warn",
        Impact::Major | Impact::Critical => "danger",
    }
}

/// Up to two letters that stand for a person beside their words.
pub fn initials(name: &str) -> String {
    let mut words =
        name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    words.next().into_iter().chain(words.next_back()).collect()
}

/// Texts to start from. Each says only what staff can know in that state, and promises nothing.
pub fn templates(state: IncidentState) -> &'static [&'static str] {
    match state {
        IncidentState::Investigating => &[
            "We are looking into this now. Next update within 30 minutes.",
            "Some people see errors. We are finding out who is affected and why.",
        ],
        IncidentState::Identified => &[
            "We found the cause and are working on a fix. Next update within 30 minutes.",
            "The cause is with a provider of ours. We are in touch with them.",
        ],
        IncidentState::Monitoring => &[
            "A fix is in place. We are watching to be sure it holds.",
            "It works again for most people. If you still see errors, please write to us.",
        ],
        IncidentState::Resolved => &[
            "This is resolved. Thank you for your patience.",
            "This is resolved. If anything still looks wrong, please write to us.",
        ],
    }
}

/// The figures strip as label and value, in its order; `None` where there is not enough data yet.
pub fn figures(figures: &Figures) -> [(&'static str, Option<String>); 5] {
    [
        ("30 days", Some(figures.volume.to_string())),
        ("First reply", figures.first_response_ms.map(time::span)),
        ("Solved in", figures.resolution_ms.map(time::span)),
        ("One reply", figures.fcr_percent.map(|share| format!("{share} %"))),
        ("CSAT", figures.csat_percent.map(|share| format!("{share} % of {}", figures.rated))),
    ]
}

/// Why an article did not help, in one line; `None` when nobody said.
pub fn reasons(counts: &[ReasonCount]) -> Option<String> {
    let line = |one: &ReasonCount| format!("{} × {}", one.count, one.reason.label());
    let lines: Vec<_> = counts.iter().map(line).collect();
    (!lines.is_empty()).then(|| lines.join(" · "))
}

/// How many visitors an incident affects, as far as they said so; `None` where nobody did.
pub fn affected(count: u32) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 visitor says that this affects them, too.".to_owned()),
        _ => Some(format!("{count} visitors say that this affects them, too.")),
    }
}

/// A file's size as people read it, in the steps of 1,024 that its limit is counted in.
pub fn size(bytes: i64) -> String {
    match bytes {
        ..1_024 => format!("{bytes} B"),
        // To the nearest, but never 1024 kB.
        1_024..1_048_064 => format!("{} kB", bytes.saturating_add(512) / 1_024),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// What a file is, in the few letters that stand for it.
pub fn file_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Png | FileKind::Jpeg | FileKind::Gif | FileKind::Webp => "IMG",
        FileKind::Pdf => "PDF",
        FileKind::Text => "TXT",
    }
}

/// Who has a ticket.
pub fn assignee(agent: Option<&Agent>) -> String {
    agent.map_or_else(|| "Nobody yet".to_owned(), |agent| agent.name.clone())
}

/// Who did something in a ticket's history. A requester may have given no name: then what the queue
/// calls them.
pub fn speaker(item: &TimelineItem, requester: &str) -> String {
    match item.from {
        Author::Requester if item.name.is_empty() => requester.to_owned(),
        Author::Requester | Author::Agent => item.name.clone(),
    }
}

/// A change in the timeline as a sentence without its subject; `None` for messages and notes.
pub fn change(item: &TimelineItem) -> Option<String> {
    match &item.what {
        TimelineKind::Message { .. } | TimelineKind::Note { .. } => None,
        TimelineKind::State { state: TicketState::Solved } => Some("marked it solved".to_owned()),
        TimelineKind::State { state: TicketState::Pending } => {
            Some("left it waiting for the requester".to_owned())
        }
        TimelineKind::State { .. } => Some("opened it".to_owned()),
        TimelineKind::Priority { priority } => {
            Some(format!("set the priority to {}", priority.name()))
        }
        TimelineKind::Assigned { to: Some(name) } if *name == item.name => {
            Some("took it".to_owned())
        }
        TimelineKind::Assigned { to: Some(name) } => Some(format!("assigned it to {name}")),
        TimelineKind::Assigned { to: None } => Some("put it back into the queue".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use desk::wire::visitor::VoteReason;

    use super::*;

    #[test]
    fn every_state_has_templates_that_fit_the_banner() {
        for state in STATES {
            assert!(!templates(state).is_empty());
            for text in templates(state) {
                // The banner cuts at 160 characters: a template is never cut.
                assert!(text.chars().count() <= 160, "{text}");
            }
        }
    }

    #[test]
    fn figures_without_data_are_none() {
        let check = |of: Figures, values: [Option<&str>; 5]| {
            assert_eq!(
                figures(&of).map(|(_, value)| value),
                values.map(|value| value.map(str::to_owned))
            );
        };
        check(Figures::default(), [Some("0"), None, None, None, None]);
        let some = Figures {
            volume: 12,
            first_response_ms: Some(7_200_000),
            resolution_ms: None,
            fcr_percent: Some(80),
            csat_percent: Some(83),
            rated: 6,
        };
        check(some, [Some("12"), Some("2 h"), None, Some("80 %"), Some("83 % of 6")]);
        check(Figures { rated: 4, ..Figures::default() }, [Some("0"), None, None, None, None]);
    }

    #[test]
    fn initials_are_of_first_and_last_name() {
        let check = |name: &str, letters: &str| assert_eq!(initials(name), letters);
        check("Mina Okafor", "MO");
        check("Ada", "A");
        check("Ana de la Cruz", "AC");
        check("佐藤 由美", "佐由");
        check("", "");
    }

    #[test]
    fn changes_are_sentences() {
        let item = |what| TimelineItem {
            seq: 1,
            at_ms: 0,
            name: "Ada".to_owned(),
            from: Author::Agent,
            what,
            attachments: vec![],
        };
        let assigned = |to: &str| TimelineKind::Assigned { to: Some(to.to_owned()) };
        let check = |what: TimelineKind, words: Option<&str>| {
            assert_eq!(change(&item(what)).as_deref(), words)
        };
        check(TimelineKind::Note { body: "x".to_owned() }, None);
        check(TimelineKind::State { state: TicketState::Solved }, Some("marked it solved"));
        check(
            TimelineKind::Priority { priority: Priority::High },
            Some("set the priority to high"),
        );
        check(assigned("Ada"), Some("took it"));
        check(assigned("Bo"), Some("assigned it to Bo"));
        check(TimelineKind::Assigned { to: None }, Some("put it back into the queue"));
    }

    #[test]
    fn sizes_are_read_by_people() {
        let check = |bytes, words: &str| assert_eq!(size(bytes), words);
        check(0, "0 B");
        check(1_023, "1023 B");
        check(1_024, "1 kB");
        check(1_048_063, "1023 kB");
        check(1_048_064, "1.0 MB");
        check(5_242_880, "5.0 MB");
    }

    #[test]
    fn nobody_is_nameless() {
        let check = |from: Author, name: &str, shown: &str| {
            let what = TimelineKind::Message { body: String::new() };
            let (name, attachments) = (name.to_owned(), vec![]);
            let item = TimelineItem { seq: 1, at_ms: 0, name, from, what, attachments };
            assert_eq!(speaker(&item, "Visitor"), shown);
        };
        check(Author::Requester, "", "Visitor");
        check(Author::Requester, "Mina", "Mina");
        check(Author::Agent, "Ada", "Ada");
    }

    #[test]
    fn reasons_are_one_line() {
        assert_eq!(reasons(&[]), None);
        let all = [(VoteReason::Unclear, 3), (VoteReason::Outdated, 1)]
            .map(|(reason, count)| ReasonCount { reason, count });
        let expected = "3 × hard to follow · 1 × wrong or out of date";
        assert_eq!(reasons(&all).as_deref(), Some(expected));
    }
}
