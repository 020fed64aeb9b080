//! The only place of the widget that touches the browser's storage. Nothing is stored before the
//! visitor sends something.
//!
//! [`shelf`] is a database and has everything. Here is one entry per site beside it, with what the
//! first part of the program wants to know at once: the tickets of this device, and what waits, without
//! its words; those only until the database has them, as it answers later than a page may end. Where
//! there is no database, the entry has everything but the bytes of [`files`].
//!
//! Storage may be refused or full. Then the caller keeps what it has in memory.

pub mod files;
pub mod kept;
pub mod shelf;
pub mod voter;

use web_sys::Storage;

use crate::dom::{parse_json, window};
use crate::outbox::Device;
use crate::parcel::Parcel;

/// What the entry says; `None` when there is none, or no storage, or nothing that can be read.
pub fn load(key: &str) -> Option<Device> {
    let text = storage()?.get_item(key).ok()??;
    Some(Device::read(&parse_json(&text)?))
}

/// Writes the entry, with the bodies of those parcels that `whole` picks; an empty one is taken away
/// instead. Says whether the browser took it.
pub fn save(key: &str, device: &Device, whole: fn(&Parcel) -> bool) -> bool {
    let Some(storage) = storage() else { return false };
    let saved = if device.outbox.is_empty() && device.tickets.is_empty() {
        storage.remove_item(key)
    } else {
        storage.set_item(key, &device.write(whole))
    };
    saved.is_ok()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
