//! What the glue tells the widget when it mounts it, parsed once.

use crate::json::Json;

/// The mounting configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's id.
    pub id: String,
    /// The site's name, as people read it.
    pub name: String,
    /// Where everything is fetched from: the origin of the glue.
    pub origin: String,
    /// Language of the articles.
    pub locale: String,
    /// The widget's own words, as [`crate::strings::Strings::read`] wants them.
    pub words: String,
}

impl Config {
    /// Reads what the glue sent; `None` when it is not one of this time.
    pub fn read<J: Json>(json: &J) -> Option<Self> {
        let text = |key| json.get(key)?.text();
        Some(Self {
            id: text("id")?,
            name: text("name")?,
            origin: text("origin")?,
            locale: text("locale")?,
            words: text("words").unwrap_or_default(),
        })
    }

    /// Address of the API for this site, with `rest` after it.
    pub fn api(&self, rest: &str) -> String {
        [&self.origin, "/v1/sites/", &self.id, "/", rest].concat()
    }

    /// A path of our origin as a full address; full addresses stay as they are.
    pub fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') && !path.starts_with("//") {
            [&self.origin, path].concat()
        } else {
            path.to_owned()
        }
    }

    /// The path, when `address` is on our origin.
    pub fn own_path<'a>(&self, address: &'a str) -> Option<&'a str> {
        address.strip_prefix(self.origin.as_str()).filter(|path| path.starts_with('/'))
    }

    /// Name of the entry in the browser's storage.
    pub fn storage_key(&self) -> String {
        ["frontdesk:", &self.id].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        let json = serde_json::json!({
            "id": "a", "name": "A", "origin": "https://h.example", "locale": "en", "more": 1
        });
        Config::read(&json).unwrap()
    }

    #[test]
    fn the_least_that_the_glue_sends_is_enough() {
        let config = config();
        assert_eq!(config.api("tickets"), "https://h.example/v1/sites/a/tickets");
        assert_eq!(config.storage_key(), "frontdesk:a");
        assert!(Config::read(&serde_json::json!({})).is_none());
    }

    #[test]
    fn addresses_are_ours_or_not() {
        let config = config();
        assert_eq!(config.absolute("/_a/x.html"), "https://h.example/_a/x.html");
        assert_eq!(config.absolute("//other.example/x"), "//other.example/x");
        assert_eq!(config.absolute("https://other.example/"), "https://other.example/");
        assert_eq!(config.own_path("https://h.example/help/"), Some("/help/"));
        assert_eq!(config.own_path("https://h.example.evil/help/"), None);
    }
}
