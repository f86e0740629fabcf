//! What becomes of an open log whose disk fails, because it was pulled out or a read or a write came to nothing: before the next command
//! the log is opened anew with the keys that are at hand; where that fails, it is locked. Never here: what a command does, or doing
//! it a second time. Whether something was saved is what the log itself says when it is asked again.

use crate::contract::LockReason;
use crate::session::Open;
use crate::{ApiError, ErrorCode, Session};

impl Session {
    /// Runs one command, in the way in which the window and the table of commands run each of them.
    ///
    /// # Errors
    /// What the command says; [`ErrorCode::LockedByDisk`] in its stead when the disk failed before and the log could not be opened anew.
    pub fn attempt<T>(
        &mut self,
        command: impl FnOnce(&mut Self) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let stuck = self.open.as_ref().is_some_and(|open| !open.store.is_at_rest());
        if self.disk_failed || stuck {
            self.open_anew()?;
        }
        let reply = command(self);
        let failed = matches!(&reply, Err(error) if error.code == ErrorCode::RecordsUnreachable);
        self.disk_failed = failed && self.open.is_some();
        reply
    }

    fn open_anew(&mut self) -> Result<(), ApiError> {
        let head = self.head_to_keep();
        // Not stopped before: a backup that is being written needs the database file as it is, and opening changes nothing in it.
        self.open = self.open.take().and_then(reopened);
        self.disk_failed = false;
        // It reads from the disk that failed.
        self.stop_backup();
        if self.open.is_some() {
            return Ok(());
        }
        self.writing = None;
        // Whether a draft waits is in the log, which does not answer.
        self.is_closed(LockReason::Disk, false);
        self.left = true;
        self.keep(head);
        Err(ErrorCode::LockedByDisk.into())
    }
}

/// The same log over another connection. When there is none, the keys are gone with this one.
fn reopened(open: Open) -> Option<Open> {
    let store = open.store.reopen(&open.unlocked).ok()?;
    Some(Open { store, ..open })
}
