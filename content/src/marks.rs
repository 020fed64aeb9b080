//! The reader's tools inside an article: copy code, tick off steps, link to a heading, see an image
//! large.
//!
//! Form controls are on no list of the sanitiser. In their place an article carries marks through
//! it, empty elements of one exact form; [`fill`] puts the controls there afterwards. No text and no
//! attribute can hold such a mark: the sanitiser writes `<` in texts and `"` in attributes escaped.

use frame::words::Words;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::text::escape;

/// Where the button stands that copies the code after it.
pub const COPY: &str = "<i class=\"fd-copy\"></i>";

const STEP: &str = "<i class=\"fd-step\">";
const STEP_END: &str = "</i>";

/// Whether the list that these events go on with has steps to tick off: at least two.
pub fn are_steps(rest: &[(Event<'static>, usize)]) -> bool {
    let mut depth = 0;
    let mut items = 0;
    for (event, _) in rest {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) if depth == 0 => break,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 0 => items += 1,
            _ => {}
        }
        if items == 2 {
            break;
        }
    }
    items == 2
}

/// Where the box stands that ticks off the step of this number.
pub fn step(number: u64) -> String {
    format!("{STEP}{number}{STEP_END}")
}

/// The beginning of a block of code. Its language is the first word after the fence.
pub fn code(kind: &CodeBlockKind<'_>) -> String {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    match language {
        "" => format!("<pre>{}<code>", COPY),
        language => {
            format!("<pre>{}<code class=\"language-{}\">", COPY, escape(language))
        }
    }
}

/// The link of a heading to itself. It has no text, so that none is copied along with the heading's.
pub fn anchor(address: &str, words: &Words) -> String {
    format!(
        "<a class=\"fd-anchor\" href=\"{}\" aria-label=\"{}\"></a>",
        escape(address),
        escape(words.link_here)
    )
}

/// The image in a link to its file, which the widget opens above the page. An image without a
/// description is an ornament, and the link would have no name.
pub fn zoomable(image: String, alt: &str) -> String {
    let source = image.split_once(" src=\"").and_then(|(_, rest)| rest.split_once('"'));
    match source {
        Some((source, _)) if !alt.trim().is_empty() && worth_zooming(&image) => {
            format!("<a class=\"fd-zoom\" href=\"{source}\">{image}</a>")
        }
        _ => image,
    }
}

/// Narrower images, in pixels, are icons in a sentence, or shown as large as they are.
const ZOOM_FROM: u32 = 240;

fn worth_zooming(image: &str) -> bool {
    let width = image.split_once(" width=\"").and_then(|(_, rest)| rest.split_once('"'));
    width.is_none_or(|(width, _)| width.parse().is_ok_and(|width: u32| width >= ZOOM_FROM))
}

/// Where an article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// In the widget, which copies.
    Widget,
    /// On its page, without script: what needs one is not offered.
    Page,
}

/// Puts the tools in place of their marks.
pub fn fill(html: &str, reader: Reader, words: &Words) -> String {
    let button = match reader {
        Reader::Widget => {
            format!("<button type=\"button\" class=\"fd-copy\">{}</button>", escape(words.copy))
        }
        Reader::Page => String::new(),
    };
    let html = html.replace(COPY, &button);
    let mut parts = html.split(STEP);
    let mut filled = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (number, rest) = part.split_once(STEP_END).unwrap_or(("", part));
        let label = words.step_done.replace("{}", number);
        filled.push_str(&format!(
            "<input type=\"checkbox\" class=\"fd-step\" aria-label=\"{label}\" autocomplete=\"off\">{rest}"
        ));
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitize::Sanitizer;
    use frame::words;

    #[test]
    fn tools_stand_where_their_marks_were() {
        let check = |html: &str, reader: Reader, expected: &str| {
            let clean = Sanitizer::new().clean(html);
            assert_eq!(fill(&clean, reader, words::of("en")), expected, "{html}");
        };
        let code = format!("<pre>{COPY}<code>a</code></pre>");
        check(
            &code,
            Reader::Widget,
            "<pre><button type=\"button\" class=\"fd-copy\">Copy</button><code>a</code></pre>",
        );
        check(&code, Reader::Page, "<pre><code>a</code></pre>");
        check(
            &format!("<ol><li>{}a</li></ol>", step(7)),
            Reader::Page,
            "<ol><li><input type=\"checkbox\" class=\"fd-step\" aria-label=\"Step 7 done\" autocomplete=\"off\">a</li></ol>",
        );
        // A mark in a text or an attribute is only letters.
        check(
            "<p title='<i class=\"fd-step\">1</i>'>&lt;i class=\"fd-copy\"&gt;&lt;/i&gt;</p>",
            Reader::Widget,
            "<p title=\"&lt;i class=&quot;fd-step&quot;&gt;1&lt;/i&gt;\">&lt;i class=\"fd-copy\"&gt;&lt;/i&gt;</p>",
        );
    }

    #[test]
    fn images_that_say_something_and_have_the_size_are_zoomable() {
        let check = |image: &str, alt: &str, expected: bool| {
            let made = zoomable(image.to_string(), alt);
            assert_eq!(made.starts_with("<a class=\"fd-zoom\" href=\"/_a/a.png\">"), expected);
        };
        check("<img src=\"/_a/a.png\" alt=\"A\" width=\"800\" height=\"2\">", "A", true);
        check("<img src=\"/_a/a.png\" alt=\"A\">", "A", true);
        check("<img src=\"/_a/a.png\" alt=\"A\" width=\"20\" height=\"20\">", "A", false);
        check("<img src=\"/_a/a.png\" alt=\"\" width=\"800\">", "", false);
    }
}
