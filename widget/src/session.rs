//! Whose session it is: what the page told joins the journey, what somebody else wrote is out of reach,
//! and what the device keeps is put where it belongs.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::dom::window;
use crate::draft::Draft;
use crate::json::Json;
use crate::keeping::{self, keep};
use crate::later::waits;
use crate::person::Person;
use crate::state::{App, View};
use crate::storage::{self, followed, kept, voter};
use crate::{letters, sender};

/// Before anything else is done: what this device keeps.
pub fn open(app: App) {
    app.device.set(storage::load(&app.key()).unwrap_or_default());
}

/// Another tab may have written.
pub fn refresh(app: App) {
    if let Some(device) = storage::load(&app.key()) {
        app.device.set(device);
    }
}

/// Takes in what the page told.
pub fn hear(app: App) {
    for (verb, value) in app.told.take() {
        match verb.as_str() {
            "identify" => turn_to(app, Person::read(&value)),
            "logout" => turn_to(app, Person::default()),
            "prefill" => app.draft.update(|draft| draft.prefill(Draft::read(&value))),
            "open" => {
                let number =
                    value.int().filter(|n| app.device.peek_with(|d| d.ticket(*n).is_some()));
                if let Some(number) = number {
                    app.go(View::Ticket(number), 0);
                }
            }
            "set" => app.journey.update(|journey| {
                for (name, value) in value.members() {
                    journey.set(&name, said(&value));
                }
            }),
            "event" => app.journey.update(|journey| {
                value.text().into_iter().for_each(|event| journey.happened(event));
            }),
            _ if storage::allow(!value.is_falsy()) && anything(app) => arrange(app),
            _ => {}
        }
    }
}

/// The device shows what is theirs. What nobody was named for becomes theirs, too.
fn turn_to(app: App, person: Person) {
    let part = person.part();
    let before = app.part.replace(part.clone());
    let words = person.words();
    app.person.replace(person);
    if before != part {
        if before.is_empty() && (app.kept.peek() || knows_anything(app)) {
            arrange(app);
        } else {
            if !before.is_empty() {
                letters::renew_all();
            }
            open(app);
            app.kept.set(kept::there(&app.key()));
            if waits(app) {
                sender::start(app);
            }
        }
    }
    app.draft.update(|draft| draft.prefill(words));
}

/// Whether there are requests of this device, sent or waiting.
pub fn knows_anything(app: App) -> bool {
    app.device.peek_with(|device| !device.tickets.is_empty() || !device.outbox.is_empty())
}

/// Whether there is anything that was kept, or could be.
fn anything(app: App) -> bool {
    app.kept.peek() || knows_anything(app) || storage::known(&app.config.storage_key())
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
fn arrange(app: App) {
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
