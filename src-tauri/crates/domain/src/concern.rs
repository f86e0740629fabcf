//! A concern: what was seen or heard about a child, the child's exact words apart, and what was decided and why
//! (Keeping children safe in education: record keeping; the reason counts as much as the decision).

use crate::id::{EventId, PupilId};
use crate::sign::Sign;
use crate::when::{Happened, WhenError};
use chrono::NaiveDateTime;

/// How the recorder knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Seen or heard first-hand.
    Seen,
    /// Somebody told it.
    Told,
    /// The recorder's own view.
    Opinion,
}

/// What was decided. "None" with its reason is a decision as good as any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    Watch,
    Support,
    Refer,
    None,
    Later,
}

/// What part another pupil had in what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Harmed,
    Alleged,
    Witness,
    Linked,
}

macro_rules! codes {
    ($($kind:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl $kind {
            /// Every variant.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word that files and the command line use.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads a stable word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|variant| variant.code() == code)
            }
        }
    )+};
}

codes! {
    Source { Seen = "seen", Told = "told", Opinion = "opinion" }
    Decision { Watch = "watch", Support = "support", Refer = "refer", None = "none", Later = "later" }
    Part { Harmed = "harmed", Alleged = "alleged", Witness = "witness", Linked = "linked" }
}

/// A concern. Only the pupil and what happened are required; the rest may follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    pub pupil: PupilId,
    pub what_happened: String,
    /// The child's own words, never corrected.
    pub exact_words: Option<String>,
    /// What the child was asked before saying them.
    pub question_asked: Option<String>,
    pub happened: Happened,
    /// When the recorder was told, local time.
    pub told_at: Option<NaiveDateTime>,
    pub place: Option<String>,
    pub source: Source,
    pub told_by: Option<String>,
    pub signs: Vec<Sign>,
    pub other_pupils: Vec<(PupilId, Part)>,
    pub categories: Vec<String>,
    /// What was done straight away.
    pub done: Option<String>,
    pub decision: Option<Decision>,
    pub reason: Option<String>,
}

impl Concern {
    /// What was seen, and nothing more yet: the two things that must be there. The rest may follow.
    pub fn of(pupil: PupilId, what_happened: impl Into<String>) -> Self {
        Self {
            pupil,
            what_happened: what_happened.into(),
            exact_words: None,
            question_asked: None,
            happened: Happened::NotKnown,
            told_at: None,
            place: None,
            source: Source::Seen,
            told_by: None,
            signs: Vec::new(),
            other_pupils: Vec::new(),
            categories: Vec::new(),
            done: None,
            decision: None,
            reason: None,
        }
    }
}

/// The most characters of one text of a concern: a long evening's notes, and far below what a reply can carry.
pub const LONGEST_TEXT: usize = 100_000;

/// The most characters of one category: a name for a group of entries, not a text.
pub const LONGEST_CATEGORY: usize = 200;

/// Why a concern cannot be taken; each names its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConcernError {
    #[error("what happened is empty")]
    NothingHappened,
    #[error("a text is longer than {LONGEST_TEXT} characters")]
    TooLong(&'static str),
    #[error("the time is wrong")]
    When(#[from] WhenError),
    #[error("the other pupil is the pupil")]
    OtherPupilIsThePupil,
    #[error("a pupil is named twice")]
    OtherPupilTwice,
    #[error("it was told later than now")]
    ToldInTheFuture,
}

impl ConcernError {
    /// The field that a person must mend.
    pub fn field(self) -> &'static str {
        match self {
            Self::NothingHappened => "what_happened",
            Self::TooLong(field) => field,
            Self::When(_) => "happened",
            Self::OtherPupilIsThePupil | Self::OtherPupilTwice => "other_pupils",
            Self::ToldInTheFuture => "told_at",
        }
    }
}

impl Concern {
    /// Checks what a machine can check; `now` is the local time of recording.
    pub fn check(&self, now: NaiveDateTime) -> Result<(), ConcernError> {
        if self.what_happened.trim().is_empty() {
            return Err(ConcernError::NothingHappened);
        }
        let texts = [
            ("what_happened", Some(&self.what_happened)),
            ("exact_words", self.exact_words.as_ref()),
            ("question_asked", self.question_asked.as_ref()),
            ("place", self.place.as_ref()),
            ("told_by", self.told_by.as_ref()),
            ("done", self.done.as_ref()),
            ("reason", self.reason.as_ref()),
        ];
        for (field, text) in texts {
            if text.is_some_and(|text| text.chars().count() > LONGEST_TEXT) {
                return Err(ConcernError::TooLong(field));
            }
        }
        self.happened.check(now)?;
        if self.told_at.is_some_and(|told| told > now) {
            return Err(ConcernError::ToldInTheFuture);
        }
        if self.categories.iter().any(|category| category.chars().count() > LONGEST_CATEGORY) {
            return Err(ConcernError::TooLong("categories"));
        }
        for (i, (other, _)) in self.other_pupils.iter().enumerate() {
            if *other == self.pupil {
                return Err(ConcernError::OtherPupilIsThePupil);
            }
            if self.other_pupils[..i].iter().any(|(earlier, _)| earlier == other) {
                return Err(ConcernError::OtherPupilTwice);
            }
        }
        Ok(())
    }
}

/// An addition to a concern: the text as it reads from now on, and why. The former text stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The concern that is amended.
    pub concern: EventId,
    pub pupil: PupilId,
    /// The whole concern as it reads from now on.
    pub text: Concern,
    pub why: String,
}

/// What a DSL or deputy did with a concern. It makes the concern read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    pub concern: EventId,
    pub pupil: PupilId,
    pub done: Option<String>,
    pub decision: Option<Decision>,
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> NaiveDateTime {
        NaiveDateTime::parse_from_str("2026-11-25T14:05", "%Y-%m-%dT%H:%M").unwrap()
    }

    fn concern() -> Concern {
        Concern::of(PupilId([1; 16]), "Two phones in period 3.")
    }

    #[test]
    fn a_pupil_and_what_happened_are_enough() {
        assert_eq!(concern().check(now()), Ok(()));
    }

    #[test]
    fn each_refusal_names_its_field() {
        let cases = [
            (Concern { what_happened: " \n".into(), ..concern() }, "what_happened"),
            (Concern { exact_words: Some("x".repeat(LONGEST_TEXT + 1)), ..concern() }, "exact_words"),
            (
                Concern { happened: Happened::Exact(now() + chrono::Duration::minutes(1)), ..concern() },
                "happened",
            ),
            (Concern { told_at: Some(now() + chrono::Duration::minutes(1)), ..concern() }, "told_at"),
            (Concern { categories: vec!["x".repeat(LONGEST_CATEGORY + 1)], ..concern() }, "categories"),
            (Concern { other_pupils: vec![(PupilId([1; 16]), Part::Linked)], ..concern() }, "other_pupils"),
            (
                Concern {
                    other_pupils: vec![(PupilId([2; 16]), Part::Linked), (PupilId([2; 16]), Part::Harmed)],
                    ..concern()
                },
                "other_pupils",
            ),
        ];
        for (concern, field) in cases {
            assert_eq!(concern.check(now()).map_err(ConcernError::field), Err(field));
        }
    }
}
