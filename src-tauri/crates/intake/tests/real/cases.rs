//! The named cases. Each test says the right behaviour; its file stands in `tests/fixtures/cases`.

use chrono::NaiveDate;
use encircle_domain::contact::ParentalResponsibility;
use encircle_domain::fold::fold;
use encircle_domain::pupil::YearTotals;
use encircle_intake::{
    Content, EncodingSource, Error, FindingCode, Intake, Kind, Offer, PupilsFile, SchoolRef, Severity, read,
    read_ctf, read_pupils_csv, recognise,
};

use crate::{case, of_row, with_code};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a real date")
}

fn pupils(name: &str) -> Intake<PupilsFile> {
    match read(&case(name), name) {
        Ok(Content::Pupils(intake)) => intake,
        other => panic!("{name} is a file of pupils, not {other:?}"),
    }
}

/// Surname, forename and date of birth of each row taken.
fn people(intake: &Intake<PupilsFile>) -> Vec<(u32, String, String, Option<NaiveDate>)> {
    let rows = intake.content.rows.iter();
    rows.map(|row| {
        let name = &row.pupil.name;
        let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
        (row.row, part(name.surname()), part(name.forename()), row.pupil.born)
    })
    .collect()
}

#[test]
fn a01_repeated_names_at_several_depths_are_read_by_path() {
    let intake = pupils("A01_9999999_CTF_9998888_001.xml");
    let file = &intake.content;
    assert_eq!((file.rows.len(), file.held.len()), (2, 0));
    let casimir = &file.rows[0].pupil;
    assert_eq!(casimir.name.known_as(), "Cas Treloar");
    assert_eq!(casimir.name.legal(), "Casimir Jory Pellow");
    assert_eq!(file.rows[1].pupil.name.known_as(), "Siân O'Dwyer-Nash");
    assert_eq!(file.rows[1].pupil.former_upn.as_deref(), Some("M99999923500G"));
    assert_eq!(casimir.sex.as_deref(), Some("M"));
    assert_eq!(casimir.born, Some(date("2015-08-31")));
    assert_eq!(casimir.year_group.as_deref(), Some("6"));
    assert_eq!(casimir.sen_provision.as_deref(), Some("N"));
    assert_eq!(casimir.free_school_meals, Some(false), "it ended before the file was made");
    assert_eq!(casimir.first_language.as_deref(), Some("POL"));
    assert_eq!(casimir.admitted, Some(date("2024-02-26")));
    assert_eq!(casimir.phones, ["01632 960101", "01632960102"], "the second home number is kept");
    assert_eq!(casimir.address, ["Tollgate Cottage", "Hobb's Lane", "Nether Wexby", "Wexby", "Wexshire"]);
    assert_eq!(casimir.postcode.as_deref(), Some("ZZ99 3VZ"));
}

#[test]
fn a01_contacts_come_in_their_order_with_what_matters_for_safety() {
    let intake = pupils("A01_9999999_CTF_9998888_001.xml");
    let contacts = &intake.content.rows[0].pupil.contacts;
    assert_eq!(contacts.iter().map(|c| c.order).collect::<Vec<_>>(), [Some(1), Some(2), Some(3), Some(4)]);
    let names: Vec<_> = contacts.iter().map(|c| c.full_name()).collect();
    assert_eq!(names, ["Ms Ottilie Treloar", "Mr Dafydd Pellow", "Mrs Brenda Okafor-Lund", "Mr Ivo Namless"]);
    assert_eq!(contacts[0].phones, ["01632960101", "07700 900333"]);
    assert_eq!(contacts[3].phones, ["07700 90034"], "a number that is too short is kept as typed");
    assert_eq!(contacts[0].responsibility, ParentalResponsibility::Yes);
    assert_eq!(contacts[1].responsibility, ParentalResponsibility::No);
    assert!(contacts[0].address_as_pupil && !contacts[1].address_as_pupil);
    assert_eq!(contacts[2].address[..2], ["Unit 7", "Refuge Court"]);
    assert_eq!(contacts[3].relationship, None);
    assert_eq!(contacts.iter().map(|c| c.court_order).collect::<Vec<_>>(), [false, true, false, false]);
    assert_eq!(with_code(&intake.findings, FindingCode::CourtOrder), [Some(1)]);
}

#[test]
fn a01_attendance_totals_keep_their_school_and_what_is_crossed_out_is_unknown() {
    let intake = pupils("A01_9999999_CTF_9998888_001.xml");
    let totals = &intake.content.rows[0].pupil.totals;
    let infant = YearTotals {
        year: 2023,
        school: Some("HOLLYMEAD INFANT".into()),
        possible: 372,
        attended: 364,
        authorised: 6,
        unauthorised: 2,
    };
    assert_eq!((totals.len(), &totals[0]), (2, &infant));
    let destination = SchoolRef { laestab: Some("9998888".into()), urn: None, name: None };
    assert_eq!(intake.content.destination, Some(destination));
    let source = intake.content.source.as_ref().expect("a source school");
    assert_eq!((source.laestab.as_deref(), source.urn.as_deref()), (Some("9999999"), Some("999999")));
    assert_eq!(source.name.as_deref(), Some("St Elphin's CE VA Primary"));
}

#[test]
fn a03_sex_is_read_and_an_unknown_version_is_a_warning() {
    let intake = pupils("A03_ctf25_sex.xml");
    assert_eq!(people(&intake), [(1, "Quarmby".into(), "Idris".into(), Some(date("2014-11-30")))]);
    assert_eq!(intake.content.rows[0].pupil.sex.as_deref(), Some("M"));
    assert_eq!(with_code(&intake.findings, FindingCode::UnknownVersion), []);
    let text = String::from_utf8(case("A03_ctf25_sex.xml")).unwrap();
    let newer = text.replace(">25.0<", ">99.0<").replace("CTFversion", "CTFVersion");
    let intake = read_ctf(newer.as_bytes()).unwrap();
    assert_eq!(with_code(&intake.findings, FindingCode::UnknownVersion), [None]);
    assert_eq!(intake.content.rows.len(), 1);
    let older = text.replace("<Sex>M</Sex>", "<Gender>M</Gender>");
    assert_eq!(read_ctf(older.as_bytes()).unwrap().content.rows[0].pupil.sex.as_deref(), Some("M"));
}

#[test]
fn a05_a_byte_order_mark_and_hard_spaces_do_not_hide_a_column() {
    let intake = pupils("A05_bom_nbsp.csv");
    assert_eq!(people(&intake), [(2, "Varga".into(), "Linnea".into(), Some(date("2014-02-14")))]);
    let pupil = &intake.content.rows[0].pupil;
    assert_eq!(pupil.upn.as_deref(), Some("N999999200004"));
    assert_eq!((pupil.year_group.as_deref(), pupil.reg_group.as_deref()), (Some("7"), Some("7A")));
    assert_eq!(intake.encoding.source, EncodingSource::Mark);
    assert_eq!(intake.findings, []);
}

#[test]
fn a07_the_day_comes_first_and_a_wrong_date_is_flagged_and_not_shifted() {
    let intake = pupils("A07_dates.csv");
    let expected = [
        (2, "Hartnoll", "Bea", Some("2011-04-03")),
        (3, "Iqbal", "Haris", Some("2011-04-15")),
        (4, "Jago", "Tegan", Some("2011-04-03")),
        (5, "Kerr", "Una", None),
        (6, "Lamb", "Ezra", None),
    ];
    let expected = expected.map(|(row, s, f, d)| (row, s.to_owned(), f.to_owned(), d.map(date)));
    assert_eq!(people(&intake), expected);
    assert_eq!(of_row(&intake, 5), [("date_of_birth", FindingCode::ImpossibleDate)]);
    assert_eq!(of_row(&intake, 6), [("date_of_birth", FindingCode::NoDateOfBirth)]);
    let admitted: Vec<_> = intake.content.rows.iter().filter_map(|row| row.pupil.admitted).collect();
    let days = ["2022-09-04", "2022-09-05", "2022-09-05", "2022-09-05", "2022-09-05"];
    assert_eq!(admitted, days.map(date));
}

#[test]
fn a09_what_a_spreadsheet_did_is_flagged_and_nothing_is_changed_unasked() {
    let intake = pupils("A09_excel_mangled.csv");
    let rows: Vec<_> = intake.content.rows.iter().map(|row| &row.pupil).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].phones, ["7700900351"]);
    assert_eq!(rows[1].phones, ["07700900352"]);
    assert_eq!(rows[2].phones, ["+447700900353"]);
    assert_eq!(rows[1].upn.as_deref(), Some("H999999200020"));
    assert_eq!(rows[2].upn.as_deref(), Some("X999999200021"));
    let numbers: Vec<_> = rows.iter().filter_map(|pupil| pupil.admission_number.as_deref()).collect();
    assert_eq!(numbers, ["42", "000043", "44"]);
    assert_eq!(rows[0].reg_group.as_deref(), Some("7-Mar"));
    assert_eq!(rows[1].reg_group.as_deref(), Some("3E2"));
    assert_eq!(rows[2].reg_group.as_deref(), Some("10/11"));
    assert_eq!((rows[2].name.surname(), rows[2].born), (Some("TRUE"), None));
    let has = |row, finding| assert!(of_row(&intake, row).contains(&finding), "{row} {finding:?}");
    has(2, ("uln", FindingCode::MalformedUln));
    has(2, ("phone", FindingCode::PhoneMissingNought));
    has(2, ("reg_group", FindingCode::LooksMangled));
    has(3, ("upn", FindingCode::UpnNormalised));
    has(3, ("phone", FindingCode::FormulaUnwrapped));
    has(3, ("reg_group", FindingCode::LooksMangled));
    has(4, ("surname", FindingCode::LooksMangled));
    let offers: Vec<_> = intake.findings.iter().filter_map(|finding| finding.offer.clone()).collect();
    assert!(offers.contains(&Offer::Date(date("2012-03-02"))));
    assert!(offers.contains(&Offer::Text("07700900351".into())));
}

#[test]
fn a11_one_upn_for_two_people_takes_neither_and_the_others_are_taken() {
    let intake = pupils("A11_upn.csv");
    let held: Vec<_> = intake.content.held.iter().map(|row| row.row).collect();
    assert_eq!(held, [2, 3]);
    assert_eq!(with_code(&intake.findings, FindingCode::Conflict), [Some(2), Some(3)]);
    assert_eq!(people(&intake).iter().map(|person| person.0).collect::<Vec<_>>(), [4, 5, 6]);
    assert_eq!(of_row(&intake, 4), [("upn", FindingCode::WrongCheckLetter)]);
    assert_eq!(of_row(&intake, 5), [("upn", FindingCode::TemporaryUpn)]);
    assert_eq!(of_row(&intake, 6), [("upn", FindingCode::NoUpn)]);
    let problems = intake.findings.iter().filter(|finding| finding.severity == Severity::Problem).count();
    assert_eq!(problems, 2);
}

#[test]
fn a13_two_encodings_give_the_same_name() {
    for (file, encoding) in
        [("A13_xml/ctf_utf16.xml", "UTF-16LE"), ("A13_xml/ctf_latin1.xml", "windows-1252")]
    {
        let intake = pupils(file);
        assert!(people(&intake).iter().any(|person| person.2 == "Siân"), "{file}");
        assert_eq!(intake.encoding.name, encoding);
    }
}

#[test]
fn a13_entities_and_a_truncated_file_are_refused_whole() {
    let entities = case("A13_xml/ctf_entities.xml");
    assert_eq!(recognise(&entities, "ctf_entities.xml"), Kind::Ctf);
    assert_eq!(read(&entities, "ctf_entities.xml").err(), Some(Error::DoctypeRefused));
    let truncated = read(&case("A13_xml/ctf_truncated.xml"), "ctf_truncated.xml").err();
    assert!(matches!(truncated, Some(Error::NotWellFormed { .. })), "{truncated:?}");
}

#[test]
fn b01_every_apostrophe_stays_as_typed_and_is_found_as_one() {
    let intake = pupils("B01_apostrophes.csv");
    let surnames: Vec<_> = people(&intake).into_iter().map(|person| person.1).collect();
    assert_eq!(surnames, ["O'Brien", "O’Brien", "O`Brien", "OBrien", "D’Arcy-Łuczak"]);
    assert!(surnames[..4].iter().all(|surname| fold(surname) == "obrien"));
    assert_eq!(fold(&surnames[4]), "darcy luczak");
}

#[test]
fn b03_a_single_name_is_a_name() {
    let intake = pupils("B03_mononym.csv");
    let born = |day| Some(date(day));
    let expected = [
        (2, "Rahmatullah".to_owned(), String::new(), born("2012-12-12")),
        (3, String::new(), "Suharti".to_owned(), born("2012-12-13")),
        (4, "Wibowo".to_owned(), "Wibowo".to_owned(), born("2012-12-14")),
    ];
    assert_eq!(people(&intake), expected);
    assert_eq!(of_row(&intake, 2), [("forename", FindingCode::SingleName)]);
    assert_eq!(
        of_row(&intake, 3),
        [("surname", FindingCode::PlaceholderName), ("surname", FindingCode::SingleName)]
    );
    let listed: Vec<_> = intake.content.rows.iter().map(|row| row.pupil.name.listed()).collect();
    assert_eq!(listed, ["Rahmatullah", "Suharti", "Wibowo, Wibowo"]);
}

#[test]
fn b05_names_from_many_languages_arrive_unchanged() {
    let intake = pupils("B05_sort.csv");
    assert_eq!(intake.content.rows.len(), 21);
    let surnames: Vec<_> = people(&intake).into_iter().map(|person| person.1).collect();
    for name in ["van der Berg", "Ångström", "Žižek", "Øst", "Ünal", "Éluard", "al-Hassan", "Łapa"] {
        assert!(surnames.iter().any(|surname| surname == name), "{name}");
    }
    assert_eq!(intake.findings, [], "nothing is wrong with a name because it is not English");
}

#[test]
fn b07_unseen_characters_go_with_a_warning_and_look_alikes_are_told() {
    let intake = pupils("B07_invisible.csv");
    let surnames: Vec<_> = people(&intake).into_iter().map(|person| person.1).collect();
    assert_eq!(surnames, ["Tran", "عباس", "abcgpj.Smith", "Zoë-Muller", "Tran"]);
    assert_eq!(people(&intake)[3].2, "Ané");
    let cleaned = with_code(&intake.findings, FindingCode::InvisibleRemoved);
    assert_eq!(cleaned, [Some(2), Some(3), Some(4)]);
    assert_eq!(with_code(&intake.findings, FindingCode::LookAlike), [Some(2), Some(6)]);
}

#[test]
fn a_file_that_is_no_export_is_refused_and_named() {
    for (name, expected) in [
        ("D01_open/zero_bytes.db", Error::Empty),
        ("D01_open/plain_sqlite.db", Error::NotText),
        ("D01_open/random_8k.db", Error::NotText),
        ("D01_open/half_page.db", Error::NotText),
        ("H01_queries.txt", Error::NotRecognised),
    ] {
        assert_eq!(read(&case(name), name).err(), Some(expected), "{name}");
    }
    assert_eq!(
        read_pupils_csv(&case("H01_queries.txt")).err(),
        Some(Error::MissingColumn { field: "surname" })
    );
}
