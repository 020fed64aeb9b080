//! Migrations, transactions, and what SQLite itself refuses.

use edge::sql::{Sql, SqlError, Value};
use edge::store::migrate::migrate;
use serde_json::json;

use crate::native::Native;
use crate::support::{App, get, incident, key, post, ticket};

#[test]
fn migrations_run_once() {
    let sql = Native::new();
    migrate(&sql).unwrap();
    let schema = sql.texts("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name");
    migrate(&sql).unwrap();
    assert_eq!(sql.texts("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name"), schema);
    assert_eq!(sql.count("SELECT count(*) FROM migrations"), 5);
}

#[test]
fn a_migration_that_fails_leaves_nothing() {
    let sql = Native::new();
    sql.exec("CREATE TABLE keys (x)", &[]).unwrap();
    assert!(migrate(&sql).is_err());
    assert_eq!(
        sql.texts("SELECT name FROM sqlite_schema WHERE name IN ('agents', 'tickets')"),
        [""; 0]
    );
    sql.exec("DROP TABLE keys", &[]).unwrap();
    migrate(&sql).unwrap();
}

#[test]
fn every_table_is_strict() {
    let sql = Native::new();
    migrate(&sql).unwrap();
    let loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                 AND NOT strict AND name NOT LIKE 'sqlite_%'";
    assert_eq!(sql.texts(loose), [""; 0]);
}

#[test]
fn numbers_arrive_as_doubles_and_are_stored_as_integers() {
    let app = App::new();
    app.ticket(1);
    let kinds =
        "SELECT DISTINCT typeof(number) || typeof(created_ms) || typeof(version) FROM tickets";
    assert_eq!(app.sql.texts(kinds), ["integerintegerinteger"]);
    assert_eq!(app.sql.texts("SELECT typeof(made) FROM keys"), ["integer"]);
}

/// Makes every write to this table fail.
fn break_table(app: &App, table: &str) {
    app.sql
        .0
        .execute_batch(&format!(
            "CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        ))
        .unwrap();
}

#[test]
fn a_ticket_is_stored_whole_or_not_at_all() {
    for table in ["timeline", "ticket_tokens", "keys"] {
        let app = App::new();
        break_table(&app, table);
        let before = app.sql.everything();
        let reply = app.check(post("tickets", ticket(1)), "500 internal");
        assert!(!reply.text().contains("broken"), "{}", reply.text());
        assert_eq!(app.sql.everything(), before, "{table}");
        let log = app.log.borrow();
        assert!(log.len() == 1 && log[0].contains("broken"), "{log:?}");
        assert!(!log[0].contains("Ada") && !log[0].contains("declined"), "{log:?}");
        app.sql.exec("DROP TRIGGER broken", &[]).unwrap();
        app.check(post("tickets", ticket(1)), "201");
    }
}

#[test]
fn no_staff_action_without_its_audit_row() {
    let app = App::new();
    app.ticket(1);
    let cookie = app.sign_in();
    break_table(&app, "audit");
    let before = app.sql.everything();
    let event = json!({"key": key(9), "version": 1, "event": {"kind": "solve"}});
    for request in [
        post("staff/tickets/1001/events", event),
        post("staff/incidents", incident(8)),
        post("staff/invites", json!({"name": "Kim"})),
        crate::support::put("staff/me", json!({"name": "Kim"})),
    ] {
        app.check(request.cookie(&cookie), "500 internal");
        assert_eq!(app.sql.everything(), before);
    }
}

#[test]
fn no_incident_without_its_snapshot() {
    let app = App::new();
    let cookie = app.sign_in();
    break_table(&app, "snapshot");
    app.check(post("staff/incidents", incident(1)).cookie(&cookie), "500 internal");
    assert_eq!((app.rows("incidents"), app.rows("incident_updates"), app.rows("keys")), (0, 0, 0));
}

#[test]
fn a_used_link_is_not_used_up_by_a_sign_in_that_failed() {
    let app = App::new();
    break_table(&app, "sessions");
    let sign_in = || post("staff/session", json!({"token": crate::support::SECRET}));
    app.check(sign_in(), "500 internal");
    app.sql.exec("DROP TRIGGER broken", &[]).unwrap();
    app.check(sign_in(), "200");
}

#[test]
fn a_damaged_snapshot_is_told_by_its_column() {
    let app = App::new();
    app.check(get("status"), "200");
    app.sql.exec("UPDATE snapshot SET json = '{}'", &[]).unwrap();
    app.check(get("status"), "500 internal");
    assert_eq!(*app.log.borrow(), ["sql: snapshot.json: not the JSON of ours"]);
}

/// SQLite refuses this statement.
#[track_caller]
fn refused(statement: &str) {
    let app = App::new();
    app.ticket(1);
    app.sign_in();
    let answer = app.sql.exec(statement, &[]);
    assert!(
        answer.is_err_and(|e: SqlError| e.0.contains("constraint") || e.0.contains("cannot store"))
    );
}

#[test]
fn constraints_hold() {
    refused("UPDATE tickets SET state = 'closed'");
    refused("UPDATE tickets SET state = 'solved'");
    refused("UPDATE tickets SET state = 'pending'");
    refused("UPDATE tickets SET priority = 'huge'");
    refused("UPDATE tickets SET assignee = 99");
    refused("UPDATE tickets SET number = 5");
    refused("UPDATE tickets SET context = 'no json'");
    refused("UPDATE tickets SET created_ms = 1.5");
    refused("UPDATE tickets SET created_ms = 'soon'");
    refused("UPDATE timeline SET kind = 'joke'");
    refused("UPDATE timeline SET body = NULL");
    refused("DELETE FROM tickets");
    refused("INSERT INTO agents (name, created_ms) VALUES ('SUPPORT', 0)");
    refused("INSERT INTO snapshot (id, json) VALUES (2, '{}')");
    refused("INSERT INTO sessions (hash, agent, expires_ms) VALUES ('short', 1, 0)");
}

#[test]
fn an_error_rolls_back_what_came_before_it() {
    let sql = Native::new();
    migrate(&sql).unwrap();
    let result: Result<(), SqlError> = sql.transaction(|sql| {
        let params = [Value::from("Kim"), Value::from(0)];
        sql.exec("INSERT INTO agents (name, created_ms) VALUES (?1, ?2)", &params)?;
        Err(SqlError("enough".into()))
    });
    assert_eq!(result, Err(SqlError("enough".into())));
    assert_eq!(sql.count("SELECT count(*) FROM agents"), 0);
}
