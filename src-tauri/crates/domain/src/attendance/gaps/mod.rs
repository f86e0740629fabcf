//! Gaps in attendance: small rules that see a pattern in one pupil's register, with the facts that fired them.
//!
//! Belongs here: what a gap is, the rules' settings, and running the rules. Never here: a score, a weighing of one
//! child against another, or a guess at a reason. A rule says which days it saw; the safeguarding lead decides.
//!
//! Old marks are no news: when the school's registers end weeks before the day that is asked about, no rule speaks,
//! and [`OpenDays::marks_to`] says up to where anything is known.

mod rules;
mod sentence;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, Weekday};

use super::code::Code;
use super::open_days::OpenDays;
use super::register::{Register, Session};
use super::tally::{Rate, Tally};

pub use rules::{
    afternoons_missed, persistent_absence, reason_not_established, same_weekday, sudden_fall,
    unauthorised_days, unexplained_run,
};
pub use sentence::{fact_text, sentence};

/// The rules, in the order in which a list shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleId {
    /// Absent several sessions in a row without leave.
    UnexplainedRun,
    /// Ten or more days without leave, in a row or not: schools tell the council of them.
    UnauthorisedDays,
    /// Code N not settled within five school days.
    ReasonNotEstablished,
    /// Attendance fell suddenly against the pupil's own past.
    SuddenFall,
    /// Absent on the same weekday, week after week.
    SameWeekday,
    /// Present in the morning and absent in the afternoon, again and again.
    AfternoonsMissed,
    /// A tenth or more of the possible sessions of this academic year missed.
    PersistentAbsence,
}

impl RuleId {
    /// Every rule.
    pub const ALL: [Self; 7] = [
        Self::UnexplainedRun,
        Self::UnauthorisedDays,
        Self::ReasonNotEstablished,
        Self::SuddenFall,
        Self::SameWeekday,
        Self::AfternoonsMissed,
        Self::PersistentAbsence,
    ];

    /// A stable name for machines.
    #[must_use]
    pub const fn as_text(self) -> &'static str {
        match self {
            Self::UnexplainedRun => "unexplained_run",
            Self::UnauthorisedDays => "unauthorised_days",
            Self::ReasonNotEstablished => "reason_not_established",
            Self::SuddenFall => "sudden_fall",
            Self::SameWeekday => "same_weekday",
            Self::AfternoonsMissed => "afternoons_missed",
            Self::PersistentAbsence => "persistent_absence",
        }
    }
}

/// One day that a rule saw, with the codes that count for the rule. A session that does not count is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    pub on: NaiveDate,
    pub am: Option<Code>,
    pub pm: Option<Code>,
}

/// One rule that fired for one pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub rule: RuleId,
    /// The days that fired it, oldest first; never empty.
    pub facts: Vec<Fact>,
    /// The day of the newest fact.
    pub newest: NaiveDate,
    /// What the rule counted, with denominators.
    pub numbers: Numbers,
}

/// What a rule counted. Units are sessions unless a name says days. [`sentence`] puts it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    Run {
        sessions: u32,
        from: (NaiveDate, Session),
        to: (NaiveDate, Session),
        at_least: u32,
    },
    Unauthorised {
        sessions: u32,
        since: NaiveDate,
        at_least_days: u32,
        weeks: u32,
    },
    Unresolved {
        sessions: u32,
        oldest: NaiveDate,
        after_days: u32,
    },
    /// Present of possible, lately and before.
    Fall {
        recent: Rate,
        recent_days: u32,
        before: Rate,
        points: u32,
    },
    /// Days; `other_*` are the other weekdays of the same weeks on which the pupil was due.
    Weekday {
        weekday: Weekday,
        absent: u32,
        of: u32,
        other_absent: u32,
        other_of: u32,
    },
    /// Days: mornings present that an afternoon should have followed, and afternoons missed among them.
    Afternoons {
        missed: u32,
        of: u32,
        days: u32,
        at_least: u32,
    },
    /// Absent of possible since `since`.
    Persistent {
        tally: Tally,
        since: NaiveDate,
    },
}

/// What a school can change. Days are school days (days on which its registers show it open), weeks likewise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A pattern whose newest day is older than this many school days is no news.
    pub news_days: u32,
    /// Registers that end more than this many calendar days ago say nothing of now. Three weeks let the Christmas
    /// and Easter holidays pass.
    pub stale_after_days: u32,
    /// Sessions without leave in a row.
    pub run_sessions: u32,
    /// Absences on the same weekday …
    pub weekday_absent: u32,
    /// … of its last so many.
    pub weekday_weeks: u32,
    /// Days without leave …
    pub unauthorised_days: u32,
    /// … in the last so many school weeks.
    pub unauthorised_weeks: u32,
    /// School days that code N may stand.
    pub unresolved_days: u32,
    /// Possible sessions below which no persistent absence is spoken of: one ill day in the first week is no pattern.
    pub persistent_possible: u32,
    /// School days that count as lately, and as the pupil's own past before them.
    pub fall_recent_days: u32,
    pub fall_past_days: u32,
    /// Percentage points between the two.
    pub fall_points: u32,
    /// Possible sessions below which a past is too short to compare with.
    pub fall_past_possible: u32,
    /// Afternoons missed after a present morning …
    pub afternoons: u32,
    /// … in the last so many school days.
    pub afternoon_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            news_days: 10,
            stale_after_days: 21,
            run_sessions: 4,
            weekday_absent: 3,
            weekday_weeks: 4,
            unauthorised_days: 10,
            unauthorised_weeks: 10,
            unresolved_days: 5,
            persistent_possible: 20,
            fall_recent_days: 10,
            fall_past_days: 60,
            fall_points: 20,
            fall_past_possible: 40,
            afternoons: 3,
            afternoon_days: 20,
        }
    }
}

/// What a rule may look at. Marks after `on` are not seen.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub register: &'a Register,
    /// From the registers of the whole school.
    pub open: &'a OpenDays,
    pub on: NaiveDate,
    pub settings: &'a Settings,
}

impl Seen<'_> {
    /// Whether the school's registers end too long before `on` to say anything of now. With stale marks nobody may
    /// be told that all is well.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.open.marks_to(self.on).is_none_or(|(newest, _)| !self.within_calendar_days(newest))
    }

    fn within_calendar_days(&self, day: NaiveDate) -> bool {
        (self.on - day).num_days() <= i64::from(self.settings.stale_after_days)
    }

    /// Whether a pattern that ends on `newest` is news.
    fn is_news(&self, newest: NaiveDate) -> bool {
        let start = self.open.start_of_last_days(self.settings.news_days as usize, self.on);
        start.is_some_and(|start| newest >= start) && self.within_calendar_days(newest)
    }
}

/// Runs every rule over one pupil's register. Empty when no rule fired, and when the marks are stale.
#[must_use]
pub fn look(seen: &Seen<'_>) -> Vec<Gap> {
    if seen.is_stale() {
        return Vec::new();
    }
    RuleId::ALL
        .into_iter()
        .filter_map(|rule| match rule {
            RuleId::UnexplainedRun => unexplained_run(seen),
            RuleId::UnauthorisedDays => unauthorised_days(seen),
            RuleId::ReasonNotEstablished => reason_not_established(seen),
            RuleId::SuddenFall => sudden_fall(seen),
            RuleId::SameWeekday => same_weekday(seen),
            RuleId::AfternoonsMissed => afternoons_missed(seen),
            RuleId::PersistentAbsence => persistent_absence(seen),
        })
        .collect()
}
