//! An attachment is sealed on a disk that fails at each step in turn: no half object is left, whatever lay there is whole,
//! there is a sentence for it, and the same store then takes it.
//!
//! Never here: an attachment with a changed byte; that is `bits.rs`.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use encircle_domain::referral::SealedCopy;
use encircle_store::files::{Unwatched, Watch};
use encircle_store::{Error, Store};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::disk::Failure;
use super::figure::Figure;
use super::ground::{Ground, WAYS};
use super::sentence::said;

/// Three pieces that fill one chunk and begin another.
static PIECE: [u8; 40_000] = [0x5C; 40_000];
const PIECES: usize = 3;

pub fn run(work: &Work<'_>) -> Figure {
    let mut figure = Figure::default();
    let vault = work.vault.copy(&work.place.join("vault"));
    let attachments = vault.dir.join("attachments");
    let store = vault.open().unwrap();
    let before = objects(&attachments);
    let ground = Ground::default();
    std::panic::set_hook(Box::new(|_| ()));
    // A folder of its own for the new object, and one that is there already.
    for folder_is_there in [false, true] {
        for way in WAYS {
            for at in 1.. {
                let mut rng = ChaCha20Rng::seed_from_u64(7);
                ground.fail(way, at);
                let put = catch_unwind(AssertUnwindSafe(|| put(&store, &mut rng, &ground)));
                let Some(step) = ground.heal() else {
                    match put {
                        Ok(Ok(copy)) => store.take_back_object(&copy),
                        other => figure.break_(|| format!("{other:?}, and nothing failed")),
                    }
                    break;
                };
                figure.count("failed operations", 1);
                let label = || format!("an attachment, {way:?} at {step}");
                match put {
                    Ok(Err(error)) if said(error).is_some() && is_of_the_disk(error, way.failure) => {}
                    other => figure.break_(|| format!("{}: {other:?}", label())),
                }
                let left = objects(&attachments);
                if left != before {
                    figure.break_(|| format!("{}: there lies {left:?}", label()));
                }
                let again = self::put(&store, &mut ChaCha20Rng::seed_from_u64(7), &Unwatched);
                let read = again.and_then(|copy| store.get_object(&copy).map(|bytes| (copy, bytes)));
                match read {
                    Ok((copy, bytes)) if bytes == PIECE.repeat(PIECES) => {
                        store.take_back_object(&copy);
                        if !folder_is_there {
                            fs::remove_dir(attachments.join(&copy.object.to_string()[..2])).unwrap();
                        }
                    }
                    other => {
                        figure.break_(|| format!("{}: then {:?}", label(), other.map(|_| "other bytes")))
                    }
                }
                if store.get_object(&vault.object()).map(|bytes| bytes.len()) != Ok(3000) {
                    figure.break_(|| format!("{}: the other one is lost", label()));
                }
            }
        }
    }
    let _ = std::panic::take_hook();
    figure
}

fn put(store: &Store, rng: &mut ChaCha20Rng, watch: &dyn Watch) -> Result<SealedCopy, Error> {
    let mut object = store.begin_object(rng, watch)?;
    for _ in 0..PIECES {
        object.add(&PIECE)?;
    }
    Ok(object.finish()?.0)
}

fn is_of_the_disk(error: Error, failure: Failure) -> bool {
    match error {
        Error::DiskFull => failure == Failure::Full,
        Error::Io(_) => failure != Failure::Full,
        _ => false,
    }
}

/// Every file below the folder of the objects.
fn objects(attachments: &Path) -> Vec<String> {
    let folders = fs::read_dir(attachments).unwrap().map(|folder| folder.unwrap().path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
