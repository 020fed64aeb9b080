//! Signing in and out.
//!
//! Two kinds of sign-in token, each of which works once: an invitation from a colleague, and the
//! setup secret of the deployment, which signs in the first agent. Whoever is locked out of a
//! deployment sets another setup secret.

use desk::wire::staff::{Agent, Me, SignIn};

use super::{body, json};
use crate::auth;
use crate::call::{Call, Session};
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::{audit, staff};

/// Name of the first agent until they change it.
const FIRST_AGENT: &str = "Support";
/// The id that SQLite gives to the first agent.
const FIRST_AGENT_ID: i64 = 1;
/// A setup secret shorter than this is not taken: it might be guessed. 24 hexadecimal digits are
/// 96 bits.
const SECRET_MIN: usize = 24;
/// What the log says of a shorter one.
const SECRET_TOO_SHORT: &str = "SETUP_SECRET is not used: make it 24 characters or longer";

/// `POST staff/session`. The origin was checked.
///
/// (1) 400 or 422 when the body is no sign-in. In one transaction: (2) the token is used up, 401 if
/// it does not work; (3) the agent is found or added; (4) the session and the audit row are stored.
/// (5) 200 with the cookie.
pub fn sign_in<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let sign_in: SignIn = body(call)?; // (1)
    let now_ms = call.env.now_ms;
    let expires_ms = now_ms.saturating_add(auth::SESSION_MS);
    let session_token = call.env.random_token()?;
    let agent = call.sql.transaction(|sql| {
        let agent = admit(call, sql, &sign_in.token)?; // (2) and (3)
        let hash = auth::hash(&session_token);
        staff::start_session(sql, &hash, agent.id, now_ms, expires_ms)?; // (4)
        audit::note(sql, &agent, "session.start", &target(&agent), now_ms)?;
        Ok::<_, ApiError>(agent)
    })?;
    let cookie = auth::start_cookie(&call.request.origin, &session_token);
    Ok(json(200, &describe(call, agent, expires_ms))?.with("set-cookie", cookie)) // (5)
}

/// Whom this token lets in.
fn admit<S: Sql>(call: &Call<'_, S>, sql: &S, token: &str) -> Result<Agent, ApiError> {
    let hash = auth::hash(token);
    let now_ms = call.env.now_ms;
    let secret = setup_secret(call);
    if secret.is_some_and(|secret| auth::same(&hash, &auth::hash(secret))) {
        if !staff::use_setup_secret(sql, &hash, FIRST_AGENT, now_ms)? {
            return Err(ApiError::sign_in_failed());
        }
        return match staff::agent_by_id(sql, FIRST_AGENT_ID)? {
            Some(agent) => Ok(agent),
            None => Ok(staff::add_agent(sql, FIRST_AGENT, now_ms)?),
        };
    }
    let name = staff::use_invite(sql, &hash, now_ms)?.ok_or_else(ApiError::sign_in_failed)?;
    match staff::agent_by_name(sql, &name)? {
        Some(agent) => Ok(agent),
        None => Ok(staff::add_agent(sql, &name, now_ms)?),
    }
}

/// The deployment's setup secret, if it has a good one.
fn setup_secret<'a, S: Sql>(call: &Call<'a, S>) -> Option<&'a str> {
    let secret = call.env.setup_secret.as_deref()?;
    if secret.len() < SECRET_MIN {
        (call.env.log)(SECRET_TOO_SHORT);
        return None;
    }
    Some(secret)
}

/// `GET staff/session`, which the console asks once when it opens: the session starts anew from here.
/// 200, with the cookie that lasts as long.
pub fn me<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let expires_ms = call.env.now_ms.saturating_add(auth::SESSION_MS);
    staff::renew_session(call.sql, &session.hash, expires_ms)?;
    let answer = json(200, &describe(call, session.agent.clone(), expires_ms))?;
    Ok(match auth::session_token(call.request) {
        Some(token) => answer.with("set-cookie", auth::start_cookie(&call.request.origin, token)),
        None => answer,
    })
}

/// `DELETE staff/session`: the session is gone here, not only in the browser.
pub fn sign_out<S: Sql>(call: &Call<'_, S>, session: &Session) -> Result<Response, ApiError> {
    let agent = &session.agent;
    call.sql.transaction(|sql| {
        staff::end_session(sql, &session.hash)?;
        audit::note(sql, agent, "session.end", &target(agent), call.env.now_ms)?;
        Ok::<_, ApiError>(())
    })?;
    Ok(Response::empty(204).with("set-cookie", auth::end_cookie(&call.request.origin)))
}

/// Who is signed in, and to what.
pub(super) fn describe<S: Sql>(call: &Call<'_, S>, agent: Agent, expires_ms: i64) -> Me {
    let site = &call.env.site;
    let others = site.locales.iter().filter(|l| **l != site.default_locale);
    Me {
        agent,
        site_name: site.name.clone(),
        locales: std::iter::once(&site.default_locale).chain(others).cloned().collect(),
        expires_ms,
    }
}

/// An agent as the target of an action.
pub(super) fn target(agent: &Agent) -> String {
    format!("agent {}", agent.id)
}
