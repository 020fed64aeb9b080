//! What a visitor does with messages that are not delivered yet: sends, edits, deletes them.
//!
//! A message that is edited stays in the outbox, held back, so that nothing is lost with the tab. It
//! keeps its key: if the edge had it before the edit, it says so, and what was changed follows as a
//! message (`Device::settle`). Nothing is doubled, and editing needs no network.

mod form;
mod reply;

use desk::wire::visitor::Context;
use wasm_bindgen_futures::spawn_local;

use crate::draft::Draft;
use crate::keeping::keep;
use crate::parcel::{Kind, Of, Parcel};
use crate::reactive::Signal;
use crate::sender::{self, post};
use crate::state::{App, View};
use crate::storage::files;
use crate::strings::Word;
use crate::wire;

pub use form::{changed, edited, send_draft};
pub use reply::send_reply;

thread_local! {
    static REMOVED: Signal<Vec<Parcel>> = Signal::default();
}

/// Holds a message back and brings its words to where they were written.
pub fn edit(app: App, key: &str) {
    if form::holds(app, key) {
        return app.turn_into(View::Form);
    }
    if reply::holds(key) {
        return;
    }
    let key = key.to_owned();
    let is_ticket = app.device.peek_with(|d| d.parcel(&key).is_some_and(Parcel::is_ticket));
    let put_back = (!is_ticket).then(|| reply::put_back(app));
    spawn_local(async move {
        let held = keep(app, move |device| {
            let put_back = put_back.is_some_and(|put_back| put_back(device));
            let parcel = device.parcel_mut(&key)?;
            parcel.held = true;
            Some((parcel.clone(), put_back))
        });
        match held.await.flatten() {
            Some((parcel, _)) if parcel.is_ticket() => form::take_up(app, parcel),
            Some((parcel, put_back)) => reply::take_up(app, parcel, put_back),
            // Delivered meanwhile.
            None => {}
        }
    });
}

/// A message that the visitor is looking at was refused: back to where it was written, unless
/// something else is being written there.
pub fn refused(app: App, key: &str) {
    let parcel = app.device.peek_with(|device| device.parcel(key).cloned());
    let Some(parcel) = parcel.filter(|parcel| parcel.refused.is_some()) else { return };
    if parcel.is_ticket() {
        edit(app, key);
    } else if app.reply.peek_with(String::is_empty) {
        edit(app, key);
        app.trouble.set(Some(Word::NotAccepted));
    }
}

/// A reply that a closed ticket did not take comes into the form, as a new ticket that names the old
/// one. It stays in the outbox until that is sent.
pub fn renew(app: App, key: &str) {
    let key = key.to_owned();
    spawn_local(async move {
        let renewed = keep(app, move |device| {
            let parcel = device.parcel(&key)?;
            let Some(Of::Number(number)) = parcel.of else { return None };
            let before = device.ticket(number).map(|own| own.subject.as_str());
            let mut draft = Draft::default();
            draft.set("subject", follow_up(app, number, before.unwrap_or_default()));
            draft.set("body", parcel.words.clone());
            let new = app.questions.peek_with(|questions| {
                draft.ticket(key.clone(), app.words.locale(), Context::default(), questions)
            });
            let (body, subject) = (wire::write_ticket(&new), new.subject);
            let parcel = device.parcel_mut(&key)?;
            parcel.renew(body, subject);
            Some(parcel.clone())
        });
        if let Some(parcel) = renewed.await.flatten() {
            form::take_up(app, parcel);
        }
    });
}

/// The subject of a ticket that goes on with another.
pub fn follow_up(app: App, number: i64, subject: &str) -> String {
    let follow_up = app.words.fill(Word::FollowUp, &number.to_string());
    desk::text::excerpt(&[&follow_up, ": ", subject].concat(), desk::text::SUBJECT_MAX)
}

/// Somebody else is here: nothing of what was taken up or deleted comes back to them.
pub fn renew_all() {
    form::renew();
    reply::renew();
    removed().set(vec![]);
}

/// What was deleted last, and can be brought back.
pub fn removed() -> Signal<Vec<Parcel>> {
    REMOVED.with(Clone::clone)
}

/// Deletes a message.
pub fn delete(app: App, key: &str) {
    form::forget(app, key);
    reply::forget(key);
    let key = key.to_owned();
    let goes = app.device.peek_with(|device| {
        let goes = |p: &&Parcel| p.key == key || p.of == Some(Of::Parcel(key.clone()));
        let files = device.outbox.iter().filter(goes).filter(|p| p.kind == Kind::File);
        files.map(|file| file.key.clone()).collect::<Vec<_>>()
    });
    spawn_local(async move {
        // The database forgets their bytes: what may be brought back is held here.
        for file in goes {
            let bytes = files::bytes(app, &file).await;
            if let Some(bytes) = bytes.filter(|_| files::held(&file).is_none()) {
                files::hold(&file, bytes);
            }
        }
        let taken = keep(app, move |device| device.remove(&key)).await;
        removed().set(taken.unwrap_or_default());
    });
}

/// Brings back what was deleted last.
pub fn undo(app: App) {
    let parcels = removed().peek();
    removed().set(vec![]);
    post(app, move |device| device.restore(parcels.clone()));
}

/// A message is not in the outbox as this tab knows it: goes on to what became of it.
pub fn look_for(app: App, key: String) {
    spawn_local(async move {
        let wanted = key.clone();
        let found =
            keep(app, move |device| (device.parcel(&wanted).is_some(), device.sent_as(&wanted)));
        let (waits, sent) = found.await.unwrap_or_default();
        if !waits && app.view.peek() == View::Waiting(key) {
            app.turn_into(sent.map_or(View::Home, View::Ticket));
        }
    });
    sender::start(app);
}
