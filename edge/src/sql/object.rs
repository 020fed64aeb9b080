//! The SQL seam on a Durable Object's own SQLite.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::ScopedClosure;
use wasm_bindgen::{JsCast, JsValue};
use worker::{SqlStorageValue, Storage};

use super::{Row, Sql, SqlError, Value};

/// One site's database, inside its object.
pub struct ObjectSql {
    storage: Storage,
}

impl ObjectSql {
    /// The database behind this storage.
    pub fn new(storage: Storage) -> Self {
        Self { storage }
    }
}

impl Sql for ObjectSql {
    fn exec(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, SqlError> {
        let bindings: Vec<SqlStorageValue> = params.iter().map(to_storage).collect();
        let cursor = self.storage.sql().exec(sql, bindings).map_err(|e| SqlError(e.to_string()))?;
        let mut rows = Vec::new();
        for values in cursor.raw() {
            let values = values.map_err(|e| SqlError(e.to_string()))?;
            rows.push(Row(values.into_iter().map(from_storage).collect::<Result<_, _>>()?));
        }
        Ok(rows)
    }

    /// `storage.transactionSync(callback)`, which the `worker` crate does not wrap: a callback that
    /// throws rolls everything back. Without it an error after a first write would leave that write
    /// on disk.
    fn transaction<T, E: From<SqlError>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let raw: &JsValue = self.storage.as_raw().as_ref();
        let run: Function = Reflect::get(raw, &JsValue::from_str("transactionSync"))
            .ok()
            .and_then(|f| f.dyn_into().ok())
            .ok_or_else(|| SqlError("transactionSync is missing".into()))?;

        let mut work = Some(work);
        let mut outcome: Option<Result<T, E>> = None;
        // `transactionSync` calls back before it returns, so the callback may borrow this frame.
        let mut call = || -> Result<(), JsValue> {
            let work = work.take().ok_or("called twice")?;
            let result = work(self);
            let verdict = if result.is_ok() { Ok(()) } else { Err("rolled back".into()) };
            outcome = Some(result);
            verdict
        };
        let finished = {
            let callback =
                ScopedClosure::<dyn FnMut() -> Result<(), JsValue>>::borrow_mut_aborting(&mut call);
            run.call1(raw, callback.as_js_value())
        };
        match outcome {
            // The callback succeeded, but the commit itself may still fail (a full disk).
            Some(Ok(value)) => match finished {
                Ok(_) => Ok(value),
                Err(e) => Err(SqlError(format!("commit failed: {e:?}")).into()),
            },
            Some(Err(error)) => Err(error),
            None => Err(SqlError(format!("transaction did not run: {finished:?}")).into()),
        }
    }
}

fn to_storage(value: &Value) -> SqlStorageValue {
    match value {
        Value::Null => SqlStorageValue::Null,
        Value::Int(v) => SqlStorageValue::Integer(*v),
        Value::Text(v) => SqlStorageValue::String(v.clone()),
        Value::Blob(v) => SqlStorageValue::Blob(v.clone()),
    }
}

fn from_storage(value: SqlStorageValue) -> Result<Value, SqlError> {
    match value {
        SqlStorageValue::Null => Ok(Value::Null),
        SqlStorageValue::Integer(v) => Ok(Value::Int(v)),
        SqlStorageValue::Boolean(v) => Ok(Value::Int(i64::from(v))),
        SqlStorageValue::String(v) => Ok(Value::Text(v)),
        SqlStorageValue::Blob(v) => Ok(Value::Blob(v)),
        // Tables are STRICT and hold none: reaching this is a fault in a statement of ours.
        SqlStorageValue::Float(_) => Err(SqlError("a value is a fraction".into())),
    }
}
