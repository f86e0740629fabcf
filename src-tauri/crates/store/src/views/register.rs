//! Each pupil's marks of each academic year as the domain's `Year` lays them out, 366 days × 2 sessions, a byte each, in few bytes.

use chrono::{Days, NaiveDate};
use encircle_domain::attendance::{AcademicYear, Year};
use encircle_domain::event::PupilMarks;
use encircle_domain::{Event, PupilId, Recorded};
use rusqlite::{Connection, OptionalExtension, params};

use super::View;
use crate::at_rest::{pack, unpack};
use crate::{Error, Store};

pub(crate) const VIEW: View = View {
    name: "register",
    version: 2,
    reads: &[],
    create: include_str!("register.sql"),
    tables: &["register"],
    apply,
    dump: &["SELECT * FROM register ORDER BY year, pupil"],
};

const SELECT: &str = "SELECT marks FROM register WHERE year = ?1 AND pupil = ?2";
const UPSERT: &str = include_str!("register_upsert.sql");

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::MarksImported { marks, .. } = &recorded.event {
        marks.iter().try_for_each(|marks| merge(conn, marks))?;
    }
    Ok(())
}

/// Lays a stretch of marks over the packed years that it touches. A later mark wins; no mark clears nothing.
fn merge(conn: &Connection, marks: &PupilMarks) -> Result<(), Error> {
    let mut first = marks.first;
    let mut codes = marks.codes.as_slice();
    while !codes.is_empty() {
        let year = AcademicYear::of(first);
        let offset = days(year.first_day(), first)? * 2;
        let room = days(first, year.last_day())? * 2 + 2;
        let (here, later) = codes.split_at(room.min(codes.len()));
        // A stretch of a year without a mark makes no row.
        if here.iter().any(|code| *code != 0) {
            let mut whole =
                marks_of(conn, year.start_year(), marks.pupil)?.unwrap_or_else(|| vec![0; Year::BYTES]);
            let target = whole.get_mut(offset..offset + here.len()).ok_or(Error::Damaged)?;
            for (mark, code) in target.iter_mut().zip(here).filter(|(_, code)| **code != 0) {
                *mark = *code;
            }
            conn.prepare_cached(UPSERT)?.execute(params![year.start_year(), marks.pupil.0, pack(&whole)])?;
        }
        codes = later;
        first = year.last_day().checked_add_days(Days::new(1)).ok_or(Error::Damaged)?;
    }
    Ok(())
}

/// Days from one date to another that is not before it.
fn days(from: NaiveDate, to: NaiveDate) -> Result<usize, Error> {
    usize::try_from((to - from).num_days()).map_err(|_| Error::Damaged)
}

fn marks_of(conn: &Connection, year: i32, pupil: PupilId) -> Result<Option<Vec<u8>>, Error> {
    let mut select = conn.prepare_cached(SELECT)?;
    let packed: Option<Vec<u8>> = select.query_row(params![year, pupil.0], |row| row.get(0)).optional()?;
    packed.map(|packed| unpack(&packed)).transpose()
}

impl Store {
    /// A pupil's marks of the academic year that starts in `year`; `None` where there is no mark.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn register(&self, pupil: PupilId, year: i32) -> Result<Option<Vec<u8>>, Error> {
        marks_of(&self.conn, year, pupil)
    }

    /// Every pupil's marks of the academic year that starts in `year`.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn registers(&self, year: i32) -> Result<Vec<(PupilId, Vec<u8>)>, Error> {
        let mut select =
            self.conn.prepare_cached("SELECT pupil, marks FROM register WHERE year = ?1 ORDER BY pupil")?;
        let mut rows = select.query([year])?;
        let mut registers = Vec::new();
        while let Some(row) = rows.next()? {
            let packed: Vec<u8> = row.get(1)?;
            registers.push((PupilId(row.get(0)?), unpack(&packed)?));
        }
        Ok(registers)
    }

    /// The academic years in which a pupil has marks, by the year in which each starts, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn register_years(&self, pupil: PupilId) -> Result<Vec<i32>, Error> {
        let mut select =
            self.conn.prepare_cached("SELECT year FROM register WHERE pupil = ?1 ORDER BY year")?;
        let rows = select.query_map([pupil.0], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
