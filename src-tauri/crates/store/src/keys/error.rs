//! Why the keys of a vault could not be had. Variants are causes; none carries bytes, words or paths.

use std::io::ErrorKind;

/// What lies where the header should be, as far as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A file of no bytes: usually a copy that was cut off.
    Empty,
    /// An SQLite database that is not encrypted.
    PlainDatabase,
    /// Larger than any header.
    TooLarge,
    /// Anything else.
    SomethingElse,
}

/// Why a vault's keys could not be read, made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// The folder holds no header: no vault was finished here.
    #[error("no vault here")]
    NoVault,
    /// The folder holds a header already; it is never overwritten by a new vault.
    #[error("a vault is here already")]
    VaultExists,
    /// A file stands in the header's place that never was one.
    #[error("the key file is something else: {0:?}")]
    NotKeys(Found),
    /// Neither copy of the header is whole.
    #[error("the key file is damaged")]
    Damaged,
    /// A later version of the program wrote the header.
    #[error("the vault was written by a newer version")]
    NewerVersion,
    /// All slots of this device were tried; the passphrase opens none.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The passphrase opens none of the slots bound to this device. Others are bound elsewhere: were it theirs, nobody could
    /// tell.
    #[error("wrong passphrase, or this person is not bound to this device")]
    WrongPassphraseOrOtherDevice,
    /// The slot is bound to a secret in the keychain, and the keychain says that it has none.
    #[error("the keychain entry is missing")]
    DeviceSecretMissing,
    /// The keychain's entry is not the one that the slot is bound to.
    #[error("the keychain entry was replaced")]
    DeviceSecretReplaced,
    /// The slot is bound to a secret in the keychain, and the keychain does not answer.
    #[error("the keychain does not answer")]
    KeychainUnavailable,
    /// The memory for Argon2id could not be reserved.
    #[error("not enough memory")]
    NotEnoughMemory,
    /// The header asks for an Argon2id cost that is too weak or too heavy to be honest.
    #[error("key derivation parameters out of bounds")]
    ParametersOutOfBounds,
    /// The header is whole, but was not written by somebody who holds the vault key.
    #[error("the key file was altered outside the program")]
    HeaderForged,
    /// A typed word of a recovery kit is not in the list. Positions count from 1.
    #[error("recovery word {position} is unknown")]
    KitWordUnknown {
        /// Which word, counted from 1.
        position: usize,
    },
    /// Too few or too many recovery words.
    #[error("{found} recovery words instead of {expected}", expected = encircle_crypto::words::KIT_WORDS)]
    KitWordCount {
        /// How many words were typed.
        found: usize,
    },
    /// All recovery words are known, but they do not belong together: one is wrong, or two changed places.
    #[error("the recovery words do not belong together")]
    KitChecksum,
    /// A proper recovery kit, but not of this vault (or one that was removed).
    #[error("the recovery kit is of another vault")]
    KitWrong,
    /// The folder or a file could not be read or written.
    #[error("input or output failed: {0}")]
    Io(ErrorKind),
}

impl From<std::io::Error> for KeysError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.kind())
    }
}

impl From<encircle_crypto::Error> for KeysError {
    /// For what happens behind an intact plain hash: bytes that then do not authenticate were altered on purpose.
    fn from(error: encircle_crypto::Error) -> Self {
        use encircle_crypto::Error as E;
        match error {
            E::NotEnoughMemory => Self::NotEnoughMemory,
            E::ParametersOutOfBounds => Self::ParametersOutOfBounds,
            E::WrongKey => Self::WrongPassphrase,
            E::DeviceSecretMissing => Self::DeviceSecretMissing,
            E::DeviceSecretReplaced => Self::DeviceSecretReplaced,
            E::Damaged | E::Forged => Self::HeaderForged,
            E::UnknownWord { position } => Self::KitWordUnknown { position },
            E::WrongWordCount { found } => Self::KitWordCount { found },
            E::BadChecksum => Self::KitChecksum,
            E::Io(kind) => Self::Io(kind),
        }
    }
}
