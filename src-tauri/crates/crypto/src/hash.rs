//! Tagged hashes and message authentication. Never here: anything that decides what is hashed.
//!
//! Every input is framed: the tag and each part are preceded by their length as 8 bytes, big-endian. So no two different
//! lists of parts have the same bytes, and no hash made for one purpose is valid for another.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{Error, Key};

/// Plain SHA-256, for what the outside world hashes too: files that were received or sent.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Plain SHA-256 of bytes that come in pieces.
#[derive(Debug, Clone, Default)]
pub struct Sha256Pieces(Sha256);

impl Sha256Pieces {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all pieces.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// SHA-256 over a domain tag and the parts, each framed by its length.
pub fn tagged(tag: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut state = Sha256::new();
    frame(tag, parts, |bytes| state.update(bytes));
    state.finalize().into()
}

/// HMAC-SHA256 over a domain tag and the parts, framed as in [`tagged`].
pub fn mac(key: &Key, tag: &str, parts: &[&[u8]]) -> [u8; 32] {
    keyed(key, tag, parts).finalize().into_bytes().into()
}

/// Checks a tag made by [`mac`] in constant time.
///
/// # Errors
/// [`Error::Forged`] when it is not the tag of these parts under this key.
pub fn check_mac(key: &Key, tag: &str, parts: &[&[u8]], expected: &[u8; 32]) -> Result<(), Error> {
    keyed(key, tag, parts).verify_slice(expected).map_err(|_| Error::Forged)
}

/// Compares secrets of the same length without a branch on their content.
pub(crate) fn equal<const N: usize>(a: &[u8; N], b: &[u8; N]) -> bool {
    let difference = a.iter().zip(b).fold(0u8, |sum, (x, y)| sum | (x ^ y));
    std::hint::black_box(difference) == 0
}

/// Bytes of `parts` behind `tag`, framed; used wherever several values become one.
pub(crate) fn frame(tag: &str, parts: &[&[u8]], mut sink: impl FnMut(&[u8])) {
    for part in std::iter::once(tag.as_bytes()).chain(parts.iter().copied()) {
        sink(&(part.len() as u64).to_be_bytes());
        sink(part);
    }
}

fn keyed(key: &Key, tag: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
    // The key goes into the HMAC state, which wipes itself.
    let mut state = Hmac::<Sha256>::new_from_slice(key.expose()).expect("HMAC takes keys of any length");
    frame(tag, parts, |bytes| state.update(bytes));
    state
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;
    use proptest::prelude::*;

    #[test]
    fn plain_sha_256_is_the_one_of_fips_180() {
        let expected = [
            0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
            0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
        ];
        assert_eq!(sha256(b"abc"), expected);
    }

    #[test]
    fn a_hash_in_pieces_is_the_hash_of_the_whole() {
        let mut pieces = Sha256Pieces::default();
        pieces.update(b"a");
        pieces.update(b"bc");
        assert_eq!(pieces.finish(), sha256(b"abc"));
    }

    #[test]
    fn moving_a_byte_between_parts_or_into_the_tag_changes_the_hash() {
        let base = tagged("tag", &[b"ab", b"c"]);
        assert_ne!(base, tagged("tag", &[b"a", b"bc"]));
        assert_ne!(base, tagged("tag", &[b"abc"]));
        assert_ne!(base, tagged("taga", &[b"b", b"c"]));
        assert_ne!(base, tagged("tag", &[b"ab", b"c", b""]));
    }

    proptest! {
        #[test]
        fn a_mac_is_accepted_only_for_its_own_key_tag_and_parts(a: Vec<u8>, b: Vec<u8>, bit in 0usize..256) {
            let mut rng = rng(2);
            let (key, other) = (Key::random(&mut rng), Key::random(&mut rng));
            let tag = mac(&key, "t", &[&a, &b]);
            prop_assert_eq!(check_mac(&key, "t", &[&a, &b], &tag), Ok(()));
            prop_assert_eq!(check_mac(&other, "t", &[&a, &b], &tag), Err(Error::Forged));
            prop_assert_eq!(check_mac(&key, "u", &[&a, &b], &tag), Err(Error::Forged));
            let mut flipped = tag;
            flipped[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(check_mac(&key, "t", &[&a, &b], &flipped), Err(Error::Forged));
        }
    }
}
