//! The open vault's records. Opening and closing, and the questions about the whole; each topic asks its own questions in
//! its view's file. Never here: a thread, a clock, or a key that outlives the call.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encircle_crypto::purpose::DatabaseKey;
use rusqlite::{Connection, TransactionBehavior};

use crate::heads::Agreement;
use crate::journal::{self, Chain, Verified};
use crate::keys::{DatabaseParameters, Unlocked};
use crate::place::Held;
use crate::{Error, Fault, database, deep, place, upgrade, views};

/// Which vault, which of its keys, and which writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Random, for the whole life of the vault.
    pub vault_id: [u8; 16],
    /// Which of the vault's keys, counted from 1.
    pub epoch: u32,
    /// Random, new for each copy of the vault that is written to.
    pub device_id: [u8; 16],
}

/// The end of this device's chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The number of its last event; 0 before the first.
    pub seq: u64,
    /// The hash of its last event; zeros before the first.
    pub hash: [u8; 32],
}

/// The records of one vault, open, and held against every other process.
pub struct Store {
    pub(crate) conn: Connection,
    pub(crate) dir: PathBuf,
    pub(crate) chain: Chain,
    /// Dropped last: the database is closed before another process may open it.
    pub(crate) held: Arc<Held>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("head", &self.chain.head.seq).finish_non_exhaustive()
    }
}

/// What is needed to open a database.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'a> {
    pub key: &'a DatabaseKey,
    pub parameters: DatabaseParameters,
    pub vault_id: [u8; 16],
    pub epoch: u32,
}

impl<'a> Opening<'a> {
    pub(crate) fn of(unlocked: &Unlocked, key: &'a DatabaseKey) -> Self {
        let parameters = unlocked.database_parameters();
        Self { key, parameters, vault_id: unlocked.vault_id(), epoch: unlocked.epoch() }
    }

    fn inspect(&self, dir: &Path) -> Result<(), Error> {
        place::inspect(&place::records(dir, self.epoch), &self.key.salt, self.parameters.page_size)
    }
}

impl Store {
    /// Makes the database of a new vault, or of a new epoch, and opens it. The file gets its name when it is whole.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] when there is one, of whatever content; [`Error::AlreadyOpen`]; [`Error::DiskFull`]; [`Error::Io`].
    pub fn create(dir: &Path, key: &DatabaseKey, identity: Identity) -> Result<Self, Error> {
        fs::create_dir_all(dir)?;
        let held = Arc::new(place::hold(dir)?);
        let path = place::records(dir, identity.epoch);
        if fs::exists(&path)? {
            return Err(Error::AlreadyExists);
        }
        let unfinished = place::records_in_the_making(dir, identity.epoch);
        place::private().create(true).truncate(true).write(true).open(&unfinished)?;
        let mut conn = database::make(&unfinished, key, DatabaseParameters::CURRENT)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(journal::SCHEMA)?;
        journal::set_identity(&tx, &identity)?;
        views::create_all(&tx)?;
        tx.commit()?;
        database::close(conn)?;
        fs::rename(&unfinished, &path)?;
        place::sync_folder(dir)?;
        let Identity { vault_id, epoch, .. } = identity;
        Self::open_held(held, dir, Opening { key, parameters: DatabaseParameters::CURRENT, vault_id, epoch })
    }

    /// Opens the records that are there. Nothing is ever made or overwritten; a view that this program fills in another way than
    /// the program before it is filled again.
    ///
    /// # Errors
    /// What lies in the database's place is told apart: [`Error::Missing`], [`Error::ZeroBytes`], [`Error::TooShort`],
    /// [`Error::PlainSqlite`], [`Error::OtherKey`], [`Error::Damaged`], [`Error::Newer`], [`Error::OtherVault`]. Besides,
    /// [`Error::AlreadyOpen`], [`Error::SqliteTooOld`], [`Error::Io`].
    pub fn open(dir: &Path, key: &DatabaseKey, vault_id: [u8; 16], epoch: u32) -> Result<Self, Error> {
        let opening = Opening { key, parameters: DatabaseParameters::CURRENT, vault_id, epoch };
        Self::open_written(dir, opening)
    }

    /// Opens the records of an unlocked vault in the way in which they were encrypted, which may be an earlier program's: then
    /// [`Store::bring_over`] is due.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_unlocked(dir: &Path, unlocked: &Unlocked) -> Result<Self, Error> {
        Self::open_written(dir, Opening::of(unlocked, &unlocked.database_key()))
    }

    pub(crate) fn open_written(dir: &Path, opening: Opening<'_>) -> Result<Self, Error> {
        // What is missing is said before a lock file is made in a folder that is no vault.
        opening.inspect(dir)?;
        let store = Self::open_held(Arc::new(place::hold(dir)?), dir, opening)?;
        // What a change of keys left stands in nobody's way: a failure to remove it is no reason not to open.
        let _ = store.remove_former();
        // Nor does an attachment that was cut off while it was being written.
        let _ = store.remove_unfinished_objects();
        deep::sweep(dir);
        Ok(store)
    }

    pub(crate) fn open_held(held: Arc<Held>, dir: &Path, opening: Opening<'_>) -> Result<Self, Error> {
        opening.inspect(dir)?;
        let Opening { key, parameters, vault_id, epoch } = opening;
        let path = place::records(dir, epoch);
        let mut conn = database::open(&path, key, parameters, upgrade::refuse_later_shapes)?;
        let chain = Chain::load(&conn)?;
        if (chain.identity.vault_id, chain.identity.epoch) != (vault_id, epoch) {
            return Err(Error::OtherVault);
        }
        views::refill_changed(&mut conn)?;
        // For an earlier program, and of no use to this one: where the disk is full, the next opening does it.
        let _ = upgrade::mark_shapes(&conn);
        Ok(Self { conn, dir: dir.to_owned(), chain, held })
    }

    /// Puts aside what a set-up left that never came to its end: records whose key was never written down, so that nobody can ever
    /// read them. `mark` makes the new name one of its own.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn put_unfinished_aside(dir: &Path, epoch: u32, mark: i64) -> Result<(), Error> {
        let records = place::records(dir, epoch);
        if records.exists() {
            std::fs::rename(&records, dir.join(format!("records-{epoch}.unfinished-{mark}")))?;
            place::sync_folder(dir)?;
        }
        Ok(())
    }

    /// Folds the write-ahead log into the file and closes.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::DiskFull`]: everything committed is safe in the log, and is folded in when the store is next opened.
    pub fn close(self) -> Result<(), Error> {
        database::close(self.conn)
    }

    /// Closes after the disk has failed: the connection touches no file any more, so that whatever lies in the place of the log by now
    /// stays as it is. Everything committed is in the database and its write-ahead log.
    pub fn give_up(self) {
        database::give_up(self.conn);
    }

    /// Opens the same records anew after the disk has failed, and holds them meanwhile against every other process.
    ///
    /// # Errors
    /// As [`Store::open`]; besides, [`Error::Damaged`] when what lies there now lacks the last event that was committed.
    pub fn reopen(self, unlocked: &Unlocked) -> Result<Self, Error> {
        let end = self.chain_end();
        let Self { conn, dir, chain: _, held } = self;
        // SQLite holds the file against a second connection of this process as well.
        database::give_up(conn);
        let store = Self::open_held(held, &dir, Opening::of(unlocked, &unlocked.database_key()))?;
        if store.agreement(&end)? == Agreement::Agrees { Ok(store) } else { Err(Error::Damaged) }
    }

    /// False when a failing disk has left a transaction open, which nothing but opening the records anew ends.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.conn.is_autocommit()
    }

    /// Who this database is.
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.chain.identity
    }

    /// The end of this device's chain, for the keychain and for what is printed.
    #[must_use]
    pub fn head(&self) -> Head {
        self.chain.head
    }

    /// Checks every hash, signature and payload of the journal, and names the first thing that is wrong.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn verify(&self) -> Result<Verified, Fault> {
        journal::verify(&self.conn, self.chain.head)
    }

    /// Fills every view again from the journal, in one transaction.
    ///
    /// # Errors
    /// [`Error::Damaged`] when an event cannot be read; the views are then as they were.
    pub fn rebuild(&mut self) -> Result<(), Error> {
        views::refill_all(&mut self.conn)
    }

    /// All that the views hold as text in the order of their keys: equal text is equal views.
    ///
    /// # Errors
    /// [`Error::Damaged`], also when the search index does not agree with what it indexes.
    pub fn dump_views(&self) -> Result<String, Error> {
        views::dump(&self.conn)
    }
}
