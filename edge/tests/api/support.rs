//! An app to send requests to, and the one `check` that most cases are lines of.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use desk::wire::site::SiteManifest;
use edge::env::Env;
use edge::finder::Library;
use edge::form;
use edge::front::{self, Plan};
use edge::http::{Method, Request, Response};
use edge::pages;
use edge::router::route;
use edge::store::migrate::migrate;
use serde_json::{Value, json};

use crate::native::Native;

/// Where the service is reached.
pub const OWN: &str = "https://help.example";
/// A page whose origin is in `site.toml`.
pub const SHOP: &str = "https://shop.example";
/// The deployment's setup secret.
pub const SECRET: &str = "setup-secret-of-the-tests-0123456789";
/// When every test begins: 1 March 2026, 09:30 UTC.
pub const START: i64 = 1_772_357_400_000;

/// An idempotency key that ends in this number.
pub fn key(n: u32) -> String {
    format!("{n:032x}")
}

/// A site's desk with its clock, its randomness and its log.
pub struct App {
    pub sql: Native,
    pub now: Cell<i64>,
    pub secret: RefCell<Option<String>>,
    pub site: RefCell<SiteManifest>,
    pub log: Rc<RefCell<Vec<String>>>,
    /// Static files by path, and which of them were fetched.
    pub files: RefCell<HashMap<String, Vec<u8>>>,
    pub fetched: RefCell<Vec<String>>,
    library: Library,
    drawn: Rc<Cell<u8>>,
}

/// The value of a future that waits for nothing.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("it waits"),
    }
}

impl App {
    /// A fresh one.
    pub fn new() -> Self {
        let sql = Native::new();
        migrate(&sql).unwrap();
        let site = json!({
            "v": 1, "id": "frontdesk", "name": "Frontdesk", "default_locale": "en",
            "locales": ["de", "en", "ja"], "origins": [SHOP],
            "components": [{"id": "checkout", "name": "Checkout"},
                           {"id": "storefront", "name": "Storefront & more"}],
            "topics": [{"id": "billing", "names": {"en": "Billing"}}],
            "assets": {"pages_css": "/_a/pages.0123abcd.css"},
        });
        Self {
            sql,
            now: Cell::new(START),
            secret: RefCell::new(Some(SECRET.into())),
            site: RefCell::new(serde_json::from_value(site).unwrap()),
            log: Rc::default(),
            files: RefCell::default(),
            fetched: RefCell::default(),
            library: Library::default(),
            drawn: Rc::default(),
        }
    }

    /// Lets time pass.
    pub fn wait(&self, ms: i64) {
        self.now.set(self.now.get() + ms);
    }

    fn env(&self) -> Env {
        let (log, drawn) = (Rc::clone(&self.log), Rc::clone(&self.drawn));
        Env {
            site: Rc::new(self.site.borrow().clone()),
            now_ms: self.now.get(),
            setup_secret: self.secret.borrow().clone(),
            extra_origins: vec!["http://localhost:8788".into()],
            random: RefCell::new(Box::new(move |bytes| {
                drawn.set(drawn.get().wrapping_add(1).max(1));
                bytes.fill(drawn.get());
            })),
            log: Box::new(move |line| log.borrow_mut().push(line.into())),
        }
    }

    /// Sends a request the whole way: the Worker's plan, then the object.
    pub fn send(&self, req: Req) -> Reply {
        let request = req.0;
        let response = match front::plan(&request, &|id| id == "frontdesk", "frontdesk") {
            Plan::Refuse(response) => response,
            Plan::Object { .. } | Plan::Status { .. } => route(&self.env(), &self.sql, &request),
            Plan::Search { .. } => self.search(&request),
            other => panic!("{}: {other:?}", request.path),
        };
        Reply(response)
    }

    /// What the Worker does for the page of results, with `files` in the place of the static assets.
    fn search(&self, request: &Request) -> Response {
        let site = self.site.borrow();
        let status = async || serde_json::from_value(self.check(get("status"), "200").json()).ok();
        let fetch = async |path: String| {
            self.fetched.borrow_mut().push(path.clone());
            self.files.borrow().get(&path).cloned()
        };
        let answer = pages::search::answer(&site, request, &self.library, status, &fetch);
        at_once(answer)
            .unwrap_or_else(|error| pages::missing::told(&site, request, error.into_response()))
    }

    /// Sends a request and compares the answer's line (see [`Reply::line`]).
    #[track_caller]
    pub fn check(&self, req: Req, expected: &str) -> Reply {
        let reply = self.send(req);
        assert_eq!(reply.line(), expected, "{}", reply.text());
        reply
    }

    /// Signs the first agent in and returns the cookie.
    pub fn sign_in(&self) -> String {
        self.check(post("staff/session", json!({"token": SECRET})), "200").cookie()
    }

    /// Creates a ticket under key `n` and returns its number and token.
    pub fn ticket(&self, n: u32) -> (i64, String) {
        let reply = self.check(post("tickets", ticket(n)), "201").json();
        (reply["number"].as_i64().unwrap(), reply["token"].as_str().unwrap().into())
    }

    /// Lets an agent do something to a ticket, under a key that nothing else used.
    #[track_caller]
    pub fn event(&self, cookie: &str, number: i64, event: Value, expected: &str) -> Reply {
        let detail = self.send(get(&format!("staff/tickets/{number}")).cookie(cookie)).json();
        let key = format!("e{:031x}", self.sql.count("SELECT count(*) FROM keys"));
        let body = json!({"key": key, "version": detail["version"], "event": event});
        self.check(post(&format!("staff/tickets/{number}/events"), body).cookie(cookie), expected)
    }

    /// How many rows a table has.
    pub fn rows(&self, table: &str) -> i64 {
        self.sql.count(&format!("SELECT count(*) FROM {table}"))
    }

    /// The actions in the audit, oldest first, with their targets.
    pub fn actions(&self) -> Vec<String> {
        self.sql.texts("SELECT action || ' ' || target FROM audit ORDER BY id")
    }
}

/// A good ticket under key `n`.
pub fn ticket(n: u32) -> Value {
    json!({
        "key": key(n), "name": "Ada", "email": "ada@example.com", "subject": "Payment fails",
        "body": "The page says declined.\nTwice.", "topic": "billing", "locale": "en",
        "context": {"page": {"url": "https://shop.example/checkout", "title": "Checkout"},
                    "searches": ["card refused"],
                    "articles": [{"slug": "visitors/pay", "title": "Pay"}]},
    })
}

/// A good incident under key `n`.
pub fn incident(n: u32) -> Value {
    json!({
        "key": key(n), "title": "Payments are failing", "impact": "major",
        "components": ["checkout"], "state": "investigating", "text": "We are looking into it.",
    })
}

/// A JSON value with some fields replaced.
pub fn with(mut base: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        base[name] = value.clone();
    }
    base
}

/// A request in the making.
#[derive(Clone)]
pub struct Req(pub Request);

/// `GET`, without an `Origin`. A path without leading slash is within the site's API.
pub fn get(path: &str) -> Req {
    request(Method::Get, path)
}

/// `POST` of JSON, from the shop or, for staff, from our own origin.
pub fn post(path: &str, body: Value) -> Req {
    let origin = if path.starts_with("staff/") { OWN } else { SHOP };
    request(Method::Post, path).origin(origin).json(body)
}

/// `POST` of a form, from a page of ours.
pub fn submit(path: &str, fields: &[(&str, &str)]) -> Req {
    let pairs: Vec<_> = fields.iter().map(|(n, v)| format!("{n}={}", form::encode(v))).collect();
    let kind = "application/x-www-form-urlencoded";
    request(Method::Post, path).origin(OWN).raw(pairs.join("&")).header("content-type", kind)
}

/// `PUT` of JSON from our own origin.
pub fn put(path: &str, body: Value) -> Req {
    request(Method::Put, path).origin(OWN).json(body)
}

/// Any other method, without an `Origin`.
pub fn request(method: Method, path: &str) -> Req {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = match path.starts_with('/') {
        true => path.into(),
        false => format!("/v1/sites/frontdesk/{path}"),
    };
    let (origin, query) = (OWN.into(), query.into());
    Req(Request { method, origin, path, query, headers: Vec::new(), body: Vec::new() })
}

impl Req {
    /// Sets a header; an empty value takes it away.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.0.headers.retain(|(n, _)| n != name);
        if !value.is_empty() {
            self.0.headers.push((name.into(), value.into()));
        }
        self
    }

    /// Comes from a page of this origin.
    pub fn origin(self, origin: &str) -> Self {
        self.header("origin", origin)
    }

    /// Has this session cookie.
    pub fn cookie(self, cookie: &str) -> Self {
        self.header("cookie", cookie)
    }

    /// Has this capability token.
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// The service is addressed under this origin.
    pub fn served_at(mut self, origin: &str) -> Self {
        self.0.origin = origin.into();
        self
    }

    /// Has this body, said to be JSON.
    pub fn raw(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.0.body = body.into();
        self.header("content-type", "application/json")
    }

    fn json(self, body: Value) -> Self {
        self.raw(body.to_string())
    }
}

/// An answer.
pub struct Reply(pub Response);

impl Reply {
    /// The status; for a problem its kind too, and the fields at fault.
    pub fn line(&self) -> String {
        let mut out = self.0.status.to_string();
        if self.header("content-type") == "application/problem+json" {
            let problem = self.json();
            assert_eq!(problem["status"], self.0.status);
            out = format!("{out} {}", problem["type"].as_str().unwrap());
            for fault in problem["fields"].as_array().into_iter().flatten() {
                out = format!("{out} {}", fault["field"].as_str().unwrap());
            }
        }
        out
    }

    /// A header; empty when absent. Twice the same header is a fault of ours.
    pub fn header(&self, name: &str) -> &str {
        let all: Vec<_> = self.0.headers.iter().filter(|(n, _)| n == name).collect();
        assert!(all.len() <= 1, "{all:?}");
        all.first().map_or("", |(_, v)| v)
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.0.body).unwrap()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.0.body.clone()).unwrap()
    }

    /// The cookie that was set, as a browser would send it back.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().into()
    }
}
