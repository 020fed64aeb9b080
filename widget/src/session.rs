//! Whose session it is: what the page told joins the journey, what somebody else wrote is out of reach,
//! and what the device keeps is put where it belongs.

use std::cell::RefCell;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::dom::window;
use crate::json::Json;
use crate::keeping::{self, keep};
use crate::state::App;
use crate::storage::{self, followed, kept, voter};
use crate::{letters, sender};

thread_local! {
    /// Whose words the second part holds.
    static PART: RefCell<String> = RefCell::default();
}

/// Before anything is done.
pub fn begin(app: App) {
    hear(app);
    let part = app.part.borrow().clone();
    let before = PART.replace(part.clone());
    if !before.is_empty() && before != part {
        letters::renew_all();
    }
}

/// Takes in what the page told.
fn hear(app: App) {
    let (facts, events) = app.told.take();
    let facts = facts.members();
    if facts.is_empty() && events.is_empty() {
        return;
    }
    app.journey.update(|journey| {
        for (name, value) in facts {
            journey.set(&name, said(&value));
        }
        for event in events {
            journey.happened(event);
        }
    });
}

/// A fact's value as people read it; `None` takes it back, and so does what is no value.
fn said(value: &JsValue) -> Option<String> {
    let plain = value.as_bool().is_some() || value.as_f64().is_some();
    if !plain {
        return value.text();
    }
    // Called by name, as in `storage::shelf`.
    let string: Function = Reflect::get(&window(), &"String".into()).ok()?.dyn_into().ok()?;
    string.call1(&JsValue::NULL, value).ok()?.as_string()
}

/// What is kept here goes to whom it belongs by now; or out of the storage, where it must not be kept; or
/// into it again.
pub fn arrange(app: App) {
    kept::arrange(app);
    if !storage::allowed() {
        voter::forget(&app.config.storage_key());
        followed::forget(&app.config.storage_key());
        spawn_local(keeping::take_out(app));
        return;
    }
    let known = app.device.peek();
    let fleeting = known.fleeting;
    spawn_local(async move {
        if fleeting {
            keep(app, move |device| device.merge(known)).await;
        } else {
            keeping::adopt(app).await;
        }
        sender::start(app);
    });
}
