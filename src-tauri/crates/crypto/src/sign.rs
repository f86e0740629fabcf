//! Ed25519 signatures (RFC 8032), each under a domain tag. Never here: whose key it is.

use std::fmt;

use ed25519_dalek::{Signature, Signer, VerifyingKey};
use rand_core::CryptoRng;

use crate::{Error, Key, hash};

/// A signing key. Not `Clone`; wiped on drop by the library; never printed.
pub struct SigningKey(Box<ed25519_dalek::SigningKey>);

impl SigningKey {
    /// A fresh key.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self::from_seed(&Key::random(rng))
    }

    /// The key that belongs to a 32-byte seed.
    pub fn from_seed(seed: &Key) -> Self {
        // The seed is copied into the boxed key, which wipes itself.
        Self(Box::new(ed25519_dalek::SigningKey::from_bytes(seed.expose())))
    }

    /// The same key once more; each is wiped on its own. For a session that signs while the keys of the vault are held elsewhere.
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// The public half, by which others check signatures.
    pub fn verify_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// Signs `message` under a domain tag.
    pub fn sign(&self, tag: &str, message: &[u8]) -> [u8; 64] {
        self.0.sign(&framed(tag, message)).to_bytes()
    }

    /// The seed, to be wrapped. Every use carries a comment.
    pub(crate) fn expose_seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(redacted)")
    }
}

/// Checks a signature strictly: weak keys and malleable signatures are refused too.
///
/// # Errors
/// [`Error::Forged`].
pub fn verify(verify_key: &[u8; 32], tag: &str, message: &[u8], signature: &[u8; 64]) -> Result<(), Error> {
    VerifyingKey::from_bytes(verify_key)
        .and_then(|key| key.verify_strict(&framed(tag, message), &Signature::from_bytes(signature)))
        .map_err(|_| Error::Forged)
}

fn framed(tag: &str, message: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16 + tag.len() + message.len());
    hash::frame(tag, &[message], |part| bytes.extend_from_slice(part));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_signature_holds_for_its_key_tag_and_message_alone(message: Vec<u8>, bit in 0usize..512) {
            let mut rng = rng(7);
            let (key, other) = (SigningKey::random(&mut rng), SigningKey::random(&mut rng));
            let signature = key.sign("t", &message);
            let public = key.verify_key();
            prop_assert_eq!(verify(&public, "t", &message, &signature), Ok(()));
            prop_assert_eq!(verify(&public, "u", &message, &signature), Err(Error::Forged));
            prop_assert_eq!(verify(&other.verify_key(), "t", &message, &signature), Err(Error::Forged));
            let longer = [message.as_slice(), b"x"].concat();
            prop_assert_eq!(verify(&public, "t", &longer, &signature), Err(Error::Forged));
            let mut flipped = signature;
            flipped[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(verify(&public, "t", &message, &flipped), Err(Error::Forged));
        }
    }

    #[test]
    fn the_all_zero_public_key_verifies_nothing_and_no_key_is_printed() {
        let key = SigningKey::from_seed(&Key::from_bytes(&mut [9; 32]));
        let signature = key.sign("t", b"m");
        assert_eq!(verify(&[0; 32], "t", b"m", &signature), Err(Error::Forged));
        assert_eq!(verify(&[0; 32], "t", b"m", &[0; 64]), Err(Error::Forged));
        assert_eq!(format!("{key:?}"), "SigningKey(redacted)");
    }
}
