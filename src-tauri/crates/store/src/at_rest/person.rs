//! Who got a slot, and the recovery kits, at rest. Public keys only; a secret is never part of an event.

use encircle_domain::person::{Person, Role};
use encircle_domain::{Event, EventId, PersonId};
use serde::{Deserialize, Serialize};

use super::{Bytes, word};
use crate::Error;

pub(crate) const PERSON_ADDED: &str = "person_added";
pub(crate) const KIT_MADE: &str = "kit_made";
pub(crate) const KIT_CONFIRMED: &str = "kit_confirmed";
pub(crate) const PERSON_REMOVED: &str = "person_removed";
pub(crate) const ROLE_CHANGED: &str = "role_changed";
pub(crate) const PASSPHRASE_CHANGED: &str = "passphrase_changed";
pub(crate) const PASSPHRASE_CHECKED: &str = "passphrase_checked";
pub(crate) const KIT_USED: &str = "kit_used";
pub(crate) const KIT_CHECKED: &str = "kit_checked";
pub(crate) const NOTICES_SEEN: &str = "notices_seen";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonAddedV1 {
    person: Bytes<16>,
    name: String,
    role: String,
    signing_key: Bytes<32>,
    slot_key: Bytes<32>,
}

impl PersonAddedV1 {
    pub(super) fn of(person: &Person, signing_key: &[u8; 32], slot_key: &[u8; 32]) -> Self {
        Self {
            person: Bytes::new(person.id.0),
            name: person.name.clone(),
            role: person.role.code().to_owned(),
            signing_key: Bytes::new(*signing_key),
            slot_key: Bytes::new(*slot_key),
        }
    }

    pub(super) fn event(self) -> Result<Event, Error> {
        let person = Person {
            id: PersonId(self.person.into_array()),
            name: self.name,
            role: word(&self.role, Role::from_code)?,
        };
        Ok(Event::PersonAdded {
            person,
            signing_key: self.signing_key.into_array(),
            slot_key: self.slot_key.into_array(),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KitMadeV1 {
    kit: u8,
    slot_key: Bytes<32>,
}

impl KitMadeV1 {
    pub(super) fn of(kit: u8, slot_key: &[u8; 32]) -> Self {
        Self { kit, slot_key: Bytes::new(*slot_key) }
    }

    pub(super) fn event(self) -> Event {
        Event::KitMade { kit: self.kit, slot_key: self.slot_key.into_array() }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KitConfirmedV1 {
    pub(super) kit: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonRemovedV1 {
    person: Bytes<16>,
}

impl PersonRemovedV1 {
    pub(super) fn of(person: PersonId) -> Self {
        Self { person: Bytes::new(person.0) }
    }

    pub(super) fn event(self) -> Event {
        Event::PersonRemoved { person: PersonId(self.person.into_array()) }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleChangedV1 {
    person: Bytes<16>,
    role: String,
}

impl RoleChangedV1 {
    pub(super) fn of(person: PersonId, role: Role) -> Self {
        Self { person: Bytes::new(person.0), role: role.code().to_owned() }
    }

    pub(super) fn event(self) -> Result<Event, Error> {
        let person = PersonId(self.person.into_array());
        Ok(Event::RoleChanged { person, role: word(&self.role, Role::from_code)? })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PassphraseChangedV1 {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PassphraseCheckedV1 {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KitUsedV1 {
    pub(super) kit: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KitCheckedV1 {
    pub(super) kit: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticesSeenV1 {
    notices: Vec<Bytes<16>>,
}

impl NoticesSeenV1 {
    pub(super) fn of(notices: &[EventId]) -> Self {
        Self { notices: notices.iter().map(|notice| Bytes::new(notice.0)).collect() }
    }

    pub(super) fn event(self) -> Event {
        Event::NoticesSeen {
            notices: self.notices.into_iter().map(|notice| EventId(notice.into_array())).collect(),
        }
    }
}
