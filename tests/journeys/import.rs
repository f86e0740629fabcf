//! Import of pupils and marks: a preview first, then one event; refused files leave nothing behind.

use encircle_api::ErrorCode;
use encircle_api::contract::*;

use crate::support::fixtures;
use crate::support::school::Laptop;

mod same_child;

fn preview(laptop: &mut Laptop, case: &str) -> ImportPreviewView {
    laptop.next_file(fixtures().join("cases").join(case));
    laptop.session.choose_import(Nothing {}).unwrap().unwrap()
}

/// A yes to what a preview showed, its warnings too.
fn yes(seen: &ImportPreviewView) -> ConfirmImport {
    ConfirmImport { handle: seen.handle.clone(), accept_warnings: true, ..ConfirmImport::default() }
}

fn take(laptop: &mut Laptop, case: &str) -> ImportView {
    let seen = preview(laptop, case);
    laptop.session.confirm_import(yes(&seen)).unwrap()
}

fn listed(laptop: &mut Laptop) -> Vec<String> {
    let pupils = laptop.session.list_pupils(ListPupils::default()).unwrap();
    pupils.into_iter().map(|pupil| pupil.listed).collect()
}

#[test]
fn a_transfer_file_gives_pupils_contacts_and_totals() {
    let mut laptop = Laptop::with_vault();
    let seen = preview(&mut laptop, "A01_9999999_CTF_9998888_001.xml");
    assert_eq!((seen.kind, seen.rows, seen.new), (ImportKind::Ctf, 2, 2));
    assert!(listed(&mut laptop).is_empty(), "a preview writes nothing");
    let refused = ConfirmImport { accept_warnings: false, ..yes(&seen) };
    assert_eq!(laptop.session.confirm_import(refused).unwrap_err().code, ErrorCode::ImportHasWarnings);
    assert_eq!(laptop.session.confirm_import(yes(&seen)).unwrap().new, 2);
    assert_eq!(
        laptop.session.confirm_import(yes(&seen)).unwrap_err().code,
        ErrorCode::ImportGone,
        "a handle is good once"
    );
    assert_eq!(listed(&mut laptop), ["O'Dwyer-Nash, Siân", "Treloar, Cas"]);

    let cas = laptop.find("pellow").remove(0).id;
    let file = laptop.session.get_pupil(GetPupil { pupil: cas, opening: false }).unwrap();
    assert_eq!((file.known_as.as_str(), file.legal.as_str()), ("Cas Treloar", "Casimir Jory Pellow"));
    assert_eq!(
        file.contacts.iter().map(|contact| contact.order).collect::<Vec<_>>(),
        [Some(1), Some(2), Some(3), Some(4)]
    );
    assert_eq!(file.address[0], "Tollgate Cottage", "padding is taken off");
    assert_eq!(file.phones, ["01632 960101", "01632960102"], "as typed, the second one too");
    assert_eq!(file.totals.len(), 2);
    assert_eq!((file.totals[0].possible, file.totals[0].school.as_deref()), (372, Some("HOLLYMEAD INFANT")));

    let again = preview(&mut laptop, "A01_9999999_CTF_9998888_001.xml");
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 2));
    assert!(again.imported_before.is_some(), "the same file is recognised");
}

#[test]
fn a_version_that_is_not_known_is_a_warning_and_sex_reads_in_both_names() {
    let mut laptop = Laptop::with_vault();
    assert_eq!(take(&mut laptop, "A03_ctf25_sex.xml").new, 1);
    let text = std::fs::read_to_string(fixtures().join("cases/A03_ctf25_sex.xml")).unwrap();
    let written = "<CTFversion>25.0</CTFversion>";
    for (version, unknown) in [
        ("<CTFversion>18.0</CTFversion>", false),
        ("<CTFVersion>18.0</CTFVersion>", false),
        ("<CTFversion>99.0</CTFversion>", true),
        ("<CTFVersion>99.0</CTFVersion>", true),
    ] {
        laptop.next_text("other.xml", &text.replace(written, version));
        let seen = laptop.session.choose_import(Nothing {}).unwrap().unwrap();
        assert_eq!((seen.unchanged, seen.problems), (1, 0), "{version}");
        let told = seen.findings.iter().any(|finding| finding.code == "unknown_version");
        assert_eq!(told, unknown, "{version}");
    }
}

#[test]
fn tables_are_read_whatever_their_marks_dates_and_spaces() {
    let mut laptop = Laptop::with_vault();
    take(&mut laptop, "A05_bom_nbsp.csv");
    assert_eq!(listed(&mut laptop), ["Varga, Linnea"]);

    let seen = preview(&mut laptop, "A07_dates.csv");
    let kerr =
        seen.findings.iter().find(|finding| finding.code == "impossible_date").expect("31/02 is no date");
    assert_eq!(kerr.row, Some(5));
    assert!(seen.findings.iter().any(|finding| finding.code == "no_date_of_birth" && finding.row == Some(6)));
    laptop.session.confirm_import(yes(&seen)).unwrap();
    let born = |laptop: &mut Laptop, name: &str| laptop.find(name).remove(0).born;
    assert_eq!(born(&mut laptop, "Hartnoll").as_deref(), Some("2011-04-03"), "day first");
    assert_eq!(born(&mut laptop, "Iqbal").as_deref(), Some("2011-04-15"));
    assert_eq!(born(&mut laptop, "Jago").as_deref(), Some("2011-04-03"));
    assert_eq!(born(&mut laptop, "Kerr"), None, "left out, not shifted");
    assert_eq!(born(&mut laptop, "Lamb"), None);
}

#[test]
fn one_number_for_two_people_overwrites_neither_and_a_blank_one_is_never_guessed() {
    let mut laptop = Laptop::with_vault();
    let seen = preview(&mut laptop, "A11_upn.csv");
    assert_eq!(
        seen.questions.iter().map(|asked| (asked.row, asked.code.as_str())).collect::<Vec<_>>(),
        [(2, "conflict"), (3, "conflict")]
    );
    let done = laptop.session.confirm_import(yes(&seen)).unwrap();
    assert_eq!(done.problems.iter().map(|finding| finding.row).collect::<Vec<_>>(), [Some(2), Some(3)]);
    let names = listed(&mut laptop);
    assert_eq!(names, ["Jukes, Ada", "Kaur, Simran", "Lyle, Bo"], "Hobbs and Ives wait for a choice");
    let note = |laptop: &mut Laptop, name: &str| {
        let pupil = laptop.find(name).remove(0).id;
        laptop.session.get_pupil(GetPupil { pupil, opening: false }).unwrap().to_note
    };
    assert!(note(&mut laptop, "Jukes").contains(&PupilNote::UpnWrongLetter));
    assert!(note(&mut laptop, "Kaur").contains(&PupilNote::UpnTemporary));
    let again = preview(&mut laptop, "A11_upn.csv");
    let asked: Vec<_> = again.questions.iter().filter(|asked| asked.code == "needs_asking").collect();
    assert_eq!(asked.len(), 1, "Bo Lyle without a number: only a person can say");
    assert_eq!(again.new, 0);
}

#[test]
fn a_name_is_found_by_any_spelling_and_shown_as_it_was_written() {
    let mut laptop = Laptop::with_vault();
    take(&mut laptop, "B01_apostrophes.csv");
    for typed in ["O'Brien", "obrien", "O’Brien", "OBRIEN"] {
        let mut found: Vec<String> = laptop.find(typed).into_iter().map(|pupil| pupil.listed).collect();
        found.sort();
        assert_eq!(found, ["O'Brien, Niall", "OBrien, Roan", "O`Brien, Finn", "O’Brien, Cara"], "{typed}");
    }
    assert_eq!(laptop.find("darcy luczak")[0].listed, "D’Arcy-Łuczak, Éva");
}

#[test]
fn a_single_name_stands_alone() {
    let mut laptop = Laptop::with_vault();
    take(&mut laptop, "B03_mononym.csv");
    assert_eq!(listed(&mut laptop), ["Rahmatullah", "Suharti", "Wibowo, Wibowo"]);
}

#[test]
fn pupils_are_listed_as_an_english_reader_expects() {
    let mut laptop = Laptop::with_vault();
    take(&mut laptop, "B05_sort.csv");
    let surnames: Vec<String> =
        listed(&mut laptop).into_iter().map(|name| name.split(',').next().unwrap().to_owned()).collect();
    let expected = [
        "Adeyemi",
        "al-Hassan",
        "Ångström",
        "Davies",
        "de Souza",
        "Éluard",
        "Evans",
        "Lamb",
        "Łapa",
        "MacArdle",
        "Macbeth",
        "McArdle",
        "Oneil",
        "O'Neill",
        "Øst",
        "Owen",
        "Ünal",
        "Vale",
        "van der Berg",
        "Zane",
        "Žižek",
    ];
    assert_eq!(surnames, expected);
}

#[test]
fn a_file_that_cannot_be_read_is_refused_whole_and_leaves_nothing() {
    let mut laptop = Laptop::with_vault();
    let events = laptop.session.check(Nothing {}).unwrap().events;
    for (case, code) in [
        ("A13_xml/ctf_entities.xml", ErrorCode::FileHasDoctype),
        ("A13_xml/ctf_truncated.xml", ErrorCode::FileNotWellFormed),
        ("D01_open/zero_bytes.db", ErrorCode::FileEmpty),
        ("D01_open/random_8k.db", ErrorCode::FileNotRecognised),
        ("H01_queries.txt", ErrorCode::FileNotRecognised),
    ] {
        laptop.next_file(fixtures().join("cases").join(case));
        assert_eq!(laptop.session.choose_import(Nothing {}).unwrap_err().code, code, "{case}");
    }
    assert_eq!(laptop.session.check(Nothing {}).unwrap().events, events);
    for case in ["A13_xml/ctf_utf16.xml", "A13_xml/ctf_latin1.xml"] {
        let seen = preview(&mut laptop, case);
        assert!(
            seen.sample_names.iter().any(|name| name.contains("Siân")),
            "{case}: {:?}",
            seen.sample_names
        );
    }
}

#[test]
fn marks_are_counted_with_their_denominators_and_a_pattern_is_said_in_words() {
    let mut laptop = Laptop::with_vault();
    take(&mut laptop, "B01_apostrophes.csv");
    // Four Mondays of which three are missed without leave; everybody else is there.
    let mut table = String::from("UPN,Date,Session,Mark\n");
    let days = [
        "02/11", "03/11", "04/11", "05/11", "06/11", "09/11", "10/11", "11/11", "12/11", "13/11", "16/11",
        "17/11", "18/11", "19/11", "20/11", "23/11", "24/11",
    ];
    for day in days {
        let monday = ["02/11", "09/11", "23/11"].contains(&day);
        for session in ["AM", "PM"] {
            let present = if session == "AM" { "/" } else { "\\" };
            let absent = if monday { "O" } else { present };
            table.push_str(&format!("W999999200028,{day}/2026,{session},{absent}\n"));
            table.push_str(&format!("K999999200029,{day}/2026,{session},{present}\n"));
        }
    }
    table.push_str(
        "W999999200028,25/11/2026,AM,C1\nK999999200029,25/11/2026,AM,Y1\nX000000000000,25/11/2026,AM,/\n",
    );
    table.push_str("K999999200029,25/11/2026,AM,QQ\nK999999200029,31/02/2026,AM,/\n");
    laptop.next_text("marks.csv", &table);
    let seen = laptop.session.choose_import(Nothing {}).unwrap().unwrap();
    assert_eq!((seen.kind, seen.new, seen.problems), (ImportKind::MarksCsv, 70, 3), "{:?}", seen.findings);
    assert_eq!((seen.first.as_deref(), seen.last.as_deref()), (Some("2026-11-02"), Some("2026-11-25")));
    laptop.session.confirm_import(yes(&seen)).unwrap();

    let niall = laptop.find("Niall").remove(0).id;
    let whole = GetAttendance { pupil: niall.clone(), from: None, to: None };
    let attendance = laptop.session.get_attendance(whole).unwrap();
    let tally = &attendance.tally;
    assert_eq!((tally.possible, tally.present, tally.authorised, tally.unauthorised), (35, 28, 1, 6));
    assert_eq!(tally.attendance.as_deref(), Some("80.0"), "28 of 35");
    let cara = laptop.find("Cara").remove(0).id;
    let tally =
        laptop.session.get_attendance(GetAttendance { pupil: cara, from: None, to: None }).unwrap().tally;
    assert_eq!((tally.possible, tally.not_counted), (34, 1), "Y1 is not counted");

    let gaps = laptop.session.list_gaps(ListGaps::default()).unwrap();
    assert!(!gaps.marks_stale);
    let monday = gaps.gaps.iter().find(|gap| gap.rule == "same_weekday").expect("three of four Mondays");
    assert_eq!(monday.pupil, niall);
    assert!(monday.sentence.starts_with("3 Mondays absent of the last 4."), "{}", monday.sentence);
    assert_eq!(monday.facts.len(), 3);
    let later = laptop.session.list_gaps(ListGaps { on: Some("2026-12-10".into()) }).unwrap();
    assert!(later.marks_stale, "old marks are no news");
}

#[test]
fn who_has_left_is_marked_and_is_no_gap() {
    let mut laptop = Laptop::with_vault();
    laptop.next_text(
        "leavers.csv",
        "UPN,Surname,Forename,DOB,Leaving Date\n\
         A999999200024,Jukes,Ada,07/07/2013,13/11/2026\nB999999200025,Lyle,Bo,09/09/2013,\n",
    );
    laptop.import();
    let mut table = String::from("UPN,Date,Session,Mark\n");
    for day in ["09", "10", "11", "12", "13", "16", "17", "18", "19", "20", "23", "24", "25"] {
        for upn in ["A999999200024", "B999999200025"] {
            table.push_str(&format!("{upn},{day}/11/2026,AM,O\n{upn},{day}/11/2026,PM,O\n"));
        }
    }
    laptop.next_text("marks.csv", &table);
    laptop.import();
    let gaps_of = |laptop: &mut Laptop, on: &str| {
        let gaps = laptop.session.list_gaps(ListGaps { on: Some(on.to_owned()) }).unwrap().gaps;
        let names: std::collections::BTreeSet<_> = gaps.into_iter().map(|gap| gap.pupil_name).collect();
        names.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(
        gaps_of(&mut laptop, "2026-11-13"),
        ["Ada Jukes", "Bo Lyle"],
        "on the last day she is on roll"
    );
    assert_eq!(gaps_of(&mut laptop, "2026-11-25"), ["Bo Lyle"]);
    let left: Vec<_> = laptop.find("").into_iter().map(|pupil| pupil.left).collect();
    assert_eq!(left, [Some("2026-11-13".to_owned()), None]);

    // She comes back: the school system says so with a new admission date.
    laptop.next_text(
        "back.csv",
        "UPN,Surname,Forename,DOB,Admission Date\nA999999200024,Jukes,Ada,07/07/2013,23/11/2026\n",
    );
    laptop.import();
    assert_eq!(laptop.find("Ada")[0].left, None);
    assert_eq!(gaps_of(&mut laptop, "2026-11-25"), ["Ada Jukes", "Bo Lyle"]);
}
