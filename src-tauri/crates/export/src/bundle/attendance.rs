//! Attendance as a bundle carries it: sums with their denominator, and what each session was.
//!
//! Never here: counting. The sums and the rate come from the rules of the register.

use chrono::NaiveDate;
use serde::Serialize;

/// Attendance of the child in one period, with what each session was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// For example "Autumn term 2026".
    pub period: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub possible: u32,
    pub present: u32,
    pub authorised: u32,
    pub unauthorised: u32,
    pub not_counted: u32,
    /// With its denominator: "96 of 109 possible sessions attended (88.1%)".
    pub rate: String,
    /// In words: "25 November 2026, afternoon".
    pub marks_up_to: Option<String>,
    /// School days only, oldest first.
    pub days: Vec<DayMarks>,
    /// Holidays: hatched in the ribbon.
    pub closures: Vec<Closure>,
}

/// The two sessions of one school day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayMarks {
    pub on: NaiveDate,
    pub am: Session,
    pub pm: Session,
}

/// One session: how it counts, and the code that says why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Session {
    pub mark: Mark,
    /// The register code and its meaning, as it should be read: "I, illness". Empty for present and no mark.
    pub meaning: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Present,
    Late,
    LeftSite,
    Authorised,
    Unauthorised,
    NotCounted,
    /// Due, and nobody has marked it yet.
    NoMark,
    ToCome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closure {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub label: String,
}
