//! Who did what and when, read from the journal itself. Never here: a copy of it, or the words of an entry.

use chrono::{DateTime, Utc};
use encircle_domain::{EventId, PersonId, PupilId, Recorded};

use crate::{Error, Store, journal};

/// One event, as far as the audit shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    pub id: EventId,
    pub at: DateTime<Utc>,
    pub author: PersonId,
    /// As `concern_recorded`.
    pub kind: String,
    /// The pupil whom the event is about; `None` for none and for many.
    pub pupil: Option<PupilId>,
    pub corrects: Option<EventId>,
}

impl Store {
    /// The latest events first: all, or those that have a part about one pupil.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn audit(&self, pupil: Option<PupilId>, limit: u32) -> Result<Vec<AuditRow>, Error> {
        let sql = if pupil.is_some() { include_str!("audit_pupil.sql") } else { include_str!("audit.sql") };
        let mut select = self.conn.prepare_cached(sql)?;
        let mut rows = match pupil {
            Some(pupil) => select.query((limit, pupil.0))?,
            None => select.query((limit,))?,
        };
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (pupil, corrects): (Option<[u8; 16]>, Option<[u8; 16]>) = (row.get(4)?, row.get(5)?);
            found.push(AuditRow {
                id: EventId(row.get(0)?),
                at: journal::instant(row.get(1)?)?,
                author: PersonId(row.get(2)?),
                kind: row.get(3)?,
                pupil: pupil.map(PupilId),
                corrects: corrects.map(EventId),
            });
        }
        Ok(found)
    }

    /// How many events there are, of all devices.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn count_events(&self) -> Result<u32, Error> {
        Ok(self.conn.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?)
    }

    /// The number and time of the event whose hash begins so, in hexadecimal; none when there is none or more than one.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn event_with_hash(&self, beginning: &str) -> Result<Option<(u64, DateTime<Utc>)>, Error> {
        let mut select = self.conn.prepare(
            "SELECT seq, recorded_at FROM event WHERE substr(lower(hex(hash)), 1, length(?1)) = ?1 LIMIT 2",
        )?;
        let rows = select.query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(i64, i64)> = rows.collect::<Result<_, _>>()?;
        match found[..] {
            [(seq, at)] => Ok(Some((u64::try_from(seq).map_err(|_| Error::Damaged)?, journal::instant(at)?))),
            _ => Ok(None),
        }
    }

    /// How many of the events here another copy of the vault does not have.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn events_not_in(&self, other: &Self) -> Result<u32, Error> {
        let mut select = self.conn.prepare("SELECT id FROM event")?;
        let mut rows = select.query([])?;
        let mut missing = 0;
        while let Some(row) = rows.next()? {
            if !journal::holds(&other.conn, EventId(row.get(0)?))? {
                missing += 1;
            }
        }
        Ok(missing)
    }

    /// One event as it was recorded; a kind that this program does not know comes back as such.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn recorded(&self, id: EventId) -> Result<Option<Recorded>, Error> {
        journal::recorded(&self.conn, id)
    }
}
