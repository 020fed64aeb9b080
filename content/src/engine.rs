//! `index` and `query`: the search engine alone, as a program that other programs can measure and ask.
//!
//! In scope: documents as JSON lines in, an index file out, questions and answers as JSON lines. Out of scope:
//! Markdown and sites ([`crate::build`]), how ranking works (`search`).
//!
//! ```text
//! content index DOCS.jsonl INDEX LANG [--texts | --parts]
//! content query INDEX LANG     out: {"ready_us":410,"mem":90112}        once, when it can answer
//!                              in:  {"q":"forgot my pasword","k":10}    then any number of times
//!                              out: {"ids":["reset"],"us":57}           or {"error":"…"}
//! ```

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use search::{Article, Index, Packed, Packing, Passage, Ranking, Source};
use serde::{Deserialize, Serialize};

use crate::docs::{self, Doc};
use crate::faults::Log;
use crate::finder;

/// Runs `index …` or `query …`: the command line's words.
pub fn run(words: &[String]) -> Result<(), String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["index", docs, index, lang] => {
            write(Path::new(docs), Path::new(index), lang, Packing::BARE)
        }
        ["index", docs, index, lang, "--texts"] => {
            write(Path::new(docs), Path::new(index), lang, Packing::ONE_FILE)
        }
        ["index", docs, index, lang, "--parts"] => {
            write(Path::new(docs), Path::new(index), lang, Packing::PARTS)
        }
        ["query", index, lang] => answer_all(Path::new(index), lang),
        _ => Err(crate::USAGE.into()),
    }
}

fn write(docs: &Path, index: &Path, lang: &str, packing: Packing) -> Result<(), String> {
    let started = Instant::now();
    let bytes = std::fs::read(docs).map_err(|error| crate::failed(docs, &error))?;
    let mut log = Log::default();
    let docs = docs::parse(&docs.display().to_string(), &bytes, &mut log);
    crate::refuse(&log)?;
    let written = packed(lang, &docs, packing);
    let save = |path: &Path, bytes: &[u8]| {
        std::fs::write(path, bytes).map_err(|error| crate::failed(path, &error))
    };
    save(index, &written.head)?;
    if !written.parts.is_empty() {
        let mut folder = index.as_os_str().to_owned();
        folder.push(".parts");
        let folder = Path::new(&folder);
        std::fs::create_dir_all(folder).map_err(|error| crate::failed(folder, &error))?;
        written.parts.iter().try_for_each(|(name, bytes)| save(&folder.join(name), bytes))?;
    }
    let seconds = started.elapsed().as_secs_f64();
    let bytes = written.parts.iter().fold(written.head.len(), |sum, part| sum + part.1.len());
    println!("{}: {} documents, {bytes} bytes, {seconds:.1} s", lang, docs.len());
    Ok(())
}

/// The index of documents in one language. A document's body is one passage: nothing says where to cut it.
///
/// [`Packing::BARE`] has ids and ranking alone, as the peers' indexes do: what is shown of a document is the asker's to
/// keep. [`Packing::ONE_FILE`] has titles and texts, too, for snippets.
pub fn index_of(lang: &str, docs: &[Doc], packing: Packing) -> Vec<u8> {
    packed(lang, docs, packing).head
}

fn packed(lang: &str, docs: &[Doc], packing: Packing) -> Packed {
    let articles: Vec<Article<'_>> = docs
        .iter()
        .map(|doc| Article {
            slug: &doc.id,
            title: &doc.title,
            section: doc.section.as_deref().unwrap_or(""),
            keywords: doc.keywords.as_deref().unwrap_or(&[]),
            url: doc.url.as_deref().unwrap_or(""),
            fragment: "",
            boost: 1.0,
            updated: doc.updated.as_deref().and_then(crate::text::day).unwrap_or(0),
            passages: vec![Passage {
                heading: "",
                anchor: "",
                text: doc.body.as_deref().unwrap_or(""),
            }],
        })
        .collect();
    finder::with_language(lang, |language| {
        let source =
            Source { locale: lang, articles: &articles, language, synonyms: &[], pages: &[] };
        search::pack(&source, packing)
    })
}

fn answer_all(path: &Path, lang: &str) -> Result<(), String> {
    let bytes = std::fs::read(path).map_err(|error| crate::failed(path, &error))?;
    let started = Instant::now();
    let index = Index::open(bytes).map_err(|error| format!("{}: {error}\n", path.display()))?;
    let ready = started.elapsed();
    if primary(index.locale()) != primary(lang) {
        let locale = index.locale();
        return Err(format!("{}: written for `{locale}`, not for `{lang}`\n", path.display()));
    }
    let mut out = io::stdout().lock();
    let told = Ready { ready_us: micros(ready), mem: index.memory() };
    match say(&mut out, &told).and_then(|()| converse(&index, io::stdin().lock(), &mut out)) {
        // Whoever asked has heard enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| format!("{error}\n")),
    }
}

/// The language without its region, so that `pt-BR` and `pt-br` and `pt` are one.
fn primary(lang: &str) -> String {
    lang.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase()
}

/// The first line.
#[derive(Serialize)]
struct Ready {
    /// From bytes in memory to the first question, in microseconds.
    ready_us: u64,
    /// Bytes held beyond the index's own.
    mem: usize,
}

/// A question.
#[derive(Deserialize)]
struct Asked {
    q: String,
    #[serde(default = "usual")]
    k: usize,
    /// Whether the answer tells scores, too.
    #[serde(default)]
    scores: bool,
}

fn usual() -> usize {
    10
}

/// An answer.
#[derive(Serialize)]
struct Answer<'a> {
    /// The documents' ids, best first.
    ids: Vec<&'a str>,
    /// Time that ranking took, in microseconds.
    us: u64,
    /// The scores that they have, each the shortest decimal number that is that `f32`.
    #[serde(skip_serializing_if = "Option::is_none")]
    scores: Option<Vec<f32>>,
}

#[derive(Serialize)]
struct Refused {
    error: String,
}

/// Answers every line until there is no more. A line that is no question gets an answer that says so.
fn converse(index: &Index, mut input: impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            match serde_json::from_slice::<Asked>(&line) {
                Ok(asked) => say(out, &answer(index, &asked))?,
                Err(error) => say(out, &Refused { error: docs::told(&error) })?,
            }
        }
        line.clear();
    }
    Ok(())
}

fn answer<'a>(index: &'a Index, asked: &Asked) -> Answer<'a> {
    let started = Instant::now();
    let ranked = index.rank(&asked.q, asked.k, &Ranking::DEFAULT);
    let us = micros(started.elapsed());
    let id = |&(article, _): &(u32, f32)| index.article(article).map_or("", |found| found.slug);
    let scores = asked.scores.then(|| ranked.iter().map(|&(_, score)| score).collect());
    Answer { ids: ranked.iter().map(id).collect(), us, scores }
}

/// One line, sent off at once: the other side waits for it.
fn say(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn micros(time: Duration) -> u64 {
    // Rounded, not cut: answers of a few microseconds add up.
    u64::try_from((time.as_nanos() + 500) / 1000).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = r#"{"id":"reset","title":"Reset your password","body":"Choose “Forgot password”."}
{"id":"bill","title":"Invoices","body":"Where your invoices are.","keywords":["bill"],"section":"Money","url":"/bill"}
"#;

    fn index() -> Index {
        let mut log = Log::default();
        let docs = docs::parse("d", DOCS.as_bytes(), &mut log);
        assert!(log.faults().is_empty());
        Index::open(index_of("en", &docs, Packing::BARE)).unwrap()
    }

    /// What the lines asked are answered with; the time taken is left out.
    fn check(asked: impl AsRef<[u8]>, answers: &[&str]) {
        let mut out = Vec::new();
        converse(&index(), asked.as_ref(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let without_time = |line: &str| match line.split_once(",\"us\":") {
            Some((before, after)) => {
                before.to_owned() + after.trim_start_matches(|c: char| c.is_ascii_digit())
            }
            None => line.to_owned(),
        };
        assert_eq!(text.lines().map(without_time).collect::<Vec<_>>(), answers);
    }

    #[test]
    fn every_question_has_an_answer_on_its_own_line() {
        check(
            "{\"q\":\"pasword\",\"k\":3}\n\n{\"q\":\"bill\"}\r\n{\"q\":\"zebra\",\"k\":10}",
            &[r#"{"ids":["reset"]}"#, r#"{"ids":["bill"]}"#, r#"{"ids":[]}"#],
        );
    }

    #[test]
    fn no_line_stops_it() {
        check(
            b"what?\n{\"q\":7}\n{\"k\":1}\n{\"q\":\"\xff\"}\n{\"q\":\"bill\",\"k\":-1}\n{\"q\":\"bill\",\"k\":0}\n",
            &[
                r#"{"error":"expected value at column 1"}"#,
                r#"{"error":"invalid type: integer `7`, expected a string at column 6"}"#,
                r#"{"error":"missing field `q` at column 7"}"#,
                r#"{"error":"invalid unicode code point at column 7"}"#,
                r#"{"error":"invalid value: integer `-1`, expected usize at column 18"}"#,
                r#"{"ids":[]}"#,
            ],
        );
    }

    #[test]
    fn texts_are_in_the_index_when_asked_for_and_change_no_score() {
        let docs = docs::parse("d", DOCS.as_bytes(), &mut Log::default());
        let [bare, whole] = [Packing::BARE, Packing::ONE_FILE]
            .map(|packing| Index::open(index_of("en", &docs, packing)).unwrap());
        let ranked = |index: &Index| index.rank("forgot password", 10, &Ranking::DEFAULT);
        assert_eq!(ranked(&bare), ranked(&whole));
        assert_eq!(bare.query("forgot", 1)[0].snippet.text, "");
        assert_eq!(whole.query("forgot", 1)[0].snippet.text, "Choose “Forgot password”.");
    }

    #[test]
    fn parts_stand_in_a_folder_of_their_own() {
        let folder = std::env::temp_dir().join(format!("frontdesk-engine-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let [docs, to] =
            ["docs.jsonl", "a.fdx"].map(|name| folder.join(name).display().to_string());
        std::fs::write(&docs, DOCS).unwrap();
        run(&["index", &docs, &to, "en", "--parts"].map(str::to_owned)).unwrap();

        let mut index = Index::open(std::fs::read(&to).unwrap()).unwrap();
        for _ in 0..3 {
            let asked = search::Asked { text: "forgot", k: 1, ..Default::default() };
            for name in index.ask(&asked).missing {
                index.supply(&name, std::fs::read(format!("{to}.parts/{name}")).unwrap()).unwrap();
            }
        }
        assert_eq!(index.query("forgot", 1)[0].snippet.text, "Choose “Forgot password”.");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn scores_are_told_when_asked_for() {
        let mut out = Vec::new();
        converse(&index(), &b"{\"q\":\"invoices\",\"scores\":true}"[..], &mut out).unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let score = answer["scores"][0].as_f64().unwrap() as f32;
        assert_eq!(score, index().rank("invoices", 10, &Ranking::DEFAULT)[0].1);
    }

    #[test]
    fn other_words_get_the_usage() {
        for words in [&["index", "a"][..], &["query"], &["query", "a", "b", "c"]] {
            let words: Vec<String> = words.iter().map(|word| word.to_string()).collect();
            assert_eq!(run(&words), Err(crate::USAGE.to_owned()));
        }
    }

    #[test]
    fn regions_do_not_make_another_language() {
        assert_eq!(primary("pt-BR"), primary("pt"));
        assert_ne!(primary("de"), primary("en"));
    }
}
