//! The lines of a ticket's timeline, messages among them.

use desk::ticket::{Priority, TicketState};
use desk::wire::staff::{Agent, TimelineItem, TimelineKind};
use desk::wire::visitor::{Attachment, Author, Message};

use super::{attachments, known};
use crate::sql::{Row, Sql, SqlError, Value};

/// Who did it: an agent, or the requester of this name.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// Somebody on the support team.
    Agent(&'a Agent),
    /// The person who asked; the name may be empty.
    Requester(&'a str),
}

/// Adds a line at this position.
pub fn add<S: Sql>(
    sql: &S,
    ticket: i64,
    seq: i64,
    by: By<'_>,
    what: &TimelineKind,
    now_ms: i64,
) -> Result<(), SqlError> {
    let (agent, name) = match by {
        By::Agent(agent) => (Value::Int(agent.id), agent.name.as_str()),
        By::Requester(name) => (Value::Null, name),
    };
    let (kind, body) = match what {
        TimelineKind::Message { body } => ("message", Some(body.as_str())),
        TimelineKind::Note { body } => ("note", Some(body.as_str())),
        TimelineKind::State { state } => ("state", Some(state.name())),
        TimelineKind::Priority { priority } => ("priority", Some(priority.name())),
        TimelineKind::Assigned { to } => ("assigned", to.as_deref()),
    };
    sql.exec(
        "INSERT INTO timeline (ticket, seq, at_ms, agent, name, kind, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[ticket.into(), seq.into(), now_ms.into(), agent, name.into(), kind.into(), body.into()],
    )?;
    Ok(())
}

/// Remembers the idempotency key that a requester's message came under.
pub fn keyed<S: Sql>(sql: &S, ticket: i64, seq: i64, key: &str) -> Result<(), SqlError> {
    sql.exec(
        "UPDATE timeline SET key = ?3 WHERE ticket = ?1 AND seq = ?2",
        &[ticket.into(), seq.into(), key.into()],
    )?;
    Ok(())
}

/// The position of the requester's message that came under this key, or else of their newest.
pub fn requesters<S: Sql>(sql: &S, ticket: i64, key: &str) -> Result<Option<i64>, SqlError> {
    let rows = sql.exec(
        "SELECT seq FROM timeline WHERE ticket = ?1 AND kind = 'message' AND agent IS NULL
         ORDER BY key IS ?2 DESC, seq DESC LIMIT 1",
        &[ticket.into(), key.into()],
    )?;
    rows.first().map(|row| row.int(0)).transpose()
}

/// Takes the files of the message at this position out of all of them.
fn files_of(all: &mut Vec<(i64, Attachment)>, seq: i64) -> Vec<Attachment> {
    all.extract_if(.., |(of, _)| *of == seq).map(|(_, file)| file).collect()
}

/// What the requester may see after this position, oldest first.
pub fn messages<S: Sql>(sql: &S, ticket: i64, after: i64) -> Result<Vec<Message>, SqlError> {
    let mut files = attachments::after(sql, ticket, after)?;
    sql.exec(
        "SELECT seq, agent, name, body, at_ms FROM timeline
         WHERE ticket = ?1 AND seq > ?2 AND kind = 'message' ORDER BY seq",
        &[ticket.into(), after.into()],
    )?
    .iter()
    .map(|row| {
        Ok(Message {
            seq: row.int(0)?,
            from: author(row, 1)?,
            name: row.text(2)?.into(),
            body: row.text(3)?.into(),
            at_ms: row.int(4)?,
            attachments: files_of(&mut files, row.int(0)?),
        })
    })
    .collect()
}

/// Everything, oldest first; for staff only.
pub fn all<S: Sql>(sql: &S, ticket: i64) -> Result<Vec<TimelineItem>, SqlError> {
    let mut files = attachments::after(sql, ticket, 0)?;
    sql.exec(
        "SELECT seq, at_ms, agent, name, kind, body FROM timeline WHERE ticket = ?1 ORDER BY seq",
        &[ticket.into()],
    )?
    .iter()
    .map(|row| {
        Ok(TimelineItem {
            seq: row.int(0)?,
            at_ms: row.int(1)?,
            from: author(row, 2)?,
            name: row.text(3)?.into(),
            what: what(row)?,
            attachments: files_of(&mut files, row.int(0)?),
        })
    })
    .collect()
}

fn what(row: &Row) -> Result<TimelineKind, SqlError> {
    Ok(match row.text(4)? {
        "message" => TimelineKind::Message { body: row.text(5)?.into() },
        "note" => TimelineKind::Note { body: row.text(5)?.into() },
        "state" => {
            TimelineKind::State { state: known(TicketState::parse(row.text(5)?), "timeline.body")? }
        }
        "priority" => TimelineKind::Priority {
            priority: known(Priority::parse(row.text(5)?), "timeline.body")?,
        },
        "assigned" => TimelineKind::Assigned { to: row.opt_text(5)?.map(Into::into) },
        _ => return Err(SqlError("timeline.kind: not a value of ours".into())),
    })
}

fn author(row: &Row, column: usize) -> Result<Author, SqlError> {
    Ok(match row.opt_int(column)? {
        Some(_) => Author::Agent,
        None => Author::Requester,
    })
}
