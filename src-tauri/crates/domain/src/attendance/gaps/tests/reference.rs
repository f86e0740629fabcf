//! The rules again, written the slow way, and random registers on which both must agree.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::super::super::code::Category;
use super::super::super::register::{AcademicYear, Mark};
use super::super::*;
use super::date;

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
        let mut long = runs.filter(|run| run.len() >= 4 && Self::is(run[0].code, Category::Unauthorised));
        long.rfind(|run| self.is_news(run[run.len() - 1].date)).map(<[_]>::len)
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
            let others = self
                .open
                .iter()
                .filter(|day| **day >= four[0] && **day <= four[3] && day.weekday() != weekday);
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
            let present =
                self.on_days(days).filter(|mark| Self::is(mark.code, Category::Present)).count() as i64;
            (present, possible)
        };
        let ((now, of_now), (then, of_then)) = (share(&recent), share(&past));
        of_now >= 10 && of_then >= 40 && (then * of_now - now * of_then) * 100 >= 20 * of_now * of_then
    }

    fn afternoons(&self) -> Option<usize> {
        let mut missed = Vec::new();
        for day in self.last_days(20) {
            let at =
                |session| self.marks.iter().find(|m| m.date == day && m.session == session).map(|m| m.code);
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
