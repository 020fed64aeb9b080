//! A folder as a web site: the demo shop beside `run`, and the host pages of the tests.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::args::Args;

/// Where pages in the repository say the service is; replaced when it is somewhere else.
const SERVICE: &str = "http://localhost:8787";

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    let mut args = Args::new(words);
    let port = args.port("--port", 8788)?;
    let service = args.value("--service")?.unwrap_or_else(|| SERVICE.into());
    let words = args.words()?;
    let [folder] = words.as_slice() else { bail!("serve DIR --port N [--service ORIGIN]") };
    let folder = PathBuf::from(folder);
    if !folder.is_dir() {
        bail!("{}: no such folder", folder.display());
    }
    start(folder, port, service)?;
    println!("ready http://localhost:{port}/");
    loop {
        std::thread::park();
    }
}

/// How long a connection may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(30);

/// Serves `folder` on threads of its own until the process ends.
///
/// One thread and one answer a connection: browsers open several at once and leave some idle, and a
/// server with a pool of threads (tiny_http 0.12) now and then left a page waiting for ever.
pub fn start(folder: PathBuf, port: u16, service: String) -> Result<()> {
    let listener =
        TcpListener::bind(("127.0.0.1", port)).with_context(|| format!("port {port}"))?;
    let site = Arc::new((folder, service));
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            std::thread::spawn(move || {
                // The client may have gone: nothing to tell, and nobody to tell it to.
                talk(&connection, &site.0, &site.1).ok();
            });
        }
    });
    Ok(())
}

/// Reads a request's head and answers it. A body is not read: nothing here takes one.
fn talk(connection: &TcpStream, folder: &Path, service: &str) -> std::io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(connection.take(16 << 10)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut words = request.split(' ');
    let (method, url) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (status, kind, body) = answer(folder, service, method, url);
    let mut out = connection;
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        out.write_all(&body)?;
    }
    out.flush()
}

/// Status line, content type and body.
fn answer(
    folder: &Path,
    service: &str,
    method: &str,
    url: &str,
) -> (&'static str, &'static str, Vec<u8>) {
    const TEXT: &str = "text/plain; charset=utf-8";
    if !matches!(method, "GET" | "HEAD") {
        return ("405 Method Not Allowed", TEXT, b"method not allowed".to_vec());
    }
    // Browsers ask for this one on their own; a 404 would be noise in their console.
    if url == "/favicon.ico" {
        return ("200 OK", "image/x-icon", Vec::new());
    }
    let Some((path, bytes)) = find(folder, url) else {
        return ("404 Not Found", TEXT, b"not found".to_vec());
    };
    let kind = content_type(&path);
    if kind.starts_with("text/html") && service != SERVICE {
        let html = String::from_utf8_lossy(&bytes).replace(SERVICE, service);
        return ("200 OK", kind, html.into_bytes());
    }
    ("200 OK", kind, bytes)
}

/// The file that a URL means, never one outside the folder.
fn find(folder: &Path, url: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let inside = Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
    if !inside {
        return None;
    }
    let mut file = folder.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    let bytes = fs::read(&file).ok()?;
    Some((file, bytes))
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = crate::sh::at("xtask/src");
        assert!(find(&folder, "/serve.rs?x=1").is_some());
        assert!(find(&folder, "/../Cargo.toml").is_none());
        assert!(find(&folder, "//../../Cargo.toml").is_none());
        assert!(find(&folder, "/missing").is_none());
    }
}
