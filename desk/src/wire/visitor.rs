//! What the widget sends and gets: creating a ticket, reading and continuing its thread.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::attachment::FileKind;
use crate::ticket::TicketState;

/// `POST /v1/sites/{site}/tickets`.
///
/// The same `key` with the same body is answered with the same ticket, however often it is sent;
/// with another body it is refused (409 `key-reused`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTicket {
    /// Idempotency key made on the device: 32 lower-case hexadecimal digits.
    pub key: String,
    /// Requester's name; may be empty.
    #[serde(default)]
    pub name: String,
    /// Requester's e-mail address; may be empty: the thread in the widget always works.
    #[serde(default)]
    pub email: String,
    /// One line.
    pub subject: String,
    /// What happened, plain text.
    pub body: String,
    /// Topic id from `site.toml`; empty for none.
    #[serde(default)]
    pub topic: String,
    /// Answers to the topic's fields, by the field's id. A choice is answered with the option's id, a
    /// ticked checkbox with `yes`, a date as `2026-01-31`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// Version of the text that the visitor agreed to; empty where the site asks for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consent: String,
    /// BCP 47 tag of the widget's language, such as `en`.
    pub locale: String,
    /// What the visitor did before asking; each part was shown to them and could be removed.
    #[serde(default)]
    pub context: Context,
    /// A field no person sees. Anything in it marks the sender as a program (honeypot).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
}

/// What came before the ticket, so that nobody is asked the same thing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The page the visitor was on; `None` when they removed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// Queries typed in this page view, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searches: Vec<String>,
    /// Articles opened in this page view, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<ArticleRead>,
    /// What the page said of itself or of the visitor by `Frontdesk("set", …)`, the last said last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// What the page said that happened by `Frontdesk("event", …)`, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
}

/// Something that a page wants whoever answers to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is, such as `Plan`.
    pub name: String,
    /// The value, in the page's own words.
    pub value: String,
}

/// The host page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Address without its query and fragment.
    pub url: String,
    /// `document.title`.
    pub title: String,
}

/// An article that the visitor opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRead {
    /// Its path in the help center, such as `visitors/track-a-ticket`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Whether the visitor said that it helped; `None` when they did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helpful: Option<bool>,
}

/// The answer to [`NewTicket`]: 201 the first time, 200 when it was already here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCreated {
    /// Number within the site, from 1001; shown as `#1001`.
    pub number: i64,
    /// Capability token of this ticket: 64 hexadecimal digits. Only its SHA-256 is kept at the edge.
    pub token: String,
    /// The thread as it stands.
    pub thread: Thread,
}

/// `GET /v1/sites/{site}/tickets/{number}?after={cursor}` with `Authorization: Bearer {token}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// Number within the site.
    pub number: i64,
    /// Its subject.
    pub subject: String,
    /// Where it stands.
    pub state: TicketState,
    /// When it was created.
    pub created_ms: i64,
    /// Median time to the first reply over recent tickets, in milliseconds. `None` until enough
    /// tickets were answered to say so honestly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_reply_ms: Option<i64>,
    /// It was solved too long ago for a message to open it again (`desk::ticket::REOPEN_MS`).
    #[serde(default)]
    pub closed: bool,
    /// How the requester found the help, once they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Messages after the cursor asked for, oldest first.
    pub messages: Vec<Message>,
    /// Ask again with this to get what came later.
    pub cursor: i64,
}

/// One public message of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Position in the ticket's history; grows, with gaps.
    pub seq: i64,
    /// Who wrote it.
    pub from: Author,
    /// Name to show: the agent's, or the requester's own.
    pub name: String,
    /// Plain text.
    pub body: String,
    /// When it was stored.
    pub at_ms: i64,
    /// Files that came with it, in the order they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A file that came with a message. It is sent as the raw body of
/// `POST /v1/sites/{site}/tickets/{number}/attachments?key={key}&message={key}&name={name}` with the
/// capability token: `key` is its own idempotency key, `message` that of the message it belongs to (the
/// requester's newest without it), `name` percent-encoded. Answered with the [`Thread`] from that message
/// on. Its bytes come from `GET …/tickets/{number}/attachments/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Number within the site.
    pub id: i64,
    /// Name with an ending that fits the kind (`desk::attachment::name`).
    pub name: String,
    /// What it is, by its content.
    pub kind: FileKind,
    /// Its size.
    pub bytes: i64,
}

/// The two sides of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The person who asked.
    Requester,
    /// Somebody on the support team.
    Agent,
}

/// `POST /v1/sites/{site}/tickets/{number}/messages` with the capability token. Answered with the
/// [`Thread`] from this message on. A message on a solved ticket reopens it, or is refused (409
/// `closed`) when it was solved too long ago.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMessage {
    /// Idempotency key, as in [`NewTicket`].
    pub key: String,
    /// Plain text.
    pub body: String,
}

/// `POST /v1/sites/{site}/tickets/{number}/solved` with the capability token: the requester says that
/// it is solved. Answered with the whole [`Thread`]; 200 when it was solved already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSolved {
    /// Idempotency key, as in [`NewTicket`]: a late retry does not solve what was reopened since.
    pub key: String,
}

/// `POST /v1/sites/{site}/tickets/{number}/rating` with the capability token. Takes the place of an
/// earlier one. Answered with the whole [`Thread`]; 422 when it is not solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRating {
    /// 1 (very bad) to 5 (very good).
    pub score: u8,
    /// Anything else they want known, plain text; may be empty.
    #[serde(default)]
    pub comment: String,
}

/// How the requester found the help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 (very bad) to 5 (very good).
    pub score: u8,
    /// Plain text; may be empty.
    #[serde(default)]
    pub comment: String,
    /// When they last said so.
    pub at_ms: i64,
}

/// `POST /v1/sites/{site}/votes`: whether an article helped. Answered with 200 and [`Voted`]. Counted
/// once per device and version of the article: another vote takes the place of the first. A `no`
/// without reason and text leaves those of an earlier `no` as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVote {
    /// Random id that the device made for its first vote: 32 lower-case hexadecimal digits. Only a
    /// SHA-256 of it and the article's name is kept, so that its votes cannot be joined.
    pub device: String,
    /// The article's path in the help center, such as `visitors/track-a-ticket`.
    pub slug: String,
    /// Its language.
    pub locale: String,
    /// Hash of its text as it was read: 16 lower-case hexadecimal digits.
    pub version: String,
    /// Whether it helped.
    pub helpful: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<VoteReason>,
    /// What was missing, plain text; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// The answer to [`NewVote`]: what counts now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voted {
    /// Whether it helped.
    pub helpful: bool,
}

/// `POST /v1/sites/{site}/incidents/{id}/affected`: an open incident affects somebody on this device,
/// too, or does not after all. Counted once for a device, seen by staff only. Answered with [`Affected`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAffected {
    /// The device's id, as in [`NewVote`].
    pub device: String,
    /// Whether it does.
    pub affected: bool,
}

/// The answer to [`NewAffected`]: what counts now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// Whether it does.
    pub affected: bool,
}

/// Why an article did not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteReason {
    /// They did what it says and it did not solve their problem.
    NotSolved,
    /// It was hard to follow.
    Unclear,
    /// It says what is not so, or no longer.
    Outdated,
    /// It is about something else than they looked for.
    OffTopic,
}

impl VoteReason {
    /// Every reason, in the order to offer them.
    pub const ALL: [Self; 4] = [Self::NotSolved, Self::Unclear, Self::Outdated, Self::OffTopic];

    /// The name on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSolved => "not_solved",
            Self::Unclear => "unclear",
            Self::Outdated => "outdated",
            Self::OffTopic => "off_topic",
        }
    }

    /// The value of this [`name`](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.name() == name)
    }
}
