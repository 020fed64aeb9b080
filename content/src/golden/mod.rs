//! Golden questions: what visitors type, and the article that has to answer it.
//!
//! `questions.toml` is read here; [`check`] asks, [`last`] compares with the build before,
//! [`print`] says it.

pub mod check;
pub mod last;
pub mod print;

use std::collections::BTreeMap;

use crate::article::Article;
use crate::faults::Log;
use crate::site::Site;
use crate::toml_doc::{Doc, Table};

/// File in the site's folder.
pub const FILE: &str = "questions.toml";

/// Worst rank that a question may allow: the results that people look at without scrolling.
pub const RANK_MAX: u32 = 3;

/// A question and what has to be found for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// As typed.
    pub ask: String,
    /// Section and slug of the article that answers it.
    pub article: String,
    /// Anchor of the heading that the article has to be opened at; `None` for anywhere in it.
    pub section: Option<String>,
    /// Worst rank that is good enough, from 1.
    pub rank: usize,
    /// Known not to be answered yet: asked and listed, and no reason to fail.
    pub open: bool,
    /// Locale in which it is asked.
    pub locale: String,
    /// Line of the question in the file.
    pub line: usize,
    /// Lines of its `article` and its `section`.
    named_at: (usize, usize),
}

/// Reads the text of a `questions.toml`. With faults in the log, what comes back is what could be
/// read.
pub fn read(text: &str, site: &Site, log: &mut Log) -> Vec<Question> {
    let doc = Doc::new(text);
    let entries = doc.parse(text);
    let top = Table::top(&doc, &entries);
    let mut questions: Vec<Question> = Vec::new();
    // A tree and not a search through the list: some thousand questions are a fair number.
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for table in top.tables("questions") {
        let Some(question) = question(table, site) else {
            continue;
        };
        let key = (question.locale.clone(), question.ask.to_lowercase());
        match seen.get(&key) {
            Some(first) => top.fault(
                question.line,
                format!("`{}` is asked twice, first on line {first}: remove one", question.ask),
            ),
            None => {
                seen.insert(key, question.line);
                questions.push(question);
            }
        }
    }
    top.end();
    for (line, text) in doc.into_faults() {
        log.fault(FILE, line, text);
    }
    questions
}

fn question(table: Table<'_>, site: &Site) -> Option<Question> {
    let ask = table.text("ask");
    if ask.is_none() {
        table.missing("ask", "ask = \"where is my parcel\"");
    }
    let article = table.text("article");
    if article.is_none() {
        table.missing("article", "article = \"orders/track-a-parcel\"");
    }
    let section = table.text("section");
    let rank = table.count("rank", RANK_MAX).unwrap_or(1);
    let open = table.flag("open").unwrap_or(false);
    let locale = table.locale("locale", &site.locales).unwrap_or(site.default_locale.clone());
    table.end();
    let (ask, article) = (ask?, article?);
    let section_line = section.as_ref().map_or(0, |section| section.line);
    Some(Question {
        line: ask.line,
        ask: ask.value,
        named_at: (article.line, section_line),
        article: article.value,
        section: section.map(|section| section.value),
        rank: rank as usize,
        open,
        locale,
    })
}

/// Checks that every article and section that a question names is there.
pub fn known(questions: &[Question], articles: &[Article], log: &mut Log) {
    let there: BTreeMap<(&str, String), &Article> =
        articles.iter().map(|a| ((a.locale.as_str(), a.path()), a)).collect();
    for question in questions {
        let key = (question.locale.as_str(), question.article.clone());
        let Some(article) = there.get(&key) else {
            log.fault(
                FILE,
                question.named_at.0,
                format!(
                    "there is no article `{}` in `{}`: write its section and its file name without .md",
                    question.article, question.locale
                ),
            );
            continue;
        };
        let Some(section) = &question.section else {
            continue;
        };
        let anchors: Vec<&str> =
            article.outline.passages.iter().skip(1).map(|p| p.anchor.as_str()).collect();
        if !anchors.contains(&section.as_str()) {
            let known = if anchors.is_empty() { "none".into() } else { anchors.join(", ") };
            log.fault(
                FILE,
                question.named_at.1,
                format!(
                    "no heading of `{}` has the anchor `{section}` (there are: {known})",
                    question.article
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests;
