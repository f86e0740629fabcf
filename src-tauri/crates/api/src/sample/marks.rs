//! Attendance marks of the made-up school: each child has habits, illnesses come in runs, trips and closures fall on whole groups.
//! Never here: what a pattern means; the domain's rules look for themselves.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use encircle_domain::attendance::Code;
use encircle_domain::event::PupilMarks;

use super::calendar::SchoolDay;
use super::draw::{Draw, Purpose};
use super::people::Child;

/// The two code numbers of a day, morning and afternoon.
pub(super) type Pair = [u8; 2];

const PRESENT: Pair = [Code::PRESENT_AM.number(), Code::PRESENT_PM.number()];
/// The section of a child's stream from which habits are drawn; the others are school years.
const HABITS: u32 = 0xFFFF;

/// How a child comes to school.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    Steady,
    /// Hardly ever away: the past against which a change stands out.
    Well,
    OftenIll,
    OftenLate,
    OftenAway,
    PartTime,
    Performer,
    Traveller,
    DualRegistered,
    ByTaxi,
}

fn habit(seed: u32, child: &Child, told_of: bool) -> Habit {
    if told_of {
        return Habit::Well;
    }
    match Draw::new(seed, Purpose::Marks, child.cohort as u32, section(child, HABITS)).below(1000) {
        0..640 => Habit::Steady,
        640..790 => Habit::OftenIll,
        790..890 => Habit::OftenLate,
        890..970 => Habit::OftenAway,
        970..977 => Habit::PartTime,
        977..980 => Habit::Performer,
        980..984 => Habit::Traveller,
        984..988 => Habit::DualRegistered,
        _ => Habit::ByTaxi,
    }
}

fn section(child: &Child, of: u32) -> u32 {
    child.index | of << 16
}

/// The number of a code that the table is known to hold; 0 ("no mark") cannot come out, as a test shows.
fn number(text: &str) -> u8 {
    Code::from_text(text).map_or(0, Code::number)
}

/// The marks of one child on some school days of one school year. `told` holds the days on which the story decides; a child of whom it
/// tells is otherwise hardly ever away.
pub(super) fn marks(
    seed: u32,
    child: &Child,
    days: &[SchoolDay],
    told: Option<&BTreeMap<NaiveDate, (&str, &str)>>,
) -> Vec<Pair> {
    let Some(school_year) = days.first().map(|day| day.year) else { return Vec::new() };
    if child.year_in(school_year) < 7 {
        return days
            .iter()
            .map(|day| if day.is_closed() { [number("#"); 2] } else { [number("Z"); 2] })
            .collect();
    }
    let habit = habit(seed, child, told.is_some());
    let mut draw = Draw::new(
        seed,
        Purpose::Marks,
        child.cohort as u32,
        section(child, school_year.rem_euclid(1000) as u32),
    );
    let mut run: (u32, Pair) = (0, PRESENT);
    days.iter()
        .map(|day| {
            if run.0 == 0 {
                run = start(&mut draw, habit, child, day);
            }
            let mut pair = run.1;
            run.0 = run.0.saturating_sub(1);
            if let Some((am, pm)) = told.and_then(|told| told.get(&day.date)) {
                pair = [number(am), number(pm)];
            }
            if day.is_closed() {
                pair = [number("#"); 2];
            } else if day.closes_at_noon() {
                pair[1] = number("Y4");
            }
            pair
        })
        .collect()
}

/// What begins on a day: for how many days, and their marks.
fn start(draw: &mut Draw, habit: Habit, child: &Child, day: &SchoolDay) -> (u32, Pair) {
    let all_day = |code: &str| [number(code); 2];
    if let Some(pair) = of_the_group(child, day) {
        return (1, pair);
    }
    if let Some(pair) = by_arrangement(habit, day) {
        return (1, pair);
    }
    // Ill, away without leave, late: so many times in ten thousand days.
    let (ill, away, late) = match habit {
        Habit::Well => (8, 0, 20),
        Habit::OftenIll => (330, 30, 150),
        Habit::OftenLate => (130, 60, 1100),
        Habit::OftenAway => (330, 900, 500),
        _ => (115, 12, 110),
    };
    let mut dice = draw.below(10_000);
    let mut falls = |share: u32| {
        let hit = dice < share;
        dice = dice.wrapping_sub(share);
        hit
    };
    if falls(ill) {
        let days = draw.pick(&[1, 1, 1, 2, 2, 2, 3, 3, 4, 5]);
        return (days, all_day("I"));
    }
    if falls(away) {
        let code = draw.pick(&["O", "O", "N", "U"]);
        return match draw.below(4) {
            0 => (1, [number(code), PRESENT[1]]),
            1 if code != "U" => (1, [PRESENT[0], number(code)]),
            2 if code != "U" => (draw.between(2, 3), all_day(code)),
            _ if code != "U" => (1, all_day(code)),
            _ => (1, [number(code), PRESENT[1]]),
        };
    }
    if falls(late) {
        let closed = draw.per_mille(90);
        return (1, [number(if closed { "U" } else { "L" }), PRESENT[1]]);
    }
    if falls(70) {
        let code = number("M");
        return (1, if draw.per_mille(500) { [code, PRESENT[1]] } else { [PRESENT[0], code] });
    }
    if falls(9) {
        return (draw.between(3, 7), all_day("G"));
    }
    if falls(6) {
        return (draw.between(1, 3), all_day("E"));
    }
    if falls(16) {
        return (1, all_day(draw.pick(&["V", "P", "B", "K", "C", "R", "J1", "Y7"])));
    }
    (1, PRESENT)
}

/// What falls on a whole group: a trip, study leave, work experience.
fn of_the_group(child: &Child, day: &SchoolDay) -> Option<Pair> {
    let both = |code: &str| Some([number(code); 2]);
    let year = child.year_in(day.year);
    if year == 11 && day.nth >= 172 && !matches!(day.date.weekday(), Weekday::Tue | Weekday::Thu) {
        return both("S");
    }
    if year == 10 && (176..181).contains(&day.nth) {
        return both("W");
    }
    if day.nth == 31 + 9 * child.tutor as u16 + year as u16 % 3 {
        return both("V");
    }
    None
}

/// What was arranged for one child.
fn by_arrangement(habit: Habit, day: &SchoolDay) -> Option<Pair> {
    match habit {
        // Six weeks of mornings only.
        Habit::PartTime if (28..58).contains(&day.nth) => Some([PRESENT[0], number("C2")]),
        Habit::Performer if (50..56).contains(&day.nth) => Some([number("C1"); 2]),
        Habit::Traveller if (110..135).contains(&day.nth) => Some([number("T"); 2]),
        Habit::DualRegistered if day.date.weekday() == Weekday::Thu => Some([number("D"); 2]),
        Habit::ByTaxi if day.nth % 47 == 12 => Some([number("Y1"), PRESENT[1]]),
        _ => None,
    }
}

/// Packs the marks of some school days, two bytes a calendar day from the first of them on.
pub(super) fn packed(child: &Child, days: &[SchoolDay], pairs: &[Pair]) -> Option<PupilMarks> {
    let (first, last) = (days.first()?.date, days.last()?.date);
    let mut codes = vec![0; 2 * ((last - first).num_days() as usize + 1)];
    for (day, pair) in days.iter().zip(pairs) {
        let at = 2 * (day.date - first).num_days() as usize;
        codes[at..at + 2].copy_from_slice(pair);
    }
    Some(PupilMarks { pupil: child.id, first, codes })
}
