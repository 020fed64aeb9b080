//! An article, as it was built: fetched once, put in place, its links kept inside the widget where
//! they lead to other articles. What a click does in it is in [`tools`].

mod tools;
mod vote;

use std::rc::Rc;

use js_sys::{Map, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlTemplateElement};

use super::el::{El, el, focus};
use super::parts;
use crate::focus::Page;
use crate::reactive::{Scope, Signal, own};
use crate::state::{App, View};
use crate::strings::Word;
use crate::{api, dom};

/// Articles kept in memory, so that Back is instant, works offline, and finds steps ticked off and
/// lists unfolded as they were left.
const KEPT: u32 = 20;

/// The view.
pub fn article(app: App, page: Page, id: u32, anchor: String) -> El {
    let index = app.library.peek();
    let known = index.index().and_then(|index| index.article(id));
    let (slug, title, section, fragment, url) =
        known.map(|a| (a.slug, a.title, a.section, a.fragment, a.url)).unwrap_or_default();
    let fragment: Rc<str> = app.config.absolute(fragment).into();
    let url = app.config.absolute(url);
    let (busy, failed) = (Signal::new(true), Signal::new(false));
    let (loading, lost) = (busy.clone(), failed.clone());
    let about: Rc<(String, String)> = (slug.to_owned(), title.to_owned()).into();
    // What is asked below the text ends with this view, and the text may come after that.
    let scope = Scope::new();
    let asked = scope.place();
    own(scope);
    let load = {
        let (busy, failed) = (busy.clone(), failed.clone());
        Rc::new(move |place: &Element| {
            let (busy, failed) = (busy.clone(), failed.clone());
            let (place, fragment, anchor) = (place.clone(), Rc::clone(&fragment), anchor.clone());
            let (about, asked) = (Rc::clone(&about), asked.clone());
            failed.set(false);
            busy.set(true);
            spawn_local(async move {
                let text = read(app, page, &fragment).await;
                if let Some(text) = &text {
                    asked.within(|| ask(app, page, text, &about));
                    place.replace_children_with_node_1(text);
                }
                busy.set(false);
                failed.set(text.is_none());
                if text.is_some() && !anchor.is_empty() {
                    show_anchor(page, &anchor);
                }
            });
        })
    };
    let place = el("div", "");
    load(place.element());
    let again = place.element().clone();
    let retry =
        parts::button("fd-button-quiet").text(app.word(Word::Retry)).click(move || load(&again));
    let layer = tools::layer(app);
    let zoomed = layer.element().clone();
    let copy = parts::button("fd-link fd-copy-link").text(app.word(Word::CopyLink));
    let address = url.clone();
    el("article", "fd-prose")
        .live_attr("aria-busy", move || busy.get().then(|| "true".to_owned()))
        .on("click", move |event| {
            tools::press(app, page, &address, &zoomed, event.unchecked_ref());
        })
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
        .with(parts::outward(&url, app.word(Word::OpenPage)).class("fd-ways").with(copy))
        .with(layer)
}

/// Asks whether the text helped: at its end, before what to read next, the builder left a place for
/// that, which tells the text's version. A text from the shelf is asked about anew.
fn ask(app: App, page: Page, text: &Element, (slug, title): &(String, String)) {
    let Some(after) = dom::find::<Element>(text, ".fd-after") else {
        return;
    };
    // A text built before votes has no version to vote on.
    if let Some(version) = after.get_attribute("data-version") {
        let about = vote::About { slug: slug.clone(), title: title.clone(), version };
        after.replace_children_with_node_1(vote::vote(app, page, about).element());
    }
}

/// The text of an article: from the shelf, or fetched and put there. The shelf is a property of the
/// panel, so that it goes with it.
async fn read(app: App, page: Page, url: &str) -> Option<Element> {
    let panel: Element = page.find(".fd-body")?;
    let key = JsValue::from_str(url);
    let shelf = Reflect::get(&panel, &"articles".into()).ok()?;
    let shelf = shelf.dyn_into::<Map>().unwrap_or_else(|_| {
        let made = Map::new();
        let _ = Reflect::set(&panel, &"articles".into(), &made);
        made
    });
    if let Ok(kept) = shelf.get(&key).dyn_into() {
        tools::stop(&kept);
        return Some(kept);
    }
    let html = api::text(url).await.ok()?;
    let template = dom::parse(&html)?;
    mend(app, &template);
    let text = el("div", "").element().clone();
    let _ = text.append_child(&template.content());
    // The builder ends each text with this. What does not, is somebody else's page, such as a hotel's.
    dom::find::<Element>(&text, ".fd-after")?;
    if shelf.size() >= KEPT
        && let Ok(first) = shelf.keys().next()
    {
        shelf.delete(&first.value());
    }
    shelf.set(&key, &text);
    Some(text)
}

/// Mends what means something else on the host's page.
fn mend(app: App, template: &HtmlTemplateElement) {
    // A fragment is no element, but answers `querySelectorAll` just the same.
    let content: Element = template.content().unchecked_into();
    for image in dom::find_all(&content, "img[src]") {
        let source = image.get_attribute("src").unwrap_or_default();
        let source = app.config.absolute(&source);
        let _ = image.set_attribute("src", &source);
    }
    let (mut links, mut addresses) = (vec![], vec![]);
    for link in dom::find_all(&content, "a[href]") {
        let href = link.get_attribute("href").unwrap_or_default();
        if href.starts_with('#') {
            continue;
        }
        let address = app.config.absolute(&href);
        let _ = link.set_attribute("href", &address);
        // The article's own tools lead to where it is.
        if link.class_name().is_empty() {
            links.push(link);
            addresses.push(address);
        }
    }
    for (link, target) in links.iter().zip(targets(app, &addresses)) {
        if target.is_none() {
            let _ = link.set_attribute("target", "_blank");
            let _ = link.set_attribute("rel", "noopener");
            let _ = link.set_attribute("title", app.word(Word::NewTab));
        }
    }
}

/// The articles that addresses lead to.
fn targets(app: App, addresses: &[String]) -> Vec<Option<View>> {
    let parts = addresses.iter().map(|address| address.split_once('#').unwrap_or((address, "")));
    let (paths, anchors): (Vec<_>, Vec<_>) =
        parts.map(|(to, anchor)| (app.config.own_path(to).unwrap_or_default(), anchor)).unzip();
    let found = app.library.peek_with(|library| Some(library.index()?.at(&paths)));
    let view = |(id, anchor): (Option<u32>, &str)| {
        Some(View::Article { id: id?, anchor: anchor.to_owned() })
    };
    found.unwrap_or(vec![None; paths.len()]).into_iter().zip(anchors).map(view).collect()
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
        dom::after(0, move || {
            heading.scroll_into_view();
            // Reading and tabbing go on from here.
            let _ = heading.set_attribute("tabindex", "-1");
            focus(&heading);
        });
    }
}
