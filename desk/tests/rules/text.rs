//! Limits and parsers of single fields.

use desk::text::{self, What};

type Parsed = Result<String, What>;

#[track_caller]
fn ok(parsed: Parsed, expected: &str) {
    assert_eq!(parsed.as_deref(), Ok(expected));
}

#[track_caller]
fn fault(parsed: Parsed, expected: What) {
    assert_eq!(parsed, Err(expected));
}

#[test]
fn lines_are_one_line() {
    let line = |raw| text::line(raw, 10);
    ok(line(""), "");
    ok(line("  a  b "), "a b");
    ok(line("a\n\tb\r\nc"), "a b c");
    ok(line("a\u{0}b"), "a b");
    ok(line("\u{3000}日本\u{3000}"), "日本");
    ok(line("0123456789"), "0123456789");
    ok(line("  0123456789  "), "0123456789");
    fault(line("0123456789a"), What::TooLong(10));
}

#[test]
fn lengths_count_characters_not_bytes() {
    ok(text::line("日本語日本語", 6), "日本語日本語");
    fault(text::line("日本語日本語", 5), What::TooLong(5));
}

#[test]
fn required_fields_need_something_to_read() {
    let line = |raw| text::required_line(raw, 10);
    fault(line(""), What::Missing);
    fault(line(" \n\t"), What::Missing);
    fault(line("\u{200b}\u{feff}"), What::Missing);
    ok(line("x"), "x");
    fault(text::required_text("\r\n \u{7}", 10), What::Missing);
}

#[test]
fn texts_keep_their_lines_and_lose_other_controls() {
    let body = |raw| text::required_text(raw, 20);
    ok(body("a\r\nb\rc\n"), "a\nb\nc");
    ok(body("a\tb"), "a\tb");
    ok(body("a\u{0}\u{1b}[31mb\u{9f}"), "a[31mb");
    ok(body("\n\n  a"), "a");
    fault(body("123456789012345678901"), What::TooLong(20));
}

#[test]
fn emails_that_cannot_work_are_refused() {
    let email = |raw: &str| text::email(raw);
    ok(email(""), "");
    ok(email("  "), "");
    ok(email(" ada@example.com "), "ada@example.com");
    ok(email("a+b@sub.example.co.uk"), "a+b@sub.example.co.uk");
    ok(email("ü@bücher.example"), "ü@bücher.example");
    for bad in
        ["ada", "ada@", "@b.c", "a@b", "a@@b.c", "a@b@c.d", "a b@c.d", "a@b.", "a@.b", "a@b..c"]
    {
        fault(email(bad), What::NotAnEmail);
    }
    fault(email("a\n@b.c"), What::NotAnEmail);
    let longest = format!("{}@example.com", "a".repeat(242));
    ok(email(&longest), &longest);
    fault(email(&format!("a{longest}")), What::TooLong(254));
}

#[test]
fn page_addresses_lose_query_and_fragment() {
    let url = |raw: &str| text::page_url(raw);
    ok(url("https://shop.example/a?q=secret#x"), "https://shop.example/a");
    ok(url("http://localhost:8788/"), "http://localhost:8788/");
    ok(url("https://shop.example/#/a?b"), "https://shop.example/");
    for bad in ["", "shop.example", "javascript:alert(1)", "https://", "file:///etc", "https://a b"]
    {
        fault(url(bad), What::NotAnAddress);
    }
    fault(url(&format!("https://{}", "a".repeat(1_993))), What::TooLong(2_000));
}

#[test]
fn locales_look_like_language_tags() {
    for good in ["en", "pt-BR", "zh-Hans-CN", "de-CH-1996"] {
        ok(text::locale(good), good);
    }
    for bad in ["", "-", "en_US", "1x", "日本", "en ", &"a".repeat(36)] {
        fault(text::locale(bad), What::NotALocale);
    }
}

#[test]
fn keys_are_32_lower_case_hexadecimal_digits() {
    let good = "0123456789abcdef0123456789abcdef";
    ok(text::key(good), good);
    for bad in ["", &good[1..], &good.to_uppercase(), &format!("{good}0"), &good.replace('0', "g")]
    {
        fault(text::key(bad), What::NotAKey);
    }
}

#[test]
fn excerpts_are_cut_between_words() {
    let check = |raw: &str, expected: &str| assert_eq!(text::excerpt(raw, 12), expected);
    check("", "");
    check("short", "short");
    check("exactly  12\nx", "exactly 12 x");
    check("hello there world", "hello there…");
    check("hello, wonderful world", "hello…");
    check("a verylongwordindeed", "a verylongw…");
    check("日本語の文章には空白がありません", "日本語の文章には空白が…");
    check("one two thr four", "one two thr…");
}

#[test]
fn excerpts_never_exceed_their_length() {
    let long = "wörd ".repeat(100);
    for max in 1..40 {
        assert!(text::excerpt(&long, max).chars().count() <= max, "{max}");
    }
}

#[test]
fn every_fault_says_what_to_do() {
    use What::*;
    let kinds = [
        Missing,
        NoneChosen,
        TooLong(5),
        TooMany(5),
        NotAnEmail,
        NotAnAddress,
        NotALocale,
        NotAKey,
        NotHex(16),
        NotOnScale(5),
        NotOffered,
        NotChosen,
        NotTicked,
        NotATick,
        NotADate,
        NotAsked,
        NotEmpty,
        ResolvedAtOnce,
    ];
    for what in kinds {
        let sentence = text::Fault { field: "subject".into(), what }.sentence();
        assert!(sentence.ends_with('.') && sentence.contains(' '), "{sentence}");
    }
}
