//! Brings messages from the outbox to the edge.
//!
//! One sender at a time: within a tab by a flag, among tabs by a Web Lock where there are such. Two
//! senders would do no harm, only work: the edge knows each message by its key.

use std::cell::Cell;

use desk::wire::visitor::NewMessage;
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, Trouble};
use crate::dom::{after, now_ms, parse_json, random_key};
use crate::draft::Draft;
use crate::lock::with_lock;
use crate::outbox::{Device, Outcome, Parcel};
use crate::replies;
use crate::state::{App, View};
use crate::strings::Word;
use crate::wire;

thread_local! {
    static SENDING: Cell<bool> = const { Cell::new(false) };
}

/// Puts the draft into the outbox, shows it waiting, and starts sending.
pub fn send_draft(app: App) {
    let key = random_key();
    let page = App::page();
    let context = app.journey.peek_with(|journey| journey.context(&page));
    let locale = app.words.locale();
    let new = app.questions.peek_with(|asked| {
        app.draft.peek_with(|draft| draft.ticket(key.clone(), locale, context, asked))
    });
    let body = wire::write_ticket(&new);
    post(app, parcel(key.clone(), None, body, new.subject));
    // What was written is safe in the outbox, and comes back from there if it is refused.
    app.draft.update(Draft::sent);
    app.turn_into(View::Waiting(key));
}

/// Puts a reply into the outbox and starts sending.
pub fn send_reply(app: App, number: i64, words: String) {
    let new = NewMessage { key: random_key(), body: words };
    let body = wire::write_message(&new);
    post(app, parcel(new.key, Some(number), body, new.body));
}

fn parcel(key: String, to: Option<i64>, body: String, words: String) -> Parcel {
    Parcel { key, to, body, words, since_ms: now_ms(), tries: 0, next_ms: 0, refused: None }
}

fn post(app: App, parcel: Parcel) {
    app.keep(|device| {
        device.outbox.push(parcel);
        // Somebody is waiting in front of the screen.
        device.hurry();
    });
    start(app);
}

/// Sends everything that waits now, whatever was tried before.
pub fn hurry(app: App) {
    app.keep(Device::hurry);
    start(app);
}

/// Sends what is due, unless that is happening already.
pub fn start(app: App) {
    if SENDING.replace(true) {
        return;
    }
    let name = app.config.storage_key();
    spawn_local(async move {
        let held = with_lock(&name, async move { deliver_all(app).await }).await;
        SENDING.set(false);
        // Another tab has the lock and may be closed at any moment; or something is not due yet.
        let wait = app.device.peek_with(|device| device.next(now_ms()).map(|(_, wait)| wait));
        if let Some(wait) = wait {
            let wait = if held { wait.max(100) } else { 5_000 };
            after(wait.min(i64::from(i32::MAX)) as i32, move || start(app));
        }
    });
}

async fn deliver_all(app: App) {
    loop {
        app.refresh();
        let next =
            app.device.peek_with(|d| d.next(now_ms()).filter(|n| n.1 == 0).map(|n| n.0.clone()));
        let Some(parcel) = next else { return };
        let outcome = deliver(app, &parcel).await;
        let chance = js_sys::Math::random();
        app.keep(|device| device.settle(&parcel.key, outcome.clone(), now_ms(), chance));
        arrived(app, &parcel, outcome);
    }
}

async fn deliver(app: App, parcel: &Parcel) -> Outcome {
    let answer = match parcel.to {
        None => {
            let url = app.config.api("tickets");
            api::json("POST", &url, None, Some(&parcel.body), wire::created)
                .await
                .map(|created| (created.thread, Some(created.token)))
        }
        Some(number) => {
            let token = app.device.peek_with(|d| d.ticket(number).map(|t| t.token.clone()));
            let url = app.config.api(&["tickets/", &number.to_string(), "/messages"].concat());
            api::json("POST", &url, token.as_deref(), Some(&parcel.body), wire::thread)
                .await
                .map(|thread| (thread, None))
        }
    };
    match answer {
        Ok((thread, token)) => Outcome::Delivered(thread, token),
        Err(Trouble::Refused(problem)) => Outcome::Refused(problem.fields),
        Err(Trouble::Unreachable) => Outcome::Later,
    }
}

/// Tells the visitor what came of it.
fn arrived(app: App, parcel: &Parcel, outcome: Outcome) {
    let watched = app.view.peek_with(|view| match view {
        View::Waiting(key) => *key == parcel.key,
        View::Ticket(number) => parcel.to == Some(*number),
        _ => false,
    });
    match outcome {
        Outcome::Delivered(thread, Some(_)) => {
            let number = thread.number;
            app.say.set(app.words.fill(Word::Sent, &number.to_string()));
            if watched {
                app.thread.set(Some(thread));
                app.turn_into(View::Ticket(number));
            }
        }
        Outcome::Delivered(thread, None) if watched => {
            replies::show(app, thread);
            replies::watch(app);
        }
        Outcome::Refused(_) if watched && parcel.to.is_none() => reopen(app, &parcel.key),
        Outcome::Refused(_) if watched => {
            app.keep(|device| device.take(&parcel.key));
            app.reply.set(parcel.words.clone());
            app.trouble.set(Some(Word::NotAccepted));
        }
        _ => {}
    }
}

/// Brings a refused message back into the form, with what is wrong.
pub fn reopen(app: App, key: &str) {
    let Some(parcel) = app.keep(|device| device.take(key)) else {
        return;
    };
    let mut draft = Draft::read_whole(&parse_json(&parcel.body).unwrap_or_default());
    if let Some(fields) = parcel.refused {
        draft.refused = true;
        // The edge speaks English; in another language a general sentence is better than that.
        let english = app.words.locale() == "en";
        let said = |fault: String| {
            if english { fault } else { app.word(Word::FaultOther).to_owned() }
        };
        draft.faults = fields.into_iter().map(|f| (f.field, said(f.fault))).collect();
    }
    app.draft.set(draft);
    app.turn_into(View::Form);
}
