//! The status as this page knows it: how old it is, what is planned, and news of incidents that this
//! device follows. Begins with the second part of the program.

use desk::wire::status::{Incident, Maintenance};
use wasm_bindgen_futures::spawn_local;

use crate::following::{Following, Known, News};
use crate::json::Out;
use crate::reactive::{Signal, effect};
use crate::state::{App, View};
use crate::storage::{followed, voter::voter};
use crate::strings::Word;
use crate::{api, dom, focus::Page, planned, sender};

/// How well the status is known.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Heard {
    /// When it last came, in Unix milliseconds; 0 for never.
    pub at_ms: i64,
    /// It could not be fetched since.
    pub stale: bool,
}

thread_local! {
    static FOLLOWING: Signal<Following> = Signal::default();
    static PLANNED: Signal<Vec<Maintenance>> = Signal::default();
    static HEARD: Signal<Heard> = Signal::default();
    /// Titles of followed incidents that the visitor saw end in this page view.
    static ENDED: Signal<Vec<String>> = Signal::default();
}

/// What this device remembers.
pub fn following() -> Signal<Following> {
    FOLLOWING.with(Clone::clone)
}

/// Maintenance that is announced.
pub fn planned() -> Signal<Vec<Maintenance>> {
    PLANNED.with(Clone::clone)
}

/// How well the status is known.
pub fn heard() -> Signal<Heard> {
    HEARD.with(Clone::clone)
}

/// What was followed and is over.
pub fn ended() -> Signal<Vec<String>> {
    ENDED.with(Clone::clone)
}

/// Begins. To be called within the scope of the widget.
pub fn begin(app: App, page: Page) {
    let key = app.config.storage_key();
    let remembered = followed::load(&key);
    let known = remembered.known.clone();
    following().set(remembered);
    ended().set(vec![]);
    // Another tab follows or stops.
    dom::listen(&dom::window(), "storage", move || following().set(followed::load(&key)));
    // Without an answer of today, what was known before the page was loaded, with its age.
    let mut before = known.filter(|_| app.status.peek_with(Option::is_none)).and_then(|known| {
        let json = dom::parse_json(&known.text)?;
        Some((known.at_ms, json))
    });
    if let Some((_, json)) = &before {
        app.hear(json);
    }
    effect(move || {
        app.status.track();
        if app.status.peek_with(Option::is_none) {
            return;
        }
        let ahead = planned::maintenances(&*app.latest.borrow());
        if planned().peek() != ahead {
            planned().set(ahead);
        }
        match before.take() {
            Some((at_ms, _)) => heard().set(Heard { at_ms, stale: true }),
            None => {
                heard().set(Heard { at_ms: dom::now_ms(), stale: false });
                remember(app, |_| {});
            }
        }
    });
    let mut said = String::new();
    effect(move || {
        let news = following().with(|following| {
            app.status.with(|status| status.as_ref().map(|status| following.news(status)))
        });
        let news = news.unwrap_or_default();
        let words = tell(app, &news);
        if words != said {
            said.clone_from(&words);
            if !words.is_empty() {
                app.say.set(words.clone());
            }
        }
        let seen = app.open.get() && app.view.with(|view| *view == View::Status);
        if seen && !news.is_empty() {
            see(app, news);
        } else if app.news.peek() != words {
            app.news.set(words);
            page.flag(app);
        }
    });
}

/// News in words, for the launcher and the line on Home.
fn tell(app: App, news: &[News]) -> String {
    let words = news.iter().map(|one| {
        let word = if one.over { Word::NewsOver } else { Word::NewsUpdate };
        app.words.fill(word, &one.title)
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// The visitor has the news before their eyes.
fn see(app: App, news: Vec<News>) {
    let over = news.into_iter().filter(|one| one.over).map(|one| one.title);
    ended().update(|ended| ended.extend(over));
    if let Some(status) = app.status.peek() {
        remember(app, move |following| following.see(&status));
    }
}

/// Changes what is remembered, on what is stored: another tab may have written.
fn remember(app: App, change: impl FnOnce(&mut Following)) {
    let key = app.config.storage_key();
    let stored = followed::load(&key);
    let before = following().peek();
    let mut now = if stored.is_empty() { before.clone() } else { stored };
    change(&mut now);
    if !now.followed.is_empty() {
        let at_ms = heard().peek().at_ms;
        now.known = dom::write_json(&app.latest.borrow()).map(|text| Known { at_ms, text });
    }
    if now != before {
        followed::save(&key, &now);
        following().set(now);
    }
}

/// Follows an incident from now on.
pub fn follow(app: App, incident: &Incident) {
    let rev = app.status.peek_with(|status| status.as_ref().map_or(0, |status| status.rev));
    remember(app, |following| following.follow(incident, rev));
    app.say.set(app.word(Word::FollowOn).to_owned());
}

/// Follows it no longer.
pub fn unfollow(app: App, id: i64) {
    remember(app, |following| following.unfollow(id));
}

/// Tells the team that an incident affects somebody here, too, or not after all.
pub fn affect(app: App, id: i64, affected: bool) {
    remember(app, |following| following.affect(id, affected));
    let device = voter(&app.config.storage_key());
    let body = Out::Object(vec![
        ("device", Some(Out::Text(&device))),
        ("affected", Some(Out::Flag(affected))),
    ]);
    sender::errand(app, &errand_path(id), None, body.json());
}

/// Where that goes.
pub fn errand_path(id: i64) -> String {
    ["incidents/", &id.to_string(), "/affected"].concat()
}

/// Asks for the status now. The loader asks, too, but does not tell when it gets no answer.
pub fn look(app: App) {
    spawn_local(async move {
        let url = app.config.api("status");
        let answer = api::json("GET", &url, None, None, |json| Some(json.clone())).await;
        if !answer.is_ok_and(|json| app.hear(&json)) {
            heard().update(|heard| heard.stale = true);
        }
    });
}
