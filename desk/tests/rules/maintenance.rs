//! Maintenance: windows, states, the banner, and what may be changed.

use desk::check;
use desk::incident::{Impact, IncidentState};
use desk::maintenance::{
    Change, MaintenanceState, Refused, apply, covers, schedule, state, turned,
};
use desk::status::{PAST_MS, bring_up_to, roll_up, without_past};
use desk::statuspage;
use desk::wire::site::SiteManifest;
use desk::wire::staff::NewMaintenance;
use desk::wire::status::{Incident, Maintenance, Snapshot, Update};

const HOUR: i64 = 3_600_000;
const NOW: i64 = 1_772_357_400_000;

fn site() -> SiteManifest {
    serde_json::from_str(
        r#"{"v":1,"id":"s","name":"S","default_locale":"en","locales":["en"],"assets":{"pages_css":""},
            "components":[{"id":"a","name":"A"},{"id":"b","name":"B"}]}"#,
    )
    .unwrap()
}

/// A window from so many hours after `NOW` to so many.
fn window(id: i64, from: i64, to: i64) -> Maintenance {
    Maintenance {
        id,
        seq: 3,
        title: format!("window {id}"),
        text: "Orders wait.".into(),
        components: vec!["a".into()],
        starts_ms: NOW + from * HOUR,
        ends_ms: NOW + to * HOUR,
        posted_ms: NOW - 24 * HOUR,
        updated_ms: NOW - 24 * HOUR,
    }
}

fn snapshot(windows: Vec<Maintenance>, incidents: Vec<Incident>) -> Snapshot {
    roll_up(&site().components, incidents, vec![], windows, 1, NOW)
}

#[test]
fn the_state_follows_from_the_clock() {
    use MaintenanceState::{Completed, InProgress, Scheduled};
    let check = |now, expected| assert_eq!(state(10, 20, now), expected, "{now}");
    check(9, Scheduled);
    check(10, InProgress);
    check(19, InProgress);
    check(20, Completed);
}

/// The ids in order and the banner's, at so many hours after `NOW`.
#[track_caller]
fn check_at(hours: i64, expected: &str) {
    let windows = vec![window(1, 30, 32), window(2, -3, -1), window(3, 2, 4), window(4, 0, 2)];
    let mut snapshot = snapshot(windows, vec![]);
    bring_up_to(&mut snapshot, NOW + hours * HOUR);
    let ids: Vec<_> = snapshot.maintenances.iter().map(|one| one.id.to_string()).collect();
    let banner = snapshot.banner.map_or("none".into(), |banner| banner.id);
    let turned = turned(&snapshot.maintenances, NOW + hours * HOUR);
    let turned = turned.map_or("never".into(), |at| ((at - NOW) / HOUR).to_string());
    assert_eq!(format!("{} banner {banner} turned {turned}", ids.join(" ")), expected);
}

#[test]
fn what_is_under_way_comes_first_and_has_the_banner() {
    check_at(-5, "2 4 3 1 banner none turned never");
    check_at(0, "4 3 1 2 banner m4-3 turned 0");
    check_at(2, "3 1 4 2 banner m3-3 turned 2");
    check_at(10, "1 3 4 2 banner none turned 4");
    check_at(31, "1 3 4 2 banner m1-3 turned 30");
    check_at(PAST_MS / HOUR + 3, "1 3 banner none turned 32");
}

#[test]
fn an_incident_has_the_banner_before_maintenance() {
    let update =
        Update { seq: 1, state: IncidentState::Investigating, text: "t".into(), at_ms: NOW };
    let incident = Incident {
        id: 9,
        title: "Down".into(),
        impact: Impact::Minor,
        state: IncidentState::Investigating,
        components: vec!["b".into()],
        opened_ms: NOW,
        resolved_ms: None,
        updates: vec![update],
    };
    let snapshot = snapshot(vec![window(4, 0, 2)], vec![incident]);
    assert_eq!(snapshot.banner.unwrap().id, "9-1");
}

#[test]
fn a_window_covers_its_components_while_it_lasts() {
    let all = [window(1, 0, 2)];
    let check = |component, hours, expected| {
        assert_eq!(covers(&all, component, NOW + hours * HOUR), expected, "{component} {hours}");
    };
    check("a", 0, true);
    check("b", 0, false);
    check("a", -1, false);
    check("a", 2, false);
}

#[test]
fn loaders_get_what_is_not_over() {
    let mut snapshot = snapshot(vec![window(2, -3, -1), window(3, 2, 4)], vec![]);
    without_past(&mut snapshot, NOW);
    assert_eq!(snapshot.maintenances.iter().map(|one| one.id).collect::<Vec<_>>(), [3]);
}

#[test]
fn statuspage_has_what_is_ahead_and_under_way() {
    let snapshot = snapshot(vec![window(2, -3, -1), window(3, 2, 4), window(4, 0, 2)], vec![]);
    let summary = statuspage::summary(&snapshot, &site(), "", NOW);
    let planned = summary.scheduled_maintenances.iter();
    let planned: Vec<_> = planned.map(|one| (one.id.as_str(), one.status.as_str())).collect();
    assert_eq!(planned, [("m4", "in_progress"), ("m3", "scheduled")]);
    let components: Vec<_> = summary.components.iter().map(|c| c.status.as_str()).collect();
    assert_eq!(components, ["under_maintenance", "operational"]);
    assert_eq!(summary.status.indicator, "none");
}

#[test]
fn what_is_over_stays_as_it_was() {
    let planned = schedule(10, 20);
    let edit = Change::Edit { starts_ms: 30, ends_ms: 40 };
    let edited = apply(&planned, edit, 15).unwrap();
    assert_eq!((edited.starts_ms, edited.ends_ms, edited.seq), (30, 40, 2));
    let cancelled = apply(&edited, Change::Cancel, 25).unwrap();
    assert_eq!((cancelled.seq, cancelled.cancelled_ms), (3, Some(25)));
    assert_eq!(apply(&cancelled, edit, 25), Err(Refused::Cancelled));
    assert_eq!(apply(&planned, Change::Cancel, 20), Err(Refused::Completed));
}

/// A window from so many hours after `NOW` to so many, new or as an edit, has these faults.
#[track_caller]
fn check_window(from: i64, to: i64, new: &str, edit: &str) {
    let asked = NewMaintenance {
        key: "0".repeat(32),
        title: "t".into(),
        text: "x".into(),
        components: vec!["b".into(), "a".into(), "b".into()],
        starts_ms: NOW + from * HOUR,
        ends_ms: NOW + to * HOUR,
    };
    let line = |checked: Result<check::CheckedMaintenance, desk::text::Faults>| match checked {
        Ok(checked) => checked.components.join(" "),
        Err(faults) => faults.0.iter().map(|f| format!("{} {:?}", f.field, f.what)).collect(),
    };
    assert_eq!(line(check::maintenance(&asked, &site(), NOW)), new);
    assert_eq!(line(check::maintenance_edit(&asked, &site(), NOW)), edit);
}

#[test]
fn windows() {
    check_window(1, 3, "a b", "a b");
    check_window(-1, 1, "a b", "a b");
    check_window(-3, 0, "ends_ms OverAlready", "a b");
    check_window(3, 3, "ends_ms NotAfterStart", "ends_ms NotAfterStart");
    check_window(0, 30 * 24, "a b", "a b");
    check_window(0, 30 * 24 + 1, "ends_ms TooFarOff", "ends_ms TooFarOff");
    check_window(367 * 24, 368 * 24, "starts_ms TooFarOff", "starts_ms TooFarOff");
}
