//! What the form asks beside the message: the site's topics with their fields, and what to agree to.
//! Read from the site's manifest, in one language.

use std::collections::BTreeMap;

use desk::fields;
use desk::wire::site::{
    ConsentText, Contact, FieldKind, FieldOption, FieldWhen, SiteTopic, TopicField,
};

use crate::draft::Draft;
use crate::json::Json;

/// Everything that is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questions {
    /// Whether the manifest came. Without it nothing can be asked, and the edge decides.
    pub known: bool,
    /// What a message can be about. Their words are in one language.
    pub topics: Vec<SiteTopic>,
    /// What must be agreed to; one text at most.
    pub contact: Contact,
}

impl Questions {
    /// Reads the manifest. `locale` is the visitor's; the site's default stands in for it.
    pub fn read<J: Json>(json: &J, locale: &str) -> Self {
        let reader = Reader { locale, default: &json.text_at("default_locale") };
        let contact = json.get("contact");
        let text = contact.as_ref().and_then(|json| reader.chosen(&json.get("consent")?));
        let mut consent = BTreeMap::new();
        if let Some(text) = text {
            let (text, version) = (text.text_at("text"), text.text_at("version"));
            consent.insert(locale.to_owned(), ConsentText { text, version });
        }
        Self {
            known: true,
            topics: json.list_at("topics", |json| reader.topic(json)),
            contact: Contact {
                consent,
                consent_link: contact.map(|json| json.text_at("consent_link")).unwrap_or_default(),
            },
        }
    }

    /// The fields of a topic.
    pub fn fields(&self, topic: &str) -> &[TopicField] {
        self.topics.iter().find(|one| one.id == topic).map_or(&[], |topic| &topic.fields)
    }

    /// Whether a field of the chosen topic is asked, as the answers are.
    pub fn asks(&self, draft: &Draft, id: &str) -> bool {
        let asked = fields::asked(self.fields(&draft.topic), &|id| draft.answer(id));
        asked.iter().any(|field| field.id == id)
    }

    /// The text to agree to.
    pub fn consent(&self) -> Option<&ConsentText> {
        self.contact.consent.values().next()
    }
}

/// The one word of something that the manifest says in many languages.
pub fn word(words: &BTreeMap<String, String>) -> &str {
    words.values().next().map_or("", String::as_str)
}

struct Reader<'a> {
    locale: &'a str,
    default: &'a str,
}

impl Reader<'_> {
    fn chosen<J: Json>(&self, by_locale: &J) -> Option<J> {
        by_locale.get(self.locale).or_else(|| by_locale.get(self.default))
    }

    fn words<J: Json>(&self, json: &J, key: &str) -> BTreeMap<String, String> {
        let mut words = BTreeMap::new();
        if let Some(word) = json.get(key).and_then(|words| self.chosen(&words)?.text()) {
            words.insert(self.locale.to_owned(), word);
        }
        words
    }

    fn topic<J: Json>(&self, json: &J) -> Option<SiteTopic> {
        Some(SiteTopic {
            id: json.get("id")?.text()?,
            names: self.words(json, "names"),
            fields: json.list_at("fields", |json| self.field(json)),
        })
    }

    fn field<J: Json>(&self, json: &J) -> Option<TopicField> {
        Some(TopicField {
            id: json.get("id")?.text()?,
            // A kind of tomorrow is asked as a line of text.
            kind: FieldKind::parse(&json.text_at("kind")).unwrap_or(FieldKind::Text),
            labels: self.words(json, "labels"),
            help: self.words(json, "help"),
            required: json.get("required").and_then(|flag| flag.flag()).unwrap_or(false),
            max: json.int_at("max").map_or(0, |max| max as u32),
            options: json.list_at("options", |json| {
                Some(FieldOption { id: json.get("id")?.text()?, names: self.words(json, "names") })
            }),
            when: json
                .get("when")
                .map(|json| FieldWhen { field: json.text_at("field"), is: json.text_at("is") }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The golden manifest is what the builder writes.
    fn manifest() -> serde_json::Value {
        serde_json::from_str(include_str!("../../desk/tests/golden/site_manifest.json")).unwrap()
    }

    #[test]
    fn the_manifest_is_read_as_the_builder_writes_it() {
        let read = Questions::read(&manifest(), "de");
        let site: desk::wire::site::SiteManifest = serde_json::from_value(manifest()).unwrap();
        let (field, model) = (&read.topics[0].fields[1], &site.topics[0].fields[1]);
        assert_eq!(
            (word(&field.labels), word(&field.help)),
            ("Bestellnummer", "It begins with #.")
        );
        let same =
            TopicField { labels: model.labels.clone(), help: model.help.clone(), ..field.clone() };
        assert_eq!(same, *model);
        let option = &read.topics[0].fields[0].options[0];
        assert_eq!((option.id.as_str(), word(&option.names)), ("refund", "Eine Erstattung"));
        assert_eq!(read.consent(), site.contact.consent.get("en"));
        assert_eq!(read.contact.consent_link, site.contact.consent_link);
    }

    #[test]
    fn a_manifest_of_another_time_is_read() {
        let old = serde_json::json!({"default_locale": "en", "topics": [
            {"id": "a", "names": {"en": "A"}, "fields": [{"id": "b", "kind": "scale"}]}, {"odd": 1}
        ]});
        let read = Questions::read(&old, "fr");
        assert_eq!((read.topics.len(), read.consent()), (1, None));
        assert_eq!(read.topics[0].fields[0].kind, FieldKind::Text);
        assert!(!Questions::default().known && read.known);
    }

    #[test]
    fn conditions_follow_the_draft() {
        let read = Questions::read(&manifest(), "en");
        let mut draft = Draft::default();
        draft.typed("topic", "billing".into());
        assert!(read.asks(&draft, "about") && !read.asks(&draft, "order"));
        draft.typed("fields.about", "refund".into());
        assert!(read.asks(&draft, "order"));
        draft.topic.clear();
        assert!(!read.asks(&draft, "about"));
    }
}
