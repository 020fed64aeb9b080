//! The help center and the status page, as a browser without JavaScript would get them, and how
//! every file is served.

use tests::{Api, shared};

#[test]
fn help_pages_are_whole_without_javascript() {
    let api = Api::bare(shared());
    for locale in ["en", "de", "ja"] {
        let home = api.get(&format!("/help/{locale}/"));
        assert_eq!(home.status, 200);
        let html = home.text();
        assert!(html.contains(&format!("lang=\"{locale}\"")), "{locale}");
        let link = html
            .split("href=\"")
            .find(|l| l.matches('/').count() >= 5 && l.starts_with(&format!("/help/{locale}/")));
        let link = link
            .and_then(|l| l.split('"').next())
            .unwrap_or_else(|| panic!("no article on {locale}'s home"));
        let article = api.get(link);
        assert_eq!(article.status, 200, "{link}");
        assert!(article.text().contains("<h1"), "{link}");
    }
}

#[test]
fn every_kind_of_file_has_its_headers() {
    let api = Api::bare(shared()).with("accept-encoding", "gzip, br");
    let loader = api.get("/widget.js");
    let cases = [
        ("/help/en/", "text/html; charset=utf-8", "max-age=60"),
        ("/widget.js", "text/javascript; charset=utf-8", "max-age=300"),
        ("/staff/", "text/html; charset=utf-8", "no-cache"),
        ("/_site/frontdesk.json", "application/json", "max-age=60"),
        ("/status", "text/html; charset=utf-8", "no-cache"),
    ];
    for (path, kind, cache) in cases {
        let answer = api.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert!(
            answer.header("cache-control").contains(cache),
            "{path}: {}",
            answer.header("cache-control")
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
    assert_eq!(loader.header("content-encoding"), "br");
    let manifest = Api::bare(shared()).get("/_site/frontdesk.json").json();
    let index = manifest["index"]["en"].as_str().expect("an English index").to_string();
    let immutable = api.get(&index);
    assert!(immutable.header("cache-control").contains("immutable"), "{index}");
    assert_eq!(immutable.header("content-encoding"), "br");
    let gzip = Api::bare(shared()).with("accept-encoding", "gzip").get(&index);
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let plain = Api::bare(shared()).with("accept-encoding", "identity").get(&index);
    assert_eq!(plain.header("content-encoding"), "");
    assert!(immutable.bytes.len() < gzip.bytes.len() && gzip.bytes.len() < plain.bytes.len());
}

#[test]
fn strange_paths_are_not_found() {
    let api = Api::bare(shared());
    for path in [
        "/nope",
        "/help/en/no-such-page/",
        "/_a/%2e%2e%2f_site/frontdesk.json",
        "/_a//x.js",
        "/.assetsignore",
    ] {
        let answer = api.get(path);
        assert!(matches!(answer.status, 404 | 400), "{path}: {}", answer.status);
    }
    assert_eq!(api.get("/").header("location"), "/help/");
    assert_eq!(api.get("/help/en").header("location"), "/help/en/");
}
