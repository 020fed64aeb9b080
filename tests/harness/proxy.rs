//! A TCP proxy in front of the service that fails as networks and servers do. What fails is the
//! story's decision; this does it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use crate::{Server, ports};

/// What is done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Passed on, and its answer passed back.
    Pass,
    /// The same; the answer, as it was then, so many milliseconds later.
    Delay(u64),
    /// The connection is closed; the service hears nothing.
    Refuse,
    /// 500; the service hears nothing.
    Fail,
    /// Passed on; the connection is closed when the service has answered.
    Cut,
    /// Passed on; half of the answer comes back.
    Halve,
    /// Passed on; 500 comes back.
    FailAfter,
    /// 200 with a page that is nobody's answer, as from the gate of a hotel's network; the service
    /// hears nothing.
    Page,
}

/// A request: method, path, body.
#[derive(Debug)]
pub struct Asked<'a> {
    /// Method.
    pub method: &'a str,
    /// Path with query.
    pub path: &'a str,
    /// Body, empty when there is none.
    pub body: &'a [u8],
}

/// A proxy that runs until this process ends.
pub struct Proxy {
    port: u16,
}

const FAILED: &[u8] =
    b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

impl Proxy {
    /// Starts before the service; `decide` is asked about each request.
    pub fn start(
        server: &Server,
        decide: impl Fn(&Asked<'_>) -> Fault + Send + Sync + 'static,
    ) -> Self {
        let (port, service) = (ports::free(), server.port());
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("the proxy's port");
        let decide = Arc::new(decide);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let decide = Arc::clone(&decide);
                std::thread::spawn(move || {
                    // A broken connection is what this is for.
                    let _ = serve(client, service, &*decide);
                });
            }
        });
        Self { port }
    }

    /// `http://localhost:PORT` of it.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

/// Readable from every origin, so that it is the page itself that is to be recognised.
fn page() -> String {
    let html =
        "<!doctype html><title>Welcome</title><h1>Welcome to the guests' network</h1><p>Sign in.";
    let length = html.len();
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\naccess-control-allow-origin: *\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n{html}"
    )
}

/// One request a connection, so that closing it concerns no other.
fn serve(
    mut client: TcpStream,
    service: u16,
    decide: &dyn Fn(&Asked<'_>) -> Fault,
) -> std::io::Result<()> {
    client.set_read_timeout(Some(Duration::from_secs(30)))?;
    let Some((head, body)) = request(&mut client)? else { return Ok(()) };
    let mut words = head.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let fault = decide(&Asked { method, path, body: &body });
    match fault {
        Fault::Refuse => return client.shutdown(Shutdown::Both),
        Fault::Fail => return client.write_all(FAILED),
        Fault::Page => return client.write_all(page().as_bytes()),
        _ => {}
    }
    let answer = forward(service, &head, &body)?;
    if let Fault::Delay(ms) = fault {
        std::thread::sleep(Duration::from_millis(ms));
    }
    match fault {
        Fault::Cut => client.shutdown(Shutdown::Both),
        Fault::Halve => client.write_all(&answer[..answer.len() / 2]),
        Fault::FailAfter => client.write_all(FAILED),
        _ => client.write_all(&answer),
    }
}

fn request(client: &mut TcpStream) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16_384];
    loop {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            if bytes.len() >= end + length(&head) {
                return Ok(Some((head, bytes[end..].to_vec())));
            }
        }
        match client.read(&mut buffer)? {
            0 => return Ok(None),
            n => bytes.extend_from_slice(&buffer[..n]),
        }
    }
}

fn length(head: &str) -> usize {
    let named = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    };
    head.lines().find_map(named).unwrap_or(0)
}

fn forward(service: u16, head: &str, body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(("127.0.0.1", service))?;
    server.set_read_timeout(Some(Duration::from_secs(30)))?;
    let kept = head
        .trim_end()
        .lines()
        .filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let head: String = kept.map(|line| format!("{line}\r\n")).collect();
    server.write_all(format!("{head}connection: close\r\n\r\n").as_bytes())?;
    server.write_all(body)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    if answer.is_empty() {
        return Err(std::io::ErrorKind::ConnectionReset.into());
    }
    Ok(answer)
}
