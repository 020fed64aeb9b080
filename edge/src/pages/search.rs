//! The page of results.

use desk::text::{self, escape_html as escape};
use desk::wire::site::SiteManifest;
use desk::wire::status::Snapshot;
use frame::document::{self, Kind};
use frame::words::{self, Words, fill};
use frame::{count, find};
use search::Snippet;

use super::{Content, framed};
use crate::call::Answer;
use crate::error::ApiError;
use crate::finder::{Article, Found, Incident, Library};
use crate::form::{Form, encode};
use crate::http::{Request, Response};

/// `GET /help/{locale}/search?q=`, inside the Worker. 404 for a language that the site does not have.
///
/// `status` gives the open incidents, if they can be had; it is asked only when there is a question.
/// `fetch` gives a static file by its path.
pub async fn answer(
    site: &SiteManifest,
    request: &Request,
    library: &Library,
    status: impl AsyncFnOnce() -> Option<Snapshot>,
    fetch: &impl AsyncFn(String) -> Option<Vec<u8>>,
) -> Answer {
    let locale = super::locale(site, &request.path)
        .ok_or_else(|| ApiError::not_found("There is no such page."))?;
    let question = question(request);
    if question.is_empty() {
        return Ok(page(site, locale, "", &Found::default()));
    }
    let snapshot = status().await;
    let address = site.index.get(locale).map(String::as_str);
    let found = library.find(&question, address, snapshot.as_ref(), fetch).await;
    Ok(page(site, locale, &question, &found))
}

/// What is asked: one line, cut where no question is longer.
fn question(request: &Request) -> String {
    text::excerpt(Form::parse(request.query.as_bytes()).get("q"), text::SEARCH_MAX)
}

/// The page for this question, in one of the site's languages. `found` is of no account when nothing
/// was asked. 503 when the index could not be asked.
fn page(site: &SiteManifest, locale: &str, asked: &str, found: &Found) -> Response {
    let words = words::of(locale);
    let nothing = found.articles.is_empty() && found.incidents.is_empty();
    let off = !asked.is_empty() && !found.asked;
    let title = match asked {
        "" => words.search_long.to_owned(),
        _ if nothing && !off => fill(words.nothing, asked),
        _ => fill(words.results_for, asked),
    };
    let lead = match asked {
        "" => words.search_hint,
        _ if off => words.search_off,
        _ if nothing => words.nothing_hint,
        _ if !found.sure => words.unsure,
        _ => "",
    };
    let mut main = format!(
        "<header class=\"fd-section-head\"><h1>{}</h1>\n{}",
        escape(&title),
        find::again(locale, asked)
    );
    if !lead.is_empty() {
        main.push_str(&format!("<p class=\"fd-lead\">{lead}</p>"));
    }
    main.push_str("</header>\n");
    if !nothing {
        main.push_str(&results(words, locale, found));
    }
    if !asked.is_empty() {
        main.push_str(&ask(words, locale, asked));
    }
    let versions = document::everywhere(&framed(site), |locale| {
        format!("{}?q={}", find::path(locale), encode(asked))
    });
    let content =
        Content { locale, kind: Kind::Search, title: &title, versions: &versions, main: &main };
    // News of incidents shall not be older than the page looks.
    super::answer(site, if off { 503 } else { 200 }, &content).with("cache-control", "no-store")
}

fn results(words: &Words, locale: &str, found: &Found) -> String {
    let shown = found.articles.len().saturating_add(found.incidents.len());
    let count = count::counted(words, words.results, u64::try_from(shown).unwrap_or(0));
    let corrected = found.corrected.as_ref().map_or_else(String::new, |corrected| {
        format!("<strong>{}</strong> · ", escape(&fill(words.showing_for, corrected)))
    });
    let incidents = found.incidents.iter().map(|found| incident(words, locale, found));
    let items: String = incidents.chain(found.articles.iter().map(article)).collect();
    format!(
        "<p class=\"fd-meta\">{corrected}{count}</p>\n\
         <ol class=\"fd-article-list fd-results\">\n{items}</ol>\n"
    )
}

fn incident(words: &Words, locale: &str, found: &Incident) -> String {
    format!(
        "<li data-kind=\"incident\"><a href=\"/status?lang={}#incident-{}\"><small>{}</small>\
         <strong><bdi>{}</bdi></strong><small><bdi>{}</bdi></small></a></li>\n",
        escape(locale),
        found.id,
        words.happening_now,
        marked(&found.title),
        escape(&found.text)
    )
}

fn article(found: &Article) -> String {
    format!(
        "<li><a href=\"{}\"><small>{}</small><strong>{}</strong><small>{}</small></a></li>\n",
        escape(&found.url),
        escape(&found.section),
        marked(&found.title),
        marked(&found.passage)
    )
}

/// The way to a person, with the question as the subject.
fn ask(words: &Words, locale: &str, asked: &str) -> String {
    format!(
        "<div class=\"fd-still\"><p>{}</p><a class=\"fd-button\" \
         href=\"/help/{}/contact?subject={}\">{}</a></div>\n",
        words.still_need_help,
        escape(locale),
        encode(asked),
        escape(&fill(words.ask_about, asked))
    )
}

/// A snippet as HTML, its ranges marked. Ranges that do not fit the text are left out.
fn marked(snippet: &Snippet) -> String {
    let text = snippet.text.as_str();
    let (mut html, mut at) = (String::new(), 0);
    for mark in &snippet.marks {
        if let (Some(before), Some(words)) = (text.get(at..mark.start), text.get(mark.clone())) {
            html.push_str(&format!("{}<mark>{}</mark>", escape(before), escape(words)));
            at = mark.end;
        }
    }
    html.push_str(&escape(text.get(at..).unwrap_or("")));
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_the_only_markup_of_a_snippet() {
        let check = |text: &str, marks: &[std::ops::Range<usize>], expected: &str| {
            let snippet = Snippet { text: text.into(), marks: marks.to_vec() };
            assert_eq!(marked(&snippet), expected);
        };
        check("a <b> c", &[0..1, 2..5], "<mark>a</mark> <mark>&lt;b&gt;</mark> c");
        check("é&", &[0..2, 2..3], "<mark>é</mark><mark>&amp;</mark>");
        check("éa", &[1..2, 9..12], "éa");
        check("", &[], "");
    }
}
