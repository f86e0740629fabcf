//! What the session is given on the command line: the clock, the keychain, and files named by arguments.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use encircle_api::disk;
use encircle_api::ports::{Chosen, Clock, FileError, FileKind, Files};
use encircle_machine::SystemClock;

/// The system's clock, or one moment for the whole call.
pub struct CallClock(pub Option<DateTime<Utc>>);

impl Clock for CallClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.unwrap_or_else(|| SystemClock.now())
    }
}

/// The file and folder that the arguments name.
#[derive(Default)]
pub struct NamedFiles {
    pub read: Option<PathBuf>,
    pub write_into: Option<PathBuf>,
}

impl Files for NamedFiles {
    fn open(&mut self, _: FileKind, limit: u64) -> Result<Option<Chosen>, FileError> {
        self.read.as_ref().map(|path| disk::read(path, limit)).transpose()
    }

    fn save(&mut self, _: FileKind, suggested: &str, bytes: &[u8]) -> Result<Option<String>, FileError> {
        let Some(folder) = &self.write_into else { return Ok(None) };
        std::fs::create_dir_all(folder)?;
        disk::write(&folder.join(suggested), bytes).map(Some)
    }
}
