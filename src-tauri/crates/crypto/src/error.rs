//! The one list of causes. No variant carries secret bytes, a word that was typed or a file name.

/// Why something cryptographic was refused. Each variant is a cause that a caller can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The memory that Argon2id asks for could not be reserved.
    #[error("not enough memory for the key derivation")]
    NotEnoughMemory,
    /// Argon2id parameters outside the bounds of [`crate::kdf`]; a hostile file may ask for anything.
    #[error("key derivation parameters out of bounds")]
    ParametersOutOfBounds,
    /// The commitment does not match: a wrong passphrase, or another kit's words.
    #[error("wrong passphrase or kit")]
    WrongKey,
    /// The slot is bound to a device secret and none was given.
    #[error("the device secret is missing")]
    DeviceSecretMissing,
    /// The slot is bound to another device secret than the one given.
    #[error("the device secret was replaced")]
    DeviceSecretReplaced,
    /// Bytes do not authenticate under the right key: cut short, reordered, swapped between fields, or changed.
    #[error("damaged or altered bytes")]
    Damaged,
    /// A tag, a signature or a vault key was not made by who it should be from.
    #[error("forged")]
    Forged,
    /// A typed recovery word is not in the list. Positions count from 1.
    #[error("word {position} is not in the list")]
    UnknownWord {
        /// Which word, counted from 1.
        position: usize,
    },
    /// All words are known but there are too few or too many of them.
    #[error("{found} words instead of {expected}", expected = crate::words::KIT_WORDS)]
    WrongWordCount {
        /// How many words were typed.
        found: usize,
    },
    /// All words are known, but not these together in this order.
    #[error("the words do not belong together")]
    BadChecksum,
    /// Reading or writing of a stream failed below this crate.
    #[error("input or output failed: {0}")]
    Io(std::io::ErrorKind),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.kind())
    }
}
