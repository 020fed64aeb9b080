//! Agents, their sessions, and the links that start sessions.

use desk::wire::staff::Agent;

use crate::sql::{Row, Sql, SqlError};

/// The agent of this name, whatever its letters' case.
pub fn agent_by_name<S: Sql>(sql: &S, name: &str) -> Result<Option<Agent>, SqlError> {
    let rows = sql.exec("SELECT id, name FROM agents WHERE name = ?1", &[name.into()])?;
    rows.first().map(|row| agent(row, 0)).transpose()
}

/// The agent of this id.
pub fn agent_by_id<S: Sql>(sql: &S, id: i64) -> Result<Option<Agent>, SqlError> {
    let rows = sql.exec("SELECT id, name FROM agents WHERE id = ?1", &[id.into()])?;
    rows.first().map(|row| agent(row, 0)).transpose()
}

/// Adds an agent.
pub fn add_agent<S: Sql>(sql: &S, name: &str, now_ms: i64) -> Result<Agent, SqlError> {
    let rows = sql.exec(
        "INSERT INTO agents (name, created_ms) VALUES (?1, ?2) RETURNING id, name",
        &[name.into(), now_ms.into()],
    )?;
    agent(&super::only(rows)?, 0)
}

/// Gives an agent another name.
pub fn rename<S: Sql>(sql: &S, id: i64, name: &str) -> Result<(), SqlError> {
    sql.exec("UPDATE agents SET name = ?2 WHERE id = ?1", &[id.into(), name.into()])?;
    Ok(())
}

/// An agent in these two columns: id and name.
fn agent(row: &Row, column: usize) -> Result<Agent, SqlError> {
    Ok(Agent { id: row.int(column)?, name: row.text(column.saturating_add(1))?.into() })
}

/// Starts a session, and forgets those that ended.
pub fn start_session<S: Sql>(
    sql: &S,
    hash: &str,
    agent: i64,
    now_ms: i64,
    expires_ms: i64,
) -> Result<(), SqlError> {
    sql.exec("DELETE FROM sessions WHERE expires_ms <= ?1", &[now_ms.into()])?;
    sql.exec(
        "INSERT INTO sessions (hash, agent, expires_ms) VALUES (?1, ?2, ?3)",
        &[hash.into(), agent.into(), expires_ms.into()],
    )?;
    Ok(())
}

/// Who has this session and until when, if it lasts still.
pub fn session<S: Sql>(sql: &S, hash: &str, now_ms: i64) -> Result<Option<(Agent, i64)>, SqlError> {
    let rows = sql.exec(
        "SELECT a.id, a.name, s.expires_ms FROM sessions s JOIN agents a ON a.id = s.agent
         WHERE s.hash = ?1 AND s.expires_ms > ?2",
        &[hash.into(), now_ms.into()],
    )?;
    rows.first().map(|row| Ok((agent(row, 0)?, row.int(2)?))).transpose()
}

/// Lets a session last until this moment.
pub fn renew_session<S: Sql>(sql: &S, hash: &str, expires_ms: i64) -> Result<(), SqlError> {
    sql.exec(
        "UPDATE sessions SET expires_ms = ?2 WHERE hash = ?1",
        &[hash.into(), expires_ms.into()],
    )?;
    Ok(())
}

/// Ends a session.
pub fn end_session<S: Sql>(sql: &S, hash: &str) -> Result<(), SqlError> {
    sql.exec("DELETE FROM sessions WHERE hash = ?1", &[hash.into()])?;
    Ok(())
}

/// Keeps an invitation, and forgets those that nobody followed. Used links stay: see the migration.
pub fn invite<S: Sql>(
    sql: &S,
    hash: &str,
    name: &str,
    now_ms: i64,
    expires_ms: i64,
) -> Result<(), SqlError> {
    sql.exec("DELETE FROM sign_ins WHERE used_ms IS NULL AND expires_ms <= ?1", &[now_ms.into()])?;
    sql.exec(
        "INSERT INTO sign_ins (hash, name, expires_ms) VALUES (?1, ?2, ?3)",
        &[hash.into(), name.into(), expires_ms.into()],
    )?;
    Ok(())
}

/// Uses an invitation up and tells whom it lets in; `None` if it is unknown, used or too old.
pub fn use_invite<S: Sql>(sql: &S, hash: &str, now_ms: i64) -> Result<Option<String>, SqlError> {
    let rows = sql.exec(
        "UPDATE sign_ins SET used_ms = ?2
         WHERE hash = ?1 AND used_ms IS NULL AND expires_ms > ?2 RETURNING name",
        &[hash.into(), now_ms.into()],
    )?;
    rows.first().map(|row| row.text(0).map(Into::into)).transpose()
}

/// Uses a setup secret up; false if it was used before.
pub fn use_setup_secret<S: Sql>(
    sql: &S,
    hash: &str,
    name: &str,
    now_ms: i64,
) -> Result<bool, SqlError> {
    let rows = sql.exec(
        "INSERT INTO sign_ins (hash, name, expires_ms, used_ms) VALUES (?1, ?2, ?3, ?3)
         ON CONFLICT (hash) DO NOTHING RETURNING hash",
        &[hash.into(), name.into(), now_ms.into()],
    )?;
    Ok(!rows.is_empty())
}
