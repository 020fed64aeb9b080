//! What a site asks in the contact form beside the message: the fields of the chosen topic, by the rule of
//! `desk::fields`, and consent. Without script each change of what is asked is a round trip: the form
//! tells what it asked, and what is new since is asked before anything is sent.

use std::collections::BTreeMap;

use desk::fields;
use desk::text::{Fault, escape_html as escape};
use desk::wire::site::{FieldKind, SiteManifest, TopicField};
use frame::words::Words;

use super::field::{Faults, Field, line, options, text, tick};
use crate::form::Form;

/// Name of the hidden field that tells what the form asked: the topic, then ids of its fields.
const SHOWN: &str = "asked";

/// What the chosen topic asks now, and everything answered so far.
pub struct Asked<'a> {
    site: &'a SiteManifest,
    locale: &'a str,
    topic: &'a str,
    /// Asked now, in the order to ask it.
    fields: Vec<&'a TopicField>,
    /// Answers to fields that the site has, of whatever topic.
    answers: BTreeMap<&'a str, String>,
    /// Ids of those that the form had already.
    shown: Vec<String>,
}

impl<'a> Asked<'a> {
    /// Reads a form that came back, or a query.
    pub fn read(site: &'a SiteManifest, locale: &'a str, form: &Form) -> Self {
        let mut answers = BTreeMap::new();
        for field in site.topics.iter().flat_map(|topic| &topic.fields) {
            let answer = form.get(&fields::path(&field.id));
            if !answer.is_empty() {
                answers.insert(field.id.as_str(), answer.to_owned());
            }
        }
        let topic = site.topics.iter().find(|topic| topic.id == form.get("topic"));
        let given = |id: &str| answers.get(id).map_or("", String::as_str);
        let fields = topic.map_or_else(Vec::new, |topic| fields::asked(&topic.fields, &given));
        let topic = topic.map_or("", |topic| topic.id.as_str());
        let mut shown = form.get(SHOWN).split(' ').map(str::to_owned);
        // Another topic may ask something else by the same name.
        let same = shown.next().is_some_and(|before| before == topic);
        let shown = shown.filter(|_| same).collect();
        Self { site, locale, topic, fields, answers, shown }
    }

    /// Answers to what is asked, as they are sent.
    pub fn answers(&self) -> BTreeMap<String, String> {
        let answer = |field: &&TopicField| {
            Some((field.id.clone(), self.answers.get(field.id.as_str())?.clone()))
        };
        self.fields.iter().filter_map(answer).collect()
    }

    /// Names of what is asked.
    pub fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| fields::path(&field.id)).collect()
    }

    /// The first field that the form did not have before.
    pub fn first_new(&self) -> Option<String> {
        self.fields.iter().find(|field| self.is_new(field)).map(|field| fields::path(&field.id))
    }

    /// Whether this is a fault of a field that nobody was asked for yet.
    pub fn excuses(&self, fault: &Fault) -> bool {
        self.fields.iter().any(|f| self.is_new(f) && fault.field == fields::path(&f.id))
    }

    fn is_new(&self, field: &TopicField) -> bool {
        !self.shown.contains(&field.id)
    }

    /// The fields, and unseen what is answered but not asked now: it comes back with what asks for it.
    pub fn html(&self, words: &Words, faults: &Faults<'_>) -> String {
        let mut html: String = self.fields.iter().map(|f| self.field(f, words, faults)).collect();
        let mut shown = self.topic.to_owned();
        for field in &self.fields {
            shown.extend([" ", &field.id]);
        }
        let mut keep = |name: &str, value: &str| {
            html.push_str(&hidden(name, value));
        };
        if !self.fields.is_empty() {
            keep(SHOWN, &shown);
        }
        for (id, answer) in &self.answers {
            if self.fields.iter().all(|field| field.id != *id) {
                keep(&fields::path(id), answer);
            }
        }
        html
    }

    fn field(&self, field: &TopicField, words: &Words, faults: &Faults<'_>) -> String {
        let name = fields::path(&field.id);
        let word = |words| word(self.site, self.locale, words);
        let asked = Field {
            name: &name,
            label: word(&field.labels),
            hint: word(&field.help),
            optional: !field.required,
        };
        let value = self.answers.get(field.id.as_str()).map_or("", String::as_str);
        if field.kind == FieldKind::Checkbox {
            let ticked = value == fields::YES;
            return asked.ticked(words, faults, |attributes| tick(attributes, fields::YES, ticked));
        }
        asked.html(words, faults, |attributes| match field.kind {
            FieldKind::Choice => {
                let named = field.options.iter().map(|o| (o.id.as_str(), word(&o.names)));
                let list = options(words.choose, named, value);
                format!("<select {attributes}>{list}</select>\n")
            }
            FieldKind::LongText => text(attributes, value),
            FieldKind::Date => line("date", attributes, value, ""),
            FieldKind::Text | FieldKind::Checkbox => {
                line("text", attributes, value, "autocomplete=\"off\" dir=\"auto\"")
            }
        })
    }
}

/// What must be agreed to before sending. The text that is read is the one that is agreed to.
pub fn consent(
    site: &SiteManifest,
    words: &Words,
    locale: &str,
    agreed: &str,
    faults: &Faults<'_>,
) -> String {
    let texts = &site.contact.consent;
    let Some(text) = texts.get(locale).or_else(|| texts.get(&site.default_locale)) else {
        return String::new();
    };
    let field = Field { name: "consent", label: &text.text, hint: "", optional: false };
    let ticked = agreed == text.version;
    let box_ = field.ticked(words, faults, |attributes| tick(attributes, &text.version, ticked));
    let more = match site.contact.consent_link.as_str() {
        "" => String::new(),
        link => format!(
            "<p class=\"fd-meta\"><a href=\"{}\">{}</a></p>\n",
            escape(link),
            words.consent_more
        ),
    };
    [box_, more].concat()
}

/// A word of the site in the page's language, or in the site's own.
pub fn word<'a>(site: &SiteManifest, locale: &str, names: &'a BTreeMap<String, String>) -> &'a str {
    names.get(locale).or_else(|| names.get(&site.default_locale)).map_or("", String::as_str)
}

fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", escape(name), escape(value))
}
