//! What visitors said of articles, those that helped fewest first: what to rewrite next.

use desk::wire::staff::{ArticleVotes, VoteNote};
use leptos::prelude::*;

use super::{Outcome, When, app};
use crate::state::Place;
use crate::words::{self, Named};

/// The feedback screen.
#[component]
pub fn Feedback() -> impl IntoView {
    let app = app();
    let articles = Memo::new(move |_| {
        app.votes
            .with(|votes| votes.as_ref().map(|votes| votes.articles.clone()).unwrap_or_default())
    });
    let empty =
        move || app.votes.with(|it| it.as_ref().is_some_and(|votes| votes.articles.is_empty()));
    view! {
        <div class="fd-wide">
            <h1 tabindex="-1">"Feedback"</h1>
            <p class="fd-hint">
                "Whether articles helped, in the text voted on last: an article you change starts from nothing. Most “no” first."
            </p>
            <Outcome place=Place::Screen />
            <Show when=empty>
                <div class="fd-empty">
                    <strong>"Nobody has voted yet"</strong>
                    <span>"In the widget every article asks “Was this helpful?”. The answers come here."</span>
                </div>
            </Show>
            <ul class="fd-list fd-feedback">{move || articles.get().into_iter().map(article).collect_view()}</ul>
        </div>
    }
}

fn article(votes: ArticleVotes) -> impl IntoView {
    let note = |note: VoteNote| {
        let reason = note.reason.map(|reason| format!("{} · ", reason.label()));
        view! {
            <li>
                <p class="fd-body" dir="auto">{note.text}</p>
                <p class="fd-meta">{reason} <When at_ms=note.at_ms /></p>
            </li>
        }
    };
    let reasons = words::reasons(&votes.reasons);
    let href = words::article_href(&votes.locale, &votes.slug);
    let name = format!("{} ({})", votes.slug, votes.locale);
    view! {
        <li>
            <h2>
                {match href {
                    Some(href) => view! { <a class="fd-link" href=href target="_blank" rel="noopener noreferrer">{name}</a> }.into_any(),
                    None => name.into_any(),
                }}
            </h2>
            <p class="fd-tally">
                <span><strong>{votes.not_helpful}</strong> " no"</span>
                <span><strong>{votes.helpful}</strong> " yes"</span>
                <span class="fd-meta">"last " <When at_ms=votes.voted_ms /></span>
            </p>
            {reasons.map(|reasons| view! { <p class="fd-meta">{reasons}</p> })}
            <ul class="fd-notes">{votes.notes.into_iter().map(note).collect_view()}</ul>
        </li>
    }
}
