//! Crash images: a day's writing is recorded as it reaches the disk, and at every single operation of it the disk is made as
//! a crash may leave it. The store must open each, verify it, and know all that it had acknowledged by then.
//!
//! Never here: what a crash may leave; that is `crash.rs`.

use std::collections::BTreeMap;
use std::fs;

use encircle_domain::EventId;
use encircle_store::Store;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::crash::{Crash, below};
use super::disk::{Disk, Op};
use super::figure::Figure;
use super::vault::{Vault, Writer, version_of};

/// What the store had acknowledged.
#[derive(Clone, Copy)]
enum Said {
    Draft(EventId, u32),
    Event(EventId),
}

#[derive(Default)]
struct Known {
    drafts: BTreeMap<[u8; 16], u32>,
    events: Vec<EventId>,
}

impl Known {
    fn step(&mut self, op: &Op<Said>) {
        match op {
            Op::Said(Said::Draft(id, version)) => {
                self.drafts.insert(id.0, *version);
            }
            Op::Said(Said::Event(id)) => {
                self.drafts.remove(&id.0);
                self.events.push(*id);
            }
            _ => {}
        }
    }
}

pub fn run(work: &Work<'_>) -> Figure {
    let images = if work.long { 100_000 } else { 10_000 } / work.part.1;
    let mut rng = ChaCha20Rng::seed_from_u64(work.seed ^ (work.part.0 << 32));
    let vault = work.vault.copy(&work.place.join("vault"));
    let name = vault.database().to_str().unwrap().to_owned();
    let content = fs::read(vault.database()).unwrap();
    let disk = Disk::in_place_of_the_systems();
    let mut figure = Figure::default();
    a_lost_sync_is_seen(&vault, &disk, &name, &content, &mut rng, &mut figure);
    while figure.counted("images") < images {
        disk.fill([(name.clone(), content.clone())]);
        disk.record();
        let views = a_day(&vault, &disk, &mut rng);
        let recorded = disk.recorded();
        let mut crash = Crash::from([(name.clone(), content.clone())]);
        let mut known = Known::default();
        for op in &recorded {
            crash.step(op);
            known.step(op);
            // Every moment once, and half of them twice.
            for _ in 0..=below(&mut rng, 2) {
                if figure.counted("images") == images {
                    return figure;
                }
                disk.fill(crash.image(&mut rng));
                figure.count("images", 1);
                let thorough = below(&mut rng, 8) == 0;
                if let Err(how) = check(&vault, &known, &views, thorough, figure.counted("images")) {
                    figure.break_(|| how);
                }
            }
        }
        figure.count("recorded days", 1);
    }
    figure
}

/// The control: on a disk that answers a sync and does not do it, images must break. If none does, the check sees nothing.
fn a_lost_sync_is_seen(
    vault: &Vault,
    disk: &Disk<Said>,
    name: &str,
    content: &[u8],
    rng: &mut ChaCha20Rng,
    figure: &mut Figure,
) {
    disk.fill([(name.to_owned(), content.to_vec())]);
    disk.record();
    let views = a_day(vault, disk, rng);
    let recorded = disk.recorded();
    let mut crash = Crash::from([(name.to_owned(), content.to_vec())]).that_lies();
    let mut known = Known::default();
    let mut broken = 0;
    for (number, op) in recorded.iter().enumerate() {
        crash.step(op);
        known.step(op);
        if number % 16 == 0 {
            disk.fill(crash.image(rng));
            broken += u64::from(check(vault, &known, &views, false, 0).is_err());
        }
    }
    figure.count("images of a disk without syncs seen as broken", broken);
    if broken == 0 {
        figure.break_(|| "on a disk that does no sync, nothing was missed".to_owned());
    }
}

/// Drafts, saves, closing and opening, and filling the views anew. The answer is what the views say after each event.
fn a_day(vault: &Vault, disk: &Disk<Said>, rng: &mut ChaCha20Rng) -> BTreeMap<u64, String> {
    let mut views = BTreeMap::new();
    let mut writer = Writer::new(vault.open().unwrap(), u64::from(below(rng, 1 << 30) as u32));
    views.insert(writer.store.head().seq, writer.store.dump_views().unwrap());
    for part in 0..3 {
        for _ in 0..=below(rng, 8) {
            let id = writer.draw();
            for version in 1..=below(rng, 3) as u32 {
                writer.keep(id, version).unwrap();
                disk.say(Said::Draft(id, version));
            }
            if below(rng, 6) > 0 {
                writer.record(Some(id)).unwrap();
                disk.say(Said::Event(id));
                views.insert(writer.store.head().seq, writer.store.dump_views().unwrap());
            }
        }
        if part == 1 {
            writer.store.rebuild().unwrap();
        }
        let Writer { store, rng: ids, .. } = writer;
        store.close().unwrap();
        writer = Writer::new(vault.open().unwrap(), 0);
        writer.rng = ids;
    }
    writer.store.close().unwrap();
    views
}

fn check(
    vault: &Vault,
    known: &Known,
    views: &BTreeMap<u64, String>,
    thorough: bool,
    number: u64,
) -> Result<(), String> {
    let store = vault.open().map_err(|error| format!("an image does not open: {error:?}"))?;
    store.verify().map_err(|fault| format!("the journal of an image does not verify: {fault:?}"))?;
    all_there(&store, known)?;
    if !thorough {
        return Ok(());
    }
    let dump =
        store.dump_views().map_err(|error| format!("the views of an image cannot be read: {error:?}"))?;
    if views.get(&store.head().seq) != Some(&dump) {
        return Err("the views of an image are not those of its journal".to_owned());
    }
    // The log goes on from there, and a second opening finds the same.
    let mut writer = Writer::new(store, number.wrapping_mul(7_919));
    let id = writer.record(None).map_err(|error| format!("an image takes no new entry: {error:?}"))?;
    writer.store.close().map_err(|error| format!("an image cannot be closed: {error:?}"))?;
    let store = vault.open().map_err(|error| format!("an image does not open again: {error:?}"))?;
    store.verify().map_err(|fault| format!("an image that went on does not verify: {fault:?}"))?;
    match store.concern(id) {
        Ok(Some(_)) => all_there(&store, known),
        _ => Err("an entry that was made after a crash is lost".to_owned()),
    }
}

fn all_there(store: &Store, known: &Known) -> Result<(), String> {
    for id in &known.events {
        match store.concern(*id) {
            Ok(Some(_)) => {}
            found => return Err(format!("an acknowledged event is lost: {:?}", found.map(|_| ()))),
        }
        if store.draft(*id).map_err(|error| format!("{error:?}"))?.is_some() {
            return Err("the draft of an acknowledged event came back".to_owned());
        }
    }
    for (id, version) in &known.drafts {
        let id = EventId(*id);
        let draft = store.draft(id).map_err(|error| format!("{error:?}"))?;
        let became_an_event = || store.concern(id).is_ok_and(|row| row.is_some());
        if draft.is_none_or(|draft| version_of(&draft) < *version) && !became_an_event() {
            return Err("an acknowledged draft is lost".to_owned());
        }
    }
    Ok(())
}
