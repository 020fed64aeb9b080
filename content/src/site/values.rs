//! The values of `site.toml` that have a form of their own: locales, origins, times, colours.

use desk::sla::{PerPriority, Targets};
use desk::wire::site::Brand;

use crate::toml_doc::{At, Table};

/// The locales and the default one.
pub(super) fn locales(top: &Table<'_>) -> (Vec<String>, String) {
    let mut locales = Vec::new();
    let listed = top.texts("locales");
    if listed.is_none() {
        top.missing("locales", "locales = [\"en\"]");
    }
    let line = listed.iter().flatten().next().map_or(1, |first| first.line);
    for locale in listed.unwrap_or_default() {
        if !is_locale(&locale.value) {
            top.fault(
                locale.line,
                format!(
                    "`{}` is no locale: write a language code such as `en`, `ja` or `pt-BR`",
                    locale.value
                ),
            );
        } else if locales.contains(&locale.value) {
            top.fault(
                locale.line,
                format!("the locale `{}` is listed twice: remove one", locale.value),
            );
        } else {
            locales.push(locale.value);
        }
    }
    let default = top.text("default_locale");
    match &default {
        None => top.missing("default_locale", "default_locale = \"en\""),
        Some(default) if !locales.contains(&default.value) => top.fault(
            line,
            format!(
                "`locales` lacks the default locale `{}`: add it, or change `default_locale`",
                default.value
            ),
        ),
        Some(_) => {}
    }
    (locales, default.unwrap_or_default().value)
}

/// `en`, `pt-BR`, `zh-Hant`: a language, and subtags after dashes.
fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// An exact origin, as browsers send it: scheme, host, and a port where it is not the usual one.
pub(super) fn check_origin(top: &Table<'_>, key: &str, origin: &At<String>) {
    let host = ["https://", "http://"].iter().find_map(|scheme| origin.value.strip_prefix(scheme));
    let usual = [("https://", ":443"), ("http://", ":80")]
        .iter()
        .any(|(scheme, port)| origin.value.starts_with(scheme) && origin.value.ends_with(port));
    let exact = host.is_some_and(|host| {
        let (name, port) = host.split_once(':').unwrap_or((host, "1"));
        let name_fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b);
        !name.is_empty()
            && name.bytes().all(name_fits)
            && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    if !exact || usual {
        top.fault(
            origin.line,
            format!(
                "`{}` in `{key}` is no exact origin: write scheme and host in lower case, and the port if it is not the usual one, with nothing after it, such as `https://shop.example`",
                origin.value
            ),
        );
    }
}

/// `[sla]`; what is not there stays as usual.
pub(super) fn sla(table: Table<'_>) -> Targets {
    let usual = Targets::default();
    let targets = Targets {
        first_response_minutes: per_priority(
            &table,
            "first_response_minutes",
            usual.first_response_minutes,
        ),
        resolution_minutes: per_priority(&table, "resolution_minutes", usual.resolution_minutes),
    };
    table.end();
    targets
}

fn per_priority(table: &Table<'_>, key: &'static str, usual: PerPriority) -> PerPriority {
    let Some(minutes) = table.table(key) else {
        return usual;
    };
    let of = |key: &'static str, usual| minutes.number(key).unwrap_or(usual);
    let read = PerPriority {
        urgent: of("urgent", usual.urgent),
        high: of("high", usual.high),
        normal: of("normal", usual.normal),
        low: of("low", usual.low),
    };
    minutes.end();
    read
}

/// `[brand]`.
pub(super) fn brand(table: Table<'_>) -> Brand {
    let mut brand = Brand::default();
    if let Some(color) = table.text("color") {
        let hex = color.value.strip_prefix('#').unwrap_or_default();
        if hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            brand.color = color.value;
        } else {
            table.fault(
                color.line,
                format!("`{}` is no colour: write it as `#rrggbb`", color.value),
            );
        }
    }
    table.end();
    brand
}
