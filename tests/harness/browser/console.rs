//! What pages said in the console. Chromium's driver tells it; Firefox prints it; in WebKit a script in
//! the page collects it, from the moment that the page has loaded.

use serde_json::Value;

use super::commands::Post;
use super::{Browser, Kind};

/// Collects errors, unhandled rejections and warnings, once a page.
const COLLECT: &str = r#"
  if (window.__told) return;
  const told = window.__told = [];
  const add = (level, words) => told.push(level + ': ' + [...words].map(String).join(' '));
  addEventListener('error', e => e.message && !e.defaultPrevented && add('SEVERE', [e.message]));
  addEventListener('unhandledrejection', e => add('SEVERE', ['unhandled', e.reason]));
  for (const [name, level] of [['error', 'SEVERE'], ['warn', 'WARNING'], ['info', 'INFO']]) {
    const old = console[name];
    console[name] = function (...words) { add(level, words); old.apply(this, words) };
  }
"#;

impl Browser {
    /// Everything the page wrote to its console since last asked, in Chromium network errors included.
    pub fn console(&self) -> Vec<String> {
        match self.kind {
            Kind::Chromium => {
                let text = |v: &Value| v.as_str().unwrap_or("").to_string();
                let entries = self.run(self.client.issue_cmd(Post::log("browser")));
                let entries = entries.as_array().cloned().unwrap_or_default();
                let line = |e: &Value| format!("{}: {}", text(&e["level"]), text(&e["message"]));
                entries.iter().map(line).collect()
            }
            Kind::Firefox => {
                let log = self.driver.log.lock().expect("a log");
                // Whole lines: the rest of one may be on its way.
                let end = log.rfind('\n').map_or(0, |at| at + 1);
                let start = self.read.replace(end).min(end);
                log[start..end].lines().filter_map(of_page).collect()
            }
            Kind::WebKit => {
                let told = self.js("return (window.__told ?? []).splice(0)", &[]);
                let told = told.as_array().cloned().unwrap_or_default();
                told.iter().filter_map(|line| Some(line.as_str()?.to_string())).collect()
            }
        }
    }

    /// How every story ends.
    #[track_caller]
    pub fn console_is_empty(&self) {
        let lines = self.console();
        assert!(lines.is_empty(), "the console is not empty:\n{}", lines.join("\n"));
    }

    /// The same, where requests were to fail: the browser's own lines about those are none of ours.
    #[track_caller]
    pub fn only_failed_requests(&self) {
        self.only(&[]);
    }

    /// The same; lines with any of these words are allowed, too.
    #[track_caller]
    pub fn only(&self, words: &[&str]) {
        let known = ["Failed to load resource", "blocked by CORS policy"];
        let mut lines = self.console();
        lines.retain(|line| !known.iter().chain(words).any(|words| line.contains(words)));
        assert!(lines.is_empty(), "the console is not empty:\n{}", lines.join("\n"));
    }

    /// Begins to collect what the page says, where nobody else does.
    pub(super) fn collect(&self) {
        if self.kind == Kind::WebKit {
            self.js(COLLECT, &[]);
        }
    }
}

/// A line of Firefox's output, if a page said it: the browser talks to itself as well.
fn of_page(line: &str) -> Option<String> {
    let levels = [
        ("console.error: ", "SEVERE"),
        ("console.warn: ", "WARNING"),
        ("console.info: ", "INFO"),
        ("console.log: ", "INFO"),
    ];
    let said = levels.iter().find_map(|(prefix, level)| {
        let words = line.strip_prefix(prefix)?;
        // The browser's own parts say who they are, and what a page says is in quotes.
        let part = words.split_once(':').map_or("\"", |(part, _)| part);
        let own = !part.is_empty() && part.chars().all(char::is_alphanumeric);
        (!own).then(|| format!("{level}: {}", plain(words)))
    });
    let thrown = line
        .strip_prefix("JavaScript error: ")
        .filter(|words| words.starts_with("http"))
        .map(|words| format!("SEVERE: {words}"));
    said.or(thrown)
}

/// What stands in quotes in Firefox's output has only ASCII: `\u2713` is ✓.
fn plain(words: &str) -> String {
    let mut parts = words.split("\\u");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(letter) => {
                plain.push(letter);
                plain.push_str(&part[4..]);
            }
            None => {
                plain.push_str("\\u");
                plain.push_str(part);
            }
        }
    }
    plain
}
