//! The door between loader and widget: mounting, and the calls that come in later.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use search::Index;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

use crate::config::Config;
use crate::draft::Draft;
use crate::finder::Library;
use crate::focus::Page;
use crate::json::Json;
use crate::state::{App, View};
use crate::{api, dom, replies, sender, supplier, view, wire};

const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/widget.css"));

/// What the loader holds on to.
#[wasm_bindgen]
pub struct Handle {
    app: App,
    page: Page,
    // Dropping it would take every signal with it.
    _owner: Owner,
}

/// Puts the widget into `panel`, an element of the loader's shadow root. `index` settles with the
/// answer that holds the search index, or with nothing; `nudge` asks for the status now.
#[wasm_bindgen]
pub fn mount(
    panel: HtmlElement,
    config: JsValue,
    index: Promise,
    nudge: Function,
) -> Result<Handle, JsError> {
    let latest = config.get("latest").and_then(|json| wire::snapshot(&json));
    let words = config.get("prefill").map(|json| Draft::read(&json));
    let Some(config) = Config::read(&config) else {
        return Err(JsError::new("loader and widget do not fit"));
    };
    if let Some(root) = dom::shadow(&panel) {
        dom::dress(&root, CSS);
        if let (Some(color), Ok(host)) = (&config.color, root.host().dyn_into::<HtmlElement>()) {
            let _ = host.style().set_property("--fd-accent", color);
        }
    }
    let owner = Owner::new_root(None);
    let app = owner.with(|| App::new(config));
    let page = owner.with(|| Page::of(&panel, nudge));
    let handle = Handle { app, page, _owner: owner.clone() };
    app.status.set(latest);
    if let Some(words) = words {
        app.draft.update(|draft| draft.prefill(words));
    }
    owner.with(|| {
        leptos::mount::mount_to(panel, move || view::panel(app, page)).forget();
        supplier::start(app);
    });

    spawn_local(async move { app.library.set(open_index(index).await) });
    let again = move || sender::start(app);
    dom::listen(&dom::window(), "online", move || {
        app.keep(crate::outbox::Device::hurry);
        again();
    });
    dom::listen(&dom::window(), "storage", move || app.refresh());
    dom::listen(&dom::document(), "visibilitychange", move || {
        if dom::visible() {
            again();
            if app.open.get_untracked() {
                replies::watch(app);
            }
        }
    });
    again();
    Ok(handle)
}

async fn open_index(answer: Promise) -> Library {
    let bytes = match JsFuture::from(answer).await {
        Ok(answer) => api::whole(answer).await,
        Err(_) => None,
    };
    let index = bytes.and_then(|bytes| Index::open(bytes).ok());
    index.map_or(Library::Missing, |index| Library::Ready(Arc::new(index)))
}

#[wasm_bindgen]
impl Handle {
    /// Does what `Frontdesk(verb, value)` asks. `false` when it cannot, such as opening an article
    /// that is not there.
    pub fn call(&self, verb: &str, value: JsValue) -> bool {
        let app = self.app;
        let text = value.as_string();
        let open = app.open.get_untracked();
        match verb {
            "snapshot" => match wire::snapshot(&value) {
                None => return false,
                status => app.status.set(status),
            },
            "close" => self.page.close(app),
            "toggle" if open => self.page.close(app),
            "open" | "toggle" => self.page.open(app),
            "search" => {
                self.page.open(app);
                app.go(View::Home, 0);
                app.typed(text.unwrap_or_default());
            }
            "article" => {
                let slug = text.unwrap_or_default();
                let (slug, anchor) = slug.split_once('#').unwrap_or((&slug, ""));
                self.page.open(app);
                return self.article(slug.to_owned(), anchor.to_owned());
            }
            "status" => {
                self.page.open(app);
                app.go(View::Status, 0);
            }
            "prefill" => app.draft.update(|draft| draft.prefill(Draft::read(&value))),
            _ => return false,
        }
        true
    }
}

impl Handle {
    /// Shows an article by its slug, as soon as the index is here.
    fn article(&self, slug: String, anchor: String) -> bool {
        let app = self.app;
        let find = move |library: &Library| library.index().and_then(|index| index.find(&slug));
        match app.library.get_untracked() {
            Library::Loading => {
                let owner = self._owner.clone();
                spawn_local(async move {
                    while matches!(app.library.get_untracked(), Library::Loading) {
                        dom::sleep(50).await;
                    }
                    if let Some(id) = find(&app.library.get_untracked()) {
                        owner.with(|| app.go(View::Article { id, anchor }, 0));
                    }
                });
                true
            }
            library => match find(&library) {
                Some(id) => {
                    app.go(View::Article { id, anchor }, 0);
                    true
                }
                None => false,
            },
        }
    }
}
