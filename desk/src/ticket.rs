//! A ticket's life: its states, and `apply`, the only way from one to the next.

use serde::{Deserialize, Serialize};

use crate::time::DAY_MS;

/// How long a message opens a solved ticket again. Two weeks: whoever was away for a holiday still
/// can, and what comes later is nearly always another matter, which as a ticket of its own gets the
/// whole first look, with a context and an SLA clock of its own.
pub const REOPEN_MS: i64 = 14 * DAY_MS;

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// Nobody has answered yet.
    New,
    /// Waiting for staff.
    Open,
    /// Waiting for the requester.
    Pending,
    /// Done, until the requester writes again.
    Solved,
}

/// How urgent a ticket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Can wait.
    Low,
    /// The usual.
    Normal,
    /// Somebody is hindered.
    High,
    /// Somebody is stopped.
    Urgent,
}

/// A ticket as the rules see it: everything that decides what may happen next, and no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Where it stands.
    pub state: TicketState,
    /// How urgent it is.
    pub priority: Priority,
    /// Id of the agent who has it.
    pub assignee: Option<i64>,
    /// When it was created.
    pub created_ms: i64,
    /// Where the running SLA clock started: at creation, moved on by the time spent waiting for the
    /// requester, and anew when the ticket was reopened.
    pub clock_ms: i64,
    /// When it began to wait for the requester; only while it is pending.
    pub pending_ms: Option<i64>,
    /// When staff first replied; stops the first clock for good.
    pub first_replied_ms: Option<i64>,
    /// When it was solved; `None` again once it is reopened.
    pub solved_ms: Option<i64>,
    /// How many times it came back after being solved.
    pub reopened: i64,
    /// How many public replies staff sent.
    pub replies: i64,
}

/// What can happen to a ticket after its creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The requester wrote again.
    RequesterWrote,
    /// The requester says that it is solved.
    RequesterSolved,
    /// The requester said how they found the help.
    Rated,
    /// Staff replied, and perhaps solved it in the same step.
    Replied {
        /// Solved in the same step.
        solve: bool,
    },
    /// Staff left a note.
    Noted,
    /// Staff solved it without a reply.
    Solved,
    /// Staff opened it again.
    Reopened,
    /// Staff set the priority.
    PrioritySet(Priority),
    /// This agent took it, perhaps from somebody else.
    Taken {
        /// The agent's id.
        agent: i64,
    },
    /// Staff put it back into the common queue.
    Released,
}

/// What an event changed besides its own words: each becomes a line of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The state.
    State(TicketState),
    /// The priority.
    Priority(Priority),
    /// Who has it.
    Assigned(Option<i64>),
}

/// Why an event cannot happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Solving what is solved.
    SolvedAlready,
    /// Reopening what waits for staff anyway.
    OpenAlready,
    /// Rating what is not solved: the help is not over.
    NotSolved,
    /// Writing on what was solved more than [`REOPEN_MS`] ago.
    Closed,
}

impl Refused {
    /// What is wrong, as one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::SolvedAlready => "This ticket is solved already.",
            Self::OpenAlready => "This ticket is open already.",
            Self::NotSolved => "This ticket is not solved yet.",
            Self::Closed => "This ticket was solved more than 14 days ago.",
        }
    }
}

impl Ticket {
    /// A ticket as it is created.
    pub fn new(now_ms: i64) -> Self {
        Self {
            state: TicketState::New,
            priority: Priority::Normal,
            assignee: None,
            created_ms: now_ms,
            clock_ms: now_ms,
            pending_ms: None,
            first_replied_ms: None,
            solved_ms: None,
            reopened: 0,
            replies: 0,
        }
    }

    /// Whether it was solved too long ago for a message to open it again.
    pub fn is_closed(&self, now_ms: i64) -> bool {
        self.solved_ms.is_some_and(|solved| now_ms.saturating_sub(solved) > REOPEN_MS)
    }

    fn move_to(&mut self, state: TicketState, now_ms: i64) {
        if self.state == state {
            return;
        }
        match self.state {
            TicketState::Pending => {
                let waited = now_ms.saturating_sub(self.pending_ms.unwrap_or(now_ms)).max(0);
                self.clock_ms = self.clock_ms.saturating_add(waited);
                self.pending_ms = None;
            }
            TicketState::Solved => {
                self.clock_ms = now_ms;
                self.solved_ms = None;
            }
            TicketState::New | TicketState::Open => {}
        }
        match state {
            TicketState::Pending => self.pending_ms = Some(now_ms),
            TicketState::Solved => self.solved_ms = Some(now_ms),
            TicketState::New | TicketState::Open => {}
        }
        self.state = state;
    }
}

/// The ticket after this event, and what changed, in the order to tell it.
pub fn apply(before: &Ticket, event: Event, now_ms: i64) -> Result<(Ticket, Vec<Change>), Refused> {
    use TicketState::{Open, Pending, Solved};
    let mut after = *before;
    match (event, before.state) {
        (Event::RequesterWrote, Solved) if before.is_closed(now_ms) => return Err(Refused::Closed),
        (Event::RequesterWrote | Event::Reopened, Solved) => {
            after.reopened = before.reopened.saturating_add(1);
            after.move_to(Open, now_ms);
        }
        (Event::RequesterWrote | Event::Reopened, Pending) => after.move_to(Open, now_ms),
        (Event::RequesterWrote, _) => {}
        (Event::Reopened, _) => return Err(Refused::OpenAlready),
        (Event::Replied { solve }, _) => {
            after.replies = before.replies.saturating_add(1);
            after.first_replied_ms = before.first_replied_ms.or(Some(now_ms));
            after.move_to(if solve { Solved } else { Pending }, now_ms);
        }
        (Event::Solved | Event::RequesterSolved, Solved) => return Err(Refused::SolvedAlready),
        (Event::Solved | Event::RequesterSolved, _) => after.move_to(Solved, now_ms),
        (Event::Rated, Solved) => {}
        (Event::Rated, _) => return Err(Refused::NotSolved),
        (Event::Noted, _) => {}
        (Event::PrioritySet(priority), _) => after.priority = priority,
        (Event::Taken { agent }, _) => after.assignee = Some(agent),
        (Event::Released, _) => after.assignee = None,
    }
    let changes = [
        (after.assignee != before.assignee).then_some(Change::Assigned(after.assignee)),
        (after.priority != before.priority).then_some(Change::Priority(after.priority)),
        (after.state != before.state).then_some(Change::State(after.state)),
    ];
    Ok((after, changes.into_iter().flatten().collect()))
}

impl TicketState {
    /// The name on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Solved => "solved",
        }
    }

    /// The value of this [`name`](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        [Self::New, Self::Open, Self::Pending, Self::Solved].into_iter().find(|v| v.name() == name)
    }
}

impl Priority {
    /// The name on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }

    /// The value of this [`name`](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Low, Self::Normal, Self::High, Self::Urgent].into_iter().find(|v| v.name() == name)
    }
}
