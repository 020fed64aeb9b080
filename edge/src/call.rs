//! What a handler is given and gives back.

use desk::wire::staff::Agent;

use crate::env::Env;
use crate::error::ApiError;
use crate::http::{Request, Response};
use crate::sql::Sql;

/// What a handler gives back.
pub type Answer = Result<Response, ApiError>;

/// A request on its way through a handler.
pub struct Call<'a, S: Sql> {
    /// The request's surroundings.
    pub env: &'a Env,
    /// The site's database.
    pub sql: &'a S,
    /// The request.
    pub request: &'a Request,
    /// The number in the path; 0 in routes without one.
    pub number: i64,
    /// The second number in the path, such as a file's; 0 in routes without one.
    pub part: i64,
}

/// A member of staff who is signed in.
pub struct Session {
    /// Who.
    pub agent: Agent,
    /// Until when.
    pub expires_ms: i64,
    /// The SHA-256 of the session's token.
    pub hash: String,
}
