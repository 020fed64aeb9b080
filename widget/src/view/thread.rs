//! A ticket's conversation, and a message that is still on its way.

use desk::ticket::TicketState;
use desk::wire::visitor::{Author, Message, Thread};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::parts;
use crate::clock;
use crate::outbox::Parcel;
use crate::sender;
use crate::state::{App, View};
use crate::strings::Word;

/// A message of the outbox that has no number yet.
pub fn waiting(app: App, key: String) -> impl IntoView {
    let parcel = Memo::new({
        let key = key.clone();
        move |_| app.device.with(|d| d.outbox.iter().find(|p| p.key == key).cloned())
    });
    Effect::new(move |_| match parcel.get() {
        Some(parcel) if parcel.refused.is_some() => sender::reopen(app, &key),
        Some(_) => {}
        // Another tab brought it there: its ticket is the newest.
        None => {
            let newest = app.device.with_untracked(|d| d.tickets.first().map(|t| t.number));
            if matches!(app.view.get_untracked(), View::Waiting(_)) {
                app.turn_into(newest.map_or(View::Home, View::Ticket));
            }
        }
    });
    let tried = move || parcel.with(|p| p.as_ref().is_some_and(|p| p.tries > 0));
    view! {
        <section class="fd-thread">
            <h2 class="fd-article-title" tabindex="-1" data-first="">
                {move || parcel.get().map(|p| p.words)}
            </h2>
            <p class="fd-note" role="status" data-tone=move || if tried() { "warn" } else { "accent" }>
                {move || app.word(if tried() { Word::Kept } else { Word::Sending })}
            </p>
        </section>
    }
}

/// A ticket of this device.
pub fn ticket(app: App, number: i64) -> impl IntoView {
    let thread = Memo::new(move |_| app.thread.get().filter(|thread| thread.number == number));
    if thread.with_untracked(Option::is_none) {
        app.trouble.set(None);
    }
    let subject = app.device.with_untracked(|d| d.ticket(number).map(|t| t.subject.clone()));
    let loading = move || thread.with(Option::is_none) && app.trouble.get().is_none();
    let messages = move || {
        let list = thread.get().map(|thread| thread.messages).unwrap_or_default();
        list.into_iter().map(|message| said(app, message)).collect_view()
    };
    let on_their_way = move || {
        let waiting: Vec<Parcel> = app
            .device
            .with(|d| d.outbox.iter().filter(|p| p.to == Some(number)).cloned().collect());
        waiting.into_iter().map(|parcel| unsent(app, parcel)).collect_view()
    };
    view! {
        <section class="fd-thread">
            <div class="fd-thread-head">
                <p class="fd-meta">
                    <span class="fd-number">{["#", &number.to_string()].concat()}</span>
                    {move || thread.with(|t| t.as_ref().map(|t| state(app, t.state)))}
                </p>
                <h2 class="fd-article-title" tabindex="-1" data-first="">{subject}</h2>
                <p class="fd-meta">{move || thread.with(|t| t.as_ref().map(|t| promise(app, t)))}</p>
            </div>
            <p class="fd-meta" hidden=move || !loading()>{app.word(Word::Loading)}</p>
            <p class="fd-note" data-tone="warn" hidden=move || app.trouble.get().is_none()>
                {move || app.trouble.get().map(|word| app.word(word))}
            </p>
            <ol class="fd-list fd-messages">{messages}{on_their_way}</ol>
            {reply_box(app, number)}
        </section>
    }
}

fn state(app: App, state: TicketState) -> impl IntoView {
    view! {
        <span class="fd-badge" data-tone=parts::state_tone(state)>{app.word(parts::state_word(state))}</span>
    }
}

/// What to expect: never more than is known.
fn promise(app: App, thread: &Thread) -> String {
    match (thread.state, thread.expected_reply_ms) {
        (TicketState::Solved, _) => app.word(Word::SolvedHint).to_owned(),
        (TicketState::New, Some(ms)) => {
            app.words.fill(Word::Expected, &clock::duration(app.words.locale(), ms))
        }
        _ => app.word(Word::ExpectedUnknown).to_owned(),
    }
}

fn said(app: App, message: Message) -> impl IntoView {
    let (from, name) = match message.from {
        Author::Requester => ("requester", app.word(Word::You).to_owned()),
        Author::Agent if message.name.is_empty() => ("agent", app.word(Word::Team).to_owned()),
        Author::Agent => ("agent", message.name),
    };
    view! {
        <li class="fd-message" data-from=from>
            <p class="fd-meta"><strong>{name}</strong>" "{parts::moment(app, message.at_ms)}</p>
            <p class="fd-said">{message.body}</p>
        </li>
    }
}

fn unsent(app: App, parcel: Parcel) -> impl IntoView {
    let word = if parcel.tries > 0 { Word::Kept } else { Word::Sending };
    view! {
        <li class="fd-message" data-from="requester" data-unsent="">
            <p class="fd-meta">{app.word(word)}</p>
            <p class="fd-said">{parcel.words}</p>
        </li>
    }
}

fn reply_box(app: App, number: i64) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = app.reply.get_untracked();
        // By the same rules as the edge; an empty reply is no fault, only nothing to send.
        match desk::text::required_text(&words, desk::text::BODY_MAX) {
            Ok(words) => {
                sender::send_reply(app, number, words);
                app.reply.set(String::new());
            }
            Err(desk::text::What::Missing) => {}
            Err(what) => app.say.set(app.words.fault(what)),
        }
    };
    let too_long = move || app.reply.with(|reply| reply.chars().count() > desk::text::BODY_MAX);
    let gone = move || app.trouble.get() == Some(Word::ThreadGone);
    view! {
        <form class="fd-reply" hidden=gone on:submit=submit>
            <div class="fd-field">
                <label for="fd-reply">{app.word(Word::Reply)}</label>
                <textarea
                    id="fd-reply"
                    name="reply"
                    rows="3"
                    aria-invalid=move || too_long().then_some("true")
                    aria-describedby=move || too_long().then_some("fd-reply-fault")
                    prop:value=move || app.reply.get()
                    on:input=move |event| app.reply.set(event_target_value(&event))
                ></textarea>
                {move || too_long().then(|| {
                    let words = app.words.fault(desk::text::What::TooLong(desk::text::BODY_MAX));
                    view! { <p class="fd-error" id="fd-reply-fault">{words}</p> }
                })}
            </div>
            <button type="submit" class="fd-button">{app.word(Word::ReplySend)}</button>
        </form>
    }
}
