//! What the session is given on the command line: the clock, the keychain, and files named by arguments.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use encircle_api::ports::{Clock, FileKind, Files};
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
    /// One file by its whole name, before the folder.
    pub write_to: Option<PathBuf>,
}

impl Files for NamedFiles {
    fn ask_open(&mut self, _: FileKind) -> Option<PathBuf> {
        self.read.take()
    }

    fn ask_save(&mut self, _: FileKind, suggested: &str) -> Option<PathBuf> {
        if let Some(file) = self.write_to.take() {
            return Some(file);
        }
        self.write_into.as_ref().map(|folder| folder.join(suggested))
    }
}
