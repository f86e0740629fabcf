//! The check of everything that a vault holds, to its last byte: each page of the database, each hash, signature and payload of the
//! journal, each sealed object that an event names, each view against what the journal makes of it, each backup that lies beside.
//!
//! It reads a copy of the database file, sealed as that is, so it runs on a thread of its own while the log is worked in, and writes
//! nothing into the log. Never here: the header of the keys, a clock, or what a person is told.

mod parts;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use encircle_crypto::purpose::DatabaseKey;
use encircle_domain::ObjectId;

use crate::files::{self, Unwatched};
use crate::journal::Chain;
use crate::keys::{DatabaseParameters, Unlocked};
use crate::place::{self, Held};
use crate::store::Opening;
use crate::{Error, Fault, Store, database, views};

/// Where the copy lies that is read; sealed, and removed afterwards.
const SCRATCH: &str = ".deep-check";
/// Of one kind of fault no more than so many are told: a log that is wrong in more places is no more wrong.
const MOST_OF_A_KIND: usize = 20;

/// What is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The pages of the database.
    Pages,
    /// Hashes, signatures and payloads.
    Journal,
    /// What lies sealed beside the database.
    Objects,
    /// The scheduled backups.
    Backups,
    /// The views, filled anew and compared: last, since the copy is changed by it.
    Views,
}

impl Part {
    /// Every part, in the order of being read.
    pub const ALL: [Self; 5] = [Self::Pages, Self::Journal, Self::Objects, Self::Backups, Self::Views];
}

/// Asked and told while the check runs.
pub trait Observer: Send + Sync {
    /// False once nobody waits for the answer any more.
    fn goes_on(&self) -> bool;
    /// How far it is: `done` of `of` in this part; `of` is 0 where nobody can count beforehand.
    fn is_at(&self, part: Part, done: u64, of: u64);
    /// The copy is made: the database file may move again.
    fn is_copied(&self);
}

/// One thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A page or a row of the database cannot be read.
    Pages(Error),
    /// The journal.
    Journal(Fault),
    /// The database holds a trigger or a view of SQL that the program never made.
    Structure,
    /// A sealed object that the event of this number names is not there or not what was sealed.
    Object { seq: u64, object: ObjectId, error: Error },
    /// A view does not hold what the journal makes of it.
    View(&'static str),
    /// A backup is not the file that was verified when it was made.
    BackupChanged { file_name: String },
    /// A backup of which the journal knows nothing: this log may be an older copy.
    BackupUnknown { file_name: String },
}

/// What was read, and what does not fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub events: u64,
    pub objects: u32,
    /// Backups that lie beside the database and are as they were made.
    pub backups: u32,
    /// In the order of the parts.
    pub findings: Vec<Finding>,
}

/// Why there is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfinished {
    #[error("the check was stopped")]
    Stopped,
    /// The copy could not be made.
    #[error(transparent)]
    Copy(#[from] Error),
}

/// All that the check needs apart from the open store: it can be taken to another thread.
pub struct DeepCheck {
    dir: PathBuf,
    key: DatabaseKey,
    parameters: DatabaseParameters,
    /// The end of the journal as the open store knows it.
    chain: Chain,
    held: Arc<Held>,
}

impl std::fmt::Debug for DeepCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeepCheck").finish_non_exhaustive()
    }
}

impl Store {
    /// Folds the write-ahead log into the database and keeps the file still until [`Store::end_snapshot`], which is due once the
    /// observer was told that the copy is made.
    ///
    /// # Errors
    /// [`Error::OtherVault`] for the keys of another vault; [`Error::DiskFull`]; [`Error::Io`].
    pub fn deep_check(&self, unlocked: &Unlocked) -> Result<DeepCheck, Error> {
        let identity = self.identity();
        if (unlocked.vault_id(), unlocked.epoch()) != (identity.vault_id, identity.epoch) {
            return Err(Error::OtherVault);
        }
        let key = unlocked.database_key();
        let parameters = Opening::of(unlocked, &key).parameters;
        self.deep_check_with(key, parameters)
    }

    fn deep_check_with(&self, key: DatabaseKey, parameters: DatabaseParameters) -> Result<DeepCheck, Error> {
        database::stand_still(&self.conn)?;
        let held = Arc::clone(&self.held);
        Ok(DeepCheck { dir: self.dir.clone(), key, parameters, chain: self.chain, held })
    }
}

impl DeepCheck {
    /// Reads everything. What cannot be read is a finding, and the other parts are read nevertheless.
    ///
    /// # Errors
    /// [`Unfinished`]; no copy is left behind.
    pub fn run(&self, observer: &Arc<dyn Observer>) -> Result<Report, Unfinished> {
        let scratch = self.dir.join(SCRATCH);
        let read = self.copy_and_read(&scratch, observer);
        // Sealed as the log itself is; the next opening removes what cannot be removed now.
        let _ = files::remove_folder(&scratch, &Unwatched);
        if observer.goes_on() { read } else { Err(Unfinished::Stopped) }
    }

    fn copy_and_read(&self, scratch: &Path, observer: &Arc<dyn Observer>) -> Result<Report, Unfinished> {
        files::remove_folder(scratch, &Unwatched).map_err(Error::from)?;
        files::make_folder(scratch, &Unwatched).map_err(Error::from)?;
        let epoch = self.chain.identity.epoch;
        let copy = place::records(scratch, epoch);
        observer.is_at(Part::Pages, 0, 0);
        parts::copy(&place::records(&self.dir, epoch), &copy, observer.as_ref())?;
        observer.is_copied();
        let mut report = Report::default();
        match self.open(&copy, observer) {
            Ok(store) => parts::read(store, &self.dir, observer.as_ref(), &mut report),
            Err(error) => report.findings.push(Finding::Pages(error)),
        }
        Ok(report)
    }

    /// The copy of the database, beside the objects of the vault itself.
    fn open(&self, copy: &Path, observer: &Arc<dyn Observer>) -> Result<Store, Error> {
        let mut conn = database::open(copy, &self.key, self.parameters, |_| Ok(()))?;
        // The copy need not last.
        conn.pragma_update(None, "synchronous", "OFF")?;
        let asked = Arc::clone(observer);
        conn.progress_handler(STEPS_BETWEEN_QUESTIONS, Some(move || !asked.goes_on()))?;
        Ok(Store { conn, dir: self.dir.clone(), chain: self.chain, held: Arc::clone(&self.held) })
    }
}

/// Instructions of the database's machine, of which it does some ten million in a second.
const STEPS_BETWEEN_QUESTIONS: i32 = 100_000;

/// Removes the copy of a check that was cut off.
pub(crate) fn sweep(dir: &Path) {
    // One that cannot be removed takes room and nothing else; the next opening tries again.
    let _ = files::remove_folder(&dir.join(SCRATCH), &Unwatched);
}

/// True when the database has nothing that acts by itself but the guards of the journal.
fn is_plain(conn: &rusqlite::Connection) -> Result<bool, Error> {
    let mut select = conn.prepare(
        "SELECT 1 FROM sqlite_schema WHERE type = 'view' OR (type = 'trigger' AND tbl_name <> 'event')",
    )?;
    Ok(!select.exists([])?)
}

/// The views that do not hold what the journal makes of them.
fn wrong_views(
    store: &mut Store,
    mut step: impl FnMut(u64) -> Result<(), Error>,
) -> Result<Vec<&'static str>, Error> {
    let held = views::digests(&store.conn)?;
    views::refill_all_watched(&mut store.conn, &mut step)?;
    let made = views::digests(&store.conn)?;
    let differ = held.iter().zip(&made).filter(|(held, made)| held != made);
    let mut wrong: Vec<_> = differ.map(|(held, _)| held.name).collect();
    let index = held.iter().any(|view| !view.index_holds);
    if index && !wrong.contains(&views::SEARCH) {
        wrong.push(views::SEARCH);
    }
    Ok(wrong)
}
