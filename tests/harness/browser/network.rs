//! The requests that pages made.

use serde_json::{Value, json};

use super::commands::Post;
use super::{Browser, Kind};
use crate::until;

/// A request that the browser made.
#[derive(Debug, Clone)]
pub struct Request {
    /// Address.
    pub url: String,
    /// Bytes over the wire, headers included, where the browser has a log of it; else 0. None for what it kept.
    pub bytes: u64,
    /// No answer came, as far as the browser has a log of it.
    pub failed: bool,
}

impl Browser {
    /// Requests that ended since last asked: from Chromium's own network log, elsewhere the page's list
    /// of what it fetched. One that is under way is told next time.
    pub fn requests(&self) -> Vec<Request> {
        if self.kind == Kind::Chromium { self.logged() } else { self.listed() }
    }

    /// Waits until a request has ended well whose address contains these words.
    #[track_caller]
    pub fn fetched(&self, words: &str) {
        until(&format!("{words} was fetched"), || {
            let mut all = self.requests().into_iter();
            all.any(|r| r.url.contains(words) && !r.failed).then_some(())
        });
    }

    fn logged(&self) -> Vec<Request> {
        let mut events = self.network.borrow_mut();
        let news = self.run(self.client.issue_cmd(Post::log("performance")));
        let news = news.as_array().cloned().unwrap_or_default();
        let news = news.iter().filter_map(|e| serde_json::from_str(e["message"].as_str()?).ok());
        events.extend(news.map(|v: Value| v["message"].clone()));
        let id = |event: &Value| event["params"]["requestId"].as_str().unwrap_or("").to_string();
        let ended: Vec<(String, u64, bool)> = events
            .iter()
            .filter(|e| {
                e["method"] == "Network.loadingFinished" || e["method"] == "Network.loadingFailed"
            })
            .map(|e| {
                let bytes = e["params"]["encodedDataLength"].as_f64().unwrap_or(0.0) as u64;
                (id(e), bytes, e["method"] == "Network.loadingFailed")
            })
            .collect();
        let mut found = Vec::new();
        events.retain(|event| {
            if event["method"] != "Network.requestWillBeSent" {
                return false;
            }
            let url = event["params"]["request"]["url"].as_str().unwrap_or("").to_string();
            let end = ended.iter().find(|(ended, ..)| *ended == id(event));
            if let (Some((_, bytes, failed)), false) = (end, url.starts_with("data:")) {
                found.push(Request { url, bytes: *bytes, failed: *failed });
            }
            end.is_none()
        });
        found
    }

    /// The page keeps the list, so that what was told before is marked in the page as well. Its order is that of
    /// their beginnings: what took long comes in before what was told.
    fn listed(&self) -> Vec<Request> {
        let news = "const told = window.__listed ??= new Set();
            const mark = e => e.startTime + e.name;
            const news = performance.getEntriesByType('resource').filter(e => !told.has(mark(e)));
            news.forEach(e => told.add(mark(e)));
            return news.map(e => e.name)";
        let urls = self.js(news, &[json!(null)]);
        let urls = urls.as_array().cloned().unwrap_or_default();
        let request =
            |url: &Value| Some(Request { url: url.as_str()?.to_string(), bytes: 0, failed: false });
        urls.iter().filter_map(request).collect()
    }
}
