//! Parsing at the rim: what was typed becomes a value that cannot be wrong, or every fault at once.
//!
//! The checked types can only be made here (they are `#[non_exhaustive]`), so code that takes one
//! need not ask again.

mod feedback;

use crate::fields;
use crate::incident::{Impact, IncidentState};
use crate::text::{self, Faults, Rim, What};
use crate::wire::site::{Contact, SiteManifest, SiteTopic};
use crate::wire::staff::{EditMe, EventKind, NewEvent, NewIncident, NewInvite, NewUpdate};
use crate::wire::visitor::{ArticleRead, Context, NewMessage, NewTicket, Page};

pub use feedback::{CheckedRating, CheckedVote, rating, solved, vote};

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
        context: context(&new.context, &mut rim),
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

fn context(raw: &Context, rim: &mut Rim) -> Context {
    if raw.searches.len() > text::SEARCHES_MAX {
        rim.fault("context.searches", What::TooMany(text::SEARCHES_MAX));
    }
    if raw.articles.len() > text::ARTICLES_MAX {
        rim.fault("context.articles", What::TooMany(text::ARTICLES_MAX));
    }
    let page = raw.page.as_ref().map(|page| Page {
        url: rim.take("context.page.url", text::page_url(&page.url)),
        title: rim.take("context.page.title", text::line(&page.title, text::TITLE_MAX)),
    });
    // One fault per list is enough: the form shows it beside the list.
    let searches: Result<Vec<_>, _> =
        raw.searches.iter().map(|s| text::line(s, text::SEARCH_MAX)).collect();
    let articles: Result<Vec<_>, _> = raw
        .articles
        .iter()
        .map(|a| {
            let slug = text::required_line(&a.slug, text::SLUG_MAX)?;
            let title = text::line(&a.title, text::TITLE_MAX)?;
            Ok(ArticleRead { slug, title, helpful: a.helpful })
        })
        .collect();
    Context {
        page,
        searches: rim
            .take("context.searches", searches)
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect(),
        articles: rim.take("context.articles", articles),
    }
}

/// Makes what a program collected fit the limits: the newest searches and articles stay, titles are
/// cut, an address that is none is left out. Nobody typed these, so nobody could mend them.
pub fn fit_context(raw: Context) -> Context {
    let newest = |len: usize, max: usize| len.saturating_sub(max);
    let skip_searches = newest(raw.searches.len(), text::SEARCHES_MAX);
    let skip_articles = newest(raw.articles.len(), text::ARTICLES_MAX);
    Context {
        page: raw.page.and_then(|page| {
            let url = text::page_url(&page.url).ok()?;
            Some(Page { url, title: text::excerpt(&page.title, text::TITLE_MAX) })
        }),
        searches: raw
            .searches
            .iter()
            .skip(skip_searches)
            .map(|s| text::excerpt(s, text::SEARCH_MAX))
            .filter(|s| !s.is_empty())
            .collect(),
        articles: raw
            .articles
            .into_iter()
            .skip(skip_articles)
            .filter(|a| text::required_line(&a.slug, text::SLUG_MAX).is_ok())
            .map(|a| ArticleRead { title: text::excerpt(&a.title, text::TITLE_MAX), ..a })
            .collect(),
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
    let offered = |id: &String| site.components.iter().any(|c| c.id == *id);
    if new.components.is_empty() {
        rim.fault("components", What::NoneChosen);
    } else if new.components.len() > text::COMPONENTS_MAX {
        rim.fault("components", What::TooMany(text::COMPONENTS_MAX));
    } else if !new.components.iter().all(offered) {
        rim.fault("components", What::NotOffered);
    }
    if new.state == IncidentState::Resolved {
        rim.fault("state", What::ResolvedAtOnce);
    }
    let in_order = site.components.iter().map(|c| &c.id);
    let checked = CheckedIncident {
        key: rim.take("key", text::key(&new.key)),
        title: rim.take("title", text::required_line(&new.title, text::INCIDENT_TITLE_MAX)),
        impact: new.impact,
        components: in_order.filter(|id| new.components.contains(id)).cloned().collect(),
        state: new.state,
        text: rim.take("text", text::required_text(&new.text, text::INCIDENT_TEXT_MAX)),
    };
    rim.finish(checked)
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
