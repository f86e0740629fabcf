//! Words that people write down and type: recovery kits, and passphrases that are offered.
//!
//! One list of 4,096 words serves both (`words/words.txt`, its source and licence in `words/words.NOTICE.md`). Any two words
//! differ by at least two letters, so one wrong letter never makes another word. A kit is 256 random bits and 32 bits of
//! checksum, 12 bits a word. Never here: paper, screens, and what a kit opens.

use std::fmt;

use rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::{Error, Key, hash};

/// Words on a recovery kit.
pub const KIT_WORDS: usize = 24;

const LIST: &str = include_str!("words/words.txt");
const LIST_LENGTH: usize = 4096;
const BITS: usize = 12;
const CHECKSUM: usize = 4;
const _: () = assert!(KIT_WORDS * BITS == (32 + CHECKSUM) * 8 && LIST_LENGTH == 1 << BITS);

/// No kit is longer than this when typed; more is not looked at word by word.
const MAX_TYPED: usize = 4096;

/// The 256 random bits of a recovery kit.
pub struct KitSecret(pub(crate) Key);

impl KitSecret {
    /// A fresh kit.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self(Key::random(rng))
    }

    /// The kit as [`KIT_WORDS`] words in lower case, a space between. For paper and for nothing else.
    pub fn words(&self) -> Zeroizing<String> {
        let list = list();
        let mut bytes = Zeroizing::new([0; 32 + CHECKSUM]);
        bytes[..32].copy_from_slice(self.0.expose()); // into a wiped buffer, to be spelled as words
        bytes[32..].copy_from_slice(&self.checksum());
        // Longest word 8 letters: the buffer never grows, so no unwiped copy is left behind.
        let mut text = Zeroizing::new(String::with_capacity(KIT_WORDS * 9));
        for position in 0..KIT_WORDS {
            if position > 0 {
                text.push(' ');
            }
            text.push_str(list[take_bits(bytes.as_slice(), position)]);
        }
        text
    }

    /// Reads typed words. Case, spaces, line ends, hyphens, numbers and punctuation between words do not matter.
    ///
    /// # Errors
    /// [`Error::UnknownWord`] for the first word that is not in the list, [`Error::WrongWordCount`], [`Error::BadChecksum`].
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let list = list();
        let mut bytes = Zeroizing::new([0; 32 + CHECKSUM]);
        let mut found = 0;
        if typed.len() > MAX_TYPED {
            return Err(Error::WrongWordCount { found: typed.split_whitespace().count() });
        }
        for word in typed.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let plain: Zeroizing<String> = Zeroizing::new(word.nfkc().flat_map(char::to_lowercase).collect());
            let index = list
                .binary_search(&plain.as_str())
                .map_err(|_| Error::UnknownWord { position: found + 1 })?;
            if found < KIT_WORDS {
                put_bits(bytes.as_mut_slice(), found, index);
            }
            found += 1;
        }
        if found != KIT_WORDS {
            return Err(Error::WrongWordCount { found });
        }
        let kit = Self(Key::filled(|key| key.copy_from_slice(&bytes[..32])));
        if kit.checksum() == bytes[32..] { Ok(kit) } else { Err(Error::BadChecksum) }
    }

    /// Whether both are the same kit, in constant time: a kit typed back is compared so.
    pub fn matches(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }

    fn checksum(&self) -> [u8; CHECKSUM] {
        // 32 bits of a hash of 256 random ones: they help nobody to guess the rest.
        let mut full = hash::tagged("encircle/1 kit checksum", &[self.0.expose()]);
        let mut short = [0; CHECKSUM];
        short.copy_from_slice(&full[..CHECKSUM]);
        full.zeroize();
        short
    }
}

impl fmt::Debug for KitSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KitSecret(redacted)")
    }
}

/// Words drawn from the list, each equally likely (12 bits a word), a space between: 48 bits for four, 72 for six.
pub fn offer_passphrase(rng: &mut impl CryptoRng, words: usize) -> Zeroizing<String> {
    let list = list();
    let mut text = Zeroizing::new(String::with_capacity(words * 9));
    for position in 0..words {
        if position > 0 {
            text.push(' ');
        }
        // The list's length divides 2^32, so the remainder favours no word.
        text.push_str(list[rng.next_u32() as usize % LIST_LENGTH]);
    }
    text
}

/// Whether `word`, as it stands, is in the list.
pub fn is_listed(word: &str) -> bool {
    list().binary_search(&word).is_ok()
}

fn list() -> &'static [&'static str] {
    static WORDS: std::sync::OnceLock<Vec<&'static str>> = std::sync::OnceLock::new();
    WORDS.get_or_init(|| LIST.lines().collect())
}

/// The 12 bits of one word, most significant first.
fn take_bits(bytes: &[u8], position: usize) -> usize {
    (position * BITS..(position + 1) * BITS)
        .fold(0, |value, bit| (value << 1) | usize::from((bytes[bit / 8] >> (7 - bit % 8)) & 1))
}

fn put_bits(bytes: &mut [u8], position: usize, value: usize) {
    for offset in 0..BITS {
        let bit = position * BITS + offset;
        let set = ((value >> (BITS - 1 - offset)) & 1) as u8;
        bytes[bit / 8] |= set << (7 - bit % 8);
    }
}

#[cfg(test)]
mod tests;
