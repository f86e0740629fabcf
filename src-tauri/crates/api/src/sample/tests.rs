//! The sample is the same for ever, plausible on any day, and its story can be seen by whoever looks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDateTime, TimeZone, Weekday};
use chrono_tz::Europe::London;
use encircle_domain::attendance::gaps::{Seen, Settings, look};
use encircle_domain::attendance::{
    AcademicYear, Code, OpenDays, Register, RuleId, Session, Tally, Year as Packed,
};
use encircle_domain::concern::{Concern, Source};
use encircle_domain::event::PupilMarks;
use encircle_domain::sign::Sign;
use encircle_domain::upn::{Upn, Verdict};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn wednesday() -> NaiveDate {
    day("2026-11-25")
}

fn all(size: Size, today: NaiveDate) -> Vec<Batch> {
    batches(size, 1, today).collect()
}

fn events(batches: &[Batch]) -> impl Iterator<Item = &Event> {
    batches.iter().flat_map(|batch| batch.events.iter().map(|(_, _, event)| event))
}

fn pupils(batches: &[Batch]) -> BTreeMap<PupilId, Pupil> {
    let mut pupils = BTreeMap::new();
    for event in events(batches) {
        if let Event::PupilsImported { pupils: imported, .. } = event {
            pupils.extend(imported.iter().cloned());
        }
    }
    pupils
}

fn concerns(batches: &[Batch]) -> impl Iterator<Item = &Concern> {
    events(batches).filter_map(|event| match event {
        Event::ConcernRecorded(concern) => Some(concern),
        _ => None,
    })
}

fn marks(batches: &[Batch]) -> impl Iterator<Item = &PupilMarks> {
    events(batches).flat_map(|event| match event {
        Event::MarksImported { marks, .. } => marks.as_slice(),
        _ => &[],
    })
}

fn codes(marks: &PupilMarks) -> impl Iterator<Item = Code> + '_ {
    marks
        .codes
        .iter()
        .filter(|number| **number != 0)
        .map(|number| Code::from_number(*number).expect("a code"))
}

fn registers(batches: &[Batch]) -> BTreeMap<PupilId, Register> {
    let mut registers: BTreeMap<PupilId, Register> = BTreeMap::new();
    for packed in marks(batches) {
        let register = registers.entry(packed.pupil).or_default();
        for (i, &number) in packed.codes.iter().enumerate() {
            let date = packed.first + chrono::Days::new(i as u64 / 2);
            let session = Session::BOTH[i % 2];
            if number != 0 {
                register.set(date, session, Code::from_number(number));
            }
        }
    }
    registers
}

fn named(pupils: &BTreeMap<PupilId, Pupil>, name: &str) -> PupilId {
    *pupils.iter().find(|(_, pupil)| pupil.name.known_as() == name).expect("the pupil is there").0
}

/// FNV-1a, 64 bits: a change of any letter changes it.
fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn the_small_school_is_the_same_for_the_same_seed_for_ever() {
    let text = format!("{:?}", all(Size::Small, wednesday()));
    assert_eq!(text, format!("{:?}", all(Size::Small, wednesday())));
    assert_eq!(
        digest(&text),
        12691783826505487665,
        "the sample changed: say so in the change log, then freeze the new number"
    );
}

#[test]
fn another_seed_is_another_school_with_the_same_story() {
    let other: Vec<_> = batches(Size::Small, 2, wednesday()).collect();
    let (mine, theirs) = (pupils(&all(Size::Small, wednesday())), pupils(&other));
    assert!(mine.keys().all(|id| !theirs.contains_key(id)));
    named(&theirs, STORY_PUPIL_NAME);
}

#[test]
fn the_small_school_has_sixty_pupils_one_term_and_twenty_five_concerns() {
    let small = all(Size::Small, wednesday());
    assert_eq!(pupils(&small).len(), 60);
    assert_eq!(concerns(&small).count(), 25);
    let first = marks(&small).map(|marks| marks.first).min().unwrap();
    let last =
        marks(&small).map(|marks| marks.first + chrono::Days::new(marks.codes.len() as u64 / 2 - 1)).max();
    assert_eq!((first, last), (day("2026-09-02"), Some(day("2026-11-24"))));
}

#[test]
fn the_secondary_school_has_1500_pupils_and_570_000_marks_that_end_yesterday() {
    for today in [wednesday(), day("2026-08-20"), day("2027-01-12")] {
        let secondary = all(Size::Secondary, today);
        assert_eq!(pupils(&secondary).len(), 1500, "{today}");
        assert_eq!(marks(&secondary).map(|marks| codes(marks).count()).sum::<usize>(), 570_000, "{today}");
        assert_eq!(concerns(&secondary).count(), 600, "{today}");
    }
}

/// Checks what must hold of any sample while it streams by, and counts.
#[derive(Default)]
struct Stream {
    marks: usize,
    concerns: usize,
    pupils: BTreeSet<PupilId>,
    ids: BTreeSet<EventId>,
    newest: Option<DateTime<Utc>>,
}

impl Stream {
    fn of(size: Size, seed: u32) -> Self {
        let mut stream = Self::default();
        for batch in batches(size, seed, wednesday()) {
            assert!(stream.newest <= Some(batch.at), "batches come in order of time");
            assert!(batch.at.date_naive() < wednesday() && !batch.events.is_empty());
            stream.newest = Some(batch.at);
            let local = London.from_utc_datetime(&batch.at.naive_utc()).naive_local();
            for (id, corrects, event) in &batch.events {
                assert!(corrects.is_none_or(|corrected| stream.ids.contains(&corrected)));
                assert!(stream.ids.insert(*id), "an id comes once");
                assert_eq!((id.0[6] >> 4, id.0[8] >> 6), (7, 2), "an id has the shape of a UUIDv7");
                stream.look_at(event, local);
            }
        }
        stream
    }

    fn look_at(&mut self, event: &Event, local: NaiveDateTime) {
        match event {
            Event::PupilsImported { pupils, .. } => self.pupils.extend(pupils.iter().map(|(id, _)| *id)),
            Event::MarksImported { marks, source, .. } => {
                let given =
                    marks.iter().map(|marks| marks.codes.iter().filter(|number| **number != 0).count());
                let given: usize = given.sum();
                assert_eq!(source.rows as usize, given);
                assert!(marks.iter().all(|marks| self.pupils.contains(&marks.pupil)));
                self.marks += given;
            }
            Event::ConcernRecorded(concern) => {
                self.concerns += 1;
                self.check(concern, local);
            }
            Event::ConcernAmended(after) => {
                assert!(self.ids.contains(&after.concern));
                self.check(&after.text, local);
            }
            Event::ConcernFollowedUp(after) => assert!(self.ids.contains(&after.concern)),
            Event::SafeContactSet { pupil, .. } => assert!(self.pupils.contains(pupil)),
            other => panic!("the sample has no {other:?}"),
        }
    }

    fn check(&self, concern: &Concern, local: NaiveDateTime) {
        assert_eq!(concern.check(local), Ok(()), "{concern:?}");
        assert!(concern.told_at.is_none_or(|told| told <= local));
        assert!(self.pupils.contains(&concern.pupil));
        assert!(concern.other_pupils.iter().all(|(other, _)| self.pupils.contains(other)));
        let texts = [Some(&concern.what_happened), concern.done.as_ref(), concern.reason.as_ref()];
        assert!(texts.into_iter().flatten().all(|text| !text.contains(['{', '}']) && !text.contains("  ")));
    }
}

#[test]
fn the_decade_streams_5_700_000_marks_and_60_000_concerns_in_order_and_each_passes_its_check() {
    let decade = Stream::of(Size::Decade, 1);
    assert_eq!((decade.marks, decade.concerns), (5_700_000, 60_000));
    assert_eq!(decade.pupils.len(), 1500 + 10 * 300, "1,500 on roll, and 300 new each September");
}

#[test]
fn the_smaller_samples_stream_in_order_and_each_concern_passes_its_check() {
    for seed in 1..20 {
        Stream::of(Size::Small, seed);
    }
    Stream::of(Size::Secondary, 7);
}

#[test]
fn every_upn_is_valid_and_nobody_shares_one() {
    let pupils = pupils(&all(Size::Secondary, wednesday()));
    let upns: Vec<_> = pupils.values().filter_map(|pupil| pupil.upn.clone()).collect();
    assert!(upns.len() > 1450 && upns.len() < 1500, "a few came without one: {}", upns.len());
    assert!(upns.iter().all(|upn| Upn::parse(upn).unwrap().verdict() == Verdict::Valid));
    assert_eq!(upns.iter().collect::<BTreeSet<_>>().len(), upns.len());
}

#[test]
fn names_are_as_awkward_as_in_a_real_school() {
    let pupils = pupils(&all(Size::Small, wednesday()));
    let names: Vec<_> = pupils.values().map(|pupil| pupil.name.known_as()).collect();
    let same = names.iter().filter(|name| *name == "Ash Merrowby").count();
    assert_eq!(same, 2, "two pupils share a name");
    for sign in ["’", "'", "-", "ú"] {
        assert!(names.iter().any(|name| name.contains(sign)), "no name with {sign}");
    }
    assert!(names.iter().any(|name| !name.contains(' ')), "nobody has a single name");
}

#[test]
fn most_sessions_are_attended_and_the_unusual_codes_are_there() {
    let mut tally = Tally::default();
    let mut seen = BTreeSet::new();
    let secondary = all(Size::Secondary, wednesday());
    for code in marks(&secondary).flat_map(codes) {
        tally.count(code);
        seen.insert(code.as_text());
    }
    // Only a summer has study leave.
    let summer = all(Size::Small, day("2027-08-20"));
    seen.extend(marks(&summer).flat_map(codes).map(Code::as_text));
    let rate = tally.attendance_rate().unwrap().tenths();
    assert!((915..=945).contains(&rate), "{rate}");
    for code in [
        "/", "\\", "L", "I", "M", "O", "N", "U", "G", "E", "C1", "C2", "Y1", "Y4", "#", "V", "S", "W", "D",
        "T", "Z",
    ] {
        assert!(seen.contains(code), "no mark says {code}");
    }
    let prospective = marks(&secondary).flat_map(codes).filter(|code| code.as_text() == "Z").count() as u32;
    let not_counted = tally.not_counted - prospective;
    assert!((3000..9000).contains(&not_counted), "{not_counted}");
    assert!(marks(&secondary).flat_map(codes).all(|code| !code.is_retired()));
}

#[test]
fn the_drawn_in_pupil_stands_out_in_her_own_register_whatever_the_day() {
    // Every sixth day of school over three years, and the awkward ones: after a holiday, a bank holiday, a week that began late.
    let mut days: Vec<_> =
        ["2026-11-25", "2026-09-09", "2027-05-05", "2027-05-07", "2027-01-06"].map(day).into();
    days.extend(calendar::last_days(day("2028-07-30"), 570).iter().skip(1).step_by(6).map(|day| day.date));
    for today in days {
        let small = all(Size::Small, today);
        let registers = registers(&small);
        let years: Vec<Packed> =
            registers.values().flat_map(|register| register.years().iter().cloned()).collect();
        let open = OpenDays::of(&years);
        let wren = named(&pupils(&small), STORY_PUPIL_NAME);
        let settings = Settings::default();
        let rules_of = |pupil| {
            let seen = Seen { register: &registers[pupil], open: &open, on: today, settings: &settings };
            look(&seen).into_iter().map(|gap| gap.rule).collect::<Vec<_>>()
        };
        let rules = rules_of(&wren);
        if (Seen { register: &registers[&wren], open: &open, on: today, settings: &settings }).is_stale() {
            continue;
        }
        // After a long holiday Mondays are no news until the first of them.
        let school_days = calendar::last_days(today, 30);
        let monday =
            school_days.iter().rev().find(|day| day.date.weekday() == Weekday::Mon && !day.is_closed());
        let fresh = monday.is_some_and(|monday| (today - monday.date).num_days() <= 21);
        assert!(!fresh || rules.contains(&RuleId::SameWeekday), "{today}: {rules:?}");
        let without_break = (today - school_days[school_days.len() - 10].date).num_days() <= 15;
        assert!(!without_break || rules.contains(&RuleId::SuddenFall), "{today}: {rules:?}");
        assert!(!rules.is_empty(), "{today}: {rules:?}");
        for concern in concerns(&small).filter(|c| c.pupil == wren && c.signs.contains(&Sign::Missing)) {
            let on = concern.happened.day().unwrap();
            let away = Session::BOTH
                .iter()
                .any(|session| registers[&wren].get(on, *session).is_some_and(Code::is_absence));
            assert!(away, "{today}: she was told to be missing on {on}");
        }
        let others = registers.keys().filter(|id| !rules_of(id).is_empty()).count();
        assert!(!fresh || (3..=30).contains(&others), "{today}: {others} pupils of 60 in the list of gaps");
    }
}

#[test]
fn her_story_is_told_in_small_facts_by_several_people_and_never_named() {
    let small = all(Size::Small, wednesday());
    let wren = named(&pupils(&small), STORY_PUPIL_NAME);
    let hers: Vec<_> = concerns(&small).filter(|concern| concern.pupil == wren).collect();
    assert!((9..=12).contains(&hers.len()), "{}", hers.len());
    let sources: BTreeSet<_> = hers.iter().map(|concern| concern.source.code()).collect();
    assert_eq!(sources.len(), Source::ALL.len());
    assert!(hers.iter().filter_map(|concern| concern.told_by.as_deref()).collect::<BTreeSet<_>>().len() >= 5);
    let weeks: BTreeSet<_> =
        hers.iter().filter_map(|concern| concern.happened.day()).map(|day| day.iso_week().week()).collect();
    assert!(weeks.len() >= 7, "{weeks:?}");
    let text = format!("{:?}", events(&small).collect::<Vec<_>>()).to_lowercase();
    for label in ["county line", "exploit", "groom", "gang", "trafficked"] {
        assert!(!text.contains(label), "{label}");
    }
    let amended = events(&small).filter(|event| matches!(event, Event::ConcernAmended(_))).count();
    assert_eq!(amended, 1);
    let recorded_late = small.iter().filter(|batch| {
        let concern = batch.events.iter().find_map(|(_, _, event)| match event {
            Event::ConcernRecorded(concern) if concern.pupil == wren => Some(concern),
            _ => None,
        });
        let happened = concern.and_then(|concern| concern.happened.day());
        happened.is_some_and(|day| day < batch.at.date_naive())
    });
    assert!(recorded_late.count() >= 2);
}

#[test]
fn a_few_concerns_of_the_deputy_are_still_unread() {
    for (size, most) in [(Size::Small, 6), (Size::Secondary, 12)] {
        let all = all(size, wednesday());
        let read: BTreeSet<_> = events(&all)
            .filter_map(|event| match event {
                Event::ConcernFollowedUp(after) => Some(after.concern),
                _ => None,
            })
            .collect();
        let by_deputy = all.iter().filter(|batch| batch.by == Who::Deputy).flat_map(|batch| &batch.events);
        let unread = by_deputy
            .filter(|(id, _, event)| matches!(event, Event::ConcernRecorded(_)) && !read.contains(id));
        let count = unread.count();
        assert!((3..=most).contains(&count), "{size:?}: {count}");
    }
}

#[test]
fn some_children_have_rules_for_safe_contact_and_a_court_order_among_them() {
    let all = all(Size::Secondary, wednesday());
    let rules: Vec<_> = events(&all)
        .filter_map(|event| match event {
            Event::SafeContactSet { rules, .. } => Some(rules),
            _ => None,
        })
        .collect();
    assert!((20..150).contains(&rules.len()), "{}", rules.len());
    assert!(rules.iter().any(|rules| rules.court_orders.is_some() && rules.address_restricted));
}

#[test]
fn the_calendar_is_plausible_in_every_year_that_can_be_asked_for() {
    for year in 2014..2030 {
        let today = NaiveDate::from_ymd_opt(year, 8, 20).unwrap();
        let days = calendar::last_days(today, DAYS_A_YEAR);
        assert_eq!(days.len(), 190);
        assert!(days.iter().all(|day| !matches!(day.date.weekday(), Weekday::Sat | Weekday::Sun)));
        let (first, last) = (days[0].date, days[189].date);
        assert_eq!(AcademicYear::of(first), AcademicYear::of(last));
        assert!(first.month() == 9 && first.day() <= 4, "{first}");
        assert!(last.month() == 7 && (14..=28).contains(&last.day()), "{last}");
        assert!(days.is_sorted_by_key(|day| (day.term, day.date)));
    }
}
