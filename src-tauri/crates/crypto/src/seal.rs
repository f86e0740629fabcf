//! Sealing of one value that fits in memory: AES-256-GCM with associated data and a random 96-bit nonce drawn here.
//!
//! Sealed bytes are `nonce (12) ‖ ciphertext ‖ tag (16)`. Random nonces are sound below 2^32 values a key (NIST SP 800-38D,
//! section 8.3); longer things go through [`crate::stream`]. Never here: a nonce from outside.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Error, Key};

const NONCE: usize = 12;
const TAG: usize = 16;

/// How much longer sealed bytes are than what they hold.
pub const OVERHEAD: usize = NONCE + TAG;

/// Seals `plaintext` under `key`; `associated_data` is bound but not stored.
pub fn seal(key: &Key, associated_data: &[u8], plaintext: &[u8], rng: &mut impl CryptoRng) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let sealed = cipher(key)
        .encrypt(&Nonce::from(nonce), Payload { msg: plaintext, aad: associated_data })
        .expect("AES-GCM refuses only above 64 GiB");
    [&nonce, sealed.as_slice()].concat()
}

/// Opens what [`seal`] made.
///
/// # Errors
/// [`Error::Damaged`] for any other key, associated data or bytes. Nothing of the plaintext is given out then.
pub fn open(key: &Key, associated_data: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (nonce, body) = sealed.split_first_chunk::<NONCE>().ok_or(Error::Damaged)?;
    cipher(key)
        .decrypt(&Nonce::from(*nonce), Payload { msg: body, aad: associated_data })
        .map(Zeroizing::new)
        .map_err(|_| Error::Damaged)
}

fn cipher(key: &Key) -> Aes256Gcm {
    // The key goes into the cipher's state, which wipes itself.
    Aes256Gcm::new(key.expose().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_sealed_opens_again_and_nothing_else_does(
            text: Vec<u8>, ad: Vec<u8>, byte: prop::sample::Index, bit in 0u8..8, cut: prop::sample::Index,
        ) {
            let mut rng = rng(5);
            let (key, other) = (Key::random(&mut rng), Key::random(&mut rng));
            let sealed = seal(&key, &ad, &text, &mut rng);
            prop_assert_eq!(sealed.len(), text.len() + OVERHEAD);
            let opened = open(&key, &ad, &sealed);
            prop_assert_eq!(opened.as_deref(), Ok(&text));
            prop_assert_eq!(open(&other, &ad, &sealed), Err(Error::Damaged));
            let more = [ad.as_slice(), b"x"].concat();
            prop_assert_eq!(open(&key, &more, &sealed), Err(Error::Damaged));
            let mut flipped = sealed.clone();
            flipped[byte.index(sealed.len())] ^= 1 << bit;
            prop_assert_eq!(open(&key, &ad, &flipped), Err(Error::Damaged));
            prop_assert_eq!(open(&key, &ad, &sealed[..cut.index(sealed.len())]), Err(Error::Damaged));
            let longer = [sealed.as_slice(), b"x"].concat();
            prop_assert_eq!(open(&key, &ad, &longer), Err(Error::Damaged));
        }
    }

    #[test]
    fn the_same_value_sealed_twice_looks_different() {
        let mut rng = rng(6);
        let key = Key::random(&mut rng);
        assert_ne!(seal(&key, b"", b"same", &mut rng), seal(&key, b"", b"same", &mut rng));
    }
}
