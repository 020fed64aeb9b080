//! What is not delivered yet: how it stands, and what the visitor can do about it.

use std::cell::Cell;

use super::el::{El, el, focus};
use super::{files, parts};
use crate::dom::{drawn, now_ms, parse_json, shadow};
use crate::json::Json;
use crate::letters;
use crate::parcel::{Of, Standing};
use crate::reactive::{Signal, effect, memo};
use crate::state::App;
use crate::strings::Word;

/// What is shown of a parcel. What else changes in it redraws nothing.
#[derive(Clone, PartialEq)]
struct Shown {
    /// A ticket's subject, or a reply.
    words: String,
    /// A ticket's message.
    said: String,
    standing: Standing,
    fleeting: bool,
}

/// `None` when it is not in the outbox, or not any more.
fn shown(app: App, key: String) -> Signal<Option<Shown>> {
    memo(move || {
        app.device.with(|device| {
            let parcel = device.parcel(&key)?;
            let standing = parcel.standing(now_ms());
            let said = parse_json(&parcel.body).map(|body| body.text_at("body"));
            let (words, said) = (parcel.words.clone(), said.unwrap_or_default());
            Some(Shown { words, said, standing, fleeting: device.fleeting })
        })
    })
}

/// A ticket of the outbox, by its key: it has no number yet.
pub fn ticket(app: App, key: String) -> El {
    let removed = letters::removed();
    removed.set(vec![]);
    let parcel = shown(app, key.clone());
    let (subject, there, seen) = (parcel.clone(), parcel.clone(), parcel.clone());
    let message = parcel.clone();
    let message = move || message.get().map(|shown| shown.said).unwrap_or_default();
    let message = el("li", "fd-message")
        .attr("data-from", "requester")
        .attr("data-unsent", "")
        .with(el("p", "fd-said").live_text(message));
    effect({
        let (removed, key) = (removed.clone(), key.clone());
        move || match seen.get().map(|shown| shown.standing) {
            Some(Standing::Refused) => letters::refused(app, &key),
            Some(_) => {}
            None if removed.with(|removed| removed.iter().any(|parcel| parcel.key == key)) => {}
            None => letters::look_for(app, key.clone()),
        }
    });
    let heading = parts::heading("fd-article-title")
        .live_text(move || subject.get().map(|shown| shown.words).unwrap_or_default());
    let back = heading.clone();
    let undo = move || match removed.with(Vec::is_empty) {
        true => vec![],
        false => vec![undo(app, &back)],
    };
    let content = el("div", "fd-thread")
        .hidden(move || there.with(Option::is_none))
        .with(note(app, &parcel, "fd-note").attr("role", "status"))
        .with(el("ol", "fd-list fd-messages").with(message))
        .with(files::waiting(app, Of::Parcel(key.clone())))
        .with(warning(app, &parcel, "fd-note"))
        .with(actions(app, key, |_| {}));
    el("section", "fd-thread").with(heading).with(content).with(el("div", "").live(undo))
}

/// The messages on a ticket that are not there yet.
pub fn replies(app: App, number: i64) -> El {
    letters::removed().set(vec![]);
    let keys = memo(move || {
        app.device.with(|device| {
            let mine = device.outbox.iter().filter(|parcel| parcel.is_message_on(number));
            mine.map(|parcel| parcel.key.clone()).collect::<Vec<_>>()
        })
    });
    let (any, none) = (keys.clone(), keys.clone());
    let gone = memo(move || {
        let of = Some(Of::Number(number));
        letters::removed().with(|removed| removed.iter().any(|parcel| parcel.of == of))
    });
    let list = el("ol", "fd-list fd-messages").attr("tabindex", "-1");
    let (back, deleted, undone) = (list.clone(), gone.clone(), gone.clone());
    let list = list
        .hidden(move || any.with(Vec::is_empty))
        .live(move || keys.get().into_iter().map(|key| reply(app, key)).collect());
    let undo = move || match gone.get() {
        true => vec![undo(app, &back)],
        false => vec![],
    };
    el("div", "fd-thread")
        .hidden(move || none.with(Vec::is_empty) && !undone.get())
        .with(list)
        .with(el("div", "").hidden(move || !deleted.get()).live(undo))
}

fn reply(app: App, key: String) -> El {
    let parcel = shown(app, key.clone());
    let words = parcel.clone();
    let words = move || words.get().map(|shown| shown.words).unwrap_or_default();
    el("li", "fd-message")
        .attr("data-from", "requester")
        .attr("data-unsent", "")
        .with(note(app, &parcel, "fd-meta"))
        .with(el("p", "fd-said").live_text(words))
        .with(files::waiting(app, Of::Parcel(key.clone())))
        .with(warning(app, &parcel, "fd-meta"))
        .with(actions(app, key, |button| {
            let root = shadow(button.element());
            if let Some(field) = root.and_then(|root| root.query_selector("#fd-reply").ok()?) {
                focus(&field);
            }
        }))
}

/// How it stands.
fn note(app: App, parcel: &Signal<Option<Shown>>, class: &str) -> El {
    let (words, tone) = (parcel.clone(), parcel.clone());
    let fresh = |shown: &Option<Shown>| {
        shown.as_ref().is_none_or(|shown| shown.standing == Standing::Fresh)
    };
    let word = move |shown: &Option<Shown>| {
        app.word(match shown {
            Some(Shown { standing: Standing::TooOld, .. }) => Word::TooOld,
            Some(Shown { standing: Standing::Held, .. }) => Word::Held,
            Some(Shown { standing: Standing::Refused, .. }) => Word::NotAccepted,
            Some(Shown { standing: Standing::Closed, .. }) => Word::ClosedReply,
            Some(Shown { standing: Standing::Waits, fleeting: false, .. }) => Word::Kept,
            Some(Shown { standing: Standing::Waits, .. }) => Word::KeptTitle,
            _ => Word::Sending,
        })
    };
    el("p", class)
        .live_attr("data-tone", move || {
            Some(if tone.with(fresh) { "accent" } else { "warn" }.to_owned())
        })
        .live_text(move || words.with(word).to_owned())
}

/// That it goes with the tab, where the browser stores nothing.
fn warning(app: App, parcel: &Signal<Option<Shown>>, class: &str) -> El {
    let parcel = parcel.clone();
    el("p", class)
        .attr("data-tone", "warn")
        .attr("data-fleeting", "")
        .hidden(move || !parcel.with(|shown| shown.as_ref().is_some_and(|shown| shown.fleeting)))
        .text(app.word(parts::unkept()))
}

/// Edit and delete; deleting asks once, in their place. `edited` is told the button of an edit.
fn actions(app: App, key: String, edited: fn(&El)) -> El {
    let doubt = Signal::new(false);
    let parcel = shown(app, key.clone());
    let closed = memo(move || {
        parcel.with(|shown| shown.as_ref().is_some_and(|s| s.standing == Standing::Closed))
    });
    let touched = Cell::new(false);
    el("div", "fd-acts").live(move || {
        let asks = doubt.get();
        let small = |word| parts::button("fd-button-quiet fd-button-small").text(app.word(word));
        let (key, doubts) = (key.clone(), doubt.clone());
        let turn = {
            let doubts = doubts.clone();
            move || doubts.set(!asks)
        };
        let (made, first) = if asks {
            let asked = app.device.peek_with(|d| d.parcel(&key).is_some_and(|p| p.asked));
            let word = if asked { Word::DeleteAsked } else { Word::DeleteSure };
            let delete = small(Word::Delete).click(move || {
                // Brought back, it is as it was before.
                doubts.set(false);
                letters::delete(app, &key);
            });
            let keep = small(Word::KeepIt).click(turn);
            (vec![parts::meta(app.word(word)), delete.clone(), keep], delete)
        } else {
            let edit = if closed.get() {
                small(Word::ClosedNew).class("fd-renew").click(move || letters::renew(app, &key))
            } else {
                let edit = small(Word::Edit).class("fd-edit");
                let button = edit.clone();
                edit.click(move || {
                    letters::edit(app, &key);
                    edited(&button);
                })
            };
            let delete = small(Word::Delete).class("fd-delete").click(turn);
            (vec![edit, delete.clone()], delete)
        };
        // The button that was pressed is gone: the focus goes to the one in its place.
        if touched.replace(true) {
            drawn(move || focus(first.element()));
        }
        made
    })
}

/// That it is deleted, and the way back, after which the focus is on `back`.
fn undo(app: App, back: &El) -> El {
    let back = back.clone();
    let button =
        parts::button("fd-button-quiet fd-button-small fd-undo").text(app.word(Word::Undo));
    let pressed = button.clone();
    drawn(move || focus(pressed.element()));
    let button = button.click(move || {
        letters::undo(app);
        let back = back.clone();
        drawn(move || focus(back.element()));
    });
    el("p", "fd-acts").with(el("span", "fd-meta").text(app.word(Word::Deleted))).with(button)
}
