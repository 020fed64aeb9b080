//! Static files: paths, types, encodings and headers.

use edge::assets::{self, Encoding};

#[test]
fn paths() {
    let check = |path: &str, expected: Option<&str>| {
        assert_eq!(assets::file_path(path).as_deref(), expected, "{path}");
    };
    check("/help/", Some("/help/index.html"));
    check("/help/en/visitors/track/", Some("/help/en/visitors/track/index.html"));
    check("/", Some("/index.html"));
    check("/widget.js", Some("/widget.js"));
    check("/_a/index-en.0123abcd.fdx", Some("/_a/index-en.0123abcd.fdx"));
    check("", None);
    check("widget.js", None);
    check("/../secret", None);
    check("/help/../../secret", None);
    check("/help/./x", None);
    check("/help//x", None);
    check("//evil.example/x", None);
    check("/%2e%2e/secret", None);
    check("/.git/config", None);
    // Folders: never a listing.
    check("/_a", None);
    check("/help", None);
    check("/help\\..\\x", None);
    check("/a\u{0}b", None);
}

#[test]
fn folders_without_their_slash() {
    let check = |path: &str, expected: Option<&str>| {
        assert_eq!(assets::folder_redirect(path).as_deref(), expected, "{path}");
    };
    check("/help/en", Some("/help/en/"));
    check("/help/en/visitors", Some("/help/en/visitors/"));
    check("/help/en/", None);
    check("/help/x.png", None);
    check("/nothing", None);
    check("/help/../x", None);
}

#[test]
fn what_took_the_place_of_a_file() {
    let files = "/_a/a-en-track.2222222a.html\n/_a/index-en.2222222b.fdx\n/_a/list.2222222c.png\n/_a/list.2222222d.png\n\
        /_a/loader.2222222e.js\n/_a/part.0123456789ab.fdp\n/_a/widget.2222222f.en.js\n/_a/widget.2222222f.pt-BR.js\n\
        /_a/widget.2222222f.wasm\n/_a/widget-later.22222220.wasm\n/_a/words-en.22222221.txt\n";
    let check = |old: &str, expected: Option<&str>| {
        assert_eq!(assets::successor(old, files), expected, "{old}");
    };
    check("/_a/index-en.1111111b.fdx", Some("/_a/index-en.2222222b.fdx"));
    check("/_a/a-en-track.1111111a.html", Some("/_a/a-en-track.2222222a.html"));
    check("/_a/widget.1111111f.en.js", Some("/_a/widget.2222222f.en.js"));
    check("/_a/widget.1111111f.pt-BR.js", Some("/_a/widget.2222222f.pt-BR.js"));
    check("/_a/widget.1111111f.wasm", Some("/_a/widget.2222222f.wasm"));
    // Itself is no other, and no name is made up.
    check("/_a/index-en.2222222b.fdx", None);
    check("/_a/index-fr.1111111b.fdx", None);
    check("/_a/index-en.1111111b.html", None);
    check("/_a/index-en.fdx", None);
    check("/_a/index-en.nohashes.fdx", None);
    check("/help/en/index-en.1111111b.fdx", None);
    // Either of two.
    check("/_a/list.1111111c.png", None);
    // Only the very one fits.
    check("/_a/loader.1111111e.js", None);
    check("/_a/widget-later.11111110.wasm", None);
    check("/_a/words-en.11111111.txt", None);
    check("/_a/part.ba9876543210.fdp", None);
}

#[test]
fn the_way_to_it_is_open_to_all_pages_and_soon_forgotten() {
    let answer = assets::moved("/_a/index-en.2222222b.fdx");
    assert_eq!((answer.status, answer.header("content-type")), (302, None));
    assert_eq!(answer.header("location"), Some("/_a/index-en.2222222b.fdx"));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=60"));
}

#[test]
fn types() {
    let check = |file: &str, expected: &str| assert_eq!(assets::content_type(file), expected);
    check("/help/index.html", "text/html; charset=utf-8");
    check("/_a/widget.0123abcd.wasm", "application/wasm");
    check("/widget.js", "text/javascript; charset=utf-8");
    check("/_site/frontdesk.json", "application/json");
    check("/favicon.svg", "image/svg+xml");
    check("/_a/index-en.0123abcd.fdx", "application/octet-stream");
    check("/_a/part.0123456789abcdef.fdp", "application/octet-stream");
    check("/strange", "application/octet-stream");
}

#[test]
fn encodings() {
    use Encoding::{Brotli, Gzip, Plain};
    let check = |file: &str, accept: Option<&str>, expected: &[Encoding]| {
        assert_eq!(assets::encodings(file, accept), expected, "{accept:?}");
    };
    check("/a.js", Some("gzip, deflate, br, zstd"), &[Brotli, Gzip, Plain]);
    check("/a.js", Some("gzip"), &[Gzip, Plain]);
    check("/a.js", Some("BR"), &[Brotli, Plain]);
    check("/a.js", Some("br;q=0, gzip;q=0.5"), &[Gzip, Plain]);
    check("/a.js", Some("*"), &[Brotli, Gzip, Plain]);
    check("/a.js", Some("*;q=0"), &[Plain]);
    check("/a.js", Some("br;q=0, *"), &[Gzip, Plain]);
    check("/a.js", Some("identity"), &[Plain]);
    check("/a.js", Some(""), &[Plain]);
    check("/a.js", None, &[Plain]);
    check("/a.png", Some("br"), &[Plain]);
    check("/a.fdx", Some("br"), &[Brotli, Plain]);
    check("/a.fdp", Some("br"), &[Brotli, Plain]);
    check("/a.wasm", Some("br"), &[Brotli, Plain]);
    assert_eq!((Brotli.suffix(), Brotli.header()), (".br", Some("br")));
    assert_eq!((Plain.suffix(), Plain.header()), ("", None));
}

/// One header of a file; empty when absent.
fn header(file: &str, name: &str) -> &'static str {
    assets::headers(file).into_iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v)
}

#[test]
fn caching() {
    let check = |file: &str, expected: &str| assert_eq!(header(file, "cache-control"), expected);
    check("/_a/widget.0123abcd.js", "public, max-age=31536000, immutable");
    check("/widget.js", "public, max-age=300");
    check("/_site/frontdesk.json", "public, max-age=60");
    check("/help/en/index.html", "public, max-age=60");
    check("/staff/index.html", "no-cache");
}

#[test]
fn other_pages_may_embed_what_the_widget_needs() {
    for file in ["/_a/widget.0123abcd.wasm", "/widget.js", "/_site/frontdesk.json"] {
        assert_eq!(header(file, "access-control-allow-origin"), "*");
        assert_eq!(header(file, "cross-origin-resource-policy"), "cross-origin");
    }
    for file in ["/help/index.html", "/staff/index.html"] {
        assert_eq!(header(file, "access-control-allow-origin"), "");
    }
}

#[test]
fn pages_are_guarded() {
    for page in ["/help/index.html", "/staff/index.html"] {
        let csp = header(page, "content-security-policy");
        assert!(csp.contains("script-src 'self' 'wasm-unsafe-eval'"), "{csp}");
        assert_eq!(header(page, "x-content-type-options"), "nosniff");
    }
    assert!(
        header("/staff/index.html", "content-security-policy").contains("frame-ancestors 'none'")
    );
    assert!(!header("/help/index.html", "content-security-policy").contains("frame-ancestors"));
    assert_eq!(header("/widget.js", "content-security-policy"), "");
}
