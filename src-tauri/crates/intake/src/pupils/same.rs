//! Rows of one file that speak of the same number or the same person.
//!
//! Belongs here: telling one pupil given twice from two pupils with one number. Never here: choosing between them.

use std::collections::{HashMap, HashSet};

use encircle_domain::fold::fold;
use encircle_domain::pupil::Pupil;

use super::PupilRow;
use crate::finding::{FindingCode, Findings};

/// Parts rows into those to take and those that are held because they contradict each other; a row that repeats an
/// earlier one is dropped. Every row that is not simply taken has its finding.
pub(crate) fn settle(rows: Vec<PupilRow>, findings: &mut Findings) -> (Vec<PupilRow>, Vec<PupilRow>) {
    let mut held = HashSet::new();
    let mut repeated = HashSet::new();
    for (field, number) in NUMBERS {
        for group in groups(&rows, number) {
            let (first, others) = (group[0], &group[1..]);
            let same = others.iter().all(|&i| is_same_person(&rows[first].pupil, &rows[i].pupil));
            for &i in if same { others } else { &group[..] } {
                let (set, code) = if same {
                    (&mut repeated, FindingCode::DuplicateRow)
                } else {
                    (&mut held, FindingCode::Conflict)
                };
                if set.insert(i) {
                    findings.row(rows[i].row, field, code);
                }
            }
        }
    }
    for group in groups(&rows, name_and_birth) {
        look_alikes(&rows, &group, &mut repeated, findings);
    }
    let mut taken = Vec::with_capacity(rows.len());
    let mut kept_back = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        match (held.contains(&i), repeated.contains(&i)) {
            (true, _) => kept_back.push(row),
            (false, true) => {}
            (false, false) => taken.push(row),
        }
    }
    (taken, kept_back)
}

type Key = fn(&Pupil) -> Option<String>;

const NUMBERS: [(&str, Key); 2] =
    [("upn", |pupil| pupil.upn.clone()), ("admission_number", |pupil| pupil.admission_number.clone())];

/// Indexes of rows that share a key, for each key that more than one row has, in the order of the file.
fn groups(rows: &[PupilRow], key: Key) -> Vec<Vec<usize>> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, row) in rows.iter().enumerate() {
        if let Some(key) = key(&row.pupil) {
            groups.entry(key).or_default().push(i);
        }
    }
    let mut shared: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    shared.sort();
    shared
}

/// Rows with one name and one date of birth, that no number told apart or joined, may be one person or two.
fn look_alikes(rows: &[PupilRow], group: &[usize], repeated: &mut HashSet<usize>, findings: &mut Findings) {
    let mut distinct: Vec<usize> = Vec::new();
    for &i in group.iter().filter(|&i| !repeated.contains(i)).collect::<Vec<_>>() {
        let pupil = &rows[i].pupil;
        let numbered = pupil.upn.is_some() || pupil.admission_number.is_some();
        if !numbered && distinct.iter().any(|&other| rows[other].pupil == *pupil) {
            findings.row(rows[i].row, "name", FindingCode::DuplicateRow);
            repeated.insert(i);
        } else {
            distinct.push(i);
        }
    }
    if distinct.len() > 1 {
        distinct.iter().for_each(|&i| findings.row(rows[i].row, "name", FindingCode::LookAlike));
    }
}

fn name_and_birth(pupil: &Pupil) -> Option<String> {
    let born = pupil.born?;
    Some(format!("{born} {}", folded_name(pupil)))
}

fn folded_name(pupil: &Pupil) -> String {
    let part =
        |legal: &Option<String>, daily: Option<&str>| fold(legal.as_deref().or(daily).unwrap_or_default());
    let surname = part(&pupil.name.legal_surname, pupil.name.surname());
    let forename = part(&pupil.name.legal_forename, pupil.name.forename());
    format!("{surname}, {forename}")
}

fn is_same_person(a: &Pupil, b: &Pupil) -> bool {
    let births_agree = match (a.born, b.born) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    births_agree && folded_name(a) == folded_name(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(row: u32, upn: &str, surname: &str, born: &str) -> PupilRow {
        let mut pupil = Pupil { born: born.parse().ok(), ..Pupil::default() };
        pupil.upn = (!upn.is_empty()).then(|| upn.to_owned());
        pupil.name.legal_surname = Some(surname.to_owned());
        PupilRow { row, pupil }
    }

    fn settled(rows: Vec<PupilRow>) -> (Vec<u32>, Vec<u32>, Vec<(u32, FindingCode)>) {
        let mut findings = Findings::default();
        let (taken, held) = settle(rows, &mut findings);
        let numbers = |rows: Vec<PupilRow>| rows.into_iter().map(|row| row.row).collect();
        let found = findings.list.iter().map(|f| (f.row.unwrap_or(0), f.code)).collect();
        (numbers(taken), numbers(held), found)
    }

    #[test]
    fn one_number_for_different_people_holds_all_of_them() {
        let rows = vec![
            row(2, "P1", "Hobbs", "2013-05-05"),
            row(3, "P1", "Ives", "2013-06-06"),
            row(4, "P2", "Jukes", "2013-07-07"),
        ];
        let conflicts = vec![(2, FindingCode::Conflict), (3, FindingCode::Conflict)];
        assert_eq!(settled(rows), (vec![4], vec![2, 3], conflicts));
    }

    #[test]
    fn the_same_pupil_given_twice_is_taken_once() {
        let rows = vec![row(2, "P1", "O’Brien", "2013-05-05"), row(3, "P1", "O'Brien", "")];
        assert_eq!(settled(rows), (vec![2], vec![], vec![(3, FindingCode::DuplicateRow)]));
        let rows = vec![row(2, "", "Lamb", "2013-05-05"), row(3, "", "Lamb", "2013-05-05")];
        assert_eq!(settled(rows), (vec![2], vec![], vec![(3, FindingCode::DuplicateRow)]));
    }

    #[test]
    fn the_same_name_and_birth_under_two_numbers_is_a_look_alike() {
        let rows = vec![row(2, "P1", "Tran", "2012-09-01"), row(3, "P2", "Tran", "2012-09-01")];
        let alike = vec![(2, FindingCode::LookAlike), (3, FindingCode::LookAlike)];
        assert_eq!(settled(rows), (vec![2, 3], vec![], alike));
    }

    #[test]
    fn the_same_name_with_another_birth_is_another_pupil() {
        let rows = vec![row(2, "", "Tran", "2012-09-01"), row(3, "", "Tran", "2012-09-02")];
        assert_eq!(settled(rows), (vec![2, 3], vec![], vec![]));
    }
}
