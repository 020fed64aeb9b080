//! The requests of this device, among what Home offers.

use super::el::{El, el};
use super::home::leading;
use super::parts;
use crate::focus::Page;
use crate::parcel::Parcel;
use crate::state::{App, View};
use crate::strings::Word;

/// Requests listed; older ones are done with, or long forgotten.
const TICKETS: usize = 10;

/// A heading and a line each: what waits, then what was sent.
pub fn tickets(app: App, page: Page) -> El {
    let rows = move || {
        app.device.with(|device| {
            let waiting = device.outbox.iter().filter(|parcel| parcel.is_ticket()).map(|parcel| {
                let to = View::Waiting(parcel.key.clone());
                row(app, page, to, &parcel.words, (app.word(Word::KeptTitle), "warn"))
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
                let badge = (app.word(word), tone);
                let title = ["#", &ticket.number.to_string(), " ", &ticket.subject].concat();
                row(app, page, View::Ticket(ticket.number), &title, badge)
            });
            waiting.chain(sent).take(TICKETS).collect()
        })
    };
    el("section", "fd-section")
        .hidden(move || {
            app.device.with(|d| d.tickets.is_empty() && !d.outbox.iter().any(Parcel::is_ticket))
        })
        .with(el("h3", "").text(app.word(Word::OwnTickets)))
        .with(el("ul", "fd-list fd-own").live(rows))
}

fn row(app: App, page: Page, to: View, title: &str, (badge, tone): (&str, &str)) -> El {
    let badge = el("span", "fd-badge").attr("data-tone", tone).text(badge);
    el("li", "").with(leading(app, page, to, title).with(badge))
}
