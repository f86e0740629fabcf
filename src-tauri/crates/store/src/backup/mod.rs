//! Backups: one sealed file that a recovery kit alone opens, written, synced, renamed, and then read again in full before it counts.
//!
//! The file is a mark and a version, the header with the slots of the kits alone, and one sealed stream under the vault's backup
//! key, bound to all that stands before it. In the stream: what the backup is of, the whole header, the database as it lies on
//! the disk, the sealed objects. Never here: a clock, a schedule, a choice of folder.

mod error;
mod examine;
mod format;
mod pack;
mod retention;
mod unpack;

#[cfg(test)]
mod tests;

pub use error::BackupError;
pub(crate) use examine::{examine, objects_of};
pub use format::Contents;
pub use retention::{file_name, made_at, superfluous};
pub use unpack::read_through;
pub(crate) use unpack::{read_for_kits, unpack};

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use encircle_crypto::purpose::DatabaseKey;
use encircle_crypto::{CryptoRng, Key};
use encircle_domain::backup::ChainEnd;

use crate::files::{self, Watch};
use crate::keys::{self, DatabaseParameters, Header, Unlocked};
use crate::store::Opening;
use crate::{Error, Store, database, journal, place};

/// The folder of scheduled backups in the vault's folder.
pub const FOLDER: &str = "backups";
/// Where a backup is unpacked to be read again; sealed, and removed afterwards.
const SCRATCH: &str = ".backup-check";

/// All that is needed to write and to check a backup, apart from the open store: it can be taken to another thread. While it
/// lives, what the store commits goes into the write-ahead log alone, so the database file stands still.
pub struct Snapshot {
    dir: PathBuf,
    contents: Contents,
    header: Vec<u8>,
    for_kits: Vec<u8>,
    database: DatabaseKey,
    parameters: DatabaseParameters,
    seal: Key,
}

/// A backup that was read again in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub file_name: String,
    /// SHA-256 of the file.
    pub hash: [u8; 32],
    /// Bytes of the file.
    pub size: u64,
    /// What is in it.
    pub end: ChainEnd,
}

impl Store {
    /// Folds the write-ahead log into the database and keeps the file still until [`Store::end_snapshot`].
    ///
    /// # Errors
    /// [`BackupError::Keys`] when the header is not this vault's, or has none of the kits that signed events name;
    /// [`BackupError::Records`].
    pub fn snapshot(
        &mut self,
        header: &Header,
        unlocked: &Unlocked,
        at: DateTime<Utc>,
    ) -> Result<Snapshot, BackupError> {
        let identity = self.identity();
        if (unlocked.vault_id(), unlocked.epoch()) != (identity.vault_id, identity.epoch) {
            return Err(Error::OtherVault.into());
        }
        // Public keys come from signed events, never from the header alone.
        let kits: Vec<_> = self.kits()?.into_iter().map(|kit| kit.slot_key).collect();
        let for_kits = keys::for_kits(header, unlocked, &kits)?;
        database::stand_still(&self.conn)?;
        let newest = self.audit(None, 1)?.first().map(|row| row.at);
        let events = self.count_events()?;
        let end = self.chain_end();
        let contents = Contents {
            vault_id: identity.vault_id,
            epoch: identity.epoch,
            made_up: unlocked.made_up(),
            // As exact as it is written down, so that what is read again is the same.
            made_at: journal::instant(at.timestamp_millis())?,
            end,
            events,
            newest,
        };
        Ok(Snapshot {
            dir: self.dir.clone(),
            contents,
            header: keys::header_bytes(header),
            for_kits,
            database: unlocked.database_key(),
            parameters: unlocked.database_parameters(),
            seal: unlocked.backup_key(),
        })
    }

    /// Lets the database file move again.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn end_snapshot(&self) -> Result<(), Error> {
        database::move_again(&self.conn)
    }

    /// The end of this device's chain, with the device.
    #[must_use]
    pub fn chain_end(&self) -> ChainEnd {
        let head = self.head();
        ChainEnd { device_id: self.identity().device_id, seq: head.seq, head: head.hash }
    }
}

impl Snapshot {
    /// Writes the backup to `target`, gives it its name, and reads it again in full. What stood anywhere before stays as it was.
    ///
    /// # Errors
    /// [`BackupError`]; nothing of this backup is then left behind, so far as the disk still answers.
    pub fn write(
        &self,
        target: &Path,
        rng: &mut impl CryptoRng,
        watch: &dyn Watch,
    ) -> Result<Written, BackupError> {
        let file_name = files::name_of(target);
        let folder = target.parent().unwrap_or(Path::new("."));
        let part = folder.join(format!(".{file_name}.part"));
        let at = |path: &Path| {
            let file = files::name_of(path);
            move |error: std::io::Error| BackupError::file(&file, error.kind())
        };
        files::make_folder(folder, watch).map_err(at(folder))?;
        if fs::exists(target).map_err(at(target))? {
            return Err(BackupError::Exists { file: file_name });
        }
        let written = pack::pack(self, &part, rng, watch)
            .and_then(|()| files::rename_into_place(&part, target, watch).map_err(at(target)));
        if let Err(error) = written {
            // The failure is what counts; what is left is sealed and unfinished, and is overwritten by the next attempt.
            let _ = fs::remove_file(&part);
            // Nothing had this name before; it was given, and may not last.
            let _ = fs::remove_file(target);
            return Err(error);
        }
        let checked = self.check(target, watch);
        if checked.is_err() {
            // A backup that does not hold must not look like one.
            let _ = fs::remove_file(target);
        }
        let (hash, size) = checked?;
        Ok(Written { file_name, hash, size, end: self.contents.end })
    }

    /// Reads a backup of this snapshot again: every chunk, page, hash, signature and object. Gives the hash and size of the file.
    ///
    /// # Errors
    /// [`BackupError`].
    pub fn check(&self, file: &Path, watch: &dyn Watch) -> Result<([u8; 32], u64), BackupError> {
        let scratch = self.dir.join(SCRATCH);
        let failed = |error: std::io::Error| BackupError::file(SCRATCH, error.kind());
        files::remove_folder(&scratch, watch).map_err(failed)?;
        let checked = unpack(file, &self.seal, &scratch, watch).and_then(|unpacked| {
            if unpacked.contents != self.contents || unpacked.for_kits != self.for_kits {
                return Err(BackupError::Damaged);
            }
            let Contents { vault_id, epoch, .. } = self.contents;
            let opening = Opening { key: &self.database, parameters: self.parameters, vault_id, epoch };
            examine(&scratch, opening, &self.contents)?;
            Ok((unpacked.hash, unpacked.size))
        });
        // Sealed as the vault itself is; the next check removes what could not be removed now.
        let _ = files::remove_folder(&scratch, watch);
        checked
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("contents", &self.contents).finish_non_exhaustive()
    }
}

/// The sealed objects that are there, each with its name below the vault's folder.
fn objects(dir: &Path) -> std::io::Result<Vec<(String, PathBuf)>> {
    let attachments = place::attachments(dir);
    let mut found = Vec::new();
    let folders = match fs::read_dir(&attachments) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        folders => folders?,
    };
    for folder in folders {
        let folder = folder?.path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(&folder)? {
            let path = file?.path();
            let name = format!("attachments/{}/{}", files::name_of(&folder), files::name_of(&path));
            // What is being written has another ending, and counts only once it is renamed.
            if format::is_object(&name) {
                found.push((name, path));
            }
        }
    }
    found.sort();
    Ok(found)
}
