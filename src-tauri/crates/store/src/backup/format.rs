//! What a backup looks like: its opening in clear, and the frames inside its seal. A released version is never changed.

use chrono::{DateTime, Utc};
use encircle_crypto::hash;
use encircle_domain::backup::ChainEnd;
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::at_rest::{Bytes, from_cbor, to_cbor};
use crate::{Error, journal};

/// The first bytes of every backup.
pub(super) const MARK: &[u8; 16] = b"encircle-backup\n";
/// The version that this program writes, and the newest that it reads.
pub(super) const VERSION: u32 = 1;
/// No header is larger.
pub(super) const MOST_KEYS: u32 = 1 << 20;
/// What a backup is of takes less.
pub(super) const MOST_CONTENTS: u64 = 4096;

/// The names of the frames, in their order; objects follow.
pub(super) const CONTENTS: &str = "contents";
pub(super) const HEADER: &str = crate::keys::KEYS;

/// What a backup is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    pub vault_id: [u8; 16],
    pub epoch: u32,
    /// Of a made-up school.
    pub made_up: bool,
    pub made_at: DateTime<Utc>,
    /// The last event in it.
    pub end: ChainEnd,
    /// How many events are in it, of all devices.
    pub events: u32,
    /// When the newest of them was recorded.
    pub newest: Option<DateTime<Utc>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentsV1 {
    vault_id: Bytes<16>,
    epoch: u32,
    made_up: bool,
    made_at: i64,
    device: Bytes<16>,
    seq: u64,
    head: Bytes<32>,
    events: u32,
    newest: Option<i64>,
}

impl Contents {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        to_cbor(&ContentsV1 {
            vault_id: Bytes::new(self.vault_id),
            epoch: self.epoch,
            made_up: self.made_up,
            made_at: self.made_at.timestamp_millis(),
            device: Bytes::new(self.end.device_id),
            seq: self.end.seq,
            head: Bytes::new(self.end.head),
            events: self.events,
            newest: self.newest.map(|at| at.timestamp_millis()),
        })
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let v1: ContentsV1 = from_cbor(bytes)?;
        Ok(Self {
            vault_id: v1.vault_id.into_array(),
            epoch: v1.epoch,
            made_up: v1.made_up,
            made_at: journal::instant(v1.made_at)?,
            end: ChainEnd { device_id: v1.device.into_array(), seq: v1.seq, head: v1.head.into_array() },
            events: v1.events,
            newest: v1.newest.map(journal::instant).transpose()?,
        })
    }
}

/// The database of an epoch, as a frame's name.
pub(super) fn records(epoch: u32) -> String {
    format!("records-{epoch}.db")
}

/// Whether a frame's name is that of a sealed object: nothing else may be written anywhere.
pub(super) fn is_object(name: &str) -> bool {
    let hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let parts: Vec<&str> = name.split('/').collect();
    matches!(parts[..], ["attachments", folder, file]
        if folder.len() == 2 && file.len() == 32 && file.starts_with(folder) && hex(file))
}

/// Everything before the seal: mark, version, and the header of the kits behind its length.
pub(super) fn opening(for_kits: &[u8]) -> Result<Vec<u8>, BackupError> {
    let length = u32::try_from(for_kits.len()).map_err(|_| BackupError::Damaged)?;
    Ok([MARK.as_slice(), &VERSION.to_be_bytes(), &length.to_be_bytes(), for_kits].concat())
}

/// What the seal is bound to: the opening, so that no other header can be put before it.
pub(super) fn bound_to(opening: &[u8]) -> [u8; 32] {
    hash::tagged("encircle/1 backup", &[opening])
}

/// The head of a frame: its name and the length of what follows. An empty name ends the stream.
pub(super) fn frame(name: &str, length: u64) -> Vec<u8> {
    let name_length = u16::try_from(name.len()).unwrap_or(0);
    [&name_length.to_be_bytes(), name.as_bytes(), &length.to_be_bytes()].concat()
}
