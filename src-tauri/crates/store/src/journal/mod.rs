//! The journal: events that are appended and never changed, and their payloads. Never here: what an event means to a view.

mod row;
mod verify;

#[cfg(test)]
mod tests;

pub(crate) use row::{Row, key_id, part_hash, payload_hash};
pub use verify::Verified;
pub(crate) use verify::{verify, verify_all};

use chrono::{DateTime, Utc};
use encircle_crypto::sign::SigningKey;
use encircle_domain::{Event, EventId, PersonId, PupilId, Recorded};
use rand_core::CryptoRng;
use rusqlite::{Connection, OptionalExtension, params};

use crate::at_rest::{self, Part};
use crate::{Author, Error, Head, Identity};

/// The tables of the journal, of drafts and of the views' versions.
pub(crate) const SCHEMA: &str = include_str!("journal.sql");

/// Where this device's chain ends. It moves on in memory and counts only once the transaction is committed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain {
    pub identity: Identity,
    pub head: Head,
    pub hlc: i64,
}

/// What is about to become a row.
pub(crate) struct Entry<'a> {
    pub id: EventId,
    pub at: DateTime<Utc>,
    pub author: &'a Author,
    pub corrects: Option<EventId>,
    pub kind: &'a str,
    pub version: u16,
    pub parts: &'a [Part],
}

/// Who this database is.
pub(crate) fn identity(conn: &Connection) -> Result<Identity, Error> {
    let identity = conn.query_row("SELECT vault_id, epoch, device_id FROM here", [], |row| {
        Ok(Identity { vault_id: row.get(0)?, epoch: row.get(1)?, device_id: row.get(2)? })
    })?;
    Ok(identity)
}

/// Writes down who this database is, once.
pub(crate) fn set_identity(conn: &Connection, identity: &Identity) -> Result<(), Error> {
    conn.execute(
        "INSERT INTO here (one, vault_id, epoch, device_id) VALUES (1, ?1, ?2, ?3)",
        params![identity.vault_id, identity.epoch, identity.device_id],
    )?;
    Ok(())
}

impl Chain {
    /// Finds the end of this device's chain, and the highest clock of any device.
    pub(crate) fn load(conn: &Connection) -> Result<Self, Error> {
        let identity = identity(conn)?;
        let head = conn
            .query_row(
                "SELECT seq, hash FROM event WHERE device_id = ?1 ORDER BY seq DESC LIMIT 1",
                [identity.device_id],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?
            .map_or_else(Head::default, |(seq, hash)| Head { seq: number(seq), hash });
        let hlc = conn.query_row("SELECT coalesce(max(hlc), 0) FROM event", [], |row| row.get(0))?;
        Ok(Self { identity, head, hlc })
    }

    /// Appends one event.
    pub(crate) fn append(
        &mut self,
        conn: &Connection,
        entry: &Entry<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        let mut insert = conn.prepare_cached(
            "INSERT INTO payload (event_id, part, subject_id, salt, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut hashes = Vec::with_capacity(entry.parts.len());
        for (number, part) in (0_u32..).zip(entry.parts) {
            let mut salt = [0; 16];
            rng.fill_bytes(&mut salt);
            let subject = part.subject.map(|subject| subject.0);
            hashes.push(part_hash(&salt, number, subject.as_ref(), &part.bytes));
            insert.execute(params![entry.id.0, number, subject, salt, part.bytes])?;
        }
        // A hybrid logical clock: milliseconds shifted by 16 bits; it never runs backwards, whatever the wall clock does.
        let hlc = (self.hlc + 1).max(entry.at.timestamp_millis() << 16);
        let row = Row {
            id: entry.id.0,
            device_id: self.identity.device_id,
            seq: i64::try_from(self.head.seq + 1).map_err(|_| Error::Damaged)?,
            hlc,
            recorded_at: entry.at.timestamp_millis(),
            author_id: entry.author.person.0,
            author_key_id: key_id(&entry.author.signing.verify_key()),
            kind: entry.kind.to_owned(),
            version: entry.version,
            corrects: entry.corrects.map(|id| id.0),
            vault_id: self.identity.vault_id,
            epoch: self.identity.epoch,
            payload_hash: payload_hash(&hashes),
            prev_hash: self.head.hash,
        };
        let hash = row.hash();
        row.insert(conn, &hash, &sign(&entry.author.signing, &hash))?;
        self.hlc = hlc;
        self.head = Head { seq: number(row.seq), hash };
        Ok(())
    }
}

fn sign(key: &SigningKey, hash: &[u8; 32]) -> [u8; 64] {
    key.sign(row::SIGNATURE_TAG, hash)
}

/// True when the journal has an event of this id.
pub(crate) fn holds(conn: &Connection, id: EventId) -> Result<bool, Error> {
    Ok(conn.prepare_cached("SELECT 1 FROM event WHERE id = ?1")?.exists([id.0])?)
}

/// The parts of an event's payload that are still there, in order.
pub(crate) fn parts(conn: &Connection, id: EventId) -> Result<Vec<Part>, Error> {
    Ok(numbered_parts(conn, id)?.into_iter().map(|(_, part)| part).collect())
}

fn numbered_parts(conn: &Connection, id: EventId) -> Result<Vec<(u32, Part)>, Error> {
    let mut select =
        conn.prepare_cached("SELECT part, subject_id, bytes FROM payload WHERE event_id = ?1 ORDER BY part")?;
    let rows = select.query_map([id.0], |row| {
        let subject: Option<[u8; 16]> = row.get(1)?;
        Ok((row.get(0)?, Part { subject: subject.map(PupilId), bytes: row.get(2)? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What an event of this id must say to be the same event: kind, version, what it corrects.
pub(crate) type Said = (String, u16, Option<[u8; 16]>);

/// See [`Said`].
pub(crate) fn said(conn: &Connection, id: EventId) -> Result<Option<Said>, Error> {
    let mut select = conn.prepare_cached("SELECT kind, version, corrects FROM event WHERE id = ?1")?;
    Ok(select.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}

/// One event, read back.
pub(crate) fn recorded(conn: &Connection, id: EventId) -> Result<Option<Recorded>, Error> {
    let mut select = conn.prepare_cached(
        "SELECT id, recorded_at, author_id, corrects, kind, version FROM event WHERE id = ?1",
    )?;
    let head = select.query_row([id.0], heading).optional()?;
    head.map(|head| with_payload(conn, head)).transpose()
}

/// Every event in the order in which views take them, which is the order of the journal.
pub(crate) fn for_each(
    conn: &Connection,
    mut take: impl FnMut(&Recorded) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut select = conn.prepare(
        "SELECT id, recorded_at, author_id, corrects, kind, version FROM event ORDER BY hlc, device_id, seq",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        take(&with_payload(conn, heading(row)?)?)?;
    }
    Ok(())
}

/// Every event of the kinds that may name a sealed object, with its number.
pub(crate) fn for_each_that_names_objects(
    conn: &Connection,
    mut take: impl FnMut(u64, &Event),
) -> Result<(), Error> {
    // Imports hold the most by far and name none; whatever else there is, is asked.
    let mut select = conn.prepare(
        "SELECT seq, id, recorded_at, author_id, corrects, kind, version FROM event \
         WHERE kind NOT IN ('marks_imported', 'pupils_imported') ORDER BY hlc, device_id, seq",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let heading = Heading {
            id: EventId(row.get("id")?),
            recorded_at: row.get("recorded_at")?,
            author: PersonId(row.get("author_id")?),
            corrects: None,
            kind: row.get("kind")?,
            version: row.get("version")?,
        };
        let seq = number(row.get("seq")?);
        // One that cannot be read is told by its payload.
        if let Ok(recorded) = with_payload(conn, heading) {
            take(seq, &recorded.event);
        }
    }
    Ok(())
}

struct Heading {
    id: EventId,
    recorded_at: i64,
    author: PersonId,
    corrects: Option<EventId>,
    kind: String,
    version: u16,
}

fn heading(row: &rusqlite::Row<'_>) -> rusqlite::Result<Heading> {
    let corrects: Option<[u8; 16]> = row.get(3)?;
    Ok(Heading {
        id: EventId(row.get(0)?),
        recorded_at: row.get(1)?,
        author: PersonId(row.get(2)?),
        corrects: corrects.map(EventId),
        kind: row.get(4)?,
        version: row.get(5)?,
    })
}

fn with_payload(conn: &Connection, heading: Heading) -> Result<Recorded, Error> {
    let parts = numbered_parts(conn, heading.id)?;
    // Without its own part an event cannot be read: its subject was disposed of.
    let parts: Vec<Part> = match parts.first() {
        Some((0, _)) => parts.into_iter().map(|(_, part)| part).collect(),
        _ => Vec::new(),
    };
    Ok(Recorded {
        id: heading.id,
        recorded_at: instant(heading.recorded_at)?,
        author: heading.author,
        corrects: heading.corrects,
        event: at_rest::read(&heading.kind, heading.version, &parts)?,
    })
}

/// A number that counts events; the table never holds one below 1, and a forged one counts as none.
fn number(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or(0)
}

/// Milliseconds since 1970 as an instant.
pub(crate) fn instant(millis: i64) -> Result<DateTime<Utc>, Error> {
    DateTime::from_timestamp_millis(millis).ok_or(Error::Damaged)
}
