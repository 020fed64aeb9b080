//! What a visitor does: opens a ticket, reads its thread, writes again.

use desk::check::CheckedTicket;
use desk::text::Faults;
use desk::wire::site::SiteManifest;
use desk::wire::staff::{Answer, TimelineKind};
use desk::wire::visitor::{NewMessage, NewTicket, Thread, TicketCreated};
use desk::{check, fields, metrics, ticket};

use super::{Done, body, json, once, view};
use crate::auth;
use crate::call::Call;
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::ratings;
use crate::store::tickets::{self, Stored};
use crate::store::timeline::{self, By};

/// `POST tickets`. The origin was checked.
///
/// (1) 400 or 422 when the body is not a good ticket. In one transaction: (2) 409 when the key came
/// with another ticket; (3) the ticket, its first message and the key are stored, or found again;
/// (4) a fresh capability token is stored as its hash. A retry gets another token, because the
/// first is not known here any more; both work. (5) 201, or 200 for a retry.
pub fn create<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let new: NewTicket = body(call)?; // (1)
    let (done, created) = open(call, &new, &checked(call, &new)?)?;
    json(done.status(), &created) // (5)
}

/// A visitor's ticket checked against what the site offers.
pub(super) fn checked<S: Sql>(
    call: &Call<'_, S>,
    new: &NewTicket,
) -> Result<CheckedTicket, Faults> {
    check::ticket(new, &call.env.site.topics, &call.env.site.contact)
}

/// Steps (2) to (4) of [`create`], for every way in which a ticket comes.
pub(super) fn open<S: Sql>(
    call: &Call<'_, S>,
    new: &NewTicket,
    checked: &CheckedTicket,
) -> Result<(Done, TicketCreated), ApiError> {
    let site = &call.env.site;
    let answers = answers(site, checked);
    let consent = site.contact.consent.values().find(|text| text.version == checked.consent);
    let token = call.env.random_token()?;
    call.sql.transaction(|sql| {
        // (2) and (3)
        let done = once(call, sql, &checked.key, new, || {
            let ticket = ticket::Ticket::new(call.env.now_ms);
            let excerpt = view::excerpt(&checked.body);
            let number = tickets::add(sql, checked, (&answers, consent), &ticket, &excerpt)?;
            let message = TimelineKind::Message { body: checked.body.clone() };
            let by = By::Requester(&checked.name);
            timeline::add(sql, number, 1, by, &message, call.env.now_ms)?;
            timeline::keyed(sql, number, 1, &checked.key)?;
            Ok(number)
        })?;
        // (4)
        let number = done.made();
        tickets::add_token(sql, number, &auth::hash(&token))?;
        let thread = thread_after(call, sql, &existing(sql, number)?, 0)?;
        Ok((done, TicketCreated { number, token, thread }))
    })
}

/// The answers as staff will read them.
fn answers(site: &SiteManifest, checked: &CheckedTicket) -> Vec<Answer> {
    let topic = site.topics.iter().find(|topic| topic.id == checked.topic);
    let fields = topic.map_or(&[][..], |topic| &topic.fields);
    fields::told(fields, &checked.fields, &site.default_locale)
}

/// `GET tickets/{n}?after=`. (1) 401 without the ticket's token; an unknown ticket answers the same,
/// so that numbers cannot be probed. (2) 422 when `after` is no number. (3) 200.
pub fn thread<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let stored = authorised(call)?;
    let after = match call.request.query_param("after") {
        None => 0,
        Some(text) => text.parse().map_err(|_| {
            ApiError::invalid_field("after", "Send the cursor of the last answer, or leave it out.")
        })?,
    };
    json(200, &thread_after(call, call.sql, &stored, after)?)
}

/// `POST tickets/{n}/messages`. The origin was checked.
///
/// (1) 401 without the ticket's token. (2) 400 or 422 when the body is not a good message. In one
/// transaction: (3) 409 when the key came with another message, or `closed` when the ticket was
/// solved too long ago; (4) the message is stored, the ticket reopened if it was waiting or solved.
/// (5) 201, or 200 for a retry, with the thread from
/// this message on.
pub fn write<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let number = authorised(call)?.number; // (1)
    let new: NewMessage = body(call)?; // (2)
    let (done, thread) = say(call, number, &new)?;
    json(done.status(), &thread) // (5)
}

/// Steps (2) to (4) of [`write`] but for reading the body, for every way in which a message comes.
pub(super) fn say<S: Sql>(
    call: &Call<'_, S>,
    number: i64,
    new: &NewMessage,
) -> Result<(Done, Thread), ApiError> {
    let checked = check::message(new)?;
    call.sql.transaction(|sql| {
        // (3) and (4)
        let done = once(call, sql, &checked.key, new, || {
            let stored = existing(sql, number)?;
            let message = TimelineKind::Message { body: checked.body.clone() };
            let by = By::Requester(&stored.name);
            let event = ticket::Event::RequesterWrote;
            let seq = view::happen(call, sql, &stored, event, by, Some(&message))?;
            timeline::keyed(sql, number, seq, &checked.key)?;
            Ok(seq)
        })?;
        let before_it = done.made().saturating_sub(1);
        let thread = thread_after(call, sql, &existing(sql, number)?, before_it)?;
        Ok((done, thread))
    })
}

/// The ticket of the path, if the request carries a token that opens it.
pub(super) fn authorised<S: Sql>(call: &Call<'_, S>) -> Result<Stored, ApiError> {
    opened(call, auth::bearer(call.request).unwrap_or_default())
}

/// The ticket of the path, if this token opens it.
pub(super) fn opened<S: Sql>(call: &Call<'_, S>, token: &str) -> Result<Stored, ApiError> {
    if !auth::is_token(token) {
        return Err(ApiError::token_invalid());
    }
    let sent = auth::hash(token);
    let hashes = tickets::token_hashes(call.sql, call.number)?;
    // `fold`, not `any`: every hash is compared, and each in constant time.
    if !hashes.iter().fold(false, |found, hash| found | auth::same(hash, &sent)) {
        return Err(ApiError::token_invalid());
    }
    existing(call.sql, call.number)
}

/// A ticket that is known to exist.
pub(super) fn existing<S: Sql>(sql: &S, number: i64) -> Result<Stored, ApiError> {
    tickets::get(sql, number)?.ok_or_else(|| ApiError::internal("a known ticket is gone"))
}

/// The thread, with the messages after this position.
pub(super) fn thread_after<S: Sql>(
    call: &Call<'_, S>,
    sql: &S,
    stored: &Stored,
    after: i64,
) -> Result<Thread, ApiError> {
    let messages = timeline::messages(sql, stored.number, after)?;
    let since_ms = call.env.now_ms.saturating_sub(metrics::WINDOW_MS);
    Ok(Thread {
        number: stored.number,
        subject: stored.subject.clone(),
        state: stored.ticket.state,
        created_ms: stored.ticket.created_ms,
        closed: stored.ticket.is_closed(call.env.now_ms),
        rating: ratings::get(sql, stored.number)?,
        expected_reply_ms: metrics::expected_reply_ms(&tickets::samples(sql, since_ms)?),
        cursor: messages.last().map_or(after, |m| m.seq),
        messages,
    })
}
