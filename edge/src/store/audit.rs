//! Who on the staff did what.

use desk::wire::staff::{Agent, AuditRow};

use crate::sql::{Sql, SqlError};

/// How many actions the console shows.
const SHOWN: i64 = 200;

/// Notes an action, in the transaction of the action itself.
pub fn note<S: Sql>(
    sql: &S,
    agent: &Agent,
    action: &str,
    target: &str,
    now_ms: i64,
) -> Result<(), SqlError> {
    sql.exec(
        "INSERT INTO audit (at_ms, agent, name, action, target) VALUES (?1, ?2, ?3, ?4, ?5)",
        &[now_ms.into(), agent.id.into(), agent.name.as_str().into(), action.into(), target.into()],
    )?;
    Ok(())
}

/// The newest actions, newest first.
pub fn newest<S: Sql>(sql: &S) -> Result<Vec<AuditRow>, SqlError> {
    sql.exec(
        "SELECT at_ms, name, action, target FROM audit ORDER BY id DESC LIMIT ?1",
        &[SHOWN.into()],
    )?
    .iter()
    .map(|row| {
        Ok(AuditRow {
            at_ms: row.int(0)?,
            agent: row.text(1)?.into(),
            action: row.text(2)?.into(),
            target: row.text(3)?.into(),
        })
    })
    .collect()
}
