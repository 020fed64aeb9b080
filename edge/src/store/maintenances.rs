//! Scheduled maintenance.

use desk::check::CheckedMaintenance;
use desk::maintenance::Planned;
use desk::wire::status::Maintenance;

use super::{from_json, only, to_json};
use crate::sql::{Sql, SqlError};

/// Windows that are shown at most, so that the snapshot stays one small row; the latest ones.
const SHOWN_MAX: i64 = 50;

/// Stores new maintenance and gives it an id.
pub fn add<S: Sql>(
    sql: &S,
    new: &CheckedMaintenance,
    planned: &Planned,
    now_ms: i64,
) -> Result<i64, SqlError> {
    let rows = sql.exec(
        "INSERT INTO maintenances
           (title, text, components, starts_ms, ends_ms, seq, posted_ms, updated_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) RETURNING id",
        &[
            new.title.as_str().into(),
            new.text.as_str().into(),
            to_json(&new.components, "maintenances.components")?.into(),
            planned.starts_ms.into(),
            planned.ends_ms.into(),
            planned.seq.into(),
            now_ms.into(),
        ],
    )?;
    only(rows)?.int(0)
}

/// What the rules need to know of it.
pub fn get<S: Sql>(sql: &S, id: i64) -> Result<Option<Planned>, SqlError> {
    let rows = sql.exec(
        "SELECT starts_ms, ends_ms, seq, cancelled_ms FROM maintenances WHERE id = ?1",
        &[id.into()],
    )?;
    let planned = rows.first().map(|row| {
        Ok(Planned {
            starts_ms: row.int(0)?,
            ends_ms: row.int(1)?,
            seq: row.int(2)?,
            cancelled_ms: row.opt_int(3)?,
        })
    });
    planned.transpose()
}

/// Stores what became of it, with its new words if it has such.
pub fn update<S: Sql>(
    sql: &S,
    id: i64,
    after: &Planned,
    words: Option<&CheckedMaintenance>,
    now_ms: i64,
) -> Result<(), SqlError> {
    sql.exec(
        "UPDATE maintenances
         SET starts_ms = ?2, ends_ms = ?3, seq = ?4, cancelled_ms = ?5, updated_ms = ?6
         WHERE id = ?1",
        &[
            id.into(),
            after.starts_ms.into(),
            after.ends_ms.into(),
            after.seq.into(),
            after.cancelled_ms.into(),
            now_ms.into(),
        ],
    )?;
    let Some(words) = words else { return Ok(()) };
    sql.exec(
        "UPDATE maintenances SET title = ?2, text = ?3, components = ?4 WHERE id = ?1",
        &[
            id.into(),
            words.title.as_str().into(),
            words.text.as_str().into(),
            to_json(&words.components, "maintenances.components")?.into(),
        ],
    )?;
    Ok(())
}

/// What ended since this moment, is under way, or ahead; not what was cancelled.
pub fn since<S: Sql>(sql: &S, since_ms: i64) -> Result<Vec<Maintenance>, SqlError> {
    sql.exec(
        "SELECT id, seq, title, text, components, starts_ms, ends_ms, posted_ms, updated_ms
         FROM maintenances WHERE cancelled_ms IS NULL AND ends_ms >= ?1
         ORDER BY ends_ms DESC LIMIT ?2",
        &[since_ms.into(), SHOWN_MAX.into()],
    )?
    .iter()
    .map(|row| {
        Ok(Maintenance {
            id: row.int(0)?,
            seq: row.int(1)?,
            title: row.text(2)?.into(),
            text: row.text(3)?.into(),
            components: from_json(row.text(4)?, "maintenances.components")?,
            starts_ms: row.int(5)?,
            ends_ms: row.int(6)?,
            posted_ms: row.int(7)?,
            updated_ms: row.int(8)?,
        })
    })
    .collect()
}
