//! The public status: loader's JSON, Statuspage's JSON and the page say the same.

use edge::http::Method;
use serde_json::json;

use crate::support::{App, get, incident, key, post, request, with};

#[test]
fn all_is_well_at_first() {
    let app = App::new();
    let reply = app.check(get("status"), "200");
    let status = reply.json();
    assert_eq!(status["words"], "All systems operational");
    assert_eq!(
        status["components"][1],
        json!({"id": "storefront", "name": "Storefront & more", "state": "operational"})
    );
    assert_eq!((&status["rev"], reply.header("etag")), (&json!(1), "\"1\""));
    assert_eq!(reply.header("cache-control"), "no-cache");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    app.wait(1);
    assert_eq!(app.check(get("status"), "200").json(), status, "looking is no change");
}

#[test]
fn an_incident_is_the_same_everywhere() {
    let app = App::new();
    let cookie = app.sign_in();
    let long = "Payments fail for some. ".repeat(20);
    let post_it = post("staff/incidents", with(incident(1), json!({"text": long}))).cookie(&cookie);
    app.check(post_it, "201");

    let status = app.check(get("status"), "200").json();
    assert_eq!(status["indicator"], "partial_outage");
    assert_eq!(status["banner"]["id"], "1-1");
    assert_eq!(status["banner"]["title"], "Payments are failing");
    let banner = status["banner"]["text"].as_str().unwrap();
    assert!(banner.chars().count() <= 160 && banner.ends_with('…'));

    let summary = app.check(get("/api/v2/summary.json"), "200").json();
    assert_eq!(summary["status"], json!({"indicator": "major", "description": status["words"]}));
    assert_eq!(summary["incidents"][0]["name"], status["banner"]["title"]);
    assert_eq!(summary["incidents"][0]["incident_updates"][0]["body"], long.trim());
    assert_eq!(summary["components"][0]["status"], "partial_outage");
    assert_eq!(summary["page"]["url"], "https://help.example/status");
    assert_eq!(summary["page"]["updated_at"], "2026-03-01T09:30:00.000Z");
    let short = app.check(get("/api/v2/status.json"), "200").json();
    assert_eq!((&short["status"], &short["page"]), (&summary["status"], &summary["page"]));

    let page = app.check(get("/status"), "200").text();
    for words in [
        "<h1>Partial outage</h1>",
        "data-state=\"partial_outage\"",
        "<h3><bdi>Payments are failing</bdi></h3>",
        "Major · <bdi>Checkout</bdi>",
        "<strong>Investigating</strong>",
        "<time datetime=\"2026-03-01T09:30:00.000Z\">1 Mar 2026, 09:30 UTC</time>",
        long.trim(),
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn a_resolved_incident_leaves_the_banner_and_stays_on_the_page() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    let over = json!({"key": key(2), "version": 1, "state": "resolved", "text": "Over."});
    app.check(post("staff/incidents/1/updates", over).cookie(&cookie), "201");
    let status = app.check(get("status"), "200").json();
    assert_eq!((status.get("banner"), status.get("past")), (None, None));
    let summary = app.check(get("/api/v2/summary.json"), "200").json();
    assert_eq!(
        (&summary["incidents"], &summary["status"]["indicator"]),
        (&json!([]), &json!("none"))
    );
    let page = || app.check(get("/status"), "200").text();
    assert!(page().contains("Payments are failing"));
    app.wait(14 * 86_400_000 + 1);
    assert!(page().contains("No incidents in the last 14 days."));
}

#[test]
fn what_staff_type_cannot_become_markup() {
    let app = App::new();
    let cookie = app.sign_in();
    let evil = "<script>alert('x')</script>\"&";
    let nasty = with(incident(1), json!({"title": evil, "text": evil}));
    app.check(post("staff/incidents", nasty).cookie(&cookie), "201");
    let page = app.check(get("/status"), "200").text();
    assert!(!page.contains("<script>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"));
    assert!(page.contains("Storefront &amp; more"));
}

#[test]
fn the_page_loads_our_own_files_only() {
    let reply = App::new().check(get("/status"), "200");
    let page = reply.text();
    assert!(page.contains("<link rel=\"stylesheet\" href=\"/_a/pages.0123abcd.css\">"));
    assert!(page.contains("<script src=\"/widget.js\" data-site=\"frontdesk\""));
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(reply.header("cache-control"), "no-cache");
    assert!(reply.header("content-security-policy").starts_with("default-src 'self'"));
}

#[test]
fn a_known_status_is_not_sent_again() {
    let app = App::new();
    let known = |etag: &str| get("status").header("if-none-match", etag);
    app.check(known("\"0\""), "200");
    let reply = app.check(known("\"1\""), "304");
    assert_eq!(reply.0.body, b"");
    assert_eq!((reply.header("etag"), reply.header("access-control-allow-origin")), ("\"1\"", "*"));
    app.check(known("\"0\", W/\"1\""), "304");
    app.check(known("*"), "304");
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    assert_eq!(app.check(known("\"1\""), "200").header("etag"), "\"2\"");
}

#[test]
fn head_is_get_without_the_body() {
    let app = App::new();
    for path in ["status", "/status", "/api/v2/summary.json"] {
        let (get, head) = (app.send(get(path)), app.send(request(Method::Head, path)));
        assert_eq!((head.0.status, &head.0.headers), (200, &get.0.headers));
        assert_eq!(head.0.body, b"");
    }
}

#[test]
fn components_follow_site_toml() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    app.site.borrow_mut().components[0].name = "Kasse".into();
    let status = app.check(get("status"), "200").json();
    assert_eq!(status["components"][0]["name"], "Kasse");
    assert_eq!(status["components"][0]["state"], "partial_outage");
    assert_eq!(status["rev"], 2);
    app.site.borrow_mut().components.remove(0);
    let status = app.check(get("status"), "200").json();
    assert_eq!(status["indicator"], "partial_outage", "though its component is gone");
    assert_eq!(app.check(get("status"), "200").json()["rev"], 3);
}

#[test]
fn the_page_speaks_the_readers_language() {
    let app = App::new();
    let cookie = app.sign_in();
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "201");
    let check = |path: &str, accept: &str, lang: &str, words: &[&str]| {
        let reply = app.check(get(path).header("accept-language", accept), "200");
        let page = reply.text();
        assert!(page.contains(&format!("<html lang=\"{lang}\" dir=")), "{path} {accept}\n{page}");
        for part in words {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert_eq!(reply.header("vary"), "Accept-Language");
    };
    let german = [
        "<h1>Teilweise gestört</h1>",
        "Letzte Änderung <time datetime=\"2026-03-01T09:30:00.000Z\">1. März 2026, 09:30 UTC</time>",
        "Erheblich · <bdi>Checkout</bdi> · seit <time",
        "<h2>Offene Störungen</h2>",
        "<h3><bdi>Payments are failing</bdi></h3>",
        "<a href=\"/status?lang=ja\" lang=\"ja\"",
        "href=\"/help/de/contact\"",
    ];
    check("/status?lang=de", "ja", "de", &german);
    check("/status", "de-CH, en;q=0.5", "de", &german);
    check("/status?lang=xx", "", "en", &["<h1>Partial outage</h1>"]);
    check("/status", "fr", "en", &[]);
    check("/status", "ja", "ja", &["一部停止", "2026年3月1日 09:30（UTC）"]);
}
