//! The message that is being written, kept for as long as the tab: a page loaded again must not cost
//! what was typed. One entry of the tab's own storage; gone once the message is sent, or emptied.
//!
//! Storage may be refused or full. Then the message is in memory only.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Storage;

use crate::config::Config;
use crate::dom::{after, listen, parse_json, window};
use crate::draft::Draft;
use crate::reactive::{Scope, effect, own};
use crate::state::App;

/// How long typing rests before it is written, in milliseconds: a pause between two words.
const REST: i32 = 400;

/// Whether something is kept.
pub fn there(key: &str) -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(&name(key)), Ok(Some(_))))
}

/// What nobody was named for is theirs who is here by now, unless they have a message of their own;
/// where nothing may be kept, what is kept comes into the form.
pub fn arrange(app: App) {
    let Some(storage) = storage() else { return };
    let take = |name: &str| {
        let text = storage.get_item(name).ok()??;
        storage.remove_item(name).ok()?;
        Some(text)
    };
    let (mine, nobodys) = (name(&app.key()), name(&app.config.storage_key()));
    let allowed = super::allowed();
    if allowed && mine != nobodys {
        let own = there(&app.key());
        if let Some(text) = take(&nobodys).filter(|_| !own) {
            let _ = storage.set_item(&mine, &text);
        }
    }
    if !allowed
        && let Some(text) = take(&mine)
        && !app.draft.peek_with(Draft::started)
    {
        let kept = Draft::read_whole(&parse_json(&text).unwrap_or_default());
        app.draft.update(|draft| draft.resume(kept));
    }
    app.kept.set(allowed && there(&app.key()));
    if allowed && app.draft.peek_with(Draft::started) {
        keep(app);
    }
}

/// Notes whether files are attached to the message: they are not kept, and whoever loses them is told.
pub fn files(config: &Config, any: bool) {
    let name = files_name(config);
    if let Some(storage) = storage() {
        let _ = match any {
            true => storage.set_item(&name, "1"),
            false => storage.remove_item(&name),
        };
    }
}

/// Whether files were attached to it when the page was left.
pub fn had_files(config: &Config) -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(&files_name(config)), Ok(Some(_))))
}

fn files_name(config: &Config) -> String {
    [&config.storage_key(), ":files"].concat()
}

/// Brings the kept message into the form, unless there is one already, and keeps what is written
/// from now on, for as long as the scope that is running lives.
pub fn go_on(app: App) {
    if app.kept.peek() && !app.draft.peek_with(Draft::started) {
        let text = storage().and_then(|storage| storage.get_item(&name(&app.key())).ok()?);
        let kept = text.and_then(|text| Some(Draft::read_whole(&parse_json(&text)?)));
        if let Some(kept) = kept {
            app.draft.update(|draft| draft.resume(kept));
        }
    }
    let scope = Scope::new();
    let place = scope.place();
    let turn = Rc::new(Cell::new(0u32));
    effect(move || {
        app.draft.track();
        let mine = turn.get().wrapping_add(1);
        turn.set(mine);
        let (turn, place) = (Rc::clone(&turn), place.clone());
        after(REST, move || {
            if turn.get() == mine {
                place.within(|| keep(app));
            }
        });
    });
    listen(&window(), "pagehide", move || keep(app));
    own((scope, Leaving(app)));
}

/// The form goes off the screen before typing has rested.
struct Leaving(App);

impl Drop for Leaving {
    fn drop(&mut self) {
        keep(self.0);
    }
}

fn keep(app: App) {
    let started = app.draft.peek_with(Draft::started);
    // Nothing is touched before there is something.
    let may = super::allowed() && (started || app.kept.peek());
    let Some(storage) = storage().filter(|_| may) else {
        return;
    };
    let name = name(&app.key());
    let kept = match started {
        true => storage.set_item(&name, &app.draft.peek_with(Draft::write)).is_ok(),
        false => storage.remove_item(&name).is_err(),
    };
    if app.kept.peek() != kept {
        app.kept.set(kept);
    }
}

fn name(key: &str) -> String {
    [key, ":draft"].concat()
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
