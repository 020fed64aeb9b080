//! Between the store's rows, the rules and the wire: what several handlers of tickets share.

use desk::sla::{self, QueueKey};
use desk::text;
use desk::ticket::{self, Change, Event, Refused};
use desk::wire::staff::{QueueRow, TimelineKind};

use crate::call::Call;
use crate::error::ApiError;
use crate::sql::Sql;
use crate::store::staff;
use crate::store::tickets::{self, Stored};
use crate::store::timeline::{self, By};

/// Characters of the newest message in the queue: one line of a wide screen.
const EXCERPT_MAX: usize = 120;

/// The beginning of a message, for the queue.
pub(super) fn excerpt(body: &str) -> String {
    text::excerpt(body, EXCERPT_MAX)
}

/// Lets an event happen: asks the rules, adds `said` (a message or note) and the changes to the
/// timeline, and stores the ticket. Returns the position of the first line added, or the last one
/// there was. 422 (or 409 `closed`) when the rules refuse, 409 when somebody was faster.
pub(super) fn happen<S: Sql>(
    call: &Call<'_, S>,
    sql: &S,
    before: &Stored,
    event: Event,
    by: By<'_>,
    said: Option<&TimelineKind>,
) -> Result<i64, ApiError> {
    let now_ms = call.env.now_ms;
    let (ticket, changes) = ticket::apply(&before.ticket, event, now_ms).map_err(refusal)?;
    let mut after = Stored { ticket, ..before.clone() };
    let mut lines: Vec<TimelineKind> = said.cloned().into_iter().collect();
    for change in changes {
        lines.push(line(sql, change)?);
    }
    for line in &lines {
        after.last_seq = after.last_seq.saturating_add(1);
        timeline::add(sql, before.number, after.last_seq, by, line, now_ms)?;
        if let TimelineKind::Message { body } = line {
            after.updated_ms = now_ms;
            after.excerpt = excerpt(body);
        }
    }
    if !tickets::update(sql, before, &after)? {
        return Err(ApiError::changed());
    }
    let added = i64::from(!lines.is_empty());
    Ok(before.last_seq.saturating_add(added))
}

/// What a requester or agent is told when the rules refuse.
pub(super) fn refusal(refused: Refused) -> ApiError {
    match refused {
        Refused::Closed => ApiError::closed(refused.sentence()),
        Refused::SolvedAlready | Refused::OpenAlready | Refused::NotSolved => {
            ApiError::invalid_field("event", refused.sentence())
        }
    }
}

fn line<S: Sql>(sql: &S, change: Change) -> Result<TimelineKind, ApiError> {
    Ok(match change {
        Change::State(state) => TimelineKind::State { state },
        Change::Priority(priority) => TimelineKind::Priority { priority },
        Change::Assigned(None) => TimelineKind::Assigned { to: None },
        Change::Assigned(Some(id)) => {
            let agent = staff::agent_by_id(sql, id)?;
            TimelineKind::Assigned { to: agent.map(|a| a.name) }
        }
    })
}

/// A ticket as one line of the queue.
pub(super) fn row<S: Sql>(call: &Call<'_, S>, stored: &Stored) -> QueueRow {
    let requester = [&stored.name, &stored.email].into_iter().find(|s| !s.is_empty());
    QueueRow {
        number: stored.number,
        subject: stored.subject.clone(),
        requester: requester.map_or_else(|| "Visitor".into(), Clone::clone),
        excerpt: stored.excerpt.clone(),
        state: stored.ticket.state,
        priority: stored.ticket.priority,
        assignee: stored.assignee.clone(),
        created_ms: stored.ticket.created_ms,
        updated_ms: stored.updated_ms,
        due_ms: sla::due_ms(&stored.ticket, &call.env.site.sla),
    }
}

/// What the queue's order looks at.
pub(super) fn key(row: &QueueRow) -> QueueKey {
    QueueKey {
        due_ms: row.due_ms,
        priority: row.priority,
        created_ms: row.created_ms,
        updated_ms: row.updated_ms,
        number: row.number,
    }
}
