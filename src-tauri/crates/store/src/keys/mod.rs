//! The keys of a vault: its header file, the slots in it, and the way from a passphrase or a recovery kit to the keys of the
//! database, of sealed copies and of signatures.
//!
//! Here belong the header at rest and in memory, its two copies on disk, making it and unlocking it. Never here: SQL, the
//! journal, the keychain itself (a caller answers for it), a clock, randomness of its own, and names of people.

mod at_rest;
mod error;
mod file;
mod for_kits;
mod header;
mod make;
mod members;
mod parameters;
mod renew;
mod unlock;

pub use encircle_crypto::DeviceSecret;
pub use encircle_crypto::kdf::Argon2Params;
pub use encircle_crypto::sign::{SigningKey, verify};
pub use encircle_crypto::words::{KitSecret, offer_passphrase};
pub use error::{Found, KeysError};
pub use file::{KEYS, KEYS_COPY, is_taken, read, write, write_watched};
pub use for_kits::{check_header, for_kits, header_bytes, read_for_kits};
pub use header::{Header, SlotId, SlotKeys};
pub use make::{Kit, NewKeys, NewPerson, NewVault, admit, commit_header, make};
pub use members::Members;
pub use parameters::{DatabaseParameters, Hash};
pub use renew::{NewKitSlot, change_passphrase, check_passphrase, next_epoch};
pub use unlock::{OpenedBy, SecretAnswer, Unlocked, unlock, unlock_with_kit};

#[cfg(test)]
mod tests;
