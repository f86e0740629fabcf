//! A person is removed while another is away: whole before, whole after, and whole at every step in between.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use encircle_domain::person::{Person, Role};
use encircle_domain::school::{Laestab, School};
use encircle_domain::{Event, PersonId};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use tempfile::TempDir;

use super::{EpochError, Removal};
use crate::files::{Step, Unwatched, Watch};
use crate::keys::{self, Argon2Params, KeysError, NewKeys, NewPerson, SecretAnswer, SlotId, Unlocked};
use crate::{Author, Identity, NewEvent, Store};

const STAYS: PersonId = PersonId([1; 16]);
const AWAY: PersonId = PersonId([2; 16]);
const GOES: PersonId = PersonId([3; 16]);
const PASSPHRASES: [&str; 3] = ["violet kayak tundra", "gravel mosaic lantern", "cobble harvest otter"];
const VAULT: [u8; 16] = [7; 16];

struct Vault {
    dir: TempDir,
    store: Store,
    unlocked: Unlocked,
    author: Author,
    words: [String; 2],
    rng: ChaCha20Rng,
    now: DateTime<Utc>,
}

fn person(number: u8) -> NewPerson<'static> {
    NewPerson {
        slot: SlotId([number; 16]),
        person: PersonId([number; 16]),
        passphrase: PASSPHRASES[usize::from(number) - 1],
        device_secret: None,
        params: Argon2Params { passes: 1, ..Argon2Params::SMALL_MEMORY },
    }
}

fn added(unlocked: &Unlocked, role: Role) -> Event {
    let keys = unlocked.slots().iter().find(|keys| keys.slot == unlocked.slot_id()).unwrap();
    let (id, signing_key) = keys.person.unwrap();
    Event::PersonAdded {
        person: Person { id, name: format!("Person {}", id.0[0]), role },
        signing_key,
        slot_key: keys.public_key,
    }
}

impl Vault {
    /// Two leads, a recorder who will go, and two kits.
    fn new() -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let dir = TempDir::new().unwrap();
        let folder = dir.path().join("vault");
        let new = NewKeys { vault_id: VAULT, person: person(1), made_up: false };
        let made = keys::make(&folder, new, &mut rng).unwrap();
        let identity = Identity { vault_id: VAULT, epoch: 1, device_id: [8; 16] };
        let mut store = Store::create(&folder, &made.unlocked.database_key(), identity).unwrap();
        let (header, second) = keys::admit(&made.header, &made.unlocked, person(2), &mut rng).unwrap();
        let (header, third) = keys::admit(&header, &made.unlocked, person(3), &mut rng).unwrap();
        let key_of = |slot| made.unlocked.slots().iter().find(|keys| keys.slot == slot).unwrap().public_key;
        let school = School { name: "Marsh Lane School".into(), laestab: Laestab::parse("8821234").unwrap() };
        let events = [
            Event::VaultCreated { school, made_up: false },
            added(&made.unlocked, Role::Dsl),
            Event::KitMade { kit: 1, slot_key: key_of(made.kits[0].slot) },
            Event::KitMade { kit: 2, slot_key: key_of(made.kits[1].slot) },
            added(&second, Role::Dsl),
            added(&third, Role::Recorder),
            Event::Searched { words: "phone".into() },
        ];
        let author = made.unlocked.author().unwrap();
        let now = "2026-11-25T14:05:00Z".parse().unwrap();
        store.commit(&author, now, &mut rng, events.into_iter().map(NewEvent::of).collect()).unwrap();
        keys::commit_header(&folder, &header).unwrap();
        let words = made.kits.map(|kit| kit.secret.words().to_string());
        Self { dir, store, unlocked: made.unlocked, author, words, rng, now }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("vault")
    }

    fn remove(&mut self, watch: &dyn Watch) -> Result<(), EpochError> {
        let header = keys::read(&self.folder()).unwrap();
        let removal = Removal { person: GOES, author: &self.author, at: self.now };
        self.unlocked = self.store.remove_person((&header, &self.unlocked), removal, &mut self.rng, watch)?;
        Ok(())
    }

    fn commit(&mut self) {
        let event = NewEvent::of(Event::Searched { words: "coat".into() });
        self.store.commit(&self.author, self.now, &mut self.rng, vec![event]).unwrap();
    }
}

fn open(folder: &Path, unlocked: &Unlocked) -> Store {
    Store::open(folder, &unlocked.database_key(), unlocked.vault_id(), unlocked.epoch()).unwrap()
}

fn by_passphrase(folder: &Path, number: usize) -> Result<Unlocked, KeysError> {
    keys::unlock(&keys::read(folder).unwrap(), PASSPHRASES[number - 1], &|_| SecretAnswer::Unavailable)
}

fn by_kit(folder: &Path, words: &str) -> Unlocked {
    keys::unlock_with_kit(&keys::read(folder).unwrap(), words).unwrap()
}

/// The names in a folder, without the lock and the header's copies.
fn databases(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.starts_with("records")).collect();
    names.sort();
    names
}

#[test]
fn whoever_is_removed_gets_in_no_more_and_all_others_do_without_having_been_there() {
    let mut vault = Vault::new();
    vault.remove(&Unwatched).unwrap();
    vault.commit();
    let folder = vault.folder();
    assert_eq!(
        (vault.store.identity().epoch, databases(&folder)),
        (2, vec!["records-2.db".into(), "records-2.db-wal".into()])
    );
    assert_eq!(vault.store.people().unwrap().iter().filter(|row| row.removed).count(), 1);
    vault.store.close().unwrap();
    assert_eq!(by_passphrase(&folder, 3).unwrap_err(), KeysError::WrongPassphrase);
    for unlocked in [by_passphrase(&folder, 1).unwrap(), by_passphrase(&folder, 2).unwrap()] {
        let store = open(&folder, &unlocked);
        assert_eq!(store.verify().unwrap().events, 9);
        store.members().unwrap().check(unlocked.slots()).unwrap();
    }
    for words in &vault.words {
        assert_eq!(open(&folder, &by_kit(&folder, words)).verify().unwrap().events, 9);
    }
}

#[test]
fn two_removals_one_after_the_other_leave_a_kit_from_the_first_epoch_opening() {
    let mut vault = Vault::new();
    vault.remove(&Unwatched).unwrap();
    let header = keys::read(&vault.folder()).unwrap();
    let removal = Removal { person: AWAY, author: &vault.author, at: vault.now };
    vault.store.remove_person((&header, &vault.unlocked), removal, &mut vault.rng, &Unwatched).unwrap();
    let folder = vault.folder();
    vault.store.close().unwrap();
    let unlocked = by_kit(&folder, &vault.words[1]);
    assert_eq!(unlocked.epoch(), 3);
    assert_eq!(open(&folder, &unlocked).verify().unwrap().events, 9);
    assert_eq!(by_passphrase(&folder, 1).unwrap().person_id(), Some(STAYS));
}

/// Keeps a copy of the folder as it is before each step: what a process that is killed there leaves.
struct Images<'a> {
    folder: &'a Path,
    kept: Mutex<Vec<TempDir>>,
}

impl Watch for Images<'_> {
    fn before(&self, _: Step, _: &Path) -> io::Result<()> {
        let image = TempDir::new()?;
        for entry in fs::read_dir(self.folder)? {
            let entry = entry?;
            fs::copy(entry.path(), image.path().join(entry.file_name()))?;
        }
        self.kept.lock().unwrap().push(image);
        Ok(())
    }
}

#[test]
fn killed_at_any_step_the_vault_is_the_former_or_the_new_one_whole_and_is_tidied_when_opened() {
    let mut vault = Vault::new();
    let folder = vault.folder();
    let images = Images { folder: &folder, kept: Mutex::default() };
    vault.remove(&images).unwrap();
    let images = images.kept.into_inner().unwrap();
    assert!(images.len() > 20, "{} steps are watched", images.len());
    let mut epochs = HashSet::new();
    let mut headers = HashSet::new();
    for (step, image) in images.iter().enumerate() {
        let folder = image.path();
        let unlocked = by_kit(folder, &vault.words[0]);
        let epoch = unlocked.epoch();
        epochs.insert(epoch);
        let store = open(folder, &unlocked);
        assert_eq!(store.verify().unwrap().events, if epoch == 1 { 7 } else { 8 }, "step {step}");
        store.members().unwrap().check(unlocked.slots()).unwrap();
        store.close().unwrap();
        let left = databases(folder);
        assert!(left.contains(&format!("records-{epoch}.db")), "step {step}: {left:?}");
        assert!(left.iter().all(|name| !name.contains(".new")), "step {step}: {left:?}");
        assert!(epoch == 1 || left.len() == 1, "step {step}: the former records are gone: {left:?}");
        // A passphrase costs a stretching: once for each header that there was.
        if headers.insert(fs::read(folder.join(keys::KEYS)).unwrap()) {
            assert_eq!(by_passphrase(folder, 1).unwrap().person_id(), Some(STAYS));
            assert_eq!(by_passphrase(folder, 2).unwrap().person_id(), Some(AWAY));
            assert_eq!(by_passphrase(folder, 3).is_ok(), epoch == 1);
        }
    }
    assert_eq!((epochs.len(), headers.len()), (2, 2), "images from before and after");
}

/// Fails at one step.
struct FailsAt {
    step: usize,
    count: Mutex<usize>,
}

impl Watch for FailsAt {
    fn before(&self, _: Step, _: &Path) -> io::Result<()> {
        let mut count = self.count.lock().unwrap();
        *count += 1;
        if *count == self.step { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

#[test]
fn a_full_disk_at_any_step_leaves_the_open_vault_usable_or_the_new_one_in_place() {
    let mut vault = Vault::new();
    for step in 1.. {
        let fails = FailsAt { step, count: Mutex::default() };
        let removed = vault.remove(&fails);
        if keys::read(&vault.folder()).unwrap().epoch() == 1 {
            assert!(removed.is_err(), "step {step}");
            assert_eq!(databases(&vault.folder())[0], "records-1.db", "step {step}");
            assert!(!databases(&vault.folder()).iter().any(|name| name.contains("records-2")), "step {step}");
            vault.commit();
            vault.store.verify().unwrap();
            continue;
        }
        // The header has been replaced: what fails from here on fails after the fact.
        let (folder, words) = (vault.folder(), vault.words[0].clone());
        drop(vault.store);
        let unlocked = by_kit(&folder, &words);
        let store = open(&folder, &unlocked);
        store.verify().unwrap();
        assert_eq!(databases(&folder)[0], "records-2.db", "step {step}");
        assert!(step > 10, "the header comes last");
        return;
    }
}

#[test]
fn a_slot_that_no_signed_event_names_stops_a_removal() {
    let mut vault = Vault::new();
    let folder = vault.folder();
    let header = keys::read(&folder).unwrap();
    let stranger = NewPerson { slot: SlotId([9; 16]), person: PersonId([9; 16]), ..person(1) };
    let (header, _) = keys::admit(&header, &vault.unlocked, stranger, &mut vault.rng).unwrap();
    keys::write(&folder, &header).unwrap();
    let refused = vault.remove(&Unwatched).unwrap_err();
    assert_eq!(refused, EpochError::Keys(KeysError::HeaderForged));
    assert_eq!(databases(&folder)[0], "records-1.db");
}
