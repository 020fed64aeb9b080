//! Files that are being attached: what was picked, whether it can go, and the parcels it becomes.
//!
//! A file is read when it is picked: the one on the disk may change or go before it is sent.

use std::cell::RefCell;

use desk::attachment::{self, FileKind, PER_MESSAGE, SIGNATURE_LEN, Unfit};
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::dom::{call, member, now_ms, random_key};
use crate::outbox::Device;
use crate::parcel::{Kind, Of, Parcel};
use crate::reactive::Signal;
use crate::state::App;
use crate::storage::files;
use crate::strings::Word;

/// A file that can go.
#[derive(Clone)]
pub struct Picked {
    /// The key of the parcel that it will be.
    pub key: String,
    /// As it will be called.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its bytes, an `ArrayBuffer`.
    pub data: JsValue,
    /// How many they are.
    pub bytes: i64,
}

/// What was picked for one message.
#[derive(Clone, Default)]
pub struct Tray {
    /// In the order they were picked.
    pub files: Vec<Picked>,
    /// What is wrong with those that were left out, and their names.
    pub faults: Vec<(Word, String)>,
}

/// Where files are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    /// The form.
    Form,
    /// The reply box.
    Reply,
}

struct Trays {
    app: App,
    /// Whose they are, as the page says.
    person: String,
    form: Signal<Tray>,
    reply: Signal<Tray>,
}

thread_local! {
    static TRAYS: RefCell<Option<Trays>> = const { RefCell::new(None) };
}

/// What was picked here. Nothing, once the page said that somebody else is there, or made a new widget.
pub fn tray(app: App, desk: Desk) -> Signal<Tray> {
    let person = app.person.borrow().key.clone();
    TRAYS.with_borrow_mut(|trays| {
        let good = trays.take().filter(|trays| {
            let same = trays.person.is_empty() || trays.person == person;
            std::ptr::eq(&*trays.app, &*app) && same
        });
        let (form, reply) = good.map(|trays| (trays.form, trays.reply)).unwrap_or_default();
        let tray = if desk == Desk::Form { form.clone() } else { reply.clone() };
        *trays = Some(Trays { app, person, form, reply });
        tray
    })
}

/// Takes what was picked here, to send it.
pub fn take(app: App, desk: Desk) -> Vec<Picked> {
    let tray = tray(app, desk);
    let files = tray.update(std::mem::take).files;
    for file in &files {
        files::hold(&file.key, file.data.clone());
    }
    files
}

/// Adds files of the browser. `waiting` files go with the same message already.
pub fn add(app: App, desk: Desk, waiting: usize, list: &JsValue) {
    let list = Array::from(list).to_vec();
    let tray = tray(app, desk);
    tray.update(|tray| tray.faults.clear());
    spawn_local(async move {
        for file in list {
            let name = member(&file, "name").and_then(|name| name.as_string()).unwrap_or_default();
            let room = tray.peek_with(|tray| tray.files.len() + waiting < PER_MESSAGE);
            let read = match room {
                true => read(&file, &name).await,
                false => Err(Word::FilesMany),
            };
            match read {
                Ok(picked) => {
                    app.say.set(app.words.fill(Word::FileAdded, &picked.name));
                    tray.update(|tray| tray.files.push(picked));
                }
                Err(word) => tray.update(|tray| tray.faults.push((word, name))),
            }
        }
    });
}

async fn read(file: &JsValue, name: &str) -> Result<Picked, Word> {
    // Looked at before it is read: it may be a film.
    let size = member(file, "size").and_then(|size| size.as_f64()).unwrap_or(0.0);
    attachment::size(size as usize).map_err(word)?;
    let data = call(file, "arrayBuffer", &[]).ok_or(Word::FileUnreadable)?;
    let data = JsFuture::from(Promise::resolve(&data)).await.map_err(|_| Word::FileUnreadable)?;
    let bytes = Uint8Array::new(&data);
    let head = bytes.subarray(0, (SIGNATURE_LEN as u32).min(bytes.length())).to_vec();
    // Only a text must be looked through.
    let kind = match attachment::signature(&head) {
        Some(kind) => kind,
        None => attachment::kind(&bytes.to_vec()).map_err(word)?,
    };
    let (name, bytes) = (attachment::name(name, kind), i64::from(bytes.length()));
    Ok(Picked { key: random_key(), name, kind, data, bytes })
}

fn word(unfit: Unfit) -> Word {
    match unfit {
        Unfit::Empty => Word::FileEmpty,
        Unfit::TooLarge => Word::FileLarge,
        Unfit::WrongKind => Word::FileKind,
    }
}

/// Posts files that go with the message of this key: after its parcel if that waits here, or else to its
/// ticket, where it is already.
pub fn post(device: &mut Device, files: &[Picked], message: &str, ticket: Option<i64>) {
    let waits = device.parcel(message).is_some();
    let of = match ticket.filter(|_| !waits) {
        Some(number) => Of::Number(number),
        None => Of::Parcel(message.to_owned()),
    };
    for file in files {
        let query = query(&file.key, message, &file.name);
        let parcel =
            Parcel::new(file.key.clone(), Kind::File, Some(of.clone()), query, file.name.clone());
        device.post(parcel, now_ms());
    }
}

/// What a file is sent with.
fn query(key: &str, message: &str, name: &str) -> String {
    let mut query = ["key=", key, "&message=", message, "&name="].concat();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            query.push(char::from(byte));
        } else {
            let digit = |n: u8| char::from(b"0123456789ABCDEF"[usize::from(n & 15)]);
            query.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sent_as_the_edge_reads_them() {
        assert_eq!(query("k", "m", "a b+&é.png"), "key=k&message=m&name=a%20b%2B%26%C3%A9.png");
    }
}
