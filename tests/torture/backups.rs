//! Backup and restore on a disk that fails at each operation in turn, of the files and of the databases alike: the vault and
//! the former backup stay whole, nothing is left lying about, there is a sentence for it, and the next try succeeds.
//!
//! Never here: a backup with a changed byte; that is `bits.rs`.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use encircle_store::backup::BackupError;
use encircle_store::files::Unwatched;
use encircle_store::keys::{self, Header, Unlocked};
use encircle_store::{Error, Fault, restore};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::disk::Failure;
use super::figure::Figure;
use super::ground::{Ground, WAYS, Way};
use super::sentence::said;
use super::vault::{Vault, Writer};

const AT: &str = "2026-11-26T12:00:00Z";

pub fn run(work: &Work<'_>) -> Figure {
    let mut trial = Trial { ground: Ground::in_place_of_the_systems(), work, figure: Figure::default() };
    std::panic::set_hook(Box::new(|_| ()));
    let place = work.place.join("backup");
    let vault = work.vault.copy(&place.join("vault"));
    let backup = trial.making(&vault, &place.join("stick"));
    trial.standing_still(&place.join("still"));
    let place = work.place.join("restore");
    trial.restoring(&work.vault.copy(&place.join("vault")), &backup, &place);
    let _ = std::panic::take_hook();
    trial.figure
}

/// What the names in a folder are.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Whether the failure is called what it is: of a file or of the records, and full where the disk was full.
fn is_of_the_disk(error: &BackupError, way: Way) -> bool {
    match error {
        BackupError::File { .. } | BackupError::Stopped | BackupError::Keys(keys::KeysError::Io(_)) => true,
        BackupError::Records(error) | BackupError::Journal(Fault::Unreadable(error)) => match error {
            Error::DiskFull => way.failure == Failure::Full,
            Error::Io(_) => way.failure != Failure::Full,
            _ => false,
        },
        _ => false,
    }
}

struct Trial<'a> {
    ground: Ground,
    work: &'a Work<'a>,
    figure: Figure,
}

impl Trial<'_> {
    /// Lets each operation of an act fail in turn and in each way, shared among the workers; in the short run one of every few.
    /// `act` begins where the last one ended, and `holds` says what is wrong afterwards.
    fn at_each_operation<T: std::fmt::Debug>(
        &mut self,
        what: &str,
        act: &mut dyn FnMut(&Ground) -> Result<T, BackupError>,
        holds: &mut dyn FnMut(Option<T>) -> Result<(), String>,
    ) {
        for (number, way) in (0..).zip(WAYS) {
            let stride = if number == 0 { 2 } else { 16 };
            for at in (1..).filter(|at| self.work.has_turn(*at, stride)) {
                self.ground.fail(way, at);
                let done = catch_unwind(AssertUnwindSafe(|| act(&self.ground)));
                let Some(failed) = self.ground.heal() else {
                    // It came to its end.
                    if let Err(how) = done.map_or(Err("a panic".to_owned()), |done| holds(done.ok())) {
                        self.figure.break_(|| format!("{what} that nothing stopped: {how}"));
                    }
                    break;
                };
                self.figure.count("failed operations", 1);
                self.figure.count(&format!("of {what}"), 1);
                let label = || format!("{what}, {way:?} at {failed}");
                let done = match done {
                    Err(_) => {
                        self.figure.break_(|| format!("{}: a panic", label()));
                        None
                    }
                    Ok(Err(error)) => {
                        if !is_of_the_disk(&error, way) || said(error.clone()).is_none() {
                            self.figure.break_(|| format!("{}: called {error:?}", label()));
                        }
                        None
                    }
                    Ok(Ok(done)) => Some(done),
                };
                if let Err(how) = holds(done) {
                    self.figure.break_(|| format!("{}: {how}", label()));
                }
            }
        }
    }

    /// The answer is a backup that was made before anything failed.
    fn making(&mut self, vault: &Vault, stick: &Path) -> PathBuf {
        let mut rng = ChaCha20Rng::seed_from_u64(self.work.seed);
        let mut store = vault.open().unwrap();
        let (header, unlocked) = by_kit(vault);
        let snapshot = store.snapshot(&header, &unlocked, AT.parse().unwrap()).unwrap();
        let former = stick.join("former.backup");
        snapshot.write(&former, &mut rng, &Unwatched).unwrap();
        let former_bytes = fs::read(&former).unwrap();
        let next = stick.join("next.backup");
        let mut act = |ground: &Ground| snapshot.write(&next, &mut rng, ground);
        self.at_each_operation("making a backup", &mut act, &mut |made| {
            // What only cleans up after the check may fail, and the backup counts.
            if made.is_some() {
                let checked = snapshot.check(&next, &Unwatched);
                checked.map_err(|error| format!("it counts and does not hold: {error:?}"))?;
                fs::remove_file(&next).unwrap();
            }
            let found = names(stick);
            if found == ["former.backup"] && fs::read(&former).unwrap() == former_bytes {
                Ok(())
            } else {
                Err(format!("the stick holds {found:?}"))
            }
        });
        store.end_snapshot().unwrap();
        if store.verify().is_err() || snapshot.check(&former, &Unwatched).is_err() {
            self.figure
                .break_(|| "after failing backups the vault or the former one does not verify".to_owned());
        }
        store.close().unwrap();
        former
    }

    /// The database is made to stand still for a backup, with an entry in its log that was not folded in.
    fn standing_still(&mut self, place: &Path) {
        let pristine = self.work.vault;
        let vault = pristine.copy(place);
        let mut writer = Writer::new(vault.open().unwrap(), 1);
        let id = writer.record(None).unwrap();
        let left: Vec<_> =
            names(place).into_iter().map(|name| place.join(name)).filter(|path| path.is_file()).collect();
        let left: Vec<_> = left.iter().map(|path| (path, fs::read(path).unwrap())).collect();
        drop(writer);
        let (header, unlocked) = by_kit(&vault);
        let mut act = |ground: &Ground| {
            let _ = ground;
            for (path, bytes) in &left {
                fs::write(path, bytes).unwrap();
            }
            let mut store = vault.open()?;
            store.snapshot(&header, &unlocked, AT.parse().unwrap())?;
            store.end_snapshot()?;
            Ok(store.close()?)
        };
        self.at_each_operation("unlocking and standing still for a backup", &mut act, &mut |_| {
            let store = vault.open().map_err(|error| format!("it does not open: {error:?}"))?;
            store.verify().map_err(|fault| format!("it does not verify: {fault:?}"))?;
            if store.concern(id).is_ok_and(|row| row.is_some()) {
                Ok(())
            } else {
                Err("an entry is lost".to_owned())
            }
        });
    }

    fn restoring(&mut self, vault: &Vault, backup: &Path, place: &Path) {
        let before = fs::read(vault.database()).unwrap();
        let mut act = |ground: &Ground| {
            let staged = restore::stage(backup, &vault.kits()[1], &vault.dir, ground)?;
            // What is there is read, to tell what would be lost.
            let _ = staged.here();
            staged.put_in_place([9; 16], AT.parse().unwrap(), ground)
        };
        self.at_each_operation("a restore", &mut act, &mut |restored| {
            if let Some(aside) = restored {
                // It came to its end: what was there is kept aside, and is put back for the next try.
                let aside = aside.ok_or("nothing was kept aside")?;
                let opened = vault.open().map_err(|error| format!("what was restored: {error:?}"))?;
                opened.verify().map_err(|fault| format!("what was restored: {fault:?}"))?;
                keys::read(&vault.dir)
                    .map_err(|error| format!("what was restored has no header: {error:?}"))?;
                drop(opened);
                fs::remove_dir_all(&vault.dir).unwrap();
                fs::rename(place.join(aside), &vault.dir).unwrap();
            }
            let found = names(place);
            let former = fs::read(vault.database()).unwrap();
            if found == ["vault"] && former == before { Ok(()) } else { Err(format!("there is {found:?}")) }
        });
        if !vault.open().is_ok_and(|store| store.verify().is_ok()) {
            self.figure.break_(|| "after failing restores the vault does not verify".to_owned());
        }
    }
}

fn by_kit(vault: &Vault) -> (Header, Unlocked) {
    let header = keys::read(&vault.dir).unwrap();
    let unlocked = keys::unlock_with_kit(&header, &vault.kits()[0]).unwrap();
    (header, unlocked)
}
