//! The pupils of the school as the latest imports describe them. The list lies apart from the whole records, so that looking
//! through it stays quick.

use chrono::NaiveDate;
use encircle_domain::fold::fold;
use encircle_domain::name::Name;
use encircle_domain::pupil::Pupil;
use encircle_domain::{Event, PupilId, Recorded};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::View;
use crate::at_rest::{NameV1, PupilV1, from_cbor, to_cbor};
use crate::{Error, Store};

pub(crate) const VIEW: View = View {
    name: "pupil",
    version: 2,
    reads: &[],
    create: include_str!("pupil.sql"),
    tables: &["pupil", "pupil_record"],
    apply,
    dump: &["SELECT * FROM pupil ORDER BY pupil", "SELECT * FROM pupil_record ORDER BY pupil"],
};

const UPSERT: &str = include_str!("pupil_upsert.sql");
/// More words than a person types to find a pupil; what lies behind them is not looked at.
const MOST_WORDS: usize = 12;

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::PupilsImported { pupils, .. } = &recorded.event {
        for (id, carried) in pupils {
            let merged = match whole(conn, *id)? {
                Some(known) => known.updated_by(carried.clone()),
                None => carried.clone(),
            };
            put(conn, *id, &merged)?;
        }
    }
    Ok(())
}

fn put(conn: &Connection, id: PupilId, pupil: &Pupil) -> Result<(), Error> {
    // Each word stands behind a space, so that " da" finds every word that begins with "da".
    let findable = format!(" {}", fold(&pupil.name.findable()));
    let numbers: String = [&pupil.upn, &pupil.admission_number]
        .into_iter()
        .flatten()
        .map(|number| format!(" {} ", joined(&fold(number))))
        .collect();
    conn.prepare_cached(UPSERT)?.execute(params![
        id.0,
        pupil.upn,
        pupil.admission_number,
        pupil.born.map(|born| born.to_string()),
        to_cbor(&NameV1::of(&pupil.name)),
        findable,
        numbers,
        pupil.year_group,
        pupil.reg_group,
        pupil.name.sort_key(),
        pupil.admitted.map(|day| day.to_string()),
        pupil.left.map(|day| day.to_string())
    ])?;
    conn.prepare_cached("REPLACE INTO pupil_record (pupil, record) VALUES (?1, ?2)")?
        .execute(params![id.0, to_cbor(&PupilV1::of(pupil))])?;
    Ok(())
}

/// A pupil's whole record at this point of the journal.
pub(crate) fn whole(conn: &Connection, id: PupilId) -> Result<Option<Pupil>, Error> {
    let mut select = conn.prepare_cached("SELECT record FROM pupil_record WHERE pupil = ?1")?;
    let record: Option<Vec<u8>> = select.query_row([id.0], |row| row.get(0)).optional()?;
    record.map(|record| from_cbor::<PupilV1>(&record)?.pupil()).transpose()
}

fn joined(folded: &str) -> String {
    folded.split(' ').collect()
}

/// A pupil in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilRow {
    pub id: PupilId,
    pub name: Name,
    pub born: Option<NaiveDate>,
    pub upn: Option<String>,
    pub year_group: Option<String>,
    pub reg_group: Option<String>,
    pub admitted: Option<NaiveDate>,
    pub left: Option<NaiveDate>,
}

impl Store {
    /// Pupils in the order of the register. `find` is what a person typed: each of its words must begin a word of a name, or be
    /// the UPN or admission number.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn pupils(&self, find: Option<&str>, limit: u32) -> Result<Vec<PupilRow>, Error> {
        let folded = find.map(fold).unwrap_or_default();
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
        if words.is_empty() && find.is_some_and(|find| !find.trim().is_empty()) {
            // What was typed has no letter and no digit, so nobody is called that.
            return Ok(Vec::new());
        }
        let each_word = "(instr(findable, ' ' || ?) > 0 OR instr(numbers, ' ' || ? || ' ') > 0)";
        let all_words = vec![each_word; words.len()].join(" AND ");
        let sql = format!(
            "SELECT pupil, name, born, upn, year_group, reg_group, admitted, left_on FROM pupil WHERE {} ORDER BY sort_key, place LIMIT {limit}",
            if words.is_empty() {
                "1".to_owned()
            } else {
                format!("({all_words}) OR instr(numbers, ' ' || ? || ' ') > 0")
            }
        );
        let mut values: Vec<String> =
            words.iter().flat_map(|word| [(*word).to_owned(), (*word).to_owned()]).collect();
        if !words.is_empty() {
            values.push(joined(&folded));
        }
        let mut select = self.conn.prepare(&sql)?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut pupils = Vec::new();
        while let Some(row) = rows.next()? {
            let name: Vec<u8> = row.get(1)?;
            let day = |place| {
                let text: Option<String> = row.get(place)?;
                text.map(|day| day.parse().map_err(|_| Error::Damaged)).transpose()
            };
            pupils.push(PupilRow {
                id: PupilId(row.get(0)?),
                name: from_cbor::<NameV1>(&name)?.name(),
                born: day(2)?,
                upn: row.get(3)?,
                year_group: row.get(4)?,
                reg_group: row.get(5)?,
                admitted: day(6)?,
                left: day(7)?,
            });
        }
        Ok(pupils)
    }

    /// How many pupils there are.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn pupil_count(&self) -> Result<u32, Error> {
        Ok(self.conn.prepare_cached("SELECT count(*) FROM pupil")?.query_row([], |row| row.get(0))?)
    }

    /// All that is known of one pupil.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn pupil(&self, id: PupilId) -> Result<Option<Pupil>, Error> {
        whole(&self.conn, id)
    }

    /// The pupil with this UPN, written as stored (upper case, without spaces).
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn pupil_by_upn(&self, upn: &str) -> Result<Option<PupilId>, Error> {
        self.one_pupil("SELECT pupil FROM pupil WHERE upn = ?1 ORDER BY place LIMIT 1", upn)
    }

    /// The pupil with this admission number, leading noughts and all.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn pupil_by_admission_number(&self, number: &str) -> Result<Option<PupilId>, Error> {
        self.one_pupil("SELECT pupil FROM pupil WHERE admission_number = ?1 ORDER BY place LIMIT 1", number)
    }

    /// Every pupil with the whole record, in no order that means anything.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn all_pupils(&self) -> Result<Vec<(PupilId, Pupil)>, Error> {
        let mut select = self.conn.prepare_cached("SELECT pupil, record FROM pupil_record")?;
        let mut rows = select.query([])?;
        let mut pupils = Vec::new();
        while let Some(row) = rows.next()? {
            let record: Vec<u8> = row.get(1)?;
            pupils.push((PupilId(row.get(0)?), from_cbor::<PupilV1>(&record)?.pupil()?));
        }
        Ok(pupils)
    }

    fn one_pupil(&self, sql: &str, number: &str) -> Result<Option<PupilId>, Error> {
        Ok(self.conn.prepare_cached(sql)?.query_row([number], |row| row.get(0).map(PupilId)).optional()?)
    }
}
