//! Real files beneath the database and beneath the steps that the store lets be watched, in one count: any one operation of
//! either fails, in several ways.
//!
//! A sync is counted and not done: what a pulled plug leaves is `crash.rs`. Never here: what must hold after a failure.

use std::fs::{self, File};
use std::io::{self, Error, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use encircle_store::files::{Step, Watch};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs, WalDisabled};

use super::disk::Failure;

/// How the ground gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub failure: Failure,
    /// What a watched step says; the database is told of a full disk, or of an error.
    pub kind: ErrorKind,
}

/// One error, a device that is gone, a full one, one that turned read-only, and somebody who asks to stop.
pub const WAYS: [Way; 5] = [
    Way { failure: Failure::Once, kind: ErrorKind::Other },
    Way { failure: Failure::Lasting, kind: ErrorKind::NotFound },
    Way { failure: Failure::Full, kind: ErrorKind::StorageFull },
    Way { failure: Failure::Once, kind: ErrorKind::ReadOnlyFilesystem },
    Way { failure: Failure::Once, kind: ErrorKind::Interrupted },
];

#[derive(Default)]
struct State {
    operations: u64,
    failing: Option<(Way, u64)>,
    /// What failed first.
    failed: Option<String>,
}

/// The real disk; clones are the same.
#[derive(Clone, Default)]
pub struct Ground(Arc<Mutex<State>>);

impl Ground {
    /// Every database of this process lies on it from now on.
    pub fn in_place_of_the_systems() -> Self {
        let ground = Self::default();
        sqlite_vfs::register("ground", ground.clone(), true).unwrap();
        ground
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Lets the operation with this number fail, counted from 1 and from now.
    pub fn fail(&self, way: Way, at: u64) {
        *self.state() = State { operations: 0, failing: Some((way, at)), failed: None };
    }

    /// Lets nothing fail any more. Says what has failed.
    pub fn heal(&self) -> Option<String> {
        let mut state = self.state();
        state.failing = None;
        state.failed.take()
    }

    /// Whether something has failed since.
    pub fn has_failed(&self) -> bool {
        self.state().failed.is_some()
    }

    fn operation(&self, what: impl FnOnce() -> String, takes_room: bool) -> Option<Way> {
        let mut state = self.state();
        state.operations += 1;
        let (way, at) = state.failing?;
        let fails = match way.failure {
            Failure::Once => state.operations == at,
            Failure::Lasting => state.operations >= at,
            Failure::Full => state.operations >= at && takes_room,
        };
        if !fails {
            return None;
        }
        state.failed.get_or_insert_with(what);
        Some(way)
    }

    fn of_the_database(&self, what: &str, takes_room: bool) -> io::Result<()> {
        match self.operation(|| what.to_owned(), takes_room) {
            None => Ok(()),
            // The binding takes this kind for a full disk.
            Some(Way { failure: Failure::Full, .. }) => Err(Error::new(ErrorKind::WriteZero, "told to")),
            Some(_) => Err(Error::other("told to")),
        }
    }
}

impl Watch for Ground {
    fn before(&self, step: Step, _: &Path) -> io::Result<()> {
        let takes_room = matches!(step, Step::Write | Step::MakeFolder);
        let failed = self.operation(|| format!("step {step:?}"), takes_room);
        failed.map_or(Ok(()), |way| Err(way.kind.into()))
    }
}

impl Vfs for Ground {
    type Handle = OpenFile;

    fn open(&self, name: &str, options: OpenOptions) -> io::Result<OpenFile> {
        self.of_the_database("opening", false)?;
        let writes = options.access != OpenAccess::Read;
        let mut how = File::options();
        how.read(true).write(writes);
        match options.access {
            OpenAccess::Create => how.create(true),
            OpenAccess::CreateNew => how.create_new(true),
            OpenAccess::Read | OpenAccess::Write => &mut how,
        };
        Ok(OpenFile { ground: self.clone(), file: how.open(name)?, lock: LockKind::None })
    }

    fn delete(&self, name: &str) -> io::Result<()> {
        self.of_the_database("deleting", false)?;
        fs::remove_file(name)
    }

    fn exists(&self, name: &str) -> io::Result<bool> {
        self.of_the_database("looking", false)?;
        fs::exists(name)
    }

    fn temporary_name(&self) -> String {
        // Temporary tables are kept in memory: a name that cannot be made shows when one is not.
        "/dev/null/no temporary file".to_owned()
    }

    fn random(&self, buffer: &mut [i8]) {
        // Nothing secret comes of it: SQLCipher has its own.
        buffer.fill(4);
    }

    fn sleep(&self, duration: Duration) -> Duration {
        duration
    }
}

/// One open file.
pub struct OpenFile {
    ground: Ground,
    file: File,
    lock: LockKind,
}

impl DatabaseHandle for OpenFile {
    type WalIndex = WalDisabled;

    fn size(&self) -> io::Result<u64> {
        self.ground.of_the_database("asking the size", false)?;
        Ok(self.file.metadata()?.len())
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        self.ground.of_the_database("reading", false)?;
        let mut read = 0;
        while read < buffer.len() {
            match self.file.read_at(&mut buffer[read..], offset + read as u64)? {
                // What lies behind the end reads as zeros, and is said to.
                0 => {
                    buffer[read..].fill(0);
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                more => read += more,
            }
        }
        Ok(())
    }

    fn write_all_at(&mut self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let grows = offset + bytes.len() as u64 > self.file.metadata()?.len();
        self.ground.of_the_database("writing", grows)?;
        self.file.write_all_at(bytes, offset)
    }

    fn sync(&mut self, _: bool) -> io::Result<()> {
        self.ground.of_the_database("syncing", false)
    }

    fn set_len(&mut self, size: u64) -> io::Result<()> {
        let grows = size > self.file.metadata()?.len();
        self.ground.of_the_database("cutting", grows)?;
        self.file.set_len(size)
    }

    fn lock(&mut self, lock: LockKind) -> io::Result<bool> {
        self.ground.of_the_database("locking", false)?;
        self.lock = lock;
        Ok(true)
    }

    fn unlock(&mut self, lock: LockKind) -> io::Result<bool> {
        self.lock = lock;
        Ok(true)
    }

    fn reserved(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn current_lock(&self) -> io::Result<LockKind> {
        Ok(self.lock)
    }

    fn wal_index(&self, _: bool) -> io::Result<WalDisabled> {
        Ok(WalDisabled)
    }
}
