//! Words by locale: `title = "Guides"`, or `title = { en = "Guides", ja = "ガイド" }`.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::Table;

impl Table<'_> {
    /// Words by locale: one text for all, or a table with every one of `locales`.
    pub fn words(&self, key: &'static str, locales: &[String]) -> Option<BTreeMap<String, String>> {
        let found = self.find(key)?;
        let example = "a text, or a table such as { en = \"…\", de = \"…\" }";
        match found.value {
            DeValue::String(text) if !text.trim().is_empty() => {
                Some(locales.iter().map(|l| (l.clone(), text.trim().to_string())).collect())
            }
            DeValue::Table(entries) => {
                let mut words = BTreeMap::new();
                for (locale, value) in entries.iter() {
                    let line = self.doc.lines.at(locale.span().start);
                    let locale = locale.get_ref();
                    match value.get_ref() {
                        _ if !locales.iter().any(|known| known == locale) => self.fault(
                            line,
                            format!("`{key}` names the locale `{locale}`, which is not in `locales`: add it there or remove it here"),
                        ),
                        DeValue::String(text) if !text.trim().is_empty() => {
                            words.insert(locale.to_string(), text.trim().to_string());
                        }
                        _ => self.wrong(line, key, example),
                    }
                }
                for locale in
                    locales.iter().filter(|l| !entries.iter().any(|(k, _)| *k.get_ref() == **l))
                {
                    self.fault(
                        found.line,
                        format!("`{key}`{} has no words for the locale `{locale}`: add `{locale} = \"…\"`", self.place()),
                    );
                }
                Some(words)
            }
            _ => {
                self.wrong(found.line, key, example);
                None
            }
        }
    }
}
