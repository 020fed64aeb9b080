//! The message being written: its fields, and what is wrong with them by the rules of `desk`.

use std::collections::BTreeMap;

use desk::check;
use desk::text::What;
use desk::wire::site::Contact;
use desk::wire::visitor::{Context, NewTicket};

use crate::json::{Json, Out};
use crate::questions::Questions;

/// What an answer's name begins with, before the field's id, as in the request.
pub const ANSWER: &str = "fields.";

/// Stands for a day of which only parts are filled in: no day, and told as such.
pub const PARTIAL: &str = "?";

/// The fields that every message has.
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
    /// Answers to fields of topics, by id: also those of a topic that was chosen before, or hidden
    /// by now. They come back with it; only what is asked is sent.
    pub answers: Vec<(String, String)>,
    /// Version of the text that was agreed to; empty for none.
    pub consent: String,
    /// No person sees this field.
    pub website: String,
    /// The subject that the search gave, as long as the visitor did not touch it.
    suggested: String,
    /// The visitor wrote something, and not only the page for them.
    touched: bool,
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
            "consent" => &self.consent,
            "website" => &self.website,
            name => self.answer(name.strip_prefix(ANSWER).unwrap_or_default()),
        }
    }

    /// The answer to a field of a topic; empty for none.
    pub fn answer(&self, id: &str) -> &str {
        self.answers.iter().find(|(field, _)| field == id).map_or("", |(_, text)| text)
    }

    /// The visitor types into a field.
    pub fn typed(&mut self, name: &str, value: String) {
        self.touched = true;
        self.set(name, value);
    }

    /// Changes a field. Its fault goes: it is told again when the visitor leaves the field.
    pub fn set(&mut self, name: &str, value: String) {
        let field = match name {
            "name" => &mut self.name,
            "email" => &mut self.email,
            "subject" => &mut self.subject,
            "body" => &mut self.body,
            "topic" => &mut self.topic,
            "consent" => &mut self.consent,
            "website" => &mut self.website,
            name => {
                let id = name.strip_prefix(ANSWER).unwrap_or_default();
                self.answers.retain(|(field, _)| field != id);
                self.answers.push((id.to_owned(), String::new()));
                match self.answers.last_mut() {
                    Some((_, answer)) => answer,
                    None => return,
                }
            }
        };
        *field = value;
        self.faults.retain(|(faulty, _)| faulty != name);
    }

    /// The answers to fields of topics, by the field's id.
    pub fn answers(&self) -> &[(String, String)] {
        &self.answers
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

    /// The request that this draft makes, with the answers that are asked for.
    pub fn ticket(
        &self,
        key: String,
        locale: &str,
        context: Context,
        questions: &Questions,
    ) -> NewTicket {
        let asked = |id: &str| !questions.known || questions.asks(self, id);
        // One by one: collecting would bring a whole sorting algorithm into the download.
        let mut fields = BTreeMap::new();
        for (id, text) in &self.answers {
            if !text.is_empty() && asked(id) {
                fields.insert(id.clone(), text.clone());
            }
        }
        NewTicket {
            key,
            name: self.name.clone(),
            email: self.email.clone(),
            subject: self.subject.clone(),
            body: self.body.clone(),
            topic: self.topic.clone(),
            fields,
            consent: self.consent.clone(),
            locale: locale.to_owned(),
            context,
            website: self.website.clone(),
        }
    }

    /// What the edge would find wrong, by field. The honeypot is left for the edge to find, and so
    /// is what hangs on a manifest that did not come.
    pub fn check(&self, questions: &Questions) -> Vec<(String, What)> {
        let key = "0".repeat(desk::text::KEY_LEN);
        let mut new = self.ticket(key, "en", Context::default(), questions);
        new.website.clear();
        let nothing = Contact::default();
        let contact = if questions.known { &questions.contact } else { &nothing };
        if !questions.known {
            new.topic.clear();
            new.fields.clear();
        }
        let faults = check::ticket(&new, &questions.topics, contact).err();
        let faults = faults.map(|faults| faults.0).unwrap_or_default();
        faults.into_iter().map(|fault| (fault.field.into_owned(), fault.what)).collect()
    }

    /// Whether the visitor has begun: there is something to go on with, and to keep. What a page
    /// fills in is no beginning.
    pub fn started(&self) -> bool {
        let own = self.subject != self.suggested && !self.subject.is_empty();
        let written =
            own || !self.body.is_empty() || self.answers.iter().any(|(_, text)| !text.is_empty());
        self.touched && written
    }

    /// Goes on with what was kept over a reload. What the page has filled in since fills its gaps.
    pub fn resume(&mut self, kept: Draft) {
        let before = std::mem::replace(self, kept);
        self.suggested.clone_from(&before.suggested);
        self.prefill(before);
    }

    /// Reads what was sent or kept, answers and consent included.
    pub fn read_whole<J: Json>(json: &J) -> Self {
        let answers = json.get("fields").map(|json| json.members()).unwrap_or_default();
        let answers = answers.into_iter().filter_map(|(id, text)| Some((id, text.text()?)));
        let (answers, consent) = (answers.collect(), json.text_at("consent"));
        Self { answers, consent, touched: true, ..Self::read(json) }
    }

    /// Writes it, to be kept. Never with the honeypot, nor with a subject that only a search gave.
    pub fn write(&self) -> String {
        let own = if self.subject == self.suggested { "" } else { &self.subject };
        let answers = self.answers.iter().map(|(id, text)| (id.as_str(), Some(Out::Text(text))));
        Out::Object(vec![
            ("name", Some(Out::Text(&self.name))),
            ("email", Some(Out::Text(&self.email))),
            ("subject", Some(Out::Text(own))),
            ("body", Some(Out::Text(&self.body))),
            ("topic", Some(Out::Text(&self.topic))),
            ("fields", Some(Out::Object(answers.collect()))),
            ("consent", Some(Out::Text(&self.consent))),
        ])
        .json()
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
        draft.typed("subject", "Charged twice".into());
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
        let asks = Questions::default();
        let faults: Vec<_> = draft.check(&asks).into_iter().map(|(field, _)| field).collect();
        assert_eq!(faults, ["email", "subject", "body"]);
        draft.typed("email", String::new());
        draft.typed("subject", "Late".into());
        draft.typed("body", "Where is it?".into());
        assert_eq!(draft.check(&asks), []);
    }

    fn questions() -> Questions {
        let manifest = include_str!("../../desk/tests/golden/site_manifest.json");
        let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
        Questions::read(&manifest, "en")
    }

    fn draft() -> Draft {
        let mut draft = Draft { topic: "billing".into(), ..Draft::default() };
        draft.typed("subject", "Late".into());
        draft.typed("body", "Where is it?".into());
        draft.typed("consent", "0123abcd".into());
        draft
    }

    #[test]
    fn fields_are_checked_when_they_are_asked() {
        let (mut draft, asks) = (draft(), questions());
        assert_eq!(draft.check(&asks), []);
        draft.typed("fields.about", "refund".into());
        assert_eq!(draft.check(&asks), [("fields.order".to_owned(), What::Missing)]);
        draft.typed("fields.order", "4711".into());
        draft.typed("consent", String::new());
        assert_eq!(draft.check(&asks), [("consent".to_owned(), What::NotTicked)]);
        // A manifest that did not come must not stop anybody.
        assert_eq!(draft.check(&Questions::default()), []);
    }

    #[test]
    fn what_is_hidden_is_not_sent_and_comes_back() {
        let (mut draft, asks) = (draft(), questions());
        draft.typed("fields.about", "refund".into());
        draft.typed("fields.order", "4711".into());
        let sent = |draft: &Draft| {
            let new = draft.ticket(String::new(), "en", Context::default(), &asks);
            new.fields.into_keys().collect::<Vec<_>>()
        };
        assert_eq!(sent(&draft), ["about", "order"]);
        draft.typed("topic", String::new());
        assert_eq!(sent(&draft), [""; 0]);
        draft.typed("topic", "billing".into());
        assert_eq!(draft.field("fields.order"), "4711");
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut draft = draft();
        draft.typed("fields.about", "refund".into());
        draft.website = "x".into();
        let kept = draft.write();
        assert!(draft.started() && !kept.contains("website"), "{kept}");
        let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
        let mut later = Draft { name: "Aiko".into(), ..Draft::default() };
        later.suggest(Some("refund late".into()));
        assert!(!later.started());
        later.prefill(Draft { body: "From the page".into(), ..Draft::default() });
        assert!(!later.started(), "only the page wrote");
        later.resume(Draft::read_whole(&kept));
        assert_eq!((later.name.as_str(), later.subject.as_str()), ("Aiko", "Late"));
        assert_eq!((later.answer("about"), later.website.as_str()), ("refund", ""));
    }

    #[test]
    fn a_subject_of_the_search_is_no_beginning() {
        let mut draft = Draft::default();
        draft.suggest(Some("refund".into()));
        assert!(!draft.write().contains("refund"));
        let kept = serde_json::from_str::<serde_json::Value>(&draft.write()).unwrap();
        let mut later = Draft::default();
        later.suggest(Some("card".into()));
        later.resume(Draft::read_whole(&kept));
        assert_eq!(later.subject, "card");
        later.suggest(Some("card declined".into()));
        assert_eq!(later.subject, "card declined");
    }
}
