//! Opening a slot, with each refusal in the order in which it can be known. Never here: which slot to try.

use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::sealed::{check_anchor, key_from, open_vault_key};
use super::{EarlierKey, KitSlot, PersonSlot, device_check, kit_fields, kit_kek, person_fields, slot_info};
use crate::kdf::derive_kek;
use crate::purpose::Scope;
use crate::words::KitSecret;
use crate::{DeviceSecret, Error, Key, hash, seal, sign::SigningKey};

/// What a person's slot held.
#[derive(Debug)]
pub struct OpenedPerson {
    /// The current vault key.
    pub vault_key: Key,
    /// The person's signing key.
    pub signing_key: SigningKey,
}

/// What a kit's slot held.
#[derive(Debug)]
pub struct OpenedKit {
    /// The current vault key.
    pub vault_key: Key,
}

/// Says before any stretching whether this device can open the slot at all.
///
/// A secret that is given for a slot bound to none is not looked at.
///
/// # Errors
/// [`Error::ParametersOutOfBounds`], [`Error::DeviceSecretMissing`], [`Error::DeviceSecretReplaced`].
pub fn check_device_secret(slot: &PersonSlot, device_secret: Option<&DeviceSecret>) -> Result<(), Error> {
    slot.params.check()?;
    match (&slot.device_check, device_secret) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(Error::DeviceSecretMissing),
        (Some(check), Some(secret)) if hash::equal(check, &device_check(secret, &slot.id)) => Ok(()),
        (Some(_), Some(_)) => Err(Error::DeviceSecretReplaced),
    }
}

/// Opens a person's slot.
///
/// # Errors
/// Those of [`check_device_secret`] first; then [`Error::NotEnoughMemory`], [`Error::WrongKey`] for a wrong passphrase,
/// [`Error::Damaged`], and [`Error::Forged`] when the vault key does not descend from the slot's anchor.
pub fn open_person_slot(
    slot: &PersonSlot,
    passphrase: &str,
    device_secret: Option<&DeviceSecret>,
    scope: &Scope,
    earlier: &[EarlierKey],
) -> Result<OpenedPerson, Error> {
    let secrets = open_secrets(slot, passphrase, device_secret, scope)?;
    let (private, seed) = secrets.split_first_chunk::<32>().ok_or(Error::Damaged)?;
    let signing_key = SigningKey::from_seed(&key_from(seed)?);
    if signing_key.verify_key() != slot.verify_key {
        return Err(Error::Damaged);
    }
    let private = private_key(private, &slot.public_key)?;
    let vault_key = open_vault_key(&slot.vault_key, &private, &slot.id, scope)?;
    check_anchor(&slot.anchor, &vault_key, scope, earlier)?;
    Ok(OpenedPerson { vault_key, signing_key })
}

/// Unwraps private key ‖ signing seed.
pub(super) fn open_secrets(
    slot: &PersonSlot,
    passphrase: &str,
    device_secret: Option<&DeviceSecret>,
    scope: &Scope,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    check_device_secret(slot, device_secret)?;
    let bound_secret = device_secret.filter(|_| slot.device_check.is_some());
    let info = slot_info(&slot.id, scope);
    let kek = derive_kek(passphrase, &slot.salt, slot.params, bound_secret, &info)?;
    if !hash::equal(&kek.commitment, &slot.commitment) {
        return Err(Error::WrongKey);
    }
    seal::open(&kek.key, &person_fields(slot, scope), &slot.wrapped)
}

/// Whether the slot is this kit's; quick, so all slots can be asked.
pub fn kit_opens(slot: &KitSlot, kit: &KitSecret, scope: &Scope) -> bool {
    hash::equal(&kit_kek(kit, &slot.id, scope).commitment, &slot.commitment)
}

/// Opens a kit's slot.
///
/// # Errors
/// [`Error::WrongKey`] for another kit, [`Error::Damaged`], [`Error::Forged`] as in [`open_person_slot`].
pub fn open_kit_slot(
    slot: &KitSlot,
    kit: &KitSecret,
    scope: &Scope,
    earlier: &[EarlierKey],
) -> Result<OpenedKit, Error> {
    let kek = kit_kek(kit, &slot.id, scope);
    if !hash::equal(&kek.commitment, &slot.commitment) {
        return Err(Error::WrongKey);
    }
    let private = seal::open(&kek.key, &kit_fields(slot, scope), &slot.wrapped)?;
    let private = private_key(private.as_slice().try_into().map_err(|_| Error::Damaged)?, &slot.public_key)?;
    let vault_key = open_vault_key(&slot.vault_key, &private, &slot.id, scope)?;
    check_anchor(&slot.anchor, &vault_key, scope, earlier)?;
    Ok(OpenedKit { vault_key })
}

fn private_key(bytes: &[u8; 32], public_key: &[u8; 32]) -> Result<StaticSecret, Error> {
    // Copied once, into the library's key, which wipes itself.
    let private = StaticSecret::from(*Zeroizing::new(*bytes));
    if PublicKey::from(&private).as_bytes() == public_key { Ok(private) } else { Err(Error::Damaged) }
}
