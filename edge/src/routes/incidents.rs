//! What staff do about incidents, and visitors whom they affect. Every change makes the public status anew in its own transaction.

use desk::status::PAST_MS;
use desk::wire::staff::{NewIncident, NewUpdate, StaffStatus};
use desk::wire::status::Snapshot;
use desk::wire::visitor::{Affected, NewAffected};
use desk::{check, incident};

use super::{body, json, once};
use crate::auth;
use crate::call::{Call, Session};
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::{affected, audit, incidents, snapshot};

/// `GET staff/status`.
pub fn status<S: Sql>(call: &Call<'_, S>, _session: &Session) -> Result<Response, ApiError> {
    let snapshot = snapshot::current(call.sql, &call.env.site, call.env.now_ms)?;
    json(200, &with_versions(call, call.sql, snapshot)?)
}

/// `POST staff/incidents`. Origin and session were checked.
///
/// (1) 400 or 422 when the body is no good incident. In one transaction: (2) 409 `key-reused`;
/// (3) incident, first update, snapshot and audit row are stored. (4) 201, or 200 for a retry.
pub fn post<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let new: NewIncident = body(call)?; // (1)
    let checked = check::incident(&new, &call.env.site)?;
    let agent = &session.agent;
    let now_ms = call.env.now_ms;
    let (done, answer) = call.sql.transaction(|sql| {
        let done = once(call, sql, &checked.key, &new, || {
            let opened = incident::open(checked.state);
            let id = incidents::add(sql, &checked, &opened, agent, now_ms)?; // (3)
            snapshot::renew(sql, &call.env.site, now_ms)?;
            audit::note(sql, agent, "incident.post", &target(id), now_ms)?;
            Ok(id)
        })?;
        Ok::<_, ApiError>((done, stored_status(call, sql)?))
    })?;
    json(done.status(), &answer) // (4)
}

/// `POST staff/incidents/{n}/updates`. Origin and session were checked.
///
/// (1) 400 or 422 when the body is no good update. In one transaction: (2) 409 `key-reused`;
/// (3) 404 when there is no such incident; (4) 409 `changed` when the agent had not seen the newest
/// version; (5) 422 when it is resolved; (6) update, snapshot and audit row are stored. (7) 201, or
/// 200 for a retry.
pub fn update<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let new: NewUpdate = body(call)?; // (1)
    let checked = check::update(&new)?;
    let agent = &session.agent;
    let (id, now_ms) = (call.number, call.env.now_ms);
    let (done, answer) = call.sql.transaction(|sql| {
        let done = once(call, sql, &checked.key, &new, || {
            let (before, version) = incidents::get(sql, id)?
                .ok_or_else(|| ApiError::not_found("There is no such incident."))?; // (3)
            if version != checked.version {
                return Err(ApiError::changed()); // (4)
            }
            let after = incident::apply(&before, checked.state, now_ms)
                .map_err(|refused| ApiError::invalid_field("state", refused.sentence()))?; // (5)
            if !incidents::update(sql, id, version, &after, &checked.text, agent, now_ms)? {
                return Err(ApiError::changed()); // (4) once more, by the row itself
            }
            snapshot::renew(sql, &call.env.site, now_ms)?; // (6)
            let resolved = after.resolved_ms.is_some();
            let action = if resolved { "incident.resolve" } else { "incident.update" };
            audit::note(sql, agent, action, &target(id), now_ms)?;
            Ok(after.last_seq)
        })?;
        Ok::<_, ApiError>((done, stored_status(call, sql)?))
    })?;
    json(done.status(), &answer) // (7)
}

/// `POST incidents/{n}/affected`. The origin was checked.
///
/// (1) 400 or 422 when the body is not good. (2) The device's id becomes a hash that is another one for
/// each incident. In one transaction: (3) 404 when there is no such incident; (4) the device is counted,
/// or not any more. Also when it is resolved by now: it was said before, and waited for the network.
/// (5) 200: sent twice, it counts once, so it needs no key.
pub fn affected<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let new: NewAffected = body(call)?; // (1)
    let (id, now_ms) = (call.number, call.env.now_ms);
    let device = check::affected(&new)?;
    let device = auth::hash(&format!("{device}\n{}", target(id))); // (2)
    call.sql.transaction(|sql| {
        incidents::get(sql, id)?
            .ok_or_else(|| ApiError::not_found("There is no such incident."))?; // (3)
        affected::put(sql, id, &device, new.affected, now_ms).map_err(ApiError::from) // (4)
    })?;
    json(200, &Affected { affected: new.affected }) // (5)
}

/// The status as it stands inside a transaction that has just stored it, or had before.
pub(super) fn stored_status<S: Sql>(call: &Call<'_, S>, sql: &S) -> Result<StaffStatus, ApiError> {
    let snapshot = match snapshot::stored_now(sql, call.env.now_ms)? {
        Some(snapshot) => snapshot,
        None => snapshot::renew(sql, &call.env.site, call.env.now_ms)?,
    };
    with_versions(call, sql, snapshot)
}

fn with_versions<S: Sql>(
    call: &Call<'_, S>,
    sql: &S,
    snapshot: Snapshot,
) -> Result<StaffStatus, ApiError> {
    let since_ms = call.env.now_ms.saturating_sub(PAST_MS);
    let versions = incidents::versions(sql, since_ms)?;
    Ok(StaffStatus { snapshot, versions, affected: affected::counts(sql, since_ms)? })
}

fn target(id: i64) -> String {
    format!("incident {id}")
}
