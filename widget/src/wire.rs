//! The types of `/v1` that the widget reads and writes, to and from JSON, by hand and tested against
//! `serde`. Unknown members are left aside: a newer edge may send more.

use desk::attachment::FileKind;
use desk::incident::{Impact, IncidentState};
use desk::status::ComponentState;
use desk::ticket::TicketState;
use desk::wire::status::{Component, Incident, Snapshot, Update};
use desk::wire::visitor::{
    ArticleRead, Attachment, Author, Context, Fact, Message, NewMessage, NewRating, NewSolved,
    NewTicket, NewVote, Page, Rating, Thread, TicketCreated,
};
use desk::wire::{FieldFault, Problem};

use crate::json::{Json, Out};

/// Reads the thread of a ticket.
pub fn thread<J: Json>(json: &J) -> Option<Thread> {
    Some(Thread {
        number: json.int_at("number")?,
        subject: json.text_at("subject"),
        state: TicketState::parse(&json.text_at("state"))?,
        created_ms: json.int_at("created_ms")?,
        expected_reply_ms: json.int_at("expected_reply_ms"),
        closed: json.get("closed").and_then(|closed| closed.flag()).unwrap_or(false),
        rating: json.get("rating").as_ref().and_then(rating),
        messages: json.list_at("messages", message),
        cursor: json.int_at("cursor")?,
    })
}

fn rating<J: Json>(json: &J) -> Option<Rating> {
    Some(Rating {
        score: json.int_at("score")?.try_into().ok()?,
        comment: json.text_at("comment"),
        at_ms: json.int_at("at_ms")?,
    })
}

fn message<J: Json>(json: &J) -> Option<Message> {
    let from = match json.text_at("from").as_str() {
        "requester" => Author::Requester,
        "agent" => Author::Agent,
        _ => return None,
    };
    Some(Message {
        seq: json.int_at("seq")?,
        from,
        name: json.text_at("name"),
        body: json.text_at("body"),
        at_ms: json.int_at("at_ms")?,
        attachments: json.list_at("attachments", attachment),
    })
}

fn attachment<J: Json>(json: &J) -> Option<Attachment> {
    Some(Attachment {
        id: json.int_at("id")?,
        name: json.text_at("name"),
        kind: FileKind::parse(&json.text_at("kind"))?,
        bytes: json.int_at("bytes")?,
    })
}

/// Reads the answer to a new ticket.
pub fn created<J: Json>(json: &J) -> Option<TicketCreated> {
    Some(TicketCreated {
        number: json.int_at("number")?,
        token: json.get("token")?.text()?,
        thread: thread(&json.get("thread")?)?,
    })
}

/// Reads an error answer. `status` is that of the answer itself: what stands in between may answer
/// with anything.
pub fn problem<J: Json>(json: &J, status: u16) -> Problem {
    Problem {
        kind: json.text_at("type"),
        status,
        title: json.text_at("title"),
        detail: json.text_at("detail"),
        fields: json.list_at("fields", |fault| {
            Some(FieldFault { field: fault.text_at("field"), fault: fault.text_at("fault") })
        }),
    }
}

/// Reads the site's status.
pub fn snapshot<J: Json>(json: &J) -> Option<Snapshot> {
    Some(Snapshot {
        rev: json.int_at("rev")?.unsigned_abs(),
        changed_ms: json.int_at("changed_ms")?,
        indicator: component_state(json, "indicator")?,
        words: json.text_at("words"),
        // Drawn by the loader.
        banner: None,
        components: json.list_at("components", |component| {
            Some(Component {
                id: component.text_at("id"),
                name: component.text_at("name"),
                state: component_state(component, "state")?,
            })
        }),
        incidents: json.list_at("incidents", incident),
        past: vec![],
        // Read by `planned`, in the second part.
        maintenances: vec![],
    })
}

fn component_state<J: Json>(json: &J, key: &str) -> Option<ComponentState> {
    Some(match json.text_at(key).as_str() {
        "operational" => ComponentState::Operational,
        "degraded" => ComponentState::Degraded,
        "partial_outage" => ComponentState::PartialOutage,
        "major_outage" => ComponentState::MajorOutage,
        _ => return None,
    })
}

fn incident<J: Json>(json: &J) -> Option<Incident> {
    Some(Incident {
        id: json.int_at("id")?,
        title: json.text_at("title"),
        impact: Impact::parse(&json.text_at("impact"))?,
        state: IncidentState::parse(&json.text_at("state"))?,
        components: json.list_at("components", J::text),
        opened_ms: json.int_at("opened_ms")?,
        resolved_ms: json.int_at("resolved_ms"),
        updates: json.list_at("updates", |update| {
            Some(Update {
                seq: update.int_at("seq")?,
                state: IncidentState::parse(&update.text_at("state"))?,
                text: update.text_at("text"),
                at_ms: update.int_at("at_ms")?,
            })
        }),
    })
}

/// Writes a new ticket.
pub fn write_ticket(new: &NewTicket) -> String {
    let NewTicket {
        key,
        name,
        email,
        subject,
        body,
        topic,
        fields,
        consent,
        locale,
        context,
        website,
    } = new;
    let mut members = vec![
        ("key", key),
        ("name", name),
        ("email", email),
        ("subject", subject),
        ("body", body),
        ("topic", topic),
        ("locale", locale),
    ];
    members.extend([("consent", consent), ("website", website)].iter().filter(|m| !m.1.is_empty()));
    let mut members: Vec<_> = members.into_iter().map(|(k, v)| (k, Some(Out::Text(v)))).collect();
    if !fields.is_empty() {
        let answers = fields.iter().map(|(id, text)| (id.as_str(), Some(Out::Text(text))));
        members.push(("fields", Some(Out::Object(answers.collect()))));
    }
    members.push(("context", Some(write_context(context))));
    Out::Object(members).json()
}

fn write_context(context: &Context) -> Out<'_> {
    let Context { page, searches, articles, facts, events } = context;
    let page = page.as_ref().map(|Page { url, title }| {
        Out::Object(vec![("url", Some(Out::Text(url))), ("title", Some(Out::Text(title)))])
    });
    let searches = searches.iter().map(|search| Out::Text(search)).collect();
    let articles = articles.iter().map(write_article).collect();
    let facts = facts.iter().map(write_fact).collect();
    let events = events.iter().map(|event| Out::Text(event)).collect();
    Out::Object(vec![
        ("page", page),
        ("searches", Some(Out::List(searches))),
        ("articles", Some(Out::List(articles))),
        ("facts", Some(Out::List(facts))),
        ("events", Some(Out::List(events))),
    ])
}

fn write_fact(Fact { name, value }: &Fact) -> Out<'_> {
    Out::Object(vec![("name", Some(Out::Text(name))), ("value", Some(Out::Text(value)))])
}

fn write_article(article: &ArticleRead) -> Out<'_> {
    let ArticleRead { slug, title, helpful } = article;
    Out::Object(vec![
        ("slug", Some(Out::Text(slug))),
        ("title", Some(Out::Text(title))),
        ("helpful", helpful.map(Out::Flag)),
    ])
}

/// Writes a reply.
pub fn write_message(new: &NewMessage) -> String {
    let NewMessage { key, body } = new;
    Out::Object(vec![("key", Some(Out::Text(key))), ("body", Some(Out::Text(body)))]).json()
}

/// Writes that a ticket is solved.
pub fn write_solved(new: &NewSolved) -> String {
    Out::Object(vec![("key", Some(Out::Text(&new.key)))]).json()
}

/// Writes how the help was.
pub fn write_rating(new: &NewRating) -> String {
    let NewRating { score, comment } = new;
    let score = Out::Int((*score).into());
    Out::Object(vec![("score", Some(score)), ("comment", Some(Out::Text(comment)))]).json()
}

/// Writes whether an article helped.
pub fn write_vote(new: &NewVote) -> String {
    let NewVote { device, slug, locale, version, helpful, reason, text } = new;
    Out::Object(vec![
        ("device", Some(Out::Text(device))),
        ("slug", Some(Out::Text(slug))),
        ("locale", Some(Out::Text(locale))),
        ("version", Some(Out::Text(version))),
        ("helpful", Some(Out::Flag(*helpful))),
        ("reason", reason.map(|reason| Out::Text(reason.name()))),
        ("text", Some(Out::Text(text))),
    ])
    .json()
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::wire::visitor::VoteReason;
    use serde_json::{Value, to_value};

    fn full_thread() -> Thread {
        let message = |seq, from| Message {
            seq,
            from,
            name: "Mia".into(),
            body: "a\n\"b\"".into(),
            at_ms: 9,
            attachments: FileKind::ALL
                .map(|kind| Attachment { id: 3, name: "a".into(), kind, bytes: 5_242_880 })
                .to_vec(),
        };
        Thread {
            number: 1001,
            subject: "Late".into(),
            state: TicketState::Pending,
            created_ms: 5,
            expected_reply_ms: Some(7),
            closed: true,
            rating: Some(Rating { score: 4, comment: "\"ok\"".into(), at_ms: 8 }),
            messages: vec![message(1, Author::Requester), message(2, Author::Agent)],
            cursor: 2,
        }
    }

    #[test]
    fn threads_are_read_as_the_edge_writes_them() {
        let thread = full_thread();
        assert_eq!(super::thread(&to_value(&thread).unwrap()), Some(thread.clone()));
        let made = TicketCreated { number: 1001, token: "t".into(), thread };
        assert_eq!(created(&to_value(&made).unwrap()), Some(made));
        assert_eq!(created(&Value::Null), None);
    }

    #[test]
    fn the_status_is_read_as_the_edge_writes_it() {
        let update =
            Update { seq: 1, state: IncidentState::Monitoring, text: "x".into(), at_ms: 3 };
        let incident = |impact| Incident {
            id: 3,
            title: "Payments".into(),
            impact,
            state: IncidentState::Identified,
            components: vec!["checkout".into()],
            opened_ms: 1,
            resolved_ms: None,
            updates: vec![update.clone()],
        };
        for state in [
            ComponentState::Operational,
            ComponentState::Degraded,
            ComponentState::PartialOutage,
            ComponentState::MajorOutage,
        ] {
            let status = Snapshot {
                rev: 4,
                changed_ms: 2,
                indicator: state,
                words: "w".into(),
                banner: None,
                components: vec![Component {
                    id: "checkout".into(),
                    name: "Checkout".into(),
                    state,
                }],
                incidents: vec![incident(Impact::Minor), incident(Impact::Critical)],
                past: vec![],
                maintenances: vec![],
            };
            assert_eq!(snapshot(&to_value(&status).unwrap()), Some(status));
        }
    }

    #[test]
    fn problems_are_read_whatever_answers() {
        let said = Problem {
            kind: "invalid-fields".into(),
            status: 422,
            title: "t".into(),
            detail: "d".into(),
            fields: vec![FieldFault { field: "email".into(), fault: "f".into() }],
        };
        assert_eq!(problem(&to_value(&said).unwrap(), 422), said);
        assert_eq!(problem(&Value::Null, 403).fields, []);
    }

    #[test]
    fn what_is_sent_is_what_the_edge_reads() {
        let new = NewTicket {
            key: "0".repeat(32),
            name: "Aïko".into(),
            email: "a@b.example".into(),
            subject: "s".into(),
            body: "two\nlines".into(),
            topic: "bug".into(),
            fields: [("order".into(), "#\"1\"".into()), ("since".into(), "2026-01-31".into())]
                .into(),
            consent: "0123abcd".into(),
            locale: "en".into(),
            context: Context {
                page: Some(Page { url: "https://s.example/".into(), title: "\"S\"".into() }),
                searches: vec!["refund".into()],
                articles: [None, Some(true), Some(false)]
                    .map(|helpful| ArticleRead { slug: "a/b".into(), title: "B".into(), helpful })
                    .to_vec(),
                facts: vec![Fact { name: "Plan".into(), value: "\"T\"".into() }],
                events: vec!["Paid".into()],
            },
            website: String::new(),
        };
        assert_eq!(serde_json::from_str::<NewTicket>(&write_ticket(&new)).unwrap(), new);
        let bare = NewTicket {
            context: Context::default(),
            fields: [].into(),
            consent: String::new(),
            website: "x".into(),
            ..new
        };
        assert_eq!(serde_json::from_str::<NewTicket>(&write_ticket(&bare)).unwrap(), bare);
        let reply = NewMessage { key: "k".into(), body: "b".into() };
        assert_eq!(serde_json::from_str::<NewMessage>(&write_message(&reply)).unwrap(), reply);
    }

    #[test]
    fn what_is_said_of_the_help_is_what_the_edge_reads() {
        let solved = NewSolved { key: "k".into() };
        assert_eq!(serde_json::from_str::<NewSolved>(&write_solved(&solved)).unwrap(), solved);
        let rating = NewRating { score: 5, comment: "a\nb".into() };
        assert_eq!(serde_json::from_str::<NewRating>(&write_rating(&rating)).unwrap(), rating);
        for (helpful, reason) in
            [(true, None)].into_iter().chain(VoteReason::ALL.map(|reason| (false, Some(reason))))
        {
            let (device, version) = ("d".into(), "v".into());
            let (slug, locale, text) = ("s/a".into(), "en".into(), "t".into());
            let vote = NewVote { device, slug, locale, version, helpful, reason, text };
            assert_eq!(serde_json::from_str::<NewVote>(&write_vote(&vote)).unwrap(), vote);
        }
    }
}
