//! Who is logged in to the page, as the page says by `Frontdesk("identify", …)`. It greets and fills in
//! the form; it opens nothing, because anything on a page can be changed by whoever uses it.

use crate::draft::Draft;
use crate::json::Json;

/// Somebody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// What tells one person from another: see [`key`].
    pub key: String,
    /// May be empty.
    pub name: String,
    /// May be empty.
    email: String,
}

impl Person {
    /// Reads what the page passed. What is not a text is left out.
    pub fn read<J: Json>(json: &J) -> Self {
        Self { key: key(json), name: json.text_at("name"), email: json.text_at("email") }
    }

    /// Whose part of the device's storage is theirs, as what the names in it end in: empty for nobody, else a
    /// colon and a hash (FNV-1a, 64 bits). The only place that says who counts as proven: today whoever
    /// the page names. It keeps people of one browser apart, and is no secret.
    pub fn part(&self) -> String {
        if self.key.is_empty() {
            return String::new();
        }
        let hash = self.key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let digit =
            |at: u32| char::from(b"0123456789abcdef"[(hash >> (60 - 4 * at)) as usize & 15]);
        let mut part = ":".to_owned();
        part.extend((0..16).map(digit));
        part
    }

    /// What they need not type.
    pub fn words(&self) -> Draft {
        let mut draft = Draft::default();
        draft.name.clone_from(&self.name);
        draft.email.clone_from(&self.email);
        draft
    }
}

/// What tells one person from another in what the page passed: the page's own id for them, without one
/// the address. Empty for nobody.
pub fn key<J: Json>(json: &J) -> String {
    let id = json.get("id").and_then(|id| id.text().or_else(|| Some(id.int()?.to_string())));
    id.filter(|id| !id.is_empty()).unwrap_or_else(|| json.text_at("email"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(json: serde_json::Value) -> Person {
        Person::read(&json)
    }

    #[test]
    fn an_id_tells_people_apart_and_without_one_the_address() {
        let aiko = person(serde_json::json!({"id": 7, "name": "Aiko", "email": "a@b.example"}));
        assert_eq!((aiko.key.as_str(), aiko.name.as_str()), ("7", "Aiko"));
        assert_eq!(aiko.words().email, "a@b.example");
        assert_eq!(person(serde_json::json!({"email": "a@b.example"})).key, "a@b.example");
        assert_eq!(person(serde_json::json!("nonsense")), Person::default());
    }

    #[test]
    fn each_has_a_part_of_the_storage_that_does_not_name_them() {
        assert_eq!(Person::default().part(), "");
        // The values of the published test suite of FNV-1a.
        assert_eq!(person(serde_json::json!({"id": "a"})).part(), ":af63dc4c8601ec8c");
        assert_eq!(person(serde_json::json!({"id": "foobar"})).part(), ":85944171f73967e8");
    }
}
