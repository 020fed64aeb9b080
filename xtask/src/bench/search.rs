//! `bench search`: quality, bytes and time of our search beside the engines that people use today.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::args::Args;
use crate::bench::sets::{self, Set};
use crate::bench::{programs, table};
use crate::compress::{self, Encoding};
use crate::setup::{self, Ready};
use crate::sh;

/// What can be measured, in the order of the table.
const ENGINES: [&str; 5] = ["ours", "minisearch-tuned", "minisearch", "lunr", "pagefind"];

/// Queries of each variant: all of `arduino`, and less than half a minute a set.
const QUERIES: usize = 400;

/// Documents of the made-up collections: a large help center, and what still has to work.
const SCALES: [usize; 2] = [2_500, 10_000];

/// Questions whose first search is weighed.
const FIRST: usize = 80;

/// The words after `bench search`.
pub fn verb(mut args: Args) -> Result<()> {
    let named = args.values("--sets")?;
    let n = match args.value("--n")? {
        Some(text) => text.parse().with_context(|| format!("--n {text}"))?,
        None => QUERIES,
    };
    let engines = engines(args.value("--engines")?.as_deref())?;
    let scale = args.flag("--scale");
    args.done()?;
    let sets = if named.is_empty() { sets::present() } else { sets::named(&named)? };
    if sets.is_empty() {
        let usual = sets::usual();
        println!("no set of questions in {}: name one with --sets DIR", usual.display());
        return Ok(());
    }

    let ready = setup::ensure()?;
    println!("compiling the search core to WebAssembly, and the builder …");
    let bench = Bench { wasm: programs::wasm_core(&ready)?, content: programs::builder()?, ready };
    let scripts = programs::peers()?;
    bench.tell_size()?;
    if scale {
        return SCALES.iter().try_for_each(|&docs| bench.scale(&scripts, &sets, docs, n));
    }
    sets.iter().try_for_each(|set| bench.set(&scripts, set, &engines, n))
}

fn engines(named: Option<&str>) -> Result<Vec<String>> {
    let Some(named) = named else { return Ok(ENGINES.map(str::to_owned).into()) };
    let engines: Vec<String> = named.split(',').map(str::to_owned).collect();
    match engines.iter().find(|name| !ENGINES.contains(&name.as_str())) {
        Some(name) => bail!("no engine `{name}`: there are {}", ENGINES.join(", ")),
        None => Ok(engines),
    }
}

/// What the columns mean.
const LEGEND: &str = "\
@1, @3        share of questions with a right article first, and among the first three; empty: with no answer
ready         from the index's bytes in memory to the first question, the faster of two
p50, p95      per question, ten answers, one thread of Node, the faster of two runs
held, peak    memory beyond the index's bytes, once open and at most
with texts    what the widget has and does: titles and texts in the index, snippets with every answer";

struct Bench {
    ready: Ready,
    wasm: std::path::PathBuf,
    content: std::path::PathBuf,
}

impl Bench {
    fn tell_size(&self) -> Result<()> {
        let bytes = fs::read(&self.wasm)?;
        let brotli = compress::size(&bytes, Encoding::Brotli)?;
        println!("search core, wasm: {} bytes, {brotli} with brotli", bytes.len());
        println!("{LEGEND}");
        Ok(())
    }

    /// One table.
    fn set(&self, scripts: &Path, set: &Set, engines: &[String], n: usize) -> Result<()> {
        let job = json!({
            "set": set.folder, "lang": set.lang, "n": n, "engines": engines,
            "work": scripts.join("work").join(&set.name), "content": self.content, "wasm": self.wasm,
        });
        fs::create_dir_all(scripts.join("work").join(&set.name))?;
        let rows = self.run(&scripts.join("quality.mjs"), &job)?;
        println!("\n{} ({}), at most {n} questions of each sort", set.name, set.lang);
        print!("{}", table::quality(&rows));
        print!("{}", table::kinds(&rows));
        Ok(())
    }

    /// One table of times on a made-up collection.
    fn scale(&self, scripts: &Path, sets: &[Set], docs: usize, n: usize) -> Result<()> {
        let english: Vec<_> =
            sets.iter().filter(|set| set.lang == "en").map(|set| &set.folder).collect();
        if english.is_empty() {
            bail!("--scale makes its collections from English sets, and there is none");
        }
        let job = json!({
            "sets": english, "docs": docs, "n": n, "first": FIRST,
            "work": scripts.join("work/scale"),
            "content": self.content, "wasm": self.wasm,
        });
        let mut rows = self.run(&scripts.join("scale.mjs"), &job)?;
        let about = rows.remove(0);
        println!(
            "\n{docs} documents, made up: {} real ones, the others recombined from their sentences; {} bytes. \
             Times only: such texts have no right answers.",
            about["about"]["real"], about["about"]["bytes"]
        );
        let first = rows.iter().position(|row| !row["first"].is_null()).map(|at| rows.remove(at));
        print!("{}", table::times(&rows));
        print!("{}", first.as_ref().map(table::first).unwrap_or_default());
        Ok(())
    }

    /// Runs a script and collects its lines of JSON.
    fn run(&self, script: &Path, job: &Value) -> Result<Vec<Value>> {
        let mut node = programs::node(&self.ready.tools);
        node.arg(script).arg(job.to_string());
        let mut child = node.stdout(Stdio::piped()).spawn().context("cannot start node")?;
        let out = child.stdout.take().context("stdout is piped")?;
        let mut rows = Vec::new();
        for line in BufReader::new(out).lines() {
            let line = line?;
            // Engines print things, too.
            if let Ok(row @ Value::Object(_)) = serde_json::from_str(&line) {
                rows.push(row);
            }
        }
        let status = child.wait()?;
        if !status.success() || rows.is_empty() {
            bail!(
                "{} failed ({status})",
                script.strip_prefix(sh::root()).unwrap_or(script).display()
            );
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_chosen_by_name() {
        assert_eq!(engines(Some("ours,lunr")).unwrap(), ["ours", "lunr"]);
        assert_eq!(engines(None).unwrap(), ENGINES);
        assert!(engines(Some("ours,luna")).unwrap_err().to_string().contains("`luna`"));
    }
}
