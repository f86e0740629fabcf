//! The rows of a table of marks.
//!
//! Belongs here: one pass that fills registers, and a second one only when the file contradicts itself. Never here: a
//! cell remembered longer than its row.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate, Weekday};
use encircle_domain::attendance::{Code, Session};

use super::MarksFile;
use super::keys::Pupils;
use crate::dates;
use crate::error::Error;
use crate::finding::{FindingCode, Findings};
use crate::header::{Column, Headings};
use crate::table::{Line, Table};
use crate::text::clean;

/// The day from which the codes of 2024 are in force.
const CODES_OF_2024: (i32, u32, u32) = (2024, 8, 19);

type Slot = (usize, NaiveDate, Session);

/// Where the values of a mark stand.
struct Places {
    date: usize,
    session: usize,
    code: usize,
    width: usize,
}

/// What a row is, apart from its pupil.
enum Row {
    Mark(NaiveDate, Session, Code),
    NoMark,
    Wrong(&'static str, FindingCode),
}

pub(super) fn read(
    table: &Table<'_>,
    headings_row: u32,
    headings: &Headings,
    findings: &mut Findings,
) -> Result<MarksFile, Error> {
    let place = |column, field| headings.place(column).ok_or(Error::MissingColumn { field });
    let places = Places {
        date: place(Column::Date, "date")?,
        session: place(Column::Session, "session")?,
        code: place(Column::Code, "mark")?,
        width: headings.width(),
    };
    let mut pupils = Pupils::of(headings);
    if !pupils.can_be_named() {
        return Err(Error::MissingColumn { field: "pupil" });
    }
    let mut file = MarksFile { unread_columns: headings.unread.clone(), ..MarksFile::default() };
    let mut conflicts: HashSet<Slot> = HashSet::new();
    let mut dates = Dates::default();
    let mut rows = 0_u32;
    table.lines_below(headings_row, |line| {
        rows += 1;
        let mut refuse = |field, code| {
            findings.row(line.row, field, code);
            file.refused += 1;
        };
        if line.has_more_than(places.width) {
            refuse(None, FindingCode::TooManyCells);
            return;
        }
        let Some(pupil) = pupils.of_row(&line) else {
            refuse(Some("pupil"), FindingCode::NoPupil);
            return;
        };
        let (date, session, code) = match places.read(&line, &mut dates) {
            Row::Mark(date, session, code) => (date, session, code),
            Row::NoMark => {
                file.no_mark += 1;
                return;
            }
            Row::Wrong(field, code) => {
                refuse(Some(field), code);
                return;
            }
        };
        let register = &mut pupils.list[pupil].register;
        match register.get(date, session) {
            Some(former) if former == code.in_session(session) => file.repeated += 1,
            Some(_) => {
                conflicts.insert((pupil, date, session));
            }
            None => {
                register.set(date, session, Some(code));
                look_at(date, code, line.row, findings);
            }
        }
    })?;
    if rows == 0 {
        return Err(Error::NoRows);
    }
    if !conflicts.is_empty() {
        refuse_conflicts(table, headings_row, &places, &conflicts, &mut pupils, &mut file, findings)?;
    }
    for pupil in &mut pupils.list {
        let dates = || pupil.register.iter().map(|mark| mark.date);
        pupil.marks = dates().count() as u32;
        if let (Some(first), Some(last)) = (dates().next(), pupil.register.iter().next_back()) {
            let (from, to) = file.period.unwrap_or((first, last.date));
            file.period = Some((from.min(first), to.max(last.date)));
        }
    }
    file.pupils = pupils.list;
    Ok(file)
}

/// Sessions with different codes: none is taken, and a second pass names every row of them.
fn refuse_conflicts(
    table: &Table<'_>,
    headings_row: u32,
    places: &Places,
    conflicts: &HashSet<Slot>,
    pupils: &mut Pupils,
    file: &mut MarksFile,
    findings: &mut Findings,
) -> Result<(), Error> {
    for &(pupil, date, session) in conflicts {
        pupils.list[pupil].register.set(date, session, None);
    }
    let mut dates = Dates::default();
    let mut in_conflict = 0_u32;
    table.lines_below(headings_row, |line| {
        if line.has_more_than(places.width) {
            return;
        }
        if let Some(pupil) = pupils.of_row(&line)
            && let Row::Mark(date, session, _) = places.read(&line, &mut dates)
            && conflicts.contains(&(pupil, date, session))
        {
            findings.row(line.row, "mark", FindingCode::ConflictingMark);
            in_conflict += 1;
        }
    })?;
    file.refused += in_conflict;
    Ok(())
}

impl Places {
    fn read(&self, line: &Line<'_>, dates: &mut Dates) -> Row {
        let code = match read_code(line.cell(self.code)) {
            Ok(Some(code)) => code,
            Ok(None) => return Row::NoMark,
            Err(code) => return Row::Wrong("mark", code),
        };
        let Some(date) = dates.read(line.cell(self.date)) else {
            return Row::Wrong("date", FindingCode::BadDate);
        };
        match read_session(line.cell(self.session)) {
            Some(session) => Row::Mark(date, session, code),
            None => Row::Wrong("session", FindingCode::UnknownSession),
        }
    }
}

/// A code; `Ok(None)` for what systems write where no mark was made.
fn read_code(cell: &str) -> Result<Option<Code>, FindingCode> {
    if let Some(code) = Code::from_text(cell) {
        return Ok(Some(code));
    }
    let text = clean(cell).text;
    match text.as_str() {
        "" | "-" => Ok(None),
        other => Code::from_text(other).map(Some).ok_or(FindingCode::UnknownCode),
    }
}

fn read_session(cell: &str) -> Option<Session> {
    // The two that nearly every row has are read without a copy.
    match cell {
        "AM" => return Some(Session::Am),
        "PM" => return Some(Session::Pm),
        _ => {}
    }
    match clean(cell).text.to_lowercase().as_str() {
        "am" | "a" | "1" | "morning" | "am reg" | "amreg" | "am registration" | "session 1" => {
            Some(Session::Am)
        }
        "pm" | "p" | "2" | "afternoon" | "pm reg" | "pmreg" | "pm registration" | "session 2" => {
            Some(Session::Pm)
        }
        _ => None,
    }
}

/// Remembers the last date: rows of one day or of one pupil stand together.
#[derive(Default)]
struct Dates {
    text: String,
    date: Option<NaiveDate>,
}

impl Dates {
    fn read(&mut self, cell: &str) -> Option<NaiveDate> {
        if self.text != cell || cell.is_empty() {
            self.text.clear();
            self.text.push_str(cell);
            self.date = dates::parse(&clean(cell).text).ok();
        }
        self.date
    }
}

/// Marks that are taken and yet worth a look.
fn look_at(date: NaiveDate, code: Code, row: u32, findings: &mut Findings) {
    if code.is_retired() && (date.year(), date.month(), date.day()) >= CODES_OF_2024 {
        findings.row(row, "mark", FindingCode::RetiredCode);
    }
    if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
        findings.row(row, "date", FindingCode::WeekendMark);
    }
}
