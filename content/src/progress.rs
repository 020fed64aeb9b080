//! How far a long build is, on stderr. A build that takes less than a second says nothing.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Builds shorter than this say nothing.
const QUIET: Duration = Duration::from_secs(1);

/// Least time between two lines on a terminal, where each takes the place of the one before.
const ON_TERMINAL: Duration = Duration::from_millis(250);

/// Least time between two lines of a log.
const IN_LOG: Duration = Duration::from_secs(5);

/// What was said when.
pub struct Progress {
    started: Instant,
    said: Option<Instant>,
    terminal: bool,
}

impl Progress {
    /// Starts the clock.
    pub fn start() -> Progress {
        Progress { started: Instant::now(), said: None, terminal: io::stderr().is_terminal() }
    }

    /// `read 12,000 of 50,000`, if it is time to say something.
    pub fn step(&mut self, verb: &str, done: usize, total: usize) {
        let now = Instant::now();
        let since_said = self.said.map(|said| now - said);
        if due(self.terminal, now - self.started, since_said) {
            self.said = Some(now);
            self.say(&format!("{verb} {} of {}", thousands(done), thousands(total)));
        }
    }

    /// What takes a while and cannot be counted, such as `writing the index of en`.
    pub fn begin(&mut self, what: &str) {
        let now = Instant::now();
        // Said even if something was said just before: the next line may be minutes away.
        if now - self.started >= if self.terminal { QUIET } else { IN_LOG } {
            self.said = Some(now);
            self.say(what);
        }
    }

    fn say(&self, text: &str) {
        // Nobody to tell is no reason to stop.
        let _ = match self.terminal {
            true => write!(io::stderr(), "\r\x1b[2K{text}"),
            false => writeln!(io::stderr(), "{text}"),
        };
    }
}

impl Drop for Progress {
    /// Leaves a terminal's line to what is printed next.
    fn drop(&mut self) {
        if self.terminal && self.said.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}

fn due(terminal: bool, since_start: Duration, since_said: Option<Duration>) -> bool {
    let every = if terminal { ON_TERMINAL } else { IN_LOG };
    match since_said {
        Some(since) => since >= every,
        None => since_start >= if terminal { QUIET } else { IN_LOG },
    }
}

/// `50000` as `50,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_builds_are_quiet_and_long_ones_do_not_chatter() {
        let ms = Duration::from_millis;
        let cases = [
            (true, 999, None, false),
            (true, 1000, None, true),
            (true, 9000, Some(249), false),
            (true, 9000, Some(250), true),
            (false, 4999, None, false),
            (false, 5000, None, true),
            (false, 9000, Some(4000), false),
            (false, 10_000, Some(5000), true),
        ];
        for (terminal, since_start, since_said, expected) in cases {
            assert_eq!(
                due(terminal, ms(since_start), since_said.map(ms)),
                expected,
                "{terminal} {since_start} {since_said:?}"
            );
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")];
        for (number, expected) in cases {
            assert_eq!(thousands(number), expected);
        }
    }
}
