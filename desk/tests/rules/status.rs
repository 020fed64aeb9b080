//! From incidents to what everybody sees.

use Impact::{Critical, Major, Minor};
use desk::incident::{Impact, IncidentState};
use desk::status::{ComponentState, PAST_MS, bring_up_to, news, roll_up, said};
use desk::statuspage;
use desk::wire::site::{SiteComponent, SiteManifest};
use desk::wire::status::{Incident, Snapshot, Update};

const NOW: i64 = 100 * 86_400_000;

fn incident(id: i64, impact: Impact, components: &[&str]) -> Incident {
    let update = |seq| Update {
        seq,
        state: IncidentState::Investigating,
        text: format!("update {seq} of {id}"),
        at_ms: NOW,
    };
    Incident {
        id,
        title: format!("incident {id}"),
        impact,
        state: IncidentState::Investigating,
        components: components.iter().map(ToString::to_string).collect(),
        opened_ms: NOW,
        resolved_ms: None,
        updates: vec![update(2), update(1)],
    }
}

fn resolved(id: i64, at: i64) -> Incident {
    let state = IncidentState::Resolved;
    Incident { state, resolved_ms: Some(at), ..incident(id, Critical, &["a"]) }
}

fn roll(open: Vec<Incident>, past: Vec<Incident>) -> Snapshot {
    let component = |id: &str| SiteComponent { id: id.into(), name: id.to_uppercase() };
    roll_up(&[component("a"), component("b")], open, past, vec![], 7, NOW)
}

/// The indicator's name, the components' and the banner's id, as one line.
#[track_caller]
fn check(open: Vec<Incident>, expected: &str) {
    let s = roll(open, Vec::new());
    let components: Vec<_> = s.components.iter().map(|c| c.state.name()).collect();
    let banner = s.banner.map_or("none".into(), |b| b.id);
    let line = format!("{}: {} banner {banner}", s.indicator.name(), components.join(" "));
    assert_eq!(line, expected);
}

#[test]
fn the_worst_incident_decides() {
    check(vec![], "operational: operational operational banner none");
    check(vec![incident(1, Minor, &["a"])], "degraded: degraded operational banner 1-2");
    check(
        vec![incident(1, Major, &["b"])],
        "partial_outage: operational partial_outage banner 1-2",
    );
    check(
        vec![incident(1, Minor, &["a"]), incident(2, Critical, &["b"])],
        "major_outage: degraded major_outage banner 2-2",
    );
    check(
        vec![incident(1, Critical, &["a"]), incident(2, Minor, &["a"])],
        "major_outage: major_outage operational banner 1-2",
    );
    check(
        vec![incident(1, Major, &["a"]), incident(2, Major, &["a", "b"])],
        "partial_outage: partial_outage partial_outage banner 2-2",
    );
    check(
        vec![incident(1, Major, &["gone"])],
        "partial_outage: operational operational banner 1-2",
    );
}

#[test]
fn words() {
    assert_eq!(roll(vec![], vec![]).words, "All systems operational");
    assert_eq!(roll(vec![incident(1, Major, &["a"])], vec![]).words, "Partial outage");
}

#[test]
fn an_incident_is_found_by_its_title_its_news_and_its_components() {
    let snapshot = roll(vec![incident(1, Major, &["b", "gone"])], vec![]);
    assert_eq!(news(&snapshot.incidents[0]), "update 2 of 1");
    assert_eq!(said(&snapshot.incidents[0], &snapshot), "incident 1\nupdate 2 of 1\nB");
}

#[test]
fn the_banner_is_cut_between_words() {
    let mut long = incident(1, Major, &["a"]);
    long.updates[0].text = "Payments are failing for some of you. ".repeat(10);
    let text = roll(vec![long], vec![]).banner.unwrap().text;
    assert!(text.chars().count() <= 160, "{text}");
    assert!(text.ends_with('…') && !text.ends_with(" …"), "{text}");
}

#[test]
fn past_incidents_leave_after_14_days() {
    let past = vec![resolved(1, NOW - PAST_MS - 1), resolved(2, NOW - PAST_MS), resolved(3, NOW)];
    let mut snapshot = roll(vec![], past);
    let ids = |s: &Snapshot| s.past.iter().map(|i| i.id).collect::<Vec<_>>();
    assert_eq!(ids(&snapshot), [3, 2]);
    bring_up_to(&mut snapshot, NOW + 1);
    assert_eq!(ids(&snapshot), [3]);
}

#[test]
fn states_are_ordered_from_good_to_bad() {
    use ComponentState::{Degraded, MajorOutage, Operational, PartialOutage};
    assert!(Operational < Degraded && Degraded < PartialOutage && PartialOutage < MajorOutage);
}

#[test]
fn statuspage_says_what_the_snapshot_says() {
    let read = |name: &str| {
        let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    };
    let snapshot: Snapshot = serde_json::from_str(&read("snapshot")).unwrap();
    let site: SiteManifest = serde_json::from_str(&read("site_manifest")).unwrap();
    let summary = statuspage::summary(&snapshot, &site, "https://help.example", 1_772_357_500_000);
    assert_eq!(summary, serde_json::from_str(&read("statuspage_summary")).unwrap());
    let status = statuspage::status(&snapshot, &site, "https://help.example");
    assert_eq!(status, serde_json::from_str(&read("statuspage_status")).unwrap());
}

#[test]
fn statuspage_indicators() {
    let site: SiteManifest = serde_json::from_str(
        r#"{"v":1,"id":"a","name":"A","default_locale":"en","locales":[],"assets":{"pages_css":""}}"#,
    )
    .unwrap();
    let check = |open: Vec<Incident>, expected: &str| {
        let status = statuspage::status(&roll(open, vec![]), &site, "");
        assert_eq!(status.status.indicator, expected);
    };
    check(vec![], "none");
    check(vec![incident(1, Minor, &["a"])], "minor");
    check(vec![incident(1, Major, &["a"])], "major");
    check(vec![incident(1, Critical, &["a"])], "critical");
}
