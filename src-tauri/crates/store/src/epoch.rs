//! The next epoch: the records go over into a new database under a new key, because a person is taken out who must not have it, or
//! because an earlier release encrypted the former one in another way (see `upgrade.rs`).
//!
//! The steps: export into a file in the making, comparison of every row, the event of a removal, a check of all pages, hashes and
//! signatures, the file's final name, and then the header, whose renaming is the one moment at which anything changes. Before it the
//! former vault is whole, after it the new one. The former database goes only once the new one has opened and been verified; whatever
//! a cut leaves, the next opening removes. Never here: whether somebody may be removed.

pub(crate) mod copy;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use encircle_crypto::CryptoRng;
use encircle_domain::{Event, PersonId};

use crate::files::{self, Step, Watch};
use crate::journal::Chain;
use crate::keys::{self, Header, KeysError, Unlocked};
use crate::store::Opening;
use crate::{Author, Error, Fault, NewEvent, Store, database, place};

/// Why the records did not go over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EpochError {
    /// The header, or a slot in it that signed events do not name.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The records.
    #[error(transparent)]
    Records(#[from] Error),
    /// The journal does not verify: nothing is carried over from it.
    #[error(transparent)]
    Journal(#[from] Fault),
}

impl From<std::io::Error> for EpochError {
    fn from(error: std::io::Error) -> Self {
        Self::Records(error.into())
    }
}

/// Who is removed, by whom, when.
#[derive(Clone, Copy, Debug)]
pub struct Removal<'a> {
    pub person: PersonId,
    pub author: &'a Author,
    pub at: DateTime<Utc>,
}

impl Store {
    /// Removes a person and goes over to the next epoch. Afterwards this is the store of the new database.
    ///
    /// # Errors
    /// [`EpochError`]. As long as the header on disk is the former one, this store and the vault are as they were; if it is not, the
    /// change has happened, and the vault has to be opened again.
    pub fn remove_person(
        &mut self,
        keys: (&Header, &Unlocked),
        removal: Removal<'_>,
        rng: &mut impl CryptoRng,
        watch: &dyn Watch,
    ) -> Result<Unlocked, EpochError> {
        self.go_over(keys, Some(removal), removal.at, rng, watch)
    }

    /// Goes over to the next epoch, with somebody removed or with everybody still there.
    ///
    /// # Errors
    /// As [`Store::remove_person`].
    pub(crate) fn go_over(
        &mut self,
        (header, unlocked): (&Header, &Unlocked),
        removal: Option<Removal<'_>>,
        at: DateTime<Utc>,
        rng: &mut impl CryptoRng,
        watch: &dyn Watch,
    ) -> Result<Unlocked, EpochError> {
        let removed = removal.map(|removal| removal.person);
        let (next_header, next) = keys::next_epoch(header, unlocked, removed, &self.members()?, rng)?;
        let held = Arc::clone(&self.held);
        if let Err(error) = self.make_next(&next, removal, at, rng, watch) {
            // The failure is what counts; what cannot be removed now, the next opening or the next removal puts away.
            let _ = remove_database(&place::records_in_the_making(&self.dir, next.epoch()));
            let _ = remove_database(&place::records(&self.dir, next.epoch()));
            return Err(error);
        }
        let written = keys::write_watched(&self.dir, &next_header, watch);
        if let Err(error) = written
            && !keys::read(&self.dir).is_ok_and(|found| found.generation() == next_header.generation())
        {
            // The former header stands, so the new records are nobody's.
            let _ = remove_database(&place::records(&self.dir, next.epoch()));
            return Err(error.into());
        }
        watch.before(Step::Read, &place::records(&self.dir, next.epoch()))?;
        let store = Self::open_held(held, &self.dir, Opening::of(&next, &next.database_key()))?;
        let former = std::mem::replace(self, store);
        // The former database is not needed any more: whether it can be folded in changes nothing.
        let _ = former.close();
        // As long as it is not certain that the new header lasts, the former records stay; the next opening removes them.
        if written.is_ok() && watch.before(Step::Remove, &self.dir).is_ok() {
            let _ = self.remove_former();
        }
        Ok(next)
    }

    /// Everything up to the final name of the new database.
    fn make_next(
        &self,
        next: &Unlocked,
        removal: Option<Removal<'_>>,
        at: DateTime<Utc>,
        rng: &mut impl CryptoRng,
        watch: &dyn Watch,
    ) -> Result<(), EpochError> {
        self.verify()?;
        let key = next.database_key();
        let path = place::records(&self.dir, next.epoch());
        let unfinished = place::records_in_the_making(&self.dir, next.epoch());
        remove_database(&unfinished)?;
        // A removal that was cut off before the header left it; nobody has its key.
        Self::put_unfinished_aside(&self.dir, next.epoch(), at.timestamp_millis())?;
        files::create(&unfinished, watch)?.sync()?;
        watch.before(Step::Write, &unfinished)?;
        copy::export(&self.conn, &unfinished, &key, next.database_parameters())?;
        let conn = database::make(&unfinished, &key, next.database_parameters())?;
        watch.before(Step::Read, &unfinished)?;
        copy::compare(&self.conn, &conn)?;
        conn.execute("UPDATE here SET epoch = ?1", [next.epoch()]).map_err(Error::from)?;
        let chain = Chain::load(&conn)?;
        let mut store = Self { conn, dir: self.dir.clone(), chain, held: Arc::clone(&self.held) };
        if let Some(removal) = removal {
            watch.before(Step::Write, &unfinished)?;
            let event = NewEvent::of(Event::PersonRemoved { person: removal.person });
            store.commit(removal.author, at, rng, vec![event])?;
        }
        watch.before(Step::Read, &unfinished)?;
        database::check_every_page(&store.conn)?;
        store.verify()?;
        store.close()?;
        // The log is folded in. Where SQLite could not remove it, it would lie about under a name that nobody looks for.
        remove_beside(&unfinished)?;
        watch.before(Step::Sync, &unfinished)?;
        place::private().write(true).open(&unfinished)?.sync_all()?;
        Ok(files::rename_into_place(&unfinished, &path, watch)?)
    }

    /// Removes what a change of keys left when it was cut off: files in the making, and, once this database is verified, those of
    /// earlier epochs. Those of a later one stay: only a header can say that nobody needs them.
    ///
    /// # Errors
    /// [`Fault`] when this database does not verify, and then nothing of an earlier epoch is removed; [`Error::Io`].
    pub(crate) fn remove_former(&self) -> Result<(), Fault> {
        let (mut former, mut unfinished) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(&self.dir).map_err(Error::from)? {
            let path = entry.map_err(Error::from)?.path();
            match epoch_of(&path) {
                Some((_, true)) => unfinished.push(path),
                Some((epoch, false)) if epoch < self.identity().epoch => former.push(path),
                _ => {}
            }
        }
        for path in unfinished {
            remove_database(&path)?;
        }
        if !former.is_empty() {
            // The header that this database belongs to must last before what it replaced is gone.
            place::sync_folder(&self.dir)?;
            self.verify()?;
            for path in former {
                remove_database(&path)?;
            }
        }
        Ok(())
    }
}

/// The epoch in the name of a database, and whether it is one in the making.
fn epoch_of(path: &Path) -> Option<(u32, bool)> {
    let name = path.file_name()?.to_str()?.strip_prefix("records-")?;
    let (epoch, in_the_making) = match name.strip_suffix(".db.new") {
        Some(epoch) => (epoch, true),
        None => (name.strip_suffix(".db")?, false),
    };
    Some((epoch.parse().ok()?, in_the_making))
}

/// Removes a database with what SQLite keeps beside it; what is not there need not go.
fn remove_database(path: &Path) -> Result<(), Error> {
    // The database last: without it nobody would know of the rest.
    remove_beside(path)?;
    remove_file(path)
}

/// Removes what SQLite keeps beside a database.
fn remove_beside(path: &Path) -> Result<(), Error> {
    ["-wal", "-shm", "-journal"].into_iter().try_for_each(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        remove_file(Path::new(&name))
    })
}

fn remove_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
