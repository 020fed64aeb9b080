//! The bytes of files that are on their way. This page has what was attached in it in memory; the database
//! has all of them, if there is one, so that they outlive the page.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::shelf;
use crate::state::App;

thread_local! {
    /// By their parcels' keys.
    static HELD: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(vec![]) };
}

/// Keeps the bytes of the parcel of this key: they are stored together with it.
pub fn hold(key: &str, bytes: JsValue) {
    HELD.with_borrow_mut(|held| held.push((key.to_owned(), bytes)));
}

/// What this page has of it.
pub fn held(key: &str) -> Option<JsValue> {
    HELD.with_borrow(|held| held.iter().find(|(of, _)| of == key).map(|(_, bytes)| bytes.clone()))
}

/// The file has arrived.
pub fn release(key: &str) {
    HELD.with_borrow_mut(|held| held.retain(|(of, _)| of != key));
}

/// The bytes, wherever they are; `None` when they are lost.
pub async fn bytes(app: App, key: &str) -> Option<JsValue> {
    match held(key) {
        Some(bytes) => Some(bytes),
        None => shelf::file(&app.config.storage_key(), key).await,
    }
}
