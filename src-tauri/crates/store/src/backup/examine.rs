//! Whether what was unpacked is a whole vault: every page, hash, signature and object is read. Never here: the file it came from.

use std::path::Path;

use encircle_domain::Event;
use encircle_domain::referral::SealedCopy;

use super::{BackupError, Contents};
use crate::store::Opening;
use crate::{Error, Store, database, journal};

/// Opens the records in `dir`, reads all of them, and closes them again. No write-ahead log stays behind.
///
/// # Errors
/// [`BackupError::Records`], [`BackupError::Journal`]; [`BackupError::Damaged`] when the records are not what the backup says.
pub(crate) fn examine(dir: &Path, opening: Opening<'_>, contents: &Contents) -> Result<(), BackupError> {
    let store = Store::open_written(dir, opening)?;
    database::check_every_page(&store.conn)?;
    let verified = store.verify()?;
    if store.chain_end() != contents.end || verified.events != u64::from(contents.events) {
        return Err(BackupError::Damaged);
    }
    let mut named = Vec::new();
    journal::for_each(&store.conn, |recorded| {
        named.extend(objects_of(&recorded.event).cloned());
        Ok(())
    })?;
    for copy in &named {
        store.object_holds(copy)?;
    }
    store.close()?;
    match std::fs::exists(crate::place::records(dir, contents.epoch).with_extension("db-wal")) {
        Ok(false) => Ok(()),
        _ => Err(Error::Io(std::io::ErrorKind::Other).into()),
    }
}

/// The sealed objects that an event names.
pub(crate) fn objects_of(event: &Event) -> impl Iterator<Item = &SealedCopy> {
    match event {
        Event::ReferralMade(referral) => Some(&referral.copy),
        Event::AttachmentAdded(attachment) => Some(&attachment.copy),
        _ => None,
    }
    .into_iter()
}
