//! A row of the journal, and the hashes over it.

use encircle_crypto::hash::tagged;
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::Error;
use crate::at_rest::{Bytes, to_cbor};

const EVENT_TAG: &str = "encircle/1 event";
const PART_TAG: &str = "encircle/1 part";
const PAYLOAD_TAG: &str = "encircle/1 payload";
const KEY_ID_TAG: &str = "encircle/1 key id";
/// The domain of an author's signature over an event's hash.
pub(crate) const SIGNATURE_TAG: &str = "encircle/1 event signature";

/// Every column that the hash covers.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub id: [u8; 16],
    pub device_id: [u8; 16],
    pub seq: i64,
    pub hlc: i64,
    pub recorded_at: i64,
    pub author_id: [u8; 16],
    pub author_key_id: [u8; 16],
    pub kind: String,
    pub version: u16,
    pub corrects: Option<[u8; 16]>,
    pub vault_id: [u8; 16],
    pub epoch: u32,
    pub payload_hash: [u8; 32],
    pub prev_hash: [u8; 32],
}

/// The columns as one CBOR array in the order of the table.
#[derive(Serialize)]
struct Columns<'a>(
    Bytes<16>,
    Bytes<16>,
    i64,
    i64,
    i64,
    Bytes<16>,
    Bytes<16>,
    &'a str,
    u16,
    Option<Bytes<16>>,
    Bytes<16>,
    u32,
    Bytes<32>,
    Bytes<32>,
);

impl Row {
    /// SHA-256 over a domain tag and the canonical CBOR of every column but hash and signature.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let columns = Columns(
            Bytes::new(self.id),
            Bytes::new(self.device_id),
            self.seq,
            self.hlc,
            self.recorded_at,
            Bytes::new(self.author_id),
            Bytes::new(self.author_key_id),
            &self.kind,
            self.version,
            self.corrects.map(Bytes::new),
            Bytes::new(self.vault_id),
            self.epoch,
            Bytes::new(self.payload_hash),
            Bytes::new(self.prev_hash),
        );
        tagged(EVENT_TAG, &[&to_cbor(&columns)])
    }

    /// Puts the row into the journal.
    pub(crate) fn insert(
        &self,
        conn: &Connection,
        hash: &[u8; 32],
        signature: &[u8; 64],
    ) -> Result<(), Error> {
        conn.prepare_cached(include_str!("insert.sql"))?.execute(params![
            self.id,
            self.device_id,
            self.seq,
            self.hlc,
            self.recorded_at,
            self.author_id,
            self.author_key_id,
            self.kind,
            self.version,
            self.corrects,
            self.vault_id,
            self.epoch,
            self.payload_hash,
            self.prev_hash,
            hash,
            signature
        ])?;
        Ok(())
    }

    /// Reads what `SELECT *` gives, with hash and signature.
    pub(crate) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Self, [u8; 32], [u8; 64])> {
        let columns = Self {
            id: row.get("id")?,
            device_id: row.get("device_id")?,
            seq: row.get("seq")?,
            hlc: row.get("hlc")?,
            recorded_at: row.get("recorded_at")?,
            author_id: row.get("author_id")?,
            author_key_id: row.get("author_key_id")?,
            kind: row.get("kind")?,
            version: row.get("version")?,
            corrects: row.get("corrects")?,
            vault_id: row.get("vault_id")?,
            epoch: row.get("epoch")?,
            payload_hash: row.get("payload_hash")?,
            prev_hash: row.get("prev_hash")?,
        };
        Ok((columns, row.get("hash")?, row.get("signature")?))
    }
}

/// The salted hash of one part: its number and its subject are bound in, so a part cannot be given to another pupil.
pub(crate) fn part_hash(salt: &[u8; 16], number: u32, subject: Option<&[u8; 16]>, bytes: &[u8]) -> [u8; 32] {
    let subject: &[u8] = subject.map_or(&[], |subject| subject);
    tagged(PART_TAG, &[salt, &number.to_be_bytes(), subject, bytes])
}

/// The hash over the ordered hashes of the parts.
pub(crate) fn payload_hash(parts: &[[u8; 32]]) -> [u8; 32] {
    tagged(PAYLOAD_TAG, &[parts.as_flattened()])
}

/// The short name of a public key.
pub(crate) fn key_id(public: &[u8; 32]) -> [u8; 16] {
    let hash = tagged(KEY_ID_TAG, &[public]);
    *hash.first_chunk().expect("16 is less than 32")
}
