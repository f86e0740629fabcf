//! Writing a backup: every file of the snapshot goes through one sealed stream, a chunk at a time. Never here: checking it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use encircle_crypto::{CryptoRng, stream};

use super::{BackupError, Snapshot, format, objects};
use crate::files::{self, Step, Watch};
use crate::place;

/// Writes the backup to `part` and syncs it.
pub(super) fn pack(
    snapshot: &Snapshot,
    part: &Path,
    rng: &mut impl CryptoRng,
    watch: &dyn Watch,
) -> Result<(), BackupError> {
    let part_name = files::name_of(part);
    let at_part = |error: io::Error| BackupError::file(&part_name, error.kind());
    let opening = format::opening(&snapshot.for_kits)?;
    let reading = RefCell::new(None);
    let source = Packer::of(snapshot, &reading, watch)?;
    let mut target = files::create(part, watch).map_err(at_part)?;
    target.write_all(&opening).map_err(at_part)?;
    // Where reading failed the packer says at which file; else it was the writing.
    stream::seal_from(&snapshot.seal, &format::bound_to(&opening), source, &mut target, rng).map_err(
        |error| match (reading.take(), error) {
            (Some((file, kind)), _) => BackupError::file(&file, kind),
            (None, encircle_crypto::Error::Io(kind)) => BackupError::file(&part_name, kind),
            (None, _) => BackupError::Damaged,
        },
    )?;
    target.sync().map_err(at_part)
}

/// Where reading failed.
type Failed = RefCell<Option<(String, ErrorKind)>>;

enum Item {
    Bytes(Vec<u8>),
    /// A file, with the length that its frame has promised.
    File(PathBuf, u64),
}

/// The frames of a backup, one after the other.
struct Packer<'a> {
    waiting: VecDeque<Item>,
    current: Box<dyn Read>,
    /// What the current file still owes.
    left: Option<(PathBuf, u64)>,
    failed: &'a Failed,
    watch: &'a dyn Watch,
}

impl<'a> Packer<'a> {
    fn of(snapshot: &Snapshot, failed: &'a Failed, watch: &'a dyn Watch) -> Result<Self, BackupError> {
        let mut packer =
            Self { waiting: VecDeque::new(), current: Box::new(io::empty()), left: None, failed, watch };
        // Keys first, then data.
        packer.add_bytes(format::CONTENTS, snapshot.contents.to_bytes());
        packer.add_bytes(format::HEADER, snapshot.header.clone());
        let epoch = snapshot.contents.epoch;
        packer.add_file(&format::records(epoch), place::records(&snapshot.dir, epoch))?;
        let objects =
            objects(&snapshot.dir).map_err(|error| BackupError::file("attachments", error.kind()))?;
        for (name, path) in objects {
            packer.add_file(&name, path)?;
        }
        packer.waiting.push_back(Item::Bytes(0_u16.to_be_bytes().to_vec()));
        Ok(packer)
    }

    fn add_bytes(&mut self, name: &str, bytes: Vec<u8>) {
        self.waiting.push_back(Item::Bytes(format::frame(name, bytes.len() as u64)));
        self.waiting.push_back(Item::Bytes(bytes));
    }

    fn add_file(&mut self, name: &str, path: PathBuf) -> Result<(), BackupError> {
        let length =
            path.metadata().map_err(|error| BackupError::file(&files::name_of(&path), error.kind()))?.len();
        self.waiting.push_back(Item::Bytes(format::frame(name, length)));
        self.waiting.push_back(Item::File(path, length));
        Ok(())
    }

    fn step(&mut self, buffer: &mut [u8]) -> Result<usize, (PathBuf, io::Error)> {
        loop {
            if let Some((path, left)) = &mut self.left {
                if *left > 0 {
                    let most = buffer.len().min(usize::try_from(*left).unwrap_or(usize::MAX));
                    let step = self.watch.before(Step::Read, path);
                    let read = step.and_then(|()| self.current.read(&mut buffer[..most]));
                    let read = read.map_err(|error| (path.clone(), error))?;
                    if read == 0 {
                        // The file became shorter than it was: what was promised cannot be kept.
                        return Err((path.clone(), ErrorKind::UnexpectedEof.into()));
                    }
                    *left -= read as u64;
                    return Ok(read);
                }
                self.left = None;
                self.current = Box::new(io::empty());
            }
            let read = self.current.read(buffer).map_err(|error| (PathBuf::new(), error))?;
            if read > 0 {
                return Ok(read);
            }
            match self.waiting.pop_front() {
                None => return Ok(0),
                Some(Item::Bytes(bytes)) => self.current = Box::new(Cursor::new(bytes)),
                Some(Item::File(path, length)) => {
                    let opened = self.watch.before(Step::Read, &path).and_then(|()| File::open(&path));
                    self.current = Box::new(opened.map_err(|error| (path.clone(), error))?);
                    self.left = Some((path, length));
                }
            }
        }
    }
}

impl Read for Packer<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        self.step(buffer).map_err(|(path, error)| {
            *self.failed.borrow_mut() = Some((files::name_of(&path), error.kind()));
            // The library would try an interrupted reading again.
            io::Error::other("reading failed")
        })
    }
}
