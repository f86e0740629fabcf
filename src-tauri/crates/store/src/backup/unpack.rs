//! Reading a backup: its opening, and its frames into an empty folder. What is in it is sealed as the vault is. Nothing is written
//! under a name that the format does not have. Never here: whether the records hold.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use encircle_crypto::hash::Sha256Pieces;
use encircle_crypto::{Key, stream};

use super::{BackupError, Contents, format};
use crate::files::{self, Step, Unwatched, Watch};
use crate::keys::{self, Header, Unlocked};
use crate::{Error, place};

/// What was unpacked.
pub(crate) struct Unpacked {
    pub contents: Contents,
    /// The header of the kits, as it stands before the seal.
    pub for_kits: Vec<u8>,
    /// SHA-256 of the whole file.
    pub hash: [u8; 32],
    pub size: u64,
}

/// Reads the header of the kits, to open the backup by one of them.
pub(crate) fn read_for_kits(file: &Path, watch: &dyn Watch) -> Result<Header, BackupError> {
    let mut source = Source::open(file, watch)?;
    let (_, for_kits) = read_opening(&mut source)?;
    Ok(keys::read_for_kits(&for_kits)?)
}

/// Unpacks every frame into the new folder `into` and syncs it. Only `Ok` says that the whole is there.
pub(crate) fn unpack(
    file: &Path,
    seal: &Key,
    into: &Path,
    watch: &dyn Watch,
) -> Result<Unpacked, BackupError> {
    unpack_from(Source::open(file, watch)?, seal, Some(into), watch)
}

/// Reads a backup to its end and keeps nothing of it: its opening, every chunk, and the order of what is in it. Whether its
/// records hold is not asked; that needs a disk.
///
/// # Errors
/// [`BackupError`]; [`BackupError::Records`] with [`Error::OtherVault`] when it is not of the vault that `unlocked` opened.
pub fn read_through(backup: impl Read, unlocked: &Unlocked) -> Result<Contents, BackupError> {
    let source = Source::of(backup, Path::new("backup"), &Unwatched);
    let contents = unpack_from(source, &unlocked.backup_key(), None, &Unwatched)?.contents;
    if (contents.vault_id, contents.epoch) == (unlocked.vault_id(), unlocked.epoch()) {
        Ok(contents)
    } else {
        Err(Error::OtherVault.into())
    }
}

fn unpack_from(
    mut source: Source<'_, impl Read>,
    seal: &Key,
    into: Option<&Path>,
    watch: &dyn Watch,
) -> Result<Unpacked, BackupError> {
    let (opening, for_kits) = read_opening(&mut source)?;
    if let Some(into) = into {
        files::make_folder(into, watch)
            .map_err(|error| BackupError::file(&files::name_of(into), error.kind()))?;
    }
    let mut frames = Frames {
        into,
        watch,
        state: State::Head(Vec::new()),
        contents: None,
        passed: Vec::new(),
        failed: None,
    };
    let bound = format::bound_to(&opening);
    let opened = stream::open_into(seal, &bound, &mut source, &mut frames);
    if let Some(failed) = frames.failed.take() {
        return Err(failed);
    }
    match opened {
        Ok(_) => {}
        Err(encircle_crypto::Error::Io(kind)) => {
            return Err(BackupError::file(&source.name, source.failed.unwrap_or(kind)));
        }
        Err(_) => return Err(BackupError::Damaged),
    }
    let (State::End, Some(contents)) = (frames.state, frames.contents) else {
        return Err(BackupError::Damaged);
    };
    Ok(Unpacked { contents, for_kits, hash: source.hash.finish(), size: source.size })
}

fn read_opening(source: &mut Source<'_, impl Read>) -> Result<(Vec<u8>, Vec<u8>), BackupError> {
    let name = source.name.clone();
    let mut take = |length: usize, short: BackupError| {
        let mut bytes = vec![0; length];
        source.read_exact(&mut bytes).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => short,
            kind => BackupError::file(&name, kind),
        })?;
        Ok::<_, BackupError>(bytes)
    };
    let mark = take(format::MARK.len(), BackupError::NotABackup)?;
    if mark != format::MARK {
        return Err(BackupError::NotABackup);
    }
    let mut number = || {
        let bytes = take(4, BackupError::Damaged)?;
        Ok::<_, BackupError>(u32::from_be_bytes(bytes.try_into().map_err(|_| BackupError::Damaged)?))
    };
    let (version, length) = (number()?, number()?);
    match version {
        0 => return Err(BackupError::Damaged),
        format::VERSION => {}
        _ => return Err(BackupError::Newer),
    }
    if length > format::MOST_KEYS {
        return Err(BackupError::Damaged);
    }
    let for_kits = take(length as usize, BackupError::Damaged)?;
    Ok((format::opening(&for_kits)?, for_kits))
}

/// The file, hashed and counted while it is read.
struct Source<'a, R> {
    file: R,
    path: &'a Path,
    name: String,
    hash: Sha256Pieces,
    size: u64,
    failed: Option<ErrorKind>,
    watch: &'a dyn Watch,
}

impl<'a> Source<'a, File> {
    fn open(path: &'a Path, watch: &'a dyn Watch) -> Result<Self, BackupError> {
        let name = files::name_of(path);
        let opened = watch.before(Step::Read, path).and_then(|()| File::open(path));
        let file = opened.map_err(|error| BackupError::file(&name, error.kind()))?;
        Ok(Self::of(file, path, watch))
    }
}

impl<'a, R: Read> Source<'a, R> {
    fn of(file: R, path: &'a Path, watch: &'a dyn Watch) -> Self {
        let name = files::name_of(path);
        Self { file, path, name, hash: Sha256Pieces::default(), size: 0, failed: None, watch }
    }
}

impl<R: Read> Read for Source<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.watch.before(Step::Read, self.path).and_then(|()| self.file.read(buffer));
        let read = read.map_err(|error| {
            self.failed = Some(error.kind());
            io::Error::other("reading failed")
        })?;
        self.hash.update(&buffer[..read]);
        self.size += read as u64;
        Ok(read)
    }
}

enum State {
    /// The head of a frame, as far as it has come.
    Head(Vec<u8>),
    /// A frame that is read into memory: what the backup is of.
    Memory(Vec<u8>, u64),
    /// A frame that becomes a file.
    File(File, PathBuf, u64),
    /// A frame that is kept nowhere.
    Passing(u64),
    /// Behind the last frame; nothing may follow.
    End,
}

/// Takes the opened bytes and puts each frame in its place.
struct Frames<'a> {
    /// The folder; none when the backup is only read.
    into: Option<&'a Path>,
    watch: &'a dyn Watch,
    state: State,
    contents: Option<Contents>,
    /// The names that were kept nowhere.
    passed: Vec<String>,
    failed: Option<BackupError>,
}

impl Write for Frames<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        self.take(bytes).map_err(|error| {
            self.failed = Some(error);
            io::Error::other("unpacking failed")
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Frames<'_> {
    /// Takes some of the bytes; gives how many.
    fn take(&mut self, bytes: &[u8]) -> Result<usize, BackupError> {
        match &mut self.state {
            State::End => Err(BackupError::Damaged),
            State::Head(head) => {
                head.push(bytes[0]);
                let head = std::mem::take(head);
                self.state = self.next(head)?;
                Ok(1)
            }
            State::Memory(held, left) => {
                let most = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                held.extend_from_slice(&bytes[..most]);
                *left -= most as u64;
                if *left == 0 {
                    self.contents = Some(Contents::from_bytes(held).map_err(|_| BackupError::Damaged)?);
                    self.state = State::Head(Vec::new());
                }
                Ok(most)
            }
            State::Passing(left) => {
                let most = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                *left -= most as u64;
                if *left == 0 {
                    self.state = State::Head(Vec::new());
                }
                Ok(most)
            }
            State::File(file, path, left) => {
                let most = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                let failed = |error: io::Error| BackupError::file(&files::name_of(path), error.kind());
                self.watch.before(Step::Write, path).map_err(failed)?;
                file.write_all(&bytes[..most]).map_err(failed)?;
                *left -= most as u64;
                if *left == 0 {
                    self.watch.before(Step::Sync, path).map_err(failed)?;
                    file.sync_all().map_err(failed)?;
                    files::sync_folder_of(path, self.watch).map_err(failed)?;
                    self.state = State::Head(Vec::new());
                }
                Ok(most)
            }
        }
    }

    /// Where a head leads, once it is whole.
    fn next(&mut self, head: Vec<u8>) -> Result<State, BackupError> {
        let Some((length, rest)) = head.split_first_chunk::<2>() else {
            return Ok(State::Head(head));
        };
        let name_length = usize::from(u16::from_be_bytes(*length));
        if name_length == 0 {
            return Ok(State::End);
        }
        if name_length > 64 {
            return Err(BackupError::Damaged);
        }
        if rest.len() < name_length + 8 {
            return Ok(State::Head(head));
        }
        let (name, size) = rest.split_at(name_length);
        let name = std::str::from_utf8(name).map_err(|_| BackupError::Damaged)?;
        let size = u64::from_be_bytes(size.try_into().map_err(|_| BackupError::Damaged)?);
        // An empty file is none of ours: everything in a vault has bytes.
        if size == 0 {
            return Err(BackupError::Damaged);
        }
        match &self.contents {
            None if name == format::CONTENTS && size <= format::MOST_CONTENTS => {
                Ok(State::Memory(Vec::new(), size))
            }
            Some(contents)
                if name == format::HEADER
                    || name == format::records(contents.epoch)
                    || format::is_object(name) =>
            {
                let Some(into) = self.into else {
                    // Each name comes once here too.
                    if self.passed.iter().any(|passed| passed == name) {
                        return Err(BackupError::Damaged);
                    }
                    self.passed.push(name.to_owned());
                    return Ok(State::Passing(size));
                };
                let path = into.join(name);
                let failed = |error: io::Error| match error.kind() {
                    // Each name comes once.
                    ErrorKind::AlreadyExists => BackupError::Damaged,
                    kind => BackupError::file(name, kind),
                };
                if let Some(folder) = path.parent() {
                    files::make_folder(folder, self.watch).map_err(failed)?;
                }
                self.watch.before(Step::Create, &path).map_err(failed)?;
                let file = place::private().write(true).create_new(true).open(&path).map_err(failed)?;
                Ok(State::File(file, path, size))
            }
            _ => Err(BackupError::Damaged),
        }
    }
}
