//! Languages by their tags: direction, own name, and which one a reader gets.

/// The language of a locale: `pt` of `pt-BR`.
pub fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

/// `rtl` for languages written from right to left.
pub fn direction(locale: &str) -> &'static str {
    match language(locale) {
        "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// What speakers call their language; the code itself where we do not know.
pub fn language_name(locale: &str) -> &str {
    match locale {
        "pt-BR" => return "Português (Brasil)",
        "zh-Hans" | "zh-CN" => return "简体中文",
        "zh-Hant" | "zh-TW" => return "繁體中文",
        _ => {}
    }
    match language(locale) {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "no" | "nb" => "Norsk",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "vi" => "Tiếng Việt",
        "zh" => "中文",
        _ => locale,
    }
}

/// The locale to speak to a reader in: the one asked for by name, or the best of an
/// `Accept-Language` header (RFC 9110, 12.5.4), or the site's own.
///
/// A range that the site has in another region's form is better than the next range: who reads
/// `de-AT` reads `de`.
pub fn choose<'a>(
    asked: Option<&str>,
    accept: Option<&str>,
    locales: &'a [String],
    default: &'a str,
) -> &'a str {
    let exact = |tag: &str| locales.iter().find(|locale| locale.eq_ignore_ascii_case(tag));
    let near = |tag: &str| {
        let same = |locale: &&String| language(locale).eq_ignore_ascii_case(language(tag));
        locales.iter().find(same)
    };
    if let Some(locale) = asked.and_then(exact) {
        return locale;
    }
    // The highest weight; of equals, the first one named. By hand: a sort is kilobytes of the Worker.
    let mut best: Option<(&String, f32)> = None;
    for (tag, weight) in accept.unwrap_or("").split(',').filter_map(range) {
        let better = best.is_none_or(|(_, most)| weight > most);
        if let Some(locale) = exact(tag).or_else(|| near(tag)).filter(|_| better) {
            best = Some((locale, weight));
        }
    }
    best.map_or(default, |(locale, _)| locale)
}

/// `de;q=0.8`; `None` when it is not wanted at all.
fn range(item: &str) -> Option<(&str, f32)> {
    let mut parts = item.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight =
        parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
    weight.filter(|weight| *weight > 0.0).map(|weight| (tag, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(asked: Option<&str>, accept: &str, expected: &str) {
        let locales = ["en", "de", "pt-BR", "ar"].map(str::to_owned);
        assert_eq!(choose(asked, Some(accept), &locales, "en"), expected, "{asked:?} {accept}");
    }

    #[test]
    fn a_reader_gets_the_language_asked_for_or_preferred() {
        check(Some("de"), "ar", "de");
        check(Some("xx"), "ar", "ar");
        check(None, "fr-CH, fr;q=0.9, de;q=0.7, *;q=0.5", "de");
        check(None, "en;q=0.5,de", "de");
        check(None, "de-AT", "de");
        check(None, "pt", "pt-BR");
        check(None, "DE", "de");
        check(None, "de;q=0, ar;q=0.1", "ar");
        check(None, "", "en");
        check(None, "de;q=x,;,", "en");
        check(None, "zh", "en");
    }

    #[test]
    fn directions() {
        assert_eq!((direction("ar-EG"), direction("de")), ("rtl", "ltr"));
    }
}
