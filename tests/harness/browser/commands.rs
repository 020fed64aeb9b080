//! Commands that drivers have beyond the standard.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

/// `POST /session/{id}/PATH` with a JSON body.
#[derive(Debug)]
pub(super) struct Post(pub(super) &'static str, pub(super) Value);

impl Post {
    /// A log of Chromium's.
    pub(super) fn log(kind: &str) -> Self {
        Self("se/log", json!({ "type": kind }))
    }

    /// A command of the DevTools protocol.
    pub(super) fn devtools(method: &str, params: &Value) -> Self {
        Self("goog/cdp/execute", json!({ "cmd": method, "params": params }))
    }

    /// Whether scripts run in Firefox itself, or in its page.
    pub(super) fn context(chrome: bool) -> Self {
        Self("moz/context", json!({ "context": if chrome { "chrome" } else { "content" } }))
    }
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.1.to_string()))
    }
}
