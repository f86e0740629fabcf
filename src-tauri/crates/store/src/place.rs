//! Where the files of a vault lie, who holds the vault, and what lies in the database's place before a key is tried.
//! Never here: the content of a file beyond its first bytes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::Error;

const PLAIN_SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// The database of an epoch.
pub(crate) fn records(dir: &Path, epoch: u32) -> PathBuf {
    dir.join(format!("records-{epoch}.db"))
}

/// A database that is being made. Nothing is saved in it until it has its final name, so it may be overwritten.
pub(crate) fn records_in_the_making(dir: &Path, epoch: u32) -> PathBuf {
    dir.join(format!("records-{epoch}.db.new"))
}

/// The sealed objects.
pub(crate) fn attachments(dir: &Path) -> PathBuf {
    dir.join("attachments")
}

/// The vault is this process's own. The lock is the system's: it ends with the process, however that ends, and the file's being
/// there says nothing.
pub(crate) struct Held(File);

impl Drop for Held {
    /// Gives the lock up by name: a process that was being started just then has the open file as well for a moment, and closing
    /// ours would leave it locked. Where the system refuses, closing the file is what is left.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Makes this process the one that holds the vault, until the answer is dropped.
///
/// # Errors
/// [`Error::AlreadyOpen`]; [`Error::Io`].
pub(crate) fn hold(dir: &Path) -> Result<Held, Error> {
    let file = private().create(true).truncate(false).write(true).open(dir.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Held(file)),
        Err(TryLockError::WouldBlock) => Err(Error::AlreadyOpen),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Says what lies in the database's place, before a key is tried. The file is only read. `page` is the size of the smallest database.
///
/// # Errors
/// [`Error::Missing`], [`Error::ZeroBytes`], [`Error::PlainSqlite`], [`Error::TooShort`], [`Error::OtherKey`].
pub(crate) fn inspect(path: &Path, salt: &[u8; 16], page: u32) -> Result<(), Error> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::Missing),
        Err(error) => return Err(error.into()),
    };
    let length = file.metadata()?.len();
    let mut start = Vec::with_capacity(16);
    file.by_ref().take(16).read_to_end(&mut start)?;
    match start.as_slice() {
        [] => Err(Error::ZeroBytes),
        start if start == PLAIN_SQLITE => Err(Error::PlainSqlite),
        _ if length < u64::from(page) => Err(Error::TooShort),
        // The salt is derived with the key and stands at the start of the file.
        start if start != salt => Err(Error::OtherKey),
        _ => Ok(()),
    }
}

/// For files that only their owner may read, where the system knows that.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a renaming in `dir` last. Windows does that with the renaming itself.
pub(crate) fn sync_folder(dir: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_that_was_given_up_is_free_though_a_process_started_meanwhile_still_has_the_open_file() {
        let dir = tempfile::tempdir().unwrap();
        let held = hold(dir.path()).unwrap();
        let inherited = held.0.try_clone().unwrap();
        assert!(matches!(hold(dir.path()), Err(Error::AlreadyOpen)));
        drop(held);
        drop(hold(dir.path()).unwrap());
        drop(inherited);
    }
}
