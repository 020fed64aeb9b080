//! Fetches the parts of a large index that a query misses, and puts them in. A usual index has none,
//! and then nothing here ever runs.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::finder::Library;
use crate::reactive::effect;
use crate::state::App;
use crate::{api, dom};

/// Typing has come to rest, in milliseconds: what half a word misses, the whole one mostly does not.
const REST: i32 = 120;

/// Looks after every query from now on. To be called within the scope of the widget.
pub fn start(app: App) {
    effect(move || {
        let query = app.query.get();
        if app.found.with(|found| found.missing.is_empty()) {
            return;
        }
        dom::after(REST, move || {
            if app.query.peek_with(|now| *now == query) {
                fetch(app);
            }
        });
    });
}

fn fetch(app: App) {
    let names = app.found.peek_with(|found| {
        let mut names = vec![];
        app.query.peek_with(|query| {
            app.shards.update(|shards| names = shards.next(query, &found.missing));
        });
        names
    });
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
            fetch(app);
        });
    }
}
