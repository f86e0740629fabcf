//! The views are nothing but the journal read again: after any history, filling them anew gives the same.
//!
//! Here: random histories through the store's public door, with closing and opening in between. Never here: what one view
//! answers to one event; that stands beside the views.

mod keeping;
mod large;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use encircle_crypto::Key;
use encircle_crypto::purpose::{DatabaseKey, Scope, database_key};
use encircle_crypto::sign::SigningKey;
use encircle_domain::closure::Closure;
use encircle_domain::concern::{Amendment, Concern, Decision, FollowUp, Part, Source};
use encircle_domain::contact::SafeContact;
use encircle_domain::event::{ImportSource, PupilMarks};
use encircle_domain::fold::asked_words;
use encircle_domain::name::Name;
use encircle_domain::person::{Person, Role};
use encircle_domain::pupil::Pupil;
use encircle_domain::school::{Laestab, School};
use encircle_domain::sign::Sign;
use encircle_domain::{Event, EventId, PersonId, PupilId};
use encircle_store::{Author, Draft, Hit, Identity, NewEvent, Store};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use tempfile::TempDir;

use large::{attachment, referral};

const IDENTITY: Identity = Identity { vault_id: [1; 16], epoch: 1, device_id: [2; 16] };
const ROLES: [Role; 3] = [Role::Dsl, Role::Deputy, Role::Recorder];
/// Few words, so that histories meet; with spellings that only folding brings together.
const WORDS: [&str; 8] = ["phone", "O’Brien", "Zoë", "bruise", "half-term", "محمد", "station", "mum's"];

/// One thing that somebody does. Numbers choose among what there is by then.
#[derive(Clone, Debug)]
enum Step {
    Pupils(Vec<(u8, u8)>),
    Marks { pupil: u8, day: u16, codes: Vec<u8> },
    Record { pupil: u8, other: Option<u8>, words: Vec<u8>, by: u8 },
    Amend { concern: u8, pupil: u8, other: Option<u8>, words: Vec<u8>, by: u8 },
    FollowUp { concern: u8, words: Vec<u8>, by: u8 },
    Attach { concern: u8, name: u8, saved: bool, by: u8 },
    SafeContact { pupil: u8, words: Vec<u8> },
    Read { pupil: u8, words: Vec<u8>, by: u8 },
    Refer { pupil: u8, words: Vec<u8> },
    Role { person: u8, role: u8 },
    Kit { kit: u8, confirmed: bool },
    People { person: u8, act: u8, kit: u8, role: u8 },
    Backup { seed: u8, laptop: bool },
    Draft { id: u8, words: Vec<u8> },
    Discard { id: u8 },
    Close { pupil: u8, named: u8, by: u8 },
    OpenToAll { pupil: u8 },
    Emergency { pupil: u8, by: u8 },
    ClockSetBack,
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let words = || prop::collection::vec(0_u8..8, 0..5);
    let other = || prop::option::of(0_u8..5);
    let step = prop_oneof![
        2 => prop::collection::vec((0_u8..5, any::<u8>()), 0..4).prop_map(Step::Pupils),
        2 => (0_u8..5, 0_u16..1200, prop::collection::vec(0_u8..30, 0..40))
            .prop_map(|(pupil, day, codes)| Step::Marks { pupil, day, codes }),
        5 => (0_u8..5, other(), words(), 0_u8..3)
            .prop_map(|(pupil, other, words, by)| Step::Record { pupil, other, words, by }),
        4 => (any::<u8>(), 0_u8..5, other(), words(), 0_u8..3)
            .prop_map(|(concern, pupil, other, words, by)| Step::Amend { concern, pupil, other, words, by }),
        4 => (any::<u8>(), words(), 0_u8..3).prop_map(|(concern, words, by)| Step::FollowUp { concern, words, by }),
        2 => (any::<u8>(), 0_u8..8, any::<bool>(), 0_u8..3)
            .prop_map(|(concern, name, saved, by)| Step::Attach { concern, name, saved, by }),
        1 => (0_u8..5, words()).prop_map(|(pupil, words)| Step::SafeContact { pupil, words }),
        1 => (0_u8..5, words(), 0_u8..3).prop_map(|(pupil, words, by)| Step::Read { pupil, words, by }),
        1 => (0_u8..5, words()).prop_map(|(pupil, words)| Step::Refer { pupil, words }),
        1 => (0_u8..3, 0_u8..3).prop_map(|(person, role)| Step::Role { person, role }),
        1 => (1_u8..3, any::<bool>()).prop_map(|(kit, confirmed)| Step::Kit { kit, confirmed }),
        2 => (0_u8..3, 0_u8..5, 1_u8..3, 0_u8..3)
            .prop_map(|(person, act, kit, role)| Step::People { person, act, kit, role }),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(seed, laptop)| Step::Backup { seed, laptop }),
        1 => (0_u8..3, words()).prop_map(|(id, words)| Step::Draft { id, words }),
        1 => (0_u8..3).prop_map(|id| Step::Discard { id }),
        1 => (0_u8..5, 0_u8..3, 0_u8..3).prop_map(|(pupil, named, by)| Step::Close { pupil, named, by }),
        1 => (0_u8..5).prop_map(|pupil| Step::OpenToAll { pupil }),
        1 => (0_u8..5, 0_u8..3).prop_map(|(pupil, by)| Step::Emergency { pupil, by }),
        1 => Just(Step::ClockSetBack),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 0..30)
}

struct World {
    dir: TempDir,
    store: Store,
    rng: ChaCha20Rng,
    authors: Vec<Author>,
    concerns: Vec<(EventId, PupilId)>,
    now: DateTime<Utc>,
    events: u64,
}

fn key() -> DatabaseKey {
    database_key(
        &Key::from_bytes(&mut [3; 32]),
        &Scope { vault_id: IDENTITY.vault_id, epoch: IDENTITY.epoch },
    )
}

fn pupil_id(number: u8) -> PupilId {
    PupilId([0xA0 + number; 16])
}

fn text(words: &[u8]) -> String {
    words.iter().map(|word| WORDS[usize::from(*word)]).collect::<Vec<_>>().join(" ")
}

fn concern(pupil: u8, other: Option<u8>, words: &[u8]) -> Concern {
    let some = |words: &[u8]| (!words.is_empty()).then(|| text(words));
    Concern {
        exact_words: some(&words[words.len() / 2..]),
        place: some(&words[..words.len() / 2]),
        source: Source::Told,
        signs: if words.len() > 2 { vec![Sign::Calls] } else { vec![] },
        other_pupils: other
            .filter(|other| *other != pupil)
            .map(|other| (pupil_id(other), Part::Linked))
            .into_iter()
            .collect(),
        decision: Some(Decision::Later),
        reason: some(words),
        ..Concern::of(pupil_id(pupil), format!("Seen: {}", text(words)))
    }
}

fn pupil(number: u8, seed: u8) -> Pupil {
    // Bits of the seed decide what a partial import carries.
    let carry = |bit: u8, value: String| (seed >> bit & 1 == 1).then_some(value);
    Pupil {
        upn: carry(0, format!("B80120000{number:04}")),
        admission_number: carry(1, format!("00{number}")),
        name: Name {
            legal_surname: carry(2, WORDS[usize::from(seed % 8)].into()),
            legal_forename: carry(3, WORDS[usize::from(seed / 8 % 8)].into()),
            preferred_forename: carry(4, "Nan".into()),
            ..Name::default()
        },
        reg_group: carry(5, "10B".into()),
        phones: carry(6, "01632 960101".into()).into_iter().collect(),
        ..Pupil::default()
    }
}

fn source(seed: u8) -> ImportSource {
    ImportSource { file_name: "rows.csv".into(), hash: [seed; 32], rows: seed.into(), problems: 0 }
}

fn added(author: &Author, role: Role) -> Event {
    let person = Person { id: author.person, name: format!("Person {}", author.person), role };
    Event::PersonAdded { person, signing_key: author.signing.verify_key(), slot_key: [5; 32] }
}

impl World {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let store = Store::create(dir.path(), &key(), IDENTITY).unwrap();
        let author = |number: u8| Author {
            person: PersonId([number; 16]),
            signing: SigningKey::from_seed(&Key::from_bytes(&mut [number; 32])),
        };
        let mut world = Self {
            dir,
            store,
            rng: ChaCha20Rng::seed_from_u64(4),
            authors: (1..4).map(author).collect(),
            concerns: vec![],
            now: "2026-11-25T09:00:00Z".parse().unwrap(),
            events: 0,
        };
        let school = School { name: "Marsh Lane School".into(), laestab: Laestab::parse("8821234").unwrap() };
        let mut first = vec![Event::VaultCreated { school, made_up: true }];
        first.extend(world.authors.iter().zip(ROLES).map(|(author, role)| added(author, role)));
        world.commit(0, first);
        world
    }

    fn commit(&mut self, by: u8, events: Vec<Event>) -> Vec<EventId> {
        self.now += TimeDelta::milliseconds(400);
        self.events += events.len() as u64;
        let events = events.into_iter().map(NewEvent::of).collect();
        self.store.commit(&self.authors[usize::from(by)], self.now, &mut self.rng, events).unwrap()
    }

    fn concern(&self, number: u8) -> Option<(EventId, PupilId)> {
        let count = self.concerns.len();
        (count > 0).then(|| self.concerns[usize::from(number) % count])
    }

    fn reopened(self) -> Self {
        self.store.close().unwrap();
        let store = Store::open(self.dir.path(), &key(), IDENTITY.vault_id, IDENTITY.epoch).unwrap();
        Self { store, ..self }
    }

    fn take(mut self, step: Step) -> Self {
        match step {
            Step::Pupils(rows) => {
                let pupils: Vec<_> =
                    rows.iter().map(|(number, seed)| (pupil_id(*number), pupil(*number, *seed))).collect();
                self.commit(0, vec![Event::PupilsImported { source: source(1), pupils }]);
            }
            Step::Marks { pupil, day, codes } => {
                let first = NaiveDate::from_ymd_opt(2023, 6, 1).unwrap() + TimeDelta::days(day.into());
                let last = first + TimeDelta::days(codes.len() as i64 / 2);
                let marks = vec![PupilMarks { pupil: pupil_id(pupil), first, codes }];
                self.commit(0, vec![Event::MarksImported { source: source(2), first, last, marks }]);
            }
            Step::Record { pupil, other, words, by } => {
                let id = self.commit(by, vec![Event::ConcernRecorded(concern(pupil, other, &words))])[0];
                self.concerns.push((id, pupil_id(pupil)));
            }
            Step::Amend { concern: which, pupil, other, words, by } => {
                if let Some((id, of)) = self.concern(which) {
                    let text = concern(pupil, other, &words);
                    let amendment = Amendment { concern: id, pupil: of, text, why: WORDS[3].into() };
                    self.commit(by, vec![Event::ConcernAmended(amendment)]);
                }
            }
            Step::FollowUp { concern, words, by } => {
                if let Some((concern, pupil)) = self.concern(concern) {
                    let (done, reason) = (Some(text(&words)), Some("Agreed.".into()));
                    let decision = Some(Decision::Watch);
                    self.commit(
                        by,
                        vec![Event::ConcernFollowedUp(FollowUp { concern, pupil, done, decision, reason })],
                    );
                }
            }
            Step::Attach { concern, name, saved, by } => {
                if let Some((concern, pupil)) = self.concern(concern) {
                    let added = attachment(concern, pupil, WORDS[usize::from(name)], name);
                    let attachment = self.commit(by, vec![added])[0];
                    if saved {
                        self.commit(by, vec![Event::AttachmentSaved { pupil, concern, attachment }]);
                    }
                }
            }
            Step::SafeContact { pupil, words } => {
                let rules = SafeContact { never_tell: Some(text(&words)), ..SafeContact::default() };
                self.commit(0, vec![Event::SafeContactSet { pupil: pupil_id(pupil), rules }]);
            }
            Step::Read { pupil, words, by } => {
                let events = vec![
                    Event::FileOpened { pupil: pupil_id(pupil) },
                    Event::Searched { words: text(&words) },
                ];
                self.commit(by, events);
            }
            Step::Refer { pupil, words } => {
                let number = self.store.next_reference_number(2026).unwrap();
                let entries = self.concern(number as u8).map(|(id, _)| id).into_iter().collect();
                self.commit(0, vec![Event::ReferralMade(referral(pupil, number, &words, entries))]);
            }
            Step::Role { person, role } => {
                let event = added(&self.authors[usize::from(person)], ROLES[usize::from(role)]);
                self.commit(0, vec![event]);
            }
            Step::Kit { kit, confirmed } => {
                let event = if confirmed {
                    Event::KitConfirmed { kit }
                } else {
                    Event::KitMade { kit, slot_key: [6; 32] }
                };
                self.commit(0, vec![event]);
            }
            Step::People { person, act, kit, role } => self.act_on_people(person, act, kit, role),
            Step::Backup { seed, laptop } => self.back_up(seed, laptop),
            Step::Draft { id, words } => {
                let draft = Draft {
                    id: EventId([id; 16]),
                    kind: "concern".into(),
                    pupil: None,
                    body: text(&words),
                    saved_at: self.now,
                };
                self.store.save_draft(&draft).unwrap();
            }
            Step::Discard { id } => self.store.discard_draft(EventId([id; 16])).unwrap(),
            Step::Close { pupil, named, by } => {
                let pupil = pupil_id(pupil);
                let closure = Closure {
                    named: vec![self.authors[usize::from(named)].person],
                    against: vec![],
                    reason: WORDS[3].into(),
                    ring: WORDS[1].into(),
                };
                let event = match self.store.closures().unwrap().iter().any(|row| row.pupil == pupil) {
                    true => Event::FileClosureChanged { pupil, closure },
                    false => Event::FileClosed { pupil, closure },
                };
                self.commit(by, vec![event]);
            }
            Step::OpenToAll { pupil } => {
                let event = Event::FileOpenedToAll { pupil: pupil_id(pupil), reason: WORDS[3].into() };
                self.commit(0, vec![event]);
            }
            Step::Emergency { pupil, by } => {
                let event = Event::FileOpenedInEmergency { pupil: pupil_id(pupil), reason: WORDS[6].into() };
                self.commit(by, vec![event]);
            }
            Step::ClockSetBack => self.now -= TimeDelta::hours(30),
            Step::Reopen => self = self.reopened(),
        }
        self
    }

    /// Every answer of the search to a fixed set of questions, and the drafts: what a dump does not show.
    fn answers(&self) -> (Vec<Vec<Hit>>, Vec<Draft>) {
        let typed = [
            "phone",
            "obrien",
            "zoe",
            "bruise stat*",
            "half term",
            "محمد",
            "mums",
            "nan",
            "01632 960101",
            "seen*",
        ];
        let hits = typed.map(|typed| self.store.search(&asked_words(typed), 1000).unwrap());
        (hits.into(), self.store.drafts().unwrap())
    }

    /// Every concern whose text as it reads now has the word is found, and none besides.
    fn search_is_true(&self) {
        for (word, asked) in [("phone", "phone"), ("bruise", "bruise"), ("O’Brien", "obrien")] {
            let found: BTreeSet<EventId> = self
                .store
                .search(&asked_words(asked), 1000)
                .unwrap()
                .iter()
                .filter_map(|hit| hit.event)
                .collect();
            for (id, _) in &self.concerns {
                let row = self.store.concern(*id).unwrap().unwrap();
                let notes = row.amendments.iter().map(|row| row.why.clone());
                let notes = notes.chain(row.follow_ups.iter().filter_map(|row| row.follow_up.done.clone()));
                let texts = std::iter::once(row.current.what_happened.clone()).chain(notes);
                let has = texts.into_iter().any(|text| text.contains(word));
                assert_eq!(found.contains(id), has, "{word} in {id}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn filling_the_views_anew_gives_what_every_single_save_made_of_them(steps in steps()) {
        let mut world = steps.into_iter().fold(World::new(), World::take);
        world.search_is_true();
        let (views, answers) = (world.store.dump_views().unwrap(), world.answers());
        prop_assert_eq!(world.store.verify().map(|verified| verified.events), Ok(world.events));

        world.store.rebuild().unwrap();
        prop_assert_eq!(&world.store.dump_views().unwrap(), &views, "after a rebuild");
        prop_assert_eq!(&world.answers(), &answers, "search and drafts after a rebuild");

        let mut world = world.reopened();
        prop_assert_eq!(&world.store.dump_views().unwrap(), &views, "after closing and opening");
        // A save on rebuilt views goes on from where they stand.
        let before = world.store.search(&asked_words("gannet"), 10).unwrap().len();
        let mut late = concern(0, None, &[0]);
        late.what_happened = "A gannet".into();
        world.commit(0, vec![Event::ConcernRecorded(late)]);
        prop_assert_eq!(world.store.search(&asked_words("gannet"), 10).unwrap().len(), before + 1);
        let views = world.store.dump_views().unwrap();
        world.store.rebuild().unwrap();
        prop_assert_eq!(world.store.dump_views().unwrap(), views);
    }
}
