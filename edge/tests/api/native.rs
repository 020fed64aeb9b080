//! SQLite as the object has it: the seam's adapter for tests.
//!
//! As strict as a Durable Object: integers are bound as doubles, statements that an object refuses
//! are refused, and foreign keys hold.

use edge::sql::{Row, Sql, SqlError, Value};
use rusqlite::types::{Value as Bound, ValueRef};
use rusqlite::{Connection, params_from_iter};

/// A database in memory.
pub struct Native(pub Connection);

impl Native {
    /// An empty one.
    pub fn new() -> Self {
        let connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        Self(connection)
    }

    /// The first column of the first row as a number.
    pub fn count(&self, sql: &str) -> i64 {
        self.0.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// The first column of all rows as text.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        let mut statement = self.0.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// Every value of every table, as text: to see that something is nowhere.
    pub fn everything(&self) -> String {
        let tables = self.texts(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        );
        let mut out = String::new();
        for table in tables {
            let rows = self.exec(&format!("SELECT * FROM {table}"), &[]).unwrap();
            out.push_str(&format!("{table}: {rows:?}\n"));
        }
        out
    }
}

fn fault(error: rusqlite::Error) -> SqlError {
    SqlError(error.to_string())
}

impl Sql for Native {
    fn exec(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, SqlError> {
        let word = sql.split_whitespace().next().unwrap_or("").to_uppercase();
        let refused = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "PRAGMA", "ATTACH", "VACUUM"];
        if refused.contains(&word.as_str()) {
            return Err(SqlError(format!("an object refuses {word}")));
        }
        let mut statement = self.0.prepare(sql).map_err(fault)?;
        let columns = statement.column_count();
        let bound = params.iter().map(|value| match value {
            Value::Null => Bound::Null,
            Value::Int(v) => Bound::Real(*v as f64),
            Value::Text(v) => Bound::Text(v.clone()),
            Value::Blob(v) => Bound::Blob(v.clone()),
        });
        let mut rows = statement.query(params_from_iter(bound)).map_err(fault)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(fault)? {
            let values = (0..columns).map(|i| match row.get_ref(i).map_err(fault)? {
                ValueRef::Null => Ok(Value::Null),
                ValueRef::Integer(v) => Ok(Value::Int(v)),
                ValueRef::Real(v) if v.fract() == 0.0 => Ok(Value::Int(v as i64)),
                ValueRef::Text(v) => Ok(Value::Text(String::from_utf8_lossy(v).into_owned())),
                ValueRef::Blob(v) => Ok(Value::Blob(v.to_vec())),
                other => Err(SqlError(format!("column {i}: {:?}", other.data_type()))),
            });
            out.push(Row(values.collect::<Result<_, _>>()?));
        }
        Ok(out)
    }

    fn transaction<T, E: From<SqlError>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        // Fails inside another transaction, as it must: they are not nested.
        self.0.execute_batch("BEGIN IMMEDIATE").map_err(fault)?;
        match work(self) {
            Ok(value) => {
                self.0.execute_batch("COMMIT").map_err(fault)?;
                Ok(value)
            }
            Err(error) => {
                self.0.execute_batch("ROLLBACK").map_err(fault)?;
                Err(error)
            }
        }
    }
}
