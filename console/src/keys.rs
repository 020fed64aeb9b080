//! Keyboard shortcuts: which key means what, where. Pure; `browser` does what they ask for.
//!
//! Single letters are off while a field has focus, with a modifier held, and when the person switched
//! them off (WCAG 2.1.4): whoever dictates text would otherwise trigger them by speaking.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Move to the next row of the queue.
    Next,
    /// Move to the previous row of the queue.
    Previous,
    /// Reply to the focused row's ticket, or to the ticket on screen.
    Reply,
    /// From a ticket back to the queue.
    Back,
}

/// Where a key was pressed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// A field, a select or an editable element has focus.
    pub in_field: bool,
    /// Ctrl, Alt or Meta is held.
    pub modified: bool,
    /// The queue is on screen, alone or beside a ticket.
    pub on_desk: bool,
    /// A ticket is on screen.
    pub on_ticket: bool,
    /// A row of the queue has focus.
    pub on_row: bool,
    /// Single letters are switched off.
    pub letters_off: bool,
}

/// What this key press asks for, if anything.
pub fn command(press: Press<'_>) -> Option<Command> {
    if press.in_field || press.modified {
        return None;
    }
    let letter = press.key.chars().count() == 1;
    if letter && press.letters_off {
        return None;
    }
    // Beside an open ticket the arrow keys scroll it, until a row has focus.
    let arrows = press.on_row || !press.on_ticket;
    match press.key {
        "j" if press.on_desk => Some(Command::Next),
        "k" if press.on_desk => Some(Command::Previous),
        "ArrowDown" if press.on_desk && arrows => Some(Command::Next),
        "ArrowUp" if press.on_desk && arrows => Some(Command::Previous),
        "r" if press.on_desk => Some(Command::Reply),
        "u" if press.on_ticket => Some(Command::Back),
        _ => None,
    }
}

/// The row to focus after a move among `count` rows, of which `focused` has focus. Stops at both ends.
pub fn step(command: Command, focused: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (command, focused) {
        (Command::Next, None) => Some(0),
        (Command::Previous, None) => Some(last),
        (Command::Next, Some(at)) => Some((at + 1).min(last)),
        (Command::Previous, Some(at)) => Some(at.saturating_sub(1).min(last)),
        (Command::Reply | Command::Back, _) => None,
    }
}

/// The shortcuts as keys and meaning, for the list under the queue.
pub const LIST: [(&str, &str); 6] = [
    ("j ↓", "next ticket"),
    ("k ↑", "previous ticket"),
    ("Enter", "open"),
    ("r", "reply"),
    ("u", "back to the queue"),
    ("Ctrl Enter", "send"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_the_list_says() {
        let queue = |key| command(Press { key, on_desk: true, ..Press::default() });
        assert_eq!(queue("j"), Some(Command::Next));
        assert_eq!(queue("ArrowDown"), Some(Command::Next));
        assert_eq!(queue("k"), Some(Command::Previous));
        assert_eq!(queue("ArrowUp"), Some(Command::Previous));
        assert_eq!(queue("r"), Some(Command::Reply));
        assert_eq!(queue("u"), None);
        // Enter follows the focused link by itself.
        assert_eq!(queue("Enter"), None);
        let ticket =
            |key| command(Press { key, on_desk: true, on_ticket: true, ..Press::default() });
        assert_eq!(ticket("r"), Some(Command::Reply));
        assert_eq!(ticket("u"), Some(Command::Back));
        assert_eq!(ticket("j"), Some(Command::Next));
        assert_eq!(ticket("ArrowDown"), None);
        let row = Press {
            key: "ArrowDown",
            on_desk: true,
            on_ticket: true,
            on_row: true,
            ..Press::default()
        };
        assert_eq!(command(row), Some(Command::Next));
    }

    #[test]
    fn typing_is_never_a_command() {
        let base = Press { key: "j", on_desk: true, ..Press::default() };
        assert_eq!(command(Press { in_field: true, ..base }), None);
        assert_eq!(command(Press { modified: true, ..base }), None);
        assert_eq!(command(Press { letters_off: true, ..base }), None);
        assert_eq!(
            command(Press { letters_off: true, key: "ArrowDown", ..base }),
            Some(Command::Next)
        );
    }

    #[test]
    fn moving_stops_at_the_ends() {
        assert_eq!(step(Command::Next, None, 0), None);
        assert_eq!(step(Command::Next, None, 3), Some(0));
        assert_eq!(step(Command::Next, Some(2), 3), Some(2));
        assert_eq!(step(Command::Previous, Some(0), 3), Some(0));
        assert_eq!(step(Command::Previous, None, 3), Some(2));
    }
}
