//! The reply box: sends what stands in it, and takes up replies that wait.

use std::cell::RefCell;

use crate::dom::{now_ms, random_key};
use crate::files::{self, Desk};
use crate::outbox::Device;
use crate::parcel::{Of, Parcel};
use crate::sender::{message, post};
use crate::state::App;

/// A reply of the outbox that stands in the reply box.
#[derive(Clone)]
struct Edited {
    key: String,
    /// Its ticket.
    number: i64,
    /// As it was before.
    words: String,
}

thread_local! {
    static EDITED: RefCell<Option<Edited>> = const { RefCell::new(None) };
}

/// Sends a reply.
pub fn send_reply(app: App, number: i64, words: String) {
    let edited = EDITED.take().filter(|edited| edited.number == number);
    let fresh = message(&random_key(), number, words);
    let along = files::take(app, Desk::Reply);
    post(app, move |device| {
        let message = send(device, edited.as_ref(), &fresh, number);
        files::post(device, &along, &message, Some(number));
    });
}

/// Posts a reply, or what was made of one, and gives the key of the message that it is.
fn send(device: &mut Device, edited: Option<&Edited>, fresh: &Parcel, number: i64) -> String {
    if let Some(edited) = edited {
        let again = message(&edited.key, number, fresh.words.clone());
        if let Some(parcel) = device.parcel_mut(&edited.key) {
            parcel.amend(again.body, again.words, now_ms());
            device.hurry();
            return again.key;
        }
        // Another tab brought it there as it was: only something new is worth another message.
        if edited.words == fresh.words {
            return again.key;
        }
    }
    device.post(fresh.clone(), now_ms());
    fresh.key.clone()
}

/// Whether this message stands in the reply box.
pub fn holds(key: &str) -> bool {
    EDITED.with_borrow(|edited| edited.as_ref().is_some_and(|edited| edited.key == key))
}

/// The reply box is somebody else's now.
pub fn renew() {
    EDITED.set(None);
}

/// It was deleted: what stands in the reply box stays there, as a reply of its own.
pub fn forget(key: &str) {
    if holds(key) {
        EDITED.set(None);
    }
}

/// Another reply of the outbox that stands in the reply box waits for its turn, as it is written by
/// now. What this gives does that, and says whether there was one.
pub fn put_back(app: App) -> impl FnOnce(&mut Device) -> bool {
    let (edited, written) = (EDITED.take(), app.reply.peek());
    move |device| {
        let Some(edited) = edited else { return false };
        let Some(parcel) = device.parcel_mut(&edited.key) else { return false };
        let now = message(&edited.key, edited.number, written);
        parcel.amend(now.body, now.words, now_ms());
        parcel.held = true;
        true
    }
}

/// Brings the words of a message into the reply box, before what is written there, unless that was
/// put back.
pub fn take_up(app: App, parcel: Parcel, put_back: bool) {
    let written = if put_back { String::new() } else { app.reply.peek() };
    app.reply.set([parcel.words.as_str(), &written].join("\n\n").trim_end().to_owned());
    if let Some(Of::Number(number)) = parcel.of {
        EDITED.set(Some(Edited { key: parcel.key, number, words: parcel.words }));
    }
}
