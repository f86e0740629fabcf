//! Records that an earlier release encrypted in another way are brought over when somebody opens them. Never here: how.

use encircle_domain::Event;
use encircle_domain::backup::{Backup, BackupPlace};
use encircle_store::NewEvent;
use encircle_store::files::Unwatched;
use encircle_store::keys;
use encircle_store::upgrade::UpgradeError;

use crate::session::Open;
use crate::{ApiError, ErrorCode, Session};

impl Session {
    /// Brings over what is not encrypted as this release does, and writes down the backup that was made before. Where the disk, the
    /// folder or another program stands in the way, the log opens as it is, and the next opening tries again.
    ///
    /// # Errors
    /// [`ErrorCode::UpgradeRefused`] when the records do not hold; the vault is as it was.
    pub(super) fn bring_over(&mut self, open: &mut Open) -> Result<(), ApiError> {
        let folder = self.folder().to_owned();
        let (header, at) = (keys::read(&folder)?, self.ports.clock.now());
        let random = &mut self.ports.random;
        let (unlocked, written) =
            match open.store.bring_over((&header, &open.unlocked), at, random, &Unwatched) {
                Ok(None) => return Ok(()),
                Ok(Some(brought)) => brought,
                Err(error) if error.is_damage() => return Err(ErrorCode::UpgradeRefused.into()),
                // It happened, and could not be followed: the new log is opened afresh.
                Err(error) if keys::read(&folder).is_ok_and(|now| now.epoch() != header.epoch()) => {
                    return Err(match error {
                        UpgradeError::Backup(error) => error.into(),
                        UpgradeError::Copy(error) => error.into(),
                    });
                }
                Err(_) => return Ok(()),
            };
        open.unlocked = unlocked;
        let backup = Backup {
            place: BackupPlace::Laptop,
            file_name: written.file_name,
            hash: written.hash,
            size: written.size,
            end: written.end,
        };
        let made = vec![NewEvent::of(Event::BackupMade(backup))];
        open.store.commit(&open.author, at, random, made)?;
        Ok(())
    }
}
