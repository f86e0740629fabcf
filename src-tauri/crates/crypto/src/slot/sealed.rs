//! Vault keys sealed to a slot's public key, and each earlier vault key sealed under the next. Never here: passphrases.

use rand_core::CryptoRng;
use x25519_dalek::{EphemeralSecret, PublicKey, SharedSecret, StaticSecret};

use super::Anchor;
use crate::purpose::{Purpose, Scope, purpose_key};
use crate::{Error, Key, hash, kdf, seal};

/// A vault key for the owner of one X25519 key: an ephemeral exchange, HKDF-SHA256, AES-256-GCM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedVaultKey {
    /// Public half of the key pair that was made for this seal and thrown away.
    pub ephemeral: [u8; 32],
    /// The vault key under the exchanged key; vault, epoch and slot are associated data.
    pub sealed: Vec<u8>,
}

/// The vault key of an epoch that is over, sealed under the key of the epoch after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierKey {
    /// The epoch that is over.
    pub epoch: u32,
    /// Its vault key.
    pub sealed: Vec<u8>,
}

/// Seals `vault_key` to a slot, for which its owner need not be there.
pub fn seal_vault_key(
    vault_key: &Key,
    public_key: &[u8; 32],
    slot_id: &[u8; 16],
    scope: &Scope,
    rng: &mut impl CryptoRng,
) -> SealedVaultKey {
    let secret = EphemeralSecret::random_from_rng(rng);
    let ephemeral = PublicKey::from(&secret).to_bytes();
    let key = exchanged_key(&secret.diffie_hellman(&PublicKey::from(*public_key)), &ephemeral, public_key);
    // The vault key goes under the exchanged key.
    let sealed = seal::seal(&key, &vault_key_fields(slot_id, scope), vault_key.expose(), rng);
    SealedVaultKey { ephemeral, sealed }
}

/// Opens a vault key with the slot's private key.
pub(super) fn open_vault_key(
    sealed: &SealedVaultKey,
    private: &StaticSecret,
    slot_id: &[u8; 16],
    scope: &Scope,
) -> Result<Key, Error> {
    let shared = private.diffie_hellman(&PublicKey::from(sealed.ephemeral));
    // A public key of small order would make the shared secret known to everybody.
    if !shared.was_contributory() {
        return Err(Error::Damaged);
    }
    let key = exchanged_key(&shared, &sealed.ephemeral, PublicKey::from(private).as_bytes());
    key_from(&seal::open(&key, &vault_key_fields(slot_id, scope), &sealed.sealed)?)
}

/// Seals the key of the epoch that is over under the key of the next one.
pub fn seal_earlier_key(
    earlier: &Key,
    next: &Key,
    next_scope: &Scope,
    rng: &mut impl CryptoRng,
) -> EarlierKey {
    let epoch = next_scope.epoch.saturating_sub(1);
    let under = purpose_key(next, Purpose::EarlierKey, next_scope);
    // The earlier vault key goes under the next one's purpose key.
    let sealed = seal::seal(&under, &earlier_fields(epoch, next_scope), earlier.expose(), rng);
    EarlierKey { epoch, sealed }
}

/// Follows the earlier keys from the current one back to the anchor.
///
/// # Errors
/// [`Error::Forged`] when the anchor is not reached: the current key was not made by who held the one before.
pub(super) fn check_anchor(
    anchor: &Anchor,
    vault_key: &Key,
    scope: &Scope,
    earlier: &[EarlierKey],
) -> Result<(), Error> {
    let mut scope = *scope;
    let mut earlier_key = None;
    while scope.epoch > anchor.epoch {
        let epoch = scope.epoch - 1;
        let link = earlier.iter().find(|link| link.epoch == epoch).ok_or(Error::Forged)?;
        let under = purpose_key(earlier_key.as_ref().unwrap_or(vault_key), Purpose::EarlierKey, &scope);
        let opened =
            seal::open(&under, &earlier_fields(epoch, &scope), &link.sealed).map_err(|_| Error::Forged)?;
        earlier_key = Some(key_from(&opened)?);
        scope.epoch = epoch;
    }
    let reached = Anchor::of(earlier_key.as_ref().unwrap_or(vault_key), &scope);
    if reached == *anchor { Ok(()) } else { Err(Error::Forged) }
}

pub(super) fn key_from(opened: &[u8]) -> Result<Key, Error> {
    let bytes: &[u8; 32] = opened.try_into().map_err(|_| Error::Damaged)?;
    Ok(Key::filled(|key| key.copy_from_slice(bytes)))
}

fn exchanged_key(shared: &SharedSecret, ephemeral: &[u8; 32], recipient: &[u8; 32]) -> Key {
    // The shared secret is the input of HKDF and wipes itself; both public keys are bound, as in HPKE (RFC 9180, section 4.1).
    kdf::expand_key(shared.as_bytes(), "encircle/1 vault key exchange", &[ephemeral, recipient])
}

fn vault_key_fields(slot_id: &[u8; 16], scope: &Scope) -> [u8; 32] {
    hash::tagged("encircle/1 vault key", &[&scope.vault_id, &scope.epoch.to_be_bytes(), slot_id])
}

fn earlier_fields(epoch: u32, next_scope: &Scope) -> [u8; 32] {
    hash::tagged("encircle/1 earlier key", &[&next_scope.vault_id, &epoch.to_be_bytes()])
}
