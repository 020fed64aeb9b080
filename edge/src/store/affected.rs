//! Whom incidents affect, too: a row per device, by a hash that is another one for each incident.

use crate::sql::{Sql, SqlError};

/// Counts a device, or takes it back.
pub fn put<S: Sql>(
    sql: &S,
    incident: i64,
    device: &str,
    affected: bool,
    now_ms: i64,
) -> Result<(), SqlError> {
    if affected {
        sql.exec(
            "INSERT INTO affected (incident, device, at_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (incident, device) DO NOTHING",
            &[incident.into(), device.into(), now_ms.into()],
        )?;
    } else {
        sql.exec(
            "DELETE FROM affected WHERE incident = ?1 AND device = ?2",
            &[incident.into(), device.into()],
        )?;
    }
    Ok(())
}

/// How many devices, by incident: of those open and those resolved since this moment.
pub fn counts<S: Sql>(sql: &S, since_ms: i64) -> Result<Vec<(i64, u32)>, SqlError> {
    sql.exec(
        "SELECT a.incident, count(*) FROM affected a JOIN incidents i ON i.id = a.incident
         WHERE i.resolved_ms IS NULL OR i.resolved_ms >= ?1
         GROUP BY a.incident ORDER BY a.incident",
        &[since_ms.into()],
    )?
    .iter()
    .map(|row| Ok((row.int(0)?, u32::try_from(row.int(1)?).unwrap_or(u32::MAX))))
    .collect()
}
