//! Numbered migrations, applied when the object wakes.
//!
//! Migrations only add: while a deployment rolls out, older code may run on the newer tables. What
//! was applied is kept in a table, because Durable Objects refuse `PRAGMA user_version`.

use crate::sql::{Sql, SqlError};

/// Every migration, in order; the first has number 1. Never change one that was released.
const MIGRATIONS: [&str; 5] = [
    include_str!("../../migrations/0001_help_desk.sql"),
    include_str!("../../migrations/0002_feedback.sql"),
    include_str!("../../migrations/0003_answers_and_consent.sql"),
    include_str!("../../migrations/0004_maintenance.sql"),
    include_str!("../../migrations/0005_attachments.sql"),
];

/// Brings the database to the newest version. Does nothing when it is there already.
///
/// Each migration and the note that it was applied are one transaction: an object killed halfway
/// wakes to the whole of it or to nothing.
pub fn migrate<S: Sql>(sql: &S) -> Result<(), SqlError> {
    sql.exec("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY) STRICT", &[])?;
    let applied = sql.exec("SELECT coalesce(max(version), 0) FROM migrations", &[])?;
    let applied = super::only(applied)?.int(0)?;
    for (version, text) in (1i64..).zip(MIGRATIONS) {
        if version <= applied {
            continue;
        }
        sql.transaction(|sql| {
            for statement in statements(text) {
                sql.exec(statement, &[])?;
            }
            sql.exec("INSERT INTO migrations (version) VALUES (?1)", &[version.into()])?;
            Ok::<(), SqlError>(())
        })?;
    }
    Ok(())
}

/// The statements of a migration: each ends with a semicolon at the end of a line. Our migrations
/// hold no triggers, the only statements with semicolons inside.
fn statements(text: &str) -> impl Iterator<Item = &str> {
    text.split(";\n").filter(|s| {
        s.lines().map(str::trim).any(|line| !line.is_empty() && !line.starts_with("--"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_is_cut_at_the_ends_of_its_statements() {
        let text = "-- why; not\nCREATE TABLE a (b);\n\n-- c\nCREATE TABLE d (e);\n-- the end\n";
        let cut: Vec<&str> = statements(text).collect();
        assert_eq!(cut.len(), 2, "{cut:?}");
        assert!(cut[1].ends_with("CREATE TABLE d (e)"));
    }
}
