//! A ticket's conversation.

mod closing;

use desk::ticket::TicketState;
use desk::wire::visitor::{Author, Message, Thread};

use super::el::{El, el};
use super::{files, parts, waiting};
use crate::clock;
use crate::files::Desk;
use crate::focus::Page;
use crate::parcel::Of;
use crate::reactive::{Signal, effect, memo};
use crate::state::App;
use crate::strings::Word;
use crate::{dom, letters, replies};

/// A ticket of this device.
pub fn ticket(app: App, page: Page, number: i64) -> El {
    let thread = memo(move || app.thread.get().filter(|thread| thread.number == number));
    if thread.peek_with(Option::is_none) {
        app.trouble.set(None);
    }
    // Looked at again as soon as it can be seen again.
    effect(move || match app.open.get() {
        true => replies::watch(app),
        false => replies::unwatch(),
    });
    dom::listen(&dom::document(), "visibilitychange", move || {
        if dom::visible() {
            replies::watch(app);
        }
    });
    let subject = app.device.peek_with(|d| d.ticket(number).map(|t| t.subject.clone()));
    let (known, badge, hope) = (thread.clone(), thread.clone(), thread.clone());
    let loaded = move || known.with(Option::is_some) || app.trouble.get().is_some();
    let (closing, closed) = (closing::closing(app, page, thread.clone()), thread.clone());
    let closed = memo(move || closed.with(|thread| thread.as_ref().is_some_and(|t| t.closed)));
    let state = move || {
        let state = badge.with(|thread| thread.as_ref().map(|thread| thread.state));
        let badge = |state| {
            let tone = parts::state_tone(state);
            el("span", "fd-badge").attr("data-tone", tone).text(app.word(parts::state_word(state)))
        };
        state.map(badge).into_iter().collect()
    };
    let messages = move || {
        thread.with(|thread| {
            let messages = thread.iter().flat_map(|thread| &thread.messages);
            messages.map(|message| said(app, number, message)).collect()
        })
    };
    let trouble = move || app.trouble.get().map(|word| app.word(word).to_owned());
    let head = el("div", "fd-thread-head")
        .with(
            el("p", "fd-meta")
                .with(el("span", "fd-number").text(&["#", &number.to_string()].concat()))
                .with(el("span", "").live(state)),
        )
        .with(parts::heading("fd-article-title").text(&subject.unwrap_or_default()))
        .with(el("p", "fd-meta").live_text(move || {
            hope.with(|thread| thread.as_ref().map(|t| promise(app, t))).unwrap_or_default()
        }));
    el("section", "fd-thread")
        .with(head)
        .with(parts::meta(app.word(Word::Loading)).hidden(loaded))
        .with(
            el("p", "fd-note")
                .attr("data-tone", "warn")
                .hidden(move || app.trouble.get().is_none())
                .live_text(move || trouble().unwrap_or_default()),
        )
        .with(own_page(app, number))
        .with(el("ol", "fd-list fd-messages").live(messages))
        .with(closing)
        .with(waiting::replies(app, number))
        .with(files::waiting(app, Of::Number(number)))
        .with(reply_box(app, page, number, closed))
}

/// What to expect: never more than is known.
fn promise(app: App, thread: &Thread) -> String {
    match (thread.state, thread.expected_reply_ms) {
        _ if thread.closed => app.word(Word::ClosedHint).to_owned(),
        (TicketState::Solved, _) => app.word(Word::SolvedHint).to_owned(),
        (TicketState::New, Some(ms)) => {
            app.words.fill(Word::Expected, &clock::duration(app.words.locale(), ms))
        }
        _ => app.word(Word::ExpectedUnknown).to_owned(),
    }
}

/// Where nothing is kept, the way back: whoever leaves the page has nothing else that opens the request.
fn own_page(app: App, number: i64) -> El {
    let address = app.device.peek_with(|device| {
        let token = &device.ticket(number)?.token;
        let path =
            ["/help/", &app.config.locale, "/requests/", &number.to_string(), "?token=", token];
        Some(app.config.absolute(&path.concat()))
    });
    let page = address.map(|address| parts::outward(&address, app.word(Word::ThreadPage)));
    el("div", "fd-note fd-own-page")
        .hidden(move || !app.device.with(|device| device.fleeting))
        .with(el("p", "").text(app.word(Word::ThreadFleeting)))
        .maybe(page)
}

fn said(app: App, number: i64, message: &Message) -> El {
    let (from, name) = match message.from {
        Author::Requester => ("requester", app.word(Word::You)),
        Author::Agent if message.name.is_empty() => ("agent", app.word(Word::Team)),
        Author::Agent => ("agent", message.name.as_str()),
    };
    el("li", "fd-message")
        .attr("data-from", from)
        .with(parts::by_line(app, name, message.at_ms))
        .with(el("p", "fd-said").text(&message.body))
        .maybe(files::of_message_on(app, number, &message.attachments))
}

fn reply_box(app: App, page: Page, number: i64, closed: Signal<bool>) -> El {
    let tray = crate::files::tray(app, Desk::Reply);
    let submit = move || {
        // By the same rules as the edge; an empty reply is no fault, only nothing to send. Files need a
        // message that they come with: their names are what it says.
        let names = tray.peek_with(|tray| {
            tray.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>().join("\n")
        });
        let words = app.reply.peek();
        let words = if words.trim().is_empty() { names } else { words };
        match desk::text::required_text(&words, desk::text::BODY_MAX) {
            Ok(words) => {
                letters::send_reply(app, number, words);
                app.reply.set(String::new());
            }
            Err(desk::text::What::Missing) => {}
            Err(what) => app.say.set(app.words.fault(what)),
        }
    };
    let too_long =
        memo(move || app.reply.with(|reply| reply.chars().count() > desk::text::BODY_MAX));
    let (invalid, described) = (too_long.clone(), too_long.clone());
    let fault = move || match too_long.get() {
        true => {
            let words = app.words.fault(desk::text::What::TooLong(desk::text::BODY_MAX));
            vec![el("p", "fd-error").attr("id", "fd-reply-fault").text(&words)]
        }
        false => vec![],
    };
    let area = el("textarea", "")
        .attr("id", "fd-reply")
        .attr("name", "reply")
        .attr("rows", "3")
        .live_attr("aria-invalid", move || invalid.get().then(|| "true".to_owned()))
        .live_attr("aria-describedby", move || described.get().then(|| "fd-reply-fault".to_owned()))
        .value(move || app.reply.get())
        .input(move |words| app.reply.set(words));
    let label = el("label", "").attr("for", "fd-reply").text(app.word(Word::Reply));
    let field = el("div", "fd-field").with(label).with(area);
    let form = el("form", "fd-reply");
    let attach = files::attach(app, page, Desk::Reply, &form, None);
    let form = form
        .hidden(move || closed.get() || app.trouble.get() == Some(Word::ThreadGone))
        .with(field.with(el("div", "").live(fault)))
        .with(attach);
    parts::sent(form, app.word(Word::ReplySend), submit)
}
