//! The ribbon's axis: which school day stands where, in units of one school day.
//!
//! School days only; a small gap is a weekend, a hatched gap a holiday (`look.md`, "The ribbon's grammar"). A period
//! too long for one line is cut into several, at a holiday where there is one. Never here: points, colours, counting.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use encircle_domain::sign::Sign;
use serde::Serialize;

use crate::bundle::{Attendance, Flag, FlagKind, Mark, SignMark, Source};
use crate::words;

/// The widest line of school days that stays readable on A4.
const LONGEST: f64 = 90.0;
const WEEKEND: f64 = 0.55;
const HOLIDAY: f64 = 3.0;

/// One line of the ribbon.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ribbon {
    pub title: String,
    pub width: f64,
    pub register: bool,
    pub days: Vec<RibbonDay>,
    pub hatches: Vec<Hatch>,
    pub ticks: Vec<Tick>,
    pub lanes: Vec<Lane>,
    pub flags: Vec<RibbonFlag>,
    /// Where the day stands on which the page was made, if it is on this line.
    pub made: Option<Tick>,
    /// The same facts for a screen reader.
    pub alt: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RibbonDay {
    pub x: f64,
    pub am: Mark,
    pub pm: Mark,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hatch {
    pub x: f64,
    pub width: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    pub x: f64,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lane {
    pub title: String,
    pub marks: Vec<LaneMark>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LaneMark {
    pub x: f64,
    pub source: Source,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RibbonFlag {
    pub x: f64,
    pub label: String,
    pub kind: FlagKind,
}

/// Lays the period out. Without attendance the period is that of the marks and flags themselves.
pub fn ribbons(
    attendance: Option<&Attendance>,
    signs: &[SignMark],
    flags: &[Flag],
    made_at: NaiveDateTime,
) -> Vec<Ribbon> {
    let Some((from, to)) = period(attendance, signs, flags, made_at.date()) else { return Vec::new() };
    let lines = cut(from, to, attendance);
    let many = lines.len() > 1;
    lines.iter().map(|line| draw(line, attendance, signs, flags, made_at.date(), many)).collect()
}

/// The first and last day drawn; `None` when there is nothing to draw.
fn period(
    attendance: Option<&Attendance>,
    signs: &[SignMark],
    flags: &[Flag],
    made: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(attendance) = attendance.filter(|attendance| attendance.from <= attendance.to) {
        return Some((attendance.from, attendance.to));
    }
    let dates = || signs.iter().map(|mark| mark.on).chain(flags.iter().map(|flag| flag.on));
    let first = dates().min()?;
    let last = dates().max()?.max(made);
    // Ten years hold every school record; a slip of the pen in a year must not draw a thousand lines.
    let first = first.max(last.checked_sub_days(Days::new(3660)).unwrap_or(first));
    Some((first - Days::new(u64::from(first.weekday().num_days_from_monday())), last))
}

/// A day of the axis with its place.
struct Placed {
    on: NaiveDate,
    x: f64,
    kind: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    School,
    Weekend,
    Holiday,
}

struct Line {
    days: Vec<Placed>,
    width: f64,
}

fn kind_of(on: NaiveDate, attendance: Option<&Attendance>) -> Place {
    let marked = |attendance: &Attendance| attendance.days.binary_search_by_key(&on, |day| day.on).is_ok();
    let closed = |attendance: &Attendance| {
        attendance.closures.iter().any(|closure| closure.from <= on && on <= closure.to)
    };
    match attendance {
        Some(attendance) if marked(attendance) => Place::School,
        Some(attendance) if closed(attendance) => Place::Holiday,
        _ if matches!(on.weekday(), Weekday::Sat | Weekday::Sun) => Place::Weekend,
        _ => Place::School,
    }
}

fn cut(from: NaiveDate, to: NaiveDate, attendance: Option<&Attendance>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut days: Vec<Placed> = Vec::new();
    let mut x = 0.0;
    let mut last = None;
    for on in from.iter_days().take_while(|day| *day <= to) {
        let kind = kind_of(on, attendance);
        // A weekend inside a holiday belongs to the holiday.
        let kind = if kind == Place::Weekend && last == Some(Place::Holiday) { Place::Holiday } else { kind };
        let starts = last != Some(kind);
        let full = x > LONGEST - 6.0 && on.weekday() == Weekday::Mon && rest(on, to) > 6.0;
        let half = x > LONGEST * 0.45 && kind == Place::Holiday && starts && x + rest(on, to) > LONGEST;
        if full || half {
            lines.push(Line { days: std::mem::take(&mut days), width: x });
            x = 0.0;
        }
        let step = match kind {
            Place::School => 1.0,
            Place::Weekend => WEEKEND / 2.0,
            Place::Holiday if starts || days.is_empty() => HOLIDAY,
            Place::Holiday => 0.0,
        };
        let at = if step == 0.0 { x - HOLIDAY / 2.0 } else { x + step / 2.0 };
        days.push(Placed { on, x: at, kind });
        x += step;
        last = Some(kind);
    }
    if !days.is_empty() {
        lines.push(Line { days, width: x });
    }
    lines
}

/// About how much room the days from here on would take.
fn rest(on: NaiveDate, to: NaiveDate) -> f64 {
    let days = u32::try_from((to - on).num_days()).unwrap_or(0);
    f64::from(days + 1) * (5.0 + WEEKEND) / 7.0
}

fn draw(
    line: &Line,
    attendance: Option<&Attendance>,
    signs: &[SignMark],
    flags: &[Flag],
    made: NaiveDate,
    many: bool,
) -> Ribbon {
    let place = |on: NaiveDate| {
        line.days.binary_search_by_key(&on, |day| day.on).ok().map(|index| line.days[index].x)
    };
    let days = attendance.map(|attendance| {
        let marks = attendance.days.iter();
        marks
            .filter_map(|day| Some(RibbonDay { x: place(day.on)?, am: day.am.mark, pm: day.pm.mark }))
            .collect()
    });
    let lanes: Vec<Lane> = Sign::ALL
        .into_iter()
        .map(|sign| {
            let marks = signs.iter().filter(|mark| mark.sign == sign);
            let mut placed: Vec<LaneMark> =
                marks.filter_map(|mark| Some(LaneMark { x: place(mark.on)?, source: mark.source })).collect();
            placed.sort_by(|a, b| a.x.total_cmp(&b.x));
            spread(&mut placed);
            Lane { title: sign.title().to_owned(), marks: placed }
        })
        .collect();
    let mut flags: Vec<RibbonFlag> = flags
        .iter()
        .filter_map(|flag| {
            Some(RibbonFlag { x: place(flag.on)?, label: flag.label.clone(), kind: flag.kind })
        })
        .collect();
    flags.sort_by(|a, b| a.x.total_cmp(&b.x));
    let title = match (line.days.first(), line.days.last()) {
        (Some(first), Some(last)) if many => format!("{} to {}", words::day(first.on), words::day(last.on)),
        _ => String::new(),
    };
    Ribbon {
        alt: alt(line, &lanes, &flags, attendance),
        title,
        width: line.width,
        register: attendance.is_some(),
        days: days.unwrap_or_default(),
        hatches: hatches(line),
        ticks: ticks(line),
        lanes,
        flags,
        made: place(made).map(|x| Tick { x, label: words::day_month(made) }),
    }
}

/// Marks of one lane that fall on the same day stand side by side, so that none hides another.
fn spread(marks: &mut [LaneMark]) {
    for index in 1..marks.len() {
        let earliest = marks[index - 1].x + 1.7;
        if marks[index].x < earliest {
            marks[index].x = earliest;
        }
    }
}

fn hatches(line: &Line) -> Vec<Hatch> {
    let mut found: Vec<Hatch> = Vec::new();
    let mut before = None;
    for day in &line.days {
        if day.kind == Place::Holiday && before != Some(Place::Holiday) {
            found.push(Hatch { x: day.x - HOLIDAY / 2.0 + 0.25, width: HOLIDAY - 0.5 });
        }
        before = Some(day.kind);
    }
    found
}

/// One label a week, at its first school day; the month is named where it changes.
fn ticks(line: &Line) -> Vec<Tick> {
    let mut found = Vec::new();
    let mut week = None;
    let mut month = None;
    for day in line.days.iter().filter(|day| day.kind == Place::School) {
        if week == Some(day.on.iso_week()) {
            continue;
        }
        week = Some(day.on.iso_week());
        let label =
            if month == Some(day.on.month()) { day.on.day().to_string() } else { words::day_month(day.on) };
        month = Some(day.on.month());
        found.push(Tick { x: day.x, label });
    }
    found
}

fn alt(line: &Line, lanes: &[Lane], flags: &[RibbonFlag], attendance: Option<&Attendance>) -> String {
    let mut text = match (line.days.first(), line.days.last()) {
        (Some(first), Some(last)) => {
            format!("Picture of {} to {}. ", words::day(first.on), words::day(last.on))
        }
        _ => String::new(),
    };
    if attendance.is_some() {
        text.push_str("The register, morning and afternoon, below seven lanes of signs. ");
    } else {
        text.push_str("Seven lanes of signs. ");
    }
    for lane in lanes {
        let marks = match lane.marks.len() {
            0 => "no mark".to_owned(),
            number => words::count(number, "mark", "marks"),
        };
        text.push_str(&format!("{}: {marks}. ", lane.title));
    }
    if !flags.is_empty() {
        let labels: Vec<&str> = flags.iter().take(24).map(|flag| flag.label.as_str()).collect();
        text.push_str(&format!("Actions: {}. ", words::list(&labels)));
    }
    text.push_str("The tables below the picture give every date in words.");
    text
}

#[cfg(test)]
mod tests;
