//! What the views answer, and that they are nothing but the journal read again.

use encircle_domain::concern::Part;
use encircle_domain::contact::{Contact, SafeContact};
use encircle_domain::event::PupilMarks;
use encircle_domain::fold::asked_words;
use encircle_domain::name::Name;
use encircle_domain::person::Role;
use encircle_domain::pupil::Pupil;
use encircle_domain::{Event, EventId, PupilId};

use crate::testing::{
    CAS, Fixture, ZOE, amended, author, concern, followed_up, marks, person_added, pupil, source,
};
use crate::{Hit, HitKind, NewEvent};

fn found(fixture: &Fixture, typed: &str) -> Vec<Hit> {
    fixture.store.search(&asked_words(typed), 50).unwrap()
}

fn listed(fixture: &Fixture, find: &str) -> Vec<String> {
    fixture.store.pupils(Some(find), 50).unwrap().iter().map(|row| row.name.listed()).collect()
}

fn is_rebuilt_equal(fixture: &mut Fixture) {
    let before = fixture.store.dump_views().unwrap();
    fixture.store.rebuild().unwrap();
    pretty(&before, &fixture.store.dump_views().unwrap());
}

fn pretty(before: &str, after: &str) {
    for (one, other) in before.lines().zip(after.lines()) {
        assert_eq!(one, other, "a rebuilt view differs");
    }
    assert_eq!(before.len(), after.len());
}

#[test]
fn the_first_events_tell_school_people_and_kits() {
    let mut fixture = Fixture::new();
    fixture.commit_all(vec![
        Event::KitMade { kit: 1, slot_key: [3; 32] },
        Event::KitMade { kit: 2, slot_key: [4; 32] },
        Event::KitConfirmed { kit: 2 },
    ]);
    assert_eq!(fixture.store.school().unwrap().name, "Marsh Lane School");
    assert!(fixture.store.made_up().unwrap());
    let people = fixture.store.people().unwrap();
    assert_eq!(
        people.iter().map(|row| row.person.name.as_str()).collect::<Vec<_>>(),
        ["Della Marchbank", "Ruth Ames"]
    );
    assert_eq!(people[0].signing_key, fixture.dsl.signing.verify_key());
    let kits: Vec<(u8, bool)> =
        fixture.store.kits().unwrap().iter().map(|row| (row.kit, row.confirmed)).collect();
    assert_eq!(kits, [(1, false), (2, true)]);
    is_rebuilt_equal(&mut fixture);
}

#[test]
fn pupils_are_found_by_the_beginning_of_any_name_and_by_their_numbers() {
    let mut fixture = Fixture::new();
    let ann = Pupil {
        admission_number: Some("00/417".into()),
        name: Name {
            preferred_forename: Some("Nan".into()),
            former_surname: Some("D’Arcy-Łuczak".into()),
            ..pupil("Ann", "Ångström", "K999999200002").name
        },
        ..Pupil::default()
    };
    let pupils =
        vec![(PupilId([0xC3; 16]), ann), (PupilId([0xC4; 16]), pupil("Cas", "Tre", "Z999999200003"))];
    fixture.commit(Event::PupilsImported { source: source(2), pupils });

    assert_eq!(listed(&fixture, ""), ["Ångström, Nan", "O'Brien, Zoë", "Tre, Cas", "Treloar, Cas"]);
    assert_eq!(listed(&fixture, "tre"), ["Tre, Cas", "Treloar, Cas"]);
    assert_eq!(listed(&fixture, "cas trel"), ["Treloar, Cas"]);
    assert_eq!(listed(&fixture, "obr zoe"), ["O'Brien, Zoë"]);
    assert_eq!(listed(&fixture, "O’BRIEN"), ["O'Brien, Zoë"]);
    assert_eq!(listed(&fixture, "darcy lu"), ["Ångström, Nan"]);
    assert_eq!(listed(&fixture, "ann ang"), ["Ångström, Nan"], "the legal name finds too");
    assert_eq!(listed(&fixture, "b801200005001"), ["Treloar, Cas"]);
    assert_eq!(listed(&fixture, "B801 200 005 001"), ["Treloar, Cas"]);
    assert_eq!(listed(&fixture, "B80120000500"), [""; 0], "a part of a number is no number");
    assert_eq!(listed(&fixture, "00/417"), ["Ångström, Nan"]);
    for nobody in ["rien", "xyz", "'", "*", "%", "_", "\"", "😢"] {
        assert_eq!(listed(&fixture, nobody), [""; 0], "{nobody}");
    }
    assert_eq!(fixture.store.pupils(None, 2).unwrap().len(), 2);
    assert_eq!(fixture.store.pupil_by_upn("W999999200001").unwrap(), Some(ZOE));
    assert_eq!(fixture.store.pupil_by_upn("w999999200001").unwrap(), None);
    assert_eq!(fixture.store.pupil_by_admission_number("00/417").unwrap(), Some(PupilId([0xC3; 16])));
    assert_eq!(fixture.store.pupil_count().unwrap(), 4);
}

#[test]
fn a_later_partial_import_adds_and_clears_nothing() {
    let mut fixture = Fixture::new();
    let carried = Pupil { reg_group: Some("10B".into()), ..Pupil::default() };
    fixture.commit(Event::PupilsImported { source: source(2), pupils: vec![(CAS, carried)] });
    let cas = fixture.store.pupil(CAS).unwrap().unwrap();
    assert_eq!((cas.upn.as_deref(), cas.reg_group.as_deref()), (Some("B801200005001"), Some("10B")));
    assert_eq!(fixture.store.pupils(Some("cas"), 9).unwrap()[0].reg_group.as_deref(), Some("10B"));
    assert_eq!(fixture.store.all_pupils().unwrap().len(), 2);
    assert_eq!(fixture.store.import_with_hash(&[2; 32]).unwrap().unwrap().source, source(2));
    assert_eq!(fixture.store.import_with_hash(&[9; 32]).unwrap(), None);
    is_rebuilt_equal(&mut fixture);
}

#[test]
fn marks_of_several_files_and_years_lie_over_each_other_and_no_mark_clears_nothing() {
    let mut fixture = Fixture::new();
    fixture.commit(marks(3, CAS, "2026-08-30", &[1, 2, 3, 4, 5, 6]));
    fixture.commit(marks(4, CAS, "2026-09-01", &[0, 9, 8, 0]));
    let older = fixture.store.register(CAS, 2025).unwrap().unwrap();
    let newer = fixture.store.register(CAS, 2026).unwrap().unwrap();
    assert_eq!((older.len(), newer.len()), (732, 732));
    // 30 and 31 August 2026 are the last two days of an academic year of 365 days.
    assert_eq!(older[726..732], [1, 2, 3, 4, 0, 0]);
    assert_eq!(newer[..6], [5, 9, 8, 0, 0, 0]);
    assert_eq!(fixture.store.register_years(CAS).unwrap(), [2025, 2026]);
    assert_eq!(fixture.store.registers(2026).unwrap().len(), 1);
    assert_eq!(fixture.store.register(ZOE, 2026).unwrap(), None);
    fixture.commit(marks(5, ZOE, "2026-09-01", &[0, 0]));
    assert_eq!(fixture.store.register_years(ZOE).unwrap(), [0; 0], "no mark makes no register");
    let files: Vec<String> =
        fixture.store.marks_imports().unwrap().iter().map(|row| row.source.file_name.clone()).collect();
    assert_eq!(files, ["file-3.csv", "file-4.csv", "file-5.csv"]);
    is_rebuilt_equal(&mut fixture);
}

#[test]
fn a_stretch_of_marks_over_three_years_falls_into_each() {
    let mut fixture = Fixture::new();
    let first = "2023-08-31".parse().unwrap();
    let codes = vec![7; 2 * (1 + 366 + 1)];
    let marks = vec![PupilMarks { pupil: CAS, first, codes }];
    fixture.commit(Event::MarksImported { source: source(6), first, last: first, marks });
    let counts: Vec<usize> = [2022, 2023, 2024]
        .map(|year| {
            fixture.store.register(CAS, year).unwrap().unwrap().iter().filter(|mark| **mark == 7).count()
        })
        .to_vec();
    assert_eq!(counts, [2, 732, 2]);
}

#[test]
fn a_concern_shows_its_present_text_every_former_one_and_what_was_done() {
    let mut fixture = Fixture::new();
    let original = encircle_domain::concern::Concern {
        other_pupils: vec![(ZOE, Part::Witness)],
        ..concern(CAS, "Two phones in period 3.")
    };
    let id = fixture.commit(Event::ConcernRecorded(original.clone()));
    let second = concern(CAS, "Two phones in period 4.");
    fixture.commit(amended(id, second.clone()));
    let row = fixture.store.concern(id).unwrap().unwrap();
    assert_eq!((&row.original, &row.current, row.part), (&original, &second, None));
    assert_eq!(row.amendments.iter().map(|row| &row.text).collect::<Vec<_>>(), [&second]);
    assert_eq!(fixture.store.concerns_of(ZOE).unwrap(), [], "the amendment took the witness out");

    let third = encircle_domain::concern::Concern {
        other_pupils: vec![(CAS, Part::Harmed)],
        ..concern(ZOE, "Hers.")
    };
    fixture.commit(Event::ConcernAmended(encircle_domain::concern::Amendment {
        concern: id,
        pupil: CAS,
        text: third,
        why: "Recorded on the wrong child.".into(),
    }));
    fixture.commit(followed_up(id, ZOE, "Rang home."));
    assert_eq!(fixture.store.concerns_of(CAS).unwrap()[0].part, Some(Part::Harmed));
    let row = fixture.store.concerns_of(ZOE).unwrap().remove(0);
    assert_eq!((row.part, row.amendments.len(), row.follow_ups.len()), (None, 2, 1));
    assert_eq!(row.follow_ups[0].follow_up.reason.as_deref(), Some("Rang home."));
    assert_eq!(found(&fixture, "hers")[0].pupil, ZOE);
    is_rebuilt_equal(&mut fixture);
}

#[test]
fn a_concern_stays_unread_until_a_dsl_follows_it_up() {
    let mut fixture = Fixture::new();
    let deputy = author(3);
    fixture.commit(person_added(&deputy, "Dan Ives", Role::Deputy));
    let own = fixture.commit(Event::ConcernRecorded(concern(CAS, "Seen by the DSL.")));
    let other = fixture.commit_as_recorder(Event::ConcernRecorded(concern(CAS, "Seen by a recorder.")));
    let unread = |fixture: &Fixture| {
        fixture.store.unread_concerns().unwrap().iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert!(fixture.store.concern(own).unwrap().unwrap().read);
    assert_eq!(unread(&fixture), [other]);
    let by_deputy = vec![NewEvent::of(followed_up(other, CAS, "Looked at it."))];
    fixture.store.commit(&deputy, fixture.now, &mut fixture.rng, by_deputy).unwrap();
    assert_eq!(unread(&fixture), [other], "a deputy's act leaves it for the DSL");
    fixture.commit(followed_up(other, CAS, "Agreed."));
    assert_eq!(unread(&fixture), [EventId([0; 16]); 0]);

    // Who becomes a DSL later has not read earlier concerns by that.
    let recorder = crate::testing::author(2);
    let late = fixture.commit_as_recorder(Event::ConcernRecorded(concern(ZOE, "Hungry.")));
    fixture.commit(person_added(&recorder, "Ruth Ames", Role::Dsl));
    assert_eq!(unread(&fixture), [late]);
    is_rebuilt_equal(&mut fixture);
    assert_eq!(unread(&fixture), [late]);
}

#[test]
fn search_finds_what_reads_now_with_its_notes_and_not_what_was_amended_away() {
    let mut fixture = Fixture::new();
    let id = fixture.commit(Event::ConcernRecorded(concern(CAS, "A zebrafish, a bruise and Mum’s new car")));
    let hit = Hit { kind: HitKind::Concern, event: Some(id), pupil: CAS };
    for typed in ["zebrafish", "ZEBRAFISH mums", "zebra*", "car bruise", "mum's"] {
        assert_eq!(found(&fixture, typed), [hit], "{typed}");
    }
    assert_eq!(found(&fixture, "zebra"), [], "a word is whole unless it ends in a star");
    assert_eq!(found(&fixture, "zebrafish school"), [], "every word is wanted");
    fixture.commit(amended(id, concern(CAS, "A goldfish and a bruise")));
    fixture.commit(followed_up(id, CAS, "Told the nurse."));
    assert_eq!(found(&fixture, "zebrafish"), []);
    assert_eq!(found(&fixture, "goldfish nurse detail"), [hit]);
    assert_eq!(found(&fixture, "treloar"), [Hit { kind: HitKind::Pupil, event: None, pupil: CAS }]);
    is_rebuilt_equal(&mut fixture);
    assert_eq!(found(&fixture, "goldfish nurse detail"), [hit]);
    assert_eq!(found(&fixture, "zebrafish"), []);
}

#[test]
fn what_is_known_of_a_pupil_is_searched_too() {
    let mut fixture = Fixture::new();
    let contact =
        Contact { surname: Some("Nash".into()), phones: vec!["01632 960101".into()], ..Contact::default() };
    let carried = Pupil { contacts: vec![contact], ..Pupil::default() };
    fixture.commit(Event::PupilsImported { source: source(2), pupils: vec![(ZOE, carried)] });
    let rules = SafeContact { never_tell: Some("The stepfather".into()), ..SafeContact::default() };
    fixture.commit(Event::SafeContactSet { pupil: ZOE, rules: rules.clone() });
    let hit = Hit { kind: HitKind::Pupil, event: None, pupil: ZOE };
    for typed in ["01632 960101", "nash", "obrien stepfather"] {
        assert_eq!(found(&fixture, typed), [hit], "{typed}");
    }
    assert_eq!(fixture.store.safe_contact(ZOE).unwrap(), Some(rules));
    assert_eq!(fixture.store.safe_contact(CAS).unwrap(), None);
    fixture.commit(Event::SafeContactSet { pupil: ZOE, rules: SafeContact::default() });
    assert_eq!(found(&fixture, "stepfather"), []);
    is_rebuilt_equal(&mut fixture);
}

#[test]
fn no_question_is_ever_an_error() {
    let mut fixture = Fixture::new();
    fixture.commit(Event::ConcernRecorded(concern(CAS, "half-term, 10%, a+b, mum AND dad, title secret")));
    let typed = [
        "O'Brien",
        "half-term",
        "\"",
        "a\"b",
        "*",
        "NEAR",
        "AND",
        "mum AND",
        "NEAR(a b",
        "x:y",
        "(",
        "-late",
        "^",
        "a+b",
        "",
        "10%",
        "mum's",
        "bruise*",
        "title:secret",
        "😢",
        "   ",
        "01632 960101",
        "{body} : mum",
        "body : mum",
        "🅐 क्षि ⁂ ª",
        "\u{0}",
        "a\u{0}b",
    ];
    for typed in typed {
        found(&fixture, typed);
        let raw = [encircle_domain::fold::AskedWord { word: typed.into(), prefix: true }];
        fixture.store.search(&raw, 5).unwrap();
    }
    let long = (0..5000).map(|i| format!("w{i} ")).collect::<String>();
    assert_eq!(found(&fixture, &long), []);
    assert_eq!(found(&fixture, &"x".repeat(200_000)), []);
    assert_eq!(found(&fixture, "half-term 10%").len(), 1);
    assert_eq!(found(&fixture, "title:secret").len(), 1);
}

#[test]
fn every_letter_that_folding_keeps_is_found_again() {
    let mut fixture = Fixture::new();
    // Letters of scripts and planes that the index's own tables may not know.
    for (number, word) in
        ["محمد", "李小龍", "🅐🅑", "𞤀𞤣", "ａｂｃ", "ⅳ", "²³", "ꟑ", "𲎰"].into_iter().enumerate()
    {
        let id = fixture.commit(Event::ConcernRecorded(concern(CAS, &format!("word {word} number{number}"))));
        let hits = found(&fixture, word);
        assert!(
            hits.iter().any(|hit| hit.event == Some(id)) || asked_words(word).is_empty(),
            "{word} is not found"
        );
    }
}

#[test]
fn a_view_of_another_version_is_filled_again_at_opening_with_those_that_hang_on_it() {
    let mut fixture = Fixture::new();
    let id = fixture.commit_as_recorder(Event::ConcernRecorded(concern(CAS, "Late.")));
    fixture.commit(followed_up(id, CAS, "Rang home."));
    let before = fixture.store.dump_views().unwrap();
    for view in [
        "vault",
        "person",
        "kit",
        "pupil",
        "register",
        "import",
        "concern",
        "safe_contact",
        "referral",
        "search",
    ] {
        fixture = fixture
            .behind_its_back(|conn| {
                // An older program's view: other tables, other content.
                conn.execute("UPDATE view SET version = 0 WHERE name = ?1", [view]).unwrap();
                if view != "search" {
                    conn.execute_batch(&format!("DROP TABLE {view}; CREATE TABLE {view} (old TEXT)"))
                        .unwrap();
                }
            })
            .unwrap();
        pretty(&before, &fixture.store.dump_views().unwrap());
    }
}
