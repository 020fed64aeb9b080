//! Every kind of fault in `site.toml`: what an owner is told, and on which line.

use super::faults::check;
use super::site::{SITE, Site};

/// Faults of `site.toml` when a part of the valid one is replaced.
#[track_caller]
fn site_toml(from: &str, to: &str, expected: &[&str]) {
    assert!(SITE.contains(from));
    let expected: Vec<_> = expected.iter().map(|fault| format!("site.toml:{fault}")).collect();
    let expected: Vec<_> = expected.iter().map(String::as_str).collect();
    check(&Site::new().with("site.toml", SITE.replace(from, to)), &expected);
}

#[test]
fn site_syntax() {
    site_toml(
        "name = \"Shop\"",
        "name = \"Shop",
        &["2: not valid TOML, invalid basic string, expected `\"`: correct the line"],
    );
}

#[test]
fn site_keys_and_types() {
    site_toml(
        "name = \"Shop\"",
        "nam = \"Shop\"",
        &[
            "1: `name` is missing: add `name = \"My shop\"`",
            "2: unknown key `nam`: correct or remove it (known: brand, components, contact, default_locale, id, import, locales, name, origins, pages, sections, sla, tagline, topics, url)",
        ],
    );
    site_toml(
        "origins = [\"https://shop.example\"]",
        "origins = \"x\"\ntagline = 3\n[sla]\nfirst_response_minutes = { urgent = \"soon\", never = 1 }\n[brand]\ncolor = \"red\"",
        &[
            "5: `origins` must be a list of texts, such as [\"en\", \"de\"]",
            "6: `tagline` must be a text, or a table such as { en = \"…\", de = \"…\" }",
            "8: `urgent` in [sla] [first_response_minutes] must be a whole number from 1",
            "8: unknown key `never` in [sla] [first_response_minutes]: correct or remove it (known: high, low, normal, urgent)",
            "10: `red` is no colour: write it as `#rrggbb`",
        ],
    );
}

#[test]
fn site_ids() {
    site_toml(
        "id = \"shop\"",
        "id = \"My Shop\"\n",
        &["1: bad id `My Shop`: use 1 to 40 of a-z, 0-9 and dashes between them"],
    );
    let parts = "\n[[components]]\nid = \"a\"\nname = \"A\"\n[[components]]\nid = \"a\"\n[[topics]]\nid = \"b\"\nname = \"B\"\n[[topics]]\nid = \"b\"\nname = \"B\"\n[[sections]]\nid = \"guides\"\ntitle = \"Guides\"\n";
    check(
        &Site::new().with("site.toml", SITE.to_string() + parts),
        &[
            "site.toml:14: `name` is missing in [[components]]: add `name = \"Checkout\"`",
            "site.toml:15: duplicate component id `a`: give each component its own",
            "site.toml:20: duplicate topic id `b`: give each topic its own",
            "site.toml:23: duplicate section id `guides`: give each section its own",
        ],
    );
}

#[test]
fn site_locales() {
    site_toml(
        "default_locale = \"en\"",
        "default_locale = \"fr\"",
        &["4: `locales` lacks the default locale `fr`: add it, or change `default_locale`"],
    );
    site_toml(
        "\"en\", \"ja\"]",
        "\"en\", \"ja\", \"en\", \"English\"]",
        &[
            "4: `English` is no locale: write a language code such as `en`, `ja` or `pt-BR`",
            "4: the locale `en` is listed twice: remove one",
        ],
    );
    site_toml(
        "{ en = \"Guides\", ja = \"ガイド\" }",
        "{ en = \"Guides\", fr = \"Guides\" }",
        &[
            "9: `title` in [[sections]] has no words for the locale `ja`: add `ja = \"…\"`",
            "9: `title` names the locale `fr`, which is not in `locales`: add it there or remove it here",
        ],
    );
}

#[test]
fn site_origins() {
    let wrong = [
        "https://shop.example/",
        "shop.example",
        "https://Shop.example",
        "https://*.example",
        "https://shop.example:443",
        "https://",
    ];
    let good = ["http://localhost:8788", "https://shop.example:8443", "http://127.0.0.1:80"];
    for origin in wrong {
        let expected = format!(
            "5: `{origin}` in `origins` is no exact origin: write scheme and host in lower case, and the port if it is not the usual one, with nothing after it, such as `https://shop.example`"
        );
        site_toml("https://shop.example", origin, &[&expected]);
    }
    for origin in &good[..2] {
        Site::new()
            .with("site.toml", SITE.replace("https://shop.example", origin))
            .built("help/index.html");
    }
}

#[test]
fn site_boosts() {
    for good in ["0.5", "2", "1.25"] {
        let boost = format!("id = \"guides\"\nboost = {good}");
        Site::new()
            .with("site.toml", SITE.replace("id = \"guides\"", &boost))
            .built("help/index.html");
    }
    for bad in ["0.4", "2.1", "-1", "nan", "\"high\""] {
        site_toml(
            "id = \"guides\"",
            &format!("id = \"guides\"\nboost = {bad}"),
            &["9: `boost` in [[sections]] must be a number from 0.5 to 2.0"],
        );
    }
}

#[test]
fn site_pages() {
    let pages = "[[pages]]\npath = \"checkout\"\nprefer = [\"guides/start\", \"guides/\",\n  \"guides/stop\", \"orders/\"]\n[[pages]]\npath = \"/a*\"\nprefer = []\n[[pages]]\npath = \"/a*\"\nfor = \"all\"\n";
    let site = Site::new().with("site.toml", format!("{SITE}\n{pages}"));
    check(
        &site,
        &[
            "site.toml:12: `checkout` in [[pages]] is no path: begin with `/`, without host, `?` or `#`, such as `/checkout*`",
            "site.toml:14: `prefer` in [[pages]]: there is no article `guides/stop`: write its section and its file name without .md, or a section with a slash at its end",
            "site.toml:14: `prefer` in [[pages]]: unknown section `orders/` (known: guides/)",
            "site.toml:15: `prefer` in [[pages]] names 0: name 1 to 20",
            "site.toml:18: `prefer` is missing in [[pages]]: add `prefer = [\"orders/pay\", \"returns/\"]`",
            "site.toml:19: the path `/a*` is in two [[pages]]: make one of them",
            "site.toml:20: unknown key `for` in [[pages]]: correct or remove it (known: path, prefer)",
        ],
    );
}

#[test]
fn pages_are_in_the_manifest_when_there_are_any() {
    let without = Site::new().built("_site/shop.json");
    assert!(!without.contains("\"pages\":"), "{without}");
    let pages = "[[pages]]\npath = \"*/checkout*\"\nprefer = [\"guides/start\", \"guides/\"]\n";
    let with = Site::new().with("site.toml", format!("{SITE}\n{pages}")).built("_site/shop.json");
    let expected =
        "\"pages\":[{\"path\":\"*/checkout*\",\"prefer\":[\"guides/start\",\"guides/\"]}]";
    assert!(with.contains(expected), "{with}");
}
