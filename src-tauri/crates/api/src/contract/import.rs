//! Import: what was understood of a file, before anything is written.

use super::wire;

wire! {
    #[derive(Copy)]
    pub enum ImportKind {
        /// Pupils from a Common Transfer File.
        Ctf,
        PupilsCsv,
        /// One mark a row.
        MarksCsv,
    }

    #[derive(Copy)]
    pub enum Severity {
        /// The row is not taken.
        Problem,
        /// The row is taken; look at it.
        Warning,
        Note,
    }

    pub struct FindingView {
        /// As in the file, counted from 1 (a CSV's heading is row 1).
        pub row: Option<u32>,
        pub field: Option<String>,
        pub code: String,
        pub severity: Severity,
        /// The whole finding as a sentence.
        pub sentence: String,
    }

    pub struct ImportPreviewView {
        /// Good once.
        pub handle: String,
        pub file_name: String,
        pub kind: ImportKind,
        /// As `UTF-8` or `windows-1252`.
        pub encoding: String,
        /// Rows of the file, problems included.
        pub rows: u32,
        /// Pupils, or marks.
        pub new: u32,
        pub changed: u32,
        pub unchanged: u32,
        pub findings: Vec<FindingView>,
        /// Findings beyond those listed.
        pub more_findings: u32,
        pub problems: u32,
        pub warnings: u32,
        /// When this same file was imported before.
        pub imported_before: Option<String>,
        /// Some names, so that a person sees whether they read rightly.
        pub sample_names: Vec<String>,
        /// For marks: first and last day.
        pub first: Option<String>,
        pub last: Option<String>,
        /// The file says that it comes from another school.
        pub other_school: Option<String>,
        /// Rows of which only a person can say who they are, in the order of the file. Each is a problem until it is answered.
        pub questions: Vec<RowQuestionView>,
    }

    /// What becomes of a row that is asked about.
    #[derive(Copy, Default)]
    pub enum TakeRow {
        #[default]
        LeaveOut,
        /// The child is a pupil of the log: what the row carries is laid over the record.
        SamePupil,
        /// The child is new, and the row's numbers are the child's.
        New,
        /// The child is new, and a number that is somebody else's as well is left out.
        NewWithoutNumber,
    }

    pub struct RowQuestionView {
        /// As in [`FindingView`].
        pub row: u32,
        pub code: String,
        pub sentence: String,
        pub in_file: RowPupilView,
        /// Pupils of the log whom the row may mean.
        pub alike: Vec<RowPupilView>,
        pub offers: Vec<TakeRow>,
    }

    /// Enough to tell two children apart.
    pub struct RowPupilView {
        /// `None` for the file's own row.
        pub id: Option<String>,
        pub listed: String,
        pub born: Option<String>,
        pub year_group: Option<String>,
        pub reg_group: Option<String>,
        pub upn: Option<String>,
        pub admission_number: Option<String>,
    }

    pub struct ImportAnswer {
        pub row: u32,
        pub take: TakeRow,
        /// One of the question's `alike`, with `same_pupil` alone.
        #[serde(default)]
        pub pupil: Option<String>,
    }

    #[derive(Default)]
    pub struct ConfirmImport {
        pub handle: String,
        /// True takes the rows that carry a warning.
        #[serde(default)]
        pub accept_warnings: bool,
        /// A question without an answer leaves its row out.
        #[serde(default)]
        pub answers: Vec<ImportAnswer>,
    }

    pub struct CancelImport {
        pub handle: String,
    }

    pub struct ImportView {
        pub kind: ImportKind,
        pub new: u32,
        pub changed: u32,
        pub unchanged: u32,
        pub problems: Vec<FindingView>,
        pub warnings: u32,
    }
}
