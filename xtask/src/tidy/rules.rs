//! Rules about the text of files: one row each, with an example that breaks it.

use std::iter;

/// A rule over files.
pub struct Rule {
    name: &'static str,
    why: &'static str,
    /// Which files it is about, by path.
    about: fn(&str) -> bool,
    /// The line numbers at fault.
    finds: fn(&str) -> Vec<usize>,
    /// A path and a text that break it, for its test.
    #[cfg_attr(not(test), expect(dead_code, reason = "only its test reads it"))]
    broken_by: (&'static str, &'static str),
}

impl Rule {
    /// Every place in this file that breaks the rule: `path:line: rule: why`.
    pub fn faults(&self, path: &str, text: &str) -> Vec<String> {
        if !(self.about)(path) {
            return Vec::new();
        }
        let lines = (self.finds)(text).into_iter();
        lines.map(|line| format!("{path}:{line}: {}: {}", self.name, self.why)).collect()
    }
}

/// All of them.
pub const RULES: &[Rule] = &[
    Rule {
        name: "module docs",
        why: "a Rust file begins with `//!`: what it is for, and what it is not",
        about: |path| path.ends_with(".rs"),
        finds: |text| {
            let documented =
                text.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| l.starts_with("//!"));
            if documented { Vec::new() } else { vec![1] }
        },
        broken_by: ("desk/src/x.rs", "fn undocumented() {}\n"),
    },
    Rule {
        name: "file length",
        why: "no more than 400 lines: split it by reason to change",
        about: is_code,
        finds: |text| {
            if text.lines().count() > 400 { vec![401] } else { Vec::new() }
        },
        broken_by: ("widget/style.css", LONG),
    },
    Rule {
        name: "the Worker's rim",
        why: "only worker.rs, object.rs, platform.rs and sql/object.rs of edge may name `worker::`",
        about: |path| {
            let rim = ["worker.rs", "object.rs", "platform.rs", "sql/object.rs"];
            path.ends_with(".rs")
                && !path.strip_prefix("edge/src/").is_some_and(|p| rim.contains(&p))
                && !is_tidy(path)
        },
        finds: |text| {
            code_with(text, &["worker::"])
                .filter(|(_, l)| !l.contains("crate::worker::"))
                .map(|(n, _)| n)
                .collect()
        },
        broken_by: ("edge/src/router.rs", "//! x\nuse worker::Request;\n"),
    },
    Rule {
        name: "SQL in one place",
        why: "statements stand under edge/src/store, edge/src/sql and edge/migrations",
        about: |path| {
            path.ends_with(".rs")
                && !is_tidy(path)
                && !is_test_file(path)
                && !path.starts_with("edge/src/store/")
                && !path.starts_with("edge/src/sql/")
        },
        finds: |text| {
            numbers(code_with(
                text,
                &["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "UPDATE "],
            ))
        },
        broken_by: ("edge/src/routes/x.rs", "//! x\nlet q = \"SELECT 1\";\n"),
    },
    Rule {
        name: "requests in one place",
        why: "the network is used in api.rs (widget, console) and in the loader",
        about: |path| in_browser_rust(path) && !path.ends_with("src/api.rs"),
        finds: |text| {
            numbers(code_with(
                text,
                &[
                    "fetch_with",
                    ".fetch(",
                    "XmlHttpRequest",
                    "WebSocket",
                    "EventSource",
                    "send_beacon",
                ],
            ))
        },
        broken_by: ("widget/src/view/x.rs", "//! x\nwindow.fetch_with_str(url);\n"),
    },
    Rule {
        name: "browser storage in one place",
        why: "the widget stores things in storage/, the loader in banner.ts (what was dismissed); diagnose.ts only looks whether they may",
        about: |path| {
            path.starts_with("widget/")
                && is_code(path)
                && !path.starts_with("widget/src/storage/")
                && path != "widget/loader/banner.ts"
                && path != "widget/glue/diagnose.ts"
        },
        finds: |text| {
            numbers(code_with(
                text,
                &[
                    "localStorage",
                    "sessionStorage",
                    "indexedDB",
                    "local_storage",
                    "session_storage",
                    "IdbFactory",
                ],
            ))
        },
        broken_by: ("widget/loader.ts", "localStorage.setItem('a', 'b')\n"),
    },
    Rule {
        name: "no cookies on host pages",
        why: "the widget never sets or reads one",
        about: |path| path.starts_with("widget/") && is_code(path),
        finds: |text| numbers(code_with(text, &["document.cookie", ".set_cookie(", ".cookie()"])),
        broken_by: ("widget/loader/dom.ts", "document.cookie = 'a=b'\n"),
    },
    Rule {
        name: "no clocks in desk, search and frame",
        why: "time comes in as a value, so that every rule can be tested at any moment",
        about: |path| {
            ["desk/src/", "search/src/", "frame/src/"].iter().any(|folder| path.starts_with(folder))
        },
        finds: |text| {
            numbers(code_with(
                text,
                &["SystemTime", "std::time::Instant", "Instant::now", "Date::now", "Utc::now"],
            ))
        },
        broken_by: ("desk/src/x.rs", "//! x\nlet t = SystemTime::now();\n"),
    },
    Rule {
        name: "no panics on a request path",
        why: "one panic resets the isolate and stalls its other requests",
        about: |path| path.starts_with("edge/src/") && path.ends_with(".rs") && !is_test_file(path),
        finds: |text| {
            numbers(code_with(
                text,
                &[".unwrap()", ".expect(", "panic!(", "unreachable!(", "unimplemented!("],
            ))
        },
        broken_by: ("edge/src/routes/x.rs", "//! x\nlet a = b.unwrap();\n"),
    },
    Rule {
        name: "no notes to oneself",
        why: "finish it, or write an issue",
        about: |path| !is_tidy(path) && is_text(path),
        finds: |text| any_line_with(text, &["TODO", "FIXME", "XXX:"]),
        broken_by: ("README.md", "TODO: write this\n"),
    },
    Rule {
        name: "no machine's own paths",
        why: "the repository must mean the same on every machine",
        about: |path| !is_tidy(path) && is_text(path),
        finds: |text| {
            // Put together here, so that this file has none of them either.
            let folders = ["home", "root", "work", "Users"].map(|name| format!("/{name}/"));
            any_line_with(text, &folders.each_ref().map(String::as_str))
        },
        broken_by: ("docs/x.md", concat!("see /", "home/me/notes\n")),
    },
    Rule {
        name: "no registry hosts",
        why: "which registry serves a package is the machine's choice",
        about: |path| {
            ["package-lock.json", "package.json", "Cargo.toml", ".npmrc", ".cargo/config.toml"]
                .iter()
                .any(|n| path.ends_with(n))
        },
        finds: |text| {
            any_line_with(
                text,
                &[
                    "registry.npmjs",
                    "npmmirror",
                    "\"resolved\"",
                    "index.crates.io",
                    "static.crates.io",
                ],
            )
        },
        broken_by: ("package-lock.json", "\"resolved\": \"https://registry.npmjs.org/x\"\n"),
    },
];

fn is_code(path: &str) -> bool {
    [".rs", ".ts", ".js", ".mjs", ".css", ".sql"].iter().any(|e| path.ends_with(e))
}

fn is_text(path: &str) -> bool {
    is_code(path)
        || [".md", ".toml", ".json", ".html", ".svg", ".txt", "run"]
            .iter()
            .any(|e| path.ends_with(e))
}

/// These files hold the words that they forbid.
fn is_tidy(path: &str) -> bool {
    path.starts_with("xtask/src/tidy/")
}

fn is_test_file(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

fn in_browser_rust(path: &str) -> bool {
    (path.starts_with("widget/src/") || path.starts_with("console/src/")) && path.ends_with(".rs")
}

/// The lines of the program itself that hold one of the words: comments are left out, and so is
/// everything from the inline tests on, which stand last in a file.
fn code_with<'a>(text: &'a str, words: &'a [&str]) -> impl Iterator<Item = (usize, &'a str)> {
    iter::zip(1.., text.lines())
        .take_while(|(_, line)| line.trim_end() != "#[cfg(test)]")
        .filter(|(_, line)| {
            !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*')
        })
        .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
}

fn any_line_with(text: &str, words: &[&str]) -> Vec<usize> {
    numbers(iter::zip(1.., text.lines()).filter(|(_, line)| words.iter().any(|w| line.contains(w))))
}

fn numbers<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<usize> {
    lines.map(|(number, _)| number).collect()
}

/// 401 empty lines.
const LONG: &str = match std::str::from_utf8(&[b'\n'; 401]) {
    Ok(text) => text,
    Err(_) => "",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_can_fail() {
        for rule in RULES {
            let (path, text) = rule.broken_by;
            assert!(!rule.faults(path, text).is_empty(), "{}: its example passes", rule.name);
        }
    }

    #[test]
    fn a_fault_names_the_line() {
        let rule = RULES.iter().find(|r| r.name == "no panics on a request path").unwrap();
        let faults =
            rule.faults("edge/src/a.rs", "//! x\n// .unwrap() in a comment\nlet a = b.unwrap();\n");
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("edge/src/a.rs:3: "), "{}", faults[0]);
    }

    #[test]
    fn comments_and_inline_tests_are_not_code() {
        let text =
            "//! worker::\n/// worker::\nfn a() {}\n#[cfg(test)]\nmod tests { use worker::X; }\n";
        assert_eq!(code_with(text, &["worker::"]).count(), 0);
        // A test-only item in the middle hides nothing: only the attribute alone on its line ends the search.
        let text = "#[cfg(test)] use a;\nuse worker::X;\n";
        assert_eq!(code_with(text, &["worker::"]).count(), 1);
    }

    #[test]
    fn what_is_allowed_passes() {
        let passes =
            |path: &str, text: &str| RULES.iter().all(|rule| rule.faults(path, text).is_empty());
        assert!(passes("edge/src/worker.rs", "//! x\nuse worker::Request;\n"));
        assert!(passes("edge/src/store/tickets.rs", "//! x\nconst Q: &str = \"SELECT 1\";\n"));
        assert!(passes("console/src/api.rs", "//! x\nwindow.fetch_with_str(u);\n"));
        assert!(passes("widget/loader/banner.ts", "localStorage.setItem(a, b)\n"));
    }
}
