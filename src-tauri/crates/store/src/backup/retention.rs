//! Which scheduled backups stay: the newest of each of the last seven days that have one, of each of the last four weeks, and of
//! each of the last twelve months. Pure; the names of the files carry the times.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
const FORM: &str = "encircle-%Y%m%dT%H%M%SZ.backup";

/// The name of a backup made at this time. It says nothing about the school.
#[must_use]
pub fn file_name(at: DateTime<Utc>) -> String {
    at.format(FORM).to_string()
}

/// The time in such a name; `None` for any other name, which is left alone.
#[must_use]
pub fn made_at(file_name: &str) -> Option<DateTime<Utc>> {
    let at = NaiveDateTime::parse_from_str(file_name, FORM).ok()?.and_utc();
    // What is written in another way is not one of ours, whatever it can be read as.
    (self::file_name(at) == file_name).then_some(at)
}

/// Those of the backups that may be removed.
#[must_use]
pub fn superfluous(made: &[DateTime<Utc>]) -> Vec<DateTime<Utc>> {
    let mut newest_first = made.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    newest_first.dedup();
    let mut kept = BTreeSet::new();
    keep(&newest_first, DAYS, |at| at.date_naive(), &mut kept);
    keep(&newest_first, WEEKS, |at| (at.iso_week().year(), at.iso_week().week()), &mut kept);
    keep(&newest_first, MONTHS, |at| (at.year(), at.month()), &mut kept);
    newest_first.into_iter().filter(|at| !kept.contains(at)).collect()
}

fn keep<P: PartialEq>(
    newest_first: &[DateTime<Utc>],
    periods: usize,
    period: impl Fn(&DateTime<Utc>) -> P,
    kept: &mut BTreeSet<DateTime<Utc>>,
) {
    let mut last = None;
    let mut found = 0;
    for at in newest_first {
        let this = Some(period(at));
        if this != last {
            last = this;
            found += 1;
            if found > periods {
                return;
            }
            kept.insert(*at);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_year_of_daily_backups_leaves_seven_days_four_weeks_and_twelve_months() {
        let last: DateTime<Utc> = "2026-11-25T14:05:00Z".parse().unwrap();
        let mut there: Vec<DateTime<Utc>> = Vec::new();
        // As the program does it: one more each day, then what is superfluous goes.
        for day in (0..700).rev() {
            there.push(last - TimeDelta::days(day));
            let gone = superfluous(&there);
            there.retain(|at| !gone.contains(at));
            assert!(there.len() <= DAYS + WEEKS + MONTHS);
        }
        for day in 0..7 {
            assert!(there.contains(&(last - TimeDelta::days(day))), "day {day}");
        }
        let months: BTreeSet<_> = there.iter().map(|at| (at.year(), at.month())).collect();
        assert!(months.len() >= MONTHS, "{months:?}");
        let weeks: BTreeSet<_> = there.iter().map(|at| at.iso_week().week()).collect();
        assert!((44..=48).filter(|week| weeks.contains(week)).count() >= WEEKS, "{weeks:?}");
    }

    #[test]
    fn of_several_on_one_day_the_newest_stays_and_a_lone_one_always_does() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (morning, noon) = (at("2026-11-25T08:00:00Z"), at("2026-11-25T12:00:00Z"));
        assert_eq!(superfluous(&[morning, noon]), [morning]);
        assert!(superfluous(&[morning]).is_empty());
        assert!(superfluous(&[]).is_empty());
    }

    #[test]
    fn a_name_gives_its_time_back_and_other_names_give_none() {
        let at: DateTime<Utc> = "2026-11-25T14:05:09Z".parse().unwrap();
        assert_eq!(made_at(&file_name(at)), Some(at));
        for other in
            ["encircle.backup", "encircle-20261125T140509Z (1).backup", "encircle-20261125T1405Z.backup"]
        {
            assert_eq!(made_at(other), None, "{other}");
        }
    }
}
