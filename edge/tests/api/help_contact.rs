//! The contact form without script: the same ticket as the API's, by the same rules.

use edge::http::Method;
use serde_json::json;

use crate::support::{App, OWN, Reply, SHOP, get, key, request, submit, with};

const PATH: &str = "/help/en/contact";

/// A good form under key `n`.
fn fields(key: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("key", key),
        ("subject", "Payment fails"),
        ("body", "It says declined.\r\nTwice."),
        ("topic", "billing"),
        ("name", "Ada"),
        ("email", "ada@example.com"),
        ("website", ""),
    ]
}

/// A good form with some fields replaced.
fn changed<'a>(key: &'a str, changes: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let mut fields = fields(key);
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

#[track_caller]
fn has(reply: &Reply, parts: &[&str]) {
    let html = reply.text();
    for part in parts {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn the_form_is_empty_but_for_its_subject_and_never_stored() {
    let app = App::new();
    let path = "/help/de/contact?subject=Caf%C3%A9+%22%3Cb%3E";
    let reply = app.check(get(path), "200");
    has(
        &reply,
        &[
            "<html lang=\"de\" dir=\"ltr\">",
            "<form class=\"fd-form\" method=\"post\" action=\"/help/de/contact\"",
            "value=\"Café &quot;&lt;b&gt;\"",
            "<option value=\"billing\">Billing</option>",
            "<a href=\"/help/ja/contact?subject=Caf%C3%A9%20%22%3Cb%3E\"",
        ],
    );
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("x-robots-tag"), "noindex");
    assert!(reply.header("content-security-policy").contains("form-action 'self'"));
    // Each form has a key of its own.
    let key = |reply: &Reply| {
        reply.text().split("name=\"key\" value=\"").nth(1).unwrap()[..32].to_string()
    };
    assert_ne!(key(&reply), key(&app.check(get(path), "200")));
    assert_eq!(app.rows("tickets"), 0);
}

#[test]
fn a_good_form_becomes_a_ticket_once() {
    let app = App::new();
    let cookie = app.sign_in();
    let key = key(1);
    let sent = app.check(submit(PATH, &fields(&key)), "303");
    let there = sent.header("location").to_string();
    assert!(there.starts_with("/help/en/requests/1001?token="), "{there}");
    // Sent twice, by an impatient finger: the same ticket, and both links open it.
    let again = app.check(submit(PATH, &fields(&key)), "303").header("location").to_string();
    assert!(again.starts_with("/help/en/requests/1001?token=") && again != there);
    assert_eq!((app.rows("tickets"), app.rows("keys")), (1, 1));
    for link in [there, again] {
        has(&app.check(get(&link), "200"), &["Payment fails", "It says declined.\nTwice."]);
    }
    let detail = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    assert_eq!(detail["row"]["subject"], "Payment fails");
    assert_eq!(detail["row"]["requester"], "Ada");
}

#[test]
fn faults_stand_beside_their_fields_and_nothing_typed_is_lost() {
    let app = App::new();
    let key = key(1);
    let check = |changes: &[(&'static str, &str)], parts: &[&str]| {
        let reply = app.check(submit(PATH, &changed(&key, changes)), "422");
        has(&reply, parts);
        has(&reply, &["role=\"alert\"", &format!("name=\"key\" value=\"{key}\"")]);
        assert_eq!(reply.header("cache-control"), "no-store");
    };
    check(
        &[("subject", " "), ("email", "ada"), ("body", "</textarea><script>")],
        &[
            "id=\"fd-subject\" name=\"subject\" aria-required=\"true\" aria-invalid=\"true\" autofocus aria-describedby=\"fd-subject-fault\"",
            "id=\"fd-subject-fault\">Please write something here.",
            "aria-describedby=\"fd-email-fault fd-email-hint\" value=\"ada\"",
            "\n&lt;/textarea&gt;&lt;script&gt;</textarea>",
            "<option value=\"billing\" selected>",
            "value=\"Ada\"",
        ],
    );
    check(&[("body", &"é".repeat(10_001))], &["Please shorten this to 10000 characters.", "éééé"]);
    check(&[("topic", "weather")], &["id=\"fd-topic-fault\">"]);
    // A program that fills in everything: no ticket, and no more is told.
    check(&[("website", "https://x.example")], &[]);
    assert_eq!(app.rows("tickets"), 0);
    // In the language of the page.
    let german = submit("/help/de/contact", &changed(&key, &[("body", "")]));
    has(&app.check(german, "422"), &["Bitte schreiben Sie hier etwas."]);
}

#[test]
fn a_form_without_its_key_or_with_a_used_one_gets_a_fresh_one() {
    let app = App::new();
    let key = key(1);
    let reply = app.check(submit(PATH, &changed("", &[])), "422");
    assert!(!reply.text().contains("name=\"key\" value=\"\""));
    app.check(submit(PATH, &fields(&key)), "303");
    let reply = app.check(submit(PATH, &changed(&key, &[("body", "Something else")])), "409");
    has(&reply, &["Something else", "Please send it once more."]);
    assert!(!reply.text().contains(&key));
    assert_eq!(app.rows("tickets"), 1);
}

#[test]
fn only_pages_of_ours_may_send_it() {
    let app = App::new();
    let key = key(1);
    for origin in ["", SHOP, "null", "https://evil.example", "http://help.example"] {
        let sent = submit(PATH, &fields(&key)).header("origin", origin);
        let reply = app.send(sent);
        assert_eq!(reply.0.status, 403, "{origin}");
        assert!(reply.header("content-type").starts_with("text/html"), "{origin}");
        assert_eq!(reply.header("access-control-allow-origin"), "");
    }
    assert_eq!(app.rows("tickets"), 0);
    app.check(submit(PATH, &fields(&key)).origin(OWN), "303");
}

#[test]
fn other_languages_methods_and_sizes() {
    let app = App::new();
    assert_eq!(app.send(get("/help/fr/contact")).0.status, 404);
    assert_eq!(app.send(submit("/help/fr/contact", &fields(&key(1)))).0.status, 404);
    let reply = app.send(request(Method::Delete, PATH).origin(OWN));
    assert_eq!((reply.0.status, reply.header("allow")), (405, "GET, HEAD, POST"));
    let long = "%F0%9F%98%80".repeat(10_000);
    let good = app.send(submit(PATH, &changed(&key(2), &[("body", &"😀".repeat(10_000))])));
    assert_eq!(good.0.status, 303, "{} bytes of body", long.len());
    let site = json!({"v": 1, "id": "frontdesk", "name": "F", "default_locale": "en", "locales": ["en"],
        "assets": {"pages_css": "/x"}});
    *app.site.borrow_mut() = serde_json::from_value(with(site, json!({"topics": []}))).unwrap();
    assert!(!app.check(get(PATH), "200").text().contains("<select"));
}

/// A site whose first topic asks every kind of thing, and which asks everyone for consent.
fn asking() -> App {
    let app = App::new();
    let when = |field: &str, is: &str| json!({"field": field, "is": is});
    let topics = json!([
        {"id": "billing", "names": {"en": "Billing", "de": "Zahlung"}, "fields": [
            {"id": "about", "kind": "choice", "labels": {"en": "About <what>?", "de": "Worum?"},
             "required": true, "options": [
                {"id": "refund", "names": {"en": "A refund"}}, {"id": "card", "names": {"en": "Card"}}]},
            {"id": "order", "kind": "text", "labels": {"en": "Order"}, "help": {"en": "As K-1"},
             "required": true, "max": 20, "when": when("about", "refund")},
            {"id": "back", "kind": "checkbox", "labels": {"en": "Sent back"}, "when": when("about", "refund")},
            {"id": "day", "kind": "date", "labels": {"en": "When?"}, "required": true, "when": when("back", "yes")},
        ]},
        {"id": "broken", "names": {"en": "Broken"}, "fields": [
            {"id": "order", "kind": "long_text", "labels": {"en": "Steps"}, "required": true, "max": 2000}]},
    ]);
    let contact = json!({"consent_link": "https://shop.example/privacy",
        "consent": {"en": {"text": "You may store this.", "version": "0123abcd"}}});
    let mut site = app.site.borrow_mut();
    site.topics = serde_json::from_value(topics).unwrap();
    site.contact = serde_json::from_value(contact).unwrap();
    drop(site);
    app
}

#[test]
fn a_topic_is_chosen_and_then_asks() {
    let app = asking();
    let bare = app.check(get("/help/de/contact?topic=nonsense"), "200");
    assert!(!bare.text().contains("fields.") && bare.text().contains("name=\"ask\""));
    // By a link, in the language of the page as far as the site has it.
    let reply = app.check(get("/help/de/contact?topic=billing&subject=Geld"), "200");
    has(
        &reply,
        &[
            "<option value=\"billing\" selected>Zahlung</option>",
            "<label for=\"fd-fields.about\">Worum?</label>",
            "<option value=\"refund\">A refund</option>",
            "value=\"Geld\"",
            "<a href=\"/help/en/contact?subject=Geld&amp;topic=billing\"",
            "value=\"0123abcd\"><span>You may store this.</span>",
            "href=\"https://shop.example/privacy\"",
        ],
    );
    assert!(!reply.text().contains("fields.order"), "asked only for a refund");
    // By the button: everything typed is there, and nothing is told to be missing.
    let typed = changed("", &[("topic", "billing"), ("ask", "1"), ("email", "no address")]);
    let reply = app.check(submit(PATH, &typed), "200");
    has(
        &reply,
        &[
            "name=\"fields.about\" aria-required=\"true\" autofocus",
            "About &lt;what&gt;?",
            "It says declined.\r\nTwice.",
            "value=\"no address\"",
            "name=\"asked\" value=\"billing about\"",
        ],
    );
    assert!(
        !reply.text().contains("fd-error") && !reply.text().contains("name=\"key\" value=\"\"")
    );
    assert_eq!(app.rows("tickets"), 0);
}

#[test]
fn what_is_asked_anew_is_asked_before_anything_is_sent_and_without_reproach() {
    let app = asking();
    let key = key(1);
    let check =
        |changes: &[(&'static str, &str)], expected: &str, parts: &[&str], faults: &[&str]| {
            let consent = [("consent", "0123abcd"), ("topic", "billing")];
            let reply =
                app.check(submit(PATH, &changed(&key, &[&consent, changes].concat())), expected);
            has(&reply, parts);
            let told = reply.text().matches("class=\"fd-error\"").count();
            assert_eq!(told, faults.len(), "{changes:?}\n{}", reply.text());
            for fault in faults {
                has(&reply, &[&format!("id=\"fd-{fault}-fault\">")]);
            }
            assert_eq!(app.rows("tickets"), 0);
        };
    // The topic was chosen, and sent at once.
    check(&[], "200", &["topic has questions", "name=\"fields.about\""], &[]);
    check(&[("subject", ""), ("consent", "")], "422", &["fields.about"], &["subject", "consent"]);
    check(&[("asked", "billing about")], "422", &["Please choose one."], &["fields.about"]);
    // One answer brings more, one after the other.
    let refund = ("fields.about", "refund");
    check(
        &[("asked", "billing about"), refund],
        "200",
        &[
            "name=\"fields.order\" aria-required=\"true\" autofocus",
            "As K-1",
            "billing about order back",
        ],
        &[],
    );
    let asked = ("asked", "billing about order back");
    let back = ("fields.back", "yes");
    check(
        &[asked, refund, back],
        "422",
        &["type=\"date\" id=\"fd-fields.day\"", "checked"],
        &["fields.order"],
    );
    let order = ("fields.order", "K-1");
    check(&[asked, refund, back, order], "200", &["value=\"billing about order back day\""], &[]);
    let all = ("asked", "billing about order back day");
    check(
        &[all, refund, back, order, ("fields.day", "soon")],
        "422",
        &["whole date"],
        &["fields.day"],
    );
    // What is hidden by now stays, unseen; and so does what another topic asks.
    check(
        &[("ask", "1"), ("fields.about", "card"), order],
        "200",
        &["<input type=\"hidden\" name=\"fields.order\" value=\"K-1\">"],
        &[],
    );
    // The other topic asks something else by the same name: no reproach for that either.
    check(
        &[all, ("topic", "broken"), ("fields.order", "")],
        "200",
        &["<textarea id=\"fd-fields.order\""],
        &[],
    );
}

#[test]
fn answers_and_consent_become_the_tickets() {
    let app = asking();
    let cookie = app.sign_in();
    let key = key(1);
    let form = changed(
        &key,
        &[
            ("asked", "billing about order back day"),
            ("fields.about", "refund"),
            ("fields.order", "K-1"),
            ("fields.back", "yes"),
            ("fields.day", "2026-01-31"),
            ("consent", "0123abcd"),
        ],
    );
    app.check(submit(PATH, &form), "303");
    let seen = app.check(get("staff/tickets/1001").cookie(&cookie), "200").json();
    let texts: Vec<_> = seen["answers"].as_array().unwrap().iter().map(|a| &a["text"]).collect();
    assert_eq!(texts, ["A refund", "K-1", "yes", "2026-01-31"]);
    assert_eq!(seen["consent"]["text"], "You may store this.");
}
