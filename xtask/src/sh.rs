//! Running other programs, and where things are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The repository's root folder.
///
/// Found when it is asked for, not fixed when compiled: the tests start this program by its path.
pub fn root() -> PathBuf {
    let starts = [
        std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
        std::env::current_dir().ok(),
        std::env::current_exe().ok(),
    ];
    starts
        .iter()
        .flatten()
        .flat_map(|start| start.ancestors())
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A path below the root.
pub fn at(relative: &str) -> PathBuf {
    root().join(relative)
}

/// A command that runs in the root, without the variables that `cargo run` gave *this* program:
/// a nested cargo must not see them.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_")
            || text == "LD_LIBRARY_PATH"
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs to the end with output passed through; an exit status other than 0 is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// Runs to the end and returns what it printed; its error output is part of a failure's message.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        bail!(
            "{} failed ({}):\n{}",
            name(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The program's name and first words, for messages.
fn name(command: &Command) -> String {
    let mut text = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    for word in command.get_args().take(3) {
        text.push(' ');
        text.push_str(&word.to_string_lossy());
    }
    text
}

/// The full path of a program found on `PATH`.
pub fn which(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Does this process run as root? (Only then may it install system packages.)
pub fn is_root() -> bool {
    // SAFETY: `geteuid` has no preconditions and cannot fail.
    unsafe { libc::geteuid() == 0 }
}

/// Numbered progress lines: `[3/8] widget: …`.
pub struct Progress {
    step: usize,
    of: usize,
    start: Instant,
}

impl Progress {
    /// Progress over this many steps.
    pub fn new(of: usize) -> Self {
        Self { step: 0, of, start: Instant::now() }
    }

    /// Announces the next step and runs it; says how long it took when that was long enough to
    /// notice.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.step += 1;
        println!("[{}/{}] {what} …", self.step, self.of);
        let start = Instant::now();
        let result = work().with_context(|| format!("step {} ({what})", self.step))?;
        let took = start.elapsed().as_secs_f32();
        if took >= 1.0 {
            println!("      {took:.1} s ({:.0} s in all)", self.start.elapsed().as_secs_f32());
        }
        Ok(result)
    }
}
