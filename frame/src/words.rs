//! The words of all pages, one table per language. A table that lacks a word does not compile.
//!
//! Words hold no markup, and nothing that would have to be escaped. A counted word holds one form for
//! each kind of number that its language knows, divided by `|`: see [`crate::count`].

use desk::incident::{Impact, IncidentState};
use desk::status::ComponentState;
use desk::ticket::TicketState;

use crate::locale::language;

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod ja;

/// Declares the table, and for the tests a list of it.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What pages say, in one language.
        #[derive(Debug)]
        pub struct Words { $($(#[$doc])* pub $name: &'static str,)* }

        #[cfg(test)]
        impl Words {
            fn list(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

words! {
    // The frame.
    /// The language that these words are in.
    tag,
    /// First link of each page, for keyboards.
    skip,
    /// Name of the whole, after the site's name.
    help_center,
    /// The search button.
    search,
    /// Name of the search field.
    search_long,
    /// Link to the status page.
    status,
    /// Name of the language switch.
    language,
    /// Name of the path above the title.
    path,
    /// Link to the contact form.
    contact,

    // Around articles.
    /// Name of the list of headings.
    on_this_page,
    /// The link of a heading to itself.
    link_here,
    /// The button at a block of code.
    copy,
    /// The box at a step; `{}` is its number.
    step_done,
    /// Heading of what to read next.
    related,
    /// Heading below an article.
    still_need_help,
    /// Link to a section with all its articles. Counted.
    all_articles,
    /// Heading of articles that are only there in another language; `{}` is its name.
    only_in,
    /// Title of the callout `[!NOTE]`.
    note,
    /// Title of `[!TIP]`.
    tip,
    /// Title of `[!IMPORTANT]`.
    important,
    /// Title of `[!WARNING]`.
    warning,
    /// Title of `[!CAUTION]`.
    caution,

    // The page of results.
    /// Title of the page of results; `{}` is what was asked.
    results_for,
    /// How many. Counted.
    results,
    /// What was looked for instead of what was typed.
    showing_for,
    /// Above an open incident.
    happening_now,
    /// Above results of which none may be the answer.
    unsure,
    /// Title when nothing was found; `{}` is what was asked.
    nothing,
    /// What to do then.
    nothing_hint,
    /// Link to the form with the question as its subject.
    ask_about,
    /// When the index is missing or damaged.
    search_off,
    /// When nothing was asked.
    search_hint,

    // The contact form.
    /// Below the title of the form.
    contact_intro,
    /// A field.
    name,
    /// Beside a field that may be empty.
    optional,
    /// A field.
    email,
    /// Why it is asked for.
    email_why,
    /// A field.
    subject,
    /// A field.
    body,
    /// A field.
    topic,
    /// No choice.
    topic_none,
    /// The button that draws the fields of the chosen topic.
    topic_ask,
    /// Above a form that asks more than it did before.
    topic_more,
    /// No choice yet.
    choose,
    /// Link beside what is to be agreed to.
    consent_more,
    /// A fault.
    fault_choose,
    /// A fault.
    fault_tick,
    /// A fault.
    fault_date,
    /// Name of the field that nobody sees.
    honeypot,
    /// The button of the form.
    send,
    /// A fault.
    fault_missing,
    /// A fault; `{}` is the limit.
    fault_long,
    /// A fault.
    fault_email,
    /// A fault.
    fault_other,
    /// Above a form with faults.
    faults,
    /// Above a form that is to be sent again.
    not_accepted,

    // The page of a request.
    /// Title of a request; `{}` is its number.
    request,
    /// On the page of a request.
    private,
    /// A state.
    state_new,
    /// A state.
    state_open,
    /// A state.
    state_pending,
    /// A state.
    state_solved,
    /// How long it takes; `{}` is a span.
    expected,
    /// When nobody can say.
    expected_unknown,
    /// Link that loads the page of a request again.
    refresh,
    /// Above the reply form of a solved request.
    solved_hint,
    /// Who wrote.
    you,
    /// Who wrote, when no name is known.
    team,
    /// A field.
    reply,
    /// Its button.
    reply_send,
    /// A span. Counted.
    minutes,
    /// A span. Counted.
    hours,
    /// A span. Counted.
    days,
    /// Date and time, in UTC.
    moment,
    /// The twelve months as [`moment`](Self::moment) has them.
    months,

    // Where there is nothing to show.
    /// Title where there is no page.
    missing_title,
    /// What to do then.
    missing_hint,
    /// Title where a request's link does not open it.
    closed_title,
    /// What to do then.
    closed_hint,
    /// Title where something sent was refused.
    refused_title,
    /// What to do then.
    refused_hint,
    /// Title where we failed.
    failed_title,
    /// What to do then.
    failed_hint,

    // The status page.
    /// How the whole is doing.
    all_operational,
    /// A component's state.
    operational,
    /// A state, of a component or the whole.
    degraded,
    /// A state, of a component or the whole.
    partial_outage,
    /// A state, of a component or the whole.
    major_outage,
    /// An impact.
    minor,
    /// An impact.
    major,
    /// An impact.
    critical,
    /// An incident's state.
    investigating,
    /// An incident's state.
    identified,
    /// An incident's state.
    monitoring,
    /// An incident's state.
    resolved,
    /// When the status changed; `{}` is a moment.
    last_change,
    /// When an incident began; `{}` is a moment.
    since,
    /// Heading.
    open_incidents,
    /// Heading.
    components,
    /// Heading.
    past_incidents,
    /// Instead of them.
    no_past,
    /// Link in the footer.
    status_json,
    /// Heading of scheduled maintenance.
    maintenance,
    /// State of maintenance.
    scheduled,
    /// State of maintenance.
    in_progress,
    /// State of maintenance.
    completed,
    /// State of a component that is being worked on.
    under_maintenance,
}

/// The words for a locale: its language's, or English.
pub fn of(locale: &str) -> &'static Words {
    match language(locale) {
        "ar" => &ar::WORDS,
        "de" => &de::WORDS,
        "es" => &es::WORDS,
        "fr" => &fr::WORDS,
        "ja" => &ja::WORDS,
        _ => &en::WORDS,
    }
}

/// A word with what belongs into it.
pub fn fill(word: &str, value: &str) -> String {
    word.replace("{}", value)
}

impl Words {
    /// How the whole is doing when this is its worst component.
    pub fn overall(&self, state: ComponentState) -> &'static str {
        match state {
            ComponentState::Operational => self.all_operational,
            other => self.component(other),
        }
    }

    /// How a component is doing.
    pub fn component(&self, state: ComponentState) -> &'static str {
        match state {
            ComponentState::Operational => self.operational,
            ComponentState::Degraded => self.degraded,
            ComponentState::PartialOutage => self.partial_outage,
            ComponentState::MajorOutage => self.major_outage,
        }
    }

    /// How bad an incident is.
    pub fn impact(&self, impact: Impact) -> &'static str {
        match impact {
            Impact::Minor => self.minor,
            Impact::Major => self.major,
            Impact::Critical => self.critical,
        }
    }

    /// How far along an incident is.
    pub fn incident(&self, state: IncidentState) -> &'static str {
        match state {
            IncidentState::Investigating => self.investigating,
            IncidentState::Identified => self.identified,
            IncidentState::Monitoring => self.monitoring,
            IncidentState::Resolved => self.resolved,
        }
    }

    /// Where a request stands, as its requester sees it.
    pub fn ticket(&self, state: TicketState) -> &'static str {
        match state {
            TicketState::New => self.state_new,
            TicketState::Open => self.state_open,
            TicketState::Pending => self.state_pending,
            TicketState::Solved => self.state_solved,
        }
    }
}

#[cfg(test)]
mod tests;
