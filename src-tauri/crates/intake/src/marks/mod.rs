//! A table of attendance marks, one a row: pupil, date, session, code.
//!
//! Belongs here: reading half a million rows quickly and saying which are wrong. Never here: finding the pupil among
//! those known, or choosing between two codes for one session.

mod keys;
mod reader;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use encircle_domain::attendance::Register;

use crate::Intake;
use crate::bytes::decode;
use crate::error::Error;
use crate::finding::{FindingCode, Findings};
use crate::header::{Column, Headings};
use crate::table::Table;

/// Marks of a file, gathered by pupil.
#[derive(Clone, Debug, Default)]
pub struct MarksFile {
    /// In the order in which the file names them first.
    pub pupils: Vec<PupilMarks>,
    /// Rows that say "no mark": empty, or a dash. They are no fault and clear nothing.
    pub no_mark: u32,
    /// Rows that repeat a mark which the file has already, with the same code.
    pub repeated: u32,
    /// Rows that were not taken; each has its finding.
    pub refused: u32,
    /// The first and last date of the marks that are taken.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Headings that were not read.
    pub unread_columns: Vec<String>,
}

impl MarksFile {
    /// Marks that are taken.
    #[must_use]
    pub fn marks(&self) -> u32 {
        self.pupils.iter().map(|pupil| pupil.marks).sum()
    }
}

/// The marks of one pupil.
#[derive(Clone, Debug)]
pub struct PupilMarks {
    pub key: PupilKey,
    /// Where the pupil is named first, as in [`crate::Finding::row`].
    pub first_row: u32,
    /// How many marks the register holds.
    pub marks: u32,
    pub register: Register,
}

/// All that a row of marks says of who the pupil is. At least a number or a name is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PupilKey {
    /// In its normal form; its check letter may be wrong.
    pub upn: Option<String>,
    pub admission_number: Option<String>,
    pub surname: Option<String>,
    pub forename: Option<String>,
    pub born: Option<NaiveDate>,
}

/// Reads a table of marks.
///
/// # Errors
/// [`Error`] refuses the whole file; what is wrong in one row is a finding.
pub fn read_marks_csv(bytes: &[u8]) -> Result<Intake<MarksFile>, Error> {
    let (text, encoding) = decode(bytes)?;
    let table = Table::of(text, encoding);
    let read = |cells: &[String]| Some(Headings::of(cells)).filter(Headings::are_marks);
    let Some((row, headings)) = table.headings(read)? else {
        return Err(missing(&table));
    };
    let mut findings = Findings::default();
    table.report(&mut findings);
    headings.doubled.iter().for_each(|_| findings.file(None, FindingCode::DuplicateColumn));
    let content = reader::read(&table, row, &headings, &mut findings)?;
    let (findings, findings_left_out) = findings.finish();
    Ok(Intake { content, findings, findings_left_out, encoding: table.encoding })
}

/// The first column that no line near the top has.
fn missing(table: &Table<'_>) -> Error {
    let named = [(Column::Date, "date"), (Column::Session, "session"), (Column::Code, "mark")];
    let found = named.iter().find(|(column, _)| {
        let has = |cells: &[String]| Headings::of(cells).has(*column).then_some(());
        !matches!(table.headings(has), Ok(Some(_)))
    });
    Error::MissingColumn { field: found.map_or("date", |(_, field)| field) }
}
