//! Secret bytes that are hard to hold wrongly. No `Clone`, no serialisation, no derived `Debug`, ever.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 32 secret bytes. They live on the heap, so that moving a `Key` leaves no copy on the stack, and are wiped on drop.
pub struct Key(Box<[u8; 32]>);

impl Key {
    /// A fresh key.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self::filled(|bytes| rng.fill_bytes(bytes))
    }

    /// Takes the bytes over: the source is wiped.
    pub fn from_bytes(source: &mut [u8; 32]) -> Self {
        let key = Self::filled(|bytes| bytes.copy_from_slice(source));
        source.zeroize();
        key
    }

    /// Lets `fill` write the bytes in their final place.
    pub(crate) fn filled(fill: impl FnOnce(&mut [u8; 32])) -> Self {
        let mut key = Self(Box::new([0; 32]));
        fill(&mut key.0);
        key
    }

    /// The secret itself. Every use carries a comment that says where the bytes go.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether two keys are the same, in constant time.
    pub fn matches(&self, other: &Self) -> bool {
        // Both secrets are folded into one difference; nothing leaves this function but the answer.
        crate::hash::equal(self.expose(), other.expose())
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Key {}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(redacted)")
    }
}

/// 32 random bytes that live in the keychain of one device and nowhere else.
pub struct DeviceSecret(Key);

impl DeviceSecret {
    /// A fresh device secret.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self(Key::random(rng))
    }

    /// Takes the bytes over from what the keychain returned: the source is wiped.
    pub fn from_bytes(source: &mut [u8; 32]) -> Self {
        Self(Key::from_bytes(source))
    }

    /// The secret itself, for the keychain alone. Every use carries a comment.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose() // handed on; the caller answers for it
    }
}

impl fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceSecret(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    #[test]
    fn a_key_takes_its_source_over_and_never_prints_itself() {
        let mut source = [0xA5; 32];
        let key = Key::from_bytes(&mut source);
        assert_eq!(source, [0; 32], "the source must be wiped");
        assert_eq!(key.expose(), &[0xA5; 32]);
        assert_eq!(format!("{key:?} {key:#?}"), "Key(redacted) Key(redacted)");
        let secret = DeviceSecret::from_bytes(&mut [0xA5; 32]);
        assert_eq!(format!("{secret:?}"), "DeviceSecret(redacted)");
    }

    #[test]
    fn two_random_keys_differ_and_a_key_matches_itself() {
        let mut rng = rng(1);
        let (a, b) = (Key::random(&mut rng), Key::random(&mut rng));
        assert!(!a.matches(&b));
        assert!(a.matches(&Key::from_bytes(&mut { *a.expose() })));
    }
}
