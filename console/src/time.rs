//! Moments in words: how long until a target is missed, how long ago something happened.
//!
//! Everything here takes `now` as an argument, so that the words can be tested. Dates in the reader's
//! own time zone need the browser and live in `browser`.

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How close a target is. Chooses the colour; the words always say it as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// More than an hour left.
    Calm,
    /// An hour or less left.
    Soon,
    /// Missed.
    Late,
}

impl Urgency {
    /// The tone of the words; `None` for plain.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Calm => None,
            Self::Soon => Some("warn"),
            Self::Late => Some("danger"),
        }
    }
}

/// A target in words: "due in 40 min", "2 h overdue".
pub fn due(due_ms: i64, now_ms: i64) -> (String, Urgency) {
    let left = due_ms - now_ms;
    if left < 0 {
        return (format!("{} overdue", span(-left)), Urgency::Late);
    }
    let urgency = if left <= HOUR { Urgency::Soon } else { Urgency::Calm };
    (format!("due in {}", span(left)), urgency)
}

/// A past moment in words: "just now", "5 min ago". A clock that runs ahead counts as now.
pub fn ago(at_ms: i64, now_ms: i64) -> String {
    let passed = now_ms - at_ms;
    if passed < MINUTE { "just now".to_owned() } else { format!("{} ago", span(passed)) }
}

/// A length of time in its largest unit, rounded down, but hours and minutes together below six
/// hours: between 1 h and 2 h lies the difference between a coffee and a missed target.
pub fn span(ms: i64) -> String {
    let (days, hours, minutes) = (ms / DAY, ms / HOUR, (ms % HOUR) / MINUTE);
    if ms < MINUTE {
        "under 1 min".to_owned()
    } else if ms < HOUR {
        format!("{minutes} min")
    } else if ms < 6 * HOUR && minutes >= 5 {
        format!("{hours} h {minutes} min")
    } else if ms < 2 * DAY {
        format!("{hours} h")
    } else {
        format!("{days} days")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_read_as_people_say_them() {
        let check = |left: i64, words: &str, urgency: Urgency| {
            assert_eq!(
                due(1_000_000_000_000 + left, 1_000_000_000_000),
                (words.to_owned(), urgency)
            );
        };
        check(40 * MINUTE, "due in 40 min", Urgency::Soon);
        check(30_000, "due in under 1 min", Urgency::Soon);
        check(0, "due in under 1 min", Urgency::Soon);
        check(HOUR, "due in 1 h", Urgency::Soon);
        check(HOUR + 20 * MINUTE, "due in 1 h 20 min", Urgency::Calm);
        check(7 * HOUR + 20 * MINUTE, "due in 7 h", Urgency::Calm);
        check(30 * HOUR, "due in 30 h", Urgency::Calm);
        check(3 * DAY, "due in 3 days", Urgency::Calm);
        check(-1, "under 1 min overdue", Urgency::Late);
        check(-2 * HOUR, "2 h overdue", Urgency::Late);
    }

    #[test]
    fn the_past_reads_as_people_say_it() {
        let check = |passed: i64, words: &str| {
            assert_eq!(ago(5_000_000_000, 5_000_000_000 + passed), words)
        };
        check(-5 * MINUTE, "just now");
        check(59_999, "just now");
        check(MINUTE, "1 min ago");
        check(2 * HOUR, "2 h ago");
        check(49 * HOUR, "2 days ago");
    }
}
