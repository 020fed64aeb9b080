//! The only place of the widget that touches the browser's storage. Nothing is stored before the
//! visitor sends something.
//!
//! [`shelf`] is a database and has everything. Here is one entry per site beside it, with what the
//! first part of the program wants to know at once: the tickets of this device, and what waits, without
//! its words. Where there is no database, the entry has everything but the bytes of [`files`].
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

/// Stands between the name of the entry and the key of a noted parcel.
const NOTE: &str = "/";

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
    !names(key).is_empty()
}

/// What the entry says, and the notes beside it; `None` when there are none, or no storage, or nothing that
/// can be read.
pub fn load(key: &str) -> Option<Device> {
    let storage = storage()?;
    let read = |name: &str| parse_json(&storage.get_item(name).ok()??);
    let entry = read(key).map(|json| Device::read(&json));
    let noted: Vec<_> = notes(key).iter().filter_map(|name| Parcel::read(&read(name)?)).collect();
    if entry.is_none() && noted.is_empty() {
        return None;
    }
    let mut device = entry.unwrap_or_default();
    device.outbox.retain(|parcel| noted.iter().all(|noted| noted.key != parcel.key));
    device.merge(Device { outbox: noted, ..Device::default() });
    Some(device)
}

/// Writes the entry, `whole` or without bodies; an empty one is taken away instead. Says whether the
/// browser took it.
pub fn save(key: &str, device: &Device, whole: bool) -> bool {
    let Some(storage) = storage() else { return false };
    let saved = if device.outbox.is_empty() && device.tickets.is_empty() {
        storage.remove_item(key)
    } else {
        storage.set_item(key, &device.write(whole))
    };
    saved.is_ok()
}

/// Notes a parcel that the database does not have yet: that answers later than a page may end. Each has a
/// name of its own, as another tab may write the entry at the same moment.
pub fn note(key: &str, parcel: &Parcel) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&[key, NOTE, &parcel.key].concat(), &parcel.json());
    }
}

/// Names of what is noted.
pub fn notes(key: &str) -> Vec<String> {
    names(&[key, NOTE].concat())
}

/// Names that begin with this one.
fn names(key: &str) -> Vec<String> {
    let Some(storage) = there() else { return vec![] };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    names.filter(|name| name.starts_with(key)).collect()
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
