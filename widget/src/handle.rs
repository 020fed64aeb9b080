//! The door between loader and widget: mounting, and the calls that come in later.

use std::rc::Rc;

use js_sys::{Function, Object, Promise};
use search::Index;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

use crate::config::Config;
use crate::finder::Library;
use crate::focus::Page;
use crate::json::Json;
use crate::reactive::{Scope, effect};
use crate::state::{App, View};
use crate::{api, dom, events, later, person, strings, supplier, view, warm};

const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/widget.css"));

/// What the loader holds on to.
#[wasm_bindgen]
pub struct Handle {
    app: App,
    page: Page,
    panel: HtmlElement,
    /// Every effect and listener. Dropping it ends them.
    scope: Scope,
}

/// Puts the widget into `panel`, an element of the loader's shadow root. `index` settles with the
/// answer that holds the search index, or with nothing; `tell` hears what happens: an event, the name
/// of its detail, and the detail. The event `nudge` asks for the status now.
#[wasm_bindgen]
pub fn mount(
    panel: HtmlElement,
    config: JsValue,
    index: Promise,
    tell: Function,
) -> Result<Handle, JsError> {
    let latest = config.get("latest");
    let Some(config) = Config::read(&config) else {
        return Err(JsError::new("glue and widget do not fit"));
    };
    if let Some(root) = dom::shadow(&panel) {
        dom::dress(&root, CSS, 0);
    }
    dom::flush_in_microtasks();
    let scope = Scope::new();
    let app = scope.within(|| App::new(config));
    let page = Page::of(&panel, tell, scope.place());
    if let Some(latest) = latest {
        app.hear(&latest);
    }
    scope.within(|| {
        let _ = panel.append_child(view::panel(app, page).element());
        supplier::start(app);
        listen(app, page);
        events::tell(app, page);
    });
    spawn_local(async move {
        app.library.set(open_index(index).await);
        warm::up(app);
    });
    later::send(app, page);
    Ok(Handle { app, page, panel, scope })
}

/// The words of the second part came with it, a line each.
#[wasm_bindgen]
pub fn complete(words: String) {
    strings::complete(words);
}

/// What happens outside of the panel.
fn listen(app: App, page: Page) {
    dom::listen(&dom::window(), "online", move || {
        later::hurry(app, page);
    });
    dom::listen(&dom::window(), "storage", move || later::refresh(app, page));
    dom::listen(&dom::document(), "visibilitychange", move || {
        if dom::visible() {
            later::send(app, page);
        }
    });
}

async fn open_index(answer: Promise) -> Library {
    let bytes = match JsFuture::from(answer).await {
        Ok(answer) => api::whole(answer).await,
        Err(_) => None,
    };
    let index = bytes.and_then(|bytes| Index::open(bytes).ok());
    index.map_or(Library::Missing, |index| Library::Ready(Rc::new(index)))
}

#[wasm_bindgen]
impl Handle {
    /// Does what `Frontdesk(verb, value)` asks. `false` when it cannot, such as opening an article
    /// that is not there.
    pub fn call(&self, verb: &str, value: JsValue) -> bool {
        let (app, page) = (self.app, self.page);
        let text = value.as_string();
        let open = app.open.peek();
        match verb {
            "snapshot" => return app.hear(&value),
            "close" => page.close(app),
            "toggle" if open => page.close(app),
            "open" | "toggle" => {
                page.open(app);
                return self.go(&value);
            }
            "search" => {
                page.open(app);
                app.go(View::Home, 0);
                app.typed(text.unwrap_or_default());
            }
            "article" => {
                let slug = text.unwrap_or_default();
                let (slug, anchor) = slug.split_once('#').unwrap_or((&slug, ""));
                page.open(app);
                return self.article(slug.to_owned(), anchor.to_owned());
            }
            "status" => {
                page.open(app);
                app.go(View::Status, 0);
            }
            "suggest" => {
                let slugs = value.items().unwrap_or_default();
                let slugs: Vec<String> = slugs.iter().filter_map(Json::text).collect();
                app.suggested.set(slugs.join("\n"));
            }
            "identify" | "logout" => {
                app.meet(person::key(&value), value.text_at("name"));
                return self.later(verb, value);
            }
            "event" if text.is_none() => return false,
            "set" | "event" | "consent" | "prefill" => return self.later(verb, value),
            "page" => App::around(&value),
            _ => return false,
        }
        true
    }

    /// Takes everything away: the panel's elements, listeners, timers' reasons, the index.
    pub fn destroy(self) {
        self.page.close(self.app);
        self.panel.set_text_content(None);
        drop(self.scope);
        self.app.forget();
        self.page.leave();
    }
}

impl Handle {
    /// What only the second part understands waits for it, as it is now: the page may change it.
    fn later(&self, verb: &str, mut value: JsValue) -> bool {
        if value.is_object() {
            // The page's own getters may throw: nothing is borrowed meanwhile.
            value = Object::assign(&Object::new(), value.unchecked_ref()).into();
        }
        self.app.told.borrow_mut().push((verb.to_owned(), value));
        later::hear(self.app, self.page);
        true
    }

    /// Goes to a place by its name, or to a ticket of this device by its number; stays without one.
    fn go(&self, place: &JsValue) -> bool {
        let app = self.app;
        let view = match (place.int(), place.text().as_deref()) {
            (None, None) => return true,
            (_, Some("home")) => View::Home,
            (_, Some("contact")) => View::Form,
            (_, Some("status")) => View::Status,
            (Some(number), _) if app.device.peek_with(|d| d.ticket(number).is_some()) => {
                View::Ticket(number)
            }
            // What is stored is not read yet.
            (Some(_), _) if !later::here() && later::stored(app) => {
                return self.later("open", place.clone());
            }
            _ => return false,
        };
        app.go(view, 0);
        true
    }

    /// Shows an article by its slug, as soon as the index is here.
    fn article(&self, slug: String, anchor: String) -> bool {
        let app = self.app;
        let known = app.library.peek_with(|library| match library {
            Library::Loading => None,
            library => Some(show(app, library, &slug, &anchor)),
        });
        known.unwrap_or_else(|| {
            self.scope.within(|| {
                let mut wanted = true;
                effect(move || {
                    app.library.with(|library| {
                        if wanted && !matches!(library, Library::Loading) {
                            wanted = false;
                            show(app, library, &slug, &anchor);
                        }
                    });
                });
            });
            true
        })
    }
}

fn show(app: App, library: &Library, slug: &str, anchor: &str) -> bool {
    let id = library.index().and_then(|index| index.find(slug));
    if let Some(id) = id {
        app.go(View::Article { id, anchor: anchor.to_owned() }, 0);
    }
    id.is_some()
}
