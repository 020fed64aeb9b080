//! Raw HTML in imported articles, as a list of pieces.
//!
//! The browser's own tokenizer (html5ever, the one inside ammonia) does the cutting, so what is
//! reported and rewritten here is what a browser would have seen. Safety does not rest on this
//! module: the sanitiser runs over the finished article.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `<name attribute=value>`.
    Open(Tag),
    /// `</name>`.
    Close(String),
    /// Text outside of scripts and styles, entities decoded.
    Text(String),
    /// A comment.
    Comment,
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Names in lower case, and values with entities decoded.
    pub attributes: Vec<(String, String)>,
    /// Lines between the start of the chunk and the tag's end.
    pub line: usize,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The anchor that the tag makes, if it makes one.
    pub fn anchor(&self) -> Option<&str> {
        self.get("id")
            .or_else(|| self.get("name").filter(|_| self.name == "a"))
            .filter(|id| !id.is_empty())
    }
}

/// Cuts a chunk of raw HTML. `Start`/`End` events need not balance: Markdown cuts HTML at blank lines.
pub fn pieces(chunk: &str) -> Vec<Piece> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(chunk));
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    // Feeding pauses at each script's end; then it goes on with the rest.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.pieces.into_inner()
}

#[derive(Default)]
struct Collector {
    pieces: RefCell<Vec<Piece>>,
    /// Inside of `<script>`, `<style>` and the like, whose text is code.
    in_code: RefCell<bool>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.pieces.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let attributes =
                    tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string()));
                let name = tag.name.to_string();
                let code = match name.as_str() {
                    "script" => Some(RawKind::ScriptData),
                    "style" | "iframe" | "noscript" | "noembed" | "noframes" | "xmp" => {
                        Some(RawKind::Rawtext)
                    }
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                let line = usize::try_from(line).unwrap_or(1).saturating_sub(1);
                pieces.push(Piece::Open(Tag { name, attributes: attributes.collect(), line }));
                if let Some(kind) = code {
                    *self.in_code.borrow_mut() = true;
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) => {
                *self.in_code.borrow_mut() = false;
                pieces.push(Piece::Close(tag.name.to_string()));
            }
            Token::CommentToken(_) => pieces.push(Piece::Comment),
            Token::CharacterTokens(text) if !*self.in_code.borrow() => match pieces.last_mut() {
                Some(Piece::Text(before)) => before.push_str(&text),
                _ => pieces.push(Piece::Text(text.to_string())),
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(name: &str, attributes: &[(&str, &str)], line: usize) -> Piece {
        let attributes = attributes.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
        Piece::Open(Tag { name: name.into(), attributes, line })
    }

    #[test]
    fn cut_as_a_browser_would() {
        let text = |text: &str| Piece::Text(text.into());
        let close = |name: &str| Piece::Close(name.into());
        let cases = [
            (
                "<A HREF='x&amp;y'>z</a>",
                vec![open("a", &[("href", "x&y")], 0), text("z"), close("a")],
            ),
            ("<!-- note -->", vec![Piece::Comment]),
            ("a\n<b\nid=c>", vec![text("a\n"), open("b", &[("id", "c")], 2)]),
            (
                "<script>if (a<b) </p></script>z",
                vec![open("script", &[], 0), close("script"), text("z")],
            ),
            ("<img src=x onerror=alert(1)//", vec![]),
            ("1 < 2 &amp; 3", vec![text("1 < 2 & 3")]),
        ];
        for (chunk, expected) in cases {
            assert_eq!(pieces(chunk), expected, "{chunk}");
        }
    }
}
