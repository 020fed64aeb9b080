//! Small pieces that several views use.

use desk::status::ComponentState;
use desk::ticket::TicketState;
use leptos::prelude::*;
use search::Snippet;

use crate::clock;
use crate::state::App;
use crate::strings::Word;

/// An icon on the 20 px grid of `brand/base.css`.
pub fn icon(path: &'static str) -> impl IntoView {
    view! { <svg class="fd-icon" viewBox="0 0 20 20" aria-hidden="true"><path d=path /></svg> }
}

/// A text with its matching ranges marked, as text nodes.
pub fn marked(snippet: &Snippet) -> Vec<AnyView> {
    let text = snippet.text.as_str();
    let mut views = vec![];
    let mut at = 0;
    for range in &snippet.marks {
        // `get` and not an index: a damaged index file must not take the widget with it.
        views.push(text.get(at..range.start).unwrap_or_default().to_owned().into_any());
        let hit = text.get(range.clone()).unwrap_or_default().to_owned();
        views.push(view! { <mark>{hit}</mark> }.into_any());
        at = range.end;
    }
    views.push(text.get(at..).unwrap_or_default().to_owned().into_any());
    views
}

/// A moment in the visitor's words, with the exact one for programs and for those who point at it.
pub fn moment(app: App, at_ms: i64) -> impl IntoView {
    let locale = app.words.locale();
    view! {
        <time datetime=clock::machine(at_ms) title=clock::date(locale, at_ms)>
            {clock::ago(locale, at_ms)}
        </time>
    }
}

/// Where a ticket stands, in words.
pub fn state_word(state: TicketState) -> Word {
    match state {
        TicketState::New => Word::StateNew,
        TicketState::Open => Word::StateOpen,
        TicketState::Pending => Word::StatePending,
        TicketState::Solved => Word::StateSolved,
    }
}

/// The colour that goes with it.
pub fn state_tone(state: TicketState) -> &'static str {
    match state {
        TicketState::Solved => "success",
        TicketState::Pending => "warn",
        TicketState::New | TicketState::Open => "accent",
    }
}

/// The `data-state` that `brand/base.css` draws, the word for one component, and the sentence for
/// all of them.
pub fn component_words(state: ComponentState) -> (&'static str, Word, Word) {
    match state {
        ComponentState::Operational => ("operational", Word::Operational, Word::AllOperational),
        ComponentState::Degraded => ("degraded", Word::Degraded, Word::AllDegraded),
        ComponentState::PartialOutage => {
            ("partial_outage", Word::PartialOutage, Word::AllPartialOutage)
        }
        ComponentState::MajorOutage => ("major_outage", Word::MajorOutage, Word::AllMajorOutage),
    }
}
