//! Who did what and when, read from the journal itself. Never here: a copy of it, or the words of an entry.

use chrono::{DateTime, Utc};
use encircle_domain::person::Role;
use encircle_domain::{EventId, PersonId, PupilId, Recorded};
use rusqlite::params;

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
    /// The person whom an act on people or keys is about.
    pub person: Option<PersonId>,
    /// The role that the person was given.
    pub role: Option<Role>,
    /// The recovery kit, 1 or 2.
    pub kit: Option<u8>,
}

/// Which events are asked for; nothing asks for all.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditOf {
    /// Those that have a part about this pupil.
    pub pupil: Option<PupilId>,
    /// Those by this person, and those about them.
    pub person: Option<PersonId>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub before: Option<DateTime<Utc>>,
}

impl Store {
    /// The latest events first: all, or those that have a part about one pupil.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn audit(&self, pupil: Option<PupilId>, limit: u32) -> Result<Vec<AuditRow>, Error> {
        self.audit_of(&AuditOf { pupil, ..AuditOf::default() }, limit)
    }

    /// The latest of the events that are asked for, first.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn audit_of(&self, asked: &AuditOf, limit: u32) -> Result<Vec<AuditRow>, Error> {
        let of_pupil = asked.pupil.is_some();
        let sql = if of_pupil { include_str!("audit_pupil.sql") } else { include_str!("audit.sql") };
        let from = asked.from.map_or(i64::MIN, |at| at.timestamp_millis());
        let before = asked.before.map_or(i64::MAX, |at| at.timestamp_millis());
        // The clock of the journal is never behind that of the wall, so nothing older is looked at.
        let hlc = asked.from.map_or(i64::MIN, |at| at.timestamp_millis() << 16);
        let (pupil, person) = (asked.pupil.map(|pupil| pupil.0), asked.person.map(|person| person.0));
        let mut select = self.conn.prepare_cached(sql)?;
        let mut rows = select.query(params![limit, pupil, person, hlc, from, before])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (pupil, corrects): (Option<[u8; 16]>, Option<[u8; 16]>) = (row.get(4)?, row.get(5)?);
            let (person, role): (Option<[u8; 16]>, Option<String>) = (row.get(6)?, row.get(7)?);
            found.push(AuditRow {
                id: EventId(row.get(0)?),
                at: journal::instant(row.get(1)?)?,
                author: PersonId(row.get(2)?),
                kind: row.get(3)?,
                pupil: pupil.map(PupilId),
                corrects: corrects.map(EventId),
                person: person.map(PersonId),
                role: role.map(|code| Role::from_code(&code).ok_or(Error::Damaged)).transpose()?,
                kit: row.get(8)?,
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
