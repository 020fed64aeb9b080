//! The route table of the object, and what is the same for every route: who may call, and CORS.

use crate::call::{Answer, Call, Session};
use crate::env::Env;
use crate::error::ApiError;
use crate::http::{Method, Request, Response};
use crate::pages::Place;
use crate::routes::{
    attachments, contact, feedback, incidents, maintenances, page, request as own, sessions,
    status, team, tickets, visitor,
};
use crate::sql::Sql;
use crate::{auth, front, pages, store};

/// Answers everything under `/v1/sites/{site}/`, `/status`, `/api/v2/` and the forms of the help
/// center, inside the object.
pub fn route<S: Sql>(env: &Env, sql: &S, request: &Request) -> Response {
    let answer = dispatch(env, sql, request);
    let mut response = answer.unwrap_or_else(|error| {
        if let Some(line) = error.log_line() {
            (env.log)(line);
        }
        pages::missing::told(&env.site, request, error.into_response())
    });
    if response.header("cache-control").is_none() {
        response = response.with("cache-control", "no-store");
    }
    let response = cors::<S>(env, request, response.with("x-content-type-options", "nosniff"));
    let mut response = front::conditional(request, response);
    if request.method == Method::Head {
        response.body.clear();
    }
    response
}

/// Every route, grouped by caller. `{n}` is a number, `{l}` a locale.
fn table<S: Sql>() -> [(Method, &'static str, Caller<S>); 34] {
    use Caller::{Anyone, Reader, Staff, Stranger, Visitor};
    use Method::{Delete, Get, Post, Put};
    [
        // Anyone, from any page: public and the same for all.
        (Get, "/status", Anyone(page::get)),
        (Get, "/api/v2/summary.json", Anyone(status::summary)),
        (Get, "/api/v2/status.json", Anyone(status::status)),
        (Get, "status", Anyone(status::snapshot)),
        // Visitors, from the pages of the site's origins.
        (Post, "tickets", Visitor(visitor::create)),
        (Get, "tickets/{n}", Visitor(visitor::thread)),
        (Post, "tickets/{n}/messages", Visitor(visitor::write)),
        (Post, "tickets/{n}/attachments", Visitor(attachments::add)),
        (Get, "tickets/{n}/attachments/{n}", Visitor(attachments::of_visitor)),
        (Post, "tickets/{n}/solved", Visitor(feedback::solve)),
        (Post, "tickets/{n}/rating", Visitor(feedback::rate)),
        (Post, "votes", Visitor(feedback::vote)),
        (Post, "incidents/{n}/affected", Visitor(incidents::affected)),
        // Readers of the help center, without script.
        (Get, "/help/{l}/contact", Reader(contact::form)),
        (Post, "/help/{l}/contact", Reader(contact::send)),
        (Get, "/help/{l}/requests/{n}", Reader(own::show)),
        (Post, "/help/{l}/requests/{n}", Reader(own::write)),
        // Somebody with a sign-in link, from the console.
        (Post, "staff/session", Stranger(sessions::sign_in)),
        // Staff, from the console.
        (Get, "staff/session", Staff(sessions::me)),
        (Delete, "staff/session", Staff(sessions::sign_out)),
        (Put, "staff/me", Staff(team::rename)),
        (Post, "staff/invites", Staff(team::invite)),
        (Get, "staff/audit", Staff(team::audit)),
        (Get, "staff/tickets", Staff(tickets::queue)),
        (Get, "staff/tickets/{n}", Staff(tickets::detail)),
        (Get, "staff/tickets/{n}/attachments/{n}", Staff(attachments::of_staff)),
        (Post, "staff/tickets/{n}/events", Staff(tickets::event)),
        (Get, "staff/votes", Staff(feedback::votes)),
        (Get, "staff/status", Staff(incidents::status)),
        (Post, "staff/incidents", Staff(incidents::post)),
        (Post, "staff/incidents/{n}/updates", Staff(incidents::update)),
        (Post, "staff/maintenances", Staff(maintenances::post)),
        (Post, "staff/maintenances/{n}", Staff(maintenances::edit)),
        (Post, "staff/maintenances/{n}/cancel", Staff(maintenances::cancel)),
    ]
}

/// Who may call a route, and what answers it.
enum Caller<S: Sql> {
    Anyone(Handler<S>),
    Visitor(Handler<S>),
    Reader(Handler<S>),
    Stranger(Handler<S>),
    Staff(fn(&Call<'_, S>, &Session) -> Answer),
}

type Handler<S> = fn(&Call<'_, S>) -> Answer;

/// Finds the route and lets through whom it is for. The steps, with what a failed one answers:
fn dispatch<S: Sql>(env: &Env, sql: &S, request: &Request) -> Answer {
    // (1) The address: 404.
    let path = resource(env, request)?;
    let matched: Vec<_> = table::<S>()
        .into_iter()
        .filter_map(|(method, pattern, caller)| Some((method, numbers(pattern, path)?, caller)))
        .collect();
    let (_, _, group) = matched.first().ok_or_else(|| ApiError::not_found("No such address."))?;
    // (2) The origin: 403.
    group.check_origin(env, request)?;
    if request.method == Method::Options && group.is_public() {
        return Ok(preflight());
    }
    // (3) The method: 405.
    let allow = allow(&matched);
    let wanted = if request.method == Method::Head { Method::Get } else { request.method };
    let (_, [number, part], caller) = matched
        .into_iter()
        .find(|(method, _, _)| *method == wanted)
        .ok_or_else(|| ApiError::method_not_allowed(&allow))?;
    // (4) The size: 413. The Worker looked already; the object does not rely on it.
    if let Some(error) = front::too_large(&request.path, request.body.len()) {
        return Err(error);
    }
    // (5) The session: 401.
    let call = Call { env, sql, request, number, part };
    match caller {
        Caller::Anyone(handler)
        | Caller::Visitor(handler)
        | Caller::Reader(handler)
        | Caller::Stranger(handler) => handler(&call),
        Caller::Staff(handler) => handler(&call, &session(&call)?),
    }
}

/// The path within the site, or the whole path of the default site's public pages.
fn resource<'a>(env: &Env, request: &'a Request) -> Result<&'a str, ApiError> {
    let Some(rest) = request.path.strip_prefix("/v1/sites/") else {
        return Ok(&request.path);
    };
    match rest.split_once('/') {
        // A second slash would make `/status` of it, which is a page of the default site.
        Some((site, path)) if site == env.site.id && !path.starts_with('/') => Ok(path),
        _ => Err(ApiError::unknown_site()),
    }
}

/// Whether the path has this pattern: the numbers in it, 0 where there is none.
fn numbers(pattern: &str, path: &str) -> Option<[i64; 2]> {
    let mut numbers = [0; 2];
    let mut gaps = numbers.iter_mut();
    let mut segments = path.split('/');
    for expected in pattern.split('/') {
        let segment = segments.next()?;
        if expected == "{n}" {
            *gaps.next()? = parse_number(segment)?;
        } else if expected == "{l}" {
            desk::text::locale(segment).ok()?;
        } else if segment != expected {
            return None;
        }
    }
    segments.next().is_none().then_some(numbers)
}

/// A number as we write it, so that each thing has one address: digits, no leading zero, and below
/// 2^53 (15 digits are).
fn parse_number(text: &str) -> Option<i64> {
    let digits = text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    (digits && !text.starts_with('0')).then(|| text.parse().ok()).flatten()
}

fn allow<S: Sql>(matched: &[(Method, [i64; 2], Caller<S>)]) -> String {
    let mut names = Vec::new();
    for (method, _, caller) in matched {
        names.push(match method {
            Method::Get => "GET, HEAD",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
            _ => "OPTIONS",
        });
        if caller.is_public() && !names.contains(&"OPTIONS") {
            names.insert(0, "OPTIONS");
        }
    }
    names.join(", ")
}

fn session<S: Sql>(call: &Call<'_, S>) -> Result<Session, ApiError> {
    let token = auth::session_token(call.request).ok_or_else(ApiError::unauthenticated)?;
    // Looked up by its hash: how long that takes tells nothing about any stored token.
    let hash = auth::hash(token);
    let found = store::staff::session(call.sql, &hash, call.env.now_ms)?;
    let (agent, expires_ms) = found.ok_or_else(ApiError::unauthenticated)?;
    Ok(Session { agent, expires_ms, hash })
}

impl<S: Sql> Caller<S> {
    /// Whether pages of other origins may call.
    fn is_public(&self) -> bool {
        matches!(self, Self::Anyone(_) | Self::Visitor(_))
    }

    /// Refuses pages of the wrong origin. A missing `Origin` is a program or a plain same-origin
    /// read, and may read; whatever changes something must name where it comes from, which is what
    /// stops other sites from sending an agent's cookie along.
    fn check_origin(&self, env: &Env, request: &Request) -> Result<(), ApiError> {
        let changes = matches!(request.method, Method::Post | Method::Put | Method::Delete);
        let allowed = match (self, request.header("origin")) {
            (Self::Anyone(_), _) => true,
            (Self::Reader(_), origin) => !changes || sent_by_own_page(request, origin),
            (_, None) if changes => return Err(ApiError::origin_missing()),
            (_, None) => true,
            (Self::Visitor(_), Some(origin)) => env.allows_origin(origin, &request.origin),
            (Self::Stranger(_) | Self::Staff(_), Some(origin)) => origin == request.origin,
        };
        if allowed { Ok(()) } else { Err(ApiError::origin_not_allowed()) }
    }
}

/// Whether a form was sent by a page of ours. The page of a request tells nobody where it is, so
/// browsers send `null` as its origin; then the secret in its address is what entitles, and the
/// browser itself must not name another site.
fn sent_by_own_page(request: &Request, origin: Option<&str>) -> bool {
    let opened_by_secret = pages::place(&request.path) == Some(Place::Request);
    match origin {
        Some("null") if opened_by_secret => {
            matches!(request.header("sec-fetch-site"), None | Some("same-origin"))
        }
        origin => origin == Some(request.origin.as_str()),
    }
}

/// What a browser may do from another origin. Browsers keep the answer for two hours at most.
fn preflight() -> Response {
    Response::empty(204)
        .with("access-control-allow-methods", "GET, POST")
        .with("access-control-allow-headers", "authorization, content-type, if-none-match")
        .with("access-control-max-age", "7200")
}

/// Lets the right pages read the answer: all of them what is public, the site's own what a visitor
/// does. The console is on our own origin and needs no leave.
fn cors<S: Sql>(env: &Env, request: &Request, response: Response) -> Response {
    let path = resource(env, request).unwrap_or("");
    let caller = table::<S>().into_iter().find(|(_, p, _)| numbers(p, path).is_some());
    match caller {
        Some((_, _, Caller::Anyone(_))) => response
            .with("access-control-allow-origin", "*")
            .with("access-control-expose-headers", "etag"),
        Some((_, _, Caller::Visitor(_))) => {
            let response = response.with("vary", "Origin");
            match request.header("origin") {
                Some(origin) if env.allows_origin(origin, &request.origin) => {
                    response.with("access-control-allow-origin", origin)
                }
                _ => response,
            }
        }
        _ => response,
    }
}
