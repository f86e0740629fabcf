//! One flipped bit at a time, in every byte of the header, of an attachment and of a backup, and in every page of the
//! database: each is noticed by reading, or for a page that nothing uses by the integrity check of the file. The header has
//! two copies: a flip in one is healed, the same in both is refused. Of a backup, what stands before the seal goes the whole
//! way of a restore, and the sealed stream the way of its reader.
//!
//! Never here: a change that was made on purpose; that is `hostile.rs`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use encircle_store::files::Unwatched;
use encircle_store::{backup, keys, restore};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rusqlite::Connection;

use super::Work;
use super::crash::below;
use super::figure::Figure;
use super::vault::Vault;

/// Bytes of a page of the database.
pub const PAGE: usize = 4096;

pub fn run(work: &Work<'_>) -> Figure {
    let vault = work.vault.copy(&work.place.join("vault"));
    let rng = ChaCha20Rng::seed_from_u64(work.seed ^ (work.part.0 << 32));
    let mut bits = Bits { rng, all: work.long, figure: Figure::default() };
    // The backup is the most of it, and is shared.
    bits.backup(&vault, work);
    if work.part.0 == 0 {
        bits.database(&vault);
    } else {
        bits.header(&vault);
        bits.attachment(&vault);
    }
    bits.figure
}

struct Bits {
    rng: ChaCha20Rng,
    all: bool,
    figure: Figure,
}

impl Bits {
    /// Which bits of one byte are flipped: one at random, or all in turn.
    fn of_a_byte(&mut self) -> Vec<u8> {
        if self.all { (0..8).map(|bit| 1 << bit).collect() } else { vec![1 << below(&mut self.rng, 8)] }
    }

    fn header(&mut self, vault: &Vault) {
        let copies = [vault.dir.join(keys::KEYS), vault.dir.join(keys::KEYS_COPY)];
        let whole = fs::read(&copies[0]).unwrap();
        let genuine = keys::read(&vault.dir).unwrap();
        for at in 0..whole.len() {
            for bit in self.of_a_byte() {
                let mut flipped = whole.clone();
                flipped[at] ^= bit;
                for damaged in &copies {
                    fs::write(damaged, &flipped).unwrap();
                    let read = keys::read(&vault.dir);
                    let noticed = read.as_ref().is_ok_and(|header| !header.copies_agree());
                    self.said(noticed, || format!("byte {at} of one copy of the header"));
                    // Every header is written again at the next change; healed is asked now and then, it costs four syncs.
                    if at % 64 == 0 {
                        keys::write(&vault.dir, &genuine).unwrap();
                        let healed = keys::read(&vault.dir).is_ok_and(|header| header.copies_agree());
                        self.said(healed, || format!("byte {at} of one copy of the header, healed"));
                    }
                    fs::write(damaged, &whole).unwrap();
                }
                for damaged in &copies {
                    fs::write(damaged, &flipped).unwrap();
                }
                let refused = keys::read(&vault.dir).is_err();
                self.figure.count("of both copies of the header", 1);
                self.said(refused, || format!("byte {at} of both copies of the header"));
                for damaged in &copies {
                    fs::write(damaged, &whole).unwrap();
                }
            }
        }
    }

    fn attachment(&mut self, vault: &Vault) {
        let store = vault.open().unwrap();
        let object = vault.object();
        let name = object.object.to_string();
        let path = vault.dir.join("attachments").join(&name[..2]).join(&name);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            for bit in self.of_a_byte() {
                let mut flipped = whole.clone();
                flipped[at] ^= bit;
                fs::write(&path, &flipped).unwrap();
                let noticed = store.get_object(&object).is_err();
                self.figure.count("of an attachment", 1);
                self.said(noticed, || format!("byte {at} of an attachment"));
            }
        }
        fs::write(&path, &whole).unwrap();
        assert!(store.get_object(&object).is_ok(), "the attachment itself opens");
    }

    fn backup(&mut self, vault: &Vault, work: &Work<'_>) {
        let (file, target) = (work.place.join("a.backup"), work.place.join("restored"));
        let mut whole = vault.backup(&file);
        let header = keys::read(&vault.dir).unwrap();
        let unlocked = keys::unlock_with_kit(&header, &vault.kits()[0]).unwrap();
        assert!(backup::read_through(whole.as_slice(), &unlocked).is_ok(), "the backup itself is read");
        let length_of_keys = u32::from_be_bytes(whole[20..24].try_into().unwrap()) as usize;
        // Mark, version, length, the header of the kits, and the salt of the stream.
        let opening = 24 + length_of_keys + 32;
        for at in (0..whole.len()).filter(|at| work.has_turn(*at as u64, 1)) {
            for bit in if at < opening { self.of_a_byte() } else { vec![1 << below(&mut self.rng, 8)] } {
                whole[at] ^= bit;
                let noticed = if at < opening {
                    fs::write(&file, &whole).unwrap();
                    let staged = restore::stage(&file, &vault.kits()[0], &target, &Unwatched);
                    staged.map(restore::Staged::discard).is_err()
                } else {
                    backup::read_through(whole.as_slice(), &unlocked).is_err()
                };
                self.figure.count("of a backup", 1);
                self.said(noticed, || format!("byte {at} of a backup"));
                whole[at] ^= bit;
            }
        }
    }

    fn database(&mut self, vault: &Vault) {
        let path = vault.database();
        let whole = fs::read(&path).unwrap();
        assert!(intact(&path, vault), "the database itself passes its check");
        for page in 0..whole.len() / PAGE {
            for _ in 0..if self.all { 32 } else { 4 } {
                let at = page * PAGE + below(&mut self.rng, PAGE);
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << below(&mut self.rng, 8);
                fs::write(&path, &flipped).unwrap();
                let in_use = vault.open().is_err()
                    || vault.open().is_ok_and(|store| {
                        store.verify().is_err() || store.dump_views().is_err() || store.drafts().is_err()
                    });
                self.figure.count("database pages' bits noticed in use", u64::from(in_use));
                fs::write(&path, &flipped).unwrap();
                let noticed = in_use || !intact(&path, vault);
                self.figure.count("of the database", 1);
                self.said(noticed, || format!("byte {at} of the database"));
            }
        }
        fs::write(&path, &whole).unwrap();
    }

    fn said(&mut self, noticed: bool, what: impl FnOnce() -> String) {
        self.figure.count("flipped bits", 1);
        if !noticed {
            self.figure.break_(|| format!("not noticed: {}", what()));
        }
    }
}

/// Every page's own check, as the deep check of a backup asks for it.
pub fn intact(path: &Path, vault: &Vault) -> bool {
    let key = vault.key();
    let mut statement = String::from("PRAGMA cipher_log = off; PRAGMA key = \"x'");
    for byte in key.key.expose().iter().chain(&key.salt) {
        let _ = write!(statement, "{byte:02x}");
    }
    statement.push_str("'\"; PRAGMA cipher_log_level = NONE;");
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(&statement).unwrap();
    let mut check = conn.prepare("PRAGMA cipher_integrity_check").unwrap();
    let mut rows = check.query([]).unwrap();
    matches!(rows.next(), Ok(None))
}
