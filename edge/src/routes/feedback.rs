//! What visitors say: whether an article helped, that a ticket is solved, how they found the help.

use desk::check;
use desk::ticket::{self, Event, TicketState};
use desk::wire::staff::Votes;
use desk::wire::visitor::{NewRating, NewSolved, NewVote, Thread, Voted};

use super::{body, json, once, view, visitor};
use crate::auth;
use crate::call::{Call, Session};
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::timeline::By;
use crate::store::{ratings, votes};

/// `POST votes`. The origin was checked.
///
/// (1) 400 or 422 when the body is not a good vote. (2) The device's id becomes a hash that is
/// another one for each article. (3) The vote is counted, or takes the place of this device's
/// earlier one. (4) 200: sent twice, it is counted once, so it needs no key.
pub fn vote<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let new: NewVote = body(call)?; // (1)
    let checked = check::vote(&new, &call.env.site.locales)?;
    let article = format!("{}\n{}/{}", checked.device, checked.locale, checked.slug);
    let device = auth::hash(&article); // (2)
    votes::put(call.sql, &checked, &device, call.env.now_ms)?; // (3)
    json(200, &Voted { helpful: checked.helpful }) // (4)
}

/// `GET staff/votes`. 200, the articles that helped fewest first.
pub fn votes<S: Sql>(call: &Call<'_, S>, _session: &Session) -> Result<Response, ApiError> {
    json(200, &Votes { articles: votes::all(call.sql)? })
}

/// `POST tickets/{n}/solved`. The origin was checked.
///
/// (1) 401 without the ticket's token. (2) 400 or 422 when the body is not good. In one transaction:
/// (3) 409 when the key was used otherwise; (4) the ticket is solved, unless staff were faster, which
/// is as good. (5) 201, or 200 for a retry, with the thread.
pub fn solve<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let number = visitor::authorised(call)?.number; // (1)
    let new: NewSolved = body(call)?; // (2)
    let key = check::solved(&new)?;
    let (done, thread) = call.sql.transaction(|sql| {
        // (3) and (4)
        let done = once(call, sql, &key, &new, || {
            let stored = visitor::existing(sql, number)?;
            if stored.ticket.state == TicketState::Solved {
                return Ok(stored.last_seq);
            }
            let by = By::Requester(&stored.name);
            view::happen(call, sql, &stored, Event::RequesterSolved, by, None)
        })?;
        Ok::<_, ApiError>((done, whole(call, sql, number)?))
    })?;
    json(done.status(), &thread) // (5)
}

/// `POST tickets/{n}/rating`. The origin was checked.
///
/// (1) 401 without the ticket's token. (2) 400 or 422 when the body is not a good rating. In one
/// transaction: (3) 422 when the ticket is not solved; (4) the rating is stored in place of an
/// earlier one. The ticket's row stays as it is: an agent who writes at this moment need not look
/// again. (5) 200 with the thread.
pub fn rate<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let number = visitor::authorised(call)?.number; // (1)
    let new: NewRating = body(call)?; // (2)
    let checked = check::rating(&new)?;
    let now_ms = call.env.now_ms;
    let thread = call.sql.transaction(|sql| {
        let stored = visitor::existing(sql, number)?;
        ticket::apply(&stored.ticket, Event::Rated, now_ms).map_err(view::refusal)?; // (3)
        ratings::put(sql, number, &checked, now_ms)?; // (4)
        whole(call, sql, number)
    })?;
    json(200, &thread) // (5)
}

/// The thread as it stands, whole: a cursor without the messages before it would hide a reply that
/// the device has not seen.
fn whole<S: Sql>(call: &Call<'_, S>, sql: &S, number: i64) -> Result<Thread, ApiError> {
    visitor::thread_after(call, sql, &visitor::existing(sql, number)?, 0)
}
