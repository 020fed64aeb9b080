//! Static files: which file a path means, and the headers it is served with.
//!
//! Pure: the rim fetches. On one box the files come from workerd's `disk` service, which sets no
//! useful headers at all, so everything a browser needs to hear is decided here, and is the same on
//! Cloudflare.

use crate::http::Response;

/// The file that a request path means, or `None` when there can be none.
///
/// A path that ends in `/` means its `index.html`. Percent-encoding is refused rather than decoded:
/// none of our files needs it, and `%2e%2e` shall not be a way around.
pub fn file_path(path: &str) -> Option<String> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-_.~/".contains(&b);
    let rest = path.strip_prefix('/')?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let segments_fine = rest.is_empty()
        || rest.split('/').all(|s| !s.is_empty() && s != "." && s != ".." && !s.starts_with('.'));
    if !path.bytes().all(allowed) || !segments_fine {
        return None;
    }
    if path.ends_with('/') {
        return Some(format!("{path}index.html"));
    }
    // Files of ours have an extension. What has none may be a folder, of which workerd's disk
    // service would give a listing.
    (!extension(path).is_empty()).then(|| path.to_owned())
}

/// Where a path without its last `/` should lead: `/help/en` to `/help/en/`. Files of
/// ours have an extension, folders have none.
pub fn folder_redirect(path: &str) -> Option<String> {
    let last = path.rsplit('/').next().unwrap_or("");
    let is_page = path.starts_with("/help/") || path.starts_with("/staff/");
    (is_page && !last.is_empty() && !last.contains('.') && file_path(&format!("{path}/")).is_some())
        .then(|| format!("{path}/"))
}

/// The list of the files with a hash in their name, a path a line, which the build writes. No site is called so.
pub const FILES: &str = "/_site/_files.txt";

/// The file that took the place of one with a hash in its name, which an open page still asks for by the name that it
/// had before the last deployment. `files` is what [`FILES`] holds.
pub fn successor<'a>(file: &str, files: &'a str) -> Option<&'a str> {
    let name = lasting_name(file)?;
    let mut named = files.lines().filter(|other| lasting_name(other) == Some(name));
    // Of two with one name nobody knows which is meant.
    named.next().filter(|other| *other != file && named.next().is_none())
}

/// What stays in the name of a file when its content changes: what stands before and after the hash. None for those of
/// which only the very one that was asked for will do: a loader that is pinned, and what belongs to the part of the
/// program, or of the index, that is running already.
pub fn lasting_name(file: &str) -> Option<(&str, &str)> {
    let (before, rest) = file.strip_prefix("/_a/")?.split_once('.')?;
    let (hash, after) = rest.split_once('.')?;
    let is_hash = hash.len() == 8 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let exact =
        matches!(before, "loader" | "widget-later" | "part") || before.starts_with("words-");
    (is_hash && !exact).then_some((before, after))
}

/// The way from a name that is gone to its [`successor`]. Kept for a minute: there may be another deployment.
pub fn moved(to: &str) -> Response {
    let mut answer = Response::empty(302).with("location", to);
    let fresh = headers("/_site/").into_iter().filter(|(name, _)| *name != "content-type");
    answer.headers.extend(fresh.map(|(name, value)| (name.to_owned(), value.to_owned())));
    answer
}

/// The content type by extension.
pub fn content_type(file: &str) -> &'static str {
    match extension(file) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm", // browsers compile while streaming only if it says so
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn extension(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or("");
    name.rsplit_once('.').map_or("", |(_, e)| e)
}

/// A way in which a file may be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `file.br`.
    Brotli,
    /// `file.gz`.
    Gzip,
    /// The file itself.
    Plain,
}

impl Encoding {
    /// What is put behind the file's name.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => "",
        }
    }

    /// The value of `Content-Encoding`, if any.
    pub fn header(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }
}

/// The variants to try for this `Accept-Encoding`, best first; the first one that exists is served.
/// Always ends with [`Encoding::Plain`]: a client that refuses even that gets it all the same.
pub fn encodings(file: &str, accept: Option<&str>) -> Vec<Encoding> {
    let mut out = Vec::with_capacity(3);
    if is_compressible(file) {
        let accept = accept.unwrap_or("");
        if accepts(accept, "br") {
            out.push(Encoding::Brotli);
        }
        if accepts(accept, "gzip") {
            out.push(Encoding::Gzip);
        }
    }
    out.push(Encoding::Plain);
    out
}

/// Pictures are compressed already: no variants of them exist.
fn is_compressible(file: &str) -> bool {
    matches!(
        extension(file),
        "html" | "css" | "js" | "json" | "wasm" | "svg" | "txt" | "fdx" | "fdp" | "xml" | "ico"
    )
}

fn accepts(accept: &str, coding: &str) -> bool {
    let quality = |name: &str| {
        accept.split(',').find_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            if !parts.next()?.eq_ignore_ascii_case(name) {
                return None;
            }
            let q = parts.find_map(|p| p.strip_prefix("q="));
            Some(q.and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0))
        })
    };
    quality(coding).or_else(|| quality("*")).is_some_and(|q| q > 0.0)
}

/// Every header of a static answer but the encoding's.
pub fn headers(file: &str) -> Vec<(&'static str, &'static str)> {
    let mut out = vec![
        ("content-type", content_type(file)),
        ("cache-control", cache_control(file)),
        ("x-content-type-options", "nosniff"),
    ];
    if is_compressible(file) {
        out.push(("vary", "Accept-Encoding"));
    }
    if is_embedded(file) {
        // Host pages of any origin load these; they are public and the same for everyone.
        out.push(("access-control-allow-origin", "*"));
        out.push(("cross-origin-resource-policy", "cross-origin"));
    }
    if extension(file) == "html" {
        out.extend(page_headers(file));
    }
    out
}

/// Security headers of a page of ours: help center, status and staff console.
pub fn page_headers(path: &str) -> Vec<(&'static str, &'static str)> {
    let mut out = vec![
        ("content-security-policy", if path.starts_with("/staff") { STAFF_CSP } else { PAGE_CSP }),
        ("referrer-policy", "strict-origin-when-cross-origin"),
    ];
    if path.starts_with("/staff") {
        out.push(("x-frame-options", "DENY"));
        out.push(("cross-origin-opener-policy", "same-origin"));
    }
    out
}

/// Help and status pages may be framed by anyone (they change nothing) and load our own files only,
/// but for the players of an article's videos, after a click.
/// The widget's styles are a constructed sheet, which no directive concerns; wasm needs its own word.
const PAGE_CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    img-src 'self' data:; media-src 'self' https:; \
    frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'none'; form-action 'self'";

/// The console acts with an agent's rights: nobody may put it in a frame and steer the clicks.
const STAFF_CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

fn cache_control(file: &str) -> &'static str {
    match file {
        f if f.starts_with("/_a/") => "public, max-age=31536000, immutable",
        "/widget.js" => "public, max-age=300",
        f if f.starts_with("/staff/") => "no-cache",
        _ => "public, max-age=60",
    }
}

fn is_embedded(file: &str) -> bool {
    file.starts_with("/_a/") || file.starts_with("/_site/") || file == "/widget.js"
}
