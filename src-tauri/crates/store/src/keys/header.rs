//! The header in memory. Until it was checked after unlocking, everything in it is only what a file says.

use encircle_crypto::purpose::{Purpose, Scope, purpose_key};
use encircle_crypto::slot::{EarlierKey, KitSlot, PersonSlot};
use encircle_crypto::{CryptoRng, Error, Key, hash};
use encircle_domain::PersonId;

use super::at_rest;
use super::parameters::DatabaseParameters;

/// Identity of a slot: 16 random bytes, drawn before the slot is made because keychain entries are named by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub [u8; 16]);

impl SlotId {
    /// A fresh identity.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }
}

/// The public keys of one slot. They are what the header says; membership comes from signed events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotKeys {
    /// The slot.
    pub slot: SlotId,
    /// X25519 public key, to which vault keys are sealed.
    pub public_key: [u8; 32],
    /// Whose slot it is and the key of their signatures; none for a recovery kit.
    pub person: Option<(PersonId, [u8; 32])>,
}

/// A header that was read and is whole.
#[derive(Debug)]
pub struct Header {
    pub(super) body: Body,
    pub(super) version: u32,
    /// The bytes of the body, as they were hashed and authenticated.
    pub(super) signed: Vec<u8>,
    pub(super) mac: [u8; 32],
    pub(super) copies_agree: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    pub generation: u64,
    pub vault_id: [u8; 16],
    pub epoch: u32,
    pub made_up: bool,
    pub database: DatabaseParameters,
    pub people: Vec<PersonSlot>,
    pub kits: Vec<KitSlot>,
    pub earlier: Vec<EarlierKey>,
}

impl Body {
    pub(super) fn scope(&self) -> Scope {
        Scope { vault_id: self.vault_id, epoch: self.epoch }
    }
}

impl Header {
    /// Writes the body down and authenticates it under the vault key.
    pub(super) fn seal(body: Body, vault_key: &Key) -> Self {
        let signed = at_rest::encode_body(&body);
        let version = at_rest::VERSION;
        let mac = hash::mac(&mac_key(&body, vault_key), MAC_TAG, &[&version.to_be_bytes(), &signed]);
        Self { body, version, signed, mac, copies_agree: true }
    }

    /// Whether somebody who held `vault_key` wrote this header.
    pub(super) fn check(&self, vault_key: &Key) -> Result<(), Error> {
        let key = mac_key(&self.body, vault_key);
        hash::check_mac(&key, MAC_TAG, &[&self.version.to_be_bytes(), &self.signed], &self.mac)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        at_rest::encode(&self.signed, self.mac)
    }

    pub(super) fn beside(self, copies_agree: bool) -> Self {
        Self { copies_agree, ..self }
    }

    /// Identity of the vault.
    pub fn vault_id(&self) -> [u8; 16] {
        self.body.vault_id
    }

    /// Which vault key is current, counted from 1; names the database file.
    pub fn epoch(&self) -> u32 {
        self.body.epoch
    }

    /// Counts the changes of the header, from 1.
    pub fn generation(&self) -> u64 {
        self.body.generation
    }

    /// How the database is encrypted.
    pub fn database_parameters(&self) -> DatabaseParameters {
        self.body.database
    }

    /// As a program would have written it whose databases were encrypted in another way.
    #[cfg(test)]
    pub(crate) fn with_parameters(&self, unlocked: &super::Unlocked, parameters: DatabaseParameters) -> Self {
        Self::seal(Body { database: parameters, ..self.body.clone() }, unlocked.vault_key())
    }

    /// Whether both copies on disk are whole and the same; if not, [`super::write`] after unlocking makes them so.
    pub fn copies_agree(&self) -> bool {
        self.copies_agree
    }

    /// The slots of people, in the header's order.
    pub fn person_slots(&self) -> impl Iterator<Item = SlotId> {
        self.body.people.iter().map(|slot| SlotId(slot.id))
    }

    /// Whether the slot needs a secret from the keychain; `None` for no such person's slot.
    pub fn is_bound(&self, slot: SlotId) -> Option<bool> {
        self.body.people.iter().find(|s| s.id == slot.0).map(|s| s.device_check.is_some())
    }

    /// The public keys of all slots, people first.
    pub fn slot_keys(&self) -> Vec<SlotKeys> {
        let people = self.body.people.iter().map(|slot| SlotKeys {
            slot: SlotId(slot.id),
            public_key: slot.public_key,
            person: Some((PersonId(slot.owner), slot.verify_key)),
        });
        let kits = self.body.kits.iter().map(|slot| SlotKeys {
            slot: SlotId(slot.id),
            public_key: slot.public_key,
            person: None,
        });
        people.chain(kits).collect()
    }
}

const MAC_TAG: &str = "encircle/1 header";

fn mac_key(body: &Body, vault_key: &Key) -> Key {
    purpose_key(vault_key, Purpose::HeaderMac, &body.scope())
}
