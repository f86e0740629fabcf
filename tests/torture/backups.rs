//! Backup and restore on a disk that fails at each step in turn, in four ways: the vault and the former backup stay whole,
//! nothing is left lying about, the error is typed, and the next try succeeds. And one flipped bit at a time in a backup:
//! none is restored.
//!
//! Never here: the steps themselves; the store lets each be watched.

use std::fs;
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use encircle_store::backup::BackupError;
use encircle_store::files::{Step, Unwatched, Watch};
use encircle_store::{keys, restore};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::crash::below;
use super::figure::Figure;
use super::vault::Vault;

const KINDS: [ErrorKind; 4] =
    [ErrorKind::StorageFull, ErrorKind::NotFound, ErrorKind::ReadOnlyFilesystem, ErrorKind::Interrupted];
const AT: &str = "2026-11-26T12:00:00Z";

/// Lets one step fail, counted from 0.
struct FailAt {
    step: usize,
    kind: ErrorKind,
    seen: AtomicUsize,
}

impl Watch for FailAt {
    fn before(&self, _: Step, _: &Path) -> io::Result<()> {
        if self.seen.fetch_add(1, Ordering::Relaxed) == self.step { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl FailAt {
    fn new(step: usize, kind: ErrorKind) -> Self {
        Self { step, kind, seen: AtomicUsize::new(0) }
    }

    fn happened(&self) -> bool {
        self.seen.load(Ordering::Relaxed) > self.step
    }
}

pub fn run(work: &Work<'_>) -> Figure {
    let mut figure = Figure::default();
    let mut rng = ChaCha20Rng::seed_from_u64(work.seed);
    let place = work.place.join("backup");
    let vault = work.vault.copy(&place.join("vault"));
    std::panic::set_hook(Box::new(|_| ()));
    let backup = making(&vault, &place.join("stick"), &mut rng, &mut figure);
    let place = work.place.join("restore");
    restoring(&work.vault.copy(&place.join("vault")), &backup, &place, &mut figure);
    flipping(&vault, &backup, &work.place.join("flipped"), work.long, &mut rng, &mut figure);
    let _ = std::panic::take_hook();
    figure
}

/// What the names in a folder are.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The answer is a backup that was made at last.
fn making(vault: &Vault, stick: &Path, rng: &mut ChaCha20Rng, figure: &mut Figure) -> PathBuf {
    let mut store = vault.open().unwrap();
    let header = keys::read(&vault.dir).unwrap();
    let unlocked = keys::unlock_with_kit(&header, &vault.kits()[0]).unwrap();
    let snapshot = store.snapshot(&header, &unlocked, AT.parse().unwrap()).unwrap();
    let former = stick.join("former.backup");
    snapshot.write(&former, rng, &Unwatched).unwrap();
    let former_bytes = fs::read(&former).unwrap();
    let next = stick.join("next.backup");
    for kind in KINDS {
        for step in 0.. {
            let watch = FailAt::new(step, kind);
            let written = catch_unwind(AssertUnwindSafe(|| snapshot.write(&next, rng, &watch)));
            if !watch.happened() {
                fs::remove_file(&next).unwrap();
                break;
            }
            figure.count("failed steps", 1);
            let label = || format!("backup, {kind:?} at step {step}");
            match written {
                Err(_) => figure.break_(|| format!("{}: a panic", label())),
                // What only cleans up after the check may fail, and the backup counts.
                Ok(Ok(_)) => fs::remove_file(&next).unwrap(),
                Ok(Err(BackupError::File { .. } | BackupError::Stopped)) => {}
                Ok(Err(error)) => figure.break_(|| format!("{}: called {error:?}", label())),
            }
            if names(stick) != ["former.backup"] || fs::read(&former).unwrap() != former_bytes {
                figure.break_(|| format!("{}: the stick holds {:?}", label(), names(stick)));
            }
        }
    }
    store.end_snapshot().unwrap();
    if store.verify().is_err() {
        figure.break_(|| "after failing backups the vault does not verify".to_owned());
    }
    snapshot.check(&former, &Unwatched).unwrap();
    store.close().unwrap();
    former
}

fn restoring(vault: &Vault, backup: &Path, place: &Path, figure: &mut Figure) {
    let before = fs::read(vault.database()).unwrap();
    for kind in KINDS {
        for step in 0.. {
            let watch = FailAt::new(step, kind);
            let restored = catch_unwind(AssertUnwindSafe(|| {
                restore::stage(backup, &vault.kits()[1], &vault.dir, &watch)
                    .and_then(|staged| staged.put_in_place([9; 16], AT.parse().unwrap(), &watch))
            }));
            let label = || format!("restore, {kind:?} at step {step}");
            if !watch.happened() {
                // It came to its end: what was there is kept aside, and is put back for the next kind.
                let Ok(Ok(Some(aside))) = restored else {
                    return figure.break_(|| format!("{}: a restore that nothing stopped", label()));
                };
                if keys::read(&vault.dir).is_err() {
                    figure.break_(|| format!("{}: the restored vault has no header", label()));
                }
                fs::remove_dir_all(&vault.dir).unwrap();
                fs::rename(place.join(aside), &vault.dir).unwrap();
                break;
            }
            figure.count("failed steps", 1);
            match restored {
                Err(_) => figure.break_(|| format!("{}: a panic", label())),
                Ok(Err(BackupError::File { .. } | BackupError::Stopped)) => {}
                Ok(other) => figure.break_(|| format!("{}: called {other:?}", label())),
            }
            if names(place) != ["vault"] || fs::read(vault.database()).unwrap() != before {
                return figure.break_(|| format!("{}: there is {:?}", label(), names(place)));
            }
        }
    }
    if vault.open().is_ok_and(|store| store.verify().is_ok()) {
        return;
    }
    figure.break_(|| "after failing restores the vault does not verify".to_owned());
}

/// Every byte of what stands before the sealed stream, and of the stream one byte in each stretch.
fn flipping(
    vault: &Vault,
    backup: &Path,
    place: &Path,
    all: bool,
    rng: &mut ChaCha20Rng,
    figure: &mut Figure,
) {
    fs::create_dir(place).unwrap();
    let whole = fs::read(backup).unwrap();
    let (file, target) = (place.join("flipped.backup"), place.join("vault"));
    let opens = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        restore::stage(&file, &vault.kits()[0], &target, &Unwatched).map(restore::Staged::discard).is_ok()
    };
    assert!(opens(&whole), "the backup itself opens");
    let (head, stretch) = (4096.min(whole.len()), if all { 16 } else { 1024 });
    let mut positions: Vec<usize> = (0..head).collect();
    positions.extend(
        (head..whole.len()).step_by(stretch).map(|at| (at + below(rng, stretch)).min(whole.len() - 1)),
    );
    // Where the stream ends.
    positions.extend(whole.len() - 64..whole.len());
    for at in positions {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << below(rng, 8);
        figure.count("flipped bits", 1);
        if opens(&flipped) {
            figure.break_(|| format!("not noticed: byte {at} of a backup"));
        }
    }
    for length in (0..whole.len()).step_by(if all { 509 } else { 8_191 }) {
        figure.count("cut backups", 1);
        if opens(&whole[..length]) {
            figure.break_(|| format!("opened: a backup cut to {length} bytes"));
        }
    }
}
