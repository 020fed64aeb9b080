//! Changes of what this device keeps. They are made on what is stored and not on what this tab knows
//! of it: another tab may have written.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::dom::parse_json;
use crate::outbox::Device;
use crate::state::App;
use crate::storage;
use crate::storage::shelf::{self, Rewrite};

thread_local! {
    /// The database failed once: this page goes on without it, so that there are not two truths.
    static WITHOUT: Cell<bool> = const { Cell::new(false) };
}

/// Makes a change and gives what came of it, once it is stored or known not to be.
pub async fn keep<T: 'static>(
    app: App,
    change: impl FnOnce(&mut Device) -> T + 'static,
) -> Option<T> {
    let result = Rc::new(Cell::new(None));
    let given = Rc::clone(&result);
    keep_boxed(app, Box::new(move |device| given.set(Some(change(device))))).await;
    result.take()
}

async fn keep_boxed(app: App, change: Box<dyn FnOnce(&mut Device)>) {
    let name = app.config.storage_key();
    let made = Rc::new(RefCell::new(None));
    let (result, entry) = (Rc::clone(&made), name.clone());
    let rewrite: Rewrite = Box::new(move |records| {
        let parsed: Vec<_> = records.iter().filter_map(|r| parse_json(&r.text)).collect();
        let mut device = Device::gather(&parsed);
        // What was kept while there was no database.
        device.merge(storage::load(&entry).unwrap_or_default());
        change(&mut device);
        let records = device.records();
        result.replace(Some(device));
        records
    });
    let rewrite = Rc::new(RefCell::new(Some(rewrite)));
    let stored = !WITHOUT.get() && shelf::change(&name, &rewrite).await;
    WITHOUT.set(!stored);
    if let Some(rewrite) = rewrite.take() {
        // No database. The entry is everything then, and without one, what this tab knows.
        let mut known = app.device.peek();
        if let Some(mut entry) = storage::load(&name).filter(|_| !known.fleeting) {
            entry.fill(known);
            known = entry;
        }
        rewrite(known.records());
    }
    let Some(mut device) = made.take() else { return };
    let saved = storage::save(&name, &device, if stored { |_| false } else { |_| true });
    device.fleeting = !stored && !saved;
    app.device.set(device);
}
