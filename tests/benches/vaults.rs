//! The vaults that are measured: made once, kept below the target folder, and copied before anything is written to one.
//!
//! Never here: a measurement.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use encircle_api::Session;
use encircle_api::contract::*;
use encircle_api::ports::{Answer, Clock, FileKind, Files, Keychain, Placed, Placement, Ports};
use encircle_crypto::purpose::DatabaseKey;
use encircle_store::keys::{self, SecretAnswer};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use tempfile::TempDir;

/// Opens every vault here. Small letters and spaces, so that it can be typed on any keyboard.
pub const PASSPHRASE: &str = "cobble harvest lantern mosaic";

/// Wednesday 25 November 2026, 14:05.
struct Standing;

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        "2026-11-25T14:05:00Z".parse().unwrap()
    }
}

/// A laptop without one: the passphrase alone opens, so that a copied vault opens too.
struct NoKeychain;

impl Keychain for NoKeychain {
    fn read(&self, _: &str) -> Answer {
        Answer::Unavailable
    }

    fn write(&self, _: &str, _: &[u8]) -> bool {
        false
    }
}

/// The file that is chosen in every dialog.
struct Chosen(Option<PathBuf>);

impl Files for Chosen {
    fn ask_open(&mut self, _: FileKind) -> Option<PathBuf> {
        self.0.clone()
    }

    fn ask_save(&mut self, _: FileKind, _: &str) -> Option<PathBuf> {
        None
    }
}

/// A bench measures wherever it is told to.
struct AnyFolder;

impl Placement for AnyFolder {
    fn of(&self, _: &Path) -> Placed {
        Placed::Local
    }

    fn is_allowed(&self, _: &Placed) -> bool {
        true
    }

    fn is_same_disk(&self, _: &Path, _: &Path) -> bool {
        true
    }
}

/// A locked session over the vault in `folder`; an import takes `file`.
pub fn session(folder: &Path, file: Option<&Path>) -> Session {
    over(folder, file, false)
}

fn over(folder: &Path, file: Option<&Path>, little_memory: bool) -> Session {
    Session::new(Ports {
        clock: Box::new(Standing),
        keychain: Box::new(NoKeychain),
        files: Box::new(Chosen(file.map(Path::to_owned))),
        placement: Box::new(AnyFolder),
        random: ChaCha20Rng::seed_from_u64(own_seed()),
        little_memory,
        own: folder.to_owned(),
        sample: folder.to_owned(),
        preferences: folder.join("preferences.json"),
    })
}

/// Another for every session: two that write to one vault one after the other must not draw the same ids.
fn own_seed() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    u64::try_from(since.as_nanos()).unwrap()
}

/// The same, unlocked.
pub fn unlocked(folder: &Path, file: Option<&Path>) -> Session {
    let mut session = session(folder, file);
    session.unlock(Unlock { passphrase: PASSPHRASE.into() }).unwrap();
    session
}

/// The key of a vault's database, for the copies that are asked without the store.
pub fn database_key(folder: &Path) -> DatabaseKey {
    let header = keys::read(folder).unwrap();
    keys::unlock(&header, PASSPHRASE, &|_| SecretAnswer::Unavailable).unwrap().database_key()
}

/// The database of a vault that has had one epoch.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("records-1.db")
}

/// Where what is made once is kept: beside the build, and never committed.
pub fn kept() -> PathBuf {
    // The program lies in <target>/release/deps.
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(3).unwrap().join("bench");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// `secondary`: 1,500 pupils, one year, 570,000 marks.
pub fn secondary() -> PathBuf {
    made_once("secondary", |folder| {
        let mut session = over(folder, None, false);
        let asked =
            CreateSample { size: SampleSize::Secondary, seed: Some(1), passphrase: Some(PASSPHRASE.into()) };
        session.create_sample(asked).unwrap();
        session.lock(Nothing {}).unwrap();
    })
}

/// `decade`: ten years, 60,000 concerns; and one pupil with 300 entries and seven years of marks (see `pupil.rs`). The passphrase
/// is stretched in 64 MiB, because every one of many samples unlocks.
pub fn decade() -> PathBuf {
    let folder = made_once("decade", |folder| {
        let mut session = over(folder, None, true);
        let asked =
            CreateSample { size: SampleSize::Decade, seed: Some(1), passphrase: Some(PASSPHRASE.into()) };
        session.create_sample(asked).unwrap();
        session.lock(Nothing {}).unwrap();
    });
    if !super::pupil::noted().exists() {
        super::pupil::fill(&folder);
    }
    folder
}

/// A school's own vault with 1,500 pupils from a file and no mark yet.
pub fn pupils_only() -> PathBuf {
    made_once("pupils", |folder| {
        let file = folder.with_extension("csv");
        fs::write(&file, super::import::pupils_table()).unwrap();
        let mut session = over(folder, Some(&file), false);
        let asked = CreateVault {
            school_name: "Saltmarsh Lane School".into(),
            laestab: "9991234".into(),
            person_name: "Della Marchbank".into(),
            role: "dsl".into(),
            passphrase: PASSPHRASE.into(),
            made_up: Some(true),
        };
        let kits = session.create_vault(asked).unwrap().kits;
        session.confirm_kit(ConfirmKit { kit: 1, words: kits[0].words.join(" ") }).unwrap();
        take(&mut session, 1500);
        session.lock(Nothing {}).unwrap();
    })
}

/// Imports the chosen file and holds the number of new pupils or marks against what is expected.
pub fn take(session: &mut Session, new: u32) {
    let handle = session.choose_import(Nothing {}).unwrap().unwrap().handle;
    let done = session
        .confirm_import(ConfirmImport { handle, accept_warnings: true, ..ConfirmImport::default() })
        .unwrap();
    assert_eq!(done.new, new);
}

/// A vault of this name, made where there is none yet, or where the one that is there opens no more.
fn made_once(name: &str, make: impl FnOnce(&Path)) -> PathBuf {
    let folder = kept().join(name);
    if folder.is_dir() {
        let opens = session(&folder, None).unlock(Unlock { passphrase: PASSPHRASE.into() }).is_ok();
        if opens {
            return folder;
        }
        fs::remove_dir_all(&folder).unwrap();
    }
    eprintln!("making the vault {name}");
    let unfinished = kept().join(format!("{name}-unfinished"));
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).unwrap();
    }
    make(&unfinished);
    fs::rename(&unfinished, &folder).unwrap();
    folder
}

/// A copy on the same disk, which goes away with what holds it.
pub fn copy(vault: &Path) -> TempDir {
    let copy = TempDir::with_prefix_in("copy-", kept()).unwrap();
    copy_into(vault, copy.path());
    copy
}

/// Copies the files of a vault into a folder that is there.
pub fn copy_into(vault: &Path, folder: &Path) {
    for entry in fs::read_dir(vault).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
    }
}
