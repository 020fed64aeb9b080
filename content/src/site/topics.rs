//! `[[topics]]` with their own fields, and `[contact]`: what the form asks.

use std::collections::{BTreeMap, BTreeSet};

use desk::fields::YES;
use desk::text::{ANSWER_USUAL, ANSWERS_MAX, FIELDS_MAX, LONG_ANSWER_USUAL, OPTIONS_MAX};
use desk::wire::site::{
    ConsentText, Contact, FieldKind, FieldOption, FieldWhen, SiteTopic, TopicField,
};
use sha2::{Digest, Sha256};

use super::{id, unique};
use crate::toml_doc::{At, Table};

/// Most characters of a text to agree to: what is longer is not read. The rest belongs behind its link.
const CONSENT_MAX: usize = 300;

/// Reads `[[topics]]`.
pub(super) fn read(top: &Table<'_>, locales: &[String]) -> Vec<SiteTopic> {
    let mut seen = BTreeSet::new();
    let mut topics = Vec::new();
    for table in top.tables("topics") {
        let id = id(&table, "id = \"billing\"").unwrap_or_default();
        unique(&table, &mut seen, "topic", &id);
        let names = words(&table, "name", "name = { en = \"Billing\" }", locales);
        let fields = fields(&table, locales);
        table.end();
        topics.push(SiteTopic { id: id.value, names, fields });
    }
    topics
}

/// Words that must be there.
fn words(
    table: &Table<'_>,
    key: &'static str,
    example: &str,
    locales: &[String],
) -> BTreeMap<String, String> {
    let words = table.words(key, locales);
    if words.is_none() {
        table.missing(key, example);
    }
    words.unwrap_or_default()
}

fn fields(topic: &Table<'_>, locales: &[String]) -> Vec<TopicField> {
    let tables = topic.tables("fields");
    if let Some(first) = tables.get(FIELDS_MAX) {
        let count = tables.len();
        first.fault(
            first.line(),
            format!("{count} fields in one topic, the limit is {FIELDS_MAX}: ask for less, people leave long forms"),
        );
    }
    let mut seen = BTreeSet::new();
    let mut fields: Vec<TopicField> = Vec::new();
    for table in tables {
        let id = id(&table, "id = \"order\"").unwrap_or_default();
        unique(&table, &mut seen, "field", &id);
        let field = field(&table, id.value, &fields, locales);
        table.end();
        fields.push(field);
    }
    let longest: u64 = fields.iter().map(|field| u64::from(field.max)).sum();
    if longest > ANSWERS_MAX as u64 {
        topic.fault(
            topic.line(),
            format!("the answers to this topic's fields may have {longest} characters together, the limit is {ANSWERS_MAX}: lower some `max`"),
        );
    }
    fields
}

/// `before` are the topic's fields so far: a condition looks back, never ahead.
fn field(table: &Table<'_>, id: String, before: &[TopicField], locales: &[String]) -> TopicField {
    let kind = kind(table);
    let usual = match kind {
        FieldKind::Text => ANSWER_USUAL,
        FieldKind::LongText => LONG_ANSWER_USUAL,
        FieldKind::Choice | FieldKind::Checkbox | FieldKind::Date => 0,
    };
    // Asked for only where it means something: elsewhere the key is unknown, and told as such.
    let max = match usual {
        0 => None,
        _ => table.count("max", ANSWERS_MAX as u32),
    };
    TopicField {
        id,
        kind,
        labels: words(table, "label", "label = { en = \"Order number\" }", locales),
        help: table.words("help", locales).unwrap_or_default(),
        required: table.flag("required").unwrap_or(false),
        max: max.unwrap_or(usual as u32),
        options: if kind == FieldKind::Choice { options(table, locales) } else { Vec::new() },
        when: table.table("when").and_then(|when| condition(when, before)),
    }
}

fn kind(table: &Table<'_>) -> FieldKind {
    let Some(name) = table.text("kind") else {
        table.missing("kind", "kind = \"text\"");
        return FieldKind::Text;
    };
    FieldKind::parse(&name.value).unwrap_or_else(|| {
        let kinds = FieldKind::ALL.map(FieldKind::name).join(", ");
        let place = table.place();
        table.fault(name.line, format!("unknown kind `{}`{place} (known: {kinds})", name.value));
        FieldKind::Text
    })
}

fn options(field: &Table<'_>, locales: &[String]) -> Vec<FieldOption> {
    let tables = field.tables("options");
    if !(2..=OPTIONS_MAX).contains(&tables.len()) {
        field.fault(
            field.line(),
            format!(
                "a choice of {}{}: give it 2 to {OPTIONS_MAX} [[topics.fields.options]]",
                tables.len(),
                field.place()
            ),
        );
    }
    let mut seen = BTreeSet::new();
    let options = tables.into_iter().map(|table| {
        let id = id(&table, "id = \"refund\"").unwrap_or_default();
        unique(&table, &mut seen, "option", &id);
        let names = words(&table, "name", "name = { en = \"A refund\" }", locales);
        table.end();
        FieldOption { id: id.value, names }
    });
    options.collect()
}

/// `when = { field = "about", is = "refund" }`.
fn condition(when: Table<'_>, before: &[TopicField]) -> Option<FieldWhen> {
    let (field, is) = (when.text("field"), when.text("is"));
    if field.is_none() {
        when.missing("field", "field = \"about\"");
    }
    if is.is_none() {
        when.missing("is", "is = \"refund\"");
    }
    let read = field.zip(is);
    if let Some((field, is)) = &read {
        check_condition(&when, before, field, is);
    }
    when.end();
    read.map(|(field, is)| FieldWhen { field: field.value, is: is.value })
}

fn check_condition(when: &Table<'_>, before: &[TopicField], field: &At<String>, is: &At<String>) {
    match before.iter().find(|one| one.id == field.value) {
        None => when.fault(
            field.line,
            format!(
                "the condition looks at `{}`, which is no earlier field of this topic: name one that stands above it",
                field.value
            ),
        ),
        Some(one) => {
            let answers: Vec<&str> = match one.kind {
                FieldKind::Choice => one.options.iter().map(|o| o.id.as_str()).collect(),
                FieldKind::Checkbox => vec![YES],
                FieldKind::Text | FieldKind::LongText | FieldKind::Date => vec![],
            };
            if answers.is_empty() {
                when.fault(
                    field.line,
                    format!(
                        "the condition looks at `{}`, a field of kind {}: name a choice or a checkbox",
                        field.value,
                        one.kind.name()
                    ),
                );
            } else if !answers.contains(&is.value.as_str()) {
                when.fault(
                    is.line,
                    format!(
                        "`{}` is no answer to `{}` (known: {})",
                        is.value,
                        field.value,
                        answers.join(", ")
                    ),
                );
            }
        }
    }
}

/// Reads `[contact]`.
pub(super) fn contact(table: &Table<'_>, locales: &[String]) -> Contact {
    let link = table.text("consent_link");
    if let Some(link) = &link
        && desk::text::page_url(&link.value).is_err()
    {
        table
            .fault(link.line, format!("`{}` is no web address: begin with `https://`", link.value));
    }
    let link = link.map(|link| link.value).unwrap_or_default();
    let texts = table.words("consent", locales).unwrap_or_default();
    if let Some(long) = texts.values().find(|text| text.chars().count() > CONSENT_MAX) {
        let count = long.chars().count();
        table.fault(
            table.line(),
            format!("`consent` has {count} characters, the limit is {CONSENT_MAX}: say the heart of it, and the rest behind `consent_link`"),
        );
    }
    if texts.is_empty() && !link.is_empty() {
        table.missing("consent", "consent = { en = \"I agree that …\" }");
    }
    let version = |text: &str| {
        let digest = Sha256::digest(format!("{text}\n{link}"));
        digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
    };
    let consent = texts
        .into_iter()
        .map(|(locale, text)| (locale, ConsentText { version: version(&text), text }))
        .collect();
    Contact { consent, consent_link: link }
}
