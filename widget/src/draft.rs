//! The message being written: its fields, and what is wrong with them by the rules of `desk`.

use desk::check;
use desk::text::What;
use desk::wire::visitor::{Context, NewTicket};

use crate::json::Json;

/// The fields that a visitor sees, in their order; the first faulty one gets the focus.
pub const FIELDS: [&str; 5] = ["name", "email", "subject", "body", "topic"];

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// May be empty.
    pub name: String,
    /// May be empty.
    pub email: String,
    /// One line.
    pub subject: String,
    /// The message.
    pub body: String,
    /// Topic id; empty for none.
    pub topic: String,
    /// No person sees this field.
    pub website: String,
    /// The subject that the search gave, as long as the visitor did not touch it.
    suggested: String,
    /// Faults found so far, by field, in the visitor's words.
    pub faults: Vec<(String, String)>,
    /// The whole was refused, not a field of it.
    pub refused: bool,
}

impl Draft {
    /// Reads what a page passes to `prefill`, or a ticket that was refused. What is not a text is
    /// left out.
    pub fn read<J: Json>(json: &J) -> Self {
        Self {
            name: json.text_at("name"),
            email: json.text_at("email"),
            subject: json.text_at("subject"),
            body: json.text_at("body"),
            topic: json.text_at("topic"),
            ..Self::default()
        }
    }

    /// What stands in a field.
    pub fn field(&self, name: &str) -> &str {
        match name {
            "name" => &self.name,
            "email" => &self.email,
            "subject" => &self.subject,
            "body" => &self.body,
            "topic" => &self.topic,
            _ => &self.website,
        }
    }

    /// The visitor types into a field. Its fault goes: it is told again when they leave the field.
    pub fn set(&mut self, name: &str, value: String) {
        let field = match name {
            "name" => &mut self.name,
            "email" => &mut self.email,
            "subject" => &mut self.subject,
            "body" => &mut self.body,
            "topic" => &mut self.topic,
            _ => &mut self.website,
        };
        *field = value;
        self.faults.retain(|(faulty, _)| faulty != name);
    }

    /// Starts the subject with a search, unless the visitor wrote one.
    pub fn suggest(&mut self, search: Option<String>) {
        if self.subject == self.suggested {
            self.suggested = search.unwrap_or_default();
            self.subject.clone_from(&self.suggested);
        }
    }

    /// Takes what the page wants filled in, without touching what the visitor wrote.
    pub fn prefill(&mut self, words: Draft) {
        for name in FIELDS {
            if self.field(name).is_empty() && !words.field(name).is_empty() {
                self.set(name, words.field(name).to_owned());
            }
        }
    }

    /// It is on its way: name and address stay for the next message.
    pub fn sent(&mut self) {
        let (name, email) = (std::mem::take(&mut self.name), std::mem::take(&mut self.email));
        *self = Self { name, email, ..Self::default() };
    }

    /// The request that this draft makes.
    pub fn ticket(&self, key: String, locale: &str, context: Context) -> NewTicket {
        NewTicket {
            key,
            name: self.name.clone(),
            email: self.email.clone(),
            subject: self.subject.clone(),
            body: self.body.clone(),
            topic: self.topic.clone(),
            locale: locale.to_owned(),
            context,
            website: self.website.clone(),
        }
    }

    /// What the edge would find wrong, by field. The honeypot is left for the edge to find.
    pub fn check(&self) -> Vec<(&'static str, What)> {
        let key = "0".repeat(desk::text::KEY_LEN);
        // Topics come from the site itself: whatever is chosen was offered.
        let topics: Vec<&str> =
            Some(self.topic.as_str()).filter(|t| !t.is_empty()).into_iter().collect();
        let new = self.ticket(key, "en", Context::default());
        let faults = check::ticket(&new, &topics).err().map(|faults| faults.0).unwrap_or_default();
        faults
            .into_iter()
            .filter(|fault| FIELDS.contains(&fault.field))
            .map(|fault| (fault.field, fault.what))
            .collect()
    }

    /// The fault of a field that was told to the visitor.
    pub fn fault(&self, name: &str) -> Option<&str> {
        self.faults.iter().find(|(field, _)| field == name).map(|(_, words)| words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_is_the_subject_until_the_visitor_writes_one() {
        let mut draft = Draft::default();
        draft.suggest(Some("refund".into()));
        draft.suggest(Some("refund late".into()));
        assert_eq!(draft.subject, "refund late");
        draft.set("subject", "Charged twice".into());
        draft.suggest(Some("card".into()));
        assert_eq!(draft.subject, "Charged twice");
    }

    #[test]
    fn a_page_fills_only_what_is_empty() {
        let mut draft = Draft { name: "Aiko".into(), ..Draft::default() };
        let words =
            serde_json::json!({"name": "X", "email": "a@b.example", "subject": 1, "order": 1});
        draft.prefill(Draft::read(&words));
        assert_eq!((draft.name.as_str(), draft.email.as_str()), ("Aiko", "a@b.example"));
    }

    #[test]
    fn faults_are_those_of_the_edge_all_at_once() {
        let mut draft = Draft { email: "a@b".into(), website: "x".into(), ..Draft::default() };
        let faults: Vec<_> = draft.check().into_iter().map(|(field, _)| field).collect();
        assert_eq!(faults, ["email", "subject", "body"]);
        draft.set("email", String::new());
        draft.set("subject", "Late".into());
        draft.set("body", "Where is it?".into());
        assert_eq!(draft.check(), []);
    }
}
