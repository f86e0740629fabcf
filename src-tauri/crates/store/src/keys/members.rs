//! Who may have a slot: what signed events say, against what the header says. Never here: reading the events.

use encircle_domain::PersonId;

use super::error::KeysError;
use super::header::SlotKeys;

/// The public keys that signed events give to the people who were not removed, and to the kits: the latest and those before.
///
/// Those before belong to it because the event comes first and the header after: a slot that was to be replaced may still stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    /// Person, key of signatures, X25519 key.
    pub people: Vec<(PersonId, [u8; 32], [u8; 32])>,
    /// X25519 keys.
    pub kits: Vec<[u8; 32]>,
}

impl Members {
    /// Compares the slots of a header with the events.
    ///
    /// # Errors
    /// [`KeysError::HeaderForged`] when a slot is named by no event, or by the event of somebody else.
    pub fn check(&self, slots: &[SlotKeys]) -> Result<(), KeysError> {
        let known = |slot: &SlotKeys| match slot.person {
            Some((person, signing)) => self.people.contains(&(person, signing, slot.public_key)),
            None => self.kits.contains(&slot.public_key),
        };
        if slots.iter().all(known) { Ok(()) } else { Err(KeysError::HeaderForged) }
    }
}
