//! The keychain of the operating system: 32-byte secrets by name, local to this laptop.
//! Never here: a decision about what an answer means.

use std::collections::HashMap;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use encircle_api::ports::{Answer, Keychain};
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

/// The name under which the system lists the entries.
const SERVICE: &str = "Encircle";
/// How long a keychain may think. It may ask the person for its own password meanwhile; one that hangs must not hang the log.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The system's own store: Secret Service, Keychain Services or the Windows Credential Manager.
pub struct OsKeychain {
    patience: Duration,
    /// Held twice for as long as a question is not answered.
    asking: Arc<()>,
}

impl OsKeychain {
    /// A keychain that gets so long for each answer; [`PATIENCE`] for a person, less for a test.
    pub fn with_patience(patience: Duration) -> Self {
        Self { patience, asking: Arc::new(()) }
    }

    /// What `question` answers, or `None` when that takes too long. It is left to itself then, because nothing can end a call into the
    /// system, and what it still answers is wiped unread. Until it has, no other is asked: each would wait as long.
    fn ask<T: Send + 'static>(&self, question: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        if Arc::strong_count(&self.asking) > 1 {
            return None;
        }
        let (sender, answer) = mpsc::channel();
        let asking = self.asking.clone();
        std::thread::spawn(move || {
            let answered = question();
            drop(asking);
            // Nobody waits any more for an answer that comes too late.
            let _ = sender.send(answered);
        });
        answer.recv_timeout(self.patience).ok()
    }

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

impl Default for OsKeychain {
    fn default() -> Self {
        Self::with_patience(PATIENCE)
    }
}

impl Keychain for OsKeychain {
    fn read(&self, name: &str) -> Answer {
        let name = name.to_owned();
        let asked =
            self.ask(move || Self::entry(&name).and_then(|entry| entry.get_secret()).map(Zeroizing::new));
        match asked {
            Some(Ok(mut secret)) => Answer::Found(std::mem::take(&mut *secret)),
            Some(Err(Error::NoEntry)) => Answer::NoEntry,
            Some(Err(_)) | None => Answer::Unavailable,
        }
    }

    fn write(&self, name: &str, secret: &[u8]) -> bool {
        let (entry, given) = (name.to_owned(), Zeroizing::new(secret.to_owned()));
        let asked = self.ask(move || Self::entry(&entry).and_then(|entry| entry.set_secret(&given)));
        matches!(asked, Some(Ok(()))) && matches!(self.read(name), Answer::Found(found) if found == secret)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_answers_is_left_to_itself_and_nothing_else_is_asked_until_it_does() {
        let keychain = OsKeychain::with_patience(Duration::from_millis(1));
        let (end, never) = mpsc::channel::<()>();
        assert_eq!(keychain.ask(move || never.recv().is_ok()), None);
        assert_eq!(keychain.ask(|| 7), None, "the first is not answered");
        drop(end);
        while Arc::strong_count(&keychain.asking) > 1 {
            std::thread::yield_now();
        }
        let keychain = OsKeychain { patience: PATIENCE, ..keychain };
        assert_eq!(keychain.ask(|| 7), Some(7));
    }
}
