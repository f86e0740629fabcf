//! A disk that fails at each operation in turn: one error, a disk that is gone, a disk that is full. After each the store
//! says so by a typed error, the old state or the new one is whole, and the same act succeeds when the disk is well again.
//!
//! The database lies on a disk in memory, where every single operation can fail. For an attachment something real stands in
//! the way of its folder or its name. Never here: what a crash leaves.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use encircle_domain::EventId;
use encircle_store::{Error, Store};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::Work;
use super::disk::{Disk, Failure};
use super::figure::Figure;
use super::sentence::said;
use super::vault::{Vault, Writer, version_of};

const ACTS: [Act; 6] = [Act::Unlock, Act::UnlockAfterCrash, Act::Draft, Act::Save, Act::Refill, Act::Close];
const FAILURES: [Failure; 3] = [Failure::Once, Failure::Lasting, Failure::Full];
const ID: EventId = EventId([0x77; 16]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Unlock,
    UnlockAfterCrash,
    Draft,
    Save,
    Refill,
    Close,
}

type Files = Vec<(String, Vec<u8>)>;

struct Scene<'a> {
    vault: &'a Vault,
    disk: &'a Disk<()>,
    before: &'a Files,
    act: Act,
    views_before: &'a str,
    views_after: &'a str,
}

pub fn run(work: &Work<'_>) -> Figure {
    let mut figure = Figure::default();
    attachment(&work.vault.copy(&work.place.join("attachment")), &mut figure);

    let vault = work.vault.copy(&work.place.join("vault"));
    let name = vault.database().to_str().unwrap().to_owned();
    let closed: Files = vec![(name, fs::read(vault.database()).unwrap())];
    let disk = Disk::in_place_of_the_systems();
    disk.fill(closed.clone());
    let mut writer = Writer::new(vault.open().unwrap(), 1);
    let views_before = writer.store.dump_views().unwrap();
    writer.record(Some(ID)).unwrap();
    let views_after = writer.store.dump_views().unwrap();
    // As a killed process leaves it: the log is not folded in.
    let left = disk.files();
    drop(writer);

    // What a failing disk makes the store say is no news on standard error.
    std::panic::set_hook(Box::new(|_| ()));
    for act in ACTS {
        let (before, views_before) = match act {
            Act::UnlockAfterCrash => (&left, &views_after),
            _ => (&closed, &views_before),
        };
        let views_after = if act == Act::Save { &views_after } else { views_before };
        let scene = Scene { vault: &vault, disk: &disk, before, act, views_before, views_after };
        for failure in FAILURES {
            for goes_on in [true, false] {
                let mut at = 1;
                while scene.fails(failure, at, goes_on, &mut figure) {
                    at += 1;
                }
            }
        }
    }
    let _ = std::panic::take_hook();
    figure
}

impl Scene<'_> {
    /// One act with one failure, and all that must hold after it; `false` when the act ended before its turn came.
    fn fails(&self, failure: Failure, at: u64, goes_on: bool, figure: &mut Figure) -> bool {
        let label = || format!("{:?} with {failure:?}", self.act);
        self.disk.fill(self.before.clone());
        let unlocks = matches!(self.act, Act::Unlock | Act::UnlockAfterCrash);
        let mut writer = if unlocks { None } else { Some(Writer::new(self.vault.open().unwrap(), 1)) };
        self.disk.fail(failure, at);
        let done = catch_unwind(AssertUnwindSafe(|| self.act(&mut writer)));
        if !self.disk.has_failed() {
            self.disk.heal();
            drop(writer);
            return false;
        }
        figure.count("failed operations", 1);
        let Ok(done) = done else {
            // Nothing of a store that panicked is used again.
            std::mem::forget(writer);
            self.disk.heal();
            figure.break_(|| format!("{}: a panic", label()));
            return true;
        };
        let named = match (done, failure) {
            (Ok(()), _) | (Err(Error::Io(_)), Failure::Once | Failure::Lasting) => true,
            (Err(error), Failure::Full) => error == Error::DiskFull,
            (Err(_), _) => false,
        };
        if !named || done.is_err_and(|error| said(error).is_none()) {
            figure.break_(|| format!("{}: called {:?}", label(), done.unwrap_err()));
        }
        if goes_on {
            // The disk is well again, and the same store goes on.
            self.disk.heal();
            if done.is_err() && writer.is_some() && self.act != Act::Close {
                let again = self.act(&mut writer);
                match again {
                    Ok(()) | Err(Error::AlreadySaved) => {}
                    // SQLCipher takes a page that could not be read for a forged one, and its connection then says so of every
                    // page until the vault is opened again. Nothing is lost by it; that it happens is counted.
                    Err(Error::Damaged) if failure != Failure::Full => {
                        figure.count("second tries refused until the vault was opened again", 1);
                    }
                    Err(error) => {
                        figure.break_(|| format!("{}: the second try is refused: {error:?}", label()))
                    }
                }
            }
            drop(writer);
        } else {
            // The process ends on the failing disk.
            drop(writer);
            self.disk.heal();
        }
        if let Err(how) = self.holds(done.is_ok()) {
            figure.break_(|| format!("{}: {how}", label()));
        }
        true
    }

    fn act(&self, writer: &mut Option<Writer>) -> Result<(), Error> {
        match (self.act, writer.as_mut()) {
            (Act::Unlock | Act::UnlockAfterCrash, _) => self.vault.open().map(drop),
            (Act::Draft, Some(writer)) => writer.keep(ID, 1),
            (Act::Save, Some(writer)) => writer.record(Some(ID)).map(|_| ()),
            (Act::Refill, Some(writer)) => writer.store.rebuild(),
            (Act::Close, _) => writer.take().map_or(Ok(()), |writer| writer.store.close()),
            _ => unreachable!("every act but unlocking has a writer"),
        }
    }

    /// The vault opens and is whole, as before the act or as after it; then the act succeeds.
    fn holds(&self, acknowledged: bool) -> Result<(), String> {
        let store = self.vault.open().map_err(|error| format!("then the vault does not open: {error:?}"))?;
        let done = self.whole(&store)?;
        if acknowledged && !done {
            return Err("what was acknowledged is not there".to_owned());
        }
        let mut writer = Some(Writer::new(store, 1));
        match self.act(&mut writer) {
            Ok(()) | Err(Error::AlreadySaved) => {}
            // The store is open already.
            Err(Error::AlreadyOpen) if matches!(self.act, Act::Unlock | Act::UnlockAfterCrash) => {}
            Err(error) => return Err(format!("then the act is refused: {error:?}")),
        }
        drop(writer);
        let store =
            self.vault.open().map_err(|error| format!("after the act it does not open: {error:?}"))?;
        if self.whole(&store)? { Ok(()) } else { Err("the act did nothing".to_owned()) }
    }

    /// Whether the act has been done; an error when the state is neither.
    fn whole(&self, store: &Store) -> Result<bool, String> {
        store.verify().map_err(|fault| format!("the journal does not verify: {fault:?}"))?;
        let views = store.dump_views().map_err(|error| format!("the views cannot be read: {error:?}"))?;
        match self.act {
            Act::Draft if views == self.views_before => {
                let draft = store.draft(ID).map_err(|error| format!("{error:?}"))?;
                Ok(draft.is_some_and(|draft| version_of(&draft) == 1))
            }
            _ if views == self.views_after => Ok(true),
            _ if views == self.views_before => Ok(false),
            _ => Err("the views are neither the old ones nor the new".to_owned()),
        }
    }
}

fn put_obstacle(at: &Path) {
    fs::create_dir(at).unwrap();
    fs::write(at.join("in the way"), b"").unwrap();
}

fn take_away(at: &Path) {
    match fs::symlink_metadata(at) {
        Ok(there) if there.is_dir() => fs::remove_dir_all(at).unwrap(),
        Ok(_) => fs::remove_file(at).unwrap(),
        // The store cleans up after itself.
        Err(_) => {}
    }
}

/// An attachment is put while its folder or its name is taken.
fn attachment(vault: &Vault, figure: &mut Figure) {
    let store = vault.open().unwrap();
    for name_taken in [false, true] {
        let mut rng = ChaCha20Rng::seed_from_u64(if name_taken { 2 } else { 3 });
        let mut id = [0; 16];
        rng.clone().fill_bytes(&mut id);
        let name = encircle_domain::ObjectId(id).to_string();
        let folder = vault.dir.join("attachments").join(&name[..2]);
        let obstacle = if name_taken {
            fs::create_dir_all(&folder).unwrap();
            put_obstacle(&folder.join(&name));
            folder.join(&name)
        } else {
            fs::write(&folder, b"").unwrap();
            folder
        };
        let refused = store.put_object(&mut rng, b"a picture");
        figure.count("failed operations", 1);
        take_away(&obstacle);
        let again = store.put_object(&mut rng, b"a picture").and_then(|copy| store.get_object(&copy));
        let other = store.get_object(&vault.object()).map(|bytes| bytes.len());
        if refused.is_ok() || again.as_deref() != Ok(b"a picture") || other != Ok(3000) {
            figure.break_(|| {
                format!("an attachment with its place taken: {refused:?}, then {again:?}, {other:?}")
            });
        }
    }
}
