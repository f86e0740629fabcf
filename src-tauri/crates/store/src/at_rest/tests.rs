//! What has been written stays readable: every struct has a frozen sample.

use chrono::NaiveDate;
use encircle_domain::backup::{Backup, BackupPlace, ChainEnd, Continuation};
use encircle_domain::closure::Closure;
use encircle_domain::concern::{Amendment, Concern, Decision, FollowUp, Part as PartInIt, Source};
use encircle_domain::contact::{Contact, ParentalResponsibility, SafeContact};
use encircle_domain::event::{ImportSource, PupilMarks};
use encircle_domain::name::Name;
use encircle_domain::person::{Person, Role};
use encircle_domain::pupil::{Pupil, YearTotals};
use encircle_domain::referral::{Referral, SealedCopy, Told};
use encircle_domain::school::{Laestab, School};
use encircle_domain::sign::Sign;
use encircle_domain::when::Happened;
use encircle_domain::{Event, EventId, ObjectId, PersonId, PupilId};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Part, Written, read, write};
use crate::Error;

const FROZEN: &str = include_str!("../../../../../tests/vectors/at_rest.json");

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn text(text: &str) -> Option<String> {
    Some(text.into())
}

fn full_concern() -> Concern {
    Concern {
        pupil: PupilId([1; 16]),
        what_happened: "Two phones in period 3.".into(),
        exact_words: text("“They’re not mine.”"),
        question_asked: text("Whose are they?"),
        happened: Happened::Between(
            date("2026-11-24").and_hms_opt(10, 50, 0).unwrap(),
            date("2026-11-24").and_hms_milli_opt(11, 0, 30, 250).unwrap(),
        ),
        told_at: date("2026-11-24").and_hms_opt(12, 0, 0),
        place: text("Room 12"),
        source: Source::Told,
        told_by: text("a friend"),
        signs: vec![Sign::Possessions, Sign::Calls],
        other_pupils: vec![(PupilId([2; 16]), PartInIt::Witness), (PupilId([3; 16]), PartInIt::Linked)],
        categories: vec!["exploitation".into()],
        done: text("Kept in the office."),
        decision: Some(Decision::Refer),
        reason: text("Third phone this term."),
    }
}

fn least_concern(happened: Happened) -> Concern {
    Concern { happened, ..Concern::of(PupilId([1; 16]), "Late.") }
}

fn full_pupil() -> Pupil {
    Pupil {
        upn: text("B801200005001"),
        former_upn: text("W999999200001"),
        admission_number: text("004217"),
        name: Name {
            legal_surname: text("Pellow"),
            legal_forename: text("Casimir"),
            middle: text("Jory"),
            preferred_surname: text("Treloar"),
            preferred_forename: text("Cas"),
            former_surname: text("Żak"),
            former_forename: text("Kazimierz"),
        },
        sex: text("M"),
        born: Some(date("2012-02-29")),
        year_group: text("10"),
        reg_group: text("10B"),
        admitted: Some(date("2023-09-04")),
        left: None,
        enrolment: text("C"),
        sen_provision: text("K"),
        free_school_meals: Some(true),
        in_care: Some(false),
        first_language: text("ENG"),
        ethnicity: text("WBRI"),
        address: vec!["1 Marsh Lane".into(), "Southby".into()],
        postcode: text("ZZ1 1ZZ"),
        phones: vec!["01632 960101".into()],
        contacts: vec![
            Contact {
                order: Some(1),
                title: text("Mrs"),
                surname: text("Nash"),
                forename: text("Bríd"),
                relationship: text("PAM"),
                responsibility: ParentalResponsibility::Yes,
                phones: vec!["07700 900123".into()],
                email: text("b@example.org"),
                court_order: true,
                address_as_pupil: true,
                address: vec!["2 Marsh Lane".into()],
                postcode: text("ZZ1 1ZY"),
            },
            Contact { responsibility: ParentalResponsibility::No, ..Contact::default() },
        ],
        totals: vec![YearTotals {
            year: 2025,
            school: text("9999999"),
            possible: 380,
            attended: 300,
            authorised: 50,
            unauthorised: 30,
        }],
    }
}

/// One event or more for every struct, with every field filled once and left out once.
fn samples() -> Vec<(&'static str, Event)> {
    let mut all = samples_here();
    all.extend(super::attachment::samples());
    all
}

fn samples_here() -> Vec<(&'static str, Event)> {
    let source = ImportSource { file_name: "marks.csv".into(), hash: [9; 32], rows: 4, problems: 1 };
    let at = date("2026-11-24").and_hms_opt(10, 50, 0).unwrap();
    let made_at = at.and_utc();
    let amendment = |pupil| Amendment {
        concern: EventId([4; 16]),
        pupil,
        text: full_concern(),
        why: "Wrong room.".into(),
    };
    let referral = Referral {
        pupil: PupilId([1; 16]),
        reference: "EN-2026-0034".into(),
        profile: "southend".into(),
        recipient: "Children’s services".into(),
        lawful_basis: "Children Act 1989, section 47".into(),
        parents_told: Told::Unsafe,
        child_told: Told::Yes,
        support_agreed: Told::NotKnown,
        told_reason: text("It could put the child at more risk."),
        reason: "Three phones and a burn.".into(),
        entries: vec![EventId([4; 16]), EventId([5; 16])],
        file_name: "EN-2026-0034.pdf".into(),
        file_hash: [6; 32],
        document_hash: [7; 32],
        copy: SealedCopy { object: ObjectId([8; 16]), key: [9; 32], size: 123_456 },
    };
    let school = School { name: "Marsh Lane School".into(), laestab: Laestab::parse("0011234").unwrap() };
    let person = Person { id: PersonId([1; 16]), name: "Della Marchbank".into(), role: Role::Dsl };
    vec![
        ("VaultCreatedV1", Event::VaultCreated { school, made_up: true }),
        ("PersonRemovedV1", Event::PersonRemoved { person: PersonId([2; 16]) }),
        ("RoleChangedV1", Event::RoleChanged { person: PersonId([2; 16]), role: Role::Deputy }),
        ("PassphraseChangedV1", Event::PassphraseChanged),
        ("PassphraseCheckedV1", Event::PassphraseChecked),
        ("KitUsedV1", Event::KitUsed { kit: 2 }),
        ("KitCheckedV1", Event::KitChecked { kit: 1 }),
        ("NoticesSeenV1", Event::NoticesSeen { notices: vec![EventId([4; 16]), EventId([5; 16])] }),
        ("PersonAddedV1", Event::PersonAdded { person, signing_key: [2; 32], slot_key: [3; 32] }),
        ("KitMadeV1", Event::KitMade { kit: 1, slot_key: [3; 32] }),
        ("KitConfirmedV1", Event::KitConfirmed { kit: 2 }),
        (
            "PupilsImportedV1, PupilV1",
            Event::PupilsImported {
                source: source.clone(),
                pupils: vec![(PupilId([1; 16]), full_pupil()), (PupilId([2; 16]), Pupil::default())],
            },
        ),
        (
            "PupilsImportedV1, PupilV1 of a leaver",
            Event::PupilsImported {
                source: source.clone(),
                pupils: vec![(
                    PupilId([1; 16]),
                    Pupil { left: Some(date("2026-07-17")), ..Pupil::default() },
                )],
            },
        ),
        (
            "MarksImportedV1, PupilMarksV1",
            Event::MarksImported {
                source,
                first: date("2026-09-01"),
                last: date("2026-09-02"),
                marks: vec![PupilMarks {
                    pupil: PupilId([1; 16]),
                    first: date("2026-09-01"),
                    codes: vec![1, 2, 0, 255],
                }],
            },
        ),
        ("ConcernRecordedV1, OtherPupilV1", Event::ConcernRecorded(full_concern())),
        ("ConcernRecordedV1, time not known", Event::ConcernRecorded(least_concern(Happened::NotKnown))),
        ("ConcernRecordedV1, exact time", Event::ConcernRecorded(least_concern(Happened::Exact(at)))),
        ("ConcernRecordedV1, about a time", Event::ConcernRecorded(least_concern(Happened::About(at)))),
        ("ConcernRecordedV1, on a day", Event::ConcernRecorded(least_concern(Happened::OnDay(at.date())))),
        ("ConcernAmendedV1", Event::ConcernAmended(amendment(PupilId([1; 16])))),
        ("ConcernAmendedV1, to another pupil", Event::ConcernAmended(amendment(PupilId([6; 16])))),
        (
            "ConcernFollowedUpV1",
            Event::ConcernFollowedUp(FollowUp {
                concern: EventId([4; 16]),
                pupil: PupilId([1; 16]),
                done: text("Rang home."),
                decision: Some(Decision::None),
                reason: text("Explained."),
            }),
        ),
        (
            "SafeContactSetV1",
            Event::SafeContactSet {
                pupil: PupilId([1; 16]),
                rules: SafeContact {
                    ring: text("Bríd Nash, mobile"),
                    never_tell: text("The stepfather"),
                    court_orders: text("Prohibited steps"),
                    address_restricted: true,
                },
            },
        ),
        (
            "SafeContactSetV1, nothing set",
            Event::SafeContactSet { pupil: PupilId([1; 16]), rules: SafeContact::default() },
        ),
        ("FileOpenedV1", Event::FileOpened { pupil: PupilId([1; 16]) }),
        ("LogCheckedV1", Event::LogChecked { events: 60_312, faults: 2 }),
        ("ChronologySavedV1", Event::ChronologySaved { pupil: PupilId([1; 16]), entries: 4 }),
        ("SearchedV1", Event::Searched { words: "phones".into() }),
        ("ReferralMadeV1", Event::ReferralMade(referral)),
        (
            "FileClosedV1",
            Event::FileClosed {
                pupil: PupilId([1; 16]),
                closure: Closure {
                    named: vec![PersonId([1; 16]), PersonId([2; 16])],
                    against: vec![PersonId([3; 16])],
                    reason: "A relative works here.".into(),
                    ring: "Della Marchbank, mobile".into(),
                },
            },
        ),
        (
            "FileClosureChangedV1, against nobody",
            Event::FileClosureChanged {
                pupil: PupilId([1; 16]),
                closure: Closure {
                    named: vec![PersonId([1; 16])],
                    against: vec![],
                    reason: "As advised.".into(),
                    ring: "Della Marchbank".into(),
                },
            },
        ),
        (
            "FileOpenedToAllV1",
            Event::FileOpenedToAll { pupil: PupilId([1; 16]), reason: "The cause has ended.".into() },
        ),
        (
            "FileOpenedInEmergencyV1",
            Event::FileOpenedInEmergency { pupil: PupilId([1; 16]), reason: "Missing tonight.".into() },
        ),
        ("BackupMadeV1", backup_made()),
        ("RestoredV1", continued(Continuation::Restored { made_at, hash: [8; 32] })),
        ("CopyAcceptedV1", continued(Continuation::CopyAccepted { last_seen: END, forked: true })),
    ]
}

const END: ChainEnd = ChainEnd { device_id: [6; 16], seq: 41, head: [7; 32] };

fn backup_made() -> Event {
    let file_name = "encircle-20261125T140500Z.backup".into();
    Event::BackupMade(Backup {
        place: BackupPlace::Elsewhere,
        file_name,
        hash: [8; 32],
        size: 90_112,
        end: END,
    })
}

fn continued(why: Continuation) -> Event {
    Event::CopyContinued { continues: END, why }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

fn frozen(sample: &str, event: &Event) -> Value {
    let Written { kind, version, parts } = write(event).unwrap();
    let parts: Vec<Value> = parts
        .iter()
        .map(|part| json!({ "subject": part.subject.map(|subject| subject.to_string()), "cbor": hex(&part.bytes) }))
        .collect();
    json!({ "sample": sample, "kind": kind, "version": version, "parts": parts })
}

#[test]
fn every_frozen_sample_reads_as_it_did_and_is_written_as_it_was() {
    let vectors: Vec<Value> = serde_json::from_str(FROZEN).unwrap();
    let known = |sample: &str| vectors.iter().find(|vector| vector["sample"] == sample);
    let missing: Vec<Value> = samples()
        .iter()
        .filter(|(sample, _)| known(sample).is_none())
        .map(|(sample, event)| frozen(sample, event))
        .collect();
    assert!(
        missing.is_empty(),
        "no frozen sample; add these, for ever:\n{}",
        serde_json::to_string(&missing).unwrap()
    );
    for (sample, event) in samples() {
        let (now, Some(vector)) = (frozen(sample, &event), known(sample)) else {
            unreachable!("all are known")
        };
        assert_eq!(&now, vector, "{sample} is written in another way: add a V2, never change a V1");
        let parts: Vec<Part> = vector["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| Part {
                subject: part["subject"].as_str().map(|subject| PupilId::parse(subject).unwrap()),
                bytes: unhex(part["cbor"].as_str().unwrap()),
            })
            .collect();
        assert_eq!(read(vector["kind"].as_str().unwrap(), 1, &parts), Ok(event), "{sample}");
    }
    assert_eq!(vectors.len(), samples().len(), "a frozen sample is never taken out");
}

#[test]
fn damaged_parts_are_damage_never_a_panic_and_never_another_event() {
    for (sample, event) in samples() {
        let Written { kind, version, parts } = write(&event).unwrap();
        for cut in 0..parts[0].bytes.len() {
            let mut broken = parts.clone();
            broken[0].bytes.truncate(cut);
            assert_eq!(read(kind, version, &broken), Err(Error::Damaged), "{sample} cut to {cut}");
        }
        let mut longer = parts.clone();
        longer[0].bytes.push(0);
        assert_eq!(read(kind, version, &longer), Err(Error::Damaged), "{sample} with a byte more");
        for at in 0..parts[0].bytes.len() {
            let mut changed = parts.clone();
            changed[0].bytes[at] ^= 0x55;
            let _ = read(kind, version, &changed);
        }
    }
}

#[test]
fn a_field_that_the_struct_does_not_have_is_damage() {
    let kit = |fields: &[(&str, i64)]| {
        let fields = fields.iter().map(|(name, number)| ((*name).into(), (*number).into())).collect();
        [Part { subject: None, bytes: super::to_cbor(&ciborium::Value::Map(fields)) }]
    };
    assert_eq!(read("kit_confirmed", 1, &kit(&[("kit", 1)])), Ok(Event::KitConfirmed { kit: 1 }));
    assert_eq!(read("kit_confirmed", 1, &kit(&[("kit", 1), ("more", 1)])), Err(Error::Damaged));
    assert_eq!(read("kit_confirmed", 1, &kit(&[("kit", 300)])), Err(Error::Damaged));
}

#[test]
fn an_event_without_its_own_part_is_unknown_and_an_import_lacks_whom_it_lacks() {
    let import = samples().into_iter().find(|(sample, _)| sample.starts_with("PupilsImported")).unwrap().1;
    let Written { kind, version, mut parts } = write(&import).unwrap();
    parts.remove(1);
    let Ok(Event::PupilsImported { pupils, .. }) = read(kind, version, &parts) else {
        panic!("it reads without one pupil")
    };
    assert_eq!(pupils.len(), 1);
    assert_eq!(read(kind, version, &[]), Ok(Event::Unknown { kind: kind.into(), version }));
}

proptest! {
    #[test]
    fn any_text_survives(what in ".*", words in proptest::option::of(".*"), long in 0_usize..20_000) {
        let reason = Some("x".repeat(long));
        let event =
            Event::ConcernRecorded(Concern { what_happened: what, exact_words: words, reason, ..full_concern() });
        let Written { kind, version, parts } = write(&event).unwrap();
        prop_assert_eq!(read(kind, version, &parts), Ok(event));
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(bytes: Vec<u8>, which in 0_usize..13) {
        let kinds = [
            "vault_created", "person_added", "kit_made", "kit_confirmed", "pupils_imported", "marks_imported",
            "concern_recorded", "concern_amended", "concern_followed_up", "safe_contact_set", "file_opened", "searched",
            "referral_made",
        ];
        let _ = read(kinds[which], 1, &[Part { subject: Some(PupilId([1; 16])), bytes }]);
    }
}
