//! The axis against days laid out by hand.

use super::*;
use crate::bundle::{Closure, DayMarks, Session};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn session(mark: Mark) -> Session {
    Session { mark, meaning: String::new() }
}

fn attendance(from: &str, to: &str, closures: &[(&str, &str)]) -> Attendance {
    let closures: Vec<Closure> = closures
        .iter()
        .map(|(from, to)| Closure { from: date(from), to: date(to), label: "Half term".into() })
        .collect();
    let days = date(from)
        .iter_days()
        .take_while(|day| *day <= date(to))
        .filter(|day| day.weekday().num_days_from_monday() < 5)
        .filter(|day| !closures.iter().any(|closure| closure.from <= *day && *day <= closure.to))
        .map(|on| DayMarks { on, am: session(Mark::Present), pm: session(Mark::Present) })
        .collect();
    Attendance {
        period: String::new(),
        from: date(from),
        to: date(to),
        possible: 0,
        present: 0,
        authorised: 0,
        unauthorised: 0,
        not_counted: 0,
        rate: String::new(),
        marks_up_to: None,
        days,
        closures,
    }
}

fn made() -> NaiveDateTime {
    date("2026-11-25").and_hms_opt(14, 40, 0).expect("a time")
}

#[test]
fn a_term_is_one_line_with_every_school_day_once() {
    let term = attendance("2026-09-02", "2026-12-18", &[("2026-10-24", "2026-11-01")]);
    let ribbons = ribbons(Some(&term), &[], &[], made());
    assert_eq!(ribbons.len(), 1);
    assert_eq!(ribbons[0].days.len(), term.days.len());
    assert_eq!(ribbons[0].hatches.len(), 1);
    assert!(ribbons[0].days.windows(2).all(|pair| pair[0].x + 0.99 < pair[1].x));
    assert!(ribbons[0].days.iter().all(|day| day.x < ribbons[0].width));
}

#[test]
fn a_year_is_cut_into_lines_that_lose_no_day() {
    let year = attendance(
        "2025-09-02",
        "2026-07-21",
        &[("2025-10-25", "2025-11-02"), ("2025-12-20", "2026-01-04"), ("2026-03-28", "2026-04-12")],
    );
    let ribbons = ribbons(Some(&year), &[], &[], made());
    assert!(ribbons.len() > 1);
    assert_eq!(ribbons.iter().map(|ribbon| ribbon.days.len()).sum::<usize>(), year.days.len());
    assert!(ribbons.iter().all(|ribbon| ribbon.width <= LONGEST + 6.0));
    assert!(ribbons.iter().all(|ribbon| !ribbon.title.is_empty()));
}

#[test]
fn all_seven_lanes_are_there_even_when_empty() {
    let term = attendance("2026-09-02", "2026-12-18", &[]);
    let mark = SignMark {
        sign: Sign::Calls,
        on: date("2026-11-24"),
        source: Source::Seen,
        evidence: "Rang five times".into(),
        entry: Some(1),
    };
    let ribbon = &ribbons(Some(&term), &[mark.clone(), mark], &[], made())[0];
    let titles: Vec<&str> = ribbon.lanes.iter().map(|lane| lane.title.as_str()).collect();
    assert_eq!(titles, Sign::ALL.map(Sign::title));
    assert_eq!(ribbon.lanes[2].marks.len(), 2, "two marks on one day stay two");
    assert!(ribbon.lanes[2].marks[0].x < ribbon.lanes[2].marks[1].x);
}

#[test]
fn a_mark_on_a_weekend_or_in_a_holiday_still_has_a_place() {
    let term = attendance("2026-09-02", "2026-12-18", &[("2026-10-24", "2026-11-01")]);
    for day in ["2026-11-21", "2026-10-28"] {
        let mark = SignMark {
            sign: Sign::Missing,
            on: date(day),
            source: Source::Told,
            evidence: String::new(),
            entry: None,
        };
        assert_eq!(ribbons(Some(&term), &[mark], &[], made())[0].lanes[0].marks.len(), 1, "{day}");
    }
}

#[test]
fn without_attendance_and_marks_there_is_no_picture() {
    assert!(ribbons(None, &[], &[], made()).is_empty());
    let flag = Flag { on: date("2026-11-10"), label: "Talk".into(), kind: FlagKind::ActionDone };
    let ribbons = ribbons(None, &[], &[flag], made());
    assert_eq!(ribbons.len(), 1);
    assert!(!ribbons[0].register);
}
