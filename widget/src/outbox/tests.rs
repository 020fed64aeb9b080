//! What is sent when, what an answer means, and what an edit does.

use super::*;
use crate::parcel::KEPT_MS;
use desk::wire::FieldFault;

const MOMENT: Moment = Moment { now_ms: 0, chance: 0.5 };

fn parcel(key: &str) -> Parcel {
    Parcel::new(key.into(), Kind::Ticket, None, "{}".into(), "Late".into())
}

fn message(key: &str, of: Of) -> Parcel {
    Parcel::new(key.into(), Kind::Message, Some(of), "{}".into(), "And?".into())
}

fn device(parcels: impl IntoIterator<Item = Parcel>) -> Device {
    let mut device = Device::default();
    for parcel in parcels {
        device.post(parcel, 0);
    }
    device
}

fn thread(cursor: i64) -> Thread {
    Thread {
        number: 1001,
        subject: "Late".into(),
        state: TicketState::New,
        created_ms: 0,
        expected_reply_ms: None,
        closed: false,
        rating: None,
        messages: vec![],
        cursor,
    }
}

fn made(cursor: i64) -> Outcome {
    Outcome::Made(thread(cursor), "t".into())
}

fn refused() -> Vec<FieldFault> {
    vec![FieldFault { field: "email".into(), fault: "No".into() }]
}

/// The outcome of what is sent next; the visitor's edits, if any, follow as the message `after`.
fn settles(device: &mut Device, key: &str, outcome: Outcome) {
    let sent = device.parcel(key).map(|p| p.next_body().to_owned()).unwrap_or_default();
    settles_body(device, key, &sent, outcome);
}

fn settles_body(device: &mut Device, key: &str, sent: &str, outcome: Outcome) {
    device.settle(key, sent, outcome, MOMENT, |edited, number| {
        Some(Parcel { words: edited.words.clone(), ..message("after", Of::Number(number)) })
    });
}

fn keys(device: &Device) -> Vec<&str> {
    device.outbox.iter().map(|parcel| parcel.key.as_str()).collect()
}

fn next(device: &Device) -> Option<&str> {
    device.next(0).map(|(parcel, _)| parcel.key.as_str())
}

#[test]
fn waits_double_up_to_a_limit_and_are_spread() {
    let mut device = device([parcel("a")]);
    let mut waits = vec![];
    for _ in 0..10 {
        settles(&mut device, "a", Outcome::Later);
        waits.push(device.next(0).unwrap().1);
    }
    assert_eq!(waits[..4], [2_000, 4_000, 8_000, 16_000]);
    assert_eq!(*waits.last().unwrap(), LONGEST_MS);
    let early = Moment { now_ms: 0, chance: 0.0 };
    device.settle("a", "{}", Outcome::Later, early, |_, _| None);
    assert_eq!(device.next(0).unwrap().1, LONGEST_MS / 2);
    assert!(device.begin(5).is_none());
    device.hurry();
    assert_eq!(device.begin(5).unwrap().key, "a");
}

#[test]
fn a_delivered_ticket_is_owned_once() {
    let mut device = device([parcel("a")]);
    // Another tab delivered it too and tells the same: nothing doubles.
    settles(&mut device, "a", made(1));
    settles(&mut device, "a", made(1));
    assert_eq!((device.outbox.len(), device.tickets.len()), (0, 1));
    assert_eq!((device.sent_as("a"), device.sent_as("b")), (Some(1001), None));
    assert!(device.next(0).is_none());
}

#[test]
fn a_posted_parcel_is_there_once_and_last() {
    let mut device = device([parcel("b"), parcel("a")]);
    device.post(parcel("b"), 9);
    assert_eq!(keys(&device), ["b", "a"]);
    device.merge(Device {
        outbox: vec![parcel("a"), Parcel { body: String::new(), ..parcel("c") }],
        ..Device::default()
    });
    assert_eq!(keys(&device), ["b", "a"]);
}

#[test]
fn a_refused_message_stays_but_is_not_sent_again() {
    let mut device = device([parcel("a"), parcel("b")]);
    settles(&mut device, "a", Outcome::Refused(refused()));
    assert_eq!(next(&device), Some("b"));
    settles(&mut device, "b", Outcome::Refused(refused()));
    assert!(device.next(0).is_none());
    assert_eq!(device.parcel("a").unwrap().standing(0), Standing::Refused);
    device.parcel_mut("a").unwrap().amend("{1}".into(), "Late!".into(), 1);
    assert_eq!(next(&device), Some("a"));
}

#[test]
fn what_is_too_old_is_kept_and_not_sent() {
    let mut device = device([parcel("a"), parcel("b")]);
    device.parcel_mut("b").unwrap().since_ms = 1;
    assert_eq!(device.next(KEPT_MS).unwrap().0.key, "a");
    assert_eq!(device.next(KEPT_MS + 1).unwrap().0.key, "b");
    assert!(device.next(KEPT_MS + 2).is_none());
    assert_eq!(device.parcel("a").unwrap().standing(KEPT_MS + 1), Standing::TooOld);
    device.parcel_mut("a").unwrap().amend("{}".into(), "Late".into(), KEPT_MS + 2);
    assert_eq!(device.next(KEPT_MS + 2).unwrap().0.key, "a");
}

#[test]
fn a_tickets_parcels_keep_their_order_and_wait_for_its_number() {
    let mut device = device([
        parcel("a"),
        message("a1", Of::Parcel("a".into())),
        message("a2", Of::Parcel("a".into())),
        message("b1", Of::Number(7)),
    ]);
    settles(&mut device, "a", Outcome::Later);
    assert_eq!(next(&device), Some("b1"));
    settles(&mut device, "b1", Outcome::Done(None));
    assert_eq!(next(&device), Some("a"));
    settles(&mut device, "a", made(1));
    assert_eq!(next(&device), Some("a1"));
    settles(&mut device, "a1", Outcome::Later);
    assert_eq!(next(&device), Some("a1"), "the second waits for the first");
    // What the visitor has yet to decide about stops nothing.
    settles(&mut device, "a1", Outcome::Refused(vec![]));
    assert_eq!(next(&device), Some("a2"));
}

#[test]
fn what_cannot_be_read_waits_and_stops_nothing() {
    let mut device = device([parcel("a"), parcel("b")]);
    device.parcel_mut("a").unwrap().body.clear();
    assert_eq!(next(&device), Some("a"));
    assert_eq!(device.begin(0).unwrap().key, "b");
    device.fill(Device { outbox: vec![parcel("a"), parcel("c")], ..Device::default() });
    assert_eq!(keys(&device), ["a", "b"]);
    assert_eq!(device.begin(0).unwrap().key, "a");
}

#[test]
fn what_is_edited_waits_and_what_was_never_tried_is_simply_replaced() {
    let mut device = device([parcel("a")]);
    device.parcel_mut("a").unwrap().held = true;
    assert!(device.begin(0).is_none());
    device.parcel_mut("a").unwrap().amend("{2}".into(), "Later".into(), 1);
    let sent = device.begin(1).unwrap();
    assert_eq!((sent.next_body(), sent.earlier.len()), ("{2}", 0));
}

#[test]
fn an_edit_of_what_the_edge_has_becomes_a_message_and_nothing_doubles() {
    let mut device = device([parcel("a")]);
    for edit in ["{1}", "{2}"] {
        device.begin(0).unwrap();
        settles(&mut device, "a", Outcome::Later);
        device.parcel_mut("a").unwrap().amend(edit.into(), edit.into(), 0);
    }
    // The edge has the very first: it is asked for with each body that was sent, the last first.
    let mut sent = vec![];
    for outcome in [Outcome::Reused, Outcome::Reused, Outcome::Later, made(1)] {
        device.hurry();
        let parcel = device.begin(0).unwrap();
        sent.push(parcel.next_body().to_owned());
        settles(&mut device, "a", outcome);
    }
    assert_eq!(sent, ["{2}", "{1}", "{}", "{}"]);
    assert_eq!(keys(&device), ["after"]);
    assert!(device.outbox[0].is_message_on(1001));
    assert_eq!(device.outbox[0].words, "{2}");
}

#[test]
fn an_edit_while_an_attempt_is_under_way_is_not_lost() {
    let mut device = device([parcel("a"), parcel("b")]);
    let sent = device.begin(0).unwrap();
    device.parcel_mut("a").unwrap().amend("{1}".into(), "x".into(), 0);
    settles_body(&mut device, "a", sent.next_body(), made(1));
    assert_eq!(keys(&device), ["after", "b"]);
    // Still being edited: what comes of it is decided when it is sent.
    let sent = device.begin(0).unwrap();
    assert_eq!(sent.key, "after");
    device.parcel_mut("after").unwrap().held = true;
    settles_body(&mut device, "after", sent.next_body(), Outcome::Done(None));
    assert_eq!(keys(&device), ["b"]);
    // A refusal of other words than those that stand there now says nothing.
    let sent = device.begin(0).unwrap();
    device.parcel_mut("b").unwrap().amend("{1}".into(), "x".into(), 0);
    settles_body(&mut device, "b", sent.next_body(), Outcome::Refused(refused()));
    settles_body(&mut device, "b", sent.next_body(), Outcome::Reused);
    assert_eq!(next(&device), Some("b"));
}

#[test]
fn a_key_that_the_edge_knows_otherwise_is_refused_in_the_end() {
    let mut device = device([parcel("a")]);
    device.begin(0).unwrap();
    device.parcel_mut("a").unwrap().amend("{1}".into(), "x".into(), 0);
    settles(&mut device, "a", Outcome::Reused);
    assert_eq!(device.parcel("a").unwrap().next_body(), "{}");
    settles(&mut device, "a", Outcome::Reused);
    assert_eq!(device.parcel("a").unwrap().standing(0), Standing::Refused);
}

#[test]
fn what_is_deleted_comes_back_in_its_place() {
    let mut device = device([parcel("a"), message("a1", Of::Parcel("a".into())), parcel("b")]);
    let removed = device.remove("a");
    assert_eq!(keys(&device), ["b"]);
    device.restore(removed.clone());
    device.restore(removed);
    assert_eq!(keys(&device), ["a", "a1", "b"]);
    // Deleted here while another tab sent it: it is at the edge, so it is shown.
    device.remove("b");
    settles(&mut device, "b", made(1));
    assert_eq!(device.sent_as("b"), Some(1001));
}

#[test]
fn an_errand_that_is_refused_is_dropped() {
    let errand = Parcel { kind: Kind::Errand("votes".into()), ..parcel("a") };
    let mut device = device([errand]);
    settles(&mut device, "a", Outcome::Refused(vec![]));
    assert!(device.outbox.is_empty());
}

#[test]
fn looking_clears_unread_and_never_goes_back() {
    let mut device = device([parcel("a")]);
    settles(&mut device, "a", made(7));
    device.tickets[0].unread = true;
    assert!(device.unread());
    assert!(device.looked(&thread(3)));
    assert!(!device.unread());
    assert!(!device.looked(&thread(3)), "nothing new, nothing to store");
    assert_eq!(device.ticket(1001).unwrap().seen, 7);
}

fn errand(key: &str, path: &str, number: i64) -> Parcel {
    let kind = Kind::Errand(path.into());
    Parcel::new(key.into(), kind, Some(Of::Number(number)), "{}".into(), String::new())
}

#[test]
fn of_errands_to_one_place_the_last_is_sent() {
    let mut device = device([errand("a", "rating", 1), errand("b", "rating", 2)]);
    device.begin(0);
    let again = errand("c", "rating", 1);
    // Posted on what is shown, and on what is stored.
    device.post(again.clone(), 5);
    device.post(again, 5);
    assert_eq!(keys(&device), ["b", "c"]);
    // The answer to the one that was on its way takes nothing with it.
    settles(&mut device, "a", Outcome::Done(None));
    assert_eq!(keys(&device), ["b", "c"]);
    device.post(errand("d", "solved", 1), 5);
    assert_eq!(keys(&device), ["b", "c", "d"]);
    settles(&mut device, "d", Outcome::Reused);
    settles(&mut device, "b", Outcome::Closed);
    assert_eq!(keys(&device), ["c"]);
}

#[test]
fn an_errand_that_waited_too_long_is_dropped() {
    let mut device = device([errand("a", "votes", 1), parcel("b")]);
    assert!(device.begin(KEPT_MS + 1).is_none());
    assert_eq!(keys(&device), ["b"]);
}

#[test]
fn a_reply_to_a_closed_ticket_becomes_a_ticket() {
    let mut device = device([message("a", Of::Number(1001)), message("b", Of::Number(1001))]);
    device.begin(0);
    settles(&mut device, "a", Outcome::Closed);
    assert_eq!(device.outbox[0].standing(0), Standing::Closed);
    assert_eq!(next(&device), Some("b"), "it stops nothing");
    device.outbox[0].renew("{new}".into(), "Follow-up".into());
    let parcel = &device.outbox[0];
    assert!(parcel.is_ticket() && parcel.held && parcel.of.is_none() && !parcel.asked);
}

fn file(key: &str, of: Of) -> Parcel {
    Parcel::new(key.into(), Kind::File, Some(of), "name=a.png".into(), "a.png".into())
}

#[test]
fn files_go_after_their_message_and_before_the_next() {
    let with = |key: &str| Of::Parcel(key.into());
    let mut device = device([
        parcel("t"),
        file("f", with("t")),
        message("m", Of::Number(1001)),
        file("g", with("m")),
        message("n", Of::Number(1001)),
    ]);
    let mut order = vec![];
    // The ticket gets its number; from then on everything goes to it, one after another.
    device.own(&thread(1), "t", "none");
    while let Some(next) = device.begin(0) {
        order.push(next.key.clone());
        let outcome = if next.is_ticket() { made(1) } else { Outcome::Done(Some(thread(2))) };
        settles(&mut device, &next.key, outcome);
    }
    assert_eq!(order, ["t", "f", "m", "g", "n"]);
}

#[test]
fn a_file_waits_for_a_message_that_is_edited_and_goes_with_it_when_deleted() {
    let of = Of::Number(1001);
    let mut device = device([message("m", of.clone()), file("f", Of::Parcel("m".into()))]);
    device.parcel_mut("m").unwrap().held = true;
    assert_eq!(device.begin(0), None);
    let removed = device.remove("m");
    assert_eq!((removed.len(), keys(&device).len()), (2, 0));
    device.restore(removed);
    assert_eq!(keys(&device), ["m", "f"]);
    settles(&mut device, "m", Outcome::Done(Some(thread(2))));
    assert!(device.outbox[0].is_file_of(&of));
}

#[test]
fn a_file_that_is_refused_is_told_and_stops_nothing() {
    let of = Of::Number(1001);
    let mut device = device([file("f", of.clone()), message("m", of)]);
    settles(&mut device, "f", Outcome::Later);
    assert_eq!(device.outbox[0].standing(0), Standing::Waits);
    settles(&mut device, "f", Outcome::Refused(refused()));
    assert_eq!(device.outbox[0].standing(0), Standing::Refused);
    assert_eq!(device.begin(0).map(|next| next.key).as_deref(), Some("m"));
}
