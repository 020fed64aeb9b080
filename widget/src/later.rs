//! The second download: what a visitor needs only after the first result, such as an article, the
//! form, a ticket's thread, the status, and sending. `cargo xtask build` cuts the program in two at
//! [`contact`]: what only that reaches goes into a file of its own, which comes when it is first
//! asked for, by `glue/link.ts`. In a native build it is a plain call.

use std::cell::Cell;

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::wasm_split;

use crate::focus::Page;
use crate::linking::SplitLoaderError;
use crate::reactive::{Place, Scope, own};
use crate::state::{App, View};
use crate::strings::Word;
use crate::view::el::{El, el};
use crate::view::{self, parts};
use crate::{events, news, replies, sender, session, storage};

/// Rules of the views of the second part.
const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/widget-later.css"));

/// A page may tell for days: then the second part comes to take it in.
const TOLD_MAX: usize = 100;

thread_local! {
    /// The second part has run.
    static HERE: Cell<bool> = const { Cell::new(false) };
}

/// What the second part can do.
enum Task {
    /// Be there: news of what is followed.
    Begin,
    /// The elements of a view, made for a place that may be gone by now.
    Draw(View, Place),
    /// Look at what is stored: another tab may have written.
    Refresh,
    /// Bring to the edge what waits in the outbox.
    Send,
    /// Bring it now, whatever was tried before: the network is back.
    Hurry,
    /// Ask whether replies came.
    Look,
}

#[wasm_split(contact, fallible, preload(load), wasm_split_path = crate::linking)]
fn contact(app: App, page: Page, task: Task) -> Result<Vec<El>, SplitLoaderError> {
    page.begin(|| {
        session::open(app);
        events::tell_tickets(app, page);
        news::begin(app, page);
    });
    HERE.set(true);
    session::hear(app);
    match task {
        Task::Begin => {}
        Task::Draw(view, place) => {
            page.dress(CSS);
            let made = place.within(|| view::later(app, page, view));
            return Ok(made.into_iter().collect());
        }
        Task::Refresh => session::refresh(app),
        Task::Send if waits(app) => sender::start(app),
        Task::Hurry if waits(app) => sender::hurry(app),
        Task::Send | Task::Hurry => {}
        Task::Look if !session::knows_anything(app) => {}
        Task::Look => {
            replies::check_replies(app);
            // What waits is told by the database itself, whatever the entry beside it says.
            sender::start(app);
        }
    }
    Ok(vec![])
}

fn ask(app: App, page: Page, task: Task) {
    spawn_local(async move {
        // What waits stays stored, and is asked about again with the next sign of life.
        let _ = contact(app, page, task).await;
    });
}

/// Another tab, or the page, wrote to the storage.
pub fn refresh(app: App, page: Page) {
    if stored(app) {
        ask(app, page, Task::Refresh);
    }
}

/// Sends what waits, if anything may.
pub fn send(app: App, page: Page) {
    if stored(app) {
        ask(app, page, Task::Send);
    }
}

/// Sends what waits at once.
pub fn hurry(app: App, page: Page) {
    if stored(app) {
        ask(app, page, Task::Hurry);
    }
}

/// The page told something that the second part understands: at once where that may change what is on
/// screen.
pub fn hear(app: App, page: Page) {
    if stored(app) || app.told.borrow().len() > TOLD_MAX {
        ask(app, page, Task::Begin);
    }
}

/// Whether the second part has run.
pub fn here() -> bool {
    HERE.get()
}

/// Something may be stored, or was: before the second part knows, its names say so.
pub fn stored(app: App) -> bool {
    HERE.get() || storage::known(&app.config.storage_key())
}

/// Whether anything waits.
pub fn waits(app: App) -> bool {
    app.device.peek_with(|device| !device.outbox.is_empty())
}

/// Asks for replies, if there may be tickets to reply to.
pub fn look(app: App, page: Page) {
    if stored(app) {
        ask(app, page, Task::Look);
    }
}

/// The panel is open: the second part comes, and begins what it does all the time.
pub fn begin(app: App, page: Page) {
    ask(app, page, Task::Begin);
}

/// The visitor reaches for what needs the second part.
pub fn prepare() {
    thread_local! {
        static PREPARED: Cell<bool> = const { Cell::new(false) };
    }
    if !PREPARED.replace(true) {
        spawn_local(async {
            if load().await.is_err() {
                PREPARED.set(false);
            }
        });
    }
}

/// A view of the second part: a word that it is coming, then the view.
pub fn screen(app: App, page: Page, view: View) -> El {
    let into = el("div", "fd-later").with(parts::meta(app.word(Word::Loading)));
    let scope = Scope::new();
    draw(app, page, view, into.clone(), scope.place());
    own(scope);
    into
}

fn draw(app: App, page: Page, view: View, into: El, place: Place) {
    spawn_local(async move {
        match contact(app, page, Task::Draw(view.clone(), place.clone())).await {
            Ok(made) => {
                // Nothing, when the visitor has gone on meanwhile.
                if !made.is_empty() {
                    into.refill(made);
                    // What stands among other things takes no focus.
                    if view != View::Home {
                        page.settle(app);
                    }
                }
            }
            Err(_) => {
                let retry =
                    place.within(|| failed(app, page, view.clone(), into.clone(), place.clone()));
                into.refill(retry.into_iter().collect());
                // The button that led here may be hidden now, and the focus of it gone to the page.
                if view != View::Home {
                    page.settle(app);
                }
            }
        }
    });
}

/// The network went away in between: what to do instead, and the way to try again.
fn failed(app: App, page: Page, view: View, into: El, place: Place) -> El {
    let retry = parts::button("fd-button-quiet").text(app.word(Word::Retry));
    let retry = retry.attr("data-first", "").click(move || {
        draw(app, page, view.clone(), into.clone(), place.clone());
    });
    let help = app.config.absolute("/help/");
    el("div", "fd-empty")
        .with(el("span", "").text(app.word(Word::LaterFailed)))
        .with(retry)
        .with(parts::outward(&help, app.word(Word::OpenHelp)))
}
