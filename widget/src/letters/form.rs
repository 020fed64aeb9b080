//! The form: sends what stands in it, and takes up tickets that wait.

use std::cell::RefCell;

use crate::dom::{now_ms, parse_json, random_key};
use crate::draft::{Draft, FIELDS};
use crate::files::{self, Desk};
use crate::outbox::Device;
use crate::parcel::{Kind, Parcel};
use crate::sender::{message, post};
use crate::state::{App, View};
use crate::storage::kept;
use crate::strings::Word;
use crate::wire;

/// A ticket that was taken back into the form.
#[derive(Clone)]
struct Edited {
    /// The widget whose form it is: the page may have taken that away, and put up another.
    app: App,
    key: String,
    /// As it was before.
    draft: Draft,
    /// What stood in the form until then, and comes back there afterwards.
    aside: Draft,
}

thread_local! {
    /// The last is what stands in the form; it was taken up while the one before was being edited.
    static FORM: RefCell<Vec<Edited>> = const { RefCell::new(vec![]) };
}

/// Sends what stands in the form, and shows it waiting.
pub fn send_draft(app: App) {
    let page = App::page();
    let context = app.journey.peek_with(|journey| journey.context(&page));
    let edited = taken_from_form(app);
    let draft = app.draft.peek();
    let parcel = {
        let (draft, locale, asked) = (draft.clone(), app.words.locale(), app.questions.peek());
        move |key: String| {
            let new = draft.ticket(key.clone(), locale, context.clone(), &asked);
            Parcel::new(key, Kind::Ticket, None, wire::write_ticket(&new), new.subject)
        }
    };
    let along = files::take(app, Desk::Form);
    kept::files(&app.config, false);
    let fresh = parcel(random_key());
    let again = edited.clone().map(|edited| {
        let words = changed(&edited.draft, &draft);
        (parcel(edited.key), words, random_key())
    });
    let view = post(app, move |device| {
        let view = match &again {
            Some((parcel, words, key)) => send_again(device, parcel, words, key, &fresh, now_ms()),
            None => send_new(device, &fresh, now_ms()),
        };
        match (&view, &again) {
            (View::Waiting(message), _) => files::post(device, &along, message, None),
            // The ticket is there already: with what was changed, or with what it was before.
            (View::Ticket(number), Some((parcel, _, key))) => {
                let message = if device.parcel(key).is_some() { key } else { &parcel.key };
                files::post(device, &along, message, Some(*number));
            }
            _ => {}
        }
        view
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

/// What stands in the form, if that was in the outbox before. It does not any more.
fn taken_from_form(app: App) -> Option<Edited> {
    FORM.with_borrow_mut(Vec::pop).filter(|edited| std::ptr::eq(&*edited.app, &*app))
}

/// The key of the ticket that stands in the form, if it was in the outbox before.
pub fn edited(app: App) -> Option<String> {
    let last = |edited: &Vec<Edited>| {
        let last = edited.last().filter(|last| std::ptr::eq(&*last.app, &*app))?;
        Some(last.key.clone())
    };
    FORM.with_borrow(last)
}

/// Whether this ticket stands in the form.
pub fn holds(app: App, key: &str) -> bool {
    edited(app).is_some_and(|edited| edited == key)
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

/// The form is somebody else's now.
pub fn renew() {
    FORM.take();
}

/// It is deleted, and out of the form.
pub fn forget(app: App, key: &str) {
    if holds(app, key) {
        clear_form(app, taken_from_form(app));
    }
}

/// Brings a ticket into the form, with what is wrong with it. What stood there is put aside.
pub fn take_up(app: App, parcel: Parcel) {
    if !holds(app, &parcel.key) {
        let draft = Draft::read_whole(&parse_json(&parcel.body).unwrap_or_default());
        let key = parcel.key.clone();
        let edited = Edited { app, key, draft: draft.clone(), aside: app.draft.peek() };
        FORM.with_borrow_mut(|all| all.push(edited));
        app.draft.set(faulted(app, draft, parcel));
    }
    app.turn_into(View::Form);
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
