//! When answers are due, and in which order to give them.

use desk::sla::{PerPriority, QueueKey, Targets, due_ms, queue_order};
use desk::ticket::{Event, Priority, Ticket, apply};
use desk::time::MINUTE_MS;

const TARGETS: Targets = Targets {
    first_response_minutes: PerPriority { urgent: 1, high: 2, normal: 3, low: 4 },
    resolution_minutes: PerPriority { urgent: 10, high: 20, normal: 30, low: 40 },
};

/// Minutes until due, after events that all happen a minute after creation.
#[track_caller]
fn check(events: &[Event], expected: Option<i64>) {
    let mut ticket = Ticket::new(0);
    for event in events {
        ticket = apply(&ticket, *event, MINUTE_MS).unwrap().0;
    }
    assert_eq!(due_ms(&ticket, &TARGETS), expected.map(|m| m * MINUTE_MS));
}

#[test]
fn due_times() {
    const REPLY: Event = Event::Replied { solve: false };
    check(&[], Some(3));
    check(&[Event::Noted], Some(3));
    check(&[Event::RequesterWrote], Some(3));
    check(&[Event::PrioritySet(Priority::Urgent)], Some(1));
    check(&[Event::PrioritySet(Priority::High)], Some(2));
    check(&[Event::PrioritySet(Priority::Low)], Some(4));
    check(&[REPLY], None);
    check(&[REPLY, Event::RequesterWrote], Some(30));
    check(&[Event::Solved], None);
    check(&[Event::Replied { solve: true }, Event::RequesterWrote], Some(31));
}

#[test]
fn the_promises_get_longer_from_urgent_to_low() {
    let Targets { first_response_minutes: first, resolution_minutes: all } = Targets::default();
    for t in [first, all] {
        assert!(t.urgent < t.high && t.high < t.normal && t.normal < t.low);
    }
    assert!(first.low < all.low && first.urgent < all.urgent);
}

#[test]
fn the_queue_is_worked_from_the_most_overdue_on() {
    let key = |number, due_ms, priority, created_ms| QueueKey {
        due_ms,
        priority,
        created_ms,
        updated_ms: created_ms,
        number,
    };
    let mut keys = [
        key(1, None, Priority::Urgent, 1),
        key(2, Some(500), Priority::Low, 5),
        key(3, Some(100), Priority::Low, 5),
        key(4, Some(500), Priority::Urgent, 5),
        key(5, Some(500), Priority::Low, 4),
        key(6, None, Priority::Low, 2),
        key(7, Some(500), Priority::Low, 5),
    ];
    keys.sort_by(queue_order);
    assert_eq!(keys.map(|k| k.number), [3, 4, 5, 2, 7, 6, 1]);
}
