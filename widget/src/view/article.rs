//! An article, as it was built: fetched once, put in place, its links kept inside the widget where
//! they lead to other articles.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlAnchorElement, HtmlTemplateElement, MouseEvent};

use super::el::{El, el};
use super::parts;
use crate::focus::Page;
use crate::reactive::Signal;
use crate::state::{App, View};
use crate::strings::Word;
use crate::{api, dom};

/// Articles kept in memory, so that Back is instant and works offline.
const KEPT: usize = 20;

thread_local! {
    static READ: RefCell<Vec<(String, String)>> = const { RefCell::new(vec![]) };
}

/// The view.
pub fn article(app: App, page: Page, id: u32, anchor: String) -> El {
    let index = app.library.peek();
    let known = index.index().and_then(|index| index.article(id));
    let (title, section, fragment, url) =
        known.map(|a| (a.title, a.section, a.fragment, a.url)).unwrap_or_default();
    let fragment: Rc<str> = app.config.absolute(fragment).into();
    let (busy, failed) = (Signal::new(true), Signal::new(false));
    let (loading, lost) = (busy.clone(), failed.clone());
    let load = {
        let (busy, failed) = (busy.clone(), failed.clone());
        Rc::new(move |place: &Element| {
            let (busy, failed) = (busy.clone(), failed.clone());
            let (place, fragment, anchor) = (place.clone(), Rc::clone(&fragment), anchor.clone());
            failed.set(false);
            busy.set(true);
            spawn_local(async move {
                let html = fetch(&fragment).await;
                let drawn = html.and_then(|html| draw(app, &place, &html));
                busy.set(false);
                failed.set(drawn.is_none());
                if drawn.is_some() && !anchor.is_empty() {
                    show_anchor(page, &anchor);
                }
            });
        })
    };
    let place = el("div", "").on("click", move |event| follow(app, page, event.unchecked_ref()));
    load(place.element());
    let again = place.element().clone();
    let retry =
        parts::button("fd-button-quiet").text(app.word(Word::Retry)).click(move || load(&again));
    el("article", "fd-prose")
        .live_attr("aria-busy", move || busy.get().then(|| "true".to_owned()))
        .with(el("p", "fd-hit-above").text(section))
        .with(parts::heading("fd-article-title").text(title))
        .with(place)
        .with(parts::meta(app.word(Word::Loading)).hidden(move || !loading.get()))
        .with(
            el("div", "fd-empty")
                .hidden(move || !lost.get())
                .with(el("span", "").text(app.word(Word::ArticleFailed)))
                .with(retry),
        )
        .with(parts::outward(&app.config.absolute(url), app.word(Word::OpenPage)))
}

async fn fetch(url: &str) -> Option<String> {
    let kept = READ
        .with_borrow(|read| read.iter().find(|(of, _)| of == url).map(|(_, html)| html.clone()));
    if kept.is_some() {
        return kept;
    }
    let html = api::text(url).await.ok()?;
    READ.with_borrow_mut(|read| {
        if read.len() >= KEPT {
            read.remove(0);
        }
        read.push((url.to_owned(), html.clone()));
    });
    Some(html)
}

/// Mends what means something else on the host's page, then puts the article in place.
fn draw(app: App, place: &Element, html: &str) -> Option<()> {
    let template = dom::parse(html)?;
    mend(app, &template);
    place.replace_children_with_node_1(&template.content());
    Some(())
}

fn mend(app: App, template: &HtmlTemplateElement) {
    // A fragment is no element, but answers `querySelectorAll` just the same.
    let content: Element = template.content().unchecked_into();
    for image in dom::find_all(&content, "img[src]") {
        let source = image.get_attribute("src").unwrap_or_default();
        let source = app.config.absolute(&source);
        let _ = image.set_attribute("src", &source);
    }
    for link in dom::find_all(&content, "a[href]") {
        let href = link.get_attribute("href").unwrap_or_default();
        if href.starts_with('#') {
            continue;
        }
        let address = app.config.absolute(&href);
        let _ = link.set_attribute("href", &address);
        if target(app, &address).is_none() {
            let _ = link.set_attribute("target", "_blank");
            let _ = link.set_attribute("rel", "noopener");
            let _ = link.set_attribute("title", app.word(Word::NewTab));
        }
    }
}

/// The article that an address leads to.
fn target(app: App, address: &str) -> Option<View> {
    let (address, anchor) = address.split_once('#').unwrap_or((address, ""));
    let path = app.config.own_path(address)?;
    app.library.peek_with(|library| {
        let index = library.index()?;
        let id = (0..index.len()).find(|id| index.article(*id).is_some_and(|a| a.url == path))?;
        Some(View::Article { id, anchor: anchor.to_owned() })
    })
}

/// A click in the article: other articles open here, its own headings are scrolled to.
fn follow(app: App, page: Page, event: &MouseEvent) {
    // With a modifier the visitor wants the browser to do it.
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return;
    }
    let clicked: Option<Element> = event.target().and_then(|t| t.dyn_into().ok());
    let link = clicked.and_then(|e| e.closest("a[href]").ok().flatten());
    let Some(link) = link.and_then(|e| e.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    let href = link.get_attribute("href").unwrap_or_default();
    if let Some(anchor) = href.strip_prefix('#') {
        event.prevent_default();
        show_anchor(page, anchor);
    } else if let Some(view) = target(app, &href) {
        event.prevent_default();
        app.go(view, page.scrolled());
    }
}

/// Scrolls to a heading. The browser itself does not look for anchors inside a shadow root.
fn show_anchor(page: Page, anchor: &str) {
    let anchor = js_sys::decode_uri_component(anchor).map_or(anchor.to_owned(), String::from);
    // Not a selector made of the anchor: headings in Japanese would need escaping.
    let Some(article) = page.find::<Element>("article") else {
        return;
    };
    if let Some(heading) = dom::find_all(&article, "[id]").into_iter().find(|e| e.id() == anchor) {
        // After the view itself has settled, which scrolls to its beginning.
        dom::after(0, move || heading.scroll_into_view());
    }
}
