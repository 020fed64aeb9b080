//! The document that this device stores: `outbox` as JSON and back.

use desk::ticket::TicketState;
use desk::wire::FieldFault;

use crate::json::{Json, Out};
use crate::outbox::{Device, OwnTicket, Parcel};

impl Device {
    /// Reads what was stored. What cannot be read is left out: one odd entry must not cost the rest.
    pub fn read<J: Json>(json: &J) -> Self {
        Self {
            outbox: json.list_at("outbox", Parcel::read),
            tickets: json.list_at("tickets", OwnTicket::read),
        }
    }

    /// Writes it, to be stored.
    pub fn write(&self) -> String {
        let outbox = self.outbox.iter().map(Parcel::write).collect();
        let tickets = self.tickets.iter().map(OwnTicket::write).collect();
        Out::Object(vec![
            ("outbox", Some(Out::List(outbox))),
            ("tickets", Some(Out::List(tickets))),
        ])
        .json()
    }
}

impl Parcel {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let fault =
            |f: &J| Some(FieldFault { field: f.text_at("field"), fault: f.text_at("fault") });
        Some(Self {
            key: json.get("key")?.text()?,
            to: json.int_at("to"),
            body: json.get("body")?.text()?,
            words: json.text_at("words"),
            since_ms: json.int_at("since_ms").unwrap_or(0),
            tries: json.int_at("tries").map_or(0, |tries| tries as u32),
            next_ms: json.int_at("next_ms").unwrap_or(0),
            refused: json.get("refused").map(|_| json.list_at("refused", fault)),
        })
    }

    fn write<'a>(&'a self) -> Out<'a> {
        let fault = |FieldFault { field, fault }: &'a FieldFault| {
            Out::Object(vec![("field", Some(Out::Text(field))), ("fault", Some(Out::Text(fault)))])
        };
        let refused =
            self.refused.as_ref().map(|fields| Out::List(fields.iter().map(fault).collect()));
        Out::Object(vec![
            ("key", Some(Out::Text(&self.key))),
            ("to", self.to.map(Out::Int)),
            ("body", Some(Out::Text(&self.body))),
            ("words", Some(Out::Text(&self.words))),
            ("since_ms", Some(Out::Int(self.since_ms))),
            ("tries", Some(Out::Int(self.tries.into()))),
            ("next_ms", Some(Out::Int(self.next_ms))),
            ("refused", refused),
        ])
    }
}

impl OwnTicket {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            number: json.int_at("number")?,
            token: json.get("token")?.text()?,
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

    #[test]
    fn a_document_of_another_time_is_read() {
        let old = serde_json::json!({
            "tickets": [{"number": 1, "token": "t", "subject": "s", "state": "solved"}, {"odd": 1}],
            "later": true
        });
        let old = Device::read(&old);
        assert_eq!((old.tickets.len(), old.tickets[0].seen), (1, 0));
        assert_eq!(Device::read(&serde_json::json!("nonsense")), Device::default());
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let parcel = Parcel {
            key: "0".repeat(32),
            to: Some(1001),
            body: r#"{"key":"0"}"#.into(),
            words: "Late".into(),
            since_ms: 1_795_000_000_000,
            tries: 3,
            next_ms: 1_795_000_000_001,
            refused: None,
        };
        let fault = FieldFault { field: "email".into(), fault: "No".into() };
        let refused = Parcel { to: None, refused: Some(vec![fault]), ..parcel.clone() };
        let ticket = OwnTicket {
            number: 1001,
            token: "t".into(),
            subject: "\"Late\"".into(),
            state: TicketState::Pending,
            seen: 7,
            unread: true,
        };
        let device = Device { outbox: vec![parcel, refused], tickets: vec![ticket] };
        let stored = serde_json::from_str::<serde_json::Value>(&device.write()).unwrap();
        assert_eq!(Device::read(&stored), device);
    }
}
