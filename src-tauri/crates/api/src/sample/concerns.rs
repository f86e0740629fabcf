//! Ordinary concerns of the made-up school, put together from the grammar: who, when, where, told by whom, recorded when, and what a
//! lead did next. Never here: the story, or the same sentence twice in a row.

use chrono::{Duration, NaiveDateTime};
use encircle_domain::concern::{Concern, Decision, FollowUp, Part, Source};
use encircle_domain::when::Happened;
use encircle_domain::{Event, EventId};

use super::calendar::{SchoolDay, at, instant};
use super::draw::{Draw, Purpose};
use super::names::{PLACES, STAFF};
use super::people::Child;
use super::topics::{HOME, REMARKS, Topic};
use super::topics_school::SCHOOL;
use super::{Batch, Who};

/// What the concerns of one school year (or of the part of it that the sample holds) are drawn from.
pub(super) struct Year<'a> {
    pub(super) seed: u32,
    pub(super) days: &'a [SchoolDay],
    /// Children who can be named: on the roll, and not those whom the story keeps for itself.
    pub(super) children: Vec<&'a Child>,
    /// Whether the sample ends with these days, so that the newest concerns are still unread.
    pub(super) is_last: bool,
}

impl Year<'_> {
    /// Concerns and what followed, in no order; `counts` says how many are recorded on each day.
    pub(super) fn batches(&self, counts: &[usize]) -> Vec<Batch> {
        let Some(first) = self.days.first() else { return Vec::new() };
        let mut draw = Draw::new(self.seed, Purpose::Concerns, first.year as u32, 0);
        let mut batches = Vec::new();
        for (day, &count) in counts.iter().enumerate() {
            for _ in 0..count {
                self.record(&mut draw, day, &mut batches);
            }
        }
        batches
    }

    fn record(&self, draw: &mut Draw, day: usize, batches: &mut Vec<Batch>) {
        let child = self.child(draw);
        let topic = topic(draw);
        let late = draw.per_mille(180).then(|| draw.between(1, 4) as usize).filter(|&late| late <= day);
        let happened_on = self.days[day - late.unwrap_or(0)].date;
        let moment = at(happened_on, 8, 0) + Duration::minutes(i64::from(draw.between(30, 430)));
        let recorded = match late {
            Some(_) => at(self.days[day].date, 8, 5) + Duration::minutes(i64::from(draw.below(110))),
            None => moment + Duration::minutes(i64::from(draw.between(15, 110))),
        };
        let by = if draw.per_mille(520) { Who::Deputy } else { Who::Lead };
        let happened = happened(draw, moment);
        let mut concern = self.concern(draw, topic, (child, by), happened, recorded);
        let (done, (decision, reason)) = (draw.pick(topic.done), draw.pick(topic.decisions));
        let words = Words { child, other: None, staff: draw.pick(&STAFF), place: "" };
        let (done, reason) = (words.fill(done), words.fill(reason));
        let id = EventId(draw.id(instant(recorded), 0));
        let pupil = child.id;
        if by == Who::Lead {
            concern = Concern { done: Some(done), decision: Some(decision), reason: Some(reason), ..concern };
            batches.push(batch(recorded, by, id, Event::ConcernRecorded(concern)));
            return;
        }
        batches.push(batch(recorded, by, id, Event::ConcernRecorded(concern)));
        if let Some(moment) = self.read_at(draw, day, recorded) {
            let id_after = EventId(draw.id(instant(moment), 0));
            let follow_up = FollowUp {
                concern: id,
                pupil,
                done: Some(done),
                decision: Some(decision),
                reason: Some(reason),
            };
            batches.push(batch(moment, Who::Lead, id_after, Event::ConcernFollowedUp(follow_up)));
        }
    }

    /// When the lead reads what a deputy wrote: the next school day, or the same evening before a holiday. The newest are still unread.
    fn read_at(&self, draw: &mut Draw, day: usize, recorded: NaiveDateTime) -> Option<NaiveDateTime> {
        let minutes = Duration::minutes(i64::from(draw.below(90)));
        match self.days.get(day + 1) {
            Some(next) => Some(at(next.date, 7, 55) + minutes),
            None if self.is_last => None,
            None => Some((at(self.days[day].date, 17, 35) + minutes).max(recorded + Duration::minutes(5))),
        }
    }

    /// A few children have thick files, most have none.
    fn child(&self, draw: &mut Draw) -> &Child {
        let known: fn(&Child) -> bool = match draw.below(100) {
            0..10 => |child| child.index == 5,
            10..55 => |child| child.index % 12 == 6,
            _ => |_| true,
        };
        let start = draw.below(self.children.len() as u32) as usize;
        let round = self.children[start..].iter().chain(&self.children[..start]);
        round.copied().find(|child| known(child)).unwrap_or(self.children[start])
    }

    fn concern(
        &self,
        draw: &mut Draw,
        topic: &Topic,
        (child, by): (&Child, Who),
        happened: Happened,
        recorded: NaiveDateTime,
    ) -> Concern {
        let other = if topic.with_other { Some(self.peer(draw, child)) } else { None };
        let source = match draw.below(100) {
            0..38 => Source::Seen,
            38..88 => Source::Told,
            _ => Source::Opinion,
        };
        let told = source == Source::Told;
        // Whoever saw it is in the text: a colleague who told it, or the person who writes.
        let teller = draw.pick(&STAFF);
        let staff = match by {
            _ if told => teller,
            Who::Lead => "Mrs Marchbank",
            Who::Deputy => "Mr Wickerby",
        };
        let words = Words { child, other, staff, place: draw.pick(&PLACES) };
        let mut what_happened = words.fill(draw.pick(topic.openings));
        let remarks = Words { staff: draw.pick(&STAFF), ..words };
        for text in [draw.pick(topic.details), draw.pick(&REMARKS)] {
            what_happened.push(' ');
            what_happened.push_str(&remarks.fill(text));
        }
        let said = draw.per_mille(550).then(|| draw.pick(topic.words));
        let earlier = recorded - Duration::minutes(10);
        let parts = [Part::Linked, Part::Alleged, Part::Witness];
        Concern {
            pupil: child.id,
            what_happened,
            exact_words: said.map(|(_, words)| words.to_owned()),
            question_asked: said
                .map(|(question, _)| question.to_owned())
                .filter(|question| !question.is_empty()),
            told_at: told.then(|| happened.earliest().map_or(earlier, |happened| earlier.max(happened))),
            happened,
            place: draw.per_mille(800).then(|| words.place.to_owned()),
            source,
            told_by: told.then(|| words.staff.to_owned()),
            signs: topic.signs.iter().copied().filter(|_| draw.per_mille(700)).collect(),
            other_pupils: other.map(|other| (other.id, draw.pick(&parts))).into_iter().collect(),
            categories: vec![topic.category.to_owned()],
            done: None,
            decision: None::<Decision>,
            reason: None,
        }
    }

    /// Another child of the same cohort where there is one.
    fn peer<'c>(&'c self, draw: &mut Draw, child: &Child) -> &'c Child {
        let start = draw.below(self.children.len() as u32) as usize;
        let round = || self.children[start..].iter().chain(&self.children[..start]).copied();
        let other = |peer: &&Child| peer.id != child.id;
        let peers = round().filter(other);
        peers
            .clone()
            .find(|peer| peer.cohort == child.cohort)
            .or_else(|| round().find(other))
            .unwrap_or(self.children[start])
    }
}

/// The pupils whom ordinary concerns leave alone: theirs is the story.
pub(super) fn is_ordinary(child: &Child) -> bool {
    let name = child.pupil.name.known_as();
    !["Wren Tallowby", "Finch Tallowby"].contains(&name.as_str())
}

fn batch(at: NaiveDateTime, by: Who, id: EventId, event: Event) -> Batch {
    Batch { at: instant(at), by, events: vec![(id, None, event)] }
}

fn topic(draw: &mut Draw) -> &'static Topic {
    let all = || HOME.iter().chain(&SCHOOL);
    let mut at = draw.below(all().map(|topic| topic.weight).sum());
    let found = all().find(|topic| {
        let here = at < topic.weight;
        at = at.wrapping_sub(topic.weight);
        here
    });
    found.unwrap_or(&HOME[0])
}

fn happened(draw: &mut Draw, moment: NaiveDateTime) -> Happened {
    match draw.below(100) {
        0..50 => Happened::Exact(moment),
        50..75 => {
            Happened::About(moment - Duration::minutes(i64::from(chrono::Timelike::minute(&moment) % 5)))
        }
        75..88 => Happened::OnDay(moment.date()),
        88..95 => Happened::Between(moment - Duration::minutes(25), moment),
        _ => Happened::NotKnown,
    }
}

/// What fills the marks of the grammar.
#[derive(Clone, Copy)]
struct Words<'a> {
    child: &'a Child,
    other: Option<&'a Child>,
    staff: &'a str,
    place: &'a str,
}

impl Words<'_> {
    fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 24);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (mark, after) = after.split_once('}').unwrap_or((after, ""));
            self.write(mark, &mut filled);
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn write(&self, mark: &str, filled: &mut String) {
        let girl = self.child.is_girl();
        let by_sex = |girls: &'static str, boys: &'static str| if girl { girls } else { boys };
        let in_place = match self.place.chars().next() {
            // Inside a sentence a place is no title.
            Some(first) if !self.place.starts_with("Room") && !self.place.starts_with("Year") => {
                let rest = &self.place[first.len_utf8()..];
                format!("the {}{rest}", first.to_lowercase())
            }
            _ => self.place.to_owned(),
        };
        filled.push_str(match mark {
            "c" => self.child.short(),
            "o" => self.other.map_or("another pupil", Child::short),
            "s" => self.staff,
            "p" => &in_place,
            "he" => by_sex("she", "he"),
            "him" => by_sex("her", "him"),
            "his" => by_sex("her", "his"),
            "He" => by_sex("She", "He"),
            "His" => by_sex("Her", "His"),
            _ => "",
        });
    }
}
