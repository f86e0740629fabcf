//! A person is removed, let in, or given another passphrase on a disk that fails at each operation in turn: those of the
//! database and those of the files alike. Before the new header is in place the former vault is whole and goes on; after it
//! the new one is.
//!
//! Never here: what a killed process leaves; that is a test beside the code.

use std::fs;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use encircle_domain::PersonId;
use encircle_store::epoch::{EpochError, Removal};
use encircle_store::keys::{self, Argon2Params, Header, NewPerson, SlotId, Unlocked};
use encircle_store::{Error, Fault, Store};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::disk::Failure;
use super::figure::Figure;
use super::ground::{Ground, WAYS, Way};
use super::sentence::said;
use super::vault::{COLLEAGUE, IDENTITY, PASSPHRASE, Vault, Writer, author};

const AT: &str = "2026-11-26T12:00:00Z";

pub fn run(work: &Work<'_>) -> Figure {
    let mut figure = Figure::default();
    let ground = Ground::in_place_of_the_systems();
    // What a failing disk makes the store say is no news on standard error.
    std::panic::set_hook(Box::new(|_| ()));
    if work.part.0 == 0 {
        headers(&work.vault.copy(&work.place.join("header")), &ground, &mut figure);
    }
    let vault = work.vault.copy(&work.place.join("vault"));
    let header = keys::read(&vault.dir).unwrap();
    let unlocked = keys::unlock_with_kit(&header, &vault.kits()[0]).unwrap();
    let events = vault.open().unwrap().verify().unwrap().events;
    let scene = Scene { pristine: work.vault, vault: &vault, ground: &ground, header, unlocked, events };
    for (number, way) in (0..).zip(WAYS) {
        // One error at every operation; in the short run the other ways at every fourth.
        let stride = if number == 0 { 1 } else { 4 };
        for at in (1..).filter(|at| work.has_turn(*at, stride)) {
            if !scene.fails(way, at, at / 8 % 2 == 0, work.long, &mut figure) {
                break;
            }
        }
    }
    let _ = std::panic::take_hook();
    figure
}

struct Scene<'a> {
    pristine: &'a Vault,
    vault: &'a Vault,
    ground: &'a Ground,
    header: Header,
    unlocked: Unlocked,
    /// How many there are before the removal.
    events: u64,
}

impl Scene<'_> {
    /// One removal with one failure, and all that must hold after it; `false` when it ended before its turn came.
    fn fails(&self, way: Way, at: u64, goes_on: bool, long: bool, figure: &mut Figure) -> bool {
        fs::remove_dir_all(&self.vault.dir).unwrap();
        self.pristine.copy(&self.vault.dir);
        let mut writer = Writer::new(self.vault.open().unwrap(), at);
        self.ground.fail(way, at);
        let removed = catch_unwind(AssertUnwindSafe(|| self.remove(&mut writer.store)));
        if !self.ground.has_failed() {
            self.ground.heal();
            if !matches!(removed, Ok(Ok(()))) {
                figure.break_(|| format!("removal: {removed:?}, and nothing stopped it"));
            }
            return false;
        }
        figure.count("failed operations of a removal", 1);
        figure.count("failed operations", 1);
        let Ok(removed) = removed else {
            // Nothing of a store that panicked is used again.
            std::mem::forget(writer);
            let what = self.ground.heal();
            figure.break_(|| format!("removal, {way:?} at {what:?}: a panic"));
            return true;
        };
        let what = if goes_on {
            // The disk is well again, and the same store goes on.
            let what = self.ground.heal();
            let again = writer.record(None);
            match (removed, again) {
                (_, Ok(_)) => {}
                // As in `faults.rs`: until the vault is opened again. After the header is in place that is said of every error.
                (Err(_), Err(Error::Damaged | Error::Io(_))) if way.failure != Failure::Full => {
                    figure.count("removals after which the vault had to be opened again", 1);
                }
                (_, Err(error)) => {
                    figure.break_(|| {
                        format!("removal, {way:?} at {what:?}: then an entry is refused: {error:?}")
                    });
                }
            }
            drop(writer);
            what
        } else {
            // The process ends on the failing disk.
            drop(writer);
            self.ground.heal()
        };
        let label = || format!("removal, {way:?} at {what:?}");
        if let Err(error) = removed
            && (said(error).is_none() || !is_of_the_disk(error, way))
        {
            figure.break_(|| format!("{}: called {error:?}", label()));
        }
        if let Err(how) = self.holds(removed.is_ok(), long || at.is_multiple_of(8)) {
            figure.break_(|| format!("{}: {how}", label()));
        }
        true
    }

    fn remove(&self, store: &mut Store) -> Result<(), EpochError> {
        let author = author();
        let removal = Removal { person: COLLEAGUE, author: &author, at: AT.parse().unwrap() };
        let mut rng = ChaCha20Rng::seed_from_u64(9);
        store.remove_person((&self.header, &self.unlocked), removal, &mut rng, self.ground).map(drop)
    }

    /// The former vault or the new one, whole, and nothing of the other that would be in the way.
    fn holds(&self, acknowledged: bool, thorough: bool) -> Result<(), String> {
        let (epoch, mut store) = self.opened()?;
        let people = keys::read(&self.vault.dir).map(|header| header.person_slots().count());
        if people != Ok(if epoch == 1 { 2 } else { 1 }) || epoch == 1 && acknowledged {
            return Err(format!("epoch {epoch} has {people:?} people, acknowledged: {acknowledged}"));
        }
        if thorough && epoch == 1 {
            self.remove(&mut store).map_err(|error| format!("the second try is refused: {error:?}"))?;
            store.close().map_err(|error| format!("it cannot be closed: {error:?}"))?;
            let (epoch, _) = self.opened()?;
            return if epoch == 2 { Ok(()) } else { Err("the second try did nothing".to_owned()) };
        }
        Ok(())
    }

    fn opened(&self) -> Result<(u32, Store), String> {
        let header = keys::read(&self.vault.dir).map_err(|error| format!("no header: {error:?}"))?;
        let unlocked = keys::unlock_with_kit(&header, &self.vault.kits()[1])
            .map_err(|error| format!("a kit does not open it: {error:?}"))?;
        let epoch = unlocked.epoch();
        let store = Store::open(&self.vault.dir, &unlocked.database_key(), IDENTITY.vault_id, epoch)
            .map_err(|error| format!("epoch {epoch} does not open: {error:?}"))?;
        let verified = store.verify().map_err(|fault| format!("epoch {epoch} does not verify: {fault:?}"))?;
        if verified.events < self.events + u64::from(epoch - 1) {
            return Err(format!("epoch {epoch} has {} events", verified.events));
        }
        let members = store.members().map_err(|error| format!("{error:?}"))?;
        members
            .check(unlocked.slots())
            .map_err(|error| format!("epoch {epoch} has a stranger: {error:?}"))?;
        let left = names(&self.vault.dir, "records-");
        if left != [format!("records-{epoch}.db"), format!("records-{epoch}.db-wal")] {
            return Err(format!("epoch {epoch} lies beside {left:?}"));
        }
        Ok((epoch, store))
    }
}

/// Whether a failing disk is called one, and a full one full.
fn is_of_the_disk(error: EpochError, way: Way) -> bool {
    let of_records = |error| match error {
        Error::DiskFull => way.failure == Failure::Full,
        Error::Io(_) => way.failure != Failure::Full,
        _ => false,
    };
    match error {
        EpochError::Records(error) | EpochError::Journal(Fault::Unreadable(error)) => of_records(error),
        EpochError::Keys(keys::KeysError::Io(_)) => true,
        _ => false,
    }
}

fn names(folder: &Path, beginning: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.starts_with(beginning)).collect();
    names.sort();
    names
}

/// A colleague is let in, a passphrase is changed and a kit replaced, while each step of writing both copies fails in turn.
fn headers(vault: &Vault, ground: &Ground, figure: &mut Figure) {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let header = keys::read(&vault.dir).unwrap();
    let by_kit = keys::unlock_with_kit(&header, &vault.kits()[0]).unwrap();
    let by_passphrase = keys::unlock(&header, PASSPHRASE, &|_| keys::SecretAnswer::NoEntry).unwrap();
    let colleague = NewPerson {
        slot: SlotId::random(&mut rng),
        person: PersonId([3; 16]),
        passphrase: "two white swans by the weir",
        device_secret: None,
        params: Argon2Params::SMALL_MEMORY,
    };
    let (admitted, _) = keys::admit(&header, &by_kit, colleague, &mut rng).unwrap();
    let words = (PASSPHRASE, "six black coots by the weir");
    let changed = keys::change_passphrase(&header, &by_passphrase, words, None, colleague.params, &mut rng);
    let kit = keys::KitSecret::random(&mut rng);
    let kit = keys::NewKitSlot::make(&by_kit, &kit, &mut rng);
    let replaced = kit.into_header(&header, &by_kit, &[]).unwrap();
    let nexts = [
        ("a person added", admitted),
        ("a passphrase changed", changed.unwrap()),
        ("a kit replaced", replaced),
    ];
    for (what, next) in &nexts {
        for way in WAYS {
            let mut in_place = 0;
            for at in 1.. {
                keys::write(&vault.dir, &header).unwrap();
                ground.fail(way, at);
                let written =
                    catch_unwind(AssertUnwindSafe(|| keys::write_watched(&vault.dir, next, ground)));
                let Some(step) = ground.heal() else { break };
                figure.count("failed operations", 1);
                let label = || format!("{what}, {way:?} at {step}");
                let Ok(Err(error)) = written else {
                    figure.break_(|| format!("{}: {written:?}", label()));
                    continue;
                };
                // The library repeats what was interrupted: there the wish to stop is called an error.
                let of_the_disk = matches!(error, keys::KeysError::Io(kind) if kind == way.kind || kind == ErrorKind::Other);
                let found = keys::read(&vault.dir).map(|found| keys::header_bytes(&found));
                let former = found == Ok(keys::header_bytes(&header));
                in_place += u32::from(!former);
                let whole = former || found == Ok(keys::header_bytes(next));
                let then = keys::write(&vault.dir, next).and_then(|()| keys::read(&vault.dir));
                let then =
                    then.is_ok_and(|then| then.copies_agree() && then.generation() == next.generation());
                if said(error).is_none() || !of_the_disk || !whole || !then {
                    figure.break_(|| format!("{}: {error:?}, whole: {whole}, then: {then}", label()));
                }
            }
            if in_place == 0 {
                figure.break_(|| format!("{what}, {way:?}: the new header never came into place"));
            }
        }
    }
}
