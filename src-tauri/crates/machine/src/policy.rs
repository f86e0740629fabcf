//! What the school's IT lays down for the whole machine, in one file that only an administrator can write. Never here: what follows.

use std::path::PathBuf;

use serde::Deserialize;

/// The most bytes of a policy file; a larger one is none.
const LONGEST: u64 = 64 * 1024;

/// The policy of a machine. What the file does not say is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Policy {
    pub allow_network_folder: bool,
    pub allow_synced_folder: bool,
    pub allow_roaming_folder: bool,
}

impl Policy {
    /// Reads the policy of this machine. A file that cannot be read, or says what no policy says, allows nothing.
    #[must_use]
    pub fn of_this_machine() -> Self {
        let file = place().filter(|file| file.metadata().is_ok_and(|about| about.len() <= LONGEST));
        file.and_then(|file| std::fs::read(file).ok()).map_or_else(Self::default, |bytes| Self::read(&bytes))
    }

    fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }
}

/// Where the policy lies: a folder that an ordinary account cannot write.
fn place() -> Option<PathBuf> {
    if cfg!(windows) {
        std::env::var_os("ProgramData")
            .map(|folder| PathBuf::from(folder).join("Encircle").join("policy.json"))
    } else if cfg!(target_os = "macos") {
        Some("/Library/Application Support/Encircle/policy.json".into())
    } else {
        Some("/etc/encircle/policy.json".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_allows_what_it_names_and_a_broken_one_allows_nothing() {
        let allowed = Policy::read(br#"{"allow_network_folder": true, "idle_minutes": 10}"#);
        assert_eq!(allowed, Policy { allow_network_folder: true, ..Policy::default() });
        for broken in [b"".as_slice(), b"{", br#"{"allow_network_folder": "yes"}"#, b"[]"] {
            assert_eq!(Policy::read(broken), Policy::default());
        }
    }
}
