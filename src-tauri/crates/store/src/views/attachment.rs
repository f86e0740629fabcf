//! The files of each entry, and what of them was saved outside. Never here: their bytes, and who may see them.

use chrono::{DateTime, Utc};
use encircle_domain::attachment::Attachment;
use encircle_domain::{Event, EventId, PersonId, PupilId, Recorded};
use rusqlite::{Connection, Row, params};

use super::View;
use crate::at_rest::{AttachmentAddedV1, from_cbor, to_cbor};
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "attachment",
    version: 1,
    reads: &[],
    create: include_str!("attachment.sql"),
    tables: &["attachment", "attachment_saved"],
    apply,
    dump: &["SELECT * FROM attachment ORDER BY id", "SELECT * FROM attachment_saved ORDER BY id"],
};

const INSERT: &str = include_str!("attachment_insert.sql");
const OF_CONCERN: &str =
    "SELECT id, pupil, at, author, record FROM attachment WHERE concern = ?1 ORDER BY place";
const ONE: &str = "SELECT id, pupil, at, author, record FROM attachment WHERE id = ?1";
const SAVED: &str = "INSERT INTO attachment_saved (id, concern) VALUES (?1, ?2)";

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    match &recorded.event {
        Event::AttachmentAdded(attachment) => {
            conn.prepare_cached(INSERT)?.execute(params![
                recorded.id.0,
                attachment.concern.0,
                attachment.pupil.0,
                recorded.recorded_at.timestamp_millis(),
                recorded.author.0,
                to_cbor(&AttachmentAddedV1::of(attachment))
            ])?;
        }
        Event::AttachmentSaved { concern, .. } => {
            conn.prepare_cached(SAVED)?.execute((recorded.id.0, concern.0))?;
        }
        _ => {}
    }
    Ok(())
}

/// A file of an entry, with who added it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    pub id: EventId,
    pub at: DateTime<Utc>,
    pub author: PersonId,
    pub attachment: Attachment,
}

impl Store {
    /// The files of an entry, in the order in which they were added.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn attachments_of(&self, concern: EventId) -> Result<Vec<AttachmentRow>, Error> {
        let mut select = self.conn.prepare_cached(OF_CONCERN)?;
        let mut rows = select.query([concern.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(attachment(row)?);
        }
        Ok(found)
    }

    /// One file of an entry.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn attachment(&self, id: EventId) -> Result<Option<AttachmentRow>, Error> {
        let mut select = self.conn.prepare_cached(ONE)?;
        let mut rows = select.query([id.0])?;
        rows.next()?.map(attachment).transpose()
    }
}

fn attachment(row: &Row<'_>) -> Result<AttachmentRow, Error> {
    let record: Vec<u8> = row.get(4)?;
    Ok(AttachmentRow {
        id: EventId(row.get(0)?),
        at: journal::instant(row.get(2)?)?,
        author: PersonId(row.get(3)?),
        attachment: from_cbor::<AttachmentAddedV1>(&record)?.attachment(PupilId(row.get(1)?))?,
    })
}
