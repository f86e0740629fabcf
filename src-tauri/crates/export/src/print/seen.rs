//! The picture of the term in words: ribbons, the rate with its denominator, signs with evidence, days away.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::filled;
use crate::axis::{self, Ribbon};
use crate::bundle::{Attendance, DayMarks, Entry, Flag, Mark, Session, SignMark, Source};
use crate::words;
use encircle_domain::sign::Sign;

/// All that stands between the heading "What has been seen and heard" and the entries.
#[derive(Serialize)]
pub struct Seen {
    /// What was chosen, in which order, and who appears as whom.
    pub note: String,
    /// Of the picture: "Autumn term 2026 at a glance".
    pub title: String,
    pub ribbons: Vec<Ribbon>,
    /// "96 of 109 possible sessions attended (88.1%); 5 authorised, …".
    pub rate: String,
    /// Marks and flags that no line of the picture can hold; empty if there are none.
    pub outside: String,
    pub signs: Vec<SignRow>,
    /// Sign by name where nothing was recorded.
    pub no_mark: String,
    pub away: Vec<[String; 3]>,
}

/// A row of the table of signs.
#[derive(Serialize)]
pub struct SignRow {
    pub sign: &'static str,
    pub on: String,
    pub source: &'static str,
    pub evidence: String,
    pub entry: String,
}

/// Composes the part; `note` comes from the caller, who knows the entries.
pub fn seen(
    attendance: Option<&Attendance>,
    signs: &[SignMark],
    flags: &[Flag],
    entries: &[Entry],
    made_at: NaiveDateTime,
    note: String,
) -> Seen {
    let ribbons = axis::ribbons(attendance, signs, flags, made_at);
    Seen {
        note,
        title: match attendance {
            Some(attendance) if !attendance.period.trim().is_empty() => {
                format!("{} at a glance", attendance.period.trim())
            }
            _ => "At a glance".to_owned(),
        },
        outside: outside(&ribbons, signs.len(), flags.len()),
        ribbons,
        rate: attendance.map_or_else(|| "Attendance is not part of this document.".to_owned(), rate),
        signs: sign_rows(signs),
        no_mark: no_mark(signs, entries),
        away: attendance
            .map(|attendance| attendance.days.iter().filter_map(away).collect())
            .unwrap_or_default(),
    }
}

fn rate(attendance: &Attendance) -> String {
    let mut text = format!(
        "{}; {} authorised, {} unauthorised, {} not counted.",
        attendance.rate.trim().trim_end_matches('.'),
        attendance.authorised,
        attendance.unauthorised,
        attendance.not_counted
    );
    if let Some(up_to) = &attendance.marks_up_to {
        text.push_str(&format!(" Marks up to {up_to}."));
    }
    text
}

fn outside(ribbons: &[Ribbon], signs: usize, flags: usize) -> String {
    let drawn_signs: usize =
        ribbons.iter().flat_map(|ribbon| &ribbon.lanes).map(|lane| lane.marks.len()).sum();
    let drawn_flags: usize = ribbons.iter().map(|ribbon| ribbon.flags.len()).sum();
    match (signs - drawn_signs) + (flags - drawn_flags) {
        0 => String::new(),
        1 => "1 mark lies outside the days of the picture; the lists give its date.".to_owned(),
        number => format!("{number} marks lie outside the days of the picture; the lists give their dates."),
    }
}

fn sign_rows(signs: &[SignMark]) -> Vec<SignRow> {
    let mut ordered: Vec<&SignMark> = signs.iter().collect();
    ordered.sort_by_key(|mark| (mark.sign, mark.on));
    ordered
        .into_iter()
        .map(|mark| SignRow {
            sign: mark.sign.title(),
            on: words::day_short(mark.on),
            source: match mark.source {
                Source::Seen => "Seen first-hand",
                Source::Told => "Reported",
                Source::Opinion => "Opinion",
            },
            evidence: filled(Some(&mark.evidence)).unwrap_or("See the entry").to_owned(),
            entry: mark.entry.map(|number| number.to_string()).unwrap_or_else(|| "not included".to_owned()),
        })
        .collect()
}

fn no_mark(signs: &[SignMark], entries: &[Entry]) -> String {
    let without: Vec<&str> = Sign::ALL
        .into_iter()
        .filter(|sign| !signs.iter().any(|mark| mark.sign == *sign))
        .filter(|sign| !entries.iter().any(|entry| entry.signs.contains(sign)))
        .map(Sign::title)
        .collect();
    if without.is_empty() { String::new() } else { format!("No entry shows: {}.", without.join("; ")) }
}

/// A row for each day on which a session was anything but present.
fn away(day: &DayMarks) -> Option<[String; 3]> {
    let plain = |session: &Session| matches!(session.mark, Mark::Present | Mark::ToCome);
    if plain(&day.am) && plain(&day.pm) {
        return None;
    }
    Some([
        format!("{} {}", day.on.format("%a"), words::day_short(day.on)),
        mark_words(&day.am),
        mark_words(&day.pm),
    ])
}

fn mark_words(session: &Session) -> String {
    let word = match session.mark {
        Mark::Present => "Present",
        Mark::Late => "Late",
        Mark::LeftSite => "Left the site",
        Mark::Authorised => "Authorised",
        Mark::Unauthorised => "Unauthorised",
        Mark::NotCounted => "Not counted",
        Mark::NoMark => "No mark yet",
        Mark::ToCome => "To come",
    };
    match filled(Some(&session.meaning)) {
        Some(meaning) if !matches!(session.mark, Mark::Present | Mark::ToCome) => {
            format!("{word}: {meaning}")
        }
        _ => word.to_owned(),
    }
}
