//! First pass over an article: its events, with every heading named and every anchor known.
//!
//! The second pass ([`crate::render`]) makes HTML once the anchors of all articles are known.

use std::collections::{BTreeSet, HashMap};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::faults::{Kind, Log, Severity};
use crate::import::Rules;
use crate::raw::{self, Piece};
use crate::text::{Lines, anchor};

/// An article's body, parsed.
#[derive(Debug, Default)]
pub struct Body {
    /// Events with the line of the file that each starts on.
    pub events: Vec<(Event<'static>, usize)>,
    /// Every id a link may point to.
    pub anchors: BTreeSet<String>,
}

/// Parses the body, which starts on `first_line` of the file.
pub fn parse(file: &str, body: &str, first_line: usize, rules: Rules, log: &mut Log) -> Body {
    let lines = Lines::of(body);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let located = Parser::new_ext(body, options)
        .into_offset_iter()
        .map(|(event, range)| (event.into_static(), first_line + lines.at(range.start) - 1));
    let mut events = join_html(located);
    if events.is_empty() {
        log.fault(
            file,
            first_line,
            "the article is empty: write something below the front matter, or remove the file",
        );
    }
    let mut anchors = BTreeSet::new();
    raw_html(file, &events, rules.raw_html, &mut anchors, log);
    name_headings(file, &mut events, rules.raw_html, &mut anchors, log);
    for (event, _) in &events {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            anchors.insert(footnote_id(label));
        }
    }
    Body { events, anchors }
}

/// The anchor of a footnote.
pub fn footnote_id(label: &str) -> String {
    format!("fn-{}", anchor(label))
}

/// An HTML block comes as one event a line; a tag may run over several. Makes one event of each
/// block and drops the events around it.
fn join_html(
    located: impl Iterator<Item = (Event<'static>, usize)>,
) -> Vec<(Event<'static>, usize)> {
    let mut events: Vec<(Event<'static>, usize)> = Vec::new();
    // Text of the open block. Growing the event itself would copy a long block once a line.
    let mut block: Option<(String, usize)> = None;
    for (event, line) in located {
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some((String::new(), line)),
            Event::End(TagEnd::HtmlBlock) => {
                events.extend(block.take().map(|(html, line)| (Event::Html(html.into()), line)));
            }
            Event::Html(text) | Event::Text(text) if block.is_some() => {
                if let Some((html, _)) = &mut block {
                    html.push_str(&text);
                }
            }
            other => events.push((other, line)),
        }
    }
    events
}

/// Collects the anchors that raw HTML makes; refuses it where the rules say so. Comments are no
/// harm: they never reach the page.
fn raw_html(
    file: &str,
    events: &[(Event<'static>, usize)],
    severity: Severity,
    anchors: &mut BTreeSet<String>,
    log: &mut Log,
) {
    for (event, line) in events {
        let (Event::Html(chunk) | Event::InlineHtml(chunk)) = event else {
            continue;
        };
        for piece in raw::pieces(chunk) {
            match piece {
                Piece::Open(tag) if severity == Severity::Fault => log.fault(
                    file,
                    line + tag.line,
                    format!("raw HTML `<{}>` is not allowed: write Markdown, or put it between backticks to show it", tag.name),
                ),
                Piece::Open(tag) => {
                    anchors.extend(tag.anchor().map(str::to_string));
                }
                Piece::Close(_) | Piece::Text(_) | Piece::Comment => {}
            }
        }
    }
}

/// Gives every heading an id: the author's `{#id}`, else one made of its text, with a number when the
/// article has that one already. Author's ids are taken first, so that they never change.
fn name_headings(
    file: &str,
    events: &mut [(Event<'static>, usize)],
    severity: Severity,
    anchors: &mut BTreeSet<String>,
    log: &mut Log,
) {
    for (event, line) in events.iter_mut() {
        let Event::Start(Tag::Heading { level, id, classes, attrs }) = event else {
            continue;
        };
        classes.clear();
        attrs.clear();
        if *level == HeadingLevel::H1 {
            *level = HeadingLevel::H2;
            match severity {
                Severity::Fault => log.fault(
                    file,
                    *line,
                    "a heading with one `#`: the title is the only one of that level, write `##`",
                ),
                Severity::Warn => {
                    log.warn(Kind::Sanitised, file, *line, "heading level 1 made level 2")
                }
            }
        }
        if let Some(name) = id.take_if(|id| !anchors.insert(id.to_string())) {
            log.note(
                severity,
                Kind::Sanitised,
                file,
                *line,
                format!("duplicate anchor `#{name}`: give each heading its own"),
            );
        }
    }
    // The number to try next for a text that came before: a generated page may have one heading
    // ten thousand times.
    let mut next: HashMap<String, usize> = HashMap::new();
    for at in 0..events.len() {
        let Event::Start(Tag::Heading { id: None, .. }) = &events[at].0 else {
            continue;
        };
        let text = heading_text(&events[at..]);
        let base = match anchor(&text) {
            empty if empty.is_empty() => "section".to_string(),
            made => made,
        };
        let number = next.entry(base.clone()).or_insert(1);
        let name = loop {
            let name = if *number == 1 { base.clone() } else { format!("{base}-{number}") };
            *number += 1;
            if !anchors.contains(&name) {
                break name;
            }
        };
        anchors.insert(name.clone());
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[at].0 {
            *id = Some(name.into());
        }
    }
    // Demoted headings end as what they became: the writer closes by the end tag's level.
    let mut open = HeadingLevel::H2;
    for (event, _) in events.iter_mut() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = *level,
            Event::End(TagEnd::Heading(level)) => *level = open,
            _ => {}
        }
    }
}

/// The plain text of the heading that starts here.
pub fn heading_text(events: &[(Event<'static>, usize)]) -> String {
    let mut text = String::new();
    for (event, _) in
        events.iter().take_while(|(e, _)| !matches!(e, Event::End(TagEnd::Heading(_))))
    {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_string()
}
