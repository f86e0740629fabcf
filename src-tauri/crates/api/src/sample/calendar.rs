//! The made-up school's calendar: terms, holidays and closures by rules that hold for any year, 190 school days each (the Education
//! (School Day and School Year) regulations ask for 380 sessions). Never here: a published calendar of a real school.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::London;
use encircle_domain::working_days;

/// School days of a school year.
pub(super) const DAYS_A_YEAR: usize = 190;

/// A day on which registers are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SchoolDay {
    pub(super) date: NaiveDate,
    /// The calendar year of the 1 September before it.
    pub(super) year: i32,
    /// 0 to 189.
    pub(super) nth: u16,
    /// 0 autumn, 1 spring, 2 summer.
    pub(super) term: u8,
}

impl SchoolDay {
    /// Whether the register says `#` for everybody: a Thursday in October on which all staff are trained together.
    pub(super) fn is_closed(&self) -> bool {
        (20..25).contains(&self.nth) && self.date.weekday() == Weekday::Thu
    }

    /// Whether the afternoon's register says that the site closed: a Tuesday in winter on which the boiler broke.
    pub(super) fn closes_at_noon(&self) -> bool {
        (90..95).contains(&self.nth) && self.date.weekday() == Weekday::Tue
    }
}

/// The last `count` school days before `today`, oldest first.
pub(super) fn last_days(today: NaiveDate, count: usize) -> Vec<SchoolDay> {
    let mut days: Vec<SchoolDay> = Vec::new();
    let mut year = today.year() + 1;
    while days.len() < count && year > today.year() - 40 {
        let mut earlier: Vec<_> = school_year(year).into_iter().filter(|day| day.date < today).collect();
        earlier.append(&mut days);
        days = earlier;
        year -= 1;
    }
    days.split_off(days.len().saturating_sub(count))
}

/// The school days of the term that holds the school day before `today`, up to that day. When the term is too young to tell a story of
/// nine weeks, the term before it comes first.
pub(super) fn term_so_far(today: NaiveDate) -> Vec<SchoolDay> {
    const STORY: usize = 50;
    let days = last_days(today, DAYS_A_YEAR);
    let same_term = |a: &SchoolDay, b: &SchoolDay| (a.year, a.term) == (b.year, b.term);
    let mut terms = days.chunk_by(same_term).rev();
    let mut taken = Vec::new();
    while taken.len() < STORY
        && let Some(term) = terms.next()
    {
        taken.splice(0..0, term.iter().copied());
    }
    taken
}

/// The 190 school days of the school year that begins in `year`.
fn school_year(year: i32) -> Vec<SchoolDay> {
    let easter = easter_sunday(year + 1);
    let october_half_term = last_monday(year, 10);
    let february_half_term = monday_from(date(year + 1, 2, 13));
    let may_half_term = last_monday(year + 1, 5);
    let christmas = last_friday_to(date(year, 12, 20));
    let new_year = date(year + 1, 1, 4);
    let spring = if working_days::is_weekday(new_year) { new_year } else { monday_from(new_year) };
    let in_week = |day: NaiveDate, monday: NaiveDate| (0..5).contains(&(day - monday).num_days());
    let first = date(year, 9, 2);
    let days = first.iter_days().filter(|&day| {
        let easter_holiday = (-6..=7).contains(&(day - easter).num_days());
        // Days on which staff come and pupils do not; the other two lie before the first of September's lessons.
        let is_training =
            day == spring || day == easter + Days::new(8) || day + Days::new(3) == october_half_term;
        working_days::is_weekday(day)
            && working_days::bank_holiday(day).is_none()
            && (day <= christmas || day >= spring)
            && !in_week(day, october_half_term)
            && !in_week(day, february_half_term)
            && !in_week(day, may_half_term)
            && !easter_holiday
            && !is_training
    });
    (0..)
        .zip(days.take(DAYS_A_YEAR))
        .map(|(nth, date)| {
            let term = if date <= christmas { 0 } else { 1 + u8::from(date > easter) };
            SchoolDay { date, year, nth, term }
        })
        .collect()
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm, published 1876).
fn easter_sunday(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    date(year, month as u32, day as u32)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the rules above name days that every year has")
}

fn monday_from(day: NaiveDate) -> NaiveDate {
    day + Days::new(u64::from((7 - day.weekday().num_days_from_monday()) % 7))
}

fn last_monday(year: i32, month: u32) -> NaiveDate {
    let last = date(year, month, 31);
    last - Days::new(u64::from(last.weekday().num_days_from_monday()))
}

fn last_friday_to(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from((day.weekday().num_days_from_monday() + 3) % 7))
}

/// School days grouped by calendar week, oldest week first.
pub(super) fn weeks(days: &[SchoolDay]) -> impl DoubleEndedIterator<Item = &[SchoolDay]> {
    days.chunk_by(|a, b| a.date.iso_week() == b.date.iso_week())
}

/// The day of `weekday` in a week of school days, else the nearest day of it on which the school was open; `None` when it was closed.
pub(super) fn day_in(week: &[SchoolDay], weekday: Weekday) -> Option<SchoolDay> {
    let distance =
        |day: &&SchoolDay| day.date.weekday().num_days_from_monday().abs_diff(weekday.num_days_from_monday());
    week.iter().filter(|day| !day.is_closed()).min_by_key(distance).copied()
}

/// A local time of a day.
pub(super) fn at(day: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    day.and_time(
        NaiveTime::from_hms_opt(hour, minute, 0)
            .expect("hours and minutes are given by this module's neighbours"),
    )
}

/// The instant of a local time at the school.
pub(super) fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    // No clock goes forward or back between six in the morning and midnight, which is when this school writes.
    London.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}
