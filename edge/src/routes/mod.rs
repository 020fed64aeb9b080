//! The handlers, one file per resource: they decide who sees what, and leave the rules to `desk`
//! and the SQL to `store`.

pub mod visitor;

pub mod attachments;

pub mod feedback;

pub mod sessions;

pub mod team;

pub mod tickets;

pub mod incidents;

pub mod maintenances;

pub mod status;

pub mod page;

pub mod contact;

pub mod request;

mod view;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::auth;
use crate::call::Call;
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::keys::{self, Seen};

/// The request's body: 400 when it is not JSON, 422 with the field's name when a field is missing
/// or has the wrong type.
fn body<T: DeserializeOwned, S: Sql>(call: &Call<'_, S>) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(&call.request.body);
    let parsed = serde_path_to_error::deserialize(&mut json).map_err(|e| shape_fault(&e))?;
    json.end().map_err(|e| malformed(&e))?;
    Ok(parsed)
}

/// What serde says about a value may quote it, so only names and places are taken from it.
fn shape_fault(error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    let inner = error.inner();
    if inner.classify() != serde_json::error::Category::Data {
        return malformed(inner);
    }
    let said = inner.to_string();
    let path = error.path().to_string();
    let parent = if path == "." { String::new() } else { format!("{path}.") };
    match said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        Some(name) => ApiError::invalid_field(&format!("{parent}{name}"), "Send this field too."),
        None if path == "." => malformed(inner),
        None => ApiError::invalid_field(&path, "Send a value of the documented type."),
    }
}

fn malformed(error: &serde_json::Error) -> ApiError {
    ApiError::malformed_json(&format!("line {}, column {}", error.line(), error.column()))
}

/// An answer in JSON.
fn json(status: u16, value: &impl Serialize) -> Result<Response, ApiError> {
    let body = serde_json::to_vec(value).map_err(|_| ApiError::internal("answer: not JSON"))?;
    Ok(Response::new(status, "application/json", body))
}

/// What became of a request with an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// It was done now and made this.
    Now(i64),
    /// It had been done before and made this then.
    Before(i64),
}

impl Done {
    /// What was made, whenever.
    fn made(self) -> i64 {
        match self {
            Self::Now(made) | Self::Before(made) => made,
        }
    }

    /// 201 the first time, 200 for a retry.
    fn status(self) -> u16 {
        match self {
            Self::Now(_) => 201,
            Self::Before(_) => 200,
        }
    }
}

/// Does `work` unless the same request was done before under this key; 409 `key-reused` when the
/// key came with another request. Called inside the transaction that `work` belongs to.
///
/// Requests are compared as they were understood, not byte for byte: a widget that was updated
/// between two tries may write the same JSON in another order.
fn once<S: Sql>(
    call: &Call<'_, S>,
    sql: &S,
    key: &str,
    request: &impl Serialize,
    work: impl FnOnce() -> Result<i64, ApiError>,
) -> Result<Done, ApiError> {
    let request =
        serde_json::to_string(request).map_err(|_| ApiError::internal("request: not JSON"))?;
    let hash = auth::hash(&format!("{}\n{request}", call.request.path));
    match keys::look(sql, key, &hash)? {
        Seen::Made(made) => Ok(Done::Before(made)),
        Seen::Otherwise => Err(ApiError::key_reused()),
        Seen::Never => {
            let made = work()?;
            keys::keep(sql, key, &hash, made, call.env.now_ms)?;
            Ok(Done::Now(made))
        }
    }
}
