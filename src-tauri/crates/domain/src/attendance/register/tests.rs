//! Registers, their tallies and their rates, case by case and against random registers. Never here: a rule.

use proptest::prelude::*;

use super::super::tally::Rate;
use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a real date")
}

fn code(text: &str) -> Code {
    Code::from_text(text).expect("a real code")
}

#[test]
fn an_academic_year_runs_from_september_to_august() {
    assert_eq!(AcademicYear::of(date("2026-08-31")).start_year(), 2025);
    assert_eq!(AcademicYear::of(date("2026-09-01")).start_year(), 2026);
    assert_eq!(AcademicYear::starting(2026).last_day(), date("2027-08-31"));
    assert_eq!(AcademicYear::starting(2026).to_string(), "2026/27");
    assert_eq!(AcademicYear::starting(2099).to_string(), "2099/00");
    let _ = (AcademicYear::of(NaiveDate::MIN), AcademicYear::of(NaiveDate::MAX));
}

#[test]
fn the_last_day_of_a_leap_year_fits_and_of_a_common_year_ends_early() {
    let mut leap = Year::new(AcademicYear::starting(2027));
    leap.set(date("2028-08-31"), Session::Pm, Some(code("L"))).unwrap();
    assert_eq!(leap.as_bytes()[731], 3);
    let mut common = Year::new(AcademicYear::starting(2026));
    common.set(date("2027-08-31"), Session::Pm, Some(code("L"))).unwrap();
    assert_eq!(common.as_bytes()[729], 3);
    assert_eq!(common.set(date("2027-09-01"), Session::Am, None), Err(RegisterError::OutsideYear));
    assert_eq!(common.set(date("2026-08-31"), Session::Pm, None), Err(RegisterError::OutsideYear));
    let mut bytes = common.as_bytes().to_vec();
    bytes[731] = 1;
    assert_eq!(Year::from_bytes(common.academic_year(), &bytes), Err(RegisterError::OutsideYear));
}

#[test]
fn packed_bytes_that_are_no_register_are_refused() {
    let year = AcademicYear::starting(2026);
    assert_eq!(Year::from_bytes(year, &[0; 10]), Err(RegisterError::Length { found: 10 }));
    let mut bytes = [0; Year::BYTES];
    bytes[5] = 200;
    assert_eq!(Year::from_bytes(year, &bytes), Err(RegisterError::UnknownNumber { number: 200 }));
}

#[test]
fn setting_gives_the_former_mark_and_turns_the_stroke_to_the_session() {
    let mut register = Register::default();
    let day = date("2026-11-09");
    assert_eq!(register.set(day, Session::Pm, Some(Code::PRESENT_AM)), None);
    assert_eq!(register.get(day, Session::Pm), Some(Code::PRESENT_PM));
    assert_eq!(register.set(day, Session::Pm, Some(code("N"))), Some(Code::PRESENT_PM));
    assert_eq!(register.set(day, Session::Pm, None), Some(code("N")));
    assert_eq!(register.get(day, Session::Pm), None);
    assert_eq!(register.set(NaiveDate::MAX, Session::Am, Some(code("N"))), None);
    assert_eq!(register.get(NaiveDate::MAX, Session::Am), None);
}

#[test]
fn a_later_file_wins_where_it_has_marks_and_clears_nothing() {
    let year = AcademicYear::starting(2026);
    let mut old = Year::new(year);
    let mut new = Year::new(year);
    let day = date("2026-11-09");
    old.set(day, Session::Am, Some(code("N"))).unwrap();
    old.set(day, Session::Pm, Some(code("N"))).unwrap();
    new.set(day, Session::Am, Some(code("I"))).unwrap();
    assert_eq!(old.merge(&new), Ok(1));
    assert_eq!(old.get(day, Session::Am), Some(code("I")));
    assert_eq!(old.get(day, Session::Pm), Some(code("N")));
    assert_eq!(old.merge(&Year::new(AcademicYear::starting(2025))), Err(RegisterError::DifferentYears));
}

#[test]
fn sessions_that_do_not_count_leave_every_rate() {
    let mut register = Register::default();
    let mut open = Vec::new();
    let marks = ["/", "\\", "L", "I", "U", "D", "#", "Y4", "V", "N"];
    for (i, text) in marks.into_iter().enumerate() {
        let session = Session::BOTH[i % 2];
        let day = date("2026-11-09") + Days::new(i as u64 / 2);
        register.set(day, session, Some(code(text)));
        open.push((day, session));
    }
    open.push((date("2026-11-16"), Session::Am));
    let open = OpenDays::from_sessions(open);
    let tally = register.tally(date("2026-09-01"), date("2027-08-31"), &open);
    let expected = Tally { present: 4, authorised: 1, unauthorised: 2, not_counted: 3, no_mark: 1 };
    assert_eq!(tally, expected);
    assert_eq!(tally.possible(), 7);
    assert_eq!(tally.absence_rate(), Some(Rate { numerator: 3, denominator: 7 }));
    assert_eq!(tally.absence_rate().map(|r| r.to_string()).as_deref(), Some("42.9%"));
    assert_eq!(tally.attendance_rate().map(|r| r.to_string()).as_deref(), Some("57.1%"));
}

#[test]
fn without_possible_sessions_there_is_no_rate_and_no_flag() {
    let tally = Tally { not_counted: 40, ..Tally::default() };
    assert_eq!(tally.absence_rate(), None);
    assert!(!tally.is_persistent_absence() && !tally.is_severe_absence());
}

#[test]
fn persistent_starts_at_a_tenth_and_severe_at_a_half_exactly() {
    let tally = |absent, present| Tally { present, unauthorised: absent, ..Tally::default() };
    assert!(tally(38, 342).is_persistent_absence());
    assert!(!tally(37, 343).is_persistent_absence());
    assert!(tally(190, 190).is_severe_absence());
    assert!(!tally(189, 191).is_severe_absence());
}

#[test]
fn a_rate_rounds_half_a_tenth_up() {
    let text = |n, d| Rate { numerator: n, denominator: d }.to_string();
    assert_eq!(text(1, 8), "12.5%");
    assert_eq!(text(1, 16), "6.3%");
    assert_eq!(text(1, 3), "33.3%");
    assert_eq!(text(2, 3), "66.7%");
    assert_eq!(text(0, 5), "0.0%");
    assert_eq!(text(5, 5), "100.0%");
}

#[test]
fn a_day_counts_as_open_when_a_pupil_could_have_been_there() {
    let year = AcademicYear::starting(2026);
    let mut first = Year::new(year);
    let mut second = Year::new(year);
    first.set(date("2026-11-09"), Session::Am, Some(code("O"))).unwrap();
    second.set(date("2026-11-09"), Session::Pm, Some(code("/"))).unwrap();
    first.set(date("2026-11-10"), Session::Am, Some(code("#"))).unwrap();
    second.set(date("2026-11-10"), Session::Am, Some(code("Y4"))).unwrap();
    second.set(date("2026-11-11"), Session::Am, Some(code("L"))).unwrap();
    let open = OpenDays::of([&first, &second]);
    let sessions: Vec<_> = open.sessions(date("2026-11-01"), date("2026-11-30")).collect();
    let expected = [
        (date("2026-11-09"), Session::Am),
        (date("2026-11-09"), Session::Pm),
        (date("2026-11-11"), Session::Am),
    ];
    assert_eq!(sessions, expected);
    assert_eq!(open.marks_to(date("2026-11-10")), Some((date("2026-11-09"), Session::Pm)));
    assert_eq!(open.marks_to(date("2026-11-30")), Some((date("2026-11-11"), Session::Am)));
    assert_eq!(open.marks_to(date("2026-11-08")), None);
}

#[test]
fn school_weeks_skip_the_holidays() {
    let days = ["2026-10-22", "2026-10-23", "2026-11-02", "2026-11-06", "2026-11-09"];
    let open = OpenDays::from_sessions(days.map(|d| (date(d), Session::Am)));
    assert_eq!(open.start_of_last_weeks(2, date("2026-11-09")), Some(date("2026-11-02")));
    assert_eq!(open.start_of_last_weeks(3, date("2026-11-10")), Some(date("2026-10-22")));
    assert_eq!(open.start_of_last_weeks(9, date("2026-11-10")), Some(date("2026-10-22")));
    assert_eq!(open.start_of_last_weeks(0, date("2026-11-10")), None);
    assert_eq!(open.start_of_last_days(2, date("2026-11-08")), Some(date("2026-11-02")));
    assert_eq!(open.count_after(date("2026-10-23"), date("2026-11-06")), 2);
    assert!(open.between(date("2026-11-09"), date("2026-10-01")).is_empty());
}

proptest! {
    #[test]
    fn packing_and_unpacking_is_the_identity_and_order_is_kept(
        marks in proptest::collection::vec((0_u64..900, 0_usize..2, 1_u8..=38), 0..200),
        from in 0_u64..900,
        length in 0_u64..400,
    ) {
        let start = date("2026-06-01");
        let mut register = Register::default();
        let mut naive = std::collections::BTreeMap::new();
        for (day, session, number) in marks {
            let (day, session) = (start + Days::new(day), Session::BOTH[session]);
            let code = Code::from_number(number).unwrap();
            register.set(day, session, Some(code));
            naive.insert((day, session), code.in_session(session));
        }
        let again = Register::from_years(
            register.years().iter().map(|y| Year::from_bytes(y.academic_year(), y.as_bytes()).unwrap()),
        );
        prop_assert_eq!(&again, &register);
        let marks: Vec<_> = again.iter().map(|m| ((m.date, m.session), m.code)).collect();
        let expected: Vec<_> = naive.clone().into_iter().collect();
        prop_assert_eq!(marks, expected);

        let (from, to) = (start + Days::new(from), start + Days::new(from + length));
        let mut reference = Tally::default();
        for (_, code) in naive.iter().filter(|((day, _), _)| *day >= from && *day <= to) {
            reference.count(*code);
        }
        prop_assert_eq!(again.tally(from, to, &OpenDays::default()), reference);
    }
}
