//! Golden questions as their owners meet them: what `check` and `build` print, keep and refuse.

use std::process::{Command, Output};

use super::faults::check as faults;
use super::site::{Site, build};

/// Two articles that both speak of parcels.
fn site(questions: &str) -> Site {
    Site::new()
        .with("articles/en/guides/track.md", "---\ntitle: Track a parcel\n---\nUse its number.\n")
        .with("articles/en/guides/late.md", "---\ntitle: Late\n---\nA parcel may be late.\n")
        .with("questions.toml", questions)
}

fn question(ask: &str, article: &str) -> String {
    format!("[[questions]]\nask = \"{ask}\"\narticle = \"guides/{article}\"\n")
}

fn run(site: &Site, verb: &str) -> Output {
    let last = site.path("last.tsv");
    let last = ["--last", last.to_str().unwrap()];
    if verb == "build" {
        return build(&site.path("site"), &site.path("out"), &site.path("pages.css"), &last);
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_content"));
    command.arg(verb).arg(site.path("site")).args(last).output().unwrap()
}

/// What is printed below the line about the site, on both channels.
#[track_caller]
fn check(site: &Site, verb: &str, code: i32, expected: &[&str]) {
    let done = run(site, verb);
    let printed = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    // Scores are the search engine's affair.
    let lines: Vec<_> = printed.lines().skip(1).filter(|l| !l.starts_with("      ")).collect();
    assert_eq!(lines, expected);
    assert_eq!(done.status.code(), Some(code));
}

#[test]
fn found_questions_pass() {
    let site = site(&question("track parcel", "track"));
    let line = "questions: 1 asked, 1 first, 1 in the first three, 0 below their rank";
    check(&site, "check", 0, &[line]);
    check(&site, "build", 0, &[line]);
}

#[test]
fn a_question_below_its_rank_fails_the_check_and_not_the_build() {
    let site = site(&(question("track parcel", "late") + &question("start", "start")));
    let line = "questions: 2 asked, 1 first, 2 in the first three, 1 below their rank";
    check(&site, "build", 0, &[line, "warning: `content check` names the 1 below their rank"]);
    check(
        &site,
        "check",
        1,
        &[
            line,
            "questions.toml:2: `track parcel`: guides/late should come first, and comes at 2",
            "   1. Track a parcel (guides/track)",
            "   2. Late (guides/late)",
            "1 question below their rank",
        ],
    );
    // The same, where the second place is good enough.
    let site = site.with("questions.toml", question("track parcel", "late") + "rank = 2\n");
    check(
        &site,
        "check",
        0,
        &[
            "questions: 1 asked, 0 first, 1 in the first three, 0 below their rank",
            "gained 1:",
            "  `track parcel`: rank 2",
        ],
    );
}

#[test]
fn an_open_question_fails_nothing_and_is_listed_until_it_is_closed() {
    let open = question("track parcel", "late") + "open = true\n";
    let line = "questions: 1 asked, 0 first, 1 in the first three, 0 below their rank, 1 open";
    let site = site(&open);
    check(&site, "build", 0, &[line]);
    let listed = "  questions.toml:2: `track parcel`: guides/late: comes at 2";
    check(&site, "check", 0, &[line, "open 1:", listed]);
    let site = site.with("questions.toml", open + "rank = 2\n");
    check(
        &site,
        "check",
        0,
        &[
            "questions: 1 asked, 0 first, 1 in the first three, 0 below their rank",
            "gained 1:",
            "  `track parcel`: rank 2",
            "answered now, remove `open = true` of these 1:",
            listed,
        ],
    );
}

#[test]
fn changes_are_told_until_the_next_build() {
    let site = site(&question("track parcel", "track"));
    run(&site, "build");
    let title = "---\ntitle: Track a parcel\n---\nNo.\n";
    let site = site
        .with("articles/en/guides/late.md", title)
        .with("articles/en/guides/track.md", "---\ntitle: Numbers\n---\nA parcel has one.\n");
    let lines = [
        "questions: 1 asked, 0 first, 1 in the first three, 1 below their rank",
        "lost 1:",
        "  `track parcel`: rank 1 → 2",
        "questions.toml:2: `track parcel`: guides/track should come first, and comes at 2",
        "   1. Track a parcel (guides/late)",
        "   2. Numbers (guides/track)",
        "1 question below their rank",
    ];
    check(&site, "check", 1, &lines);
    check(&site, "check", 1, &lines);
    run(&site, "build");
    check(&site, "check", 1, &[&lines[..1], &lines[3..]].concat());
}

#[test]
fn a_site_without_questions_says_nothing_of_them() {
    let site = Site::new();
    check(&site, "check", 0, &[]);
    assert!(!site.path("last.tsv").exists());
}

#[test]
fn faults_stop_the_build() {
    let synonyms = "[[two_way]]\nwords = [\"parcel\"]\n";
    faults(
        &site(&question("track", "trick")).with("synonyms.toml", synonyms),
        &[
            "questions.toml:3: there is no article `guides/trick` in `en`: write its section and its file name without .md",
            "synonyms.toml:1: `words` in [[two_way]] needs at least 2: write words = [\"refund\", \"money back\"], or remove the group",
        ],
    );
    faults(
        &site("").with("questions.toml", b"ask = \"\xff\""),
        &["questions.toml:1: not valid UTF-8: save the file as UTF-8"],
    );
}
