//! `synonyms.toml`: words that mean the same to visitors, and words that lead to others.
//!
//! Two-way words are spelled out: each leads to all the others. What is handed on knows one kind
//! only, `from` leads to `to`.

use std::collections::BTreeSet;

use crate::faults::Log;
use crate::site::Site;
use crate::toml_doc::{At, Doc, Table};

/// File in the site's folder.
pub const FILE: &str = "synonyms.toml";

/// Most groups in the file. They are part of every index; a thesaurus is not what they are for.
const GROUPS_MAX: usize = 500;

/// Longest word or phrase, in characters.
const PHRASE_MAX: usize = 80;

/// Words that lead to others when somebody types them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonyms {
    /// Locale whose questions they are for.
    pub locale: String,
    /// What is typed: words or phrases, each by itself.
    pub from: Vec<String>,
    /// What is looked for as well: words or phrases.
    pub to: Vec<String>,
}

/// Reads the text of a `synonyms.toml`. With faults in the log, what comes back is what could be
/// read.
pub fn read(text: &str, site: &Site, log: &mut Log) -> Vec<Synonyms> {
    let doc = Doc::new(text);
    let entries = doc.parse(text);
    let top = Table::top(&doc, &entries);
    let (two_way, one_way) = (top.tables("two_way"), top.tables("one_way"));
    top.end();
    if let Some(first) = two_way.iter().chain(&one_way).nth(GROUPS_MAX) {
        first.fault(
            first.line(),
            format!(
                "{} groups, the limit is {GROUPS_MAX}: keep those that visitors really type",
                two_way.len() + one_way.len()
            ),
        );
    }
    let mut all = Vec::new();
    // (locale, phrase) of every two-way group: a phrase in two groups would mean both of them.
    let mut grouped = BTreeSet::new();
    for table in two_way {
        let words = phrases(&table, "words", 2);
        for locale in locales(&table, site) {
            for word in &words {
                if !grouped.insert((locale.clone(), word.value.to_lowercase())) {
                    table.fault(
                        word.line,
                        format!("`{}` is in two [[two_way]] groups: make one of them", word.value),
                    );
                }
            }
            all.extend(each_to_others(&locale, &words));
        }
        table.end();
    }
    let mut led = BTreeSet::new();
    for table in one_way {
        let from = table.text("from");
        if from.is_none() {
            table.missing("from", "from = \"gdpr\"");
        }
        let to = phrases(&table, "to", 1);
        for locale in locales(&table, site) {
            let Some(from) = &from else {
                continue;
            };
            if !led.insert((locale.clone(), from.value.to_lowercase())) {
                table.fault(
                    from.line,
                    format!(
                        "`{}` leads on in two [[one_way]] groups: make one of them",
                        from.value
                    ),
                );
            }
            if let Some(same) = to.iter().find(|to| same(&to.value, &from.value)) {
                table.fault(same.line, format!("`{}` leads to itself: remove it", same.value));
            }
            all.push(Synonyms {
                locale,
                from: vec![squeezed(&from.value)],
                to: to.iter().map(|word| squeezed(&word.value)).collect(),
            });
        }
        table.end();
    }
    for (line, text) in doc.into_faults() {
        log.fault(FILE, line, text);
    }
    all
}

/// `a, b, c`: a leads to b and c, b to a and c, c to a and b.
fn each_to_others<'w>(
    locale: &'w str,
    words: &'w [At<String>],
) -> impl Iterator<Item = Synonyms> + 'w {
    words.iter().enumerate().map(move |(at, word)| {
        let others = words.iter().enumerate().filter(move |(other, _)| *other != at);
        Synonyms {
            locale: locale.to_string(),
            from: vec![squeezed(&word.value)],
            to: others.map(|(_, word)| squeezed(&word.value)).collect(),
        }
    })
}

/// A list of at least `least` different words or phrases.
fn phrases(table: &Table<'_>, key: &'static str, least: usize) -> Vec<At<String>> {
    let example = if least == 1 { "[\"privacy\"]" } else { "[\"refund\", \"money back\"]" };
    let Some(listed) = table.texts(key) else {
        table.missing(key, &format!("{key} = {example}"));
        return Vec::new();
    };
    let mut kept: Vec<At<String>> = Vec::new();
    for word in listed {
        let length = word.value.trim().chars().count();
        if length == 0 || length > PHRASE_MAX || !word.value.chars().any(char::is_alphanumeric) {
            table.fault(
                word.line,
                format!(
                    "`{}` in `{key}`{} is no word: write 1 to {PHRASE_MAX} characters with a letter or digit",
                    word.value,
                    table.place()
                ),
            );
        } else if kept.iter().any(|other| same(&other.value, &word.value)) {
            table.fault(
                word.line,
                format!("`{}` is there twice in `{key}`: remove one", word.value),
            );
        } else {
            kept.push(word);
        }
    }
    if kept.len() < least {
        table.fault(
            table.line(),
            format!(
                "`{key}`{} needs at least {least}: write {key} = {example}, or remove the group",
                table.place()
            ),
        );
    }
    kept
}

/// The locale or the locales that a group is for.
fn locales(table: &Table<'_>, site: &Site) -> Vec<String> {
    let one = table.locale("locale", &site.locales);
    let Some(several) = table.texts("locales") else {
        return vec![one.unwrap_or(site.default_locale.clone())];
    };
    for locale in several.iter().filter(|l| !site.locales.contains(&l.value)) {
        table.unknown_locale(locale.line, &locale.value, &site.locales);
    }
    several.into_iter().map(|l| l.value).filter(|l| site.locales.contains(l)).collect()
}

fn squeezed(phrase: &str) -> String {
    crate::text::squeeze(phrase)
}

fn same(one: &str, other: &str) -> bool {
    squeezed(one).to_lowercase() == squeezed(other).to_lowercase()
}

#[cfg(test)]
mod tests;
