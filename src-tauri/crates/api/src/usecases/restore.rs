//! Restoring a backup with a recovery kit: chosen, opened and read in full, told, and only then put in place.

use std::path::PathBuf;

use encircle_store::files::Unwatched;
use encircle_store::keys::SlotId;
use encircle_store::restore::{self, Here, Staged};

use super::convert::count;
use crate::contract::*;
use crate::local_time::instant;
use crate::ports::FileKind;
use crate::{ApiError, ErrorCode, Session, disk};

/// A backup that somebody chose.
pub(crate) struct PendingRestore {
    handle: String,
    file: PathBuf,
    staged: Option<Staged>,
}

impl Session {
    /// Asks for a backup. None when the person changed their mind.
    pub fn choose_restore(&mut self, _: Nothing) -> Result<Option<RestoreChoiceView>, ApiError> {
        self.drop_restore();
        self.refuse_bad_place(self.folder())?;
        let Some(file) = self.ports.files.ask_open(FileKind::Backup) else { return Ok(None) };
        let handle = super::backup::hex(&SlotId::random(&mut self.ports.random).0);
        let view = RestoreChoiceView {
            handle: handle.clone(),
            file_name: disk::name_of(&file),
            vault_is_here: self.folder().exists(),
        };
        self.keeping.restore = Some(PendingRestore { handle, file, staged: None });
        Ok(Some(view))
    }

    /// Opens the chosen backup with a kit, reads all of it, and tells what would come and what would go.
    pub fn preview_restore(&mut self, asked: PreviewRestore) -> Result<RestorePreviewView, ApiError> {
        let target = self.folder().to_owned();
        let pending = self.pending_restore(&asked.handle)?;
        if let Some(former) = pending.staged.take() {
            former.discard();
        }
        let file = pending.file.clone();
        let staged = restore::stage(&file, &asked.words, &target, &Unwatched)?;
        let here = match &self.open {
            Some(open) => staged.compare(&open.store)?,
            None => staged.here(),
        };
        let contents = &staged.contents;
        let view = RestorePreviewView {
            handle: asked.handle.clone(),
            school: staged.school.name.clone(),
            made_up: contents.made_up,
            made_at: instant(contents.made_at),
            newest: contents.newest.map(instant),
            events: contents.events,
            here: match here {
                Here::Nothing => RestoreOverView::Nothing,
                Here::SameVault { events, newest, not_in_backup } => RestoreOverView::SameVault {
                    newest: newest.map(instant),
                    events,
                    events_not_in_backup: not_in_backup,
                },
                Here::CannotBeOpened => RestoreOverView::CannotBeOpened,
            },
        };
        self.pending_restore(&asked.handle)?.staged = Some(staged);
        Ok(view)
    }

    /// Puts the backup in place. A vault that is there is closed and kept aside.
    pub fn confirm_restore(&mut self, asked: ConfirmRestore) -> Result<RestoredView, ApiError> {
        let staged = self.pending_restore(&asked.handle)?.staged.take().ok_or(ErrorCode::RestoreGone)?;
        self.keeping.restore = None;
        self.close(LockReason::Asked);
        let device_id = SlotId::random(&mut self.ports.random).0;
        let kept_aside = staged.put_in_place(device_id, self.ports.clock.now(), &Unwatched)?;
        Ok(RestoredView { kept_aside, disposals_to_repeat: count(0) })
    }

    /// Throws away what was unpacked.
    pub fn cancel_restore(&mut self, asked: CancelRestore) -> Result<Nothing, ApiError> {
        self.pending_restore(&asked.handle)?;
        self.drop_restore();
        Ok(Nothing {})
    }

    /// Ends a restore that was cut off between its two renamings, before anything is said about the vault.
    pub(super) fn finish_interrupted_restore(&self) {
        // Where it cannot be finished, the vault is not there, and that is what the status says.
        let _ = restore::finish_interrupted(self.folder(), &Unwatched);
    }

    fn drop_restore(&mut self) {
        if let Some(staged) = self.keeping.restore.take().and_then(|pending| pending.staged) {
            staged.discard();
        }
    }

    fn pending_restore(&mut self, handle: &str) -> Result<&mut PendingRestore, ApiError> {
        let pending = self.keeping.restore.as_mut().filter(|pending| pending.handle == handle);
        pending.ok_or_else(|| ErrorCode::RestoreGone.into())
    }
}
