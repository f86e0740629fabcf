//! Who a row is: a number decides where name and date of birth do not speak against it, and everything else is asked. No row of any
//! file writes over another child's record.

use std::collections::HashMap;

use encircle_api::ErrorCode;
use encircle_api::contract::*;
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use super::{listed, yes};
use crate::support::school::Laptop;

/// The vault of these tests: Ada with all her numbers, her twin Bea, and Cem without a UPN.
const THERE: &str = "UPN,Adm No,Surname,Forename,DOB,Reg\n\
    A999999200024,000101,Jukes,Ada,07/07/2013,8A\n\
    B999999200025,000102,Jukes,Bea,07/07/2013,8B\n\
    ,000103,Demir,Cem,01/02/2013,8C\n";

fn school() -> Laptop {
    let mut laptop = Laptop::with_vault();
    laptop.next_text("there.csv", THERE);
    assert_eq!(laptop.import().new, 3);
    laptop
}

fn look(laptop: &mut Laptop, rows: &str) -> ImportPreviewView {
    laptop.next_text("rows.csv", &format!("UPN,Former UPN,Adm No,Surname,Forename,DOB,Reg\n{rows}"));
    laptop.session.choose_import(Nothing {}).unwrap().unwrap()
}

fn asked(seen: &ImportPreviewView) -> Vec<(u32, &str)> {
    seen.questions.iter().map(|asked| (asked.row, asked.code.as_str())).collect()
}

fn file_of(laptop: &mut Laptop, name: &str) -> PupilView {
    let mut found = laptop.find(name);
    assert_eq!(found.len(), 1, "{name}");
    laptop.session.get_pupil(GetPupil { pupil: found.remove(0).id, opening: false }).unwrap()
}

#[test]
fn a_number_takes_a_row_only_where_name_and_birth_agree() {
    let mut laptop = school();
    for (row, code) in [
        // The UPN, the former UPN or the admission number of somebody else.
        ("A999999200024,,,Lyle,Bo,09/09/2013,8D", "number_of_another"),
        ("C999999200026,A999999200024,,Lyle,Bo,09/09/2013,8D", "number_of_another"),
        (",,000101,Lyle,Bo,09/09/2013,8D", "number_of_another"),
        // A twin: the same surname and birthday.
        ("A999999200024,,,Jukes,Bea,07/07/2013,8D", "number_of_another"),
        // The same name, born on another day; the same forename, without a birthday to tell.
        ("A999999200024,,,Jukes,Ada,07/08/2013,8D", "number_of_another"),
        ("A999999200024,,,Lyle,Ada,,8D", "number_of_another"),
        // Numbers of two pupils in one row.
        ("A999999200024,,000102,Jukes,Ada,07/07/2013,8D", "numbers_disagree"),
        ("A999999200024,B999999200025,,Jukes,Ada,07/07/2013,8D", "numbers_disagree"),
        // Another permanent UPN for the same child, with nothing to say that it replaced the first.
        ("C999999200026,,000101,Jukes,Ada,07/07/2013,8D", "numbers_disagree"),
        // No number that is known, and a name that is.
        ("C999999200026,,,Jukes,Ada,07/07/2013,8D", "needs_asking"),
        (",,,Jukes,Ada,,8D", "needs_asking"),
        ("C999999200026,,,Demir,Cem,,8D", "needs_asking"),
    ] {
        let seen = look(&mut laptop, row);
        assert_eq!(asked(&seen), [(2, code)], "{row}");
        assert_eq!((seen.new, seen.changed, seen.unchanged), (0, 0, 0), "{row}");
        let done = laptop.session.confirm_import(yes(&seen)).unwrap();
        assert_eq!((done.new, done.changed), (0, 0), "without an answer nothing is taken: {row}");
        assert_eq!(done.problems.iter().map(|left| left.code.as_str()).collect::<Vec<_>>(), [code], "{row}");
    }
    for (row, forename) in [
        ("A999999200024,,,Jukes-Lyle,Ada,07/07/2013,8D", "Ada"),
        ("b999999200025,,,JUKES,Béa,,8D", "Bea"),
        (",,000103,Demir,Cem,01/02/2013,8D", "Cem"),
    ] {
        let seen = look(&mut laptop, row);
        assert_eq!((asked(&seen).len(), seen.changed), (0, 1), "{row}");
        laptop.session.confirm_import(yes(&seen)).unwrap();
        assert_eq!(file_of(&mut laptop, forename).reg_group.as_deref(), Some("8D"));
    }
    assert_eq!(listed(&mut laptop).len(), 3);
}

#[test]
fn rows_that_meet_in_one_pupil_or_look_like_one_child_are_asked_about() {
    let mut laptop = school();
    let seen = look(&mut laptop, "A999999200024,,,Jukes,Ada,07/07/2013,8E\n,,000101,Jukes,Ada,07/07/2013,8F");
    assert_eq!(asked(&seen), [(2, "pupil_twice"), (3, "pupil_twice")]);
    let seen = look(&mut laptop, ",,,Lyle,Bo,09/09/2013,8E\n,,,Lyle,Bo,09/09/2013,8F");
    assert_eq!(asked(&seen), [(2, "looks_like_another_row"), (3, "looks_like_another_row")]);
    let seen = look(&mut laptop, "C999999200026,,,Lyle,Bo,09/09/2013,8E\n,,,Lyle,Bo,,8F");
    assert_eq!(asked(&seen), [(3, "looks_like_another_row")], "the row with a number is plain");
    let seen =
        look(&mut laptop, "C999999200026,,,Lyle,Bo,09/09/2013,8E\nD999999200027,,,Lyle,Bo,09/09/2013,8F");
    assert_eq!((asked(&seen).len(), seen.new), (0, 2), "two numbers are two children");
}

#[test]
fn an_answer_says_who_the_row_is() {
    let mut laptop = school();
    let answer = |row, take, pupil: Option<&str>| ImportAnswer { row, take, pupil: pupil.map(str::to_owned) };
    let (ada, cem) = (file_of(&mut laptop, "Ada").id, file_of(&mut laptop, "Cem").id);

    // The school system has given Cem a UPN: a person knows that it is the same child.
    let seen = look(&mut laptop, "C999999200026,,,Demir,Cem,01/02/2013,8D");
    assert_eq!(seen.questions[0].offers, [TakeRow::LeaveOut, TakeRow::SamePupil, TakeRow::New]);
    assert_eq!(seen.questions[0].alike[0].id.as_deref(), Some(cem.as_str()));
    assert_eq!(seen.questions[0].alike[0].reg_group.as_deref(), Some("8C"), "as the log has him now");
    let take = ConfirmImport { answers: vec![answer(2, TakeRow::SamePupil, Some(&cem))], ..yes(&seen) };
    let done = laptop.session.confirm_import(take).unwrap();
    assert_eq!((done.new, done.changed, done.problems.len()), (0, 1, 0));
    let now = file_of(&mut laptop, "Cem");
    assert_eq!((now.upn.as_deref(), now.reg_group.as_deref()), (Some("C999999200026"), Some("8D")));

    // Ada's number mistyped on another child's row: taken as a new child, without the number.
    let seen = look(&mut laptop, "A999999200024,,000107,Lyle,Bo,09/09/2013,8D");
    assert_eq!(seen.questions[0].offers, [TakeRow::LeaveOut, TakeRow::SamePupil, TakeRow::NewWithoutNumber]);
    let take = ConfirmImport { answers: vec![answer(2, TakeRow::NewWithoutNumber, None)], ..yes(&seen) };
    assert_eq!(laptop.session.confirm_import(take).unwrap().new, 1);
    let bo = file_of(&mut laptop, "Bo");
    assert_eq!((bo.upn, bo.admission_number.as_deref()), (None, Some("000107")), "the other number is Bo's");
    assert_eq!(file_of(&mut laptop, "Ada").upn.as_deref(), Some("A999999200024"));

    // One number for two children in the file: whose it is, is one child's alone.
    let rows = "P999999200024,,,Hobbs,Nell,05/05/2013,8A\nP999999200024,,,Ives,Tom,06/06/2013,8B";
    let seen = look(&mut laptop, rows);
    let both = vec![answer(2, TakeRow::New, None), answer(3, TakeRow::New, None)];
    let clash = laptop.session.confirm_import(ConfirmImport { answers: both, ..yes(&seen) }).unwrap_err();
    assert_eq!(
        (clash.code, clash.field.as_deref()),
        (ErrorCode::ImportAnswersClash, Some("answers.3")),
        "and the file stays chosen"
    );
    let one = vec![answer(2, TakeRow::NewWithoutNumber, None), answer(3, TakeRow::New, None)];
    let done = laptop.session.confirm_import(ConfirmImport { answers: one, ..yes(&seen) }).unwrap();
    assert_eq!((done.new, done.problems.len()), (2, 0));
    assert_eq!(file_of(&mut laptop, "Nell").upn, None);
    assert_eq!(file_of(&mut laptop, "Ives").upn.as_deref(), Some("P999999200024"));

    // What was not offered is no answer, and changes nothing.
    for wrong in [
        answer(3, TakeRow::New, None),
        answer(2, TakeRow::New, None),
        answer(2, TakeRow::SamePupil, None),
        answer(2, TakeRow::SamePupil, Some(&cem)),
    ] {
        let seen = look(&mut laptop, "A999999200024,,,Lyle,Bea,09/09/2013,8D");
        let field = format!("answers.{}", wrong.row);
        let take = ConfirmImport { answers: vec![wrong], ..yes(&seen) };
        let refused = laptop.session.confirm_import(take).unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::InvalidChoice, Some(field)));
        let twice = vec![answer(2, TakeRow::LeaveOut, None), answer(2, TakeRow::SamePupil, Some(&ada))];
        let take = ConfirmImport { answers: twice, ..yes(&seen) };
        assert_eq!(laptop.session.confirm_import(take).unwrap_err().code, ErrorCode::InvalidChoice);
    }
    assert_eq!(file_of(&mut laptop, "Ada").legal, "Ada Jukes");
}

#[test]
fn a_permanent_number_takes_the_place_of_a_temporary_one() {
    let mut laptop = Laptop::with_vault();
    let seen = look(&mut laptop, "M99999923500G,,000200,Kaur,Simran,08/08/2013,8A");
    laptop.session.confirm_import(yes(&seen)).unwrap();
    let seen = look(&mut laptop, "C999999200026,,000200,Kaur,Simran,08/08/2013,8A");
    assert_eq!((asked(&seen).len(), seen.changed), (0, 1));
    laptop.session.confirm_import(yes(&seen)).unwrap();
    assert_eq!(file_of(&mut laptop, "Simran").upn.as_deref(), Some("C999999200026"));
    let seen = look(&mut laptop, "M99999923500G,,,Kaur,Simran,08/08/2013,8B");
    assert_eq!((asked(&seen).len(), seen.changed), (0, 1));
    laptop.session.confirm_import(yes(&seen)).unwrap();
    let simran = file_of(&mut laptop, "Simran");
    assert_eq!(
        simran.upn.as_deref(),
        Some("C999999200026"),
        "an old file does not bring the old number back"
    );
    assert_eq!(simran.reg_group.as_deref(), Some("8B"));
}

#[test]
fn marks_go_to_nobody_whose_name_they_do_not_carry() {
    let mut laptop = school();
    let table = |who: &str| format!("UPN,Adm No,Surname,Forename,Date,Session,Mark\n{who},02/11/2026,AM,/\n");
    for (who, code) in [
        ("A999999200024,,Lyle,Bo", Some("name_disagrees")),
        ("A999999200024,000102,Jukes,Ada", Some("numbers_disagree")),
        ("C999999200026,000101,Jukes,Ada", Some("numbers_disagree")),
        ("C999999200026,,Jukes,Ada", Some("pupil_not_found")),
        ("A999999200024,,,", None),
        (",000102,Jukes,Bea", None),
    ] {
        laptop.next_text("marks.csv", &table(who));
        let seen = laptop.session.choose_import(Nothing {}).unwrap().unwrap();
        let told: Vec<_> = seen.findings.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(told, code.into_iter().collect::<Vec<_>>(), "{who}");
        assert_eq!(seen.new, u32::from(code.is_none()), "{who}");
    }
    let twice = table("A999999200024,,,") + ",000101,,,02/11/2026,AM,O\n";
    laptop.next_text("marks.csv", &twice);
    let seen = laptop.session.choose_import(Nothing {}).unwrap().unwrap();
    assert_eq!(seen.findings.iter().map(|found| found.code.as_str()).collect::<Vec<_>>(), ["pupil_twice"]);
    assert_eq!(seen.new, 1, "the second name of one child brings nothing over the first");
}

/// Many files from few names, birthdays and numbers, so that everything meets everything: whatever they hold, no child's birthday and
/// forename change, and no number comes to two children.
#[test]
fn no_file_writes_over_another_child() {
    const NUMBERS: [&str; 6] =
        ["", "A999999200024", "B999999200025", "C999999200026", "D999999200027", "M99999923500G"];
    let mut random = ChaCha20Rng::from_seed([5; 32]);
    let mut laptop = school();
    let mut pick = |from: &[&str]| from[random.next_u32() as usize % from.len()].to_owned();
    for file in 0..60 {
        let rows: Vec<String> = (0..6)
            .map(|_| {
                let cells = [
                    pick(&NUMBERS),
                    pick(&NUMBERS),
                    pick(&["", "000101", "000102", "000103", "000104"]),
                    pick(&["Jukes", "Lyle", "Demir"]),
                    pick(&["Ada", "Bea", "Cem", "Bo"]),
                    pick(&["07/07/2013", "01/02/2013", "09/09/2013"]),
                    pick(&["8A", "8B", "8C"]),
                ];
                cells.join(",")
            })
            .collect();
        let before = everybody(&mut laptop);
        let seen = look(&mut laptop, &rows.join("\n"));
        let done = laptop.session.confirm_import(yes(&seen)).unwrap();
        assert_eq!((done.new, done.changed), (seen.new, seen.changed), "what was shown is what was done");
        let after = everybody(&mut laptop);
        for (id, (name, born, _)) in &before {
            let (name_now, born_now, _) = &after[id];
            let forename = |name: &str| name.split(", ").last().unwrap_or_default().to_owned();
            assert_eq!((forename(name), born), (forename(name_now), born_now), "file {file}: {rows:#?}");
        }
        let mut upns: Vec<_> = after.values().filter_map(|(_, _, upn)| upn.clone()).collect();
        upns.sort();
        let many = upns.len();
        upns.dedup();
        assert_eq!(upns.len(), many, "file {file} gave one number to two children: {rows:#?}");
    }
}

/// Name, birthday and UPN of every pupil.
fn everybody(laptop: &mut Laptop) -> HashMap<String, (String, Option<String>, Option<String>)> {
    let pupils = laptop.session.list_pupils(ListPupils { find: None, limit: Some(u32::MAX) }).unwrap();
    pupils.into_iter().map(|pupil| (pupil.id, (pupil.listed, pupil.born, pupil.upn))).collect()
}
