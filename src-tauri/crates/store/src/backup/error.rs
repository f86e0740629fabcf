//! Why a backup could not be made, read or restored. A file is named by its own name; no variant carries a word of a record.

use std::io::ErrorKind;

use crate::keys::KeysError;
use crate::{Error, Fault};

/// Why a backup was not made, or is not good.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// A file could not be read or written: a full disk, a pulled stick, a folder that may not be written, a busy file.
    #[error("{file}: {kind}")]
    File {
        /// Its own name.
        file: String,
        /// What the system says.
        kind: ErrorKind,
    },
    /// A file of that name is there, and is left as it is.
    #[error("{file} is there already")]
    Exists {
        /// Its own name.
        file: String,
    },
    /// The file is no backup of this program.
    #[error("no backup")]
    NotABackup,
    /// A later version of the program wrote it.
    #[error("the backup was written by a newer version")]
    Newer,
    /// Bytes of it were changed, moved, cut off or added.
    #[error("the backup is damaged")]
    Damaged,
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// The keys in it, or its kit.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The records in it, or of the open vault.
    #[error(transparent)]
    Records(#[from] Error),
    /// The journal in it does not verify.
    #[error(transparent)]
    Journal(#[from] Fault),
}

impl BackupError {
    /// What happened at a file.
    pub(crate) fn file(file: &str, kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Interrupted => Self::Stopped,
            kind => Self::File { file: file.to_owned(), kind },
        }
    }
}
