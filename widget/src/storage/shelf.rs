//! The database of this device, IndexedDB: a record for each parcel and ticket, changed in one
//! transaction among all tabs. The bytes of a file have a record of their own beside its parcel's, which
//! comes and goes with that: records are read whole with every change, and bytes only to be sent.
//!
//! Called by name, as no bindings are in the download for it: bindings stand in the part that
//! everybody downloads, and this does not.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::files;
use crate::dom::{call, member, window};
use crate::stored::Record;

/// Version of the database: of its one store.
const VERSION: u32 = 1;
const STORE: &str = "kept";
/// What the names of parcels' records begin with: in the order of names, those of files stand before.
const PARCEL: &str = "parcel ";
const FILE: &str = "file ";
/// A browser that says nothing for so long, in milliseconds, has no database for us.
const PATIENCE_MS: i32 = 5_000;

/// What turns the records that are there into those that are to be there.
pub type Rewrite = Box<dyn FnOnce(Vec<Record>) -> Vec<Record>>;

/// Runs what `rewrite` holds on the records of the database `name`, in one transaction, and takes it
/// out. When it is still in there afterwards, there is no database. Says whether what it made is stored.
pub async fn change(name: &str, rewrite: &Rc<RefCell<Option<Rewrite>>>) -> bool {
    let Some(database) = open(name).await else { return false };
    let done = transaction(&database, Rc::clone(rewrite));
    let stored = match done {
        Some(done) => JsFuture::from(done).await.is_ok(),
        None => false,
    };
    // Nothing stays open that could keep the page, or its owner, from deleting the database.
    call(&database, "close", &[]);
    stored
}

async fn open(name: &str) -> Option<JsValue> {
    // In a sandboxed frame the very look at it throws.
    let factory = member(&window(), "indexedDB")?;
    let request = call(&factory, "open", &[name.into(), VERSION.into()])?;
    let upgraded = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let options = Object::new();
        let _ = Reflect::set(&options, &"keyPath".into(), &"id".into());
        if let Some(database) = member(&upgraded, "result") {
            call(&database, "createObjectStore", &[STORE.into(), options.into()]);
        }
    });
    let _ = Reflect::set(&request, &"onupgradeneeded".into(), &upgrade);
    let opened = outcome(&request, "onsuccess", &["onerror", "onblocked"]);
    JsFuture::from(opened).await.ok()?;
    member(&request, "result")
}

/// Begins the transaction. All of it happens in one callback: a transaction ends when nobody asks
/// anything of it.
fn transaction(database: &JsValue, rewrite: Rc<RefCell<Option<Rewrite>>>) -> Option<Promise> {
    let transaction = call(database, "transaction", &[STORE.into(), "readwrite".into()])?;
    let store = call(&transaction, "objectStore", &[STORE.into()])?;
    let ranges = member(&window(), "IDBKeyRange")?;
    let all = call(&store, "getAll", &[call(&ranges, "lowerBound", &[PARCEL.into()])?])?;
    let request = all.clone();
    let heard = Closure::once_into_js(move || {
        let rows: Vec<JsValue> =
            member(&request, "result").map(|rows| Array::from(&rows).to_vec()).unwrap_or_default();
        let Some(rewrite) = rewrite.take() else { return };
        write(&store, &rows, rewrite);
    });
    let _ = Reflect::set(&all, &"onsuccess".into(), &heard);
    Some(outcome(&transaction, "oncomplete", &["onabort"]))
}

/// Writes what became different. A row may hold more beside its text, put there by a later program: that stays as it is.
fn write(store: &JsValue, rows: &[JsValue], rewrite: Rewrite) {
    let text = |row: &JsValue, key| member(row, key)?.as_string();
    let record = |row| {
        let part = text(row, "part").unwrap_or_default();
        Some(Record { id: text(row, "id")?, part, text: text(row, "text")? })
    };
    let before: Vec<Record> = rows.iter().filter_map(record).collect();
    let after = rewrite(before.clone());
    for record in before.iter().filter(|record| after.iter().all(|kept| kept.id != record.id)) {
        call(store, "delete", &[record.id.as_str().into()]);
        if let Some(key) = record.id.strip_prefix(PARCEL) {
            call(store, "delete", &[[FILE, key].concat().into()]);
        }
    }
    for record in after.iter().filter(|record| !before.contains(record)) {
        let same = |row: &&JsValue| text(row, "id").as_ref() == Some(&record.id);
        let fields = [("part", &record.part), ("text", &record.text)];
        let fields = fields.map(|(name, text)| (name, text.as_str().into()));
        put(store, rows.iter().find(same), &record.id, &fields);
        let new = before.iter().all(|known| known.id != record.id);
        let key = record.id.strip_prefix(PARCEL).filter(|_| new);
        if let Some((key, bytes)) = key.and_then(|key| Some((key, files::held(key)?))) {
            put(store, None, &[FILE, key].concat(), &[("bytes", bytes)]);
        }
    }
}

/// Puts values into a row: the one that was there, or a new one.
fn put(store: &JsValue, row: Option<&JsValue>, id: &str, fields: &[(&str, JsValue)]) {
    let row = row.cloned().unwrap_or_else(|| Object::new().into());
    let _ = Reflect::set(&row, &"id".into(), &id.into());
    for (name, value) in fields {
        let _ = Reflect::set(&row, &(*name).into(), value);
    }
    call(store, "put", &[row]);
}

/// The bytes of the file that goes with the parcel of this key.
pub async fn file(name: &str, key: &str) -> Option<JsValue> {
    let database = open(name).await?;
    let bytes = read(&database, &[FILE, key].concat()).await;
    call(&database, "close", &[]);
    bytes
}

async fn read(database: &JsValue, id: &str) -> Option<JsValue> {
    let transaction = call(database, "transaction", &[STORE.into(), "readonly".into()])?;
    let store = call(&transaction, "objectStore", &[STORE.into()])?;
    let request = call(&store, "get", &[id.into()])?;
    JsFuture::from(outcome(&request, "onsuccess", &["onerror"])).await.ok()?;
    member(&member(&request, "result")?, "bytes")
}

/// Settles when something happens to `target`, one way or another, or nothing does for too long.
fn outcome(target: &JsValue, good: &str, bad: &[&str]) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let _ = Reflect::set(target, &good.into(), &resolve);
        for event in bad {
            let _ = Reflect::set(target, &(*event).into(), &reject);
        }
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&reject, PATIENCE_MS);
    })
}
