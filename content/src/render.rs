//! Second pass over an article: HTML with resolved links, sanitised.

use std::collections::{BTreeMap, BTreeSet};

use frame::words::Words;
use pulldown_cmark::{BlockQuoteKind, CowStr, Event, LinkType, Tag, TagEnd, html};

use crate::article::Article;
use crate::faults::{Kind, Log};
use crate::import::Rules;
use crate::links::Targets;
use crate::markdown::{Body, footnote_id};
use crate::marks;
use crate::sanitize::Sanitizer;
use crate::text::escape;
use crate::video;

/// An article's HTML, and the files of the images in it.
#[derive(Debug)]
pub struct Rendered<'a> {
    /// The body, without the title. Holds marks where [`marks::fill`] puts a tool of the reader.
    pub html: String,
    /// Files relative to the site's folder.
    pub images: BTreeSet<&'a str>,
}

/// What one run over the events carries along. `raw` handles the raw HTML among them.
pub(crate) struct Render<'r, 'a> {
    pub(crate) article: &'r Article,
    pub(crate) targets: &'r Targets<'a>,
    pub(crate) rules: Rules,
    pub(crate) log: &'r mut Log,
    pub(crate) images: BTreeSet<&'a str>,
    /// Anchors written so far by raw HTML.
    pub(crate) raw_ids: BTreeSet<String>,
    /// Name of the element of raw HTML whose content is being dropped.
    pub(crate) dropping: Option<String>,
    words: &'r Words,
    out: Vec<Event<'static>>,
    /// Whether the end of the open link is written: links that lead nowhere become plain text.
    link_kept: bool,
    /// Whether a link is open: what is in it cannot be a link of its own.
    in_link: bool,
    /// Anchor of the open heading.
    heading: String,
    /// For each open list the number of its next step; `None` where nothing is ticked off.
    steps: Vec<Option<u64>>,
    footnotes: BTreeMap<String, usize>,
}

/// Makes the HTML of an article whose text was parsed to `body`.
pub fn article<'a>(
    article: &Article,
    body: &Body,
    targets: &Targets<'a>,
    rules: Rules,
    words: &Words,
    sanitizer: &Sanitizer,
    log: &mut Log,
) -> Rendered<'a> {
    let mut render = Render {
        article,
        targets,
        rules,
        log,
        images: BTreeSet::new(),
        raw_ids: BTreeSet::new(),
        dropping: None,
        words,
        out: Vec::with_capacity(body.events.len()),
        link_kept: true,
        in_link: false,
        heading: String::new(),
        steps: Vec::new(),
        footnotes: BTreeMap::new(),
    };
    let mut events = body.events.iter();
    while let Some((event, line)) = events.next() {
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = alt_text(&mut events);
                let image = render.image(dest_url, &alt, title, *line);
                let image = if render.in_link { image } else { marks::zoomable(image, &alt) };
                render.html(image);
            }
            Event::Start(Tag::Paragraph) => match video::alone(events.as_slice()) {
                Some((figure, after)) => {
                    events = after.iter();
                    render.html(figure);
                }
                None => render.event(event, *line),
            },
            Event::Start(Tag::List(start)) => {
                let outermost = render.steps.iter().all(Option::is_none);
                let steps = outermost && marks::are_steps(events.as_slice());
                render.steps.push(start.filter(|_| steps));
                render.out.push(event.clone());
            }
            other => render.event(other, *line),
        }
    }
    let mut unsafe_html = String::new();
    html::push_html(&mut unsafe_html, render.out.into_iter());
    Rendered { html: sanitizer.clean(&unsafe_html), images: render.images }
}

/// The text up to the image's end.
fn alt_text<'e>(events: &mut impl Iterator<Item = &'e (Event<'static>, usize)>) -> String {
    let mut alt = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Image) => break,
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

impl Render<'_, '_> {
    fn html(&mut self, html: String) {
        self.out.push(Event::Html(html.into()));
    }

    fn event(&mut self, event: &Event<'static>, line: usize) {
        match event {
            Event::Html(chunk) | Event::InlineHtml(chunk) => {
                let clean = self.raw(chunk, line);
                self.html(clean);
            }
            // Text between the raw tags of, say, a script on one line goes with them.
            Event::Text(_) | Event::Code(_) if self.dropping.is_some() => {}
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let url = match link_type {
                    LinkType::Email => Some(format!("mailto:{dest_url}")),
                    _ => self.link(dest_url, line),
                };
                self.link_kept = url.is_some();
                self.in_link = self.link_kept;
                if let Some(url) = url {
                    let (dest_url, title, id) = (url.into(), title.clone(), id.clone());
                    self.out.push(Event::Start(Tag::Link {
                        link_type: LinkType::Inline,
                        dest_url,
                        title,
                        id,
                    }));
                }
            }
            Event::End(TagEnd::Link) if !self.link_kept => {}
            Event::End(TagEnd::Link) => {
                self.in_link = false;
                self.out.push(event.clone());
            }
            Event::Start(Tag::Heading { id, .. }) => {
                self.heading = id.as_ref().map_or(String::new(), ToString::to_string);
                self.out.push(event.clone());
            }
            Event::End(TagEnd::Heading(_)) => {
                let address = format!("{}#{}", self.article.url(), self.heading);
                self.html(marks::anchor(&address, self.words));
                self.out.push(event.clone());
            }
            Event::Start(Tag::CodeBlock(kind)) => self.html(marks::code(kind)),
            Event::End(TagEnd::CodeBlock) => self.html("</code></pre>\n".into()),
            Event::Start(Tag::Item) => {
                self.out.push(event.clone());
                if let Some(Some(number)) = self.steps.last_mut() {
                    let mark = marks::step(*number);
                    *number += 1;
                    self.html(mark);
                }
            }
            Event::End(TagEnd::List(_)) => {
                self.steps.pop();
                self.out.push(event.clone());
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => self.html(self.callout(*kind)),
            Event::End(TagEnd::BlockQuote(Some(_))) => self.html("</div>\n".into()),
            // Alignment would become inline styles, which our pages forbid.
            Event::Start(Tag::Table(_)) => self.out.push(Event::Start(Tag::Table(Vec::new()))),
            Event::FootnoteReference(label) => {
                let id = footnote_id(label);
                let number = self.footnote(&id);
                self.html(format!("<sup><a href=\"#{}\">{number}</a></sup>", escape(&id)));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let id = footnote_id(label);
                let number = self.footnote(&id);
                self.html(format!(
                    "<div class=\"footnote-definition\" id=\"{}\"><sup>{number}</sup>",
                    escape(&id)
                ));
            }
            Event::End(TagEnd::FootnoteDefinition) => self.html("</div>\n".into()),
            // A box that cannot be ticked is text, not a form field.
            Event::TaskListMarker(done) => {
                self.out.push(Event::Text(if *done { "☑ " } else { "☐ " }.into()))
            }
            other => self.out.push(other.clone()),
        }
    }

    fn footnote(&mut self, id: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(id.to_string()).or_insert(next)
    }

    /// Its own element with its own title: a callout must not be told by colour alone.
    fn callout(&self, kind: BlockQuoteKind) -> String {
        let (name, title) = match kind {
            BlockQuoteKind::Note => ("note", self.words.note),
            BlockQuoteKind::Tip => ("tip", self.words.tip),
            BlockQuoteKind::Important => ("important", self.words.important),
            BlockQuoteKind::Warning => ("warning", self.words.warning),
            BlockQuoteKind::Caution => ("caution", self.words.caution),
        };
        format!(
            "<div class=\"fd-callout\" data-kind=\"{name}\" role=\"note\"><p class=\"fd-callout-title\">{title}</p>\n"
        )
    }

    /// The address to write, or `None` to leave the link's text alone.
    pub(crate) fn link(&mut self, target: &str, line: usize) -> Option<String> {
        match self.targets.link(self.article, target) {
            Ok(url) => Some(url),
            Err(broken) => {
                self.log.note(self.rules.links, broken.kind, &self.article.file, line, broken.text);
                // An absolute address still leads to the help center it was written for.
                target.starts_with("http").then(|| target.to_string())
            }
        }
    }

    /// The image, or its description where there is no image to show.
    pub(crate) fn image(
        &mut self,
        target: &str,
        alt: &str,
        title: &CowStr<'_>,
        line: usize,
    ) -> String {
        match self.targets.image(self.article, target) {
            Ok((file, found)) => {
                self.images.insert(file);
                let title = if title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escape(title))
                };
                // So that the text below does not jump when the image arrives.
                let size = found.size.map_or(String::new(), |(width, height)| {
                    format!(" width=\"{width}\" height=\"{height}\"")
                });
                format!(
                    "<img src=\"{}\" alt=\"{}\"{title}{size} loading=\"lazy\" decoding=\"async\">",
                    escape(&found.url),
                    escape(alt)
                )
            }
            Err(broken) => {
                self.log.note(
                    self.rules.images,
                    broken.kind,
                    &self.article.file,
                    line,
                    broken.text,
                );
                if alt.is_empty() {
                    String::new()
                } else {
                    format!("<em class=\"fd-missing-image\">{}</em>", escape(alt))
                }
            }
        }
    }

    /// Notes what was taken out of raw HTML.
    pub(crate) fn sanitised(&mut self, line: usize, text: String) {
        self.log.warn(Kind::Sanitised, &self.article.file, line, text);
    }
}
