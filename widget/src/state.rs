//! Everything that can change while the widget is open, and the moves between its views.
//!
//! **In scope:** what is shown and why. **Out of scope:** how it looks (`view`), what is sent when
//! (`sender`), and the rules of the parts it holds (`finder`, `journey`, `outbox`, `talk`).

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use desk::wire::status::Snapshot;
use desk::wire::visitor::{Page, Thread};
use search::Index;
use wasm_bindgen::JsValue;

use crate::config::Config;
use crate::dom::{document, window};
use crate::draft::Draft;
use crate::finder::{self, Library, Results};
use crate::journey::Journey;
use crate::json::Json;
use crate::outbox::Device;
use crate::person::Person;
use crate::questions::Questions;
use crate::reactive::{Signal, memo};
use crate::shards::Shards;
use crate::storage::kept;
use crate::strings::{Strings, Word};
use crate::wire;

/// What the panel shows. One `match` in `view::panel` turns it into a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// Search box, and either results or where to start.
    Home,
    /// An article of the index, at a passage.
    Article {
        /// Its number in the index.
        id: u32,
        /// The passage's anchor; empty for the beginning.
        anchor: String,
    },
    /// The escalation form.
    Form,
    /// A message on its way, by its key.
    Waiting(String),
    /// A ticket of this device, by its number.
    Ticket(i64),
    /// Components and incidents.
    Status,
}

/// A handle to all of it, cheap to copy into closures. What it points to is there as long as the page.
#[derive(Clone, Copy)]
pub struct App(&'static State);

impl Deref for App {
    type Target = State;
    fn deref(&self) -> &State {
        self.0
    }
}

/// What can change.
pub struct State {
    /// What the loader said.
    pub config: Config,
    /// The visitor's language.
    pub words: Strings,
    /// Whether the panel is open.
    pub open: Signal<bool>,
    /// What it shows.
    pub view: Signal<View>,
    /// Where Back leads, with how far that was scrolled.
    pub back: Signal<Vec<(View, i32)>>,
    /// How far the view that is about to be drawn was scrolled when it was left.
    pub scroll: Cell<i32>,
    /// What stands in the search box.
    pub query: Signal<String>,
    /// Whether all that it finds is wanted, or for the moment only what is in sight.
    pub all: Signal<bool>,
    /// What it finds.
    pub found: Signal<Results>,
    /// The line of the list that the arrow keys are on.
    pub chosen: Signal<Option<usize>>,
    /// The index.
    pub library: Signal<Library>,
    /// The parts of a large index that were needed so far.
    pub shards: Signal<Shards>,
    /// The newest status.
    pub status: Signal<Option<Snapshot>>,
    /// The same as it came: the second part reads more of it.
    pub latest: RefCell<JsValue>,
    /// News of what this device follows, in words; empty without any.
    pub news: Signal<String>,
    /// What happened before asking.
    pub journey: Signal<Journey>,
    /// What stands in the form. Lives here, so that it outlives the form.
    pub draft: Signal<Draft>,
    /// Whether this tab keeps a message that was begun before the page was loaded again.
    pub kept: Signal<bool>,
    /// What the form asks beside the message; fetched with it.
    pub questions: Signal<Questions>,
    /// What is stored on this device, as far as this tab knows; `session` reads it, `keeping` changes it.
    pub device: Signal<Device>,
    /// The ticket on screen.
    pub thread: Signal<Option<Thread>>,
    /// Why it may be out of date, or cannot be shown.
    pub trouble: Signal<Option<Word>>,
    /// What stands in the reply box.
    pub reply: Signal<String>,
    /// What a screen reader should say.
    pub say: Signal<String>,
    /// Who is logged in to the page, as the page says; empty for nobody. See [`crate::person::key`].
    pub who: RefCell<String>,
    /// The same with all that is known of them, once the second part has heard it.
    pub person: RefCell<Person>,
    /// Whose part of the device's storage this is: see [`Person::part`].
    pub part: RefCell<String>,
    /// Their name.
    pub name: Signal<String>,
    /// What the page called that only the second part understands, and has not heard yet.
    pub told: RefCell<Vec<(String, JsValue)>>,
    /// Slugs of articles that the page wants offered first, a line each.
    pub suggested: Signal<String>,
}

thread_local! {
    /// Address, title and path of the page around the frame that the widget stands in, if it does.
    static AROUND: RefCell<[String; 3]> = const { RefCell::new([const { String::new() }; 3]) };
}

impl App {
    /// Everything as it is before the panel was ever open.
    pub fn new(mut config: Config) -> Self {
        let kept = Signal::new(kept::there(&config.storage_key()));
        let words = Strings::read(std::mem::take(&mut config.words));
        let query = Signal::new(String::new());
        let library = Signal::new(Library::Loading);
        let status = Signal::new(None);
        let all = Signal::new(false);
        let found = memo({
            let (query, library, status) = (query.clone(), library.clone(), status.clone());
            let all = all.clone();
            move || {
                library.with(|library| {
                    status.with(|status| {
                        query.with(|query| {
                            let (index, status) = (library.index(), status.as_ref());
                            finder::find(query, index, status, &Self::path, all.get())
                        })
                    })
                })
            }
        });
        Self(Box::leak(Box::new(State {
            config,
            words,
            open: Signal::new(false),
            view: Signal::new(View::Home),
            back: Signal::default(),
            scroll: Cell::new(0),
            query,
            all,
            found,
            chosen: Signal::new(None),
            library,
            shards: Signal::default(),
            status,
            latest: RefCell::default(),
            news: Signal::default(),
            journey: Signal::default(),
            draft: Signal::default(),
            kept,
            questions: Signal::default(),
            device: Signal::default(),
            thread: Signal::new(None),
            trouble: Signal::new(None),
            reply: Signal::default(),
            say: Signal::default(),
            who: RefCell::default(),
            person: RefCell::default(),
            part: RefCell::default(),
            told: RefCell::default(),
            name: Signal::default(),
            suggested: Signal::default(),
        })))
    }

    /// A word in the visitor's language.
    pub fn word(&self, word: Word) -> &'static str {
        self.words.get(word)
    }

    /// The index, once it is here.
    pub fn index(&self) -> Option<Rc<Index>> {
        match self.library.get() {
            Library::Ready(index) => Some(index),
            _ => None,
        }
    }

    /// Whether more is on its way for what stands in the search box.
    pub fn awaits(&self) -> bool {
        self.found.with(|found| self.shards.with(|shards| shards.awaited(&found.missing)))
    }

    /// A status came. Says whether it can be read.
    pub fn hear(&self, json: &JsValue) -> bool {
        let status = wire::snapshot(json);
        let read = status.is_some();
        if read {
            self.latest.replace(json.clone());
            self.status.set(status);
        }
        read
    }

    /// A keystroke in the search box.
    pub fn typed(&self, query: String) {
        self.journey.update(|journey| journey.typed(&query));
        // Each line of the list follows it.
        if self.chosen.peek().is_some() {
            self.chosen.set(None);
        }
        self.all.set(false);
        self.query.set(query);
    }

    /// Goes to a view; Back leads here again. `scrolled` is how far this one is scrolled.
    pub fn go(&self, view: View, scrolled: i32) {
        let from = self.view.peek();
        if from == view {
            return;
        }
        match &view {
            View::Article { id, .. } => self.reads(*id),
            View::Form => self.journey.update(Journey::settle),
            _ => {}
        }
        self.scroll.set(0);
        // A message on its way is no place to come back to.
        if !matches!(from, View::Waiting(_)) {
            self.back.update(|back| back.push((from, scrolled)));
        }
        self.view.set(view);
    }

    /// Goes back one view, to where it was scrolled; Home from anywhere else.
    pub fn go_back(&self) {
        let mut place = None;
        self.back.update(|back| place = back.pop());
        let (view, scrolled) = place.unwrap_or((View::Home, 0));
        self.scroll.set(scrolled);
        self.view.set(view);
    }

    /// Shows a view in place of the one on screen.
    pub fn turn_into(&self, view: View) {
        self.view.set(view);
    }

    /// Lets go of what takes room. What stays is this struct without its contents.
    pub fn forget(&self) {
        self.library.set(Library::Missing);
        self.status.set(None);
        self.renew();
    }

    /// Name of what this person keeps on this device.
    pub fn key(&self) -> String {
        [self.config.storage_key().as_str(), self.part.borrow().as_str()].concat()
    }

    /// Somebody is logged in to the page now, or nobody any more. For somebody else than before, nothing
    /// of what was done and written stays. What this device keeps for them, the second part looks up.
    pub fn meet(&self, who: String, name: String) {
        let before = self.who.replace(who);
        if !before.is_empty() && before != *self.who.borrow() {
            self.renew();
        }
        self.name.set(name);
    }

    /// As if nothing had been done in this page view.
    fn renew(&self) {
        self.told.borrow_mut().retain(|(verb, _)| verb == "consent");
        self.device.set(Device::default());
        self.kept.set(false);
        self.thread.set(None);
        self.draft.set(Draft::default());
        self.reply.set(String::new());
        self.journey.set(Journey::default());
        self.query.set(String::new());
        self.back.set(vec![]);
        self.view.set(View::Home);
    }

    /// The page around the frame that the widget stands in.
    pub fn around<J: Json>(page: &J) {
        AROUND.set(["url", "title", "path"].map(|key| page.text_at(key)));
    }

    /// The host page, as a message would name it.
    pub fn page() -> Page {
        let [url, title, _] = AROUND.with_borrow(Clone::clone);
        if url.is_empty() {
            let url = window().location().href().unwrap_or_default();
            return Page { url, title: document().title() };
        }
        Page { url, title }
    }

    /// Its path.
    pub fn path() -> String {
        let path = AROUND.with_borrow(|around| around[2].clone());
        if path.is_empty() { window().location().pathname().unwrap_or_default() } else { path }
    }

    /// An article comes on screen.
    fn reads(&self, id: u32) {
        self.journey.update(Journey::settle);
        let index = self.library.peek();
        if let Some(article) = index.index().and_then(|index| index.article(id)) {
            self.journey.update(|journey| journey.read(article.slug, article.title));
        }
    }
}
