//! `[[pages]]`: what is preferred while the widget stands on certain pages of the owner's site.

use std::collections::BTreeSet;

use desk::wire::site::SitePage;

use crate::article::Article;
use crate::faults::Log;
use crate::toml_doc::{At, Table};

use super::Site;

/// Most rules: the widget tries each of them on each page.
const RULES_MAX: usize = 100;

/// Most articles and sections in one rule. What is preferred everywhere is preferred nowhere.
const PREFERRED_MAX: usize = 20;

/// A rule, before its articles are known.
#[derive(Clone, Debug, Default)]
pub struct PageRule {
    /// Path of the owner's pages, with `*` for any run of characters.
    pub path: String,
    /// Articles (`visitors/track-a-ticket`) and sections (`owners/`), and where they stand.
    pub prefer: Vec<At<String>>,
}

/// Reads the rules.
pub(super) fn read(top: &Table<'_>) -> Vec<PageRule> {
    let tables = top.tables("pages");
    if let Some(first) = tables.get(RULES_MAX) {
        first.fault(
            first.line(),
            format!(
                "{} [[pages]], the limit is {RULES_MAX}: join some of them with `*`",
                tables.len()
            ),
        );
    }
    let mut seen = BTreeSet::new();
    tables.into_iter().map(|table| rule(table, &mut seen)).collect()
}

fn rule(table: Table<'_>, seen: &mut BTreeSet<String>) -> PageRule {
    let mut rule = PageRule::default();
    match table.text("path") {
        None => table.missing("path", "path = \"/checkout*\""),
        Some(path) => {
            if !path.value.starts_with(['/', '*']) || path.value.contains(['?', '#']) {
                table.fault(
                    path.line,
                    format!(
                        "`{}` in [[pages]] is no path: begin with `/`, without host, `?` or `#`, such as `/checkout*`",
                        path.value
                    ),
                );
            } else if !seen.insert(path.value.clone()) {
                table.fault(
                    path.line,
                    format!("the path `{}` is in two [[pages]]: make one of them", path.value),
                );
            }
            rule.path = path.value;
        }
    }
    match table.texts("prefer") {
        None => table.missing("prefer", "prefer = [\"orders/pay\", \"returns/\"]"),
        Some(prefer) if prefer.is_empty() || prefer.len() > PREFERRED_MAX => table.fault(
            table.line(),
            format!("`prefer` in [[pages]] names {}: name 1 to {PREFERRED_MAX}", prefer.len()),
        ),
        Some(prefer) => rule.prefer = prefer,
    }
    table.end();
    rule
}

/// Checks that all that is preferred is there, in one language at least.
pub fn check(site: &Site, file: &str, articles: &[Article], log: &mut Log) {
    if site.pages.is_empty() {
        return;
    }
    let paths: BTreeSet<String> = articles.iter().map(Article::path).collect();
    for name in site.pages.iter().flat_map(|rule| &rule.prefer) {
        let fault = match name.value.strip_suffix('/') {
            Some(section) if site.section(section).is_some() => continue,
            Some(section) => {
                let known: Vec<_> = site.sections.iter().map(|s| format!("{}/", s.id)).collect();
                format!("unknown section `{section}/` (known: {})", known.join(", "))
            }
            None if paths.contains(&name.value) => continue,
            None => format!(
                "there is no article `{}`: write its section and its file name without .md, or a section with a slash at its end",
                name.value
            ),
        };
        log.fault(file, name.line, format!("`prefer` in [[pages]]: {fault}"));
    }
}

/// As the programs that run want it.
pub fn wire(site: &Site) -> Vec<SitePage> {
    let rules = site.pages.iter().map(|rule| SitePage {
        path: rule.path.clone(),
        prefer: rule.prefer.iter().map(|name| name.value.clone()).collect(),
    });
    rules.collect()
}
