//! The few things that the widget asks of the browser beside the elements of its views: timers,
//! listeners, microtasks, and putting an article's HTML into the page.

use crate::json::Json;
use crate::reactive;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, EventTarget, HtmlElement, HtmlTemplateElement, ShadowRoot, Window,
};

/// The page's window. There is none only in a worker, where the loader does not run.
pub fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The page's document.
pub fn document() -> Document {
    window().document().unwrap_or_else(|| JsValue::NULL.unchecked_into())
}

/// Parses JSON; `None` when it is none.
pub fn parse_json(text: &str) -> Option<JsValue> {
    js_sys::JSON::parse(text).ok()
}

/// Writes what was parsed as JSON again. By name: a binding would stand in the glue.
pub fn write_json(value: &JsValue) -> Option<String> {
    let json = Reflect::get(&window(), &"JSON".into()).ok()?;
    let write: Function = Reflect::get(&json, &"stringify".into()).ok()?.dyn_into().ok()?;
    write.call1(&json, value).ok()?.as_string()
}

/// Whether the browser knows that there is no network.
pub fn offline() -> bool {
    let navigator = Reflect::get(&window(), &"navigator".into()).unwrap_or_default();
    Reflect::get(&navigator, &"onLine".into()).is_ok_and(|online| online.is_falsy())
}

impl Json for JsValue {
    fn get(&self, key: &str) -> Option<Self> {
        // A primitive has no members to be asked for, and asking would throw.
        let value = if self.is_object() {
            Reflect::get(self, &key.into()).ok()?
        } else {
            return None;
        };
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }
    fn text(&self) -> Option<String> {
        self.as_string()
    }
    fn int(&self) -> Option<i64> {
        self.as_f64().map(|number| number as i64)
    }
    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }
    fn items(&self) -> Option<Vec<Self>> {
        self.dyn_ref::<Array>().map(|array| array.iter().collect())
    }
    fn members(&self) -> Vec<(String, Self)> {
        let entries = match self.dyn_ref::<Object>() {
            Some(object) => Object::entries(object),
            None => return vec![],
        };
        let pair = |entry: JsValue| {
            let pair: Array = entry.unchecked_into();
            Some((pair.get(0).as_string()?, pair.get(1)))
        };
        entries.iter().filter_map(pair).collect()
    }
}

/// Milliseconds since the Unix epoch, by the visitor's clock.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Whether the page can be seen.
pub fn visible() -> bool {
    !document().hidden()
}

/// 128 random bits as 32 lower-case hexadecimal digits.
pub fn random_key() -> String {
    let mut bytes = [0u8; 16];
    let drawn = window().crypto().and_then(|c| c.get_random_values_with_u8_array(&mut bytes));
    if drawn.is_err() {
        // Every browser that runs wasm has it; even so a key must not repeat.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

/// Runs `then` once, after `ms` milliseconds.
pub fn after(ms: i32, then: impl FnOnce() + 'static) {
    call_after(ms, Closure::once_into_js(then).unchecked_ref());
}

/// A function for [`call_after`]: made once by those who need it with each keystroke.
pub fn function(call: impl FnMut() + 'static) -> Function {
    Closure::<dyn FnMut()>::new(call).into_js_value().unchecked_into()
}

/// Calls it after `ms` milliseconds.
pub fn call_after(ms: i32, function: &Function) {
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(function, ms);
}

/// Once what the running handler changed is drawn, and before any other key or click can come: a timer's turn may be
/// after a quick key's.
pub fn drawn(then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    window().queue_microtask(callback.unchecked_ref());
}

/// Waits for `ms` milliseconds.
pub async fn sleep(ms: i32) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}

/// Listens for as long as the scope that is running lives.
pub fn listen(target: &EventTarget, event: &'static str, heard: impl FnMut() + 'static) {
    let heard = Closure::<dyn FnMut()>::new(heard);
    let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    reactive::own(Listener { target: target.clone(), event, heard });
}

struct Listener {
    target: EventTarget,
    event: &'static str,
    heard: Closure<dyn FnMut()>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, heard);
    }
}

thread_local! {
    static FLUSH: Closure<dyn FnMut()> = Closure::new(reactive::flush);
}

/// What changes is drawn as soon as the running handler is done, before the browser paints.
pub fn flush_in_microtasks() {
    reactive::wake_with(|| {
        FLUSH.with(|flush| window().queue_microtask(flush.as_ref().unchecked_ref()));
    });
}

/// The shadow root that this element stands in.
pub fn shadow(element: &Element) -> Option<ShadowRoot> {
    element.get_root_node().dyn_into().ok()
}

/// The first element that matches.
pub fn find<T: JsCast>(within: &Element, selector: &str) -> Option<T> {
    within.query_selector(selector).ok().flatten().and_then(|e| e.dyn_into().ok())
}

/// Every element that matches.
pub fn find_all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = within.query_selector_all(selector) else {
        return vec![];
    };
    (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
}

/// Puts a style sheet after `before` of those that are there: the loader's own rules, which stand
/// last, keep winning.
pub fn dress(root: &ShadowRoot, css: &str, before: u32) {
    let Ok(sheet) = web_sys::CssStyleSheet::new() else {
        return;
    };
    let _ = sheet.replace_sync(css);
    let (first, last) = (root.adopted_style_sheets(), root.adopted_style_sheets());
    let first = first.slice(0, before).concat(&Array::of1(&sheet));
    root.set_adopted_style_sheets(&first.concat(&last.slice(before, last.length())));
}

thread_local! {
    /// Made once: a page that sends `require-trusted-types-for 'script'` allows each name only once.
    static POLICY: JsValue = policy().unwrap_or_default();
}

fn policy() -> Option<JsValue> {
    let types = Reflect::get(&window(), &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let create: Function = Reflect::get(&types, &"createPolicy".into()).ok()?.dyn_into().ok()?;
    let rules = Object::new();
    // Trusted because the builder sanitised it, and because it comes from our origin only.
    let pass = Closure::<dyn Fn(JsValue) -> JsValue>::new(|html| html).into_js_value();
    Reflect::set(&rules, &"createHTML".into(), &pass).ok()?;
    create.call2(&types, &"frontdesk".into(), &rules).ok()
}

/// Parses an article's HTML without running or fetching anything. The only place where HTML is
/// parsed; it is ours, sanitised when it was built. `None` when the page forbids it.
pub fn parse(html: &str) -> Option<HtmlTemplateElement> {
    let template: HtmlTemplateElement =
        document().create_element("template").ok()?.dyn_into().ok()?;
    let html = JsValue::from_str(html);
    let trusted = POLICY.with(|policy| {
        let create: Option<Function> =
            Reflect::get(policy, &"createHTML".into()).ok().and_then(|f| f.dyn_into().ok());
        create.map_or(Ok(html.clone()), |create| create.call1(policy, &html))
    });
    Reflect::set(&template, &"innerHTML".into(), &trusted.ok()?).ok()?;
    Some(template)
}

/// Scrolls the element into sight, no further than needed.
pub fn reveal(element: &Element) {
    let options = Object::new();
    let _ = Reflect::set(&options, &"block".into(), &"nearest".into());
    let scroll: Option<Function> =
        Reflect::get(element, &"scrollIntoView".into()).ok().and_then(|f| f.dyn_into().ok());
    if let Some(scroll) = scroll {
        let _ = scroll.call1(element, &options);
    }
}

/// A member that is there. Called by name is what the second part alone needs: bindings would stand in
/// the glue, which comes with the first.
pub fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    let member = Reflect::get(of, &name.into()).ok()?;
    (!member.is_null() && !member.is_undefined()).then_some(member)
}

/// What a method answers, unless it is not there or throws.
pub fn call(on: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(on, name)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    method.apply(on, &arguments).ok()
}
