//! The support team: one's own name, invitations, and the record of who did what.

use desk::check;
use desk::wire::staff::{Agent, Audit, EditMe, Invite, NewInvite};

use super::{body, json, sessions};
use crate::auth;
use crate::call::{Call, Session};
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::{audit as record, staff};

/// `PUT staff/me`. (1) 400 or 422 when the body is no good name; (2) 422 when a colleague has it;
/// (3) 200 with who one is now.
pub fn rename<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let name = check::edit_me(&body::<EditMe, _>(call)?)?; // (1)
    let id = session.agent.id;
    let agent = call.sql.transaction(|sql| {
        if staff::agent_by_name(sql, &name)?.is_some_and(|other| other.id != id) {
            let fault = "Choose another name: a colleague has this one.";
            return Err(ApiError::invalid_field("name", fault)); // (2)
        }
        staff::rename(sql, id, &name)?;
        let agent = Agent { id, name };
        let now_ms = call.env.now_ms;
        record::note(sql, &agent, "agent.rename", &sessions::target(&agent), now_ms)?;
        Ok(agent)
    })?;
    json(200, &sessions::describe(call, agent, session.expires_ms)) // (3)
}

/// `POST staff/invites`. (1) 400 or 422 when the body is no good name; (2) 201 with the link. The
/// name of a colleague who is here already makes a link that signs them in again.
pub fn invite<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let name = check::invite(&body::<NewInvite, _>(call)?)?; // (1)
    let now_ms = call.env.now_ms;
    let expires_ms = now_ms.saturating_add(auth::INVITE_MS);
    let token = call.env.random_token()?;
    call.sql.transaction(|sql| {
        staff::invite(sql, &auth::hash(&token), &name, now_ms, expires_ms)?;
        record::note(sql, &session.agent, "agent.invite", &name, now_ms)?;
        Ok::<_, ApiError>(())
    })?;
    // In the fragment, which browsers do not send: the token stays out of servers' logs.
    let link = format!("/staff/#token={token}");
    json(201, &Invite { link, expires_ms }) // (2)
}

/// `GET staff/audit`.
pub fn audit<S: Sql>(call: &Call<'_, S>, _session: &Session) -> Result<Response, ApiError> {
    json(200, &Audit { rows: record::newest(call.sql)? })
}
