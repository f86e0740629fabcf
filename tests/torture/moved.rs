//! Pieces of genuine files where they do not belong: attachments, backups and databases that are cut, and whose chunks, pages,
//! contents or keys have changed places. None opens.
//!
//! Never here: a header that was forged; that is `hostile.rs`.

use std::fs;

use encircle_store::files::Unwatched;
use encircle_store::{backup, keys, restore};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::Work;
use super::bits::{PAGE, intact};
use super::figure::Figure;
use super::vault::Vault;

/// A sealed chunk, and the salt before the first.
const CHUNK: usize = 64 * 1024 + 16;
const SALT: usize = 32;

pub fn run(vault: &Vault, work: &Work<'_>, figure: &mut Figure) {
    attachments(vault, figure);
    backups(vault, work, figure);
    databases(vault, figure);
}

fn refused(figure: &mut Figure, what: &str, opened: bool) {
    figure.count("hostile files", 1);
    figure.count(what, 1);
    if opened {
        figure.break_(|| format!("opened: {what}"));
    }
}

fn exchanged(bytes: &[u8], one: usize, other: usize, length: usize) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[one..one + length].copy_from_slice(&bytes[other..other + length]);
    changed[other..other + length].copy_from_slice(&bytes[one..one + length]);
    changed
}

fn attachments(vault: &Vault, figure: &mut Figure) {
    let store = vault.open().unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(6);
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
    let object = store.put_object(&mut rng, &bytes).unwrap();
    let twin = store.put_object(&mut rng, &bytes).unwrap();
    let path_of = |object: encircle_domain::ObjectId| {
        let name = object.to_string();
        vault.dir.join("attachments").join(&name[..2]).join(&name)
    };
    let path = path_of(object.object);
    let whole = fs::read(&path).unwrap();
    assert!(whole.len() > SALT + 3 * CHUNK, "four chunks");
    let mut refuse = |what: &str, bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        refused(figure, what, store.get_object(&object).is_ok());
    };
    let [first, second, third] = [0, 1, 2].map(|chunk| SALT + chunk * CHUNK);
    refuse("attachments' chunks moved", &exchanged(&whole, first, second, CHUNK));
    refuse("attachments' chunks moved", &exchanged(&whole, second, third, CHUNK));
    refuse("attachments' chunks moved", &[&whole[..second], &whole[third..]].concat());
    refuse("attachments' chunks moved", &[&whole[..third], &whole[second..]].concat());
    for chunk in [first, second, third] {
        // What ends between two chunks says nothing of itself: only the last one is marked as the last.
        refuse("attachments cut", &whole[..chunk]);
    }
    // The same bytes, sealed once more: another object's content under this one's name.
    refuse("another object's content", &fs::read(path_of(twin.object)).unwrap());
    refuse("another object's content", &fs::read(path_of(vault.object().object)).unwrap());
    fs::write(&path, &whole).unwrap();
    // This one's content and key under another one's name, as a row that was exchanged would have it.
    let mut renamed = object.clone();
    renamed.object = twin.object;
    fs::write(path_of(twin.object), &whole).unwrap();
    refused(figure, "another object's content", store.get_object(&renamed).is_ok());
    assert!(store.get_object(&object).is_ok(), "the attachment itself opens");
    let small = vault.object();
    let path = path_of(small.object);
    let whole = fs::read(&path).unwrap();
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        refused(figure, "attachments cut", store.get_object(&small).is_ok());
    }
    fs::write(&path, &whole).unwrap();
}

fn backups(vault: &Vault, work: &Work<'_>, figure: &mut Figure) {
    let (file, again) = (work.place.join("one.backup"), work.place.join("two.backup"));
    let whole = vault.backup(&file);
    let header = keys::read(&vault.dir).unwrap();
    let unlocked = keys::unlock_with_kit(&header, &vault.kits()[0]).unwrap();
    let opens = |bytes: &[u8]| backup::read_through(bytes, &unlocked).is_ok();
    let stream = 24 + u32::from_be_bytes(whole[20..24].try_into().unwrap()) as usize;
    assert!(opens(&whole), "the backup itself is read");
    let stride = if work.long { 1 } else { 257 };
    // Each length of what stands before the seal, and about each end of a chunk; of the rest one in every few.
    for length in 0..whole.len() {
        let near = |at: usize| length.abs_diff(at) < 20;
        let chunk_ends = length > stream && near(stream + SALT + (length - stream) / CHUNK * CHUNK);
        if length <= stream + SALT + 20 || chunk_ends || length.is_multiple_of(stride) {
            refused(figure, "backups cut", opens(&whole[..length]));
        }
    }
    refused(figure, "backups with bytes behind", opens(&[whole.as_slice(), b"x"].concat()));
    let first = stream + SALT;
    for chunk in 0..(whole.len() - first) / CHUNK - 1 {
        let at = first + chunk * CHUNK;
        refused(figure, "backups' chunks moved", opens(&exchanged(&whole, at, at + CHUNK, CHUNK)));
        refused(figure, "backups' chunks moved", opens(&[&whole[..at], &whole[at + CHUNK..]].concat()));
    }
    for version in [0, 2, u32::MAX] {
        let mut other = whole.clone();
        other[16..20].copy_from_slice(&version.to_be_bytes());
        refused(figure, "backups of another version", opens(&other));
    }
    // What a kit opens, before the sealed stream of another vault's state: the frozen header of the vectors.
    let frozen = super::hostile::frozen_header();
    let length = u32::try_from(frozen.len()).unwrap().to_be_bytes();
    let foreign = [&whole[..20], &length, &frozen, &whole[stream..]].concat();
    refused(figure, "another vault's keys before a backup", opens(&foreign));
    fs::write(&again, &foreign).unwrap();
    let staged = restore::stage(&again, &vault.kits()[0], &work.place.join("target"), &Unwatched);
    refused(figure, "another vault's keys before a backup", staged.is_ok());
}

fn databases(vault: &Vault, figure: &mut Figure) {
    let path = vault.database();
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / PAGE;
    let noticed = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let in_use = !vault.open().is_ok_and(|store| store.verify().is_ok() && store.dump_views().is_ok());
        fs::write(&path, bytes).unwrap();
        in_use || !intact(&path, vault)
    };
    assert!(!noticed(&whole), "the database itself opens");
    for page in 0..pages {
        refused(figure, "databases cut", !noticed(&whole[..page * PAGE]));
        refused(figure, "databases cut", !noticed(&whole[..page * PAGE + PAGE / 2]));
        let other = (page + 1) % pages;
        refused(figure, "pages exchanged", !noticed(&exchanged(&whole, page * PAGE, other * PAGE, PAGE)));
        let mut doubled = whole.clone();
        doubled.copy_within(page * PAGE..(page + 1) * PAGE, other * PAGE);
        refused(figure, "pages exchanged", !noticed(&doubled));
    }
    fs::write(&path, &whole).unwrap();
}
