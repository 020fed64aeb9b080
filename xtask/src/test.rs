//! `test`: sets up, builds, and runs every check and test there is. Whatever cannot run is a
//! failure: nothing is skipped in silence. The one exception is another browser than Chromium that
//! a machine cannot have: `--all` says so there, and its row does.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::setup::Ready;
use crate::wasm_target::{TARGET, Toolchain};
use crate::{bench, browsers, build, deploy_check, fuzz, programs, sh, site, size, tidy};

/// Crates with native tests. The browser programs are among them: what they decide is tested
/// without a browser, what they show in the stories.
const NATIVE: [&str; 8] =
    ["desk", "search", "frame", "content", "edge", "widget", "console", "xtask"];

/// Stories that are told again in another browser at most. More is no slip.
const AGAIN_MAX: usize = 5;

/// Stories that open no browser and take long: they are the same in all.
const WITHOUT_BROWSER: [&str; 2] = ["bad_input::", "kill::"];

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    let mut args = Args::new(words);
    let all = args.flag("--all");
    let others = args.flag("--browsers");
    args.done()?;
    let browsers = browsers::ensure()?;
    let mut lacking = Vec::new();
    let wanted: &[browsers::Other] = if all || others { &browsers::OTHERS } else { &[] };
    for other in wanted {
        match other.ensure() {
            Ok(()) => {}
            Err(error) if others => return Err(error),
            Err(error) => {
                println!("no stories in {}: {error:#}", other.name);
                lacking.push(other.name);
            }
        }
    }
    let ready = build::build()?;

    let mut table = Table::default();
    table.check("format", || {
        sh::run(sh::command("cargo").args(["fmt", "--all", "--check", "--", "-l"]))
    });
    table.check("clippy", clippy);
    table.check("wasm warnings", || wasm_warnings(&ready.wasm));
    if all {
        table.check("wasm clippy", || wasm_clippy(&ready.wasm));
    } else {
        println!("wasm clippy: only with --all");
    }
    table.check("types", || sh::run(ready.tools.tsc().args(["--project", "widget"])));
    table.check("tidy", || tidy::check().map(drop));
    for package in NATIVE {
        table.cargo_test(package, &["--package", package]);
    }
    table.check("golden questions", golden_questions);
    table.check("bytes", || {
        let held = size::check();
        if held.is_err() && !ready.wasm.is_lean() {
            println!("bytes: over budget, as the widget is without rust-src; not held to it here");
            return Ok(());
        }
        held
    });
    table.check("native = wasm", || bench::parity::check(&ready));
    if all {
        table.check("fuzz", || fuzz::check(fuzz::SECONDS));
    } else {
        println!("fuzz: only with --all");
    }
    table.check("deployment", || deployment(&ready));
    println!("stories: {}, {}", browsers.chromium.display(), browsers.driver.display());
    // Some stories are longer then.
    let longer: &[_] = if all { &[("FRONTDESK_ALL", "1")] } else { &[] };
    table.cargo_test_with("stories", &["--package", "tests"], longer);
    for other in wanted {
        let browser = other.name;
        if lacking.contains(&browser) {
            println!("stories in {browser}: it cannot be had on this machine");
            table.lacks(&format!("no {browser} here"));
        } else {
            let mut words = vec!["--package", "tests", "--"];
            words.extend(WITHOUT_BROWSER.iter().flat_map(|story| ["--skip", story]));
            table.stories_in(browser, &words);
        }
    }
    if wanted.is_empty() {
        println!("stories in other browsers: only with --all or --browsers");
    }
    table.print()
}

fn clippy() -> Result<()> {
    let mut cargo = sh::command("cargo");
    cargo.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
    sh::run(cargo.args(["--", "--deny", "warnings"]))
        .context("is clippy there? rustup component add clippy rustfmt")
}

/// The build's own warnings about the wasm crates: cargo repeats them when it has nothing to do.
fn wasm_warnings(toolchain: &Toolchain) -> Result<()> {
    for mut command in programs::compile_commands(toolchain) {
        let output = command.stdin(Stdio::null()).output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() || text.lines().any(|line| line.starts_with("warning")) {
            bail!("compiling to wasm32 has warnings:\n{}", text.trim());
        }
    }
    Ok(())
}

fn wasm_clippy(toolchain: &Toolchain) -> Result<()> {
    if let Toolchain::Debian { .. } = toolchain {
        println!(
            "wasm clippy: Debian's compiler comes without clippy; its warnings were checked above"
        );
        return Ok(());
    }
    let mut cargo = toolchain.cargo();
    cargo.args(["clippy", "--quiet", "--target", TARGET]).env("WASM_BINDGEN_USE_JS_SYS", "1");
    for name in programs::CRATES {
        cargo.args(["--package", name]);
    }
    sh::run(cargo.args(["--", "--deny", "warnings"]))
}

/// Whether the help center's search still finds what `questions.toml` wants it to find.
fn golden_questions() -> Result<()> {
    let builder = site::compile_builder()?;
    sh::run(sh::command(builder).args(["check", "content/frontdesk"]))
}

fn deployment(ready: &Ready) -> Result<()> {
    let gzip = deploy_check::check(&ready.tools)?;
    println!(
        "wrangler accepts it; the Worker is {gzip} bytes with gzip (limit {})",
        deploy_check::WORKER_GZIP_LIMIT
    );
    Ok(())
}

/// What ran, and how it went.
#[derive(Default)]
struct Table {
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    kind: String,
    passed: usize,
    failed: usize,
    seconds: f32,
}

impl Table {
    /// Runs one check; a failure is printed and counted, and the rest still runs.
    fn check(&mut self, kind: &str, work: impl FnOnce() -> Result<()>) {
        println!("── {kind}");
        let start = Instant::now();
        let result = work();
        if let Err(error) = &result {
            println!("FAILED {kind}: {error:#}");
        }
        let failed = usize::from(result.is_err());
        self.add(kind, 1 - failed, failed, start);
    }

    fn cargo_test(&mut self, kind: &str, words: &[&str]) {
        self.cargo_test_with(kind, words, &[]);
    }

    fn cargo_test_with(&mut self, kind: &str, words: &[&str], env: &[(&str, &str)]) {
        println!("── {kind}");
        let start = Instant::now();
        let mut cargo = sh::command("cargo");
        cargo.args(["test", "--no-fail-fast"]).args(words).envs(env.iter().copied());
        let counts = run_tests(&mut cargo).unwrap_or_else(|error| {
            println!("FAILED {kind}: {error:#}");
            Counts { failed: 1, ..Counts::default() }
        });
        self.add(kind, counts.passed, counts.failed + counts.ignored, start);
    }

    /// The stories in another browser. Its driver loses a click or key now and then on a busy machine, which
    /// Chromium's does not: a story that fails is told again, once and alone, and the table says of how many.
    fn stories_in(&mut self, browser: &str, words: &[&str]) {
        println!("── in {browser}");
        let start = Instant::now();
        let tell = |words: &[&str]| {
            let mut cargo = sh::command("cargo");
            cargo.args(["test", "--no-fail-fast"]).args(words).env("FRONTDESK_BROWSER", browser);
            run_tests(&mut cargo).unwrap_or_else(|error| {
                println!("FAILED in {browser}: {error:#}");
                Counts { failed: 1, ..Counts::default() }
            })
        };
        let mut counts = tell(words);
        let again = counts.names.len();
        if (1..=AGAIN_MAX).contains(&again) && again == counts.failed {
            println!("── in {browser}, again and alone: {}", counts.names.join(", "));
            let mut words = vec!["--package", "tests", "--", "--exact", "--test-threads", "1"];
            words.extend(counts.names.iter().map(String::as_str));
            let second = tell(&words);
            (counts.passed, counts.failed) = (counts.passed + second.passed, second.failed);
            self.rows.extend([Row { kind: format!("  {again} told twice"), ..Row::default() }]);
        }
        self.add(&format!("in {browser}"), counts.passed, counts.failed + counts.ignored, start);
    }

    fn add(&mut self, kind: &str, passed: usize, failed: usize, start: Instant) {
        self.rows.push(Row {
            kind: kind.into(),
            passed,
            failed,
            seconds: start.elapsed().as_secs_f32(),
        });
    }

    /// A row for what this machine cannot run: neither passed nor failed.
    fn lacks(&mut self, kind: &str) {
        self.add(kind, 0, 0, Instant::now());
    }

    fn print(&self) -> Result<()> {
        println!("\n{:<16} {:>7} {:>7} {:>8}", "", "passed", "failed", "seconds");
        let (mut passed, mut failed) = (0, 0);
        for row in &self.rows {
            println!("{:<16} {:>7} {:>7} {:>8.1}", row.kind, row.passed, row.failed, row.seconds);
            passed += row.passed;
            failed += row.failed;
        }
        println!("{passed} passed, {failed} failed");
        if failed > 0 {
            // The sum is the last line, so the error has no words of its own.
            std::process::exit(1);
        }
        Ok(())
    }
}

/// Streams `cargo test` without the lines of tests that passed, and adds up its results.
fn run_tests(cargo: &mut Command) -> Result<Counts> {
    let mut child = cargo.stdout(Stdio::piped()).spawn()?;
    let out = child.stdout.take().context("stdout is piped")?;
    let mut counts = Counts::default();
    for line in BufReader::new(out).lines() {
        let line = line?;
        if !line.ends_with(" ... ok") && !line.is_empty() {
            println!("{line}");
        }
        counts.read(&line);
    }
    let status = child.wait()?;
    // A crash, or a test binary that did not compile, prints no result line.
    counts.failed += usize::from(!status.success() && counts.failed == 0);
    Ok(counts)
}

/// The sums of cargo's result lines.
#[derive(Default, Debug, PartialEq)]
struct Counts {
    passed: usize,
    failed: usize,
    /// A test that is ignored is a test that nobody runs: counted as failed.
    ignored: usize,
    /// Those that failed.
    names: Vec<String>,
}

impl Counts {
    fn read(&mut self, line: &str) {
        let failed = line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... FAILED"));
        self.names.extend(failed.map(str::to_owned));
        let Some(rest) = line.strip_prefix("test result: ") else {
            return;
        };
        for part in rest.split([';', '.']) {
            let mut words = part.split_whitespace();
            let (Some(number), Some(what)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(number) = number.parse::<usize>() else {
                continue;
            };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_added_up() {
        let mut counts = Counts::default();
        counts.read("running 3 tests");
        counts.read("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        counts.read("test status::a_story ... FAILED");
        counts.read("test status::another ... ok");
        counts.read("test result: FAILED. 1 passed; 2 failed; 4 ignored; 0 measured; 0 filtered out; finished in 1.00s");
        let names = vec!["status::a_story".to_owned()];
        assert_eq!(counts, Counts { passed: 4, failed: 2, ignored: 4, names });
    }

    #[test]
    fn a_program_that_says_nothing_and_fails_is_a_failure() {
        let check = |program: &str, failed: usize| {
            let counts = run_tests(&mut Command::new(program)).unwrap();
            assert_eq!(counts, Counts { failed, ..Counts::default() });
        };
        check("false", 1);
        check("true", 0);
    }
}
