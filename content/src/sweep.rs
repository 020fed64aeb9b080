//! `sweep`: how flat ranking is around each of its constants, on a set of questions with known answers.
//!
//! A set is a folder with `docs.jsonl` ({id, title, body}), `queries.jsonl` ({id, text}), perhaps
//! `queries.typo.jsonl` and `queries.prefix.jsonl`, and `qrels.tsv` (query, tab, document). One constant is varied at a
//! time; each line tells hit@1 and hit@3 (a right document by that rank) of all its queries together.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use search::{Index, Packing, Ranking};
use serde::Deserialize;

use crate::docs;
use crate::engine::index_of;
use crate::faults::Log;

/// Factors by which each constant is tried.
const FACTORS: [f32; 5] = [0.0, 0.5, 0.75, 1.5, 2.0];

/// A constant of ranking: its name and where it stands.
type Constant = (&'static str, fn(&mut Ranking) -> &mut f32);

const CONSTANTS: [Constant; 20] = [
    ("k1", |r| &mut r.k1),
    ("b", |r| &mut r.b),
    ("longest", |r| &mut r.longest),
    ("title", |r| &mut r.title),
    ("heading", |r| &mut r.heading),
    ("keyword", |r| &mut r.keyword),
    ("covered_query", |r| &mut r.covered_query),
    ("covered_title", |r| &mut r.covered_title),
    ("stop", |r| &mut r.stop),
    ("unknown", |r| &mut r.unknown),
    ("form", |r| &mut r.form),
    ("loose", |r| &mut r.loose),
    ("completion", |r| &mut r.completion),
    ("completion_of_known", |r| &mut r.completion_of_known),
    ("one_edit", |r| &mut r.one_edit),
    ("two_edits", |r| &mut r.two_edits),
    ("split", |r| &mut r.split),
    ("joined", |r| &mut r.joined),
    ("compound", |r| &mut r.compound),
    ("synonym", |r| &mut r.synonym),
];

#[derive(Deserialize)]
struct Query {
    id: String,
    text: String,
}

/// Runs `sweep SET_DIR LANG`: the command line's words.
pub fn run(words: &[String]) -> Result<(), String> {
    let [_, dir, lang] = words else {
        return Err(crate::USAGE.into());
    };
    let dir = Path::new(dir);
    let (index, queries) = load(dir, lang)?;
    let usual = measure(&index, &queries, &Ranking::DEFAULT);
    println!("{} queries, hit@1 {:.3}, hit@3 {:.3}", queries.len(), usual.0, usual.1);
    for (name, place) in CONSTANTS {
        let mut line = format!("{name:<20}");
        for factor in FACTORS {
            let mut ranking = Ranking::DEFAULT;
            let value = place(&mut ranking);
            *value *= factor;
            line += &format!("  {value:>5.2}:");
            let (first, third) = measure(&index, &queries, &ranking);
            line += &format!(" {:+.3} {:+.3}", first - usual.0, third - usual.1);
        }
        println!("{line}");
    }
    Ok(())
}

/// Queries with the documents that are right for each.
type Queries = Vec<(String, HashSet<u32>)>;

fn load(dir: &Path, lang: &str) -> Result<(Index, Queries), String> {
    let read = |name: &str| {
        let path = dir.join(name);
        std::fs::read_to_string(&path).map_err(|error| crate::failed(&path, &error))
    };
    let mut log = Log::default();
    let docs = docs::parse("docs.jsonl", read("docs.jsonl")?.as_bytes(), &mut log);
    crate::refuse(&log)?;
    let index = Index::open(index_of(lang, &docs, Packing::ONE_FILE))
        .map_err(|error| format!("{error}\n"))?;
    let numbers: HashMap<&str, u32> =
        docs.iter().zip(0..).map(|(doc, number)| (doc.id.as_str(), number)).collect();
    let mut right: HashMap<String, HashSet<u32>> = HashMap::new();
    for line in read("qrels.tsv")?.lines() {
        let mut fields = line.split('\t');
        if let (Some(query), Some(doc)) = (fields.next(), fields.next()) {
            right.entry(query.to_owned()).or_default().extend(numbers.get(doc));
        }
    }
    let mut queries = Vec::new();
    for name in ["queries.jsonl", "queries.typo.jsonl", "queries.prefix.jsonl"] {
        // Only the first must be there.
        let text =
            if name == "queries.jsonl" { read(name)? } else { read(name).unwrap_or_default() };
        for line in text.lines() {
            let query: Query = serde_json::from_str(line)
                .map_err(|error| format!("{}: {error}\n", dir.join(name).display()))?;
            queries.push((query.text, right.get(&query.id).cloned().unwrap_or_default()));
        }
    }
    Ok((index, queries))
}

/// hit@1 and hit@3.
fn measure(index: &Index, queries: &Queries, ranking: &Ranking) -> (f32, f32) {
    let (mut first, mut third) = (0, 0);
    for (text, right) in queries {
        let hits = index.rank(text, 3, ranking);
        let rank = hits.iter().position(|(article, _)| right.contains(article));
        first += u32::from(rank == Some(0));
        third += u32::from(rank.is_some());
    }
    let all = queries.len().max(1) as f32;
    (first as f32 / all, third as f32 / all)
}
