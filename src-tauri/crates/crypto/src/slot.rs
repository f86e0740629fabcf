//! Slots: who can open a vault. Never here: names, files, serialisation, or the order in which slots are tried.
//!
//! A slot has an X25519 key pair. Its key-encryption key (KEK) wraps the private half, and for a person the signing seed too,
//! under AES-256-GCM with all fixed fields of the slot as associated data. The vault key is sealed to the public half, so that
//! a new vault key can be given to a slot while its owner is away.
//!
//! **Four answers.** Before any stretching: a slot bound to a device secret says [`Error::DeviceSecretMissing`] when none is
//! given and [`Error::DeviceSecretReplaced`] when its check value does not match. After stretching: the commitment to the KEK
//! does not match, [`Error::WrongKey`]; it matches but something does not authenticate, [`Error::Damaged`]. The check value
//! is a one-way image of 256 random bits that no passphrase goes into: it helps nobody to guess either. Bytes damaged by
//! chance inside commitment, salt or check value are found before, by the plain hash of the file that holds the slot.
//!
//! **The anchor.** Anyone can seal a key of their own to a public key. So each slot also holds, authenticated by its KEK, a
//! one-way image of the vault key that was current when it was wrapped. A later vault key is accepted only if the chain of
//! earlier keys, each sealed under the next, leads back to that one; else the answer is [`Error::Forged`].

mod open;
mod renew;
mod sealed;

pub use open::{OpenedKit, OpenedPerson, check_device_secret, kit_opens, open_kit_slot, open_person_slot};
pub use renew::{change_passphrase, renew_kit_slot, renew_person_slot};
pub use sealed::{EarlierKey, SealedVaultKey, seal_earlier_key, seal_vault_key};

use rand_core::CryptoRng;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::kdf::{Argon2Params, Kek, derive_kek, expand, kek_from_random};
use crate::purpose::Scope;
use crate::words::KitSecret;
use crate::{DeviceSecret, Error, Key, hash, purpose, seal, sign::SigningKey};

/// A one-way image of the vault key of one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The epoch whose key this is an image of.
    pub epoch: u32,
    /// 32 bytes by HKDF from the vault key; from it the key cannot be found.
    pub image: [u8; 32],
}

impl Anchor {
    /// The image of `vault_key`.
    pub fn of(vault_key: &Key, scope: &Scope) -> Self {
        let mut image = [0; 32];
        purpose::derive(vault_key, "anchor", scope, &mut image);
        Self { epoch: scope.epoch, image }
    }
}

/// The slot of a person: opened by a passphrase, and by the device secret when bound to one. All fields are public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSlot {
    /// Identity of the slot, random.
    pub id: [u8; 16],
    /// Opaque identity of whose slot it is.
    pub owner: [u8; 16],
    /// Cost of the stretching.
    pub params: Argon2Params,
    /// Salt of the stretching.
    pub salt: [u8; 16],
    /// Check value of the device secret; none means that the passphrase alone opens the slot.
    pub device_check: Option<[u8; 16]>,
    /// X25519 public key, to which vault keys are sealed.
    pub public_key: [u8; 32],
    /// Ed25519 public key of the owner.
    pub verify_key: [u8; 32],
    /// Image of the vault key at the time of wrapping.
    pub anchor: Anchor,
    /// Commitment to the KEK.
    pub commitment: [u8; 32],
    /// X25519 private key ‖ signing seed, under the KEK.
    pub wrapped: Vec<u8>,
    /// The current vault key, sealed to `public_key`.
    pub vault_key: SealedVaultKey,
}

/// The slot of a recovery kit: opened by 256 random bits, so without stretching. It holds no signing seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitSlot {
    /// Identity of the slot, random.
    pub id: [u8; 16],
    /// X25519 public key, to which vault keys are sealed.
    pub public_key: [u8; 32],
    /// Image of the vault key at the time of wrapping.
    pub anchor: Anchor,
    /// Commitment to the KEK.
    pub commitment: [u8; 32],
    /// X25519 private key, under the KEK.
    pub wrapped: Vec<u8>,
    /// The current vault key, sealed to `public_key`.
    pub vault_key: SealedVaultKey,
}

/// What a new person's slot is made from.
#[derive(Clone, Copy)]
pub struct NewPerson<'a> {
    /// Identity of the slot, 16 random bytes. It is drawn before, because the keychain entry is named by it.
    pub id: [u8; 16],
    /// Opaque identity of the person.
    pub owner: [u8; 16],
    /// The passphrase, as typed.
    pub passphrase: &'a str,
    /// The secret of this device; none makes a slot that the passphrase alone opens.
    pub device_secret: Option<&'a DeviceSecret>,
    /// Cost of the stretching.
    pub params: Argon2Params,
}

/// Makes a person's slot with a fresh salt, key pair and signing key.
///
/// # Errors
/// [`Error::ParametersOutOfBounds`], [`Error::NotEnoughMemory`].
pub fn make_person_slot(
    new: NewPerson<'_>,
    vault_key: &Key,
    scope: &Scope,
    rng: &mut impl CryptoRng,
) -> Result<(PersonSlot, SigningKey), Error> {
    let (id, salt) = (new.id, random_16(rng));
    let info = slot_info(&id, scope);
    let kek = derive_kek(new.passphrase, &salt, new.params, new.device_secret, &info)?;
    let private = StaticSecret::random_from_rng(rng);
    let signing = SigningKey::random(rng);
    let public_key = PublicKey::from(&private).to_bytes();
    let mut slot = PersonSlot {
        id,
        owner: new.owner,
        params: new.params,
        salt,
        device_check: new.device_secret.map(|secret| device_check(secret, &id)),
        public_key,
        verify_key: signing.verify_key(),
        anchor: Anchor::of(vault_key, scope),
        commitment: kek.commitment,
        wrapped: Vec::new(),
        vault_key: seal_vault_key(vault_key, &public_key, &id, scope, rng),
    };
    let mut secrets = Zeroizing::new([0; 64]);
    // Both private halves go under the KEK from one wiped buffer.
    secrets[..32].copy_from_slice(private.as_bytes());
    secrets[32..].copy_from_slice(signing.expose_seed());
    slot.wrapped = seal::seal(&kek.key, &person_fields(&slot, scope), secrets.as_slice(), rng);
    Ok((slot, signing))
}

/// Makes a kit's slot.
pub fn make_kit_slot(kit: &KitSecret, vault_key: &Key, scope: &Scope, rng: &mut impl CryptoRng) -> KitSlot {
    let id = random_16(rng);
    let kek = kit_kek(kit, &id, scope);
    let private = StaticSecret::random_from_rng(rng);
    let public_key = PublicKey::from(&private).to_bytes();
    let mut slot = KitSlot {
        id,
        public_key,
        anchor: Anchor::of(vault_key, scope),
        commitment: kek.commitment,
        wrapped: Vec::new(),
        vault_key: seal_vault_key(vault_key, &public_key, &id, scope, rng),
    };
    // The private half goes under the KEK.
    slot.wrapped = seal::seal(&kek.key, &kit_fields(&slot, scope), private.as_bytes(), rng);
    slot
}

fn kit_kek(kit: &KitSecret, id: &[u8; 16], scope: &Scope) -> Kek {
    kek_from_random(&kit.0, &slot_info(id, scope))
}

fn device_check(secret: &DeviceSecret, id: &[u8; 16]) -> [u8; 16] {
    let mut check = [0; 16];
    // One-way, and bound to the slot, so that two slots of one device do not show that they share it.
    expand(secret.expose(), "encircle/1 device check", &[id], &mut check);
    check
}

fn slot_info(id: &[u8; 16], scope: &Scope) -> [u8; 32] {
    hash::tagged("encircle/1 slot", &[id, &scope.vault_id])
}

/// All fields of the slot that stay as they are while vault keys come and go.
fn person_fields(slot: &PersonSlot, scope: &Scope) -> [u8; 32] {
    let check = slot.device_check.as_ref().map_or(&[][..], |check| check);
    hash::tagged(
        "encircle/1 person slot",
        &[
            &scope.vault_id,
            &slot.id,
            &slot.owner,
            &slot.params.memory_kib.to_be_bytes(),
            &slot.params.passes.to_be_bytes(),
            &slot.params.lanes.to_be_bytes(),
            &slot.salt,
            check,
            &slot.public_key,
            &slot.verify_key,
            &slot.anchor.epoch.to_be_bytes(),
            &slot.anchor.image,
            &slot.commitment,
        ],
    )
}

fn kit_fields(slot: &KitSlot, scope: &Scope) -> [u8; 32] {
    hash::tagged(
        "encircle/1 kit slot",
        &[
            &scope.vault_id,
            &slot.id,
            &slot.public_key,
            &slot.anchor.epoch.to_be_bytes(),
            &slot.anchor.image,
            &slot.commitment,
        ],
    )
}

fn random_16(rng: &mut impl CryptoRng) -> [u8; 16] {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests;
