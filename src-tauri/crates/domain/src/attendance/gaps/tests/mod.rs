//! The rules against hand-made registers, and against the slow reference beside this file.

mod reference;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a real date")
}

/// A register from the first school day on, one piece of text a day ("/\\", "NN", "··"), weekends left out.
fn school(start: &str, days: &str) -> (Register, OpenDays) {
    let mut register = Register::default();
    let mut open = Vec::new();
    let mut day = date(start);
    for marks in days.split_whitespace() {
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day + Days::new(1);
        }
        for (session, mark) in Session::BOTH.into_iter().zip(marks.chars()) {
            open.push((day, session));
            register.set(day, session, Code::from_text(&mark.to_string()));
        }
        day = day + Days::new(1);
    }
    (register, OpenDays::from_sessions(open))
}

/// What the rules say on the last open day.
fn gaps(school: &(Register, OpenDays)) -> Vec<Gap> {
    let on = school.1.days().last().expect("an open day").date;
    look(&Seen { register: &school.0, open: &school.1, on, settings: &Settings::default() })
}

fn gap(school: &(Register, OpenDays), rule: RuleId) -> Option<Gap> {
    gaps(school).into_iter().find(|gap| gap.rule == rule)
}

fn words(school: &(Register, OpenDays), rule: RuleId) -> Option<String> {
    gap(school, rule).map(|gap| sentence(&gap))
}

const GOOD_WEEK: &str = "/\\ /\\ /\\ /\\ /\\ ";

#[test]
fn a_good_term_has_no_gap() {
    assert_eq!(gaps(&school("2026-09-07", &GOOD_WEEK.repeat(12))), []);
}

#[test]
fn a_run_without_leave_is_seen_with_its_sessions() {
    let school = school("2026-11-02", &format!("{GOOD_WEEK} /\\ /N NO UN /\\"));
    assert_eq!(
        words(&school, RuleId::UnexplainedRun).as_deref(),
        Some(
            "5 sessions in a row absent without leave, Tuesday 10 November PM to Thursday 12 November PM. \
             The rule looks for 4 or more in a row, coded G, N, O or U."
        )
    );
    let facts = gap(&school, RuleId::UnexplainedRun).map(|gap| gap.facts).unwrap_or_default();
    let texts: Vec<_> = facts.iter().map(fact_text).collect();
    assert_eq!(texts, ["absent pm (N)", "absent am and pm (N, O)", "absent am and pm (U, N)"]);
}

#[test]
fn leave_or_presence_ends_a_run_and_a_closed_day_does_not() {
    assert_eq!(gap(&school("2026-11-02", "/\\ NN I/ NN /\\"), RuleId::UnexplainedRun), None);
    assert_eq!(gap(&school("2026-11-02", "/\\ NN MN /\\"), RuleId::UnexplainedRun), None);
    assert!(gap(&school("2026-11-02", "/\\ NN ## NN /\\"), RuleId::UnexplainedRun).is_some());
    assert!(gap(&school("2026-11-02", "/\\ NN ·· NN /\\"), RuleId::UnexplainedRun).is_some());
}

#[test]
fn the_same_weekday_is_told_as_the_look_says() {
    let week = |monday: &str| format!("{monday} /\\ /\\ /\\ /\\ ");
    let weeks = [week("OO"), week("/\\"), week("O\\"), week("OO")].concat();
    let school = school("2026-11-02", &weeks);
    let text = words(&school, RuleId::SameWeekday).expect("three Mondays");
    assert_eq!(
        text,
        "3 Mondays absent of the last 4. The rule looks at the same weekday in the last 4 weeks it was open. \
         On other days of those weeks: 0 of 12."
    );
    let gap = gap(&school, RuleId::SameWeekday).expect("three Mondays");
    assert_eq!((gap.facts.len(), gap.newest), (3, date("2026-11-23")));
}

#[test]
fn weeks_of_illness_are_no_weekday() {
    assert_eq!(gap(&school("2026-11-02", &"II II II II II ".repeat(4)), RuleId::SameWeekday), None);
}

#[test]
fn ten_days_without_leave_are_counted_in_half_days() {
    let day = "/\\ /\\ /\\ /O OO ";
    let school = school("2026-09-07", &day.repeat(7));
    assert_eq!(
        words(&school, RuleId::UnauthorisedDays).as_deref(),
        Some(
            "10½ days absent without leave since Monday 7 September. \
             The rule looks for 10 days or more in the last 10 weeks the school was open, in a row or not."
        )
    );
    let nine_and_a_half = format!("/\\ /\\ /\\ /\\ /O {}{}", "/\\ /\\ /\\ /O OO ".repeat(6), "/\\");
    assert_eq!(gap(&self::school("2026-09-07", &nine_and_a_half), RuleId::UnauthorisedDays), None);
}

#[test]
fn code_n_is_told_after_five_school_days() {
    let four = school("2026-11-02", "/N /\\ /\\ /\\ /\\");
    assert_eq!(gap(&four, RuleId::ReasonNotEstablished), None);
    let five = school("2026-11-02", "/N /\\ /\\ /\\ /\\ /\\");
    assert_eq!(
        words(&five, RuleId::ReasonNotEstablished).as_deref(),
        Some(
            "1 session still coded N, the oldest on Monday 2 November. \
             The rule looks for reasons not established after 5 school days."
        )
    );
    let settled = school("2026-11-02", "/I /\\ /\\ /\\ /\\ /\\");
    assert_eq!(gap(&settled, RuleId::ReasonNotEstablished), None);
}

#[test]
fn persistent_absence_carries_its_denominator() {
    let school = school("2026-09-07", &format!("{}II ", "/\\ ".repeat(9)));
    assert_eq!(
        words(&school, RuleId::PersistentAbsence).as_deref(),
        Some(
            "2 of 20 possible sessions missed since Tuesday 1 September (10.0%). Persistent absence is a tenth or more."
        )
    );
    let severe = self::school("2026-09-07", &"/I ".repeat(10));
    let text = words(&severe, RuleId::PersistentAbsence).unwrap_or_default();
    assert!(text.ends_with("(50.0%). Severe absence is a half or more."), "{text}");
    let first_week = self::school("2026-09-07", "II /\\ /\\ /\\ /\\");
    assert_eq!(
        gap(&first_week, RuleId::PersistentAbsence),
        None,
        "one ill day in the first week is no pattern"
    );
}

#[test]
fn a_sudden_fall_is_measured_against_the_pupils_own_past() {
    let school =
        school("2026-09-07", &format!("{}{}", GOOD_WEEK.repeat(8), "OO OO /\\ /\\ /O /\\ OO /\\ /\\ /\\"));
    assert_eq!(
        words(&school, RuleId::SuddenFall).as_deref(),
        Some(
            "Present at 13 of 20 sessions in the last 10 school days, and at 80 of 80 before that. \
             The rule looks for a fall of 20 percentage points or more against the pupil's own past."
        )
    );
    let low_before = self::school("2026-09-07", &"OO OO /\\ /\\ /O ".repeat(10));
    assert_eq!(gap(&low_before, RuleId::SuddenFall), None);
}

#[test]
fn a_fall_needs_half_of_the_last_days_to_have_been_possible() {
    let past = GOOD_WEEK.repeat(8);
    let ten_possible = school("2026-09-07", &format!("{past}{}", "DO ".repeat(10)));
    assert!(gap(&ten_possible, RuleId::SuddenFall).is_some());
    let nine_possible = school("2026-09-07", &format!("{past}DD {}", "DO ".repeat(9)));
    assert_eq!(gap(&nine_possible, RuleId::SuddenFall), None);
}

#[test]
fn afternoons_missed_after_present_mornings_are_seen() {
    let school = school("2026-11-02", "/\\ /O /\\ LN /\\ /\\ /O II");
    assert_eq!(
        words(&school, RuleId::AfternoonsMissed).as_deref(),
        Some(
            "3 afternoons missed after a present morning, of 7 in the last 20 school days. \
             The rule looks for 3 or more."
        )
    );
}

#[test]
fn old_marks_are_no_news_and_say_nothing() {
    let (register, open) = school("2026-11-02", "/\\ NN NN NN");
    let settings = Settings::default();
    let on = |day| Seen { register: &register, open: &open, on: date(day), settings: &settings };
    assert!(!look(&on("2026-11-05")).is_empty());
    assert!(!look(&on("2026-11-26")).is_empty());
    assert!(on("2026-11-27").is_stale());
    assert_eq!(look(&on("2026-11-27")), []);
    assert_eq!(look(&on("2026-11-01")), [], "marks to come are not seen");
}

#[test]
fn a_pattern_that_ended_weeks_ago_is_no_news() {
    let school = school("2026-09-07", &format!("NN NN NN /\\ /\\ {}", GOOD_WEEK.repeat(3)));
    assert_eq!(gap(&school, RuleId::UnexplainedRun), None);
}
