//! Restoring a backup: unpacked beside the place where it shall go, read in full, and only then put there by two renamings. A vault
//! that is there is kept aside under a dated name. Never here: the words of a kit in a file, or a clock.
//!
//! A list of later disposals travels with the kit or on paper and will be applied to a staged vault before it is put in place,
//! in [`Staged::put_in_place`]. No disposal is built yet, so there is none to apply.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use encircle_domain::backup::Continuation;
use encircle_domain::school::School;

use crate::backup::{self, BackupError, Contents};
use crate::files::{self, Watch};
use crate::keys::{self, Unlocked};
use crate::store::Opening;
use crate::{Error, Store, place};

/// A backup that was unpacked and read in full. Nothing has been put in place yet.
#[derive(Debug)]
pub struct Staged {
    pub contents: Contents,
    pub school: School,
    /// SHA-256 of the backup's file.
    pub hash: [u8; 32],
    target: PathBuf,
    staging: PathBuf,
    unlocked: Unlocked,
}

/// A vault that is in the place where a backup would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    Nothing,
    /// The same vault, opened with the same kit.
    SameVault {
        events: u32,
        newest: Option<DateTime<Utc>>,
        /// Events that are not in the backup.
        not_in_backup: u32,
    },
    /// Another vault, or one that cannot be read.
    CannotBeOpened,
}

/// Unpacks the backup beside `target` and reads all of it.
///
/// # Errors
/// [`BackupError`]; nothing is left behind then, and what is in `target` was not touched.
pub fn stage(file: &Path, words: &str, target: &Path, watch: &dyn Watch) -> Result<Staged, BackupError> {
    let header = backup::read_for_kits(file, watch)?;
    let unlocked = keys::unlock_with_kit(&header, words)?;
    let staging = beside(target, "restoring");
    let staged = unpack_and_read(file, &unlocked, &staging, watch);
    let (contents, school, hash) = match staged {
        Ok(staged) => staged,
        Err(error) => {
            // The failure is what counts; what is left is sealed, and the next attempt removes it.
            let _ = fs::remove_dir_all(&staging);
            return Err(error);
        }
    };
    Ok(Staged { contents, school, hash, target: target.to_owned(), staging, unlocked })
}

fn unpack_and_read(
    file: &Path,
    unlocked: &Unlocked,
    staging: &Path,
    watch: &dyn Watch,
) -> Result<(Contents, School, [u8; 32]), BackupError> {
    files::remove_folder(staging, watch).map_err(at(staging))?;
    let unpacked = backup::unpack(file, &unlocked.backup_key(), staging, watch)?;
    let contents = unpacked.contents;
    if (contents.vault_id, contents.epoch) != (unlocked.vault_id(), unlocked.epoch()) {
        return Err(Error::OtherVault.into());
    }
    let header = keys::read(staging)?;
    keys::check_header(&header, unlocked)?;
    backup::examine(staging, Opening::of(unlocked, &unlocked.database_key()), &contents)?;
    // Both copies of the header, as a vault has them.
    keys::write(staging, &header)?;
    let store = open(staging, unlocked)?;
    let (school, made_up) = (store.school()?, store.made_up()?);
    store.close()?;
    if made_up != unlocked.made_up() {
        return Err(keys::KeysError::HeaderForged.into());
    }
    Ok((contents, school, unpacked.hash))
}

impl Staged {
    /// What is in the place now, as far as the same kit opens it. It is only read.
    #[must_use]
    pub fn here(&self) -> Here {
        if !self.target.exists() {
            return Here::Nothing;
        }
        // The same kit opens the vault that is there only if it is the same vault, under the same key.
        let opened = keys::read(&self.target).ok().filter(|header| {
            header.vault_id() == self.unlocked.vault_id()
                && header.epoch() == self.unlocked.epoch()
                && keys::check_header(header, &self.unlocked).is_ok()
        });
        let told = opened.and_then(|_| open(&self.target, &self.unlocked).ok()).and_then(|store| {
            let told = self.compare(&store).ok();
            // It was only read: there is nothing to fold in that was not there before.
            let _ = store.close();
            told
        });
        told.unwrap_or(Here::CannotBeOpened)
    }

    /// The same for a vault that is open already.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Io`].
    pub fn compare(&self, store: &Store) -> Result<Here, Error> {
        if store.identity().vault_id != self.contents.vault_id {
            return Ok(Here::CannotBeOpened);
        }
        let staged = open(&self.staging, &self.unlocked)?;
        let not_in_backup = store.events_not_in(&staged)?;
        staged.close()?;
        Ok(Here::SameVault {
            events: store.count_events()?,
            newest: store.audit(None, 1)?.first().map(|row| row.at),
            not_in_backup,
        })
    }

    /// Lets the copy go on as `device_id` and puts it in place. Gives the name under which a former vault is kept aside.
    ///
    /// # Errors
    /// [`BackupError`]: what was in the place is there still, and whole.
    pub fn put_in_place(
        self,
        device_id: [u8; 16],
        at_time: DateTime<Utc>,
        watch: &dyn Watch,
    ) -> Result<Option<String>, BackupError> {
        let placed = self.try_put_in_place(device_id, at_time, watch);
        if placed.is_err() {
            // As in `stage`.
            let _ = fs::remove_dir_all(&self.staging);
            let _ = fs::remove_dir_all(beside(&self.target, "restored"));
        }
        placed
    }

    fn try_put_in_place(
        &self,
        device_id: [u8; 16],
        at_time: DateTime<Utc>,
        watch: &dyn Watch,
    ) -> Result<Option<String>, BackupError> {
        let mut store = open(&self.staging, &self.unlocked)?;
        let why = Continuation::Restored { made_at: self.contents.made_at, hash: self.hash };
        store.continue_as(device_id, why)?;
        store.close()?;
        // From here on the copy is ready: whoever finds it under this name may put it in place.
        let ready = beside(&self.target, "restored");
        files::remove_folder(&ready, watch).map_err(at(&ready))?;
        files::rename_into_place(&self.staging, &ready, watch).map_err(at(&ready))?;
        let aside = if self.target.exists() {
            // Refused while another program has it open; released before the folder gets its other name.
            drop(place::hold(&self.target)?);
            let aside = free_name(&self.target, at_time);
            files::rename(&self.target, &aside, watch).map_err(at(&self.target))?;
            Some(aside)
        } else {
            None
        };
        if let Err(error) = files::rename(&ready, &self.target, watch)
            .and_then(|()| files::sync_folder_of(&self.target, watch))
        {
            // Back to what was: the renamings are undone in turn, as far as they happened.
            if !ready.exists() {
                fs::rename(&self.target, &ready).map_err(at(&self.target))?;
            }
            if let Some(aside) = &aside {
                fs::rename(aside, &self.target).map_err(at(aside))?;
            }
            return Err(at(&self.target)(error));
        }
        Ok(aside.as_deref().map(files::name_of))
    }

    /// Throws away what was unpacked.
    pub fn discard(self) {
        // Sealed, and removed by the next attempt if it cannot be now.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Ends a restore that was cut off between its two renamings: the former vault is aside, the new one ready beside. True when it did.
///
/// # Errors
/// [`BackupError::File`].
pub fn finish_interrupted(target: &Path, watch: &dyn Watch) -> Result<bool, BackupError> {
    let ready = beside(target, "restored");
    if target.exists() || !ready.join(keys::KEYS).exists() {
        return Ok(false);
    }
    files::rename_into_place(&ready, target, watch).map_err(at(target))?;
    Ok(true)
}

fn open(dir: &Path, unlocked: &Unlocked) -> Result<Store, Error> {
    Store::open_unlocked(dir, unlocked)
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError + use<> {
    let file = files::name_of(path);
    move |error| BackupError::file(&file, error.kind())
}

/// A folder beside the vault's own, on the same disk, so that it can be renamed.
fn beside(target: &Path, what: &str) -> PathBuf {
    target.with_file_name(format!(".{}.{what}", files::name_of(target)))
}

/// `vault.before-20261125T140500Z`, or the next one that is free.
fn free_name(target: &Path, at: DateTime<Utc>) -> PathBuf {
    let stem = format!("{}.before-{}", files::name_of(target), at.format("%Y%m%dT%H%M%SZ"));
    let names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
    names.map(|name| target.with_file_name(name)).find(|path| !path.exists()).unwrap_or_default()
}
