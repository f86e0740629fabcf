//! Backups: on a schedule while the log is open, and when somebody asks. The writing and the reading again happen on a thread of
//! their own, so that the session answers meanwhile; that a backup counts is an event.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use chrono::{DateTime, TimeDelta, Utc};
use encircle_domain::Event;
use encircle_domain::backup::{Backup, BackupPlace as Place};
use encircle_domain::may::Act;
use encircle_store::backup::{self, BackupError, Written};
use encircle_store::files::{Step, Watch};
use encircle_store::{BackupRow, NewEvent, keys};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::check::Checks;
use super::older_copy::Held;
use super::restore::PendingRestore;
use crate::contract::*;
use crate::local_time::instant;
use crate::ports::FileKind;
use crate::rest::Haste;
use crate::{ApiError, ErrorCode, Session};

/// How often the schedule makes one.
const EVERY: TimeDelta = TimeDelta::days(1);
/// After how many days the last one counts as old.
const OLD_AFTER_DAYS: i64 = 7;
/// After a failure the schedule waits this long.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(30);

/// What a session holds for backups and copies of the vault.
#[derive(Default)]
pub(crate) struct Keeping {
    /// Whether backups are made without being asked for.
    pub(super) scheduled: bool,
    running: Option<Running>,
    failed: Option<Failed>,
    /// The check of the whole log.
    pub(super) checks: Checks,
    /// Nobody may be kept waiting for a backup.
    pub(crate) haste: Haste,
    /// A copy that waits to be accepted.
    pub(crate) held: Option<Held>,
    pub(super) restore: Option<PendingRestore>,
    /// When the keychain's head was last written, and whether there was one at unlocking.
    pub(super) head_kept_at: Option<DateTime<Utc>>,
    pub(super) head_known: bool,
}

struct Failed {
    at: DateTime<Utc>,
    error: ApiError,
}

struct Running {
    thread: JoinHandle<Result<Written, BackupError>>,
    stop: Arc<AtomicBool>,
    place: Place,
}

/// Stops the thread at its next step.
struct StopFlag(Arc<AtomicBool>, Haste);

impl Watch for StopFlag {
    fn before(&self, _: Step, _: &Path) -> io::Result<()> {
        if self.0.load(Ordering::Relaxed) || self.1.is_made() {
            Err(io::ErrorKind::Interrupted.into())
        } else {
            Ok(())
        }
    }
}

impl Session {
    /// Lets backups be made without being asked for: what the window does, and a single call of the command line does not.
    #[must_use]
    pub fn with_schedule(mut self) -> Self {
        self.keeping.scheduled = true;
        self
    }

    /// Starts a backup. The reply comes at once. None when the person changed their mind.
    pub fn back_up(&mut self, asked: BackUp) -> Result<Option<LastBackupView>, ApiError> {
        self.allowed(Act::KeepVault)?;
        self.settle_backup();
        self.settle_check();
        if self.keeping.running.is_some() {
            return Err(ErrorCode::BackupRunning.into());
        }
        if self.keeping.checks.is_copying() {
            return Err(ErrorCode::CheckRunning.into());
        }
        let name = backup::file_name(self.ports.clock.now());
        let target = match asked.to {
            BackUpTo::Laptop => self.backup_folder().join(name),
            BackUpTo::Chosen => match self.ports.files.ask_save(FileKind::Backup, &name) {
                Some(path) => path,
                None => return Ok(None),
            },
        };
        self.start_backup(target)?;
        self.last_backup().map(Some)
    }

    /// All backups that were made, and how the present one goes on.
    pub fn get_backups(&mut self, _: Nothing) -> Result<BackupsView, ApiError> {
        self.allowed(Act::KeepVault)?;
        self.settle_backup();
        let made = self.open()?.store.backups()?.iter().map(row_view).collect();
        Ok(BackupsView { last: self.last_backup()?, made, placement: self.placement() })
    }

    /// What goes on by itself while the log is open: a backup that is due begins, one that is written is recorded, the keychain
    /// learns how far the journal has come. The shell asks for it every few seconds.
    pub fn keep_going(&mut self) {
        self.settle_backup();
        self.settle_check();
        self.keep_head_now_and_then();
        let free = self.keeping.running.is_none() && !self.keeping.checks.is_copying();
        if free && self.is_backup_due() {
            let target = self.backup_folder().join(backup::file_name(self.ports.clock.now()));
            if let Err(error) = self.start_backup(target) {
                self.keeping.failed = Some(Failed { at: self.ports.clock.now(), error });
            }
        }
    }

    /// Waits for a backup that is being written, and records it.
    ///
    /// # Errors
    /// Why it does not count.
    pub fn finish_backup(&mut self) -> Result<Option<BackupRowView>, ApiError> {
        let Some(running) = self.keeping.running.take() else { return Ok(None) };
        let recorded = self.record_backup(running);
        if let Err(error) = &recorded {
            self.keeping.failed = Some(Failed { at: self.ports.clock.now(), error: error.clone() });
        }
        recorded.map(Some)
    }

    /// Makes the backup that is due and waits for it: for somebody who locks or leaves. A failure is told at the next unlocking
    /// by the age of the last one.
    pub(super) fn finish_due_backup(&mut self) {
        if self.keeping.scheduled {
            // Nobody waits for a check, and the backup needs the database file to itself.
            self.give_up_check();
            self.keep_going();
            // Told by `get_backups` and by the age of the last good one; locking goes on whatever happened.
            if self.finish_backup().is_err() && self.keeping.haste.is_made() {
                // It was given up, which is no failure: the next one is due at once.
                self.keeping.failed = None;
            }
        }
    }

    /// True while a backup is being written or read again.
    pub(super) fn is_backing_up(&mut self) -> bool {
        self.settle_backup();
        self.keeping.running.is_some()
    }

    /// Gives up a backup that is being written, and a check: the log closes now, or its file is about to change.
    pub(crate) fn stop_backup(&mut self) {
        self.give_up_check();
        if let Some(running) = self.keeping.running.take() {
            running.stop.store(true, Ordering::Relaxed);
            // It leaves nothing behind; one that was finished in this very moment is recorded.
            let _ = self.record_backup(running);
        }
    }

    /// The last good backup, as it stands in every view that tells of the vault.
    pub(super) fn last_backup(&self) -> Result<LastBackupView, ApiError> {
        let made = self.open()?.store.backups()?;
        let last = made.first();
        let elsewhere = made.iter().find(|row| row.backup.place == Place::Elsewhere);
        let days = last.map(|row| (self.ports.clock.now() - row.at).num_days().max(0));
        let failed = self.keeping.failed.as_ref();
        Ok(LastBackupView {
            last: last.map(row_view),
            last_elsewhere: elsewhere.map(row_view),
            days: days.map(|days| u32::try_from(days).unwrap_or(u32::MAX)),
            old: days.is_none_or(|days| days > OLD_AFTER_DAYS),
            laptop_only: elsewhere.is_none(),
            running: self.keeping.running.is_some(),
            failed: failed.map(|failed| failed.error.code),
            failed_at: failed.and_then(|failed| failed.error.field.clone()),
        })
    }

    fn backup_folder(&self) -> PathBuf {
        self.folder().join(backup::FOLDER)
    }

    fn is_backup_due(&self) -> bool {
        let now = self.ports.clock.now();
        // Nothing in a made-up school is worth it, and set-up comes first.
        let Some(open) = self.open.as_ref().filter(|open| !open.made_up && open.kits.is_empty()) else {
            return false;
        };
        let waiting = self.keeping.failed.as_ref().is_some_and(|failed| now - failed.at < AGAIN_AFTER);
        let recent = open.store.backups().map_or(true, |made| {
            made.iter().any(|row| row.backup.place == Place::Laptop && now - row.at < EVERY)
        });
        self.keeping.scheduled && !waiting && !recent
    }

    fn start_backup(&mut self, target: PathBuf) -> Result<(), ApiError> {
        let now = self.ports.clock.now();
        let folder = self.folder().to_owned();
        let header = keys::read(&folder)?;
        let beside = target.parent().unwrap_or(&folder);
        let same_disk = self.ports.placement.is_same_disk(&folder, beside);
        let place = if same_disk { Place::Laptop } else { Place::Elsewhere };
        let mut rng = ChaCha20Rng::from_rng(&mut self.ports.random);
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        let snapshot = open.store.snapshot(&header, &open.unlocked, now)?;
        let stop = Arc::new(AtomicBool::new(false));
        let watch = StopFlag(stop.clone(), self.keeping.haste.clone());
        let thread = std::thread::spawn(move || snapshot.write(&target, &mut rng, &watch));
        self.keeping.failed = None;
        self.keeping.running = Some(Running { thread, stop, place });
        Ok(())
    }

    /// Records a backup whose thread has ended; leaves one that is being written alone.
    fn settle_backup(&mut self) {
        if self.keeping.running.as_ref().is_some_and(|running| running.thread.is_finished()) {
            // Kept as the reason of the last failure, which every view of the vault shows.
            let _ = self.finish_backup();
        }
    }

    fn record_backup(&mut self, running: Running) -> Result<BackupRowView, ApiError> {
        let stopped = running.stop.load(Ordering::Relaxed) || self.keeping.haste.is_made();
        // A thread that broke off wrote nothing that counts.
        let written = running.thread.join().unwrap_or(Err(BackupError::Stopped));
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        open.store.end_snapshot()?;
        let written = written.map_err(|error| if stopped { BackupError::Stopped } else { error })?;
        let backup = Backup {
            place: running.place,
            file_name: written.file_name,
            hash: written.hash,
            size: written.size,
            end: written.end,
        };
        self.commit(vec![NewEvent::of(Event::BackupMade(backup))])?;
        self.remove_superfluous();
        let made = self.open()?.store.backups()?;
        made.first().map(row_view).ok_or_else(|| ErrorCode::BackupNotWritten.into())
    }

    /// Removes scheduled backups that are older than the schedule keeps. Other files in the folder are nobody's to remove.
    fn remove_superfluous(&self) {
        let folder = self.backup_folder();
        let Ok(entries) = fs::read_dir(&folder) else { return };
        let made: Vec<_> = entries
            .flatten()
            .filter_map(|entry| backup::made_at(&entry.file_name().to_string_lossy()))
            .collect();
        for at in backup::superfluous(&made) {
            // One that cannot be removed takes room, and nothing else; the next backup tries again.
            let _ = fs::remove_file(folder.join(backup::file_name(at)));
        }
    }
}

pub(super) fn row_view(row: &BackupRow) -> BackupRowView {
    BackupRowView {
        made_at: instant(row.at),
        place: match row.backup.place {
            Place::Laptop => BackupPlace::Laptop,
            Place::Elsewhere => BackupPlace::Elsewhere,
        },
        file_name: row.backup.file_name.clone(),
        kib: u32::try_from(row.backup.size.div_ceil(1024)).unwrap_or(u32::MAX),
        hash: hex(&row.backup.hash),
        seq: u32::try_from(row.backup.end.seq).unwrap_or(u32::MAX),
        head: hex(&row.backup.end.head),
    }
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
