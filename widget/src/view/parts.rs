//! Small pieces that several views use.

use std::rc::Rc;

use desk::status::ComponentState;
use desk::ticket::TicketState;
use search::Snippet;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::el::{El, el, svg};
use crate::clock;
use crate::parcel::Of;
use crate::reactive::memo;
use crate::state::App;
use crate::storage;
use crate::strings::Word;

/// A cross: close, remove.
pub const CROSS: &str = "M5 5l10 10M15 5 5 15";
/// It leads somewhere.
pub const ONWARD: &str = "M8 4.5 13.5 10 8 15.5";

/// An icon on the 20 px grid of `brand/base.css`.
pub fn icon(path: &str) -> El {
    svg("svg")
        .attr("class", "fd-icon")
        .attr("viewBox", "0 0 20 20")
        .attr("aria-hidden", "true")
        .with(svg("path").attr("d", path))
}

/// A button that sends nothing.
pub fn button(class: &str) -> El {
    el("button", class).attr("type", "button")
}

/// A form with its button, the last thing in it. A click sends, and so does Enter in a field, which clicks: in a frame
/// that may submit no form nothing is heard of a submission. What submits it otherwise, an extension, is heard, too.
pub fn sent(form: El, words: &str, send: impl Fn() + 'static) -> El {
    let send = Rc::new(move |event: Event| {
        event.prevent_default();
        send();
    });
    let button = el("button", "fd-button").attr("type", "submit").text(words);
    let submitted = Rc::clone(&send);
    form.on("submit", move |event| submitted(event))
        .with(button.on("click", move |event| send(event)))
}

/// A button with a picture for its words.
pub fn icon_button(label: &str, class: &str, path: &str) -> El {
    button("fd-button-quiet fd-button-icon").attr("aria-label", label).class(class).with(icon(path))
}

/// The heading of a view, which takes the focus when the view comes on screen.
pub fn heading(class: &str) -> El {
    el("h2", class).attr("tabindex", "-1").attr("data-first", "")
}

/// After a label: this may stay empty.
pub fn optional(app: App) -> El {
    el("span", "fd-meta").text(&[" (", app.word(Word::Optional), ")"].concat())
}

/// Quiet words beside the matter.
pub fn meta(text: &str) -> El {
    el("p", "fd-meta").text(text)
}

/// Between what is marked of a text and what is not, on its way to the browser. In a text it would mark other words,
/// no more.
const TURN: char = '\0';

#[wasm_bindgen(inline_js = r#"
export function mark(into, text) {
  // Without anything in it, the style knows that a text is on its way.
  if (!text) into.textContent = "";
  let node = into.firstChild, marked = 0;
  const say = (piece) => {
    const place = node.firstChild || node;
    if (place.data != piece) place.data = piece;
    node = node.nextSibling;
  };
  for (const piece of text.split("\0")) {
    if (!node) {
      node = marked ? document.createElement("mark") : document.createTextNode("");
      if (marked) node.append("");
      into.append(node);
    }
    say(piece);
    marked ^= 1;
  }
  while (node) say("");
}
"#)]
extern "C" {
    /// In one call: many small ones from here take twice as long, and each keystroke draws many marks. What stands there
    /// is used again: plain and marked in turns, from an earlier call; what is too much stays, without a text.
    #[wasm_bindgen(js_name = mark)]
    fn draw_marked(into: &Element, text: &str);
}

/// Puts a text with its matching ranges marked in place of everything in an element, as text nodes.
pub fn mark(into: &El, snippet: &Snippet) {
    let text = snippet.text.as_str();
    let mut at = 0;
    let mut told = String::new();
    for range in &snippet.marks {
        // `get` and not an index: a damaged index file must not take the widget with it.
        for piece in [at..range.start, range.clone()] {
            told.push_str(text.get(piece).unwrap_or_default());
            told.push(TURN);
        }
        at = range.end;
    }
    told.push_str(text.get(at..).unwrap_or_default());
    draw_marked(into.element(), &told);
}

/// A moment in the visitor's words, with the exact one for programs and for those who point at it.
pub fn moment(app: App, at_ms: i64) -> El {
    let locale = app.words.locale();
    el("time", "")
        .attr("datetime", &clock::machine(at_ms))
        .attr("title", &clock::date(locale, at_ms))
        .text(&clock::ago(locale, at_ms))
}

/// Who or what, and when.
pub fn by_line(app: App, who: &str, at_ms: i64) -> El {
    el("p", "fd-meta").with(el("strong", "").text(who)).text(" ").with(moment(app, at_ms))
}

/// A link that opens beside the page.
pub fn outward(address: &str, text: &str) -> El {
    let link = el("a", "fd-link").attr("href", address).attr("target", "_blank");
    el("p", "fd-meta").with(link.attr("rel", "noopener").text(text))
}

/// That an errand could not be sent yet, and what becomes of it.
pub fn errand_waits(app: App, path: String, of: Option<Of>) -> El {
    let waits = memo(move || {
        app.device.with(|device| {
            let mut outbox = device.outbox.iter();
            let parcel = outbox.find(|parcel| parcel.is_errand(&path, of.as_ref()))?;
            (parcel.fails > 0).then_some(device.fleeting)
        })
    });
    let gone = waits.clone();
    el("p", "fd-note fd-errand")
        .attr("role", "status")
        .attr("data-tone", "warn")
        .hidden(move || gone.with(Option::is_none))
        .live_text(move || match waits.get() {
            None => String::new(),
            Some(fleeting) => app.word(if fleeting { unkept() } else { Word::Kept }).to_owned(),
        })
}

/// Why what waits goes with the tab.
pub fn unkept() -> Word {
    if storage::allowed() { Word::NotKept } else { Word::KeptNowhere }
}

/// Where a ticket stands, in words.
pub fn state_word(state: TicketState) -> Word {
    match state {
        TicketState::New => Word::StateNew,
        TicketState::Open => Word::StateOpen,
        TicketState::Pending => Word::StatePending,
        TicketState::Solved => Word::StateSolved,
    }
}

/// The colour that goes with it.
pub fn state_tone(state: TicketState) -> &'static str {
    match state {
        TicketState::Solved => "success",
        TicketState::Pending => "warn",
        TicketState::New | TicketState::Open => "accent",
    }
}

/// The `data-state` that `brand/base.css` draws, the word for one component, and the sentence for
/// all of them.
pub fn component_words(state: ComponentState) -> (&'static str, Word, Word) {
    match state {
        ComponentState::Operational => ("operational", Word::Operational, Word::AllOperational),
        ComponentState::Degraded => ("degraded", Word::Degraded, Word::AllDegraded),
        ComponentState::PartialOutage => {
            ("partial_outage", Word::PartialOutage, Word::AllPartialOutage)
        }
        ComponentState::MajorOutage => ("major_outage", Word::MajorOutage, Word::AllMajorOutage),
    }
}
