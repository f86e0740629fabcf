//! A stick on which every database of this process lies from now on: its files are the system's, until somebody pulls it out. What was
//! open then fails for ever, as an open file of a disk that is gone does, though the stick comes back.
//!
//! Never here: an assertion, or how a log is opened again.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs, WalDisabled};

/// The stick; clones are the same one. An odd number of turns: it is out.
#[derive(Clone, Default)]
pub struct Stick(Arc<State>);

#[derive(Default)]
struct State {
    turns: AtomicU64,
    writes_left: AtomicU64,
}

impl Stick {
    /// A stick that is plugged in.
    pub fn in_place_of_the_systems() -> Self {
        let stick = Self::default();
        stick.stays();
        sqlite_vfs::register("stick", stick.clone(), true).unwrap();
        stick
    }

    /// Somebody pulls it out, or puts it back.
    pub fn turn(&self) {
        self.0.turns.fetch_add(1, Ordering::SeqCst);
        self.stays();
    }

    /// Somebody pulls it out after so many more writes.
    pub fn pulled_after(&self, writes: u64) {
        self.0.writes_left.store(writes, Ordering::SeqCst);
    }

    /// Nobody pulls it out after all.
    pub fn stays(&self) {
        self.0.writes_left.store(u64::MAX, Ordering::SeqCst);
    }

    /// Whether it is out.
    pub fn is_out(&self) -> bool {
        self.turns() % 2 == 1
    }

    fn turns(&self) -> u64 {
        self.0.turns.load(Ordering::SeqCst)
    }

    fn answers(&self) -> Result<u64, Error> {
        if self.is_out() { Err(ErrorKind::Other.into()) } else { Ok(self.turns()) }
    }
}

impl Vfs for Stick {
    type Handle = OpenFile;

    fn open(&self, name: &str, options: OpenOptions) -> Result<OpenFile, Error> {
        let since = self.answers()?;
        let mut how = File::options();
        how.read(true).write(options.access != OpenAccess::Read);
        match options.access {
            OpenAccess::Create => how.create(true),
            OpenAccess::CreateNew => how.create_new(true),
            _ => &mut how,
        };
        Ok(OpenFile { stick: self.clone(), since, file: how.open(name)?, lock: LockKind::None })
    }

    fn delete(&self, name: &str) -> Result<(), Error> {
        self.answers()?;
        fs::remove_file(name)
    }

    fn exists(&self, name: &str) -> Result<bool, Error> {
        self.answers()?;
        fs::exists(name)
    }

    fn temporary_name(&self) -> String {
        format!("temporary-{}", self.turns())
    }

    fn random(&self, buffer: &mut [i8]) {
        // It seeds what makes names of temporary files; nothing secret comes of it.
        buffer.fill(7);
    }

    fn sleep(&self, duration: Duration) -> Duration {
        duration
    }
}

/// One open file.
pub struct OpenFile {
    stick: Stick,
    since: u64,
    file: File,
    lock: LockKind,
}

impl OpenFile {
    fn answers(&self) -> Result<(), Error> {
        if self.stick.answers()? == self.since { Ok(()) } else { Err(ErrorKind::Other.into()) }
    }
}

impl DatabaseHandle for OpenFile {
    type WalIndex = WalDisabled;

    fn size(&self) -> Result<u64, Error> {
        self.answers()?;
        Ok(self.file.metadata()?.len())
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> Result<(), Error> {
        self.answers()?;
        self.file.seek(SeekFrom::Start(offset))?;
        let mut found = Vec::new();
        Read::by_ref(&mut self.file).take(buffer.len() as u64).read_to_end(&mut found)?;
        buffer[..found.len()].copy_from_slice(&found);
        // What lies behind the end reads as zeros, and is said to.
        buffer[found.len()..].fill(0);
        if found.len() == buffer.len() { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }

    fn write_all_at(&mut self, bytes: &[u8], offset: u64) -> Result<(), Error> {
        self.answers()?;
        if self.stick.0.writes_left.fetch_sub(1, Ordering::SeqCst) == 0 {
            self.stick.turn();
            return self.answers();
        }
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.write_all(bytes)
    }

    fn sync(&mut self, _: bool) -> Result<(), Error> {
        self.answers()?;
        self.file.sync_all()
    }

    fn set_len(&mut self, size: u64) -> Result<(), Error> {
        self.answers()?;
        self.file.set_len(size)
    }

    fn lock(&mut self, lock: LockKind) -> Result<bool, Error> {
        self.answers()?;
        self.lock = lock;
        Ok(true)
    }

    fn unlock(&mut self, lock: LockKind) -> Result<bool, Error> {
        self.lock = lock;
        Ok(true)
    }

    fn reserved(&mut self) -> Result<bool, Error> {
        Ok(false)
    }

    fn current_lock(&self) -> Result<LockKind, Error> {
        Ok(self.lock)
    }

    fn wal_index(&self, _: bool) -> Result<WalDisabled, Error> {
        Ok(WalDisabled)
    }
}
