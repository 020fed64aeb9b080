//! Idempotency keys: a retried request is answered again, not done again.

use crate::sql::{Sql, SqlError};

/// How long a key is remembered. A device that was offline for a month has lost its outbox.
const KEEP_MS: i64 = 30 * desk::time::DAY_MS;

/// What is known about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing: go on.
    Never,
    /// The same request made this.
    Made(i64),
    /// Another request used it.
    Otherwise,
}

/// Looks a key up.
pub fn look<S: Sql>(sql: &S, key: &str, hash: &str) -> Result<Seen, SqlError> {
    let rows = sql.exec("SELECT hash, made FROM keys WHERE key = ?1", &[key.into()])?;
    let Some(row) = rows.first() else {
        return Ok(Seen::Never);
    };
    if row.text(0)? == hash { Ok(Seen::Made(row.int(1)?)) } else { Ok(Seen::Otherwise) }
}

/// Remembers what a request made, and forgets old keys.
pub fn keep<S: Sql>(
    sql: &S,
    key: &str,
    hash: &str,
    made: i64,
    now_ms: i64,
) -> Result<(), SqlError> {
    let too_old = now_ms.saturating_sub(KEEP_MS);
    sql.exec("DELETE FROM keys WHERE at_ms < ?1", &[too_old.into()])?;
    sql.exec(
        "INSERT INTO keys (key, hash, made, at_ms) VALUES (?1, ?2, ?3, ?4)",
        &[key.into(), hash.into(), made.into(), now_ms.into()],
    )?;
    Ok(())
}
