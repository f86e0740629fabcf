//! The one list of causes, and what a check of the whole journal can find. No variant carries a word of a record.

use encircle_domain::EventId;
use rusqlite::ErrorCode;

/// Why the store refused. Each variant is a cause that a caller can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no database of this epoch in the folder.
    #[error("the records are not there")]
    Missing,
    /// The file in the database's place is empty: it never held a record, or all were lost.
    #[error("the records file has no bytes")]
    ZeroBytes,
    /// The file in the database's place is shorter than one page.
    #[error("the records file is shorter than a page")]
    TooShort,
    /// The file in the database's place is an SQLite database without encryption: not one of ours.
    #[error("the records file is a plain SQLite database")]
    PlainSqlite,
    /// The file does not begin as a database of this key does: another vault's or another epoch's, or no database.
    #[error("the records file belongs to another key")]
    OtherKey,
    /// The file is of this key, and bytes in it were changed or lost.
    #[error("the records file is damaged")]
    Damaged,
    /// The file was written by a newer program. It was not touched.
    #[error("the records file has the newer version {found}")]
    Newer {
        /// Its `user_version`.
        found: u32,
    },
    /// The database opens, but is another vault's or another epoch's.
    #[error("the records belong to another vault")]
    OtherVault,
    /// Another process, or another `Store`, has the vault open.
    #[error("the vault is open already")]
    AlreadyOpen,
    /// A database of this epoch is there already; it is never overwritten.
    #[error("the records are there already")]
    AlreadyExists,
    /// The library that this program was built with is older than the one it needs.
    #[error("SQLite is too old")]
    SqliteTooOld,
    /// An event of this id and this content is in the journal: a second click, or a draft that has been saved.
    #[error("saved already")]
    AlreadySaved,
    /// An event of this id is in the journal and says something else.
    #[error("the id is taken")]
    IdTaken,
    /// The event amends, follows or corrects an entry that is not there.
    #[error("the entry is not there")]
    NoSuchEntry,
    /// This program cannot write an event of a kind that it does not know.
    #[error("the kind is not known")]
    UnknownKind,
    /// No event gives the author this signing key, so nobody could ever check the signature.
    #[error("the author's key is not known")]
    UnknownAuthor,
    /// The disk is full. What was there before is there still.
    #[error("the disk is full")]
    DiskFull,
    /// Reading or writing failed. What was there before is there still.
    #[error("input or output failed: {0}")]
    Io(std::io::ErrorKind),
    /// A sealed object is not in the folder.
    #[error("the sealed object is not there")]
    ObjectMissing,
    /// A sealed object was changed or cut.
    #[error("the sealed object is damaged")]
    ObjectDamaged,
    /// A sealed object has at most 512 MiB ([`crate::LARGEST_OBJECT`]).
    #[error("the object is too large")]
    TooLarge,
    /// The database refused for a reason that no caller can mend; the number is SQLite's extended result code.
    #[error("the database failed with code {0}")]
    Database(i32),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error {
            E::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
                ErrorCode::DatabaseBusy => Self::AlreadyOpen,
                // Locked is never another process's doing: a failing disk has left a transaction of this connection open.
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::DatabaseLocked => {
                    Self::Io(std::io::ErrorKind::Other)
                }
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => {
                    Self::Io(std::io::ErrorKind::PermissionDenied)
                }
                _ => Self::Database(failure.extended_code),
            },
            // A column that does not hold what it must: only a damaged or altered file does that.
            E::FromSqlConversionFailure(..) | E::IntegralValueOutOfRange(..) | E::InvalidColumnType(..) => {
                Self::Damaged
            }
            _ => Self::Database(0),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

/// What a check of the journal found first. See [`crate::Store::verify`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// One event is not what was written.
    #[error("event {id} (number {seq} of its device): {what}")]
    Event {
        /// As the row gives it.
        id: EventId,
        /// As the row gives it.
        seq: u64,
        /// What is wrong with it.
        what: Wrong,
    },
    /// A device's chain lacks an event.
    #[error("event number {seq} of a device is missing")]
    Missing {
        /// The device whose chain it is.
        device_id: [u8; 16],
        /// The first number that is not there.
        seq: u64,
    },
    /// The last event that this vault had written is not there any more.
    #[error("the journal ends too early")]
    EndMissing,
    /// A payload belongs to no event.
    #[error("a payload has no event")]
    StrayPayload {
        /// The event that it names.
        id: EventId,
    },
    /// What keeps the journal from being rewritten was taken out of the database.
    #[error("the guards of the journal were altered")]
    Guards,
    /// The check could not be finished.
    #[error(transparent)]
    Unreadable(#[from] Error),
}

/// What is wrong with one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Wrong {
    /// It was written in another vault.
    #[error("it belongs to another vault")]
    OtherVault,
    /// The stored hash is the one that the author signed, and a column no longer agrees with it.
    #[error("a column was altered")]
    Column,
    /// The columns are what the author signed, and the stored hash is not theirs.
    #[error("its hash was altered")]
    Hash,
    /// Columns and hash agree, and the signature is not the author's.
    #[error("its signature is not the author's")]
    Signature,
    /// No event gives the author the key that it names.
    #[error("its author's key is not known")]
    Author,
    /// It does not follow the event before it.
    #[error("it does not follow the event before it")]
    Chain,
    /// The parts of its payload are not those that were signed: one was changed, moved, added or lost.
    #[error("its payload was altered")]
    Payload,
}
