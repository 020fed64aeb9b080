//! Builds a help center: Markdown articles in, HTML pages, fragments and search indexes out.
//!
//! In scope: Markdown, front matter, `site.toml`, links, sanitising, the help center's pages, import
//! profiles. Out of scope: how the index works (`search`), who serves the files (`edge`, `xtask`).
//!
//! Reading order: [`build`] is the whole run; [`tree`] and [`site`] read; [`markdown`] and
//! [`outline`] are the first pass over an article, [`links`] and [`render`] the second;
//! [`sanitize`] has the last word; [`publish`] and [`pages`] wrap; [`out`] writes.
//!
//! The output is a pure function of the input: no clock, no random order, no absolute path in it.

mod address;
mod article;
mod build;
mod catalog;
mod docs;
mod engine;
mod faults;
mod finder;
mod front;
mod golden;
mod import;
mod language;
mod links;
mod markdown;
mod marks;
mod out;
mod outline;
mod pages;
mod picture;
mod progress;
mod publish;
mod raw;
mod related;
mod render;
mod report;
mod rewrite;
mod sanitize;
mod site;
mod sweep;
mod synonyms;
mod text;
mod toml_doc;
mod tree;
mod video;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::faults::Log;
use crate::golden::{check, last, print};
use crate::out::Output;

const USAGE: &str = "\
content build SITE_DIR --out DIR --css FILE [--site FILE] [--report FILE] [--last FILE]
content check SITE_DIR [--site FILE] [--report FILE] [--last FILE]
content index DOCS.jsonl INDEX LANG [--texts | --parts]
content query INDEX LANG
content sweep SET_DIR LANG

  --out DIR      folder to make; replaced as a whole if an earlier build made it
  --css FILE     style sheet of the pages
  --site FILE    site.toml to use instead of SITE_DIR/site.toml, such as an import profile
  --report FILE  write every warning there, one a line
  --last FILE    outcomes of SITE_DIR/questions.toml at the last build
                 (default: target/questions/<site id>.tsv)

index writes a search index of JSON lines {id, title, body, url, section, keywords, updated}, with
--texts for snippets, too, with --parts as that of a large site, its parts in the folder INDEX.parts;
query answers lines {\"q\": …, \"k\": 10} with lines {\"ids\": […], \"us\": microseconds};
sweep varies each constant of ranking on a folder of docs.jsonl, queries.jsonl, qrels.tsv.
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.first().map(String::as_str) {
        Some("index" | "query") => engine::run(&words),
        Some("sweep") => sweep::run(&words),
        _ => Arguments::parse(words.into_iter()).and_then(|arguments| run(&arguments)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprint!("{text}");
            ExitCode::FAILURE
        }
    }
}

/// The command line.
#[derive(Debug, Default)]
struct Arguments {
    build: bool,
    site_dir: PathBuf,
    out: Option<PathBuf>,
    css: Option<PathBuf>,
    site: Option<PathBuf>,
    report: Option<PathBuf>,
    last: Option<PathBuf>,
    /// For tests, and not in the usage: splits an index of more bytes than this.
    index_max: Option<PathBuf>,
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
        let mut arguments = Arguments::default();
        match words.next().as_deref() {
            Some("build") => arguments.build = true,
            Some("check") => {}
            _ => return Err(USAGE.into()),
        }
        while let Some(word) = words.next() {
            let slot = match word.as_str() {
                "--out" => &mut arguments.out,
                "--css" => &mut arguments.css,
                "--site" => &mut arguments.site,
                "--report" => &mut arguments.report,
                "--last" => &mut arguments.last,
                "--index-max" => &mut arguments.index_max,
                dir if !dir.starts_with('-') && arguments.site_dir.as_os_str().is_empty() => {
                    arguments.site_dir = dir.into();
                    continue;
                }
                other => return Err(format!("{other}: not known here\n\n{USAGE}")),
            };
            *slot = Some(
                words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"))?.into(),
            );
        }
        let complete = !arguments.build || arguments.out.is_some() && arguments.css.is_some();
        if arguments.site_dir.as_os_str().is_empty() || !complete {
            return Err(USAGE.into());
        }
        Ok(arguments)
    }

    /// Bytes of an index that is one file.
    fn index_max(&self) -> Result<usize, String> {
        let Some(word) = &self.index_max else {
            return Ok(finder::ONE_FILE_MAX);
        };
        let number = word.to_str().and_then(|word| word.parse().ok());
        number.ok_or_else(|| format!("--index-max {}: not a number\n", word.display()))
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let started = Instant::now();
    let (site_file, site_path) = match &arguments.site {
        Some(path) => (path.display().to_string(), path.clone()),
        None => ("site.toml".to_string(), arguments.site_dir.join("site.toml")),
    };
    let site_text = read(&site_path)?;
    let css = arguments.css.as_deref().map(read).transpose()?.unwrap_or_default();

    let mut log = Log::default();
    let mut output = match arguments.out.as_deref().filter(|_| arguments.build) {
        Some(out) => Output::into(out).map_err(|error| failed(out, &error))?,
        None => Output::default(),
    };
    let dir = &arguments.site_dir;
    let most = arguments.index_max()?;
    let built = build::build(dir, &site_file, &site_text, &css, most, &mut output, &mut log);
    let warnings = log.warnings();
    if let Some(path) = &arguments.report {
        std::fs::write(path, report::full(&warnings)).map_err(|error| failed(path, &error))?;
    }
    refuse(&log)?;
    let Some(built) = built else {
        return Ok(());
    };
    let files = output.len();
    if let Err(error) = output.commit() {
        return Err(failed(arguments.out.as_deref().unwrap_or(Path::new("")), &error));
    }
    println!("{}, {:.1} s", report::summary(&built, files), started.elapsed().as_secs_f64());
    print!("{}", report::counts(&warnings));
    questions(arguments, &built)
}

/// Says what came of the golden questions. `build` keeps the outcomes; `check` compares with them,
/// and fails when an article stands below its rank and its question is not open.
fn questions(arguments: &Arguments, built: &build::Built) -> Result<(), String> {
    let outcomes = &built.outcomes;
    if outcomes.is_empty() {
        return Ok(());
    }
    let usual = || Path::new("target/questions").join(format!("{}.tsv", built.manifest.id));
    let file = arguments.last.clone().unwrap_or_else(usual);
    let last = std::fs::read_to_string(&file).ok().and_then(|text| last::read(&text));
    print!("{}", print::line(outcomes));
    let below = check::summary(outcomes).below;
    if arguments.build || last.is_none() {
        let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        let kept = folder.and_then(|()| std::fs::write(&file, last::text(outcomes)));
        kept.map_err(|error| failed(&file, &error))?;
    }
    if arguments.build {
        if below > 0 {
            println!("warning: `content check` names the {below} below their rank");
        }
        return Ok(());
    }
    print!("{}", print::changed(&last::changes(outcomes, &last.unwrap_or_default())));
    print!("{}", print::open(outcomes));
    if below == 0 {
        return Ok(());
    }
    let noun = if below == 1 { "question" } else { "questions" };
    Err(format!("{}{below} {noun} below their rank\n", print::below(outcomes)))
}

/// An error that lists all faults, if there are any.
fn refuse(log: &Log) -> Result<(), String> {
    let faults = log.faults();
    if faults.is_empty() {
        return Ok(());
    }
    let lines: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
    let noun = if faults.len() == 1 { "fault" } else { "faults" };
    Err(format!("{lines}{} {noun}, nothing written\n", faults.len()))
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| failed(path, &error))?;
    String::from_utf8(bytes)
        .map_err(|_| format!("{}:1: not valid UTF-8: save the file as UTF-8\n", path.display()))
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}\n", path.display())
}
