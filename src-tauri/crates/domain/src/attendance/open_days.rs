//! The days on which the school was open, as its own registers show them.
//!
//! Belongs here: which sessions took place, and questions about the last days and weeks. Never here: a published
//! calendar of terms, which is a plan; marks are what happened.
//!
//! A session took place when at least one pupil had a possible session in it: present, or absent with or without
//! leave. A day on which every mark says "closed" was not a school day.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::code::Code;
use super::register::{AcademicYear, Session, Year};

/// The sessions in which the school was open, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenDays {
    days: Vec<OpenDay>,
}

/// One day with at least one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenDay {
    pub date: NaiveDate,
    pub am: bool,
    pub pm: bool,
}

impl OpenDays {
    /// Deduces the open days from the registers of all pupils of the school.
    pub fn of<'a>(years: impl IntoIterator<Item = &'a Year>) -> Self {
        let mut open: BTreeMap<AcademicYear, Box<[bool; Year::BYTES]>> = BTreeMap::new();
        for year in years {
            let seen = open.entry(year.academic_year()).or_insert_with(|| Box::new([false; Year::BYTES]));
            for (session, &number) in seen.iter_mut().zip(year.as_bytes()) {
                if !*session {
                    *session = Code::from_number(number).is_some_and(Code::is_possible);
                }
            }
        }
        let sessions = open.iter().flat_map(|(year, seen)| {
            let first = year.first_day();
            seen.iter().enumerate().filter(|(_, open)| **open).filter_map(move |(i, _)| {
                Some((first.checked_add_days(Days::new(i as u64 / 2))?, Session::BOTH[i % 2]))
            })
        });
        Self::from_sessions(sessions)
    }

    /// Takes sessions that are already known to have taken place, in any order.
    pub fn from_sessions(sessions: impl IntoIterator<Item = (NaiveDate, Session)>) -> Self {
        let mut days: BTreeMap<NaiveDate, OpenDay> = BTreeMap::new();
        for (date, session) in sessions {
            let day = days.entry(date).or_insert(OpenDay { date, am: false, pm: false });
            match session {
                Session::Am => day.am = true,
                Session::Pm => day.pm = true,
            }
        }
        Self { days: days.into_values().collect() }
    }

    /// All open days, oldest first.
    #[must_use]
    pub fn days(&self) -> &[OpenDay] {
        &self.days
    }

    /// The open days up to and including `on`.
    #[must_use]
    pub fn until(&self, on: NaiveDate) -> &[OpenDay] {
        &self.days[..self.days.partition_point(|day| day.date <= on)]
    }

    /// The open days from `from` to `to`, both included.
    #[must_use]
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> &[OpenDay] {
        let until = self.until(to);
        let first = until.partition_point(|day| day.date < from);
        &until[first..]
    }

    /// The open sessions from `from` to `to`, both included.
    pub fn sessions(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, Session)> + '_ {
        self.between(from, to).iter().flat_map(|day| {
            let am = day.am.then_some((day.date, Session::Am));
            am.into_iter().chain(day.pm.then_some((day.date, Session::Pm)))
        })
    }

    /// Up to where marks are known on `on`: "marks to Tuesday PM". `None` before the first.
    #[must_use]
    pub fn marks_to(&self, on: NaiveDate) -> Option<(NaiveDate, Session)> {
        self.until(on).last().map(|day| (day.date, if day.pm { Session::Pm } else { Session::Am }))
    }

    /// The first of the last `count` open days up to `on`, or of as many as there are.
    #[must_use]
    pub fn start_of_last_days(&self, count: usize, on: NaiveDate) -> Option<NaiveDate> {
        let until = self.until(on);
        until[until.len().saturating_sub(count)..].first().map(|day| day.date)
    }

    /// The first open day of the last `count` weeks (Monday to Sunday) in which the school was open, up to `on`.
    #[must_use]
    pub fn start_of_last_weeks(&self, count: usize, on: NaiveDate) -> Option<NaiveDate> {
        let mut weeks = 0;
        let mut start = None;
        let mut week = None;
        for day in self.until(on).iter().rev() {
            let this = day.date.iso_week();
            if week != Some(this) {
                weeks += 1;
                week = Some(this);
            }
            if weeks > count {
                break;
            }
            start = Some(day.date);
        }
        start
    }

    /// How many open days lie after `date`, up to and including `on`.
    #[must_use]
    pub fn count_after(&self, date: NaiveDate, on: NaiveDate) -> usize {
        let until = self.until(on);
        until.len() - until.partition_point(|day| day.date <= date)
    }
}
