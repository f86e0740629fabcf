//! Concerns as they read now, with every former text, what was done about each, and whether a DSL has acted.
//!
//! A concern is read once a DSL follows it up; one that a DSL recorded is read from the start. The role is the one that the
//! person had at that event.

use chrono::{DateTime, Utc};
use encircle_domain::concern::{Concern, FollowUp, Part};
use encircle_domain::person::Role;
use encircle_domain::{Event, EventId, PersonId, PupilId, Recorded};
use rusqlite::{Connection, Row, ToSql, params};
use serde::{Deserialize, Serialize};

use super::{View, person};
use crate::at_rest::{Bytes, ConcernFollowedUpV1, ConcernRecordedV1, from_cbor, to_cbor};
use crate::{Error, Store, journal};

pub(crate) const VIEW: View = View {
    name: "concern",
    version: 1,
    reads: &["person"],
    create: include_str!("concern.sql"),
    tables: &["concern", "concern_pupil", "concern_amendment", "concern_follow_up"],
    apply,
    dump: &[
        "SELECT * FROM concern ORDER BY id",
        "SELECT * FROM concern_pupil ORDER BY pupil, concern",
        "SELECT * FROM concern_amendment ORDER BY id",
        "SELECT * FROM concern_follow_up ORDER BY id",
    ],
};

const INSERT: &str = include_str!("concern_insert.sql");
const AMENDMENT_INSERT: &str = include_str!("concern_amendment_insert.sql");
const FOLLOW_UP_INSERT: &str = include_str!("concern_follow_up_insert.sql");
const PUPIL_INSERT: &str = "INSERT OR IGNORE INTO concern_pupil (pupil, concern, part) VALUES (?1, ?2, ?3)";
const OF_PUPIL: &str = include_str!("concerns_of.sql");
const UNREAD: &str = "SELECT id, recorded_at, author, read, original, current, NULL FROM concern WHERE read = 0 ORDER BY place";
const ONE: &str = "SELECT id, recorded_at, author, read, original, current, NULL FROM concern WHERE id = ?1";
const BY: &str = "SELECT id, recorded_at, author, read, original, current, NULL FROM concern WHERE author = ?1 ORDER BY place";
const AMENDMENTS: &str =
    "SELECT id, at, author, text, why FROM concern_amendment WHERE concern = ?1 ORDER BY place";
const FOLLOW_UPS: &str =
    "SELECT id, at, author, pupil, record FROM concern_follow_up WHERE concern = ?1 ORDER BY place";

/// A whole concern as the view keeps it.
#[derive(Serialize, Deserialize)]
struct Whole {
    pupil: Bytes<16>,
    text: ConcernRecordedV1,
    others: Vec<(Bytes<16>, String)>,
}

fn pack(concern: &Concern) -> Vec<u8> {
    let others = concern
        .other_pupils
        .iter()
        .map(|(pupil, part)| (Bytes::new(pupil.0), part.code().to_owned()))
        .collect();
    to_cbor(&Whole { pupil: Bytes::new(concern.pupil.0), text: ConcernRecordedV1::of(concern), others })
}

fn unpack(bytes: &[u8]) -> Result<Concern, Error> {
    let whole: Whole = from_cbor(bytes)?;
    let others =
        whole.others.into_iter().map(|(pupil, part)| Ok((PupilId(pupil.into_array()), read_part(&part)?)));
    whole.text.concern(PupilId(whole.pupil.into_array()), others.collect::<Result<_, Error>>()?)
}

fn read_part(code: &str) -> Result<Part, Error> {
    Part::from_code(code).ok_or(Error::Damaged)
}

fn apply(conn: &Connection, recorded: &Recorded) -> Result<(), Error> {
    let (id, at, author) = (recorded.id.0, recorded.recorded_at.timestamp_millis(), recorded.author.0);
    match &recorded.event {
        Event::ConcernRecorded(concern) => {
            let read = by_dsl(conn, recorded)?;
            conn.prepare_cached(INSERT)?.execute(params![id, at, author, read, pack(concern)])?;
            put_pupils(conn, recorded.id, concern)?;
        }
        Event::ConcernAmended(amendment) => {
            let (concern, text) = (amendment.concern.0, pack(&amendment.text));
            conn.prepare_cached(AMENDMENT_INSERT)?.execute(params![
                id,
                concern,
                at,
                author,
                text,
                amendment.why
            ])?;
            conn.prepare_cached("UPDATE concern SET current = ?2 WHERE id = ?1")?
                .execute(params![concern, text])?;
            conn.prepare_cached("DELETE FROM concern_pupil WHERE concern = ?1")?.execute([concern])?;
            put_pupils(conn, amendment.concern, &amendment.text)?;
        }
        Event::ConcernFollowedUp(follow_up) => {
            let (concern, pupil) = (follow_up.concern.0, follow_up.pupil.0);
            let record = to_cbor(&ConcernFollowedUpV1::of(follow_up));
            conn.prepare_cached(FOLLOW_UP_INSERT)?
                .execute(params![id, concern, at, author, pupil, record])?;
            if by_dsl(conn, recorded)? {
                conn.prepare_cached("UPDATE concern SET read = 1 WHERE id = ?1 AND read = 0")?
                    .execute([concern])?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn by_dsl(conn: &Connection, recorded: &Recorded) -> Result<bool, Error> {
    Ok(person::role(conn, recorded.author)? == Some(Role::Dsl))
}

fn put_pupils(conn: &Connection, id: EventId, concern: &Concern) -> Result<(), Error> {
    let mut insert = conn.prepare_cached(PUPIL_INSERT)?;
    insert.execute(params![concern.pupil.0, id.0, None::<&str>])?;
    for (pupil, part) in &concern.other_pupils {
        insert.execute(params![pupil.0, id.0, part.code()])?;
    }
    Ok(())
}

/// True when there is a concern of this id.
pub(crate) fn exists(conn: &Connection, id: EventId) -> Result<bool, Error> {
    Ok(conn.prepare_cached("SELECT 1 FROM concern WHERE id = ?1")?.exists([id.0])?)
}

/// A concern with all that was added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcernRow {
    pub id: EventId,
    pub recorded_at: DateTime<Utc>,
    pub author: PersonId,
    /// As it reads now.
    pub current: Concern,
    /// As it was recorded.
    pub original: Concern,
    /// In the order of the journal; two corrections of one text both stay.
    pub amendments: Vec<AmendmentRow>,
    pub follow_ups: Vec<FollowUpRow>,
    /// The part of the pupil who was asked for, where that pupil is not the one it is about.
    pub part: Option<Part>,
    /// True once a DSL has acted, or when a DSL recorded it.
    pub read: bool,
}

/// An addition to a concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendmentRow {
    pub id: EventId,
    pub at: DateTime<Utc>,
    pub author: PersonId,
    /// The concern as it read from then on.
    pub text: Concern,
    pub why: String,
}

/// What was done about a concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpRow {
    pub id: EventId,
    pub at: DateTime<Utc>,
    pub author: PersonId,
    pub follow_up: FollowUp,
}

impl Store {
    /// One concern.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn concern(&self, id: EventId) -> Result<Option<ConcernRow>, Error> {
        Ok(self.concern_rows(ONE, &[&id.0])?.pop())
    }

    /// The concerns about a pupil, and those in which the pupil had a part, in the order of recording.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn concerns_of(&self, pupil: PupilId) -> Result<Vec<ConcernRow>, Error> {
        self.concern_rows(OF_PUPIL, &[&pupil.0])
    }

    /// How many concerns and referrals a pupil's file holds.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn entry_count(&self, pupil: PupilId) -> Result<u32, Error> {
        let sql = "SELECT (SELECT count(*) FROM concern_pupil WHERE pupil = ?1) + (SELECT count(*) FROM referral WHERE pupil = ?1)";
        Ok(self.conn.prepare_cached(sql)?.query_row((pupil.0,), |row| row.get(0))?)
    }

    /// The concerns on which no DSL has acted, in the order of recording.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn unread_concerns(&self) -> Result<Vec<ConcernRow>, Error> {
        self.concern_rows(UNREAD, &[])
    }

    /// The concerns that a person recorded, in the order of recording.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn concerns_by(&self, author: PersonId) -> Result<Vec<ConcernRow>, Error> {
        self.concern_rows(BY, &[&author.0])
    }

    fn concern_rows(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<ConcernRow>, Error> {
        let mut select = self.conn.prepare_cached(sql)?;
        let mut rows = select.query(values)?;
        let mut concerns = Vec::new();
        while let Some(row) = rows.next()? {
            concerns.push(self.concern_row(row)?);
        }
        Ok(concerns)
    }

    fn concern_row(&self, row: &Row<'_>) -> Result<ConcernRow, Error> {
        let id = EventId(row.get(0)?);
        let (original, current): (Vec<u8>, Option<Vec<u8>>) = (row.get(4)?, row.get(5)?);
        let part: Option<String> = row.get(6)?;
        let original = unpack(&original)?;
        Ok(ConcernRow {
            id,
            recorded_at: journal::instant(row.get(1)?)?,
            author: PersonId(row.get(2)?),
            current: current.map_or_else(|| Ok(original.clone()), |current| unpack(&current))?,
            original,
            amendments: self.amendments(id)?,
            follow_ups: self.follow_ups(id)?,
            part: part.as_deref().map(read_part).transpose()?,
            read: row.get(3)?,
        })
    }

    fn amendments(&self, concern: EventId) -> Result<Vec<AmendmentRow>, Error> {
        let mut select = self.conn.prepare_cached(AMENDMENTS)?;
        let mut rows = select.query([concern.0])?;
        let mut amendments = Vec::new();
        while let Some(row) = rows.next()? {
            let text: Vec<u8> = row.get(3)?;
            amendments.push(AmendmentRow {
                id: EventId(row.get(0)?),
                at: journal::instant(row.get(1)?)?,
                author: PersonId(row.get(2)?),
                text: unpack(&text)?,
                why: row.get(4)?,
            });
        }
        Ok(amendments)
    }

    fn follow_ups(&self, concern: EventId) -> Result<Vec<FollowUpRow>, Error> {
        let mut select = self.conn.prepare_cached(FOLLOW_UPS)?;
        let mut rows = select.query([concern.0])?;
        let mut follow_ups = Vec::new();
        while let Some(row) = rows.next()? {
            let record: Vec<u8> = row.get(4)?;
            follow_ups.push(FollowUpRow {
                id: EventId(row.get(0)?),
                at: journal::instant(row.get(1)?)?,
                author: PersonId(row.get(2)?),
                follow_up: from_cbor::<ConcernFollowedUpV1>(&record)?.follow_up(PupilId(row.get(3)?))?,
            });
        }
        Ok(follow_ups)
    }
}
