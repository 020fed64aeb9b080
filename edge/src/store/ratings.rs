//! How requesters found the help: one rating per ticket.

use desk::check::CheckedRating;
use desk::wire::visitor::Rating;

use crate::sql::{Row, Sql, SqlError};

/// Ratings that the figures look at, the newest first: as many as tickets.
const SCORES_MAX: i64 = 2_000;

/// Stores the rating of a ticket, in place of an earlier one.
pub fn put<S: Sql>(
    sql: &S,
    ticket: i64,
    rating: &CheckedRating,
    now_ms: i64,
) -> Result<(), SqlError> {
    sql.exec(
        "INSERT INTO ratings (ticket, score, comment, rated_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (ticket) DO UPDATE SET score = excluded.score, comment = excluded.comment,
           rated_ms = excluded.rated_ms",
        &[
            ticket.into(),
            i64::from(rating.score).into(),
            rating.comment.as_str().into(),
            now_ms.into(),
        ],
    )?;
    Ok(())
}

/// The rating of a ticket.
pub fn get<S: Sql>(sql: &S, ticket: i64) -> Result<Option<Rating>, SqlError> {
    let rows = sql
        .exec("SELECT score, comment, rated_ms FROM ratings WHERE ticket = ?1", &[ticket.into()])?;
    let rating = |row: &Row| {
        Ok(Rating { score: score(row)?, comment: row.text(1)?.into(), at_ms: row.int(2)? })
    };
    rows.first().map(rating).transpose()
}

/// The scores given since this moment.
pub fn scores<S: Sql>(sql: &S, since_ms: i64) -> Result<Vec<u8>, SqlError> {
    sql.exec(
        "SELECT score FROM ratings WHERE rated_ms >= ?1 ORDER BY rated_ms DESC LIMIT ?2",
        &[since_ms.into(), SCORES_MAX.into()],
    )?
    .iter()
    .map(score)
    .collect()
}

fn score(row: &Row) -> Result<u8, SqlError> {
    row.int(0)?.try_into().map_err(|_| SqlError("ratings.score: not a value of ours".into()))
}
