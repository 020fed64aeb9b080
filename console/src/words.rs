//! The words for the domain's values, and the texts a person can start an incident from.

mod named;

use desk::incident::{Impact, IncidentState};
use desk::ticket::{Priority, TicketState};
use desk::wire::staff::{Agent, Figures, TicketDetail, TimelineItem, TimelineKind};
use desk::wire::visitor::Author;

use crate::time;

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
pub fn figures(figures: &Figures) -> [(&'static str, Option<String>); 4] {
    [
        ("30 days", Some(figures.volume.to_string())),
        ("First reply", figures.first_response_ms.map(time::span)),
        ("Solved in", figures.resolution_ms.map(time::span)),
        ("One reply", figures.fcr_percent.map(|share| format!("{share} %"))),
    ]
}

/// One block beside a ticket: a heading and its lines, each with an address if it leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub heading: &'static str,
    /// The lines and where they lead.
    pub lines: Vec<(String, Option<String>)>,
}

/// What is known about the requester and the moment before they wrote. Says so where nothing is: a
/// visitor may remove any line.
pub fn facts(ticket: &TicketDetail) -> Vec<Fact> {
    let plain = |text: &str| (text.to_owned(), None);
    let context = &ticket.context;
    let mut who = vec![plain(&ticket.row.requester)];
    if !ticket.email.is_empty() && ticket.email != ticket.row.requester {
        who.push((ticket.email.clone(), Some(format!("mailto:{}", ticket.email))));
    }
    let page = context.page.iter().map(|page| {
        let title = if page.title.is_empty() { &page.url } else { &page.title };
        // A page's address comes from outside: only the web's own schemes become links.
        let safe = page.url.starts_with("https://") || page.url.starts_with("http://");
        (title.clone(), safe.then(|| page.url.clone()))
    });
    let read = context.articles.iter().map(|article| {
        let plain_path =
            article.slug.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
        let href = plain_path.then(|| format!("/help/{}/{}/", ticket.locale, article.slug));
        (article.title.clone(), href)
    });
    let mut facts = vec![
        Fact { heading: "Requester", lines: who },
        Fact { heading: "On the page", lines: page.collect() },
        Fact {
            heading: "Searched",
            lines: context.searches.iter().map(|query| plain(query)).collect(),
        },
        Fact { heading: "Read", lines: read.collect() },
    ];
    for fact in &mut facts {
        if fact.lines.is_empty() {
            fact.lines.push(plain("Nothing told"));
        }
    }
    facts.push(Fact { heading: "Language", lines: vec![plain(&ticket.locale)] });
    if !ticket.topic.is_empty() {
        facts.push(Fact { heading: "Topic", lines: vec![plain(&ticket.topic)] });
    }
    facts
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
    use desk::wire::staff::QueueRow;
    use desk::wire::visitor::{ArticleRead, Context, Page};

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
        let check = |of: Figures, values: [Option<&str>; 4]| {
            assert_eq!(
                figures(&of).map(|(_, value)| value),
                values.map(|value| value.map(str::to_owned))
            );
        };
        check(Figures::default(), [Some("0"), None, None, None]);
        let some = Figures {
            volume: 12,
            first_response_ms: Some(7_200_000),
            resolution_ms: None,
            fcr_percent: Some(80),
        };
        check(some, [Some("12"), Some("2 h"), None, Some("80 %")]);
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
    fn nobody_is_nameless() {
        let check = |from: Author, name: &str, shown: &str| {
            let what = TimelineKind::Message { body: String::new() };
            let item = TimelineItem { seq: 1, at_ms: 0, name: name.to_owned(), from, what };
            assert_eq!(speaker(&item, "Visitor"), shown);
        };
        check(Author::Requester, "", "Visitor");
        check(Author::Requester, "Mina", "Mina");
        check(Author::Agent, "Ada", "Ada");
    }

    #[test]
    fn only_web_pages_and_articles_become_links() {
        let page = |url: &str| Page { url: url.to_owned(), title: "Cart".to_owned() };
        let article = |slug: &str| ArticleRead { slug: slug.to_owned(), title: "Read".to_owned() };
        let check = |url: &str, slug: &str, page_link: Option<&str>, article_link: Option<&str>| {
            let context =
                Context { page: Some(page(url)), searches: vec![], articles: vec![article(slug)] };
            let facts = facts(&ticket(context));
            assert_eq!(facts[1].lines[0].1.as_deref(), page_link);
            assert_eq!(facts[2].lines[0], ("Nothing told".to_owned(), None));
            assert_eq!(facts[3].lines[0].1.as_deref(), article_link);
        };
        check(
            "https://shop.example/cart",
            "a/b",
            Some("https://shop.example/cart"),
            Some("/help/en/a/b/"),
        );
        check("javascript:alert(1)", "../../v1", None, None);
        check("data:text/html,x", "/evil.example", None, None);
    }

    fn ticket(context: Context) -> TicketDetail {
        let row = QueueRow {
            number: 1001,
            subject: String::new(),
            requester: "Mina".to_owned(),
            excerpt: String::new(),
            state: TicketState::New,
            priority: Priority::Normal,
            assignee: None,
            created_ms: 0,
            updated_ms: 0,
            due_ms: None,
        };
        let (email, topic, locale) = (String::new(), String::new(), "en".to_owned());
        TicketDetail {
            row,
            version: 1,
            email,
            topic,
            locale,
            answers: vec![],
            consent: None,
            context,
            timeline: vec![],
            others: vec![],
        }
    }
}
