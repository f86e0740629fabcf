//! The check of the whole journal: every hash, signature and payload, each chain from its first event to its last.
//!
//! What it proves: no event was altered, moved from another vault, taken out or put in between, and each was signed by a key
//! that an event of the journal gives to its author. That the end was not cut off is proved by the head kept elsewhere.

use std::cell::Cell;
use std::collections::HashMap;

use encircle_crypto::sign;
use encircle_domain::{Event, EventId, PersonId};
use rusqlite::Connection;

use super::row::{Row, SIGNATURE_TAG, key_id, part_hash, payload_hash};
use super::{SCHEMA, identity, number};
use crate::at_rest;
use crate::error::{Error, Fault, Wrong};
use crate::{Head, Identity};

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many events there are, all of them in order.
    pub events: u64,
}

/// Public keys by author and key id.
type Keys = HashMap<([u8; 16], [u8; 16]), [u8; 32]>;

/// Walks the journal and gives the first thing that is wrong. `head` is the end of this device's chain as the open store knows it.
pub(crate) fn verify(conn: &Connection, head: Head) -> Result<Verified, Fault> {
    let first = Cell::new(None);
    let events = verify_all(conn, head, |_| first.get().is_none(), &mut |fault| {
        first.set(first.get().or(Some(fault)));
    })?;
    first.get().map_or(Ok(Verified { events }), Err)
}

/// Walks the whole journal and tells each thing that is wrong, an author without a key last. `step` is told before each event how many
/// were read, and ends the walk by saying no. Gives the number of events that were read.
///
/// # Errors
/// [`Error`] when a row cannot be read at all.
pub(crate) fn verify_all(
    conn: &Connection,
    head: Head,
    step: impl Fn(u64) -> bool,
    tell: &mut dyn FnMut(Fault),
) -> Result<u64, Error> {
    if !guards(conn)? {
        tell(Fault::Guards);
    }
    let identity = identity(conn)?;
    let keys = keys(conn)?;
    let mut select = conn.prepare("SELECT * FROM event ORDER BY device_id, seq")?;
    let mut rows = select.query([])?;
    let mut events = 0;
    let mut device = None;
    let mut before = Head::default();
    let mut own_end = Head::default();
    // An altered membership leaves its author without a key everywhere: the altered event itself is the better answer.
    let mut unknown_author = None;
    while let Some(row) = rows.next()? {
        if !step(events) {
            return Ok(events);
        }
        let (row, hash, signature) = Row::read(row)?;
        if device != Some(row.device_id) {
            device = Some(row.device_id);
            before = Head::default();
        }
        match check(conn, &identity, &keys, before, &row, &hash, &signature) {
            Ok(()) => {}
            Err(Fault::Unreadable(error)) => return Err(error),
            Err(fault @ Fault::Event { what: Wrong::Author, .. }) => {
                unknown_author = unknown_author.or(Some(fault));
            }
            Err(fault) => tell(fault),
        }
        before = Head { seq: number(row.seq), hash };
        if row.device_id == identity.device_id {
            own_end = before;
        }
        events += 1;
    }
    if let Some(fault) = unknown_author {
        tell(fault);
    }
    if own_end != head {
        tell(Fault::EndMissing);
    }
    if let Some(id) = stray_payload(conn)? {
        tell(Fault::StrayPayload { id });
    }
    Ok(events)
}

fn check(
    conn: &Connection,
    identity: &Identity,
    keys: &Keys,
    before: Head,
    row: &Row,
    hash: &[u8; 32],
    signature: &[u8; 64],
) -> Result<(), Fault> {
    let wrong = |what| Err(Fault::Event { id: EventId(row.id), seq: number(row.seq), what });
    if row.vault_id != identity.vault_id {
        return wrong(Wrong::OtherVault);
    }
    let actual = row.hash();
    let signed = |hash: &[u8; 32]| {
        keys.get(&(row.author_id, row.author_key_id))
            .map(|key| sign::verify(key, SIGNATURE_TAG, hash, signature).is_ok())
    };
    if actual != *hash {
        // The signature says which of the two is what the author wrote.
        return wrong(if signed(&actual) == Some(true) { Wrong::Hash } else { Wrong::Column });
    }
    // Checked once: of all that is asked here, it costs the most.
    let signed = signed(hash);
    if signed == Some(false) {
        return wrong(Wrong::Signature);
    }
    if number(row.seq) != before.seq + 1 {
        return Err(Fault::Missing { device_id: row.device_id, seq: before.seq + 1 });
    }
    if row.prev_hash != before.hash {
        return wrong(Wrong::Chain);
    }
    if payload(conn, &row.id)? != row.payload_hash {
        return wrong(Wrong::Payload);
    }
    if signed.is_none() { wrong(Wrong::Author) } else { Ok(()) }
}

/// The hash of the payload that is there.
fn payload(conn: &Connection, id: &[u8; 16]) -> Result<[u8; 32], Error> {
    let mut select = conn.prepare_cached(
        "SELECT part, subject_id, salt, bytes FROM payload WHERE event_id = ?1 ORDER BY part",
    )?;
    let mut rows = select.query([id])?;
    let mut hashes = Vec::new();
    while let Some(row) = rows.next()? {
        let (number, subject): (u32, Option<[u8; 16]>) = (row.get(0)?, row.get(1)?);
        let bytes: &[u8] = row.get_ref(3)?.as_blob().map_err(|_| Error::Damaged)?;
        // A salt of another length is no salt of ours: the part cannot hash to what was signed.
        let salt: Vec<u8> = row.get(2)?;
        hashes.push(
            salt.as_slice()
                .try_into()
                .map_or([0; 32], |salt| part_hash(salt, number, subject.as_ref(), bytes)),
        );
    }
    Ok(payload_hash(&hashes))
}

/// Every key that an event gives to a person. An event that does not verify is found by the walk that follows.
fn keys(conn: &Connection) -> Result<Keys, Error> {
    let mut keys = Keys::new();
    let mut select = conn.prepare("SELECT id, kind, version FROM event WHERE kind = 'person_added'")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (id, kind, version): ([u8; 16], String, u16) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let parts = super::parts(conn, EventId(id))?;
        // A membership that cannot be read gives no key; the walk names it by its payload.
        if let Ok(Event::PersonAdded {
            person: encircle_domain::person::Person { id: PersonId(person), .. },
            signing_key,
            ..
        }) = at_rest::read(&kind, version, &parts)
        {
            keys.insert((person, key_id(&signing_key)), signing_key);
        }
    }
    Ok(keys)
}

/// The triggers that refuse to rewrite the journal must be those that this program makes.
fn guards(conn: &Connection) -> Result<bool, Error> {
    let mut select =
        conn.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'")?;
    let found: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(found.len() == SCHEMA.matches("CREATE TRIGGER").count()
        && found.iter().all(|sql| SCHEMA.contains(sql)))
}

fn stray_payload(conn: &Connection) -> Result<Option<EventId>, Error> {
    let mut select =
        conn.prepare("SELECT event_id FROM payload WHERE event_id NOT IN (SELECT id FROM event) LIMIT 1")?;
    let mut rows = select.query([])?;
    match rows.next()? {
        None => Ok(None),
        Some(row) => {
            let id: Vec<u8> = row.get(0)?;
            Ok(Some(EventId(id.try_into().unwrap_or_default())))
        }
    }
}
