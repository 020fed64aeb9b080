//! Where the focus is: into the panel when it opens, around inside it, and back when it closes.

use std::cell::{Cell, RefCell};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, FocusOptions, HtmlElement, KeyboardEvent, ShadowRoot};

use crate::dom;
use crate::later;
use crate::outbox::Device;
use crate::reactive::Place;
use crate::state::App;
use crate::strings::Word;

/// What can be focused. The honeypot is not for people.
const FOCUSABLE: &str = "a[href],button,input:not([tabindex='-1']),select,textarea,[tabindex='0']";

/// The panel is open and its first needs are met, in milliseconds.
const SETTLED: i32 = 1_000;

/// The panel's place in the page.
#[derive(Clone, Copy)]
pub struct Page(&'static RefCell<Option<Parts>>);

struct Parts {
    panel: HtmlElement,
    root: Option<ShadowRoot>,
    /// Tells the glue what happens.
    tell: Function,
    /// What had the focus before the panel opened.
    opener: RefCell<Option<HtmlElement>>,
    /// What a view had the focus put on last.
    settled: RefCell<Option<Element>>,
    /// Whether the rules of the second part are there.
    dressed: Cell<bool>,
    /// Where what the second part begins belongs, until it is begun.
    place: RefCell<Option<Place>>,
}

impl Page {
    /// The place of a widget in `panel`.
    pub fn of(panel: &HtmlElement, tell: Function, place: Place) -> Self {
        let (panel, root) = (panel.clone(), dom::shadow(panel));
        let launcher = root.as_ref().and_then(|root| root.query_selector(".fd-launcher").ok()?);
        if let Some(launcher) = launcher {
            // Said from the first focus on: that is what brings the widget here.
            let _ = launcher.set_attribute("aria-haspopup", "dialog");
        }
        let (opener, settled, dressed) = Default::default();
        let place = RefCell::new(Some(place));
        let parts = Parts { panel, root, tell, opener, settled, dressed, place };
        // The cell stays for as long as the program does; `leave` takes everything out of it.
        Self(Box::leak(Box::new(RefCell::new(Some(parts)))))
    }

    /// Lets go of the page's elements.
    pub fn leave(self) {
        self.0.take();
    }

    /// Tells the page what happened, with one detail or an empty name, for whoever listens.
    pub fn tell(self, event: &str, name: &str, value: &JsValue) {
        self.with(|parts| {
            let _ = parts.tell.call3(&JsValue::NULL, &event.into(), &name.into(), value);
        });
    }

    /// Begins, once, what the second part does for as long as the widget is there.
    pub fn begin(self, work: impl FnOnce()) {
        if let Some(place) = self.with(|parts| parts.place.take()) {
            place.within(work);
        }
    }

    /// Adds the rules of the second part, once.
    pub fn dress(self, css: &str) {
        self.with(|parts| {
            if !parts.dressed.replace(true)
                && let Some(root) = &parts.root
            {
                dom::dress(root, css, 1);
            }
        });
    }

    fn with<T: Default>(self, look: impl FnOnce(&Parts) -> T) -> T {
        self.0.borrow().as_ref().map(look).unwrap_or_default()
    }

    /// Opens the panel; the focus follows as soon as it is drawn.
    pub fn open(self, app: App) {
        if app.open.peek() {
            return self.settle(app);
        }
        self.with(|parts| {
            parts.opener.replace(parts.active());
            // The banner and the status line are as fresh as what is about to be read.
            let _ = parts.tell.call1(&JsValue::NULL, &"nudge".into());
        });
        app.open.set(true);
        self.flag(app);
        later::look(app, self);
        // Whoever opens the panel may lose the network before asking for the form.
        dom::after(SETTLED, move || later::begin(app, self));
        self.settle(app);
    }

    /// Closes it. What is written stays; so does the view.
    pub fn close(self, app: App) {
        if !app.open.peek() {
            return;
        }
        app.open.set(false);
        let launcher = self.flag(app);
        self.with(|parts| {
            // Safari gives no focus to a clicked button: then the body had it.
            let opener = parts
                .opener
                .borrow()
                .clone()
                .filter(|e| e.is_connected() && e.tag_name() != "BODY");
            if let Some(target) = opener.or(launcher) {
                let _ = target.focus();
            }
        });
    }

    /// Tells the launcher, if the loader drew one, whether there is news, and returns it.
    pub fn flag(self, app: App) -> Option<HtmlElement> {
        let news = app.news.peek();
        let open = app.open.peek();
        let news = match app.device.peek_with(Device::unread) {
            _ if open => "",
            true => app.word(Word::NewReply),
            false => &news,
        };
        self.with(|parts| parts.launcher(open, app.word(Word::Help), news))
    }

    /// After a view was drawn: scrolls it to where it was left and focuses what comes first in it, unless somebody
    /// has gone to a field of it before.
    ///
    /// Once right after it was drawn, for a key that is on its way: browsers draw a frame before a timer's turn comes
    /// that was set in a click. And once by timer, for views of which a part needs further microtasks.
    pub fn settle(self, app: App) {
        let inside = move || self.with(|parts| parts.root.as_ref()?.active_element());
        let before = inside();
        let work = move || {
            let scroll = app.scroll.get();
            let now = inside();
            self.with(|parts| {
                if now.is_some() && now != before && now != *parts.settled.borrow() {
                    return;
                }
                if let Some(body) = dom::find::<Element>(&parts.panel, ".fd-body") {
                    body.set_scroll_top(scroll);
                }
                let first = dom::find::<HtmlElement>(&parts.panel, "[data-first]");
                if let Some(first) = first.filter(|_| app.open.peek()) {
                    let quietly = FocusOptions::new();
                    quietly.set_prevent_scroll(true);
                    let _ = first.focus_with_options(&quietly);
                    parts.settled.replace(Some(first.into()));
                }
            });
        };
        dom::drawn(work.clone());
        dom::after(0, work);
    }

    /// How far the view on screen is scrolled.
    pub fn scrolled(self) -> i32 {
        self.with(|parts| {
            dom::find::<Element>(&parts.panel, ".fd-body").map_or(0, |body| body.scroll_top())
        })
    }

    /// The element inside the panel that this selector names.
    pub fn find<T: JsCast>(self, selector: &str) -> Option<T> {
        self.with(|parts| dom::find(&parts.panel, selector))
    }

    /// Escape closes; Tab goes round inside. Nothing typed here reaches the page's own shortcuts.
    pub fn key(self, app: App, event: &KeyboardEvent) {
        event.stop_propagation();
        match event.key().as_str() {
            // While an input method composes, Escape and Tab belong to it.
            _ if event.is_composing() => {}
            "Escape" => {
                event.prevent_default();
                self.close(app);
            }
            "Tab" => self.round(event),
            _ => {}
        }
    }

    fn round(self, event: &KeyboardEvent) {
        self.with(|parts| {
            let all: Vec<HtmlElement> = dom::find_all(&parts.panel, FOCUSABLE)
                .into_iter()
                .filter(|e| e.offset_parent().is_some() && !e.has_attribute("disabled"))
                .collect();
            let active = parts.root.as_ref().and_then(ShadowRoot::active_element);
            let is = |e: Option<&HtmlElement>| {
                e.map(|e| e.unchecked_ref::<Element>()) == active.as_ref()
            };
            let target = if event.shift_key() && (is(all.first()) || active.is_none()) {
                all.last()
            } else if !event.shift_key() && is(all.last()) {
                all.first()
            } else {
                None
            };
            if let Some(target) = target {
                event.prevent_default();
                let _ = target.focus();
            }
        });
    }
}

impl Parts {
    fn active(&self) -> Option<HtmlElement> {
        let inner = self.root.as_ref().and_then(ShadowRoot::active_element);
        inner.or_else(|| dom::document().active_element())?.dyn_into().ok()
    }

    /// Tells the launcher, if the loader drew one, and returns it. `help` is its name where it shows a sign.
    fn launcher(&self, open: bool, help: &str, news: &str) -> Option<HtmlElement> {
        let root = self.root.as_ref()?;
        let launcher: HtmlElement = root.query_selector(".fd-launcher").ok()??.dyn_into().ok()?;
        let _ = launcher.set_attribute("aria-expanded", if open { "true" } else { "false" });
        let quiet = news.is_empty();
        let mut name = match root.host().has_attribute("data-icon") {
            true => help.to_owned(),
            false => launcher.text_content().unwrap_or_default(),
        };
        if !quiet {
            name = [&name, ", ", news].concat();
        }
        let _ = launcher.set_attribute("aria-label", &name);
        let _ = launcher.toggle_attribute_with_force("data-dot", !quiet);
        Some(launcher)
    }
}
