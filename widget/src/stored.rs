//! What this device stores: `outbox` as JSON and back, as one document or as a record each.
//!
//! Version 2. Version 1 was the document alone, without a number; what it has not is read as it was
//! meant then. What a newer program adds is left aside.

use desk::ticket::TicketState;
use desk::wire::FieldFault;

use crate::json::{Json, Out};
use crate::outbox::{Device, OwnTicket};
use crate::parcel::{Kind, Of, Parcel};

const VERSION: i64 = 2;

/// A part of the whole under a name of its own: a parcel by its key, a ticket by its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its name, unique on this device.
    pub id: String,
    /// Whose it is: `Person::part`.
    pub part: String,
    /// JSON.
    pub text: String,
}

impl Device {
    /// Reads the document. What cannot be read is left out: one odd entry must not cost the rest.
    pub fn read<J: Json>(json: &J) -> Self {
        Self {
            outbox: json.list_at("outbox", Parcel::read),
            tickets: json.list_at("tickets", OwnTicket::read),
            fleeting: false,
        }
    }

    /// Writes the document, `whole` or without the bodies of parcels.
    pub fn write(&self, whole: bool) -> String {
        let outbox = self.outbox.iter().map(|parcel| parcel.write(whole)).collect();
        let tickets = self.tickets.iter().map(OwnTicket::write).collect();
        Out::Object(vec![
            ("version", Some(Out::Int(VERSION))),
            ("outbox", Some(Out::List(outbox))),
            ("tickets", Some(Out::List(tickets))),
        ])
        .json()
    }

    /// Reads records, parsed, in any order.
    pub fn gather<J: Json>(records: &[J]) -> Self {
        let mut device = Self::default();
        for record in records {
            device.outbox.extend(Parcel::read(record));
            device.tickets.extend(OwnTicket::read(record));
        }
        device.tidy();
        device
    }

    /// Writes a record for each, all of this person's.
    pub fn records(&self, part: &str) -> Vec<Record> {
        let parcels = self.outbox.iter().map(|parcel| Record {
            id: ["parcel ", &parcel.key].concat(),
            part: part.to_owned(),
            text: parcel.json(),
        });
        let tickets = self.tickets.iter().map(|ticket| Record {
            id: ["ticket ", &ticket.number.to_string()].concat(),
            part: part.to_owned(),
            text: ticket.write().json(),
        });
        parcels.chain(tickets).collect()
    }
}

impl Parcel {
    /// All of it as JSON.
    pub fn json(&self) -> String {
        self.write(true).json()
    }

    /// Reads it.
    pub fn read<J: Json>(json: &J) -> Option<Self> {
        let fault =
            |f: &J| Some(FieldFault { field: f.text_at("field"), fault: f.text_at("fault") });
        let text = |key| json.get(key).and_then(|text| text.text());
        let flag = |key| json.get(key).and_then(|flag| flag.flag());
        let since_ms = json.int_at("since_ms")?;
        let of = json.int_at("to").map(Of::Number).or(text("after").map(Of::Parcel));
        let kind = match text("path") {
            Some(path) => Kind::Errand(path),
            None if flag("file") == Some(true) => Kind::File,
            None if of.is_some() => Kind::Message,
            None => Kind::Ticket,
        };
        Some(Self {
            key: text("key")?,
            turn: json.int_at("turn").unwrap_or(0),
            kind,
            of,
            body: json.text_at("body"),
            earlier: json.list_at("earlier", J::text),
            recall: json.int_at("recall").map_or(0, |recall| recall as usize),
            words: json.text_at("words"),
            since_ms,
            // Version 1 did not tell.
            asked: flag("asked").unwrap_or(true),
            fails: json.int_at("tries").map_or(0, |fails| fails as u32),
            next_ms: json.int_at("next_ms").unwrap_or(0),
            held: flag("held").unwrap_or(false),
            refused: json.get("refused").map(|_| json.list_at("refused", fault)),
        })
    }

    fn write<'a>(&'a self, whole: bool) -> Out<'a> {
        let fault = |FieldFault { field, fault }: &'a FieldFault| {
            Out::Object(vec![("field", Some(Out::Text(field))), ("fault", Some(Out::Text(fault)))])
        };
        let refused =
            self.refused.as_ref().map(|fields| Out::List(fields.iter().map(fault).collect()));
        let (to, after) = match &self.of {
            None => (None, None),
            Some(Of::Number(number)) => (Some(Out::Int(*number)), None),
            Some(Of::Parcel(key)) => (None, Some(Out::Text(key))),
        };
        let path = match &self.kind {
            Kind::Errand(path) => Some(Out::Text(path)),
            _ => None,
        };
        let earlier = Out::List(self.earlier.iter().map(|body| Out::Text(body)).collect());
        Out::Object(vec![
            ("key", Some(Out::Text(&self.key))),
            ("turn", Some(Out::Int(self.turn))),
            ("path", path),
            ("file", (self.kind == Kind::File).then_some(Out::Flag(true))),
            ("to", to),
            ("after", after),
            ("body", whole.then_some(Out::Text(&self.body))),
            ("earlier", whole.then_some(earlier)),
            ("recall", Some(Out::Int(self.recall as i64))),
            ("words", Some(Out::Text(&self.words))),
            ("since_ms", Some(Out::Int(self.since_ms))),
            ("asked", Some(Out::Flag(self.asked))),
            ("tries", Some(Out::Int(self.fails.into()))),
            ("next_ms", Some(Out::Int(self.next_ms))),
            ("held", Some(Out::Flag(self.held))),
            ("refused", refused),
        ])
    }
}

impl OwnTicket {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            number: json.int_at("number")?,
            token: json.get("token")?.text()?,
            key: json.text_at("key"),
            subject: json.text_at("subject"),
            state: TicketState::parse(&json.text_at("state"))?,
            seen: json.int_at("seen").unwrap_or(0),
            unread: json.get("unread").and_then(|unread| unread.flag()).unwrap_or(false),
        })
    }

    fn write(&self) -> Out<'_> {
        Out::Object(vec![
            ("number", Some(Out::Int(self.number))),
            ("token", Some(Out::Text(&self.token))),
            ("key", Some(Out::Text(&self.key))),
            ("subject", Some(Out::Text(&self.subject))),
            ("state", Some(Out::Text(self.state.name()))),
            ("seen", Some(Out::Int(self.seen))),
            ("unread", Some(Out::Flag(self.unread))),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn parcel() -> Parcel {
        let key = "0".repeat(32);
        let of = Some(Of::Number(1001));
        let new = Parcel::new(key, Kind::Message, of, r#"{"key":"0"}"#.into(), "Late".into());
        Parcel { turn: 4, since_ms: 1_795_000_000_000, asked: true, fails: 3, next_ms: 9, ..new }
    }

    fn device() -> Device {
        let fault = FieldFault { field: "email".into(), fault: "No".into() };
        let ticket = Parcel {
            key: "1".repeat(32),
            turn: 5,
            kind: Kind::Ticket,
            of: None,
            earlier: vec!["{}".into()],
            recall: 1,
            held: true,
            refused: Some(vec![fault]),
            ..parcel()
        };
        let errand = Parcel {
            key: "2".repeat(32),
            turn: 6,
            kind: Kind::Errand("tickets/{n}/rating".into()),
            of: Some(Of::Parcel("1".repeat(32))),
            ..parcel()
        };
        let file = Parcel {
            key: "4".repeat(32),
            turn: 7,
            kind: Kind::File,
            body: "key=4&name=a.png".into(),
            ..errand.clone()
        };
        let own = OwnTicket {
            number: 1001,
            token: "t".into(),
            key: "3".repeat(32),
            subject: "\"Late\"".into(),
            state: TicketState::Pending,
            seen: 7,
            unread: true,
        };
        Device { outbox: vec![parcel(), ticket, errand, file], tickets: vec![own], fleeting: false }
    }

    fn parse(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_document_of_another_time_is_read() {
        let old = json!({
            "tickets": [{"number": 1, "token": "t", "subject": "s", "state": "solved"}, {"odd": 1}],
            "outbox": [{"key": "a", "to": 1, "body": "{}", "words": "w", "since_ms": 5, "tries": 0}],
            "later": true
        });
        let old = Device::read(&old);
        assert_eq!((old.tickets.len(), old.tickets[0].seen), (1, 0));
        assert!(old.outbox[0].is_message_on(1) && old.outbox[0].asked);
        assert_eq!(Device::read(&json!("nonsense")), Device::default());
    }

    #[test]
    fn what_is_stored_is_read_again() {
        assert_eq!(Device::read(&parse(&device().write(true))), device());
    }

    #[test]
    fn the_copy_for_the_first_part_has_no_bodies() {
        let text = device().write(false);
        assert!(!text.contains("body") && !text.contains("earlier"), "{text}");
        let read = Device::read(&parse(&text));
        assert_eq!(read.tickets, device().tickets);
        assert_eq!((read.outbox.len(), read.outbox[0].body.as_str()), (4, ""));
    }

    #[test]
    fn records_are_gathered_in_any_order() {
        let records = device().records(":a");
        let mut parsed: Vec<Value> = records.iter().map(|record| parse(&record.text)).collect();
        parsed.reverse();
        parsed.push(json!("nonsense"));
        assert_eq!(Device::gather(&parsed), device());
        let mut ids: Vec<_> = records.iter().map(|record| &record.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), 5);
    }
}
