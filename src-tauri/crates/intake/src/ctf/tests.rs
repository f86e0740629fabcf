//! Transfer files as schools send them, and hostile ones.

use super::tree::MAX_DEPTH;
use super::*;
use crate::finding::Severity;

const ENVELOPE: &str = "<Header><CTFversion>25.0</CTFversion></Header>";

fn file(pupils: &str) -> String {
    format!("<CTfile>{ENVELOPE}<CTFpupilData>{pupils}</CTFpupilData></CTfile>")
}

fn error(text: &str) -> Error {
    read_ctf(text.as_bytes()).expect_err("refused")
}

#[test]
fn an_element_is_read_at_its_own_path_and_at_no_other() {
    let nested = "<Pupil><Contacts><Contact><Surname>Lund</Surname><UPN>P999999200024</UPN></Contact></Contacts>\
                  <Forename>Bea</Forename></Pupil>";
    let intake = read_ctf(file(nested).as_bytes()).unwrap();
    let pupil = &intake.content.rows[0].pupil;
    assert_eq!((pupil.upn.as_deref(), pupil.name.surname()), (None, None));
    assert_eq!(pupil.contacts[0].surname.as_deref(), Some("Lund"));
}

#[test]
fn prefixes_and_the_case_of_names_do_not_matter() {
    let text = "<c:CTFile xmlns:c='urn:x'><c:header><c:CTFVersion>25.0</c:CTFVersion></c:header>\
                <c:CTFpupilData><c:Pupil><c:Surname>Vale</c:Surname></c:Pupil></c:CTFpupilData></c:CTFile>";
    let intake = read_ctf(text.as_bytes()).unwrap();
    assert_eq!(intake.content.ctf_version.as_deref(), Some("25.0"));
    assert_eq!(intake.content.rows[0].pupil.name.surname(), Some("Vale"));
}

#[test]
fn characters_written_as_references_or_raw_sections_are_read() {
    let pupil = "<Pupil><Surname>O&apos;D&#119;yer &amp; <![CDATA[Nash]]></Surname><Forename>Si&#xE2;n</Forename></Pupil>";
    let intake = read_ctf(file(pupil).as_bytes()).unwrap();
    let name = &intake.content.rows[0].pupil.name;
    assert_eq!((name.surname(), name.forename()), (Some("O'Dwyer & Nash"), Some("Siân")));
}

#[test]
fn a_pupil_without_a_name_is_a_problem_of_that_pupil_alone() {
    let intake = read_ctf(
        file("<Pupil><UPN>P999999200024</UPN></Pupil><Pupil><Surname>Vale</Surname></Pupil>").as_bytes(),
    );
    let intake = intake.unwrap();
    assert_eq!(intake.content.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [2]);
    let problems: Vec<_> = intake.findings.iter().filter(|f| f.severity == Severity::Problem).collect();
    assert_eq!((problems.len(), problems[0].row, problems[0].code), (1, Some(1), FindingCode::NoName));
}

#[test]
fn a_file_that_is_broken_anywhere_is_refused_whole() {
    let whole = file("<Pupil><Surname>Vale</Surname></Pupil>");
    for end in 0..whole.len() {
        assert!(read_ctf(&whole.as_bytes()[..end]).is_err(), "cut at {end}");
    }
    assert!(matches!(error(&whole.replace("</Surname>", "</Forename>")), Error::NotWellFormed { .. }));
    assert!(matches!(error(&format!("{whole}<CTfile/>")), Error::NotWellFormed { .. }));
    assert!(matches!(error(&format!("{whole}tail")), Error::NotWellFormed { .. }));
    assert!(matches!(error(&whole.replace("Vale", "&vale;")), Error::NotWellFormed { .. }));
}

#[test]
fn a_doctype_is_refused_wherever_it_stands() {
    let whole = file("<Pupil><Surname>Vale</Surname></Pupil>");
    assert_eq!(error(&format!("<!DOCTYPE CTfile>{whole}")), Error::DoctypeRefused);
    assert_eq!(
        error(&format!("<?xml version='1.0'?><!-- a --><!DOCTYPE x SYSTEM 'file:///x'>{whole}")),
        Error::DoctypeRefused
    );
}

#[test]
fn nesting_and_numbers_without_bound_are_refused() {
    let deep = "<a>".repeat(MAX_DEPTH);
    assert_eq!(error(&file(&format!("<Pupil>{deep}"))), Error::TooDeep { limit: MAX_DEPTH });
    assert_eq!(error(&format!("<CTfile>{}", "<a>".repeat(1_000_000))), Error::TooDeep { limit: MAX_DEPTH });
    let many = "<a/>".repeat(tree::MAX_ELEMENTS);
    assert_eq!(error(&file(&format!("<Pupil>{many}"))), Error::TooManyElements { limit: tree::MAX_ELEMENTS });
}

#[test]
fn another_document_and_an_empty_one_are_named() {
    assert_eq!(error("<html></html>"), Error::NotACtf);
    assert_eq!(error("<?xml version='1.0'?>"), Error::NotACtf);
    assert_eq!(error(&file("")), Error::NoRows);
}

#[test]
fn an_unknown_version_is_a_warning_and_a_known_one_is_none() {
    for (version, warned) in [("25.0", false), ("18.0", false), ("99.0", true), ("", true), ("new", true)] {
        for tag in ["CTFversion", "CTFVersion"] {
            let text = file("<Pupil><Surname>Vale</Surname></Pupil>")
                .replace("<CTFversion>25.0</CTFversion>", &format!("<{tag}>{version}</{tag}>"));
            let intake = read_ctf(text.as_bytes()).unwrap();
            let found = intake.findings.iter().any(|f| f.code == FindingCode::UnknownVersion);
            assert_eq!((found, intake.content.rows.len()), (warned, 1), "{version}");
        }
    }
}

#[test]
fn a_history_is_read_as_it_stood_when_the_file_was_made() {
    let pupil = "<Pupil><Surname>Vale</Surname>\
        <FSMhistory><FSMinstance><FSMstartDate>2025-01-01</FSMstartDate><FSMendDate>2026-03-01</FSMendDate></FSMinstance></FSMhistory>\
        <LookedAfter><InCare>true</InCare></LookedAfter>\
        <SENhistory><SEN><StartDate>2022-01-01</StartDate><SENprovision>K</SENprovision><EndDate>2024-01-01</EndDate></SEN>\
        <SEN><StartDate>2024-01-02</StartDate><SENprovision>E</SENprovision></SEN></SENhistory></Pupil>";
    let made = |date: &str| {
        let header = ENVELOPE.replace("</Header>", &format!("<DateTime>{date}T09:00:00</DateTime></Header>"));
        let intake = read_ctf(file(pupil).replace(ENVELOPE, &header).as_bytes()).unwrap();
        intake.content.rows[0].pupil.clone()
    };
    assert_eq!(made("2026-01-12").free_school_meals, Some(true));
    assert_eq!(made("2026-09-01").free_school_meals, Some(false));
    assert_eq!(made("2026-01-12").in_care, Some(true));
    assert_eq!(made("2026-01-12").sen_provision.as_deref(), Some("E"));
}

#[test]
fn totals_that_are_no_numbers_are_left_out_and_said() {
    let pupil = "<Pupil><Surname>Vale</Surname><Attendance><YearData><Year>2025</Year><SessionsPossible>many</SessionsPossible>\
                 </YearData></Attendance></Pupil>";
    let intake = read_ctf(file(pupil).as_bytes()).unwrap();
    assert!(intake.content.rows[0].pupil.totals.is_empty());
    assert!(intake.findings.iter().any(|f| f.field == Some("attendance_totals")));
}
