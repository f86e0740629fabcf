//! Bytes from outside become typed rows and findings.
//!
//! Belongs here: readers of what schools export (Common Transfer Files, CSV), their encodings, and what is wrong row
//! by row; what any other file is, and pictures drawn anew. Never here: writing anything, matching rows to pupils already known, trusting a length that a file claims,
//! or a panic. A file is either read to its end or refused whole with an [`Error`].

mod bytes;
mod ctf;
mod dates;
mod error;
pub mod file;
mod finding;
mod header;
mod marks;
mod pupils;
mod recognise;
mod table;
mod text;

pub use bytes::{Encoding, EncodingSource, MAX_BYTES};
pub use ctf::read_ctf;
pub use error::Error;
pub use finding::{Finding, FindingCode, MAX_FINDINGS, Offer, Severity};
pub use marks::{MarksFile, PupilKey, PupilMarks, read_marks_csv};
pub use pupils::{PupilRow, PupilsFile, SchoolRef, read_pupils_csv};
pub use recognise::{Kind, recognise};

/// What a file gave: its content, and what a person should look at before taking it.
#[derive(Clone, Debug)]
pub struct Intake<T> {
    pub content: T,
    /// In the order of the file; at most [`MAX_FINDINGS`].
    pub findings: Vec<Finding>,
    /// Findings beyond [`MAX_FINDINGS`] that were counted but not listed.
    pub findings_left_out: u64,
    /// How the bytes were read as text, for the preview to show.
    pub encoding: Encoding,
}

/// The content of a recognised file.
#[derive(Clone, Debug)]
pub enum Content {
    Pupils(Intake<PupilsFile>),
    Marks(Intake<MarksFile>),
}

/// Recognises a file by what is in it (its name only helps) and reads it.
///
/// # Errors
/// [`Error`]; nothing of a refused file may be used.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Content, Error> {
    match recognise(bytes, file_name) {
        Kind::Ctf => read_ctf(bytes).map(Content::Pupils),
        Kind::PupilsCsv => read_pupils_csv(bytes).map(Content::Pupils),
        Kind::MarksCsv => read_marks_csv(bytes).map(Content::Marks),
        Kind::Unknown => Err(recognise::why_unknown(bytes)),
    }
}
