//! Whole requests: every fault at once, and nothing that is good refused.

use std::borrow::Cow;

use desk::check::{self, CheckedTicket};
use desk::incident::{Impact, IncidentState};
use desk::text::Faults;
use desk::wire::site::{Contact, SiteManifest, SiteTopic};
use desk::wire::staff::{EditMe, EventKind, NewEvent, NewIncident, NewUpdate};
use desk::wire::visitor::{ArticleRead, Context, Fact, NewMessage, NewTicket, Page};

const KEY: &str = "0123456789abcdef0123456789abcdef";

fn new_ticket() -> NewTicket {
    NewTicket {
        key: KEY.into(),
        name: "Ada".into(),
        email: "ada@example.com".into(),
        subject: "Payment fails".into(),
        body: "Twice.".into(),
        topic: "billing".into(),
        fields: [].into(),
        consent: String::new(),
        locale: "en".into(),
        context: Context::default(),
        website: String::new(),
    }
}

fn fields<T: std::fmt::Debug>(result: Result<T, Faults>) -> Vec<Cow<'static, str>> {
    match result {
        Ok(_) => Vec::new(),
        Err(faults) => faults.0.into_iter().map(|f| f.field).collect(),
    }
}

fn checked(new: &NewTicket) -> Result<CheckedTicket, Faults> {
    let topic = r#"[{"id": "billing", "names": {"en": "Billing"}}]"#;
    let topics: Vec<SiteTopic> = serde_json::from_str(topic).unwrap();
    check::ticket(new, &topics, &Contact::default())
}

/// Changes a good ticket and names the fields that are then at fault.
#[track_caller]
fn check_ticket(change: impl FnOnce(&mut NewTicket), expected: &[&str]) {
    let mut ticket = new_ticket();
    change(&mut ticket);
    assert_eq!(fields(checked(&ticket)), expected);
}

#[test]
fn tickets() {
    check_ticket(|_| {}, &[]);
    check_ticket(|t| t.name.clear(), &[]);
    check_ticket(|t| t.email.clear(), &[]);
    check_ticket(|t| t.topic.clear(), &[]);
    check_ticket(|t| t.key.clear(), &["key"]);
    check_ticket(|t| t.name = "x".repeat(81), &["name"]);
    check_ticket(|t| t.email = "x".into(), &["email"]);
    check_ticket(|t| t.subject = " ".into(), &["subject"]);
    check_ticket(|t| t.subject = "x".repeat(201), &["subject"]);
    check_ticket(|t| t.subject = "x".repeat(200), &[]);
    check_ticket(|t| t.body.clear(), &["body"]);
    check_ticket(|t| t.body = "x".repeat(10_001), &["body"]);
    check_ticket(|t| t.body = "日".repeat(10_000), &[]);
    check_ticket(|t| t.topic = "sales".into(), &["topic"]);
    check_ticket(|t| t.locale = "en_US".into(), &["locale"]);
    check_ticket(|t| t.website = "x".into(), &["website"]);
    // A site that asks for no consent keeps none, and one that came anyway does no harm.
    check_ticket(|t| t.consent = "0123abcd".into(), &[]);
    check_ticket(|t| t.fields = [("order".into(), "1".into())].into(), &["fields.order"]);
}

#[test]
fn all_faults_come_at_once() {
    let everything = |t: &mut NewTicket| {
        *t = NewTicket { email: "x".into(), topic: "x".into(), website: "x".into(), ..t.clone() };
        t.key.clear();
        t.subject.clear();
        t.body.clear();
        t.locale.clear();
        t.name = "x".repeat(81);
    };
    let all = ["website", "topic", "key", "name", "email", "subject", "body", "locale"];
    check_ticket(everything, &all);
}

#[test]
fn contexts() {
    let page = |url: &str, title: &str| Some(Page { url: url.into(), title: title.into() });
    let article = |slug: &str| ArticleRead { slug: slug.into(), title: "T".into(), helpful: None };
    check_ticket(|t| t.context.page = page("https://a.example/?q", "A"), &[]);
    check_ticket(|t| t.context.page = page("ftp://a", "A"), &["context.page.url"]);
    check_ticket(
        |t| t.context.page = page("https://a.example/", &"x".repeat(301)),
        &["context.page.title"],
    );
    check_ticket(|t| t.context.searches = vec!["x".repeat(200); 20], &[]);
    check_ticket(|t| t.context.searches = vec!["x".into(); 21], &["context.searches"]);
    check_ticket(|t| t.context.searches = vec!["x".repeat(201)], &["context.searches"]);
    check_ticket(|t| t.context.articles = vec![article("a/b"); 20], &[]);
    check_ticket(|t| t.context.articles = vec![article("a/b"); 21], &["context.articles"]);
    check_ticket(|t| t.context.articles = vec![article("")], &["context.articles"]);
    check_ticket(|t| t.context.facts = vec![fact(&"n".repeat(40), &"v".repeat(200)); 20], &[]);
    check_ticket(|t| t.context.facts = vec![fact("a", "b"); 21], &["context.facts"]);
    check_ticket(|t| t.context.facts = vec![fact("", "b")], &["context.facts"]);
    check_ticket(|t| t.context.facts = vec![fact("a", &"v".repeat(201))], &["context.facts"]);
    check_ticket(|t| t.context.facts = vec![fact(&"n".repeat(41), "b")], &["context.facts"]);
    check_ticket(|t| t.context.events = vec!["e".repeat(200); 20], &[]);
    check_ticket(|t| t.context.events = vec!["e".into(); 21], &["context.events"]);
    check_ticket(|t| t.context.events = vec!["e".repeat(201)], &["context.events"]);
}

#[test]
fn what_is_kept_is_clean() {
    let mut ticket = new_ticket();
    ticket.name = " Ada\nLovelace ".into();
    ticket.body = "a\r\nb\u{0}".into();
    ticket.context.page =
        Some(Page { url: "https://a.example/p?token=1#x".into(), title: " A\n".into() });
    ticket.context.searches = vec![" ".into(), " card ".into()];
    let checked = checked(&ticket).unwrap();
    assert_eq!(checked.name, "Ada Lovelace");
    assert_eq!(checked.body, "a\nb");
    let page = checked.context.page.unwrap();
    assert_eq!((page.url.as_str(), page.title.as_str()), ("https://a.example/p", "A"));
    assert_eq!(checked.context.searches, ["card"]);
}

fn fact(name: &str, value: &str) -> Fact {
    Fact { name: name.into(), value: value.into() }
}

#[test]
fn a_fitted_context_is_always_accepted() {
    let mut ticket = new_ticket();
    ticket.context = check::fit_context(Context {
        page: Some(Page { url: "https://a.example/?q".into(), title: "x ".repeat(400) }),
        searches: (0..30).map(|i| format!("{i} {}", "y".repeat(300))).collect(),
        articles: (0..30)
            .map(|i| ArticleRead {
                slug: format!("s/{i}"),
                title: "z".repeat(400),
                helpful: Some(i % 2 == 0),
            })
            .chain([ArticleRead { slug: String::new(), title: String::new(), helpful: None }])
            .collect(),
        facts: (0..30).map(|i| fact(&format!("{i}{}", "n".repeat(50)), &"v".repeat(300))).collect(),
        events: (0..30).map(|i| format!("{i} {}", "e".repeat(300))).collect(),
    });
    assert!(ticket.context.facts[0].name.starts_with("10n") && ticket.context.events.len() == 20);
    assert!(ticket.context.searches[0].starts_with("10 "), "the newest stay");
    assert_eq!(ticket.context.articles[0].helpful, Some(false), "the votes go with them");
    assert_eq!(fields(checked(&ticket)), [""; 0]);
    let nowhere = Page { url: "about:blank".into(), title: String::new() };
    let context = Context { page: Some(nowhere), ..Context::default() };
    assert_eq!(check::fit_context(context).page, None);
}

#[test]
fn messages() {
    let check = |key: &str, body: &str| {
        fields(check::message(&NewMessage { key: key.into(), body: body.into() }))
    };
    assert_eq!(check(KEY, "x"), [""; 0]);
    assert_eq!(check("x", " "), ["key", "body"]);
}

#[test]
fn events() {
    let check = |event| fields(check::event(&NewEvent { key: KEY.into(), version: 1, event }));
    let body = |n| "x".repeat(n);
    assert_eq!(check(EventKind::Reply { body: body(10_000), solve: false }), [""; 0]);
    assert_eq!(check(EventKind::Reply { body: body(10_001), solve: true }), ["event.body"]);
    assert_eq!(check(EventKind::Note { body: body(0) }), ["event.body"]);
    assert_eq!(check(EventKind::Take), [""; 0]);
}

fn site() -> SiteManifest {
    serde_json::from_str(
        r#"{"v":1,"id":"a","name":"A","default_locale":"en","locales":["en"],
            "components":[{"id":"checkout","name":"Checkout"},{"id":"accounts","name":"Accounts"}],
            "assets":{"pages_css":"/x.css"}}"#,
    )
    .unwrap()
}

fn new_incident() -> NewIncident {
    NewIncident {
        key: KEY.into(),
        title: "Payments are failing".into(),
        impact: Impact::Major,
        components: vec!["checkout".into()],
        state: IncidentState::Investigating,
        text: "We look.".into(),
    }
}

#[track_caller]
fn check_incident(change: impl FnOnce(&mut NewIncident), expected: &[&str]) {
    let mut incident = new_incident();
    change(&mut incident);
    assert_eq!(fields(check::incident(&incident, &site())), expected);
}

#[test]
fn incidents() {
    check_incident(|_| {}, &[]);
    check_incident(|i| i.title = "x".repeat(120), &[]);
    check_incident(|i| i.title = "x".repeat(121), &["title"]);
    check_incident(|i| i.text = "x".repeat(2_001), &["text"]);
    check_incident(|i| i.text.clear(), &["text"]);
    check_incident(|i| i.components.clear(), &["components"]);
    check_incident(|i| i.components.push("moon".into()), &["components"]);
    check_incident(|i| i.components = vec!["checkout".into(); 51], &["components"]);
    check_incident(|i| i.state = IncidentState::Resolved, &["state"]);
}

#[test]
fn components_are_kept_once_and_in_the_sites_order() {
    let mut incident = new_incident();
    incident.components = ["accounts", "checkout", "accounts"].map(Into::into).to_vec();
    let checked = check::incident(&incident, &site()).unwrap();
    assert_eq!(checked.components, ["checkout", "accounts"]);
}

#[test]
fn updates_and_names() {
    let state = IncidentState::Resolved;
    let update = NewUpdate { key: KEY.into(), version: 1, state, text: " ".into() };
    assert_eq!(fields(check::update(&update)), ["text"]);
    assert_eq!(check::edit_me(&EditMe { name: " Kim ".into() }).unwrap(), "Kim");
    assert_eq!(fields(check::edit_me(&EditMe { name: "\t".into() })), ["name"]);
}
