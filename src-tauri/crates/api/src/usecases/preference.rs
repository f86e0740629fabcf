//! How the window looks on this laptop. It is no record: it stands in a plain file beside the vault, so that it holds before a passphrase
//! is typed. Never here: anything that tells of a child, a person or what was done.

use serde::{Deserialize, Serialize};

use crate::contract::*;
use crate::{ApiError, Session, disk};

/// The most bytes of the file; a longer one is none of ours.
const LONGEST: u64 = 4096;

/// The file at rest. What it does not say stands as at first.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct PreferencesV1 {
    theme: Theme,
}

impl Session {
    /// Light, dark, or as the system has it. A file that cannot be read, or says something else, counts as none.
    pub(super) fn theme(&self) -> Theme {
        let file = disk::read(&self.ports.preferences, LONGEST).ok();
        let kept: Option<PreferencesV1> = file.and_then(|file| serde_json::from_slice(&file.bytes).ok());
        kept.unwrap_or_default().theme
    }

    /// Chooses light, dark, or as the system has it, for everybody on this laptop.
    pub fn set_theme(&mut self, asked: SetTheme) -> Result<StatusView, ApiError> {
        let kept = serde_json::to_vec(&PreferencesV1 { theme: asked.theme }).unwrap_or_default();
        disk::write(&self.ports.preferences, &kept)?;
        self.get_status(Nothing {})
    }
}
