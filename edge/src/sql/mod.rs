//! The SQL seam: what the stores need of SQLite, and nothing more.
//!
//! The object's adapter (`object.rs`) and the native one of the tests run the same SQL and the same
//! migrations, so that what the tests prove holds in production.

#[cfg(target_arch = "wasm32")]
pub mod object;

/// A value going in or coming out. Integers stay below 2^53: the object's SQLite speaks JavaScript
/// numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// SQL `NULL`.
    Null,
    /// An integer below 2^53 in size.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl From<i64> for Value {
    fn from(v: i64) -> Self {
        Self::Int(v)
    }
}

impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Self::Text(v.into())
    }
}

impl From<String> for Value {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Self::Null, Into::into)
    }
}

/// A row, its values in the order of the statement's columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The integer in this column; an error when it is missing or of another type.
    pub fn int(&self, column: usize) -> Result<i64, SqlError> {
        match self.0.get(column) {
            Some(Value::Int(v)) => Ok(*v),
            other => Err(SqlError(format!("column {column}: not an integer: {other:?}"))),
        }
    }

    /// The integer in this column, or `None` for `NULL`.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, SqlError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.int(column).map(Some),
        }
    }

    /// The text in this column; an error when it is missing or of another type.
    pub fn text(&self, column: usize) -> Result<&str, SqlError> {
        match self.0.get(column) {
            Some(Value::Text(v)) => Ok(v),
            _ => Err(SqlError(format!("column {column}: not text"))),
        }
    }

    /// The bytes in this column; an error when they are missing or of another type.
    pub fn blob(&self, column: usize) -> Result<&[u8], SqlError> {
        match self.0.get(column) {
            Some(Value::Blob(v)) => Ok(v),
            _ => Err(SqlError(format!("column {column}: not bytes"))),
        }
    }

    /// The text in this column, or `None` for `NULL`.
    pub fn opt_text(&self, column: usize) -> Result<Option<&str>, SqlError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.text(column).map(Some),
        }
    }
}

/// SQLite refused, in its own words. Never shown to a client, and never holds a parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlError(pub String);

impl std::fmt::Display for SqlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "sql: {}", self.0)
    }
}

/// One site's database.
pub trait Sql {
    /// Runs one statement with positional parameters (`?1`, `?2` …) and returns all its rows.
    fn exec(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, SqlError>;

    /// Runs `work` in a transaction: an `Err` rolls everything back. Not nested.
    fn transaction<T, E: From<SqlError>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E>;
}
