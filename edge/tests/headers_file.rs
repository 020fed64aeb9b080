//! `edge/_headers` (what Cloudflare sets on static files) and `edge::assets` (what the Worker sets
//! on one box) must say the same.

use std::collections::BTreeMap;

type Headers = BTreeMap<String, String>;

/// The rules of the file: a path pattern, and the headers of what it matches.
fn rules() -> Vec<(String, Headers)> {
    let mut rules: Vec<(String, Headers)> = Vec::new();
    for line in include_str!("../_headers").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match (line.strip_prefix("  "), rules.last_mut()) {
            (Some(header), Some((_, headers))) => {
                let (name, value) = header.split_once(": ").expect("name: value");
                headers.insert(name.to_lowercase(), value.to_string());
            }
            _ => rules.push((line.to_string(), Headers::new())),
        }
    }
    rules
}

fn matches(pattern: &str, file: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => file.starts_with(start),
        None => file == pattern,
    }
}

#[test]
fn cloudflare_and_one_box_send_the_same_headers() {
    let rules = rules();
    for file in [
        "/_a/widget.0a1b2c3d.js",
        "/_a/widget.0a1b2c3d.wasm",
        "/_a/index-en.0a1b2c3d.fdx",
        "/_a/part.0a1b2c3d4e5f6071.fdp",
        "/_site/frontdesk.json",
        "/widget.js",
        "/help/index.html",
        "/help/en/owners/index.html",
        "/staff/index.html",
    ] {
        let found: Vec<_> = rules.iter().filter(|(pattern, _)| matches(pattern, file)).collect();
        // Two rules with one header would be joined into one value by Cloudflare.
        assert_eq!(found.len(), 1, "{file}: rules that match");
        // Cloudflare itself sets the type by extension and the encoding by negotiation.
        let ours: Headers = edge::assets::headers(file)
            .into_iter()
            .filter(|(name, _)| !["content-type", "vary"].contains(name))
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        assert_eq!(found[0].1, ours, "{file}");
    }
}
