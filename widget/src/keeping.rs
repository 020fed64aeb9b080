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

/// Makes a change to what belongs to whoever is here, and gives what came of it, once it is stored or
/// known not to be; nothing when somebody else is here by then.
pub async fn keep<T: 'static>(
    app: App,
    change: impl FnOnce(&mut Device) -> T + 'static,
) -> Option<T> {
    let part = app.part.borrow().clone();
    let made = keep_for(app, &part, change).await;
    made.filter(|_| *app.part.borrow() == part)
}

/// The same, for whoever it was begun for.
pub async fn keep_for<T: 'static>(
    app: App,
    part: &str,
    change: impl FnOnce(&mut Device) -> T + 'static,
) -> Option<T> {
    let result = Rc::new(Cell::new(None));
    let given = Rc::clone(&result);
    let change = Box::new(move |device: &mut Device| given.set(Some(change(device))));
    rewrite(app, part.to_owned(), Aim::Keep, change).await;
    result.take()
}

/// What nobody was named for is theirs who is here: tickets, and what waits.
pub async fn adopt(app: App) {
    let part = app.part.borrow().clone();
    rewrite(app, part, Aim::Adopt, Box::new(|_| ())).await;
}

/// Nothing of theirs who is here is kept on the device any more. This page knows it as long as it lives.
pub async fn take_out(app: App) {
    let part = app.part.borrow().clone();
    rewrite(app, part, Aim::TakeOut, Box::new(|_| ())).await;
}

/// What becomes of what is stored.
#[derive(Clone, Copy, PartialEq)]
enum Aim {
    Keep,
    Adopt,
    TakeOut,
}

async fn rewrite(app: App, part: String, aim: Aim, change: Box<dyn FnOnce(&mut Device)>) {
    let name = app.config.storage_key();
    let entry = [name.as_str(), &part].concat();
    let made = Made::default();
    let rewrite = Rc::new(RefCell::new(Some(rewriter(app, &part, aim, change, &made))));
    let may = storage::allowed() || aim == Aim::TakeOut;
    let mut stored = false;
    if may && !WITHOUT.get() {
        stored = shelf::change(&name, &rewrite).await;
        WITHOUT.set(!stored);
    }
    let here = *app.part.borrow() == part;
    if let Some(rewrite) = rewrite.take() {
        // No database. The entry is everything then, and without one, what this tab knows.
        let mut known = if here { app.device.peek() } else { Device::default() };
        if let Some(mut entry) = storage::load(&entry).filter(|_| !known.fleeting) {
            entry.fill(known);
            known = entry;
        }
        rewrite(known.records(&part));
    }
    let Some((mut device, notes)) = made.take() else { return };
    let mut safe = stored;
    if aim == Aim::TakeOut {
        storage::erase(&entry);
        device.fleeting = true;
        safe = true;
    } else {
        let saved = storage::save(&entry, &device, !stored);
        device.fleeting = !stored && !saved;
        safe |= saved;
        if aim == Aim::Adopt && !part.is_empty() {
            storage::erase(&name);
        }
    }
    if safe {
        notes.iter().for_each(|name| storage::erase(name));
    }
    if *app.part.borrow() == part {
        app.device.set(device);
    }
}

/// What a change made of the device, and the notes that are in it by now.
type Made = Rc<RefCell<Option<(Device, Vec<String>)>>>;

/// What is done to the records: those of others stay as they are.
fn rewriter(
    app: App,
    part: &str,
    aim: Aim,
    change: Box<dyn FnOnce(&mut Device)>,
    made: &Made,
) -> Rewrite {
    let (part, result) = (part.to_owned(), Rc::clone(made));
    Box::new(move |records| {
        let theirs = |of: &str| of == part || (aim == Aim::Adopt && of.is_empty());
        let (own, mut others): (Vec<_>, Vec<_>) =
            records.into_iter().partition(|record| theirs(&record.part));
        let parsed: Vec<_> = own.iter().filter_map(|r| parse_json(&r.text)).collect();
        let mut device = Device::gather(&parsed);
        // What was kept while there was no database, or before it answered.
        let name = app.config.storage_key();
        let mut notes = vec![];
        for of in [part.as_str(), ""] {
            if theirs(of) {
                let entry = [&name, of].concat();
                notes.extend(storage::notes(&entry));
                device.merge(storage::load(&entry).unwrap_or_default());
            }
        }
        if aim == Aim::TakeOut && *app.part.borrow() == part {
            device.merge(app.device.peek());
        }
        change(&mut device);
        if aim != Aim::TakeOut {
            others.extend(device.records(&part));
        }
        result.replace(Some((device, notes)));
        others
    })
}
