//! A database that was encrypted in another way is opened in that way and brought over: whole before, whole after, and whole at
//! every step in between.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use encircle_domain::person::{Person, Role};
use encircle_domain::school::{Laestab, School};
use encircle_domain::{Event, PersonId};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use tempfile::TempDir;

use super::UpgradeError;
use crate::files::{Step, Unwatched, Watch};
use crate::keys::{self, Argon2Params, DatabaseParameters, Hash, NewKeys, NewPerson, SlotId, Unlocked};
use crate::{Author, Draft, Error, Identity, NewEvent, Store, at_rest, backup, database, epoch, place};

const VAULT: [u8; 16] = [7; 16];
/// `cipher_compatibility = 3`.
const THIRD: DatabaseParameters =
    DatabaseParameters { major: 3, page_size: 1024, hmac: Hash::Sha1, kdf: Hash::Sha1 };
/// Settings that no major version has by itself.
const OWN: DatabaseParameters =
    DatabaseParameters { major: 4, page_size: 8192, hmac: Hash::Sha256, kdf: Hash::Sha256 };

struct Vault {
    dir: TempDir,
    store: Store,
    unlocked: Unlocked,
    author: Author,
    words: String,
    rng: ChaCha20Rng,
    now: DateTime<Utc>,
    /// What the views held before, as text.
    held: String,
}

impl Vault {
    /// A lead, two kits, some events and a draft, in a database that is encrypted as `parameters` say.
    fn encrypted(parameters: DatabaseParameters) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(5);
        let dir = TempDir::new().unwrap();
        let folder = dir.path().join("vault");
        let person = NewPerson {
            slot: SlotId([1; 16]),
            person: PersonId([1; 16]),
            passphrase: "violet kayak tundra",
            device_secret: None,
            params: Argon2Params { passes: 1, ..Argon2Params::SMALL_MEMORY },
        };
        let made =
            keys::make(&folder, NewKeys { vault_id: VAULT, person, made_up: false }, &mut rng).unwrap();
        let identity = Identity { vault_id: VAULT, epoch: 1, device_id: [8; 16] };
        let mut store = Store::create(&folder, &made.unlocked.database_key(), identity).unwrap();
        let slots = made.unlocked.slots();
        let key_of = |slot| slots.iter().find(|keys| keys.slot == slot).unwrap().public_key;
        let author = made.unlocked.author().unwrap();
        let school = School { name: "Marsh Lane School".into(), laestab: Laestab::parse("8821234").unwrap() };
        let mut events = vec![
            Event::VaultCreated { school, made_up: false },
            Event::PersonAdded {
                person: Person { id: author.person, name: "Della Marchbank".into(), role: Role::Dsl },
                signing_key: author.signing.verify_key(),
                slot_key: key_of(SlotId([1; 16])),
            },
            Event::KitMade { kit: 1, slot_key: key_of(made.kits[0].slot) },
            Event::KitMade { kit: 2, slot_key: key_of(made.kits[1].slot) },
        ];
        events.extend((0..40).map(|number| Event::Searched { words: format!("phone {number}") }));
        let now = "2026-11-25T14:05:00Z".parse().unwrap();
        store.commit(&author, now, &mut rng, events.into_iter().map(NewEvent::of).collect()).unwrap();
        store.save_draft(&draft(now)).unwrap();
        let held = store.dump_views().unwrap();
        store.close().unwrap();
        encrypt_anew(&place::records(&folder, 1), &made.unlocked, parameters);
        keys::commit_header(&folder, &made.header.with_parameters(&made.unlocked, parameters)).unwrap();
        let words = made.kits[0].secret.words().to_string();
        let (store, unlocked) = open(&folder, &words);
        Self { dir, store, unlocked, author, words, rng, now, held }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("vault")
    }

    fn bring_over(&mut self, watch: &dyn Watch) -> Result<(), UpgradeError> {
        let header = keys::read(&self.folder()).unwrap();
        self.now += TimeDelta::seconds(1);
        let (at, rng) = (self.now, &mut self.rng);
        if let Some((unlocked, _)) = self.store.bring_over((&header, &self.unlocked), at, rng, watch)? {
            self.unlocked = unlocked;
        }
        Ok(())
    }

    fn commit(&mut self) {
        let event = NewEvent::of(Event::Searched { words: "coat".into() });
        self.store.commit(&self.author, self.now, &mut self.rng, vec![event]).unwrap();
    }

    fn is_whole(&self) {
        is_whole(&self.store, &self.held);
    }
}

fn draft(now: DateTime<Utc>) -> Draft {
    Draft {
        id: encircle_domain::EventId([9; 16]),
        kind: "concern".into(),
        pupil: None,
        body: "{}".into(),
        saved_at: now,
    }
}

fn is_whole(store: &Store, held: &str) {
    store.verify().unwrap();
    database::check_every_page(&store.conn).unwrap();
    assert_eq!(store.dump_views().unwrap(), held);
    assert_eq!(store.drafts().unwrap().len(), 1);
    let version: u32 = store.conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, database::USER_VERSION);
}

/// Puts a database in the place of this one that holds the same and is encrypted as `parameters` say.
fn encrypt_anew(path: &Path, unlocked: &Unlocked, parameters: DatabaseParameters) {
    let key = unlocked.database_key();
    let other = path.with_extension("other");
    fs::write(&other, b"").unwrap();
    let conn = database::open(path, &key, DatabaseParameters::CURRENT, |_| Ok(())).unwrap();
    epoch::copy::export(&conn, &other, &key, parameters).unwrap();
    database::close(conn).unwrap();
    database::close(database::make(&other, &key, parameters).unwrap()).unwrap();
    fs::rename(other, path).unwrap();
}

fn by_kit(folder: &Path, words: &str) -> Unlocked {
    keys::unlock_with_kit(&keys::read(folder).unwrap(), words).unwrap()
}

fn open(folder: &Path, words: &str) -> (Store, Unlocked) {
    let unlocked = by_kit(folder, words);
    (Store::open_unlocked(folder, &unlocked).unwrap(), unlocked)
}

fn databases(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // A copy whose key was never written down is put aside, as after a set-up that was cut off.
    let counts = |name: &String| {
        name.starts_with("records") && !name.ends_with("-wal") && !name.contains(".unfinished-")
    };
    names.filter(counts).collect()
}

fn only(name: &str) -> BTreeSet<String> {
    BTreeSet::from([name.to_owned()])
}

#[test]
fn a_database_of_another_major_version_and_one_with_settings_of_its_own_are_brought_over_whole() {
    for parameters in [THIRD, OWN] {
        let mut vault = Vault::encrypted(parameters);
        let folder = vault.folder();
        assert_eq!(vault.unlocked.database_parameters(), parameters);
        vault.is_whole();
        vault.bring_over(&Unwatched).unwrap();
        assert_eq!(
            (vault.unlocked.epoch(), vault.unlocked.database_parameters()),
            (2, DatabaseParameters::CURRENT)
        );
        vault.is_whole();
        assert_eq!(databases(&folder), only("records-2.db"));
        vault.commit();
        vault.held = vault.store.dump_views().unwrap();
        vault.bring_over(&Unwatched).expect("the second time there is nothing to do");
        assert_eq!(vault.unlocked.epoch(), 2);
        let (words, held) = (vault.words.clone(), vault.held.clone());
        vault.store.close().unwrap();
        let (store, unlocked) = open(&folder, &words);
        assert_eq!(keys::read(&folder).unwrap().database_parameters(), DatabaseParameters::CURRENT);
        assert_eq!(unlocked.epoch(), 2);
        is_whole(&store, &held);
    }
}

#[test]
fn the_header_decides_how_a_file_is_opened_so_another_way_finds_no_page_that_authenticates() {
    let vault = Vault::encrypted(THIRD);
    let (folder, unlocked) = (vault.folder(), vault.unlocked);
    vault.store.close().unwrap();
    let key = unlocked.database_key();
    for parameters in [DatabaseParameters::CURRENT, OWN, DatabaseParameters { hmac: Hash::Sha512, ..THIRD }] {
        let opened = database::open(&place::records(&folder, 1), &key, parameters, |_| Ok(()));
        assert_eq!(opened.map(|_| ()).unwrap_err(), Error::Damaged, "{parameters}");
    }
}

#[test]
fn the_backup_that_comes_first_holds_the_records_as_they_were_and_is_restored_and_brought_over() {
    let mut vault = Vault::encrypted(THIRD);
    vault.bring_over(&Unwatched).unwrap();
    let file = vault.folder().join(backup::FOLDER).join(backup::file_name(vault.now));
    let elsewhere = vault.dir.path().join("elsewhere");
    let staged = crate::restore::stage(&file, &vault.words, &elsewhere, &Unwatched).unwrap();
    staged.put_in_place([3; 16], vault.now, &Unwatched).unwrap();
    let (mut store, unlocked) = open(&elsewhere, &vault.words);
    assert_eq!((unlocked.epoch(), unlocked.database_parameters()), (1, THIRD));
    is_whole(&store, &vault.held);
    let header = keys::read(&elsewhere).unwrap();
    store.bring_over((&header, &unlocked), vault.now, &mut vault.rng, &Unwatched).unwrap().unwrap();
    is_whole(&store, &vault.held);
}

/// Keeps a copy of the folder as it is before each step: what a process that is killed there leaves.
struct Images<'a> {
    folder: &'a Path,
    kept: Mutex<Vec<TempDir>>,
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry?.file_name()));
        if path.is_dir() { copy(&path, &to)? } else { fs::copy(path, to).map(|_| ())? }
    }
    Ok(())
}

impl Watch for Images<'_> {
    fn before(&self, step: Step, path: &Path) -> io::Result<()> {
        // The backup's many pieces touch nothing of the vault: one image for each kind of step of it is enough.
        let of_the_backup =
            path.ancestors().any(|part| part.ends_with("backups") || part.ends_with(".backup-check"));
        let mut kept = self.kept.lock().unwrap();
        if !(of_the_backup && kept.len() > 30 && matches!(step, Step::Read | Step::Write)) {
            let image = TempDir::new()?;
            copy(self.folder, image.path())?;
            kept.push(image);
        }
        Ok(())
    }
}

#[test]
fn killed_at_any_step_the_vault_is_the_former_or_the_new_one_whole_and_is_brought_over_next_time() {
    let mut vault = Vault::encrypted(THIRD);
    let folder = vault.folder();
    let images = Images { folder: &folder, kept: Mutex::default() };
    vault.bring_over(&images).unwrap();
    let images = images.kept.into_inner().unwrap();
    assert!(images.len() > 40, "{} steps are watched", images.len());
    let mut epochs = BTreeSet::new();
    for (step, image) in images.iter().enumerate() {
        let folder = image.path();
        let (mut store, unlocked) = open(folder, &vault.words);
        epochs.insert(unlocked.epoch());
        is_whole(&store, &vault.held);
        // Bringing over costs a backup and a copy: every fourth of the images shows that it can be done again.
        if unlocked.epoch() == 1 && step % 4 > 0 {
            continue;
        }
        let header = keys::read(folder).unwrap();
        let at = vault.now + TimeDelta::minutes(1);
        store.bring_over((&header, &unlocked), at, &mut vault.rng, &Unwatched).unwrap();
        is_whole(&store, &vault.held);
        store.close().unwrap();
        assert_eq!(databases(folder), only("records-2.db"), "step {step}");
    }
    assert_eq!(epochs, BTreeSet::from([1, 2]), "images from before and after");
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
fn a_full_disk_at_any_step_leaves_the_former_records_usable_or_the_new_ones_in_place() {
    let mut vault = Vault::encrypted(THIRD);
    let mut failures = 0;
    for step in 1.. {
        let fails = FailsAt { step, count: Mutex::default() };
        let brought = vault.bring_over(&fails);
        if keys::read(&vault.folder()).unwrap().epoch() == 1 {
            let Err(error) = brought else {
                // Where a second try of the same step is no failure of the whole, such as the removal of a scratch folder.
                panic!("step {step} says that it was brought over")
            };
            assert!(!error.is_damage(), "step {step}: {error}");
            assert_eq!(databases(&vault.folder()), only("records-1.db"), "step {step}");
            failures += 1;
            vault.commit();
            if step % 4 == 0 {
                vault.held = vault.store.dump_views().unwrap();
                vault.is_whole();
            }
            continue;
        }
        // The header has been replaced, or the step was one that may fail: what fails from here on fails after the fact.
        drop(vault.store);
        let (store, _) = open(&vault.dir.path().join("vault"), &vault.words);
        is_whole(&store, &store.dump_views().unwrap());
        assert_eq!(store.count_events().unwrap() as usize, 44 + failures);
        assert_eq!(databases(&vault.dir.path().join("vault")), only("records-2.db"), "step {step}");
        break;
    }
    assert!(failures > 20, "{failures} steps failed");
}

#[test]
fn records_that_do_not_hold_are_not_brought_over_and_stay_as_they_are() {
    let mut vault = Vault::encrypted(THIRD);
    vault.store.conn.execute("UPDATE payload SET bytes = x'00' WHERE rowid = 10", []).unwrap();
    database::truncate_log(&vault.store.conn).unwrap();
    let before = fs::read(place::records(&vault.folder(), 1)).unwrap();
    let refused = vault.bring_over(&Unwatched).unwrap_err();
    assert!(refused.is_damage(), "{refused}");
    assert_eq!(databases(&vault.folder()), only("records-1.db"));
    assert!(fs::read(place::records(&vault.folder(), 1)).unwrap() == before);
    assert_eq!(keys::read(&vault.folder()).unwrap().generation(), 1);
    let backups = fs::read_dir(vault.folder().join(backup::FOLDER)).unwrap().count();
    assert_eq!(backups, 0, "a backup that does not hold must not look like one");
}

#[test]
fn a_page_that_was_changed_on_the_disk_is_damage_and_nothing_is_brought_over() {
    let vault = Vault::encrypted(OWN);
    let (folder, words) = (vault.folder(), vault.words.clone());
    vault.store.close().unwrap();
    let path = place::records(&folder, 1);
    let sound = fs::read(&path).unwrap();
    let mut damaged = 0;
    for page in (1..sound.len() / 8192).step_by(7) {
        let mut bytes = sound.clone();
        bytes[page * 8192 + 100] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let unlocked = by_kit(&folder, &words);
        // A page that opening reads is noticed by opening.
        let Ok(mut store) = Store::open_unlocked(&folder, &unlocked) else { continue };
        let (header, mut rng) = (keys::read(&folder).unwrap(), ChaCha20Rng::seed_from_u64(1));
        let refused = store.bring_over((&header, &unlocked), vault.now, &mut rng, &Unwatched).unwrap_err();
        assert!(refused.is_damage(), "page {page}: {refused}");
        drop(store);
        assert!(fs::read(&path).unwrap() == bytes, "page {page}");
        damaged += 1;
    }
    assert!(damaged > 3, "{damaged} pages");
}

#[test]
fn each_frozen_sample_is_one_of_the_shapes_that_a_database_is_marked_with() {
    let frozen: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../tests/vectors/at_rest.json")).unwrap();
    let samples = frozen.as_array().unwrap().iter();
    let shapes: BTreeSet<_> =
        samples.map(|one| (one["kind"].to_string(), one["version"].to_string())).collect();
    assert_eq!(
        shapes.len() as u32,
        at_rest::SHAPES,
        "a shape was added: raise at_rest::SHAPES, so that a program that cannot read it does not open the vault"
    );
}
