//! A ticket's life.

use Event::{
    Noted, PrioritySet, Rated, Released, Reopened, Replied, RequesterSolved, RequesterWrote,
    Solved as Solve, Taken,
};
use TicketState::{New, Open, Pending, Solved};
use desk::ticket::{Change, Event, Priority, REOPEN_MS, Refused, Ticket, TicketState, apply};
use desk::wire::visitor::VoteReason;

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
    state(&[RequesterSolved], Solved);
    state(&[REPLY, RequesterSolved], Solved);
    state(&[REPLY, RequesterSolved, RequesterWrote], Open);
    state(&[Solve, Rated], Solved);
}

#[test]
fn refusals() {
    let check = |events: &[Event], expected| assert_eq!(run(events).unwrap_err(), expected);
    check(&[Solve, Solve], Refused::SolvedAlready);
    check(&[Reopened], Refused::OpenAlready);
    check(&[REPLY, RequesterWrote, Reopened], Refused::OpenAlready);
    check(&[Solve, RequesterSolved], Refused::SolvedAlready);
    check(&[RequesterSolved, Solve], Refused::SolvedAlready);
    check(&[Rated], Refused::NotSolved);
    check(&[REPLY, Rated], Refused::NotSolved);
    check(&[Solve, Reopened, Rated], Refused::NotSolved);
    for refused in
        [Refused::SolvedAlready, Refused::OpenAlready, Refused::NotSolved, Refused::Closed]
    {
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
fn a_message_reopens_for_two_weeks() {
    let (solved, _) = apply(&Ticket::new(0), Solve, 1_000).unwrap();
    let at = |event, now_ms| apply(&solved, event, now_ms).map(|(ticket, _)| ticket.state);
    let last = 1_000 + REOPEN_MS;
    assert_eq!(at(RequesterWrote, last), Ok(Open));
    assert_eq!(at(RequesterWrote, last + 1), Err(Refused::Closed));
    // Staff may open anything, and what was good stays good.
    assert_eq!(at(Reopened, last + 1), Ok(Open));
    assert_eq!(at(Rated, last + 1), Ok(Solved));
    assert!(!solved.is_closed(last) && solved.is_closed(last + 1));
    assert!(!Ticket::new(0).is_closed(i64::MAX), "only what is solved can be closed");
    assert!(Refused::Closed.sentence().contains(&format!("{} days", REOPEN_MS / 86_400_000)));
}

#[test]
fn names_round_trip() {
    for state in [New, Open, Pending, Solved] {
        assert_eq!(TicketState::parse(state.name()), Some(state));
    }
    for priority in [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent] {
        assert_eq!(Priority::parse(priority.name()), Some(priority));
    }
    for reason in VoteReason::ALL {
        assert_eq!(VoteReason::parse(reason.name()), Some(reason));
    }
    assert_eq!(VoteReason::parse(""), None);
    assert_eq!(TicketState::parse("closed"), None);
    assert_eq!(Priority::parse(""), None);
}
