//! Topics with fields of their own, and consent: what reaches the manifest, and every kind of fault.

use serde_json::{Value, json};

use super::faults::check;
use super::site::{SITE, Site};

/// A topic with fields of every kind, and a consent. Its first line is the file's line 11.
const TOPIC: &str = r##"
[[topics]]
id = "billing"
name = { en = "Billing", ja = "お支払い" }

[[topics.fields]]
id = "about"
kind = "choice"
label = { en = "What is it about?", ja = "ご用件" }
required = true

[[topics.fields.options]]
id = "refund"
name = { en = "A refund", ja = "返金" }

[[topics.fields.options]]
id = "card"
name = { en = "My card", ja = "カード" }

[[topics.fields]]
id = "order"
kind = "text"
label = { en = "Order number", ja = "注文番号" }
help = { en = "It begins with #.", ja = "# で始まる番号です。" }
max = 20
when = { field = "about", is = "refund" }

[[topics.fields]]
id = "back"
kind = "checkbox"
label = "Sent back"

[[topics.fields]]
id = "since"
kind = "date"
label = "When?"
when = { field = "back", is = "yes" }

[[topics.fields]]
id = "more"
kind = "long_text"
label = "More"

[contact]
consent = { en = "You may store this.", ja = "保存に同意します。" }
consent_link = "https://shop.example/privacy"
"##;

/// Faults when a part of the valid topic is replaced.
#[track_caller]
fn topic(from: &str, to: &str, expected: &[&str]) {
    assert!(TOPIC.contains(from), "{from}");
    let expected: Vec<_> = expected.iter().map(|fault| format!("site.toml:{fault}")).collect();
    let expected: Vec<_> = expected.iter().map(String::as_str).collect();
    let text = format!("{SITE}{}", TOPIC.replacen(from, to, 1));
    check(&Site::new().with("site.toml", text), &expected);
}

fn manifest(topic: &str) -> Value {
    let site = Site::new().with("site.toml", format!("{SITE}{topic}"));
    serde_json::from_str(&site.built("_site/shop.json")).unwrap()
}

#[test]
fn fields_and_consent_are_in_the_manifest() {
    let built = manifest(TOPIC);
    let fields = &built["topics"][0]["fields"];
    assert_eq!(fields[1]["when"], json!({"field": "about", "is": "refund"}));
    assert_eq!(fields[0]["options"][1]["names"]["ja"], "カード");
    let limits: Vec<_> = (0..5).map(|at| fields[at]["max"].as_u64().unwrap()).collect();
    assert_eq!(limits, [0, 20, 0, 0, 800]);
    let consent = &built["contact"]["consent"];
    assert_eq!(consent["en"]["text"], "You may store this.");
    assert_ne!(consent["en"]["version"], consent["ja"]["version"]);
    // Another link is another thing to agree to.
    let other = &manifest(&TOPIC.replace("/privacy", "/terms"))["contact"]["consent"];
    assert_ne!(consent["en"]["version"], other["en"]["version"]);
    // A site that asks for nothing says nothing about it.
    assert_eq!(manifest("").get("contact"), None);
}

#[test]
fn fields() {
    topic(
        "kind = \"date\"",
        "kind = \"day\"",
        &[
            "44: unknown kind `day` in [[topics]] [[fields]] (known: text, long_text, choice, checkbox, date)",
        ],
    );
    topic(
        "id = \"more\"\nkind = \"long_text\"\nlabel = \"More\"",
        "id = \"about\"\nrequired = \"yes\"",
        &[
            "48: `kind` is missing in [[topics]] [[fields]]: add `kind = \"text\"`",
            "48: `label` is missing in [[topics]] [[fields]]: add `label = { en = \"Order number\" }`",
            "49: duplicate field id `about`: give each field its own",
            "50: `required` in [[topics]] [[fields]] must be true or false",
        ],
    );
    topic(
        "label = { en = \"Order number\", ja = \"注文番号\" }",
        "label = { en = \"Order number\" }",
        &[
            "32: `label` in [[topics]] [[fields]] has no words for the locale `ja`: add `ja = \"…\"`",
        ],
    );
    topic(
        "kind = \"checkbox\"",
        "kind = \"checkbox\"\nmax = 3\noptions = []",
        &[
            "40: unknown key `max` in [[topics]] [[fields]]: correct or remove it (known: help, id, kind, label, required, when)",
            "41: unknown key `options` in [[topics]] [[fields]]: correct or remove it (known: help, id, kind, label, required, when)",
        ],
    );
    topic(
        "max = 20",
        "max = 2000",
        &[
            "11: the answers to this topic's fields may have 2800 characters together, the limit is 2000: lower some `max`",
        ],
    );
    let many: String = (0..8)
        .map(|n| format!("[[topics.fields]]\nid = \"f{n}\"\nkind = \"date\"\nlabel = \"F\"\n"))
        .collect();
    topic(
        "[contact]",
        &format!("{many}[contact]"),
        &["81: 13 fields in one topic, the limit is 12: ask for less, people leave long forms"],
    );
}

#[test]
fn options() {
    topic(
        "[[topics.fields.options]]\nid = \"card\"\nname = { en = \"My card\", ja = \"カード\" }\n",
        "",
        &["15: a choice of 1 in [[topics]] [[fields]]: give it 2 to 40 [[topics.fields.options]]"],
    );
    topic(
        "id = \"card\"",
        "id = \"refund\"",
        &["26: duplicate option id `refund`: give each option its own"],
    );
}

#[test]
fn conditions_look_back_at_answers_that_can_be_given() {
    let condition = "{ field = \"about\", is = \"refund\" }";
    topic(
        condition,
        "{ field = \"since\", is = \"refund\" }",
        &[
            "35: the condition looks at `since`, which is no earlier field of this topic: name one that stands above it",
        ],
    );
    topic(
        condition,
        "{ field = \"about\", is = \"A refund\" }",
        &["35: `A refund` is no answer to `about` (known: refund, card)"],
    );
    topic(
        condition,
        "{ field = \"about\", not = \"refund\" }",
        &[
            "35: `is` is missing in [[topics]] [[fields]] [when]: add `is = \"refund\"`",
            "35: unknown key `not` in [[topics]] [[fields]] [when]: correct or remove it (known: field, is)",
        ],
    );
    topic(
        "{ field = \"back\", is = \"yes\" }",
        "{ field = \"order\", is = \"yes\" }",
        &["46: the condition looks at `order`, a field of kind text: name a choice or a checkbox"],
    );
    topic(
        "{ field = \"back\", is = \"yes\" }",
        "{ field = \"back\", is = \"true\" }",
        &["46: `true` is no answer to `back` (known: yes)"],
    );
}

#[test]
fn consent() {
    let long = format!("en = \"{}\"", "x".repeat(301));
    topic(
        "en = \"You may store this.\"",
        &long,
        &[
            "53: `consent` has 301 characters, the limit is 300: say the heart of it, and the rest behind `consent_link`",
        ],
    );
    topic(
        "https://shop.example/privacy",
        "javascript:alert(1)",
        &["55: `javascript:alert(1)` is no web address: begin with `https://`"],
    );
    topic(
        "consent = { en = \"You may store this.\", ja = \"保存に同意します。\" }\n",
        "consent_url = \"x\"\n",
        &[
            "53: `consent` is missing in [contact]: add `consent = { en = \"I agree that …\" }`",
            "54: unknown key `consent_url` in [contact]: correct or remove it (known: consent, consent_link)",
        ],
    );
}
