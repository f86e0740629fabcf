//! The files that were imported.

use chrono::{DateTime, NaiveDate, Utc};
use encircle_domain::event::ImportSource;
use encircle_domain::{Event, EventId, Recorded};
use rusqlite::{Connection, Row, params};

use super::View;
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "import",
    version: 1,
    reads: &[],
    create: include_str!("import.sql"),
    tables: &["import"],
    apply,
    dump: &["SELECT * FROM import ORDER BY event"],
};

const INSERT: &str = include_str!("import_insert.sql");
const MARKS: &str = "SELECT * FROM import WHERE kind = 'marks' ORDER BY place";
const WITH_HASH: &str = "SELECT * FROM import WHERE hash = ?1 ORDER BY place DESC LIMIT 1";

/// What a file held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportKind {
    Pupils,
    Marks,
}

/// An imported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    pub event: EventId,
    pub recorded_at: DateTime<Utc>,
    pub source: ImportSource,
    pub kind: ImportKind,
    /// The first day of the marks; `None` for a list of pupils.
    pub first: Option<NaiveDate>,
    /// The last day of the marks.
    pub last: Option<NaiveDate>,
}

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    let (kind, source, first, last) = match &recorded.event {
        Event::PupilsImported { source, .. } => ("pupils", source, None, None),
        Event::MarksImported { source, first, last, .. } => {
            ("marks", source, Some(first.to_string()), Some(last.to_string()))
        }
        _ => return Ok(()),
    };
    conn.prepare_cached(INSERT)?.execute(params![
        recorded.id.0,
        recorded.recorded_at.timestamp_millis(),
        kind,
        source.file_name,
        source.hash,
        source.rows,
        source.problems,
        first,
        last
    ])?;
    Ok(())
}

fn import(row: &Row<'_>) -> Result<ImportRow, Error> {
    let day = |column| -> Result<Option<NaiveDate>, Error> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| text.parse().map_err(|_| Error::Damaged)).transpose()
    };
    let kind: String = row.get("kind")?;
    Ok(ImportRow {
        event: EventId(row.get("event")?),
        recorded_at: journal::instant(row.get("recorded_at")?)?,
        source: ImportSource {
            file_name: row.get("file_name")?,
            hash: row.get("hash")?,
            rows: row.get("rows")?,
            problems: row.get("problems")?,
        },
        kind: if kind == "marks" { ImportKind::Marks } else { ImportKind::Pupils },
        first: day("first")?,
        last: day("last")?,
    })
}

impl Store {
    /// The files of marks, in the order of import.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn marks_imports(&self) -> Result<Vec<ImportRow>, Error> {
        let mut select = self.conn.prepare_cached(MARKS)?;
        let mut rows = select.query([])?;
        let mut imports = Vec::new();
        while let Some(row) = rows.next()? {
            imports.push(import(row)?);
        }
        Ok(imports)
    }

    /// The latest import of a file with exactly these bytes (SHA-256).
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn import_with_hash(&self, hash: &[u8; 32]) -> Result<Option<ImportRow>, Error> {
        let mut select = self.conn.prepare_cached(WITH_HASH)?;
        let mut rows = select.query([hash])?;
        rows.next()?.map(import).transpose()
    }
}
