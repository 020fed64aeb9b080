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
pub mod followed;
pub mod kept;
pub mod shelf;
pub mod voter;

use std::cell::Cell;

use web_sys::Storage;

use crate::dom::{parse_json, window};
use crate::outbox::Device;
use crate::parcel::Parcel;

thread_local! {
    static ALLOWED: Cell<bool> = const { Cell::new(true) };
}

/// Says whether anything may be kept on this device from now on. Gives whether that is a change.
pub fn allow(allowed: bool) -> bool {
    ALLOWED.replace(allowed) != allowed
}

/// Whether anything may be kept. What is there when it may not be any more, `session` takes out.
pub fn allowed() -> bool {
    ALLOWED.get()
}

/// Whether anything of this name, or of one that begins with it, is stored: the first part's way to know
/// that the second has something to do.
pub fn known(key: &str) -> bool {
    let there = there().filter(|storage| {
        let mut names = (0..storage.length().unwrap_or(0)).map(|at| storage.key(at));
        names.any(|name| matches!(name, Ok(Some(name)) if name.starts_with(key)))
    });
    there.is_some()
}

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

/// Takes the entry out.
pub fn erase(key: &str) {
    if let Some(storage) = there() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    there().filter(|_| allowed())
}

/// The storage, whether or not anything may be kept in it.
fn there() -> Option<Storage> {
    window().local_storage().ok()?
}
