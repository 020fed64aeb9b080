//! Which browser the stories run in, and how each is started: Chromium, Firefox and WebKit as Debian
//! packages them, by plain W3C WebDriver.

use std::process::{Child, Command};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::{Map, Value, json};

use super::Refused;
use crate::{ports, server, until};

/// A browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium or Chrome, headless: what `cargo xtask test` runs the stories in.
    Chromium,
    /// Firefox, headless.
    Firefox,
    /// WebKitGTK's MiniBrowser, which stands for Safari, on a screen of Xvfb.
    WebKit,
}

impl Kind {
    /// The one that `FRONTDESK_BROWSER` names; Chromium unless it is set.
    pub fn chosen() -> Self {
        match std::env::var("FRONTDESK_BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("FRONTDESK_BROWSER={other}: chromium, firefox or webkit"),
        }
    }

    /// What a new session is asked for. Timeouts are in milliseconds: a script that hangs is a failure
    /// of the story, not a reason to wait five minutes.
    pub(super) fn capabilities(
        self,
        width: u32,
        height: u32,
        refused: Option<Refused>,
    ) -> Map<String, Value> {
        let (name, options, wanted) = match self {
            Self::Chromium => ("chrome", "goog:chromeOptions", chromium(width, height, refused)),
            Self::Firefox => ("firefox", "moz:firefoxOptions", firefox(refused)),
            Self::WebKit => ("MiniBrowser", "webkitgtk:browserOptions", webkit()),
        };
        let mut all = Map::new();
        all.insert("browserName".into(), json!(name));
        all.insert(options.into(), wanted);
        all.insert("timeouts".into(), json!({ "script": 15_000, "pageLoad": 30_000 }));
        if self == Self::Chromium {
            let logs = json!({ "browser": "ALL", "performance": "ALL" });
            all.insert("goog:loggingPrefs".into(), logs);
        }
        all
    }
}

/// The first of these files that is there.
fn first(paths: &[&str]) -> String {
    let found = paths.iter().find(|path| std::path::Path::new(path).exists());
    let all = || panic!("none of {paths:?} is here; `cargo xtask setup --browsers` installs them");
    (*found.unwrap_or_else(all)).to_string()
}

fn chromium(width: u32, height: u32, refused: Option<Refused>) -> Value {
    let binary = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];
    let mut options = json!({
        "binary": first(&binary),
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1",
            format!("--window-size={width},{height}"),
        ],
    });
    if width < 500 {
        let metrics = json!({ "width": width, "height": height, "pixelRatio": 1, "touch": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    if let Some(refused) = refused {
        let what = if refused == Refused::Scripts { "javascript" } else { "cookies" };
        // 2 is "block" among Chromium's content settings.
        let setting = format!("profile.managed_default_content_settings.{what}");
        options["prefs"] = json!({ setting: 2 });
    }
    options
}

fn firefox(refused: Option<Refused>) -> Value {
    let binary = first(&["/usr/bin/firefox-esr", "/usr/bin/firefox"]);
    json!({
        "binary": binary,
        "args": ["-headless"],
        "prefs": {
            "javascript.enabled": refused != Some(Refused::Scripts),
            // 2 is "all" of those that are refused.
            "network.cookie.cookieBehavior": if refused == Some(Refused::Storage) { 2 } else { 5 },
            // Every line of every page's console goes to standard output.
            "devtools.console.stdout.content": true,
            "devtools.console.stdout.chrome": false,
            // Otherwise what is on this machine stays reachable, and all that is tested is.
            "network.disable-localhost-when-offline": true,
        },
    })
}

fn webkit() -> Value {
    let binary = first(&[
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
    ]);
    json!({ "binary": binary, "args": ["--automation"] })
}

/// A WebDriver program, for one browser or for all.
pub(super) struct Driver {
    child: Child,
    /// Of WebKit.
    screen: Option<Child>,
    port: u16,
    /// What it and its browser printed, both streams.
    pub(super) log: Arc<Mutex<String>>,
}

impl Driver {
    fn start(mut command: Command, name: &str, port: u16) -> Self {
        let log = Arc::default();
        command.stdin(std::process::Stdio::null());
        let child = server::spawn_logged(command, &log);
        until(name, || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        Self { child, screen: None, port, log }
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        server::kill_group(&mut self.child);
        if let Some(screen) = &mut self.screen {
            server::kill_group(screen);
        }
    }
}

/// A driver for one more browser. Chromium's serves any number; the others' one at a time.
pub(super) fn driver(kind: Kind) -> Arc<Driver> {
    match kind {
        Kind::Chromium => {
            static SHARED: OnceLock<Arc<Driver>> = OnceLock::new();
            Arc::clone(SHARED.get_or_init(|| {
                let port = ports::free();
                let mut command = Command::new("chromedriver");
                command.arg(format!("--port={port}"));
                Arc::new(Driver::start(command, "chromedriver", port))
            }))
        }
        Kind::Firefox => {
            let port = ports::free();
            let kept = crate::root().join("target/xtask/geckodriver/bin/geckodriver");
            let mut command =
                if kept.is_file() { Command::new(kept) } else { Command::new("geckodriver") };
            command.args(["--port", &port.to_string()]);
            command.args(["--websocket-port", &ports::free().to_string()]);
            // For what only the browser itself can do, such as going offline.
            command.arg("--allow-system-access");
            Arc::new(Driver::start(command, "geckodriver", port))
        }
        Kind::WebKit => {
            let port = ports::free();
            let (screen, display) = screen();
            let mut command = Command::new("WebKitWebDriver");
            command.args([&format!("--port={port}"), "--host=127.0.0.1"]);
            command.env("DISPLAY", display);
            let mut driver = Driver::start(command, "WebKitWebDriver", port);
            driver.screen = Some(screen);
            Arc::new(driver)
        }
    }
}

/// A screen of its own for a window of WebKit: on one, windows take the keyboard from each other.
fn screen() -> (Child, String) {
    let log = Arc::default();
    let mut command = Command::new("Xvfb");
    // It chooses a free number, and prints it.
    command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    let child = server::spawn_logged(command, &log);
    let number = until("Xvfb", || {
        let log = log.lock().expect("a log");
        log.lines().find_map(|line| line.trim().parse::<u16>().ok())
    });
    (child, format!(":{number}"))
}
