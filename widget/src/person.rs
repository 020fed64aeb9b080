//! Who is logged in to the page, as the page says by `Frontdesk("identify", …)`. It greets and fills in
//! the form; it opens nothing, because anything on a page can be changed by whoever uses it.

use crate::draft::Draft;
use crate::json::Json;

/// Somebody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The page's own id for them; may be empty.
    id: String,
    /// May be empty.
    pub name: String,
    /// May be empty.
    email: String,
}

impl Person {
    /// Reads what the page passed. What is not a text is left out.
    pub fn read<J: Json>(json: &J) -> Self {
        let id = json.get("id").and_then(|id| id.text().or_else(|| Some(id.int()?.to_string())));
        Self {
            id: id.unwrap_or_default(),
            name: json.text_at("name"),
            email: json.text_at("email"),
        }
    }

    /// What tells one person from another: the id, without one the address. Empty for nobody.
    pub fn key(&self) -> &str {
        if self.id.is_empty() { &self.email } else { &self.id }
    }

    /// What they need not type.
    pub fn words(&self) -> Draft {
        let mut draft = Draft::default();
        draft.name.clone_from(&self.name);
        draft.email.clone_from(&self.email);
        draft
    }
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
        assert_eq!((aiko.key(), aiko.name.as_str()), ("7", "Aiko"));
        assert_eq!(aiko.words().email, "a@b.example");
        assert_eq!(person(serde_json::json!({"email": "a@b.example"})).key(), "a@b.example");
        assert_eq!(person(serde_json::json!("nonsense")), Person::default());
    }
}
