//! Moments and spans in the visitor's own words and time zone. The browser's `Intl` knows the rules
//! of every language.

use desk::time::{DAY_MS, MINUTE_MS, span};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::dom::{self, now_ms};

/// "5 minutes ago", "yesterday"; older than a week, the date.
pub fn ago(locale: &str, at_ms: i64) -> String {
    let past = (now_ms() - at_ms).max(0);
    if past >= 7 * DAY_MS {
        return date(locale, at_ms);
    }
    let (count, unit) = span(past);
    let options = object(&[("numeric", "auto")]);
    intl("RelativeTimeFormat", locale, &options, &[(-count as f64).into(), unit.into()])
        .unwrap_or_else(|| date(locale, at_ms))
}

/// "2 hours".
pub fn duration(locale: &str, ms: i64) -> String {
    let (count, unit) = span(ms.max(MINUTE_MS));
    let options = object(&[("style", "unit"), ("unitDisplay", "long"), ("unit", unit)]);
    intl("NumberFormat", locale, &options, &[(count as f64).into()])
        .unwrap_or_else(|| [&count.to_string(), " ", unit].concat())
}

/// Date and time, as people write them here.
pub fn date(locale: &str, at_ms: i64) -> String {
    let options = object(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    Date::new(&(at_ms as f64).into()).to_locale_string(locale, &options).into()
}

/// From one moment to another: "Mon, Mar 2, 3:00 – 5:00 AM GMT+1", in the visitor's time zone, which is
/// named.
pub fn window(locale: &str, from_ms: i64, to_ms: i64) -> String {
    let options = object(&[
        ("weekday", "short"),
        ("day", "numeric"),
        ("month", "short"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
        ("timeZoneName", "short"),
    ]);
    let moments = [(from_ms as f64).into(), (to_ms as f64).into()];
    formatted("DateTimeFormat", "formatRange", locale, &options, &moments)
        .unwrap_or_else(|| [&date(locale, from_ms), " – ", &date(locale, to_ms)].concat())
}

/// "10,000", "10.000", "١٠٬٠٠٠".
pub fn number(locale: &str, number: usize) -> String {
    intl("NumberFormat", locale, &object(&[]), &[(number as f64).into()])
        .unwrap_or_else(|| number.to_string())
}

/// "310 bytes", "48 kB", "1.2 MB": in the steps of 1,024 that the limit of files is counted in.
pub fn size(locale: &str, bytes: i64) -> String {
    let (count, unit) = match bytes {
        ..1_024 => (bytes as f64, "byte"),
        1_024..1_048_064 => ((bytes as f64 / 1_024.0).round(), "kilobyte"),
        _ => ((bytes as f64 / 104_857.6).round() / 10.0, "megabyte"),
    };
    // In English, the short form of this one has no plural.
    let display = if unit == "byte" { "long" } else { "short" };
    let options = object(&[("style", "unit"), ("unitDisplay", display), ("unit", unit)]);
    intl("NumberFormat", locale, &options, &[count.into()])
        .unwrap_or_else(|| [&count.to_string(), " ", unit].concat())
}

/// For `<time datetime>`.
pub fn machine(at_ms: i64) -> String {
    desk::time::rfc3339(at_ms)
}

fn object(entries: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}

/// `new Intl[kind](locale, options).format(...values)`; `None` where the browser lacks it.
fn intl(kind: &str, locale: &str, options: &Object, values: &[JsValue]) -> Option<String> {
    formatted(kind, "format", locale, options, values)
}

fn formatted(
    kind: &str,
    method: &str,
    locale: &str,
    options: &Object,
    values: &[JsValue],
) -> Option<String> {
    let intl = Reflect::get(&dom::window(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    let words = Reflect::construct(&constructor, &Array::of2(&locale.into(), options)).ok()?;
    let format: Function = Reflect::get(&words, &method.into()).ok()?.dyn_into().ok()?;
    let arguments: Array = values.iter().collect();
    format.apply(&words, &arguments).ok()?.as_string()
}
