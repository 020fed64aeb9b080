//! Quality on the development sets, when their folder lies beside the repository: floors that may only rise.
//!
//! `cargo test -p search --release usual_sets -- --nocapture` prints the figures.

use search::{Article, Index, Passage, Ranking, write};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn folder(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/search-eval").join(set)
}

fn lines(file: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(file).expect("a set is complete");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON lines")).collect()
}

fn field(row: &serde_json::Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).expect("memory does not fail");
    out.len()
}

/// Builds a set and checks hit@1 and hit@3 of its clean, mistyped and half-typed queries against floors.
fn check(set: &str, locale: &str, floors: [(f32, f32); 3]) {
    let folder = folder(set);
    if !folder.exists() {
        println!("{set}: {} is absent, nothing measured", folder.display());
        return;
    }
    let docs: Vec<[String; 5]> = lines(&folder.join("docs.jsonl"))
        .iter()
        .map(|row| ["id", "title", "section", "url", "body"].map(|name| field(row, name)))
        .collect();
    let articles: Vec<Article<'_>> = docs
        .iter()
        .map(|[id, title, section, url, body]| {
            let passages = vec![Passage { heading: "", anchor: "", text: body }];
            Article { slug: id, title, section, keywords: &[], url, fragment: "", passages }
        })
        .collect();
    let bytes = write(locale, &articles);
    assert!(bytes == write(locale, &articles), "two builds differ");
    let texts: usize = docs.iter().map(|doc| doc[4].len()).sum();
    let head = &bytes[..bytes.len() - texts];
    println!(
        "{set}: {} articles, {} B, brotli {} B; without texts {} B, brotli {} B",
        docs.len(),
        bytes.len(),
        brotli(&bytes),
        head.len(),
        brotli(head)
    );
    let start = Instant::now();
    let index = Index::open(bytes).expect("opens");
    println!("  opened in {:?}", start.elapsed());

    let mut right: HashMap<String, HashSet<String>> = HashMap::new();
    for line in
        std::fs::read_to_string(folder.join("qrels.tsv")).expect("a set is complete").lines()
    {
        let mut fields = line.split('\t').map(str::to_owned);
        if let (Some(query), Some(doc)) = (fields.next(), fields.next()) {
            right.entry(query).or_default().insert(doc);
        }
    }
    for ((name, file), floor) in [
        ("clean", "queries.jsonl"),
        ("typo", "queries.typo.jsonl"),
        ("prefix", "queries.prefix.jsonl"),
    ]
    .into_iter()
    .zip(floors)
    {
        let queries = lines(&folder.join(file));
        let (mut at1, mut at3) = (0.0, 0.0);
        let mut micros: Vec<u128> = Vec::new();
        for query in &queries {
            let text = field(query, "text");
            let start = Instant::now();
            let hits = index.query(&text, 10);
            micros.push(start.elapsed().as_micros());
            let ranks: Vec<(u32, f32)> = index.rank(&text, 10, &Ranking::DEFAULT);
            assert!(
                hits.iter().map(|hit| (hit.article, hit.score)).eq(ranks),
                "{text}: query and rank disagree"
            );
            let right = &right[&field(query, "id")];
            let rank = hits.iter().position(|hit| {
                index.article(hit.article).is_some_and(|found| right.contains(found.slug))
            });
            at1 += f32::from(u8::from(rank == Some(0)));
            at3 += f32::from(u8::from(rank.is_some_and(|rank| rank < 3)));
        }
        micros.sort_unstable();
        let n = queries.len() as f32;
        println!(
            "  {name}: hit@1 {:.3} hit@3 {:.3} of {n}; with snippets p50 {} µs p95 {} µs",
            at1 / n,
            at3 / n,
            micros[micros.len() / 2],
            micros[micros.len() * 95 / 100]
        );
        assert!(at1 / n >= floor.0 && at3 / n >= floor.1, "{set} {name} fell below {floor:?}");
    }
}

#[test]
fn arduino() {
    check("arduino", "en", [(0.58, 0.78), (0.56, 0.76), (0.57, 0.77)]);
}

#[test]
fn hint3() {
    check("hint3", "en", [(0.47, 0.69), (0.44, 0.67), (0.47, 0.69)]);
}

#[test]
fn french() {
    check("lohelp-fr-swriter", "fr", [(0.56, 0.75), (0.56, 0.75), (0.54, 0.76)]);
}

#[test]
fn chinese() {
    check("lohelp-zh-cn-swriter", "zh-cn", [(0.50, 0.72), (0.30, 0.44), (0.44, 0.64)]);
}
