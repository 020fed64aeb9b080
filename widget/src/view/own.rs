//! The requests of this device, among what Home offers.

use super::el::{El, el};
use super::home::leading;
use super::parts;
use crate::focus::Page;
use crate::parcel::Parcel;
use crate::reactive::memo;
use crate::state::{App, View};
use crate::strings::Word;

/// Requests listed; older ones are done with, or long forgotten.
const TICKETS: usize = 10;

/// What a line shows.
#[derive(Clone, PartialEq)]
struct Line {
    to: View,
    title: String,
    badge: &'static str,
    tone: &'static str,
}

/// A heading and a line each: what waits, then what was sent.
pub fn tickets(app: App, page: Page) -> El {
    let lines = move || {
        app.device.with(|device| {
            let waiting = device.outbox.iter().filter(|parcel| parcel.is_ticket()).map(|parcel| {
                let to = View::Waiting(parcel.key.clone());
                Line {
                    to,
                    title: parcel.words.clone(),
                    badge: app.word(Word::KeptTitle),
                    tone: "warn",
                }
            });
            let sent = device.tickets.iter().map(|ticket| {
                let unsent = device.outbox.iter().any(|p| p.is_message_on(ticket.number));
                let (word, tone) = if unsent {
                    (Word::KeptTitle, "warn")
                } else if ticket.unread {
                    (Word::NewReply, "danger")
                } else {
                    (parts::state_word(ticket.state), parts::state_tone(ticket.state))
                };
                let title = ["#", &ticket.number.to_string(), " ", &ticket.subject].concat();
                Line { to: View::Ticket(ticket.number), title, badge: app.word(word), tone }
            });
            waiting.chain(sent).take(TICKETS).collect::<Vec<_>>()
        })
    };
    // Drawn anew only when they say something else: a line that goes between press and release takes no click.
    let lines = memo(lines);
    let rows = move || lines.with(|lines| lines.iter().map(|line| row(app, page, line)).collect());
    el("section", "fd-section")
        .hidden(move || {
            app.device.with(|d| d.tickets.is_empty() && !d.outbox.iter().any(Parcel::is_ticket))
        })
        .with(el("h3", "").text(app.word(Word::OwnTickets)))
        .with(el("ul", "fd-list fd-own").live(rows))
}

fn row(app: App, page: Page, line: &Line) -> El {
    let badge = el("span", "fd-badge").attr("data-tone", line.tone).text(line.badge);
    el("li", "").with(leading(app, page, line.to.clone(), &line.title).with(badge))
}
