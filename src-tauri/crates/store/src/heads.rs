//! Copies of a vault: what this laptop last saw of its journal, whether the copy that is here is that one, and how a copy goes on
//! under a new device. Never here: the keychain that keeps the last head, or a person's decision.

use chrono::{DateTime, Utc};
use encircle_crypto::{CryptoRng, hash, seal};
use encircle_domain::Event;
use encircle_domain::backup::{ChainEnd, Continuation};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::at_rest::{self, Bytes, Part, Written, from_cbor, to_cbor};
use crate::journal::{self, Chain};
use crate::keys::Unlocked;
use crate::{Author, Error, NewEvent, Store};

const VERSION: u8 = 1;
/// Bytes before the seal: the version, and the epoch, which tells a key that is not here yet from damage.
const OPENING: usize = 5;

/// The end of the journal as this laptop last saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastSeen {
    pub epoch: u32,
    pub end: ChainEnd,
    pub at: DateTime<Utc>,
}

/// What a kept head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Seen(LastSeen),
    /// It was sealed under a key of the vault that this copy does not have yet: the copy is older.
    LaterEpoch(u32),
    /// It is of an earlier key, or cannot be read: nothing is known.
    Nothing,
}

/// Whether the copy that is here is the one that was last seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The last event that was seen is in the journal.
    Agrees,
    /// The journal ends before it.
    Older,
    /// Another event stands in its place: both copies were written on.
    Forked,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LastSeenV1 {
    device: Bytes<16>,
    seq: u64,
    head: Bytes<32>,
    at: i64,
}

/// Seals a head for the keychain, bound to vault, slot and epoch.
pub fn seal_last_seen(unlocked: &Unlocked, seen: &LastSeen, rng: &mut impl CryptoRng) -> Vec<u8> {
    let plain = to_cbor(&LastSeenV1 {
        device: Bytes::new(seen.end.device_id),
        seq: seen.end.seq,
        head: Bytes::new(seen.end.head),
        at: seen.at.timestamp_millis(),
    });
    let opening = [&[VERSION], unlocked.epoch().to_be_bytes().as_slice()].concat();
    let sealed = seal::seal(&unlocked.device_state_key(), &bound_to(unlocked, &opening), &plain, rng);
    [opening, sealed].concat()
}

/// Opens what the keychain kept.
#[must_use]
pub fn open_last_seen(unlocked: &Unlocked, kept: &[u8]) -> Kept {
    let Some((opening, sealed)) = kept.split_first_chunk::<OPENING>() else { return Kept::Nothing };
    let [version, epoch @ ..] = *opening;
    let epoch = u32::from_be_bytes(epoch);
    if version == VERSION && epoch > unlocked.epoch() {
        return Kept::LaterEpoch(epoch);
    }
    seal::open(&unlocked.device_state_key(), &bound_to(unlocked, opening), sealed)
        .ok()
        .and_then(|plain| from_cbor::<LastSeenV1>(&plain).ok())
        .and_then(|v1| {
            let at = journal::instant(v1.at).ok()?;
            let end = ChainEnd { device_id: v1.device.into_array(), seq: v1.seq, head: v1.head.into_array() };
            Some(Kept::Seen(LastSeen { epoch, end, at }))
        })
        .unwrap_or(Kept::Nothing)
}

fn bound_to(unlocked: &Unlocked, opening: &[u8]) -> [u8; 32] {
    hash::tagged("encircle/1 last seen", &[&unlocked.vault_id(), &unlocked.slot_id().0, opening])
}

const MAKE: &str = "CREATE TABLE IF NOT EXISTS continues (
  one INTEGER PRIMARY KEY CHECK (one = 1), kind TEXT NOT NULL, part BLOB NOT NULL) STRICT";

impl Store {
    /// Whether the event that was last seen is in this journal.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn agreement(&self, seen: &ChainEnd) -> Result<Agreement, Error> {
        if seen.seq == 0 {
            return Ok(Agreement::Agrees);
        }
        let seq = i64::try_from(seen.seq).map_err(|_| Error::Damaged)?;
        let mut select =
            self.conn.prepare_cached("SELECT hash FROM event WHERE device_id = ?1 AND seq = ?2")?;
        let found: Option<[u8; 32]> =
            select.query_row(params![seen.device_id, seq], |row| row.get(0)).optional()?;
        Ok(match found {
            Some(hash) if hash == seen.head => Agreement::Agrees,
            Some(_) => Agreement::Forked,
            None => Agreement::Older,
        })
    }

    /// How many events of one device are here.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn events_of(&self, device_id: &[u8; 16]) -> Result<u32, Error> {
        let mut select = self.conn.prepare_cached("SELECT count(*) FROM event WHERE device_id = ?1")?;
        Ok(select.query_row([device_id], |row| row.get(0))?)
    }

    /// Lets this copy go on under a new device. Its first event, which names the chain that it continues, is written together with
    /// the next commit, or by [`Store::commit_continuation`].
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Io`]: the copy is then as it was.
    pub fn continue_as(&mut self, device_id: [u8; 16], why: Continuation) -> Result<(), Error> {
        let continues = self.chain_end();
        let event = Event::CopyContinued { continues, why };
        let Written { kind, parts, .. } = at_rest::write(&event).ok_or(Error::UnknownKind)?;
        let part = parts.into_iter().next().ok_or(Error::UnknownKind)?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(MAKE)?;
        tx.execute("REPLACE INTO continues VALUES (1, ?1, ?2)", params![kind, part.bytes])?;
        tx.execute("UPDATE here SET device_id = ?1", [device_id])?;
        tx.commit()?;
        self.chain = Chain::load(&self.conn)?;
        Ok(())
    }

    /// True when this copy goes on under a new device that has not written its first event.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn owes_continuation(&self) -> Result<bool, Error> {
        Ok(owed(&self.conn, self.chain.head.seq)?.is_some())
    }

    /// Writes the first event of a new device, if it is owed.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub fn commit_continuation(
        &mut self,
        author: &Author,
        at: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        if let Some(event) = owed(&self.conn, self.chain.head.seq)? {
            self.append(std::iter::once((author, at, NewEvent::of(event))), rng)?;
        }
        Ok(())
    }
}

/// The first event of a new device, as long as it has none.
pub(crate) fn owed(conn: &Connection, seq: u64) -> Result<Option<Event>, Error> {
    if seq > 0 || !conn.prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = 'continues'")?.exists([])? {
        return Ok(None);
    }
    let row: Option<(String, Vec<u8>)> = conn
        .query_row("SELECT kind, part FROM continues", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.map(|(kind, bytes)| at_rest::read(&kind, 1, &[Part { subject: None, bytes }])).transpose()
}
