//! Searches that nobody asked for, before the first key: a browser compiles each function when it first runs, and the
//! first keystroke took ten times as long as the next.

use crate::dom;
use crate::finder::{self, Results};
use crate::reactive::flush;
use crate::state::App;

/// Between two searches, in milliseconds: whoever opened the panel is still moving the hand to the keys.
const PAUSE: i32 = 30;
/// Most letters that are typed.
const LETTERS: usize = 12;

/// Begins to type a word as a visitor would, letter by letter, and with the last one makes a mistake. Ends where the
/// visitor types.
pub fn up(app: App) {
    next(app, 1);
}

fn next(app: App, letters: usize) {
    dom::after(PAUSE, move || {
        if letters > LETTERS || app.query.peek_with(|query| !query.is_empty()) {
            return;
        }
        let found = app.library.peek_with(|library| {
            let index = library.index()?;
            // The longest word of a title: one that the index has, and no stop word.
            let title = index.article(0)?.title;
            let word = title.split(' ').fold("", |a, b| if b.len() > a.len() { b } else { a });
            let end = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
            let mistake = if letters == LETTERS { "q" } else { "" };
            let typed = [word.get(..end).unwrap_or_default(), mistake].concat();
            let found = finder::find(&typed, Some(index), None, &String::new, false);
            Some(Results { more: false, missing: vec![], ..found })
        });
        // As a key that changes nothing.
        app.typed(String::new());
        flush();
        // Drawn, too, where nobody sees it, and gone before the next key can come.
        for found in found.into_iter().chain([Results::default()]) {
            app.found.set(found);
            flush();
        }
        next(app, letters + 1);
    });
}
