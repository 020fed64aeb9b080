//! Elements: made, filled, and kept up to date. Every view is built with these few calls.
//!
//! One small function each, and boxed closures: a view costs its words and its calls, and nothing is
//! generated per view. Text goes in as text nodes, so markup in it is only text.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use crate::dom::{self, document};
use crate::reactive::{batch, effect, own};

/// An element of the panel. Clones are the same element.
#[derive(Clone)]
pub struct El(Element);

/// An element with its classes (or none).
pub fn el(tag: &str, class: &str) -> El {
    made(document().create_element(tag)).attr_unless_empty("class", class)
}

/// An element of an SVG picture.
pub fn svg(tag: &str) -> El {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag))
}

/// The tags are all ours and valid: the browser makes every one of them.
fn made(element: Result<Element, JsValue>) -> El {
    El(element.unwrap_or_else(JsCast::unchecked_into))
}

impl El {
    /// The element of the page.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.0.set_attribute(name, value);
        self
    }

    fn attr_unless_empty(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.attr(name, value) }
    }

    /// Adds one more class.
    pub fn class(self, class: &str) -> Self {
        let _ = self.0.class_list().add_1(class);
        self
    }

    /// Adds a text at the end.
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.append_with_str_1(text);
        self
    }

    /// Adds a child at the end.
    pub fn with(self, child: El) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds a child at the end, if there is one.
    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }

    /// Adds children at the end.
    pub fn all(self, children: Vec<El>) -> Self {
        children.into_iter().fold(self, Self::with)
    }

    /// Hidden while `hidden` says so.
    pub fn hidden(self, hidden: impl Fn() -> bool + 'static) -> Self {
        self.live_attr("hidden", move || hidden().then(String::new))
    }

    /// An attribute that changes; `None` takes it away.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.follow_attr(name, Box::new(value))
    }

    fn follow_attr(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        // Most stay as they are from keystroke to keystroke, and saying so again costs more than asking.
        let was = RefCell::new(None);
        self.follow(Box::new(move |element| {
            let now = value();
            if *was.borrow() != now {
                let _ = match &now {
                    Some(value) => element.set_attribute(name, value),
                    None => element.remove_attribute(name),
                };
                was.replace(now);
            }
        }))
    }

    /// A text that changes, in place of everything in the element.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text))
    }

    fn follow_text(self, text: Box<dyn Fn() -> String>) -> Self {
        self.follow(Box::new(move |element| element.set_text_content(Some(&text()))))
    }

    /// Children that change, in place of everything in the element.
    pub fn live(self, children: impl Fn() -> Vec<El> + 'static) -> Self {
        self.follow_children(Box::new(children))
    }

    fn follow_children(self, children: Box<dyn Fn() -> Vec<El>>) -> Self {
        let place = self.clone();
        effect(move || place.refill(children()));
        self
    }

    /// Puts these children in place of everything in the element. News that come while somebody tabs
    /// through it must not throw them out: the focus goes to what stands where it was.
    pub fn refill(&self, children: Vec<El>) {
        // Many a place stays empty from keystroke to keystroke.
        if children.is_empty() && self.0.first_child().is_none() {
            return;
        }
        let was = dom::shadow(&self.0).and_then(|root| root.active_element());
        let at = was.as_ref().and_then(|was| self.buttons().iter().position(|e| **e == *was));
        let children = children.into_iter().map(|child| JsValue::from(child.0)).collect();
        self.0.replace_children_with_node(&children);
        if let (Some(at), Some(was)) = (at, was)
            && let Some(now) = self.buttons().get(at)
            && now.class_name() == was.class_name()
        {
            focus(now);
        }
    }

    fn buttons(&self) -> Vec<HtmlElement> {
        dom::find_all(&self.0, "button")
    }

    /// What stands in a field, from the state to the screen. Text that is the same stays untouched,
    /// and with it the caret.
    pub fn value(self, value: impl Fn() -> String + 'static) -> Self {
        self.follow_value(Box::new(value))
    }

    fn follow_value(self, value: Box<dyn Fn() -> String>) -> Self {
        self.follow(Box::new(move |element| {
            let field: &HtmlInputElement = element.unchecked_ref();
            let value = value();
            if field.value() != value {
                field.set_value(&value);
            }
        }))
    }

    /// Calls `heard` with every such event.
    pub fn on(self, event: &str, heard: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(heard));
        self
    }

    /// Calls `pressed` with every click.
    pub fn click(self, mut pressed: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| pressed())
    }

    /// Calls `typed` with what stands in the field, whenever that changes.
    pub fn input(self, mut typed: impl FnMut(String) + 'static) -> Self {
        self.on("input", move |event| batch(|| typed(field_value(&event))))
    }

    fn follow(self, draw: Box<dyn Fn(&Element)>) -> Self {
        let element = self.0.clone();
        effect(move || draw(&element));
        self
    }

    fn listen(&self, event: &str, heard: Box<dyn FnMut(Event)>) {
        let heard = Closure::wrap(heard);
        let _ = self.0.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
        own(heard);
    }
}

/// What stands in the field that an event happened to.
pub fn field_value(event: &Event) -> String {
    // Text areas and selects answer `value` just the same.
    event
        .target()
        .map(|target| target.unchecked_into::<HtmlInputElement>().value())
        .unwrap_or_default()
}

/// Gives the focus to an element. Firefox now and then gives none to one that was drawn a moment before and not
/// laid out yet, and says nothing: asking for a place lays it out.
pub fn focus(element: &Element) {
    let element = element.unchecked_ref::<HtmlElement>();
    let _ = element.offset_parent();
    let _ = element.focus();
}
