//! The few steps by which whole files come into place, each of which somebody may watch: to stop what takes long, and to let it
//! fail in tests at every single step. Never here: what a file means.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use crate::place;

/// A step that touches the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    MakeFolder,
    Create,
    /// One piece of at most 64 KiB.
    Write,
    Sync,
    Rename,
    SyncFolder,
    Read,
    Remove,
}

/// Asked before each step; an error takes the place of the step.
pub trait Watch: Sync {
    /// # Errors
    /// Whatever the step shall fail with; [`ErrorKind::Interrupted`] is a wish to stop.
    fn before(&self, step: Step, path: &Path) -> io::Result<()>;
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn before(&self, _: Step, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// How often, and after which pause, a renaming is tried again that another program stands in the way of: a scanner for
/// viruses or an indexer holds a new file for a moment.
const TRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(100);

/// A file that is being written.
pub(crate) struct Writing<'a> {
    file: File,
    path: &'a Path,
    watch: &'a dyn Watch,
}

/// Makes a new, private file, in the place of one that was cut off.
pub(crate) fn create<'a>(path: &'a Path, watch: &'a dyn Watch) -> io::Result<Writing<'a>> {
    watch.before(Step::Create, path)?;
    let file = place::private().write(true).create(true).truncate(true).open(path)?;
    Ok(Writing { file, path, watch })
}

impl Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.watch.before(Step::Write, self.path).map_err(not_interrupted)?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Writing<'_> {
    /// Makes the bytes last.
    pub(crate) fn sync(self) -> io::Result<()> {
        self.watch.before(Step::Sync, self.path)?;
        self.file.sync_all()
    }
}

/// The library repeats a write that was interrupted; a wish to stop must not be taken for that.
pub(crate) fn not_interrupted(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::Interrupted { io::Error::other("stopped") } else { error }
}

/// Gives a file or folder its final name, and makes that last. A name that is taken is not taken away: the caller has looked.
pub(crate) fn rename_into_place(from: &Path, to: &Path, watch: &dyn Watch) -> io::Result<()> {
    rename(from, to, watch)?;
    sync_folder_of(to, watch)
}

/// As [`rename_into_place`], and whether it lasts is asked afterwards.
pub(crate) fn rename(from: &Path, to: &Path, watch: &dyn Watch) -> io::Result<()> {
    let mut tries = 1;
    loop {
        let renamed = watch.before(Step::Rename, to).and_then(|()| fs::rename(from, to));
        match renamed {
            Err(error) if is_busy(&error) && tries < TRIES => {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            Err(error) => return Err(error),
            Ok(()) => return Ok(()),
        }
    }
}

/// Makes the names in the folder of `path` last.
pub(crate) fn sync_folder_of(path: &Path, watch: &dyn Watch) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    watch.before(Step::SyncFolder, folder)?;
    #[cfg(unix)]
    match File::open(folder)?.sync_all() {
        // Some file systems of sticks and shares know no such thing: the name is then as lasting as they make it.
        Err(error) if error.kind() == ErrorKind::InvalidInput => {}
        synced => synced?,
    }
    Ok(())
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path, watch: &dyn Watch) -> io::Result<()> {
    watch.before(Step::MakeFolder, path)?;
    fs::create_dir_all(path)
}

/// Removes a folder with all that is in it, if it is there.
pub(crate) fn remove_folder(path: &Path, watch: &dyn Watch) -> io::Result<()> {
    watch.before(Step::Remove, path)?;
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Whether another program holds the file: on Windows access denied (5), a sharing violation (32) or a lock (33).
fn is_busy(error: &io::Error) -> bool {
    error.kind() == ErrorKind::ResourceBusy
        || cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// A file's own name, without its folder.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
