//! Whatever is wrong with a vault, the check names it, and a whole vault has nothing wrong.

use std::fs;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use encircle_domain::backup::{Backup, BackupPlace, ChainEnd};
use encircle_domain::referral::{Referral, SealedCopy, Told};
use encircle_domain::{Event, ObjectId};
use rusqlite::Connection;

use super::{Finding, Observer, Part, Report, SCRATCH, Unfinished};
use crate::error::{Fault, Wrong};
use crate::keys::DatabaseParameters;
use crate::testing::{CAS, Fixture, ZOE, amended, concern, key, marks};
use crate::{Error, backup, place, sha256};

/// Remembers the parts in the order of being told, and stops when asked to.
#[derive(Default)]
struct Watching {
    parts: Mutex<Vec<Part>>,
    stop_at: Option<Part>,
    stopped: AtomicBool,
    copied: AtomicBool,
}

impl Observer for Watching {
    fn goes_on(&self) -> bool {
        !self.stopped.load(Ordering::Relaxed)
    }

    fn is_at(&self, part: Part, _: u64, _: u64) {
        let mut parts = self.parts.lock().unwrap();
        if parts.last() != Some(&part) {
            parts.push(part);
        }
        if self.stop_at == Some(part) {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }

    fn is_copied(&self) {
        self.copied.store(true, Ordering::Relaxed);
    }
}

fn run(fixture: &Fixture, watching: Watching) -> (Result<Report, Unfinished>, Arc<Watching>) {
    let check = fixture.store.deep_check_with(key(1), DatabaseParameters::CURRENT).unwrap();
    let watching = Arc::new(watching);
    let observer: Arc<dyn Observer> = watching.clone();
    let report = check.run(&observer);
    fixture.store.end_snapshot().unwrap();
    assert!(!fixture.dir.path().join(SCRATCH).exists(), "no copy is left behind");
    (report, watching)
}

fn findings(fixture: &Fixture) -> Vec<Finding> {
    run(fixture, Watching::default()).0.unwrap().findings
}

fn referral(copy: SealedCopy) -> Event {
    Event::ReferralMade(Referral {
        pupil: CAS,
        reference: "EN-2026-0001".into(),
        profile: "general".into(),
        recipient: "Children’s services".into(),
        lawful_basis: "Working together".into(),
        parents_told: Told::Yes,
        child_told: Told::NotKnown,
        support_agreed: Told::No,
        told_reason: None,
        reason: "Phones.".into(),
        entries: vec![],
        file_name: "EN-2026-0001.pdf".into(),
        file_hash: [7; 32],
        document_hash: [8; 32],
        copy,
    })
}

const BACKUP: &str = "encircle-20261125T140600Z.backup";

/// Four first events, a concern (5), its amendment (6), marks (7), a referral (8) and a backup (9).
fn history() -> (Fixture, SealedCopy) {
    let mut fixture = Fixture::new();
    let id = fixture.commit(Event::ConcernRecorded(concern(CAS, "Two phones.")));
    fixture.commit(amended(id, concern(CAS, "Three phones.")));
    fixture.commit(marks(2, CAS, "2026-09-07", &[1, 1]));
    let copy = fixture.store.put_object(&mut fixture.rng, b"%PDF sealed").unwrap();
    fixture.commit(referral(copy.clone()));
    let folder = fixture.dir.path().join(backup::FOLDER);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(BACKUP), b"a sealed backup").unwrap();
    fixture.commit(Event::BackupMade(Backup {
        place: BackupPlace::Laptop,
        file_name: BACKUP.into(),
        hash: sha256(b"a sealed backup"),
        size: 15,
        end: ChainEnd { device_id: [8; 16], seq: 8, head: [1; 32] },
    }));
    (fixture, copy)
}

/// What the check finds after somebody who has the key changed the database and put the guards back.
fn after(change: impl FnOnce(&Connection)) -> Vec<Finding> {
    let (fixture, _) = history();
    let fixture = fixture.behind_its_back(|conn| {
        let guards: Vec<String> = conn
            .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for sql in &guards {
            conn.execute_batch(&format!("DROP TRIGGER {}", sql.split_whitespace().nth(2).unwrap())).unwrap();
        }
        change(conn);
        guards.iter().for_each(|sql| conn.execute_batch(sql).unwrap());
    });
    findings(&fixture.unwrap())
}

fn object_path(fixture: &Fixture, object: ObjectId) -> std::path::PathBuf {
    let name = object.to_string();
    fixture.dir.path().join("attachments").join(&name[..2]).join(name)
}

#[test]
fn a_whole_vault_is_read_part_by_part_and_nothing_is_wrong_with_it() {
    let (mut fixture, _) = history();
    let views = fixture.store.dump_views().unwrap();
    let (report, watching) = run(&fixture, Watching::default());
    assert_eq!(report, Ok(Report { events: 9, objects: 1, backups: 1, findings: vec![] }));
    let mut parts = watching.parts.lock().unwrap().clone();
    parts.sort_by_key(|part| Part::ALL.iter().position(|one| one == part));
    assert_eq!(parts, Part::ALL, "each part is told once");
    assert!(watching.copied.load(Ordering::Relaxed));
    assert_eq!(fixture.store.dump_views().unwrap(), views, "nothing was written");
    fixture.commit(Event::FileOpened { pupil: CAS });
    assert_eq!(findings(&fixture), [], "and again, after the log went on");
}

#[test]
fn every_altered_event_is_named_and_not_the_first_alone() {
    let found = after(|conn| {
        conn.execute("UPDATE event SET recorded_at = 0 WHERE seq IN (2, 6)", []).unwrap();
        conn.execute("UPDATE payload SET salt = zeroblob(16) WHERE event_id = (SELECT id FROM event WHERE seq = 7) AND part = 1", [])
            .unwrap();
    });
    let named: Vec<_> = found
        .iter()
        .filter_map(|finding| match finding {
            Finding::Journal(Fault::Event { seq, what, .. }) => Some((*seq, *what)),
            _ => None,
        })
        .collect();
    assert_eq!(named, [(2, Wrong::Column), (6, Wrong::Column), (7, Wrong::Payload)], "{found:?}");
}

#[test]
fn a_view_that_holds_something_else_than_the_journal_says_is_named() {
    for (sql, view) in [
        ("UPDATE person SET role = 'deputy' WHERE name = 'Della Marchbank'", "person"),
        ("DELETE FROM register", "register"),
        ("UPDATE pupil SET upn = 'A999999200001' WHERE upn = 'W999999200001'", "pupil"),
    ] {
        let found = after(|conn| assert!(conn.execute(sql, []).unwrap() > 0, "{sql}"));
        assert_eq!(found, [Finding::View(view)], "{sql}");
    }
}

#[test]
fn a_search_index_that_hides_an_entry_is_named() {
    let found = after(|conn| {
        // The index forgets the words of the newest entry, and what it indexes does not.
        let forget = "INSERT INTO search (search, rowid, body, notes) \
                      SELECT 'delete', place, body, notes FROM search_entry WHERE kind = 'concern'";
        assert_eq!(conn.execute(forget, []).unwrap(), 1);
    });
    assert!(found.contains(&Finding::View("search")), "{found:?}");
}

#[test]
fn a_trigger_that_the_program_never_made_is_named() {
    let found = after(|conn| {
        conn.execute_batch("CREATE TRIGGER hides AFTER INSERT ON concern BEGIN DELETE FROM concern; END")
            .unwrap();
    });
    assert_eq!(found, [Finding::Structure]);
}

#[test]
fn a_changed_and_a_missing_object_are_named_by_the_event_that_names_them() {
    let (fixture, copy) = history();
    let path = object_path(&fixture, copy.object);
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let named = |error| Finding::Object { seq: 8, object: copy.object, error };
    assert_eq!(findings(&fixture), [named(Error::ObjectDamaged)]);
    fs::remove_file(&path).unwrap();
    assert_eq!(findings(&fixture), [named(Error::ObjectMissing)]);
}

#[test]
fn a_changed_backup_and_one_that_nobody_wrote_down_are_named() {
    let (fixture, _) = history();
    let folder = fixture.dir.path().join(backup::FOLDER);
    let later = "encircle-20261126T140600Z.backup";
    fs::write(folder.join(BACKUP), b"another backup.").unwrap();
    fs::write(folder.join(later), b"of a later log").unwrap();
    fs::write(folder.join("notes.txt"), b"somebody's own").unwrap();
    assert_eq!(
        findings(&fixture),
        [
            Finding::BackupChanged { file_name: BACKUP.into() },
            Finding::BackupUnknown { file_name: later.into() }
        ]
    );
}

#[test]
fn a_changed_byte_in_a_page_is_found_though_the_log_is_open() {
    let (mut fixture, _) = history();
    for number in 0..200 {
        fixture.commit(Event::ConcernRecorded(concern(ZOE, &format!("Late {number}. {}", "x".repeat(900)))));
    }
    fixture.store.rebuild().unwrap();
    assert_eq!(findings(&fixture), []);
    let path = place::records(fixture.dir.path(), 1);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(&path, bytes).unwrap();
    assert!(findings(&fixture).contains(&Finding::Pages(Error::Damaged)));
}

#[test]
fn whoever_stops_it_is_obeyed_in_every_part() {
    let (fixture, _) = history();
    for part in Part::ALL {
        let (report, watching) = run(&fixture, Watching { stop_at: Some(part), ..Watching::default() });
        assert_eq!(report, Err(Unfinished::Stopped), "{part:?}");
        assert_eq!(watching.parts.lock().unwrap().last(), Some(&part), "nothing is read after it");
    }
}

#[test]
fn a_copy_that_was_left_behind_goes_at_the_next_opening() {
    let (fixture, _) = history();
    let scratch = fixture.dir.path().join(SCRATCH);
    fs::create_dir(&scratch).unwrap();
    fs::write(scratch.join("records-1.db"), b"cut off").unwrap();
    fixture.behind_its_back(|_| ()).unwrap();
    assert!(!scratch.exists());
}
