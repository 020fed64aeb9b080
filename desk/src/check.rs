//! Parsing at the rim: what was typed becomes a value that cannot be wrong, or every fault at once.
//!
//! The checked types can only be made here (they are `#[non_exhaustive]`), so code that takes one
//! need not ask again.

mod context;
mod feedback;
mod status;

use crate::fields;
use crate::incident::{Impact, IncidentState};
use crate::text::{self, Faults, Rim, What};
use crate::wire::site::{Contact, SiteManifest, SiteTopic};
use crate::wire::staff::{EditMe, EventKind, NewEvent, NewIncident, NewInvite, NewUpdate};
use crate::wire::visitor::{Context, NewMessage, NewTicket};

pub use context::fit_context;
pub use feedback::{CheckedRating, CheckedVote, rating, solved, vote};
pub use status::{CheckedMaintenance, affected, cancel, maintenance, maintenance_edit};

/// A ticket that may be stored.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedTicket {
    /// Idempotency key.
    pub key: String,
    /// May be empty.
    pub name: String,
    /// May be empty.
    pub email: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// One of the site's topics, or empty.
    pub topic: String,
    /// Field and answer, in the topic's order; only what was asked and answered.
    pub fields: Vec<(String, String)>,
    /// Version of one of the site's texts to agree to; empty where it has none.
    pub consent: String,
    /// A language tag.
    pub locale: String,
    /// What the visitor did before.
    pub context: Context,
}

/// Checks a visitor's new ticket. `topics` and `contact` are the site's.
pub fn ticket(
    new: &NewTicket,
    topics: &[SiteTopic],
    contact: &Contact,
) -> Result<CheckedTicket, Faults> {
    let mut rim = Rim::default();
    if !new.website.is_empty() {
        rim.fault("website", What::NotEmpty);
    }
    let topic = topics.iter().find(|topic| topic.id == new.topic);
    if !new.topic.is_empty() && topic.is_none() {
        rim.fault("topic", What::NotOffered);
    }
    let checked = CheckedTicket {
        key: rim.take("key", text::key(&new.key)),
        name: rim.take("name", text::line(&new.name, text::NAME_MAX)),
        email: rim.take("email", text::email(&new.email)),
        subject: rim.take("subject", text::required_line(&new.subject, text::SUBJECT_MAX)),
        body: rim.take("body", text::required_text(&new.body, text::BODY_MAX)),
        topic: new.topic.clone(),
        fields: fields::check(topic.map_or(&[], |topic| &topic.fields), &new.fields, &mut rim),
        consent: rim.take("consent", consent(&new.consent, contact)),
        locale: rim.take("locale", text::locale(&new.locale)),
        context: context::context(&new.context, &mut rim),
    };
    rim.finish(checked)
}

/// Agreed is to one text, word for word: a text that changed since is to be read first.
fn consent(raw: &str, contact: &Contact) -> Result<String, What> {
    let known = contact.consent.values().any(|text| text.version == raw);
    match contact.is_empty() {
        // A site that asks for nothing any more keeps nothing.
        true => Ok(String::new()),
        false if known => Ok(raw.to_owned()),
        false => Err(What::NotTicked),
    }
}

/// A message that may be stored.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedMessage {
    /// Idempotency key.
    pub key: String,
    /// Plain text.
    pub body: String,
}

/// Checks a visitor's message on a ticket.
pub fn message(new: &NewMessage) -> Result<CheckedMessage, Faults> {
    let mut rim = Rim::default();
    let checked = CheckedMessage {
        key: rim.take("key", text::key(&new.key)),
        body: rim.take("body", text::required_text(&new.body, text::BODY_MAX)),
    };
    rim.finish(checked)
}

/// What an agent does to a ticket, checked.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedEvent {
    /// Idempotency key.
    pub key: String,
    /// The row version that the agent saw.
    pub version: i64,
    /// What the agent does, its text trimmed.
    pub event: EventKind,
}

/// Checks an agent's event.
pub fn event(new: &NewEvent) -> Result<CheckedEvent, Faults> {
    let mut rim = Rim::default();
    let body =
        |raw: &str, rim: &mut Rim| rim.take("event.body", text::required_text(raw, text::BODY_MAX));
    let event = match &new.event {
        EventKind::Reply { body: raw, solve } => {
            EventKind::Reply { body: body(raw, &mut rim), solve: *solve }
        }
        EventKind::Note { body: raw } => EventKind::Note { body: body(raw, &mut rim) },
        other => other.clone(),
    };
    let key = rim.take("key", text::key(&new.key));
    rim.finish(CheckedEvent { key, version: new.version, event })
}

/// An incident that may be posted.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedIncident {
    /// Idempotency key.
    pub key: String,
    /// One line.
    pub title: String,
    /// How bad it is.
    pub impact: Impact,
    /// Ids of the site's, in the site's order, each once; at least one.
    pub components: Vec<String>,
    /// Not resolved.
    pub state: IncidentState,
    /// The first update.
    pub text: String,
}

/// Checks a new incident against the site's components.
pub fn incident(new: &NewIncident, site: &SiteManifest) -> Result<CheckedIncident, Faults> {
    let mut rim = Rim::default();
    if new.state == IncidentState::Resolved {
        rim.fault("state", What::ResolvedAtOnce);
    }
    let checked = CheckedIncident {
        key: rim.take("key", text::key(&new.key)),
        title: rim.take("title", text::required_line(&new.title, text::INCIDENT_TITLE_MAX)),
        impact: new.impact,
        components: rim.take("components", components(&new.components, site)),
        state: new.state,
        text: rim.take("text", text::required_text(&new.text, text::INCIDENT_TEXT_MAX)),
    };
    rim.finish(checked)
}

/// Ids of the site's components, at least one, in the site's order.
fn components(raw: &[String], site: &SiteManifest) -> Result<Vec<String>, What> {
    if raw.is_empty() {
        return Err(What::NoneChosen);
    }
    if raw.len() > text::COMPONENTS_MAX {
        return Err(What::TooMany(text::COMPONENTS_MAX));
    }
    if !raw.iter().all(|id| site.components.iter().any(|c| c.id == *id)) {
        return Err(What::NotOffered);
    }
    let in_order = site.components.iter().map(|c| &c.id);
    Ok(in_order.filter(|id| raw.contains(id)).cloned().collect())
}

/// An update that may be posted.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedUpdate {
    /// Idempotency key.
    pub key: String,
    /// The row version that the agent saw.
    pub version: i64,
    /// The state it moves to.
    pub state: IncidentState,
    /// Plain text.
    pub text: String,
}

/// Checks an incident's update.
pub fn update(new: &NewUpdate) -> Result<CheckedUpdate, Faults> {
    let mut rim = Rim::default();
    let checked = CheckedUpdate {
        key: rim.take("key", text::key(&new.key)),
        version: new.version,
        state: new.state,
        text: rim.take("text", text::required_text(&new.text, text::INCIDENT_TEXT_MAX)),
    };
    rim.finish(checked)
}

/// Checks an agent's own new name.
pub fn edit_me(new: &EditMe) -> Result<String, Faults> {
    agent_name(&new.name)
}

/// Checks the name of a colleague to invite.
pub fn invite(new: &NewInvite) -> Result<String, Faults> {
    agent_name(&new.name)
}

fn agent_name(raw: &str) -> Result<String, Faults> {
    let mut rim = Rim::default();
    let name = rim.take("name", text::required_line(raw, text::NAME_MAX));
    rim.finish(name)
}
