//! The rules themselves: one pure function each, from what is seen to a gap or none.
//!
//! Belongs here: looking at one pupil's sessions. Never here: words for a screen, other pupils, or yesterday's answer.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::code::{Category, Code};
use super::super::open_days::OpenDay;
use super::super::register::{AcademicYear, Mark, Session};
use super::super::tally::Tally;
use super::{Fact, Gap, Numbers, RuleId, Seen};

/// Sessions without leave in a row: at least `run_sessions`, the newest of them news. Sessions that do not count for
/// the pupil and sessions without a mark neither belong to a run nor end it; an authorised absence ends it.
#[must_use]
pub fn unexplained_run(seen: &Seen<'_>) -> Option<Gap> {
    let at_least = seen.settings.run_sessions;
    let mut run: Vec<Mark> = Vec::new();
    let marks = seen.register.between(NaiveDate::MIN, seen.on).rev().filter(|mark| mark.code.is_possible());
    for mark in marks {
        if is_unauthorised(mark.code) {
            run.push(mark);
        } else {
            if run.len() >= at_least as usize && !run.is_empty() {
                break;
            }
            run.clear();
            if !seen.is_news(mark.date) {
                break;
            }
        }
    }
    run.reverse();
    let (first, last) = (*run.first()?, *run.last()?);
    if run.len() < at_least as usize || !seen.is_news(last.date) {
        return None;
    }
    let (from, to) = ((first.date, first.session), (last.date, last.session));
    let numbers = Numbers::Run { sessions: run.len() as u32, from, to, at_least };
    gap(RuleId::UnexplainedRun, facts(run), numbers)
}

/// `unauthorised_days` or more days (two sessions each) without leave in the last `unauthorised_weeks` school weeks.
#[must_use]
pub fn unauthorised_days(seen: &Seen<'_>) -> Option<Gap> {
    let (at_least_days, weeks) = (seen.settings.unauthorised_days, seen.settings.unauthorised_weeks);
    let since = seen.open.start_of_last_weeks(weeks as usize, seen.on)?;
    let marks: Vec<_> =
        seen.register.between(since, seen.on).filter(|mark| is_unauthorised(mark.code)).collect();
    let sessions = marks.len() as u32;
    if sessions < at_least_days.saturating_mul(2) {
        return None;
    }
    let numbers = Numbers::Unauthorised { sessions, since, at_least_days, weeks };
    gap(RuleId::UnauthorisedDays, facts(marks), numbers)
}

/// Code N that has stood for `unresolved_days` school days or more in this academic year.
#[must_use]
pub fn reason_not_established(seen: &Seen<'_>) -> Option<Gap> {
    let after_days = seen.settings.unresolved_days;
    let year = AcademicYear::of(seen.on);
    let marks: Vec<_> = seen
        .register
        .between(year.first_day(), seen.on)
        .filter(|mark| mark.code == Code::REASON_NOT_YET_ESTABLISHED)
        .filter(|mark| seen.open.count_after(mark.date, seen.on) >= after_days as usize)
        .collect();
    let oldest = marks.first()?.date;
    let numbers = Numbers::Unresolved { sessions: marks.len() as u32, oldest, after_days };
    gap(RuleId::ReasonNotEstablished, facts(marks), numbers)
}

/// Present at so much less of the last `fall_recent_days` school days than of the `fall_past_days` before them:
/// `fall_points` percentage points or more.
#[must_use]
pub fn sudden_fall(seen: &Seen<'_>) -> Option<Gap> {
    let settings = seen.settings;
    let until = seen.open.until(seen.on);
    let (past, recent) = until.split_at(until.len().saturating_sub(settings.fall_recent_days as usize));
    let past = &past[past.len().saturating_sub(settings.fall_past_days as usize)..];
    let (now, then) = (tally_of(seen, recent)?, tally_of(seen, past)?);
    // Half of lately must have been possible, so that two sessions after a closure are no fall.
    if now.possible() < settings.fall_recent_days || then.possible() < settings.fall_past_possible {
        return None;
    }
    let (recent_rate, before) = (now.attendance_rate()?, then.attendance_rate()?);
    let product = |share: u32, other: u32| i64::from(share) * i64::from(other);
    let fall = product(before.numerator, recent_rate.denominator)
        - product(recent_rate.numerator, before.denominator);
    let whole = product(before.denominator, recent_rate.denominator);
    if fall <= 0 || fall * 100 < whole * i64::from(settings.fall_points) {
        return None;
    }
    let absences = seen.register.between(recent.first()?.date, seen.on).filter(|mark| mark.code.is_absence());
    let numbers = Numbers::Fall {
        recent: recent_rate,
        recent_days: recent.len() as u32,
        before,
        points: settings.fall_points,
    };
    gap(RuleId::SuddenFall, facts(absences), numbers)
}

/// Absent, for a session or more, on `weekday_absent` of the last `weekday_weeks` open days with the same weekday,
/// while fewer than half of the pupil's other days in those weeks had an absence: weeks of illness are no weekday.
/// Of several weekdays the one with most absences speaks, then the newest.
#[must_use]
pub fn same_weekday(seen: &Seen<'_>) -> Option<Gap> {
    let (least, weeks) = (seen.settings.weekday_absent, seen.settings.weekday_weeks);
    let until = seen.open.until(seen.on);
    let mut best: Option<Gap> = None;
    for weekday in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri] {
        let same = until.iter().rev().filter(|day| day.date.weekday() == weekday);
        let dates: Vec<_> = same.take(weeks as usize).map(|day| day.date).collect();
        let (Some(&newest), Some(&oldest)) = (dates.first(), dates.last()) else { continue };
        let days: Vec<_> = dates.iter().rev().filter_map(|&date| absent_day(seen, date)).collect();
        let absent = days.len() as u32;
        if dates.len() < weeks as usize || absent < least.max(1) {
            continue;
        }
        let (other_absent, other_of) = other_days(seen, oldest, newest, weekday);
        let last = days.last().map_or(oldest, |fact| fact.on);
        let blurred = other_of > 0 && other_absent * 2 >= other_of;
        let beaten = best.as_ref().is_some_and(|gap| (gap.facts.len() as u32, gap.newest) > (absent, last));
        if !blurred && !beaten && seen.is_news(last) {
            let numbers = Numbers::Weekday { weekday, absent, of: weeks, other_absent, other_of };
            best = gap(RuleId::SameWeekday, days, numbers);
        }
    }
    best
}

/// `afternoons` or more afternoons missed after a present morning in the last `afternoon_days` school days.
#[must_use]
pub fn afternoons_missed(seen: &Seen<'_>) -> Option<Gap> {
    let (at_least, days) = (seen.settings.afternoons, seen.settings.afternoon_days);
    let since = seen.open.start_of_last_days(days as usize, seen.on)?;
    let mut of = 0;
    let mut missed = Vec::new();
    for day in seen.open.between(since, seen.on) {
        let am = seen.register.get(day.date, Session::Am);
        let pm = seen.register.get(day.date, Session::Pm).filter(|code| code.is_possible());
        if let (Some(am), Some(pm)) = (am, pm)
            && am.category() == Category::Present
        {
            of += 1;
            if pm.is_absence() {
                missed.push(Fact { on: day.date, am: None, pm: Some(pm) });
            }
        }
    }
    let numbers = Numbers::Afternoons { missed: missed.len() as u32, of, days, at_least };
    let newest = missed.last()?.on;
    if (missed.len() as u32) < at_least || !seen.is_news(newest) {
        return None;
    }
    gap(RuleId::AfternoonsMissed, missed, numbers)
}

/// A tenth or more of the pupil's possible sessions of this academic year missed, and the newest absence is news.
#[must_use]
pub fn persistent_absence(seen: &Seen<'_>) -> Option<Gap> {
    let since = AcademicYear::of(seen.on).first_day();
    let tally = tally_marks(seen, since, seen.on);
    if tally.possible() < seen.settings.persistent_possible || !tally.is_persistent_absence() {
        return None;
    }
    let facts = facts(seen.register.between(since, seen.on).filter(|mark| mark.code.is_absence()));
    if !seen.is_news(facts.last()?.on) {
        return None;
    }
    gap(RuleId::PersistentAbsence, facts, Numbers::Persistent { tally, since })
}

fn is_unauthorised(code: Code) -> bool {
    code.category() == Category::Unauthorised
}

fn gap(rule: RuleId, facts: Vec<Fact>, numbers: Numbers) -> Option<Gap> {
    let newest = facts.last()?.on;
    Some(Gap { rule, facts, newest, numbers })
}

/// Gathers marks, which come in the order of time, into days.
fn facts(marks: impl IntoIterator<Item = Mark>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for mark in marks {
        if facts.last().is_none_or(|fact| fact.on != mark.date) {
            facts.push(Fact { on: mark.date, am: None, pm: None });
        }
        if let Some(fact) = facts.last_mut() {
            match mark.session {
                Session::Am => fact.am = Some(mark.code),
                Session::Pm => fact.pm = Some(mark.code),
            }
        }
    }
    facts
}

/// The absences of one day; `None` without any.
fn absent_day(seen: &Seen<'_>, on: NaiveDate) -> Option<Fact> {
    let absence = |session| seen.register.get(on, session).filter(|code| code.is_absence());
    let fact = Fact { on, am: absence(Session::Am), pm: absence(Session::Pm) };
    (fact.am.is_some() || fact.pm.is_some()).then_some(fact)
}

/// Open days of other weekdays from `from` to `to`: with an absence, and on which the pupil was due at all.
fn other_days(seen: &Seen<'_>, from: NaiveDate, to: NaiveDate, weekday: Weekday) -> (u32, u32) {
    let due = |day: &&OpenDay| {
        let codes = Session::BOTH.map(|session| seen.register.get(day.date, session));
        day.date.weekday() != weekday && codes.into_iter().flatten().any(Code::is_possible)
    };
    let days = seen.open.between(from, to).iter().filter(due);
    days.fold((0, 0), |(absent, of), day| (absent + u32::from(absent_day(seen, day.date).is_some()), of + 1))
}

fn tally_of(seen: &Seen<'_>, days: &[OpenDay]) -> Option<Tally> {
    Some(tally_marks(seen, days.first()?.date, days.last()?.date))
}

/// Counts marks without asking which sessions have none: no rule needs that.
fn tally_marks(seen: &Seen<'_>, from: NaiveDate, to: NaiveDate) -> Tally {
    let mut tally = Tally::default();
    seen.register.between(from, to).for_each(|mark| tally.count(mark.code));
    tally
}
