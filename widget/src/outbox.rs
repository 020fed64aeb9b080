//! What this device keeps: parcels on their way, and the tickets it may open.
//!
//! **In scope:** which parcel is sent next, when it is tried again, what an answer means, what an edit
//! does. Pure: the clock and chance come in as arguments.
//!
//! **Out of scope:** where it is stored (`keeping`, `storage`) and how it is sent (`sender`).

use desk::ticket::TicketState;
use desk::wire::visitor::Thread;

use crate::parcel::{Kind, Of, Outcome, Parcel, Standing};

/// First wait before trying again; it doubles up to [`LONGEST_MS`].
const FIRST_MS: i64 = 2_000;
/// A dead service is asked at most this often by one device.
const LONGEST_MS: i64 = 5 * 60_000;
/// More tickets than this are not listed: the oldest go.
const TICKETS_MAX: usize = 50;

/// Everything that is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    /// What is not delivered yet, oldest first.
    pub outbox: Vec<Parcel>,
    /// Tickets sent from here, newest first.
    pub tickets: Vec<OwnTicket>,
    /// The browser refuses to store it: it is gone when the tab is. Not stored itself.
    pub fleeting: bool,
}

/// A ticket that this device may open.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnTicket {
    /// Number within the site.
    pub number: i64,
    /// Capability token: whoever has it may read and continue the ticket.
    pub token: String,
    /// The key that it was sent under; empty for tickets of an older program.
    pub key: String,
    /// Its subject.
    pub subject: String,
    /// Where it stood when last looked at.
    pub state: TicketState,
    /// Cursor up to which the visitor has seen it.
    pub seen: i64,
    /// A reply came that the visitor has not seen.
    pub unread: bool,
}

/// When an outcome is told: the clock, and a number in `0.0..1.0` to spread devices with.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Unix milliseconds.
    pub now_ms: i64,
    /// In `0.0..1.0`.
    pub chance: f64,
}

impl Device {
    /// Puts a parcel at the end of the queue. Somebody is waiting in front of the screen: everything
    /// is tried at once.
    pub fn post(&mut self, mut parcel: Parcel, now_ms: i64) {
        if let Kind::Errand(path) = &parcel.kind {
            self.outbox.retain(|p| p.key == parcel.key || !p.is_errand(path, parcel.of.as_ref()));
        }
        if self.parcel(&parcel.key).is_none() {
            parcel.turn = self.outbox.iter().map(|p| p.turn).max().unwrap_or(0) + 1;
            parcel.since_ms = now_ms;
            self.outbox.push(parcel);
        }
        self.hurry();
    }

    /// The next parcel to send, and how long to wait for it; `None` when nothing waits.
    pub fn next(&self, now_ms: i64) -> Option<(&Parcel, i64)> {
        self.soonest(now_ms, |_| true)
    }

    /// Takes up the next parcel that is due. From here on the edge may have it.
    pub fn begin(&mut self, now_ms: i64) -> Option<Parcel> {
        // Nobody is asked about an errand that waited too long.
        let stale =
            |parcel: &Parcel| parcel.is_any_errand() && parcel.standing(now_ms) == Standing::TooOld;
        self.outbox.retain(|parcel| !stale(parcel));
        // Its words are in a database that this page cannot open.
        let readable = |parcel: &Parcel| !parcel.body.is_empty();
        let (next, _) = self.soonest(now_ms, readable).filter(|(_, wait)| *wait == 0)?;
        let key = next.key.clone();
        let parcel = self.parcel_mut(&key)?;
        parcel.asked = true;
        Some(parcel.clone())
    }

    fn soonest(&self, now_ms: i64, may: fn(&Parcel) -> bool) -> Option<(&Parcel, i64)> {
        let all = self.outbox.iter().enumerate();
        let going = all.filter(|(at, parcel)| may(parcel) && self.may_go(*at, now_ms));
        // The first of those that are equally soon.
        let soonest = going.map(|(_, parcel)| parcel).min_by_key(|parcel| parcel.next_ms)?;
        Some((soonest, (soonest.next_ms - now_ms).max(0)))
    }

    /// A ticket's parcels go in their order, not before the ticket has a number, and files not before the
    /// message that they go with. What the visitor
    /// has yet to decide about stops none of them.
    fn may_go(&self, at: usize, now_ms: i64) -> bool {
        let parcel = &self.outbox[at];
        let first = match &parcel.of {
            None => true,
            Some(Of::Parcel(_)) => false,
            of => self.outbox[..at].iter().all(|p| p.of != *of || !p.goes(now_ms)),
        };
        first && parcel.goes(now_ms)
    }

    /// Something changed for the better (the network is back, the visitor asks): try all at once.
    pub fn hurry(&mut self) {
        for parcel in &mut self.outbox {
            parcel.next_ms = 0;
        }
    }

    /// Takes the outcome of sending the body `sent` under `key`.
    ///
    /// The visitor may have edited the parcel after that body was sent, and the edge stored the body
    /// all the same. Then nothing can be called back, and what they made of it goes after it: `follow`
    /// makes a message out of the edited parcel, for the ticket of this number. `None` when there is
    /// nothing to add.
    pub fn settle(
        &mut self,
        key: &str,
        sent: &str,
        outcome: Outcome,
        moment: Moment,
        follow: impl FnOnce(&Parcel, i64) -> Option<Parcel>,
    ) {
        // Also for a parcel that another tab deleted meanwhile: the ticket is there, and is theirs.
        match &outcome {
            Outcome::Made(thread, token) => self.own(thread, token, key),
            Outcome::Done(Some(thread)) => {
                self.looked(thread);
            }
            _ => {}
        }
        let Some(at) = self.outbox.iter().position(|parcel| parcel.key == key) else { return };
        let parcel = &mut self.outbox[at];
        match outcome {
            Outcome::Made(..) | Outcome::Done(_) => {
                let parcel = self.outbox.remove(at);
                if let (Kind::Message, Some(Of::Number(number))) = (&parcel.kind, &parcel.of) {
                    self.release(key, *number);
                }
                let number = match (&outcome, &parcel.of) {
                    (Outcome::Made(thread, _), _) => Some(thread.number),
                    (_, Some(Of::Number(number))) => Some(*number),
                    _ => None,
                };
                // What is still being edited is looked after when it is sent.
                let edited = parcel.body != sent && !parcel.held;
                let next = number.filter(|_| edited).and_then(|number| follow(&parcel, number));
                if let Some(next) = next {
                    let next = Parcel { turn: parcel.turn, since_ms: parcel.since_ms, ..next };
                    self.outbox.insert(at, next);
                }
            }
            Outcome::Refused(_) | Outcome::Reused | Outcome::Closed if parcel.is_any_errand() => {
                self.outbox.remove(at);
            }
            Outcome::Closed => parcel.close(),
            // The edge knows one of the bodies that were sent before: asked again, it tells the ticket.
            Outcome::Reused if parcel.body == sent && !parcel.earlier.is_empty() => {
                parcel.recall = parcel.earlier.len();
            }
            Outcome::Reused if parcel.body != sent && parcel.recall != 1 => {
                parcel.recall = parcel.recall.saturating_sub(1);
            }
            Outcome::Reused => parcel.refused = Some(vec![]),
            // Another body was refused than the one that stands there now.
            Outcome::Refused(_) if parcel.body != sent && parcel.recall == 0 => {}
            Outcome::Refused(fields) => parcel.refused = Some(fields),
            Outcome::Later => {
                let wait = FIRST_MS.saturating_mul(1 << parcel.fails.min(16)).min(LONGEST_MS);
                parcel.fails = parcel.fails.saturating_add(1);
                // Between half and one and a half of it, so that devices do not come back in step.
                parcel.next_ms = moment.now_ms + (wait as f64 * (0.5 + moment.chance)) as i64;
            }
        }
    }

    /// The parcel with this key.
    pub fn parcel(&self, key: &str) -> Option<&Parcel> {
        self.outbox.iter().find(|parcel| parcel.key == key)
    }

    /// The parcel with this key, to change it.
    pub fn parcel_mut(&mut self, key: &str) -> Option<&mut Parcel> {
        self.outbox.iter_mut().find(|parcel| parcel.key == key)
    }

    /// Takes out a parcel, and what cannot go without it.
    pub fn remove(&mut self, key: &str) -> Vec<Parcel> {
        let mut removed = vec![];
        self.outbox.retain(|parcel| {
            let goes = parcel.key == key || parcel.of == Some(Of::Parcel(key.to_owned()));
            if goes {
                removed.push(parcel.clone());
            }
            !goes
        });
        removed
    }

    /// Takes what was removed back in, in its place.
    pub fn restore(&mut self, removed: Vec<Parcel>) {
        for parcel in removed {
            if self.parcel(&parcel.key).is_none() {
                self.outbox.push(Parcel { held: false, ..parcel });
            }
        }
        self.tidy();
    }

    /// Takes in what another place knows and this one does not. A parcel without its body is only told
    /// about.
    pub fn merge(&mut self, other: Device) {
        for parcel in other.outbox {
            if !parcel.body.is_empty() && self.parcel(&parcel.key).is_none() {
                self.outbox.push(parcel);
            }
        }
        for ticket in other.tickets {
            if self.ticket(ticket.number).is_none() {
                self.tickets.push(ticket);
            }
        }
        self.tidy();
    }

    /// Takes the bodies of parcels that are here without them.
    pub fn fill(&mut self, other: Device) {
        for parcel in other.outbox {
            if let Some(known) = self.parcel_mut(&parcel.key).filter(|p| p.body.is_empty()) {
                *known = parcel;
            }
        }
    }

    /// Oldest parcel first, newest ticket first, and no more of those than are listed.
    pub fn tidy(&mut self) {
        put_in_order(&mut self.outbox, |parcel| parcel.turn);
        put_in_order(&mut self.tickets, |ticket| -ticket.number);
        self.tickets.truncate(TICKETS_MAX);
    }

    /// The ticket with this number.
    pub fn ticket(&self, number: i64) -> Option<&OwnTicket> {
        self.tickets.iter().find(|ticket| ticket.number == number)
    }

    /// The number of the ticket that was sent under this key.
    pub fn sent_as(&self, key: &str) -> Option<i64> {
        self.tickets.iter().find(|ticket| ticket.key == key).map(|ticket| ticket.number)
    }

    /// The visitor has the thread before their eyes. Says whether that is news.
    pub fn looked(&mut self, thread: &Thread) -> bool {
        let Some(own) = self.tickets.iter_mut().find(|t| t.number == thread.number) else {
            return false;
        };
        let seen = own.seen.max(thread.cursor);
        let news = (own.state, own.seen, own.unread) != (thread.state, seen, false);
        (own.state, own.seen, own.unread) = (thread.state, seen, false);
        news
    }

    /// Whether any ticket has an unseen reply.
    pub fn unread(&self) -> bool {
        self.tickets.iter().any(|ticket| ticket.unread)
    }

    fn own(&mut self, thread: &Thread, token: &str, key: &str) {
        self.tickets.retain(|ticket| ticket.number != thread.number);
        self.tickets.push(OwnTicket {
            number: thread.number,
            token: token.to_owned(),
            key: key.to_owned(),
            subject: thread.subject.clone(),
            state: thread.state,
            seen: thread.cursor,
            unread: false,
        });
        self.tidy();
        self.release(key, thread.number);
    }

    /// What was sent under this key is there: what goes after it may go to its ticket.
    fn release(&mut self, key: &str, number: i64) {
        for parcel in &mut self.outbox {
            if parcel.of == Some(Of::Parcel(key.to_owned())) {
                parcel.of = Some(Of::Number(number));
            }
        }
    }
}

/// Sorts a short list that is nearly in order, in a tenth of the bytes that the standard library's sort
/// takes in the download.
fn put_in_order<T>(list: &mut [T], key: fn(&T) -> i64) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && key(&list[at - 1]) > key(&list[at]) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests;
