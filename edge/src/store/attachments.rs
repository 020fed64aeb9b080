//! Files that came with messages.

use desk::attachment::FileKind;
use desk::wire::visitor::Attachment;

use super::{known, only};
use crate::sql::{Row, Sql, SqlError, Value};

/// A row of the object's SQLite holds 2 MB at most; half a MiB also stays far from what one statement
/// may take in memory.
pub const CHUNK: usize = 512 * 1024;

/// Where the bytes of a file go, and come from. All of the store's knowledge of where that is: a
/// deployment with a bucket bound would send them there.
fn content<S: Sql>(sql: &S, id: i64, new: Option<&[u8]>) -> Result<Vec<u8>, SqlError> {
    if let Some(bytes) = new {
        for (at, chunk) in (0i64..).zip(bytes.chunks(CHUNK)) {
            sql.exec(
                "INSERT INTO attachment_chunks (attachment, at, data) VALUES (?1, ?2, ?3)",
                &[id.into(), at.into(), Value::Blob(chunk.to_vec())],
            )?;
        }
        return Ok(Vec::new());
    }
    let rows = sql.exec(
        "SELECT data FROM attachment_chunks WHERE attachment = ?1 ORDER BY at",
        &[id.into()],
    )?;
    let mut bytes = Vec::new();
    for row in &rows {
        bytes.extend_from_slice(row.blob(0)?);
    }
    Ok(bytes)
}

/// Stores a file that came with the message at this position, and gives its id.
pub fn add<S: Sql>(
    sql: &S,
    (ticket, seq): (i64, i64),
    (name, kind): (&str, FileKind),
    bytes: &[u8],
    now_ms: i64,
) -> Result<i64, SqlError> {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let rows = sql.exec(
        "INSERT INTO attachments (ticket, seq, name, kind, bytes, at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
        &[ticket.into(), seq.into(), name.into(), kind.name().into(), size.into(), now_ms.into()],
    )?;
    let id = only(rows)?.int(0)?;
    content(sql, id, Some(bytes))?;
    Ok(id)
}

/// The files of a ticket that came with messages after this position, each with its message's.
pub fn after<S: Sql>(sql: &S, ticket: i64, seq: i64) -> Result<Vec<(i64, Attachment)>, SqlError> {
    sql.exec(
        "SELECT id, name, kind, bytes, seq FROM attachments WHERE ticket = ?1 AND seq > ?2
         ORDER BY id",
        &[ticket.into(), seq.into()],
    )?
    .iter()
    .map(|row| Ok((row.int(4)?, attachment(row)?)))
    .collect()
}

/// A ticket's file with its bytes.
pub fn get<S: Sql>(
    sql: &S,
    ticket: i64,
    id: i64,
) -> Result<Option<(Attachment, Vec<u8>)>, SqlError> {
    let rows = sql.exec(
        "SELECT id, name, kind, bytes FROM attachments WHERE id = ?1 AND ticket = ?2",
        &[id.into(), ticket.into()],
    )?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    Ok(Some((attachment(row)?, content(sql, id, None)?)))
}

/// How many files came with the message at this position, and with the whole ticket.
pub fn counts<S: Sql>(sql: &S, ticket: i64, seq: i64) -> Result<(usize, usize), SqlError> {
    let rows = sql.exec(
        "SELECT count(*) FILTER (WHERE seq = ?2), count(*) FROM attachments WHERE ticket = ?1",
        &[ticket.into(), seq.into()],
    )?;
    let row = only(rows)?;
    let count = |column| Ok::<_, SqlError>(usize::try_from(row.int(column)?).unwrap_or(usize::MAX));
    Ok((count(0)?, count(1)?))
}

fn attachment(row: &Row) -> Result<Attachment, SqlError> {
    Ok(Attachment {
        id: row.int(0)?,
        name: row.text(1)?.into(),
        kind: known(FileKind::parse(row.text(2)?), "attachments.kind")?,
        bytes: row.int(3)?,
    })
}
