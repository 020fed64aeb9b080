//! The public status as JSON: for the loader, and for dashboards that read Statuspage's shape.

use desk::status::without_past;
use desk::wire::status::Snapshot;
use desk::{maintenance, statuspage};

use super::json;
use crate::call::Call;
use crate::error::ApiError;
use crate::http::Response;
use crate::sql::Sql;
use crate::store::snapshot as store;

/// `GET status`: without what is over, which no loader draws.
pub fn snapshot<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let mut snapshot = current(call)?;
    let turned = maintenance::turned(&snapshot.maintenances, call.env.now_ms);
    without_past(&mut snapshot, call.env.now_ms);
    let etag = match turned {
        Some(at_ms) => format!("\"{}-{at_ms}\"", snapshot.rev),
        None => format!("\"{}\"", snapshot.rev),
    };
    Ok(json(200, &snapshot)?.with("etag", etag).with("cache-control", "no-cache"))
}

/// `GET /api/v2/summary.json`.
pub fn summary<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let (site, origin) = (&call.env.site, &call.request.origin);
    let summary = statuspage::summary(&current(call)?, site, origin, call.env.now_ms);
    Ok(json(200, &summary)?.with("cache-control", "public, max-age=2"))
}

/// `GET /api/v2/status.json`.
pub fn status<S: Sql>(call: &Call<'_, S>) -> Result<Response, ApiError> {
    let status = statuspage::status(&current(call)?, &call.env.site, &call.request.origin);
    Ok(json(200, &status)?.with("cache-control", "public, max-age=2"))
}

/// The status now, with past incidents.
pub(super) fn current<S: Sql>(call: &Call<'_, S>) -> Result<Snapshot, ApiError> {
    Ok(store::current(call.sql, &call.env.site, call.env.now_ms)?)
}
