//! The story: a girl of fourteen is being drawn in by older people from elsewhere. Nobody in the sample says so; each knows one small
//! thing. Here is how the facts become events on days of the calendar. Never here: a label, or an adult who explains it all.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use encircle_domain::concern::{Amendment, Concern, Decision, FollowUp, Part, Source};
use encircle_domain::sign::Sign;
use encircle_domain::when::Happened;
use encircle_domain::{Event, EventId, PupilId};

use super::calendar::{SchoolDay, at, day_in, instant, weeks};
use super::draw::{Draw, Purpose};
use super::people::Roll;
use super::story_facts::FACTS;
use super::{Batch, STORY_PUPIL_NAME, Who};

/// When a fact happened, on its day.
#[derive(Clone, Copy)]
pub(super) enum When {
    Exact(u32, u32),
    About(u32, u32),
    Between((u32, u32), (u32, u32)),
    ThatDay,
    /// About this time on the evening before.
    EveningBefore(u32, u32),
    NotKnown,
}

/// How the recorder knows.
#[derive(Clone, Copy)]
pub(super) enum Told {
    Seen,
    By(&'static str),
    View,
}

/// School days after the fact's day, hour, minute.
pub(super) type Later = (usize, u32, u32);

/// What came after.
#[derive(Clone, Copy)]
pub(super) enum Then {
    Amended { when: Later, by: Who, what_happened: &'static str, why: &'static str },
    FollowedUp { when: Later, by: Who, done: &'static str, decision: Decision, reason: &'static str },
}

impl Then {
    pub(super) fn when_and_who(&self) -> (Later, Who) {
        match *self {
            Self::Amended { when, by, .. } | Self::FollowedUp { when, by, .. } => (when, by),
        }
    }
}

/// One thing that somebody noticed.
pub(super) struct Fact {
    pub(super) pupil: &'static str,
    /// Weeks before the newest school week, and the weekday; `None` for the last day on which the child came in the morning.
    pub(super) day: Option<(usize, Weekday)>,
    pub(super) happened: When,
    pub(super) recorded: Later,
    pub(super) by: Who,
    pub(super) told: Told,
    pub(super) what_happened: &'static str,
    /// What was asked, and the child's own words.
    pub(super) words: Option<(Option<&'static str>, &'static str)>,
    pub(super) place: Option<&'static str>,
    pub(super) signs: &'static [Sign],
    pub(super) with: Option<&'static str>,
    pub(super) categories: &'static [&'static str],
    pub(super) done: Option<&'static str>,
    pub(super) decision: Option<(Decision, &'static str)>,
    pub(super) then: &'static [Then],
}

/// How many concerns the story records.
pub(super) const CONCERNS: usize = FACTS.len();

/// The days on which the story decides a child's marks, morning and afternoon; a child is named as known.
pub(super) type Registers = BTreeMap<&'static str, BTreeMap<NaiveDate, (&'static str, &'static str)>>;

/// The marks of the children of whom the story tells. `days` are all school days of the sample.
pub(super) fn registers(days: &[SchoolDay]) -> Registers {
    let weeks = told_weeks(days);
    let on = |week: usize, weekday: Weekday| {
        let day = weeks.get(week).and_then(|week| day_in(week, weekday));
        day.filter(|day| day.date.weekday() == weekday).map(|day| day.date)
    };
    let mut registers = Registers::new();
    let mut set = |name, date: Option<NaiveDate>, am, pm| {
        if let Some(date) = date {
            registers.entry(name).or_default().insert(date, (am, pm));
        }
    };
    for (week, weekday, am, pm) in [
        (7, Weekday::Mon, "L", "\\"),
        (6, Weekday::Mon, "U", "\\"),
        (5, Weekday::Mon, "O", "\\"),
        (4, Weekday::Mon, "O", "\\"),
        (3, Weekday::Mon, "O", "\\"),
        (3, Weekday::Fri, "/", "O"),
        (2, Weekday::Mon, "O", "O"),
        (2, Weekday::Thu, "/", "O"),
        (1, Weekday::Mon, "O", "O"),
        (1, Weekday::Wed, "/", "O"),
        (1, Weekday::Thu, "/", "O"),
        (1, Weekday::Fri, "N", "N"),
        (0, Weekday::Mon, "N", "N"),
        (0, Weekday::Wed, "/", "N"),
        (0, Weekday::Thu, "/", "N"),
    ] {
        set(STORY_PUPIL_NAME, on(week, weekday), am, pm);
    }
    // Mondays in weeks too short for the story are missed like the others.
    let mondays = days.iter().filter(|day| day.date.weekday() == Weekday::Mon && !day.is_closed());
    let told_mondays: Vec<_> = (0..6).filter_map(|week| on(week, Weekday::Mon)).collect();
    for monday in mondays.filter(|day| told_mondays.last().is_some_and(|first| day.date > *first)) {
        if !told_mondays.contains(&monday.date) {
            set(STORY_PUPIL_NAME, Some(monday.date), "O", "\\");
        }
    }
    for week in 0..4 {
        set("Idris Quillmoor", on(week, Weekday::Wed), "/", "O");
    }
    let back = |count: usize| days.len().checked_sub(count + 1).map(|i| days[i].date);
    set("Odalie Fernsby", back(7), "N", "N");
    set("Odalie Fernsby", back(6), "N", "\\");
    registers
}

/// The batches of the story whose recording falls from `first` to `last`.
pub(super) fn batches(
    seed: u32,
    days: &[SchoolDay],
    roll: &Roll,
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<Batch> {
    let registers = registers(days);
    let told = Teller { days, weeks: told_weeks(days), registers: &registers, roll };
    let mut draw = Draw::new(seed, Purpose::Story, 0, 0);
    let mut batches = Vec::new();
    for fact in &FACTS {
        // Ids are drawn for every fact, so that one fact's id never hangs on which part of the story is asked for.
        let mut part = Draw::new(draw.below(u32::MAX), Purpose::Story, 1, 0);
        batches.extend(told.tell(&mut part, fact).unwrap_or_default());
    }
    batches.retain(|batch| (first..=last).contains(&batch.at.date_naive()));
    batches
}

/// The weeks on which the story can stand, newest first: the newest as it is, and before it those that were open from Monday to Friday,
/// so that a fact about a Monday falls on one.
fn told_weeks(days: &[SchoolDay]) -> Vec<&[SchoolDay]> {
    let whole = |week: &[SchoolDay]| week.iter().filter(|day| !day.is_closed()).count() == 5;
    let newest_first = weeks(days).rev().enumerate();
    newest_first.filter(|(i, week)| *i == 0 || whole(week)).map(|(_, week)| week).collect()
}

struct Teller<'a> {
    days: &'a [SchoolDay],
    /// The newest week first.
    weeks: Vec<&'a [SchoolDay]>,
    registers: &'a Registers,
    roll: &'a Roll,
}

impl Teller<'_> {
    fn tell(&self, draw: &mut Draw, fact: &Fact) -> Option<Vec<Batch>> {
        let pupil = self.roll.called(fact.pupil)?.id;
        let day = self.day(fact)?;
        let happened = happened(fact.happened, day);
        let earliest = happened.earliest().unwrap_or_else(|| at(day, 8, 0));
        let recorded = self.later(day, fact.recorded).max(earliest + chrono::Duration::minutes(12));
        let concern = self.concern(fact, pupil, happened, recorded)?;
        let id = EventId(draw.id(instant(recorded), 0));
        let mut batches = vec![batch(recorded, fact.by, id, None, Event::ConcernRecorded(concern.clone()))];
        let mut after = recorded;
        for then in fact.then {
            let (when, by) = then.when_and_who();
            let moment = self.later(day, when);
            if moment <= after {
                // The sample ends before this was done: it is still open.
                break;
            }
            after = moment;
            let new_id = EventId(draw.id(instant(moment), 0));
            let (corrects, event) = match *then {
                Then::Amended { what_happened, why, .. } => {
                    let text = Concern { what_happened: what_happened.to_owned(), ..concern.clone() };
                    let why = why.to_owned();
                    (Some(id), Event::ConcernAmended(Amendment { concern: id, pupil, text, why }))
                }
                Then::FollowedUp { done, decision, reason, .. } => {
                    let follow_up = FollowUp {
                        concern: id,
                        pupil,
                        done: Some(done.to_owned()),
                        decision: Some(decision),
                        reason: Some(reason.to_owned()),
                    };
                    (None, Event::ConcernFollowedUp(follow_up))
                }
            };
            batches.push(batch(moment, by, new_id, corrects, event));
        }
        Some(batches)
    }

    fn concern(
        &self,
        fact: &Fact,
        pupil: PupilId,
        happened: Happened,
        recorded: NaiveDateTime,
    ) -> Option<Concern> {
        let text = |text: Option<&str>| text.map(str::to_owned);
        let other_pupils = match fact.with {
            Some(name) => vec![(self.roll.called(name)?.id, Part::Linked)],
            None => vec![],
        };
        let (told_by, source) = match fact.told {
            Told::Seen => (None, Source::Seen),
            Told::By(name) => (Some(name), Source::Told),
            Told::View => (None, Source::Opinion),
        };
        let first_heard = happened.earliest().filter(|_| source == Source::Told).map(|happened| {
            let close = recorded - chrono::Duration::minutes(25);
            close.max(happened.min(recorded))
        });
        Some(Concern {
            pupil,
            what_happened: fact.what_happened.to_owned(),
            exact_words: text(fact.words.map(|(_, words)| words)),
            question_asked: text(fact.words.and_then(|(question, _)| question)),
            happened,
            told_at: first_heard,
            place: text(fact.place),
            source,
            told_by: text(told_by),
            signs: Sign::ALL.into_iter().filter(|sign| fact.signs.contains(sign)).collect(),
            other_pupils,
            categories: fact.categories.iter().map(|category| (*category).to_owned()).collect(),
            done: text(fact.done),
            decision: fact.decision.map(|(decision, _)| decision),
            reason: text(fact.decision.map(|(_, reason)| reason)),
        })
    }

    /// The day of a fact. The last facts slip back to a day on which the child was in school that morning.
    fn day(&self, fact: &Fact) -> Option<NaiveDate> {
        let Some((week, weekday)) = fact.day else {
            let away = self.registers.get(fact.pupil);
            let present = |day: &&SchoolDay| {
                let told = away.and_then(|away| away.get(&day.date));
                !day.is_closed() && told.is_none_or(|(am, _)| *am == "/")
            };
            return self.days.iter().rev().find(present).map(|day| day.date);
        };
        let week = self.weeks.get(week).or(self.weeks.last())?;
        day_in(week, weekday).map(|day| day.date)
    }

    /// So many school days after `day` at a time of day; never after the sample's last day.
    fn later(&self, day: NaiveDate, (school_days, hour, minute): (usize, u32, u32)) -> NaiveDateTime {
        let at_day = self.days.partition_point(|other| other.date < day);
        let last = self.days.len().saturating_sub(1);
        at(self.days.get((at_day + school_days).min(last)).map_or(day, |day| day.date), hour, minute)
    }
}

fn happened(when: When, day: NaiveDate) -> Happened {
    match when {
        When::Exact(hour, minute) => Happened::Exact(at(day, hour, minute)),
        When::About(hour, minute) => Happened::About(at(day, hour, minute)),
        When::Between((from_hour, from), (to_hour, to)) => {
            Happened::Between(at(day, from_hour, from), at(day, to_hour, to))
        }
        When::ThatDay => Happened::OnDay(day),
        When::EveningBefore(hour, minute) => Happened::About(at(day - Days::new(1), hour, minute)),
        When::NotKnown => Happened::NotKnown,
    }
}

fn batch(at: NaiveDateTime, by: Who, id: EventId, corrects: Option<EventId>, event: Event) -> Batch {
    Batch { at: instant(at), by, events: vec![(id, corrects, event)] }
}
