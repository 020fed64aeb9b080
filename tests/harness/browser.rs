//! A real headless Chromium through W3C WebDriver, driven synchronously: stories read top to bottom.

use std::cell::RefCell;
use std::process::{Child, Command};
use std::sync::OnceLock;

use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};

use crate::{ports, server, until};

/// A browser window with a profile of its own.
pub struct Browser {
    client: Client,
    runtime: tokio::runtime::Runtime,
    /// Requests under way when the network log was last read.
    network: RefCell<Vec<Value>>,
}

/// A request that the browser made, as its network log tells.
#[derive(Debug, Clone)]
pub struct Request {
    /// Address.
    pub url: String,
    /// Bytes over the wire, headers included.
    pub bytes: u64,
}

impl Browser {
    /// A desktop window of 1280 by 800 pixels.
    pub fn desktop() -> Self {
        Self::open(1280, 800, true)
    }

    /// A window of the size of a phone.
    pub fn phone() -> Self {
        Self::open(390, 844, true)
    }

    /// A desktop window in which no page runs script. What these tests themselves ask still runs.
    pub fn without_javascript() -> Self {
        Self::open(1280, 800, false)
    }

    fn open(width: u32, height: u32, javascript: bool) -> Self {
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("browserName".into(), json!("chrome"));
        let chromium = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"]
            .into_iter()
            .find(|p| std::path::Path::new(p).exists());
        capabilities.insert(
            "goog:chromeOptions".into(),
            json!({
                "binary": chromium.expect("chromium is installed by `cargo xtask test`"),
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1",
                    format!("--window-size={width},{height}"),
                ],
                "mobileEmulation": if width < 500 {
                    json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1, "touch": true } })
                } else { Value::Null },
            }),
        );
        if !javascript {
            // 2 is "block" among Chromium's content settings.
            let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
            capabilities["goog:chromeOptions"]["prefs"] = off;
        }
        if width >= 500
            && let Some(options) =
                capabilities.get_mut("goog:chromeOptions").and_then(Value::as_object_mut)
        {
            options.remove("mobileEmulation");
        }
        capabilities
            .insert("goog:loggingPrefs".into(), json!({ "browser": "ALL", "performance": "ALL" }));
        // A script that hangs is a failure of the story, not a reason to wait five minutes.
        capabilities.insert("timeouts".into(), json!({ "script": 15_000, "pageLoad": 30_000 }));
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = format!("http://127.0.0.1:{}", driver_port());
        let client = runtime.block_on(async {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            ClientBuilder::new(connector).capabilities(capabilities).connect(&driver).await
        });
        Self { client: client.expect("a browser session"), runtime, network: RefCell::default() }
    }

    fn run<T>(&self, work: impl Future<Output = Result<T, fantoccini::error::CmdError>>) -> T {
        self.runtime.block_on(work).unwrap_or_else(|e| panic!("browser: {e}"))
    }

    /// Opens an address and waits for its `load` event.
    pub fn goto(&self, url: &str) {
        self.run(self.client.goto(url));
    }

    /// Runs the body of a function in the page; `arguments[0]` … are `args`.
    pub fn js(&self, body: &str, args: &[Value]) -> Value {
        self.run(self.client.execute(body, args.to_vec()))
    }

    /// Runs the body of a function in the page, whose last argument it calls with the answer.
    pub fn js_async(&self, body: &str) -> Value {
        self.run(self.client.execute_async(body, vec![]))
    }

    /// The element that this expression finds, once there is one.
    #[track_caller]
    pub fn element(&self, expression: &str) -> Element {
        let script = format!("return {expression} || null");
        until(expression, || {
            let found = self.js(&script, &[]);
            let id = found.as_object()?.values().next()?.as_str()?.to_string();
            Some(Element::from_element_id(self.client.clone(), ElementRef::from(id)))
        })
    }

    /// Clicks as a person would: scrolled into view, hit-tested. A moving target is tried again.
    #[track_caller]
    pub fn click(&self, expression: &str) {
        until(&format!("{expression} can be clicked"), || {
            self.runtime.block_on(self.element(expression).click()).ok()
        });
    }

    /// Types into an element.
    #[track_caller]
    pub fn type_into(&self, expression: &str, text: &str) {
        until(&format!("{expression} can be typed into"), || {
            self.runtime.block_on(self.element(expression).send_keys(text)).ok()
        });
    }

    /// Types into whatever has the focus: `\u{E004}` is Tab, `\u{E007}` Enter, `\u{E00C}` Escape.
    pub fn keys(&self, text: &str) {
        let active = self.run(self.client.active_element());
        self.run(active.send_keys(text));
    }

    /// What a JavaScript expression gives, once it is truthy.
    #[track_caller]
    pub fn wait(&self, what: &str, expression: &str) -> Value {
        let script = format!("return ({expression})");
        until(what, || {
            let value = self.js(&script, &[]);
            let falsy =
                value.is_null() || value == json!(false) || value == json!("") || value == json!(0);
            (!falsy).then_some(value)
        })
    }

    /// Opens another window on the same profile and moves there.
    pub fn new_tab(&self) {
        let window = self.run(self.client.new_window(true));
        self.run(self.client.switch_to_window(window.handle));
    }

    /// Moves to the window of this index, in order of opening.
    pub fn switch_to(&self, index: usize) {
        let windows = self.run(self.client.windows());
        self.run(self.client.switch_to_window(windows[index].clone()));
    }

    /// Goes into the frame that this expression finds: what follows happens there.
    #[track_caller]
    pub fn enter_frame(&self, expression: &str) {
        let frame = self.element(expression);
        self.run(frame.enter_frame());
    }

    /// Back to the page.
    pub fn leave_frame(&self) {
        self.run(self.client.enter_parent_frame());
    }

    /// Closes the window, as somebody would in the middle of anything, and moves to the first one left.
    pub fn close_tab(&self) {
        self.run(self.client.close_window());
        self.switch_to(0);
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.run(self.client.refresh());
    }

    /// Everything the page wrote to its console since last asked, network errors included.
    pub fn console(&self) -> Vec<String> {
        self.logs("browser")
            .iter()
            .map(|e| {
                format!(
                    "{}: {}",
                    e["level"].as_str().unwrap_or(""),
                    e["message"].as_str().unwrap_or("")
                )
            })
            .collect()
    }

    /// How every story ends.
    #[track_caller]
    pub fn console_is_empty(&self) {
        let lines = self.console();
        assert!(lines.is_empty(), "the console is not empty:\n{}", lines.join("\n"));
    }

    /// Requests that ended since last asked, from the browser's own network log. One that is under
    /// way is told next time.
    pub fn requests(&self) -> Vec<Request> {
        let mut events = self.network.borrow_mut();
        let news = self.logs("performance");
        let news = news.iter().filter_map(|e| serde_json::from_str(e["message"].as_str()?).ok());
        events.extend(news.map(|v: Value| v["message"].clone()));
        let id = |event: &Value| event["params"]["requestId"].as_str().unwrap_or("").to_string();
        let ended: Vec<(String, u64)> = events
            .iter()
            .filter(|e| {
                e["method"] == "Network.loadingFinished" || e["method"] == "Network.loadingFailed"
            })
            .map(|e| (id(e), e["params"]["encodedDataLength"].as_f64().unwrap_or(0.0) as u64))
            .collect();
        let mut found = Vec::new();
        events.retain(|event| {
            if event["method"] != "Network.requestWillBeSent" {
                return false;
            }
            let url = event["params"]["request"]["url"].as_str().unwrap_or("").to_string();
            let end = ended.iter().find(|(ended, _)| *ended == id(event));
            if let (Some((_, bytes)), false) = (end, url.starts_with("data:")) {
                found.push(Request { url, bytes: *bytes });
            }
            end.is_none()
        });
        found
    }

    fn logs(&self, kind: &str) -> Vec<Value> {
        let entries = self.run(self.client.issue_cmd(Log(kind.to_string())));
        entries.as_array().cloned().unwrap_or_default()
    }

    /// Any command of the DevTools protocol.
    pub fn devtools(&self, method: &str, params: &Value) -> Value {
        self.run(self.client.issue_cmd(DevTools(json!({ "cmd": method, "params": params }))))
    }

    /// Light or dark, as the system would say.
    pub fn color_scheme(&self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [feature] }));
    }

    /// Cuts the network off, or brings it back.
    pub fn offline(&self, offline: bool) {
        self.devtools("Network.enable", &json!({}));
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", &conditions);
    }

    /// Saves a picture of the window under `target/shots`.
    pub fn screenshot(&self, name: &str) {
        let folder = server::root().join("target/shots");
        std::fs::create_dir_all(&folder).expect("target/shots");
        let png = self.run(self.client.screenshot());
        std::fs::write(folder.join(format!("{name}.png")), png).expect("a picture");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// `POST /session/{id}/se/log`, which Chromium's driver has beyond the standard.
#[derive(Debug)]
struct Log(String);

impl WebDriverCompatibleCommand for Log {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": self.0 }).to_string()))
    }
}

/// `POST /session/{id}/goog/cdp/execute`.
#[derive(Debug)]
struct DevTools(Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}

/// One driver program for all stories.
fn driver_port() -> u16 {
    static DRIVER: OnceLock<(Child, u16)> = OnceLock::new();
    DRIVER
        .get_or_init(|| {
            let port = ports::free();
            let mut command = Command::new("chromedriver");
            command.arg(format!("--port={port}"));
            let child = server::spawn_helper(command);
            until("chromedriver", || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
            (child, port)
        })
        .1
}
