//! What a question finds, asked of the same index that the widget has: files come from the static
//! assets as they are needed and stay, opened, for the life of the isolate.
//!
//! Knows no ranking: `search` answers, this only fetches what it misses and keeps it.

use std::cell::RefCell;
use std::rc::Rc;

use desk::status::{news, said};
use desk::text;
use desk::wire::status::Snapshot;
use search::{Answer, Asked, Index, News, Snippet};

/// Articles on a page of results: more than the widget's eight, because there is room.
const ARTICLES_MAX: usize = 12;
/// Open incidents above them.
const INCIDENTS_MAX: usize = 2;
/// Characters of an incident's news: as much as an article's passage has.
const NEWS_MAX: usize = 180;
/// Opened indexes that an isolate keeps: a few hundred kilobytes each, of 128 MB.
const KEPT_MAX: usize = 6;
/// Parts of a large index that one question may fetch. A request may ask for fifty things on
/// Cloudflare's free plan.
const PARTS_MAX: usize = 32;
/// How often a question is asked again with what it missed: postings come first, then records, then
/// texts.
const ROUNDS: usize = 4;

/// Everything that a question leads to.
#[derive(Debug, Default)]
pub struct Found {
    /// Open incidents that are meant.
    pub incidents: Vec<Incident>,
    /// Articles, best first.
    pub articles: Vec<Article>,
    /// What was looked for instead of what was typed.
    pub corrected: Option<String>,
    /// Whether the first one may pass for an answer.
    pub sure: bool,
    /// Whether the index could be asked at all.
    pub asked: bool,
}

/// An open incident.
#[derive(Debug)]
pub struct Incident {
    /// Its number.
    pub id: i64,
    /// Its title with the words asked for marked.
    pub title: Snippet,
    /// What was said about it last, cut.
    pub text: String,
}

/// An article.
#[derive(Debug)]
pub struct Article {
    /// Address, with the anchor of the passage that it opens at.
    pub url: String,
    /// Title of its section.
    pub section: String,
    /// Its title with the words asked for marked.
    pub title: Snippet,
    /// The best passage.
    pub passage: Snippet,
}

/// Opened indexes by their addresses, which change with their content. The last one used is the last.
#[derive(Default)]
pub struct Library(RefCell<Vec<(String, Rc<RefCell<Index>>)>>);

impl Library {
    /// Answers a question. `address` is the index's, if the site has one in this language; `fetch`
    /// gives a static file by its path.
    pub async fn find(
        &self,
        question: &str,
        address: Option<&str>,
        status: Option<&Snapshot>,
        fetch: &impl AsyncFn(String) -> Option<Vec<u8>>,
    ) -> Found {
        let index = match address {
            Some(address) => self.open(address, fetch).await,
            None => None,
        };
        let answer = match &index {
            Some(index) => complete(index, question, fetch).await,
            None => Answer::default(),
        };
        let index = index.as_ref().map(|index| index.borrow());
        let incidents = meant(question, index.as_deref(), status);
        let Some(index) = index else {
            return Found { incidents, ..Found::default() };
        };
        let sure = answer.share >= Answer::SURE || !incidents.is_empty();
        let articles: Vec<Article> =
            answer.hits.into_iter().filter_map(|hit| article(&index, hit)).collect();
        // When nothing was found for the corrected words either, they explain nothing.
        let corrected = answer.corrected.filter(|_| !articles.is_empty());
        Found { incidents, articles, corrected, sure, asked: true }
    }

    /// The index of this address, fetched if it is not here; `None` when it is missing or damaged.
    async fn open(
        &self,
        address: &str,
        fetch: &impl AsyncFn(String) -> Option<Vec<u8>>,
    ) -> Option<Rc<RefCell<Index>>> {
        if let Some(index) = self.kept(address) {
            return Some(index);
        }
        let bytes = fetch(address.to_owned()).await?;
        // Somebody else may have brought it meanwhile.
        if let Some(index) = self.kept(address) {
            return Some(index);
        }
        let index = Rc::new(RefCell::new(Index::open(bytes).ok()?));
        let mut all = self.0.borrow_mut();
        if all.len() >= KEPT_MAX {
            all.remove(0);
        }
        all.push((address.to_owned(), Rc::clone(&index)));
        Some(index)
    }

    fn kept(&self, address: &str) -> Option<Rc<RefCell<Index>>> {
        let mut all = self.0.borrow_mut();
        let at = all.iter().position(|(known, _)| known == address)?;
        let entry = all.remove(at);
        let index = Rc::clone(&entry.1);
        all.push(entry);
        Some(index)
    }
}

/// The answer with all that it needs of a large index; with what came, when something did not.
async fn complete(
    index: &RefCell<Index>,
    question: &str,
    fetch: &impl AsyncFn(String) -> Option<Vec<u8>>,
) -> Answer {
    let ask = || index.borrow().ask(&Asked { text: question, k: ARTICLES_MAX, ..Asked::default() });
    let mut answer = ask();
    let mut tried: Vec<String> = Vec::new();
    for _ in 0..ROUNDS {
        let mut wanted = std::mem::take(&mut answer.missing);
        wanted.retain(|name| !tried.contains(name));
        wanted.truncate(PARTS_MAX.saturating_sub(tried.len()));
        if wanted.is_empty() {
            break;
        }
        for name in wanted {
            // No borrow is held while waiting: another request may ask the same index meanwhile.
            if let Some(bytes) = fetch(["/_a/part.", &name, ".fdp"].concat()).await {
                // What is damaged stays missing, and the rest works.
                let _ = index.borrow_mut().supply(&name, bytes);
            }
            tried.push(name);
        }
        answer = ask();
    }
    answer
}

fn article(index: &Index, hit: search::Hit) -> Option<Article> {
    let article = index.article(hit.article)?;
    let anchor = index.passage(hit.article, hit.passage).map(|passage| passage.anchor());
    let url = match anchor.as_deref() {
        None | Some("") => article.url.to_owned(),
        Some(anchor) => [article.url, "#", anchor].concat(),
    };
    let section = article.section.to_owned();
    Some(Article { url, section, title: hit.title, passage: hit.snippet })
}

fn meant(question: &str, index: Option<&Index>, status: Option<&Snapshot>) -> Vec<Incident> {
    let Some(status) = status.filter(|status| !status.incidents.is_empty()) else {
        return Vec::new();
    };
    let asked = News::new(question, index);
    let meant = status.incidents.iter().filter(|incident| asked.means(&said(incident, status)));
    meant
        .take(INCIDENTS_MAX)
        .map(|incident| Incident {
            id: incident.id,
            title: asked.mark(&incident.title),
            text: text::excerpt(news(incident), NEWS_MAX),
        })
        .collect()
}
