//! An article as the widget fetches it, in one request: the contents list, the text with its tools,
//! and what to read next.

use super::article::contents;
use frame::words;

use super::Pages;
use crate::article::Article;
use crate::marks::{self, Reader};
use crate::related;
use crate::text::escape;

/// From how many headings on an article is long: above that the panel cannot show it at a glance.
const CONTENTS_FROM: usize = 3;

/// How many articles are offered next. The page has room for more.
const NEXT: usize = 3;

impl Pages<'_> {
    /// The fragment of an article whose body is this sanitised HTML with marks.
    pub fn fragment(&self, article: &Article, html: &str) -> String {
        let words = words::of(&article.locale);
        let mut fragment = String::new();
        if let Some(items) = contents(&article.outline.headings, CONTENTS_FROM) {
            fragment.push_str(&format!(
                "<details class=\"fd-contents\"><summary>{}</summary><ol>{items}</ol></details>\n",
                words.on_this_page
            ));
        }
        fragment.push_str(&marks::fill(html, Reader::Widget, words));
        // Where the widget asks whether it helped, and which text it then asks about.
        let version = article.version();
        fragment.push_str(&format!("<div class=\"fd-after\" data-version=\"{version}\"></div>\n"));
        let next = related::of(article, self.catalog, &self.terms);
        if !next.is_empty() {
            let item = |next: &&Article| {
                let (url, title) = (next.url(), escape(&next.front.title));
                format!("<li><a href=\"{}\">{title}</a></li>", escape(&url))
            };
            let items: String = next.iter().take(NEXT).map(item).collect();
            fragment.push_str(&format!(
                "<nav class=\"fd-next\" aria-label=\"{0}\"><h3>{0}</h3><ul>{items}</ul></nav>\n",
                words.related
            ));
        }
        fragment
    }
}
