//! What is wrong, or worth a look, in one row.
//!
//! Belongs here: the closed list of findings and how grave each is. Never here: sentences, which the interface owns.

use chrono::NaiveDate;

/// How many findings one file lists. Past it they are counted: nobody reads ten thousand lines, and a broken column
/// must not cost memory without bound.
pub const MAX_FINDINGS: usize = 10_000;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Taken; good to know.
    Note,
    /// Taken without the value in question, or with it as typed: look at it.
    Warning,
    /// The row is not taken.
    Problem,
}

impl Severity {
    /// `note`, `warning` or `problem`.
    #[must_use]
    pub const fn as_text(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

/// What the value may have been. Shown to a person to choose; never taken unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    Date(NaiveDate),
    Text(String),
    CheckLetter(char),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In a table: the line of the file, headings included, counted from 1. In a Common Transfer File: the pupil's
    /// place in the file, from 1. `None`: the whole file.
    pub row: Option<u32>,
    /// Which value, by the name that the rest of the program uses.
    pub field: Option<&'static str>,
    pub code: FindingCode,
    pub severity: Severity,
    pub offer: Option<Offer>,
}

macro_rules! finding_codes {
    ($($(#[$doc:meta])* $name:ident $text:literal $severity:ident,)*) => {
        /// What was found. Each has one severity and a text that never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingCode { $($(#[$doc])* $name,)* }

        impl FindingCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// A stable name for machines.
            #[must_use]
            pub const fn as_text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How grave this finding is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

finding_codes! {
    /// The encoding was chosen by looking at the text: check that accents are right.
    EncodingGuessed "encoding_guessed" Note,
    /// The file says one encoding and is written in another.
    EncodingContradicted "encoding_contradicted" Warning,
    /// A version of the Common Transfer File that was not there when this program was made, or none.
    UnknownVersion "unknown_version" Warning,
    /// Two columns with one meaning: the first is read.
    DuplicateColumn "duplicate_column" Warning,
    /// A quotation mark is never closed: rows may have run into each other.
    UnclosedQuote "unclosed_quote" Warning,
    /// More cells than headings: columns may have shifted.
    TooManyCells "too_many_cells" Problem,
    /// Fewer cells than headings.
    TooFewCells "too_few_cells" Warning,
    /// A pupil without any name.
    NoName "no_name" Problem,
    /// A dot or dash in place of a name: read as no name.
    PlaceholderName "placeholder_name" Note,
    /// A name in one cell without a comma: nobody can tell the surname from it, so it is kept whole as the surname.
    NameNotSplit "name_not_split" Warning,
    /// A pupil with one name only.
    SingleName "single_name" Note,
    /// Characters that nobody sees, or that turn the direction of text, were taken out.
    InvisibleRemoved "invisible_removed" Warning,
    /// The value looks like what a spreadsheet made of another one; kept as typed.
    LooksMangled "looks_mangled" Warning,
    /// Spreadsheet quoting (`="012"`) was unwrapped.
    FormulaUnwrapped "formula_unwrapped" Note,
    /// No date of birth.
    NoDateOfBirth "no_date_of_birth" Warning,
    /// A date that no calendar has, or no pupil: left out, not shifted.
    ImpossibleDate "impossible_date" Warning,
    /// A text that is no date: left out.
    UnreadableDate "unreadable_date" Warning,
    /// A spreadsheet's day number: left out, and the date offered.
    DateAsNumber "date_as_number" Warning,
    /// No UPN although the file has a column for it.
    NoUpn "no_upn" Note,
    /// Not the shape of a UPN: left out.
    MalformedUpn "malformed_upn" Warning,
    /// The check letter does not fit: kept, look for a mistyped character.
    WrongCheckLetter "wrong_check_letter" Warning,
    /// A UPN that a school gave for the time being.
    TemporaryUpn "temporary_upn" Note,
    /// A UPN written in lower case or with spaces inside.
    UpnNormalised "upn_normalised" Note,
    /// Not the shape of a unique learner number: left out.
    MalformedUln "malformed_uln" Warning,
    /// A telephone number whose leading nought is probably missing; kept as typed.
    PhoneMissingNought "phone_missing_nought" Warning,
    /// Different people with one number in this file: none is taken until somebody chooses.
    Conflict "conflict" Problem,
    /// The same pupil again: the first row is taken.
    DuplicateRow "duplicate_row" Warning,
    /// Another row with the same name and date of birth.
    LookAlike "look_alike" Warning,
    /// A court order names this contact.
    CourtOrder "court_order" Warning,
    /// A number that should have been one: left out.
    UnreadableNumber "unreadable_number" Warning,
    /// A mark for nobody: no UPN, admission number or name that can be read.
    NoPupil "no_pupil" Problem,
    /// A mark without a date that can be read.
    BadDate "bad_date" Problem,
    /// Neither morning nor afternoon.
    UnknownSession "unknown_session" Problem,
    /// No code of any edition.
    UnknownCode "unknown_code" Problem,
    /// Different codes for one pupil and session: none is taken.
    ConflictingMark "conflicting_mark" Problem,
    /// A code that ended in 2024 on a later date; taken as it stands.
    RetiredCode "retired_code" Warning,
    /// A Saturday or Sunday; taken as it stands.
    WeekendMark "weekend_mark" Warning,
}

/// Collects findings up to the limit.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub list: Vec<Finding>,
    pub left_out: u64,
}

impl Findings {
    pub fn row(&mut self, row: u32, field: impl Into<Option<&'static str>>, code: FindingCode) {
        self.push(Some(row), field.into(), code, None);
    }

    pub fn file(&mut self, field: Option<&'static str>, code: FindingCode) {
        self.push(None, field, code, None);
    }

    pub fn offer(&mut self, row: u32, field: &'static str, code: FindingCode, offer: Offer) {
        self.push(Some(row), Some(field), code, Some(offer));
    }

    fn push(
        &mut self,
        row: Option<u32>,
        field: Option<&'static str>,
        code: FindingCode,
        offer: Option<Offer>,
    ) {
        if self.list.len() < MAX_FINDINGS {
            self.list.push(Finding { row, field, code, severity: code.severity(), offer });
        } else {
            self.left_out += 1;
        }
    }

    /// The list in the order of the file: whole-file findings first, then by row.
    pub fn finish(mut self) -> (Vec<Finding>, u64) {
        self.list.sort_by_key(|finding| finding.row);
        (self.list, self.left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_plain_text() {
        let texts: std::collections::BTreeSet<_> = FindingCode::ALL.iter().map(|c| c.as_text()).collect();
        assert_eq!(texts.len(), FindingCode::ALL.len());
        assert!(texts.iter().all(|t| t.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')));
    }

    #[test]
    fn a_broken_column_fills_the_list_once_and_is_counted_on() {
        let mut findings = Findings::default();
        (0..MAX_FINDINGS as u32 + 5).for_each(|row| findings.row(row, "mark", FindingCode::UnknownCode));
        let (list, left_out) = findings.finish();
        assert_eq!((list.len(), left_out), (MAX_FINDINGS, 5));
    }
}
