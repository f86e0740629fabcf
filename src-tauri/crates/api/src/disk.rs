//! Reading a chosen file within a bound, and writing one whole or not at all. Shared by the window and the command line; nothing else
//! here touches a disk.

mod large;

pub use large::{Source, SourceError, Target};

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use crate::ports::FileError;

/// A file that was read.
#[derive(Debug)]
pub struct Chosen {
    /// Its own name, without its folder.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly,
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::InvalidFilename => Self::NotReadable,
            _ => Self::Failed,
        }
    }
}

/// A file's own name, without its folder.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads a file of at most `limit` bytes; one byte more is refused, whatever length the file claims.
pub fn read(path: &Path, limit: u64) -> Result<Chosen, FileError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(FileError::TooLarge);
    }
    Ok(Chosen { name: name_of(path), bytes })
}

/// Writes beside the path, syncs, and renames: what stood there before stays until the new file is whole. Gives the file's own name.
pub fn write(path: &Path, bytes: &[u8]) -> Result<String, FileError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = name_of(path);
    let beside = folder.join(format!(".{name}.part"));
    let written = (|| {
        fs::create_dir_all(folder)?;
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    if let Err(error) = written {
        // The first failure is the one to tell; a part that cannot be removed either changes nothing about it.
        let _ = fs::remove_file(&beside);
        return Err(error.into());
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_longer_than_the_bound_is_refused_and_one_as_long_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.csv");
        assert_eq!(write(&path, b"12345").unwrap(), "marks.csv");
        assert_eq!(read(&path, 5).unwrap().bytes, b"12345");
        assert_eq!(read(&path, 4).err(), Some(FileError::TooLarge));
        assert_eq!(read(&folder.path().join("none"), 5).err(), Some(FileError::NotReadable));
    }

    #[test]
    fn a_write_that_fails_leaves_the_former_file_and_no_part() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken.pdf");
        fs::create_dir(&taken).unwrap();
        assert!(write(&taken, b"new").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
