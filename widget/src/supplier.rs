//! Fetches the parts of a large index that a query misses, and puts them in. A usual index has none,
//! and then nothing here ever runs.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::finder::Library;
use crate::state::App;
use crate::{api, dom};

/// Typing has come to rest, in milliseconds: what half a word misses, the whole one mostly does not.
const REST: i32 = 120;

/// Looks after every query from now on. To be called while a reactive owner is current.
pub fn start(app: App) {
    Effect::new(move |_| {
        let query = app.query.get();
        if app.found.with(|found| found.missing.is_empty()) {
            return;
        }
        dom::after(REST, move || {
            if app.query.try_get_untracked().is_some_and(|now| now == query) {
                fetch(app);
            }
        });
    });
}

fn fetch(app: App) {
    let names = app.found.with_untracked(|found| {
        let mut names = vec![];
        app.query.with_untracked(|query| {
            app.shards.update(|shards| names = shards.next(query, &found.missing));
        });
        names
    });
    for name in names {
        let path = ["/_a/part.", &name, ".fdp"].concat();
        let url = app.config.with_value(|config| config.absolute(&path));
        spawn_local(async move {
            let bytes = api::bytes(&url).await;
            app.shards.update(|shards| shards.ended(&name, bytes.is_some()));
            if let Some(bytes) = bytes {
                app.library.update(|library| {
                    if let Library::Ready(index) = library {
                        // What is damaged stays missing, and the rest works.
                        let _ = Arc::make_mut(index).supply(&name, bytes);
                    }
                });
            }
            // There is room for the next one, and records may be missed only now.
            fetch(app);
        });
    }
}
