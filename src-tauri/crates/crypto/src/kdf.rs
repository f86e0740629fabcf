//! From a passphrase, and the device secret where there is one, to a key-encryption key. Never here: where either comes from.
//!
//! `KEK = HKDF-SHA256(Argon2id(NFKC(passphrase)) ‖ device secret)`. The same HKDF gives a commitment beside the key, because
//! AES-GCM alone does not commit to its key: with the commitment, a wrong passphrase and damage are two different answers.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::{DeviceSecret, Error, Key, hash};

/// Least memory accepted on read, in KiB (64 MiB): below it a header was made weak on purpose.
pub const MIN_MEMORY_KIB: u32 = 64 * 1024;
/// Most memory accepted on read, in KiB (2 GiB): above it a header is an attack on the reader.
pub const MAX_MEMORY_KIB: u32 = 2 * 1024 * 1024;
/// Most passes accepted on read.
pub const MAX_PASSES: u32 = 20;
/// Most lanes accepted on read. More than one gains nothing here: the lanes run one after the other.
pub const MAX_LANES: u32 = 16;

/// Cost of Argon2id, as stored beside the salt. Any values can be held; they are checked before they are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Params {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory (t).
    pub passes: u32,
    /// Lanes (p).
    pub lanes: u32,
}

impl Argon2Params {
    /// 256 MiB, 3 passes: about half a second on a school laptop.
    pub const DEFAULT: Self = Self { memory_kib: 256 * 1024, passes: 3, lanes: 1 };
    /// 64 MiB, 3 passes: for machines with less than 6 GB of memory (the second choice of RFC 9106, section 4).
    pub const SMALL_MEMORY: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// Refuses costs that are too weak or that would tie up the machine.
    ///
    /// # Errors
    /// [`Error::ParametersOutOfBounds`].
    pub fn check(self) -> Result<(), Error> {
        let sound = (MIN_MEMORY_KIB..=MAX_MEMORY_KIB).contains(&self.memory_kib)
            && (1..=MAX_PASSES).contains(&self.passes)
            && (1..=MAX_LANES).contains(&self.lanes);
        if sound { Ok(()) } else { Err(Error::ParametersOutOfBounds) }
    }
}

/// A key-encryption key and the public commitment to it.
#[derive(Debug)]
pub struct Kek {
    pub(crate) key: Key,
    /// One-way image of the key: stored in the slot, it tells a wrong passphrase from damage.
    pub commitment: [u8; 32],
}

/// The bare Argon2id (version 0x13) with this crate's memory handling: reserved fallibly, wiped afterwards.
///
/// # Errors
/// [`Error::ParametersOutOfBounds`] before any memory is asked for; [`Error::NotEnoughMemory`].
pub fn argon2id(passphrase: &[u8], salt: &[u8; 16], params: Argon2Params) -> Result<Key, Error> {
    params.check()?;
    argon2id_checked(passphrase, salt, params)
}

/// Derives the key-encryption key of one slot. `info` names the slot, so that one passphrase used twice gives two keys.
///
/// The passphrase is brought to NFKC here: the same keys pressed on another system give the same key.
///
/// # Errors
/// Those of [`argon2id`].
pub fn derive_kek(
    passphrase: &str,
    salt: &[u8; 16],
    params: Argon2Params,
    device_secret: Option<&DeviceSecret>,
    info: &[u8],
) -> Result<Kek, Error> {
    params.check()?;
    derive_kek_checked(passphrase, salt, params, device_secret, info)
}

/// As [`derive_kek`] for parameters that were checked already; tests of this crate come in here with small ones.
pub(crate) fn derive_kek_checked(
    passphrase: &str,
    salt: &[u8; 16],
    params: Argon2Params,
    device_secret: Option<&DeviceSecret>,
    info: &[u8],
) -> Result<Kek, Error> {
    let stretched = argon2id_checked(normalised(passphrase).as_bytes(), salt, params)?;
    let mut ikm = Zeroizing::new([0; 64]);
    // Both secrets meet in one wiped buffer, the input of HKDF.
    ikm[..32].copy_from_slice(stretched.expose());
    let (length, bound) = match device_secret {
        Some(secret) => {
            ikm[32..].copy_from_slice(secret.expose()); // as above
            (64, "with device secret")
        }
        None => (32, "passphrase only"),
    };
    Ok(kek_from_ikm(&ikm[..length], bound, info))
}

/// A key-encryption key from a secret that needs no stretching: 256 random bits.
pub(crate) fn kek_from_random(secret: &Key, info: &[u8]) -> Kek {
    // The secret is the input of HKDF; only the derived key and its commitment come out.
    kek_from_ikm(secret.expose(), "random secret", info)
}

fn kek_from_ikm(ikm: &[u8], kind: &str, info: &[u8]) -> Kek {
    let key = expand_key(ikm, "encircle/1 kek", &[kind.as_bytes(), info]);
    let mut commitment = [0; 32];
    expand(ikm, "encircle/1 kek commitment", &[kind.as_bytes(), info], &mut commitment);
    Kek { key, commitment }
}

/// HKDF-SHA256 without salt; tag and parts framed into the info. `out` holds at most 255 × 32 bytes.
pub(crate) fn expand(ikm: &[u8], tag: &str, parts: &[&[u8]], out: &mut [u8]) {
    let mut info = Vec::new();
    hash::frame(tag, parts, |bytes| info.extend_from_slice(bytes));
    let (mut prk, hkdf) = Hkdf::<Sha256>::extract(None, ikm);
    hkdf.expand(&info, out).expect("all outputs here are far below 8160 bytes");
    prk.zeroize();
}

/// As [`expand`], into a key.
pub(crate) fn expand_key(ikm: &[u8], tag: &str, parts: &[&[u8]]) -> Key {
    Key::filled(|bytes| expand(ikm, tag, parts, bytes))
}

fn argon2id_checked(passphrase: &[u8], salt: &[u8; 16], params: Argon2Params) -> Result<Key, Error> {
    let params = Params::new(params.memory_kib, params.passes, params.lanes, Some(32))
        .map_err(|_| Error::ParametersOutOfBounds)?;
    let mut blocks = reserve(params.block_count())?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut outcome = Ok(());
    let key = Key::filled(|out| {
        outcome = argon2.hash_password_into_with_memory(passphrase, salt, out, blocks.as_mut_slice());
    });
    // One pass over the blocks; `Vec::zeroize` would go over them twice.
    blocks.iter_mut().for_each(Zeroize::zeroize);
    // What is left are limits of the inputs: a passphrase above 4 GiB.
    outcome.map(|()| key).map_err(|_| Error::ParametersOutOfBounds)
}

fn reserve(count: usize) -> Result<Vec<Block>, Error> {
    let mut blocks = Vec::new();
    blocks.try_reserve_exact(count).map_err(|_| Error::NotEnoughMemory)?;
    blocks.resize(count, Block::new());
    Ok(blocks)
}

/// NFKC, in a buffer that never grows: growing would leave an unwiped copy behind.
fn normalised(passphrase: &str) -> Zeroizing<String> {
    let length = passphrase.nfkc().map(char::len_utf8).sum();
    let mut text = Zeroizing::new(String::with_capacity(length));
    text.extend(passphrase.nfkc());
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    const TINY: Argon2Params = Argon2Params { memory_kib: 32, passes: 3, lanes: 4 };

    fn kek(passphrase: &str, secret: Option<&DeviceSecret>, info: &[u8]) -> Kek {
        derive_kek_checked(passphrase, &[7; 16], TINY, secret, info).unwrap()
    }

    #[test]
    fn argon2id_gives_what_the_reference_implementation_gives() {
        // `argon2 0123456789abcdef -id -t 3 -k 32 -p 4 -l 32` of the reference implementation.
        let key = argon2id_checked(b"password", b"0123456789abcdef", TINY).unwrap();
        assert_eq!(key.expose(), &ARGON2_REFERENCE);
    }

    #[test]
    fn parameters_out_of_bounds_are_refused_before_any_memory_is_asked_for() {
        let good = Argon2Params::DEFAULT;
        let bad = [
            Argon2Params { memory_kib: MIN_MEMORY_KIB - 1, ..good },
            Argon2Params { memory_kib: MAX_MEMORY_KIB + 1, ..good },
            Argon2Params { memory_kib: u32::MAX, ..good },
            Argon2Params { memory_kib: 0, ..good },
            Argon2Params { passes: 0, ..good },
            Argon2Params { passes: MAX_PASSES + 1, ..good },
            Argon2Params { lanes: 0, ..good },
            Argon2Params { lanes: MAX_LANES + 1, ..good },
        ];
        for params in bad {
            assert_eq!(params.check(), Err(Error::ParametersOutOfBounds), "{params:?}");
            assert_eq!(argon2id(b"x", &[0; 16], params).unwrap_err(), Error::ParametersOutOfBounds);
            let kek = derive_kek("x", &[0; 16], params, None, b"");
            assert_eq!(kek.unwrap_err(), Error::ParametersOutOfBounds);
        }
        assert_eq!((good.check(), Argon2Params::SMALL_MEMORY.check()), (Ok(()), Ok(())));
    }

    #[test]
    fn memory_that_cannot_be_had_is_an_answer_and_not_an_abort() {
        assert_eq!(reserve(usize::MAX / 2048).unwrap_err(), Error::NotEnoughMemory);
    }

    #[test]
    fn the_smallest_accepted_parameters_work() {
        let key = argon2id(b"x", &[0; 16], Argon2Params::SMALL_MEMORY).unwrap();
        assert_ne!(key.expose(), &[0; 32]);
    }

    #[test]
    fn the_same_passphrase_in_another_unicode_form_gives_the_same_key() {
        let composed = kek("caf\u{e9} \u{fb01}sh", None, b"slot");
        let decomposed = kek("cafe\u{301} fish", None, b"slot");
        assert!(composed.key.matches(&decomposed.key));
        assert_eq!(composed.commitment, decomposed.commitment);
    }

    #[test]
    fn passphrase_device_secret_and_slot_each_change_the_key() {
        let mut rng = rng(3);
        let (one, two) = (DeviceSecret::random(&mut rng), DeviceSecret::random(&mut rng));
        let all = [
            kek("a", None, b"slot"),
            kek("b", None, b"slot"),
            kek("a", Some(&one), b"slot"),
            kek("a", Some(&two), b"slot"),
            kek("a", None, b"tols"),
        ];
        for (i, a) in all.iter().enumerate() {
            assert_ne!(a.key.expose(), &a.commitment, "the commitment must not be the key");
            for b in &all[..i] {
                assert!(!a.key.matches(&b.key));
                assert_ne!(a.commitment, b.commitment);
            }
        }
    }

    const ARGON2_REFERENCE: [u8; 32] = [
        0x6d, 0x9b, 0x25, 0xa4, 0xaf, 0xed, 0xfa, 0x91, 0xcb, 0x0b, 0x84, 0xdf, 0x16, 0x2a, 0xf3, 0x31, 0xe2,
        0x0c, 0x8b, 0x23, 0x63, 0x1c, 0x03, 0xbf, 0xec, 0x92, 0x46, 0xad, 0x4d, 0x88, 0xf2, 0xe1,
    ];
}
