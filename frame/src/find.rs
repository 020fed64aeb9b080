//! The search form: plain `GET` to the page of results. With script, a press on its field opens the
//! widget, which searches while one types; the Enter key leads to the page all the same.

use desk::text::{SEARCH_MAX, escape_html as escape};

use crate::words;

const LENS: &str = r#"<svg class="fd-icon" viewBox="0 0 20 20" aria-hidden="true"><circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4"/></svg>"#;

/// Path of the page of results.
pub fn path(locale: &str) -> String {
    ["/help/", locale, "/search"].concat()
}

/// The form of the header.
pub fn small(locale: &str) -> String {
    let words = words::of(locale);
    form(
        locale,
        "fd-find",
        &format!("placeholder=\"{}\" data-frontdesk=\"open\"", words.search),
        &format!(
            "<button class=\"fd-button-quiet fd-button-icon\" aria-label=\"{}\">{LENS}</button>",
            words.search
        ),
    )
}

/// The form of a page that one comes to for it.
pub fn large(locale: &str) -> String {
    let words = words::of(locale);
    let field = format!("placeholder=\"{}\" data-frontdesk=\"open\"", words.search_long);
    form(locale, "fd-find fd-find-large", &field, &button(words.search))
}

/// The same with what was asked already in it; it stays on the page.
pub fn again(locale: &str, asked: &str) -> String {
    let words = words::of(locale);
    let field = format!("value=\"{}\"", escape(asked));
    form(locale, "fd-find fd-find-large", &field, &button(words.search))
}

fn button(word: &str) -> String {
    format!("<button class=\"fd-button\">{LENS}{word}</button>")
}

fn form(locale: &str, class: &str, field: &str, button: &str) -> String {
    format!(
        "<form class=\"{class}\" role=\"search\" action=\"{}\"><input class=\"fd-input\" type=\"search\" name=\"q\" maxlength=\"{SEARCH_MAX}\" autocomplete=\"off\" aria-label=\"{}\" {field}>{button}</form>\n",
        escape(&path(locale)),
        words::of(locale).search_long,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_stays_text() {
        let html = again("de", "\"><script>");
        assert!(html.contains("value=\"&quot;&gt;&lt;script&gt;\""), "{html}");
        assert!(html.contains("action=\"/help/de/search\"") && !html.contains("data-frontdesk"));
    }
}
