//! `cargo xtask`: everything done around the programs: set up, build, run, check, measure.
//!
//! **In scope:** cargo, npm, workerd, wrangler, browsers, bytes.
//!
//! **Out of scope:** tickets, articles, search. This crate depends on none of ours; it runs the
//! programs from outside.
//!
//! One file per verb. `build` is the longest story: `setup` → `build` (the steps in order) →
//! `bindgen`, `styles`, `site` (what each step does) → `dist` (the folder that is served).

mod args;
mod bench;
mod bindgen;
mod box_config;
mod browsers;
mod build;
mod compress;
mod deploy_check;
mod dist;
mod fuzz;
mod imports;
mod npm;
mod pin;
mod programs;
mod run;
mod serve;
mod setup;
mod sh;
mod shots;
mod signals;
mod site;
mod size;
mod split;
mod stamp;
mod styles;
mod test;
mod tidy;
mod wasm_std;
mod wasm_target;
mod words;
mod workerd;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask VERB

  setup [--browsers]   install what the build needs (with --browsers: what the tests need too)
  build                make dist/: the Worker, the widget, the console, the help center
  pin                  build, and keep its loader in later builds: its address and integrity stay good
  run                  build, then serve everything on this machine
        [--port 8787] [--demo-port 8788] [--data ./data] [--assets DIR] [--origin URL]... [--no-build]
  test [--all] [--browsers]  set up, build, then every check and test
  tidy                 the rules of the code base
  size                 bytes of everything a visitor downloads
  bench search         quality, bytes and time of our search beside other engines
        [--sets DIR]... [--n 400] [--engines ours,lunr] [--scale]
  fuzz [--seconds 30]  libFuzzer on the search index and on questions (a part of test --all)
  bench parity         whether the wasm ranks as the native build does (a part of test)
  shots                screenshots of every screen into target/shots
  serve DIR --port N [--service ORIGIN]   a folder as a web site
  box-config --origin URL [--listen ADDRESS] [--data DIR]   workerd's configuration for one box
  wrangler ARGS...     wrangler, under a Node.js that it accepts
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let verb = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let result = match verb.as_str() {
        "setup" => setup::verb(rest),
        "build" => build::verb(rest),
        "pin" => pin::verb(rest),
        "run" => run::verb(rest),
        "test" => test::verb(rest),
        "tidy" => tidy::verb(rest),
        "size" => size::verb(rest),
        "bench" => bench::verb(rest),
        "fuzz" => fuzz::verb(rest),
        "shots" => shots::verb(rest),
        "serve" => serve::verb(rest),
        "box-config" => box_config::verb(rest),
        "wrangler" => npm::wrangler_verb(rest),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        other => Err(anyhow::anyhow!("unknown verb `{other}`\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
