//! What sessions add up to, and rates that keep their denominator. Never here: dates, or a judgement.

use std::fmt;

use super::code::{Category, Code};

/// Sessions counted by category. Unit: sessions, two a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub present: u32,
    pub authorised: u32,
    pub unauthorised: u32,
    pub not_counted: u32,
    /// Sessions in which the school was open and this pupil has no mark.
    pub no_mark: u32,
}

impl Tally {
    /// Adds one session.
    pub fn count(&mut self, code: Code) {
        *match code.category() {
            Category::Present => &mut self.present,
            Category::Authorised => &mut self.authorised,
            Category::Unauthorised => &mut self.unauthorised,
            Category::NotCounted => &mut self.not_counted,
        } += 1;
    }

    /// The denominator of every rate: present, authorised and unauthorised sessions of this pupil.
    #[must_use]
    pub const fn possible(&self) -> u32 {
        self.present + self.authorised + self.unauthorised
    }

    /// Authorised and unauthorised sessions.
    #[must_use]
    pub const fn absent(&self) -> u32 {
        self.authorised + self.unauthorised
    }

    /// Present of possible; `None` when nothing was possible.
    #[must_use]
    pub const fn attendance_rate(&self) -> Option<Rate> {
        Rate::of(self.present, self.possible())
    }

    /// Absent of possible; `None` when nothing was possible.
    #[must_use]
    pub const fn absence_rate(&self) -> Option<Rate> {
        Rate::of(self.absent(), self.possible())
    }

    /// Authorised of possible; `None` when nothing was possible.
    #[must_use]
    pub const fn authorised_rate(&self) -> Option<Rate> {
        Rate::of(self.authorised, self.possible())
    }

    /// Unauthorised of possible; `None` when nothing was possible.
    #[must_use]
    pub const fn unauthorised_rate(&self) -> Option<Rate> {
        Rate::of(self.unauthorised, self.possible())
    }

    /// Persistent absence: a tenth or more of the pupil's own possible sessions (Department for Education, pupil
    /// absence statistics: methodology). A fact, to be shown with its denominator.
    #[must_use]
    pub const fn is_persistent_absence(&self) -> bool {
        self.possible() > 0 && self.absent() as u64 * 10 >= self.possible() as u64
    }

    /// Severe absence: half or more of the pupil's own possible sessions.
    #[must_use]
    pub const fn is_severe_absence(&self) -> bool {
        self.possible() > 0 && self.absent() as u64 * 2 >= self.possible() as u64
    }
}

/// A share of sessions that never loses what it was divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub numerator: u32,
    pub denominator: u32,
}

impl Rate {
    const fn of(numerator: u32, denominator: u32) -> Option<Self> {
        if denominator == 0 { None } else { Some(Self { numerator, denominator }) }
    }

    /// Tenths of a percent, half rounded up: 1 of 8 is 125.
    #[must_use]
    pub const fn tenths(&self) -> u32 {
        ((self.numerator as u64 * 2000 + self.denominator as u64) / (2 * self.denominator as u64)) as u32
    }
}

impl fmt::Display for Rate {
    /// `12.5%`. For screens that show the denominator beside it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}%", self.tenths() / 10, self.tenths() % 10)
    }
}
