//! Whether articles helped.

use desk::check::CheckedVote;
use desk::wire::staff::{ArticleVotes, ReasonCount, VoteNote};
use desk::wire::visitor::VoteReason;

use super::known;
use crate::sql::{Row, Sql, SqlError, Value};

/// Articles in one answer: more than anybody rewrites before looking again.
const ARTICLES_MAX: i64 = 200;
/// Notes of one article: enough to see what they have in common.
const NOTES_MAX: i64 = 5;

/// Counts a vote, once for a device (by this hash) and version: an earlier one is changed. A bare
/// `no` leaves what was said with an earlier `no` as it is: it was asked for a second time, not
/// taken back.
pub fn put<S: Sql>(sql: &S, vote: &CheckedVote, device: &str, now_ms: i64) -> Result<(), SqlError> {
    let reason: Value = vote.reason.map(VoteReason::name).into();
    sql.exec(
        "INSERT INTO votes (slug, locale, version, device, helpful, reason, note, voted_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (slug, locale, version, device) DO UPDATE SET
           helpful = excluded.helpful, reason = excluded.reason, note = excluded.note,
           voted_ms = excluded.voted_ms
         WHERE excluded.helpful = 1 OR helpful = 1 OR excluded.reason IS NOT NULL
           OR excluded.note <> ''",
        &[
            vote.slug.as_str().into(),
            vote.locale.as_str().into(),
            vote.version.as_str().into(),
            device.into(),
            i64::from(vote.helpful).into(),
            reason,
            vote.text.as_str().into(),
            now_ms.into(),
        ],
    )?;
    Ok(())
}

/// The articles that were voted on, each in the version voted on last; most `no` first.
///
/// The version of the newest vote, not the newest version: the edge does not know the articles, and
/// a text that was taken back is in use again with the next vote on it.
pub fn all<S: Sql>(sql: &S) -> Result<Vec<ArticleVotes>, SqlError> {
    let rows = sql.exec(
        // SQLite takes `version` from the row that has the max().
        "SELECT v.slug, v.locale, v.version, sum(v.helpful), sum(1 - v.helpful) AS noes,
           max(v.voted_ms) AS newest
         FROM votes v JOIN (
           SELECT slug, locale, version, max(voted_ms) FROM votes GROUP BY slug, locale
         ) last ON last.slug = v.slug AND last.locale = v.locale AND last.version = v.version
         GROUP BY v.slug, v.locale
         ORDER BY noes DESC, newest DESC, v.slug, v.locale LIMIT ?1",
        &[ARTICLES_MAX.into()],
    )?;
    rows.iter().map(|row| article(sql, row)).collect()
}

fn article<S: Sql>(sql: &S, row: &Row) -> Result<ArticleVotes, SqlError> {
    let (slug, locale, version) = (row.text(0)?, row.text(1)?, row.text(2)?);
    Ok(ArticleVotes {
        slug: slug.into(),
        locale: locale.into(),
        version: version.into(),
        helpful: count(row.int(3)?),
        not_helpful: count(row.int(4)?),
        voted_ms: row.int(5)?,
        reasons: reasons(sql, [slug, locale, version])?,
        notes: notes(sql, [slug, locale, version])?,
    })
}

fn reasons<S: Sql>(sql: &S, of: [&str; 3]) -> Result<Vec<ReasonCount>, SqlError> {
    sql.exec(
        "SELECT reason, count(*) AS n FROM votes
         WHERE slug = ?1 AND locale = ?2 AND version = ?3 AND reason IS NOT NULL
         GROUP BY reason ORDER BY n DESC, reason",
        &of.map(Into::into),
    )?
    .iter()
    .map(|row| {
        let reason = known(VoteReason::parse(row.text(0)?), "votes.reason")?;
        Ok(ReasonCount { reason, count: count(row.int(1)?) })
    })
    .collect()
}

fn notes<S: Sql>(sql: &S, [slug, locale, version]: [&str; 3]) -> Result<Vec<VoteNote>, SqlError> {
    sql.exec(
        "SELECT voted_ms, reason, note FROM votes
         WHERE slug = ?1 AND locale = ?2 AND version = ?3 AND note <> ''
         ORDER BY voted_ms DESC LIMIT ?4",
        &[slug.into(), locale.into(), version.into(), NOTES_MAX.into()],
    )?
    .iter()
    .map(|row| {
        let reason = row.opt_text(1)?;
        let reason =
            reason.map(|name| known(VoteReason::parse(name), "votes.reason")).transpose()?;
        Ok(VoteNote { at_ms: row.int(0)?, reason, text: row.text(2)?.into() })
    })
    .collect()
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
