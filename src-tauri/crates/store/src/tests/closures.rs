//! Closed files, emergency openings, and in which files an entry stands.

use encircle_domain::closure::Closure;
use encircle_domain::concern::Part;
use encircle_domain::referral::{Referral, SealedCopy, Told};
use encircle_domain::{Event, EventId, ObjectId, PersonId};

use crate::testing::{CAS, Fixture, ZOE, amended, concern, followed_up};

fn closure(ring: &str) -> Closure {
    Closure {
        named: vec![PersonId([1; 16])],
        against: vec![PersonId([2; 16])],
        reason: "A relative works here.".into(),
        ring: ring.into(),
    }
}

fn is_rebuilt_equal(fixture: &mut Fixture) {
    let before = fixture.store.dump_views().unwrap();
    fixture.store.rebuild().unwrap();
    assert_eq!(before, fixture.store.dump_views().unwrap(), "a rebuilt view differs");
}

#[test]
fn a_file_is_closed_as_it_was_last_decided_and_open_once_it_is_opened_to_all() {
    let mut fixture = Fixture::new();
    fixture.commit(Event::FileClosed { pupil: CAS, closure: closure("Della") });
    fixture.commit_as_recorder(Event::FileOpenedInEmergency { pupil: CAS, reason: "Missing.".into() });
    let ended = |fixture: &Fixture| -> Vec<bool> {
        fixture.store.emergency_openings(CAS).unwrap().iter().map(|row| row.ended).collect()
    };
    assert_eq!(ended(&fixture), [false]);
    fixture.commit(Event::FileClosureChanged { pupil: CAS, closure: closure("Imran") });
    assert_eq!(ended(&fixture), [true], "what was decided anew ends an emergency");
    let closures = fixture.store.closures().unwrap();
    assert_eq!(closures.len(), 1);
    assert_eq!((closures[0].pupil, &closures[0].closure), (CAS, &closure("Imran")));
    assert_eq!(closures[0].author, fixture.dsl.person);
    is_rebuilt_equal(&mut fixture);

    fixture.commit(Event::FileOpenedToAll { pupil: CAS, reason: "It has ended.".into() });
    assert_eq!(fixture.store.closures().unwrap(), []);
    assert_eq!(fixture.store.emergency_openings(CAS).unwrap()[0].opening.reason, "Missing.");
    is_rebuilt_equal(&mut fixture);
}

#[test]
fn an_entry_stands_for_ever_in_the_file_of_everybody_whom_any_of_its_texts_names() {
    let mut fixture = Fixture::new();
    let id = fixture.commit(Event::ConcernRecorded(concern(CAS, "Two phones.")));
    let before = fixture.commit(followed_up(id, CAS, "Ask her."));
    let mut with_zoe = concern(CAS, "Two phones, with Zoë.");
    with_zoe.other_pupils = vec![(ZOE, Part::Linked)];
    let amendment = fixture.commit(amended(id, with_zoe));
    fixture.commit(amended(id, concern(CAS, "Two phones.")));
    let after = fixture.commit(followed_up(id, CAS, "Asked."));
    let referral = fixture.commit(Event::ReferralMade(referral(vec![id])));
    let alone = fixture.commit(Event::ReferralMade(referral_of(vec![], "EN-2026-0002")));

    let of_zoe = fixture.store.entries_in_file(ZOE).unwrap();
    for entry in [id, before, amendment, after, referral] {
        assert!(of_zoe.contains(&entry), "{entry}");
        assert_eq!(fixture.store.files_of_entry(entry).unwrap(), [CAS, ZOE]);
    }
    assert_eq!(fixture.store.files_of_entry(alone).unwrap(), [CAS]);
    is_rebuilt_equal(&mut fixture);
}

fn referral(entries: Vec<EventId>) -> Referral {
    referral_of(entries, "EN-2026-0001")
}

fn referral_of(entries: Vec<EventId>, reference: &str) -> Referral {
    Referral {
        pupil: CAS,
        reference: reference.into(),
        profile: "general".into(),
        recipient: "Children’s services".into(),
        lawful_basis: "Working together".into(),
        parents_told: Told::Yes,
        child_told: Told::NotKnown,
        support_agreed: Told::No,
        told_reason: None,
        reason: "Third phone.".into(),
        entries,
        file_name: "bundle.pdf".into(),
        file_hash: [7; 32],
        document_hash: [8; 32],
        copy: SealedCopy { object: ObjectId([9; 16]), key: [10; 32], size: 11 },
    }
}
