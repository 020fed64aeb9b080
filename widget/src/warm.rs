//! Searches that nobody asked for, before the first key: a browser compiles each function when it first runs, and the
//! first keystroke took ten times as long as the next.

use crate::dom;
use crate::finder;
use crate::state::App;

/// Between two searches, in milliseconds: whoever opened the panel is still moving the hand to the keys.
const PAUSE: i32 = 30;
/// So many letters of a title are typed, one by one.
const LETTERS: usize = 8;

/// Begins to type a title as a visitor would, and with its last letter makes a mistake. Ends where the visitor types.
pub fn up(app: App) {
    next(app, 1);
}

fn next(app: App, letters: usize) {
    dom::after(PAUSE, move || {
        if letters > LETTERS || app.query.peek_with(|query| !query.is_empty()) {
            return;
        }
        app.library.peek_with(|library| {
            let Some(index) = library.index() else { return };
            let title = index.article(0).map_or("", |article| article.title);
            let end = title.char_indices().nth(letters).map_or(title.len(), |(at, _)| at);
            let mistake = if letters == LETTERS { "q" } else { "" };
            let typed = [title.get(..end).unwrap_or_default(), mistake].concat();
            let _ = finder::find(&typed, Some(index), None, &String::new, false);
        });
        next(app, letters + 1);
    });
}
