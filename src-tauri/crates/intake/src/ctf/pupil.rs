//! One pupil of a Common Transfer File.
//!
//! Belongs here: the paths of a pupil's own values. Never here: results of tests, which this program does not hold, and
//! strings of attendance marks, whose packing of two-character codes is not published.

use encircle_domain::name::Name;
use encircle_domain::pupil::{Pupil, YearTotals};

use super::tree::Element;
use super::{Header, contact, school, value};
use crate::finding::{FindingCode, Findings};
use crate::pupils::{PupilRow, values};
use crate::text::{take, yes_or_no};

/// Reads a pupil; `None` (with its finding) when there is no name at all. `row` is the place in the file, from 1.
pub(super) fn read(
    element: &Element,
    row: u32,
    header: &Header,
    findings: &mut Findings,
) -> Option<PupilRow> {
    let mut name_at = |paths: &[&str], field: &'static str| {
        let raw = paths.iter().find_map(|path| element.text_at(path))?;
        let text = take(raw, row, field, findings)?;
        values::name(text, row, field, findings)
    };
    let name = Name {
        legal_surname: name_at(&["Surname", "BasicDetails/LegalSurname"], "surname"),
        legal_forename: name_at(&["Forename", "BasicDetails/LegalForename"], "forename"),
        middle: name_at(&["BasicDetails/MiddleNames"], "middle_names"),
        preferred_surname: name_at(&["BasicDetails/PreferredSurname"], "preferred_surname"),
        preferred_forename: name_at(&["BasicDetails/PreferredForename"], "preferred_forename"),
        former_surname: name_at(&["BasicDetails/FormerSurname"], "former_surname"),
        former_forename: name_at(&["BasicDetails/FormerForename"], "former_forename"),
    };
    let given_upn = value(element, "UPN");
    if given_upn.is_none() {
        findings.row(row, "upn", FindingCode::NoUpn);
    }
    let given_birth = value(element, "DOB");
    if given_birth.is_none() {
        findings.row(row, "date_of_birth", FindingCode::NoDateOfBirth);
    }
    if let Some(uln) = value(element, "UniqueLearnerNumber") {
        values::check_uln(&uln, row, findings);
    }
    let (address, postcode) = contact::address(element);
    let (admitted, left) = on_roll(element, row, header, findings);
    let pupil = Pupil {
        upn: given_upn.and_then(|text| values::upn(&text, row, "upn", findings)),
        former_upn: value(element, "BasicDetails/FormerUPN")
            .and_then(|text| values::upn(&text, row, "former_upn", findings)),
        admission_number: None,
        name,
        sex: value(element, "Sex").or_else(|| value(element, "Gender")),
        born: given_birth.and_then(|text| values::date(&text, row, "date_of_birth", findings)),
        year_group: value(element, "BasicDetails/NCyearActual").map(|text| values::year_group(&text)),
        reg_group: None,
        admitted,
        left,
        enrolment: value(element, "BasicDetails/EnrolStatus"),
        sen_provision: sen_provision(element),
        free_school_meals: free_school_meals(element, header),
        in_care: ["LookedAfter/InCare", "LookAfter/InCare"]
            .iter()
            .find_map(|path| value(element, path))
            .and_then(|text| yes_or_no(&text)),
        first_language: first_language(element),
        ethnicity: value(element, "BasicDetails/Ethnicity"),
        address,
        postcode,
        phones: contact::phones(element, row, findings),
        contacts: contact::contacts(element, row, findings),
        totals: totals(element, row, findings),
    };
    values::check_pupil(&pupil, row, findings).then_some(PupilRow { row, pupil })
}

/// First and last day on roll at the school that made the file, as its own entries of the history say: the newest one counts. A
/// stay that goes on has no last day.
fn on_roll(
    element: &Element,
    row: u32,
    header: &Header,
    findings: &mut Findings,
) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
    let Some(source) = header.source.as_ref().and_then(|source| source.laestab.as_ref()) else {
        return (None, None);
    };
    let schools = element.children("SchoolHistory").flat_map(|history| history.children("School"));
    let stays =
        schools.filter(|entry| school(entry).and_then(|school| school.laestab).as_ref() == Some(source));
    // ISO dates compare as text, and a stay that goes on is the newest whatever its first day.
    let newest = stays.max_by_key(|entry| (value(entry, "LeavingDate").is_none(), value(entry, "EntryDate")));
    let mut day = |path, field| {
        newest.and_then(|stay| value(stay, path)).and_then(|text| values::date(&text, row, field, findings))
    };
    (day("EntryDate", "admission_date"), day("LeavingDate", "leaving_date"))
}

/// The provision in force: the entry without an end, else none. Of several the one that began last.
fn sen_provision(element: &Element) -> Option<String> {
    let entries = element.children("SENhistory").flat_map(|history| history.children("SEN"));
    let in_force = entries.filter(|entry| value(entry, "EndDate").is_none());
    // ISO dates compare as text.
    let newest = in_force.max_by_key(|entry| value(entry, "StartDate"))?;
    value(newest, "SENprovision")
}

/// Whether free school meals were in force on the day on which the file was made. Without a history nothing is known.
fn free_school_meals(element: &Element, header: &Header) -> Option<bool> {
    let history = element.at("FSMhistory")?;
    let mut known = false;
    let mut in_force = false;
    for entry in history.children("FSMinstance") {
        known = true;
        let end = value(entry, "FSMendDate").and_then(|text| crate::dates::parse(&text).ok());
        in_force |= match (end, header.made) {
            (None, _) => true,
            (Some(end), Some(made)) => end >= made,
            (Some(_), None) => false,
        };
    }
    known.then_some(in_force)
}

/// The language that the file calls first (`F`), else the only one it has.
fn first_language(element: &Element) -> Option<String> {
    let types: Vec<_> = element.at("BasicDetails/Languages")?.children("Type").collect();
    let first = types.iter().find(|entry| value(entry, "LanguageType").as_deref() == Some("F"));
    value(first.or(types.first())?, "Language")
}

/// Attendance by school year, with the school that counted it.
fn totals(element: &Element, row: u32, findings: &mut Findings) -> Vec<YearTotals> {
    let years = element.children("Attendance").flat_map(|attendance| attendance.children("YearData"));
    years.filter_map(|data| year_totals(data, row, findings)).collect()
}

fn year_totals(data: &Element, row: u32, findings: &mut Findings) -> Option<YearTotals> {
    let number = |name: &str| value(data, name).and_then(|text| text.parse::<u32>().ok());
    let given = school(data);
    let totals = number("Year").and_then(|year| u16::try_from(year).ok()).and_then(|year| {
        Some(YearTotals {
            year,
            school: given.and_then(|school| school.name.or(school.laestab)),
            possible: number("SessionsPossible")?,
            attended: number("SessionsAttended")?,
            authorised: number("SessionsAuthorised")?,
            unauthorised: number("SessionsUnauthorised")?,
        })
    });
    if totals.is_none() {
        findings.row(row, "attendance_totals", FindingCode::UnreadableNumber);
    }
    totals
}
