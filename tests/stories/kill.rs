//! SIGKILL under load: nothing acknowledged is lost, nothing is stored twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tests::{Api, Server, key};

/// Rounds of killing, and writers at a time.
const ROUNDS: usize = 10;
const WRITERS: usize = 4;

#[test]
fn ten_kills_under_concurrent_creation_lose_and_double_nothing() {
    let mut server = Server::start();
    // By idempotency key: the number the client was told. Every key is sent until it is acknowledged,
    // as the widget's outbox would.
    let acknowledged: Arc<Mutex<BTreeMap<String, i64>>> = Arc::default();
    let mut unanswered: Vec<Value> = Vec::new();

    for round in 0..ROUNDS {
        let stop = Arc::new(AtomicBool::new(false));
        let pending: Arc<Mutex<Vec<Value>>> = Arc::new(Mutex::new(std::mem::take(&mut unanswered)));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (stop, pending) = (Arc::clone(&stop), Arc::clone(&pending));
                let acknowledged = Arc::clone(&acknowledged);
                let api = Api::visitor(&server);
                std::thread::spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        let waiting = pending.lock().expect("pending").pop();
                        let ticket = waiting.unwrap_or_else(|| new_ticket(round, writer));
                        send(&api, ticket, &acknowledged, &pending);
                    }
                })
            })
            .collect();
        // Long enough for the writers to be in full swing, and never the same moment twice.
        std::thread::sleep(Duration::from_millis(400 + 37 * round as u64));
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            writer.join().expect("a writer");
        }
        unanswered = std::mem::take(&mut *pending.lock().expect("pending"));
        server.restart();
    }
    // What never got an answer is sent once more: stored already or not, it ends up there once.
    let api = Api::visitor(&server);
    let pending = Mutex::new(Vec::new());
    for ticket in unanswered {
        send(&api, ticket, &acknowledged, &pending);
    }
    assert!(pending.lock().expect("pending").is_empty(), "a retry failed on a running server");

    let acknowledged = acknowledged.lock().expect("acknowledged").clone();
    let staff = Api::staff(&server, server.sign_in_token());
    let mut found = BTreeMap::new();
    let mut doubled = Vec::new();
    let numbers: BTreeSet<i64> = acknowledged.values().copied().collect();
    let last = numbers.iter().max().copied().unwrap_or(1000);
    for number in 1001..=last + 50 {
        let answer = staff.get(&format!("/v1/sites/frontdesk/staff/tickets/{number}"));
        if answer.status == 200 {
            let subject = answer.json()["row"]["subject"].as_str().unwrap_or_default().to_string();
            if let Some(first) = found.insert(subject, number) {
                doubled.push((first, number));
            }
        }
    }
    println!(
        "acknowledged {} / found {} / doubled {}",
        acknowledged.len(),
        found.len(),
        doubled.len()
    );
    assert!(
        acknowledged.len() >= ROUNDS * WRITERS,
        "too few tickets to mean anything: {}",
        acknowledged.len()
    );
    assert_eq!(doubled, [], "stored twice");
    for (key, number) in &acknowledged {
        assert_eq!(
            found.get(key),
            Some(number),
            "acknowledged as {number}, but not there under its key"
        );
    }
    assert_eq!(found.len(), acknowledged.len(), "every stored ticket was acknowledged in the end");
}

/// A ticket whose subject is its key, so that a double shows.
fn new_ticket(round: usize, writer: usize) -> Value {
    let key = key();
    json!({
        "key": key, "subject": key, "body": format!("Round {round}, writer {writer}."), "locale": "en"
    })
}

fn send(
    api: &Api,
    ticket: Value,
    acknowledged: &Mutex<BTreeMap<String, i64>>,
    pending: &Mutex<Vec<Value>>,
) {
    match api.try_post("/v1/sites/frontdesk/tickets", &ticket) {
        Ok(answer) if answer.status < 300 => {
            let number = answer.json()["number"].as_i64().expect("a number");
            let key = ticket["key"].as_str().expect("a key").to_string();
            if let Some(before) = acknowledged.lock().expect("acknowledged").insert(key, number) {
                assert_eq!(before, number, "the same key got two numbers");
            }
        }
        Ok(answer) if answer.status < 500 => panic!("refused: {} {}", answer.status, answer.text()),
        // Dead, or dying: nobody knows whether it was stored.
        _ => pending.lock().expect("pending").push(ticket),
    }
}
