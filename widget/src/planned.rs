//! Reads scheduled maintenance from the site's status. Apart from `wire`, which comes with the first part
//! of the program: only the status view shows it.

use desk::wire::status::Maintenance;

use crate::json::Json;

/// The maintenance that this status announces.
pub fn maintenances<J: Json>(status: &J) -> Vec<Maintenance> {
    status.list_at("maintenances", |one| {
        Some(Maintenance {
            id: one.int_at("id")?,
            seq: one.int_at("seq")?,
            title: one.text_at("title"),
            text: one.text_at("text"),
            components: one.list_at("components", J::text),
            starts_ms: one.int_at("starts_ms")?,
            ends_ms: one.int_at("ends_ms")?,
            posted_ms: one.int_at("posted_ms")?,
            updated_ms: one.int_at("updated_ms")?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{json, to_value};

    #[test]
    fn maintenance_is_read_as_the_edge_writes_it() {
        let one = Maintenance {
            id: 4,
            seq: 2,
            title: "A larger database".into(),
            text: "Orders wait.".into(),
            components: vec!["checkout".into()],
            starts_ms: 5,
            ends_ms: 6,
            posted_ms: 1,
            updated_ms: 2,
        };
        let status = json!({ "maintenances": [to_value(&one).unwrap(), { "odd": 1 }] });
        assert_eq!(maintenances(&status), [one]);
        assert_eq!(maintenances(&json!({})), []);
    }
}
