//! Findings of an import in words: what was found in which row, and what was done with it.

use encircle_intake::{Finding, FindingCode, Offer};

use crate::contract::{FindingView, Severity};
use crate::local_time::day_in_words;

/// What only a look at the vault, or at the whole file, can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    // Rows of pupils that a person is asked about
    NeedsAsking,
    NumberShared,
    NumberOfAnother,
    NumbersDisagree,
    PupilTwice,
    LooksLikeAnotherRow,
    // Rows of marks
    PupilNotFound,
    PupilNotUnique,
    NameDisagrees,
}

impl Code {
    pub(super) const fn as_text(self) -> &'static str {
        match self {
            Self::NeedsAsking => "needs_asking",
            Self::NumberShared => "conflict",
            Self::NumberOfAnother => "number_of_another",
            Self::NumbersDisagree => "numbers_disagree",
            Self::PupilTwice => "pupil_twice",
            Self::LooksLikeAnotherRow => "looks_like_another_row",
            Self::PupilNotFound => "pupil_not_found",
            Self::PupilNotUnique => "pupil_not_unique",
            Self::NameDisagrees => "name_disagrees",
        }
    }

    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::NeedsAsking => {
                "A pupil in the log has this name and date of birth, and no number shows whether it is the same child."
            }
            Self::NumberShared => words(FindingCode::Conflict),
            Self::NumberOfAnother => {
                "A number of this row belongs to a pupil in the log with another name or date of birth."
            }
            Self::NumbersDisagree => "The numbers of this row do not all belong to one pupil in the log.",
            Self::PupilTwice => {
                "More than one row of the file names the same pupil in the log, by different numbers."
            }
            Self::LooksLikeAnotherRow => {
                "Another row of the file has this name, and no number shows whether it is the same child."
            }
            Self::PupilNotFound => "No pupil in the log is named by this row. Its marks are not taken.",
            Self::PupilNotUnique => "More than one pupil in the log has this name. The marks are not taken.",
            Self::NameDisagrees => {
                "The number belongs to a pupil in the log with another name or date of birth. The marks are not taken."
            }
        }
    }
}

pub(super) fn own(row: Option<u32>, code: Code) -> FindingView {
    let (code, sentence) = (code.as_text(), code.sentence());
    FindingView {
        row,
        field: Some("pupil".to_owned()),
        code: code.to_owned(),
        severity: Severity::Problem,
        sentence: sentence.to_owned(),
    }
}

pub(super) fn view(finding: &Finding) -> FindingView {
    FindingView {
        row: finding.row,
        field: finding.field.map(str::to_owned),
        code: finding.code.as_text().to_owned(),
        severity: finding.severity.into(),
        sentence: sentence(finding),
    }
}

fn sentence(finding: &Finding) -> String {
    let offered = match &finding.offer {
        Some(Offer::Date(day)) => format!(" It may be {}.", day_in_words(*day)),
        Some(Offer::Text(text)) => format!(" It may be {text}."),
        Some(Offer::CheckLetter(letter)) => format!(" The check letter would be {letter}."),
        None => String::new(),
    };
    format!("{}{offered}", words(finding.code))
}

const fn words(code: FindingCode) -> &'static str {
    use FindingCode as F;
    match code {
        F::EncodingGuessed => {
            "The file does not say how its letters are written. Look whether accents are right."
        }
        F::EncodingContradicted => {
            "The file says one way of writing letters and uses another. Look whether accents are right."
        }
        F::UnknownVersion => {
            "The file has a version that is not known here. Everything that was recognised is taken."
        }
        F::DuplicateColumn => "Two columns mean the same. The first is read.",
        F::UnclosedQuote => "A quotation mark is never closed. Rows may have run into each other.",
        F::TooManyCells => "The row has more cells than there are headings. It is not taken.",
        F::TooFewCells => "The row has fewer cells than there are headings. What is there is taken.",
        F::NoName => "The row has no name. It is not taken.",
        F::NameNotSplit => {
            "A whole name stands in one cell, and nothing says which part is the surname. It is kept whole as the surname."
        }
        F::PlaceholderName => "A dot or dash stands for a name. It is read as no name.",
        F::SingleName => "The pupil has one name only. It is taken as it stands.",
        F::InvisibleRemoved => "Characters that nobody sees were taken out.",
        F::LooksMangled => {
            "The value looks like what a spreadsheet made of another one. It is kept as typed."
        }
        F::FormulaUnwrapped => "Spreadsheet quoting was taken off.",
        F::NoDateOfBirth => "There is no date of birth.",
        F::ImpossibleDate => "The date does not exist, or cannot be this pupil's. It is left out.",
        F::UnreadableDate => "The text is no date. It is left out.",
        F::DateAsNumber => "The date is a spreadsheet's number. It is left out.",
        F::NoUpn => "There is no UPN.",
        F::MalformedUpn => "The text is no UPN. It is left out.",
        F::WrongCheckLetter => {
            "The check letter of the UPN does not fit. It is kept; look for a mistyped character."
        }
        F::TemporaryUpn => "The UPN is a temporary one.",
        F::UpnNormalised => "The UPN was written in small letters or with spaces.",
        F::MalformedUln => "The text is no unique learner number. It is left out.",
        F::PhoneMissingNought => {
            "The leading 0 of a telephone number is probably missing. It is kept as typed."
        }
        F::Conflict => {
            "Different pupils have one number in this file. None is taken until somebody says whose it is."
        }
        F::DuplicateRow => "The pupil stands in the file twice. The first row is taken.",
        F::LookAlike => "Another row has the same name and date of birth.",
        F::CourtOrder => "A court order names a contact of this pupil. Look at the safe-contact rules.",
        F::UnreadableNumber => "The text is no number. It is left out.",
        F::NoPupil => "The row names no pupil. It is not taken.",
        F::BadDate => "The date of the mark cannot be read. The row is not taken.",
        F::UnknownSession => "The session is neither morning nor afternoon. The row is not taken.",
        F::UnknownCode => "The code is in no edition of the attendance codes. The row is not taken.",
        F::ConflictingMark => "The file has different codes for one pupil and session. None is taken.",
        F::RetiredCode => "The code ended in 2024. It is taken as it stands.",
        F::WeekendMark => "The mark is on a Saturday or Sunday. It is taken as it stands.",
    }
}
