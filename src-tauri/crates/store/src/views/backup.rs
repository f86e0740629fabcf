//! The backups that were read again in full, and so count. Whether a file is still where it was, no view can know.

use chrono::{DateTime, Utc};
use encircle_domain::backup::{Backup, BackupPlace, ChainEnd};
use encircle_domain::{Event, EventId, Recorded};
use rusqlite::{Connection, params};

use super::View;
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "backup",
    version: 1,
    reads: &[],
    create: include_str!("backup.sql"),
    tables: &["backup"],
    apply,
    dump: &["SELECT * FROM backup ORDER BY event"],
};

const INSERT: &str = "INSERT OR REPLACE INTO backup VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const NEWEST_FIRST: &str = "SELECT * FROM backup ORDER BY at DESC, event DESC";

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    if let Event::BackupMade(backup) = &recorded.event {
        let whole = |number: u64| i64::try_from(number).map_err(|_| Error::Damaged);
        conn.prepare_cached(INSERT)?.execute(params![
            recorded.id.0,
            recorded.recorded_at.timestamp_millis(),
            backup.place.code(),
            backup.file_name,
            backup.hash,
            whole(backup.size)?,
            backup.end.device_id,
            whole(backup.end.seq)?,
            backup.end.head,
        ])?;
    }
    Ok(())
}

/// A backup that was made and verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRow {
    pub event: EventId,
    pub at: DateTime<Utc>,
    pub backup: Backup,
}

impl Store {
    /// The backups, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn backups(&self) -> Result<Vec<BackupRow>, Error> {
        let mut select = self.conn.prepare_cached(NEWEST_FIRST)?;
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let place: String = row.get(2)?;
            let (size, seq): (i64, i64) = (row.get(5)?, row.get(7)?);
            let whole = |number: i64| u64::try_from(number).map_err(|_| Error::Damaged);
            found.push(BackupRow {
                event: EventId(row.get(0)?),
                at: journal::instant(row.get(1)?)?,
                backup: Backup {
                    place: BackupPlace::from_code(&place).ok_or(Error::Damaged)?,
                    file_name: row.get(3)?,
                    hash: row.get(4)?,
                    size: whole(size)?,
                    end: ChainEnd { device_id: row.get(6)?, seq: whole(seq)?, head: row.get(8)? },
                },
            });
        }
        Ok(found)
    }
}
