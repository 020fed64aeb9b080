//! The private page of a request: its thread, where it stands, and a form to go on with it.

use desk::text::{Fault, escape_html as escape};
use desk::ticket::TicketState;
use desk::wire::site::SiteManifest;
use desk::wire::visitor::{Author, Message, NewMessage, Thread};
use frame::document::{self, Kind};
use frame::time::{duration, element};
use frame::words::{self, Words, fill};

use super::field::{Faults, Field, notice, text};
use super::{Content, answer, framed};
use crate::http::Response;

/// Address of the page. Whoever has it can read the request and write there.
pub fn address(locale: &str, number: i64, token: &str) -> String {
    format!("/help/{locale}/requests/{number}?token={token}")
}

/// A reply in the making: what was typed, with its faults.
pub struct Reply<'a> {
    /// Key and text.
    pub typed: NewMessage,
    /// What is wrong with it.
    pub faults: &'a [Fault],
    /// Said above the form; empty for nothing.
    pub said: &'a str,
}

/// The page. `token` is the one that opened it.
pub fn page(
    site: &SiteManifest,
    locale: &str,
    status: u16,
    thread: &Thread,
    token: &str,
    reply: &Reply<'_>,
) -> Response {
    let words = words::of(locale);
    let here = escape(&address(locale, thread.number, token));
    let messages: String = thread.messages.iter().map(|m| message(words, m)).collect();
    let title = fill(words.request, &thread.number.to_string());
    let main = format!(
        "<header class=\"fd-section-head\"><p class=\"fd-meta\">{title} · \
         <span class=\"fd-badge\" data-tone=\"{tone}\">{state}</span></p>\
         <h1><bdi>{subject}</bdi></h1><p class=\"fd-lead\">{expected}</p></header>\n\
         <p class=\"fd-notice\">{private}</p>\n\
         <ol class=\"fd-thread\">\n{messages}</ol>\n\
         <p><a class=\"fd-button-quiet\" href=\"{here}\">{refresh}</a></p>\n\
         {form}",
        tone = tone(thread.state),
        state = words.ticket(thread.state),
        subject = escape(&thread.subject),
        expected = expected(words, thread),
        private = words.private,
        refresh = words.refresh,
        form = form(words, &here, thread, reply),
    );
    let versions =
        document::everywhere(&framed(site), |locale| address(locale, thread.number, token));
    let content =
        Content { locale, kind: Kind::Help, title: &title, versions: &versions, main: &main };
    let mut answer = answer(site, status, &content).with("cache-control", "no-store");
    // The address is a secret: no page that is left for, or loaded from, learns of it.
    answer.headers.retain(|(name, _)| name != "referrer-policy");
    answer.with("referrer-policy", "no-referrer")
}

/// What a first reply may take, as long as there is none; and how to go on when it is solved.
fn expected(words: &Words, thread: &Thread) -> String {
    match (thread.state, thread.expected_reply_ms) {
        (TicketState::Solved, _) => words.solved_hint.into(),
        (TicketState::Pending, _) => String::new(),
        (TicketState::New, Some(ms)) => fill(words.expected, &duration(words, ms)),
        _ => words.expected_unknown.into(),
    }
}

fn tone(state: TicketState) -> &'static str {
    match state {
        TicketState::New | TicketState::Open => "accent",
        TicketState::Pending => "warn",
        TicketState::Solved => "success",
    }
}

fn message(words: &Words, message: &Message) -> String {
    let (from, name) = match message.from {
        Author::Requester => ("requester", words.you),
        Author::Agent if message.name.is_empty() => ("agent", words.team),
        Author::Agent => ("agent", message.name.as_str()),
    };
    format!(
        "<li class=\"fd-message\" id=\"m{}\" data-from=\"{from}\"><p class=\"fd-meta\">\
         <strong><bdi>{}</bdi></strong> · {}</p>\n<p class=\"fd-said\" dir=\"auto\">{}</p></li>\n",
        message.seq,
        escape(name),
        element(words, message.at_ms),
        escape(&message.body)
    )
}

fn form(words: &Words, here: &str, thread: &Thread, reply: &Reply<'_>) -> String {
    let hint = match thread.state {
        TicketState::Solved => words.solved_hint,
        _ => "",
    };
    let field = Field { name: "body", label: words.reply, hint, optional: false };
    let faults = Faults { all: reply.faults, first: (!reply.faults.is_empty()).then_some("body") };
    format!(
        "{notice}<form class=\"fd-form\" method=\"post\" action=\"{here}\" novalidate>\n\
         <input type=\"hidden\" name=\"key\" value=\"{key}\" autocomplete=\"off\">\n\
         {field}<p><button class=\"fd-button\">{send}</button></p>\n</form>\n",
        notice = notice(reply.said, "danger"),
        key = escape(&reply.typed.key),
        field = field.html(words, &faults, |attributes| text(attributes, &reply.typed.body)),
        send = words.reply_send,
    )
}
