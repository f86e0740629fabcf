//! People on the wire, who may have a way in, and one's own passphrase. Never here: keys, which `store` makes.

use std::collections::HashMap;

use encircle_domain::may::{Act, Subject};
use encircle_domain::person::{Person, Role};
use encircle_domain::{Event, PersonId};
use encircle_store::epoch::Removal;
use encircle_store::files::Unwatched;
use encircle_store::keys::{self, Argon2Params, DeviceSecret, Header, NewPerson, SlotId, Unlocked};
use encircle_store::{NewEvent, PersonRow, Store};
use rand_core::Rng;

use super::set_up::named;
use super::vault::device_entry;
use crate::contract::*;
use crate::local_time::instant;
use crate::ports::{Answer, Ports};
use crate::{ApiError, ErrorCode, Session};

pub(super) fn person_view(person: &Person) -> PersonView {
    PersonView { id: person.id.to_string(), name: person.name.clone(), role: person.role.code().to_owned() }
}

/// The people of the vault by id, read once a reply.
pub(super) struct People(HashMap<PersonId, Person>);

impl People {
    pub(super) fn of(store: &Store) -> Result<Self, ApiError> {
        Ok(Self(store.people()?.into_iter().map(|row| (row.person.id, row.person)).collect()))
    }

    /// The name, or the id of somebody whom this vault does not know.
    pub(super) fn name(&self, id: PersonId) -> String {
        self.0.get(&id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    pub(super) fn role(&self, id: PersonId) -> Role {
        self.0.get(&id).map_or(Role::Recorder, |person| person.role)
    }
}

/// The word of an id, as an argument.
pub(super) fn person_id(text: &str) -> Result<PersonId, ApiError> {
    PersonId::parse(text).ok_or_else(|| ApiError::at(ErrorCode::PersonNotFound, "person"))
}

/// A way in for somebody, that is in no header on disk yet.
pub(super) struct Admitted {
    pub(super) header: Header,
    pub(super) unlocked: Unlocked,
    pub(super) bound_to_laptop: bool,
}

impl Admitted {
    /// Makes a slot on this laptop: the keychain's entry first, then the slot that needs it.
    pub(super) fn make(
        ports: &mut Ports,
        (header, unlocked): (&Header, &Unlocked),
        person: PersonId,
        passphrase: &str,
    ) -> Result<Self, ApiError> {
        let slot = SlotId::random(&mut ports.random);
        let secret = DeviceSecret::random(&mut ports.random);
        let entry = device_entry(&header.vault_id(), slot);
        // The made-up school holds no secret: it opens on any laptop.
        let bound_to_laptop = !unlocked.made_up() && ports.keychain.write(&entry, secret.expose());
        let new = NewPerson {
            slot,
            person,
            passphrase,
            device_secret: bound_to_laptop.then_some(&secret),
            params: params(ports),
        };
        let (header, unlocked) = keys::admit(header, unlocked, new, &mut ports.random)?;
        Ok(Self { header, unlocked, bound_to_laptop })
    }

    /// The event that gives the person these keys.
    pub(super) fn event(&self, person: Person) -> Result<Event, ApiError> {
        let slot = self.unlocked.slot_id();
        let keys = self.unlocked.slots().iter().find(|keys| keys.slot == slot);
        let keys = keys.ok_or(ErrorCode::KeysForged)?;
        let (_, signing_key) = keys.person.ok_or(ErrorCode::KeysForged)?;
        Ok(Event::PersonAdded { person, signing_key, slot_key: keys.public_key })
    }
}

/// What stretching a passphrase costs on this laptop.
pub(super) fn params(ports: &Ports) -> Argon2Params {
    if ports.little_memory { Argon2Params::SMALL_MEMORY } else { Argon2Params::DEFAULT }
}

/// Whether the person looks after keys and people: a lead, or a deputy where the log has no lead at all.
pub(super) fn leads(me: &Person, people: &[PersonRow]) -> bool {
    let is_lead = |row: &PersonRow| !row.removed && row.person.role == Role::Dsl;
    match me.role {
        Role::Dsl => true,
        Role::Deputy => !people.iter().any(is_lead),
        Role::Recorder => false,
    }
}

impl Session {
    /// The header on disk, once it is known to be written by this vault.
    pub(super) fn header(&self) -> Result<Header, ApiError> {
        let header = keys::read(self.folder())?;
        keys::check_header(&header, &self.open()?.unlocked)?;
        Ok(header)
    }

    /// Everybody, for whoever may manage people.
    pub(super) fn manage(&self) -> Result<Vec<PersonRow>, ApiError> {
        let people = self.allowed(Act::ManagePeople)?.people()?;
        if leads(&self.open()?.me, &people) { Ok(people) } else { Err(ErrorCode::NotAllowed.into()) }
    }

    /// Who is and was of the log.
    pub fn list_people(&mut self, _: Nothing) -> Result<PeopleView, ApiError> {
        let store = self.allowed(Act::ManagePeople)?;
        let (people, acts) = (store.people()?, store.last_acts()?);
        let header = self.header()?;
        let me = &self.open()?.me;
        let slots = header.slot_keys();
        let members = people.iter().map(|row| {
            let slot = slots.iter().find(|slot| slot.person.is_some_and(|(id, _)| id == row.person.id));
            MemberView {
                person: person_view(&row.person),
                me: row.person.id == me.id,
                removed: row.removed,
                has_slot: slot.is_some(),
                bound_to_laptop: slot.is_some_and(|slot| header.is_bound(slot.slot) == Some(true)),
                added_at: instant(row.added_at),
                role_since: instant(row.role_at),
                active_at: acts.get(&row.person.id).copied().map(instant),
            }
        });
        Ok(PeopleView { people: members.collect(), may_manage: leads(me, &people) })
    }

    /// Gives somebody new a way in. They typed the passphrase themselves.
    pub fn add_person(&mut self, asked: AddPerson) -> Result<PersonAddedView, ApiError> {
        self.manage()?;
        let name = named(&asked.name, "name")?;
        let role = role_of(&asked.role)?;
        let mut id = [0; 16];
        self.ports.random.fill_bytes(&mut id);
        self.let_person_in(Person { id: PersonId(id), name, role }, &asked.passphrase)
    }

    /// Gives somebody who is known a new way in; the one they had is gone with it.
    pub fn readmit_person(&mut self, asked: ReadmitPerson) -> Result<PersonAddedView, ApiError> {
        let people = self.manage()?;
        let person = find(&people, person_id(&asked.person)?)?.person.clone();
        if person.id == self.open()?.me.id {
            return Err(ApiError::at(ErrorCode::InvalidChoice, "person"));
        }
        self.let_person_in(person, &asked.passphrase)
    }

    fn let_person_in(&mut self, person: Person, passphrase: &str) -> Result<PersonAddedView, ApiError> {
        self.refuse_weak(passphrase)?;
        let header = self.header()?;
        let open = self.open.as_ref().ok_or(ErrorCode::Locked)?;
        let admitted = Admitted::make(&mut self.ports, (&header, &open.unlocked), person.id, passphrase)?;
        // The event first: a slot that no event names would be a forged one.
        let event = admitted.event(person.clone())?;
        self.commit(vec![NewEvent::of(event)])?;
        keys::write(self.folder(), &admitted.header)?;
        let bound_to_laptop = admitted.bound_to_laptop;
        Ok(PersonAddedView { person: person_view(&person), bound_to_laptop })
    }

    /// Gives a person another role.
    pub fn change_role(&mut self, asked: ChangeRole) -> Result<PeopleView, ApiError> {
        let people = self.manage()?;
        let role = role_of(&asked.role)?;
        let row = find(&people, person_id(&asked.person)?)?;
        if row.removed {
            return Err(ApiError::at(ErrorCode::PersonNotFound, "person"));
        }
        if role != Role::Dsl {
            refuse_last_lead(&people, row)?;
        }
        let person = row.person.id;
        if row.person.role != role {
            self.commit(vec![NewEvent::of(Event::RoleChanged { person, role })])?;
        }
        let open = self.open_mut()?;
        if open.me.id == person {
            open.me.role = role;
        }
        self.people_as_they_are()
    }

    /// Takes a person's way in away and gives the log new keys. Whoever removes themselves is out at once.
    pub fn remove_person(&mut self, asked: RemovePerson) -> Result<PeopleView, ApiError> {
        let people = self.manage()?;
        let row = find(&people, person_id(&asked.person)?)?;
        if row.removed {
            return Err(ApiError::at(ErrorCode::PersonNotFound, "person"));
        }
        refuse_last_lead(&people, row)?;
        let person = row.person.id;
        let others = people.iter().filter(|other| other.person.id != person && !other.removed);
        if person == self.open()?.me.id && !others.clone().any(|other| other.person.role == Role::Dsl) {
            return Err(ErrorCode::LastDsl.into());
        }
        // A backup that is being written reads the database that is about to go.
        self.stop_backup();
        let (header, at) = (self.header()?, self.ports.clock.now());
        let folder = self.folder().to_owned();
        let open = self.open.as_mut().ok_or(ErrorCode::Locked)?;
        let epoch = open.unlocked.epoch();
        let removal = Removal { person, author: &open.author, at };
        let keys_now = (&header, &open.unlocked);
        match open.store.remove_person(keys_now, removal, &mut self.ports.random, &Unwatched) {
            Ok(unlocked) => open.unlocked = unlocked,
            Err(error) => {
                // It happened, and could not be followed: the new log is opened afresh.
                if keys::read(&folder).is_ok_and(|header| header.epoch() != epoch) {
                    self.close(LockReason::Asked);
                }
                return Err(error.into());
            }
        }
        let view = self.people_as_they_are()?;
        if view.people.iter().any(|member| member.me && member.removed) {
            self.close(LockReason::Asked);
        }
        Ok(view)
    }

    /// The list after a change, which may have been to one's own role.
    fn people_as_they_are(&mut self) -> Result<PeopleView, ApiError> {
        match self.list_people(Nothing {}) {
            Err(error) if error.code == ErrorCode::NotAllowed => {
                Ok(PeopleView { people: Vec::new(), may_manage: false })
            }
            listed => listed,
        }
    }

    /// Changes one's own passphrase; the former one is asked for.
    pub fn change_passphrase(&mut self, asked: ChangePassphrase) -> Result<Nothing, ApiError> {
        self.may(Act::Enter, Subject::Vault)?;
        self.refuse_weak(&asked.passphrase)?;
        let (header, secret) = (self.header()?, self.own_secret()?);
        let params = params(&self.ports);
        let open = self.open.as_ref().ok_or(ErrorCode::Locked)?;
        let passphrases = (asked.former.as_str(), asked.passphrase.as_str());
        let random = &mut self.ports.random;
        let changed =
            keys::change_passphrase(&header, &open.unlocked, passphrases, secret.as_ref(), params, random)
                .map_err(|error| at_former(error, "former"))?;
        self.commit(vec![NewEvent::of(Event::PassphraseChanged)])?;
        keys::write(self.folder(), &changed)?;
        Ok(Nothing {})
    }

    /// The passphrase, typed once more while the log is open.
    pub fn check_passphrase(&mut self, asked: CheckPassphrase) -> Result<Nothing, ApiError> {
        self.may(Act::Enter, Subject::Vault)?;
        let (header, secret) = (self.header()?, self.own_secret()?);
        keys::check_passphrase(&header, &self.open()?.unlocked, &asked.passphrase, secret.as_ref())
            .map_err(|error| at_former(error, "passphrase"))?;
        self.commit(vec![NewEvent::of(Event::PassphraseChecked)])?;
        Ok(Nothing {})
    }

    /// What the keychain holds for the slot that opened the log.
    fn own_secret(&self) -> Result<Option<DeviceSecret>, ApiError> {
        let unlocked = &self.open()?.unlocked;
        Ok(match self.ports.keychain.read(&device_entry(&unlocked.vault_id(), unlocked.slot_id())) {
            Answer::Found(bytes) => Some(DeviceSecret::from_bytes(&mut bytes.try_into().unwrap_or([0; 32]))),
            Answer::NoEntry | Answer::Unavailable => None,
        })
    }
}

fn at_former(error: keys::KeysError, field: &str) -> ApiError {
    match error {
        keys::KeysError::WrongPassphrase => ApiError::at(ErrorCode::WrongPassphrase, field),
        error => error.into(),
    }
}

fn role_of(text: &str) -> Result<Role, ApiError> {
    Role::from_code(text).ok_or_else(|| ApiError::at(ErrorCode::InvalidChoice, "role"))
}

fn find(people: &[PersonRow], id: PersonId) -> Result<&PersonRow, ApiError> {
    let found = people.iter().find(|row| row.person.id == id);
    found.ok_or_else(|| ApiError::at(ErrorCode::PersonNotFound, "person"))
}

/// A log without a lead would be nobody's.
fn refuse_last_lead(people: &[PersonRow], row: &PersonRow) -> Result<(), ApiError> {
    let leads = people.iter().filter(|row| !row.removed && row.person.role == Role::Dsl).count();
    if row.person.role == Role::Dsl && leads == 1 { Err(ErrorCode::LastDsl.into()) } else { Ok(()) }
}
