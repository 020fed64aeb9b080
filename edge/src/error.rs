//! Every way a request can fail, and its `application/problem+json` answer.
//!
//! A 500 is logged in full and tells the client nothing; every other answer says what to do. No
//! message repeats what a visitor typed.

use desk::attachment::Unfit;
use desk::wire::{FieldFault, Problem};

use crate::http::Response;
use crate::sql::SqlError;

/// Why a request is not answered as it hoped.
#[derive(Debug)]
pub enum ApiError {
    /// The client can do something about it. Boxed, so that every `Result` on the way stays small.
    Refused(Box<Refusal>),
    /// We failed; what the log shall say.
    Internal(String),
}

/// A refusal in the making.
#[derive(Debug)]
pub struct Refusal {
    /// The body of the answer; its `status` is the answer's.
    problem: Problem,
    /// A header that belongs to this kind of refusal: `Allow`, `WWW-Authenticate`.
    header: Option<(&'static str, String)>,
}

impl From<SqlError> for ApiError {
    fn from(e: SqlError) -> Self {
        Self::Internal(e.to_string())
    }
}

impl From<desk::text::Faults> for ApiError {
    fn from(faults: desk::text::Faults) -> Self {
        Self::invalid(faults.0.into_iter().map(Into::into).collect())
    }
}

fn problem(kind: &str, status: u16, title: &str, detail: &str) -> ApiError {
    let problem = Problem {
        kind: kind.into(),
        status,
        title: title.into(),
        detail: detail.into(),
        fields: Vec::new(),
    };
    ApiError::Refused(Box::new(Refusal { problem, header: None }))
}

impl ApiError {
    /// 404: nothing here.
    pub fn not_found(title: &str) -> Self {
        problem("not-found", 404, title, "Check the address against the API's documentation.")
    }

    /// 404: no site of this id.
    pub fn unknown_site() -> Self {
        problem(
            "unknown-site",
            404,
            "There is no site of this id.",
            "Check data-site in the tag, or the address, against the id in site.toml.",
        )
    }

    /// 405, with the methods that would work.
    pub fn method_not_allowed(allow: &str) -> Self {
        problem(
            "method-not-allowed",
            405,
            "This address does not take that method.",
            &format!("Use one of: {allow}."),
        )
        .header("allow", allow)
    }

    /// 400: not JSON, or not an object. `place` is a line and column, never content.
    pub fn malformed_json(place: &str) -> Self {
        problem(
            "malformed-json",
            400,
            "The body is not the JSON this address expects.",
            &format!("Fix the JSON at {place}."),
        )
    }

    /// 422, with every field at fault.
    pub fn invalid(fields: Vec<FieldFault>) -> Self {
        let mut error = problem(
            "invalid-fields",
            422,
            "Some fields need another look.",
            "Change the fields that are listed and send it again.",
        );
        if let Self::Refused(refusal) = &mut error {
            refusal.problem.fields = fields;
        }
        error
    }

    /// 422 for a single field.
    pub fn invalid_field(field: &str, fault: &str) -> Self {
        Self::invalid(vec![FieldFault { field: field.into(), fault: fault.into() }])
    }

    /// 413.
    pub fn too_large() -> Self {
        problem(
            "too-large",
            413,
            "The request is larger than 80 KiB.",
            "Shorten the text and send it again.",
        )
    }

    /// 413 for a form.
    pub fn form_too_large() -> Self {
        problem(
            "too-large",
            413,
            "The form is larger than 256 KiB.",
            "Shorten the text and send it again.",
        )
    }

    /// 413 for a file.
    pub fn file_too_large() -> Self {
        problem("too-large", 413, "The file is too large.", Unfit::TooLarge.sentence())
    }

    /// 415 for a file.
    pub fn not_a_file() -> Self {
        problem(
            "unsupported-type",
            415,
            "The body must be a file.",
            "Send it with the header Content-Type: application/octet-stream, or an image's, a PDF's or plain text's.",
        )
    }

    /// 415 for a form.
    pub fn not_a_form() -> Self {
        problem(
            "unsupported-type",
            415,
            "The body must be a form.",
            "Send it with the header Content-Type: application/x-www-form-urlencoded.",
        )
    }

    /// 415.
    pub fn unsupported_type() -> Self {
        problem(
            "unsupported-type",
            415,
            "The body must be JSON.",
            "Send it with the header Content-Type: application/json.",
        )
    }

    /// 403: a page of another origin.
    pub fn origin_not_allowed() -> Self {
        problem(
            "origin-not-allowed",
            403,
            "Pages of this origin may not use this site's help desk.",
            "Add the page's exact origin (scheme, host and port) to origins in site.toml.",
        )
    }

    /// 403: a change without an `Origin` header.
    pub fn origin_missing() -> Self {
        problem(
            "origin-missing",
            403,
            "A request that changes something must name its origin.",
            "Send an Origin header with an allowed origin; browsers do so by themselves.",
        )
    }

    /// 401: no staff session.
    pub fn unauthenticated() -> Self {
        problem(
            "unauthenticated",
            401,
            "You are not signed in.",
            "Open a sign-in link: ask a colleague for an invitation, or use the setup secret.",
        )
        .header("www-authenticate", "Cookie")
    }

    /// 401: a sign-in token that does not work, or no longer.
    pub fn sign_in_failed() -> Self {
        problem(
            "unauthenticated",
            401,
            "This sign-in link does not work, or no longer.",
            "Links work once and for a limited time: ask for a new one.",
        )
        .header("www-authenticate", "Cookie")
    }

    /// 401: the capability token of a ticket is missing or wrong.
    pub fn token_invalid() -> Self {
        problem(
            "token-invalid",
            401,
            "This ticket cannot be opened with that token.",
            "Send the token that came with the ticket as Authorization: Bearer <token>.",
        )
        .header("www-authenticate", "Bearer")
    }

    /// 409: the idempotency key came with another body before.
    pub fn key_reused() -> Self {
        problem(
            "key-reused",
            409,
            "This key was used for something else before.",
            "Make a new key for every new message, and repeat a key only with the same body.",
        )
    }

    /// 409: somebody was faster.
    pub fn changed() -> Self {
        problem(
            "changed",
            409,
            "Somebody changed this in the meantime.",
            "Load it again, look at what changed, then repeat your step if it still fits.",
        )
    }

    /// 409: the ticket was solved too long ago to go on with it; `why` says how long.
    pub fn closed(why: &str) -> Self {
        problem(
            "closed",
            409,
            why,
            "Open a new request, and name this one's number in its subject.",
        )
    }

    /// 500, with what the log shall say. Nothing of it reaches the client.
    pub fn internal(what: impl Into<String>) -> Self {
        Self::Internal(what.into())
    }

    fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Refused(refusal) = &mut self {
            refusal.header = Some((name, value.into()));
        }
        self
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(refusal) => refusal.problem.status,
            Self::Internal(_) => 500,
        }
    }

    /// What the log shall say, if anything.
    pub fn log_line(&self) -> Option<&str> {
        match self {
            Self::Internal(what) => Some(what),
            Self::Refused(_) => None,
        }
    }

    /// The answer.
    pub fn into_response(self) -> Response {
        let Refusal { problem, header } = match self {
            Self::Refused(refusal) => *refusal,
            Self::Internal(_) => Refusal {
                problem: Problem {
                    kind: "internal".into(),
                    status: 500,
                    title: "Something went wrong on our side.".into(),
                    detail: "Send it again in a moment: under the same key, nothing is done twice."
                        .into(),
                    fields: Vec::new(),
                },
                header: None,
            },
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let answer = Response::new(problem.status, "application/problem+json", body)
            .with("cache-control", "no-store");
        match header {
            Some((name, value)) => answer.with(name, value),
            None => answer,
        }
    }
}
