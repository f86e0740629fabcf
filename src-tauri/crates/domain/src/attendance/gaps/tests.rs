use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::super::code::Category;
use super::super::register::{AcademicYear, Mark};
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
    assert_eq!(gap(&first_week, RuleId::PersistentAbsence), None, "one ill day in the first week is no pattern");
}

#[test]
fn a_sudden_fall_is_measured_against_the_pupils_own_past() {
    let school = school("2026-09-07", &format!("{}{}", GOOD_WEEK.repeat(8), "OO OO /\\ /\\ /O /\\ OO /\\ /\\ /\\"));
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

/// Codes by weight: mostly present, with what the rules look for.
fn code() -> impl Strategy<Value = Option<Code>> {
    let of = |text: &'static str| Just(Code::from_text(text));
    prop_oneof![
        12 => of("/"), 1 => of("L"), 2 => of("N"), 2 => of("O"), 1 => of("U"), 2 => of("I"), 1 => of("M"),
        1 => of("D"), 1 => of("#"), 1 => Just(None),
    ]
}

prop_compose! {
    /// Up to 24 weeks from a Monday in any month, some days closed to all, and a day to look from.
    fn any_school()(
        offset in 0_u64..40,
        days in proptest::collection::vec((code(), code(), 0_u8..12), 1..120),
        ahead in 0_u64..30,
    ) -> (Register, OpenDays, NaiveDate) {
        let start = date("2026-06-01") + Days::new(7 * offset);
        let mut register = Register::default();
        let mut open = Vec::new();
        for (i, (am, pm, closed)) in (0_u64..).zip(&days) {
            let day = start + Days::new(i / 5 * 7 + i % 5);
            if *closed > 0 {
                register.set(day, Session::Am, *am);
                register.set(day, Session::Pm, *pm);
                open.extend([(day, Session::Am), (day, Session::Pm)]);
            }
        }
        let on = start + Days::new(days.len() as u64 / 5 * 7 + ahead).min(Days::new(400));
        (register, OpenDays::from_sessions(open), on)
    }
}

/// The rules again, written the slow way over a flat list of sessions.
struct Slow {
    marks: Vec<Mark>,
    open: Vec<NaiveDate>,
    on: NaiveDate,
}

impl Slow {
    fn of(register: &Register, open: &OpenDays, on: NaiveDate) -> Self {
        let open = open.days().iter().map(|day| day.date).filter(|day| *day <= on).collect();
        Self { marks: register.iter().filter(|mark| mark.date <= on).collect(), open, on }
    }

    fn is_news(&self, day: NaiveDate) -> bool {
        let later = self.open.iter().filter(|open| **open > day).count();
        (self.on - day).num_days() <= 21 && later < 10 && self.open.contains(&day)
    }

    fn last_days(&self, count: usize) -> Vec<NaiveDate> {
        self.open.iter().rev().take(count).rev().copied().collect()
    }

    fn on_days<'a>(&'a self, days: &'a [NaiveDate]) -> impl Iterator<Item = &'a Mark> {
        self.marks.iter().filter(|mark| days.contains(&mark.date))
    }

    fn is(code: Code, category: Category) -> bool {
        code.category() == category
    }

    fn absent_on(&self, day: NaiveDate) -> bool {
        self.marks.iter().any(|mark| mark.date == day && mark.code.is_absence())
    }

    fn run(&self) -> Option<usize> {
        let possible: Vec<_> = self.marks.iter().filter(|mark| mark.code.is_possible()).collect();
        let runs = possible.chunk_by(|a, b| {
            Self::is(a.code, Category::Unauthorised) == Self::is(b.code, Category::Unauthorised)
        });
        let long = runs.filter(|run| run.len() >= 4 && Self::is(run[0].code, Category::Unauthorised));
        long.filter(|run| self.is_news(run[run.len() - 1].date)).last().map(<[_]>::len)
    }

    fn unauthorised(&self) -> Option<usize> {
        let mut weeks: Vec<_> = self.open.iter().map(|day| day.iso_week()).collect();
        weeks.dedup();
        let weeks: Vec<_> = weeks.into_iter().rev().take(10).collect();
        let counts = |mark: &&Mark| {
            weeks.contains(&mark.date.iso_week()) && Self::is(mark.code, Category::Unauthorised)
        };
        Some(self.marks.iter().filter(counts).count()).filter(|sessions| *sessions >= 20)
    }

    fn unresolved(&self) -> Option<usize> {
        let old = |mark: &&Mark| {
            AcademicYear::of(mark.date) == AcademicYear::of(self.on)
                && mark.code == Code::REASON_NOT_YET_ESTABLISHED
                && self.open.iter().filter(|day| **day > mark.date).count() >= 5
        };
        Some(self.marks.iter().filter(old).count()).filter(|count| *count > 0)
    }

    fn weekday(&self) -> Option<(u32, NaiveDate)> {
        let mut found = Vec::new();
        for weekday in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri] {
            let all: Vec<_> = self.open.iter().filter(|day| day.weekday() == weekday).copied().collect();
            let Some(start) = all.len().checked_sub(4) else { continue };
            let four = &all[start..];
            let absent: Vec<_> = four.iter().filter(|day| self.absent_on(**day)).collect();
            let others = self.open.iter().filter(|day| {
                **day >= four[0] && **day <= four[3] && day.weekday() != weekday
            });
            let due: Vec<_> = others
                .filter(|day| self.marks.iter().any(|mark| mark.date == **day && mark.code.is_possible()))
                .collect();
            let absent_others = due.iter().filter(|day| self.absent_on(***day)).count();
            let (Some(&&last), true) = (absent.last(), absent.len() >= 3) else { continue };
            if (due.is_empty() || absent_others * 2 < due.len()) && self.is_news(last) {
                found.push((absent.len() as u32, last));
            }
        }
        found.into_iter().max()
    }

    fn fall(&self) -> bool {
        let recent = self.last_days(10);
        let past: Vec<_> = self.last_days(70).into_iter().filter(|day| !recent.contains(day)).collect();
        let share = |days: &[NaiveDate]| {
            let possible = self.on_days(days).filter(|mark| mark.code.is_possible()).count() as i64;
            let present = self.on_days(days).filter(|mark| Self::is(mark.code, Category::Present)).count() as i64;
            (present, possible)
        };
        let ((now, of_now), (then, of_then)) = (share(&recent), share(&past));
        of_now >= 10 && of_then >= 40 && (then * of_now - now * of_then) * 100 >= 20 * of_now * of_then
    }

    fn afternoons(&self) -> Option<usize> {
        let mut missed = Vec::new();
        for day in self.last_days(20) {
            let at = |session| self.marks.iter().find(|m| m.date == day && m.session == session).map(|m| m.code);
            if at(Session::Am).is_some_and(|code| Self::is(code, Category::Present))
                && at(Session::Pm).is_some_and(Code::is_absence)
            {
                missed.push(day);
            }
        }
        missed.last().filter(|day| missed.len() >= 3 && self.is_news(**day)).map(|_| missed.len())
    }

    fn persistent(&self) -> Option<(usize, usize)> {
        let year = |mark: &&Mark| AcademicYear::of(mark.date) == AcademicYear::of(self.on);
        let possible = self.marks.iter().filter(year).filter(|mark| mark.code.is_possible()).count();
        let absent: Vec<_> = self.marks.iter().filter(year).filter(|mark| mark.code.is_absence()).collect();
        let newest = absent.last()?.date;
        let fires = possible >= 20 && absent.len() * 10 >= possible && self.is_news(newest);
        fires.then_some((absent.len(), possible))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn every_rule_agrees_with_its_slow_reference((register, open, on) in any_school()) {
        let settings = Settings::default();
        let seen = Seen { register: &register, open: &open, on, settings: &settings };
        let slow = Slow::of(&register, &open, on);

        let run = unexplained_run(&seen).map(|gap| match gap.numbers {
            Numbers::Run { sessions, .. } => sessions as usize,
            _ => 0,
        });
        prop_assert_eq!(run, slow.run());
        let unauthorised = unauthorised_days(&seen).map(|gap| match gap.numbers {
            Numbers::Unauthorised { sessions, .. } => sessions as usize,
            _ => 0,
        });
        prop_assert_eq!(unauthorised, slow.unauthorised());
        let unresolved = reason_not_established(&seen).map(|gap| match gap.numbers {
            Numbers::Unresolved { sessions, .. } => sessions as usize,
            _ => 0,
        });
        prop_assert_eq!(unresolved, slow.unresolved());
        let weekday = same_weekday(&seen).map(|gap| (gap.facts.len() as u32, gap.newest));
        prop_assert_eq!(weekday, slow.weekday());
        prop_assert_eq!(sudden_fall(&seen).is_some(), slow.fall());
        let afternoons = afternoons_missed(&seen).map(|gap| gap.facts.len());
        prop_assert_eq!(afternoons, slow.afternoons());
        let persistent = persistent_absence(&seen).map(|gap| match gap.numbers {
            Numbers::Persistent { tally, .. } => (tally.absent() as usize, tally.possible() as usize),
            _ => (0, 0),
        });
        prop_assert_eq!(persistent, slow.persistent());
    }

    #[test]
    fn a_gap_holds_facts_in_order_up_to_the_day_and_a_sentence((register, open, on) in any_school()) {
        let settings = Settings::default();
        let seen = Seen { register: &register, open: &open, on, settings: &settings };
        for gap in look(&seen) {
            prop_assert!(gap.facts.is_sorted_by(|a, b| a.on < b.on));
            prop_assert_eq!(gap.facts.last().map(|fact| fact.on), Some(gap.newest));
            prop_assert!(gap.newest <= on);
            prop_assert!(gap.facts.iter().all(|fact| !fact_text(fact).is_empty()));
            prop_assert!(sentence(&gap).ends_with('.'));
        }
        prop_assert!(!seen.is_stale() || look(&seen).is_empty());
    }
}
