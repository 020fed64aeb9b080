//! How the stories drive Frontdesk: the real programs, from outside.
//!
//! **In scope:** starting and killing `xtask run`, HTTP as any client would speak it, real browsers
//! through W3C WebDriver, and page objects that read like what a person does.
//!
//! **Out of scope:** any crate of ours. What these tests know of the JSON they write down themselves,
//! so that a change of the wire shows.

mod api;
mod arabic;
mod browser;
mod ports;
mod proxy;
mod server;
mod site;
pub mod staff;
pub mod visitor;

pub use api::{Answer, Api, key};
pub use browser::{Browser, Kind, Need, Request, can};
pub use proxy::{Asked, Fault, Proxy};
pub use server::{Folder, Server, shared};
pub use site::built_site;

/// How long to wait for anything before a story fails. Generous: two cores, cold caches.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// Polls until `probe` has an answer; fails with `what` when [`PATIENCE`] ends.
#[track_caller]
pub fn until<T>(what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    until_or(what, |_| probe())
}

/// [`until`], with a text that `probe` may leave to be read when it was in vain.
#[track_caller]
pub fn until_or<T>(what: &str, mut probe: impl FnMut(&mut String) -> Option<T>) -> T {
    let start = std::time::Instant::now();
    let mut last = String::new();
    loop {
        if let Some(found) = probe(&mut last) {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain for: {what}{last}");
        std::thread::sleep(std::time::Duration::from_millis(40));
    }
}

/// The repository's root, where what was built is.
pub fn root() -> std::path::PathBuf {
    server::root()
}

/// A file of an npm package that the repository pins.
pub fn npm_file(path: &str) -> String {
    let file = server::root().join("node_modules").join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}
