//! `site.toml`: read once into a type that cannot be wrong.

pub mod pages;
mod topics;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use desk::sla::Targets;
use desk::text::ID_MAX;
use desk::wire::site::{Brand, Contact, SiteComponent, SiteTopic};

use crate::faults::Log;
use crate::import::{self, Import};
use crate::text::is_id;
use crate::toml_doc::{At, Doc, Table};
use pages::PageRule;

/// What a section's score may be multiplied with. Wider, and a section hides the others or itself.
const BOOST: std::ops::RangeInclusive<f32> = 0.5..=2.0;

/// A site as its owner described it.
#[derive(Debug, Default)]
pub struct Site {
    /// Part of every API address.
    pub id: String,
    /// Name people read.
    pub name: String,
    /// Headline of the help center's home, by locale.
    pub tagline: BTreeMap<String, String>,
    /// Where the help center is served, without a slash at the end; search engines want absolute
    /// addresses. Empty when not known.
    pub url: String,
    /// Locale for readers whose own is not there.
    pub default_locale: String,
    /// Every locale, in the owner's order. Empty only while faults are being collected.
    pub locales: Vec<String>,
    /// Pages of these origins may use the widget.
    pub origins: Vec<String>,
    /// In the order to show them. An import adds one for each of its folders.
    pub sections: Vec<Section>,
    /// The parts that can fail on their own.
    pub components: Vec<SiteComponent>,
    /// What a ticket can be about.
    pub topics: Vec<SiteTopic>,
    /// What the contact form asks of everyone.
    pub contact: Contact,
    /// When answers are due.
    pub sla: Targets,
    /// The owner's looks.
    pub brand: Brand,
    /// What is preferred on certain pages of the owner's site.
    pub pages: Vec<PageRule>,
    /// How to read somebody else's articles; `None` for one's own.
    pub import: Option<Import>,
}

/// A section of the help center.
#[derive(Clone, Debug)]
pub struct Section {
    /// Name of its folder and part of its address.
    pub id: String,
    /// Title by locale.
    pub title: BTreeMap<String, String>,
    /// One line by locale; may be empty.
    pub summary: BTreeMap<String, String>,
    /// Heading above it on the home page; empty for none.
    pub group: String,
    /// What the scores of its articles are multiplied with, 0.5 to 2; 1 is neutral.
    pub boost: f32,
}

impl Site {
    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }
}

/// Reads the text of a `site.toml`. `file` is its name in messages. With faults in the log, what
/// comes back is what could be read, so that the articles can be checked in the same run.
pub fn read(file: &str, text: &str, log: &mut Log) -> Site {
    let doc = Doc::new(text);
    let entries = doc.parse(text);
    let site = fields(Table::top(&doc, &entries));
    for (line, text) in doc.into_faults() {
        log.fault(file, line, text);
    }
    site
}

fn fields(top: Table<'_>) -> Site {
    let id = id(&top, "id = \"my-shop\"").unwrap_or_default().value;
    let name = required(&top, "name", "name = \"My shop\"");
    let (locales, default_locale) = values::locales(&top);
    let mut site = Site { id, name, locales, default_locale, ..Site::default() };
    site.tagline = top.words("tagline", &site.locales).unwrap_or_default();
    if let Some(url) = top.text("url") {
        values::check_origin(&top, "url", &url);
        site.url = url.value;
    }
    for origin in top.texts("origins").unwrap_or_default() {
        values::check_origin(&top, "origins", &origin);
        site.origins.push(origin.value);
    }
    site.import = top.table("import").map(|table| import::read(table, &site.locales));
    sections(&top, &mut site);
    site.components = components(&top);
    site.topics = topics::read(&top, &site.locales);
    site.pages = pages::read(&top);
    if let Some(table) = top.table("contact") {
        site.contact = topics::contact(&table, &site.locales);
        table.end();
    }
    if let Some(table) = top.table("sla") {
        site.sla = values::sla(table);
    }
    if let Some(table) = top.table("brand") {
        site.brand = values::brand(table);
    }
    top.end();
    site
}

fn required(table: &Table<'_>, key: &'static str, example: &str) -> String {
    match table.text(key) {
        Some(text) => text.value,
        None => {
            // A wrong type was told already, under the key's own line; then this one repeats it
            // in other words, which is better than a name that is silently empty.
            table.missing(key, example);
            String::new()
        }
    }
}

fn id(table: &Table<'_>, example: &str) -> Option<At<String>> {
    let Some(found) = table.text("id") else {
        table.missing("id", example);
        return None;
    };
    if !is_id(&found.value, ID_MAX) {
        table.fault(
            found.line,
            format!(
                "bad id `{}`{}: use 1 to {ID_MAX} of a-z, 0-9 and dashes between them",
                found.value,
                table.place()
            ),
        );
    }
    Some(found)
}

impl Default for At<String> {
    fn default() -> Self {
        At { value: String::new(), line: 1 }
    }
}

fn sections(top: &Table<'_>, site: &mut Site) {
    let mut seen = BTreeSet::new();
    for table in top.tables("sections") {
        let id = id(&table, "id = \"guides\"").unwrap_or_default();
        unique(&table, &mut seen, "section", &id);
        let title = table.words("title", &site.locales);
        if title.is_none() {
            table.missing("title", "title = { en = \"Guides\" }");
        }
        let summary = table.words("summary", &site.locales).unwrap_or_default();
        let boost = table.factor("boost", BOOST).unwrap_or(1.0);
        table.end();
        site.sections.push(Section {
            id: id.value,
            title: title.unwrap_or_default(),
            summary,
            group: String::new(),
            boost,
        });
    }
    if site.sections.is_empty() && site.import.is_none() {
        top.fault(1, "there is no [[sections]]: add one for each folder of articles");
    }
}

fn components(top: &Table<'_>) -> Vec<SiteComponent> {
    let mut seen = BTreeSet::new();
    let mut components = Vec::new();
    for table in top.tables("components") {
        let id = id(&table, "id = \"checkout\"").unwrap_or_default();
        unique(&table, &mut seen, "component", &id);
        let name = required(&table, "name", "name = \"Checkout\"");
        table.end();
        components.push(SiteComponent { id: id.value, name });
    }
    components
}

fn unique(table: &Table<'_>, seen: &mut BTreeSet<String>, what: &str, id: &At<String>) {
    if !id.value.is_empty() && !seen.insert(id.value.clone()) {
        table.fault(
            id.line,
            format!("duplicate {what} id `{}`: give each {what} its own", id.value),
        );
    }
}
