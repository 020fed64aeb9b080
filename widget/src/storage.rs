//! The only place of the widget that touches the browser's storage: one entry per site, written
//! when the visitor sends something, and one with a random id, made when they first say whether an
//! article helped. Never anything before.
//!
//! Storage may be refused or full. Then the caller keeps what it has in memory.

use std::cell::RefCell;

use web_sys::Storage;

use crate::dom::{parse_json, random_key, window};
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

thread_local! {
    /// The id of this page view, where nothing can be stored.
    static VOTER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The id that this device's votes carry: made and stored by the first call, which only a vote may be.
pub fn voter(key: &str) -> String {
    let key = [key, ".voter"].concat();
    let storage = storage();
    let stored = storage.as_ref().and_then(|s| s.get_item(&key).ok()?);
    // Somebody may have written anything there; the edge would refuse it for ever.
    let stored = stored.filter(|id| desk::text::hex(id, desk::text::DEVICE_LEN).is_ok());
    VOTER.with_borrow_mut(|voter| {
        if let Some(stored) = stored {
            *voter = stored;
        } else {
            if voter.is_empty() {
                *voter = random_key();
            }
            if let Some(storage) = storage {
                let _ = storage.set_item(&key, voter);
            }
        }
        voter.clone()
    })
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
