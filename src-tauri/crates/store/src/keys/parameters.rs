//! How the database of a vault is encrypted, as its header writes it down in words: so a later SQLCipher with other defaults still
//! opens what this one wrote, and this program what an earlier one did. Never here: a key, or a statement of SQL.

use std::fmt;

use super::error::KeysError;

/// A hash that SQLCipher knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    Sha1,
    Sha256,
    Sha512,
}

impl Hash {
    const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    /// Its name, as SQLCipher ends the names of its algorithms.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

/// The parameters of one database. The key is always given raw, with its salt, so nothing is stretched; no byte of the file is plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatabaseParameters {
    /// The major version of SQLCipher whose format it is: 3 or 4.
    pub major: u8,
    /// Bytes in a page: a power of two from 512 to 65,536.
    pub page_size: u32,
    /// The hash of each page's HMAC.
    pub hmac: Hash,
    /// The hash by which the key of the HMAC is made from the raw key.
    pub kdf: Hash,
}

impl DatabaseParameters {
    /// What this program writes: SQLCipher 4's own.
    pub const CURRENT: Self = Self { major: 4, page_size: 4096, hmac: Hash::Sha512, kdf: Hash::Sha512 };

    /// Reads the words of a header.
    ///
    /// # Errors
    /// [`KeysError::NewerVersion`] for words that this program would not write: only a later one does, or somebody without the
    /// key, whom the header's MAC names; nothing of such a vault is opened.
    pub fn parse(words: &str) -> Result<Self, KeysError> {
        let read = || {
            let (major, rest) = words.strip_prefix("sqlcipher ")?.split_once(": raw key and salt, ")?;
            let mut values = rest.split(", ").map(|pair| pair.split_once('=').map_or("", |(_, value)| value));
            let page_size = values.next()?.parse().ok()?;
            let hmac = values.next()?.strip_prefix("HMAC_")?;
            let kdf = values.next()?.strip_prefix("PBKDF2_HMAC_")?;
            let hash = |name: &str| Hash::ALL.into_iter().find(|hash| hash.name() == name);
            Some(Self { major: major.parse().ok()?, page_size, hmac: hash(hmac)?, kdf: hash(kdf)? })
        };
        // The one spelling: names and order are part of it.
        read().filter(|read| read.to_string() == words && read.are_possible()).ok_or(KeysError::NewerVersion)
    }

    fn are_possible(self) -> bool {
        (3..=4).contains(&self.major)
            && self.page_size.is_power_of_two()
            && (512..=65_536).contains(&self.page_size)
    }
}

impl fmt::Display for DatabaseParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "sqlcipher {}: raw key and salt, cipher_page_size={}, cipher_hmac_algorithm=HMAC_{}, \
             cipher_kdf_algorithm=PBKDF2_HMAC_{}, cipher_plaintext_header_size=0",
            self.major,
            self.page_size,
            self.hmac.name(),
            self.kdf.name()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What release 0.1 wrote into every header.
    const FIRST: &str = "sqlcipher 4: raw key and salt, cipher_page_size=4096, \
         cipher_hmac_algorithm=HMAC_SHA512, cipher_kdf_algorithm=PBKDF2_HMAC_SHA512, \
         cipher_plaintext_header_size=0";

    #[test]
    fn what_a_header_says_is_read_and_written_in_the_same_words() {
        assert_eq!(DatabaseParameters::CURRENT.to_string(), FIRST);
        assert_eq!(DatabaseParameters::parse(FIRST), Ok(DatabaseParameters::CURRENT));
        let third = DatabaseParameters { major: 3, page_size: 1024, hmac: Hash::Sha1, kdf: Hash::Sha1 };
        assert_eq!(DatabaseParameters::parse(&third.to_string()), Ok(third));
    }

    #[test]
    fn words_that_this_program_would_not_write_are_a_later_programs() {
        let change = |from: &str, to: &str| {
            let words = FIRST.replace(from, to);
            assert_ne!(words, FIRST);
            words
        };
        for words in [
            String::new(),
            change("sqlcipher 4", "sqlcipher 5"),
            change("sqlcipher 4", "sqlcipher 2"),
            change("sqlcipher 4", "sqlcipher 04"),
            change("=4096", "=4095"),
            change("=4096", "=256"),
            change("=4096", "=131072"),
            change("HMAC_SHA512, cipher_kdf", "HMAC_MD5, cipher_kdf"),
            change("PBKDF2", "ARGON2"),
            change("size=0", "size=32"),
            change("cipher_page_size", "page_size"),
            change("raw key and salt, ", ""),
            format!("{FIRST}, cipher_use_hmac=0"),
            format!("{FIRST} "),
        ] {
            assert_eq!(DatabaseParameters::parse(&words), Err(KeysError::NewerVersion), "{words}");
        }
    }
}
