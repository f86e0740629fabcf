//! Drafts: what was typed and is not yet an entry. They lie in the encrypted file and in no view, and are no events: a draft leaves
//! nothing behind. Never here: what the words of a draft mean.

use chrono::{DateTime, Utc};
use encircle_domain::{EventId, PupilId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Store, journal};

/// What was typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Becomes the id of the event.
    pub id: EventId,
    /// Which form it is of.
    pub kind: String,
    pub pupil: Option<PupilId>,
    /// JSON, as the form gave it.
    pub body: String,
    pub saved_at: DateTime<Utc>,
}

impl Store {
    /// Keeps a draft, in the place of what was kept under its id before.
    ///
    /// # Errors
    /// [`Error::AlreadySaved`] when the draft has become an entry meanwhile; [`Error::DiskFull`]; [`Error::Io`].
    pub fn save_draft(&mut self, draft: &Draft) -> Result<(), Error> {
        if journal::holds(&self.conn, draft.id)? {
            return Err(Error::AlreadySaved);
        }
        let pupil = draft.pupil.map(|pupil| pupil.0);
        self.conn
            .prepare_cached(
                "REPLACE INTO draft (id, kind, pupil, body, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![draft.id.0, draft.kind, pupil, draft.body, draft.saved_at.timestamp_millis()])?;
        Ok(())
    }

    /// All drafts, the latest first.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let mut select = self
            .conn
            .prepare_cached("SELECT id, kind, pupil, body, saved_at FROM draft ORDER BY saved_at DESC, id")?;
        let rows = select.query_map([], columns)?;
        rows.map(|row| draft(row?)).collect()
    }

    /// One draft.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn draft(&self, id: EventId) -> Result<Option<Draft>, Error> {
        let mut select =
            self.conn.prepare_cached("SELECT id, kind, pupil, body, saved_at FROM draft WHERE id = ?1")?;
        select.query_row([id.0], columns).optional()?.map(draft).transpose()
    }

    /// Throws a draft away. One that is not there is no error.
    ///
    /// # Errors
    /// [`Error::DiskFull`]; [`Error::Io`].
    pub fn discard_draft(&mut self, id: EventId) -> Result<(), Error> {
        delete(&self.conn, id)
    }
}

/// Deletes a draft, in whatever transaction is open.
pub(crate) fn delete(conn: &Connection, id: EventId) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}

type Columns = ([u8; 16], String, Option<[u8; 16]>, String, i64);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn draft((id, kind, pupil, body, saved_at): Columns) -> Result<Draft, Error> {
    let saved_at = journal::instant(saved_at)?;
    Ok(Draft { id: EventId(id), kind, pupil: pupil.map(PupilId), body, saved_at })
}
