//! What a visitor does with messages that are not delivered yet: sends, edits, deletes them.
//!
//! A message that is edited stays in the outbox, held back, so that nothing is lost with the tab. It
//! keeps its key: if the edge had it before the edit, it says so, and what was changed follows as a
//! message (`Device::settle`). Nothing is doubled, and editing needs no network.

use std::cell::RefCell;

use wasm_bindgen_futures::spawn_local;

use crate::dom::{now_ms, parse_json, random_key};
use crate::draft::{Draft, FIELDS};
use crate::keeping::keep;
use crate::outbox::Device;
use crate::parcel::{Kind, Parcel};
use crate::reactive::Signal;
use crate::sender::{self, message, post};
use crate::state::{App, View};
use crate::strings::Word;
use crate::wire;

/// A ticket that was taken back into the form.
#[derive(Clone)]
struct Edited {
    key: String,
    /// As it was before.
    draft: Draft,
    /// What stood in the form until then, and comes back there afterwards.
    aside: Draft,
}

thread_local! {
    /// The last is what stands in the form; it was taken up while the one before was being edited.
    static FORM: RefCell<Vec<Edited>> = const { RefCell::new(vec![]) };
    /// The key of the reply that stands in the reply box, and its words as they were.
    static REPLY: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
    static REMOVED: Signal<Vec<Parcel>> = Signal::default();
}

/// Sends what stands in the form, and shows it waiting.
pub fn send_draft(app: App) {
    let page = App::page();
    let context = app.journey.peek_with(|journey| journey.context(&page));
    let edited = FORM.with_borrow_mut(Vec::pop);
    let draft = app.draft.peek();
    let parcel = {
        let (draft, locale, asked) = (draft.clone(), app.words.locale(), app.questions.peek());
        move |key: String| {
            let new = draft.ticket(key.clone(), locale, context.clone(), &asked);
            Parcel::new(key, Kind::Ticket, None, wire::write_ticket(&new), new.subject)
        }
    };
    let fresh = parcel(random_key());
    let again = edited.clone().map(|edited| {
        let words = changed(&edited.draft, &draft);
        (parcel(edited.key), words, random_key())
    });
    let view = post(app, move |device| match &again {
        Some((parcel, words, key)) => send_again(device, parcel, words, key, &fresh, now_ms()),
        None => send_new(device, &fresh, now_ms()),
    });
    // What was written is safe in the outbox, and comes back from there if it is refused.
    clear_form(app, edited);
    app.turn_into(view);
}

/// The form is done with: for what it was put aside for, or for a new message.
fn clear_form(app: App, edited: Option<Edited>) {
    app.draft.update(Draft::sent);
    if let Some(edited) = edited.filter(|edited| !edited.aside.body.is_empty()) {
        app.draft.set(edited.aside);
    }
}

/// Whether this ticket stands in the form.
fn stands_in_form(key: &str) -> bool {
    FORM.with_borrow(|edited| edited.last().is_some_and(|edited| edited.key == key))
}

fn send_new(device: &mut Device, fresh: &Parcel, now_ms: i64) -> View {
    device.post(fresh.clone(), now_ms);
    View::Waiting(fresh.key.clone())
}

/// An edited ticket: in place of what waits; or, had another tab brought that to the edge meanwhile, what
/// was changed follows as a message; or, had another tab deleted it, as a new ticket.
fn send_again(
    device: &mut Device,
    edited: &Parcel,
    changed: &str,
    key: &str,
    fresh: &Parcel,
    now_ms: i64,
) -> View {
    if let Some(parcel) = device.parcel_mut(&edited.key) {
        parcel.amend(edited.body.clone(), edited.words.clone(), now_ms);
        device.hurry();
        return View::Waiting(edited.key.clone());
    }
    let Some(number) = device.sent_as(&edited.key) else {
        return send_new(device, fresh, now_ms);
    };
    if !changed.is_empty() {
        device.post(message(key, number, changed.to_owned()), now_ms);
    }
    View::Ticket(number)
}

/// What was changed in a ticket: each changed field, a paragraph each.
pub fn changed(before: &Draft, after: &Draft) -> String {
    let fields = FIELDS.iter().filter(|field| before.field(field) != after.field(field));
    let answers = after.answers().iter().filter(|(id, text)| before.answer(id) != text);
    let texts =
        fields.map(|field| after.field(field)).chain(answers.map(|(_, text)| text.as_str()));
    let paragraphs: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    paragraphs.join("\n\n")
}

/// Sends a reply.
pub fn send_reply(app: App, number: i64, words: String) {
    let edited = REPLY.take();
    let fresh = message(&random_key(), number, words);
    post(app, move |device| {
        let Some((key, before)) = &edited else { return device.post(fresh.clone(), now_ms()) };
        let again = message(key, number, fresh.words.clone());
        match device.parcel_mut(key) {
            Some(parcel) => {
                parcel.amend(again.body, again.words, now_ms());
                device.hurry();
            }
            // Another tab brought it there as it was: only something new is worth another message.
            None if *before == fresh.words => {}
            None => device.post(fresh.clone(), now_ms()),
        }
    });
}

/// Holds a message back and brings its words to where they were written.
pub fn edit(app: App, key: &str) {
    if stands_in_form(key) {
        return app.turn_into(View::Form);
    }
    let key = key.to_owned();
    spawn_local(async move {
        let hold = key.clone();
        let held = keep(app, move |device| {
            let parcel = device.parcel_mut(&hold)?;
            parcel.held = true;
            Some(parcel.clone())
        });
        let Some(parcel) = held.await.flatten() else { return };
        if !parcel.is_ticket() {
            REPLY.set(Some((key, parcel.words.clone())));
            let written = app.reply.peek();
            let both = [parcel.words.as_str(), &written].join("\n\n");
            app.reply.set(both.trim_end().to_owned());
            return;
        }
        if stands_in_form(&key) {
            return app.turn_into(View::Form);
        }
        let draft = Draft::read_whole(&parse_json(&parcel.body).unwrap_or_default());
        let edited = Edited { key, draft: draft.clone(), aside: app.draft.peek() };
        FORM.with_borrow_mut(|all| all.push(edited));
        app.draft.set(faulted(app, draft, parcel));
        app.turn_into(View::Form);
    });
}

/// Tells what is wrong with a refused message.
fn faulted(app: App, mut draft: Draft, parcel: Parcel) -> Draft {
    if let Some(fields) = parcel.refused {
        draft.refused = true;
        // The edge speaks English; in another language a general sentence is better than that.
        let english = app.words.locale() == "en";
        let said = |fault: String| {
            if english { fault } else { app.word(Word::FaultOther).to_owned() }
        };
        draft.faults = fields.into_iter().map(|f| (f.field, said(f.fault))).collect();
    }
    draft
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

/// What was deleted last, and can be brought back.
pub fn removed() -> Signal<Vec<Parcel>> {
    REMOVED.with(Clone::clone)
}

/// Deletes a message.
pub fn delete(app: App, key: &str) {
    if stands_in_form(key) {
        clear_form(app, FORM.with_borrow_mut(Vec::pop));
    }
    let key = key.to_owned();
    spawn_local(async move {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::OwnTicket;
    use desk::ticket::TicketState;

    fn draft(subject: &str, body: &str) -> Draft {
        let mut draft = Draft::default();
        draft.set("subject", subject.into());
        draft.set("body", body.into());
        draft
    }

    fn ticket(key: &str, body: &str) -> Parcel {
        Parcel::new(key.into(), Kind::Ticket, None, body.into(), "Late".into())
    }

    #[test]
    fn only_what_was_changed_follows() {
        let before = draft("Late", "Where is it?");
        assert_eq!(changed(&before, &before), "");
        let mut after = draft("Late", "Where is my teapot?");
        assert_eq!(changed(&before, &after), "Where is my teapot?");
        after.email = "ada@example.com".into();
        assert_eq!(changed(&before, &after), "ada@example.com\n\nWhere is my teapot?");
        assert_eq!(changed(&before, &draft("", "Where is it?")), "", "a field that was emptied");
    }

    #[test]
    fn an_edited_ticket_takes_its_place_or_follows_or_is_new() {
        let mut device = Device::default();
        let (old, fresh) = (ticket("a", "{}"), ticket("f", "{1}"));
        assert_eq!(send_new(&mut device, &old, 0), View::Waiting("a".into()));
        let edited = ticket("a", "{1}");
        let send = |device: &mut Device, words| send_again(device, &edited, words, "m", &fresh, 1);
        assert_eq!(send(&mut device, "New"), View::Waiting("a".into()));
        assert_eq!((device.outbox.len(), device.outbox[0].body.as_str()), (1, "{1}"));
        // Deleted in another tab.
        device.remove("a");
        assert_eq!(send(&mut device, "New"), View::Waiting("f".into()));
        assert_eq!((device.outbox.len(), device.outbox[0].key.as_str()), (1, "f"));
        // Sent by another tab.
        device.remove("f");
        device.tickets.push(OwnTicket {
            number: 7,
            token: "t".into(),
            key: "a".into(),
            subject: "Late".into(),
            state: TicketState::New,
            seen: 1,
            unread: false,
        });
        assert_eq!(send(&mut device, ""), View::Ticket(7));
        assert!(device.outbox.is_empty(), "nothing was changed, nothing follows");
        assert_eq!(send(&mut device, "New"), View::Ticket(7));
        assert!(device.outbox[0].is_message_on(7));
    }
}
