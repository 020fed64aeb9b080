//! Brings parcels from the outbox to the edge.
//!
//! One sender at a time: within a tab by a flag, among tabs by a Web Lock where there are such. Two
//! senders would do no harm, only work: the edge knows each parcel by its key.

use std::cell::Cell;

use desk::wire::visitor::NewMessage;
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, Trouble};
use crate::dom::{after, now_ms, offline, parse_json, random_key};
use crate::draft::Draft;
use crate::keeping::{keep, keep_for};
use crate::letters;
use crate::lock::with_lock;
use crate::outbox::{Device, Moment};
use crate::parcel::{Kind, Of, Outcome, Parcel};
use crate::replies;
use crate::state::{App, View};
use crate::storage::{self, files};
use crate::strings::Word;
use crate::wire;

thread_local! {
    static SENDING: Cell<bool> = const { Cell::new(false) };
    /// Something was posted while it was being sent: looked through once more.
    static AGAIN: Cell<bool> = const { Cell::new(false) };
}

/// Another tab sends, or something waits that this page cannot send: looked at again after so many
/// milliseconds.
const IDLE_MS: i64 = 5_000;

/// Puts a change of the outbox into effect: on screen at once, then stored, then sent. What `change`
/// makes must be the same when it is made twice.
pub fn post<T: 'static>(app: App, change: impl Fn(&mut Device) -> T + 'static) -> T {
    let known: Vec<_> = app.device.peek_with(|d| d.outbox.iter().map(|p| p.key.clone()).collect());
    let shown = app.device.update(&change);
    // A tab may end before the database answers.
    app.device.peek_with(|device| {
        let new = device.outbox.iter().filter(|parcel| !known.contains(&parcel.key));
        new.for_each(|parcel| storage::note(&app.key(), parcel));
    });
    let part = app.part.borrow().clone();
    spawn_local(async move {
        keep_for(app, &part, change).await;
        start(app);
    });
    shown
}

/// Sends something that is no message, such as a vote, to `path` below the site's own: stored on the
/// device until the edge took or refused it. With `ticket`, that ticket's token goes along, `{n}` in the
/// path is its number, and a thread in the answer is shown. `body` is JSON. One that waits for the same
/// place is overtaken: what was said last counts.
pub fn errand(app: App, path: &str, ticket: Option<Of>, body: String) {
    let kind = Kind::Errand(path.to_owned());
    let parcel = Parcel::new(random_key(), kind, ticket, body, String::new());
    post(app, move |device| {
        device.outbox.retain(|p| p.key == parcel.key || p.kind != parcel.kind || p.of != parcel.of);
        device.post(parcel.clone(), now_ms());
    });
}

/// Sends everything that waits now, whatever was tried before.
pub fn hurry(app: App) {
    spawn_local(async move {
        keep(app, Device::hurry).await;
        start(app);
    });
}

/// Sends what is due, unless that is happening already.
pub fn start(app: App) {
    if SENDING.replace(true) {
        return AGAIN.set(true);
    }
    let name = app.key();
    spawn_local(async move {
        let held = with_lock(&name, async move { deliver_all(app).await }).await;
        SENDING.set(false);
        if AGAIN.take() && held {
            return start(app);
        }
        let wait = app.device.peek_with(|device| device.next(now_ms()).map(|(_, wait)| wait));
        if let Some(wait) = wait {
            // The tab with the lock may be closed at any moment; what was due here was tried.
            let wait = if held && wait > 0 { wait } else { IDLE_MS };
            after(wait.min(i64::from(i32::MAX)) as i32, move || start(app));
        }
    });
}

async fn deliver_all(app: App) {
    // What belongs to whoever is here; somebody else's waits until they are back.
    let part = app.part.borrow().clone();
    loop {
        let next = keep(app, |device| {
            let parcel = device.begin(now_ms())?;
            let token = match parcel.of {
                Some(Of::Number(number)) => device.ticket(number).map(|t| t.token.clone()),
                _ => None,
            };
            Some((parcel, token))
        });
        let Some((parcel, token)) = next.await.flatten() else { return };
        if *app.part.borrow() != part {
            return;
        }
        let sent = parcel.next_body().to_owned();
        let outcome = deliver(app, &parcel, token, &sent).await;
        // The browser may be wrong about that, so one attempt is made. The others would fail like it, and the
        // lock would be kept from a tab that can reach the edge.
        let cut_off = outcome == Outcome::Later && offline();
        let told = outcome.clone();
        let moment = Moment { now_ms: now_ms(), chance: js_sys::Math::random() };
        let key = parcel.key.clone();
        keep_for(app, &part, move |device| {
            device.settle(&key, &sent, outcome, moment, |edited, to| follow(edited, &sent, to));
        })
        .await;
        if *app.part.borrow() == part {
            arrived(app, &parcel, told);
        }
        if cut_off {
            return;
        }
    }
}

async fn deliver(app: App, parcel: &Parcel, token: Option<String>, body: &str) -> Outcome {
    let number = match &parcel.of {
        Some(Of::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let path = match &parcel.kind {
        Kind::File => {
            let url = app.config.api(&["tickets/", &number, "/attachments?", body].concat());
            return upload(app, &url, &token.unwrap_or_default(), &parcel.key).await;
        }
        Kind::Ticket => "tickets".to_owned(),
        Kind::Message => ["tickets/", &number, "/messages"].concat(),
        Kind::Errand(path) => filled(path, &number),
    };
    let url = app.config.api(&path);
    let answer = if parcel.is_ticket() {
        api::json("POST", &url, None, Some(body), wire::created)
            .await
            .map(|created| Outcome::Made(created.thread, created.token))
    } else if parcel.kind == Kind::Message {
        api::json("POST", &url, token.as_deref(), Some(body), wire::thread)
            .await
            .map(|thread| Outcome::Done(Some(thread)))
    } else {
        api::said("POST", &url, token.as_deref(), Some(body))
            .await
            .map(|text| Outcome::Done(parse_json(&text).as_ref().and_then(wire::thread)))
    };
    answer.unwrap_or_else(failed)
}

fn failed(trouble: Trouble) -> Outcome {
    match trouble {
        Trouble::Refused(problem) if problem.kind == "key-reused" => Outcome::Reused,
        Trouble::Refused(problem) if problem.kind == "closed" => Outcome::Closed,
        Trouble::Refused(problem) => Outcome::Refused(problem.fields),
        Trouble::Unreachable => Outcome::Later,
    }
}

async fn upload(app: App, url: &str, token: &str, key: &str) -> Outcome {
    // Nothing to send where the browser kept none: the visitor is told, and can attach it again.
    let Some(bytes) = files::bytes(app, key).await else { return Outcome::Refused(vec![]) };
    let answer = api::upload(url, token, &bytes).await;
    let done = |text: String| Outcome::Done(parse_json(&text).as_ref().and_then(wire::thread));
    answer.map_or_else(failed, done)
}

/// A path with its gap, `{n}`, filled.
fn filled(path: &str, number: &str) -> String {
    match path.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?.1))) {
        Some((before, after)) => [before, number, after].concat(),
        None => path.to_owned(),
    }
}

/// What the visitor changed after the body `sent` had gone, as a message that follows it.
fn follow(edited: &Parcel, sent: &str, number: i64) -> Option<Parcel> {
    let words = if edited.is_ticket() {
        let read = |body| Draft::read(&parse_json(body).unwrap_or_default());
        letters::changed(&read(sent), &read(&edited.body))
    } else {
        edited.words.clone()
    };
    (!words.is_empty()).then(|| message(&random_key(), number, words))
}

/// A message on a ticket, as a parcel.
pub fn message(key: &str, number: i64, words: String) -> Parcel {
    let new = NewMessage { key: key.to_owned(), body: words };
    let body = wire::write_message(&new);
    Parcel::new(new.key, Kind::Message, Some(Of::Number(number)), body, new.body)
}

/// Tells the visitor what came of it.
fn arrived(app: App, parcel: &Parcel, outcome: Outcome) {
    let watched = app.view.peek_with(|view| match view {
        View::Waiting(key) => *key == parcel.key,
        View::Ticket(number) => parcel.of == Some(Of::Number(*number)),
        _ => false,
    });
    if parcel.kind == Kind::File && matches!(outcome, Outcome::Done(_)) {
        files::release(&parcel.key);
    }
    match outcome {
        Outcome::Made(thread, _) => {
            let number = thread.number;
            let follows =
                app.device.peek_with(|d| d.outbox.iter().any(|p| p.is_message_on(number)));
            app.say.set(match parcel.recall > 0 && follows {
                true => app.word(Word::AddedAfter).to_owned(),
                false => app.words.fill(Word::Sent, &number.to_string()),
            });
            if watched {
                app.thread.set(Some(thread));
                app.turn_into(View::Ticket(number));
            }
        }
        Outcome::Done(Some(thread)) if watched => {
            replies::show(app, thread);
            replies::watch(app);
        }
        // Reopened by staff, for one: the thread tells how it stands.
        Outcome::Refused(_) | Outcome::Reused if watched && parcel.is_any_errand() => {
            app.trouble.set(Some(Word::NotAccepted));
        }
        Outcome::Refused(_) | Outcome::Reused if watched && parcel.kind != Kind::File => {
            letters::refused(app, &parcel.key);
        }
        Outcome::Closed if watched => {
            app.thread.update(|thread| {
                if let Some(thread) = thread {
                    thread.closed = true;
                }
            });
            app.say.set(app.word(Word::ClosedReply).to_owned());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errands_go_to_their_tickets() {
        assert_eq!(filled("tickets/{n}/rating", "1001"), "tickets/1001/rating");
        assert_eq!(filled("articles/a/votes", ""), "articles/a/votes");
    }
}
