//! workerd's configuration: the same Worker as on Cloudflare, with files and SQLite on this disk.

use std::fmt::Write;

/// What differs from one deployment to another.
pub struct Settings {
    /// Where it listens: `127.0.0.1:8787`.
    pub listen: String,
    /// The folder of static files.
    pub assets: String,
    /// The folder of the databases.
    pub data: String,
    /// The site whose pages are at `/`.
    pub default_site: String,
    /// Origins allowed beyond the site's own list.
    pub extra_origins: Vec<String>,
    /// What clients address when a proxy stands in front: `https://help.example`.
    pub public_origin: Option<String>,
}

/// Names the folder of the databases below the data folder. Changing it orphans all data.
const UNIQUE_KEY: &str = "frontdesk-desk";

/// Runtime behaviour as of this day; the same in `wrangler.toml`.
pub const COMPATIBILITY_DATE: &str = "2026-06-01";

/// The configuration file. It lies in `dist/`, beside the `worker` folder that it embeds.
pub fn config(settings: &Settings) -> String {
    let mut variables = vec![
        ("DEFAULT_SITE", settings.default_site.clone()),
        ("EXTRA_ORIGINS", settings.extra_origins.join(" ")),
    ];
    if let Some(origin) = &settings.public_origin {
        variables.push(("PUBLIC_ORIGIN", origin.clone()));
    }
    let mut bindings = String::new();
    for (name, value) in variables {
        let _ = writeln!(bindings, "    (name = \"{name}\", text = {}),", quoted(&value));
    }
    format!(
        r#"using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "frontdesk", worker = .frontdesk),
    (name = "assets", disk = (path = {assets}, writable = false)),
    (name = "data", disk = (path = {data}, writable = true)),
  ],
  sockets = [(name = "http", address = {listen}, http = (), service = "frontdesk")],
);

const frontdesk :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed "worker/index.js"),
    (name = "./index_bg.wasm", wasm = embed "worker/index_bg.wasm"),
  ],
  compatibilityDate = "{COMPATIBILITY_DATE}",
  bindings = [
    (name = "ASSETS", service = "assets"),
    (name = "DESK", durableObjectNamespace = "Desk"),
{bindings}    # The secret stays out of this file: it comes from the environment.
    (name = "SETUP_SECRET", fromEnvironment = "SETUP_SECRET"),
  ],
  durableObjectNamespaces = [
    (className = "Desk", uniqueKey = "{UNIQUE_KEY}", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "data"),
);
"#,
        assets = quoted(&settings.assets),
        data = quoted(&settings.data),
        listen = quoted(&settings.listen),
    )
}

/// A Cap'n Proto text literal.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_leave_their_quotes() {
        let text = config(&Settings {
            listen: "127.0.0.1:1".into(),
            assets: "/a \"b\"".into(),
            data: "/d".into(),
            default_site: "x".into(),
            extra_origins: vec!["http://a".into(), "http://b".into()],
            public_origin: None,
        });
        assert!(text.contains(r#"path = "/a \"b\"""#), "{text}");
        assert!(text.contains(r#"text = "http://a http://b""#), "{text}");
        assert!(!text.contains("PUBLIC_ORIGIN"));
    }
}
