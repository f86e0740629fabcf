//! The made-up school: pupils, marks and concerns for trying Encircle out, the same for the same seed on every machine. It is a pure
//! generator: time comes in as a date, chance from the seed. Here: what the school is and in which order its events come. Never here:
//! writing them, the clock, decimal fractions, a real child.

mod calendar;
mod concerns;
mod draw;
mod families;
mod marks;
mod names;
mod people;
mod story;
mod story_facts;
#[cfg(test)]
mod tests;
mod topics;
mod topics_school;

use std::collections::VecDeque;

use chrono::{DateTime, NaiveDate, Utc};
use encircle_domain::event::ImportSource;
use encircle_domain::school::{Laestab, School};
use encircle_domain::{Event, EventId, PupilId, pupil::Pupil};

use calendar::{DAYS_A_YEAR, SchoolDay, at, instant};
use concerns::Year;
use draw::{Draw, Purpose};
use people::{Child, Roll};

/// The pupil whom the story is about, as known.
pub const STORY_PUPIL_NAME: &str = "Wren Tallowby";

/// The passphrase of every sample vault. It protects nothing, because nothing in it is true.
pub const PASSPHRASE: &str = "samphire lantern curlew ropewalk";

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 60 pupils, one term, 25 concerns.
    Small,
    /// 1,500 pupils, 190 school days, 570,000 marks, 600 concerns.
    Secondary,
    /// 1,500 pupils on roll at any time, 1,900 school days, 5.7 million marks, 60,000 concerns.
    Decade,
}

impl Size {
    fn per_cohort(self) -> u32 {
        match self {
            Self::Small => 12,
            Self::Secondary | Self::Decade => 300,
        }
    }

    fn concerns(self) -> usize {
        match self {
            Self::Small => 25,
            Self::Secondary => 600,
            Self::Decade => 60_000,
        }
    }

    fn days(self, today: NaiveDate) -> Vec<SchoolDay> {
        match self {
            Self::Small => calendar::term_so_far(today),
            Self::Secondary => calendar::last_days(today, DAYS_A_YEAR),
            Self::Decade => calendar::last_days(today, 10 * DAYS_A_YEAR),
        }
    }
}

/// Which of the two people of the sample did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The designated safeguarding lead, who opens the vault.
    Lead,
    /// Her deputy, who has no slot here.
    Deputy,
}

/// What one person recorded at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub at: DateTime<Utc>,
    pub by: Who,
    /// Id, what it corrects, and the event.
    pub events: Vec<(EventId, Option<EventId>, Event)>,
}

/// The school. No authority has the number 999.
pub fn school() -> School {
    let laestab = Laestab::parse("9991234").expect("seven digits");
    School { name: "Saltmarsh Lane School".into(), laestab }
}

/// The names of the lead and of the deputy.
pub fn people() -> (&'static str, &'static str) {
    ("Della Marchbank", "Tomas Wickerby")
}

/// Everything that was recorded before `today`, in order of time. At most one school year is held in memory.
pub fn batches(size: Size, seed: u32, today: NaiveDate) -> impl Iterator<Item = Batch> {
    let days = size.days(today);
    let last_year = days.last().map_or(0, |day| day.year);
    let roll = Roll::new(seed, size.per_cohort(), last_year);
    Batches { size, seed, roll, days, done: 0, ready: VecDeque::new() }
}

struct Batches {
    size: Size,
    seed: u32,
    roll: Roll,
    /// All school days of the sample, oldest first.
    days: Vec<SchoolDay>,
    /// How many of them are told.
    done: usize,
    ready: VecDeque<Batch>,
}

impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        while self.ready.is_empty() && self.done < self.days.len() {
            self.tell_school_year();
        }
        self.ready.pop_front()
    }
}

impl Batches {
    /// Tells the school days of one school year, or the part of it that the sample holds.
    fn tell_school_year(&mut self) {
        let rest = &self.days[self.done..];
        let Some(first) = rest.first().copied() else { return };
        let count = rest.iter().take_while(|day| day.year == first.year).count();
        let days = rest[..count].to_vec();
        let mut batches = self.pupils(first);
        self.marks(&days, &mut batches);
        batches.extend(self.ordinary_concerns(&days));
        if let Some(last) = days.last() {
            batches.extend(story::batches(self.seed, &self.days, &self.roll, first.date, last.date));
        }
        batches.sort_by_key(|batch| batch.at);
        self.done += count;
        self.ready = batches.into();
    }

    /// The import of pupils before the first lesson of a school year, and safe-contact rules for those who are new.
    fn pupils(&mut self, first: SchoolDay) -> Vec<Batch> {
        let moment = instant(at(first.date, 7, 40));
        let is_new = self.roll.children.is_empty();
        let mut gone = Vec::new();
        // A sample of one year keeps its 1,500 pupils: whoever is in Year 7 at its end is on the list as prospective before September.
        let youngest =
            if self.size == Size::Decade { first.year } else { self.days.last().map_or(0, |day| day.year) };
        let mut joined_from = youngest;
        if is_new {
            joined_from = youngest - 4;
            (joined_from..=youngest).for_each(|cohort| self.roll.join(cohort, moment));
        } else if self.size == Size::Decade {
            gone = self.roll.leave(youngest - 5);
            self.roll.join(youngest, moment);
        } else {
            joined_from = i32::MAX;
        }
        let mut draw = Draw::new(self.seed, Purpose::Imports, first.year as u32, 0);
        let everybody = gone.iter().chain(&self.roll.children);
        let pupils: Vec<(PupilId, Pupil)> =
            everybody.map(|child| (child.id, child.record(first.year))).collect();
        let source = ImportSource {
            file_name: format!("made-up-pupils-{}.xml", first.date),
            hash: draw.hash(),
            rows: pupils.len() as u32,
            problems: 0,
        };
        let id = EventId(draw.id(moment, 0));
        let import = Batch {
            at: moment,
            by: Who::Lead,
            events: vec![(id, None, Event::PupilsImported { source, pupils })],
        };
        let later = instant(at(first.date, 8, 10));
        let events: Vec<_> = (self.roll.children.iter())
            .filter(|child| child.cohort >= joined_from)
            .filter_map(|child| Some((child.id, families::safe_contact(self.seed, child)?)))
            .zip(0..)
            .map(|((pupil, rules), order)| {
                (EventId(draw.id(later, order)), None, Event::SafeContactSet { pupil, rules })
            })
            .collect();
        let rules = (!events.is_empty()).then_some(Batch { at: later, by: Who::Lead, events });
        std::iter::once(import).chain(rules).collect()
    }

    /// The imports of marks: every Friday in the small school, at the end of each term in the others.
    fn marks(&self, days: &[SchoolDay], batches: &mut Vec<Batch>) {
        let registers = story::registers(&self.days);
        let marks: Vec<_> = (self.roll.children.iter())
            .map(|child| {
                let name = child.pupil.name.known_as();
                (child, marks::marks(self.seed, child, days, registers.get(name.as_str())))
            })
            .collect();
        let files: Vec<_> = if self.size == Size::Small {
            calendar::weeks(days).map(<[SchoolDay]>::len).collect()
        } else {
            days.chunk_by(|a, b| a.term == b.term).map(<[SchoolDay]>::len).collect()
        };
        let mut from = 0;
        for length in files {
            let of = from..from + length;
            batches.extend(self.marks_file(&days[of.clone()], &marks, of));
            from += length;
        }
    }

    fn marks_file(
        &self,
        days: &[SchoolDay],
        marks: &[(&Child, Vec<marks::Pair>)],
        of: std::ops::Range<usize>,
    ) -> Option<Batch> {
        let (first, last) = (days.first()?.date, days.last()?.date);
        let moment = instant(at(last, 16, 20));
        let mut draw = Draw::new(self.seed, Purpose::Imports, first.to_epoch_days() as u32, 1);
        let marks: Vec<_> = marks
            .iter()
            .filter_map(|(child, pairs)| marks::packed(child, days, &pairs[of.clone()]))
            .collect();
        let source = ImportSource {
            file_name: format!("made-up-marks-{first}.csv"),
            hash: draw.hash(),
            rows: (marks.len() * days.len() * 2) as u32,
            problems: 0,
        };
        let event = Event::MarksImported { source, first, last, marks };
        Some(Batch { at: moment, by: Who::Lead, events: vec![(EventId(draw.id(moment, 0)), None, event)] })
    }

    fn ordinary_concerns(&self, days: &[SchoolDay]) -> Vec<Batch> {
        let Some(first) = days.first() else { return Vec::new() };
        let total = self.size.concerns() - story::CONCERNS;
        let up_to = |day: usize| total * day / self.days.len();
        let counts: Vec<_> =
            (self.done..self.done + days.len()).map(|day| up_to(day + 1) - up_to(day)).collect();
        let here =
            |child: &&Child| (7..=11).contains(&child.year_in(first.year)) && concerns::is_ordinary(child);
        let children = self.roll.children.iter().filter(here).collect();
        let is_last = self.done + days.len() == self.days.len();
        Year { seed: self.seed, days, children, is_last }.batches(&counts)
    }
}
