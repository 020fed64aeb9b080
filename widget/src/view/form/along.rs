//! What goes along with the message: each line can be taken off, and put back.

use desk::wire::visitor::ArticleRead;
use web_sys::Element;

use crate::dom;
use crate::focus::Page;
use crate::journey::Item;
use crate::state::App;
use crate::strings::Word;
use crate::view::el::{El, el, focus};
use crate::view::parts;

/// The list.
pub fn list(app: App, page: Page) -> El {
    let items = move || app.journey.with(|journey| journey.items(&App::page()));
    let hint = move || {
        let word = if items().is_empty() { Word::ContextNone } else { Word::ContextHint };
        app.word(word).to_owned()
    };
    let lines = move || {
        let items = items().into_iter().enumerate();
        items.map(|(at, item)| line(app, page, at, item)).collect()
    };
    el("fieldset", "fd-field fd-along")
        .with(el("legend", "").text(app.word(Word::ContextTitle)))
        .with(el("p", "fd-hint").live_text(hint))
        .with(el("ul", "fd-list fd-context").live(lines))
        .with(put_back(app, page))
}

fn line(app: App, page: Page, at: usize, item: Item) -> El {
    let (kind, text) = said(app, &item);
    let announced = app.words.fill(Word::Removed, &text);
    let remove =
        parts::icon_button(&app.words.fill(Word::Remove, &text), "fd-button-small", parts::CROSS)
            .click(move || {
                app.journey.update(|journey| journey.remove(item.clone()));
                app.say.set(announced.clone());
                go_to(app, page, at);
            });
    el("li", "")
        .with(el("span", "fd-badge").text(app.word(kind)))
        .with(el("span", "fd-grow").text(&text))
        .with(remove)
}

fn said(app: App, item: &Item) -> (Word, String) {
    match item {
        Item::Page(page) if page.title.is_empty() => (Word::ContextPage, page.url.clone()),
        Item::Page(page) => (Word::ContextPage, [&page.title, " · ", &page.url].concat()),
        Item::Search(query) => (Word::ContextSearch, query.clone()),
        Item::Article(article) => (Word::ContextArticle, with_vote(app, article)),
        Item::Fact(fact) => (Word::ContextFact, [&fact.name, ": ", &fact.value].concat()),
        Item::Event(event) => (Word::ContextEvent, event.clone()),
    }
}

/// The article's title, and whether it helped if the visitor said so: that goes along, too.
fn with_vote(app: App, article: &ArticleRead) -> String {
    match article.helpful {
        None => article.title.clone(),
        Some(helped) => {
            let said = app.word(if helped { Word::Helped } else { Word::HelpedNot });
            [&article.title, " · ", said].concat()
        }
    }
}

/// The line that was taken off last, and the way to have it back.
fn put_back(app: App, page: Page) -> El {
    let words = move || {
        let last = app.journey.with(|journey| journey.removed().map(|item| said(app, item).1));
        last.map(|text| app.words.fill(Word::Removed, &text)).unwrap_or_default()
    };
    let button = parts::button("fd-button-quiet fd-button-small fd-put-back")
        .text(app.word(Word::PutBack))
        .click(move || {
            let Some(item) = app.journey.update(|journey| journey.put_back()) else { return };
            let items = app.journey.peek_with(|journey| journey.items(&App::page()));
            go_to(app, page, items.iter().position(|one| *one == item).unwrap_or(0));
        });
    el("div", "fd-removed")
        .hidden(move || app.journey.with(|journey| journey.removed().is_none()))
        .with(el("span", "fd-hint fd-grow").live_text(words))
        .with(button)
}

/// The focus goes to the line that stands here now, to the last one when it was the last, and to the
/// way back when none is left.
fn go_to(app: App, page: Page, at: usize) {
    let count = app.journey.peek_with(|journey| journey.items(&App::page()).len());
    let line = match count {
        0 => ".fd-put-back".to_owned(),
        count => {
            let nth = (at + 1).min(count).to_string();
            [".fd-context li:nth-child(", &nth, ") button"].concat()
        }
    };
    // Once it is drawn.
    dom::drawn(move || {
        if let Some(button) = page.find::<Element>(&line) {
            focus(&button);
        }
    });
}
