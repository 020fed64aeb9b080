//! What the widget sends and gets: creating a ticket, reading and continuing its thread.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
/// [`Thread`] from this message on. A message on a solved ticket reopens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMessage {
    /// Idempotency key, as in [`NewTicket`].
    pub key: String,
    /// Plain text.
    pub body: String,
}
