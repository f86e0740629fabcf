//! Why a whole file is refused.
//!
//! Belongs here: causes that a person or a caller can act on. Never here: anything that stood in the file.

/// A whole file is refused: nothing of it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// More bytes than any school's export has.
    #[error("the file is larger than {limit} bytes")]
    TooLarge { limit: usize },
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Not text in any encoding: a database, a picture, a program.
    #[error("the file is not text")]
    NotText,
    /// A spreadsheet or other zipped document: it has to be saved as CSV first.
    #[error("the file is a spreadsheet, not CSV")]
    Spreadsheet,
    /// The bytes do not fit the encoding that the file itself names.
    #[error("the bytes do not fit the encoding {name}")]
    Encoding { name: &'static str },
    /// An XML file that declares a DOCTYPE can name other files and grow without bound. No school's export has one.
    #[error("the file declares a DOCTYPE")]
    DoctypeRefused,
    /// The XML breaks off or contradicts itself at this byte of its text.
    #[error("the file is not well formed at byte {offset}")]
    NotWellFormed { offset: u64 },
    /// Elements nested deeper than a Common Transfer File has them.
    #[error("the file nests more than {limit} elements")]
    TooDeep { limit: usize },
    /// More elements for one pupil than a Common Transfer File has.
    #[error("one pupil has more than {limit} elements")]
    TooManyElements { limit: usize },
    /// XML, but no Common Transfer File.
    #[error("the file is no Common Transfer File")]
    NotACtf,
    /// A table without the column that everything else hangs on.
    #[error("no column for {field} was recognised")]
    MissingColumn { field: &'static str },
    /// More columns than any school's export has.
    #[error("the file has more than {limit} columns")]
    TooManyColumns { limit: usize },
    /// Headings or an envelope, but not one pupil or mark.
    #[error("the file has no rows")]
    NoRows,
    /// Text of a shape that is not known here.
    #[error("the file has a shape that is not known")]
    NotRecognised,
}
