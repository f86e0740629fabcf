//! What changes in a slot while its owner stays the same: another passphrase, and another vault key. Never here: who may ask for it.

use rand_core::CryptoRng;

use super::open::open_secrets;
use super::{Anchor, KitSlot, PersonSlot, person_fields, random_16, seal_vault_key, slot_info};
use crate::kdf::{Argon2Params, derive_kek};
use crate::purpose::Scope;
use crate::{DeviceSecret, Error, Key, seal};

/// The slot under another passphrase (the former one and the new one are given), with a fresh salt: key pair, signing key and device secret stay, so no public key changes.
///
/// # Errors
/// Those of [`super::open_person_slot`] for the former passphrase; [`Error::ParametersOutOfBounds`] and [`Error::NotEnoughMemory`].
pub fn change_passphrase(
    slot: &PersonSlot,
    (former, passphrase): (&str, &str),
    device_secret: Option<&DeviceSecret>,
    params: Argon2Params,
    (vault_key, scope): (&Key, &Scope),
    rng: &mut impl CryptoRng,
) -> Result<PersonSlot, Error> {
    let secrets = open_secrets(slot, former, device_secret, scope)?;
    let bound_secret = device_secret.filter(|_| slot.device_check.is_some());
    let salt = random_16(rng);
    let kek = derive_kek(passphrase, &salt, params, bound_secret, &slot_info(&slot.id, scope))?;
    let mut renewed = PersonSlot {
        params,
        salt,
        anchor: Anchor::of(vault_key, scope),
        commitment: kek.commitment,
        wrapped: Vec::new(),
        ..slot.clone()
    };
    // Both private halves go from the former KEK under the new one, in a buffer that is wiped.
    renewed.wrapped = seal::seal(&kek.key, &person_fields(&renewed, scope), &secrets, rng);
    Ok(renewed)
}

/// The slot with the vault key of the next epoch. Its owner need not be there.
pub fn renew_person_slot(
    slot: &PersonSlot,
    vault_key: &Key,
    scope: &Scope,
    rng: &mut impl CryptoRng,
) -> PersonSlot {
    let vault_key = seal_vault_key(vault_key, &slot.public_key, &slot.id, scope, rng);
    PersonSlot { vault_key, ..slot.clone() }
}

/// As [`renew_person_slot`], for a kit that lies in a safe.
pub fn renew_kit_slot(slot: &KitSlot, vault_key: &Key, scope: &Scope, rng: &mut impl CryptoRng) -> KitSlot {
    let vault_key = seal_vault_key(vault_key, &slot.public_key, &slot.id, scope, rng);
    KitSlot { vault_key, ..slot.clone() }
}
