//! Tickets, their capability tokens, and what the figures are made of.

use desk::check::CheckedTicket;
use desk::metrics::Sample;
use desk::ticket::{Priority, Ticket, TicketState};
use desk::wire::site::ConsentText;
use desk::wire::staff::{Agent, Answer, Counts};
use desk::wire::visitor::Context;

use super::{from_json, known, only, to_json};
use crate::sql::{Row, Sql, SqlError, Value};

/// Numbers start after this one.
const BEFORE_FIRST: i64 = 1_000;
/// Tickets that a view considers. Above this a team has other troubles than the order of its queue.
const VIEW_MAX: i64 = 1_000;
/// Tickets that the figures look at, the newest first: enough for a stable median.
const SAMPLES_MAX: i64 = 2_000;

/// A ticket as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Number within the site.
    pub number: i64,
    /// What the rules see.
    pub ticket: Ticket,
    /// Who has it, with the name of today.
    pub assignee: Option<Agent>,
    /// Requester's name; may be empty.
    pub name: String,
    /// Requester's address; may be empty.
    pub email: String,
    /// One line.
    pub subject: String,
    /// Topic id; may be empty.
    pub topic: String,
    /// Language of the requester's widget.
    pub locale: String,
    /// What the requester answered to the topic's fields.
    pub answers: Vec<Answer>,
    /// What the requester agreed to.
    pub consent: Option<ConsentText>,
    /// What the visitor did before asking.
    pub context: Context,
    /// When the newest public message came.
    pub updated_ms: i64,
    /// Its beginning.
    pub excerpt: String,
    /// The newest position in the timeline.
    pub last_seq: i64,
    /// Grows with every change.
    pub version: i64,
}

/// The columns that [`stored`] reads, in its order.
const COLUMNS: &str = "SELECT t.number, t.state, t.priority, t.assignee, t.created_ms, t.clock_ms,
    t.pending_ms, t.first_replied_ms, t.solved_ms, t.reopened, t.replies, a.name, t.name, t.email,
    t.subject, t.topic, t.locale, t.context, t.updated_ms, t.excerpt, t.last_seq, t.version,
    t.answers, t.consent
    FROM tickets t LEFT JOIN agents a ON a.id = t.assignee";

fn stored(row: &Row) -> Result<Stored, SqlError> {
    let ticket = Ticket {
        state: known(TicketState::parse(row.text(1)?), "tickets.state")?,
        priority: known(Priority::parse(row.text(2)?), "tickets.priority")?,
        assignee: row.opt_int(3)?,
        created_ms: row.int(4)?,
        clock_ms: row.int(5)?,
        pending_ms: row.opt_int(6)?,
        first_replied_ms: row.opt_int(7)?,
        solved_ms: row.opt_int(8)?,
        reopened: row.int(9)?,
        replies: row.int(10)?,
    };
    let assignee = match (ticket.assignee, row.opt_text(11)?) {
        (Some(id), Some(name)) => Some(Agent { id, name: name.into() }),
        _ => None,
    };
    let consent = row.opt_text(23)?.map(|text| from_json(text, "tickets.consent"));
    Ok(Stored {
        number: row.int(0)?,
        ticket,
        assignee,
        name: row.text(12)?.into(),
        email: row.text(13)?.into(),
        subject: row.text(14)?.into(),
        topic: row.text(15)?.into(),
        locale: row.text(16)?.into(),
        context: from_json(row.text(17)?, "tickets.context")?,
        updated_ms: row.int(18)?,
        excerpt: row.text(19)?.into(),
        last_seq: row.int(20)?,
        version: row.int(21)?,
        answers: from_json(row.text(22)?, "tickets.answers")?,
        consent: consent.transpose()?,
    })
}

/// Stores a new ticket, with its answers and its consent in words, and gives it a number. Its first
/// message is at position 1 of the timeline.
pub fn add<S: Sql>(
    sql: &S,
    new: &CheckedTicket,
    (answers, consent): (&[Answer], Option<&ConsentText>),
    ticket: &Ticket,
    excerpt: &str,
) -> Result<i64, SqlError> {
    let rows = sql.exec(
        "INSERT INTO tickets (number, name, email, subject, topic, locale, context, state, priority,
           assignee, created_ms, clock_ms, pending_ms, first_replied_ms, solved_ms, reopened,
           replies, updated_ms, excerpt, last_seq, version, answers, consent)
         SELECT coalesce(max(number), ?1) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
           ?14, ?15, ?16, ?17, ?18, ?19, 1, 1, ?20, ?21 FROM tickets RETURNING number",
        &[
            BEFORE_FIRST.into(),
            new.name.as_str().into(),
            new.email.as_str().into(),
            new.subject.as_str().into(),
            new.topic.as_str().into(),
            new.locale.as_str().into(),
            to_json(&new.context, "tickets.context")?.into(),
            ticket.state.name().into(),
            ticket.priority.name().into(),
            ticket.assignee.into(),
            ticket.created_ms.into(),
            ticket.clock_ms.into(),
            ticket.pending_ms.into(),
            ticket.first_replied_ms.into(),
            ticket.solved_ms.into(),
            ticket.reopened.into(),
            ticket.replies.into(),
            ticket.created_ms.into(),
            excerpt.into(),
            to_json(&answers, "tickets.answers")?.into(),
            consent.map(|text| to_json(text, "tickets.consent")).transpose()?.into(),
        ],
    )?;
    only(rows)?.int(0)
}

/// The ticket of this number.
pub fn get<S: Sql>(sql: &S, number: i64) -> Result<Option<Stored>, SqlError> {
    let rows = sql.exec(&format!("{COLUMNS} WHERE t.number = ?1"), &[number.into()])?;
    rows.first().map(stored).transpose()
}

/// The tickets in these states, the last touched first.
pub fn in_states<S: Sql>(sql: &S, states: &[TicketState]) -> Result<Vec<Stored>, SqlError> {
    let mut out = Vec::new();
    for state in states {
        let rows = sql.exec(
            &format!("{COLUMNS} WHERE t.state = ?1 ORDER BY t.updated_ms DESC LIMIT ?2"),
            &[state.name().into(), VIEW_MAX.into()],
        )?;
        for row in &rows {
            out.push(stored(row)?);
        }
    }
    Ok(out)
}

/// The other tickets of the same address, newest first.
pub fn of_requester<S: Sql>(sql: &S, ticket: &Stored) -> Result<Vec<Stored>, SqlError> {
    if ticket.email.is_empty() {
        return Ok(Vec::new());
    }
    sql.exec(
        &format!(
            "{COLUMNS} WHERE t.email <> '' AND t.email = ?1 COLLATE NOCASE AND t.number <> ?2
             ORDER BY t.number DESC LIMIT 20"
        ),
        &[ticket.email.as_str().into(), ticket.number.into()],
    )?
    .iter()
    .map(stored)
    .collect()
}

/// Stores what an event made of a ticket. False when `before.version` is not the stored one any
/// more: somebody was faster, and nothing was changed.
pub fn update<S: Sql>(sql: &S, before: &Stored, after: &Stored) -> Result<bool, SqlError> {
    let ticket = &after.ticket;
    let rows = sql.exec(
        "UPDATE tickets SET state = ?3, priority = ?4, assignee = ?5, clock_ms = ?6,
           pending_ms = ?7, first_replied_ms = ?8, solved_ms = ?9, reopened = ?10, replies = ?11,
           updated_ms = ?12, excerpt = ?13, last_seq = ?14, version = version + 1
         WHERE number = ?1 AND version = ?2 RETURNING version",
        &[
            before.number.into(),
            before.version.into(),
            ticket.state.name().into(),
            ticket.priority.name().into(),
            ticket.assignee.into(),
            ticket.clock_ms.into(),
            ticket.pending_ms.into(),
            ticket.first_replied_ms.into(),
            ticket.solved_ms.into(),
            ticket.reopened.into(),
            ticket.replies.into(),
            after.updated_ms.into(),
            after.excerpt.as_str().into(),
            after.last_seq.into(),
        ],
    )?;
    Ok(!rows.is_empty())
}

/// How many tickets each view holds.
pub fn counts<S: Sql>(sql: &S) -> Result<Counts, SqlError> {
    let mut counts = Counts::default();
    for row in sql.exec("SELECT state, count(*) FROM tickets GROUP BY state", &[])? {
        let n = u32::try_from(row.int(1)?).unwrap_or(u32::MAX);
        match known(TicketState::parse(row.text(0)?), "tickets.state")? {
            TicketState::New | TicketState::Open => counts.open = counts.open.saturating_add(n),
            TicketState::Pending => counts.waiting = n,
            TicketState::Solved => counts.solved = n,
        }
    }
    Ok(counts)
}

/// What the figures need of the tickets created since this moment, the newest first.
pub fn samples<S: Sql>(sql: &S, since_ms: i64) -> Result<Vec<Sample>, SqlError> {
    sql.exec(
        "SELECT created_ms, first_replied_ms, solved_ms, reopened, replies FROM tickets
         WHERE created_ms >= ?1 ORDER BY created_ms DESC LIMIT ?2",
        &[since_ms.into(), SAMPLES_MAX.into()],
    )?
    .iter()
    .map(|row| {
        Ok(Sample {
            created_ms: row.int(0)?,
            first_replied_ms: row.opt_int(1)?,
            solved_ms: row.opt_int(2)?,
            reopened: row.int(3)?,
            replies: row.int(4)?,
        })
    })
    .collect()
}

/// Lets the holder of the token with this hash read and continue the ticket.
pub fn add_token<S: Sql>(sql: &S, number: i64, hash: &str) -> Result<(), SqlError> {
    let params: [Value; 2] = [number.into(), hash.into()];
    sql.exec("INSERT INTO ticket_tokens (ticket, hash) VALUES (?1, ?2)", &params)?;
    Ok(())
}

/// The hashes of the ticket's tokens.
pub fn token_hashes<S: Sql>(sql: &S, number: i64) -> Result<Vec<String>, SqlError> {
    sql.exec("SELECT hash FROM ticket_tokens WHERE ticket = ?1", &[number.into()])?
        .iter()
        .map(|row| row.text(0).map(Into::into))
        .collect()
}
