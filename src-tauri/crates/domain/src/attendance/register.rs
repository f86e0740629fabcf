//! A pupil's register, packed by academic year, and the arithmetic of sessions.
//!
//! Belongs here: marks by date and session, and what they add up to. Never here: files, storage, rules that judge.
//! One academic year is 732 bytes (366 days × 2 sessions), so that a view can hold it as one blob and read it without
//! unpacking. A byte is a [`Code`] number, or 0 for no mark.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::code::Code;
use super::open_days::OpenDays;
use super::tally::Tally;

/// Half a school day. Two sessions are a day (school attendance regulations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Session {
    /// Morning.
    Am,
    /// Afternoon.
    Pm,
}

impl Session {
    /// Both, in the order of the day.
    pub const BOTH: [Self; 2] = [Self::Am, Self::Pm];

    /// `AM` or `PM`.
    #[must_use]
    pub const fn as_text(self) -> &'static str {
        match self {
            Self::Am => "AM",
            Self::Pm => "PM",
        }
    }
}

/// One mark of one pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark {
    pub date: NaiveDate,
    pub session: Session,
    pub code: Code,
}

/// What can be wrong with packed bytes or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// A packed year is [`Year::BYTES`] long.
    #[error("a packed year has {expected} bytes, not {found}", expected = Year::BYTES)]
    Length { found: usize },
    /// A byte holds a number that no edition has given to a code.
    #[error("no attendance code has the number {number}")]
    UnknownNumber { number: u8 },
    /// The date is not in the academic year.
    #[error("the date is outside the academic year")]
    OutsideYear,
    /// Two different academic years cannot be merged.
    #[error("the academic years differ")]
    DifferentYears,
}

/// An academic year of England: 1 September to 31 August. Named by the calendar year that it starts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AcademicYear(i32);

impl AcademicYear {
    /// The academic year that holds `date`. Years are kept between 1 and 9998, far outside any register.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self::starting(if date.month() >= 9 { date.year() } else { date.year() - 1 })
    }

    /// The academic year that starts on 1 September of `year` (kept between 1 and 9998).
    #[must_use]
    pub fn starting(year: i32) -> Self {
        Self(year.clamp(1, 9998))
    }

    /// The calendar year of its 1 September.
    #[must_use]
    pub const fn start_year(self) -> i32 {
        self.0
    }

    /// 1 September.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 9, 1).expect("every year from 1 to 9998 has a 1 September")
    }

    /// 31 August of the next calendar year.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 8, 31).expect("every year from 2 to 9999 has a 31 August")
    }
}

impl fmt::Display for AcademicYear {
    /// As schools write it: `2026/27`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// One pupil's marks of one academic year, packed.
#[derive(Clone, PartialEq, Eq)]
pub struct Year {
    year: AcademicYear,
    packed: Box<[u8; Year::BYTES]>,
}

impl Year {
    /// 366 days × 2 sessions. In a year without 29 February the last two bytes stay 0.
    pub const BYTES: usize = 732;

    /// A year with no marks.
    #[must_use]
    pub fn new(year: AcademicYear) -> Self {
        Self { year, packed: Box::new([0; Self::BYTES]) }
    }

    /// Unpacks what [`Year::as_bytes`] gave.
    ///
    /// # Errors
    /// The length is wrong, a number belongs to no code, or a mark lies after 31 August.
    pub fn from_bytes(year: AcademicYear, bytes: &[u8]) -> Result<Self, RegisterError> {
        let packed: [u8; Self::BYTES] =
            bytes.try_into().map_err(|_| RegisterError::Length { found: bytes.len() })?;
        if let Some(&number) = packed.iter().find(|&&n| n != 0 && Code::from_number(n).is_none()) {
            return Err(RegisterError::UnknownNumber { number });
        }
        let unpacked = Self { year, packed: Box::new(packed) };
        if unpacked.packed[unpacked.length()..].iter().any(|&n| n != 0) {
            return Err(RegisterError::OutsideYear);
        }
        Ok(unpacked)
    }

    /// The packed form: `2 × days since 1 September + session`, each byte a code's number or 0.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.packed.as_slice()
    }

    /// Which academic year this is.
    #[must_use]
    pub const fn academic_year(&self) -> AcademicYear {
        self.year
    }

    /// The mark of a session. `None` without a mark, and for any date of another year.
    #[must_use]
    pub fn get(&self, date: NaiveDate, session: Session) -> Option<Code> {
        self.index(date, session).and_then(|i| Code::from_number(self.packed[i]))
    }

    /// Sets or clears a mark, and gives the former one. `/` and `\` are turned to suit the session.
    ///
    /// # Errors
    /// [`RegisterError::OutsideYear`].
    pub fn set(
        &mut self,
        date: NaiveDate,
        session: Session,
        code: Option<Code>,
    ) -> Result<Option<Code>, RegisterError> {
        let i = self.index(date, session).ok_or(RegisterError::OutsideYear)?;
        let number = code.map_or(0, |code| code.in_session(session).number());
        Ok(Code::from_number(std::mem::replace(&mut self.packed[i], number)))
    }

    /// Lays a later register over this one: its marks win, its empty sessions clear nothing. Gives how many
    /// sessions changed.
    ///
    /// # Errors
    /// [`RegisterError::DifferentYears`].
    pub fn merge(&mut self, later: &Self) -> Result<usize, RegisterError> {
        if later.year != self.year {
            return Err(RegisterError::DifferentYears);
        }
        let mut changed = 0;
        for (mine, &theirs) in self.packed.iter_mut().zip(later.packed.iter()) {
            if theirs != 0 && *mine != theirs {
                *mine = theirs;
                changed += 1;
            }
        }
        Ok(changed)
    }

    /// All marks in the order of time.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Mark> + '_ {
        self.between(self.year.first_day(), self.year.last_day())
    }

    /// The marks from `from` to `to` (both included) in the order of time.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> impl DoubleEndedIterator<Item = Mark> + '_ {
        let first = self.year.first_day();
        self.range(from, to).filter_map(move |i| {
            let code = Code::from_number(self.packed[i])?;
            let date = first.checked_add_days(Days::new(i as u64 / 2))?;
            Some(Mark { date, session: Session::BOTH[i % 2], code })
        })
    }

    /// What the sessions from `from` to `to` (both included) add up to.
    #[must_use]
    pub fn tally(&self, from: NaiveDate, to: NaiveDate, open: &OpenDays) -> Tally {
        let mut tally = Tally::default();
        for code in self.packed[self.range(from, to)].iter().filter_map(|&n| Code::from_number(n)) {
            tally.count(code);
        }
        let (from, to) = (from.max(self.year.first_day()), to.min(self.year.last_day()));
        tally.no_mark =
            open.sessions(from, to).filter(|&(date, s)| self.get(date, s).is_none()).count() as u32;
        tally
    }

    /// The indexes of the sessions of this year from `from` to `to`, both included.
    fn range(&self, from: NaiveDate, to: NaiveDate) -> std::ops::Range<usize> {
        let first = self.index(from.max(self.year.first_day()), Session::Am);
        let last = self.index(to.min(self.year.last_day()), Session::Pm);
        match (first, last) {
            (Some(first), Some(last)) if first <= last => first..last + 1,
            _ => 0..0,
        }
    }

    fn length(&self) -> usize {
        2 * ((self.year.last_day() - self.year.first_day()).num_days() as usize + 1)
    }

    fn index(&self, date: NaiveDate, session: Session) -> Option<usize> {
        let day = usize::try_from((date - self.year.first_day()).num_days()).ok()?;
        let i = 2 * day + session as usize;
        (i < self.length()).then_some(i)
    }
}

impl fmt::Debug for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Year({}, {} marks)", self.year, self.packed.iter().filter(|&&n| n != 0).count())
    }
}

/// One pupil's marks of all years that are known, one [`Year`] each, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    years: Vec<Year>,
}

impl Register {
    /// Puts years in order. Where one academic year comes twice, the later in the list is laid over the earlier.
    #[must_use]
    pub fn from_years(years: impl IntoIterator<Item = Year>) -> Self {
        let mut register = Self::default();
        for year in years {
            let mine = register.year_mut(year.year);
            mine.merge(&year).expect("it is the same academic year");
        }
        register
    }

    /// The packed years, oldest first.
    #[must_use]
    pub fn years(&self) -> &[Year] {
        &self.years
    }

    /// The mark of a session.
    #[must_use]
    pub fn get(&self, date: NaiveDate, session: Session) -> Option<Code> {
        let year = AcademicYear::of(date);
        let i = self.years.binary_search_by_key(&year, |y| y.year).ok()?;
        self.years[i].get(date, session)
    }

    /// Sets or clears a mark, and gives the former one. A date outside the years 1 to 9998 is ignored.
    pub fn set(&mut self, date: NaiveDate, session: Session, code: Option<Code>) -> Option<Code> {
        self.year_mut(AcademicYear::of(date)).set(date, session, code).ok().flatten()
    }

    /// All marks in the order of time.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Mark> + '_ {
        self.years.iter().flat_map(Year::iter)
    }

    /// The marks from `from` to `to` (both included) in the order of time. Walks only the days asked for.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> impl DoubleEndedIterator<Item = Mark> + '_ {
        self.years.iter().flat_map(move |year| year.between(from, to))
    }

    /// What the sessions from `from` to `to` (both included) add up to.
    #[must_use]
    pub fn tally(&self, from: NaiveDate, to: NaiveDate, open: &OpenDays) -> Tally {
        let mut sum = Tally::default();
        for year in &self.years {
            let tally = year.tally(from, to, open);
            sum.present += tally.present;
            sum.authorised += tally.authorised;
            sum.unauthorised += tally.unauthorised;
            sum.not_counted += tally.not_counted;
        }
        sum.no_mark = open.sessions(from, to).filter(|&(date, s)| self.get(date, s).is_none()).count() as u32;
        sum
    }

    fn year_mut(&mut self, year: AcademicYear) -> &mut Year {
        let i = match self.years.binary_search_by_key(&year, |y| y.year) {
            Ok(i) => i,
            Err(i) => {
                self.years.insert(i, Year::new(year));
                i
            }
        };
        &mut self.years[i]
    }
}

#[cfg(test)]
mod tests;
