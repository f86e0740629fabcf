//! Days that count in England: weekdays and bank holidays.
//!
//! Belongs here: whether a date is a working day, and counting in working days ("a decision within one working
//! day"). Never here: whether a school was open, which its registers show, and never the clock.

mod bank_holidays;

use bank_holidays::BANK_HOLIDAYS;
use chrono::{Datelike, NaiveDate, Weekday};

/// The first and last year whose bank holidays are known here.
#[must_use]
pub const fn known_years() -> (i32, i32) {
    (BANK_HOLIDAYS[0].0, BANK_HOLIDAYS[BANK_HOLIDAYS.len() - 1].0)
}

/// Monday to Friday.
#[must_use]
pub fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The name of the bank holiday in England on this date. `None` also in years outside [`known_years`].
#[must_use]
pub fn bank_holiday(date: NaiveDate) -> Option<&'static str> {
    let key = (date.year(), date.month(), date.day());
    let i = BANK_HOLIDAYS.binary_search_by_key(&key, |&(year, month, day, _)| (year, month, day)).ok()?;
    Some(BANK_HOLIDAYS[i].3)
}

/// A weekday that is no bank holiday.
#[must_use]
pub fn is_working_day(date: NaiveDate) -> bool {
    is_weekday(date) && bank_holiday(date).is_none()
}

/// The date `count` working days after `date`, which itself is not counted: one working day after a Friday is Monday.
/// With 0 it is `date` itself. `None` past the end of the calendar.
#[must_use]
pub fn add_working_days(date: NaiveDate, count: u32) -> Option<NaiveDate> {
    let mut day = date;
    let mut left = count;
    while left > 0 {
        day = day.succ_opt()?;
        if is_working_day(day) {
            left -= 1;
        }
    }
    Some(day)
}

/// How many working days lie after `from`, up to and including `to`. 0 when `to` is not later.
#[must_use]
pub fn working_days_after(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.filter(|day| is_working_day(*day)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real date")
    }

    #[test]
    fn the_list_is_in_order_and_every_holiday_is_a_weekday() {
        let dates: Vec<_> = BANK_HOLIDAYS.iter().map(|&(y, m, d, _)| date(y, m, d)).collect();
        assert!(dates.is_sorted_by(|a, b| a < b));
        assert!(dates.iter().all(|d| is_weekday(*d)));
        for year in known_years().0..=known_years().1 {
            let count = dates.iter().filter(|d| d.year() == year).count();
            let expected = match year {
                2022 => 10,
                2023 => 9,
                _ => 8,
            };
            assert_eq!(count, expected, "{year}");
        }
    }

    #[test]
    fn holidays_that_were_moved_or_added_stand_where_they_were_held() {
        assert_eq!(bank_holiday(date(2020, 5, 4)), None);
        assert_eq!(bank_holiday(date(2020, 5, 8)), Some("Early May bank holiday"));
        assert_eq!(bank_holiday(date(2022, 6, 2)), Some("Spring bank holiday"));
        assert_eq!(bank_holiday(date(2022, 9, 19)), Some("State funeral of Queen Elizabeth II"));
        assert_eq!(bank_holiday(date(2023, 5, 8)), Some("Coronation of King Charles III"));
        assert_eq!(bank_holiday(date(2026, 12, 28)), Some("Boxing Day"));
        assert_eq!(bank_holiday(date(2027, 3, 26)), Some("Good Friday"));
    }

    #[test]
    fn counting_skips_weekends_and_holidays() {
        // Thursday 24 December 2026: Christmas Day, a weekend and a substitute day follow.
        assert_eq!(add_working_days(date(2026, 12, 24), 1), Some(date(2026, 12, 29)));
        assert_eq!(add_working_days(date(2026, 11, 27), 1), Some(date(2026, 11, 30)));
        assert_eq!(add_working_days(date(2026, 11, 28), 0), Some(date(2026, 11, 28)));
        assert_eq!(working_days_after(date(2026, 12, 24), date(2027, 1, 4)), 4);
        assert_eq!(working_days_after(date(2026, 12, 24), date(2026, 12, 1)), 0);
        assert_eq!(add_working_days(NaiveDate::MAX, 1), None);
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(offset in 0_u64..5_000, count in 0_u32..60) {
            let from = date(2014, 6, 1) + chrono::Days::new(offset);
            let to = add_working_days(from, count).unwrap();
            prop_assert_eq!(working_days_after(from, to), count);
        }
    }
}
