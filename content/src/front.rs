//! Front matter: the few lines between `---` and `---` on top of an article.
//!
//! A small, exact part of YAML: `key: text`, `key: "text"`, `key: [a, b]` and lists of `- item`
//! lines. Anything else is told with its line instead of being guessed at.

use crate::faults::Log;
use crate::import::Keys;
use crate::text::day;

/// Longest title, in characters: it is a line in a result list. Also the limit of `desk::text`.
const TITLE_MAX: usize = 300;

/// What an article says about itself.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// Its title.
    pub title: String,
    /// One line about it; may be empty.
    pub summary: String,
    /// Words people may search it by.
    pub keywords: Vec<String>,
    /// Articles to read next, as the author wrote them, with the line of the list.
    pub related: Vec<(String, usize)>,
    /// Position within the section; articles without one follow, by title.
    pub order: Option<u32>,
    /// Id in the help center it comes from, and its line.
    pub id: Option<(String, usize)>,
    /// The day of its last change, as in [`search::Article::updated`]; 0 when it does not say.
    pub updated: u32,
    /// Not to be published.
    pub draft: bool,
}

/// A text or a list, as written.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    List(Vec<String>),
}

struct Entry {
    key: String,
    line: usize,
    value: Value,
}

/// Splits off and reads the front matter. Also gives the body and the line that it starts on.
pub fn read<'t>(file: &str, text: &'t str, keys: &Keys, log: &mut Log) -> (Front, &'t str, usize) {
    let Some(after) = text.strip_prefix("---\n") else {
        log.fault(
            file,
            1,
            format!("missing title: start the file with `---`, `{}: …`, `---`", keys.title),
        );
        return (Front::default(), text, 1);
    };
    let mut entries = Vec::new();
    let mut at = text.len() - after.len();
    let mut number = 1;
    let mut rest = after.split_inclusive('\n');
    let mut closed = false;
    for line in rest.by_ref() {
        at += line.len();
        number += 1;
        let line = line.trim_end();
        if line == "---" {
            closed = true;
            break;
        }
        if let Err(fault) = entry(line, number, &mut entries) {
            log.fault(file, number, fault);
        }
    }
    if !closed {
        log.fault(file, 1, "bad front matter, it is never closed: add a line `---` below it");
        return (Front { title: "?".into(), ..Front::default() }, "", number);
    }
    (front(file, entries, keys, log), &text[at..], number + 1)
}

/// Reads one line into the entries.
fn entry(line: &str, number: usize, entries: &mut Vec<Entry>) -> Result<(), String> {
    let trimmed = line.trim();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return Ok(());
    }
    if let Some(item) = trimmed.strip_prefix("- ") {
        let last = entries.last_mut().filter(|entry| match &entry.value {
            Value::Text(text) => text.is_empty(),
            Value::List(_) => true,
        });
        let Some(last) = last else {
            return Err(
                "bad front matter, a list item without a key: put `key:` on the line above".into(),
            );
        };
        let Value::Text(item) = value(item)? else {
            return Err("bad front matter, a list within a list: write plain texts".into());
        };
        match &mut last.value {
            Value::List(list) => list.push(item),
            other => *other = Value::List(vec![item]),
        }
        return Ok(());
    }
    let (key, rest) = match trimmed.split_once(':') {
        Some((key, rest))
            if !key.trim().is_empty() && (rest.is_empty() || rest.starts_with([' ', '\t'])) =>
        {
            (key.trim(), rest.trim())
        }
        _ => return Err(format!("bad front matter `{trimmed}`: write `key: value`")),
    };
    if entries.iter().any(|entry| entry.key == key) {
        return Err(format!("bad front matter, `{key}` is there twice: remove one"));
    }
    entries.push(Entry { key: key.into(), line: number, value: value(rest)? });
    Ok(())
}

fn value(text: &str) -> Result<Value, String> {
    let Some(inner) = text.strip_prefix('[') else {
        return scalar(text).map(Value::Text);
    };
    let Some(inner) = inner.strip_suffix(']') else {
        return Err("bad front matter, a list that is never closed: add `]`".into());
    };
    let items = split_list(inner).into_iter().filter(|item| !item.trim().is_empty());
    items.map(|item| scalar(item.trim())).collect::<Result<_, _>>().map(Value::List)
}

/// Splits at commas that are not within quotes.
fn split_list(text: &str) -> Vec<&str> {
    let (mut items, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') if text[start..at].trim().is_empty() => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, ',') => {
                items.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&text[start..]);
    items
}

fn scalar(text: &str) -> Result<String, String> {
    let unclosed = || format!("bad front matter, quotes that do not match: {text}");
    if let Some(inner) = text.strip_prefix('\'') {
        let inner = inner.strip_suffix('\'').ok_or_else(unclosed)?;
        return Ok(inner.replace("''", "'"));
    }
    let Some(inner) = text.strip_prefix('"') else {
        // ` #` starts a comment in YAML, unless the text is quoted.
        return Ok(text.split(" #").next().unwrap_or_default().trim().to_string());
    };
    let inner = inner.strip_suffix('"').ok_or_else(unclosed)?;
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push(' '),
                Some(escaped @ ('"' | '\\' | '/')) => out.push(escaped),
                _ => {
                    return Err(format!(
                        "bad front matter, an escape other than \\\" or \\\\: {text}"
                    ));
                }
            },
            '"' => return Err(unclosed()),
            _ => out.push(c),
        }
    }
    Ok(out)
}

/// Gives every entry its meaning.
fn front(file: &str, entries: Vec<Entry>, keys: &Keys, log: &mut Log) -> Front {
    let mut front = Front::default();
    let mut has_title = false;
    for Entry { key, line, value } in entries {
        let mut wrong = |wanted: &str| {
            log.fault(file, line, format!("bad front matter, `{key}` must be {wanted}"))
        };
        match (key.as_str(), value) {
            (name, value) if name == keys.title => {
                has_title = true;
                match value {
                    Value::Text(text) if !text.is_empty() && text.chars().count() <= TITLE_MAX => front.title = text,
                    _ => wrong("one line of text, 1 to 300 characters"),
                }
            }
            (name, value) if name == keys.id => match value {
                Value::Text(text) if !text.is_empty() => front.id = Some((text, line)),
                _ => wrong("a text or a number"),
            },
            (name, value) if name == keys.draft => match value {
                Value::Text(text) if text == "true" || text == "false" => front.draft = text == "true",
                _ => wrong("true or false"),
            },
            ("summary", Value::Text(text)) if !text.is_empty() => front.summary = text,
            ("summary", _) => wrong("one line of text"),
            ("keywords", Value::List(list)) => front.keywords = list,
            ("keywords", _) => wrong("a list: [invoice, receipt]"),
            ("related", Value::List(list)) => front.related = list.into_iter().map(|slug| (slug, line)).collect(),
            ("related", _) => wrong("a list of articles: [track-a-ticket]"),
            ("order", Value::Text(text)) if text.parse::<u32>().is_ok() => front.order = text.parse().ok(),
            ("order", _) => wrong("a whole number"),
            ("updated", Value::Text(text)) if day(&text).is_some() => front.updated = day(&text).unwrap_or(0),
            ("updated", _) if !keys.ignore_unknown => wrong("a day: 2026-01-31"),
            _ if keys.ignore_unknown => {}
            (unknown, _) => log.fault(
                file,
                line,
                format!("unknown key `{unknown}` in the front matter: correct or remove it (known: title, summary, keywords, related, order, updated)"),
            ),
        }
    }
    if !has_title {
        log.fault(file, 1, format!("missing title: add `{}: …` to the front matter", keys.title));
    }
    front
}
