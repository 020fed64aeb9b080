//! HTTP as any client would speak it.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::Server;

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status code.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as sent (not decompressed).
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The first header of this name, or the empty string.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// The body as JSON; `null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// A client of one server, with the headers it sends on every request.
#[derive(Clone)]
pub struct Api {
    base: String,
    headers: Vec<(String, String)>,
}

impl Api {
    /// A client on the demo shop's pages.
    pub fn visitor(server: &Server) -> Self {
        Self { base: server.origin(), headers: vec![("origin".into(), server.demo())] }
    }

    /// A client that says nothing about itself.
    pub fn bare(server: &Server) -> Self {
        Self { base: server.origin(), headers: Vec::new() }
    }

    /// Posts the incident of most stories, as staff.
    #[track_caller]
    pub fn payments_fail(&self) {
        let incident = serde_json::json!({
            "key": key(), "title": "Payments are failing", "impact": "major", "components": ["checkout"],
            "state": "investigating", "text": "Card payments are declined. We are looking into it."
        });
        let answer = self.post("/v1/sites/frontdesk/staff/incidents", &incident);
        assert_eq!(answer.status, 201, "{}", answer.text());
    }

    /// A client with a staff session, made with a one-time token.
    pub fn staff(server: &Server, token: &str) -> Self {
        let api = Self::bare(server).with("origin", &server.origin());
        let answer =
            api.post("/v1/sites/frontdesk/staff/session", &serde_json::json!({ "token": token }));
        assert_eq!(answer.status, 200, "sign in: {}", answer.text());
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_string();
        api.with("cookie", &cookie)
    }

    /// The same client with one more header, or another value for it.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut next = self.clone();
        next.headers.retain(|(n, _)| n != name);
        next.headers.push((name.into(), value.into()));
        next
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None).unwrap_or_else(|e| panic!("GET {path}: {e}"))
    }

    /// POST of JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.try_post(path, body).unwrap_or_else(|e| panic!("POST {path}: {e}"))
    }

    /// POST of JSON to a server that may be dead.
    pub fn try_post(&self, path: &str, body: &Value) -> Result<Answer, String> {
        self.with("content-type", "application/json").send(
            "POST",
            path,
            Some(body.to_string().as_bytes()),
        )
    }

    /// Any method and body.
    pub fn send(&self, method: &str, path: &str, body: Option<&[u8]>) -> Result<Answer, String> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(crate::PATIENCE))
            .allow_non_standard_methods(true)
            .build()
            .into();
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let answer = match body {
            Some(bytes) => agent.run(request.body(bytes).map_err(|e| e.to_string())?),
            None => agent.run(request.body(()).map_err(|e| e.to_string())?),
        };
        let mut answer = answer.map_err(|e| e.to_string())?;
        let headers = answer
            .headers()
            .iter()
            .map(|(n, v)| (n.to_string(), String::from_utf8_lossy(v.as_bytes()).into_owned()))
            .collect();
        let bytes = answer
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_vec()
            .map_err(|e| e.to_string())?;
        Ok(Answer { status: answer.status().as_u16(), headers, bytes })
    }
}

/// A fresh idempotency key: 32 lower-case hexadecimal digits, unique on this machine.
pub fn key() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let nanos = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("a clock after 1970")
        .as_nanos() as u64;
    let n = COUNTER.fetch_add(1, Ordering::Relaxed) ^ (u64::from(std::process::id()) << 40);
    format!("{nanos:016x}{n:016x}")
}
