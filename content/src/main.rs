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
mod faults;
mod front;
mod import;
mod links;
mod markdown;
mod out;
mod outline;
mod pages;
mod publish;
mod raw;
mod related;
mod render;
mod report;
mod rewrite;
mod sanitize;
mod site;
mod text;
mod toml_doc;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::faults::Log;

const USAGE: &str = "\
content build SITE_DIR --out DIR --css FILE [--site FILE] [--report FILE]
content check SITE_DIR [--site FILE] [--report FILE]

  --out DIR      folder to make; replaced as a whole if an earlier build made it
  --css FILE     style sheet of the pages
  --site FILE    site.toml to use instead of SITE_DIR/site.toml, such as an import profile
  --report FILE  write every warning there, one a line
";

fn main() -> ExitCode {
    let run = Arguments::parse(std::env::args().skip(1)).and_then(|arguments| run(&arguments));
    match run {
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
    let built = build::build(&arguments.site_dir, &site_file, &site_text, &css, &mut log);
    let warnings = log.warnings();
    if let Some(path) = &arguments.report {
        std::fs::write(path, report::full(&warnings)).map_err(|error| failed(path, &error))?;
    }
    let faults = log.faults();
    if !faults.is_empty() {
        let lines: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
        let noun = if faults.len() == 1 { "fault" } else { "faults" };
        return Err(format!("{lines}{} {noun}, nothing written\n", faults.len()));
    }
    if let Some(out) = arguments.out.as_deref().filter(|_| arguments.build) {
        built.output.write(out).map_err(|error| failed(out, &error))?;
    }
    println!("{}, {:.1} s", report::summary(&built), started.elapsed().as_secs_f64());
    print!("{}", report::counts(&warnings));
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| failed(path, &error))?;
    String::from_utf8(bytes)
        .map_err(|_| format!("{}:1: not valid UTF-8: save the file as UTF-8\n", path.display()))
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}\n", path.display())
}
