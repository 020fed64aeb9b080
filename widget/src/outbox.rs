//! What this device keeps: messages on their way, and the tickets it may open.
//!
//! **In scope:** which message is sent next, when it is tried again, what an answer means. Pure: the
//! clock and chance come in as arguments.
//!
//! **Out of scope:** where it is stored (`storage`) and how it is sent (`sender`).

use desk::ticket::TicketState;
use desk::wire::FieldFault;
use desk::wire::visitor::Thread;

/// First wait before trying again; it doubles up to [`LONGEST_MS`].
const FIRST_MS: i64 = 2_000;
/// A dead service is asked at most this often by one device.
const LONGEST_MS: i64 = 5 * 60_000;
/// More tickets than this are not listed: the oldest go.
const TICKETS_MAX: usize = 50;

/// Everything that is stored, as one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    /// Messages not delivered yet, oldest first.
    pub outbox: Vec<Parcel>,
    /// Tickets sent from here, newest first.
    pub tickets: Vec<OwnTicket>,
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// Idempotency key: 32 lower-case hexadecimal digits, made before the first attempt.
    pub key: String,
    /// The ticket it continues; `None` makes a new one.
    pub to: Option<i64>,
    /// The request body. Kept as text: a retry must send the same bytes, or the key is refused.
    pub body: String,
    /// The subject of a new ticket, or the reply itself: what is shown while it waits.
    pub words: String,
    /// When it was written.
    pub since_ms: i64,
    /// Attempts that got no answer.
    pub tries: u32,
    /// Not before this.
    pub next_ms: i64,
    /// It was refused, with the fields at fault; not tried again until the visitor changed it.
    pub refused: Option<Vec<FieldFault>>,
}

/// A ticket that this device may open.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnTicket {
    /// Number within the site.
    pub number: i64,
    /// Capability token: whoever has it may read and continue the ticket.
    pub token: String,
    /// Its subject.
    pub subject: String,
    /// Where it stood when last looked at.
    pub state: TicketState,
    /// Cursor up to which the visitor has seen it.
    pub seen: i64,
    /// A reply came that the visitor has not seen.
    pub unread: bool,
}

/// What came of an attempt to send.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Stored at the edge; here is the thread, and the token of a new ticket.
    Delivered(Thread, Option<String>),
    /// Refused for good, with the fields at fault.
    Refused(Vec<FieldFault>),
    /// No answer, or one that says nothing about the message (5xx, 429): try again.
    Later,
}

impl Device {
    /// The next message to send, and how long to wait for it; `None` when nothing waits.
    pub fn next(&self, now_ms: i64) -> Option<(&Parcel, i64)> {
        self.outbox
            .iter()
            .filter(|parcel| parcel.refused.is_none())
            .min_by_key(|parcel| parcel.next_ms)
            .map(|parcel| (parcel, (parcel.next_ms - now_ms).max(0)))
    }

    /// Something changed for the better (the network is back, the visitor asks): try all at once.
    pub fn hurry(&mut self) {
        for parcel in &mut self.outbox {
            parcel.next_ms = 0;
        }
    }

    /// Takes the outcome of sending the message `key`. `chance` is in `0.0..1.0`.
    pub fn settle(&mut self, key: &str, outcome: Outcome, now_ms: i64, chance: f64) {
        let Some(at) = self.outbox.iter().position(|parcel| parcel.key == key) else {
            return;
        };
        match outcome {
            Outcome::Delivered(thread, token) => {
                self.outbox.remove(at);
                if let Some(token) = token {
                    self.own(&thread, token);
                } else {
                    self.looked(&thread);
                }
            }
            Outcome::Refused(fields) => self.outbox[at].refused = Some(fields),
            Outcome::Later => {
                let parcel = &mut self.outbox[at];
                let wait = FIRST_MS.saturating_mul(1 << parcel.tries.min(16)).min(LONGEST_MS);
                parcel.tries = parcel.tries.saturating_add(1);
                // Between half and one and a half of it, so that devices do not come back in step.
                parcel.next_ms = now_ms + (wait as f64 * (0.5 + chance)) as i64;
            }
        }
    }

    /// Takes a message back, to change it or to throw it away.
    pub fn take(&mut self, key: &str) -> Option<Parcel> {
        let at = self.outbox.iter().position(|parcel| parcel.key == key)?;
        Some(self.outbox.remove(at))
    }

    /// The ticket with this number.
    pub fn ticket(&self, number: i64) -> Option<&OwnTicket> {
        self.tickets.iter().find(|ticket| ticket.number == number)
    }

    /// The visitor has the thread before their eyes.
    pub fn looked(&mut self, thread: &Thread) {
        if let Some(own) = self.tickets.iter_mut().find(|t| t.number == thread.number) {
            own.state = thread.state;
            own.seen = own.seen.max(thread.cursor);
            own.unread = false;
        }
    }

    /// Whether any ticket has an unseen reply.
    pub fn unread(&self) -> bool {
        self.tickets.iter().any(|ticket| ticket.unread)
    }

    fn own(&mut self, thread: &Thread, token: String) {
        self.tickets.retain(|ticket| ticket.number != thread.number);
        let ticket = OwnTicket {
            number: thread.number,
            token,
            subject: thread.subject.clone(),
            state: thread.state,
            seen: thread.cursor,
            unread: false,
        };
        self.tickets.insert(0, ticket);
        self.tickets.truncate(TICKETS_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(key: &str) -> Parcel {
        Parcel {
            key: key.into(),
            to: None,
            body: "{}".into(),
            words: "Late".into(),
            since_ms: 0,
            tries: 0,
            next_ms: 0,
            refused: None,
        }
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

    fn refused() -> Vec<FieldFault> {
        vec![FieldFault { field: "email".into(), fault: "No".into() }]
    }

    #[test]
    fn waits_double_up_to_a_limit_and_are_spread() {
        let mut device = Device { outbox: vec![parcel("a")], ..Device::default() };
        let mut waits = vec![];
        for _ in 0..10 {
            device.settle("a", Outcome::Later, 0, 0.5);
            waits.push(device.next(0).unwrap().1);
        }
        assert_eq!(waits[..4], [2_000, 4_000, 8_000, 16_000]);
        assert_eq!(*waits.last().unwrap(), LONGEST_MS);
        device.settle("a", Outcome::Later, 0, 0.0);
        assert_eq!(device.next(0).unwrap().1, LONGEST_MS / 2);
        device.hurry();
        assert_eq!(device.next(5).unwrap().1, 0);
    }

    #[test]
    fn a_delivered_ticket_is_owned_once() {
        let mut device = Device { outbox: vec![parcel("a")], ..Device::default() };
        device.settle("a", Outcome::Delivered(thread(1), Some("t".into())), 0, 0.5);
        // Another tab delivered it too and tells the same: nothing doubles.
        device.settle("a", Outcome::Delivered(thread(1), Some("t".into())), 0, 0.5);
        assert_eq!((device.outbox.len(), device.tickets.len()), (0, 1));
        assert!(device.next(0).is_none());
    }

    #[test]
    fn a_refused_message_stays_but_is_not_sent_again() {
        let mut device = Device { outbox: vec![parcel("a"), parcel("b")], ..Device::default() };
        device.settle("a", Outcome::Refused(refused()), 0, 0.5);
        assert_eq!(device.next(0).unwrap().0.key, "b");
        device.settle("b", Outcome::Refused(refused()), 0, 0.5);
        assert!(device.next(0).is_none());
        assert_eq!(device.take("a").unwrap().refused, Some(refused()));
        assert!(device.take("a").is_none());
    }

    #[test]
    fn looking_clears_unread_and_never_goes_back() {
        let mut device = Device { outbox: vec![parcel("a")], ..Device::default() };
        device.settle("a", Outcome::Delivered(thread(7), Some("t".into())), 0, 0.5);
        device.tickets[0].unread = true;
        assert!(device.unread());
        device.looked(&thread(3));
        assert!(!device.unread());
        assert_eq!(device.ticket(1001).unwrap().seen, 7);
    }
}
