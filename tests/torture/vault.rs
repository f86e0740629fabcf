//! The one small vault that every row works on copies of, its keys, and somebody who writes in it.
//!
//! It is made once a run; the key of its database, its kits and the key of its one attachment are handed on in a file beside
//! it, so that a row opens the store by key and stretches no passphrase. Never here: what a row does to it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use encircle_crypto::Key;
use encircle_crypto::purpose::DatabaseKey;
use encircle_crypto::sign::SigningKey;
use encircle_domain::concern::Concern;
use encircle_domain::event::ImportSource;
use encircle_domain::name::Name;
use encircle_domain::person::{Person, Role};
use encircle_domain::pupil::Pupil;
use encircle_domain::referral::SealedCopy;
use encircle_domain::school::{Laestab, School};
use encircle_domain::{Event, EventId, ObjectId, PersonId, PupilId};
use encircle_store::files::Unwatched;
use encircle_store::keys::{self, Argon2Params, NewKeys, NewPerson, SlotId};
use encircle_store::{Author, Draft, Error, Identity, NewEvent, Store};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

pub const IDENTITY: Identity = Identity { vault_id: *b"vault of torture", epoch: 1, device_id: [8; 16] };
pub const PASSPHRASE: &str = "seven grey herons by the weir";
/// A colleague, who may be removed.
pub const COLLEAGUE: PersonId = PersonId([2; 16]);
const PUPIL: PupilId = PupilId([0xC1; 16]);
const SECRETS: &str = "torture.json";

/// What opens the vault, as it lies beside it.
#[derive(Serialize, Deserialize)]
struct Secrets {
    key: [u8; 32],
    salt: [u8; 16],
    kits: Vec<String>,
    object: [u8; 16],
    object_key: [u8; 32],
    object_size: u32,
}

/// The finished vault.
pub struct Vault {
    pub dir: PathBuf,
    secrets: Secrets,
}

impl Vault {
    /// Makes the vault in an empty folder.
    pub fn make(dir: &Path) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(4);
        let person = NewPerson {
            slot: SlotId::random(&mut rng),
            person: author().person,
            passphrase: PASSPHRASE,
            device_secret: None,
            params: Argon2Params::SMALL_MEMORY,
        };
        let new = NewKeys { vault_id: IDENTITY.vault_id, person, made_up: true };
        let made = keys::make(dir, new, &mut rng).unwrap();
        let colleague = NewPerson {
            slot: SlotId::random(&mut rng),
            person: COLLEAGUE,
            passphrase: "nine brown herons by the weir",
            ..person
        };
        let (header, admitted) = keys::admit(&made.header, &made.unlocked, colleague, &mut rng).unwrap();
        keys::commit_header(dir, &header).unwrap();
        let key = made.unlocked.database_key();
        let store = Store::create(dir, &key, IDENTITY).unwrap();
        let mut writer =
            Writer { store, rng, author: author(), now: "2026-11-25T09:00:00Z".parse().unwrap() };
        let keys_of = |slot| *admitted.slots().iter().find(|keys| keys.slot == slot).unwrap();
        writer.commit(beginning(keys_of(person.slot).public_key));
        let people = [(person.slot, "Della Marchbank"), (colleague.slot, "Orla Finch")];
        for (keys, name) in people.map(|(slot, name)| (keys_of(slot), name)) {
            // The author signs with a key that every process of a row can make; the slot has one of its own.
            let (id, signing_key) = keys.person.unwrap();
            let person = Person { id, name: name.into(), role: Role::Dsl };
            writer.commit(vec![Event::PersonAdded { person, signing_key, slot_key: keys.public_key }]);
        }
        for (number, kit) in (1..).zip(&made.kits) {
            let slot_key = keys_of(kit.slot).public_key;
            writer.commit(vec![Event::KitMade { kit: number, slot_key }]);
        }
        for _ in 0..5 {
            writer.record(None).unwrap();
        }
        let object = writer.store.put_object(&mut writer.rng, &[0x5A; 3000]).unwrap();
        writer.store.close().unwrap();
        let secrets = Secrets {
            key: *key.key.expose(),
            salt: key.salt,
            kits: made.kits.iter().map(|kit| kit.secret.words().to_string()).collect(),
            object: object.object.0,
            object_key: object.key,
            object_size: object.size,
        };
        fs::write(dir.join(SECRETS), serde_json::to_vec(&secrets).unwrap()).unwrap();
        Self { dir: dir.to_owned(), secrets }
    }

    /// The vault that [`Vault::make`] left, or a copy of it.
    pub fn at(dir: &Path) -> Self {
        let secrets = serde_json::from_slice(&fs::read(dir.join(SECRETS)).unwrap()).unwrap();
        Self { dir: dir.to_owned(), secrets }
    }

    /// A copy in another folder.
    pub fn copy(&self, to: &Path) -> Self {
        copy_folder(&self.dir, to);
        Self::at(to)
    }

    pub fn key(&self) -> DatabaseKey {
        DatabaseKey { key: Key::from_bytes(&mut { self.secrets.key }), salt: self.secrets.salt }
    }

    /// The words of the two kits.
    pub fn kits(&self) -> &[String] {
        &self.secrets.kits
    }

    /// The one attachment.
    pub fn object(&self) -> SealedCopy {
        SealedCopy {
            object: ObjectId(self.secrets.object),
            key: self.secrets.object_key,
            size: self.secrets.object_size,
        }
    }

    pub fn open(&self) -> Result<Store, Error> {
        Store::open(&self.dir, &self.key(), IDENTITY.vault_id, IDENTITY.epoch)
    }

    /// Writes a backup to a new file; gives its bytes.
    pub fn backup(&self, to: &Path) -> Vec<u8> {
        let header = keys::read(&self.dir).unwrap();
        let unlocked = keys::unlock_with_kit(&header, &self.kits()[0]).unwrap();
        let mut store = self.open().unwrap();
        let snapshot = store.snapshot(&header, &unlocked, "2026-11-26T12:00:00Z".parse().unwrap()).unwrap();
        snapshot.write(to, &mut ChaCha20Rng::seed_from_u64(5), &Unwatched).unwrap();
        store.end_snapshot().unwrap();
        store.close().unwrap();
        fs::read(to).unwrap()
    }

    pub fn database(&self) -> PathBuf {
        self.dir.join("records-1.db")
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let copy = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy_folder(&entry, &copy);
        } else {
            fs::copy(&entry, copy).unwrap();
        }
    }
}

/// Somebody who writes, at one moment a second.
pub struct Writer {
    pub store: Store,
    pub rng: ChaCha20Rng,
    author: Author,
    now: DateTime<Utc>,
}

impl Writer {
    /// Two writers with different seeds draw different ids.
    pub fn new(store: Store, seed: u64) -> Self {
        let now = "2026-11-26T09:00:00Z".parse().unwrap();
        Self { store, rng: ChaCha20Rng::seed_from_u64(seed), author: author(), now }
    }

    fn commit(&mut self, events: Vec<Event>) {
        let events = events.into_iter().map(NewEvent::of).collect();
        self.store.commit(&self.author, self.now, &mut self.rng, events).unwrap();
    }

    /// A new id, as a form draws it when it is opened.
    pub fn draw(&mut self) -> EventId {
        let mut id = [0; 16];
        self.rng.fill_bytes(&mut id);
        EventId(id)
    }

    /// Keeps what was typed so far; `version` grows with each call for one id.
    pub fn keep(&mut self, id: EventId, version: u32) -> Result<(), Error> {
        self.now += TimeDelta::seconds(1);
        let body = format!("{version} {}", "typed ".repeat(40));
        self.store.save_draft(&Draft {
            id,
            kind: "concern".into(),
            pupil: Some(PUPIL),
            body,
            saved_at: self.now,
        })
    }

    /// Records a concern, which ends the draft of its id.
    pub fn record(&mut self, draft: Option<EventId>) -> Result<EventId, Error> {
        let id = draft.unwrap_or_else(|| self.draw());
        let at = self.now + TimeDelta::seconds(1);
        // Of the id alone, so that a second try says the same.
        let what = format!("Seen at the station with a second phone, {:x}.", u128::from_be_bytes(id.0));
        let event = NewEvent {
            id: Some(id),
            corrects: None,
            event: Event::ConcernRecorded(Concern::of(PUPIL, what)),
            draft,
        };
        self.store.commit(&self.author, at, &mut self.rng, vec![event])?;
        self.now = at;
        Ok(id)
    }
}

/// The version that [`Writer::keep`] gave to a draft.
pub fn version_of(draft: &Draft) -> u32 {
    draft.body.split(' ').next().and_then(|version| version.parse().ok()).unwrap_or(0)
}

/// Who writes.
pub fn author() -> Author {
    let signing = SigningKey::from_seed(&Key::from_bytes(&mut [1; 32]));
    Author { person: PersonId([1; 16]), signing }
}

fn beginning(slot_key: [u8; 32]) -> Vec<Event> {
    let school = School { name: "Marsh Lane School".into(), laestab: Laestab::parse("8821234").unwrap() };
    let name =
        Name { legal_forename: Some("Cas".into()), legal_surname: Some("Treloar".into()), ..Name::default() };
    let pupil = Pupil { upn: Some("B801200005001".into()), name, ..Pupil::default() };
    let source = ImportSource { file_name: "pupils.csv".into(), hash: [1; 32], rows: 1, problems: 0 };
    let author = author();
    vec![
        Event::VaultCreated { school, made_up: true },
        Event::PersonAdded {
            person: Person { id: author.person, name: "Della Marchbank".into(), role: Role::Dsl },
            signing_key: author.signing.verify_key(),
            slot_key,
        },
        Event::PupilsImported { source, pupils: vec![(PUPIL, pupil)] },
    ]
}
