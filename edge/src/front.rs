//! What the Worker decides before any object is asked: where a request goes, or why it is refused.
//!
//! Pure: the rim hands in the request's head and does what the plan says. Refusals made here cost
//! no object request, so floods of nonsense stay cheap.

use desk::attachment::{BYTES_MAX, FileKind};

use crate::error::ApiError;
use crate::http::{Method, Request, Response};
use crate::pages::{self, Place};

/// The largest request body accepted.
///
/// The largest honest one is a ticket: 10,000 characters of text, 20 searches of 200, 20 articles
/// of 300 + 200, a page of 2,000 + 300, answers of 2,000 in all and 12 fields and options of 40 + 40,
/// 20 facts of 40 + 200 and 20 events of 200 come to about 39,000 characters, which in UTF-8 and JSON
/// may take 2 bytes on average for most of the world's languages: 78 kB. 80 KiB leaves room; a test
/// sends that ticket.
pub const MAX_BODY: usize = 80 * 1024;

/// The largest form accepted from a page. The largest good one, 10,000 characters of four bytes, each
/// byte sent as `%F0`, is 120 kB; twice that is read so that its sender gets the text back with the
/// sentence that it is too long, instead of an empty refusal.
pub const MAX_FORM: usize = 256 * 1024;

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// To the site's object: everything that reads or writes live data.
    Object {
        /// The site's id.
        site: String,
    },
    /// A public status read (`GET`/`HEAD` only). The Worker may answer it from the copy of an
    /// earlier answer to the same path that is a second or two old, through [`conditional`].
    Status {
        /// The site's id.
        site: String,
    },
    /// The page of search results (`GET`/`HEAD` only).
    Search {
        /// The site's id.
        site: String,
    },
    /// To the static files.
    Static,
    /// 302 to this path.
    Redirect(String),
    /// This answer.
    Refuse(Response),
}

/// Decides where a request goes from its head alone: the body may not have been read yet.
///
/// `sites` tells whether a site of this id exists; it is asked at most once.
pub fn plan(head: &Request, sites: &dyn Fn(&str) -> bool, default_site: &str) -> Plan {
    let read = matches!(head.method, Method::Get | Method::Head);
    if head.method == Method::Other {
        return refuse(ApiError::method_not_allowed("GET, HEAD, POST, PUT, DELETE, OPTIONS"));
    }
    let plan = match head.path.as_str() {
        "/" | "/help" => Plan::Redirect("/help/".into()),
        "/staff" => Plan::Redirect("/staff/".into()),
        "/status/" => Plan::Redirect("/status".into()),
        "/status" => Plan::Status { site: default_site.into() },
        p if p.starts_with("/api/v2/") => Plan::Status { site: default_site.into() },
        p => match p.strip_prefix("/v1/") {
            Some(rest) => return plan_v1(head, rest, sites),
            None => match pages::place(p) {
                Some(Place::Search) => Plan::Search { site: default_site.into() },
                Some(_) => return plan_form(head, sites, default_site),
                None => Plan::Static,
            },
        },
    };
    match plan {
        // A monitor in a browser may ask for leave first; the router answers it.
        Plan::Status { site } if head.method == Method::Options => Plan::Object { site },
        _ if !read => refuse(ApiError::method_not_allowed("GET, HEAD")),
        Plan::Status { site } | Plan::Search { site } if !sites(&site) => {
            refuse(ApiError::unknown_site())
        }
        plan => plan,
    }
}

/// Pages with a form that is sent back to their own address.
fn plan_form(head: &Request, sites: &dyn Fn(&str) -> bool, site: &str) -> Plan {
    if !sites(site) {
        return refuse(ApiError::unknown_site());
    }
    let form = |kind: &str| kind == "application/x-www-form-urlencoded";
    let refusal = refuse_head(head, form, ApiError::not_a_form);
    refusal.map_or_else(|| Plan::Object { site: site.into() }, Plan::Refuse)
}

fn plan_v1(head: &Request, rest: &str, sites: &dyn Fn(&str) -> bool) -> Plan {
    let Some((site, resource)) = rest.strip_prefix("sites/").and_then(|r| r.split_once('/')) else {
        return refuse(ApiError::not_found("No such address."));
    };
    if !is_site_id(site) || !sites(site) {
        return refuse(ApiError::unknown_site());
    }
    let refusal = match is_upload(&head.path) {
        true => refuse_head(head, is_file, ApiError::not_a_file),
        false => refuse_head(head, |kind| kind == "application/json", ApiError::unsupported_type),
    };
    if let Some(response) = refusal {
        return Plan::Refuse(response);
    }
    let site = site.to_owned();
    match (resource, head.method) {
        ("status", Method::Get | Method::Head) => Plan::Status { site },
        _ => Plan::Object { site },
    }
}

/// Refuses by the headers of a request with a body: its type and the length it claims.
fn refuse_head(
    head: &Request,
    expected: fn(&str) -> bool,
    other_type: fn() -> ApiError,
) -> Option<Response> {
    if !matches!(head.method, Method::Post | Method::Put) {
        return None;
    }
    let claimed = head.header("content-length").and_then(|v| v.trim().parse::<usize>().ok());
    if let Some(refusal) = refuse_body(&head.path, claimed.unwrap_or(0)) {
        return Some(refusal);
    }
    let media_type = head.header("content-type").and_then(|v| v.split(';').next());
    let fits = media_type.is_some_and(|m| expected(&m.trim().to_ascii_lowercase()));
    (!fits).then(|| open_to_all(other_type().into_response()))
}

/// Refuses a body of this many bytes, if it is too large. The Worker asks once more after reading,
/// because a length that is claimed may be missing or a lie.
pub fn refuse_body(path: &str, bytes: usize) -> Option<Response> {
    too_large(path, bytes).map(|error| open_to_all(error.into_response()))
}

/// The fault of a body of this many bytes under this path, if it is too large.
pub fn too_large(path: &str, bytes: usize) -> Option<ApiError> {
    let (max, fault) = limit(path);
    (bytes > max).then(fault)
}

/// How many bytes a body under this path may have; nothing reads more than one above it.
pub fn max_body(path: &str) -> usize {
    limit(path).0
}

fn limit(path: &str) -> (usize, fn() -> ApiError) {
    match pages::place(path) {
        Some(_) => (MAX_FORM, ApiError::form_too_large),
        None if is_upload(path) => (BYTES_MAX, ApiError::file_too_large),
        None => (MAX_BODY, ApiError::too_large),
    }
}

/// Whether files are sent to this path: the only one that takes more than a few KiB.
fn is_upload(path: &str) -> bool {
    let mut segments = path.split('/').skip(1);
    let mut next = || segments.next().unwrap_or_default();
    let [v1, sites, _, tickets, number, attachments] = std::array::from_fn(|_| next());
    let named = [v1, sites, tickets, attachments] == ["v1", "sites", "tickets", "attachments"];
    let numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    named && numbered && segments.next().is_none()
}

/// A type that a file may be said to have. What it is, its content will tell.
fn is_file(media_type: &str) -> bool {
    let known = |kind: &FileKind| kind.media_type().split(';').next() == Some(media_type);
    media_type == "application/octet-stream" || FileKind::ALL.iter().any(known)
}

/// The answer to a conditional request, given the whole one: 304 when the client has it already.
pub fn conditional(request: &Request, whole: Response) -> Response {
    let Some(etag) = whole.header("etag").map(str::to_owned) else {
        return whole;
    };
    let known = request.header("if-none-match").unwrap_or("");
    let same =
        known.split(',').map(|t| t.trim().trim_start_matches("W/")).any(|t| t == etag || t == "*");
    if whole.status != 200 || !same {
        return whole;
    }
    // A 304 keeps the headers that a cache would update (RFC 9110, 15.4.5), and no others.
    let mut answer = Response::empty(304);
    answer.headers = whole.headers.into_iter().filter(|(name, _)| name != "content-type").collect();
    answer
}

fn is_site_id(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn refuse(error: ApiError) -> Plan {
    Plan::Refuse(open_to_all(error.into_response()))
}

/// Lets scripts of any page read a refusal: it tells nothing but what the page itself sent, and
/// without this a widget could not tell "too large" from "offline" and would send it forever.
fn open_to_all(response: Response) -> Response {
    response.with("access-control-allow-origin", "*")
}
