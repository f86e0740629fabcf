//! From one release to the next. A journal with shapes that only a later release reads is refused before a byte is written. A
//! database that an earlier release encrypted in another way is opened in that way, backed up, and brought over into a new file.
//!
//! Bringing over is the next epoch with everybody in it (see `epoch.rs`): export, comparison of every row, a check of all pages,
//! hashes and signatures, and the header's renaming as the one moment at which anything changes; the former file goes once the new
//! one has opened. Never here: a second way of copying records.

#[cfg(test)]
mod tests;

use std::path::Path;

use chrono::{DateTime, Utc};
use encircle_crypto::CryptoRng;
use rusqlite::{Connection, OptionalExtension};

use crate::backup::{self, BackupError, Written};
use crate::epoch::EpochError;
use crate::files::Watch;
use crate::keys::{DatabaseParameters, Header, KeysError, Unlocked};
use crate::{Error, Fault, Store, at_rest};

/// The name under which a database says how many shapes its journal may hold, among the versions of its views.
const SHAPES: &str = "shapes at rest";

/// Why a database was not brought over. As long as the header on disk is the former one, the vault is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpgradeError {
    /// The backup that comes first.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The copy, its check, or the header.
    #[error(transparent)]
    Copy(#[from] EpochError),
}

impl UpgradeError {
    /// True when the records themselves do not hold: nothing may be carried over from them, now or later. Otherwise the disk, the
    /// folder or another program stood in the way, and the next opening may try again.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Backup(BackupError::Damaged | BackupError::NotABackup | BackupError::Newer) => true,
            Self::Backup(BackupError::File { .. } | BackupError::Exists { .. } | BackupError::Stopped) => {
                false
            }
            Self::Backup(BackupError::Keys(error)) | Self::Copy(EpochError::Keys(error)) => {
                matches!(error, KeysError::HeaderForged | KeysError::Damaged)
            }
            Self::Backup(BackupError::Records(error)) | Self::Copy(EpochError::Records(error)) => {
                is_damage(error)
            }
            Self::Backup(BackupError::Journal(fault)) | Self::Copy(EpochError::Journal(fault)) => match fault
            {
                Fault::Unreadable(error) => is_damage(error),
                _ => true,
            },
        }
    }
}

fn is_damage(error: &Error) -> bool {
    !matches!(error, Error::DiskFull | Error::Io(_) | Error::AlreadyOpen)
}

impl Store {
    /// Brings records that were encrypted in an earlier way over to this program's, after a backup of them in the vault's folder.
    /// Gives the new keys, with which this is then the store of the new database, and the backup; `None` when there is nothing to do.
    ///
    /// # Errors
    /// [`UpgradeError`]. As long as the header on disk is the former one, this store and the vault are as they were; if it is not,
    /// the change has happened, and the vault has to be opened again.
    pub fn bring_over(
        &mut self,
        keys: (&Header, &Unlocked),
        at: DateTime<Utc>,
        rng: &mut impl CryptoRng,
        watch: &dyn Watch,
    ) -> Result<Option<(Unlocked, Written)>, UpgradeError> {
        let (header, unlocked) = keys;
        if unlocked.database_parameters() == DatabaseParameters::CURRENT {
            return Ok(None);
        }
        let target = self.dir.join(backup::FOLDER).join(backup::file_name(at));
        let written = self.back_up_as_it_is(header, unlocked, at, &target, rng, watch)?;
        let next = self.go_over((header, unlocked), None, at, rng, watch)?;
        Ok(Some((next, written)))
    }

    fn back_up_as_it_is(
        &mut self,
        header: &Header,
        unlocked: &Unlocked,
        at: DateTime<Utc>,
        target: &Path,
        rng: &mut impl CryptoRng,
        watch: &dyn Watch,
    ) -> Result<Written, BackupError> {
        let snapshot = self.snapshot(header, unlocked, at)?;
        let written = snapshot.write(target, rng, watch);
        self.end_snapshot()?;
        written
    }
}

/// Refuses a journal that a later program has opened which reads more shapes than this one: its entries could be missing here.
///
/// # Errors
/// [`Error::Newer`].
pub(crate) fn refuse_later_shapes(conn: &Connection) -> Result<(), Error> {
    match shapes(conn)? {
        Some(found) if found > at_rest::SHAPES => Err(Error::Newer { found }),
        _ => Ok(()),
    }
}

/// Writes down how many shapes this program may write, where it is more than the one before wrote.
///
/// # Errors
/// [`Error::DiskFull`]; [`Error::Io`].
pub(crate) fn mark_shapes(conn: &Connection) -> Result<(), Error> {
    if shapes(conn)?.is_none_or(|found| found < at_rest::SHAPES) {
        conn.execute("REPLACE INTO view (name, version) VALUES (?1, ?2)", (SHAPES, at_rest::SHAPES))?;
    }
    Ok(())
}

fn shapes(conn: &Connection) -> Result<Option<u32>, Error> {
    let mut select = conn.prepare("SELECT version FROM view WHERE name = ?1")?;
    Ok(select.query_row([SHAPES], |row| row.get(0)).optional()?)
}
