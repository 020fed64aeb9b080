//! Scheduled maintenance: a window of time, the state that follows from the clock, and `apply`, the only
//! way to change one.
//!
//! Nothing has to happen when a window begins or ends: whoever reads computes the state at that moment.

use crate::status::{BANNER_TEXT_MAX, PAST_MS};
use crate::text;
use crate::wire::status::{Banner, Maintenance, Snapshot};
use crate::{incident::Impact, time::DAY_MS};

/// The longest window. Work that takes longer is not a window any more, it is how things are.
pub const WINDOW_MAX_MS: i64 = 30 * DAY_MS;
/// How far ahead a window may begin: further away, it is a slip of the keyboard in the year.
pub const AHEAD_MAX_MS: i64 = 366 * DAY_MS;

/// How far along maintenance is. Ordered in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MaintenanceState {
    /// Its window is ahead.
    Scheduled,
    /// We are in its window.
    InProgress,
    /// Its window has passed.
    Completed,
}

/// Where this moment stands to a window: it begins with its first millisecond, and its last is the one
/// before `ends_ms`.
pub fn state(starts_ms: i64, ends_ms: i64, now_ms: i64) -> MaintenanceState {
    if now_ms < starts_ms {
        MaintenanceState::Scheduled
    } else if now_ms < ends_ms {
        MaintenanceState::InProgress
    } else {
        MaintenanceState::Completed
    }
}

impl MaintenanceState {
    /// The name in Statuspage's JSON and in attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::InProgress => "in_progress",
            Self::Completed => "completed",
        }
    }
}

impl Maintenance {
    /// How far along it is.
    pub fn state(&self, now_ms: i64) -> MaintenanceState {
        state(self.starts_ms, self.ends_ms, now_ms)
    }
}

/// Maintenance as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// When its window begins, in Unix milliseconds.
    pub starts_ms: i64,
    /// When it ends.
    pub ends_ms: i64,
    /// Number of its newest wording, from 1.
    pub seq: i64,
    /// When it was called off.
    pub cancelled_ms: Option<i64>,
}

/// What staff do to maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another window or other words.
    Edit {
        /// When the window begins now.
        starts_ms: i64,
        /// When it ends now. A past moment ends it early.
        ends_ms: i64,
    },
    /// It does not take place.
    Cancel,
}

/// Why maintenance cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its window has passed.
    Completed,
    /// It was called off.
    Cancelled,
}

impl Refused {
    /// What is wrong and what to do, as one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Completed => "This maintenance is over: schedule a new one.",
            Self::Cancelled => "This maintenance was cancelled: schedule a new one.",
        }
    }
}

/// Maintenance as it is first scheduled.
pub fn schedule(starts_ms: i64, ends_ms: i64) -> Planned {
    Planned { starts_ms, ends_ms, seq: 1, cancelled_ms: None }
}

/// Changes maintenance; what is over stays as it was.
pub fn apply(planned: &Planned, change: Change, now_ms: i64) -> Result<Planned, Refused> {
    if planned.cancelled_ms.is_some() {
        return Err(Refused::Cancelled);
    }
    if state(planned.starts_ms, planned.ends_ms, now_ms) == MaintenanceState::Completed {
        return Err(Refused::Completed);
    }
    let seq = planned.seq.saturating_add(1);
    Ok(match change {
        Change::Edit { starts_ms, ends_ms } => Planned { starts_ms, ends_ms, seq, ..*planned },
        Change::Cancel => Planned { seq, cancelled_ms: Some(now_ms), ..*planned },
    })
}

/// Takes out what ended more than 14 days ago and puts the rest in order: what is under way first, then
/// what comes next, then what is over, the newest first.
pub fn sort(all: &mut Vec<Maintenance>, now_ms: i64) {
    all.retain(|one| one.ends_ms >= now_ms.saturating_sub(PAST_MS));
    all.sort_by_key(|one| match one.state(now_ms) {
        MaintenanceState::InProgress => (0, one.starts_ms, one.id),
        MaintenanceState::Scheduled => (1, one.starts_ms, one.id),
        MaintenanceState::Completed => (2, one.ends_ms.saturating_neg(), one.id),
    });
}

/// When a window last began or ended; `None` before the first did. With the snapshot's `rev` it says
/// which of its readings this is, since time changes what is read without a change of what is stored.
pub fn turned(all: &[Maintenance], now_ms: i64) -> Option<i64> {
    all.iter().flat_map(|one| [one.starts_ms, one.ends_ms]).filter(|at| *at <= now_ms).max()
}

/// Whether this component is being worked on.
pub fn covers(all: &[Maintenance], component: &str, now_ms: i64) -> bool {
    all.iter().any(|one| {
        one.state(now_ms) == MaintenanceState::InProgress
            && one.components.iter().any(|id| id == component)
    })
}

/// The banner of what is under way: a visitor can do nothing about what is days away. Its id is another
/// one with each new wording, and never that of an incident's.
pub fn banner(snapshot: &Snapshot, now_ms: i64) -> Option<Banner> {
    let under_way = |one: &&Maintenance| one.state(now_ms) == MaintenanceState::InProgress;
    let one = snapshot.maintenances.iter().find(under_way)?;
    Some(Banner {
        id: format!("m{}-{}", one.id, one.seq),
        impact: Impact::Minor,
        title: one.title.clone(),
        text: text::excerpt(&one.text, BANNER_TEXT_MAX),
    })
}
