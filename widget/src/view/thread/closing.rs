//! How a ticket's thread ends: did this solve it, how was our help, and what to do when it is over.

use std::cell::Cell;
use std::rc::Rc;

use desk::ticket::TicketState;
use desk::wire::visitor::{NewRating, NewSolved, Thread};
use web_sys::Element;

use crate::dom::{self, parse_json};
use crate::focus::Page;
use crate::json::Json;
use crate::parcel::{Of, Parcel, Standing};
use crate::reactive::{Signal, memo};
use crate::state::{App, View};
use crate::strings::Word;
use crate::view::el::{El, el, focus};
use crate::view::parts;
use crate::{letters, sender, wire};

/// The scores with their words and faces, from 1 on. A face is a circle, two eyes and a mouth.
const SCORES: [(u8, Word, &str); 5] = [
    (1, Word::Rate1, "M6.4 14.2q3.6-4.4 7.2 0"),
    (2, Word::Rate2, "M6.8 13.6q3.2-2.2 6.4 0"),
    (3, Word::Rate3, "M7 13h6"),
    (4, Word::Rate4, "M6.8 12.4q3.2 2.2 6.4 0"),
    (5, Word::Rate5, "M6.2 11.6q3.8 5 7.6 0z"),
];
const FACE: &str = "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M7.4 7.6v1M12.6 7.6v1";

const SOLVED: &str = "tickets/{n}/solved";
const RATING: &str = "tickets/{n}/rating";

/// What the end of the thread shows.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// Nothing: it is our turn.
    Open,
    /// Staff answered: did this solve it?
    Answered,
    /// It is solved: how was our help?
    Solved,
    /// It was solved so long ago that another request is better.
    Closed,
}

fn end(thread: &Thread) -> End {
    match thread.state {
        TicketState::New | TicketState::Open => End::Open,
        TicketState::Pending => End::Answered,
        TicketState::Solved if thread.closed => End::Closed,
        TicketState::Solved => End::Solved,
    }
}

/// What stands between the messages and the reply box.
pub fn closing(app: App, page: Page, thread: Signal<Option<Thread>>) -> El {
    let end = memo({
        let thread = thread.clone();
        move || thread.with(|thread| thread.as_ref().map_or(End::Open, end))
    });
    let pressed: Rc<Cell<bool>> = Rc::default();
    // Drawn again only when that changes: whoever writes why they rate so is not interrupted.
    el("div", "fd-closing").live(move || {
        let end = end.get();
        if end == End::Solved && pressed.take() {
            app.say.set(app.word(Word::SolvedThanks).to_owned());
            // The button that had the focus is gone.
            focus_later(page, ".fd-rate legend");
        }
        let Some(thread) = thread.peek() else {
            return vec![];
        };
        match end {
            End::Open => vec![],
            End::Answered => vec![answered(app, page, thread.number, &pressed)],
            End::Solved => vec![rate(app, &thread), doubted(app, page)],
            End::Closed => vec![rate(app, &thread), another(app, page, thread)],
        }
    })
}

fn answered(app: App, page: Page, number: i64, pressed: &Rc<Cell<bool>>) -> El {
    let of = Of::Number(number);
    let waits = parts::errand_waits(app, SOLVED.to_owned(), Some(of.clone()));
    let pressed = Rc::clone(pressed);
    // One key however often it is pressed: what was reopened meanwhile is not solved by a retry.
    let body = wire::write_solved(&NewSolved { key: dom::random_key() });
    let yes =
        parts::button("fd-button fd-solved").text(app.word(Word::SolvedYes)).click(move || {
            pressed.set(true);
            sender::errand(app, SOLVED, Some(of.clone()), body.clone());
        });
    let question = el("p", "").attr("id", "fd-solved").text(app.word(Word::SolvedAsk));
    let answers =
        el("div", "fd-answers").attr("role", "group").attr("aria-labelledby", "fd-solved");
    el("div", "fd-vote").with(answers.with(question).with(yes).with(not_yet(app, page))).with(waits)
}

/// Said to be solved, perhaps by staff: the way back for whoever does not think so.
fn doubted(app: App, page: Page) -> El {
    let question = el("p", "").text(app.word(Word::SolvedAsk));
    el("div", "fd-vote").with(el("div", "fd-answers").with(question).with(not_yet(app, page)))
}

fn not_yet(app: App, page: Page) -> El {
    parts::button("fd-button-quiet fd-not-yet")
        .text(app.word(Word::NotYet))
        .click(move || focus_later(page, "#fd-reply"))
}

/// How the help was: a score with one tap, sent at once, and then room for words.
fn rate(app: App, thread: &Thread) -> El {
    let of = Of::Number(thread.number);
    let before = waiting_rating(app, &of)
        .or_else(|| thread.rating.as_ref().map(|rating| (rating.score, rating.comment.clone())));
    let score = Signal::new(before.as_ref().map(|before| before.0));
    let words = Signal::new(before.map(|before| before.1).unwrap_or_default());
    let said = Signal::new(false);
    let waits = parts::errand_waits(app, RATING.to_owned(), Some(of.clone()));
    let send: Rc<dyn Fn()> = Rc::new({
        let (score, words, said) = (score.clone(), words.clone(), said.clone());
        move || {
            if let Some(score) = score.peek() {
                let rating = NewRating { score, comment: words.peek() };
                sender::errand(app, RATING, Some(of.clone()), wire::write_rating(&rating));
                if !said.peek() {
                    app.say.set(app.word(Word::RateThanks).to_owned());
                }
                said.set(true);
            }
        }
    });
    let choices = SCORES.map(|choice| face(app, choice, &score, &send)).into();
    let thanks = parts::meta(app.word(Word::RateThanks)).hidden(move || !said.get());
    let rated = memo(move || score.get().is_some());
    let legend = el("legend", "").attr("tabindex", "-1").text(app.word(Word::RateAsk));
    // No form: by the standard, Enter on one of its choices may submit it, which takes the page away.
    el("div", "fd-rate")
        .with(el("fieldset", "").with(legend).with(el("div", "fd-scores").all(choices)))
        .with(comment(app, words, send).hidden(move || !rated.get()))
        .with(thanks)
        .with(waits)
}

/// What they said and is not sent yet.
fn waiting_rating(app: App, of: &Of) -> Option<(u8, String)> {
    let body = app.device.peek_with(|device| {
        let mut outbox = device.outbox.iter();
        outbox.find(|p| p.is_errand(RATING, Some(of))).map(|p| p.body.clone())
    })?;
    let rating = parse_json(&body)?;
    Some((u8::try_from(rating.int_at("score")?).ok()?, rating.text_at("comment")))
}

fn face(
    app: App,
    (score, word, mouth): (u8, Word, &str),
    chosen: &Signal<Option<u8>>,
    send: &Rc<dyn Fn()>,
) -> El {
    let now = chosen.peek() == Some(score);
    let (chosen, send) = (chosen.clone(), Rc::clone(send));
    let radio = el("input", "")
        .attr("type", "radio")
        .attr("name", "fd-score")
        .attr("value", &score.to_string())
        .on("change", move |_| {
            chosen.set(Some(score));
            send();
        });
    let radio = if now { radio.attr("checked", "") } else { radio };
    let picture = parts::icon(&[FACE, mouth].concat());
    el("label", "fd-score").with(radio).with(picture).with(el("span", "").text(app.word(word)))
}

/// One open question, sent with its button.
fn comment(app: App, words: Signal<String>, send: Rc<dyn Fn()>) -> El {
    let max = desk::text::REMARK_MAX;
    let (shown, typed, length) = (words.clone(), words.clone(), words);
    let too_long = memo(move || length.with(|words| words.chars().count() > max));
    let (invalid, fault) = (too_long.clone(), too_long.clone());
    let label = el("label", "").attr("for", "fd-rate-words").text(app.word(Word::RateOpen));
    let area = el("textarea", "")
        .attr("id", "fd-rate-words")
        .attr("rows", "2")
        .attr("aria-describedby", "fd-rate-fault")
        .live_attr("aria-invalid", move || invalid.get().then(|| "true".to_owned()))
        .value(move || shown.get())
        .input(move |words| typed.set(words));
    let fault = el("p", "fd-error").attr("id", "fd-rate-fault").live_text(move || {
        let long = fault.get();
        if long { app.words.fault(desk::text::What::TooLong(max)) } else { String::new() }
    });
    let button =
        parts::button("fd-button-quiet fd-rate-send").text(app.word(Word::Send)).click(move || {
            if !too_long.peek() {
                send();
            }
        });
    el("div", "fd-field").with(label.with(parts::optional(app))).with(area).with(fault).with(button)
}

/// The form for what comes later: it names the old request, and keeps a reply that was begun.
fn another(app: App, page: Page, thread: Thread) -> El {
    let number = thread.number;
    // A reply that came too late has a button of its own.
    let late = memo(move || {
        app.device.with(|device| {
            let closed = |p: &Parcel| p.standing(dom::now_ms()) == Standing::Closed;
            device.outbox.iter().any(|p| p.is_message_on(number) && closed(p))
        })
    });
    let button = parts::button("fd-button fd-another").text(app.word(Word::ClosedNew));
    button.hidden(move || late.get()).click(move || {
        let subject = letters::follow_up(app, number, &thread.subject);
        app.draft.update(|draft| {
            draft.set("subject", subject);
            if draft.body.is_empty() {
                draft.set("body", app.reply.peek());
            }
        });
        app.go(View::Form, page.scrolled());
    })
}

/// After what changes is drawn.
fn focus_later(page: Page, selector: &'static str) {
    dom::drawn(move || {
        if let Some(element) = page.find::<Element>(selector) {
            focus(&element);
        }
    });
}
