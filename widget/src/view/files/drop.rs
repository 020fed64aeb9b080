//! Files that are dropped onto the panel, or pasted into a form.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use crate::dom::{call, drawn, member};
use crate::focus::Page;
use crate::reactive::own;
use crate::view::el::El;

/// Calls `add` with each list of files, for as long as the scope that is running lives.
pub fn listen(page: Page, form: &El, add: impl Fn(&JsValue) + Clone + 'static) {
    let pasted = add.clone();
    let _ = form.clone().on("paste", move |event| {
        // Text beside it, as from a table of numbers, is what was meant then.
        let Some(data) = member(&event, "clipboardData").filter(|data| !has(data, "text/plain"))
        else {
            return;
        };
        if let Some(list) = files(&data) {
            event.prevent_default();
            pasted(&list);
        }
    });
    let form = form.clone();
    // Once it stands in the panel.
    let scope = crate::reactive::Scope::new();
    let place = scope.place();
    own(scope);
    drawn(move || {
        let panel = page.find::<Element>(".fd-body").and_then(|body| body.parent_element());
        if let Some(panel) = panel.filter(|_| form.element().is_connected()) {
            place.within(|| own(Dropping::onto(panel, add)));
        }
    });
}

/// Listens on the panel.
struct Dropping {
    panel: Element,
    heard: Closure<dyn FnMut(Event)>,
}

const EVENTS: [&str; 3] = ["dragover", "dragleave", "drop"];

impl Dropping {
    fn onto(panel: Element, add: impl Fn(&JsValue) + 'static) -> Self {
        let over = panel.clone();
        let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let Some(data) = member(&event, "dataTransfer").filter(|data| has(data, "Files"))
            else {
                return;
            };
            // Without this the browser leaves the page for the file.
            event.prevent_default();
            let _ = over.toggle_attribute_with_force("data-drop", event.type_() == "dragover");
            if let Some(list) = files(&data).filter(|_| event.type_() == "drop") {
                add(&list);
            }
        });
        for event in EVENTS {
            let heard = heard.as_ref().unchecked_ref();
            let _ = panel.add_event_listener_with_callback(event, heard);
        }
        Self { panel, heard }
    }
}

impl Drop for Dropping {
    fn drop(&mut self) {
        let _ = self.panel.remove_attribute("data-drop");
        for event in EVENTS {
            let heard = self.heard.as_ref().unchecked_ref();
            let _ = self.panel.remove_event_listener_with_callback(event, heard);
        }
    }
}

/// Whether something of this type is among what is dragged or pasted.
fn has(data: &JsValue, kind: &str) -> bool {
    let found = member(data, "types").and_then(|types| call(&types, "includes", &[kind.into()]));
    found.and_then(|found| found.as_bool()) == Some(true)
}

/// The files in it, if there are any.
fn files(data: &JsValue) -> Option<JsValue> {
    let list = member(data, "files")?;
    let count = member(&list, "length")?.as_f64()?;
    (count > 0.0).then_some(list)
}
