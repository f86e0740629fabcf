//! A disk in memory under SQLite, as its default file system in this process: it writes down what reaches it and in which
//! order, can be filled with any content, and fails at any one operation.
//!
//! Never here: which writes survive a crash; that is `crash.rs`.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs, WalDisabled};

/// One thing that reached the disk. Files are numbered as they are made; a name may come to mean another file.
#[derive(Clone, Debug)]
pub enum Op<S> {
    Create {
        name: String,
        file: usize,
    },
    Write {
        file: usize,
        offset: usize,
        bytes: Arc<[u8]>,
    },
    Truncate {
        file: usize,
        length: usize,
    },
    Sync {
        file: usize,
    },
    Delete {
        name: String,
    },
    /// Not of the disk: what the program above had acknowledged by then.
    Said(S),
}

/// How an operation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// One error, and all is well again.
    Once,
    /// The disk is gone.
    Lasting,
    /// Nothing more fits; reading and overwriting go on.
    Full,
}

struct State<S> {
    names: BTreeMap<String, usize>,
    files: Vec<Vec<u8>>,
    log: Option<Vec<Op<S>>>,
    operations: u64,
    failing: Option<(Failure, u64)>,
    failed: bool,
}

impl<S> State<S> {
    fn note(&mut self, op: impl FnOnce() -> Op<S>) {
        if let Some(log) = &mut self.log {
            log.push(op());
        }
    }

    /// Counts an operation, and fails if its turn has come. Only what `takes_room` fails on a full disk.
    fn operation(&mut self, takes_room: bool) -> Result<(), Error> {
        self.operations += 1;
        let Some((failure, at)) = self.failing else { return Ok(()) };
        let fails = match failure {
            Failure::Once => self.operations == at,
            Failure::Lasting => self.operations >= at,
            Failure::Full => self.operations >= at && takes_room,
        };
        if !fails {
            return Ok(());
        }
        self.failed = true;
        // The binding takes this kind for a full disk.
        let kind = if failure == Failure::Full { ErrorKind::WriteZero } else { ErrorKind::Other };
        Err(Error::new(kind, "told to fail"))
    }
}

/// The disk; clones are the same disk.
pub struct Disk<S>(Arc<Mutex<State<S>>>);

impl<S> Clone for Disk<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Clone + Send + 'static> Disk<S> {
    /// An empty disk, on which every database of this process lies from now on.
    pub fn in_place_of_the_systems() -> Self {
        let disk = Self(Arc::new(Mutex::new(State {
            names: BTreeMap::new(),
            files: Vec::new(),
            log: None,
            operations: 0,
            failing: None,
            failed: false,
        })));
        sqlite_vfs::register("torture", disk.clone(), true).unwrap();
        disk
    }

    fn state(&self) -> MutexGuard<'_, State<S>> {
        self.0.lock().unwrap()
    }

    /// Puts these files in the place of all that is there. Nothing may be open.
    pub fn fill(&self, files: impl IntoIterator<Item = (String, Vec<u8>)>) {
        let mut state = self.state();
        state.names.clear();
        state.files.clear();
        for (name, bytes) in files {
            let number = state.files.len();
            state.files.push(bytes);
            state.names.insert(name, number);
        }
    }

    /// All files as they are at this moment.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let state = self.state();
        state.names.iter().map(|(name, number)| (name.clone(), state.files[*number].clone())).collect()
    }

    /// Writes down from now on what reaches the disk.
    pub fn record(&self) {
        self.state().log = Some(Vec::new());
    }

    /// What was written down.
    pub fn recorded(&self) -> Vec<Op<S>> {
        self.state().log.take().unwrap_or_default()
    }

    /// Notes what the program has acknowledged.
    pub fn say(&self, said: S) {
        self.state().note(|| Op::Said(said));
    }

    /// Lets the operation with this number fail, counted from 1 and from now.
    pub fn fail(&self, failure: Failure, at: u64) {
        let mut state = self.state();
        (state.operations, state.failed, state.failing) = (0, false, Some((failure, at)));
    }

    /// Whether something has failed since.
    pub fn has_failed(&self) -> bool {
        self.state().failed
    }

    /// Lets nothing fail any more.
    pub fn heal(&self) {
        self.state().failing = None;
    }
}

impl<S: Clone + Send + 'static> Vfs for Disk<S> {
    type Handle = OpenFile<S>;

    fn open(&self, name: &str, options: OpenOptions) -> Result<Self::Handle, Error> {
        let mut state = self.state();
        // A name still finds room on a full disk.
        state.operation(false)?;
        let there = state.names.get(name).copied();
        let may_make = matches!(options.access, OpenAccess::Create | OpenAccess::CreateNew);
        let number = match there {
            Some(_) if options.access == OpenAccess::CreateNew => return Err(ErrorKind::AlreadyExists.into()),
            Some(number) => number,
            None if may_make => {
                let number = state.files.len();
                state.files.push(Vec::new());
                state.names.insert(name.to_owned(), number);
                state.note(|| Op::Create { name: name.to_owned(), file: number });
                number
            }
            None => return Err(ErrorKind::NotFound.into()),
        };
        Ok(OpenFile { disk: self.clone(), file: number, lock: LockKind::None })
    }

    fn delete(&self, name: &str) -> Result<(), Error> {
        let mut state = self.state();
        state.operation(false)?;
        if state.names.remove(name).is_none() {
            return Err(ErrorKind::NotFound.into());
        }
        state.note(|| Op::Delete { name: name.to_owned() });
        Ok(())
    }

    fn exists(&self, name: &str) -> Result<bool, Error> {
        let mut state = self.state();
        state.operation(false)?;
        Ok(state.names.contains_key(name))
    }

    fn temporary_name(&self) -> String {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        format!("temporary-{}", NEXT.fetch_add(1, Ordering::Relaxed))
    }

    fn random(&self, buffer: &mut [i8]) {
        // SQLite asks once, to seed its own source. Nothing secret comes of it: SQLCipher has its own.
        let mut rng = ChaCha20Rng::seed_from_u64(u64::from(std::process::id()));
        for byte in buffer {
            *byte = i8::from_ne_bytes([(rng.next_u32() & 0xFF) as u8]);
        }
    }

    fn sleep(&self, duration: Duration) -> Duration {
        duration
    }
}

/// One open file.
pub struct OpenFile<S> {
    disk: Disk<S>,
    file: usize,
    lock: LockKind,
}

/// Puts bytes into a file; a hole before them is zeros.
pub fn put(content: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(bytes);
}

fn number(of_bytes: u64) -> Result<usize, Error> {
    usize::try_from(of_bytes).map_err(|_| ErrorKind::InvalidInput.into())
}

impl<S: Clone + Send + 'static> DatabaseHandle for OpenFile<S> {
    type WalIndex = WalDisabled;

    fn size(&self) -> Result<u64, Error> {
        let mut state = self.disk.state();
        state.operation(false)?;
        Ok(state.files[self.file].len() as u64)
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> Result<(), Error> {
        let mut state = self.disk.state();
        state.operation(false)?;
        let content = &state.files[self.file];
        let from = number(offset)?.min(content.len());
        let found = &content[from..content.len().min(from + buffer.len())];
        buffer[..found.len()].copy_from_slice(found);
        // What lies behind the end reads as zeros, and is said to.
        buffer[found.len()..].fill(0);
        if found.len() == buffer.len() { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }

    fn write_all_at(&mut self, bytes: &[u8], offset: u64) -> Result<(), Error> {
        let mut state = self.disk.state();
        let offset = number(offset)?;
        let grows = offset + bytes.len() > state.files[self.file].len();
        state.operation(grows)?;
        put(&mut state.files[self.file], offset, bytes);
        let file = self.file;
        state.note(|| Op::Write { file, offset, bytes: bytes.into() });
        Ok(())
    }

    fn sync(&mut self, _: bool) -> Result<(), Error> {
        let mut state = self.disk.state();
        state.operation(false)?;
        let file = self.file;
        state.note(|| Op::Sync { file });
        Ok(())
    }

    fn set_len(&mut self, size: u64) -> Result<(), Error> {
        let mut state = self.disk.state();
        let length = number(size)?;
        let grows = length > state.files[self.file].len();
        state.operation(grows)?;
        state.files[self.file].resize(length, 0);
        let file = self.file;
        state.note(|| Op::Truncate { file, length });
        Ok(())
    }

    fn lock(&mut self, lock: LockKind) -> Result<bool, Error> {
        self.disk.state().operation(false)?;
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
