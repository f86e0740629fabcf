//! Keys and sealing: everything cryptographic that Encircle does, as small pure functions.
//!
//! Here belong: keys that wipe themselves, the way from a passphrase to a key, slots, authenticated sealing of values and of
//! long streams, signatures, tagged hashes, and the words of recovery kits. All constructions come from the RustCrypto and
//! dalek crates; this crate only composes them, each with a domain tag of its own.
//!
//! Never here: what the bytes mean (no word of safeguarding), SQL, files by name, logging, serde, a clock, or a nonce chosen
//! by the caller. Randomness is always an argument, `&mut impl CryptoRng`.

mod error;
pub mod hash;
pub mod kdf;
mod key;
pub mod purpose;
pub mod seal;
pub mod sign;
pub mod slot;
pub mod stream;
pub mod words;

pub use error::Error;
pub use key::{DeviceSecret, Key};
pub use rand_core::CryptoRng;

#[cfg(test)]
mod testing;
