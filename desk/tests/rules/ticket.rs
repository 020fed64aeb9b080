//! A ticket's life.

use Event::{
    Noted, PrioritySet, Released, Reopened, Replied, RequesterWrote, Solved as Solve, Taken,
};
use TicketState::{New, Open, Pending, Solved};
use desk::ticket::{Change, Event, Priority, Refused, Ticket, TicketState, apply};

const REPLY: Event = Replied { solve: false };
const REPLY_SOLVE: Event = Replied { solve: true };

/// Runs events at 10, 20, 30 … on a ticket created at 0.
fn run(events: &[Event]) -> Result<(Ticket, Vec<Change>), Refused> {
    let mut now = 0;
    let mut last = (Ticket::new(0), Vec::new());
    for event in events {
        now += 10;
        last = apply(&last.0, *event, now)?;
    }
    Ok(last)
}

#[track_caller]
fn state(events: &[Event], expected: TicketState) {
    assert_eq!(run(events).unwrap().0.state, expected);
}

#[test]
fn states() {
    state(&[], New);
    state(&[RequesterWrote], New);
    state(&[Noted], New);
    state(&[Taken { agent: 1 }], New);
    state(&[REPLY], Pending);
    state(&[REPLY_SOLVE], Solved);
    state(&[Solve], Solved);
    state(&[REPLY, RequesterWrote], Open);
    state(&[REPLY, RequesterWrote, RequesterWrote], Open);
    state(&[REPLY, RequesterWrote, REPLY], Pending);
    state(&[REPLY, Noted], Pending);
    state(&[REPLY_SOLVE, RequesterWrote], Open);
    state(&[REPLY_SOLVE, Reopened], Open);
    state(&[REPLY, Reopened], Open);
    state(&[REPLY_SOLVE, Noted], Solved);
    state(&[REPLY_SOLVE, REPLY], Pending);
    state(&[REPLY_SOLVE, REPLY_SOLVE], Solved);
    state(&[REPLY, Solve], Solved);
}

#[test]
fn refusals() {
    let check = |events: &[Event], expected| assert_eq!(run(events).unwrap_err(), expected);
    check(&[Solve, Solve], Refused::SolvedAlready);
    check(&[Reopened], Refused::OpenAlready);
    check(&[REPLY, RequesterWrote, Reopened], Refused::OpenAlready);
    for refused in [Refused::SolvedAlready, Refused::OpenAlready] {
        assert!(refused.sentence().ends_with('.'));
    }
}

#[test]
fn the_last_event_tells_what_it_changed() {
    let check = |events: &[Event], expected: &[Change]| {
        assert_eq!(run(events).unwrap().1, expected);
    };
    check(&[REPLY], &[Change::State(Pending)]);
    check(&[REPLY, REPLY], &[]);
    check(&[Noted], &[]);
    check(&[Solve], &[Change::State(Solved)]);
    check(&[PrioritySet(Priority::Urgent)], &[Change::Priority(Priority::Urgent)]);
    check(&[PrioritySet(Priority::Normal)], &[]);
    check(&[Taken { agent: 7 }], &[Change::Assigned(Some(7))]);
    check(&[Taken { agent: 7 }, Taken { agent: 7 }], &[]);
    check(&[Taken { agent: 7 }, Taken { agent: 8 }], &[Change::Assigned(Some(8))]);
    check(&[Taken { agent: 7 }, Released], &[Change::Assigned(None)]);
    check(&[Released], &[]);
}

#[test]
fn moments_and_counts() {
    let after = |events: &[Event]| run(events).unwrap().0;
    assert_eq!(after(&[REPLY, REPLY]).first_replied_ms, Some(10), "the first reply is the first");
    assert_eq!(after(&[REPLY, REPLY]).replies, 2);
    assert_eq!(after(&[Noted]).replies, 0);
    assert_eq!(after(&[Noted]).first_replied_ms, None);
    assert_eq!(after(&[REPLY, Solve]).solved_ms, Some(20));
    assert_eq!(after(&[REPLY_SOLVE, REPLY_SOLVE]).solved_ms, Some(10));
    assert_eq!(after(&[REPLY_SOLVE, RequesterWrote]).solved_ms, None);
    assert_eq!(after(&[REPLY_SOLVE, RequesterWrote, RequesterWrote]).reopened, 1);
    assert_eq!(after(&[REPLY, RequesterWrote]).reopened, 0);
}

#[test]
fn the_clock_stands_still_while_the_requester_is_asked() {
    let after = |events: &[Event]| run(events).unwrap().0;
    assert_eq!(after(&[REPLY]).clock_ms, 0);
    assert_eq!(after(&[REPLY, RequesterWrote]).clock_ms, 10);
    assert_eq!(after(&[REPLY, REPLY, RequesterWrote]).clock_ms, 20);
    assert_eq!(after(&[REPLY, RequesterWrote, REPLY, RequesterWrote]).clock_ms, 20);
    assert_eq!(after(&[REPLY_SOLVE, RequesterWrote]).clock_ms, 20, "anew when reopened");
    assert_eq!(after(&[REPLY, Solve]).pending_ms, None);
}

#[test]
fn a_clock_that_runs_backwards_breaks_nothing() {
    let (pending, _) = apply(&Ticket::new(100), REPLY, 100).unwrap();
    let (open, _) = apply(&pending, RequesterWrote, 50).unwrap();
    assert_eq!((open.state, open.clock_ms), (Open, 100));
}

#[test]
fn names_round_trip() {
    for state in [New, Open, Pending, Solved] {
        assert_eq!(TicketState::parse(state.name()), Some(state));
    }
    for priority in [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent] {
        assert_eq!(Priority::parse(priority.name()), Some(priority));
    }
    assert_eq!(TicketState::parse("closed"), None);
    assert_eq!(Priority::parse(""), None);
}
