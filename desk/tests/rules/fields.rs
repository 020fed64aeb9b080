//! The fields of a topic, and the consent: what is asked, what is kept, what is refused.

use desk::check;
use desk::fields::{self, told};
use desk::text::What;
use desk::wire::site::{Contact, SiteTopic, TopicField};
use desk::wire::visitor::NewTicket;
use serde_json::json;

/// One field of each kind; two of them wait for an answer to the first, one for an answer to those.
fn topic() -> SiteTopic {
    let words = |word: &str| json!({"en": word});
    serde_json::from_value(json!({"id": "billing", "names": words("Billing"), "fields": [
        {"id": "about", "kind": "choice", "labels": words("What is it about?"), "options": [
            {"id": "refund", "names": words("A refund")}, {"id": "card", "names": words("My card")}]},
        {"id": "order", "kind": "text", "labels": words("Order"), "required": true, "max": 8,
         "when": {"field": "about", "is": "refund"}},
        {"id": "sent-back", "kind": "checkbox", "labels": words("Sent back"),
         "when": {"field": "about", "is": "refund"}},
        {"id": "since", "kind": "date", "labels": words("When?"), "required": true,
         "when": {"field": "sent-back", "is": "yes"}},
        {"id": "more", "kind": "long_text", "labels": words("More"), "max": 20},
    ]}))
    .unwrap()
}

fn ticket(answers: &[(&str, &str)]) -> NewTicket {
    let mut new: NewTicket = serde_json::from_value(json!({
        "key": "0123456789abcdef0123456789abcdef", "subject": "S", "body": "B", "locale": "en",
        "topic": "billing",
    }))
    .unwrap();
    new.fields = answers.iter().map(|(id, text)| ((*id).into(), (*text).into())).collect();
    new
}

/// The answers that are kept, as `id=text`, or the faults, as `!field What`.
#[track_caller]
fn check(answers: &[(&str, &str)], expected: &[&str]) {
    let lines: Vec<String> = match check::ticket(&ticket(answers), &[topic()], &Contact::default())
    {
        Ok(kept) => kept.fields.iter().map(|(id, text)| format!("{id}={text}")).collect(),
        Err(faults) => faults.0.iter().map(|f| format!("!{} {:?}", f.field, f.what)).collect(),
    };
    assert_eq!(lines, expected, "{answers:?}");
}

#[test]
fn only_what_is_asked_is_kept() {
    check(&[], &[]);
    check(&[("about", "card")], &["about=card"]);
    check(&[("about", "refund"), ("order", " 4\n711 ")], &["about=refund", "order=4 711"]);
    // Written, and then hidden by another choice.
    check(&[("about", "card"), ("order", "4711")], &["about=card"]);
    // Two steps away: the condition of the condition does not hold.
    check(&[("about", "card"), ("sent-back", "yes"), ("since", "never")], &["about=card"]);
    check(
        &[("since", "2026-01-31"), ("sent-back", "yes"), ("order", "1"), ("about", "refund")],
        &["about=refund", "order=1", "sent-back=yes", "since=2026-01-31"],
    );
    check(&[("more", " a\r\nb\u{0} ")], &["more=a\nb"]);
}

#[test]
fn what_is_asked_is_checked() {
    check(&[("about", "refund")], &["!fields.order Missing"]);
    check(&[("about", "refund"), ("order", " \u{200b}")], &["!fields.order Missing"]);
    check(&[("about", "refund"), ("order", "123456789")], &["!fields.order TooLong(8)"]);
    check(&[("about", "A refund")], &["!fields.about NotOffered"]);
    check(&[("more", &"x".repeat(21))], &["!fields.more TooLong(20)"]);
    check(
        &[("about", "refund"), ("order", "1"), ("sent-back", "on")],
        &["!fields.sent-back NotATick"],
    );
    let returned = [("about", "refund"), ("order", "1"), ("sent-back", "yes")];
    check(&returned, &["!fields.since Missing"]);
    check(&[&returned[..], &[("since", "2026-02-30")]].concat(), &["!fields.since NotADate"]);
}

#[test]
fn what_the_topic_does_not_have_is_refused() {
    check(&[("colour", "red")], &["!fields.colour NotAsked"]);
    check(&[("<b>", "red"), ("about", "x")], &["!fields NotAsked", "!fields.about NotOffered"]);
    let mut without = ticket(&[("about", "card")]);
    without.topic.clear();
    assert!(check::ticket(&without, &[topic()], &Contact::default()).is_err());
}

#[test]
fn required_choices_and_ticks_say_so() {
    let required = |index: usize| TopicField { required: true, ..topic().fields[index].clone() };
    assert_eq!(fields::answer(&required(0), ""), Err(What::NotChosen));
    assert_eq!(fields::answer(&required(2), ""), Err(What::NotTicked));
}

#[test]
fn staff_read_words_and_not_ids() {
    let kept = [("about", "refund"), ("order", "4711")].map(|(a, b)| (a.into(), b.into()));
    let lines: Vec<_> = told(&topic().fields, &kept, "en")
        .into_iter()
        .map(|answer| format!("{}: {}", answer.label, answer.text))
        .collect();
    assert_eq!(lines, ["What is it about?: A refund", "Order: 4711"]);
}

#[test]
fn consent_is_to_one_text() {
    let contact: Contact = serde_json::from_value(json!({"consent": {
        "en": {"text": "You may store this.", "version": "aaaaaaaa"},
        "de": {"text": "Ihr dürft das speichern.", "version": "bbbbbbbb"},
    }}))
    .unwrap();
    for (version, expected) in [
        ("aaaaaaaa", None),
        ("bbbbbbbb", None),
        ("", Some("consent")),
        ("cccccccc", Some("consent")),
    ] {
        let new = NewTicket { consent: version.into(), ..ticket(&[]) };
        let fault = check::ticket(&new, &[topic()], &contact).err().map(|f| f.0[0].field.clone());
        assert_eq!(fault.as_deref(), expected, "{version}");
    }
}
