//! A real browser through W3C WebDriver, driven synchronously: stories read top to bottom.

mod commands;
mod console;
mod emulation;
mod kind;
mod needs;
mod network;

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};

pub use kind::Kind;
pub use needs::{Need, can};
pub use network::Request;

use crate::{server, until, until_or};

/// Ctrl+A: what is in a field is selected, and the next key replaces it.
pub const ALL: &str = "\u{E009}a\u{E000}";

/// How long a driver may take over one command. It is longer than any script may run.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a browser's settings refuse every page.
#[derive(Clone, Copy, PartialEq)]
enum Refused {
    Scripts,
    /// Cookies, and all else that stays: browsers have one setting for both.
    Storage,
}

/// A browser window with a profile of its own.
pub struct Browser {
    client: Client,
    runtime: tokio::runtime::Runtime,
    kind: Kind,
    driver: Arc<kind::Driver>,
    /// Requests under way when the network log was last read.
    network: RefCell<Vec<Value>>,
    /// How much of the console, or of the page's list of requests, was read before.
    read: Cell<usize>,
}

impl Browser {
    /// A desktop window of 1280 by 800 pixels.
    pub fn desktop() -> Self {
        Self::open(1280, 800, None)
    }

    /// A window of the size of a phone.
    pub fn phone() -> Self {
        Self::open(390, 844, None)
    }

    /// A desktop window in which no page runs script. What these tests themselves ask still runs.
    pub fn without_javascript() -> Self {
        Self::open(1280, 800, Some(Refused::Scripts))
    }

    /// A phone's window whose settings let no page store anything.
    pub fn without_storage() -> Self {
        Self::open(390, 844, Some(Refused::Storage))
    }

    fn open(width: u32, height: u32, refused: Option<Refused>) -> Self {
        let kind = Kind::chosen();
        let capabilities = kind.capabilities(width, height, refused);
        let driver = kind::driver(kind);
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let client = runtime.block_on(async {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            ClientBuilder::new(connector)
                .capabilities(capabilities)
                .connect(&driver.address())
                .await
        });
        let client = client.expect("a browser session");
        let browser =
            Self { client, runtime, kind, driver, network: RefCell::default(), read: Cell::new(0) };
        if kind != Kind::Chromium {
            browser.resize(width, height);
        }
        browser
    }

    /// Which browser it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Makes the window so large that a page has this room in it, or as nearly as it goes.
    pub fn resize(&self, width: u32, height: u32) {
        if self.kind == Kind::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
            self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
            return;
        }
        self.run(self.client.set_window_rect(0, 0, width, height));
        let frame = self.js("return [outerWidth - innerWidth, outerHeight - innerHeight]", &[]);
        let around = |at: usize| frame[at].as_u64().unwrap_or(0).min(200) as u32;
        self.run(self.client.set_window_rect(0, 0, width + around(0), height + around(1)));
    }

    fn run<T>(&self, work: impl Future<Output = Result<T, fantoccini::error::CmdError>>) -> T {
        let answer = async { tokio::time::timeout(PATIENCE, work).await };
        let answer = self.runtime.block_on(answer).expect("the browser's driver says nothing");
        answer.unwrap_or_else(|e| panic!("browser: {e}"))
    }

    /// Opens an address and waits for its `load` event.
    pub fn goto(&self, url: &str) {
        self.run(self.client.goto(url));
        self.collect();
    }

    /// Runs the body of a function in the page; `arguments[0]` … are `args`.
    pub fn js(&self, body: &str, args: &[Value]) -> Value {
        self.run(self.client.execute(body, args.to_vec()))
    }

    /// The same while something is waited for. An error is no answer yet: between two looks an element goes,
    /// or nothing has the focus, and the other browsers' drivers say so with one. It is kept in `last`.
    fn look(&self, body: &str, last: &mut String) -> Option<Value> {
        last.clear();
        let looked = self.runtime.block_on(self.client.execute(body, vec![]));
        looked.map_err(|error| *last = format!("; it says: {error}")).ok()
    }

    /// Runs the body of a function in the page, which calls the argument after `args` with the answer.
    pub fn js_async(&self, body: &str, args: &[Value]) -> Value {
        self.run(self.client.execute_async(body, args.to_vec()))
    }

    /// The element that this expression finds, once there is one.
    #[track_caller]
    pub fn element(&self, expression: &str) -> Element {
        let script = format!("return {expression} || null");
        until_or(expression, |last| {
            let found = self.look(&script, last)?;
            let id = found.as_object()?.values().next()?.as_str()?.to_string();
            Some(Element::from_element_id(self.client.clone(), ElementRef::from(id)))
        })
    }

    /// Clicks as a person would: scrolled into view, hit-tested. A moving target is tried again.
    #[track_caller]
    pub fn click(&self, expression: &str) {
        until_or(&format!("{expression} can be clicked"), |last| {
            let clicked = self.runtime.block_on(self.element(expression).click());
            clicked.map_err(|error| *last = format!("; it says: {error:?}")).ok()
        });
    }

    /// Types into an element; after [`ALL`], in place of what is there.
    #[track_caller]
    pub fn type_into(&self, expression: &str, text: &str) {
        // The other browsers' keys without a window system know no such shortcut.
        if let Some(instead) = text.strip_prefix(ALL)
            && self.kind != Kind::Chromium
        {
            let select = format!("const e = {expression}; e?.focus(); e?.select(); return !!e");
            let value = format!("return {expression}?.value");
            // A view that is just there may take the focus while this is being typed.
            return until(&format!("{expression} has what was typed"), || {
                (self.js(&select, &[]) == json!(true)).then(|| self.keys(instead))?;
                (self.js(&value, &[]) == json!(instead)).then_some(())
            });
        }
        // WebKit's view takes the focus so late that all of it may have gone elsewhere.
        let letters = !text.contains(|c| ('\u{E000}'..='\u{F8FF}').contains(&c));
        let value = || self.js(&format!("return {expression}?.value"), &[]);
        until(&format!("{expression} can be typed into"), || {
            let checked = (self.kind == Kind::WebKit && letters).then(value);
            self.runtime.block_on(self.element(expression).send_keys(text)).ok()?;
            checked.is_none_or(|before| value() != before).then_some(())
        });
    }

    /// Types into whatever has the focus: `\u{E004}` is Tab, `\u{E007}` Enter, `\u{E00C}` Escape.
    pub fn keys(&self, text: &str) {
        let press = |keys: KeyActions, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        };
        let keys = text.chars().fold(KeyActions::new("keys".into()), press);
        self.run(self.client.perform_actions(keys));
    }

    /// What a JavaScript expression gives, once it is truthy.
    #[track_caller]
    pub fn wait(&self, what: &str, expression: &str) -> Value {
        let script = format!("return ({expression})");
        until_or(what, |last| {
            let value = self.look(&script, last)?;
            let falsy =
                value.is_null() || value == json!(false) || value == json!("") || value == json!(0);
            (!falsy).then_some(value)
        })
    }

    /// Opens another window on the same profile and moves there.
    pub fn new_tab(&self) {
        let window = self.run(self.client.new_window(true));
        self.run(self.client.switch_to_window(window.handle));
    }

    /// Moves to the window of this index, in order of opening.
    pub fn switch_to(&self, index: usize) {
        let windows = self.run(self.client.windows());
        self.run(self.client.switch_to_window(windows[index].clone()));
    }

    /// Goes into the frame that this expression finds: what follows happens there.
    #[track_caller]
    pub fn enter_frame(&self, expression: &str) {
        let frame = self.element(expression);
        self.run(frame.enter_frame());
    }

    /// Back to the page.
    pub fn leave_frame(&self) {
        self.run(self.client.enter_parent_frame());
    }

    /// Closes the window, as somebody would in the middle of anything, and moves to the first one left.
    pub fn close_tab(&self) {
        self.run(self.client.close_window());
        self.switch_to(0);
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.run(self.client.refresh());
        self.collect();
    }

    /// Saves a picture of the window under `target/shots`.
    pub fn screenshot(&self, name: &str) {
        let png = self.run(self.client.screenshot());
        save(name, &png).expect("target/shots");
    }
}

fn save(name: &str, png: &[u8]) -> std::io::Result<()> {
    let folder = server::root().join("target/shots");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(format!("{name}.png")), png)
}

impl Drop for Browser {
    fn drop(&mut self) {
        // What a story saw last when it failed. A second panic would end all of them. WebKit's driver may say nothing
        // more when its page is in the middle of something.
        let last = Duration::from_secs(20);
        let picture = async { tokio::time::timeout(last, self.client.screenshot()).await };
        if std::thread::panicking()
            && let Ok(Ok(png)) = self.runtime.block_on(picture)
        {
            let story = std::thread::current().name().unwrap_or("story").replace("::", "-");
            let _ = save(&format!("failed-{story}-{:?}", self.kind), &png);
        }
        let close = async { tokio::time::timeout(last, self.client.clone().close()).await };
        let _ = self.runtime.block_on(close);
    }
}
