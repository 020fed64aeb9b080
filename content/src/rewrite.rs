//! Raw HTML of imported articles, written anew: what the allow-list has is kept with its links
//! resolved, the rest is left out and listed. The sanitiser still runs over the result.

use pulldown_cmark::CowStr;

use crate::faults::Severity;
use crate::raw::{self, Piece, Tag};
use crate::render::Render;
use crate::sanitize::{allows_attribute, allows_tag, drops_content};
use crate::text::escape;

impl Render<'_, '_> {
    /// The chunk as it may be written. Empty where raw HTML is refused: then it is a fault already.
    pub(crate) fn raw(&mut self, chunk: &str, line: usize) -> String {
        let mut html = String::new();
        if self.rules.raw_html == Severity::Fault {
            return html;
        }
        for piece in raw::pieces(chunk) {
            match piece {
                Piece::Close(name) if self.dropping.as_deref() == Some(name.as_str()) => {
                    self.dropping = None
                }
                _ if self.dropping.is_some() => {}
                Piece::Open(tag) => html.push_str(&self.open(&tag, line + tag.line)),
                Piece::Close(name) if name == "h1" => html.push_str("</h2>"),
                Piece::Close(name) if allows_tag(&name) => html.push_str(&format!("</{name}>")),
                Piece::Text(text) => html.push_str(&escape(&text)),
                Piece::Close(_) | Piece::Comment => {}
            }
        }
        html
    }

    fn open(&mut self, tag: &Tag, line: usize) -> String {
        let name = match tag.name.as_str() {
            "h1" => "h2",
            name => name,
        };
        if !allows_tag(name) {
            self.sanitised(
                line,
                format!(
                    "<{name}> taken out{}",
                    if drops_content(name) { " with its content" } else { "" }
                ),
            );
            if drops_content(name) {
                self.dropping = Some(name.to_string());
            }
            return String::new();
        }
        if name == "img" {
            let (src, alt) =
                (tag.get("src").unwrap_or_default(), tag.get("alt").unwrap_or_default());
            return self.image(src, alt, &CowStr::Borrowed(""), line);
        }
        let mut html = format!("<{name}");
        let anchor = tag.anchor().filter(|id| self.raw_ids.insert((*id).to_string()));
        if let Some(id) = anchor {
            html.push_str(&format!(" id=\"{}\"", escape(id)));
        }
        for (attribute, value) in &tag.attributes {
            match attribute.as_str() {
                "id" if anchor.is_some() => {}
                "name" if name == "a" && anchor.is_some() => {}
                "id" => self.sanitised(line, format!("second id `{value}` taken off <{name}>")),
                "href" if name == "a" => {
                    if let Some(url) = self.link(value, line) {
                        html.push_str(&format!(" href=\"{}\"", escape(&url)));
                    }
                }
                other if allows_attribute(name, other) => {
                    html.push_str(&format!(" {other}=\"{}\"", escape(value)))
                }
                other => self.sanitised(line, format!("attribute `{other}` taken off <{name}>")),
            }
        }
        html.push('>');
        html
    }
}
