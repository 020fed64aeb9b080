//! The allow-list: the only HTML that ever leaves the builder inside an article.
//!
//! It runs over every article as the last step, one's own too, so nothing depends on the steps
//! before it being right. Scripts, styles, forms, frames, event handlers and addresses of unknown
//! schemes are not on the list. Inline `style` is not either: our pages forbid it (CSP).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use crate::video;

/// Elements an article may hold. `h1` is the page's own.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements whose text goes with them: it is code, not words.
const WITH_CONTENT: &[&str] = &[
    "script", "style", "iframe", "noscript", "noembed", "noframes", "object", "template", "svg",
    "math",
];

/// Attributes that every element may have.
const ANYWHERE: &[&str] = &["id", "lang", "dir", "title"];

/// Attributes of single elements.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "aria-label", "data-player"]),
    ("code", &["class"]),
    ("col", &["span"]),
    ("div", &["role"]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("ol", &["start"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
];

/// Attributes with few possible values.
const VALUES: &[(&str, &str, &[&str])] =
    &[("div", "data-kind", &["note", "tip", "important", "warning", "caution"])];

/// Classes that the builder itself writes.
const CLASSES: &[(&str, &[&str])] = &[
    ("a", &["fd-anchor", "fd-play", "fd-zoom"]),
    ("div", &["fd-callout", "footnote-definition"]),
    ("em", &["fd-missing-image"]),
    // Marks: `marks` puts a button or a checkbox in their place. Those are on no list.
    ("i", &["fd-copy", "fd-step"]),
    ("p", &["fd-callout-title"]),
];

/// Whether an imported article may use this element.
pub fn allows_tag(name: &str) -> bool {
    TAGS.contains(&name)
}

/// Whether the text of this element is dropped with it.
pub fn drops_content(name: &str) -> bool {
    WITH_CONTENT.contains(&name)
}

/// Whether an imported article may use this attribute. Classes are ours.
pub fn allows_attribute(tag: &str, name: &str) -> bool {
    let own = ATTRIBUTES.iter().any(|(t, names)| *t == tag && names.contains(&name));
    ANYWHERE.contains(&name) || own && !["class", "role", "data-player"].contains(&name)
}

/// The sanitiser, set up once for all articles.
pub struct Sanitizer(Builder<'static>);

impl Sanitizer {
    /// Sets up the allow-list.
    pub fn new() -> Sanitizer {
        let mut builder = Builder::empty();
        builder
            .tags(set(TAGS))
            .clean_content_tags(set(WITH_CONTENT))
            .generic_attributes(set(ANYWHERE))
            .tag_attributes(ATTRIBUTES.iter().map(|(tag, names)| (*tag, set(names))).collect())
            .tag_attribute_values(values())
            .allowed_classes(CLASSES.iter().map(|(tag, names)| (*tag, set(names))).collect())
            .url_schemes(set(&["http", "https", "mailto", "tel"]))
            .url_relative(UrlRelative::PassThrough)
            .link_rel(Some("noopener"))
            .attribute_filter(attribute);
        Sanitizer(builder)
    }

    /// The HTML that may leave.
    pub fn clean(&self, html: &str) -> String {
        self.0.clean(html).to_string()
    }
}

fn set(names: &'static [&'static str]) -> HashSet<&'static str> {
    names.iter().copied().collect()
}

fn values() -> HashMap<&'static str, HashMap<&'static str, HashSet<&'static str>>> {
    VALUES.iter().map(|(tag, name, values)| (*tag, HashMap::from([(*name, set(values))]))).collect()
}

/// What a list cannot say: `class` on code is a language, images lie here, and `role` is `note`.
fn attribute<'v>(tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let keep = match (tag, name) {
        ("a", "data-player") => video::is_player(value),
        ("code", "class") => value.strip_prefix("language-").is_some_and(|language| {
            !language.is_empty()
                && language.bytes().all(|b| b.is_ascii_alphanumeric() || b"+#-_.".contains(&b))
        }),
        ("div", "role") => value == "note",
        ("img", "src") => value.starts_with("/_a/"),
        ("img", "loading") => value == "lazy",
        ("img", "decoding") => value == "async",
        ("img", "width" | "height") => {
            (1..=5).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
        }
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_active_passes() {
        let sanitizer = Sanitizer::new();
        let cases = [
            ("<script>alert(1)</script>a", "a"),
            ("<p onclick=x>a</p>", "<p>a</p>"),
            ("<a href=\"javascript:alert(1)\">a</a>", "<a rel=\"noopener\">a</a>"),
            ("<a href=\" java\tscript:alert(1)\">a</a>", "<a rel=\"noopener\">a</a>"),
            (
                "<a href=\"https://x.example\">a</a>",
                "<a href=\"https://x.example\" rel=\"noopener\">a</a>",
            ),
            ("<img src=\"https://x.example/a.png\" alt=\"a\">", "<img alt=\"a\">"),
            ("<img src=\"/_a/a.png\" onerror=x>", "<img src=\"/_a/a.png\">"),
            ("<svg><a href=\"javascript:x\">a</a></svg>", ""),
            ("<p style=\"position:fixed\" class=\"fd-callout\">a</p>", "<p class=\"\">a</p>"),
            ("<form action=/x><input name=a>b</form>", "b"),
            (
                "<div class=\"fd-callout\" data-kind=\"evil\">a</div>",
                "<div class=\"fd-callout\">a</div>",
            ),
        ];
        for (html, expected) in cases {
            assert_eq!(sanitizer.clean(html), expected, "{html}");
        }
    }
}
