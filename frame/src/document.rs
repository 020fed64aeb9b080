//! The document around each page: head, header, language switch and footer.

use desk::text::escape_html as escape;

use crate::find;
use crate::locale::{direction, language_name};
use crate::words;

/// The mark beside the site's name, on a 20 px grid, drawn with the text's colour.
const BELL: &str = r#"<svg class="fd-icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 15.5h14M4.5 12.5a5.5 5.5 0 0 1 11 0zM10 7V4.5M8 4.5h4"/></svg>"#;

/// What is the same on all pages of a site.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// Its id, for the widget.
    pub id: &'a str,
    /// Name people read.
    pub name: &'a str,
    /// Its languages, in the order to offer them.
    pub locales: &'a [String],
    /// Address of the style sheet.
    pub css: &'a str,
}

/// Which kind of page: it decides about the width and what the navigation points out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page with the search form in its header.
    Help,
    /// A page with a search form of its own.
    Search,
    /// The status page.
    Status,
}

/// What one page puts into the frame.
#[derive(Debug)]
pub struct Page<'a> {
    /// One of the site's.
    pub locale: &'a str,
    /// Which kind it is.
    pub kind: Kind,
    /// In the window's title, before the name of the place; empty for none. Plain text.
    pub title: &'a str,
    /// What else the head holds, as HTML: description, links to translations.
    pub head: &'a str,
    /// Path of this page in every locale that has it; others switch to their home.
    pub versions: &'a [(&'a str, String)],
    /// Content of `<main>`, as HTML.
    pub main: &'a str,
    /// What else the footer holds, as HTML.
    pub foot: &'a str,
}

/// `Frontdesk Help center`.
pub fn place_name(site: &str, locale: &str) -> String {
    [site, words::of(locale).help_center].join(" ")
}

/// The whole document.
pub fn document(site: &Site<'_>, page: &Page<'_>) -> String {
    let Page { locale, kind, title, head, main, foot, .. } = page;
    let words = words::of(locale);
    let (data_page, place, current) = match kind {
        Kind::Status => ("status", [site.name, words.status].join(" "), " aria-current=\"page\""),
        _ => ("help", place_name(site.name, locale), ""),
    };
    let title = if title.is_empty() { place } else { [title, " · ", &place].concat() };
    let find = match kind {
        Kind::Search => String::new(),
        _ => find::small(locale),
    };
    format!(
        r##"<!doctype html>
<html lang="{locale}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{head}<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{css}">
<script src="/widget.js" data-site="{id}" data-locale="{locale}" defer></script>
</head>
<body class="fd-page" data-page="{data_page}">
<a class="fd-skip" href="#fd-main">{skip}</a>
<header class="fd-header"><a class="fd-brand" href="/help/{locale}/">{BELL}{name}</a>
{find}<nav class="fd-nav" aria-label="{help_center}"><a href="/status?lang={locale}"{current}>{status}</a></nav>
{switch}</header>
<main id="fd-main">
{main}
</main>
<footer class="fd-footer"><span>{name}</span><a href="/help/{locale}/">{help_center}</a><a href="/help/{locale}/contact">{contact}</a><a href="/status?lang={locale}">{status}</a>{foot}</footer>
</body>
</html>
"##,
        locale = escape(locale),
        dir = direction(locale),
        title = escape(&title),
        css = escape(site.css),
        id = escape(site.id),
        name = escape(site.name),
        skip = words.skip,
        help_center = words.help_center,
        contact = words.contact,
        status = words.status,
        switch = switch(site, page),
    )
}

/// Links to this page in the other languages; nothing for a site of one language.
fn switch(site: &Site<'_>, page: &Page<'_>) -> String {
    if site.locales.len() < 2 {
        return String::new();
    }
    let item = |other: &String| {
        let version = page.versions.iter().find(|(locale, _)| locale == other);
        let path = version.map_or_else(|| ["/help/", other, "/"].concat(), |(_, p)| p.clone());
        let current = if other == page.locale { " aria-current=\"true\"" } else { "" };
        format!(
            "<li><a href=\"{}\" lang=\"{other}\" hreflang=\"{other}\"{current}>{}</a></li>",
            escape(&path),
            escape(language_name(other))
        )
    };
    let items: String = site.locales.iter().map(item).collect();
    let label = words::of(page.locale).language;
    format!("<nav aria-label=\"{label}\"><ul class=\"fd-locale-switch\">{items}</ul></nav>\n")
}

/// The same page in every language of the site, when its path differs by nothing but that.
pub fn everywhere<'a>(site: &Site<'a>, path: impl Fn(&str) -> String) -> Vec<(&'a str, String)> {
    site.locales.iter().map(|locale| (locale.as_str(), path(locale))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(locale: &str, kind: Kind, parts: &[&str], absent: &[&str]) {
        let locales = ["en".to_owned(), "ar".to_owned()];
        let site = Site { id: "shop", name: "A & B", locales: &locales, css: "/_a/p.css" };
        let versions = everywhere(&site, |locale| format!("/help/{locale}/x?a&b"));
        let page = Page {
            locale,
            kind,
            title: "<T>",
            head: "<meta name=\"x\">\n",
            versions: versions.get(..1).unwrap(),
            main: "<h1>M</h1>",
            foot: "<b></b>",
        };
        let html = document(&site, &page);
        for part in parts {
            assert!(html.contains(part), "{part}\n{html}");
        }
        for part in absent {
            assert!(!html.contains(part), "{part}\n{html}");
        }
    }

    #[test]
    fn a_page_has_its_frame() {
        let parts = [
            "<html lang=\"en\" dir=\"ltr\">",
            "<title>&lt;T&gt; · A &amp; B Help center</title>\n<meta name=\"x\">\n<link",
            "data-site=\"shop\" data-locale=\"en\" defer",
            "<main id=\"fd-main\">\n<h1>M</h1>\n</main>",
            "action=\"/help/en/search\"",
            "<a href=\"/help/en/x?a&amp;b\" lang=\"en\" hreflang=\"en\" aria-current=\"true\">English</a>",
            "<a href=\"/help/ar/\" lang=\"ar\" hreflang=\"ar\">العربية</a>",
            "<b></b></footer>",
        ];
        check("en", Kind::Help, &parts, &["aria-current=\"page\""]);
        check("en", Kind::Search, &[], &["<form"]);
    }

    #[test]
    fn right_to_left_is_said_once_for_all() {
        check("ar", Kind::Status, &["<html lang=\"ar\" dir=\"rtl\">", "data-page=\"status\""], &[]);
        check("ar", Kind::Status, &["<a href=\"/status?lang=ar\" aria-current=\"page\">"], &[]);
    }
}
