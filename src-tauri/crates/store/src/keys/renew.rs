//! Changes to the header of a vault that is there: another passphrase, another kit, and the next epoch for those who stay. Each gives
//! the header of the next generation; nothing changes before it is written. Never here: the journal, which is asked before.

use encircle_crypto::kdf::Argon2Params;
use encircle_crypto::slot;
use encircle_crypto::words::KitSecret;
use encircle_crypto::{CryptoRng, DeviceSecret, Key};
use encircle_domain::PersonId;

use super::error::KeysError;
use super::header::Header;
use super::members::Members;
use super::parameters::DatabaseParameters;
use super::unlock::{OpenedBy, Unlocked};

/// The header in which one person's slot opens by another passphrase. `device_secret` is what the keychain holds for the slot.
///
/// # Errors
/// [`KeysError::WrongPassphrase`] for the former passphrase; [`KeysError::NotEnoughMemory`] and the others of [`super::unlock`].
pub fn change_passphrase(
    header: &Header,
    unlocked: &Unlocked,
    passphrases: (&str, &str),
    device_secret: Option<&DeviceSecret>,
    params: Argon2Params,
    rng: &mut impl CryptoRng,
) -> Result<Header, KeysError> {
    header.check(unlocked.vault_key())?;
    let mut body = header.body.clone();
    let scope = body.scope();
    let slot =
        body.people.iter_mut().find(|slot| slot.id == unlocked.slot_id().0).ok_or(KeysError::HeaderForged)?;
    let vault_key = (unlocked.vault_key(), &scope);
    *slot = slot::change_passphrase(slot, passphrases, device_secret, params, vault_key, rng)?;
    body.generation += 1;
    Ok(Header::seal(body, unlocked.vault_key()))
}

/// Whether the passphrase is that of the slot which opened the vault.
///
/// # Errors
/// As [`change_passphrase`].
pub fn check_passphrase(
    header: &Header,
    unlocked: &Unlocked,
    passphrase: &str,
    device_secret: Option<&DeviceSecret>,
) -> Result<(), KeysError> {
    header.check(unlocked.vault_key())?;
    let body = &header.body;
    let slot =
        body.people.iter().find(|slot| slot.id == unlocked.slot_id().0).ok_or(KeysError::HeaderForged)?;
    slot::open_person_slot(slot, passphrase, device_secret, &body.scope(), &body.earlier)?;
    Ok(())
}

/// A kit's slot that is not in any header yet.
#[derive(Debug)]
pub struct NewKitSlot(slot::KitSlot);

impl NewKitSlot {
    /// Makes a slot that `secret` opens.
    pub fn make(unlocked: &Unlocked, secret: &KitSecret, rng: &mut impl CryptoRng) -> Self {
        Self(slot::make_kit_slot(secret, unlocked.vault_key(), &unlocked.scope(), rng))
    }

    /// The public key, for the event that names it.
    pub fn public_key(&self) -> [u8; 32] {
        self.0.public_key
    }

    /// The header with this slot and, of the other kits, those of `keep` alone: from then on a former kit opens nothing.
    ///
    /// # Errors
    /// [`KeysError::HeaderForged`].
    pub fn into_header(
        self,
        header: &Header,
        unlocked: &Unlocked,
        keep: &[[u8; 32]],
    ) -> Result<Header, KeysError> {
        header.check(unlocked.vault_key())?;
        let mut body = header.body.clone();
        body.kits.retain(|kit| keep.contains(&kit.public_key));
        body.kits.push(self.0);
        body.generation += 1;
        Ok(Header::seal(body, unlocked.vault_key()))
    }
}

/// The header of the next epoch: a fresh vault key, sealed to every slot but those of `removed`, and the former key sealed under it.
/// Its database is encrypted as this program writes it.
///
/// # Errors
/// [`KeysError::HeaderForged`] when `unlocked` is not of this header, or a slot is not one that signed events name.
pub fn next_epoch(
    header: &Header,
    unlocked: &Unlocked,
    removed: Option<PersonId>,
    members: &Members,
    rng: &mut impl CryptoRng,
) -> Result<(Header, Unlocked), KeysError> {
    header.check(unlocked.vault_key())?;
    members.check(&header.slot_keys())?;
    let mut body = header.body.clone();
    let vault_key = Key::random(rng);
    body.epoch += 1;
    body.generation += 1;
    let scope = body.scope();
    body.database = DatabaseParameters::CURRENT;
    body.people.retain(|slot| removed.is_none_or(|removed| slot.owner != removed.0));
    for slot in &mut body.people {
        *slot = slot::renew_person_slot(slot, &vault_key, &scope, rng);
    }
    for slot in &mut body.kits {
        *slot = slot::renew_kit_slot(slot, &vault_key, &scope, rng);
    }
    body.earlier.push(slot::seal_earlier_key(unlocked.vault_key(), &vault_key, &scope, rng));
    let header = Header::seal(body, &vault_key);
    let opened_by = match unlocked.opened_by() {
        OpenedBy::Person { slot, person, signing_key } => {
            OpenedBy::Person { slot: *slot, person: *person, signing_key: signing_key.duplicate() }
        }
        OpenedBy::Kit { slot } => OpenedBy::Kit { slot: *slot },
    };
    let unlocked = Unlocked::new(&header, vault_key, opened_by);
    Ok((header, unlocked))
}
