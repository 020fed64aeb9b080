//! A folder as a web site: the demo shop beside `run`, and the host pages of the tests.

use std::fs;
use std::io::Cursor;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, Server};

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

/// Serves `folder` on threads of its own until the process ends.
pub fn start(folder: PathBuf, port: u16, service: String) -> Result<()> {
    let server = Server::http(("127.0.0.1", port)).map_err(|e| anyhow!("port {port}: {e}"))?;
    let server = Arc::new(server);
    let site = Arc::new((folder, service));
    for _ in 0..4 {
        let (server, site) = (Arc::clone(&server), Arc::clone(&site));
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let response = answer(&site.0, &site.1, &request);
                request.respond(response).ok(); // the client may have gone
            }
        });
    }
    Ok(())
}

fn answer(folder: &Path, service: &str, request: &Request) -> Response<Cursor<Vec<u8>>> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Response::from_string("method not allowed").with_status_code(405);
    }
    // Browsers ask for this one on their own; a 404 would be noise in their console.
    if request.url() == "/favicon.ico" {
        return Response::from_data(Vec::new()).with_status_code(204);
    }
    let Some((path, bytes)) = find(folder, request.url()) else {
        return Response::from_string("not found").with_status_code(404);
    };
    let kind = content_type(&path);
    let bytes = if kind.starts_with("text/html") && service != SERVICE {
        String::from_utf8_lossy(&bytes).replace(SERVICE, service).into_bytes()
    } else {
        bytes
    };
    let mut response = Response::from_data(bytes);
    for (name, value) in [("Content-Type", kind), ("Cache-Control", "no-cache")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    response
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
