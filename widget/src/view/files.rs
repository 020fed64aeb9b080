//! Files: attaching them, on their way, and those of a message.

mod drop;
mod picture;

use desk::attachment::ACCEPT;
use desk::wire::visitor::Attachment;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::el::{El, el, focus};
use super::parts;
use crate::dom::{after, call, document, drawn, member, now_ms, window};
use crate::files::{self, Desk, Picked};
use crate::focus::Page;
use crate::outbox::Device;
use crate::parcel::{Of, Parcel, Standing};
use crate::reactive::{Signal, effect, memo};
use crate::state::App;
use crate::storage::kept;
use crate::strings::Word;
use crate::{api, clock, letters};

/// A paper clip.
const CLIP: &str = "M14.5 9.5l-5 5a3 3 0 0 1-4.5-4.5l6-6a2 2 0 0 1 3 3l-6 6a1 1 0 0 1-1.5-1.5l5-5";

/// What is picked for a message, and the ways to pick more: a button, pasting into `form`, dropping
/// onto the panel. `with` is the key of a message that waits and is being edited: its files go, too.
pub fn attach(app: App, page: Page, desk: Desk, form: &El, with: Option<String>) -> El {
    let tray = files::tray(app, desk);
    let of = with.map(Of::Parcel);
    let add = {
        let of = of.clone();
        move |list: &JsValue| {
            let waiting = app.device.peek_with(|d| of.as_ref().map_or(0, |of| of_message(d, of)));
            files::add(app, desk, waiting, list);
        }
    };
    let input = el("input", "fd-away")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", ACCEPT)
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true");
    let (picker, picked) = (input.clone(), add.clone());
    let input = input.on("change", move |event| {
        let Some(target) = event.target() else { return };
        if let Some(list) = member(&target, "files") {
            picked(&list);
        }
        // So that the same file can be picked again.
        let _ = js_sys::Reflect::set(&target, &"value".into(), &"".into());
    });
    let button = parts::button("fd-button-quiet fd-button-small fd-attach-button")
        .with(parts::icon(CLIP))
        .text(app.word(Word::Attach))
        .click(move || {
            call(picker.element(), "click", &[]);
        });
    drop::listen(page, form, add);
    let hint = ["fd-attach-", if desk == Desk::Form { "form" } else { "reply" }].concat();
    let (chosen, faults, lost) = (tray.clone(), tray.clone(), lost(app, desk, &tray));
    let chips = move || {
        let files = chosen.with(|tray| tray.files.clone()).into_iter().enumerate();
        files.map(|(at, file)| chip(app, page, &chosen, at, &file)).collect()
    };
    let empty = tray.clone();
    let said = move || {
        let fault = |(word, name): &(Word, String)| {
            el("p", "fd-error").attr("dir", "auto").text(&app.words.fill(*word, name))
        };
        let lost = lost.get().then(|| el("p", "fd-hint").text(app.word(Word::FilesAgain)));
        faults
            .with(|tray| tray.faults.iter().map(fault).collect::<Vec<_>>())
            .into_iter()
            .chain(lost)
            .collect()
    };
    el("div", "fd-field fd-attach")
        .attr("role", "group")
        .attr("aria-label", app.word(Word::Attached))
        .maybe(of.map(|of| waiting(app, of)))
        .with(
            el("ul", "fd-list fd-picked")
                .hidden(move || empty.with(|tray| tray.files.is_empty()))
                .live(chips),
        )
        .with(el("div", "").attr("role", "alert").live(said))
        .with(button.attr("aria-describedby", &hint))
        .with(el("p", "fd-hint").attr("id", &hint).text(app.word(Word::AttachHint)))
        .with(input)
}

fn of_message(device: &Device, of: &Of) -> usize {
    device.outbox.iter().filter(|parcel| parcel.is_file_of(of)).count()
}

/// Whether files were attached when the page was loaded again, and none are by now. Notes what must be
/// known for that.
fn lost(app: App, desk: Desk, tray: &Signal<files::Tray>) -> Signal<bool> {
    let any = {
        let tray = tray.clone();
        memo(move || tray.with(|tray| !tray.files.is_empty()))
    };
    if desk == Desk::Reply {
        return Signal::new(false);
    }
    let had = !any.peek() && kept::had_files(&app.config);
    let now = any.clone();
    effect(move || {
        let any = now.get();
        if any || had {
            kept::files(&app.config, any);
        }
    });
    memo(move || had && !any.get())
}

fn chip(app: App, page: Page, tray: &Signal<files::Tray>, at: usize, file: &Picked) -> El {
    let (tray, key, name) = (tray.clone(), file.key.clone(), file.name.clone());
    let label = app.words.fill(Word::Remove, &file.name);
    let remove = parts::icon_button(&label, "fd-button-small", parts::CROSS).click(move || {
        tray.update(|tray| {
            tray.files.retain(|file| file.key != key);
            tray.faults.clear();
        });
        app.say.set(app.words.fill(Word::Removed, &name));
        go_to(page, at, tray.peek_with(|tray| tray.files.len()));
    });
    let image = file.kind.is_image().then(|| picture::of(&file.data, file.kind));
    el("li", "fd-pick").maybe(image).with(title(app, &file.name, file.bytes)).with(remove)
}

/// The focus goes to the file that stands here now, or to the button when none is left.
fn go_to(page: Page, at: usize, count: usize) {
    let selector = match count {
        0 => ".fd-attach-button".to_owned(),
        count => {
            [".fd-picked li:nth-child(", &(at + 1).min(count).to_string(), ") button"].concat()
        }
    };
    drawn(move || {
        if let Some(button) = page.find::<Element>(&selector) {
            focus(&button);
        }
    });
}

/// A file's name and size.
fn title(app: App, name: &str, bytes: i64) -> El {
    let size = clock::size(app.words.locale(), bytes);
    el("span", "fd-file-title")
        .with(el("span", "fd-file-name").attr("dir", "auto").text(name))
        .text(" ")
        .with(el("span", "fd-meta").text(&size))
}

/// Files in the outbox that go with this message, or to this ticket.
pub fn waiting(app: App, of: Of) -> El {
    let parcels = memo(move || {
        let now_ms = now_ms();
        app.device.with(|device| {
            let mine = device.outbox.iter().filter(|parcel| parcel.is_file_of(&of));
            let shown = |p: &Parcel| (p.key.clone(), p.words.clone(), p.standing(now_ms));
            let goes = matches!(of, Of::Number(_));
            mine.map(shown).map(|shown| (shown, goes)).collect::<Vec<_>>()
        })
    });
    let none = parcels.clone();
    el("ul", "fd-list fd-picked")
        .hidden(move || none.with(Vec::is_empty))
        .live(move || parcels.get().iter().map(|(shown, goes)| on_way(app, shown, *goes)).collect())
}

fn on_way(app: App, (key, name, standing): &(String, String, Standing), goes: bool) -> El {
    let (word, tone) = match standing {
        Standing::Refused | Standing::Closed | Standing::TooOld => (Some(Word::FileFailed), "warn"),
        // It goes with its message, which says how that stands.
        _ if !goes => (None, "accent"),
        Standing::Waits => (Some(Word::FileKept), "warn"),
        Standing::Fresh | Standing::Held => (Some(Word::FileSending), "accent"),
    };
    let text = word.map_or_else(|| name.clone(), |word| app.words.fill(word, name));
    let key = key.clone();
    let label = app.words.fill(Word::Remove, name);
    let remove = parts::icon_button(&label, "fd-button-small", parts::CROSS)
        .click(move || letters::delete(app, &key));
    let said = el("span", "fd-file-title").attr("dir", "auto").attr("data-tone", tone).text(&text);
    el("li", "fd-pick").attr("data-unsent", "").with(said).with(remove)
}

/// The files of a message, each to be saved.
pub fn of_message_on(app: App, number: i64, all: &[Attachment]) -> Option<El> {
    if all.is_empty() {
        return None;
    }
    let file = |file: &Attachment| {
        let trouble = Signal::new(false);
        let (failed, name, saved) = (trouble.clone(), file.name.clone(), file.clone());
        let button = parts::button("fd-button-quiet fd-file")
            .attr("title", &app.words.fill(Word::FileGet, &file.name))
            .with(parts::icon(CLIP))
            .with(title(app, &file.name, file.bytes))
            .click(move || save(app, number, saved.clone(), trouble.clone()));
        let told = move || match failed.get() {
            true => vec![el("p", "fd-error").text(&app.words.fill(Word::FileMissing, &name))],
            false => vec![],
        };
        el("li", "").with(button).with(el("div", "").attr("role", "alert").live(told))
    };
    let list = el("ul", "fd-list fd-files").attr("aria-label", app.word(Word::Attached));
    Some(list.all(all.iter().map(file).collect()))
}

/// Saves a file: fetched with the ticket's token, which must not stand in an address.
fn save(app: App, number: i64, file: Attachment, trouble: Signal<bool>) {
    trouble.set(false);
    let (number_text, id) = (number.to_string(), file.id.to_string());
    let url = app.config.api(&["tickets/", &number_text, "/attachments/", &id].concat());
    let token = app.device.peek_with(|device| device.ticket(number).map(|own| own.token.clone()));
    spawn_local(async move {
        let blob = api::blob(&url, &token.unwrap_or_default()).await;
        let address = blob.and_then(|blob| call(&urls()?, "createObjectURL", &[blob]));
        let Some(address) = address else { return trouble.set(true) };
        if let Ok(link) = document().create_element("a") {
            let _ = link.set_attribute("download", &file.name);
            let _ = link.set_attribute("href", &address.as_string().unwrap_or_default());
            call(&link, "click", &[]);
        }
        // Browsers begin to save at once, but not in this very turn.
        after(60_000, move || {
            urls().and_then(|urls| call(&urls, "revokeObjectURL", &[address]));
        });
    });
}

fn urls() -> Option<JsValue> {
    member(&window(), "URL")
}
