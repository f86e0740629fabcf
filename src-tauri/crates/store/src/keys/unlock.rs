//! From a header and something that a person knows to the keys of the vault. Never here: the keychain, only its answers.

use encircle_crypto::purpose::{DatabaseKey, Purpose, Scope, database_key, purpose_key};
use encircle_crypto::sign::SigningKey;
use encircle_crypto::slot::{PersonSlot, check_device_secret, kit_opens, open_kit_slot, open_person_slot};
use encircle_crypto::words::KitSecret;
use encircle_crypto::{DeviceSecret, Error, Key};
use encircle_domain::PersonId;

use super::error::KeysError;
use super::header::{Header, SlotId, SlotKeys};
use super::parameters::DatabaseParameters;
use crate::Author;

/// What the keychain says about one slot. A locked keychain can answer "no entry": that is never a reason to make a new key.
#[derive(Debug)]
pub enum SecretAnswer {
    /// The entry is there.
    Found(DeviceSecret),
    /// The keychain answers that it has no such entry.
    NoEntry,
    /// There is no keychain, or it does not answer.
    Unavailable,
}

/// Which slot opened the vault.
#[derive(Debug)]
pub enum OpenedBy {
    /// A person's, with the key by which they sign.
    Person {
        /// The slot.
        slot: SlotId,
        /// Whose it is.
        person: PersonId,
        /// Signs their events.
        signing_key: SigningKey,
    },
    /// A recovery kit's. It signs nothing: whoever comes back so is given a slot and a new signing key.
    Kit {
        /// The slot.
        slot: SlotId,
    },
}

/// An unlocked vault's keys, authenticated. Dropping it wipes them.
#[derive(Debug)]
pub struct Unlocked {
    scope: Scope,
    generation: u64,
    made_up: bool,
    database: DatabaseParameters,
    vault_key: Key,
    opened_by: OpenedBy,
    slots: Vec<SlotKeys>,
}

impl Unlocked {
    pub(super) fn new(header: &Header, vault_key: Key, opened_by: OpenedBy) -> Self {
        Self {
            scope: header.body.scope(),
            generation: header.body.generation,
            made_up: header.body.made_up,
            database: header.body.database,
            vault_key,
            opened_by,
            slots: header.slot_keys(),
        }
    }

    pub(super) fn vault_key(&self) -> &Key {
        &self.vault_key
    }

    pub(super) fn scope(&self) -> Scope {
        self.scope
    }

    /// Identity of the vault.
    pub fn vault_id(&self) -> [u8; 16] {
        self.scope.vault_id
    }

    /// Which vault key is current; names the database file.
    pub fn epoch(&self) -> u32 {
        self.scope.epoch
    }

    /// Counts the changes of the header.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether the school is made up.
    pub fn made_up(&self) -> bool {
        self.made_up
    }

    /// Which slot opened the vault, with the person's signing key.
    pub fn opened_by(&self) -> &OpenedBy {
        &self.opened_by
    }

    /// The slot that opened the vault.
    pub fn slot_id(&self) -> SlotId {
        match &self.opened_by {
            OpenedBy::Person { slot, .. } | OpenedBy::Kit { slot } => *slot,
        }
    }

    /// The person who unlocked; none for a kit.
    pub fn person_id(&self) -> Option<PersonId> {
        match &self.opened_by {
            OpenedBy::Person { person, .. } => Some(*person),
            OpenedBy::Kit { .. } => None,
        }
    }

    /// The signing key of the person who unlocked; none for a kit.
    pub fn signing_key(&self) -> Option<&SigningKey> {
        match &self.opened_by {
            OpenedBy::Person { signing_key, .. } => Some(signing_key),
            OpenedBy::Kit { .. } => None,
        }
    }

    /// The person who unlocked, as the author of what they commit; none for a kit.
    pub fn author(&self) -> Option<Author> {
        match &self.opened_by {
            OpenedBy::Person { person, signing_key, .. } => {
                Some(Author { person: *person, signing: signing_key.duplicate() })
            }
            OpenedBy::Kit { .. } => None,
        }
    }

    /// How the database of this epoch is encrypted.
    pub fn database_parameters(&self) -> DatabaseParameters {
        self.database
    }

    /// Key and salt of the database of this epoch.
    pub fn database_key(&self) -> DatabaseKey {
        database_key(&self.vault_key, &self.scope)
    }

    /// The key of sealed copies of exports.
    pub fn sealed_copy_key(&self) -> Key {
        purpose_key(&self.vault_key, Purpose::SealedCopy, &self.scope)
    }

    /// The key of the device's second keychain entry, which holds the last head that it saw.
    pub fn device_state_key(&self) -> Key {
        purpose_key(&self.vault_key, Purpose::DeviceState, &self.scope)
    }

    /// The key of backups.
    pub fn backup_key(&self) -> Key {
        purpose_key(&self.vault_key, Purpose::Backup, &self.scope)
    }

    /// The public keys of all slots, people first.
    pub fn slots(&self) -> &[SlotKeys] {
        &self.slots
    }
}

/// Unlocks with a passphrase. `device_secrets` is asked once for each slot that is bound to a device secret.
///
/// Slots whose secret is on this device are tried first, then those without one; what the keychain does not have is never
/// tried, so one person on one laptop costs one stretching.
///
/// # Errors
/// [`KeysError::WrongPassphrase`] only when every slot could be tried. Where a bound slot could not, the keychain's answer is
/// the error: [`KeysError::KeychainUnavailable`], [`KeysError::DeviceSecretReplaced`], [`KeysError::DeviceSecretMissing`], or
/// [`KeysError::WrongPassphraseOrOtherDevice`] when the keychain did have another slot's secret. Further
/// [`KeysError::HeaderForged`], [`KeysError::NotEnoughMemory`], [`KeysError::ParametersOutOfBounds`].
pub fn unlock(
    header: &Header,
    passphrase: &str,
    device_secrets: &dyn Fn(&SlotId) -> SecretAnswer,
) -> Result<Unlocked, KeysError> {
    let slots = sort_out(&header.body.people, device_secrets);
    for (slot, secret) in &slots.ready {
        let scope = header.body.scope();
        match open_person_slot(slot, passphrase, secret.as_ref(), &scope, &header.body.earlier) {
            Ok(opened) => {
                header.check(&opened.vault_key)?;
                let opened_by = OpenedBy::Person {
                    slot: SlotId(slot.id),
                    person: PersonId(slot.owner),
                    signing_key: opened.signing_key,
                };
                return Ok(Unlocked::new(header, opened.vault_key, opened_by));
            }
            Err(Error::WrongKey) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(slots.refusal())
}

/// Unlocks with the words of a recovery kit, as typed.
///
/// # Errors
/// [`KeysError::KitWordUnknown`], [`KeysError::KitWordCount`], [`KeysError::KitChecksum`] for what was typed;
/// [`KeysError::KitWrong`] for a kit of another vault; [`KeysError::HeaderForged`].
pub fn unlock_with_kit(header: &Header, words: &str) -> Result<Unlocked, KeysError> {
    let kit = KitSecret::parse(words)?;
    let scope = header.body.scope();
    let slot =
        header.body.kits.iter().find(|slot| kit_opens(slot, &kit, &scope)).ok_or(KeysError::KitWrong)?;
    let opened = open_kit_slot(slot, &kit, &scope, &header.body.earlier)?;
    header.check(&opened.vault_key)?;
    Ok(Unlocked::new(header, opened.vault_key, OpenedBy::Kit { slot: SlotId(slot.id) }))
}

/// The slots that can be tried, and why others cannot.
struct Sorted<'a> {
    ready: Vec<(&'a PersonSlot, Option<DeviceSecret>)>,
    /// Whether the keychain had the right secret for some slot: then it is neither locked nor missing.
    keychain_works: bool,
    /// The gravest reason of those that cannot be tried.
    barred: Option<KeysError>,
}

fn sort_out<'a>(people: &'a [PersonSlot], device_secrets: &dyn Fn(&SlotId) -> SecretAnswer) -> Sorted<'a> {
    let mut bound = Vec::new();
    let mut unbound = Vec::new();
    let mut barred = None;
    for slot in people {
        let secret = match slot.device_check.map(|_| device_secrets(&SlotId(slot.id))) {
            None | Some(SecretAnswer::NoEntry) => None,
            Some(SecretAnswer::Found(secret)) => Some(secret),
            Some(SecretAnswer::Unavailable) => {
                barred = graver(barred, KeysError::KeychainUnavailable);
                continue;
            }
        };
        match check_device_secret(slot, secret.as_ref()) {
            Ok(()) if secret.is_some() => bound.push((slot, secret)),
            Ok(()) => unbound.push((slot, None)),
            Err(error) => barred = graver(barred, error.into()),
        }
    }
    let keychain_works = !bound.is_empty();
    bound.append(&mut unbound);
    Sorted { ready: bound, keychain_works, barred }
}

impl Sorted<'_> {
    fn refusal(&self) -> KeysError {
        match self.barred {
            None => KeysError::WrongPassphrase,
            Some(KeysError::DeviceSecretMissing) if self.keychain_works => {
                KeysError::WrongPassphraseOrOtherDevice
            }
            Some(barred) => barred,
        }
    }
}

fn graver(a: Option<KeysError>, b: KeysError) -> Option<KeysError> {
    let weight = |error: &KeysError| match error {
        KeysError::DeviceSecretMissing => 0,
        KeysError::DeviceSecretReplaced => 1,
        KeysError::KeychainUnavailable => 2,
        _ => 3,
    };
    a.into_iter().chain([b]).max_by_key(weight)
}
