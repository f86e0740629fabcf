//! A gap in words: the facts first, then the rule, never a reason behind it.
//!
//! Belongs here: one sentence a rule, made from the rule's own numbers. Never here: a pupil's name, a judgement, or a
//! number that the rule did not count.

use chrono::{NaiveDate, Weekday};

use super::super::register::Session;
use super::{Fact, Gap, Numbers};

/// What the rule saw and what it looks for.
#[must_use]
pub fn sentence(gap: &Gap) -> String {
    match gap.numbers {
        Numbers::Run { sessions, from, to, at_least } => format!(
            "{} in a row absent without leave, {} to {}. The rule looks for {at_least} or more in a row, coded G, N, O or U.",
            count(sessions, "session"),
            session(from),
            session(to)
        ),
        Numbers::Unauthorised { sessions, since, at_least_days, weeks } => format!(
            "{} absent without leave since {}. The rule looks for {} or more in the last {} the school was open, in a row or not.",
            half_days(sessions),
            day(since),
            count(at_least_days, "day"),
            count(weeks, "week")
        ),
        Numbers::Unresolved { sessions, oldest, after_days } => format!(
            "{} still coded N, the oldest on {}. The rule looks for reasons not established after {}.",
            count(sessions, "session"),
            day(oldest),
            count(after_days, "school day")
        ),
        Numbers::Fall { recent, recent_days, before, points } => format!(
            "Present at {} of {} sessions in the last {}, and at {} of {} before that. \
             The rule looks for a fall of {points} percentage points or more against the pupil's own past.",
            recent.numerator,
            recent.denominator,
            count(recent_days, "school day"),
            before.numerator,
            before.denominator
        ),
        Numbers::Weekday { weekday: on, absent, of, other_absent, other_of } => {
            let rule =
                format!("The rule looks at the same weekday in the last {} it was open.", count(of, "week"));
            let name = weekday(on);
            let plural = if absent == 1 { "" } else { "s" };
            let others = format!("On other days of those weeks: {other_absent} of {other_of}.");
            format!("{absent} {name}{plural} absent of the last {of}. {rule} {others}")
        }
        Numbers::Afternoons { missed, of, days, at_least } => format!(
            "{} missed after a present morning, of {of} in the last {}. The rule looks for {at_least} or more.",
            count(missed, "afternoon"),
            count(days, "school day")
        ),
        Numbers::Persistent { tally, since } => {
            let rate = tally.absence_rate().map(|rate| rate.to_string()).unwrap_or_default();
            let rule = if tally.is_severe_absence() {
                "Severe absence is a half or more."
            } else {
                "Persistent absence is a tenth or more."
            };
            let (absent, possible) = (tally.absent(), tally.possible());
            format!("{absent} of {possible} possible sessions missed since {} ({rate}). {rule}", day(since))
        }
    }
}

/// One fact in words: `absent am and pm (O, O)`.
#[must_use]
pub fn fact_text(fact: &Fact) -> String {
    match (fact.am, fact.pm) {
        (Some(am), Some(pm)) => format!("absent am and pm ({am}, {pm})"),
        (Some(am), None) => format!("absent am ({am})"),
        (None, Some(pm)) => format!("absent pm ({pm})"),
        (None, None) => String::new(),
    }
}

fn count(number: u32, unit: &str) -> String {
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

fn half_days(sessions: u32) -> String {
    let half = if sessions % 2 == 1 { "½" } else { "" };
    format!("{}{half} days", sessions / 2)
}

fn day(date: NaiveDate) -> String {
    format!("{} {}", weekday(chrono::Datelike::weekday(&date)), date.format("%-d %B"))
}

fn session((date, session): (NaiveDate, Session)) -> String {
    format!("{} {}", day(date), session.as_text())
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
