//! Dates as English school systems write them: the day before the month, always.
//!
//! Belongs here: reading one date. Never here: a guess that puts the month first, or a day shifted to fit.

use chrono::{Days, NaiveDate};

/// Why a text gives no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDate {
    /// Day, month and year can be told apart, and no calendar has them, or the year is out of reach (1900 to 2100).
    Impossible,
    /// A spreadsheet's day number, with the date that it would stand for.
    SerialNumber(NaiveDate),
    /// Not a date.
    Unreadable,
}

/// Years that any pupil, contact or mark can have.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
/// Two-digit years from here on belong to the last century.
const PIVOT: i32 = 70;

/// Reads `2011-04-03`, `20110403`, `03/04/2011`, `3.4.11`, `3-Apr-11` or `3 April 2011`; a time of day after it is ignored.
pub(crate) fn parse(text: &str) -> Result<NaiveDate, NoDate> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return all_digits(text);
    }
    let mut parts = [""; 3];
    let mut rest = text;
    for part in &mut parts {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        (*part, rest) = rest.split_at(end);
        rest = rest.trim_start_matches(['/', '-', '.', ',', ' ']);
        // ISO joins date and time by a "T".
        if let Some((date, time)) = part.split_once(['T', 't'])
            && is_digits(date)
            && (time.is_empty() || is_digits(time))
        {
            *part = date;
        }
    }
    let separators = &text[parts[0].len()..];
    if parts.iter().any(|part| part.is_empty()) || separators.contains("//") || !is_time(rest) {
        return Err(NoDate::Unreadable);
    }
    let [first, second, third] = parts;
    let month = if is_digits(second) { number(second, 2) } else { month_by_name(second) };
    let (day, year) =
        if first.len() == 4 { (number(third, 2), year(first)) } else { (number(first, 2), year(third)) };
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => real(year, month, day),
        _ => Err(NoDate::Unreadable),
    }
}

fn all_digits(text: &str) -> Result<NaiveDate, NoDate> {
    match (text.len(), text.parse::<u64>()) {
        (8, Ok(digits)) if YEARS.contains(&((digits / 10_000) as i32)) => {
            real((digits / 10_000) as i32, (digits / 100 % 100) as u32, (digits % 100) as u32)
        }
        // Day 1 is 1 January 1900; the 29 February 1900 that spreadsheets believe in moves later days by one.
        (5, Ok(serial @ 1_000..)) => NaiveDate::from_ymd_opt(1899, 12, 30)
            .and_then(|start| start.checked_add_days(Days::new(serial)))
            .map_or(Err(NoDate::Unreadable), |date| Err(NoDate::SerialNumber(date))),
        _ => Err(NoDate::Unreadable),
    }
}

fn real(year: i32, month: u32, day: u32) -> Result<NaiveDate, NoDate> {
    if !YEARS.contains(&year) {
        return Err(NoDate::Impossible);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(NoDate::Impossible)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn number(text: &str, longest: usize) -> Option<u32> {
    (is_digits(text) && text.len() <= longest).then(|| text.parse().ok()).flatten()
}

fn year(text: &str) -> Option<i32> {
    let year = number(text, 4)? as i32;
    match text.len() {
        4 => Some(year),
        2 => Some(if year < PIVOT { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn month_by_name(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = text.to_ascii_lowercase();
    let fits = |name: &str| lower == name || lower == name[..3] || (lower == "sept" && name == "september");
    (1..).zip(NAMES).find(|(_, name)| fits(name)).map(|(month, _)| month)
}

/// What may stand after a date: nothing, or a time of day with its zone.
fn is_time(rest: &str) -> bool {
    rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z' | b'z' | b'+' | b'-' | b' '))
        || matches!(rest.trim().to_ascii_lowercase().as_str(), "am" | "pm")
        || rest
            .trim_end_matches(['A', 'P', 'M', 'a', 'p', 'm', ' '])
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b':')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a real date")
    }

    #[test]
    fn the_day_comes_before_the_month() {
        let third_of_april = Ok(date("2011-04-03"));
        for text in [
            "03/04/2011",
            "3/4/2011",
            "3/4/11",
            "03.04.2011",
            "03-04-2011",
            "3-Apr-11",
            "3 April 2011",
            "03 APR 2011",
            "2011-04-03",
            "2011/04/03",
            "20110403",
            "2011-04-03T00:00:00",
            "2011-04-03T00:00:00Z",
            "03/04/2011 00:00",
            "03/04/2011 00:00:00",
            "03/04/2011 12:00:00 AM",
            " 03/04/2011 ",
        ] {
            assert_eq!(parse(text), third_of_april, "{text}");
        }
        assert_eq!(parse("05/09/22"), Ok(date("2022-09-05")));
        assert_eq!(parse("1/9/98"), Ok(date("1998-09-01")));
        assert_eq!(parse("4 Sept 2022"), Ok(date("2022-09-04")));
        assert_eq!(parse("29/02/2012"), Ok(date("2012-02-29")));
    }

    #[test]
    fn a_date_that_no_calendar_has_is_not_shifted_and_not_swapped() {
        for text in
            ["31/02/2012", "04/13/2011", "29/02/2011", "00/01/2011", "31/04/2011", "2011-13-01", "01/01/1066"]
        {
            assert_eq!(parse(text), Err(NoDate::Impossible), "{text}");
        }
    }

    #[test]
    fn a_spreadsheets_day_number_is_offered_only() {
        assert_eq!(parse("40970"), Err(NoDate::SerialNumber(date("2012-03-02"))));
    }

    #[test]
    fn what_is_no_date_is_unreadable() {
        for text in [
            "",
            "n/a",
            "7-Mar",
            "3/4",
            "3/4/5/6",
            "April 3 2011",
            "03042011",
            "12",
            "1/2/345",
            "3 Aprilis 2011",
        ] {
            assert_eq!(parse(text), Err(NoDate::Unreadable), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,24}") {
            let _ = parse(&text);
        }

        #[test]
        fn every_day_reads_back_from_every_shape(offset in 0_u64..50_000) {
            let day = date("1940-01-01") + Days::new(offset);
            for shape in ["%Y-%m-%d", "%d/%m/%Y", "%-d.%-m.%Y", "%d-%b-%Y", "%-d %B %Y", "%Y%m%d"] {
                prop_assert_eq!(parse(&day.format(shape).to_string()), Ok(day));
            }
        }
    }
}
