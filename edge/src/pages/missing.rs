//! What a person sees where there is no page, or when something could not be done.

use desk::text::escape_html as escape;
use desk::wire::site::SiteManifest;
use frame::document::Kind;
use frame::{find, locale, words};

use super::{Content, answer};
use crate::http::{Request, Response};

/// Tells a problem as a page where people will read it: everything below `/help/` is for them, and so
/// is whatever a browser asks for as a document. Programs that use an API get the problem as it is.
pub fn told(site: &SiteManifest, request: &Request, problem: Response) -> Response {
    let api = ["/v1/", "/api/"].iter().any(|api| request.path.starts_with(api));
    let document = request.header("accept").is_some_and(|accept| accept.contains("text/html"));
    if api || !(document || request.path.starts_with("/help/")) {
        return problem;
    }
    let answer = page(site, request, problem.status);
    match problem.header("allow") {
        Some(allow) => answer.with("allow", allow),
        None => answer,
    }
}

/// The page for an error of this HTTP status, in the language of the address or of the reader.
fn page(site: &SiteManifest, request: &Request, status: u16) -> Response {
    let accept = request.header("accept-language");
    let spoken = super::locale(site, &request.path)
        .unwrap_or_else(|| locale::choose(None, accept, &site.locales, &site.default_locale));
    let words = words::of(spoken);
    let find = find::large(spoken);
    let contact = format!(
        "<p><a class=\"fd-button\" href=\"/help/{}/contact\">{}</a></p>\n",
        escape(spoken),
        words.contact
    );
    let (title, hint, then) = match status {
        404 | 405 => (words.missing_title, words.missing_hint, find),
        401 => (words.closed_title, words.closed_hint, contact),
        500.. => (words.failed_title, words.failed_hint, String::new()),
        _ => (words.refused_title, words.refused_hint, String::new()),
    };
    let main = format!(
        "<header class=\"fd-section-head\"><h1>{title}</h1><p class=\"fd-lead\">{hint}</p></header>\n{then}"
    );
    let content = Content { locale: spoken, kind: Kind::Search, title, versions: &[], main: &main };
    answer(site, status, &content).with("cache-control", "no-store")
}
