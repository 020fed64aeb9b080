//! The golden wire files: what `/v1` said once, it goes on saying.
//!
//! Each file holds every field of its type. It must parse, and must be written again with nothing
//! lost or renamed. A field may be added to a type and its file; none may be removed from a file.

use desk::wire::site::SiteManifest;
use desk::wire::{Problem, staff, status, statuspage, visitor};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[track_caller]
fn check<T: Serialize + DeserializeOwned>(name: &str) {
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let golden: Value = serde_json::from_str(&text).unwrap();
    let parsed: T = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(parsed).unwrap(), golden, "{name}");
}

/// A reader of yesterday's shorter answers: optional fields may be missing.
#[track_caller]
fn reads<T: DeserializeOwned>(json: &str) {
    if let Err(e) = serde_json::from_str::<T>(json) {
        panic!("{json}: {e}");
    }
}

#[test]
fn what_visitors_send_and_get() {
    check::<visitor::NewTicket>("new_ticket");
    check::<visitor::NewMessage>("new_message");
    check::<visitor::NewSolved>("new_solved");
    check::<visitor::NewRating>("new_rating");
    check::<visitor::NewVote>("new_vote");
    check::<visitor::Voted>("voted");
    check::<visitor::NewAffected>("new_affected");
    check::<visitor::Affected>("affected");
    check::<visitor::Thread>("thread");
    check::<visitor::TicketCreated>("ticket_created");
    check::<Problem>("problem");
}

#[test]
fn what_everyone_gets() {
    check::<status::Snapshot>("snapshot");
    check::<statuspage::Summary>("statuspage_summary");
    check::<statuspage::Status>("statuspage_status");
    check::<SiteManifest>("site_manifest");
}

#[test]
fn what_staff_send_and_get() {
    check::<staff::SignIn>("sign_in");
    check::<staff::Me>("me");
    check::<staff::EditMe>("edit_me");
    check::<staff::NewInvite>("new_invite");
    check::<staff::Invite>("invite");
    check::<staff::Queue>("queue");
    check::<staff::TicketDetail>("ticket_detail");
    check::<staff::StaffStatus>("staff_status");
    check::<staff::NewIncident>("new_incident");
    check::<staff::NewUpdate>("new_update");
    check::<staff::NewMaintenance>("new_maintenance");
    check::<staff::EditMaintenance>("edit_maintenance");
    check::<staff::CancelMaintenance>("cancel_maintenance");
    check::<staff::Audit>("audit");
    check::<staff::Votes>("votes");
}

#[test]
fn every_event_of_staff() {
    for kind in ["reply", "note", "solve", "reopen", "set_priority", "take", "release"] {
        check::<staff::NewEvent>(&format!("new_event_{kind}"));
    }
}

#[test]
fn no_golden_file_is_forgotten() {
    let folder = format!("{}/tests/golden", env!("CARGO_MANIFEST_DIR"));
    let source = include_str!("golden.rs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".json").trim_start_matches("new_event_");
        assert!(source.contains(&format!("\"{name}\"")), "{name}.json is not checked");
    }
}

#[test]
fn optional_fields_may_be_missing() {
    reads::<visitor::NewTicket>(r#"{"key":"k","subject":"s","body":"b","locale":"en"}"#);
    reads::<visitor::Thread>(
        r#"{"number":1,"subject":"s","state":"new","created_ms":0,"messages":[],"cursor":0}"#,
    );
    reads::<visitor::Message>(r#"{"seq":1,"from":"agent","name":"","body":"b","at_ms":0}"#);
    reads::<visitor::NewRating>(r#"{"score":5}"#);
    reads::<visitor::NewVote>(
        r#"{"device":"d","slug":"s/a","locale":"en","version":"v","helpful":true}"#,
    );
    reads::<staff::Figures>(r#"{"volume":1}"#);
    reads::<Problem>(r#"{"type":"internal","status":500,"title":"t"}"#);
    reads::<staff::EventKind>(r#"{"kind":"reply","body":"b"}"#);
    reads::<SiteManifest>(
        r#"{"v":1,"id":"a","name":"A","default_locale":"en","locales":["en"],
            "assets":{"pages_css":"/x.css"}}"#,
    );
}

#[test]
fn fields_of_tomorrow_are_ignored() {
    reads::<visitor::NewMessage>(r#"{"key":"k","body":"b","mood":"good"}"#);
}
