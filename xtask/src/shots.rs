//! `shots`: screenshots of the pages, phone and desktop, light and dark, to be looked at.
//!
//! What needs clicks (the open widget, the signed-in console) is photographed by the stories of
//! the tests crate, which drive a browser.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::browsers::{self, Browsers};
use crate::{sh, signals};

/// Path, and whether the demo shop serves it.
const PAGES: [(&str, bool); 5] = [
    ("/", true),
    ("/help/en/", false),
    ("/help/de/", false),
    ("/status", false),
    ("/staff/", false),
];

/// Name, width, height.
const WINDOWS: [(&str, u32, u32); 2] = [("phone", 390, 844), ("desktop", 1280, 900)];

/// Name, and Blink's number for `prefers-color-scheme`.
const SCHEMES: [(&str, u8); 2] = [("dark", 0), ("light", 1)];

/// The verb. Paths given replace the usual list.
pub fn verb(words: Vec<String>) -> Result<()> {
    let paths = Args::new(words).words()?;
    let browsers = browsers::ensure()?;
    let (port, demo_port) = (spare_port()?, spare_port()?);
    let mut server = start(port, demo_port)?;
    let result = take_all(&browsers, &paths, port, demo_port);
    signals::end(&mut server);
    result
}

fn take_all(browsers: &Browsers, paths: &[String], port: u16, demo_port: u16) -> Result<()> {
    let mut urls: Vec<(String, String)> = Vec::new();
    if paths.is_empty() {
        for (path, demo) in PAGES {
            let (name, port) = if demo { ("demo", demo_port) } else { ("", port) };
            urls.push((format!("{name}{}", slug(path)), format!("http://localhost:{port}{path}")));
        }
    }
    for path in paths {
        urls.push((slug(path), format!("http://localhost:{port}{path}")));
    }
    let folder = sh::at("target/shots");
    std::fs::create_dir_all(&folder)?;
    for (name, url) in urls {
        for (window, width, height) in WINDOWS {
            for (scheme, number) in SCHEMES {
                let file = folder.join(format!("{name}-{window}-{scheme}.png"));
                take(browsers, &url, (width, height), number, &file)?;
                println!("target/shots/{}", file.file_name().unwrap_or_default().to_string_lossy());
            }
        }
    }
    Ok(())
}

fn take(browsers: &Browsers, url: &str, size: (u32, u32), scheme: u8, file: &Path) -> Result<()> {
    sh::read(
        sh::command(&browsers.chromium)
            .args(browsers::QUIET)
            .arg(format!("--window-size={},{}", size.0, size.1))
            .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
            // Lets what a page loads after itself arrive before the picture is taken.
            .arg("--virtual-time-budget=4000")
            .arg(format!("--screenshot={}", file.display()))
            .arg(url),
    )?;
    if file.is_file() { Ok(()) } else { bail!("chromium made no picture of {url}") }
}

/// `/help/en/` becomes `help-en`.
fn slug(path: &str) -> String {
    path.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Starts this program's own `run` on spare ports with a data folder of its own.
fn start(port: u16, demo_port: u16) -> Result<Child> {
    let data = sh::at("target/xtask/shots-data");
    std::fs::remove_dir_all(&data).ok();
    std::fs::create_dir_all(&data)?;
    let held = std::fs::File::create(data.join("shots"))?;
    let mut command = sh::command(std::env::current_exe()?);
    command
        .args(["run", "--no-build", "--port", &port.to_string()])
        .args(["--demo-port", &demo_port.to_string(), "--data"])
        .arg(&data)
        .stdout(Stdio::piped());
    let mut child = signals::spawn_bound(&mut command, &held)?;
    let out = child.stdout.take().context("stdout is piped")?;
    // The last line it prints: whoever stops reading earlier breaks its pipe.
    let mut lines = BufReader::new(out).lines().map_while(Result::ok);
    let ready = lines.any(|line| line.trim_start().starts_with("sign in"));
    if !ready {
        signals::end(&mut child);
        bail!("`run --no-build` did not become ready; what it printed is above");
    }
    Ok(child)
}

fn spare_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_file_names() {
        assert_eq!(slug("/help/en/"), "help-en");
        assert_eq!(slug("/"), "");
    }
}
