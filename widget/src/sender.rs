//! Brings messages from the outbox to the edge, and news of tickets back.
//!
//! One sender at a time: within a tab by a flag, among tabs by a Web Lock where there are such. Two
//! senders would do no harm, only work: the edge knows each message by its key.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use desk::wire::visitor::{NewMessage, Thread};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use crate::api::{self, Trouble};
use crate::dom::{after, now_ms, parse_json, random_key, sleep, visible, window};
use crate::draft::Draft;
use crate::outbox::{Outcome, Parcel};
use crate::state::{App, View};
use crate::strings::Word;
use crate::{talk, wire};

thread_local! {
    static SENDING: Cell<bool> = const { Cell::new(false) };
    /// Grows with every new reason to look for replies: a loop with an older number ends.
    static WATCH: Cell<u32> = const { Cell::new(0) };
}

/// Puts the draft into the outbox, shows it waiting, and starts sending.
pub fn send_draft(app: App) {
    let key = random_key();
    let page = App::page();
    let context = app.journey.with_untracked(|journey| journey.context(&page));
    let locale = app.words.locale();
    let new = app
        .draft
        .with_untracked(|draft| draft.ticket(key.clone(), locale, context));
    let body = wire::write_ticket(&new);
    post(app, parcel(key.clone(), None, body, new.subject));
    // What was written is safe in the outbox, and comes back from there if it is refused.
    app.draft.update(Draft::sent);
    app.turn_into(View::Waiting(key));
}

/// Puts a reply into the outbox and starts sending.
pub fn send_reply(app: App, number: i64, words: String) {
    let new = NewMessage {
        key: random_key(),
        body: words,
    };
    let body = wire::write_message(&new);
    post(app, parcel(new.key, Some(number), body, new.body));
}

fn parcel(key: String, to: Option<i64>, body: String, words: String) -> Parcel {
    Parcel {
        key,
        to,
        body,
        words,
        since_ms: now_ms(),
        tries: 0,
        next_ms: 0,
        refused: None,
    }
}

fn post(app: App, parcel: Parcel) {
    app.keep(|device| {
        device.outbox.push(parcel);
        // Somebody is waiting in front of the screen.
        device.hurry();
    });
    start(app);
}

/// Sends what is due, unless that is happening already.
pub fn start(app: App) {
    if SENDING.replace(true) {
        return;
    }
    spawn_local(async move {
        let held = with_lock(app, async move { deliver_all(app).await }).await;
        SENDING.set(false);
        // Another tab has the lock and may be closed at any moment; or something is not due yet.
        let wait = app
            .device
            .with_untracked(|device| device.next(now_ms()).map(|(_, wait)| wait));
        if let Some(wait) = wait {
            let wait = if held { wait.max(100) } else { 5_000 };
            after(wait.min(i64::from(i32::MAX)) as i32, move || start(app));
        }
    });
}

async fn deliver_all(app: App) {
    loop {
        app.refresh();
        let next = app
            .device
            .with_untracked(|d| d.next(now_ms()).filter(|n| n.1 == 0).map(|n| n.0.clone()));
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
            let url = app.config.with_value(|config| config.api("tickets"));
            api::json("POST", &url, None, Some(&parcel.body), wire::created)
                .await
                .map(|created| (created.thread, Some(created.token)))
        }
        Some(number) => {
            let token = app
                .device
                .with_untracked(|d| d.ticket(number).map(|t| t.token.clone()));
            let url = app.config.with_value(|config| {
                config.api(&["tickets/", &number.to_string(), "/messages"].concat())
            });
            api::json(
                "POST",
                &url,
                token.as_deref(),
                Some(&parcel.body),
                wire::thread,
            )
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
    let watched = app.view.with_untracked(|view| match view {
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
            show(app, thread);
            watch(app);
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
    let mut draft = Draft::read(&parse_json(&parcel.body).unwrap_or_default());
    if let Some(fields) = parcel.refused {
        draft.refused = true;
        // The edge speaks English; in another language a general sentence is better than that.
        let english = app.words.locale() == "en";
        let said = |fault: String| {
            if english {
                fault
            } else {
                app.word(Word::FaultOther).to_owned()
            }
        };
        draft.faults = fields
            .into_iter()
            .map(|f| (f.field, said(f.fault)))
            .collect();
    }
    app.draft.set(draft);
    app.turn_into(View::Form);
}

/// Looks for replies to the ticket on screen for as long as it is there, and the panel open.
pub fn watch(app: App) {
    let turn = WATCH.get().wrapping_add(1);
    WATCH.set(turn);
    let View::Ticket(number) = app.view.get_untracked() else {
        return;
    };
    spawn_local(async move {
        let mut wait = 5_000;
        while WATCH.get() == turn && app.open.get_untracked() {
            if visible() {
                let news = look(app, number).await;
                wait = talk::next_wait(wait, news);
            }
            sleep(wait).await;
        }
    });
}

/// Ends it.
pub fn unwatch() {
    WATCH.set(WATCH.get().wrapping_add(1));
}

/// Asks once for what came after the last message known. Says whether anything did.
async fn look(app: App, number: i64) -> bool {
    let known = app
        .thread
        .with_untracked(|t| t.as_ref().filter(|t| t.number == number).map(|t| t.cursor));
    match ask(app, number, known.unwrap_or(0)).await {
        Some(Ok(thread)) => show(app, thread),
        Some(Err(Trouble::Refused(_))) => {
            app.trouble.set(Some(Word::ThreadGone));
            unwatch();
            false
        }
        Some(Err(Trouble::Unreachable)) => {
            app.trouble.set(Some(Word::ThreadStale));
            false
        }
        None => false,
    }
}

async fn ask(app: App, number: i64, after: i64) -> Option<Result<Thread, Trouble>> {
    let token = app
        .device
        .with_untracked(|d| d.ticket(number).map(|t| t.token.clone()))?;
    let rest = [
        "tickets/",
        &number.to_string(),
        "?after=",
        &after.to_string(),
    ]
    .concat();
    let url = app.config.with_value(|config| config.api(&rest));
    Some(api::json("GET", &url, Some(&token), None, wire::thread).await)
}

/// Puts news of the ticket on screen; says whether there was any.
fn show(app: App, news: Thread) -> bool {
    if app.view.get_untracked() != View::Ticket(news.number) {
        return false;
    }
    let fresh = !news.messages.is_empty();
    let same = app
        .thread
        .with_untracked(|t| t.as_ref().is_some_and(|t| t.number == news.number));
    let mut replies = vec![];
    if same {
        app.thread.update(|known| {
            if let Some(known) = known {
                replies = talk::absorb(known, news);
            }
        });
    } else {
        app.thread.set(Some(news));
    }
    app.trouble.set(None);
    if let Some(reply) = replies.last() {
        let name = if reply.name.is_empty() {
            app.word(Word::Team)
        } else {
            &reply.name
        };
        app.say.set(app.words.fill(Word::ReplyFrom, name));
    }
    if let Some(thread) = app.thread.get_untracked() {
        app.keep(|device| device.looked(&thread));
    }
    fresh
}

/// Asks once for each open ticket of this device whether a reply came: when the panel opens.
pub fn check_replies(app: App) {
    spawn_local(async move {
        let open: Vec<(i64, i64)> = app.device.with_untracked(|device| {
            device
                .tickets
                .iter()
                .filter(|t| !t.unread)
                .take(5)
                .map(|t| (t.number, t.seen))
                .collect()
        });
        for (number, seen) in open {
            let Some(Ok(thread)) = ask(app, number, seen).await else {
                continue;
            };
            let looking =
                app.open.get_untracked() && app.view.get_untracked() == View::Ticket(number);
            let replied = thread
                .messages
                .iter()
                .any(|m| m.from == desk::wire::visitor::Author::Agent);
            let known = app
                .device
                .with_untracked(|d| d.ticket(number).map(|t| (t.state, t.unread)));
            if looking || known == Some((thread.state, replied)) {
                continue;
            }
            app.keep(|device| {
                if let Some(own) = device.tickets.iter_mut().find(|t| t.number == number) {
                    own.state = thread.state;
                    own.unread |= replied;
                }
            });
            if replied {
                app.say.set(app.word(Word::NewReply).to_owned());
            }
        }
    });
}

/// Runs `work` while holding this site's lock; `false` when another tab holds it.
async fn with_lock(app: App, work: impl Future<Output = ()> + 'static) -> bool {
    let Some((locks, request)) = lock_manager() else {
        work.await;
        return true;
    };
    let name = app.config.with_value(|config| config.storage_key());
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    // Shared, so that it is still there when the request for the lock itself is refused.
    let work = Rc::new(RefCell::new(Some(Box::pin(work))));
    let waiting = Rc::clone(&work);
    let callback = Closure::once_into_js(move |lock: JsValue| -> Promise {
        let work = if lock.is_null() { None } else { waiting.take() };
        future_to_promise(async move {
            let held = work.is_some();
            if let Some(work) = work {
                work.await;
            }
            Ok(held.into())
        })
    });
    let answer = match request.call3(&locks, &name.into(), &options, &callback) {
        Ok(promise) => JsFuture::from(Promise::from(promise)).await,
        Err(refused) => Err(refused),
    };
    match answer {
        Ok(held) => held.as_bool() == Some(true),
        // In a sandboxed frame, for one. Better two senders than none.
        Err(_) => {
            if let Some(work) = work.take() {
                work.await;
            }
            true
        }
    }
}

fn lock_manager() -> Option<(JsValue, Function)> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())
        .ok()
        .filter(JsValue::is_object)?;
    let request = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    Some((locks, request))
}
