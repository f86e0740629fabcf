//! Tables of marks, row by row.

use encircle_domain::attendance::{Code, Session};

use super::*;
use crate::finding::Finding;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a real date")
}

fn read(text: &str) -> Intake<MarksFile> {
    read_marks_csv(text.as_bytes()).expect("a table of marks")
}

fn found(findings: &[Finding]) -> Vec<(Option<u32>, Option<&'static str>, FindingCode)> {
    findings.iter().map(|f| (f.row, f.field, f.code)).collect()
}

fn text_of(file: &MarksFile, pupil: usize, day: &str) -> String {
    let codes = Session::BOTH.map(|session| file.pupils[pupil].register.get(date(day), session));
    codes.map(|code| code.map_or("·", Code::as_text)).concat()
}

#[test]
fn one_mark_a_row_is_gathered_by_pupil() {
    let intake = read(
        "UPN,Date,Session,Mark\r\nP999999200024,09/11/2026,AM,/\r\nP999999200024,09/11/2026,PM,\\\r\n\
         K999999200002,2026-11-09,am,N\r\n p999999200024 ,10-Nov-26,1,i\r\nP999999200024,10/11/2026,2,/\r\n",
    );
    let file = &intake.content;
    assert_eq!(found(&intake.findings), []);
    assert_eq!(file.pupils.len(), 2, "one pupil in two spellings is one");
    assert_eq!(file.pupils[0].key.upn.as_deref(), Some("P999999200024"));
    assert_eq!(
        (text_of(file, 0, "2026-11-09"), text_of(file, 0, "2026-11-10")),
        ("/\\".into(), "I\\".into())
    );
    assert_eq!((text_of(file, 1, "2026-11-09"), file.pupils[1].first_row), ("N·".into(), 4));
    assert_eq!((file.marks(), file.pupils[0].marks), (5, 4));
    assert_eq!(file.period, Some((date("2026-11-09"), date("2026-11-10"))));
}

#[test]
fn a_pupil_can_be_named_by_number_or_by_name_and_birth() {
    let by_name = read("Name;DOB;Date;AM/PM;Code\nPellow, Casimir;31/08/2015;09/11/2026;AM;/\n");
    let key = &by_name.content.pupils[0].key;
    assert_eq!((key.surname.as_deref(), key.forename.as_deref()), (Some("Pellow"), Some("Casimir")));
    assert_eq!(key.born, Some(date("2015-08-31")));
    let by_number = read("Adno\tDate\tSession\tMark\n000043\t09/11/2026\tAM\t/\n");
    assert_eq!(by_number.content.pupils[0].key.admission_number.as_deref(), Some("000043"));
    let mixed = read(
        "Student,Date,Session,Mark\nP999999200024,09/11/2026,AM,/\n\"Nash, Bo\",09/11/2026,AM,/\n43,09/11/2026,AM,/\n",
    );
    let keys: Vec<_> = mixed.content.pupils.iter().map(|p| &p.key).collect();
    assert!(keys[0].upn.is_some() && keys[1].surname.is_some() && keys[2].admission_number.is_some());
}

#[test]
fn what_is_wrong_with_a_row_is_told_with_its_row_and_field_and_the_rest_is_taken() {
    let intake = read(
        "UPN,Date,Session,Mark\nP999999200024,31/02/2026,AM,/\nP999999200024,09/11/2026,noon,/\n\
         P999999200024,09/11/2026,AM,QQ\n,09/11/2026,AM,/\nnobody,09/11/2026,AM,/\nP999999200024,09/11/2026,AM,/,x\n\
         P999999200024,09/11/2026,AM,/\n",
    );
    let expected = [
        (Some(2), Some("date"), FindingCode::BadDate),
        (Some(3), Some("session"), FindingCode::UnknownSession),
        (Some(4), Some("mark"), FindingCode::UnknownCode),
        (Some(5), Some("pupil"), FindingCode::NoPupil),
        (Some(6), Some("pupil"), FindingCode::NoPupil),
        (Some(7), None, FindingCode::TooManyCells),
    ];
    assert_eq!(found(&intake.findings), expected);
    assert_eq!((intake.content.refused, intake.content.marks()), (6, 1));
}

#[test]
fn no_mark_is_no_fault_and_a_stroke_round_trips() {
    let intake = read(
        "UPN,Date,Session,Mark\nP999999200024,09/11/2026,AM,-\nP999999200024,09/11/2026,PM,\nP999999200024,10/11/2026,AM,'-\nP999999200024,10/11/2026,PM,\"\\\"\n",
    );
    assert_eq!((intake.content.no_mark, intake.content.marks(), intake.content.refused), (3, 1, 0));
    assert_eq!(text_of(&intake.content, 0, "2026-11-10"), "·\\");
}

#[test]
fn different_codes_for_one_session_are_all_refused_and_named() {
    let intake = read(
        "UPN,Date,Session,Mark\nP999999200024,09/11/2026,AM,/\nP999999200024,09/11/2026,PM,\\\n\
         P999999200024,09/11/2026,AM,N\nP999999200024,9/11/26,AM,/\nP999999200024,09/11/2026,PM,/\n",
    );
    let conflict = |row| (Some(row), Some("mark"), FindingCode::ConflictingMark);
    assert_eq!(found(&intake.findings), [conflict(2), conflict(4), conflict(5)]);
    assert_eq!(text_of(&intake.content, 0, "2026-11-09"), "·\\");
    assert_eq!((intake.content.marks(), intake.content.refused), (1, 3));
}

#[test]
fn retired_codes_and_weekends_are_taken_with_a_warning() {
    let intake = read(
        "UPN,Date,Session,Mark\nP999999200024,09/11/2026,AM,H\nP999999200024,10/05/2023,AM,H\nP999999200024,07/11/2026,AM,/\n",
    );
    let expected = [
        (Some(2), Some("mark"), FindingCode::RetiredCode),
        (Some(4), Some("date"), FindingCode::WeekendMark),
    ];
    assert_eq!(found(&intake.findings), expected);
    assert_eq!(intake.content.marks(), 3);
}

#[test]
fn a_table_without_a_needed_column_names_it() {
    let error = |text: &str| read_marks_csv(text.as_bytes()).expect_err("refused");
    assert_eq!(error("UPN,Date,Mark\n"), Error::MissingColumn { field: "session" });
    assert_eq!(error("UPN,Session,Mark\n"), Error::MissingColumn { field: "date" });
    assert_eq!(error("UPN,Session,Date\n"), Error::MissingColumn { field: "mark" });
    assert_eq!(
        error("Colour,Session,Date,Mark\nred,AM,09/11/2026,/\n"),
        Error::MissingColumn { field: "pupil" }
    );
    assert_eq!(error("UPN,Session,Date,Mark\n"), Error::NoRows);
}

#[test]
fn titles_above_the_headings_and_blank_lines_do_not_move_the_row_numbers() {
    let intake = read("Attendance report\n\nUPN,Date,Session,Mark\n\nP999999200024,09/11/2026,AM,?\n");
    assert_eq!(found(&intake.findings), [(Some(5), Some("mark"), FindingCode::UnknownCode)]);
}
