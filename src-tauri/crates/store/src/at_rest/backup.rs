//! Backups and copies that go on, at rest. `made_at` is milliseconds since 1970.

use encircle_domain::Event;
use encircle_domain::backup::{Backup, BackupPlace, ChainEnd, Continuation};
use serde::{Deserialize, Serialize};

use super::{Bytes, word};
use crate::{Error, journal};

pub(crate) const BACKUP_MADE: &str = "backup_made";
pub(crate) const RESTORED: &str = "restored";
pub(crate) const COPY_ACCEPTED: &str = "copy_accepted";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackupMadeV1 {
    place: String,
    file_name: String,
    hash: Bytes<32>,
    size: u64,
    device: Bytes<16>,
    seq: u64,
    head: Bytes<32>,
}

impl BackupMadeV1 {
    pub(super) fn of(backup: &Backup) -> Self {
        Self {
            place: backup.place.code().to_owned(),
            file_name: backup.file_name.clone(),
            hash: Bytes::new(backup.hash),
            size: backup.size,
            device: Bytes::new(backup.end.device_id),
            seq: backup.end.seq,
            head: Bytes::new(backup.end.head),
        }
    }

    pub(super) fn event(self) -> Result<Event, Error> {
        Ok(Event::BackupMade(Backup {
            place: word(&self.place, BackupPlace::from_code)?,
            file_name: self.file_name,
            hash: self.hash.into_array(),
            size: self.size,
            end: end(self.device, self.seq, self.head),
        }))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestoredV1 {
    device: Bytes<16>,
    seq: u64,
    head: Bytes<32>,
    made_at: i64,
    hash: Bytes<32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CopyAcceptedV1 {
    device: Bytes<16>,
    seq: u64,
    head: Bytes<32>,
    seen_device: Bytes<16>,
    seen_seq: u64,
    seen_head: Bytes<32>,
    forked: bool,
}

/// The name and the one part of the first event of a copy that goes on.
pub(super) fn write_continued(continues: &ChainEnd, why: &Continuation) -> (&'static str, super::Part) {
    let (device, seq, head) = (Bytes::new(continues.device_id), continues.seq, Bytes::new(continues.head));
    match why {
        Continuation::Restored { made_at, hash } => {
            let made_at = made_at.timestamp_millis();
            let shape = RestoredV1 { device, seq, head, made_at, hash: Bytes::new(*hash) };
            (RESTORED, super::Part::of(None, &shape))
        }
        Continuation::CopyAccepted { last_seen, forked } => {
            let shape = CopyAcceptedV1 {
                device,
                seq,
                head,
                seen_device: Bytes::new(last_seen.device_id),
                seen_seq: last_seen.seq,
                seen_head: Bytes::new(last_seen.head),
                forked: *forked,
            };
            (COPY_ACCEPTED, super::Part::of(None, &shape))
        }
    }
}

impl RestoredV1 {
    pub(super) fn event(self) -> Result<Event, Error> {
        Ok(Event::CopyContinued {
            continues: end(self.device, self.seq, self.head),
            why: Continuation::Restored {
                made_at: journal::instant(self.made_at)?,
                hash: self.hash.into_array(),
            },
        })
    }
}

impl CopyAcceptedV1 {
    pub(super) fn event(self) -> Event {
        Event::CopyContinued {
            continues: end(self.device, self.seq, self.head),
            why: Continuation::CopyAccepted {
                last_seen: end(self.seen_device, self.seen_seq, self.seen_head),
                forked: self.forked,
            },
        }
    }
}

fn end(device: Bytes<16>, seq: u64, head: Bytes<32>) -> ChainEnd {
    ChainEnd { device_id: device.into_array(), seq, head: head.into_array() }
}
