//! The journal cannot be changed by accident, and no change on purpose goes unnamed.

use encircle_crypto::sign::SigningKey;
use encircle_domain::{Event, EventId};
use rusqlite::Connection;

use super::{Chain, Entry};
use crate::at_rest::Part;
use crate::error::{Fault, Wrong};
use crate::testing::{CAS, Fixture, amended, concern, marks, raw};

/// Four first events, then a concern (5), its amendment (6) and an import of marks (7).
fn history() -> (Fixture, EventId) {
    let mut fixture = Fixture::new();
    let id = fixture.commit(Event::ConcernRecorded(concern(CAS, "Two phones.")));
    fixture.commit(amended(id, concern(CAS, "Three phones.")));
    fixture.commit(marks(2, CAS, "2026-09-07", &[1, 1]));
    (fixture, id)
}

/// What the check says after the database was changed by somebody who has the key and takes the guards out of the way.
fn after(change: impl FnOnce(&Connection)) -> Fault {
    let (fixture, _) = history();
    let fixture = fixture.behind_its_back(|conn| {
        let guards: Vec<(String, String)> = conn
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for (name, _) in &guards {
            conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        change(conn);
        for (_, sql) in &guards {
            conn.execute_batch(sql).unwrap();
        }
    });
    fixture.unwrap().store.verify().unwrap_err()
}

fn what(fault: Fault) -> (u64, Wrong) {
    match fault {
        Fault::Event { seq, what, .. } => (seq, what),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_whole_journal_verifies_also_after_opening_it_again() {
    let (fixture, _) = history();
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(7));
    let fixture = fixture.behind_its_back(|_| ()).unwrap();
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(7));
}

#[test]
fn an_event_refuses_to_be_updated_or_deleted() {
    let (fixture, _) = history();
    for sql in
        ["UPDATE event SET recorded_at = 0", "DELETE FROM event", "REPLACE INTO event SELECT * FROM event"]
    {
        let refused = fixture.store.conn.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains("an event is never"), "{sql}: {refused}");
    }
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(7));
}

#[test]
fn an_altered_column_is_named_with_its_event() {
    let changes = [
        ("device_id = x'00112233445566778899aabbccddeeff'", Wrong::Column),
        ("hlc = hlc + 1", Wrong::Column),
        ("recorded_at = recorded_at - 86400000", Wrong::Column),
        ("author_id = x'02020202020202020202020202020202'", Wrong::Column),
        ("author_key_id = x'00112233445566778899aabbccddeeff'", Wrong::Column),
        ("kind = 'file_opened'", Wrong::Column),
        ("version = 2", Wrong::Column),
        ("corrects = x'00112233445566778899aabbccddeeff'", Wrong::Column),
        ("vault_id = x'00112233445566778899aabbccddeeff'", Wrong::OtherVault),
        ("epoch = 2", Wrong::Column),
        ("payload_hash = zeroblob(32)", Wrong::Column),
        ("prev_hash = zeroblob(32)", Wrong::Column),
        ("hash = zeroblob(32)", Wrong::Hash),
        ("signature = zeroblob(64)", Wrong::Signature),
    ];
    for (change, expected) in changes {
        let fault = after(|conn| {
            conn.execute(&format!("UPDATE event SET {change} WHERE seq = 6"), []).unwrap();
        });
        assert_eq!(what(fault), (6, expected), "{change}");
    }
    let fault = after(|conn| {
        conn.execute("UPDATE event SET seq = 60 WHERE seq = 6", []).unwrap();
    });
    assert!(matches!(fault, Fault::Missing { seq: 6, .. } | Fault::Event { seq: 60, .. }), "{fault:?}");
    let fault = after(|conn| {
        let other = "x'00112233445566778899aabbccddeeff'";
        conn.execute_batch(&format!(
            "UPDATE payload SET event_id = {other} WHERE event_id = (SELECT id FROM event WHERE seq = 7);
             UPDATE event SET id = {other} WHERE seq = 7"
        ))
        .unwrap();
    });
    assert_eq!(what(fault), (7, Wrong::Column), "the id, with its payload moved along");
}

#[test]
fn an_altered_payload_is_named_with_its_event() {
    let marks_of = "event_id = (SELECT id FROM event WHERE seq = 7)";
    let changes = [
        format!("UPDATE payload SET part = 5 WHERE part = 1 AND {marks_of}"),
        format!(
            "UPDATE payload SET subject_id = x'c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2' WHERE part = 1 AND {marks_of}"
        ),
        format!("UPDATE payload SET salt = zeroblob(16) WHERE part = 1 AND {marks_of}"),
        format!("UPDATE payload SET salt = zeroblob(15) WHERE part = 1 AND {marks_of}"),
        format!(
            "UPDATE payload SET bytes = (SELECT bytes FROM payload WHERE {marks_of} AND part = 0) WHERE part = 0 AND event_id = (SELECT id FROM event WHERE seq = 4)"
        ),
        format!("DELETE FROM payload WHERE part = 1 AND {marks_of}"),
        format!(
            "INSERT INTO payload SELECT event_id, 9, subject_id, salt, bytes FROM payload WHERE part = 1 AND {marks_of}"
        ),
    ];
    for change in changes {
        let (seq, wrong) = what(after(|conn| {
            assert!(conn.execute(&change, []).unwrap() > 0, "{change}");
        }));
        assert_eq!(wrong, Wrong::Payload, "{change}");
        assert!(seq == 7 || seq == 4, "{change}");
    }
    let fault = after(|conn| {
        conn.execute("INSERT INTO payload VALUES (zeroblob(16), 0, NULL, zeroblob(16), x'a0')", []).unwrap();
    });
    assert_eq!(fault, Fault::StrayPayload { id: EventId([0; 16]) });
}

#[test]
fn an_event_taken_out_of_the_middle_or_off_the_end_is_noticed() {
    let delete = |seq: u32| {
        move |conn: &Connection| {
            conn.execute_batch(&format!(
                "DELETE FROM payload WHERE event_id = (SELECT id FROM event WHERE seq = {seq});
                 DELETE FROM event WHERE seq = {seq}"
            ))
            .unwrap();
        }
    };
    assert!(matches!(after(delete(6)), Fault::Missing { seq: 6, .. }));
    let (fixture, _) = history();
    let head = fixture.store.head();
    let fixture = fixture
        .behind_its_back(|conn| {
            conn.execute_batch("DROP TRIGGER event_is_never_deleted").unwrap();
            delete(7)(conn);
        })
        .unwrap();
    assert_ne!(fixture.store.head(), head, "the head kept elsewhere shows a journal that was cut");
    assert_eq!(fixture.store.verify(), Err(Fault::Guards), "and a guard that is gone is named");
}

#[test]
fn a_row_that_a_forger_hashes_anew_fails_by_its_signature_and_an_unknown_author_is_named() {
    let rehash = |conn: &Connection, signing: Option<&SigningKey>| {
        let (mut row, ..) =
            conn.query_row("SELECT * FROM event WHERE seq = 7", [], super::Row::read).unwrap();
        row.recorded_at += 1;
        if let Some(signing) = signing {
            row.author_key_id = super::key_id(&signing.verify_key());
        }
        let hash = row.hash();
        let signature = signing.map(|signing| super::sign(signing, &hash));
        conn.execute(
            "UPDATE event SET recorded_at = ?1, hash = ?2, author_key_id = ?3, signature = coalesce(?4, signature) WHERE seq = 7",
            rusqlite::params![row.recorded_at, hash, row.author_key_id, signature],
        )
        .unwrap();
    };
    assert_eq!(what(after(|conn| rehash(conn, None))), (7, Wrong::Signature));
    let stranger = crate::testing::author(9).signing;
    assert_eq!(what(after(|conn| rehash(conn, Some(&stranger)))), (7, Wrong::Author));
}

#[test]
fn an_altered_membership_is_named_itself_and_not_all_that_its_person_signed() {
    let fault = after(|conn| {
        conn.execute("UPDATE event SET kind = 'kit_made' WHERE seq = 2", []).unwrap();
    });
    assert_eq!(what(fault), (2, Wrong::Column));
}

#[test]
fn an_event_moved_from_another_vault_is_named() {
    let (fixture, _) = history();
    let identity = crate::Identity { vault_id: [9; 16], epoch: 1, device_id: [9; 16] };
    let Fixture { dir, store, mut rng, dsl, now, .. } = fixture;
    store.close().unwrap();
    let conn = raw(dir.path());
    let mut chain = Chain { identity, head: crate::Head::default(), hlc: 0 };
    let parts = [Part { subject: None, bytes: vec![0xA0] }];
    let entry = Entry {
        id: EventId([1; 16]),
        at: now,
        author: &dsl,
        corrects: None,
        kind: "searched",
        version: 1,
        parts: &parts,
    };
    chain.append(&conn, &entry, &mut rng).unwrap();
    let fault = super::verify(&conn, Chain::load(&conn).unwrap().head).unwrap_err();
    assert_eq!(what(fault), (1, Wrong::OtherVault));
}

#[test]
fn a_kind_of_a_newer_program_is_kept_verified_and_shown_as_unknown() {
    let (mut fixture, concern) = history();
    let parts = [
        Part { subject: Some(CAS), bytes: vec![0xA1, 0x61, 0x61, 0x01] },
        Part { subject: None, bytes: vec![0xFF, 0xFF] },
    ];
    let id = EventId([0x77; 16]);
    let entries = [("meeting_held", 1, id), ("concern_recorded", 2, EventId([0x78; 16]))];
    let mut chain = fixture.store.chain;
    for (kind, version, id) in entries {
        let author = &fixture.dsl;
        let entry =
            Entry { id, at: fixture.now, author, corrects: Some(concern), kind, version, parts: &parts };
        chain.append(&fixture.store.conn, &entry, &mut fixture.rng).unwrap();
    }
    let mut fixture = fixture.behind_its_back(|_| ()).unwrap();
    fixture.commit(Event::FileOpened { pupil: CAS });
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(10));
    let recorded = fixture.store.recorded(id).unwrap().unwrap();
    assert_eq!(recorded.event, Event::Unknown { kind: "meeting_held".into(), version: 1 });
    assert_eq!(recorded.corrects, Some(concern));
    assert!(fixture.store.audit(Some(CAS), 50).unwrap().iter().any(|row| row.kind == "meeting_held"));
    let before = fixture.store.dump_views().unwrap();
    fixture.store.rebuild().unwrap();
    assert_eq!(fixture.store.dump_views().unwrap(), before);
    assert_eq!(super::parts(&fixture.store.conn, id).unwrap(), parts, "its bytes are untouched");
}
