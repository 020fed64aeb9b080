//! SLA targets, and the order in which the queue is worked on.
//!
//! Two clocks run on a ticket: to the first reply, then to the solution. Both start when the ticket
//! is created (or reopened) and stand still while it waits for the requester. They are plain elapsed
//! time: business hours are not known here yet.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::ticket::{Priority, Ticket, TicketState};
use crate::time::MINUTE_MS;

/// When answers are due: `[sla]` of `site.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Targets {
    /// Minutes from creation to the first reply.
    pub first_response_minutes: PerPriority,
    /// Minutes from creation to the solution.
    pub resolution_minutes: PerPriority,
}

/// A number of minutes for each priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerPriority {
    /// For [`Priority::Urgent`].
    pub urgent: u32,
    /// For [`Priority::High`].
    pub high: u32,
    /// For [`Priority::Normal`].
    pub normal: u32,
    /// For [`Priority::Low`].
    pub low: u32,
}

impl PerPriority {
    /// The span for this priority, in milliseconds.
    pub fn ms(&self, priority: Priority) -> i64 {
        let minutes = match priority {
            Priority::Urgent => self.urgent,
            Priority::High => self.high,
            Priority::Normal => self.normal,
            Priority::Low => self.low,
        };
        // u32 minutes in milliseconds stay below 2^48: no overflow.
        i64::from(minutes) * MINUTE_MS
    }
}

/// What a small team can promise: one, four, eight and 24 hours to the first reply; eight hours,
/// one, three and seven days to the solution.
impl Default for Targets {
    fn default() -> Self {
        Self {
            first_response_minutes: PerPriority {
                urgent: 60,
                high: 4 * 60,
                normal: 8 * 60,
                low: 24 * 60,
            },
            resolution_minutes: PerPriority {
                urgent: 8 * 60,
                high: 24 * 60,
                normal: 3 * 24 * 60,
                low: 7 * 24 * 60,
            },
        }
    }
}

/// When the next target of this ticket is missed.
///
/// `None` while no clock runs: the ticket is solved, or waits for the requester, who would
/// otherwise run our clock down by not answering.
pub fn due_ms(ticket: &Ticket, targets: &Targets) -> Option<i64> {
    if matches!(ticket.state, TicketState::Pending | TicketState::Solved) {
        return None;
    }
    let table = match ticket.first_replied_ms {
        None => &targets.first_response_minutes,
        Some(_) => &targets.resolution_minutes,
    };
    Some(ticket.clock_ms.saturating_add(table.ms(ticket.priority)))
}

/// What the queue's order looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueKey {
    /// From [`due_ms`].
    pub due_ms: Option<i64>,
    /// The ticket's priority.
    pub priority: Priority,
    /// When it was created.
    pub created_ms: i64,
    /// When its newest public message came.
    pub updated_ms: i64,
    /// Its number: the last word, so that the order is total.
    pub number: i64,
}

/// The order to work in: what is due first comes first (so the most overdue leads), then the more
/// urgent, then the older. Tickets without a running clock come last, the last touched first.
pub fn queue_order(a: &QueueKey, b: &QueueKey) -> Ordering {
    match (a.due_ms, b.due_ms) {
        (Some(x), Some(y)) => x
            .cmp(&y)
            .then(b.priority.cmp(&a.priority))
            .then(a.created_ms.cmp(&b.created_ms))
            .then(a.number.cmp(&b.number)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => b.updated_ms.cmp(&a.updated_ms).then(b.number.cmp(&a.number)),
    }
}
