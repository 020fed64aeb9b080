//! Where the focus goes when the screen changes, and what key presses do.

use leptos::prelude::*;

use super::{App, Screen};
use crate::browser;
use crate::keys::{self, Command, Press};
use crate::route::Route;

impl App {
    /// Where the focus belongs now, the best first; `None` while that is loading. It moves there when this
    /// changes.
    pub fn focus_target(self) -> Option<Vec<String>> {
        match self.screen() {
            Screen::Starting => None,
            Screen::Ticket(number) => {
                let loaded =
                    self.ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.row.number));
                (loaded == Some(number)).then(|| vec![".fd-ticket h1".to_owned()])
            }
            // Back from a ticket: where one left the list.
            Screen::Queue => match self.last_opened.get_untracked() {
                Some(number) => Some(vec![
                    format!(".fd-queue-row[data-number=\"{number}\"]"),
                    "main h1".to_owned(),
                ]),
                None => Some(vec!["main h1".to_owned()]),
            },
            Screen::SignIn | Screen::Status | Screen::Feedback | Screen::Audit | Screen::Team => {
                Some(vec!["main h1".to_owned()])
            }
        }
    }

    /// Does what a key press asks for. Says whether it did, so that the browser does not as well.
    pub fn press(self, key: &str, modified: bool) -> bool {
        let (rows, focused) = browser::all(".fd-queue-row");
        let screen = untrack(|| self.screen());
        let on_ticket = matches!(screen, Screen::Ticket(_));
        let press = Press {
            key,
            modified,
            in_field: browser::typing(),
            on_desk: on_ticket || screen == Screen::Queue,
            on_ticket,
            on_row: focused.is_some(),
            letters_off: browser::letters_off(),
        };
        let Some(command) = keys::command(press) else { return false };
        match command {
            Command::Next | Command::Previous => {
                let to = keys::step(command, focused, rows.len());
                return to.and_then(|to| rows.get(to)).is_some_and(|row| row.focus().is_ok());
            }
            Command::Back => browser::go(&Route::Queue.href()),
            Command::Reply => {
                let row = focused
                    .and_then(|at| rows.get(at))
                    .and_then(|row| row.get_attribute("data-number"));
                match (row.and_then(|number| number.parse().ok()), screen) {
                    (Some(number), Screen::Ticket(open)) if number == open => self.ask_reply(),
                    (None, Screen::Ticket(_)) => self.ask_reply(),
                    (Some(number), _) => {
                        self.wants_reply.set(true);
                        browser::go(&Route::Ticket(number).href());
                    }
                    (None, _) => return false,
                }
            }
        }
        true
    }

    fn ask_reply(self) {
        self.noting.set(false);
        browser::focus(".fd-compose textarea");
    }

    /// Moves the focus to where it belongs.
    pub fn move_focus(self, targets: &[String]) {
        if self.wants_reply.get_untracked()
            && matches!(untrack(|| self.screen()), Screen::Ticket(_))
        {
            self.wants_reply.set(false);
            self.ask_reply();
        } else {
            let _ = targets.iter().any(|target| browser::focus(target));
        }
    }
}
