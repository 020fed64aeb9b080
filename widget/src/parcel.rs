//! A parcel: something that goes from this device to the edge, and how it stands.

use desk::wire::FieldFault;
use desk::wire::visitor::Thread;

/// What was not delivered after so long is not sent any more: the visitor decides about it.
pub const KEPT_MS: i64 = 7 * 86_400_000;

/// Stands among the fields at fault of a refused message for its ticket, which is closed.
const CLOSED: &str = "ticket";

/// What a parcel is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A new ticket.
    Ticket,
    /// A message on a ticket.
    Message,
    /// A file that goes with a message. Its body is the query that it is sent with, its words are its
    /// name, and its bytes are stored beside it (`storage::files`).
    File,
    /// Anything else, posted to this path below the site's own, such as a vote. `{n}` in it stands for
    /// the ticket's number; what stands behind a `#` is not sent, and tells errands to one path apart.
    /// There is nothing in it to be edited: when it is refused, it is dropped. What was said last
    /// counts: a newer one takes the place of one that waits.
    Errand(String),
}

/// The ticket that a parcel belongs to, whose token lets it in.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// A ticket of this device, by its number.
    Number(i64),
    /// A ticket that has no number yet, or a message that is not there yet: the key of its own parcel.
    Parcel(String),
}

/// Something on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// Idempotency key: 32 lower-case hexadecimal digits, made before the first attempt.
    pub key: String,
    /// Its place in the queue of this device.
    pub turn: i64,
    /// What it is.
    pub kind: Kind,
    /// The ticket that it goes to; `None` for a new one, and for what belongs to no ticket.
    pub of: Option<Of>,
    /// The request body. Kept as text: a retry must say the same, or the key is refused. Empty in the
    /// copy that the first part of the program reads.
    pub body: String,
    /// Bodies that were sent under this key before the visitor edited it: one may have been stored.
    pub earlier: Vec<String>,
    /// How many of `earlier` are still to be asked for, the last first, as the edge knows one of them.
    pub recall: usize,
    /// The subject of a new ticket, or the reply itself: what is shown while it waits. Empty for an errand.
    pub words: String,
    /// When it was written, in Unix milliseconds.
    pub since_ms: i64,
    /// An attempt was begun: the edge may have it.
    pub asked: bool,
    /// Attempts that got no answer.
    pub fails: u32,
    /// Not before this, in Unix milliseconds.
    pub next_ms: i64,
    /// The visitor is editing it.
    pub held: bool,
    /// It was refused, with the fields at fault; not tried again until the visitor changed it.
    pub refused: Option<Vec<FieldFault>>,
}

/// How a parcel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was not tried yet, or is being tried for the first time.
    Fresh,
    /// It could not be delivered so far.
    Waits,
    /// The visitor is editing it.
    Held,
    /// The edge does not want it as it is.
    Refused,
    /// Its ticket is closed: its words can go into a new one.
    Closed,
    /// It waited too long to be sent without being asked for again.
    TooOld,
}

/// What came of an attempt to send.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new ticket is stored: its thread and its token.
    Made(Thread, String),
    /// Stored. Here is the ticket's thread, if the answer was one.
    Done(Option<Thread>),
    /// The key came with another body before: an earlier version is stored.
    Reused,
    /// Refused for good, with the fields at fault.
    Refused(Vec<FieldFault>),
    /// Refused, because the ticket was solved too long ago.
    Closed,
    /// No answer, or one that says nothing about the message (5xx, 429): try again.
    Later,
}

impl Parcel {
    /// A new one, at the end of the queue.
    pub fn new(key: String, kind: Kind, of: Option<Of>, body: String, words: String) -> Self {
        Self {
            key,
            turn: 0,
            kind,
            of,
            body,
            earlier: vec![],
            recall: 0,
            words,
            since_ms: 0,
            asked: false,
            fails: 0,
            next_ms: 0,
            held: false,
            refused: None,
        }
    }

    /// How it stands now.
    pub fn standing(&self, now_ms: i64) -> Standing {
        if self.held {
            Standing::Held
        } else if let Some(faults) = &self.refused {
            let closed = faults.iter().any(|fault| fault.field == CLOSED);
            if closed { Standing::Closed } else { Standing::Refused }
        } else if now_ms - self.since_ms > KEPT_MS {
            Standing::TooOld
        } else if self.fails > 0 {
            Standing::Waits
        } else {
            Standing::Fresh
        }
    }

    /// Whether it is to be sent without anybody being asked.
    pub fn goes(&self, now_ms: i64) -> bool {
        matches!(self.standing(now_ms), Standing::Fresh | Standing::Waits)
    }

    /// Whether it makes a new ticket.
    pub fn is_ticket(&self) -> bool {
        self.kind == Kind::Ticket
    }

    /// Whether it is a file that goes to this ticket, or with this message.
    pub fn is_file_of(&self, of: &Of) -> bool {
        self.kind == Kind::File && self.of.as_ref() == Some(of)
    }

    /// Whether it is a message on this ticket.
    pub fn is_message_on(&self, number: i64) -> bool {
        self.kind == Kind::Message && self.of == Some(Of::Number(number))
    }

    /// Whether it is an errand.
    pub fn is_any_errand(&self) -> bool {
        matches!(self.kind, Kind::Errand(_))
    }

    /// Whether it is an errand to this path, for this ticket.
    pub fn is_errand(&self, path: &str, of: Option<&Of>) -> bool {
        matches!(&self.kind, Kind::Errand(to) if to == path) && self.of.as_ref() == of
    }

    /// Its ticket is closed; nothing of it was stored, nor will be.
    pub fn close(&mut self) {
        self.refused = Some(vec![FieldFault { field: CLOSED.to_owned(), fault: String::new() }]);
    }

    /// Makes a ticket of a message that its ticket does not take any more. The visitor looks it over
    /// first. It keeps its key, which is as good as new.
    pub fn renew(&mut self, body: String, words: String) {
        (self.kind, self.of, self.body, self.words) = (Kind::Ticket, None, body, words);
        (self.asked, self.held, self.refused) = (false, true, None);
        self.earlier.clear();
        (self.recall, self.fails, self.next_ms) = (0, 0, 0);
    }

    /// What is sent with the next attempt.
    pub fn next_body(&self) -> &str {
        let recalled = self.recall.checked_sub(1).and_then(|last| self.earlier.get(last));
        recalled.unwrap_or(&self.body)
    }

    /// Takes what the visitor made of it. It keeps its key: had the edge stored what was sent before,
    /// it would say so, and not store this beside it.
    pub fn amend(&mut self, body: String, words: String, now_ms: i64) {
        let before = std::mem::replace(&mut self.body, body);
        if self.asked && before != self.body {
            self.earlier.retain(|earlier| *earlier != before);
            self.earlier.push(before);
        }
        self.words = words;
        self.since_ms = now_ms;
        self.refused = None;
        self.held = false;
        (self.recall, self.fails, self.next_ms) = (0, 0, 0);
    }
}
