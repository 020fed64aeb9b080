//! What staff do with tickets: the queue, one ticket whole, and events on it.

use desk::ticket::{Event, TicketState};
use desk::wire::staff::{EventKind, NewEvent, Queue, TicketDetail, TimelineKind};
use desk::{check, metrics, sla};

use super::{body, json, once, view};
use crate::call::{Call, Session};
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::audit;
use crate::store::ratings;
use crate::store::tickets::{self, Stored};
use crate::store::timeline::{self, By};

/// Rows that one answer holds: more than anyone works through before loading it again.
const ROWS_MAX: usize = 200;

/// `GET staff/tickets?view=`. (1) 422 for an unknown view. (2) 200, in the order to work in.
pub fn queue<S: Sql>(call: &Call<'_, S>, _session: &Session) -> Result<Response, ApiError> {
    let states: &[TicketState] = match call.request.query_param("view").unwrap_or("open") {
        "open" => &[TicketState::New, TicketState::Open],
        "waiting" => &[TicketState::Pending],
        "solved" => &[TicketState::Solved],
        _ => {
            return Err(ApiError::invalid_field("view", "Choose open, waiting or solved."));
        }
    };
    let stored = tickets::in_states(call.sql, states)?;
    let mut rows: Vec<_> = stored.iter().map(|t| view::row(call, t)).collect();
    rows.sort_by(|a, b| sla::queue_order(&view::key(a), &view::key(b)));
    rows.truncate(ROWS_MAX);
    let since_ms = call.env.now_ms.saturating_sub(metrics::WINDOW_MS);
    let answer = Queue {
        tickets: rows,
        counts: tickets::counts(call.sql)?,
        figures: metrics::figures(
            &tickets::samples(call.sql, since_ms)?,
            &ratings::scores(call.sql, since_ms)?,
        ),
    };
    json(200, &answer)
}

/// `GET staff/tickets/{n}`. 404 when there is none.
pub fn detail<S: Sql>(call: &Call<'_, S>, _session: &Session) -> Result<Response, ApiError> {
    json(200, &whole(call, call.sql, &found(call.sql, call.number)?)?)
}

/// `POST staff/tickets/{n}/events`. Origin and session were checked.
///
/// (1) 400 or 422 when the body is not a good event. In one transaction: (2) 404 when there is no
/// such ticket; (3) 409 `key-reused`; (4) 409 `changed` when the agent had not seen the newest
/// version; (5) 422 when the rules refuse; (6) ticket, timeline and audit row are stored. (7) 201,
/// or 200 for a retry, with the whole ticket.
pub fn event<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let new: NewEvent = body(call)?; // (1)
    let checked = check::event(&new)?;
    let (done, detail) = call.sql.transaction(|sql| {
        let stored = found(sql, call.number)?; // (2)
        let done = once(call, sql, &checked.key, &new, || {
            if stored.version != checked.version {
                return Err(ApiError::changed()); // (4)
            }
            let (event, said) = meaning(&checked.event, session.agent.id);
            let by = By::Agent(&session.agent);
            let seq = view::happen(call, sql, &stored, event, by, said.as_ref())?; // (5)
            let target = format!("#{}", stored.number);
            for action in actions(&checked.event) {
                audit::note(sql, &session.agent, action, &target, call.env.now_ms)?;
            }
            Ok(seq)
        })?;
        Ok::<_, ApiError>((done, whole(call, sql, &found(sql, call.number)?)?))
    })?;
    json(done.status(), &detail) // (7)
}

/// The event of the rules, and what is said with it.
fn meaning(kind: &EventKind, agent: i64) -> (Event, Option<TimelineKind>) {
    match kind {
        EventKind::Reply { body, solve } => {
            (Event::Replied { solve: *solve }, Some(TimelineKind::Message { body: body.clone() }))
        }
        EventKind::Note { body } => (Event::Noted, Some(TimelineKind::Note { body: body.clone() })),
        EventKind::Solve => (Event::Solved, None),
        EventKind::Reopen => (Event::Reopened, None),
        EventKind::SetPriority { priority } => (Event::PrioritySet(*priority), None),
        EventKind::Take => (Event::Taken { agent }, None),
        EventKind::Release => (Event::Released, None),
    }
}

fn actions(kind: &EventKind) -> &'static [&'static str] {
    match kind {
        EventKind::Reply { solve: false, .. } => &["ticket.reply"],
        EventKind::Reply { solve: true, .. } => &["ticket.reply", "ticket.solve"],
        EventKind::Note { .. } => &["ticket.note"],
        EventKind::Solve => &["ticket.solve"],
        EventKind::Reopen => &["ticket.reopen"],
        EventKind::SetPriority { .. } => &["ticket.set_priority"],
        EventKind::Take => &["ticket.take"],
        EventKind::Release => &["ticket.release"],
    }
}

fn found<S: Sql>(sql: &S, number: i64) -> Result<Stored, ApiError> {
    tickets::get(sql, number)?.ok_or_else(|| ApiError::not_found("There is no such ticket."))
}

fn whole<S: Sql>(call: &Call<'_, S>, sql: &S, stored: &Stored) -> Result<TicketDetail, ApiError> {
    let others = tickets::of_requester(sql, stored)?;
    Ok(TicketDetail {
        row: view::row(call, stored),
        version: stored.version,
        email: stored.email.clone(),
        topic: stored.topic.clone(),
        locale: stored.locale.clone(),
        answers: stored.answers.clone(),
        consent: stored.consent.clone(),
        context: stored.context.clone(),
        rating: ratings::get(sql, stored.number)?,
        timeline: timeline::all(sql, stored.number)?,
        others: others.iter().map(|t| view::row(call, t)).collect(),
    })
}
