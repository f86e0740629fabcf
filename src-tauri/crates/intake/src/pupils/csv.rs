//! A table of pupils, one a row, as school systems export it.
//!
//! Belongs here: from headings and cells to a [`Pupil`]. Never here: a column taken for another by its place.

use encircle_domain::name::Name;
use encircle_domain::pupil::Pupil;

use super::values;
use super::{PupilRow, PupilsFile, settle};
use crate::error::Error;
use crate::finding::{FindingCode, Findings};
use crate::header::{Column, Headings};
use crate::table::{Line, Table};
use crate::text::{take, yes_or_no};
use crate::{Intake, text};

/// Reads a table of pupils.
///
/// # Errors
/// [`Error`] refuses the whole file; what is wrong in one row is a finding.
pub fn read_pupils_csv(bytes: &[u8]) -> Result<Intake<PupilsFile>, Error> {
    let table = Table::decode(bytes)?;
    let read = |cells: &[String]| Some(Headings::of(cells)).filter(Headings::are_pupils);
    let (row, headings) = table.headings(read)?.ok_or(Error::MissingColumn { field: "surname" })?;
    let mut findings = Findings::default();
    table.report(&mut findings);
    for column in &headings.doubled {
        findings.file(Some(field(*column)), FindingCode::DuplicateColumn);
    }
    let mut rows = Vec::new();
    let mut lines = 0_u32;
    table.lines_below(row, |line| {
        lines += 1;
        rows.extend(read_row(&headings, &line, &mut findings));
    })?;
    if lines == 0 {
        return Err(Error::NoRows);
    }
    let (rows, held) = settle(rows, &mut findings);
    let (findings, findings_left_out) = findings.finish();
    let content = PupilsFile { rows, held, unread_columns: headings.unread, ..PupilsFile::default() };
    Ok(Intake { content, findings, findings_left_out, encoding: table.encoding })
}

fn read_row(headings: &Headings, line: &Line<'_>, findings: &mut Findings) -> Option<PupilRow> {
    let row = line.row;
    if line.has_more_than(headings.width()) {
        findings.row(row, None, FindingCode::TooManyCells);
        return None;
    }
    if line.record.len() < headings.width() {
        findings.row(row, None, FindingCode::TooFewCells);
    }
    let mut cells = Cells { headings, line, findings };
    let name = cells.name();
    let upn = cells.get(Column::Upn).and_then(|text| values::upn(&text, row, "upn", cells.findings));
    if upn.is_none() && headings.has(Column::Upn) && !cells.holds(Column::Upn) {
        cells.findings.row(row, "upn", FindingCode::NoUpn);
    }
    let born = cells.date(Column::Born);
    if born.is_none() && !cells.holds(Column::Born) {
        cells.findings.row(row, "date_of_birth", FindingCode::NoDateOfBirth);
    }
    if let Some(uln) = cells.get(Column::Uln) {
        values::check_uln(&uln, row, cells.findings);
    }
    let pupil = Pupil {
        name,
        upn,
        former_upn: cells
            .get(Column::FormerUpn)
            .and_then(|text| values::upn(&text, row, "former_upn", cells.findings)),
        admission_number: cells.checked(Column::AdmissionNumber),
        sex: cells.get(Column::Sex),
        born,
        year_group: cells.checked(Column::YearGroup).map(|text| values::year_group(&text)),
        reg_group: cells.checked(Column::RegGroup),
        admitted: cells.date(Column::Admitted),
        left: cells.date(Column::Left),
        enrolment: cells.get(Column::Enrolment),
        sen_provision: cells.get(Column::Sen),
        free_school_meals: cells.get(Column::FreeMeals).and_then(|text| yes_or_no(&text)),
        in_care: cells.get(Column::InCare).and_then(|text| yes_or_no(&text)),
        first_language: cells.get(Column::FirstLanguage),
        ethnicity: cells.get(Column::Ethnicity),
        address: cells.all(Column::Address),
        postcode: cells.get(Column::Postcode),
        phones: cells.phones(),
        ..Pupil::default()
    };
    values::check_pupil(&pupil, row, findings).then_some(PupilRow { row, pupil })
}

/// The cells of one row by what their headings mean.
struct Cells<'a> {
    headings: &'a Headings,
    line: &'a Line<'a>,
    findings: &'a mut Findings,
}

impl Cells<'_> {
    /// Whether the cell holds anything at all.
    fn holds(&self, column: Column) -> bool {
        self.headings.place(column).is_some_and(|place| !text::clean(self.line.cell(place)).text.is_empty())
    }

    fn get(&mut self, column: Column) -> Option<String> {
        let place = self.headings.place(column)?;
        take(self.line.cell(place), self.line.row, field(column), self.findings)
    }

    /// A text that a spreadsheet may have taken for a number or a date.
    fn checked(&mut self, column: Column) -> Option<String> {
        let text = self.get(column)?;
        values::mangled(&text, self.line.row, field(column), self.findings);
        Some(text)
    }

    fn date(&mut self, column: Column) -> Option<chrono::NaiveDate> {
        let text = self.get(column)?;
        values::date(&text, self.line.row, field(column), self.findings)
    }

    fn all(&mut self, column: Column) -> Vec<String> {
        let places: Vec<_> = self.headings.places(column).collect();
        let cells = places.into_iter().map(|place| self.line.cell(place));
        cells.filter_map(|cell| take(cell, self.line.row, field(column), self.findings)).collect()
    }

    fn phones(&mut self) -> Vec<String> {
        let numbers = self.all(Column::Phone);
        numbers.into_iter().map(|number| values::phone(number, self.line.row, self.findings)).collect()
    }

    fn part(&mut self, column: Column) -> Option<String> {
        let text = self.get(column)?;
        values::name(text, self.line.row, field(column), self.findings)
    }

    fn name(&mut self) -> Name {
        let mut name = Name {
            legal_surname: self.part(Column::LegalSurname),
            legal_forename: self.part(Column::LegalForename),
            middle: self.part(Column::Middle),
            preferred_surname: self.part(Column::PreferredSurname),
            preferred_forename: self.part(Column::PreferredForename),
            former_surname: self.part(Column::FormerSurname),
            former_forename: self.part(Column::FormerForename),
        };
        // Systems that export a legal name call the name in daily use plainly "Surname" and "Forename".
        let (surname, forename) = (self.part(Column::Surname), self.part(Column::Forename));
        for (plain, legal_column, legal, daily) in [
            (surname, Column::LegalSurname, &mut name.legal_surname, &mut name.preferred_surname),
            (forename, Column::LegalForename, &mut name.legal_forename, &mut name.preferred_forename),
        ] {
            let slot = if self.headings.has(legal_column) { daily } else { legal };
            *slot = slot.take().or(plain);
        }
        if name.surname().is_none() && name.forename().is_none() {
            self.full_name(&mut name);
        }
        name
    }

    fn full_name(&mut self, name: &mut Name) {
        let Some(whole) = self.part(Column::FullName) else { return };
        match whole.split_once(',') {
            Some((surname, forename)) => {
                let part = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                (name.legal_surname, name.legal_forename) = (part(surname), part(forename));
            }
            None => {
                if whole.contains(' ') {
                    self.findings.row(self.line.row, "name", FindingCode::NameNotSplit);
                }
                name.legal_surname = Some(whole);
            }
        }
    }
}

/// The name that findings use for a column.
fn field(column: Column) -> &'static str {
    match column {
        Column::Upn => "upn",
        Column::FormerUpn => "former_upn",
        Column::Uln => "uln",
        Column::AdmissionNumber => "admission_number",
        Column::FullName => "name",
        Column::LegalSurname | Column::Surname => "surname",
        Column::LegalForename | Column::Forename => "forename",
        Column::Middle => "middle_names",
        Column::PreferredSurname => "preferred_surname",
        Column::PreferredForename => "preferred_forename",
        Column::FormerSurname => "former_surname",
        Column::FormerForename => "former_forename",
        Column::Sex => "sex",
        Column::Born => "date_of_birth",
        Column::YearGroup => "year_group",
        Column::RegGroup => "reg_group",
        Column::Enrolment => "enrolment",
        Column::Admitted => "admission_date",
        Column::Left => "leaving_date",
        Column::Sen => "sen_provision",
        Column::FreeMeals => "free_school_meals",
        Column::InCare => "in_care",
        Column::FirstLanguage => "first_language",
        Column::Ethnicity => "ethnicity",
        Column::Address => "address",
        Column::Postcode => "postcode",
        Column::Phone => "phone",
        Column::Date => "date",
        Column::Session => "session",
        Column::Code => "mark",
        Column::Pupil => "pupil",
    }
}
