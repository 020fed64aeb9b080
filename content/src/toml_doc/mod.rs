//! Reading a TOML file with every fault told at once, each with its line.
//!
//! serde stops at the first fault; an owner who edits `site.toml` wants the whole list.

mod limits;
mod words;

use std::cell::RefCell;
use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::Lines;

/// The file being read, and the faults found in it.
pub struct Doc {
    lines: Lines,
    faults: RefCell<Vec<(usize, String)>>,
}

/// A value and the line it stands on.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Line of the file, from 1.
    pub line: usize,
}

impl Doc {
    /// Prepares for a file with this text.
    pub fn new(text: &str) -> Doc {
        Doc { lines: Lines::of(text), faults: RefCell::default() }
    }

    /// Parses as much as can be parsed; faults of syntax are noted.
    pub fn parse<'t>(&self, text: &'t str) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let line = error.span().map_or(1, |span| self.lines.at(span.start));
            self.fault(line, format!("not valid TOML, {}: correct the line", error.message()));
        }
        table.into_inner()
    }

    /// Notes a fault.
    pub fn fault(&self, line: usize, text: impl Into<String>) {
        self.faults.borrow_mut().push((line, text.into()));
    }

    /// What was noted.
    pub fn into_faults(self) -> Vec<(usize, String)> {
        self.faults.into_inner()
    }
}

/// One table of the file. Keys that nobody asked for are faults at the [`Table::end`].
pub struct Table<'a> {
    doc: &'a Doc,
    /// How messages name it: empty for the top level, `[[sections]]` …
    name: String,
    line: usize,
    entries: &'a DeTable<'a>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub fn top(doc: &'a Doc, entries: &'a DeTable<'a>) -> Table<'a> {
        Table { doc, name: String::new(), line: 1, entries, asked: RefCell::default() }
    }

    /// Line where it starts.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Notes a fault in this file.
    pub fn fault(&self, line: usize, text: impl Into<String>) {
        self.doc.fault(line, text);
    }

    fn find(&self, key: &'static str) -> Option<At<&'a DeValue<'a>>> {
        self.asked.borrow_mut().insert(key);
        let (_, value) = self.entries.iter().find(|(name, _)| name.get_ref() == key)?;
        Some(At { line: self.doc.lines.at(value.span().start), value: value.get_ref() })
    }

    fn wrong(&self, line: usize, key: &str, wanted: &str) {
        self.fault(line, format!("`{key}`{} must be {wanted}", self.place()));
    }

    /// ` in [[sections]]`, or nothing at the top level.
    pub fn place(&self) -> String {
        if self.name.is_empty() { String::new() } else { format!(" in {}", self.name) }
    }

    /// Notes that a key which must be there is not.
    pub fn missing(&self, key: &str, example: &str) {
        self.fault(self.line, format!("`{key}` is missing{}: add `{example}`", self.place()));
    }

    /// A text that is not empty.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        let found = self.find(key)?;
        match found.value {
            DeValue::String(text) if !text.trim().is_empty() => {
                Some(At { value: text.trim().to_string(), line: found.line })
            }
            _ => {
                self.wrong(found.line, key, "a text in quotes, not empty");
                None
            }
        }
    }

    /// A list of texts.
    pub fn texts(&self, key: &'static str) -> Option<Vec<At<String>>> {
        let found = self.find(key)?;
        let DeValue::Array(items) = found.value else {
            self.wrong(found.line, key, "a list of texts, such as [\"en\", \"de\"]");
            return None;
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let line = self.doc.lines.at(item.span().start);
            match item.get_ref() {
                DeValue::String(text) => texts.push(At { value: text.to_string(), line }),
                _ => self.wrong(line, key, "a list of texts, such as [\"en\", \"de\"]"),
            }
        }
        Some(texts)
    }

    /// A whole number from 1.
    pub fn number(&self, key: &'static str) -> Option<u32> {
        let found = self.find(key)?;
        let number = match found.value {
            DeValue::Integer(n) => u32::from_str_radix(n.as_str(), n.radix()).ok(),
            _ => None,
        };
        if number.is_none_or(|n| n == 0) {
            self.wrong(found.line, key, "a whole number from 1");
            return None;
        }
        number
    }

    /// Yes or no.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        let found = self.find(key)?;
        let DeValue::Boolean(flag) = found.value else {
            self.wrong(found.line, key, "true or false");
            return None;
        };
        Some(*flag)
    }

    /// One word out of these.
    pub fn choice(&self, key: &'static str, words: &[&'static str]) -> Option<&'static str> {
        let text = self.text(key)?;
        let word = words.iter().find(|word| **word == text.value);
        if word.is_none() {
            self.wrong(text.line, key, &format!("one of: {}", words.join(", ")));
        }
        word.copied()
    }

    /// A table within this one.
    pub fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let found = self.find(key)?;
        let DeValue::Table(entries) = found.value else {
            self.wrong(found.line, key, "a table");
            return None;
        };
        Some(self.inner(format!("[{key}]"), found.line, entries))
    }

    /// Every `[[key]]`.
    pub fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some(found) = self.find(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = found.value else {
            self.wrong(found.line, key, &format!("written as [[{key}]]"));
            return Vec::new();
        };
        let tables = items.iter().filter_map(|item: &Spanned<DeValue<'_>>| {
            let line = self.doc.lines.at(item.span().start);
            match item.get_ref() {
                DeValue::Table(entries) => Some(self.inner(format!("[[{key}]]"), line, entries)),
                _ => {
                    self.wrong(line, key, &format!("written as [[{key}]]"));
                    None
                }
            }
        });
        tables.collect()
    }

    /// Notes every key that nobody asked for. Call when all known keys were read.
    pub fn end(self) {
        let known: Vec<_> = self.asked.borrow().iter().copied().collect();
        for (key, _) in
            self.entries.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref()))
        {
            let line = self.doc.lines.at(key.span().start);
            self.fault(
                line,
                format!(
                    "unknown key `{}`{}: correct or remove it (known: {})",
                    key.get_ref(),
                    self.place(),
                    known.join(", ")
                ),
            );
        }
    }

    fn inner(&self, name: String, line: usize, entries: &'a DeTable<'a>) -> Table<'a> {
        let name = if self.name.is_empty() { name } else { format!("{} {name}", self.name) };
        Table { doc: self.doc, name, line, entries, asked: RefCell::default() }
    }
}
