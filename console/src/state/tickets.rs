//! The queue, and what an agent does to one ticket.

use desk::ticket::{Priority, TicketState};
use desk::wire::Problem;
use desk::wire::staff::{Counts, EventKind, NewEvent, QueueRow, TicketDetail};
use leptos::prelude::*;

use super::{App, Place, decided};
use crate::browser;

/// A view of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// Waiting for staff.
    Open,
    /// Waiting for the requester.
    Waiting,
    /// Done.
    Solved,
}

impl View {
    /// Every view, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Open, Self::Waiting, Self::Solved];

    /// As the server calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Solved => "solved",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Waiting => "Waiting",
            Self::Solved => "Solved",
        }
    }

    /// What an empty view says.
    pub fn nothing(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => (
                "Nothing to answer",
                "New tickets appear here by themselves, the most pressing first.",
            ),
            Self::Waiting => (
                "Nobody is being waited for",
                "Tickets you have answered rest here until the requester writes.",
            ),
            Self::Solved => (
                "Nothing solved yet",
                "Solved tickets stay here and open again when the requester writes.",
            ),
        }
    }

    /// How many tickets it holds.
    pub fn count(self, counts: &Counts) -> u32 {
        match self {
            Self::Open => counts.open,
            Self::Waiting => counts.waiting,
            Self::Solved => counts.solved,
        }
    }
}

/// What can be done to a ticket in this state besides writing: (solve, reopen).
pub fn moves(state: TicketState) -> (bool, bool) {
    match state {
        TicketState::New | TicketState::Open => (true, false),
        TicketState::Pending => (true, true),
        TicketState::Solved => (false, true),
    }
}

impl App {
    /// Switches to another view.
    pub fn open_view(self, view: View) {
        if self.view.get_untracked() != view {
            self.view.set(view);
            // Counts and figures stay: they are those of every view.
            self.queue.update(|queue| {
                if let Some(queue) = queue {
                    queue.tickets.clear();
                }
            });
            self.load_queue();
        }
    }

    /// The row with this number, as of the last poll.
    pub fn row(self, number: i64) -> Option<QueueRow> {
        self.queue
            .with(|queue| queue.as_ref()?.tickets.iter().find(|row| row.number == number).cloned())
    }

    pub(super) fn load_queue(self) {
        let view = self.view.get_untracked();
        let request = async move { self.api().queue(view.name()).await };
        let empty = move || self.queue.with_untracked(Option::is_none);
        self.load(Place::Queue, request, empty, move |queue| {
            // The answer to a view that was left meanwhile is of no use.
            if self.view.get_untracked() == view
                && self.queue.with_untracked(|old| old.as_ref() != Some(&queue))
            {
                self.queue.set(Some(queue));
            }
        });
    }

    pub(super) fn load_ticket(self, number: i64) {
        if self.last_opened.get_untracked() != Some(number) {
            self.ticket.set(None);
            self.noting.set(false);
            self.last_opened.set(Some(number));
        }
        let request = async move { self.api().ticket(number).await };
        let empty = move || self.ticket.with_untracked(Option::is_none);
        self.load(Place::Screen, request, empty, move |detail| self.show_ticket(detail));
    }

    /// Shows what the server said, unless something newer is on screen already.
    fn show_ticket(self, detail: TicketDetail) {
        let wanted = self.last_opened.get_untracked() == Some(detail.row.number);
        let stale = self.ticket.with_untracked(|old| {
            old.as_ref().is_some_and(|old| {
                old.row.number == detail.row.number
                    && (old.version > detail.version || *old == detail)
            })
        });
        if wanted && !stale {
            self.ticket.set(Some(detail));
        }
    }

    /// Slot of the draft that the composer shows.
    pub fn composer_slot(self, number: i64) -> String {
        if self.noting.get() { format!("note-{number}") } else { format!("reply-{number}") }
    }

    /// Sends the reply, or leaves the note, of the ticket on screen.
    pub fn send(self, number: i64, solve: bool) {
        let slot = untrack(|| self.composer_slot(number));
        let body = untrack(|| self.draft(&slot)).trim().to_owned();
        if body.is_empty() {
            browser::focus(".fd-compose textarea");
            return;
        }
        let (event, words) = match (self.noting.get_untracked(), solve) {
            (true, _) => (EventKind::Note { body }, "Note added."),
            (false, true) => (EventKind::Reply { body, solve }, "Reply sent, ticket solved."),
            (false, false) => (EventKind::Reply { body, solve }, "Reply sent."),
        };
        self.apply(number, Place::Composer, event, words, Some(slot));
    }

    /// Marks the ticket solved without a reply.
    pub fn solve(self, number: i64) {
        self.apply(number, Place::Ticket, EventKind::Solve, "Marked solved.", None);
    }

    /// Opens it again.
    pub fn reopen(self, number: i64) {
        self.apply(number, Place::Ticket, EventKind::Reopen, "Opened again.", None);
    }

    /// Takes it, or puts it back when it is mine.
    pub fn take_or_release(self, number: i64) {
        if untrack(|| self.is_mine()) {
            self.apply(number, Place::Ticket, EventKind::Release, "Put back into the queue.", None);
        } else {
            self.apply(number, Place::Ticket, EventKind::Take, "It is yours.", None);
        }
    }

    /// Sets its priority.
    pub fn set_priority(self, number: i64, priority: Priority) {
        self.apply(
            number,
            Place::Ticket,
            EventKind::SetPriority { priority },
            "Priority set.",
            None,
        );
    }

    /// Whether the ticket on screen is the signed-in agent's.
    pub fn is_mine(self) -> bool {
        let mine = self.me().map(|me| me.agent.id);
        self.ticket.with(|ticket| {
            let assignee = ticket.as_ref().and_then(|ticket| ticket.row.assignee.as_ref());
            assignee.is_some_and(|agent| Some(agent.id) == mine)
        })
    }

    fn apply(
        self,
        number: i64,
        place: Place,
        event: EventKind,
        words: &'static str,
        typed: Option<String>,
    ) {
        let version =
            self.ticket.with_untracked(|ticket| ticket.as_ref().map(|ticket| ticket.version));
        let (Some(version), None) = (version, self.busy.get_untracked()) else { return };
        let slot = format!("ticket-{number}");
        let fresh = NewEvent { key: browser::random_key(), version, event };
        let sent = self
            .drafts
            .try_update(|drafts| drafts.outgoing(&slot, fresh, |a, b| a.event == b.event));
        let Some(sent) = sent else { return };
        self.act(place, async move {
            let answer = self.api().event(number, &sent).await;
            if decided(&answer) {
                self.drafts.update(|drafts| drafts.settled(&slot));
            }
            match answer {
                Ok(detail) => {
                    if let Some(typed) = typed {
                        self.type_in(&typed, "");
                    }
                    self.show_ticket(detail);
                    self.load_queue();
                    Ok(words.to_owned())
                }
                Err(problem) if problem.kind == "changed" => {
                    if let Ok(detail) = self.api().ticket(number).await {
                        self.show_ticket(detail);
                    }
                    Err(changed(problem))
                }
                Err(problem) => Err(problem),
            }
        });
    }
}

fn changed(problem: Problem) -> Problem {
    Problem {
        title: "Someone changed this ticket meanwhile; your text is kept.".to_owned(),
        detail:
            "It now shows the newest state. Read what is new, then do it again if it still fits."
                .to_owned(),
        ..problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_offers_the_moves_that_change_it() {
        assert_eq!(moves(TicketState::New), (true, false));
        assert_eq!(moves(TicketState::Pending), (true, true));
        assert_eq!(moves(TicketState::Solved), (false, true));
    }

    #[test]
    fn views_count_their_own() {
        let counts = Counts { open: 1, waiting: 2, solved: 3 };
        assert_eq!(View::ALL.map(|view| view.count(&counts)), [1, 2, 3]);
    }
}
