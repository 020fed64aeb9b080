//! News of tickets: the thread on screen is looked at again and again, the others when the panel opens.

use std::cell::Cell;

use desk::wire::visitor::{Author, Thread};
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, Trouble};
use crate::dom::{sleep, visible};
use crate::keeping::keep;
use crate::state::{App, View};
use crate::strings::Word;
use crate::{talk, wire};

thread_local! {
    /// Grows with every new reason to look: a loop with an older number ends.
    static WATCH: Cell<u32> = const { Cell::new(0) };
}

/// Looks for replies to the ticket on screen for as long as it is there, and the panel open.
pub fn watch(app: App) {
    let turn = WATCH.get().wrapping_add(1);
    WATCH.set(turn);
    let View::Ticket(number) = app.view.peek() else {
        return;
    };
    spawn_local(async move {
        let mut wait = 5_000;
        while WATCH.get() == turn && app.open.peek() {
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
    let known = || {
        let of = |t: &Thread| (t.cursor, t.state, t.closed);
        app.thread.peek_with(|t| t.as_ref().filter(|t| t.number == number).map(of))
    };
    let before = known();
    match ask(app, number, before.map_or(0, |(cursor, ..)| cursor)).await {
        // What came meanwhile, "solved" for one, is newer than this: asked again instead of taken back for a while.
        Some(Ok(_)) if before.is_some() && known() != before => true,
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
    let token = app.device.peek_with(|d| d.ticket(number).map(|t| t.token.clone()))?;
    let rest = ["tickets/", &number.to_string(), "?after=", &after.to_string()].concat();
    let url = app.config.api(&rest);
    Some(api::json("GET", &url, Some(&token), None, wire::thread).await)
}

/// Puts news of the ticket on screen; says whether there was any.
pub fn show(app: App, news: Thread) -> bool {
    if app.view.peek() != View::Ticket(news.number) {
        return false;
    }
    let fresh = !news.messages.is_empty();
    let same = app.thread.peek_with(|t| t.as_ref().is_some_and(|t| t.number == news.number));
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
        let name = if reply.name.is_empty() { app.word(Word::Team) } else { &reply.name };
        app.say.set(app.words.fill(Word::ReplyFrom, name));
    }
    if let Some(thread) = app.thread.peek()
        && app.device.peek_with(|device| device.clone().looked(&thread))
    {
        spawn_local(async move {
            keep(app, move |device| device.looked(&thread)).await;
        });
    }
    fresh
}

/// Asks once for each open ticket of this device whether a reply came: when the panel opens.
pub fn check_replies(app: App) {
    spawn_local(async move {
        let open: Vec<(i64, i64)> = app.device.peek_with(|device| {
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
            let looking = app.open.peek() && app.view.peek() == View::Ticket(number);
            let replied = thread.messages.iter().any(|m| m.from == Author::Agent);
            let known = app.device.peek_with(|d| d.ticket(number).map(|t| (t.state, t.unread)));
            if looking || known == Some((thread.state, replied)) {
                continue;
            }
            keep(app, move |device| {
                if let Some(own) = device.tickets.iter_mut().find(|t| t.number == number) {
                    own.state = thread.state;
                    own.unread |= replied;
                }
            })
            .await;
            if replied {
                app.say.set(app.word(Word::NewReply).to_owned());
            }
        }
    });
}
