//! What search and the contents list need of an article: headings, and plain text cut at them.
//!
//! Text comes from the Markdown events and, in imported articles, from the tokens of raw HTML.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::markdown::{Body, heading_text};
use crate::raw::{self, Piece};
use crate::text::{shorten, squeeze};

/// Length of a description made from the first lines, in characters: what result pages show.
const SUMMARY_MAX: usize = 160;

/// A heading that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Text between two headings of level 2 or 3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Heading above it; empty for what stands before the first one.
    pub heading: String,
    /// The heading's anchor.
    pub anchor: String,
    /// Plain text in one line.
    pub text: String,
}

/// Headings and passages of an article.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Every heading, in order.
    pub headings: Vec<Heading>,
    /// At least one passage.
    pub passages: Vec<Passage>,
    /// The beginning of the text, for where the author wrote no summary.
    pub beginning: String,
}

/// Reads the outline off a parsed article.
pub fn of(body: &Body) -> Outline {
    let mut outline = Outline { passages: vec![Passage::default()], ..Outline::default() };
    let mut in_heading = false;
    let mut raw_heading: Option<Heading> = None;
    for (at, (event, _)) in body.events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                in_heading = true;
                let id = id.as_ref().map_or(String::new(), ToString::to_string);
                outline.heading(Heading {
                    level: number(*level),
                    id,
                    text: heading_text(&body.events[at..]),
                });
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            _ if in_heading => {}
            Event::Text(text) | Event::Code(text) => match &mut raw_heading {
                Some(heading) => heading.text.push_str(text),
                None => outline.text(text),
            },
            Event::SoftBreak | Event::HardBreak => outline.text(" "),
            Event::End(end) if breaks(end) => outline.text(" "),
            Event::Html(chunk) | Event::InlineHtml(chunk) => outline.raw(chunk, &mut raw_heading),
            _ => {}
        }
    }
    for passage in &mut outline.passages {
        passage.text = squeeze(&passage.text);
    }
    let beginning = outline.passages.iter().map(|p| p.text.as_str()).find(|text| !text.is_empty());
    outline.beginning = shorten(beginning.unwrap_or_default(), SUMMARY_MAX);
    outline
}

impl Outline {
    fn heading(&mut self, heading: Heading) {
        if heading.level <= 3 {
            let (heading, anchor) = (heading.text.clone(), heading.id.clone());
            self.passages.push(Passage { heading, anchor, text: String::new() });
        } else {
            self.text(&format!(" {} ", heading.text));
        }
        self.headings.push(heading);
    }

    fn text(&mut self, text: &str) {
        if let Some(passage) = self.passages.last_mut() {
            passage.text.push_str(text);
        }
    }

    /// Raw headings count when they have an anchor; else they are text like any other.
    fn raw(&mut self, chunk: &str, open: &mut Option<Heading>) {
        for piece in raw::pieces(chunk) {
            match piece {
                Piece::Open(tag) => match (level_of(&tag.name), tag.anchor()) {
                    (Some(level), Some(id)) => {
                        *open = Some(Heading { level, id: id.to_string(), text: String::new() });
                    }
                    _ => self.text(if INLINE.contains(&tag.name.as_str()) { "" } else { " " }),
                },
                Piece::Close(name) if level_of(&name).is_some() => {
                    if let Some(mut heading) = open.take() {
                        heading.text = squeeze(&heading.text);
                        self.heading(heading);
                    }
                }
                Piece::Close(name) => {
                    self.text(if INLINE.contains(&name.as_str()) { "" } else { " " })
                }
                Piece::Text(text) => match open {
                    Some(heading) => heading.text.push_str(&text),
                    None => self.text(&text),
                },
                Piece::Comment => {}
            }
        }
    }
}

/// Tags that stand within a word.
const INLINE: &[&str] =
    &["a", "abbr", "b", "code", "em", "i", "kbd", "mark", "s", "span", "strong", "sub", "sup", "u"];

fn level_of(tag: &str) -> Option<u8> {
    match tag {
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// Ends of blocks: words on both sides must not run together.
fn breaks(end: &TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}
