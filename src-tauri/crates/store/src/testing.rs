//! What the unit tests share: a vault in a temporary folder under a key of its own, and small events. Never in the program.

use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use encircle_crypto::Key;
use encircle_crypto::purpose::{DatabaseKey, Scope, database_key};
use encircle_crypto::sign::SigningKey;
use encircle_domain::concern::{Amendment, Concern, Decision, FollowUp};
use encircle_domain::event::{ImportSource, PupilMarks};
use encircle_domain::name::Name;
use encircle_domain::person::{Person, Role};
use encircle_domain::pupil::Pupil;
use encircle_domain::school::{Laestab, School};
use encircle_domain::{Event, EventId, PersonId, PupilId};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::keys::DatabaseParameters;
use crate::{Author, Error, Identity, NewEvent, Store, database, place};

pub(crate) const IDENTITY: Identity = Identity { vault_id: [7; 16], epoch: 1, device_id: [8; 16] };

/// A vault with a DSL and a recorder, and two pupils.
pub(crate) struct Fixture {
    pub dir: TempDir,
    pub store: Store,
    pub rng: ChaCha20Rng,
    pub dsl: Author,
    pub recorder: Author,
    /// Each commit is a second later than the one before.
    pub now: DateTime<Utc>,
}

pub(crate) const CAS: PupilId = PupilId([0xC1; 16]);
pub(crate) const ZOE: PupilId = PupilId([0xC2; 16]);

pub(crate) fn key(first: u8) -> DatabaseKey {
    database_key(
        &Key::from_bytes(&mut [first; 32]),
        &Scope { vault_id: IDENTITY.vault_id, epoch: IDENTITY.epoch },
    )
}

pub(crate) fn author(number: u8) -> Author {
    let signing = SigningKey::from_seed(&Key::from_bytes(&mut [number; 32]));
    Author { person: PersonId([number; 16]), signing }
}

pub(crate) fn person_added(author: &Author, name: &str, role: Role) -> Event {
    Event::PersonAdded {
        person: Person { id: author.person, name: name.into(), role },
        signing_key: author.signing.verify_key(),
        slot_key: [5; 32],
    }
}

pub(crate) fn pupil(forename: &str, surname: &str, upn: &str) -> Pupil {
    let name = Name {
        legal_forename: Some(forename.into()),
        legal_surname: Some(surname.into()),
        ..Name::default()
    };
    Pupil { upn: Some(upn.into()), name, ..Pupil::default() }
}

pub(crate) fn source(number: u8) -> ImportSource {
    ImportSource { file_name: format!("file-{number}.csv"), hash: [number; 32], rows: 2, problems: 0 }
}

pub(crate) fn concern(pupil: PupilId, what_happened: &str) -> Concern {
    Concern::of(pupil, what_happened)
}

pub(crate) fn amended(concern: EventId, text: Concern) -> Event {
    Event::ConcernAmended(Amendment { concern, pupil: text.pupil, text, why: "A detail was wrong.".into() })
}

pub(crate) fn followed_up(concern: EventId, pupil: PupilId, reason: &str) -> Event {
    Event::ConcernFollowedUp(FollowUp {
        concern,
        pupil,
        done: None,
        decision: Some(Decision::Watch),
        reason: Some(reason.into()),
    })
}

pub(crate) fn marks(number: u8, pupil: PupilId, first: &str, codes: &[u8]) -> Event {
    let first: NaiveDate = first.parse().unwrap();
    let marks = vec![PupilMarks { pupil, first, codes: codes.to_vec() }];
    Event::MarksImported { source: source(number), first, last: first, marks }
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let store = Store::create(dir.path(), &key(1), IDENTITY).unwrap();
        let now = "2026-11-25T14:05:00Z".parse().unwrap();
        let (dsl, recorder) = (author(1), author(2));
        let mut fixture = Self { dir, store, rng: ChaCha20Rng::seed_from_u64(1), dsl, recorder, now };
        let school = School { name: "Marsh Lane School".into(), laestab: Laestab::parse("8821234").unwrap() };
        let events = vec![
            Event::VaultCreated { school, made_up: true },
            person_added(&fixture.dsl, "Della Marchbank", Role::Dsl),
            person_added(&fixture.recorder, "Ruth Ames", Role::Recorder),
            Event::PupilsImported {
                source: source(1),
                pupils: vec![
                    (CAS, pupil("Cas", "Treloar", "B801200005001")),
                    (ZOE, pupil("Zoë", "O'Brien", "W999999200001")),
                ],
            },
        ];
        fixture.commit_all(events);
        fixture
    }

    /// Commits as the DSL.
    pub(crate) fn commit(&mut self, event: Event) -> EventId {
        self.commit_all(vec![event])[0]
    }

    pub(crate) fn commit_all(&mut self, events: Vec<Event>) -> Vec<EventId> {
        self.try_commit(events.into_iter().map(NewEvent::of).collect()).unwrap()
    }

    pub(crate) fn try_commit(&mut self, events: Vec<NewEvent>) -> Result<Vec<EventId>, Error> {
        self.now += TimeDelta::seconds(1);
        self.store.commit(&self.dsl, self.now, &mut self.rng, events)
    }

    /// Commits as the recorder.
    pub(crate) fn commit_as_recorder(&mut self, event: Event) -> EventId {
        self.now += TimeDelta::seconds(1);
        self.store.commit(&self.recorder, self.now, &mut self.rng, vec![NewEvent::of(event)]).unwrap()[0]
    }

    /// Closes the store, lets `change` work on the bare database, and opens the store again.
    pub(crate) fn behind_its_back(self, change: impl FnOnce(&Connection)) -> Result<Self, Error> {
        let Self { dir, store, rng, dsl, recorder, now } = self;
        store.close().unwrap();
        let conn = raw(dir.path());
        change(&conn);
        database::close(conn).unwrap();
        let store = Store::open(dir.path(), &key(1), IDENTITY.vault_id, IDENTITY.epoch)?;
        Ok(Self { dir, store, rng, dsl, recorder, now })
    }
}

/// The bare database of a closed store.
pub(crate) fn raw(dir: &Path) -> Connection {
    let path = place::records(dir, IDENTITY.epoch);
    database::open(&path, &key(1), DatabaseParameters::CURRENT, |_| Ok(())).unwrap()
}
