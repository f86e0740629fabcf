//! Ports: what the program is given by whoever runs it. Nothing below the shell and the command line asks the machine itself.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use rand_chacha::ChaCha20Rng;

/// The time, as an instant and as the school's clock shows it.
pub trait Clock: Send {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;

    /// The present local time of the school (Europe/London).
    fn local(&self) -> NaiveDateTime {
        crate::local_time::to_local(self.now())
    }
}

/// What a keychain answers.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    Found(Vec<u8>),
    /// The keychain is open and has no such entry.
    NoEntry,
    /// There is no keychain, or it is locked.
    Unavailable,
}

/// The keychain of the operating system: small secrets by name, local to this laptop.
pub trait Keychain: Send {
    /// Reads an entry.
    fn read(&self, name: &str) -> Answer;
    /// Writes an entry; false when the keychain did not take it.
    fn write(&self, name: &str, secret: &[u8]) -> bool;
}

/// Why a file could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    TooLarge,
    NotReadable,
    DiskFull,
    ReadOnly,
    Exists,
    Failed,
}

/// What kind of file a dialog is about, so that it can say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Import,
    KitPage,
    HelpPage,
    Referral,
    Chronology,
    /// A file to add to an entry, or a copy of one.
    Attachment,
    Backup,
}

/// Where a person wants a file read or written. No command takes a path: the window asks with a native dialog, the command line takes its
/// arguments. `None` when the person changed their mind.
pub trait Files: Send {
    /// Which file to read.
    fn ask_open(&mut self, kind: FileKind) -> Option<PathBuf>;
    /// Where to write; `suggested` is a neutral name.
    fn ask_save(&mut self, kind: FileKind, suggested: &str) -> Option<PathBuf>;
}

/// What kind of folder a vault lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// On this laptop alone.
    Local,
    /// On a network drive, by the kind of its file system.
    Network(String),
    /// In a folder that a cloud service copies, by its name.
    Synced(String),
    /// In a folder that roams with the person's profile.
    Roaming,
}

/// What the laptop says about folders.
pub trait Placement: Send {
    /// What kind of folder this is, or would be. Symbolic links are followed.
    fn of(&self, folder: &Path) -> Placed;
    /// Whether the school's IT allows this kind of folder, by the policy file of the machine.
    fn is_allowed(&self, placed: &Placed) -> bool;
    /// Whether both lie on one disk, so that one loss takes both. True when nobody can tell.
    fn is_same_disk(&self, one: &Path, other: &Path) -> bool;
}

/// Everything that a session is given.
pub struct Ports {
    pub clock: Box<dyn Clock>,
    pub keychain: Box<dyn Keychain>,
    pub files: Box<dyn Files>,
    pub placement: Box<dyn Placement>,
    /// A random generator seeded by the operating system.
    pub random: ChaCha20Rng,
    /// True under 6 GB of memory: the passphrase is then stretched in 64 MiB instead of 256.
    pub little_memory: bool,
    /// The folder of the school's own vault.
    pub own: PathBuf,
    /// The folder of the made-up school.
    pub sample: PathBuf,
    /// The file of how the window looks on this laptop.
    pub preferences: PathBuf,
}
