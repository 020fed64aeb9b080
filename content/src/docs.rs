//! Documents as JSON lines: what `content index` takes from any source that is not a help center's folder.
//!
//! One object a line: `id` and `title`, and where there are any `body`, `url`, `section`, `keywords` and `updated`. Other
//! fields are left alone. All faulty lines are told at once, by file and line.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::faults::Log;

/// One document.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Doc {
    /// Its name in answers; no two documents share one.
    pub id: String,
    /// Title as shown to visitors.
    pub title: String,
    /// Plain text.
    pub body: Option<String>,
    /// Address of its page.
    pub url: Option<String>,
    /// The section that it stands in.
    pub section: Option<String>,
    /// Other words for it.
    pub keywords: Option<Vec<String>>,
    /// The day of its last change, `2026-01-31`; a text that is no day says nothing.
    pub updated: Option<String>,
}

/// Reads a whole file. What is wrong goes to `log` under the name `file`; the faultless lines are returned.
pub fn parse(file: &str, bytes: &[u8], log: &mut Log) -> Vec<Doc> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut docs: Vec<Doc> = Vec::new();
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let doc: Doc = match serde_json::from_slice(line) {
            Ok(doc) => doc,
            Err(error) => {
                log.fault(file, number, told(&error));
                continue;
            }
        };
        if doc.id.is_empty() {
            log.fault(file, number, "`id` is empty");
        } else if let Some(first) = lines.get(&doc.id) {
            log.fault(file, number, format!("`{}` is the id of line {first}, too", doc.id));
        } else {
            lines.insert(doc.id.clone(), number);
            docs.push(doc);
        }
    }
    if docs.is_empty() && log.faults().is_empty() {
        log.fault(file, 1, "no documents");
    }
    docs
}

/// A JSON error in words of its own line: the parser was given that line alone and calls it line 1.
pub fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a file's text comes to: the documents' ids, and the faults.
    fn check(text: impl AsRef<[u8]>, ids: &[&str], faults: &[&str]) {
        let mut log = Log::default();
        let docs = parse("d.jsonl", text.as_ref(), &mut log);
        assert_eq!(docs.iter().map(|doc| doc.id.as_str()).collect::<Vec<_>>(), ids);
        let found: Vec<String> = log.faults().iter().map(ToString::to_string).collect();
        assert_eq!(found, faults);
    }

    #[test]
    fn a_line_is_a_document() {
        check(
            "{\"id\":\"a\",\"title\":\"A\"}\r\n\n{\"id\":\"b\",\"title\":\"\"}",
            &["a", "b"],
            &[],
        );
        check(
            "\u{feff}{\"id\":\"a\",\"title\":\"A\",\"body\":null,\"lang\":\"en\"}\n",
            &["a"],
            &[],
        );
    }

    #[test]
    fn every_field_is_read() {
        let line = r#"{"id":"a","title":"A","body":"b","url":"/a","section":"S","keywords":["k","l"],"updated":"2026-01-31"}"#;
        let docs = parse("d", line.as_bytes(), &mut Log::default());
        let text = |text: &str| Some(text.to_owned());
        let keywords = Some(vec!["k".to_owned(), "l".to_owned()]);
        let [id, title] = ["a", "A"].map(str::to_owned);
        let [body, url, section, updated] = ["b", "/a", "S", "2026-01-31"].map(text);
        assert_eq!(docs, [Doc { id, title, body, url, section, keywords, updated }]);
    }

    #[test]
    fn all_faults_are_told_at_once_by_line() {
        let good = "{\"id\":\"a\",\"title\":\"A\"}\n";
        let bad = "{\"id\":\"b\"}\nno json\n{\"id\":\"a\",\"title\":\"\"}\n{\"id\":\"\",\"title\":\"x\"}\n{\"id\":7}\n";
        check(
            format!("{good}{bad}"),
            &["a"],
            &[
                "d.jsonl:2: missing field `title` at column 10",
                "d.jsonl:3: expected ident at column 2",
                "d.jsonl:4: `a` is the id of line 1, too",
                "d.jsonl:5: `id` is empty",
                "d.jsonl:6: invalid type: integer `7`, expected a string at column 7",
            ],
        );
    }

    #[test]
    fn what_is_no_text_or_nothing_is_a_fault() {
        check(
            b"{\"id\":\"\xff\",\"title\":\"A\"}",
            &[],
            &["d.jsonl:1: invalid unicode code point at column 8"],
        );
        check("\n \n", &[], &["d.jsonl:1: no documents"]);
    }
}
