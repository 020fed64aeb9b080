//! The one public status, stored as it is served.

use desk::status::{self, PAST_MS};
use desk::wire::site::SiteManifest;
use desk::wire::status::Snapshot;

use super::{from_json, incidents, maintenances, to_json};
use crate::sql::{Sql, SqlError};

/// The status now.
///
/// Almost always the stored one. It is computed anew when there is none yet, and when `site.toml`
/// changed its components since: names and order are the site's, not the database's.
pub fn current<S: Sql>(sql: &S, site: &SiteManifest, now_ms: i64) -> Result<Snapshot, SqlError> {
    match stored_now(sql, now_ms)?.filter(|s| is_of_site(s, site)) {
        Some(snapshot) => Ok(snapshot),
        None => sql.transaction(|sql| renew(sql, site, now_ms)),
    }
}

/// The stored status, as time has made it since.
pub fn stored_now<S: Sql>(sql: &S, now_ms: i64) -> Result<Option<Snapshot>, SqlError> {
    let mut stored = stored(sql)?;
    if let Some(snapshot) = &mut stored {
        status::bring_up_to(snapshot, now_ms);
    }
    Ok(stored)
}

/// Computes the status from incidents and maintenance and stores it. Called in the transaction of every change.
pub fn renew<S: Sql>(sql: &S, site: &SiteManifest, now_ms: i64) -> Result<Snapshot, SqlError> {
    let rev = stored(sql)?.map_or(0, |s| s.rev).saturating_add(1);
    let open = incidents::open(sql)?;
    let past = incidents::past(sql, now_ms.saturating_sub(PAST_MS))?;
    let planned = maintenances::since(sql, now_ms.saturating_sub(PAST_MS))?;
    let snapshot = status::roll_up(&site.components, open, past, planned, rev, now_ms);
    sql.exec(
        "INSERT INTO snapshot (id, json) VALUES (1, ?1)
         ON CONFLICT (id) DO UPDATE SET json = excluded.json",
        &[to_json(&snapshot, "snapshot.json")?.into()],
    )?;
    Ok(snapshot)
}

fn stored<S: Sql>(sql: &S) -> Result<Option<Snapshot>, SqlError> {
    let rows = sql.exec("SELECT json FROM snapshot WHERE id = 1", &[])?;
    rows.first().map(|row| from_json(row.text(0)?, "snapshot.json")).transpose()
}

fn is_of_site(snapshot: &Snapshot, site: &SiteManifest) -> bool {
    let stored = snapshot.components.iter().map(|c| (&c.id, &c.name));
    stored.eq(site.components.iter().map(|c| (&c.id, &c.name)))
}
