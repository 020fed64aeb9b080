//! Import profiles: how to read a help center that was written for another product.
//!
//! `[import]` in a `site.toml` says where the articles lie, what their front matter means, which
//! absolute links point back into the help center, and what may be missing. Folders become sections.

use crate::faults::Severity;
use crate::toml_doc::Table;

/// The `[import]` table.
#[derive(Debug)]
pub struct Import {
    /// Folder with the articles, inside the site's folder.
    pub root: String,
    /// Locale that all of them are written in.
    pub locale: String,
    /// Names of front-matter keys.
    pub keys: Keys,
    /// Patterns of links that point to an article by its id.
    pub links: Vec<Pattern>,
    /// What may pass.
    pub rules: Rules,
}

/// What the keys of the front matter are called.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Key of the title.
    pub title: String,
    /// Key of the id that links name; empty when there is none.
    pub id: String,
    /// Key that marks drafts; empty when there is none.
    pub draft: String,
    /// Whether keys that mean nothing here are ignored or are faults.
    pub ignore_unknown: bool,
}

impl Default for Keys {
    fn default() -> Self {
        Keys {
            title: "title".into(),
            id: String::new(),
            draft: String::new(),
            ignore_unknown: false,
        }
    }
}

/// How strict to be.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Raw HTML and level-1 headings are cleaned up instead of refused.
    pub raw_html: Severity,
    /// Images whose file is not there, or lies on another server.
    pub images: Severity,
    /// Links that lead nowhere.
    pub links: Severity,
}

impl Rules {
    /// For one's own articles: nothing passes.
    pub const STRICT: Rules =
        Rules { raw_html: Severity::Fault, images: Severity::Fault, links: Severity::Fault };
}

/// Reads the table.
pub fn read(table: Table<'_>, locales: &[String]) -> Import {
    let text = |key, usual: &str| table.text(key).map_or_else(|| usual.to_string(), |t| t.value);
    let severity = |key, refuse, pass| match table.choice(key, &[refuse, pass]) {
        Some(word) if word == pass => Severity::Warn,
        _ => Severity::Fault,
    };
    let locale = text("locale", locales.first().map_or("", String::as_str));
    if !locales.contains(&locale) {
        table.fault(table.line(), format!("`locale`{} is `{locale}`, which is not in `locales`: add it there or change it here", table.place()));
    }
    let mut links = Vec::new();
    for pattern in table.texts("links").unwrap_or_default() {
        match Pattern::parse(&pattern.value) {
            Some(parsed) => links.push(parsed),
            None => table.fault(pattern.line, format!("`{}` in `links` has no `{{id}}`: write where the article's id stands, such as `https://help.example/{{locale}}/articles/{{id}}-*`", pattern.value)),
        }
    }
    let import = Import {
        root: text("root", "articles"),
        locale,
        keys: Keys {
            title: text("title", "title"),
            id: text("id", ""),
            draft: text("draft", ""),
            ignore_unknown: table.choice("unknown_keys", &["fault", "ignore"]) == Some("ignore"),
        },
        links,
        rules: Rules {
            raw_html: severity("raw_html", "fault", "sanitise"),
            images: severity("missing_images", "fault", "warn"),
            links: severity("broken_links", "fault", "warn"),
        },
    };
    table.end();
    import
}

/// An address with placeholders: `{locale}` is one path segment, `{id}` letters and digits, `*`
/// anything. Query and fragment are not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Locale,
    Id,
    Rest,
}

impl Pattern {
    /// `None` when there is no `{id}` in it.
    pub fn parse(text: &str) -> Option<Pattern> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (part, length) = if rest.starts_with("{locale}") {
                (Part::Locale, "{locale}".len())
            } else if rest.starts_with("{id}") {
                (Part::Id, "{id}".len())
            } else if rest.starts_with('*') {
                (Part::Rest, 1)
            } else {
                let length = ["{locale}", "{id}", "*"].iter().filter_map(|p| rest.find(p)).min();
                let length = length.unwrap_or(rest.len());
                (Part::Literal(rest[..length].to_string()), length)
            };
            parts.push(part);
            rest = &rest[length..];
        }
        parts.contains(&Part::Id).then_some(Pattern(parts))
    }

    /// The id in this address, when the whole of it fits.
    pub fn id<'u>(&self, url: &'u str) -> Option<&'u str> {
        let mut rest = url;
        let mut id = None;
        for part in &self.0 {
            let taken = match part {
                Part::Literal(text) => rest.starts_with(text.as_str()).then_some(text.len())?,
                Part::Locale => rest.find('/').unwrap_or(rest.len()),
                Part::Id => {
                    let length =
                        rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
                    id = Some(&rest[..length]);
                    length
                }
                Part::Rest => rest.len(),
            };
            if taken == 0 && *part != Part::Rest {
                return None;
            }
            rest = &rest[taken..];
        }
        id.filter(|_| rest.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_find_the_id() {
        let pattern = Pattern::parse("https://x.example/hc/{locale}/articles/{id}-*").unwrap();
        let cases = [
            ("https://x.example/hc/en-us/articles/360-How-to", Some("360")),
            ("https://x.example/hc/en-us/articles/360", None),
            ("https://x.example/hc/en-us/sections/360-How-to", None),
            ("https://y.example/hc/en-us/articles/360-How-to", None),
            ("https://x.example/hc//articles/360-How-to", None),
        ];
        for (url, expected) in cases {
            assert_eq!(pattern.id(url), expected, "{url}");
        }
        let short = Pattern::parse("https://x.example/a/{id}").unwrap();
        assert_eq!(short.id("https://x.example/a/360"), Some("360"));
        assert_eq!(short.id("https://x.example/a/360/"), None);
        assert_eq!(Pattern::parse("https://x.example/*"), None);
    }
}
