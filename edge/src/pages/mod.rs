//! The pages that are made on request, as HTML that works without script. Pure: who sees what is
//! decided by `routes`, the document around each page is `frame`'s, looks are in `brand/pages.css`.
//!
//! Whatever a person wrote passes `desk::text::escape_html` on its way into a page.

pub mod search;

pub mod contact;

pub mod request;

pub mod status;

pub mod missing;

pub mod asked;

mod field;

use desk::wire::site::SiteManifest;
use frame::document::{self, Kind, Page};

use crate::assets;
use crate::http::Response;

/// Which of these pages a path of the help center means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/help/{locale}/search`.
    Search,
    /// `/help/{locale}/contact`.
    Contact,
    /// `/help/{locale}/requests/{number}`.
    Request,
}

/// The page of a path below `/help/`, in whatever locale; the site may not have it.
pub fn place(path: &str) -> Option<Place> {
    let (_, rest) = path.strip_prefix("/help/")?.split_once('/')?;
    match rest.split_once('/') {
        None if rest == "search" => Some(Place::Search),
        None if rest == "contact" => Some(Place::Contact),
        Some(("requests", number)) if !number.contains('/') && !number.is_empty() => {
            Some(Place::Request)
        }
        _ => None,
    }
}

/// The locale of a path below `/help/`, if the site has it.
pub fn locale<'a>(site: &'a SiteManifest, path: &str) -> Option<&'a str> {
    let (named, _) = path.strip_prefix("/help/")?.split_once('/')?;
    site.locales.iter().find(|locale| *locale == named).map(String::as_str)
}

/// What the frame asks of a site.
fn framed(site: &SiteManifest) -> document::Site<'_> {
    document::Site {
        id: &site.id,
        name: &site.name,
        locales: &site.locales,
        css: &site.assets.pages_css,
    }
}

/// A page's content and what the frame needs to know of it.
struct Content<'a> {
    locale: &'a str,
    kind: Kind,
    title: &'a str,
    versions: &'a [(&'a str, String)],
    main: &'a str,
}

/// An answer that is a page of the help center. No search engine shall list it: it is made for one
/// question or one person.
fn answer(site: &SiteManifest, status: u16, content: &Content<'_>) -> Response {
    let Content { locale, kind, title, versions, main } = *content;
    let page = Page { locale, kind, title, head: "", versions, main, foot: "" };
    let html = document::document(&framed(site), &page);
    let answer = html_answer(status, html).with("x-robots-tag", "noindex");
    with_headers(answer, assets::page_headers("/help/"))
}

fn html_answer(status: u16, html: String) -> Response {
    Response::new(status, "text/html; charset=utf-8", html)
}

fn with_headers(answer: Response, headers: Vec<(&'static str, &'static str)>) -> Response {
    headers.into_iter().fold(answer, |answer, (name, value)| answer.with(name, value))
}
