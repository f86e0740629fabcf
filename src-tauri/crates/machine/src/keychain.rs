//! The keychain of the operating system: 32-byte secrets by name, local to this laptop.
//! Never here: a decision about what an answer means.

use std::collections::HashMap;

use encircle_api::ports::{Answer, Keychain};
use keyring_core::{Entry, Error};

/// The name under which the system lists the entries.
const SERVICE: &str = "Encircle";

/// The system's own store: Secret Service, Keychain Services or the Windows Credential Manager.
pub struct OsKeychain;

impl OsKeychain {
    fn entry(name: &str) -> Result<Entry, Error> {
        // The first use sets the system's store as the default one; the probe itself touches no entry.
        if keyring::Entry::store_status().is_err() {
            return Err(Error::NoDefaultStore);
        }
        // Windows entries roam with the person's profile unless told otherwise.
        let modifiers: HashMap<&str, &str> =
            if cfg!(windows) { HashMap::from([("persistence", "Local")]) } else { HashMap::new() };
        Entry::new_with_modifiers(SERVICE, name, &modifiers)
    }
}

impl Keychain for OsKeychain {
    fn read(&self, name: &str) -> Answer {
        match Self::entry(name).and_then(|entry| entry.get_secret()) {
            Ok(secret) => Answer::Found(secret),
            Err(Error::NoEntry) => Answer::NoEntry,
            Err(_) => Answer::Unavailable,
        }
    }

    fn write(&self, name: &str, secret: &[u8]) -> bool {
        Self::entry(name).and_then(|entry| entry.set_secret(secret)).is_ok()
            && matches!(self.read(name), Answer::Found(found) if found == secret)
    }
}

/// No keychain at all: the passphrase stands alone.
pub struct NoKeychain;

impl Keychain for NoKeychain {
    fn read(&self, _: &str) -> Answer {
        Answer::Unavailable
    }

    fn write(&self, _: &str, _: &[u8]) -> bool {
        false
    }
}
