//! Pupils as a file describes them.
//!
//! Belongs here: the rows, what is checked between rows of one file, and the CSV reader. Never here: pupils who are
//! known already; matching is a use case, and a person is asked.

mod csv;
mod same;
pub(crate) mod values;

use encircle_domain::pupil::Pupil;

pub use csv::read_pupils_csv;
pub(crate) use same::settle;

/// A file of pupils.
#[derive(Clone, Debug, Default)]
pub struct PupilsFile {
    /// Rows to take, in the order of the file.
    pub rows: Vec<PupilRow>,
    /// Rows that contradict each other (one number, different people): taken only when a person chooses.
    pub held: Vec<PupilRow>,
    /// The school that made the file, where the file says so.
    pub source: Option<SchoolRef>,
    /// The school that the file was made for, where the file says so.
    pub destination: Option<SchoolRef>,
    /// As the file writes it, `25.0`; a Common Transfer File alone has one.
    pub ctf_version: Option<String>,
    /// Headings of a table that were not read.
    pub unread_columns: Vec<String>,
}

/// One pupil of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilRow {
    /// As in [`crate::Finding::row`].
    pub row: u32,
    pub pupil: Pupil,
}

/// A school as a file names it. What the file writes as `XXXXXX` is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchoolRef {
    /// Seven digits.
    pub laestab: Option<String>,
    /// Unique reference number of the register of schools.
    pub urn: Option<String>,
    pub name: Option<String>,
}
