//! The only place of the widget that touches the browser's storage: one entry per site, written
//! when the visitor sends something and never before.
//!
//! Storage may be refused or full. Then the caller keeps what it has in memory.

use web_sys::Storage;

use crate::dom::{parse_json, window};
use crate::outbox::Device;

/// What is stored; `None` when there is nothing, or no storage, or nothing that can be read.
pub fn load(key: &str) -> Option<Device> {
    let text = storage()?.get_item(key).ok()??;
    Some(Device::read(&parse_json(&text)?))
}

/// Stores it; an empty document is taken away instead.
pub fn save(key: &str, device: &Device) {
    let Some(storage) = storage() else { return };
    let _ = if device.outbox.is_empty() && device.tickets.is_empty() {
        storage.remove_item(key)
    } else {
        storage.set_item(key, &device.write())
    };
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
