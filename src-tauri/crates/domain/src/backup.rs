//! Backups that were made, and copies of a vault that go on under a new device. Never here: a path, a key, a file.

use chrono::{DateTime, Utc};

/// Where a backup lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BackupPlace {
    /// On the disk of the vault: lost with the laptop.
    Laptop,
    /// On another disk.
    Elsewhere,
}

impl BackupPlace {
    /// Every place.
    pub const ALL: [Self; 2] = [Self::Laptop, Self::Elsewhere];

    /// The stable word that files and the command line use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Laptop => "laptop",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// Reads a stable word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.code() == code)
    }
}

/// The end of the chain of one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChainEnd {
    pub device_id: [u8; 16],
    /// The number of its last event; 0 before the first.
    pub seq: u64,
    /// The hash of its last event; noughts before the first.
    pub head: [u8; 32],
}

/// A backup that was read again in full after it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub place: BackupPlace,
    /// The file's own name, without its folder.
    pub file_name: String,
    /// SHA-256 of the file.
    pub hash: [u8; 32],
    /// Bytes of the file.
    pub size: u64,
    /// The last event that is in it.
    pub end: ChainEnd,
}

/// Why a copy goes on under a new device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// A backup was restored.
    Restored {
        /// When the backup was made.
        made_at: DateTime<Utc>,
        /// SHA-256 of its file.
        hash: [u8; 32],
    },
    /// A person accepted an older copy, or one of two that were both written on.
    CopyAccepted {
        /// What this laptop had last seen.
        last_seen: ChainEnd,
        /// True when both copies had been written on.
        forked: bool,
    },
}
