//! What this device remembers of incidents: an entry that is made when the visitor first follows one or
//! says that one affects them, and goes with the last of them.

use super::{storage, there};
use crate::dom::parse_json;
use crate::following::Following;

/// What is remembered; nothing where there is no entry, or no storage.
pub fn load(key: &str) -> Following {
    let text = storage().and_then(|storage| storage.get_item(&name(key)).ok()?);
    text.and_then(|text| Some(Following::read(&parse_json(&text)?))).unwrap_or_default()
}

/// Remembers this, if the browser lets us.
pub fn save(key: &str, following: &Following) {
    if let Some(storage) = storage() {
        let _ = match following.is_empty() {
            true => storage.remove_item(&name(key)),
            false => storage.set_item(&name(key), &following.write()),
        };
    }
}

/// Takes the entry out of the storage; this page view still knows.
pub fn forget(key: &str) {
    if let Some(storage) = there() {
        let _ = storage.remove_item(&name(key));
    }
}

/// Name of the entry.
pub fn name(key: &str) -> String {
    [key, ".incidents"].concat()
}
