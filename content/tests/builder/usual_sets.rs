//! Quality on the development sets, when their folder lies beside the repository: floors that may only rise.
//!
//! `cargo test -p content usual_sets -- --nocapture` prints the figures. Asked through the program, because the index
//! needs the stems and stop words that only the builder has.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::site::Site;

/// Hit@1 and hit@3 that clean, mistyped and half-typed queries must reach: .01 below what was measured.
type Floors = [(f32, f32); 3];

/// Files of a set with the queries of each kind.
const KINDS: [(&str, &str); 3] = [
    ("clean", "queries.jsonl"),
    ("typo", "queries.typo.jsonl"),
    ("prefix", "queries.prefix.jsonl"),
];

/// Runs the program; its output.
fn content(words: &[&str], input: Stdio) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_content"));
    let done = command.args(words).stdin(input).output().expect("the program starts");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("answers are UTF-8")
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON lines")).collect()
}

/// Which documents answer each query.
fn right(folder: &Path) -> HashMap<String, HashSet<String>> {
    let mut right: HashMap<String, HashSet<String>> = HashMap::new();
    let rows = fs::read_to_string(folder.join("qrels.tsv")).expect("a set is complete");
    for line in rows.lines() {
        let mut fields = line.split('\t').map(str::to_owned);
        if let (Some(query), Some(doc)) = (fields.next(), fields.next()) {
            right.entry(query).or_default().insert(doc);
        }
    }
    right
}

/// Asks all queries of a file; per query its kind and the rank of the first right document.
fn ranks(folder: &Path, file: &str, ask: &[&str], scratch: &Site) -> Vec<(String, Option<usize>)> {
    let queries = lines(&fs::read_to_string(folder.join(file)).expect("a set is complete"));
    let asked: Vec<String> =
        queries.iter().map(|query| serde_json::json!({ "q": query["text"] }).to_string()).collect();
    let input = scratch.path("asked");
    fs::write(&input, asked.join("\n")).expect("scratch is writable");
    let input = File::open(&input).expect("it was written");
    let answers = lines(&content(ask, Stdio::from(input)));
    // The first line tells that it can answer.
    assert_eq!(answers.len(), queries.len() + 1);
    let right = right(folder);
    let rank = |(query, answer): (&Value, &Value)| {
        let right = &right[query["id"].as_str().expect("a query has an id")];
        let ids = answer["ids"].as_array().expect("every query is answered");
        let rank = ids.iter().position(|id| id.as_str().is_some_and(|id| right.contains(id)));
        (query["kind"].as_str().unwrap_or_default().to_owned(), rank)
    };
    queries.iter().zip(&answers[1..]).map(rank).collect()
}

/// Shares of ranks that are first and among the first three.
fn shares(ranks: &[Option<usize>]) -> (f32, f32) {
    let below = |n| ranks.iter().flatten().filter(|rank| **rank < n).count() as f32;
    (below(1) / ranks.len() as f32, below(3) / ranks.len() as f32)
}

/// Measures a set; `hand` is the floor for hit@3 of clean queries that were written by hand, where a set has such.
fn check(set: &str, locale: &str, floors: Floors, hand: f32) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/search-eval").join(set);
    if !folder.exists() {
        println!("{set}: not run: {} is not there", folder.display());
        return;
    }
    let scratch = Site::new();
    let docs = folder.join("docs.jsonl");
    let built = ["one", "two"].map(|name| {
        let index = scratch.path(name);
        let (docs, index) = (docs.to_str().unwrap(), index.to_str().unwrap());
        content(&["index", docs, index, locale], Stdio::null());
        fs::read(index).expect("it was written")
    });
    assert!(built[0] == built[1], "{set}: two builds differ");
    println!("{set}: {} bytes without texts", built[0].len());
    let index = scratch.path("one");
    let ask = ["query", index.to_str().unwrap(), locale];
    let mut below = Vec::new();
    for ((name, file), floor) in KINDS.into_iter().zip(floors) {
        let ranks = ranks(&folder, file, &ask, &scratch);
        let of = |kind: &str| -> Vec<Option<usize>> {
            ranks
                .iter()
                .filter(|(other, _)| kind.is_empty() || kind == other)
                .map(|r| r.1)
                .collect()
        };
        let (at1, at3) = shares(&of(""));
        println!("  {name}: hit@1 {at1:.3} hit@3 {at3:.3} of {}", ranks.len());
        if at1 < floor.0 || at3 < floor.1 {
            below.push(format!("{name}: {at1:.3} {at3:.3}, floor {floor:?}"));
        }
        if name == "clean" && hand > 0.0 {
            let by_hand = of("hand");
            let (at1, at3) = shares(&by_hand);
            println!("  clean, by hand: hit@1 {at1:.3} hit@3 {at3:.3} of {}", by_hand.len());
            if at3 < hand {
                below.push(format!("by hand: {at3:.3}, floor {hand}"));
            }
        }
    }
    assert!(below.is_empty(), "{set} fell below its floor\n{}", below.join("\n"));
}

#[test]
fn arduino() {
    check("arduino", "en", [(0.615, 0.811), (0.602, 0.809), (0.589, 0.792)], 0.765);
}

#[test]
fn hint3() {
    check("hint3", "en", [(0.482, 0.714), (0.465, 0.693), (0.483, 0.707)], 0.0);
}

#[test]
fn banking77() {
    check("banking77", "en", [(0.701, 0.842), (0.691, 0.838), (0.692, 0.841)], 0.0);
}

#[test]
fn french() {
    check("lohelp-fr-swriter", "fr", [(0.628, 0.823), (0.61, 0.809), (0.602, 0.795)], 0.0);
}

#[test]
fn chinese() {
    check("lohelp-zh-cn-swriter", "zh-cn", [(0.533, 0.726), (0.336, 0.435), (0.457, 0.63)], 0.0);
}
