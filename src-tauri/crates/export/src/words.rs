//! Dates and times in words, as every printed page writes them.
//!
//! Never here: the clock. Each instant is an argument, already in local time.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::bundle::Happened;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "25 November 2026".
pub fn day(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "25 Nov 2026".
pub fn day_short(date: NaiveDate) -> String {
    format!("{} {}", day_month(date), date.year())
}

/// "25 Nov".
pub fn day_month(date: NaiveDate) -> String {
    format!("{} {}", date.day(), &month(date)[..3])
}

/// "14:40".
pub fn time(at: NaiveDateTime) -> String {
    at.format("%H:%M").to_string()
}

/// "25 November 2026, 14:40".
pub fn moment(at: NaiveDateTime) -> String {
    format!("{}, {}", day(at.date()), time(at))
}

/// "25 Nov 2026, 14:40".
pub fn moment_short(at: NaiveDateTime) -> String {
    format!("{}, {}", day_short(at.date()), time(at))
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

/// The bold line of the margin and the line under it: "24 Nov 2026" and "10:50". The second may be empty.
pub fn happened(when: &Happened) -> (String, String) {
    match *when {
        Happened::Exact { at } => (day_short(at.date()), time(at)),
        Happened::About { at } => (day_short(at.date()), format!("about {}", time(at))),
        Happened::Between { from, to } if from.date() == to.date() => {
            (day_short(from.date()), format!("{} to {}", time(from), time(to)))
        }
        Happened::Between { from, to } => {
            let first =
                if from.year() == to.year() { day_month(from.date()) } else { day_short(from.date()) };
            (format!("{first} to {}", day_short(to.date())), format!("from {} to {}", time(from), time(to)))
        }
        Happened::Day { on } => (day_short(on), "time not known".to_owned()),
        Happened::NotKnown => ("Date not known".to_owned(), String::new()),
    }
}

/// One line for lists and the manifest: "24 Nov 2026, 10:50".
pub fn happened_line(when: &Happened) -> String {
    let (day, time) = happened(when);
    if time.is_empty() { day } else { format!("{day}, {time}") }
}

/// When it was written down, seen from the event: "recorded 13:48", "recorded 23 Nov, 08:15, 3 days later".
pub fn recorded(when: &Happened, recorded_at: NaiveDateTime) -> String {
    since(when, recorded_at, "recorded")
}

/// When somebody at school was told, seen from the event: "told 12:05", "told 21 Nov, 09:00, 1 day later".
pub fn told(when: &Happened, told_at: NaiveDateTime) -> String {
    since(when, told_at, "told")
}

fn since(when: &Happened, at: NaiveDateTime, verb: &str) -> String {
    let Some(end) = when.last_day() else {
        return format!("{verb} {}", moment_short(at));
    };
    let days = (at.date() - end).num_days();
    let date = if at.year() == end.year() { day_month(at.date()) } else { day_short(at.date()) };
    match days {
        0 => format!("{verb} {}", time(at)),
        1 => format!("{verb} {date}, {}, 1 day later", time(at)),
        2.. => format!("{verb} {date}, {}, {days} days later", time(at)),
        _ => format!("{verb} {}", moment_short(at)),
    }
}

/// Joins with commas and a last "and": "Child B, Child C and Child D".
pub fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// "1 entry", "4 entries".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a date and time")
    }

    #[test]
    fn an_entry_written_the_same_day_says_only_the_hour() {
        let when = Happened::Exact { at: at("2026-11-24T10:50") };
        assert_eq!(happened(&when), ("24 Nov 2026".into(), "10:50".into()));
        assert_eq!(recorded(&when, at("2026-11-24T13:48")), "recorded 13:48");
    }

    #[test]
    fn an_entry_written_days_later_says_how_many() {
        let when = Happened::About { at: at("2026-11-20T22:40") };
        assert_eq!(recorded(&when, at("2026-11-23T08:15")), "recorded 23 Nov, 08:15, 3 days later");
        assert_eq!(recorded(&when, at("2026-11-21T08:15")), "recorded 21 Nov, 08:15, 1 day later");
        assert_eq!(recorded(&when, at("2027-01-04T09:00")), "recorded 4 Jan 2027, 09:00, 45 days later");
    }

    #[test]
    fn a_time_that_nobody_knows_is_said_in_words() {
        assert_eq!(happened_line(&Happened::NotKnown), "Date not known");
        assert_eq!(recorded(&Happened::NotKnown, at("2026-11-23T08:15")), "recorded 23 Nov 2026, 08:15");
        let day = Happened::Day { on: at("2026-11-20T00:00").date() };
        assert_eq!(happened_line(&day), "20 Nov 2026, time not known");
    }

    #[test]
    fn a_stretch_over_days_names_both_ends() {
        let when = Happened::Between { from: at("2026-11-20T22:00"), to: at("2026-11-22T06:30") };
        assert_eq!(happened_line(&when), "20 Nov to 22 Nov 2026, from 22:00 to 06:30");
    }

    #[test]
    fn a_list_has_one_and() {
        assert_eq!(list(&["Child B", "Child C", "Child D"]), "Child B, Child C and Child D");
        assert_eq!(list(&["Child B"]), "Child B");
    }
}
