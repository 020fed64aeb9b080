//! What the staff console sends and gets. All of it needs the staff session cookie.

mod status;

use serde::{Deserialize, Serialize};

use super::site::{ConsentText, FieldKind};
use super::visitor::{Attachment, Author, Context, Rating, VoteReason};
use crate::ticket::{Priority, TicketState};

pub use status::{
    CancelMaintenance, EditMaintenance, NewIncident, NewMaintenance, NewUpdate, StaffStatus,
};

/// `POST /v1/sites/{site}/staff/session`: a one-time sign-in token for a session cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The setup secret, or the token of an invitation. Works once.
    pub token: String,
}

/// `GET /v1/sites/{site}/staff/session`, and the answer to [`SignIn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who is signed in.
    pub agent: Agent,
    /// Name of the site, for the console's header.
    pub site_name: String,
    /// Its locales, the default first.
    pub locales: Vec<String>,
    /// When this session ends.
    pub expires_ms: i64,
}

/// A member of the support team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Number within the site.
    pub id: i64,
    /// Name that visitors see on replies.
    pub name: String,
}

/// `PUT /v1/sites/{site}/staff/me`: the signed-in agent's own name. Answered with [`Me`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditMe {
    /// Name that visitors see on replies.
    pub name: String,
}

/// `POST /v1/sites/{site}/staff/invites`: lets a colleague in. Answered with [`Invite`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInvite {
    /// The colleague's name.
    pub name: String,
}

/// A one-time sign-in link to hand over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// Path and fragment on this origin: `/staff/#token=…`.
    pub link: String,
    /// When it stops working.
    pub expires_ms: i64,
}

/// `GET /v1/sites/{site}/staff/tickets?view=open|waiting|solved`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// In the order to work on them (see `desk::sla`).
    pub tickets: Vec<QueueRow>,
    /// How many tickets each view holds.
    pub counts: Counts,
    /// The few numbers worth a glance.
    pub figures: Figures,
}

/// How many tickets each view holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Waiting for staff: `new` and `open`.
    pub open: u32,
    /// Waiting for the requester: `pending`.
    pub waiting: u32,
    /// `solved`.
    pub solved: u32,
}

/// Measured over the last 30 days; `None` where there is nothing to measure yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Tickets created.
    pub volume: u32,
    /// Median time from creation to the first reply.
    #[serde(default)]
    pub first_response_ms: Option<i64>,
    /// Median time from creation to being solved, for the tickets that are solved.
    #[serde(default)]
    pub resolution_ms: Option<i64>,
    /// Share of solved tickets that took one reply and were not reopened (first-contact
    /// resolution), in per cent.
    #[serde(default)]
    pub fcr_percent: Option<u32>,
    /// Share of ratings that are 4 or 5 (customer satisfaction, CSAT), in per cent. `None` until
    /// enough requesters rated to say so honestly.
    #[serde(default)]
    pub csat_percent: Option<u32>,
    /// How many requesters rated.
    #[serde(default)]
    pub rated: u32,
}

/// A ticket as one line of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// Number within the site.
    pub number: i64,
    /// Its subject.
    pub subject: String,
    /// Requester's name, or their e-mail address, or "Visitor".
    pub requester: String,
    /// First 120 characters of the newest public message.
    pub excerpt: String,
    /// Where it stands.
    pub state: TicketState,
    /// How urgent it is.
    pub priority: Priority,
    /// Id of the agent who has it.
    #[serde(default)]
    pub assignee: Option<Agent>,
    /// When it was created.
    pub created_ms: i64,
    /// When the newest public message came.
    pub updated_ms: i64,
    /// When the next SLA target is missed; `None` when no clock runs.
    #[serde(default)]
    pub due_ms: Option<i64>,
}

/// `GET /v1/sites/{site}/staff/tickets/{number}`, and the answer to every [`NewEvent`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketDetail {
    /// The line it has in the queue.
    pub row: QueueRow,
    /// Row version: send it back with an event.
    pub version: i64,
    /// Requester's e-mail address; empty when not given.
    pub email: String,
    /// Topic id; empty for none.
    pub topic: String,
    /// Language of the requester's widget.
    pub locale: String,
    /// What the requester answered to the topic's fields, in the order they were asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// What the requester agreed to; `None` where the site asked for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentText>,
    /// What the requester searched and read before asking.
    pub context: Context,
    /// How the requester found the help, once they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<TimelineItem>,
    /// The same requester's other tickets, newest first.
    pub others: Vec<QueueRow>,
}

/// An answer to one of the topic's fields, in the words of the site's default locale as they were
/// when it was given: a field may change or go while its tickets stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The field's id.
    pub field: String,
    /// What kind of answer it is.
    pub kind: FieldKind,
    /// The question.
    pub label: String,
    /// The answer: a text, an option's name, `yes`, or a day as `2026-01-31`.
    pub text: String,
}

/// One thing that happened to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// Position in the ticket's history.
    pub seq: i64,
    /// When.
    pub at_ms: i64,
    /// Name of who did it.
    pub name: String,
    /// Which side.
    pub from: Author,
    /// What.
    pub what: TimelineKind,
    /// Files that came with a message, in the order they came. Their bytes come from
    /// `GET /v1/sites/{site}/staff/tickets/{number}/attachments/{id}`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimelineKind {
    /// A public message.
    Message {
        /// Plain text.
        body: String,
    },
    /// A note that only staff see.
    Note {
        /// Plain text.
        body: String,
    },
    /// The state changed.
    State {
        /// The state it moved to.
        state: TicketState,
    },
    /// The priority changed.
    Priority {
        /// The new priority.
        priority: Priority,
    },
    /// Somebody took it, or it was put back (`None`).
    Assigned {
        /// Name of the new assignee.
        to: Option<String>,
    },
}

/// `POST /v1/sites/{site}/staff/tickets/{number}/events`. 409 `changed` when somebody was faster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEvent {
    /// Idempotency key, as in `NewTicket`.
    pub key: String,
    /// The row version that the agent saw.
    pub version: i64,
    /// What the agent does.
    pub event: EventKind,
}

/// What an agent can do to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// Answers the requester; the ticket then waits for them, or is solved at once.
    Reply {
        /// Plain text.
        body: String,
        /// Marks the ticket solved in the same step.
        #[serde(default)]
        solve: bool,
    },
    /// Leaves a note for colleagues.
    Note {
        /// Plain text.
        body: String,
    },
    /// Marks it solved without a reply.
    Solve,
    /// Opens a solved or waiting ticket again.
    Reopen,
    /// Sets the priority.
    SetPriority {
        /// The new priority.
        priority: Priority,
    },
    /// Takes the ticket.
    Take,
    /// Puts it back into the common queue.
    Release,
}

/// `GET /v1/sites/{site}/staff/audit`: the newest 200 staff actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Newest first.
    pub rows: Vec<AuditRow>,
}

/// One staff action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// When.
    pub at_ms: i64,
    /// Who.
    pub agent: String,
    /// What, as `noun.verb`: `ticket.reply`, `incident.post`.
    pub action: String,
    /// On what: `#1001`, `incident 3`; never a visitor's words.
    pub target: String,
}

/// `GET /v1/sites/{site}/staff/votes`: what visitors said of articles, at most 200 of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// Those that helped fewest first: by the number of `no`, then the newest.
    pub articles: Vec<ArticleVotes>,
}

/// What visitors said of one article, in the version that was voted on last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleVotes {
    /// Its path in the help center, such as `visitors/track-a-ticket`.
    pub slug: String,
    /// Its language.
    pub locale: String,
    /// Hash of its text, as in `NewVote`.
    pub version: String,
    /// Devices that it helped.
    pub helpful: u32,
    /// Devices that it did not help.
    pub not_helpful: u32,
    /// When the newest vote came.
    pub voted_ms: i64,
    /// Why not, the most frequent first; not everybody says.
    #[serde(default)]
    pub reasons: Vec<ReasonCount>,
    /// What visitors wrote, the newest five.
    #[serde(default)]
    pub notes: Vec<VoteNote>,
}

/// How often a reason was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCount {
    /// The reason.
    pub reason: VoteReason,
    /// How often.
    pub count: u32,
}

/// What a visitor found missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteNote {
    /// When.
    pub at_ms: i64,
    /// The reason given with it, if any.
    #[serde(default)]
    pub reason: Option<VoteReason>,
    /// Plain text.
    pub text: String,
}
