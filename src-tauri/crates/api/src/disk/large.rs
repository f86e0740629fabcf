//! Files that are too large for memory: read and written a piece at a time. Never here: what is done with a piece.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::name_of;
use crate::ports::FileError;

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// Why a chosen file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceError {
    /// Not there, no ordinary file, or the system does not give it.
    NotReadable,
    Empty,
    TooLarge,
    /// It is not what it was when it was opened.
    Changed,
}

/// A chosen file that is being read.
#[derive(Debug)]
pub struct Source {
    /// Its own name, without its folder.
    pub name: String,
    /// As it was when it was opened.
    pub length: u64,
    read: u64,
    opened: Metadata,
    file: File,
    piece: Vec<u8>,
}

impl Source {
    /// Opens an ordinary file of at most `limit` bytes. A folder is refused, and so is a pipe or a device, which might never end and
    /// might never begin.
    ///
    /// # Errors
    /// [`SourceError::NotReadable`], [`SourceError::TooLarge`], [`SourceError::Empty`].
    pub fn open(path: &Path, limit: u64) -> Result<Self, SourceError> {
        // Asked before it is opened: to open a pipe is to wait for whoever writes into it.
        if !fs::metadata(path).map_err(not_readable)?.is_file() {
            return Err(SourceError::NotReadable);
        }
        let file = File::open(path).map_err(not_readable)?;
        let found = file.metadata().map_err(not_readable)?;
        match found.len() {
            _ if !found.is_file() => Err(SourceError::NotReadable),
            0 => Err(SourceError::Empty),
            length if length > limit => Err(SourceError::TooLarge),
            length => Ok(Self {
                name: name_of(path),
                length,
                read: 0,
                opened: found,
                file,
                piece: Vec::with_capacity(PIECE),
            }),
        }
    }

    /// Bytes so far.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// The next bytes; `None` at the end of the file as it was when it was opened.
    ///
    /// # Errors
    /// [`SourceError::Changed`] when the file is not what it was when it was opened; [`SourceError::NotReadable`].
    pub fn next_piece(&mut self) -> Result<Option<&[u8]>, SourceError> {
        self.piece.clear();
        (&mut self.file).take(PIECE as u64).read_to_end(&mut self.piece).map_err(not_readable)?;
        self.read += self.piece.len() as u64;
        if self.read > self.length {
            return Err(SourceError::Changed);
        }
        if !self.piece.is_empty() {
            return Ok(Some(&self.piece));
        }
        let now = self.file.metadata().map_err(not_readable)?;
        let same = self.read == self.length
            && now.len() == self.length
            && now.modified().ok() == self.opened.modified().ok();
        if same { Ok(None) } else { Err(SourceError::Changed) }
    }
}

/// Whatever the system says: the file is not to be read, and nothing was written.
fn not_readable(_: std::io::Error) -> SourceError {
    SourceError::NotReadable
}

/// A file that is being written beside its place. Dropped before [`Target::finish`], it leaves nothing.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    beside: PathBuf,
    /// `None` once it has its name.
    file: Option<File>,
}

impl Target {
    /// Begins a file that takes its place when it is whole. What stands there stays until then.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn create(path: &Path) -> Result<Self, FileError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let beside = folder.join(format!(".{}.part", name_of(path)));
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(&beside)?;
        Ok(Self { path: path.to_owned(), beside, file: Some(file) })
    }

    /// Writes the next bytes.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn add(&mut self, piece: &[u8]) -> Result<(), FileError> {
        Ok(self.file.as_mut().ok_or(FileError::Failed)?.write_all(piece)?)
    }

    /// Syncs, and gives the file its name. Gives that name.
    ///
    /// # Errors
    /// [`FileError`]; nothing is left then.
    pub fn finish(mut self) -> Result<String, FileError> {
        let file = self.file.take().ok_or(FileError::Failed)?;
        let written = file.sync_all();
        drop(file);
        if let Err(error) = written.and_then(|()| fs::rename(&self.beside, &self.path)) {
            let _ = fs::remove_file(&self.beside);
            return Err(error.into());
        }
        Ok(name_of(&self.path))
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // Closed before it is removed; a part that cannot be removed changes nothing about what happened.
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(source: &mut Source) -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::new();
        while let Some(piece) = source.next_piece()? {
            bytes.extend_from_slice(piece);
        }
        Ok(bytes)
    }

    #[test]
    fn a_file_is_read_whole_in_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.mp4");
        let bytes: Vec<u8> = (0..200_000_u32).map(|i| (i % 251) as u8).collect();
        fs::write(&path, &bytes).unwrap();
        let mut source = Source::open(&path, 200_000).unwrap();
        assert_eq!((source.name.as_str(), source.length), ("film.mp4", 200_000));
        assert_eq!(whole(&mut source).unwrap(), bytes);
        assert_eq!(Source::open(&path, 199_999).err(), Some(SourceError::TooLarge));
    }

    #[test]
    fn a_file_that_grows_shrinks_or_is_written_over_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        let bytes = vec![b'a'; 150_000];
        let changes: [fn(&Path); 3] = [
            |path| OpenOptions::new().append(true).open(path).unwrap().write_all(b"more").unwrap(),
            |path| OpenOptions::new().write(true).open(path).unwrap().set_len(70_000).unwrap(),
            |path| {
                let file = OpenOptions::new().write(true).open(path).unwrap();
                let before = file.metadata().unwrap().modified().unwrap();
                file.set_modified(before - std::time::Duration::from_secs(60)).unwrap();
            },
        ];
        for change in changes {
            fs::write(&path, &bytes).unwrap();
            let mut source = Source::open(&path, 1 << 20).unwrap();
            source.next_piece().unwrap();
            change(&path);
            assert_eq!(whole(&mut source), Err(SourceError::Changed));
        }
    }

    #[test]
    fn what_is_no_ordinary_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let refused = |path: &Path| Source::open(path, 1 << 20).err();
        assert_eq!(refused(folder.path()), Some(SourceError::NotReadable));
        assert_eq!(refused(&folder.path().join("none")), Some(SourceError::NotReadable));
        let empty = folder.path().join("empty.txt");
        fs::write(&empty, b"").unwrap();
        assert_eq!(refused(&empty), Some(SourceError::Empty));
        #[cfg(target_os = "linux")]
        assert_eq!(refused(Path::new("/dev/zero")), Some(SourceError::NotReadable));
    }

    #[test]
    fn a_file_given_up_before_its_end_leaves_nothing_and_what_stood_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("photo.jpg");
        fs::write(&path, b"before").unwrap();
        let mut target = Target::create(&path).unwrap();
        target.add(b"after").unwrap();
        drop(target);
        assert_eq!(fs::read(&path).unwrap(), b"before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

        let mut target = Target::create(&path).unwrap();
        target.add(b"after").unwrap();
        assert_eq!(target.finish().unwrap(), "photo.jpg");
        assert_eq!(fs::read(&path).unwrap(), b"after");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
