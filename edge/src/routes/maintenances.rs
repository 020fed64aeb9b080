//! What staff plan. Every change makes the public status anew in its own transaction.

use desk::check::{self, CheckedMaintenance};
use desk::maintenance::{self, Change};
use desk::wire::staff::{CancelMaintenance, EditMaintenance, NewMaintenance};
use serde::Serialize;

use super::incidents::stored_status;
use super::{body, json, once};
use crate::call::{Call, Session};
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::{audit, maintenances, snapshot};

/// `POST staff/maintenances`. Origin and session were checked.
///
/// (1) 400 or 422 when the body is no good maintenance. In one transaction: (2) 409 `key-reused`;
/// (3) maintenance, snapshot and audit row are stored. (4) 201, or 200 for a retry.
pub fn post<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let now_ms = call.env.now_ms;
    let new: NewMaintenance = body(call)?; // (1)
    let checked = check::maintenance(&new, &call.env.site, now_ms)?;
    let (done, answer) = call.sql.transaction(|sql| {
        let done = once(call, sql, &checked.key, &new, || {
            let planned = maintenance::schedule(checked.starts_ms, checked.ends_ms);
            let id = maintenances::add(sql, &checked, &planned, now_ms)?; // (3)
            snapshot::renew(sql, &call.env.site, now_ms)?;
            audit::note(sql, &session.agent, "maintenance.post", &target(id), now_ms)?;
            Ok(id)
        })?;
        Ok::<_, ApiError>((done, stored_status(call, sql)?))
    })?;
    json(done.status(), &answer) // (4)
}

/// `POST staff/maintenances/{n}`: as [`change`], with other words or another window.
pub fn edit<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let new: EditMaintenance = body(call)?;
    let to = check::maintenance_edit(&new.to, &call.env.site, call.env.now_ms)?;
    let step = Change::Edit { starts_ms: to.starts_ms, ends_ms: to.ends_ms };
    change(call, session, &new, &to.key, new.seq, step, Some(&to))
}

/// `POST staff/maintenances/{n}/cancel`: as [`change`]; it does not take place.
pub fn cancel<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let new: CancelMaintenance = body(call)?;
    let key = check::cancel(&new)?;
    change(call, session, &new, &key, new.seq, Change::Cancel, None)
}

/// Changes maintenance. Origin, session and body were checked.
///
/// In one transaction: (1) 409 `key-reused`; (2) 404 when there is no such maintenance; (3) 409 `changed`
/// when the agent had not seen the newest wording; (4) 422 when it is over or was cancelled;
/// (5) maintenance, snapshot and audit row are stored. (6) 201, or 200 for a retry.
fn change<S: Sql>(
    call: &Call<'_, S>,
    session: &Session,
    request: &impl Serialize,
    key: &str,
    seq: i64,
    step: Change,
    words: Option<&CheckedMaintenance>,
) -> Result<Response, ApiError> {
    let (id, now_ms) = (call.number, call.env.now_ms);
    let (done, answer) = call.sql.transaction(|sql| {
        let done = once(call, sql, key, request, || {
            let before = maintenances::get(sql, id)?
                .ok_or_else(|| ApiError::not_found("There is no such maintenance."))?; // (2)
            if before.seq != seq {
                return Err(ApiError::changed()); // (3)
            }
            let after = maintenance::apply(&before, step, now_ms)
                .map_err(|refused| ApiError::invalid_field("ends_ms", refused.sentence()))?; // (4)
            maintenances::update(sql, id, &after, words, now_ms)?;
            snapshot::renew(sql, &call.env.site, now_ms)?; // (5)
            let off = after.cancelled_ms.is_some();
            let action = if off { "maintenance.cancel" } else { "maintenance.edit" };
            audit::note(sql, &session.agent, action, &target(id), now_ms)?;
            Ok(after.seq)
        })?;
        Ok::<_, ApiError>((done, stored_status(call, sql)?))
    })?;
    json(done.status(), &answer) // (6)
}

fn target(id: i64) -> String {
    format!("maintenance {id}")
}
