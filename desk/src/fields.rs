//! The fields of a topic: which are asked, and what a good answer is. The form asks by these rules,
//! and the edge stores by them.

use std::collections::BTreeMap;

use crate::text::{self, Rim, What};
use crate::time;
use crate::wire::site::{FieldKind, TopicField};
use crate::wire::staff::Answer;

/// The answer of a ticked checkbox.
pub const YES: &str = "yes";

/// The fields that are asked while the answers are these, in their order.
///
/// A condition looks at an earlier field that is asked itself: the answer to a hidden one does not
/// count, however it came there.
pub fn asked<'a, 'b>(
    fields: &'a [TopicField],
    answer: &dyn Fn(&str) -> &'b str,
) -> Vec<&'a TopicField> {
    let mut asked: Vec<&TopicField> = Vec::new();
    for field in fields {
        let now = field.when.as_ref().is_none_or(|when| {
            asked.iter().any(|before| before.id == when.field) && answer(&when.field) == when.is
        });
        if now {
            asked.push(field);
        }
    }
    asked
}

/// The answer to one field as it is kept; empty for none.
pub fn answer(field: &TopicField, raw: &str) -> Result<String, What> {
    let max = field.max as usize;
    let kept = match field.kind {
        FieldKind::Text => text::line(raw, max)?,
        FieldKind::LongText => text::text(raw, max)?,
        FieldKind::Choice if raw.is_empty() || field.options.iter().any(|o| o.id == raw) => {
            raw.to_owned()
        }
        FieldKind::Choice => return Err(What::NotOffered),
        FieldKind::Checkbox if raw.is_empty() || raw == YES => raw.to_owned(),
        FieldKind::Checkbox => return Err(What::NotATick),
        FieldKind::Date if raw.is_empty() || time::is_date(raw) => raw.to_owned(),
        FieldKind::Date => return Err(What::NotADate),
    };
    if !field.required {
        return Ok(kept);
    }
    text::required(kept).map_err(|_| match field.kind {
        FieldKind::Choice => What::NotChosen,
        FieldKind::Checkbox => What::NotTicked,
        _ => What::Missing,
    })
}

/// Checks the answers to a topic's fields. What is not asked is left out; what the topic does not
/// have at all is a fault.
pub(crate) fn check(
    fields: &[TopicField],
    answers: &BTreeMap<String, String>,
    rim: &mut Rim,
) -> Vec<(String, String)> {
    for id in answers.keys().filter(|id| !fields.iter().any(|field| field.id == **id)) {
        // What could not be a field's name is not repeated.
        let named = is_id(id);
        rim.fault(if named { path(id) } else { "fields".into() }, What::NotAsked);
    }
    let given = |id: &str| answers.get(id).map_or("", String::as_str);
    let mut kept = Vec::new();
    for field in asked(fields, &given) {
        match answer(field, given(&field.id)) {
            Ok(text) if text.is_empty() => {}
            Ok(text) => kept.push((field.id.clone(), text)),
            Err(what) => rim.fault(path(&field.id), what),
        }
    }
    kept
}

/// The JSON path of an answer in the request.
pub fn path(id: &str) -> String {
    ["fields.", id].concat()
}

fn is_id(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=text::ID_MAX).contains(&text.len()) && text.bytes().all(fits)
}

/// Checked answers in the words of this locale, for people.
pub fn told(fields: &[TopicField], kept: &[(String, String)], locale: &str) -> Vec<Answer> {
    let word = |words: &BTreeMap<String, String>| words.get(locale).cloned();
    let told = kept.iter().filter_map(|(id, answer)| {
        let field = fields.iter().find(|field| field.id == *id)?;
        let option = field.options.iter().find(|option| option.id == *answer);
        Some(Answer {
            field: id.clone(),
            kind: field.kind,
            label: word(&field.labels).unwrap_or_else(|| id.clone()),
            text: option.and_then(|o| word(&o.names)).unwrap_or_else(|| answer.clone()),
        })
    });
    told.collect()
}
