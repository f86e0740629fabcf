//! A school's laptop without a window: a session over a temporary folder, a clock that stands until it is moved, a keychain in memory,
//! and dialogs that are answered from a queue.

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use encircle_api::Session;
use encircle_api::contract::*;
use encircle_api::ports::{Answer, Clock, FileKind, Files, Keychain, Placed, Placement, Ports};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "cobble harvest lantern mosaic";

/// A clock that stands still until a test moves it.
#[derive(Clone)]
pub struct StandingClock(Arc<Mutex<DateTime<Utc>>>);

impl StandingClock {
    pub fn at(moment: &str) -> Self {
        Self(Arc::new(Mutex::new(moment.parse().unwrap())))
    }

    pub fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for StandingClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// What a test does to the laptop's keychain.
#[derive(Clone, Default)]
pub struct MemoryKeychain {
    entries: Arc<Mutex<HashMap<String, Vec<u8>>>>,
    away: Arc<Mutex<bool>>,
}

impl MemoryKeychain {
    pub fn forget_all(&self) {
        self.entries.lock().unwrap().clear();
    }

    pub fn forget(&self, name: &str) {
        self.entries.lock().unwrap().remove(name);
    }

    pub fn replace_all(&self) {
        self.entries.lock().unwrap().values_mut().for_each(|secret| *secret = vec![9; 32]);
    }

    pub fn set_away(&self, away: bool) {
        *self.away.lock().unwrap() = away;
    }

    pub fn entries(&self) -> HashMap<String, Vec<u8>> {
        self.entries.lock().unwrap().clone()
    }
}

impl Keychain for MemoryKeychain {
    fn read(&self, name: &str) -> Answer {
        if *self.away.lock().unwrap() {
            return Answer::Unavailable;
        }
        self.entries.lock().unwrap().get(name).map_or(Answer::NoEntry, |secret| Answer::Found(secret.clone()))
    }

    fn write(&self, name: &str, secret: &[u8]) -> bool {
        if *self.away.lock().unwrap() {
            return false;
        }
        self.entries.lock().unwrap().insert(name.to_owned(), secret.to_owned());
        true
    }
}

/// Answers for the dialogs of a session, in order; saved files go into a folder.
#[derive(Clone)]
pub struct QueuedFiles {
    open: Arc<Mutex<VecDeque<PathBuf>>>,
    folder: Arc<Mutex<PathBuf>>,
}

impl Files for QueuedFiles {
    fn ask_open(&mut self, _: FileKind) -> Option<PathBuf> {
        self.open.lock().unwrap().pop_front()
    }

    fn ask_save(&mut self, _: FileKind, suggested: &str) -> Option<PathBuf> {
        Some(self.folder.lock().unwrap().join(suggested))
    }
}

/// Folders as a test lays them out: the vault lies where it says, and what lies in `stick` is another disk.
#[derive(Clone, Default)]
pub struct LaidOutFolders {
    vault: Arc<Mutex<Option<Placed>>>,
    allowed: Arc<Mutex<bool>>,
}

impl LaidOutFolders {
    pub fn vault_lies_in(&self, placed: Placed) {
        *self.vault.lock().unwrap() = Some(placed);
    }

    /// As a policy file of the school's IT would.
    pub fn allow_all(&self) {
        *self.allowed.lock().unwrap() = true;
    }
}

impl Placement for LaidOutFolders {
    fn of(&self, _: &Path) -> Placed {
        self.vault.lock().unwrap().clone().unwrap_or(Placed::Local)
    }

    fn is_allowed(&self, _: &Placed) -> bool {
        *self.allowed.lock().unwrap()
    }

    fn is_same_disk(&self, one: &Path, other: &Path) -> bool {
        one.ends_with("stick") == other.ends_with("stick")
    }
}

/// One laptop with one session on it.
pub struct Laptop {
    pub folder: TempDir,
    pub clock: StandingClock,
    pub keychain: MemoryKeychain,
    pub files: QueuedFiles,
    pub placement: LaidOutFolders,
    pub session: Session,
}

impl Laptop {
    /// A new laptop on Wednesday 25 November 2026, 14:05.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("saved");
        fs::create_dir(&out).unwrap();
        let clock = StandingClock::at("2026-11-25T14:05:00Z");
        let keychain = MemoryKeychain::default();
        let files = QueuedFiles { open: Arc::default(), folder: Arc::new(Mutex::new(out)) };
        let placement = LaidOutFolders::default();
        let session = session(folder.path(), &clock, &keychain, &files, &placement);
        Self { folder, clock, keychain, files, placement, session }
    }

    /// A laptop whose vault is made and open, for a DSL, with its set-up done.
    pub fn with_vault() -> Self {
        let mut laptop = Self::new();
        let made = laptop.session.create_vault(create("dsl")).unwrap();
        let words = made.kits[0].words.join(" ");
        laptop.session.confirm_kit(ConfirmKit { kit: 1, words }).unwrap();
        laptop
    }

    /// Ends the program without a word, and starts it again.
    pub fn start_again(&mut self) {
        self.session = session(self.folder.path(), &self.clock, &self.keychain, &self.files, &self.placement);
    }

    /// A second program on the same folder, as another account of the system would start it.
    pub fn again_on_the_same_folder(&self) -> Session {
        session(self.folder.path(), &self.clock, &self.keychain, &self.files, &self.placement)
    }

    /// The name that a backup made now has.
    pub fn clock_name(&self) -> String {
        self.clock.now().format("encircle-%Y%m%dT%H%M%SZ.backup").to_string()
    }

    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// Copies the vault's folder beside it, as somebody does who wants to be safe.
    pub fn keep_as(&self, name: &str) {
        copy_folder(&self.vault(), &self.folder.path().join(name));
    }

    /// Puts a copy in the vault's place.
    pub fn put_back(&self, name: &str) {
        fs::remove_dir_all(self.vault()).unwrap();
        copy_folder(&self.folder.path().join(name), &self.vault());
    }

    pub fn saved(&self, name: &str) -> Vec<u8> {
        fs::read(self.files.folder.lock().unwrap().join(name)).unwrap()
    }

    /// Where the next files are saved.
    pub fn save_into(&self, folder: impl Into<PathBuf>) {
        *self.files.folder.lock().unwrap() = folder.into();
    }

    /// The next file that an import dialog gives.
    pub fn next_file(&self, path: impl Into<PathBuf>) {
        self.files.open.lock().unwrap().push_back(path.into());
    }

    /// Writes a file for the next import dialog.
    pub fn next_text(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        self.next_file(path);
    }

    /// Imports the next file, warnings and all.
    pub fn import(&mut self) -> ImportView {
        let preview = self.session.choose_import(Nothing {}).unwrap().unwrap();
        let taken =
            ConfirmImport { handle: preview.handle, accept_warnings: true, ..ConfirmImport::default() };
        self.session.confirm_import(taken).unwrap()
    }

    pub fn unlock(&mut self, passphrase: &str) -> Result<StatusView, encircle_api::ApiError> {
        self.session.unlock(Unlock { passphrase: passphrase.to_owned() })
    }

    /// The pupils that a word finds.
    pub fn find(&mut self, text: &str) -> Vec<PupilRowView> {
        self.session.list_pupils(ListPupils { find: Some(text.to_owned()), limit: None }).unwrap()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

pub fn create(role: &str) -> CreateVault {
    CreateVault {
        school_name: "Saltmarsh Lane School".into(),
        laestab: "9991234".into(),
        person_name: "Della Marchbank".into(),
        role: role.into(),
        passphrase: PASSPHRASE.into(),
        made_up: None,
    }
}

/// A concern with the two fields that are required.
pub fn concern(pupil: &str, what_happened: &str) -> RecordConcern {
    serde_json::from_value(serde_json::json!({"pupil": pupil, "what_happened": what_happened})).unwrap()
}

fn session(
    folder: &Path,
    clock: &StandingClock,
    keychain: &MemoryKeychain,
    files: &QueuedFiles,
    placement: &LaidOutFolders,
) -> Session {
    Session::new(Ports {
        clock: Box::new(clock.clone()),
        keychain: Box::new(keychain.clone()),
        files: Box::new(files.clone()),
        placement: Box::new(placement.clone()),
        random: ChaCha20Rng::from_seed([7; 32]),
        little_memory: true,
        own: folder.join("vault"),
        sample: folder.join("made-up-school"),
        preferences: folder.join("preferences.json"),
    })
}
