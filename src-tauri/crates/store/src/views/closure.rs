//! Which files are closed and to whom, who opened one in an emergency, and in which files each entry ever stood.
//!
//! An entry stands in the file of every pupil whom any of its texts is about or names, and what is added to it stands where it
//! stands; a referral stands where its entries stood when it left. Never here: who may see it.

use chrono::{DateTime, Utc};
use encircle_domain::closure::{Closure, EmergencyOpening};
use encircle_domain::concern::Concern;
use encircle_domain::{Event, EventId, PersonId, PupilId, Recorded};
use rusqlite::{Connection, params};

use super::View;
use crate::at_rest::{ClosureV1, from_cbor, to_cbor};
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "closure",
    version: 2,
    reads: &["concern", "attachment"],
    create: include_str!("closure.sql"),
    tables: &["closure", "emergency_opening", "entry_file"],
    apply,
    dump: &[
        "SELECT * FROM closure ORDER BY pupil",
        "SELECT * FROM emergency_opening ORDER BY id",
        "SELECT * FROM entry_file ORDER BY pupil, entry",
    ],
};

const CLOSE: &str = "REPLACE INTO closure (pupil, at, author, record) VALUES (?1, ?2, ?3, ?4)";
const OPEN: &str = "DELETE FROM closure WHERE pupil = ?1";
const END: &str = "UPDATE emergency_opening SET ended = 1 WHERE pupil = ?1";
const EMERGENCY: &str =
    "INSERT INTO emergency_opening (id, pupil, at, author, reason) VALUES (?1, ?2, ?3, ?4, ?5)";
const STANDS: &str = "INSERT OR IGNORE INTO entry_file (pupil, entry) VALUES (?1, ?2)";
const STANDS_AS: &str =
    "INSERT OR IGNORE INTO entry_file (pupil, entry) SELECT pupil, ?2 FROM entry_file WHERE entry = ?1";
/// What was added to a concern, sooner or later, stands where the concern stands.
const ADDED: &str = include_str!("closure_added.sql");

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    let id = recorded.id.0;
    let (at, author) = (recorded.recorded_at.timestamp_millis(), recorded.author.0);
    match &recorded.event {
        Event::FileClosed { pupil, closure } | Event::FileClosureChanged { pupil, closure } => {
            conn.prepare_cached(CLOSE)?.execute(params![
                pupil.0,
                at,
                author,
                to_cbor(&ClosureV1::of(closure))
            ])?;
            conn.prepare_cached(END)?.execute([pupil.0])?;
        }
        Event::FileOpenedToAll { pupil, .. } => {
            conn.prepare_cached(OPEN)?.execute([pupil.0])?;
            conn.prepare_cached(END)?.execute([pupil.0])?;
        }
        Event::FileOpenedInEmergency { pupil, reason } => {
            conn.prepare_cached(EMERGENCY)?.execute(params![id, pupil.0, at, author, reason])?;
        }
        Event::ConcernRecorded(concern) => stands(conn, recorded.id, concern)?,
        Event::ConcernAmended(amendment) => {
            stands(conn, amendment.concern, &amendment.text)?;
            conn.prepare_cached(ADDED)?.execute([amendment.concern.0])?;
        }
        Event::ConcernFollowedUp(follow_up) => {
            conn.prepare_cached(STANDS_AS)?.execute((follow_up.concern.0, id))?;
        }
        Event::AttachmentAdded(attachment) => {
            conn.prepare_cached(STANDS_AS)?.execute((attachment.concern.0, id))?;
        }
        Event::AttachmentSaved { concern, .. } => {
            conn.prepare_cached(STANDS_AS)?.execute((concern.0, id))?;
        }
        Event::ReferralMade(referral) => {
            conn.prepare_cached(STANDS)?.execute((referral.pupil.0, id))?;
            for entry in &referral.entries {
                conn.prepare_cached(STANDS_AS)?.execute((entry.0, id))?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn stands(conn: &Connection, entry: EventId, concern: &Concern) -> Result<(), Error> {
    let mut insert = conn.prepare_cached(STANDS)?;
    insert.execute((concern.pupil.0, entry.0))?;
    for (pupil, _) in &concern.other_pupils {
        insert.execute((pupil.0, entry.0))?;
    }
    Ok(())
}

/// A file that is closed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureRow {
    pub pupil: PupilId,
    pub closure: Closure,
    /// When it was closed, or last decided anew.
    pub at: DateTime<Utc>,
    pub author: PersonId,
}

/// An opening of a closed file in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyRow {
    pub id: EventId,
    pub opening: EmergencyOpening,
    /// True once it was decided anew to whom the file is closed.
    pub ended: bool,
}

impl Store {
    /// The files that are closed now, in the order of pupils' ids.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn closures(&self) -> Result<Vec<ClosureRow>, Error> {
        let mut select =
            self.conn.prepare_cached("SELECT pupil, at, author, record FROM closure ORDER BY pupil")?;
        let mut rows = select.query([])?;
        let mut closures = Vec::new();
        while let Some(row) = rows.next()? {
            let record: Vec<u8> = row.get(3)?;
            closures.push(ClosureRow {
                pupil: PupilId(row.get(0)?),
                closure: from_cbor::<ClosureV1>(&record)?.closure(),
                at: journal::instant(row.get(1)?)?,
                author: PersonId(row.get(2)?),
            });
        }
        Ok(closures)
    }

    /// The emergency openings of a pupil's file, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn emergency_openings(&self, pupil: PupilId) -> Result<Vec<EmergencyRow>, Error> {
        let mut select = self.conn.prepare_cached(
            "SELECT id, at, author, reason, ended FROM emergency_opening WHERE pupil = ?1 ORDER BY at, id",
        )?;
        let mut rows = select.query([pupil.0])?;
        let mut openings = Vec::new();
        while let Some(row) = rows.next()? {
            let opening = EmergencyOpening {
                pupil,
                at: journal::instant(row.get(1)?)?,
                by: PersonId(row.get(2)?),
                reason: row.get(3)?,
            };
            openings.push(EmergencyRow { id: EventId(row.get(0)?), opening, ended: row.get(4)? });
        }
        Ok(openings)
    }

    /// The events that ever stood in a pupil's file: concerns, what was added to them, referrals.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn entries_in_file(&self, pupil: PupilId) -> Result<Vec<EventId>, Error> {
        let mut select = self.conn.prepare_cached("SELECT entry FROM entry_file WHERE pupil = ?1")?;
        let rows = select.query_map([pupil.0], |row| row.get(0).map(EventId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The files in which an entry ever stood.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn files_of_entry(&self, entry: EventId) -> Result<Vec<PupilId>, Error> {
        let mut select =
            self.conn.prepare_cached("SELECT pupil FROM entry_file WHERE entry = ?1 ORDER BY pupil")?;
        let rows = select.query_map([entry.0], |row| row.get(0).map(PupilId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
