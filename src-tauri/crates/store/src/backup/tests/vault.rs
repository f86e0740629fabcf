//! A small vault with keys, two kits, a person, a referral with its sealed copy.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use encircle_domain::person::{Person, Role};
use encircle_domain::referral::{Referral, SealedCopy, Told};
use encircle_domain::school::{Laestab, School};
use encircle_domain::{Event, PersonId, PupilId};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use tempfile::TempDir;

use crate::backup::{Snapshot, Written, file_name};
use crate::files::Unwatched;
use crate::keys::{self, Argon2Params, NewKeys, NewPerson, SlotId, Unlocked};
use crate::{Author, Identity, NewEvent, Store};

pub struct Vault {
    pub dir: TempDir,
    pub store: Store,
    pub unlocked: Unlocked,
    pub words: [String; 2],
    pub author: Author,
    pub object: SealedCopy,
    pub id: [u8; 16],
    pub rng: ChaCha20Rng,
    pub now: DateTime<Utc>,
}

pub fn searched() -> NewEvent {
    NewEvent::of(Event::Searched { words: "phone".into() })
}

impl Vault {
    pub fn new() -> Self {
        Self::seeded(1)
    }

    pub fn seeded(seed: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let dir = TempDir::new().unwrap();
        let folder = dir.path().join("vault");
        let id = [seed as u8; 16];
        let person = NewPerson {
            slot: SlotId([3; 16]),
            person: PersonId([1; 16]),
            passphrase: "cobble harvest lantern mosaic",
            device_secret: None,
            params: Argon2Params::SMALL_MEMORY,
        };
        let made = keys::make(&folder, NewKeys { vault_id: id, person, made_up: true }, &mut rng).unwrap();
        let unlocked = made.unlocked;
        let identity = Identity { vault_id: id, epoch: 1, device_id: [8; 16] };
        let mut store = Store::create(&folder, &unlocked.database_key(), identity).unwrap();
        let author = unlocked.author().unwrap();
        let object = store.put_object(&mut rng, b"as it left").unwrap();
        let slot_key = |slot| unlocked.slots().iter().find(|keys| keys.slot == slot).unwrap().public_key;
        let school = School { name: "Marsh Lane School".into(), laestab: Laestab::parse("8821234").unwrap() };
        let events = vec![
            Event::VaultCreated { school, made_up: true },
            Event::PersonAdded {
                person: Person { id: author.person, name: "Della Marchbank".into(), role: Role::Dsl },
                signing_key: author.signing.verify_key(),
                slot_key: slot_key(SlotId([3; 16])),
            },
            Event::KitMade { kit: 1, slot_key: slot_key(made.kits[0].slot) },
            Event::KitMade { kit: 2, slot_key: slot_key(made.kits[1].slot) },
            Event::ReferralMade(referral(&object)),
        ];
        // A clock knows more than what is written down.
        let now = "2026-11-25T14:05:00.123456789Z".parse().unwrap();
        let events = events.into_iter().map(NewEvent::of).collect();
        store.commit(&author, now, &mut rng, events).unwrap();
        keys::commit_header(&folder, &made.header).unwrap();
        let words = made.kits.map(|kit| kit.secret.words().to_string());
        Self { dir, store, unlocked, words, author, object, id, rng, now }
    }

    pub fn folder(&self) -> PathBuf {
        self.dir.path().join("vault")
    }

    pub fn commit(&mut self, event: NewEvent) {
        self.now += TimeDelta::seconds(1);
        self.store.commit(&self.author, self.now, &mut self.rng, vec![event]).unwrap();
    }

    pub fn snapshot(&mut self) -> Snapshot {
        let header = keys::read(&self.folder()).unwrap();
        self.store.snapshot(&header, &self.unlocked, self.now).unwrap()
    }

    /// A backup beside the vault, as a stick would be.
    pub fn back_up(&mut self) -> (PathBuf, Written) {
        let file = self.dir.path().join("stick").join(file_name(self.now));
        let snapshot = self.snapshot();
        let written = snapshot.write(&file, &mut self.rng, &Unwatched).unwrap();
        self.store.end_snapshot().unwrap();
        (file, written)
    }

    pub fn reopened(self) -> Self {
        let folder = self.folder();
        self.store.close().unwrap();
        let store = Store::open(&folder, &self.unlocked.database_key(), self.id, 1).unwrap();
        Self { store, ..self }
    }
}

fn referral(copy: &SealedCopy) -> Referral {
    Referral {
        pupil: PupilId([1; 16]),
        reference: "EN-2026-0001".into(),
        profile: "general".into(),
        recipient: "Children’s services".into(),
        lawful_basis: "Children Act 1989, section 47".into(),
        parents_told: Told::Yes,
        child_told: Told::Yes,
        support_agreed: Told::NotKnown,
        told_reason: None,
        reason: "Three phones.".into(),
        entries: vec![],
        file_name: "EN-2026-0001.pdf".into(),
        file_hash: [1; 32],
        document_hash: [2; 32],
        copy: copy.clone(),
    }
}
