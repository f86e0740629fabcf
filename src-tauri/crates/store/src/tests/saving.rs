//! What was saved is saved once and whole; what was refused leaves nothing.

use encircle_domain::{Event, EventId};

use crate::testing::{CAS, Fixture, IDENTITY, ZOE, amended, author, concern, followed_up, key, person_added};
use crate::{Author, Draft, Error, NewEvent, Store};

fn new(id: EventId, what_happened: &str) -> NewEvent {
    let event = Event::ConcernRecorded(concern(CAS, what_happened));
    NewEvent { id: Some(id), corrects: None, event, draft: Some(id) }
}

fn draft(fixture: &Fixture, id: EventId, body: &str) -> Draft {
    Draft { id, kind: "concern".into(), pupil: Some(CAS), body: body.into(), saved_at: fixture.now }
}

#[test]
fn a_second_click_saves_nothing_and_says_so() {
    let mut fixture = Fixture::new();
    let id = EventId([0x11; 16]);
    assert_eq!(fixture.try_commit(vec![new(id, "Two phones.")]), Ok(vec![id]));
    let head = fixture.store.head();
    assert_eq!(fixture.try_commit(vec![new(id, "Two phones.")]), Err(Error::AlreadySaved));
    assert_eq!(fixture.try_commit(vec![new(id, "Three phones.")]), Err(Error::IdTaken));
    let twice = vec![new(EventId([0x12; 16]), "A"), new(EventId([0x12; 16]), "A")];
    assert_eq!(fixture.try_commit(twice), Err(Error::AlreadySaved), "twice in one call is once too often");
    assert_eq!(fixture.store.head(), head);
    assert_eq!(fixture.store.concerns_of(CAS).unwrap().len(), 1);
}

#[test]
fn a_refused_event_takes_the_whole_commit_with_it() {
    let mut fixture = Fixture::new();
    let (head, views) = (fixture.store.head(), fixture.store.dump_views().unwrap());
    let nobody = EventId([0x99; 16]);
    let good = || NewEvent::of(Event::ConcernRecorded(concern(CAS, "Late.")));
    let bad = [
        (NewEvent::of(amended(nobody, concern(CAS, "Later."))), Error::NoSuchEntry),
        (NewEvent::of(followed_up(nobody, CAS, "Rang home.")), Error::NoSuchEntry),
        (NewEvent { corrects: Some(nobody), ..good() }, Error::NoSuchEntry),
        (NewEvent::of(Event::Unknown { kind: "dreamt".into(), version: 1 }), Error::UnknownKind),
    ];
    for (bad, expected) in bad {
        assert_eq!(fixture.try_commit(vec![good(), bad]), Err(expected));
        assert_eq!(fixture.store.head(), head);
        assert_eq!(fixture.store.dump_views().unwrap(), views);
    }
    let stranger = author(9);
    let at = fixture.now;
    assert_eq!(
        fixture.store.commit(&stranger, at, &mut fixture.rng, vec![good()]),
        Err(Error::UnknownAuthor),
        "a signature that nobody could check is not taken"
    );
    let impostor = Author { person: fixture.dsl.person, signing: author(9).signing };
    assert_eq!(
        fixture.store.commit(&impostor, at, &mut fixture.rng, vec![good()]),
        Err(Error::UnknownAuthor)
    );
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(4));
}

#[test]
fn a_full_disk_refuses_the_save_keeps_what_was_and_lets_the_next_one_through() {
    let mut fixture = Fixture::new();
    fixture.commit(Event::ConcernRecorded(concern(CAS, "Before.")));
    let pages: i64 = fixture.store.conn.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    fixture.store.conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
    let (head, views) = (fixture.store.head(), fixture.store.dump_views().unwrap());
    let long = "water ".repeat(16_000);
    let event = || vec![NewEvent::of(Event::ConcernRecorded(concern(CAS, &long)))];
    assert_eq!(fixture.try_commit(event()), Err(Error::DiskFull));
    assert_eq!(fixture.store.head(), head);
    assert_eq!(fixture.store.dump_views().unwrap(), views);
    assert_eq!(fixture.store.concerns_of(CAS).unwrap().len(), 1, "reading goes on");
    fixture.store.conn.query_row("PRAGMA max_page_count = 1000000", [], |_| Ok(())).unwrap();
    fixture.try_commit(event()).unwrap();
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(6));
}

#[test]
fn the_chain_goes_on_after_closing_and_a_clock_set_back_does_not_break_the_order() {
    let mut fixture = Fixture::new();
    let first = fixture.commit(Event::ConcernRecorded(concern(CAS, "First.")));
    fixture.now -= chrono::TimeDelta::days(1);
    let second = fixture.commit(Event::ConcernRecorded(concern(CAS, "Second.")));
    let head = fixture.store.head();
    assert_eq!(head.seq, 6);
    let mut fixture = fixture.behind_its_back(|_| ()).unwrap();
    assert_eq!(fixture.store.head(), head);
    fixture.commit(Event::FileOpened { pupil: CAS });
    let order: Vec<EventId> = fixture.store.concerns_of(CAS).unwrap().iter().map(|row| row.id).collect();
    assert_eq!(order, [first, second]);
    let audit = fixture.store.audit(Some(CAS), 10).unwrap();
    let kinds: Vec<&str> = audit.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["file_opened", "concern_recorded", "concern_recorded", "pupils_imported"]);
    assert_eq!(audit[0].pupil, Some(CAS));
    assert_eq!(audit[3].pupil, None, "an import is about many");
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(7));
}

#[test]
fn a_killed_process_loses_nothing_that_was_committed() {
    let mut fixture = Fixture::new();
    fixture.commit(Event::ConcernRecorded(concern(CAS, "Saved.")));
    let at = fixture.now;
    fixture.store.save_draft(&draft(&fixture, EventId([0x31; 16]), "typed")).unwrap();
    // The folder as it is at this moment is what a killed process leaves.
    let left = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(fixture.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, left.path().join(path.file_name().unwrap())).unwrap();
    }
    let store = Store::open(left.path(), &key(1), IDENTITY.vault_id, IDENTITY.epoch).unwrap();
    assert_eq!(store.head(), fixture.store.head());
    assert_eq!(store.concerns_of(CAS).unwrap().len(), 1);
    assert_eq!(store.drafts().unwrap()[0].body, "typed");
    assert_eq!(store.drafts().unwrap()[0].saved_at, at);
    store.verify().unwrap();
}

#[test]
fn a_draft_is_kept_until_it_is_saved_and_cannot_come_back_after_that() {
    let mut fixture = Fixture::new();
    let (id, other) = (EventId([0x21; 16]), EventId([0x22; 16]));
    fixture.store.save_draft(&draft(&fixture, other, "{}")).unwrap();
    fixture.now += chrono::TimeDelta::seconds(2);
    fixture.store.save_draft(&draft(&fixture, id, "{\"what\":\"Tw\"}")).unwrap();
    fixture.store.save_draft(&draft(&fixture, id, "{\"what\":\"Two ph\"}")).unwrap();
    let mut fixture = fixture.behind_its_back(|_| ()).unwrap();
    let drafts = fixture.store.drafts().unwrap();
    assert_eq!(drafts.iter().map(|draft| draft.id).collect::<Vec<_>>(), [id, other], "the latest first");
    assert_eq!(fixture.store.draft(id).unwrap().unwrap().body, "{\"what\":\"Two ph\"}");

    fixture.try_commit(vec![new(id, "Two phones.")]).unwrap();
    assert_eq!(fixture.store.draft(id).unwrap(), None);
    let late = draft(&fixture, id, "{\"what\":\"Two phone\"}");
    assert_eq!(fixture.store.save_draft(&late), Err(Error::AlreadySaved), "the last keystroke arrives late");
    fixture.store.discard_draft(other).unwrap();
    fixture.store.discard_draft(other).unwrap();
    assert_eq!(fixture.store.drafts().unwrap(), []);
}

#[test]
fn events_with_times_and_authors_of_their_own_go_in_together() {
    let mut fixture = Fixture::new();
    let later = fixture.now + chrono::TimeDelta::days(1);
    let deputy = author(3);
    let events = [
        (
            &fixture.dsl,
            later,
            NewEvent::of(person_added(&deputy, "Dan Ives", encircle_domain::person::Role::Deputy)),
        ),
        (&deputy, later, NewEvent::of(Event::ConcernRecorded(concern(ZOE, "Hungry.")))),
        (
            &fixture.recorder,
            later + chrono::TimeDelta::hours(1),
            NewEvent::of(Event::FileOpened { pupil: ZOE }),
        ),
    ];
    let ids = fixture.store.commit_each(events, &mut fixture.rng).unwrap();
    let row = fixture.store.concern(ids[1]).unwrap().unwrap();
    assert_eq!((row.author, row.recorded_at), (deputy.person, later));
    assert_eq!(fixture.store.verify().map(|verified| verified.events), Ok(7));
}
