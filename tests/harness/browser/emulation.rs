//! What a browser is told beside what a person does: the system's colours, no network, anything of
//! Chromium's DevTools.

use serde_json::{Value, json};

use super::commands::Post;
use super::{Browser, Kind};

impl Browser {
    /// Any command of the DevTools protocol. Chromium only: see [`crate::Need::DevTools`].
    pub fn devtools(&self, method: &str, params: &Value) -> Value {
        assert_eq!(self.kind, Kind::Chromium, "{method}: this story needs DevTools");
        self.run(self.client.issue_cmd(Post::devtools(method, params)))
    }

    /// Puts a script that defines the global `name` into the page, whatever the page's policy is.
    pub fn library(&self, name: &str, source: &str) {
        if self.kind == Kind::Chromium {
            self.devtools("Page.setBypassCSP", &json!({ "enabled": true }));
            let inject = format!("if (!window.{name}) {{ (0, eval)(arguments[0]) }}");
            self.js(&inject, &[json!(source)]);
        } else {
            // The driver's own scripts are above policies there; `this` is the window.
            self.js(&format!("if (!window.{name}) {{ {source} }}"), &[]);
        }
    }

    /// Light or dark, as the system would say. Where that cannot be told, pages stay light.
    pub fn color_scheme(&self, scheme: &str) {
        match self.kind {
            Kind::Chromium => {
                let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
                self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [feature] }));
            }
            Kind::Firefox => {
                let number = i32::from(scheme != "dark");
                self.firefox(&format!(
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {number})"
                ));
            }
            Kind::WebKit => {}
        }
    }

    /// Cuts the network off, or brings it back.
    pub fn offline(&self, offline: bool) {
        match self.kind {
            Kind::Chromium => {
                self.devtools("Network.enable", &json!({}));
                let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
                self.devtools("Network.emulateNetworkConditions", &conditions);
            }
            Kind::Firefox => self.firefox(&format!(
                // It opens no connection then, but goes on using those to this machine.
                "Services.io.offline = {offline};
                 if ({offline}) Services.obs.notifyObservers(null, 'net:cancel-all-connections')"
            )),
            Kind::WebKit => panic!("this story needs Offline"),
        }
    }

    /// Runs a script in Firefox itself.
    fn firefox(&self, script: &str) {
        self.run(self.client.issue_cmd(Post::context(true)));
        self.js(script, &[]);
        self.run(self.client.issue_cmd(Post::context(false)));
    }
}
