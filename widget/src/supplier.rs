//! Fetches the parts of the index that are not in its first file, and puts them in: of a usual index
//! all texts, once, when the panel is drawn; of a large one what a query misses; of a small one none.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::finder::Library;
use crate::reactive::effect;
use crate::state::App;
use crate::{api, dom};

/// Typing has come to rest, in milliseconds: what half a word misses, the whole one mostly does not.
const REST: i32 = 120;
/// The panel is drawn and can be typed into, in milliseconds: first results do not wait for texts.
const DRAWN: i32 = 600;

/// Looks after the index and every query from now on. To be called within the scope of the widget.
pub fn start(app: App) {
    let begun = Rc::new(Cell::new(false));
    let texts = Rc::clone(&begun);
    effect(move || {
        let name = app.library.with(|library| library.index()?.missing_texts());
        if let Some(name) = name.filter(|_| !texts.get()) {
            let texts = Rc::clone(&texts);
            dom::after(DRAWN, move || {
                texts.set(true);
                fetch(app, "", &[name]);
            });
        }
    });
    effect(move || {
        let query = app.query.get();
        // All texts come without being asked for: nothing typed shall be the reason. What the lines out of sight miss
        // is known behind the keystroke.
        let soon = !begun.get() && app.library.with(texts_apart);
        if soon || app.found.with(|found| found.more || found.missing.is_empty()) {
            return;
        }
        dom::after(REST, move || {
            if app.query.peek_with(|now| *now == query) {
                again(app);
            }
        });
    });
}

/// Whether the index misses all its texts.
pub fn texts_apart(library: &Library) -> bool {
    library.index().is_some_and(|index| index.missing_texts().is_some())
}

/// Fetches parts that something on screen needs without a query, such as the titles of first articles.
pub fn want(app: App, names: &[String]) {
    fetch(app, "", names);
}

/// Fetches what the query on screen misses.
fn again(app: App) {
    let (query, missing) = (app.query.peek(), app.found.peek_with(|found| found.missing.clone()));
    fetch(app, &query, &missing);
}

fn fetch(app: App, query: &str, missing: &[String]) {
    let names = app.shards.update(|shards| shards.next(query, missing));
    for name in names {
        let path = ["/_a/part.", &name, ".fdp"].concat();
        let url = app.config.absolute(&path);
        spawn_local(async move {
            let bytes = api::bytes(&url).await;
            app.shards.update(|shards| shards.ended(&name, bytes.is_some()));
            if let Some(bytes) = bytes {
                app.library.update(|library| {
                    if let Library::Ready(index) = library {
                        // What is damaged stays missing, and the rest works.
                        let _ = Rc::make_mut(index).supply(&name, bytes);
                    }
                });
            }
            // There is room for the next one, and records may be missed only now.
            again(app);
        });
    }
}
