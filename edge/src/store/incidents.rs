//! Incidents and what was said about them.

use desk::check::CheckedIncident;
use desk::incident::{self, Impact, IncidentState};
use desk::wire::staff::Agent;
use desk::wire::status::{Incident, Update};

use super::{from_json, known, only, to_json};
use crate::sql::{Row, Sql, SqlError};

/// Past incidents that are shown at most, so that the snapshot stays one small row.
const PAST_MAX: i64 = 50;

/// Stores a new incident and its first update, and gives it an id.
pub fn add<S: Sql>(
    sql: &S,
    new: &CheckedIncident,
    incident: &incident::Incident,
    agent: &Agent,
    now_ms: i64,
) -> Result<i64, SqlError> {
    let rows = sql.exec(
        "INSERT INTO incidents (title, impact, components, state, opened_ms, last_seq, version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1) RETURNING id",
        &[
            new.title.as_str().into(),
            new.impact.name().into(),
            to_json(&new.components, "incidents.components")?.into(),
            incident.state.name().into(),
            now_ms.into(),
            incident.last_seq.into(),
        ],
    )?;
    let id = only(rows)?.int(0)?;
    add_update(sql, id, incident, &new.text, agent, now_ms)?;
    Ok(id)
}

/// What the rules need to know of an incident, and its row version.
pub fn get<S: Sql>(sql: &S, id: i64) -> Result<Option<(incident::Incident, i64)>, SqlError> {
    let rows = sql.exec(
        "SELECT state, last_seq, resolved_ms, version FROM incidents WHERE id = ?1",
        &[id.into()],
    )?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let incident = incident::Incident {
        state: known(IncidentState::parse(row.text(0)?), "incidents.state")?,
        last_seq: row.int(1)?,
        resolved_ms: row.opt_int(2)?,
    };
    Ok(Some((incident, row.int(3)?)))
}

/// Stores an update and what it made of the incident. False when `version` is not the stored one
/// any more: somebody was faster, and nothing was changed.
pub fn update<S: Sql>(
    sql: &S,
    id: i64,
    version: i64,
    after: &incident::Incident,
    text: &str,
    agent: &Agent,
    now_ms: i64,
) -> Result<bool, SqlError> {
    let rows = sql.exec(
        "UPDATE incidents SET state = ?3, last_seq = ?4, resolved_ms = ?5, version = version + 1
         WHERE id = ?1 AND version = ?2 RETURNING id",
        &[
            id.into(),
            version.into(),
            after.state.name().into(),
            after.last_seq.into(),
            after.resolved_ms.into(),
        ],
    )?;
    if rows.is_empty() {
        return Ok(false);
    }
    add_update(sql, id, after, text, agent, now_ms)?;
    Ok(true)
}

fn add_update<S: Sql>(
    sql: &S,
    id: i64,
    incident: &incident::Incident,
    text: &str,
    agent: &Agent,
    now_ms: i64,
) -> Result<(), SqlError> {
    sql.exec(
        "INSERT INTO incident_updates (incident, seq, state, text, at_ms, agent)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[
            id.into(),
            incident.last_seq.into(),
            incident.state.name().into(),
            text.into(),
            now_ms.into(),
            agent.id.into(),
        ],
    )?;
    Ok(())
}

/// Every open incident with its updates.
pub fn open<S: Sql>(sql: &S) -> Result<Vec<Incident>, SqlError> {
    let rows = sql.exec(&format!("{COLUMNS} WHERE resolved_ms IS NULL"), &[])?;
    with_updates(sql, &rows)
}

/// Incidents resolved since this moment, newest first, with their updates.
pub fn past<S: Sql>(sql: &S, since_ms: i64) -> Result<Vec<Incident>, SqlError> {
    let rows = sql.exec(
        &format!("{COLUMNS} WHERE resolved_ms >= ?1 ORDER BY resolved_ms DESC LIMIT ?2"),
        &[since_ms.into(), PAST_MAX.into()],
    )?;
    with_updates(sql, &rows)
}

/// Row versions by id of the open incidents and of those resolved since this moment.
pub fn versions<S: Sql>(sql: &S, since_ms: i64) -> Result<Vec<(i64, i64)>, SqlError> {
    sql.exec(
        "SELECT id, version FROM incidents WHERE resolved_ms IS NULL OR resolved_ms >= ?1
         ORDER BY id",
        &[since_ms.into()],
    )?
    .iter()
    .map(|row| Ok((row.int(0)?, row.int(1)?)))
    .collect()
}

const COLUMNS: &str =
    "SELECT id, title, impact, components, state, opened_ms, resolved_ms FROM incidents";

fn with_updates<S: Sql>(sql: &S, rows: &[Row]) -> Result<Vec<Incident>, SqlError> {
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.int(0)?;
        out.push(Incident {
            id,
            title: row.text(1)?.into(),
            impact: known(Impact::parse(row.text(2)?), "incidents.impact")?,
            components: from_json(row.text(3)?, "incidents.components")?,
            state: known(IncidentState::parse(row.text(4)?), "incidents.state")?,
            opened_ms: row.int(5)?,
            resolved_ms: row.opt_int(6)?,
            updates: updates(sql, id)?,
        });
    }
    Ok(out)
}

fn updates<S: Sql>(sql: &S, id: i64) -> Result<Vec<Update>, SqlError> {
    sql.exec(
        "SELECT seq, state, text, at_ms FROM incident_updates WHERE incident = ?1
         ORDER BY seq DESC",
        &[id.into()],
    )?
    .iter()
    .map(|row| {
        Ok(Update {
            seq: row.int(0)?,
            state: known(IncidentState::parse(row.text(1)?), "incident_updates.state")?,
            text: row.text(2)?.into(),
            at_ms: row.int(3)?,
        })
    })
    .collect()
}
