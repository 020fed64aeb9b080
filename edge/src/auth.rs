//! Tokens and cookies: what proves who sends a request.
//!
//! Two kinds of proof, never mixed. A **capability token** opens one ticket; the widget sends it as
//! a bearer token. A **session cookie** makes an agent; only the console's own origin sends it. Of
//! either, and of sign-in links, the store holds nothing but the SHA-256: 256 random bits need no
//! salt and no slow hash, since there is nothing to guess.

use sha2::{Digest, Sha256};

use crate::http::Request;

/// How long a session lasts after the console was last opened with it: a holiday, and a team whose
/// members are all away for a night still finds its way in.
pub const SESSION_MS: i64 = 14 * desk::time::DAY_MS;
/// How long an invitation waits: until the colleague reads their messages tomorrow.
pub const INVITE_MS: i64 = 24 * desk::time::HOUR_MS;

/// Lower-case hexadecimal digits of these bytes.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// SHA-256 as 64 hexadecimal digits: the form in which every secret is stored.
pub fn hash(secret: &str) -> String {
    hash_bytes(secret.as_bytes())
}

/// SHA-256 of raw bytes as 64 hexadecimal digits; idempotency keys remember bodies by it.
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Compares in a time that does not tell where the first difference is.
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0u8, |acc, (x, y)| acc | (x ^ y)) == 0
}

/// The bearer token of a request, if it has the form of one of ours.
pub fn bearer(request: &Request) -> Option<&str> {
    let (scheme, token) = request.header("authorization")?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && is_token(token)).then_some(token)
}

/// Whether this is 64 lower-case hexadecimal digits.
pub fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The session token in a request's cookies, if there is one.
pub fn session_token(request: &Request) -> Option<&str> {
    let name = cookie_name(&request.origin);
    request
        .headers
        .iter()
        .filter(|(n, _)| n == "cookie")
        .flat_map(|(_, v)| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, v)| *n == name && is_token(v))
        .map(|(_, v)| v)
}

/// `Set-Cookie` that starts a session.
pub fn start_cookie(origin: &str, token: &str) -> String {
    cookie(origin, token, SESSION_MS / desk::time::SECOND_MS)
}

/// `Set-Cookie` that ends it.
pub fn end_cookie(origin: &str) -> String {
    cookie(origin, "", 0)
}

/// The name and flags follow the scheme: browsers take `__Host-` and `Secure` over https only,
/// and WebKit refuses them over http even on localhost.
fn cookie(origin: &str, value: &str, max_age_s: i64) -> String {
    let secure = if is_https(origin) { "; Secure" } else { "" };
    let name = cookie_name(origin);
    format!("{name}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={max_age_s}{secure}")
}

fn cookie_name(origin: &str) -> &'static str {
    if is_https(origin) { "__Host-fd_staff" } else { "fd_staff" }
}

fn is_https(origin: &str) -> bool {
    origin.starts_with("https://")
}
